//! What must be decided before a file is written or left.

use std::path::PathBuf;

use super::action::Next;
use super::effect::Export;
use crate::storage::{Obstacle, Print};

/// A question about a file that is open to the person.
#[derive(Debug, Clone, PartialEq)]
pub enum FileQuestion {
    /// Something is there already. Is it to go?
    Occupied(Target),
    /// Another program has written the map's file since it was read. Which one stays?
    Changed {
        /// The file.
        path: PathBuf,
        /// What is there now.
        theirs: Theirs,
    },
    /// A file is still being written. Wait before going on to this?
    Writing(Next),
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// The open map.
    Map(PathBuf),
    /// A text.
    Export(PathBuf, Export),
}

/// What another program has written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theirs {
    /// What it holds; nothing when it is gone.
    pub print: Option<Print>,
    /// What differs from the open map, a sentence for each record.
    pub differs: Vec<String>,
}

/// Why a file was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteFailure {
    /// What stood in the way.
    pub obstacle: Obstacle,
    /// The same in words, with what to do.
    pub why: String,
    /// What is there, where another program wrote it.
    pub theirs: Option<Theirs>,
}
