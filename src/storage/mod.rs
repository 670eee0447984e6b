//! Files in and out of a map: the map's own format and folders of tables.
//!
#![doc = include_str!("FORMAT.md")]

mod aside;
mod by_cells;
mod cells;
mod convert;
mod draft;
mod error;
mod folder;
mod form;
mod formats;
mod header;
mod journal;
mod listing;
mod lists;
mod marks;
mod names;
mod native;
mod own_form;
mod own_tables;
mod pace;
mod place;
mod presence;
mod print;
mod reader;
mod record;
mod records;
mod report;
mod shape;
mod sheet;
mod source;
mod strict;
mod text;
mod version;
mod watch;
mod write;
mod write_folder;
mod writer;

use std::borrow::Cow;
use std::path::Path;

use crate::model::OrgMap;

pub use convert::{read_orgmap, write_orgmap};
pub use draft::{Draft, draft};
pub use error::{Obstacle, ReadError, ReadWarning, WriteError, in_words as io_words};
pub use folder::read_table_folder;
pub use formats::{FORMATS, Format, Kept};
pub use header::{HEADERS, HeaderRow, Use, uses};
pub use journal::{
    Journal, JournalHead, Recovered, delete_journal, orphaned_journals, read_journal,
};
pub use listing::{Listed, listing};
pub use pace::own_time;
pub use presence::Presence;
pub use print::{Look, Print, is_same_file};
pub use report::{Fate, Report, ReportRow, ReportRows, superior_unknown};
pub use shape::KnownShape;
pub use sheet::harmless;
pub use source::{Choices, RelationUse, Source};
pub use version::version_path;
pub use watch::Progress;
pub use write::{
    Expected, Written, clear_leftovers, make_folder, new_file, replace_file, save, save_over,
};
pub use write_folder::{is_filled, write_map_folder, write_table_folder};
pub use writer::Boxes;

/// The ending of a map's file.
pub const ENDING: &str = "orgmap";

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 512 * 1024 * 1024;

/// What was read, with what should be said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The map.
    pub map: OrgMap,
    /// What was mended or should be looked at.
    pub warnings: Vec<ReadWarning>,
    /// What kind of file it came from.
    pub kind: FileKind,
}

/// The kinds of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The map's own format: it holds everything.
    Orgmap,
    /// A folder of tables.
    TableFolder,
    /// A file that another program wrote.
    Foreign,
}

/// Reads a text in whatever script it was written.
///
/// # Errors
/// The file cannot be read; the error says why and what to do.
pub fn read_text(path: &Path) -> Result<String, ReadError> {
    let bytes = text::read_bytes(path)?;
    Ok(text::decode(&bytes).text.into_owned())
}

/// Reads a map from a file of any format that is known, or from a folder of tables, as it would
/// be proposed.
///
/// # Errors
/// The file cannot be read or is refused; the error says where and what to do.
pub fn read(path: &Path) -> Result<Loaded, ReadError> {
    read_with_print(path).map(|(loaded, _)| loaded)
}

/// The same, with the print of what the file held; a folder has none.
///
/// # Errors
/// The file cannot be read or is refused; the error says where and what to do.
pub fn read_with_print(path: &Path) -> Result<(Loaded, Option<Print>), ReadError> {
    loaded(path, open(path, None, &mut |_, _| true)?)
}

/// The map that is proposed for what a file holds.
///
/// # Errors
/// What it would make is no sound map.
pub fn loaded(path: &Path, incoming: Incoming) -> Result<(Loaded, Option<Print>), ReadError> {
    match incoming {
        Incoming::Map(loaded, print) => Ok((*loaded, Some(print))),
        Incoming::Source(source, kind) => Ok((load(path, &source, kind)?, None)),
    }
}

/// What a file holds: a map that is whole, or something a map can be made of.
#[derive(Debug, Clone)]
pub enum Incoming {
    /// A map in its own format, with the print of its file.
    Map(Box<Loaded>, Print),
    /// What another program wrote, before anything is decided about it.
    Source(Box<Source>, FileKind),
}

/// Opens a file of any format that is known, or a folder of tables. The encoding of a text is
/// found by itself unless it is named, such as `windows-1250`.
///
/// # Errors
/// The file cannot be read, is of no known format, or was stopped by `progress`.
pub fn open(
    path: &Path,
    encoding: Option<&str>,
    progress: Progress<'_>,
) -> Result<Incoming, ReadError> {
    if path.is_dir() {
        let source = folder::source_of_folder(path, progress)?;
        return Ok(Incoming::Source(Box::new(source), FileKind::TableFolder));
    }
    let named = path.file_name().map(|name| name.to_string_lossy().to_lowercase());
    let parts_of_folder = ["nodes.csv", "edges.csv", "elements.csv", "connections.csv"];
    if let (Some(name), Some(folder)) = (named, path.parent())
        && parts_of_folder.contains(&name.as_str())
        && let Ok(source) = folder::source_of_folder(folder, progress)
        && !source.is_without_ties()
    {
        return Ok(Incoming::Source(Box::new(source), FileKind::TableFolder));
    }
    let bytes = text::read_bytes(path)?;
    open_bytes(path, &bytes, encoding, progress)
}

/// Opens what lies in memory as a file of this name would be opened: a text from the clipboard.
///
/// # Errors
/// It cannot be read, is of no known format, or was stopped by `progress`.
pub fn open_bytes(
    path: &Path,
    bytes: &[u8],
    encoding: Option<&str>,
    progress: Progress<'_>,
) -> Result<Incoming, ReadError> {
    let decoded = match encoding {
        None => text::decode(bytes),
        Some(name) => text::decode_as(bytes, text::named(name, path)?, false),
    };
    let ending = formats::ending_of(path);
    let head = decoded.text.get(..decoded.text.floor_char_boundary(HEAD)).unwrap_or_default();
    let sample = formats::Sample { ending: &ending, head, bytes: &bytes[..bytes.len().min(HEAD)] };
    let Some(format) = Format::of(&sample) else {
        return Err(ReadError::new(path, "is of no format that is known", known_endings()));
    };
    let Some(reader) = format.reader() else {
        // Only the map's own format is read whole.
        let loaded = match &decoded.text {
            // Bytes that were found to be a text are not looked at again for that.
            Cow::Borrowed(text) if std::ptr::eq(text.as_bytes(), text::strip_mark(bytes)) => {
                convert::read_text(text, path)?
            }
            _ => read_orgmap(bytes, path)?,
        };
        return Ok(Incoming::Map(Box::new(loaded), Print::of(bytes)));
    };
    let content = formats::Content { bytes, text: &decoded.text };
    let mut source = reader(&content, &mut watch::Watch::new(path, progress))?;
    source.encoding = Some(decoded.encoding).filter(|_| format.is_text());
    source.remarks.extend(decoded.remark().filter(|_| format.is_text()));
    if source.title.is_empty() {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        source.title = stem.unwrap_or_default();
    }
    Ok(Incoming::Source(Box::new(source), FileKind::Foreign))
}

/// Whether a text is a network of another program, and no list or outline.
#[must_use]
pub fn is_network(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or_default();
    let sample = formats::Sample { ending: "", head, bytes: head.as_bytes() };
    let networks = ["graphml", "gexf", "pajek", "dl", "vna", "dot", "json"];
    Format::of(&sample).is_some_and(|format| networks.contains(&format.key))
}

/// So much of a file is looked at to tell its format.
const HEAD: usize = 4096;

fn known_endings() -> String {
    let endings = FORMATS.iter().filter(|format| format.can_read()).flat_map(|it| it.endings);
    let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
    format!("the endings that are known are {}", endings.join(", "))
}

/// The map that is proposed for a source.
fn load(path: &Path, source: &Source, kind: FileKind) -> Result<Loaded, ReadError> {
    let made = draft(source, &Choices::guess(source));
    if let Some(breach) = crate::model::breaches(&made.map).first() {
        return Err(ReadError::new(path, breach.to_string(), "look at the tables"));
    }
    let warnings = warnings(path, &made.report);
    Ok(Loaded { map: made.map, warnings, kind })
}

/// So many warnings are given at the most: nobody reads a hundred.
const MOST_WARNINGS: usize = 12;

/// What a report says beside rows that were simply made.
fn warnings(path: &Path, report: &Report) -> Vec<ReadWarning> {
    let row = |row: ReportRow<'_>| ReadWarning {
        path: if row.table.is_empty() { path.to_path_buf() } else { path.join(row.table) },
        line: row.line,
        what: format!("{}: {}", row.fate.word(), row.why),
    };
    let remark =
        |what: &String| ReadWarning { path: path.to_path_buf(), line: None, what: what.clone() };
    let mut told: Vec<ReadWarning> =
        report.told().map(row).chain(report.remarks.iter().map(remark)).collect();
    if told.len() > MOST_WARNINGS {
        let more = told.len() - MOST_WARNINGS + 1;
        told.truncate(MOST_WARNINGS - 1);
        told.push(remark(&format!(
            "{}; of {more} more rows there is something to say: \"fulcrum convert\" prints them all",
            report.summary()
        )));
    }
    told
}
