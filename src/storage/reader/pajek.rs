//! Pajek's networks and projects: `.net` and `.paj`.

use super::super::draft::number;
use super::super::error::ReadError;
use super::super::formats::Content;
use super::super::source::{Sort, Source};
use super::super::watch::Watch;
use super::super::writer::pajek::OURS;
use super::{COUNT_HINT, Network, NewTie, largest_count};

/// The part of a file that lines belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Other,
    Vertices,
    Ties { undirected: bool },
    Lists { undirected: bool },
    Matrix { row: usize },
    Values { row: usize },
}

struct Pajek {
    network: Network,
    part: Part,
    relation: String,
    /// What the partition or vector is called that vertices have values of.
    column: Option<String>,
    /// How many vertices are those of the rows of a matrix, where the others are its columns.
    rows: Option<usize>,
    /// Rows of the nodes that have a line of their own.
    placed: bool,
    /// The largest number of vertices.
    most: usize,
}

/// Reads Pajek.
pub(in crate::storage) fn read(
    content: &Content<'_>,
    watch: &mut Watch<'_>,
) -> Result<Source, ReadError> {
    let source = Source { sort: Sort::Nodes, foreign_places: true, ..Source::default() };
    let mut pajek = Pajek {
        network: Network::new(source),
        part: Part::Other,
        relation: String::new(),
        column: None,
        rows: None,
        placed: false,
        most: largest_count(content.text.len()),
    };
    let mut done = 0;
    for (at, line) in content.text.lines().enumerate() {
        done += line.len() + 1;
        watch.step(done, content.text.len())?;
        let words = line.trim();
        if words.is_empty() || words.starts_with('%') {
            continue;
        }
        if words.starts_with('*') {
            pajek.begin(words, at + 1, watch)?;
            continue;
        }
        pajek.line(words, at + 1);
    }
    if pajek.network.source.nodes.is_empty() {
        let hint = "open a file that has a line *Vertices with their number";
        return Err(watch.refuse(None, "has no vertices", hint));
    }
    if !pajek.placed || content.text.starts_with(OURS) {
        pajek.network.source.foreign_places = false;
    }
    Ok(pajek.network.source)
}

impl Pajek {
    fn begin(&mut self, words: &str, line: usize, watch: &Watch<'_>) -> Result<(), ReadError> {
        let parts = tokens(words);
        let head = parts.first().map(|word| word.to_lowercase()).unwrap_or_default();
        let rest = || words[words.find(char::is_whitespace).unwrap_or(words.len())..].trim();
        let values = self.column.take();
        match head.as_str() {
            "*partition" | "*vector" => {
                let name = rest().trim_matches('"');
                let name = if name.is_empty() { &head[1..] } else { name };
                (self.part, self.column) = (Part::Other, Some(name.to_owned()));
            }
            "*vertices" if values.is_some() => {
                (self.part, self.column) = (Part::Values { row: 0 }, values);
            }
            "*network" => rest().clone_into(&mut self.network.source.title),
            "*vertices" => {
                let count = parts.get(1).and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
                if count > self.most {
                    let what = format!("says that it has {count} vertices");
                    return Err(watch.refuse(line, what, COUNT_HINT));
                }
                let rows = parts.get(2).and_then(|rows| rows.parse().ok());
                self.rows = rows.filter(|rows| *rows < count);
                // A second network of a project is about the same vertices.
                if self.network.source.nodes.is_empty() {
                    for number in 1..=count {
                        self.network.node(&number.to_string(), None);
                    }
                }
                self.part = Part::Vertices;
                return Ok(());
            }
            "*arcs" | "*edges" | "*arcslist" | "*edgeslist" | "*matrix" => {
                let undirected = head.starts_with("*edges");
                self.part = match head.as_str() {
                    "*matrix" => Part::Matrix { row: 0 },
                    "*arcs" | "*edges" => Part::Ties { undirected },
                    _ => Part::Lists { undirected },
                };
                let numbered = parts.get(1).filter(|word| word.starts_with(':'));
                let name = numbered.map(|_| parts[2..].join(" ")).filter(|name| !name.is_empty());
                // A matrix may be called without a number.
                let bare = || (head == "*matrix" && numbered.is_none()).then(|| rest().to_owned());
                self.relation = match (name.or_else(bare), numbered) {
                    (Some(name), _) => name,
                    (None, Some(number)) if number != ":1" => format!("relation {}", &number[1..]),
                    (None, _) => String::new(),
                };
            }
            _ => self.part = Part::Other,
        }
        Ok(())
    }

    fn line(&mut self, words: &str, line: usize) {
        match self.part {
            Part::Other => {}
            Part::Values { row } => self.value(row, words),
            Part::Vertices => self.vertex(words, line),
            Part::Ties { undirected } => {
                let parts = tokens(words);
                let [from, to, rest @ ..] = parts.as_slice() else { return };
                let weight = rest.first().and_then(|word| number(word));
                let label =
                    rest.iter().position(|word| word == "l").and_then(|at| rest.get(at + 1));
                let relation = match label {
                    Some(label) if self.relation.is_empty() => label.clone(),
                    _ => self.relation.clone(),
                };
                let line = Some(line);
                self.network.tie(NewTie {
                    from,
                    to,
                    relation: &relation,
                    weight,
                    undirected,
                    line,
                });
            }
            Part::Lists { undirected } => {
                let parts = tokens(words);
                let Some((from, others)) = parts.split_first() else { return };
                for to in others {
                    let (relation, line) = (&self.relation.clone(), Some(line));
                    self.network.tie(NewTie { from, to, relation, weight: None, undirected, line });
                }
            }
            Part::Matrix { row } => {
                let from = (row + 1).to_string();
                // In a matrix of two modes the columns are called behind the rows.
                let columns = words.split_whitespace().count();
                let of_two = |rows: &usize| rows + columns <= self.network.source.nodes.len();
                let behind = self.rows.filter(of_two).unwrap_or(0);
                for (column, cell) in words.split_whitespace().enumerate() {
                    let Some(weight) = number(cell).filter(|weight| *weight != 0.0) else {
                        continue;
                    };
                    let to = (behind + column + 1).to_string();
                    let (relation, line) = (&self.relation.clone(), Some(line));
                    if from != to {
                        let weight = Some(weight);
                        self.network.tie(NewTie {
                            from: &from,
                            to: &to,
                            relation,
                            weight,
                            undirected: false,
                            line,
                        });
                    }
                }
                self.part = Part::Matrix { row: row + 1 };
            }
        }
    }

    /// The value that a partition or a vector gives to a vertex.
    fn value(&mut self, row: usize, words: &str) {
        if row < self.network.source.nodes.len()
            && let Some(column) = self.column.clone()
        {
            self.network.say(row, &column, words);
        }
        self.part = Part::Values { row: row.saturating_add(1) };
    }

    /// A line such as `1 "HOLLY" ic Red 0.63 0.57 box`.
    fn vertex(&mut self, words: &str, line: usize) {
        let parts = tokens(words);
        let Some(number_of) = parts.first().and_then(|word| word.parse::<usize>().ok()) else {
            return;
        };
        let count = self.network.source.nodes.len();
        let row = match number_of.checked_sub(1).filter(|row| *row < count) {
            Some(row) => row,
            None => self.network.node(&number_of.to_string(), Some(line)),
        };
        self.network.source.nodes[row].line = Some(line);
        if let Some(label) = parts.get(1) {
            self.network.say(row, "label", label);
        }
        // Coordinates may stand behind words for shape and colour, and those have values.
        let mut numbers = Vec::new();
        let mut value_of_word = false;
        for word in parts.iter().skip(2) {
            match number(word) {
                Some(_) if value_of_word => value_of_word = false,
                Some(value) => numbers.push(value),
                None => value_of_word = takes_number(word),
            }
        }
        if let [x, y, ..] = numbers[..] {
            self.placed = true;
            self.network.say(row, "x", &x.to_string());
            self.network.say(row, "y", &y.to_string());
        }
    }
}

/// Words of Pajek's drawings behind which a number stands.
fn takes_number(word: &str) -> bool {
    [
        "s_size", "x_fact", "y_fact", "phi", "r", "q", "bw", "lp", "la", "lr", "lphi", "fos",
        "hook1", "hook2", "size",
    ]
    .contains(&word.to_lowercase().as_str())
}

/// The words of a line; one in quotes may hold blanks.
pub(super) fn tokens(line: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|letter| matches!(letter, '"' | '\''));
        if let Some(quote) = quote
            && let Some(end) = rest[1..].find(quote)
        {
            tokens.push(rest[1..=end].to_owned());
            rest = rest[end + 2..].trim_start();
            continue;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        tokens.push(rest[..end].to_owned());
        rest = rest[end..].trim_start();
    }
    tokens
}
