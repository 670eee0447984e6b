//! Workbooks: XLSX, XLS and ODS.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader as _, Sheets, Xlsx, open_workbook_auto_from_rs};

use super::super::cells::Rows;
use super::super::error::ReadError;
use super::super::folder::{STAGE_TABLES, source_of_tables};
use super::super::formats::Content;
use super::super::lists::{is_told, source_of_sheet};
use super::super::sheet::Sheet;
use super::super::source::Source;
use super::super::watch::Watch;

/// The largest size of what a packed workbook unpacks to, in bytes.
const LARGEST_UNPACKED: u64 = 1024 * 1024 * 1024;
/// How much more than its packed size a part may unpack to, once it is large.
const LARGEST_RATIO: u64 = 200;
/// Parts up to this size may be packed as tightly as they like.
const SMALL: u64 = 16 * 1024 * 1024;
/// The largest number of cells of a sheet.
const MOST_CELLS: usize = 50_000_000;
/// How many rows and columns a sheet has at the most in the programs that write them.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

type Book<'a> = Sheets<Cursor<&'a [u8]>>;

/// Reads a workbook: the tables that Fulcrum writes, Kumu's elements and connections, or the
/// first sheet that holds a list.
pub(in crate::storage) fn read(
    content: &Content<'_>,
    watch: &mut Watch<'_>,
) -> Result<Source, ReadError> {
    refuse_bombs(content.bytes, watch)?;
    let broken = |watch: &Watch<'_>, error: String| {
        watch.refuse(
            None,
            format!("is no workbook that can be read: {error}"),
            "save it again as XLSX or CSV",
        )
    };
    // Where the library gives up on what no program writes, the file is refused like any other.
    let broken_off = |watch: &Watch<'_>| broken(watch, "it holds what no workbook has".into());
    let opened = AssertUnwindSafe(|| open_workbook_auto_from_rs(Cursor::new(content.bytes)));
    let mut book = catch_unwind(opened)
        .map_err(|_| broken_off(watch))?
        .map_err(|error| broken(watch, error.to_string()))?;
    let names = book.sheet_names();
    let mut sheets = Vec::new();
    let mut unread = Vec::new();
    for name in &names {
        if name.to_lowercase().contains("(ignore)") {
            unread.push(name.clone());
            continue;
        }
        let read = catch_unwind(AssertUnwindSafe(|| sheet(&mut book, name, watch)));
        let read = read.map_err(|_| broken_off(watch));
        match read?? {
            Some(sheet) if !sheet.header.is_empty() => sheets.push(sheet),
            _ => {}
        }
    }
    let mut source = of_sheets(sheets, watch)?;
    if !unread.is_empty() {
        source.remarks.push(format!("sheets that say so were passed over: {}", unread.join(", ")));
    }
    Ok(source)
}

fn is_called(sheet: &Sheet, names: &[&str]) -> bool {
    names.iter().any(|name| sheet.name.eq_ignore_ascii_case(name))
}

fn of_sheets(mut sheets: Vec<Sheet>, watch: &Watch<'_>) -> Result<Source, ReadError> {
    let mut take = |names: &[&str]| {
        let place = sheets.iter().position(|sheet| is_called(sheet, names))?;
        Some(sheets.remove(place))
    };
    if let Some(nodes) = take(&["nodes", "elements"]) {
        let edges = take(&["edges", "connections"]);
        let mut source = source_of_tables(watch.path(), nodes, edges)?;
        let (of_stage, others): (Vec<Sheet>, Vec<Sheet>) =
            sheets.into_iter().partition(|sheet| is_called(sheet, &STAGE_TABLES));
        source.tables = of_stage;
        let stages = others.iter().find(|sheet| is_called(sheet, &["stages"])).cloned();
        if let Some(stages) = stages {
            further_stages(&mut source, &stages, others, watch)?;
        }
        return Ok(source);
    }
    // A cover sheet before the list is not what is meant.
    sheets.sort_by_key(|sheet| !is_told(sheet));
    let mut why = None;
    let count = sheets.len();
    for sheet in sheets {
        let name = sheet.name.clone();
        match source_of_sheet(sheet, watch) {
            Ok(mut source) => {
                if count > 1 {
                    source.remarks.push(format!("the sheet \"{name}\" was read, and no other"));
                }
                return Ok(source);
            }
            Err(error) => why = why.or(Some(error)),
        }
    }
    Err(why.unwrap_or_else(|| watch.refuse(None, "holds no sheet with rows", "open another file")))
}

/// The sheets of the stages behind the first, which have numbers in their names, and those of
/// the map.
fn further_stages(
    source: &mut Source,
    stages: &Sheet,
    mut others: Vec<Sheet>,
    watch: &Watch<'_>,
) -> Result<(), ReadError> {
    for number in 2..=stages.rows.len() {
        let mut take = |name: &str| {
            let wanted = format!("{name} {number}");
            let place = others.iter().position(|sheet| *sheet.name == *wanted)?;
            let mut sheet = others.remove(place);
            sheet.name = name.into();
            Some(sheet)
        };
        let Some(nodes) = take("nodes") else { continue };
        let edges = take("edges");
        let tables = STAGE_TABLES.iter().skip(2).filter_map(|name| take(name)).collect();
        let mut stage = source_of_tables(watch.path(), nodes, edges)?;
        stage.tables = tables;
        source.stages.push(stage);
    }
    source.of_map = others;
    Ok(())
}

/// Looks at what the parts of a packed workbook say they unpack to, before anything is.
fn refuse_bombs(bytes: &[u8], watch: &Watch<'_>) -> Result<(), ReadError> {
    // Old workbooks are not packed.
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
    let mut total = 0_u64;
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index_raw(at) else { continue };
        let (packed, size) = (part.compressed_size().max(1), part.size());
        total = total.saturating_add(size);
        if total > LARGEST_UNPACKED || (size > SMALL && size / packed > LARGEST_RATIO) {
            let what = "unpacks to far more than a workbook holds";
            return Err(watch.refuse(None, what, "do not open it, or save it again as CSV"));
        }
    }
    Ok(())
}

fn sheet(
    book: &mut Book<'_>,
    name: &str,
    watch: &mut Watch<'_>,
) -> Result<Option<Sheet>, ReadError> {
    if let Sheets::Xlsx(book) = book {
        let rows = filled_rows(book, name, watch)?;
        return Ok(rows.map(|rows| Sheet::of_rows(name, rows)));
    }
    let Ok(range) = book.worksheet_range(name) else { return Ok(None) };
    let (height, width) = range.get_size();
    if height.saturating_mul(width) > MOST_CELLS {
        return Err(too_large(name, height, width, watch));
    }
    let first = range.start().map_or(0, |(row, _)| row as usize);
    let mut rows = Rows::default();
    for (at, row) in range.rows().enumerate() {
        watch.step(at, height)?;
        rows.push(first + at + 1, row.iter().map(text));
    }
    Ok(Some(Sheet::of_rows(name, rows)))
}

fn too_large(name: &str, height: usize, width: usize, watch: &Watch<'_>) -> ReadError {
    let what = format!("the sheet \"{name}\" has {height} rows of {width} columns");
    watch.refuse(None, what, "take out what is not needed")
}

/// The rows of a sheet in which something stands, each with its number, from the first column in
/// which something stands on: a single cell far away costs no more than its own row.
fn filled_rows(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    watch: &mut Watch<'_>,
) -> Result<Option<Rows>, ReadError> {
    let Ok(mut cells) = book.worksheet_cells_reader(name) else { return Ok(None) };
    let mut filled: BTreeMap<u32, Vec<(u32, String)>> = BTreeMap::new();
    let (mut left, mut right) = (COLUMNS, 0);
    loop {
        let Ok(next) = cells.next_cell() else { return Ok(None) };
        let Some(cell) = next else { break };
        let value = text(&cell.get_value().clone().into());
        if value.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        if row >= ROWS || column >= COLUMNS {
            return Err(too_large(name, row as usize + 1, column as usize + 1, watch));
        }
        watch.step(row as usize, ROWS as usize)?;
        (left, right) = (left.min(column), right.max(column + 1));
        filled.entry(row).or_default().push((column, value));
    }
    let width = right.saturating_sub(left) as usize;
    if filled.len().saturating_mul(width) > MOST_CELLS {
        return Err(too_large(name, filled.len(), width, watch));
    }
    let mut rows = Rows::default();
    for (row, cells) in filled {
        let mut line = vec![String::new(); width];
        for (column, value) in cells {
            line[(column - left) as usize] = value;
        }
        rows.push(row as usize + 1, line.into_iter());
    }
    Ok(Some(rows))
}

/// A cell as text: whole numbers without a point, days as they are written in lists.
fn text(cell: &Data) -> String {
    /// Whole numbers up to here are exact.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(set) => if *set { "1" } else { "0" }.into(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            format!("{number:.0}")
        }
        Data::Float(number) => number.to_string(),
        Data::DateTime(day) => {
            let (year, month, date, hour, minute, second, _) = day.to_ymd_hms_milli();
            if day.is_duration() || year < 1900 {
                return day.as_f64().to_string();
            }
            if hour == 0 && minute == 0 && second == 0 {
                format!("{year:04}-{month:02}-{date:02}")
            } else {
                format!("{year:04}-{month:02}-{date:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
    }
}
