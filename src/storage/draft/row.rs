//! What a row says, by what its columns are used for.

use std::borrow::Cow;

use super::super::cells;
use super::super::header::Use;
use super::super::sheet::trimmed;
use super::super::source::Node;
use super::columns::Columns;

/// One row, with what its columns are used for.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) node: &'a Node,
    pub(super) cells: cells::Row<'a>,
    pub(super) columns: &'a Columns,
}

impl<'a> Row<'a> {
    pub(super) fn of(node: &'a Node, columns: &'a Columns) -> Self {
        Self { node, cells: node.cells.row(), columns }
    }

    /// What stands in the first column of a use that says something.
    pub(super) fn cell(self, wanted: Use) -> Option<&'a str> {
        self.cells(wanted).next().map(|(_, cell)| cell)
    }

    /// What stands in the columns of a use, as far as they say something.
    pub(super) fn cells(self, wanted: Use) -> impl Iterator<Item = (usize, &'a str)> {
        let cells = self.cells;
        self.columns.with(wanted).filter_map(move |at| {
            let cell = trimmed(cells.get(at)?);
            (!cell.is_empty()).then_some((at, cell))
        })
    }

    /// Whether it says nothing.
    pub(super) fn is_blank(self) -> bool {
        self.node.name.is_none() && self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Words on one line.
pub(super) fn line_of(words: &str) -> Cow<'_, str> {
    let is_line = words.is_ascii()
        && words.trim_ascii().len() == words.len()
        && !words.bytes().any(|byte| byte < b' ')
        && !words.contains("  ");
    if is_line {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
}
