//! VNA, the tables of NetDraw.

use super::super::draft::number;
use super::super::error::ReadError;
use super::super::formats::Content;
use super::super::source::{Sort, Source};
use super::super::text::plain;
use super::super::watch::Watch;
use super::pajek::tokens;
use super::{Network, NewTie};
use std::collections::HashMap;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Other,
    Nodes,
    Drawing,
    Ties,
}

/// Reads VNA.
pub(in crate::storage) fn read(
    content: &Content<'_>,
    watch: &mut Watch<'_>,
) -> Result<Source, ReadError> {
    let source = Source { sort: Sort::Open, foreign_places: true, ..Source::default() };
    let mut network = Network::new(source);
    let mut rows: HashMap<String, usize> = HashMap::new();
    let (mut part, mut header): (Part, Vec<String>) = (Part::Other, Vec::new());
    let mut done = 0;
    for (at, line) in content.text.lines().enumerate() {
        done += line.len() + 1;
        watch.step(done, content.text.len())?;
        let words = cells(line);
        let Some(first) = words.first() else { continue };
        if first.starts_with('*') {
            let name = plain(line);
            part = match name.as_str() {
                "nodedata" => Part::Nodes,
                "nodeproperties" => Part::Drawing,
                "tiedata" => Part::Ties,
                _ => Part::Other,
            };
            header.clear();
            continue;
        }
        if header.is_empty() {
            header = words;
            continue;
        }
        match part {
            Part::Other => {}
            Part::Nodes | Part::Drawing => {
                let row =
                    *rows.entry(first.clone()).or_insert_with(|| network.node(first, Some(at + 1)));
                for (name, cell) in header.iter().zip(&words).skip(1) {
                    let place = ["x", "y"].contains(&plain(name).as_str());
                    let label = plain(name) == "labeltext" || plain(name) == "label";
                    if part == Part::Nodes || place {
                        network.say(row, name, cell);
                    } else if label {
                        network.say(row, "label", cell);
                    }
                }
            }
            Part::Ties => ties(&mut network, &header, &words, at + 1),
        }
    }
    if network.source.nodes.is_empty() && network.source.ties.is_empty() {
        let hint = "open a file with lines such as *node data and *tie data";
        return Err(watch.refuse(None, "has neither nodes nor ties", hint));
    }
    Ok(network.source)
}

/// A row of ties: a column for each relation.
fn ties(network: &mut Network, header: &[String], words: &[String], line: usize) {
    let [from, to, strengths @ ..] = words else { return };
    if strengths.is_empty() {
        network.tie(NewTie { from, to, line: Some(line), ..NewTie::default() });
    }
    for (relation, cell) in header.iter().skip(2).zip(strengths) {
        if let Some(weight) = number(cell).filter(|weight| *weight != 0.0) {
            let (weight, line) = (Some(weight), Some(line));
            network.tie(NewTie { from, to, relation, weight, undirected: false, line });
        }
    }
}

/// The cells of a line, parted by blanks or commas.
fn cells(line: &str) -> Vec<String> {
    let mut quoted = false;
    let parted = line.chars().map(|letter| {
        quoted ^= letter == '"';
        if letter == ',' && !quoted { ' ' } else { letter }
    });
    tokens(&parted.collect::<String>()).into_iter().filter(|it| !it.is_empty()).collect()
}
