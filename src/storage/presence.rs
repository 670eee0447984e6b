//! Which maps are open in windows: a small locked file for each, beside the journals.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::print::is_same_file;
use super::write::behind_links;

/// The ending of such a file.
const ENDING: &str = "open";

/// Tells other windows that a map is open in this one, until it is dropped.
#[derive(Debug)]
pub struct Presence {
    path: PathBuf,
    _file: File,
}

impl Presence {
    /// Shows that a file is open, and says whether another window has it open too. What windows
    /// left that ended without a word is cleared away.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn show(folder: &Path, map: &Path) -> std::io::Result<(Self, bool)> {
        let map = std::path::absolute(behind_links(map)?)?;
        fs::create_dir_all(folder)?;
        let others = others(folder, &map);
        let mut count = 0_u32;
        loop {
            let path = folder.join(format!("{}-{count}.{ENDING}", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(mut file) => {
                    file.try_lock().map_err(std::io::Error::from)?;
                    file.write_all(map.to_string_lossy().as_bytes())?;
                    return Ok((Self { path, _file: file }, others));
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => count += 1,
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        // Where it stays, the next window clears it away.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether another window has a file open.
fn others(folder: &Path, map: &Path) -> bool {
    let mut found = false;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != ENDING) {
            continue;
        }
        match File::open(&path).map(|file| file.try_lock()) {
            Ok(Err(fs::TryLockError::WouldBlock)) => {
                let there = fs::read_to_string(&path).unwrap_or_default();
                let there = Path::new(&there);
                found |= there == map || is_same_file(there, map);
            }
            Ok(Ok(())) => drop(fs::remove_file(&path)),
            Ok(Err(fs::TryLockError::Error(_))) | Err(_) => {}
        }
    }
    found
}
