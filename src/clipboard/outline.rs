use std::collections::BTreeMap;

use super::{FromText, TextForm};
use crate::edit::{Fragment, Newcomer, Superior};
use crate::model::{Holder, Position};

/// A tab counts as so many spaces.
const TAB: usize = 4;

/// Positions as an indented outline: a line each, below its superior, with the names of its
/// holders in brackets.
#[must_use]
pub fn outline(fragment: &Fragment) -> String {
    let mut text = String::new();
    let count = fragment.positions.len();
    let superior = |number: usize| match fragment.positions[number].superior {
        Some(Superior::New(superior)) if !fragment.closes_loop(number) => Some(superior),
        _ => None,
    };
    let tops = (0..count).rev().filter(|number| superior(*number).is_none());
    let mut open: Vec<(usize, usize)> = tops.map(|number| (number, 0)).collect();
    while let Some((number, depth)) = open.pop() {
        let position = &fragment.positions[number].position;
        text.push_str(&"\t".repeat(depth));
        text.push_str(&line_of(position));
        text.push('\n');
        let reports = (0..count).rev().filter(|other| superior(*other) == Some(number));
        open.extend(reports.map(|report| (report, depth + 1)));
    }
    text
}

fn line_of(position: &Position) -> String {
    let title = position.title.trim();
    let title = if title.is_empty() { "Untitled" } else { title };
    let named = position.holders.iter().map(|holder| holder.name.trim());
    let names: Vec<&str> = named.filter(|name| !name.is_empty()).collect();
    match (position.is_vacant(), names.is_empty()) {
        (true, _) => format!("{title} (vacant)"),
        (false, true) => title.into(),
        (false, false) => format!("{title} ({})", names.join(", ")),
    }
}

/// Reads an indented outline. Deeper lines report to the last line that is less deep.
pub(super) fn read(text: &str) -> FromText {
    let mut fragment = Fragment::default();
    let mut told = Vec::new();
    let mut above: Vec<(usize, usize)> = Vec::new();
    for (row, line) in text.lines().enumerate() {
        let (depth, words) = indent(line);
        if words.is_empty() {
            continue;
        }
        let position = position_of(words);
        if position.title.is_empty() {
            told.push(format!("row {}: \"{}\" names nobody; left out", row + 1, line.trim()));
            continue;
        }
        while above.last().is_some_and(|(other, _)| *other >= depth) {
            above.pop();
        }
        let superior = above.last().map(|(_, number)| Superior::New(*number));
        above.push((depth, fragment.positions.len()));
        fragment.positions.push(Newcomer { superior, ..Newcomer::new(position) });
    }
    let (columns, known) = (Vec::new(), BTreeMap::new());
    FromText { fragment, told, form: TextForm::Outline, columns, known }
}

/// How deep a line is, and what stands on it without its bullet.
fn indent(line: &str) -> (usize, &str) {
    let words = line.trim_start();
    let space = &line[..line.len() - words.len()];
    let depth = space.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum();
    let bullets = ['-', '*', '+', '•', '–', '—', '▪', '◦', '‣'];
    let words = words.trim_end();
    let bare = words.trim_start_matches(bullets);
    let bulleted = bare.len() < words.len() && bare.starts_with(char::is_whitespace);
    if bulleted {
        return (depth, bare.trim_start());
    }
    // A numbered line at the margin: the number "1.2.1" says how deep it is.
    let digits = words.find(char::is_whitespace).unwrap_or(words.len());
    let (number, rest) = words.split_at(digits);
    let parts: Vec<&str> = number.trim_end_matches('.').split('.').collect();
    let numbered = parts.len() > 1
        && parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    if numbered && depth == 0 && !rest.trim().is_empty() {
        return ((parts.len() - 1) * TAB, rest.trim_start());
    }
    // A numbered line: "2." or "2)".
    let number = words.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ')');
    match number.map(|at| words.split_at(at)) {
        Some((number, rest))
            if number.ends_with(['.', ')']) && rest.starts_with(char::is_whitespace) =>
        {
            (depth, rest.trim_start())
        }
        _ => (depth, words),
    }
}

/// A title with the names of its holders in brackets at the end.
fn position_of(words: &str) -> Position {
    let Some((title, names)) = words.strip_suffix(')').and_then(|words| words.rsplit_once('('))
    else {
        return Position::held(words.trim());
    };
    let names = names.trim();
    let holders = match names.to_lowercase().as_str() {
        "vacant" => Vec::new(),
        _ => {
            let names = names.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
            names.map(Holder::named).collect()
        }
    };
    Position { title: title.trim().into(), holders, ..Position::default() }
}
