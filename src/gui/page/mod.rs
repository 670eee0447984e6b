//! What stands above the map, or in its place.

pub(super) mod ask;
pub(in crate::gui) mod draft;
pub(super) mod explain;
pub(in crate::gui) mod files;
pub(super) mod help;
pub(super) mod output;
pub(super) mod paste;
pub(super) mod preferences;
pub(super) mod question;
pub(super) mod survey;
pub(super) mod tour;
mod waiting;
pub(super) mod welcome;
