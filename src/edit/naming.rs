//! The words of labels and refusals.

use crate::model::{FlowKind, Position};

/// As much of a text as fits in a label.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        line
    } else {
        line.chars().take(MOST - 1).chain(['…']).collect()
    }
}

/// A text as it is named in a sentence.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", short(text))
}

/// What a position is called: its title, else who sits in it.
pub(super) fn plain_name(position: &Position) -> String {
    let holder = position.holders.iter().map(|holder| holder.name.trim());
    let names = [position.title.trim()].into_iter().chain(holder);
    names.map(short).find(|name| !name.is_empty()).unwrap_or_else(|| "untitled".into())
}

/// So many things of a sort, with the plural by s.
pub(super) fn count(number: usize, what: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {what}{s}")
}

/// A number as a person writes it: two decimals at the most.
pub(super) fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    format!("{rounded}")
}

/// The kind of a flow as a noun.
pub(super) fn kind(kind: &FlowKind) -> String {
    match kind {
        FlowKind::Consult => "consult".into(),
        FlowKind::Instruct => "instruct".into(),
        FlowKind::Inform => "inform".into(),
        FlowKind::Relation(name) => short(name.name()),
    }
}

/// What a flow of this kind says of its two ends.
pub(super) fn verb(kind: &FlowKind) -> String {
    match kind {
        FlowKind::Consult => "consults".into(),
        FlowKind::Instruct => "instructs".into(),
        FlowKind::Inform => "informs".into(),
        FlowKind::Relation(name) => format!("has {} with", quoted(name.name())),
    }
}
