//! What a reader sees: marks, pictures and charts, without any toolkit.

mod chart;
mod comparison;
pub mod guess;
mod guess_chart;
mod mark;
pub mod overlay;
mod page;
mod palette;
pub mod picture;
mod pixels;
mod scene;
mod sheet;
mod sign;
mod spread;
mod trail;
mod triangle;

pub use chart::{Charts, Curve, Dot, FitChart, PartRow, PlaneChart, UnitBars, charts};
pub use comparison::Comparison;
pub use guess_chart::GuessChart;
pub use mark::{Align, Ink, Mark, Stroke, Weight};
pub use page::{Page, SMALLEST};
pub use palette::{Color, Palette, Theme};
pub use pixels::Pixels;
pub use scene::{SceneSheet, StageReadings, scene_sheets};
pub use sheet::{Placed, SHEET, sheet, shrunk};
pub use sign::{Sign, each_sign};
pub use trail::{TrailStep, ruler_trail_marks, trail, trail_marks};
pub use triangle::{Cell, Triangle, Vertex, triangle};
