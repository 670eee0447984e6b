//! Places positions on the drawing: pure functions from a stage to points.
//!
//! The chart is drawn as a tidy tree with a row for each level, so that height on the drawing is
//! height in the chart. It takes time linear in the number of positions: the outlines of
//! subtrees are merged from the shorter side, as in van der Ploeg, "Drawing non-layered tidy
//! trees in linear time" (2014), here on rows.

mod area;
mod arrange;
mod forest;
mod force;
mod free;
mod overlap;
mod radial;
mod size;
mod tree;

pub use area::{UnitArea, unit_areas};
pub use arrange::{Arrangement, arrange};
pub use force::by_communication;
pub use overlap::free_spot;
pub use size::{BoxText, box_text};
