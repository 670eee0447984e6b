//! What a file holds, in a few bytes: enough to see that another program wrote it anew.

use std::fmt;
use std::fs::{self, File};
use std::hash::Hasher;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use twox_hash::XxHash64;

/// The print of a file's content: its length and a sum over its bytes (XXH64 with seed 0). Two
/// files of one print hold the same for our purposes; it is no defence against forgery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// Bytes.
    length: u64,
    /// The sum.
    sum: u64,
}

impl fmt::Display for Print {
    /// The sum in 16 hexadecimal digits, a hyphen and the length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}-{}", self.sum, self.length)
    }
}

impl Default for Print {
    fn default() -> Self {
        Self::of(&[])
    }
}

impl Print {
    /// The print of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut sum = XxHash64::with_seed(0);
        sum.write(bytes);
        Self { length: bytes.len() as u64, sum: sum.finish() }
    }

    /// The print of a file; nothing where there is none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn at(path: &Path) -> std::io::Result<Option<Self>> {
        const PIECE: usize = 1 << 16;
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let (mut sum, mut length, mut piece) = (XxHash64::with_seed(0), 0, vec![0; PIECE]);
        loop {
            match file.read(&mut piece) {
                Ok(0) => return Ok(Some(Self { length, sum: sum.finish() })),
                Ok(read) => {
                    sum.write(piece.get(..read).unwrap_or_default());
                    length += read as u64;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// How a file looks without reading it: when this is the same, nobody has written it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    length: u64,
    modified: Option<SystemTime>,
    place: (u64, u64),
}

impl Look {
    /// How the file at a path looks; nothing where there is no file to look at.
    #[must_use]
    pub fn at(path: &Path) -> Option<Self> {
        let there = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(Self { length: there.len(), modified: there.modified().ok(), place: place_of(&there) })
    }
}

/// Which file it is on its disk, whatever it is called.
#[cfg(unix)]
fn place_of(there: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn place_of(_there: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}

/// Whether two paths lead to one file or folder, by links or otherwise.
#[must_use]
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    let there = |path: &Path| fs::metadata(path).ok();
    let (Some(a), Some(b)) = (there(one), there(other)) else { return false };
    let same_place = place_of(&a) == place_of(&b) && place_of(&a) != (0, 0);
    same_place || fs::canonicalize(one).ok() == fs::canonicalize(other).ok()
}
