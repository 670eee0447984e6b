//! Positions as text: what other programs put on the clipboard, and what ours puts there.
//!
//! [`read`] takes a block of a spreadsheet, comma-separated values, or an indented outline, and
//! says what it could not read. [`outline`] and [`own_form`] write positions for other programs
//! and for our own windows.

mod answers;
mod block;
mod outcomes;
mod outline;
mod own;
mod sheet;

use std::collections::BTreeMap;

use crate::edit::Fragment;
use crate::model::{PositionId, Stage};
use crate::storage::Use;

pub use answers::{Answers, holds_answers, read_answers};
pub use outcomes::{OutcomeRows, holds_outcomes, read_outcomes};
pub use outline::outline;
pub use own::{own_form, read_own_form};

/// What a text on the clipboard holds.
#[derive(Debug, Clone, PartialEq)]
pub struct FromText {
    /// The positions.
    pub fragment: Fragment,
    /// What could not be read, each with its row and what was done instead.
    pub told: Vec<String>,
    /// As what the text was read.
    pub form: TextForm,
    /// The columns of a table, and what each is used for; none of an outline.
    pub columns: Vec<ListColumn>,
    /// Those of the positions, by their place in the fragment, that are on the map already: they
    /// have the same key.
    pub known: BTreeMap<usize, PositionId>,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListColumn {
    /// Its header; made up where there is none.
    pub header: String,
    /// What it is used for.
    pub used_as: Use,
}

/// The forms of text that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextForm {
    /// Rows with columns: name, title, superior, unit.
    Block,
    /// A line for each position, indented below its superior.
    Outline,
}

/// Whether a text is rows of a table whose first row says what its columns are: it is read as a
/// list in a file is.
#[must_use]
pub fn has_head(text: &str) -> bool {
    block::has_head(text.trim_start_matches('\u{feff}'))
}

/// Reads a text as positions. Superiors are looked for in the text and then on the map. A text
/// without any position gives an empty fragment.
#[must_use]
pub fn read(text: &str, stage: &Stage) -> FromText {
    read_as(text, stage, None)
}

/// The same with what each column of a table is used for, as far as it is said.
#[must_use]
pub fn read_as(text: &str, stage: &Stage, uses: Option<&[Use]>) -> FromText {
    // A byte order mark is no letter of the first cell.
    let text = text.trim_start_matches('\u{feff}');
    match block::separator(text) {
        Some(separator) => block::read(text, separator, stage, uses),
        None => outline::read(text),
    }
}
