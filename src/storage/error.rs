use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why a file was refused: where, what, and what to do. Shown as `path:line: what; hint`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1, where there is one to point at.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub hint: String,
}

impl ReadError {
    /// An error that is about a file as a whole.
    pub(super) fn new(path: &Path, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { path: path.to_path_buf(), line: None, what: what.into(), hint: hint.into() }
    }

    /// The same error, at a line.
    pub(super) fn at(mut self, line: impl Into<Option<usize>>) -> Self {
        self.line = line.into();
        self
    }
}

impl std::error::Error for ReadError {}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}; {}", self.what, self.hint)
    }
}

/// Something about a file that was mended or should be looked at. The file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadWarning {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1, where there is one to point at.
    pub line: Option<usize>,
    /// What was found, and what was done about it.
    pub what: String,
}

impl fmt::Display for ReadWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.what)
    }
}

/// Why a file could not be written. What was there before is still there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: could not be written ({why}); {hint}", path.display())]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// What stood in the way.
    pub why: String,
    /// What to do.
    pub hint: String,
    /// What kind of thing stood in the way.
    pub obstacle: Obstacle,
}

/// What stands in the way of writing a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Something is there, and nothing was expected.
    Occupied,
    /// What is there is not what was last read or written: another program wrote it.
    Changed,
    /// The file may not be written.
    Protected,
    /// The disk, the folder or the system.
    System,
}

impl WriteError {
    /// An error of the system's side.
    pub(super) fn new(path: &Path, why: impl Into<String>, hint: impl Into<String>) -> Self {
        let (why, hint) = (why.into(), hint.into());
        Self { path: path.to_path_buf(), why, hint, obstacle: Obstacle::System }
    }

    /// What the system said about a file.
    pub(super) fn from_io(path: &Path, error: &io::Error) -> Self {
        let hint = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                "make room there, or save to another disk"
            }
            ErrorKind::NotFound => "make the folder first, or choose another one",
            ErrorKind::InvalidFilename => "choose a shorter name without special signs",
            _ => "choose a folder that you may write to",
        };
        Self::new(path, in_words(error), hint)
    }

    /// A folder stands where a file is to go.
    pub(super) fn folder(path: &Path) -> Self {
        Self::new(path, "it is a folder", "give the map a file name that ends in .orgmap")
    }

    /// Something that was found before writing.
    pub(super) fn obstacle(path: &Path, obstacle: Obstacle) -> Self {
        let (why, hint) = match obstacle {
            Obstacle::Occupied => ("there is a file of this name", "choose another name"),
            Obstacle::Changed => (
                "another program has changed it",
                "save under another name, or look at what differs first",
            ),
            Obstacle::Protected => {
                ("it is write-protected", "save under another name, or take its protection away")
            }
            Obstacle::System => ("the system refused", "choose another folder"),
        };
        Self { obstacle, ..Self::new(path, why, hint) }
    }
}

/// What the system said, in words of our own where we have them.
#[must_use]
pub fn in_words(error: &io::Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "there is nothing of this name",
        ErrorKind::PermissionDenied => "you do not have the right to",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "your share of the disk is used up",
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        ErrorKind::NotADirectory => "a part of the path is a file, not a folder",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::InvalidFilename => "the name is too long or not allowed",
        ErrorKind::FileTooLarge => "the disk does not take files of this size",
        ErrorKind::TimedOut => "the disk does not answer",
        ErrorKind::StaleNetworkFileHandle => "the network disk is not there any more",
        _ => {
            let said = error.to_string();
            return said.split(" (os error").next().unwrap_or(&said).to_owned();
        }
    };
    words.to_owned()
}
