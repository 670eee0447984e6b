//! Rows of a spreadsheet or of comma-separated values, by the headers of staff lists.

use super::sheet::Sheet;
use super::{FromText, ListColumn, TextForm};
use crate::model::Stage;
use crate::storage::{Use, uses};

/// The separator of a text that is a block of cells; nothing when it is not.
pub(super) fn separator(text: &str) -> Option<u8> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let inner_tabs = |line: &&&str| line.trim().contains('\t');
    let tabbed = !lines.is_empty() && lines.iter().filter(inner_tabs).count() * 2 >= lines.len();
    if tabbed || (text.contains('\t') && is_head(&first_record(text, b'\t'))) {
        return Some(b'\t');
    }
    [b',', b';'].into_iter().find(|separator| {
        let counts = |line: &&str| line.bytes().filter(|byte| byte == separator).count();
        let first = lines.first().map_or(0, counts);
        let headed = first > 0 && is_head(&first_record(text, *separator));
        // Without a head, a text with a comma here and there is an outline.
        headed || (first >= 2 && lines.len() > 1 && lines.iter().all(|line| counts(line) == first))
    })
}

/// Whether a text is a block of cells with a head and a row below it.
pub(super) fn has_head(text: &str) -> bool {
    separator(text).is_some_and(|separator| {
        let mut rows = reader(text, separator).into_records().filter_map(Result::ok);
        let head: Option<Vec<String>> =
            rows.next().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect());
        head.is_some_and(|head| head.len() > 1 && is_head(&head)) && rows.next().is_some()
    })
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes())
}

fn first_record(text: &str, separator: u8) -> Vec<String> {
    let record = reader(text, separator).into_records().next().and_then(Result::ok);
    record
        .map(|record| record.iter().map(|cell| cell.trim().to_owned()).collect())
        .unwrap_or_default()
}

/// Whether cells are headers and not a row: two of them are known, or one that nobody is called.
fn is_head(cells: &[String]) -> bool {
    let known = || cells.iter().filter(|cell| Use::of_header(cell).is_some());
    // "Manager" alone may be somebody's title; "Manager ID" is not.
    let sure = |cell: &String| {
        let plain = cell.to_lowercase();
        ["id", "mail", "name", "reports to"].iter().any(|end| plain.trim().ends_with(end))
    };
    known().count() >= 2 || known().any(sure) || (cells.len() == 1 && known().count() == 1)
}

/// Reads rows with columns. Without a head they are name, title, superior and unit; with `asked`
/// the columns are used as the person says.
pub(super) fn read(text: &str, separator: u8, stage: &Stage, asked: Option<&[Use]>) -> FromText {
    let mut told = Vec::new();
    let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
    for record in reader(text, separator).into_records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                rows.push((line, record.iter().map(|cell| cell.trim().to_owned()).collect()));
            }
            Err(error) => told.push(format!("a row could not be read: {error}")),
        }
    }
    rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    let mut columns = columns(&mut rows);
    for (column, used) in columns.iter_mut().zip(asked.unwrap_or_default()) {
        column.used_as = *used;
    }
    let mut sheet = Sheet::new(stage, told);
    for (line, cells) in rows {
        sheet.take(line, &columns, cells);
    }
    sheet.hang();
    sheet.tell_known();
    FromText {
        fragment: sheet.fragment,
        told: sheet.told,
        form: TextForm::Block,
        columns,
        known: sheet.known,
    }
}

/// The columns; a head is taken off the rows.
fn columns(rows: &mut Vec<(u64, Vec<String>)>) -> Vec<ListColumn> {
    let head = rows.first().map(|(_, cells)| cells.clone()).unwrap_or_default();
    let wide = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    if is_head(&head) {
        rows.remove(0);
        let uses = uses(&head);
        let column = |(header, used_as)| ListColumn { header, used_as };
        return head.into_iter().zip(uses).map(column).collect();
    }
    let standard = [Use::Name, Use::Title, Use::Superior, Use::Unit];
    let further = std::iter::repeat(Use::Further);
    let uses = standard.into_iter().chain(further).take(wide);
    let column = |(number, used_as): (usize, Use)| ListColumn {
        header: format!("column {}", number + 1),
        used_as,
    };
    uses.enumerate().map(column).collect()
}
