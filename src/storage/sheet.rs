//! Rows with columns, from comma-separated values and from workbooks.

use std::sync::Arc;

use super::cells::{Cells, Gathered};
use super::error::ReadError;
use super::header::Use;
use super::text::plain;
use super::watch::Watch;

/// A table: a header and rows.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// What it is called in messages: the name of its file or sheet.
    pub(super) name: Arc<str>,
    /// The names of the columns.
    pub(super) header: Vec<String>,
    /// The rows that say something, each with its line.
    pub(super) rows: Vec<(usize, Cells)>,
    /// How it was understood.
    pub(super) remarks: Vec<String>,
}

/// The largest number of columns that a table may have.
const WIDEST: usize = 16_384;

impl Sheet {
    /// Reads comma-separated values, whatever separates them.
    pub(super) fn of_text(
        name: &str,
        text: &str,
        watch: &mut Watch<'_>,
    ) -> Result<Self, ReadError> {
        let (text, skipped, wanted) = after_sep_line(text);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(wanted.unwrap_or_else(|| delimiter(text)))
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut rows = Gathered::default();
        let mut record = csv::StringRecord::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {}
                Err(error) => {
                    let line = error.position().map(|at| at.line() as usize + skipped);
                    return Err(watch.refuse(
                        line,
                        format!("is not a table: {error}"),
                        "mend the row",
                    ));
                }
            }
            let at = record.position();
            watch.step(at.map_or(0, |at| at.byte() as usize), text.len())?;
            if record.len() > WIDEST {
                let what = format!("has a row of {} columns", record.len());
                return Err(watch.refuse(None, what, "check its separator"));
            }
            // A row is said to begin where blank lines before it do.
            let blank = at.and_then(|at| text.as_bytes().get(at.byte() as usize..));
            let blank = blank.unwrap_or_default().iter().take_while(|it| b"\r\n".contains(it));
            let blank = blank.filter(|it| **it == b'\n').count();
            let line = at.map_or(0, |at| at.line() as usize) + skipped + blank;
            rows.push(line, record.iter().map(harmless_back));
        }
        Ok(Self::of_rows(name, rows.rows()))
    }

    /// A table of rows, of which one is the header: the first that names columns.
    pub(super) fn of_rows(name: &str, rows: Vec<(usize, Cells)>) -> Self {
        let filled = |cells: &Cells| cells.iter().any(|cell| !cell.trim().is_empty());
        // draw.io writes how to draw before the header, in lines that begin with a number sign.
        let said = |cells: &Cells| {
            cells.get(0).is_some_and(|cell| cell.starts_with('#') && cell.trim() != "#")
        };
        let mut rows: Vec<_> = rows
            .into_iter()
            .skip_while(|(_, cells)| said(cells) || !filled(cells))
            .filter(|(_, cells)| filled(cells))
            .collect();
        let known = |cells: &Cells| cells.iter().filter(|it| Use::of_header(it).is_some()).count();
        /// So many lines of a title may stand above a header.
        const ABOVE: usize = 10;
        let width = |cells: &Cells| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let widest = rows.iter().take(ABOVE).map(|(_, cells)| width(cells)).max().unwrap_or(0);
        // A first line that is as wide as the others, or names a column, is the header.
        let is_header = |(_, cells): &(usize, Cells)| known(cells) > 0 || width(cells) >= widest;
        let place = if rows.first().is_none_or(is_header) {
            0
        } else {
            rows.iter().take(ABOVE).position(|(_, cells)| known(cells) >= 2).unwrap_or(0)
        };
        let mut remarks = Vec::new();
        if place > 0 {
            remarks.push(format!("{place} lines above the header were passed over"));
        }
        let mut above = rows.drain(..(place + 1).min(rows.len()));
        let header = above.next_back().map(|(_, cells)| cells).unwrap_or_default();
        drop(above);
        let mut header: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        // Columns behind the last named one that are empty everywhere are no columns.
        while header.last().is_some_and(String::is_empty) {
            let at = header.len() - 1;
            let used =
                |(_, cells): &(usize, Cells)| cells.get(at).is_some_and(|it| !it.trim().is_empty());
            if rows.iter().any(used) {
                break;
            }
            header.pop();
        }
        Self { name: name.into(), header, rows, remarks }
    }

    /// The column of one of these names, the first name before the others.
    pub(super) fn column(&self, names: &[&str]) -> Option<usize> {
        names
            .iter()
            .find_map(|name| self.header.iter().position(|header| plain(header) == plain(name)))
    }

    /// What stands in a column of a row, without outer blanks; nothing where it is empty.
    pub(super) fn cell(cells: &Cells, column: Option<usize>) -> Option<&str> {
        let cell = cells.get(column?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }
}

/// The text behind a line such as `sep=;`, how many lines that was, and the separator it names.
fn after_sep_line(text: &str) -> (&str, usize, Option<u8>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_end_matches('\r').trim_matches('"');
    match first.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] if separator.is_ascii() => {
            (rest, 1, Some(*separator))
        }
        _ => (text, 0, None),
    }
}

/// The separator that parts the first lines most evenly, outside of quotes.
pub(super) fn delimiter(text: &str) -> u8 {
    const CANDIDATES: [u8; 4] = *b",;\t|";
    let lines = first_lines(text);
    let score = |letter: u8| {
        let counts: Vec<usize> = lines.iter().map(|line| outside_quotes(line, letter)).collect();
        let first = counts.first().copied().unwrap_or(0);
        let like_first = counts.iter().filter(|count| **count == first).count();
        // A separator stands in the header; among those, the one that stands alike in most lines.
        if first == 0 { (0, 0) } else { (like_first * 2 / counts.len().max(1), first) }
    };
    let best = CANDIDATES.into_iter().rev().max_by_key(|letter| score(*letter));
    best.unwrap_or(b',')
}

/// The first rows, line breaks inside of quotes included.
fn first_lines(text: &str) -> Vec<&str> {
    const LINES: usize = 20;
    let (mut lines, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                let line = &text[start..at];
                if !line.trim().is_empty() && !line.starts_with('#') {
                    lines.push(line);
                }
                start = at + 1;
                if lines.len() == LINES {
                    return lines;
                }
            }
            _ => {}
        }
    }
    if !text[start..].trim().is_empty() {
        lines.push(&text[start..]);
    }
    lines
}

fn outside_quotes(line: &str, wanted: u8) -> usize {
    let mut quoted = false;
    line.bytes()
        .filter(|byte| {
            quoted ^= *byte == b'"';
            *byte == wanted && !quoted
        })
        .count()
}

/// Whether a spreadsheet would take a text for a formula. A plain number is none.
fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(text)
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
}

/// A text that a spreadsheet shows as it is: what would begin a formula gets an apostrophe, and
/// so does what begins with one before it.
#[must_use]
pub fn harmless(text: &str) -> String {
    if begins_formula(text.trim_start_matches('\'')) { format!("'{text}") } else { text.to_owned() }
}

/// The text without what [`harmless`] put there.
fn harmless_back(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if begins_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}
