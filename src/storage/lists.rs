//! Single tables: lists of people, lists of ties, matrices, answers and stairs.

mod grid;
mod levels;

use std::collections::HashSet;

use super::aside::{headers_again, nobodys_rows, sums};
use super::cells::{Row, Rows};
use super::draft::number;
use super::error::ReadError;
use super::folder::{names_ties, often, take_edges};
use super::header::{Use, uses};
use super::sheet::Sheet;
use super::source::{Node, Sort, Source, Tie};
use super::watch::Watch;

/// A source of one table: a matrix, a list of ties, or a list of people.
pub(super) fn source_of_sheet(mut sheet: Sheet, watch: &Watch<'_>) -> Result<Source, ReadError> {
    if is_matrix(&sheet) {
        return Ok(matrix(sheet));
    }
    if let Some(source) = grid::source_of_grid(&sheet) {
        return Ok(source);
    }
    if let Some(source) = levels::source_of_levels(&sheet) {
        return Ok(source);
    }
    name_ends(&mut sheet);
    if names_ties(&sheet) {
        let refused = headers_again(&mut sheet);
        let mut source = Source { sort: Sort::Open, refused, ..Source::default() };
        take_edges(watch.path(), &mut source, &sheet)?;
        return Ok(source);
    }
    people(sheet, watch)
}

/// Whether a table says by its headers or its form what it holds: a cover sheet does not.
pub(super) fn is_told(sheet: &Sheet) -> bool {
    let known = sheet.header.iter().filter(|name| Use::of_header(name).is_some()).count();
    !sheet.rows.is_empty() && (known >= 2 || is_matrix(sheet) || names_ties(sheet))
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
    for (line, cells) in sheet.rows.into_cells() {
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
    let like = |(_, cells): &(usize, Row<'_>)| {
        Sheet::cell(*cells, Some(0)).is_some_and(|name| columns.contains(name))
    };
    let numbers = |(_, cells): (usize, Row<'_>)| {
        let rest = cells.iter().skip(1).map(str::trim);
        rest.clone().all(|cell| cell.is_empty() || answer(cell).is_some())
    };
    sheet.rows.iter().filter(like).count() * 10 >= rows * 6 && sheet.rows.iter().all(numbers)
}

/// How often somebody is asked, in a number, a word or a cross that somebody made by hand.
fn answer(cell: &str) -> Option<f64> {
    match cell {
        "x" | "X" | "✓" => Some(1.0),
        "-" | "–" => Some(0.0),
        _ => number(cell).or_else(|| often(cell)),
    }
}

/// A list of ties of which the first line is a tie and no header: its ends stand below it too.
fn name_ends(sheet: &mut Sheet) {
    let wide = sheet.header.len();
    let is_known = |name: &String| name.is_empty() || Use::of_header(name).is_some();
    if !(2..=3).contains(&wide) || sheet.rows.len() < 2 || sheet.header.iter().any(is_known) {
        return;
    }
    let is_tie = |cells: Row<'_>| {
        let end = |at: usize| cells.get(at).map(str::trim).filter(|cell| !cell.is_empty());
        let ends = end(0).is_some_and(|it| number(it).is_none() || wide == 2) && end(1).is_some();
        ends && (wide == 2 || end(2).is_some_and(|it| answer(it).is_some()))
    };
    let mut first = Rows::default();
    first.push(1, sheet.header.iter());
    let is_first_tie = first.get(0).is_some_and(|(_, cells)| is_tie(cells));
    let senders: HashSet<&str> =
        sheet.rows.iter().filter_map(|(_, cells)| Sheet::cell(cells, Some(0))).collect();
    let known = |cells: Row<'_>| Sheet::cell(cells, Some(1)).is_some_and(|it| senders.contains(it));
    let met = sheet.rows.iter().filter(|(_, cells)| known(*cells)).count();
    let below = sheet.header.iter().take(2).any(|end| {
        senders.contains(end.as_str())
            || sheet.rows.iter().any(|(_, cells)| Sheet::cell(cells, Some(1)) == Some(end))
    });
    let all = is_first_tie && sheet.rows.iter().all(|(_, cells)| is_tie(cells));
    if !all || !below || met * 2 < sheet.rows.len() {
        return;
    }
    sheet.rows.push(1, sheet.header.iter());
    sheet.rows.last_first();
    sheet.header = ["from", "to", "weight"].into_iter().take(wide).map(str::to_owned).collect();
    let read = "its first line is no header: read as who asks, who is asked, and how often";
    sheet.remarks.push(read.into());
}

fn matrix(mut sheet: Sheet) -> Source {
    let refused = sums(&mut sheet);
    let remarks = sheet.remarks.clone();
    let mut source = Source { sort: Sort::Open, remarks, refused, ..Source::default() };
    let corner = sheet.header.first().cloned().unwrap_or_default();
    let columns = sheet.header.iter().enumerate().skip(1);
    let columns: Vec<(usize, String)> =
        columns.map(|(at, name)| (at, name.trim().to_owned())).collect();
    source.remarks.push(format!(
        "read as a matrix: the row asks, the column is asked; {} rows answered",
        sheet.rows.len()
    ));
    asks(&mut source, &sheet, (0, &corner), &columns);
    source
}

/// Takes the answers of a table to one question: whoever stands in the first column asks whoever
/// the other columns are about.
fn asks(
    source: &mut Source,
    sheet: &Sheet,
    (who, question): (usize, &str),
    columns: &[(usize, String)],
) {
    let relation = source.relation(question);
    let table = source.tie_table(&sheet.name);
    if source.columns.is_empty() {
        source.columns.push("answered".into());
    }
    let names: Vec<(usize, u32)> =
        columns.iter().map(|(at, name)| (*at, source.names.of(name))).collect();
    let mut answered: HashSet<u32> = source.nodes.iter().filter_map(|node| node.name).collect();
    for (line, cells) in &sheet.rows {
        let Some(name) = Sheet::cell(cells, Some(who)) else { continue };
        let from = source.names.of(name);
        if answered.insert(from) {
            let (table, line) = (sheet.name.clone(), Some(line));
            let cells = ["yes"].into_iter().collect();
            source.nodes.push(Node { name: Some(from), table, line, cells, groups: Vec::new() });
        }
        for (at, to) in &names {
            let weight = Sheet::cell(cells, Some(*at)).and_then(answer);
            let Some(weight) = weight.filter(|weight| *weight != 0.0) else { continue };
            if from == *to {
                continue;
            }
            let tie = Tie::new(from, *to, relation, table, Some(line));
            source.ties.push(Tie { weight: Some(weight), ..tie });
        }
    }
}
