use super::{Extra, PositionId};

/// A named leadership task and who carries it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Routine {
    /// What it is called.
    pub name: String,
    /// Who takes part, and how.
    pub parts: Vec<RoutinePart>,
    /// Fields of a newer version.
    pub extra: Extra,
}

/// One position's part in a routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutinePart {
    /// Who takes part.
    pub position: PositionId,
    /// Which step it does, where the steps follow each other.
    pub step: Option<u32>,
    /// Whether it does its part together with the others, at one time and place.
    pub together: bool,
    /// Fields of a newer version.
    pub extra: Extra,
}
