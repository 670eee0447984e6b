use super::{Extra, UnitId};

/// A named group of positions: department, team. Units nest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// What it is called.
    pub name: String,
    /// The unit it lies in.
    pub parent: Option<UnitId>,
    /// Anything worth remembering, in plain text.
    pub notes: String,
    /// Fields of a newer version.
    pub extra: Extra,
}
