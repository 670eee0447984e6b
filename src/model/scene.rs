use super::{Extra, PositionId, StageId};
use crate::quantity::MapRect;

/// One step of a presentation.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Shown to everybody.
    pub title: String,
    /// The stage it shows.
    pub stage: StageId,
    /// The name of the lens it is read through.
    pub lens: String,
    /// The part of the map it shows; the whole when not given.
    pub viewport: Option<MapRect>,
    /// The positions it points at.
    pub highlight: Vec<PositionId>,
    /// For the presenter alone.
    pub note: String,
    /// Fields of a newer version.
    pub extra: Extra,
}
