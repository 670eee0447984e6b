//! Rows with columns, from comma-separated values and from workbooks.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::cells::{Found, Row, Rows, Said};
use super::error::ReadError;
use super::header::Use;
use super::marks::each_of;
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
        text: Cow<'_, str>,
        watch: &mut Watch<'_>,
    ) -> Result<Self, ReadError> {
        let (rows, said) = found(&text, watch)?;
        Ok(Self::of_rows(name, rows.within(text.into_owned(), &said)))
    }

    /// A table of rows, of which one is the header: the first that names columns.
    pub(super) fn of_rows(name: &str, mut rows: Rows) -> Self {
        let filled = |cells: Row<'_>| cells.iter().any(|cell| !trimmed(cell).is_empty());
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

/// The rows of a text, and what they say of it and beside it.
fn found(text: &str, watch: &mut Watch<'_>) -> Result<(Rows, Said), ReadError> {
    let (behind, mut skipped, wanted) = after_sep_line(text);
    let separator = wanted.unwrap_or_else(|| delimiter(behind));
    let mut found = Found::of(text);
    let rest = plain_rows(&mut found, text.len() - behind.len(), separator, skipped, watch)?;
    skipped += rest.lines;
    let rest = &text[rest.start..];
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
                return Err(watch.refuse(line, format!("is not a table: {error}"), "mend the row"));
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
        found.push(line, record.iter().map(harmless_back));
    }
    Ok(found.end())
}

/// What comes behind rows that are plain.
struct Behind {
    /// Where the last plain row ends in the text.
    start: usize,
    /// How many lines stand before it.
    lines: usize,
}

/// Reads the rows of a text from a place on, up to the first in which anything is quoted: each is
/// a line, parted by one letter.
fn plain_rows(
    found: &mut Found<'_>,
    from: usize,
    separator: u8,
    skipped: usize,
    watch: &mut Watch<'_>,
) -> Result<Behind, ReadError> {
    let (text, bytes) = (found.text, found.text.as_bytes());
    if matches!(separator, b'"' | b'\r' | b'\n') || !separator.is_ascii() {
        return Ok(Behind { start: from, lines: 0 });
    }
    let is_lone = |at: &usize| bytes.get(at + 1).is_some_and(|next| *next != b'\n');
    let lone = memchr::memchr_iter(b'\r', &bytes[from..]).map(|at| from + at).find(is_lone);
    let quoted = memchr::memchr(b'"', &bytes[from..]).map(|at| from + at);
    // The first mark of a text is none of its letters.
    let mark = if text[from..].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let end = quoted.into_iter().chain(lone).min().map_or(bytes.len(), |at| {
        memchr::memrchr(b'\n', &bytes[from..at]).map_or(from, |before| from + before + 1)
    });
    found.stand_within(end);
    let first = (from + mark).min(end);
    let (mut start, mut lines, mut parted) = (first, 0, Vec::new());
    each_of([separator, b'\n'], &bytes[first..end], |at| {
        let at = first + at;
        if bytes[at] == separator {
            parted.push(at);
            return Ok(());
        }
        lines += 1;
        plain_row(found, start..at, lines + skipped, &parted, watch)?;
        parted.clear();
        start = at + 1;
        Ok(())
    })?;
    if end == bytes.len() {
        plain_row(found, start..end, lines + 1 + skipped, &parted, watch)?;
        return Ok(Behind { start: end, lines });
    }
    // What is read from here on begins with the end of a line, so that nothing in it is taken for
    // the mark of a text.
    let behind = Behind { start: end.saturating_sub(1), lines: lines.saturating_sub(1) };
    Ok(if end == from { Behind { start: from, lines: 0 } } else { behind })
}

/// Takes a line, parted at these places of the text, unless nothing stands in it.
fn plain_row(
    found: &mut Found<'_>,
    Range { start, end }: Range<usize>,
    line: usize,
    parted: &[usize],
    watch: &mut Watch<'_>,
) -> Result<(), ReadError> {
    let bytes = found.text.as_bytes();
    let end = if bytes[start..end].ends_with(b"\r") { end - 1 } else { end };
    if start == end {
        return Ok(());
    }
    watch.step(start, bytes.len())?;
    narrow(parted.len() + 1, watch)?;
    let starts = std::iter::once(start).chain(parted.iter().map(|at| at + 1));
    if starts.clone().any(|at| bytes.get(at) == Some(&b'\'')) {
        let text = found.text;
        let cells = starts.zip(parted.iter().copied().chain([end]));
        found.push(line, cells.map(|(from, to)| harmless_back(&text[from..to])));
    } else {
        found.push_whole(line, start..end, parted);
    }
    Ok(())
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
