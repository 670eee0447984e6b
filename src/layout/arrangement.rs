use std::collections::BTreeMap;
use std::sync::Arc;

use super::by_position::ByPosition;
use super::course::Courses;
use super::fold::Group;
use super::hidden::Hidden;
use super::level::Level;
use super::room::Room;
use super::size::TITLE_SIZE;
use super::texts::Texts;
use crate::model::{PositionId, UnitId};
use crate::quantity::{MapPoint, MapRect};

/// Round the boxes: the areas of units, and arrows that bend round them.
const AROUND: f64 = 20.0;

/// Where everything of a stage is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arrangement {
    /// The middle of every box that is shown.
    pub points: ByPosition<MapPoint>,
    /// The text and size of every box that is shown.
    pub sizes: Arc<Texts>,
    /// The folded-away positions, each with the one that stands for it.
    pub hidden: Hidden,
    /// The positions that stand for a unit drawn as one box.
    pub folded_units: BTreeMap<PositionId, UnitId>,
    /// The positions that stand for others in an overview, and what they are called together.
    pub groups: BTreeMap<PositionId, Group>,
    /// The rows of the chart from the top level down, each from the highest head to the lowest
    /// foot of its boxes; the columns where the chart runs to the right. None where the levels do
    /// not lie apart from each other: rings, and branches that hang.
    pub levels: Vec<Level>,
    /// The courses of reporting lines as the chart was laid out, each from the report up to its
    /// superior, by the report. Those of positions that were put elsewhere by hand are left out.
    pub courses: Arc<Courses>,
    /// The smallest rectangle that holds all boxes.
    pub bounds: MapRect,
}

impl Arrangement {
    /// The box of a position; nothing when it is folded away or unknown.
    #[must_use]
    pub fn rect(&self, id: PositionId) -> Option<MapRect> {
        Some(MapRect::around(*self.points.get(&id)?, self.sizes.size(&id)?))
    }

    /// A part of this drawing as the part of another one that holds the same positions; the same
    /// part where nobody stands in it, or where everybody stands in the same place in both.
    #[must_use]
    pub fn carried(&self, part: MapRect, to: &Self) -> MapRect {
        let inside = self.points.iter().filter(|(_, at)| part.contains(**at));
        let inside: Vec<PositionId> = inside.map(|(id, _)| *id).collect();
        if inside.iter().all(|id| self.points.get(id) == to.points.get(id)) {
            return part;
        }
        let boxes = inside.iter().filter_map(|id| to.rect(*to.hidden.get(id).unwrap_or(id)));
        boxes.reduce(|all, one| all.union(&one)).map_or(part, |all| all.expanded(AROUND))
    }

    /// Whether it is an overview, in which boxes stand for several positions.
    #[must_use]
    pub fn is_overview(&self) -> bool {
        !self.groups.is_empty()
    }

    /// The position whose box stands for this one: itself where it is shown; nothing where it is
    /// not known here.
    #[must_use]
    pub fn standing_for(&self, id: PositionId) -> Option<PositionId> {
        if self.points.contains_key(&id) { Some(id) } else { self.hidden.get(&id).copied() }
    }

    /// The side of a square as large as the drawing.
    #[must_use]
    pub fn side(&self) -> f64 {
        (self.bounds.width().max(1.0) * self.bounds.height().max(1.0)).sqrt()
    }

    /// How large titles are where this fills a room: 1 for the smallest letters that can be read.
    #[must_use]
    pub fn letters_in(&self, room: Room) -> f64 {
        self.letters(room, TITLE_SIZE)
    }

    /// How large letters of a size are there.
    pub(super) fn letters(&self, room: Room, size: f64) -> f64 {
        room.letters(self.bounds.expanded(AROUND), size)
    }
}
