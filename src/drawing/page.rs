//! How a picture's area is divided, and how large its letters are.

use super::Theme;
use super::overlay::Scale;
use crate::layout::{Room, TITLE_SIZE};

/// The sheet that a picture fills.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Page {
    /// In points.
    pub width: f64,
    /// In points.
    pub height: f64,
    /// The height of the smallest letters on it, in points.
    pub smallest: f64,
}

/// The height of the smallest letters of marks at full size, in points. What a mark shows from
/// some zoom on is drawn where its letters are at least so high.
pub const SMALLEST: f64 = 10.0;
/// The part of the height that is left to the map by heading, legend and margins.
const MAP: f64 = 0.8;
/// The part of the width that is left to the map by the lanes that some lenses have beside it. It
/// is the same in all, so that the places of the chart are.
const BESIDE_LANES: f64 = 0.74;

impl Page {
    /// A sheet of a size in points. On a wall the smallest letters are a fortieth of its height, to
    /// be read from the last row; else they are a sixtieth. On a sheet that is higher than wide it
    /// is the width that counts.
    #[must_use]
    pub fn new(theme: Theme, width: f64, height: f64) -> Self {
        let (width, height) = (width.max(1.0), height.max(1.0));
        let parts = if theme == Theme::Projector { 40.0 } else { 60.0 };
        Self { width, height, smallest: height.min(width * 0.75) / parts }
    }

    /// How large letters and lanes round the map are.
    #[must_use]
    pub fn overlay_scale(&self) -> Scale {
        let size = (self.width / 1280.0).min(self.height / 720.0).clamp(0.05, 20.0);
        Scale { size, smallest: self.smallest }
    }

    /// The zoom that decides which details are shown where the map is drawn at a zoom: the one at
    /// which a window shows letters as well as they can be read here.
    #[must_use]
    pub fn detail_zoom(&self, zoom: f64) -> f64 {
        zoom * SMALLEST / self.smallest
    }

    /// The most points for one map unit: a title is never higher than a fourteenth of the sheet, or
    /// the boxes of a small map would be posters.
    #[must_use]
    pub fn largest_zoom(&self) -> f64 {
        self.height / (14.0 * TITLE_SIZE)
    }

    /// How large the markers are: letters of 12 points stand in them.
    #[must_use]
    pub fn marker_scale(&self) -> f64 {
        self.smallest / 12.0
    }

    /// The room for the map.
    #[must_use]
    pub fn room(&self) -> Room {
        Room {
            width: self.width * BESIDE_LANES / self.smallest,
            height: self.height * MAP / self.smallest,
        }
    }
}
