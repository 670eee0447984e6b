use super::{Extra, PositionId};

/// A reporting line, drawn from a position up to its superior.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The position that reports.
    pub from: PositionId,
    /// Its superior.
    pub to: PositionId,
    /// Whether this is the line or a further one.
    pub kind: LineKind,
    /// Fields of a newer version.
    pub extra: Extra,
}

/// The two sorts of reporting line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineKind {
    /// The one line that makes the chart; a position has one at the most.
    Solid,
    /// A further superior beside it.
    Dotted,
}
