use std::fmt;
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
}

impl WriteError {
    /// What the system said about a file.
    pub(super) fn from_io(path: &Path, error: &std::io::Error) -> Self {
        let hint = "choose a folder that you may write to and that has room";
        Self { path: path.to_path_buf(), why: error.to_string(), hint: hint.into() }
    }
}
