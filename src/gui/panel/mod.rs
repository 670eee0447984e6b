//! The regions round the canvas.

pub(super) mod charts;
pub(super) mod inspector;
mod measure_table;
mod outcomes;
mod weights;
pub(super) mod outline;
pub(super) mod status;
pub(super) mod table;
