//! Files in and out of a map: the map's own format and folders of tables.
//!
#![doc = include_str!("FORMAT.md")]

mod convert;
mod error;
mod folder;
mod header;
mod journal;
mod native;
mod place;
mod print;
mod strict;
mod text;
mod version;
mod write;
mod write_folder;

use std::path::Path;

use crate::model::OrgMap;

pub use convert::{read_orgmap, write_orgmap};
pub use error::{Obstacle, ReadError, ReadWarning, WriteError};
pub use folder::read_table_folder;
pub use header::{HEADERS, HeaderRow, Use, uses};
pub use journal::{
    Journal, JournalHead, Recovered, delete_journal, orphaned_journals, read_journal,
};
pub use print::{Look, Print, is_same_file};
pub use version::version_path;
pub use write::{Expected, Written, clear_leftovers, new_file, replace_file, save, save_over};
pub use write_folder::write_table_folder;

/// The ending of a map's file.
pub const ENDING: &str = "orgmap";

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 512 * 1024 * 1024;

/// What the columns of `nodes.csv` that are not always there may be called; the first name is the
/// one that is written, and the one that is taken where several stand side by side.
const UNIT: [&str; 3] = ["dept", "unit", "department"];
const LEVEL: [&str; 1] = ["level"];
const AUTHORITY: [&str; 3] = ["authority", "command_rank", "stated authority"];
const EXPLORE: [&str; 1] = ["explore"];
const RULES: [&str; 1] = ["rules"];

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
}

/// Reads a text in whatever script it was written.
///
/// # Errors
/// The file cannot be read; the error says why and what to do.
pub fn read_text(path: &Path) -> Result<String, ReadError> {
    let bytes = text::read_bytes(path)?;
    Ok(text::decode(&bytes).0.into_owned())
}

/// Reads a map from a file, or from a folder of tables.
///
/// # Errors
/// The file cannot be read or is refused; the error says where and what to do.
pub fn read(path: &Path) -> Result<Loaded, ReadError> {
    if path.is_dir() {
        return read_table_folder(path);
    }
    let bytes = text::read_bytes(path)?;
    read_orgmap(&bytes, path)
}
