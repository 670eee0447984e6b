use std::path::Path;

use super::error::ReadError;

/// Told how far a reader has come: so many of so many bytes or rows. Says whether to go on.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// Whoever waits for a reader: is told of its progress and can make it stop.
pub(super) struct Watch<'a> {
    path: &'a Path,
    progress: Progress<'a>,
    steps: u32,
}

impl<'a> Watch<'a> {
    pub(super) fn new(path: &'a Path, progress: Progress<'a>) -> Self {
        Self { path, progress, steps: 0 }
    }

    /// The file that is read, for messages.
    pub(super) fn path(&self) -> &'a Path {
        self.path
    }

    /// One more step done. Asks only now and then whether to go on.
    pub(super) fn step(&mut self, done: usize, total: usize) -> Result<(), ReadError> {
        const SELDOM: u32 = 2048;
        self.steps = self.steps.wrapping_add(1);
        if !self.steps.is_multiple_of(SELDOM) || (self.progress)(done as u64, total as u64) {
            return Ok(());
        }
        Err(ReadError::new(self.path, "was not read to its end", "it was stopped; open it again"))
    }

    /// An error about the file.
    pub(super) fn refuse(
        &self,
        line: impl Into<Option<usize>>,
        what: impl Into<String>,
        hint: impl Into<String>,
    ) -> ReadError {
        ReadError::new(self.path, what, hint).at(line)
    }
}
