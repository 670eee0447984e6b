//! DOT, the language of Graphviz.

mod record;

use std::collections::HashMap;

use super::super::draft::number;
use super::super::error::ReadError;
use super::super::formats::Content;
use super::super::own_form::identity;
use super::super::source::{OwnTie, Sort, Source};
use super::super::watch::Watch;
use super::{Network, NewTie};

/// The deepest nesting that is read.
const DEEPEST: usize = 100;

/// The largest number of ties that sets of nodes may make of one statement.
const LARGEST_SET: usize = 1_000_000;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A name: bare, a number, in quotes, or HTML without its marks.
    Name {
        text: String,
        quoted: bool,
    },
    Sign(char),
    Arrow,
    Dash,
    End,
}

type Said = Vec<(String, String)>;

/// What holds within a pair of braces.
#[derive(Clone, Default)]
struct Scope {
    /// The clusters that are open, outermost first.
    groups: Vec<String>,
    /// What edges say unless they say otherwise.
    edge: Said,
    /// The nodes that were named within.
    members: Vec<String>,
}

struct Dot<'a, 'w, 'p> {
    text: &'a str,
    at: usize,
    line: usize,
    peeked: Option<Token>,
    watch: &'w mut Watch<'p>,
    network: Network,
    rows: HashMap<String, usize>,
    directed: bool,
    ties: usize,
    records: bool,
}

/// Reads DOT.
pub(in crate::storage) fn read(
    content: &Content<'_>,
    watch: &mut Watch<'_>,
) -> Result<Source, ReadError> {
    let source = Source { sort: Sort::Open, ..Source::default() };
    let mut dot = Dot {
        text: content.text,
        at: 0,
        line: 1,
        peeked: None,
        watch,
        network: Network::new(source),
        rows: HashMap::new(),
        directed: true,
        ties: 0,
        records: false,
    };
    dot.graph()?;
    Ok(dot.network.source)
}

impl Dot<'_, '_, '_> {
    fn wrong<T>(&self, what: impl Into<String>) -> Result<T, ReadError> {
        Err(self.watch.refuse(
            self.line,
            what,
            "draw it with Graphviz, which says more of what is wrong",
        ))
    }

    fn graph(&mut self) -> Result<(), ReadError> {
        let mut word = self.name()?;
        if word.eq_ignore_ascii_case("strict") {
            word = self.name()?;
        }
        self.directed = match word.to_lowercase().as_str() {
            "digraph" => true,
            "graph" => false,
            _ => return self.wrong("does not begin with graph or digraph"),
        };
        if let Token::Name { text, .. } = self.peek()?.clone() {
            self.take()?;
            self.network.source.title = text;
        }
        if self.take()? != Token::Sign('{') {
            return self.wrong("has no braces behind its name");
        }
        self.statements(&mut Scope::default(), 0)
    }

    /// All statements up to the closing brace.
    fn statements(&mut self, scope: &mut Scope, depth: usize) -> Result<(), ReadError> {
        if depth > DEEPEST {
            return self.wrong("is nested deeper than any map");
        }
        loop {
            match self.peek()?.clone() {
                Token::Sign('}') => {
                    self.take()?;
                    return Ok(());
                }
                Token::Sign(';' | ',') => {
                    self.take()?;
                }
                Token::End => return self.wrong("breaks off before its last brace"),
                _ => self.statement(scope, depth)?,
            }
        }
    }

    fn statement(&mut self, scope: &mut Scope, depth: usize) -> Result<(), ReadError> {
        if let Token::Name { text, quoted: false } = self.peek()?.clone() {
            let word = text.to_lowercase();
            if ["graph", "node", "edge"].contains(&word.as_str()) {
                self.take()?;
                let said = self.attributes()?;
                match word.as_str() {
                    "edge" => scope.edge.splice(0..0, said).for_each(drop),
                    "graph" => self.label_group(scope, &said),
                    "node" => self.records = record::draws_fields(&said, self.records),
                    _ => {}
                }
                return Ok(());
            }
        }
        let mut chain = vec![self.operand(scope, depth)?];
        if let Some((name, value)) = self.assignment(&chain)? {
            self.label_group(scope, &[(name, value)]);
            return Ok(());
        }
        let mut undirected = Vec::new();
        while matches!(self.peek()?, Token::Arrow | Token::Dash) {
            undirected.push(self.take()? == Token::Dash);
            chain.push(self.operand(scope, depth)?);
        }
        let said = self.attributes()?;
        if chain.len() == 1 {
            let said = record::with_words(said, self.records);
            for name in &chain[0] {
                let row = self.node(name, scope);
                said.iter().for_each(|(key, value)| self.network.say(row, key, value));
            }
            return Ok(());
        }
        for (pair, undirected) in chain.windows(2).zip(undirected) {
            self.ties = self.ties.saturating_add(pair[0].len().saturating_mul(pair[1].len()));
            if self.ties > LARGEST_SET {
                return self.wrong("draws more ties than any map");
            }
            for from in &pair[0] {
                for to in &pair[1] {
                    self.tie(from, to, undirected && !self.directed, &said, scope);
                }
            }
        }
        Ok(())
    }

    /// `name = value` as a statement of its own.
    fn assignment(&mut self, chain: &[Vec<String>]) -> Result<Option<(String, String)>, ReadError> {
        let [only] = chain else { return Ok(None) };
        let [name] = only.as_slice() else { return Ok(None) };
        if *self.peek()? != Token::Sign('=') {
            return Ok(None);
        }
        self.take()?;
        let value = self.name()?;
        // It was no node.
        if let Some(row) = self.rows.get(name).copied()
            && row + 1 == self.network.source.nodes.len()
            && self.network.source.nodes[row].cells.len() == 0
        {
            self.network.source.nodes.pop();
            self.rows.remove(name);
        }
        Ok(Some((name.clone(), value)))
    }

    /// A node, a set of them, or a subgraph: the names in it.
    fn operand(&mut self, scope: &mut Scope, depth: usize) -> Result<Vec<String>, ReadError> {
        match self.take()? {
            Token::Sign('{') => self.set(scope, None, depth),
            Token::Name { text, quoted: false } if text.eq_ignore_ascii_case("subgraph") => {
                let mut name = None;
                if let Token::Name { text, .. } = self.peek()?.clone() {
                    self.take()?;
                    name = Some(text);
                }
                if *self.peek()? == Token::Sign('{') {
                    self.take()?;
                    return self.set(scope, name, depth);
                }
                Ok(Vec::new())
            }
            Token::Name { text, .. } => {
                // Ports say where on a box a line ends.
                while *self.peek()? == Token::Sign(':') {
                    self.take()?;
                    self.name()?;
                }
                if *self.peek()? != Token::Sign('=') {
                    self.node(&text, scope);
                    scope.members.push(text.clone());
                }
                Ok(vec![text])
            }
            _ => self.wrong("has a sign where a name should stand"),
        }
    }

    fn set(
        &mut self,
        scope: &mut Scope,
        name: Option<String>,
        depth: usize,
    ) -> Result<Vec<String>, ReadError> {
        let mut inner =
            Scope { groups: scope.groups.clone(), edge: scope.edge.clone(), members: Vec::new() };
        if let Some(name) = name.filter(|name| name.starts_with("cluster")) {
            inner.groups.push(name);
        }
        self.statements(&mut inner, depth + 1)?;
        scope.members.extend(inner.members.iter().cloned());
        let mut seen = std::collections::HashSet::new();
        inner.members.retain(|name| seen.insert(name.clone()));
        Ok(inner.members)
    }

    /// A cluster is called by its label, where it has one.
    fn label_group(&mut self, scope: &mut Scope, said: &[(String, String)]) {
        let label = said.iter().find(|(name, _)| name == "label");
        let (Some((_, label)), Some(last)) = (label, scope.groups.last_mut()) else { return };
        let old = std::mem::replace(last, label.clone());
        let at = scope.groups.len() - 1;
        for name in &scope.members {
            let Some(row) = self.rows.get(name) else { continue };
            let groups = &mut self.network.source.nodes[*row].groups;
            if groups.get(at) == Some(&old) {
                groups[at].clone_from(label);
            }
        }
    }

    fn node(&mut self, name: &str, scope: &Scope) -> usize {
        let row = match self.rows.get(name) {
            Some(row) => *row,
            None => {
                let row = self.network.node(name, Some(self.line));
                self.rows.insert(name.to_owned(), row);
                row
            }
        };
        let node = &mut self.network.source.nodes[row];
        if node.groups.is_empty() {
            node.groups.clone_from(&scope.groups);
        }
        row
    }

    fn tie(&mut self, from: &str, to: &str, undirected: bool, said: &Said, scope: &Scope) {
        let get = |wanted: &str| {
            let found = said.iter().chain(&scope.edge).find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
        };
        let relation =
            get("kind").or_else(|| get("label")).or_else(|| get("xlabel")).unwrap_or_default();
        let turned = get("dir") == Some("back");
        let undirected = undirected || matches!(get("dir"), Some("both" | "none"));
        let (from, to) = if turned { (to, from) } else { (from, to) };
        let weight = get("weight").and_then(number);
        let own = get("identity").map(|own| OwnTie {
            identity: identity(own, 'l').or_else(|| identity(own, 'f')),
            dotted: get("line").map(|line| line == "dotted"),
            accepts: get("accepts").map(str::to_owned),
            distance: get("distance").map(str::to_owned),
            took_up: get("took_up").map(str::to_owned),
            more: get("more").map(str::to_owned),
        });
        let line = Some(self.line);
        self.network.tie(NewTie { from, to, relation, weight, undirected, line });
        if let (Some(tie), Some(own)) = (self.network.source.ties.last_mut(), own) {
            tie.own = Some(Box::new(own));
        }
    }

    /// All lists in square brackets that stand here.
    fn attributes(&mut self) -> Result<Said, ReadError> {
        let mut said = Vec::new();
        while *self.peek()? == Token::Sign('[') {
            self.take()?;
            loop {
                match self.take()? {
                    Token::Sign(']') => break,
                    Token::Sign(';' | ',') => {}
                    Token::Name { text, .. } => {
                        let mut value = "true".to_owned();
                        if *self.peek()? == Token::Sign('=') {
                            self.take()?;
                            value = self.name()?;
                        }
                        said.push((text, value));
                    }
                    _ => return self.wrong("has a sign where an attribute should stand"),
                }
            }
        }
        Ok(said)
    }

    fn name(&mut self) -> Result<String, ReadError> {
        match self.take()? {
            Token::Name { text, .. } => Ok(text),
            _ => self.wrong("has a sign where a name should stand"),
        }
    }

    fn peek(&mut self) -> Result<&Token, ReadError> {
        if self.peeked.is_none() {
            self.peeked = Some(self.token()?);
        }
        Ok(self.peeked.as_ref().unwrap_or(&Token::End))
    }

    fn take(&mut self) -> Result<Token, ReadError> {
        match self.peeked.take() {
            Some(token) => Ok(token),
            None => self.token(),
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, count: usize) {
        let end = self.at + count;
        self.line += self.text.get(self.at..end).map_or(0, |passed| passed.matches('\n').count());
        self.at = end;
    }

    /// Passes over blanks and remarks.
    fn skip_blanks(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            let before = self.text.get(..self.at).unwrap_or_default();
            let begins_line = before.trim_end_matches([' ', '\t']).is_empty()
                || before.trim_end_matches([' ', '\t']).ends_with('\n');
            let count = if blank > 0 {
                blank
            } else if rest.starts_with("//") || (begins_line && rest.starts_with('#')) {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                return;
            };
            self.skip(count);
        }
    }

    fn token(&mut self) -> Result<Token, ReadError> {
        self.skip_blanks();
        self.watch.step(self.at, self.text.len())?;
        let rest = self.rest();
        let Some(letter) = rest.chars().next() else { return Ok(Token::End) };
        if rest.starts_with("->") || rest.starts_with("--") {
            let arrow = rest.starts_with("->");
            self.skip(2);
            return Ok(if arrow { Token::Arrow } else { Token::Dash });
        }
        match letter {
            '"' => self.quoted(),
            '<' => self.html(),
            '{' | '}' | '[' | ']' | ';' | ',' | '=' | ':' | '+' => {
                self.skip(1);
                Ok(Token::Sign(letter))
            }
            _ => {
                let ends =
                    |it: char| !(it.is_alphanumeric() || matches!(it, '_' | '.') || it > '\u{7f}');
                let sign = usize::from(letter == '-');
                let length = rest[sign..].find(ends).map_or(rest.len(), |end| end + sign);
                if length == 0 {
                    return self.wrong(format!("has \"{letter}\", which means nothing here"));
                }
                let text = rest[..length].to_owned();
                if text == "-" {
                    return self.wrong("has a single \"-\", which means nothing here");
                }
                self.skip(length);
                Ok(Token::Name { text, quoted: false })
            }
        }
    }

    /// A name in quotes; several are joined by `+`.
    fn quoted(&mut self) -> Result<Token, ReadError> {
        let mut text = String::new();
        loop {
            self.quoted_part(&mut text)?;
            self.skip_blanks();
            if !self.rest().starts_with('+') {
                return Ok(Token::Name { text, quoted: true });
            }
            self.skip(1);
            self.skip_blanks();
            if !self.rest().starts_with('"') {
                return self.wrong("has a \"+\" without a name in quotes behind it");
            }
        }
    }

    /// What stands in one pair of quotes.
    fn quoted_part(&mut self, text: &mut String) -> Result<(), ReadError> {
        let (mut escaped, mut closed, mut length) = (false, false, 1);
        for letter in self.rest()[1..].chars() {
            length += letter.len_utf8();
            match letter {
                '"' if !escaped => {
                    closed = true;
                    break;
                }
                '"' => text.push('"'),
                '\\' if !escaped => {
                    escaped = true;
                    continue;
                }
                // Where lines break and which way they are aligned is drawing.
                'n' | 'l' | 'r' if escaped => text.push('\n'),
                '\n' if escaped => {}
                letter => {
                    if escaped && letter != '\\' {
                        text.push('\\');
                    }
                    text.push(letter);
                }
            }
            escaped = false;
        }
        if !closed {
            return self.wrong("has a quotation mark without its other one");
        }
        self.skip(length);
        Ok(())
    }

    /// A name in HTML: what is left when the marks are taken away.
    fn html(&mut self) -> Result<Token, ReadError> {
        let (mut depth, mut length, mut text) = (0_usize, 0, String::new());
        for letter in self.rest().chars() {
            length += letter.len_utf8();
            match letter {
                '<' => {
                    depth += 1;
                    if depth > 1 {
                        text.push(' ');
                    }
                }
                '>' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                letter if depth == 1 => text.push(letter),
                _ => {}
            }
        }
        if depth > 0 {
            return self.wrong("has a \"<\" without its \">\"");
        }
        self.skip(length);
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        let text = quick_xml::escape::unescape(&text)
            .map_or_else(|_| text.clone(), std::borrow::Cow::into_owned);
        Ok(Token::Name { text, quoted: true })
    }
}
