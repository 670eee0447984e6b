//! What lies round a picture and keeps its size at any zoom: the finding and how to read it, the
//! legend, and the lanes beside the map, whose marks stand at the heights of the map's levels.

mod heading;
mod legend;
mod levels;
mod matrix;
mod routines;
mod ruler;
mod scatter;
mod shape;

pub(in crate::drawing) use matrix::sign_of;
pub use routines::routine_places;
pub use ruler::ruler_place;
pub use scatter::{scatter_places, scatter_rect};

use super::picture::Picture;
use super::{Mark, Weight};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;

/// Which parts of the overlay are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverlayParts {
    /// The finding, top left.
    pub headline: bool,
    /// The legend, bottom left.
    pub legend: bool,
    /// The lane beside the map, where the picture has one.
    pub lane: bool,
    /// How to read the lens, under the finding.
    pub reading: bool,
    /// The title of the map and what the readings were worked out from, at the foot.
    pub caption: bool,
}

impl OverlayParts {
    /// Everything, as an exported picture needs it.
    pub const ALL: Self =
        Self { headline: true, legend: true, lane: true, reading: true, caption: true };
}

/// How much of each side of the screen the overlay takes, in screen points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Insets {
    /// At the left.
    pub left: f64,
    /// At the top.
    pub top: f64,
    /// At the right.
    pub right: f64,
    /// At the bottom.
    pub bottom: f64,
}

/// How large letters and lanes are on a screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Enlarges all: 1 on a screen of 1280 by 720.
    pub size: f64,
    /// No letters are smaller, in points.
    pub smallest: f64,
}

impl From<f64> for Scale {
    /// That of a window, where letters of 11.5 points can be read.
    fn from(size: f64) -> Self {
        Self { size, smallest: 11.5 }
    }
}

/// A screen and where the map lies on it: `screen = origin + zoom * map`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Width of the screen, in points.
    pub width: f64,
    /// Height of the screen, in points.
    pub height: f64,
    /// Enlarges letters and lanes: 1 on a screen of 1280 by 720.
    pub scale: f64,
    /// The height of the smallest letters, in points.
    pub smallest: f64,
    /// Screen points for one map unit.
    pub zoom: f64,
    /// Where the map's origin lies on the screen.
    pub origin: MapPoint,
}

impl Frame {
    /// The scale at which letters keep their part of a screen of this size.
    #[must_use]
    pub fn scale_of(width: f64, height: f64) -> f64 {
        (width / 1280.0).min(height / 720.0).clamp(0.25, 8.0)
    }

    /// The picture as large as it fits beside the overlay, never larger than `largest` screen
    /// points for one map unit.
    #[must_use]
    pub fn fitted(
        picture: &Picture,
        parts: OverlayParts,
        (width, height): (f64, f64),
        scale: impl Into<Scale>,
        largest: f64,
    ) -> Self {
        Self::around(picture.bounds, picture, parts, (width, height), scale.into(), largest)
    }

    /// The same with a part of the map in the place of the whole.
    #[must_use]
    pub fn around(
        bounds: MapRect,
        picture: &Picture,
        parts: OverlayParts,
        (width, height): (f64, f64),
        scale: Scale,
        largest: f64,
    ) -> Self {
        let insets = overlay_insets(picture, parts, width, height, scale);
        let room_x = (width - insets.left - insets.right).max(1.0);
        let room_y = (height - insets.top - insets.bottom).max(1.0);
        let zoom =
            (room_x / bounds.width().max(1.0)).min(room_y / bounds.height().max(1.0)).min(largest);
        let middle = bounds.center();
        let origin = MapPoint::new(
            insets.left + room_x / 2.0 - middle.x * zoom,
            insets.top + room_y / 2.0 - middle.y * zoom,
        );
        let Scale { size: scale, smallest } = scale;
        Self { width, height, scale, smallest, zoom, origin }
    }

    /// Where a height of the map lies on the screen.
    fn y(&self, map_y: f64) -> f64 {
        self.origin.y + self.zoom * map_y
    }
}

/// The overlay of a picture, in screen points, lowest mark first.
#[must_use]
pub fn overlay(picture: &Picture, parts: OverlayParts, frame: &Frame) -> Vec<Mark> {
    let sheet = Sheet { picture, parts, frame: *frame };
    let mut marks = Vec::new();
    sheet.scatter_chart(&mut marks);
    sheet.matrix_chart(&mut marks);
    sheet.lane(&mut marks);
    sheet.heading(&mut marks);
    sheet.legend(&mut marks);
    sheet.caption(&mut marks);
    marks
}

/// What lies behind the map, in screen points: the bands of the chart's levels.
#[must_use]
pub fn underlay(picture: &Picture, parts: OverlayParts, frame: &Frame) -> Vec<Mark> {
    let sheet = Sheet { picture, parts, frame: *frame };
    let mut marks = Vec::new();
    sheet.level_bands(&mut marks);
    marks
}

/// The room that [`overlay`] takes on a screen of this size. A map that is fitted inside of it
/// lies beside the lanes, not under them.
#[must_use]
pub fn overlay_insets(
    picture: &Picture,
    parts: OverlayParts,
    width: f64,
    height: f64,
    scale: impl Into<Scale>,
) -> Insets {
    let Scale { size: scale, smallest } = scale.into();
    let origin = MapPoint::default();
    let frame = Frame { width, height, scale, smallest, zoom: 1.0, origin };
    let sheet = Sheet { picture, parts, frame };
    let side = MARGIN * scale;
    let (over, under) = sheet.names_heights();
    Insets {
        left: side + sheet.scatter_width(),
        top: sheet.heading_height() + side * 0.8 + over,
        right: side + sheet.lane_width(),
        bottom: sheet.footer_height() + side * 0.8 + under,
    }
}

/// From the marks to the edge of the screen.
const MARGIN: f64 = 10.0;

/// One picture on one screen.
struct Sheet<'a> {
    picture: &'a Picture,
    parts: OverlayParts,
    frame: Frame,
}

impl Sheet<'_> {
    fn margin(&self) -> f64 {
        MARGIN * self.frame.scale
    }

    /// The size of letters on this screen, given for a screen of 1280 by 720.
    fn letters(&self, size: f64) -> f64 {
        (size * self.frame.scale).max(self.frame.smallest)
    }

    /// How wide the lane beside the map is; 0 where there is none.
    fn lane_width(&self) -> f64 {
        let wide = match self.lane_kind() {
            Some(LaneKind::Levels) => levels::WIDTH,
            Some(LaneKind::Ruler) => ruler::WIDTH,
            Some(LaneKind::Routines) => routines::WIDTH,
            None => return 0.0,
        };
        wide * self.frame.scale
    }

    fn lane_kind(&self) -> Option<LaneKind> {
        if !self.parts.lane {
            return None;
        }
        if self.picture.ruler.is_some() {
            return Some(LaneKind::Ruler);
        }
        if self.picture.routines.is_some() {
            return Some(LaneKind::Routines);
        }
        self.picture.levels.as_ref().filter(|levels| levels.has_bars()).map(|_| LaneKind::Levels)
    }

    /// Where the lane lies: at the right, between heading and footer.
    fn lane_rect(&self) -> MapRect {
        let right = self.frame.width - self.margin();
        let top = self.heading_height() + self.margin() * 0.4;
        let bottom = self.frame.height - self.footer_height() - self.margin() * 0.4;
        MapRect {
            min: MapPoint::new(right - self.lane_width(), top),
            max: MapPoint::new(right, bottom.max(top + 40.0)),
        }
    }

    fn lane(&self, marks: &mut Vec<Mark>) {
        match self.lane_kind() {
            Some(LaneKind::Levels) => self.level_chart(marks),
            Some(LaneKind::Ruler) => self.level_ruler(marks),
            Some(LaneKind::Routines) => self.routine_list(marks),
            None => {}
        }
    }

    fn width_of(text: &str, size: f64, weight: Weight) -> f64 {
        typeface::width(text, size, weight)
    }
}

/// What stands beside the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LaneKind {
    Levels,
    Ruler,
    Routines,
}
