//! Places positions on the drawing: pure functions from a stage to points.
//!
//! The chart takes the shape in which its letters are largest. Those who lead nobody hang as a list
//! of one or more columns under their superior; branches stand side by side or hang below each
//! other. For every branch the shapes that no other beats in both width and height are worked out
//! from the leaves up, in time linear in the number of positions, and the best of the whole is
//! taken for the proportions of the room. A chart in which every level is a row of its own is
//! preferred as long as it is not drawn much smaller. The courses of the reporting lines follow
//! from the shape: they run in the spaces that it left for them, never behind a box.
//!
//! Of more than 4,000 boxes no letter can be read in any shape: these are drawn all alike, every
//! branch in one shape, and their texts are broken into lines when somebody asks for them. A stage
//! is read once, by number (`whole`); what is drawn of it is a forest of as many boxes as are shown.

mod apart;
mod area;
mod arrange;
mod arrangement;
mod by_position;
mod chart;
mod communication;
mod course;
mod forest;
mod fold;
mod force;
mod free;
mod hidden;
mod level;
mod network;
mod overlap;
mod pack;
mod plain;
mod plain_line;
mod radial;
mod room;
mod settle;
mod shape;
mod size;
mod stress;
mod texts;
mod tree;
mod treemap;
mod unfold;
mod whole;

pub use area::{UnitArea, unit_areas};
pub use arrange::{arrange, arrange_in, arrange_whole_in};
pub use arrangement::Arrangement;
pub use by_position::ByPosition;
pub use communication::by_communication;
pub use course::Courses;
pub use fold::Group;
pub use hidden::Hidden;
pub use level::Level;
pub use overlap::free_spot;
pub use room::Room;
pub use size::{BoxText, NAME_LEADING, NAME_SIZE, TITLE_LEADING, TITLE_SIZE, box_text};
pub use texts::Texts;
pub use unfold::unfold;
