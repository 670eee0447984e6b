//! What a reader sees, without any toolkit.

mod lens;
mod mark;
pub mod overlay;
mod palette;
pub mod picture;
mod spread;

pub use lens::Lens;
pub use mark::{Align, Ink, Mark, Stroke, Weight};
pub use palette::{Color, Palette, Theme};
