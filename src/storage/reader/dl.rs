//! DL, the language of UCINET.

use super::super::draft::number;
use super::super::error::ReadError;
use super::super::formats::Content;
use super::super::source::{Sort, Source};
use super::super::text::plain;
use super::super::watch::Watch;
use super::{COUNT_HINT, Network, NewTie, largest_count};

/// What the head of a file says.
#[derive(Default)]
struct Head {
    rows: usize,
    columns: usize,
    matrices: usize,
    format: String,
    no_diagonal: bool,
    embedded: bool,
    /// Labels of rows, columns and matrices.
    labels: Vec<String>,
    column_labels: Vec<String>,
    matrix_labels: Vec<String>,
}

impl Head {
    fn set(&mut self, name: &str, value: &str, count: usize) {
        match name {
            "n" => (self.rows, self.columns) = (count, count),
            "nr" => self.rows = count,
            "nc" => self.columns = count,
            "nm" => self.matrices = count.clamp(1, 10_000),
            "format" => self.format = plain(value),
            "diagonal" => self.no_diagonal = plain(value) == "absent",
            _ => {}
        }
    }
}

/// A word of the file, with its line. A line break is a word too, since lists end with lines.
struct Word<'a> {
    text: &'a str,
    line: usize,
    /// Whether it is the first of its line.
    first: bool,
    quoted: bool,
}

/// Reads DL.
pub(in crate::storage) fn read(
    content: &Content<'_>,
    watch: &mut Watch<'_>,
) -> Result<Source, ReadError> {
    let words = words(content.text);
    if !words.first().is_some_and(|word| word.text.eq_ignore_ascii_case("dl")) {
        return Err(watch.refuse(1, "does not begin with DL", "open a file of UCINET"));
    }
    let (head, at) = head(&words[1..], largest_count(content.text.len()), watch)?;
    let data = &words[1 + at..];
    let mut network = Network::new(Source { sort: Sort::Nodes, ..Source::default() });
    let names: Vec<String> = (0..head.rows.max(head.columns))
        .map(|at| head.labels.get(at).cloned().unwrap_or_else(|| (at + 1).to_string()))
        .collect();
    if !head.embedded || !head.labels.is_empty() {
        // Where the columns have names of their own, only the rows are the ones that are named here.
        let two_modes = head.rows != head.columns && !head.column_labels.is_empty();
        let own = if two_modes { head.rows } else { names.len() };
        for name in names.iter().take(own) {
            network.node(name, None);
        }
    } else {
        network.source.sort = Sort::Open;
    }
    if head.rows != head.columns && !head.column_labels.is_empty() {
        network.source.sort = Sort::Open;
    }
    match head.format.as_str() {
        "" | "fullmatrix" | "fm" | "lowerhalf" | "lh" | "upperhalf" | "uh" => {
            matrices(&mut network, &head, &names, data, watch)?;
        }
        "edgelist1" | "el1" | "edgelist2" | "el2" | "nodelist1" | "nl1" | "nodelist2" | "nl2" => {
            lists(&mut network, &head, &names, data, watch)?;
        }
        other => {
            let hint = "it may be fullmatrix, lowerhalf, upperhalf, edgelist1 or nodelist1";
            return Err(watch.refuse(None, format!("has the format \"{other}\""), hint));
        }
    }
    Ok(network.source)
}

/// All words: parted by blanks and commas, `=` and `:` words of their own.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let (mut rest, mut first) = (line, true);
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == ',');
            let Some(letter) = rest.chars().next() else { break };
            let quoted = letter == '"' && rest[1..].contains('"');
            let (text, behind) = if quoted {
                let end = rest[1..].find('"').unwrap_or(0) + 1;
                (&rest[1..end], &rest[end + 1..])
            } else if matches!(letter, '=' | ':') {
                rest.split_at(1)
            } else {
                let end = rest.find(|it: char| it.is_whitespace() || matches!(it, ',' | '=' | ':'));
                rest.split_at(end.unwrap_or(rest.len()))
            };
            words.push(Word { text, line: number + 1, first, quoted });
            (rest, first) = (behind, false);
        }
    }
    words
}

/// Reads everything up to `data:`, and says where that ends.
fn head(words: &[Word<'_>], most: usize, watch: &Watch<'_>) -> Result<(Head, usize), ReadError> {
    let mut head = Head { matrices: 1, ..Head::default() };
    let mut at = 0;
    let next_is = |at: usize, text: &str| words.get(at).is_some_and(|it| it.text == text);
    while let Some(word) = words.get(at) {
        let name = plain(word.text);
        at += 1;
        let value = next_is(at, "=").then(|| words.get(at + 1)).flatten();
        if let Some(value) = value {
            at += 2;
            let count = value.text.parse::<usize>().unwrap_or(0);
            if count > most {
                let what = format!("says that it has {count} rows");
                return Err(watch.refuse(value.line, what, COUNT_HINT));
            }
            head.set(&name, value.text, count);
            continue;
        }
        match name.as_str() {
            "data" => {
                at += usize::from(next_is(at, ":"));
                return Ok((head, at));
            }
            "diagonal" => {
                head.no_diagonal |= words.get(at).is_some_and(|it| plain(it.text) == "absent");
            }
            "embedded" => head.embedded = true,
            "labels" | "label" => {
                let of = words.get(at.wrapping_sub(2)).map(|it| plain(it.text)).unwrap_or_default();
                if words.get(at).is_some_and(|it| plain(it.text) == "embedded") {
                    head.embedded = true;
                    at += 1;
                    at += usize::from(next_is(at, ":"));
                    continue;
                }
                at += usize::from(next_is(at, ":"));
                let (list, wanted) = match of.as_str() {
                    "column" | "col" => (&mut head.column_labels, head.columns),
                    "level" | "matrix" => (&mut head.matrix_labels, head.matrices),
                    _ => (&mut head.labels, head.rows),
                };
                while list.len() < wanted && at < words.len() && !ends_labels(words, at) {
                    list.push(words[at].text.to_owned());
                    at += 1;
                }
            }
            _ => {}
        }
    }
    Err(watch.refuse(None, "has no line \"data:\"", "open a whole file of UCINET"))
}

/// Whether the next part of the head begins where a label might stand.
fn ends_labels(words: &[Word<'_>], at: usize) -> bool {
    let is = |at: usize, texts: &[&str]| {
        words.get(at).is_some_and(|it| !it.quoted && texts.contains(&plain(it.text).as_str()))
    };
    let colon = |at: usize| words.get(at).is_some_and(|it| it.text == ":");
    (is(at, &["data", "labels"]) && colon(at + 1))
        || (is(at, &["row", "column", "col", "level", "matrix"]) && is(at + 1, &["labels"]))
        || (is(at, &["labels"]) && is(at + 1, &["embedded"]))
}

fn relation(head: &Head, number: usize) -> String {
    let named = head.matrix_labels.get(number).cloned();
    named.unwrap_or_else(|| {
        if head.matrices > 1 { format!("relation {}", number + 1) } else { String::new() }
    })
}

fn matrices(
    network: &mut Network,
    head: &Head,
    names: &[String],
    data: &[Word<'_>],
    watch: &mut Watch<'_>,
) -> Result<(), ReadError> {
    let mut at = 0;
    // With labels embedded the columns are named in a first line, and each row begins with its own.
    let mut columns: Vec<String> =
        if head.column_labels.is_empty() { names.to_vec() } else { head.column_labels.clone() };
    if head.embedded {
        let taken = data.iter().take(head.columns);
        columns = taken.map(|word| word.text.to_owned()).collect();
        at = columns.len();
    }
    for matrix in 0..head.matrices {
        let relation = relation(head, matrix);
        for row in 0..head.rows {
            let mut from = names.get(row).cloned().unwrap_or_default();
            if head.embedded {
                let Some(word) = data.get(at) else { return Ok(()) };
                from = word.text.to_owned();
                at += 1;
            }
            let range = match head.format.as_str() {
                "lowerhalf" | "lh" => 0..row + usize::from(!head.no_diagonal),
                "upperhalf" | "uh" => row + usize::from(head.no_diagonal)..head.columns,
                _ => 0..head.columns,
            };
            let half = !matches!(head.format.as_str(), "" | "fullmatrix" | "fm");
            for column in range {
                if head.no_diagonal && !half && column == row {
                    continue;
                }
                let Some(word) = data.get(at) else { return Ok(()) };
                watch.step(at, data.len())?;
                at += 1;
                let Some(weight) = number(word.text).filter(|weight| *weight != 0.0) else {
                    continue;
                };
                let Some(to) = columns.get(column).filter(|to| **to != from) else { continue };
                let (weight, line) = (Some(weight), Some(word.line));
                network.tie(NewTie {
                    from: &from,
                    to,
                    relation: &relation,
                    weight,
                    undirected: half,
                    line,
                });
            }
        }
    }
    Ok(())
}

fn lists(
    network: &mut Network,
    head: &Head,
    names: &[String],
    data: &[Word<'_>],
    watch: &mut Watch<'_>,
) -> Result<(), ReadError> {
    // Labels ignore case; numbers stand for labels in their order.
    let known: std::collections::HashMap<String, &str> =
        names.iter().map(|name| (name.to_lowercase(), name.as_str())).collect();
    let name = |text: &str| -> String {
        let by_label = known.get(&text.to_lowercase()).map(|name| (*name).to_owned());
        let by_number = || {
            let number = text.parse::<usize>().ok()?.checked_sub(1)?;
            names.get(number).cloned()
        };
        let found =
            if head.embedded { by_label.or_else(by_number) } else { by_number().or(by_label) };
        found.unwrap_or_else(|| text.to_owned())
    };
    let mut matrix = 0;
    let mut rows: Vec<&[Word<'_>]> = Vec::new();
    let mut start = 0;
    for at in 1..=data.len() {
        if at == data.len() || data[at].first {
            rows.push(&data[start..at]);
            start = at;
        }
    }
    let is_edges = head.format.starts_with('e');
    for (number_of_row, row) in rows.into_iter().enumerate() {
        watch.step(number_of_row, data.len())?;
        // A line that begins with an exclamation mark begins the next matrix.
        if row.first().is_some_and(|word| word.text.starts_with('!')) {
            matrix += 1;
            continue;
        }
        let relation = relation(head, matrix);
        let line = row.first().map(|word| word.line);
        let [from, others @ ..] = row else { continue };
        let from = name(from.text);
        if is_edges {
            let [to, rest @ ..] = others else { continue };
            let weight = rest.first().and_then(|word| number(word.text));
            let to = name(to.text);
            network.tie(NewTie {
                from: &from,
                to: &to,
                relation: &relation,
                weight,
                undirected: false,
                line,
            });
        } else {
            for to in others {
                let to = name(to.text);
                network.tie(NewTie {
                    from: &from,
                    to: &to,
                    relation: &relation,
                    line,
                    ..NewTie::default()
                });
            }
        }
    }
    Ok(())
}
