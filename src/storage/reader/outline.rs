//! Indented text and lists of Markdown: a line for each position, deeper below its superior.

use super::super::error::ReadError;
use super::super::formats::Content;
use super::super::source::{Sort, Source};
use super::super::watch::Watch;
use super::{Network, NewTie};

/// Reads an outline.
pub(in crate::storage) fn read(
    content: &Content<'_>,
    watch: &mut Watch<'_>,
) -> Result<Source, ReadError> {
    let mut network = Network::new(Source { sort: Sort::Nodes, ..Source::default() });
    let mut above: Vec<(usize, String)> = Vec::new();
    let tab = tab_width(content.text);
    let mut done = 0;
    for (at, line) in content.text.lines().enumerate() {
        done += line.len() + 1;
        watch.step(done, content.text.len())?;
        let Some((mut depth, words)) = indent(line, tab) else { continue };
        if let Some(heading) = words.strip_prefix('#') {
            let level = heading.len() - heading.trim_start_matches('#').len();
            let words = heading.trim_start_matches('#').trim();
            if level == 0 && network.source.title.is_empty() && network.source.nodes.is_empty() {
                words.clone_into(&mut network.source.title);
                continue;
            }
            depth = level;
        }
        let words = words.trim_start_matches('#').trim();
        if words.is_empty() {
            continue;
        }
        // A footer at the margin is nobody.
        if let Some(why) = super::super::aside::note(line) {
            network.source.refused.push(("".into(), Some(at + 1), why));
            continue;
        }
        while above.last().is_some_and(|(other, _)| *other >= depth) {
            above.pop();
        }
        let name = (at + 1).to_string();
        let row = network.node(&name, Some(at + 1));
        person(&mut network, row, words);
        if let Some((_, superior)) = above.last() {
            let (from, to) = (&name, superior);
            network.tie(NewTie {
                from,
                to,
                relation: "reports_to",
                line: Some(at + 1),
                ..NewTie::default()
            });
        }
        above.push((depth, name));
    }
    if network.source.nodes.is_empty() {
        return Err(watch.refuse(None, "holds no line", "write a line for each position"));
    }
    network
        .source
        .remarks
        .push("read as an outline: deeper lines report to the line above them".into());
    Ok(network.source)
}

/// How many blanks a tab stands for: as many as the shallowest indented line has.
fn tab_width(text: &str) -> usize {
    const USUAL: usize = 4;
    let blanks = text.lines().filter(|line| line.starts_with(' ') && !line.trim().is_empty());
    let least = blanks.map(|line| line.len() - line.trim_start_matches(' ').len()).min();
    least.unwrap_or(USUAL).max(1)
}

/// How deep a line is, and what stands on it without its bullet or number; nothing for a blank
/// line. A number such as 1.2.1 is a depth of its own.
fn indent(line: &str, tab: usize) -> Option<(usize, &str)> {
    let words = line.trim_start();
    if words.trim().is_empty() {
        return None;
    }
    let space = &line[..line.len() - words.len()];
    let mut depth: usize = space.chars().map(|letter| if letter == '\t' { tab } else { 1 }).sum();
    let mut words = words.trim_end();
    for bullet in ["- ", "* ", "+ ", "• ", "– ", "— ", "▪ ", "◦ ", "‣ "] {
        if let Some(rest) = words.strip_prefix(bullet) {
            words = rest.trim_start();
            break;
        }
    }
    let end = words.find(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != ')');
    if let Some((number, rest)) = end.map(|end| words.split_at(end))
        && number.contains(['.', ')'])
        && number.starts_with(|letter: char| letter.is_ascii_digit())
        && rest.starts_with(char::is_whitespace)
    {
        let parts = number.split(['.', ')']).filter(|part| !part.is_empty()).count();
        depth += (parts - 1) * tab;
        words = rest.trim_start();
    }
    Some((depth, words))
}

/// `Name, Title (Unit)`; a single name or title is the title.
fn person(network: &mut Network, row: usize, words: &str) {
    let (rest, unit) = match words.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((rest, unit)) => (rest.trim(), unit.trim()),
        None => (words, ""),
    };
    let rest = rest.replace("**", "").replace("__", "");
    let rest = rest.trim_matches(|letter| matches!(letter, '*' | '_' | '`')).trim();
    match rest.split_once(", ") {
        Some((name, title)) => {
            network.say(row, "name", name.trim());
            network.say(row, "title", title.trim());
        }
        None => network.say(row, "title", if rest.is_empty() { words } else { rest }),
    }
    network.say(row, "unit", unit);
}
