//! What lies in a folder, for whoever types a path.

use std::fs;
use std::path::Path;

/// A file or folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// Whether it is a folder; files come after folders.
    pub is_file: bool,
    /// Its name.
    pub name: String,
}

/// What lies in a folder: folders first, by name. Nothing where it cannot be read, and nothing
/// whose name is not Unicode, because it could not be typed.
#[must_use]
pub fn listing(folder: &Path) -> Vec<Listed> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut listed: Vec<Listed> = entries
        .filter_map(|entry| {
            let is_file = !entry.path().is_dir();
            Some(Listed { is_file, name: entry.file_name().into_string().ok()? })
        })
        .collect();
    listed.sort();
    listed
}
