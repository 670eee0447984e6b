//! Rows with columns, from comma-separated values and from workbooks.

use std::sync::Arc;

use super::cells::{Row, Rows};
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
    pub(super) rows: Rows,
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
        let separator = wanted.unwrap_or_else(|| delimiter(text));
        let mut rows = Rows::default();
        rows.reserve(text.len());
        let plain = plain_rows(text, separator, |at, line, row, parted| {
            watch.step(at, text.len())?;
            narrow(parted.len() + 1, watch)?;
            let mut starts = std::iter::once(0).chain(parted.iter().map(|at| at + 1));
            if starts.any(|at| row.as_bytes().get(at) == Some(&b'\'')) {
                let parts = starts_and_ends(parted, row.len());
                rows.push(line + skipped, parts.map(|(from, to)| harmless_back(&row[from..to])));
            } else {
                rows.push_whole(line + skipped, row, parted.iter().copied());
            }
            Ok(())
        })?;
        let (rest, skipped) = (plain.rest, skipped + plain.lines);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .has_headers(false)
            .from_reader(rest.as_bytes());
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
            let done = text.len() - rest.len() + at.map_or(0, |at| at.byte() as usize);
            watch.step(done, text.len())?;
            narrow(record.len(), watch)?;
            // A row is said to begin where blank lines before it do.
            let blank = at.and_then(|at| rest.as_bytes().get(at.byte() as usize..));
            let blank = blank.unwrap_or_default().iter().take_while(|it| b"\r\n".contains(it));
            let blank = blank.filter(|it| **it == b'\n').count();
            let line = at.map_or(0, |at| at.line() as usize) + skipped + blank;
            rows.push(line, record.iter().map(harmless_back));
        }
        Ok(Self::of_rows(name, rows))
    }

    /// A table of rows, of which one is the header: the first that names columns.
    pub(super) fn of_rows(name: &str, mut rows: Rows) -> Self {
        let filled = |cells: Row<'_>| cells.iter().any(|cell| !cell.trim().is_empty());
        // draw.io writes how to draw before the header, in lines that begin with a number sign.
        let said = |cells: Row<'_>| {
            cells.get(0).is_some_and(|cell| cell.starts_with('#') && cell.trim() != "#")
        };
        let above = rows.iter().take_while(|(_, cells)| said(*cells) || !filled(*cells)).count();
        rows.skip(above);
        if !rows.iter().all(|(_, cells)| filled(cells)) {
            rows.retain(|_, cells| filled(cells));
        }
        let known = |cells: Row<'_>| cells.iter().filter(|it| Use::of_header(it).is_some()).count();
        /// So many lines of a title may stand above a header.
        const ABOVE: usize = 10;
        let width = |cells: Row<'_>| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let widest = rows.iter().take(ABOVE).map(|(_, cells)| width(cells)).max().unwrap_or(0);
        // A first line that is as wide as the others, or names a column, is the header.
        let is_header = |(_, cells): (usize, Row<'_>)| known(cells) > 0 || width(cells) >= widest;
        let place = if rows.get(0).is_none_or(is_header) {
            0
        } else {
            rows.iter().take(ABOVE).position(|(_, cells)| known(cells) >= 2).unwrap_or(0)
        };
        let mut remarks = Vec::new();
        if place > 0 {
            remarks.push(format!("{place} lines above the header were passed over"));
        }
        let header = rows.get(place).into_iter().flat_map(|(_, cells)| cells.iter());
        let mut header: Vec<String> = header.map(|name| name.trim().to_owned()).collect();
        rows.skip(place + 1);
        // Columns behind the last named one that are empty everywhere are no columns.
        while header.last().is_some_and(String::is_empty) {
            let at = header.len() - 1;
            let used = |cells: Row<'_>| cells.get(at).is_some_and(|it| !it.trim().is_empty());
            if rows.iter().any(|(_, cells)| used(cells)) {
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
    pub(super) fn cell(cells: Row<'_>, column: Option<usize>) -> Option<&str> {
        let cell = trimmed(cells.get(column?)?);
        (!cell.is_empty()).then_some(cell)
    }
}

/// A text without outer blanks.
pub(super) fn trimmed(text: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_none_or(|byte| (b'!'..=b'~').contains(byte));
    let bytes = text.as_bytes();
    if is_plain(bytes.first()) && is_plain(bytes.last()) { text } else { text.trim() }
}

/// Refuses a row of more columns than any table has.
fn narrow(columns: usize, watch: &Watch<'_>) -> Result<(), ReadError> {
    if columns <= WIDEST {
        return Ok(());
    }
    let what = format!("has a row of {columns} columns");
    Err(watch.refuse(None, what, "check its separator"))
}

fn starts_and_ends(parted: &[usize], len: usize) -> impl Iterator<Item = (usize, usize)> {
    let starts = std::iter::once(0).chain(parted.iter().map(|at| at + 1));
    starts.zip(parted.iter().copied().chain([len]))
}

/// What comes behind rows that are plain.
struct Behind<'t> {
    /// The text from the end of the last plain row on.
    rest: &'t str,
    /// How many lines stand before it.
    lines: usize,
}

/// Reads the rows at the beginning of a text, up to the first in which anything is quoted: each
/// is a line, parted by one letter. Told are where a row begins, its line, its text, and where it
/// is parted.
fn plain_rows<'t>(
    text: &'t str,
    separator: u8,
    mut row: impl FnMut(usize, usize, &'t str, &[usize]) -> Result<(), ReadError>,
) -> Result<Behind<'t>, ReadError> {
    let bytes = text.as_bytes();
    if matches!(separator, b'"' | b'\r' | b'\n') || !separator.is_ascii() {
        return Ok(Behind { rest: text, lines: 0 });
    }
    let is_lone = |at: &usize| bytes.get(at + 1).is_some_and(|next| *next != b'\n');
    let lone = memchr::memchr_iter(b'\r', bytes).find(is_lone);
    let special = memchr::memchr(b'"', bytes).into_iter().chain(lone).min();
    // The first mark of a text is none of its letters.
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let end = special.map_or(bytes.len(), |at| {
        memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |before| before + 1)
    });
    let (mut start, mut lines) = (mark.min(end), 0);
    let mut parted = Vec::new();
    let mut take = |start: usize, stop: usize, line: usize, parted: &[usize]| {
        let stop = if bytes[start..stop].ends_with(b"\r") { stop - 1 } else { stop };
        if stop > start { row(start, line, &text[start..stop], parted) } else { Ok(()) }
    };
    for at in memchr::memchr2_iter(separator, b'\n', &bytes[start..end]) {
        let at = at + mark.min(end);
        if bytes[at] == separator {
            parted.push(at - start);
            continue;
        }
        lines += 1;
        take(start, at, lines, &parted)?;
        parted.clear();
        start = at + 1;
    }
    if end == bytes.len() {
        take(start, end, lines + 1, &parted)?;
        return Ok(Behind { rest: "", lines });
    }
    // What is read from here on begins with the end of a line, so that nothing in it is taken for
    // the mark of a text.
    if end == 0 {
        return Ok(Behind { rest: text, lines: 0 });
    }
    Ok(Behind { rest: &text[end - 1..], lines: lines - 1 })
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
