//! Where a command may write: over nothing without being told to, and never over its own input.

use std::path::Path;

use super::Failure;
use crate::storage::{WriteError, is_filled, is_same_file, new_file, replace_file};

/// A file or folder that a command is to write.
#[derive(Debug, Clone, Copy)]
pub(super) struct Output<'a> {
    /// Where.
    pub(super) path: &'a Path,
    /// What the command reads.
    pub(super) input: Option<&'a Path>,
    /// Whether what is there may go.
    pub(super) force: bool,
}

impl Output<'_> {
    /// Refuses before any work is done what could not be written at its end.
    ///
    /// # Errors
    /// It is the input, or there is something.
    pub(super) fn permit(&self) -> Result<(), Failure> {
        let Self { path, input, force } = *self;
        if input.is_some_and(|input| is_same_file(input, path)) {
            let what = "is what is read; name another file to write";
            return Err(Failure::Refused(format!("{}: {what}", path.display())));
        }
        if !force && path.is_file() {
            let what = "is there already; name another file, or write over it with --force";
            return Err(Failure::Refused(format!("{}: {what}", path.display())));
        }
        Ok(())
    }

    /// The same for a folder of tables.
    ///
    /// # Errors
    /// It is the input, or something lies in it.
    pub(super) fn permit_folder(&self) -> Result<(), Failure> {
        self.permit()?;
        if is_filled(self.path) && !self.force {
            let what = "is not empty; name another folder, or write its tables over with --force";
            return Err(Failure::Refused(format!("{}: {what}", self.path.display())));
        }
        Ok(())
    }

    /// Writes the file. Without the word to write over, something that came there since it was
    /// permitted stays.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        self.permit()?;
        let done: Result<(), WriteError> = match self.force {
            true => replace_file(self.path, bytes),
            false => new_file(self.path, bytes),
        };
        done.map_err(Failure::refused)
    }
}
