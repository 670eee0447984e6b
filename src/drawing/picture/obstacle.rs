//! Which boxes a course would run through.

use std::sync::OnceLock;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::curve::Outline;
use super::detour::{Lanes, MOST};
use crate::quantity::{MapPoint, MapRect};

/// All boxes of a picture, sorted for finding those in a region.
#[derive(Debug, Clone, Default)]
pub(super) struct Obstacles {
    boxes: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    /// The lanes between them all, once a way was looked for.
    lanes: OnceLock<Lanes>,
}

/// The boxes that may be in the way of one course.
#[derive(Debug)]
pub(super) enum InTheWay {
    /// These boxes.
    Few(Vec<MapRect>),
    /// So many that going round them is hopeless.
    TooMany,
}

impl Obstacles {
    /// The boxes of these outlines.
    pub(super) fn of(outlines: &[Outline]) -> Self {
        let place = |(number, outline): (usize, &Outline)| {
            let rect = outline.rect();
            let corners = ([rect.min.x, rect.min.y], [rect.max.x, rect.max.y]);
            GeomWithData::new(Rectangle::from_corners(corners.0, corners.1), number)
        };
        let boxes = RTree::bulk_load(outlines.iter().enumerate().map(place).collect());
        Self { boxes, lanes: OnceLock::new() }
    }

    /// The lanes between all boxes; nothing where there are too many.
    pub(super) fn lanes(&self) -> Option<&Lanes> {
        let few = self.boxes.size() <= MOST;
        let lanes = || Lanes::of(self.numbered(self.bounds()).collect());
        few.then(|| self.lanes.get_or_init(lanes))
    }

    /// The rectangle that holds all boxes; an empty one where there are none.
    pub(super) fn bounds(&self) -> MapRect {
        let envelope = self.boxes.root().envelope();
        let (low, high) = (envelope.lower(), envelope.upper());
        if low[0] > high[0] {
            return MapRect::default();
        }
        MapRect { min: MapPoint::new(low[0], low[1]), max: MapPoint::new(high[0], high[1]) }
    }

    /// The boxes in a region, without those of two positions.
    pub(super) fn within(&self, region: &MapRect, except: [usize; 2]) -> InTheWay {
        const ENOUGH: usize = 48;
        let found: Vec<MapRect> = self.near(region, except).take(ENOUGH + 1).collect();
        if found.len() > ENOUGH { InTheWay::TooMany } else { InTheWay::Few(found) }
    }

    /// The boxes that share more than a border with a region, without those of two positions.
    pub(super) fn near(
        &self,
        region: &MapRect,
        except: [usize; 2],
    ) -> impl Iterator<Item = MapRect> {
        let region = *region;
        let foreign = self.numbered(region).filter(move |(number, _)| !except.contains(number));
        foreign.filter_map(move |(_, rect)| rect.overlaps(&region).then_some(rect))
    }

    /// The boxes that touch a region, each with its place among all.
    pub(super) fn numbered(&self, region: MapRect) -> impl Iterator<Item = (usize, MapRect)> {
        let corners = ([region.min.x, region.min.y], [region.max.x, region.max.y]);
        let found =
            self.boxes.locate_in_envelope_intersecting(&AABB::from_corners(corners.0, corners.1));
        found.map(|it| {
            let (low, high) = (it.geom().lower(), it.geom().upper());
            let (min, max) = (MapPoint::new(low[0], low[1]), MapPoint::new(high[0], high[1]));
            (it.data, MapRect { min, max })
        })
    }

    /// How many boxes a course of straight pieces runs through, without those of two positions; a
    /// box that is met by two pieces counts twice.
    pub(super) fn crossed(&self, course: &[MapPoint], except: [usize; 2]) -> usize {
        let pieces = course.windows(2).map(|pair| {
            let piece = MapRect { min: pair[0], max: pair[0] };
            let piece = piece.union(&MapRect { min: pair[1], max: pair[1] }).expanded(CLEARANCE);
            let crossed = |rect: &MapRect| crosses(pair[0], pair[1], &rect.expanded(CLEARANCE));
            self.near(&piece, except).filter(crossed).count()
        });
        pieces.sum()
    }
}

/// How far a course stays from boxes that it passes.
pub(super) const CLEARANCE: f64 = 2.0;

/// How many of these boxes a polyline runs through, with the length inside as a fraction that
/// settles ties.
pub(super) fn crossings(points: &[MapPoint], boxes: &[MapRect]) -> f64 {
    let mut count = 0.0;
    for rect in boxes {
        let grown = rect.expanded(5.0);
        let inside = points.windows(2).filter(|pair| crosses(pair[0], pair[1], &grown)).count();
        if inside > 0 {
            count += 1.0 + 0.01 * inside.min(50) as f64;
        }
    }
    count
}

/// Whether a segment has a point in common with a rectangle.
pub(super) fn crosses(from: MapPoint, to: MapPoint, rect: &MapRect) -> bool {
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (start, end, low, high) in
        [(from.x, to.x, rect.min.x, rect.max.x), (from.y, to.y, rect.min.y, rect.max.y)]
    {
        let step = end - start;
        if step.abs() < 1e-12 {
            if start < low || start > high {
                return false;
            }
        } else {
            let (one, two) = ((low - start) / step, (high - start) / step);
            enter = enter.max(one.min(two));
            leave = leave.min(one.max(two));
        }
    }
    enter <= leave
}
