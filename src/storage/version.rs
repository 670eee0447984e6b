//! Older versions of a file, kept beside it.

use std::fs;
use std::path::{Path, PathBuf};

/// The path of an older version: `plan.orgmap` has `plan.~1~.orgmap` for the one before, and
/// `plan.~2~.orgmap` for the one before that.
#[must_use]
pub fn version_path(path: &Path, number: u32) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(ending) => format!("{stem}.~{number}~.{}", ending.to_string_lossy()),
        None => format!("{stem}.~{number}~"),
    };
    path.with_file_name(name)
}

/// Keeps the file that is there as the first of so many older versions; the oldest goes. Gives
/// what should be said when it could not be kept. Saving goes on all the same.
pub(super) fn keep_version(path: &Path, versions: u32) -> Option<String> {
    if versions == 0 || !path.is_file() {
        return None;
    }
    let keep = || -> std::io::Result<()> {
        for number in (1..versions).rev() {
            let older = version_path(path, number);
            if older.exists() {
                fs::rename(older, version_path(path, number + 1))?;
            }
        }
        let first = version_path(path, 1);
        if first.exists() {
            fs::remove_file(&first)?;
        }
        // A second name costs nothing and leaves the file where it is; not every disk knows it.
        fs::hard_link(path, &first).or_else(|_| fs::copy(path, &first).map(drop))?;
        let mut beyond = versions + 1;
        while version_path(path, beyond).is_file() {
            fs::remove_file(version_path(path, beyond))?;
            beyond += 1;
        }
        Ok(())
    };
    let error = keep().err()?;
    let why = super::error::in_words(&error);
    Some(format!("The version before could not be kept beside {}: {why}", path.display()))
}
