use std::collections::{BTreeMap, BTreeSet};

use super::arrangement::Arrangement;
use super::by_position::ByPosition;
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapRect, MapSize};

/// The side of a cell of the grid in which neighbours are looked for; larger than any box.
const CELL: f64 = 260.0;
/// Kept free between boxes.
const GAP: f64 = 12.0;
/// From one place that is tried to the next.
const STEP: f64 = 40.0;

/// The place for a box of this size that is nearest to a point and covers no box of the
/// arrangement, to within one step of 40 map units. A point that is not on the map counts as
/// the origin.
#[must_use]
pub fn free_spot(arrangement: &Arrangement, near: MapPoint, size: MapSize) -> MapPoint {
    let near = if near.is_placeable() { near } else { MapPoint::default() };
    let mut taken = Grid::default();
    arrangement.points.keys().filter_map(|id| arrangement.rect(*id)).for_each(|at| taken.add(at));
    taken.place_for(near, size, spiral(near))
}

/// Moves positions that the layout placed out from under those placed by hand: along their row
/// where there is room nearby, otherwise to the nearest free place. Positions placed by hand
/// may lie as they were put.
pub(super) fn make_room(
    points: &mut ByPosition<MapPoint>,
    size: impl Fn(PositionId) -> MapSize,
    by_hand: &BTreeSet<PositionId>,
) {
    let mut taken = Grid::default();
    for (id, point) in points.iter().filter(|(id, _)| by_hand.contains(id)) {
        taken.add(MapRect::around(*point, size(*id)));
    }
    // Those who can stay are counted before anybody moves, so that nobody moves onto them.
    let mut to_move = Vec::new();
    for (id, point) in points.iter().filter(|(id, _)| !by_hand.contains(id)) {
        let rect = MapRect::around(*point, size(*id));
        if taken.is_free(&rect.expanded(GAP)) {
            continue;
        }
        to_move.push(*id);
    }
    if to_move.is_empty() {
        return;
    }
    let moving: BTreeSet<PositionId> = to_move.iter().copied().collect();
    for (id, point) in points.iter() {
        if !by_hand.contains(id) && !moving.contains(id) {
            taken.add(MapRect::around(*point, size(*id)));
        }
    }
    for id in to_move {
        let Some(point) = points.get_mut(&id) else { continue };
        let size = size(id);
        *point = taken.place_for(*point, size, along_row(*point).chain(spiral(*point)));
        taken.add(MapRect::around(*point, size));
    }
}

/// Moves every box that covers an earlier one to the nearest free place.
pub(super) fn separate(
    points: &mut BTreeMap<PositionId, MapPoint>,
    size: impl Fn(PositionId) -> MapSize,
) {
    let mut taken = Grid::default();
    for (id, point) in points.iter_mut() {
        let size = size(*id);
        *point = taken.place_for(*point, size, spiral(*point));
        taken.add(MapRect::around(*point, size));
    }
}

/// Places on the same height, nearer ones first.
fn along_row(start: MapPoint) -> impl Iterator<Item = MapPoint> {
    const STEPS: i32 = 10;
    (1..=STEPS).flat_map(move |step| {
        let reach = f64::from(step) * STEP;
        [start.offset(reach, 0.0), start.offset(-reach, 0.0)]
    })
}

/// The place itself, then places round it, ring by ring.
fn spiral(start: MapPoint) -> impl Iterator<Item = MapPoint> {
    const RINGS: i32 = 120;
    let ring = move |reach: i32| {
        (0..=reach).flat_map(move |side| {
            let (far, off) = (f64::from(reach) * STEP, f64::from(side) * STEP);
            let corners = [(off, far), (-off, far), (far, off), (-far, off)];
            let below = corners.into_iter();
            below.chain([(far, -off), (-far, -off), (off, -far), (-off, -far)])
        })
    };
    let around = (1..=RINGS).flat_map(ring).map(move |(dx, dy)| start.offset(dx, dy));
    std::iter::once(start).chain(around)
}

/// Room that is taken, and by whom where that matters.
type Taken = (Option<PositionId>, MapRect);

/// Rectangles by the cells they lie in.
#[derive(Default)]
pub(super) struct Grid {
    cells: BTreeMap<(i64, i64), Vec<Taken>>,
    bottom: Option<f64>,
}

impl Grid {
    fn cells(rect: &MapRect) -> impl Iterator<Item = (i64, i64)> {
        let cell = |value: f64| (value / CELL).floor() as i64;
        let (left, right) = (cell(rect.min.x), cell(rect.max.x));
        let (top, bottom) = (cell(rect.min.y), cell(rect.max.y));
        (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
    }

    /// Takes room for a position, so that others can be told from it.
    pub(super) fn add_for(&mut self, id: PositionId, rect: MapRect) {
        self.insert(Some(id), rect);
    }

    /// Whether a rectangle lies over the box of a position of this sort.
    pub(super) fn meets(&self, rect: &MapRect, sort: impl Fn(PositionId) -> bool) -> bool {
        let near = |cell| self.cells.get(&cell).into_iter().flatten();
        Self::cells(rect)
            .flat_map(near)
            .any(|(id, other)| other.overlaps(rect) && id.is_some_and(&sort))
    }

    fn add(&mut self, rect: MapRect) {
        self.insert(None, rect);
    }

    fn insert(&mut self, id: Option<PositionId>, rect: MapRect) {
        self.bottom = Some(self.bottom.map_or(rect.max.y, |bottom| bottom.max(rect.max.y)));
        for cell in Self::cells(&rect) {
            self.cells.entry(cell).or_default().push((id, rect));
        }
    }

    fn is_free(&self, rect: &MapRect) -> bool {
        let near = |cell| self.cells.get(&cell).into_iter().flatten();
        Self::cells(rect).all(|cell| near(cell).all(|(_, other)| !other.overlaps(rect)))
    }

    /// The first of the places at which a box has room, the given one before all; below
    /// everything when none has.
    fn place_for(
        &self,
        start: MapPoint,
        size: MapSize,
        places: impl Iterator<Item = MapPoint>,
    ) -> MapPoint {
        let fits = |at: &MapPoint| self.is_free(&MapRect::around(*at, size).expanded(GAP));
        let below = || {
            let bottom = self.bottom.unwrap_or(start.y);
            MapPoint::new(start.x, bottom + GAP + size.height / 2.0 + 1.0)
        };
        std::iter::once(start).chain(places).find(fits).unwrap_or_else(below)
    }
}
