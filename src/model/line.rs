use super::{Extra, PositionId};
use crate::quantity::Rating;

/// A reporting line, drawn from a position up to its superior.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The position that reports.
    pub from: PositionId,
    /// Its superior.
    pub to: PositionId,
    /// Whether this is the line or a further one.
    pub kind: LineKind,
    /// How far the one who reports accepts what the superior wants, 1 not at all to 5 gladly.
    pub accepts: Option<Rating>,
    /// How far away the superior keeps, as the one who reports sees it, 1 near to 5 far.
    pub distance: Option<Rating>,
    /// How far away the superior should keep, as the one who reports thinks proper, 1 near to 5
    /// far.
    pub distance_proper: Option<Rating>,
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

impl Line {
    /// A line of which nothing else is known.
    #[must_use]
    pub fn new(from: PositionId, to: PositionId, kind: LineKind) -> Self {
        Self {
            from,
            to,
            kind,
            accepts: None,
            distance: None,
            distance_proper: None,
            extra: Extra::default(),
        }
    }
}
