//! The bare chart of a stage in a round of guesses: who is meant is pressed on it. Nothing on it
//! tells what the answer may be.

use super::picture::{Annotations, ArcId, Picture, PictureInput, build};
use super::{Mark, Page, Placed};
use crate::layout::{Room, TITLE_SIZE, arrange_whole_in};
use crate::model::{OrgMap, PositionId, StageId};
use crate::quantity::{MapPoint, MapRect};
use crate::wording::Lens;

/// Everybody of a stage under whom they report to, without talk, knowledge and decisions.
#[derive(Debug, Clone)]
pub struct GuessChart {
    picture: Picture,
    page: Page,
}

/// What the question takes above the chart and the count of guesses below it, at 720 points.
const HEAD: f64 = 110.0;
const FOOT: f64 = 80.0;
const SIDE: f64 = 30.0;

impl GuessChart {
    /// The chart of a stage for a page; nothing where the map does not have the stage.
    #[must_use]
    pub fn of(map: &OrgMap, id: StageId, page: Page) -> Option<Self> {
        let stage = map.stage(id)?;
        let field = field(&page);
        let room =
            Room { width: field.width() / page.smallest, height: field.height() / page.smallest };
        let arrangement = arrange_whole_in(stage, room);
        let mut picture = build(&PictureInput {
            map,
            stage: id,
            arrangement: &arrangement,
            analysis: None,
            lens: Lens::Structure,
            annotations: Annotations::default(),
        });
        picture.arcs.retain(|arc| matches!(arc.id, ArcId::Line(_)));
        Some(Self { picture, page })
    }

    /// The chart on its page, lowest mark first.
    #[must_use]
    pub fn marks(&self) -> Vec<Mark> {
        self.placed().marks()
    }

    /// Whose box lies at a point of the page.
    #[must_use]
    pub fn position_at(&self, at: MapPoint) -> Option<PositionId> {
        let placed = self.placed();
        let nodes = self.picture.nodes.iter().rev();
        nodes
            .map(|node| (node.id, placed.rect(node.rect())))
            .find_map(|(id, rect)| rect.contains(at).then_some(id))
    }

    fn placed(&self) -> Placed<'_> {
        let field = field(&self.page);
        let bounds = self.picture.bounds;
        let across = field.width() / bounds.width().max(1.0);
        let zoom = across.min(field.height() / bounds.height().max(1.0));
        let zoom = zoom.min(self.page.largest_zoom());
        let (middle, center) = (bounds.center(), field.center());
        let origin = MapPoint::new(center.x - middle.x * zoom, center.y - middle.y * zoom);
        // Everybody is on it, and who is meant is found by the whole title: of many the letters are
        // smaller, down to those of a page that is read by one.
        let titles = (zoom * TITLE_SIZE).max(self.page.smallest / 1.5);
        let smallest = self.page.smallest.min(titles);
        Placed { picture: &self.picture, origin, zoom, smallest }
    }
}

/// The part of the page that the chart fills.
fn field(page: &Page) -> MapRect {
    let unit = (page.width / 1280.0).min(page.height / 720.0).clamp(0.25, 8.0);
    let (left, top) = (SIDE * unit, HEAD * unit);
    let right = (page.width - SIDE * unit).max(left + 1.0);
    let foot = (page.height - FOOT * unit).max(top + 1.0);
    MapRect { min: MapPoint::new(left, top), max: MapPoint::new(right, foot) }
}
