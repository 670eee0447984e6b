use std::io::Write;
use std::path::Path;

use atomic_write_file::AtomicWriteFile;

use super::convert::write_orgmap;
use super::error::WriteError;
use crate::model::OrgMap;

/// Saves a map in its own format. The new file is written beside the old one, flushed to the
/// disk, and then put in its place: at any moment there is a whole file, the old or the new.
///
/// # Errors
/// The file cannot be written; what was there before is still there.
pub fn save(map: &OrgMap, path: &Path) -> Result<(), WriteError> {
    if path.is_dir() {
        return Err(WriteError {
            path: path.to_path_buf(),
            why: "it is a folder".into(),
            hint: "give the map a file name that ends in .orgmap".into(),
        });
    }
    replace_file(path, write_orgmap(map).as_bytes())
}

/// Puts a file in place of what is there, or leaves that as it is.
///
/// # Errors
/// The file cannot be written; what was there before is still there.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let write = || -> std::io::Result<()> {
        let mut file = AtomicWriteFile::open(path)?;
        file.write_all(bytes)?;
        file.commit()
    };
    write().map_err(|error| WriteError::from_io(path, &error))
}
