//! Single tables: lists of people, lists of ties, and matrices.

use std::collections::HashSet;

use super::aside::{headers_again, nobodys_rows, sums};
use super::cells::Cells;
use super::draft::number;
use super::error::ReadError;
use super::folder::{names_ties, take_edges};
use super::header::{Use, uses};
use super::sheet::Sheet;
use super::source::{Node, Sort, Source, Tie};
use super::watch::Watch;

/// A source of one table: a matrix, a list of ties, or a list of people.
pub(super) fn source_of_sheet(mut sheet: Sheet, watch: &Watch<'_>) -> Result<Source, ReadError> {
    if is_matrix(&sheet) {
        return Ok(matrix(sheet));
    }
    if names_ties(&sheet) {
        let refused = headers_again(&mut sheet);
        let mut source = Source { sort: Sort::Open, refused, ..Source::default() };
        take_edges(watch.path(), &mut source, &sheet)?;
        return Ok(source);
    }
    people(sheet, watch)
}

/// A list of people.
fn people(mut sheet: Sheet, watch: &Watch<'_>) -> Result<Source, ReadError> {
    if sheet.header.is_empty() {
        let hint = "write the names of its columns into the first line";
        return Err(watch.refuse(None, "holds no row", hint));
    }
    let found = uses(&sheet.header);
    let names = [Use::Key, Use::Name, Use::FirstName, Use::LastName, Use::Title];
    let is_named = found.iter().any(|used| names.contains(used));
    if !is_named && sheet.rows.is_empty() {
        let columns = sheet.header.join(", ");
        let hint = format!("call one of them id, name or title; its columns are: {columns}");
        return Err(watch.refuse(1, "has no column of keys, names or titles", hint));
    }
    let refused = nobodys_rows(&mut sheet, &found);
    let mut source =
        Source { sort: Sort::List, columns: sheet.header, refused, ..Source::default() };
    source.remarks = sheet.remarks;
    if !is_named {
        let why = "none of its headers is known; what its columns are used for was taken from \
                   what stands in them: look at it, and choose otherwise where it is wrong";
        source.remarks.push(why.into());
    }
    source.nodes.reserve(sheet.rows.len());
    for (line, cells) in sheet.rows {
        let (table, line, groups) = (sheet.name.clone(), Some(line), Vec::new());
        source.nodes.push(Node { name: None, table, line, cells, groups });
    }
    Ok(source)
}

/// Whether the rows are called like the columns and hold nothing but numbers: who asks whom.
fn is_matrix(sheet: &Sheet) -> bool {
    let columns: HashSet<&str> = sheet.header.iter().skip(1).map(|name| name.trim()).collect();
    let rows = sheet.rows.len();
    if rows < 2 || columns.len() < 2 {
        return false;
    }
    let like = |(_, cells): &&(usize, Cells)| {
        Sheet::cell(cells, Some(0)).is_some_and(|name| columns.contains(name))
    };
    let numbers = |(_, cells): &(usize, Cells)| {
        let rest = cells.iter().skip(1).map(str::trim);
        rest.clone().all(|cell| cell.is_empty() || number(cell).is_some() || is_mark(cell))
    };
    sheet.rows.iter().filter(like).count() * 10 >= rows * 6 && sheet.rows.iter().all(numbers)
}

/// A cross in a matrix that somebody filled in by hand.
fn is_mark(cell: &str) -> bool {
    matches!(cell, "x" | "X" | "✓" | "-" | "–")
}

fn matrix(mut sheet: Sheet) -> Source {
    let refused = sums(&mut sheet);
    let mut source =
        Source { sort: Sort::Open, remarks: sheet.remarks, refused, ..Source::default() };
    let corner = sheet.header.first().cloned().unwrap_or_default();
    let relation = source.relation(&corner);
    source.remarks.push(format!(
        "read as a matrix: the row asks, the column is asked; {} rows answered",
        sheet.rows.len()
    ));
    source.columns = vec!["answered".into()];
    let names: Vec<u32> =
        sheet.header.iter().skip(1).map(|name| source.names.of(name.trim())).collect();
    let mut answered = HashSet::new();
    for (line, cells) in &sheet.rows {
        let Some(name) = Sheet::cell(cells, Some(0)) else { continue };
        let from = source.names.of(name);
        if answered.insert(from) {
            let (table, line) = (sheet.name.clone(), Some(*line));
            let cells = ["yes"].into_iter().collect();
            source.nodes.push(Node { name: Some(from), table, line, cells, groups: Vec::new() });
        }
        for (to, cell) in names.iter().zip(cells.iter().skip(1)) {
            let cell = cell.trim();
            let weight = if matches!(cell, "x" | "X" | "✓") { Some(1.0) } else { number(cell) };
            let Some(weight) = weight.filter(|weight| *weight != 0.0) else { continue };
            if from == *to {
                continue;
            }
            source.ties.push(Tie {
                from,
                to: *to,
                relation,
                weight: Some(weight),
                undirected: false,
                table: sheet.name.clone(),
                line: Some(*line),
                own: None,
            });
        }
    }
    source
}
