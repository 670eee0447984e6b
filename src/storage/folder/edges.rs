use std::path::Path;

use super::super::cells::Row;
use super::super::draft::number;
use super::super::error::ReadError;
use super::super::own_form::identity;
use super::super::sheet::{Sheet, trimmed};
use super::super::source::{OwnTie, Source, Tie};
use super::super::text::plain;

/// Words of a column that says only whether a tie has a direction.
const DIRECTIONS: [&str; 6] = ["directed", "undirected", "mutual", "reciprocal", "both", "one-way"];

/// What the columns of a table of ties are used for.
struct EdgeColumns {
    from: usize,
    to: usize,
    kind: Option<usize>,
    weight: Option<usize>,
    direction: Option<usize>,
    own: Option<[Option<usize>; 6]>,
}

impl EdgeColumns {
    fn of(sheet: &Sheet) -> Option<Self> {
        let from = sheet.column(&[
            "from",
            "source",
            "ego",
            "respondent",
            "sender",
            "asker",
            "who asks",
        ])?;
        let to = sheet.column(&[
            "to",
            "target",
            "alter",
            "nominee",
            "receiver",
            "asks",
            "asked",
            "whom",
            "colleague",
            "contact",
            "adviser",
            "advisor",
            "person asked",
            "turns to",
        ])?;
        let says_direction = |column: usize| {
            let mut cells =
                sheet.rows.iter().filter_map(|(_, cells)| Sheet::cell(cells, Some(column)));
            cells.all(|cell| DIRECTIONS.contains(&cell.to_lowercase().as_str()))
        };
        // Gephi writes the direction into the column that others use for the kind.
        let kinds = ["kind", "type", "label", "relation", "relationship", "tie"];
        let kind = kinds
            .iter()
            .filter_map(|name| sheet.column(&[name]))
            .find(|column| *column != from && *column != to && !says_direction(*column));
        let direction = sheet
            .column(&["direction"])
            .or_else(|| sheet.column(&["type"]).filter(|column| says_direction(*column)));
        let own = sheet.header.iter().any(|name| name == "identity").then(|| {
            ["identity", "line", "accepts", "distance", "took_up", "more"]
                .map(|name| sheet.header.iter().position(|header| header == name))
        });
        let weight = sheet.column(&["weight", "frequency", "strength", "value", "how often"]);
        Some(Self { from, to, kind, weight, direction, own })
    }
}

/// Whether a table is a list of ties.
pub(in crate::storage) fn names_ties(sheet: &Sheet) -> bool {
    EdgeColumns::of(sheet).is_some()
}

/// Takes a table of ties into a source.
pub(in crate::storage) fn take_edges(
    path: &Path,
    source: &mut Source,
    edges: &Sheet,
) -> Result<(), ReadError> {
    source.remarks.extend(edges.remarks.clone());
    let Some(columns) = EdgeColumns::of(edges) else {
        let what = format!("{} has no columns \"from\" and \"to\"", edges.name);
        let hint = format!("name them so; its columns are: {}", edges.header.join(", "));
        return Err(ReadError::new(path, what, hint).at(1));
    };
    source.ties.reserve(edges.rows.len());
    let table = source.tie_table(&edges.name);
    for (line, cells) in edges.rows.iter() {
        let cell = |column: usize| Sheet::cell(cells, Some(column));
        let (Some(from), Some(to)) = (cell(columns.from), cell(columns.to)) else {
            let why = "a tie needs two ends, and one is blank".to_owned();
            source.refused.push((edges.name.clone(), Some(line), why));
            continue;
        };
        let weight = match Sheet::cell(cells, columns.weight) {
            None => None,
            Some(cell) => match number(cell).or_else(|| often(cell)) {
                Some(weight) => Some(weight),
                None => {
                    let why = format!("its weight \"{cell}\" is no number");
                    source.refused.push((edges.name.clone(), Some(line), why));
                    continue;
                }
            },
        };
        let kind = Sheet::cell(cells, columns.kind).unwrap_or_default();
        let direction = Sheet::cell(cells, columns.direction).map(plain);
        let undirected = direction.is_some_and(|direction| {
            ["undirected", "mutual", "reciprocal", "both"].contains(&direction.as_str())
        });
        // In answers to a survey several stand in one cell.
        for to in parts(to, columns.own.is_none()) {
            let (from, to) = (source.names.of(from), source.names.of(to));
            let relation = source.relation(kind);
            let own = columns.own.as_ref().map(|own| Box::new(own_tie(cells, own)));
            let tie = Tie::new(from, to, relation, table, Some(line));
            source.ties.push(Tie { weight, undirected, own, ..tie });
        }
    }
    Ok(())
}

/// What stands in a cell in which several may stand.
fn parts(cell: &str, may_be_several: bool) -> impl Iterator<Item = &str> {
    const MARKS: [char; 3] = [';', '|', '\n'];
    let is_mark = |byte: u8| MARKS.contains(&char::from(byte));
    let are_several = may_be_several && cell.bytes().any(is_mark);
    let only = (!are_several).then_some(cell);
    let several = are_several.then(|| cell.split(MARKS)).into_iter().flatten();
    only.into_iter().chain(several).map(trimmed).filter(|part| !part.is_empty())
}

/// How often something is in the words of a survey, as a number of 0 to 5.
pub(in crate::storage) fn often(words: &str) -> Option<f64> {
    match plain(words).as_str() {
        "daily" | "everyday" | "always" | "constantly" | "täglich" | "immer" => Some(5.0),
        "severaltimesaweek" | "often" | "frequently" | "oft" | "häufig" => Some(4.0),
        "weekly" | "everyweek" | "onceaweek" | "regularly" | "wöchentlich" => Some(3.0),
        "monthly" | "nowandthen" | "sometimes" | "occasionally" | "monatlich" | "manchmal" => {
            Some(2.0)
        }
        "never" | "notatall" | "none" | "no" | "nie" | "jamais" | "nunca" => Some(0.0),
        "rarely" | "seldom" | "yearly" | "quarterly" | "selten" => Some(1.0),
        _ => None,
    }
}

fn own_tie(cells: Row<'_>, columns: &[Option<usize>; 6]) -> OwnTie {
    let [identity_at, line, accepts, distance, took_up, more] = *columns;
    let cell = |column| Sheet::cell(cells, column).map(str::to_owned);
    let written = Sheet::cell(cells, identity_at);
    OwnTie {
        identity: written.and_then(|it| identity(it, 'l').or_else(|| identity(it, 'f'))),
        dotted: Sheet::cell(cells, line).map(|line| line == "dotted"),
        accepts: cell(accepts),
        distance: cell(distance),
        took_up: cell(took_up),
        more: cell(more),
    }
}
