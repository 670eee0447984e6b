use std::collections::{BTreeMap, BTreeSet};

use super::size::BoxText;
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapRect};

/// The side of a cell of the grid in which neighbours are looked for; larger than any box.
const CELL: f64 = 260.0;
/// Kept free between boxes.
const GAP: f64 = 12.0;

/// Moves positions that the layout placed out from under those placed by hand, downwards and
/// then to the side, the shortest way. Positions placed by hand may lie as they were put.
pub(super) fn make_room(
    points: &mut BTreeMap<PositionId, MapPoint>,
    sizes: &BTreeMap<PositionId, BoxText>,
    by_hand: &BTreeSet<PositionId>,
) {
    if by_hand.is_empty() {
        return;
    }
    let mut taken = Grid::default();
    let rect = |id: PositionId, point: MapPoint| {
        Some(MapRect::around(point, sizes.get(&id)?.size).expanded(GAP / 2.0))
    };
    for (id, point) in points.iter() {
        if by_hand.contains(id)
            && let Some(rect) = rect(*id, *point)
        {
            taken.add(rect);
        }
    }
    let others: Vec<PositionId> =
        points.keys().filter(|id| !by_hand.contains(id)).copied().collect();
    for id in others {
        let Some(start) = points.get(&id).copied() else { continue };
        let Some(place) = ring(start).find(|at| rect(id, *at).is_none_or(|r| taken.is_free(&r)))
        else {
            continue;
        };
        points.insert(id, place);
        if place != start
            && let Some(rect) = rect(id, place)
        {
            taken.add(rect);
        }
    }
}

/// The place itself, then places round it, nearer ones first.
fn ring(start: MapPoint) -> impl Iterator<Item = MapPoint> {
    const STEP: f64 = 40.0;
    const RINGS: i32 = 24;
    let around = (1..=RINGS).flat_map(move |ring| {
        let reach = f64::from(ring) * STEP;
        [(0.0, reach), (0.0, -reach), (reach, 0.0), (-reach, 0.0), (reach, reach), (-reach, reach), (reach, -reach), (-reach, -reach)]
            .map(|(dx, dy)| start.offset(dx, dy))
    });
    std::iter::once(start).chain(around)
}

/// Rectangles by the cells they lie in.
#[derive(Default)]
struct Grid(BTreeMap<(i64, i64), Vec<MapRect>>);

impl Grid {
    fn cells(rect: &MapRect) -> impl Iterator<Item = (i64, i64)> {
        let cell = |value: f64| (value / CELL).floor() as i64;
        let (left, right) = (cell(rect.min.x), cell(rect.max.x));
        let (top, bottom) = (cell(rect.min.y), cell(rect.max.y));
        (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
    }

    fn add(&mut self, rect: MapRect) {
        for cell in Self::cells(&rect) {
            self.0.entry(cell).or_default().push(rect);
        }
    }

    fn is_free(&self, rect: &MapRect) -> bool {
        Self::cells(rect)
            .all(|cell| self.0.get(&cell).into_iter().flatten().all(|other| !other.overlaps(rect)))
    }
}
