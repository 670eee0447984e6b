//! Which figures of a picture lie in a part of the map, and which arcs hang on a position, without
//! a look at all of them.
//!
//! Every rectangle is kept in one square of a grid: the one that holds its upper left corner, in the
//! finest grid whose squares are at least as large as it is. What lies in a part of the map is then
//! found in the squares that the part touches, and in those one row above and one column before.

use std::sync::Arc;

use super::obstacle::Obstacles;
use super::{ArcFigure, ArcId, NodeFigure, Picture};
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapRect};

/// So few figures are looked through one by one.
const FEW: usize = 2_000;

/// What is known of where the figures of a picture are; nothing where they are few. It follows from
/// them, so that it tells no two pictures apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Whereabouts(Option<Arc<Known>>);

impl PartialEq for Whereabouts {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[derive(Debug)]
struct Known {
    nodes: Grid,
    /// Of the arcs that are not drawn on demand alone.
    arcs: Grid,
    /// Each end of every arc, by the place of the node: the places of the arcs.
    ends: Vec<(u32, u32)>,
    /// The places of the arcs in the order of their identities.
    by_id: Vec<u32>,
    /// The boxes, for the courses of arcs that are carried.
    obstacles: Option<Obstacles>,
}

impl Whereabouts {
    pub(super) fn of(nodes: &[Arc<NodeFigure>], arcs: &[Arc<ArcFigure>]) -> Self {
        if nodes.len() + arcs.len() <= FEW {
            return Self(None);
        }
        let number = |id: PositionId| nodes.binary_search_by_key(&id, |node| node.id).ok();
        let places = (0..arcs.len() as u32).zip(arcs);
        let ends = places.clone().flat_map(|(place, arc)| {
            [arc.from, arc.to].map(|end| number(end).map(|end| (end as u32, place)))
        });
        let mut ends: Vec<(u32, u32)> = ends.flatten().collect();
        ends.sort_unstable();
        let mut by_id: Vec<u32> = (0..arcs.len() as u32).collect();
        by_id.sort_unstable_by_key(|place| arcs[*place as usize].id);
        let shown = places.filter(|(_, arc)| !arc.on_demand);
        Self(Some(Arc::new(Known {
            nodes: Grid::of((0..).zip(nodes.iter().map(|node| node.rect()))),
            arcs: Grid::of(shown.map(|(place, arc)| (place, arc.bounds))),
            ends,
            by_id,
            obstacles: None,
        })))
    }

    /// The same with the boxes of the figures, which were made for their courses.
    pub(super) fn with_obstacles(mut self, obstacles: Obstacles) -> Self {
        if let Some(known) = self.0.as_mut().and_then(Arc::get_mut) {
            known.obstacles = Some(obstacles);
        }
        self
    }

    /// The boxes of the figures, where these are many.
    pub(super) fn obstacles(&self) -> Option<&Obstacles> {
        self.0.as_ref()?.obstacles.as_ref()
    }
}

impl Picture {
    /// The positions whose boxes share more than a border with a part of the map, lowest first.
    #[must_use]
    pub fn nodes_in(&self, part: MapRect) -> Vec<&Arc<NodeFigure>> {
        let here = |node: &&Arc<NodeFigure>| node.rect().overlaps(&part);
        match &self.whereabouts.0 {
            Some(known) => figures(&self.nodes, known.nodes.near(part)).filter(here).collect(),
            None => self.nodes.iter().filter(here).collect(),
        }
    }

    /// The arcs whose bounds share more than a border with a part of the map, lowest first; without
    /// those that are drawn on demand alone.
    #[must_use]
    pub fn arcs_in(&self, part: MapRect) -> Vec<&Arc<ArcFigure>> {
        let here = |arc: &&Arc<ArcFigure>| !arc.on_demand && arc.bounds.overlaps(&part);
        match &self.whereabouts.0 {
            Some(known) => figures(&self.arcs, known.arcs.near(part)).filter(here).collect(),
            None => self.arcs.iter().filter(here).collect(),
        }
    }

    /// Whether more of these figures than so many lie in a part of the map.
    #[must_use]
    pub fn has_more_than(&self, most: usize, part: MapRect) -> bool {
        let known = self.whereabouts.0.as_deref();
        let mut left = most;
        let mut count = |lies_here: bool| {
            let full = lies_here && left == 0;
            left = left.saturating_sub(usize::from(lies_here));
            !full
        };
        let node = |place: usize| self.nodes[place].rect().overlaps(&part);
        let arc = |place: usize| {
            let arc = &self.arcs[place];
            !arc.on_demand && arc.bounds.overlaps(&part)
        };
        let few = match known {
            Some(known) => {
                known.arcs.visit(part, &mut |place| count(arc(place)))
                    && known.nodes.visit(part, &mut |place| count(node(place)))
            }
            None => {
                (0..self.arcs.len()).all(|place| count(arc(place)))
                    && (0..self.nodes.len()).all(|place| count(node(place)))
            }
        };
        !few
    }

    /// The position whose box holds a point, the topmost of those wanted.
    #[must_use]
    pub fn node_at(
        &self,
        point: MapPoint,
        wanted: impl Fn(&NodeFigure) -> bool,
    ) -> Option<&NodeFigure> {
        let here = |node: &&Arc<NodeFigure>| node.rect().contains(point) && wanted(node);
        let found = match &self.whereabouts.0 {
            Some(known) => {
                let part = MapRect { min: point, max: point };
                figures(&self.nodes, known.nodes.near(part)).rev().find(here)
            }
            None => self.nodes.iter().rev().find(here),
        };
        found.map(AsRef::as_ref)
    }

    /// The arcs that begin or end at a position, lowest first.
    pub fn arcs_of(&self, id: PositionId) -> impl Iterator<Item = &Arc<ArcFigure>> {
        let number = self.nodes.binary_search_by_key(&id, |node| node.id).ok();
        let known = self.whereabouts.0.as_deref();
        let ends = match (known, number) {
            (Some(known), Some(number)) => {
                let of = |end: &(u32, u32)| end.0 as usize;
                let from = known.ends.partition_point(|end| of(end) < number);
                let to = known.ends.partition_point(|end| of(end) <= number);
                &known.ends[from..to]
            }
            _ => &[],
        };
        let few = if known.is_none() { &self.arcs[..] } else { &[] };
        let few = few.iter().filter(move |arc| arc.from == id || arc.to == id);
        few.chain(ends.iter().map(|(_, place)| &self.arcs[*place as usize]))
    }

    /// An arc as drawn; nothing when it is not.
    #[must_use]
    pub fn arc(&self, id: ArcId) -> Option<&ArcFigure> {
        let Some(known) = &self.whereabouts.0 else {
            return self.arcs.iter().find(|arc| arc.id == id).map(AsRef::as_ref);
        };
        let own = |place: &u32| self.arcs[*place as usize].id;
        let place = known.by_id.binary_search_by_key(&id, own).ok()?;
        Some(&self.arcs[known.by_id[place] as usize])
    }
}

/// The figures at some places, in order.
fn figures<T>(all: &[T], mut places: Vec<u32>) -> impl DoubleEndedIterator<Item = &T> {
    places.sort_unstable();
    places.into_iter().filter_map(|place| all.get(place as usize))
}

/// Rectangles by where they lie.
#[derive(Debug)]
struct Grid {
    levels: Vec<Level>,
}

/// The rectangles that need squares of this size.
#[derive(Debug)]
struct Level {
    side: f64,
    /// The row and the column of the square, and the place of the rectangle.
    squares: Vec<(i32, i32, u32)>,
}

/// The side of the smallest squares, in map units.
const SMALLEST: f64 = 64.0;
/// No side is more often doubled: such a square holds every place that there is.
const DOUBLED: i32 = 26;

impl Grid {
    fn of(rects: impl Iterator<Item = (u32, MapRect)>) -> Self {
        let mut levels: Vec<Level> = (0..=DOUBLED)
            .map(|times| Level { side: SMALLEST * f64::from(times).exp2(), squares: Vec::new() })
            .collect();
        for (place, rect) in rects {
            let size = rect.width().max(rect.height());
            let fits = levels.iter().position(|level| level.side >= size);
            let level = &mut levels[fits.unwrap_or(DOUBLED as usize)];
            let square = (level.number(rect.min.y), level.number(rect.min.x), place);
            level.squares.push(square);
        }
        levels.retain(|level| !level.squares.is_empty());
        for level in &mut levels {
            level.squares.sort_unstable();
            level.squares.shrink_to_fit();
        }
        Self { levels }
    }

    /// The places of the rectangles in the squares round a part of the map; all that lie in it are
    /// among them.
    fn near(&self, part: MapRect) -> Vec<u32> {
        let mut near = Vec::new();
        self.visit(part, &mut |place| {
            near.push(place as u32);
            true
        });
        near
    }

    /// Goes through the same until it is enough; false where it was.
    fn visit(&self, part: MapRect, more: &mut impl FnMut(usize) -> bool) -> bool {
        self.levels.iter().all(|level| level.visit(part, more))
    }
}

impl Level {
    fn number(&self, at: f64) -> i32 {
        // What lies beyond all squares is kept in the last one.
        (at / self.side).floor() as i32
    }

    fn visit(&self, part: MapRect, more: &mut impl FnMut(usize) -> bool) -> bool {
        let (low, high) = (part.min, part.max);
        let columns = self.number(low.x - self.side)..=self.number(high.x);
        let rows = self.number(low.y - self.side)..=self.number(high.y);
        let end = self.squares.partition_point(|square| square.0 <= *rows.end());
        let mut at = self.squares.partition_point(|square| square.0 < *rows.start());
        while at < end {
            let (row, column, place) = self.squares[at];
            if column < *columns.start() {
                let wanted = (row, *columns.start(), 0);
                at += self.squares[at..].partition_point(|square| *square < wanted);
            } else if column > *columns.end() {
                at += self.squares[at..].partition_point(|square| square.0 <= row);
            } else if more(place as usize) {
                at += 1;
            } else {
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rects() -> Vec<MapRect> {
        // Numbers that are the same on every run (splitmix64).
        let mut state = 7_u64;
        let mut part = move || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (mixed ^ (mixed >> 31)) as f64 / u64::MAX as f64
        };
        let mut rects = Vec::new();
        for _ in 0..4_000 {
            let min = MapPoint::new(part() * 40_000.0 - 20_000.0, part() * 9_000.0 - 3_000.0);
            let size = (part() * 8.0).exp2() * 3.0;
            rects.push(MapRect { min, max: min.offset(size, part() * size) });
        }
        rects
    }

    #[test]
    fn what_lies_in_a_part_of_the_map_is_found_and_little_else_is_looked_at() {
        let rects = rects();
        let grid = Grid::of((0..).zip(rects.iter().copied()));
        for part in rects.iter().step_by(37).map(|rect| rect.expanded(120.0)) {
            let mut near = grid.near(part);
            near.sort_unstable();
            let found = |place: &u32| rects[*place as usize].overlaps(&part);
            let found: Vec<u32> = near.iter().copied().filter(found).collect();
            let wanted = (0..rects.len() as u32).filter(|it| rects[*it as usize].overlaps(&part));
            assert_eq!(found, wanted.collect::<Vec<_>>());
        }
        let part = MapRect { min: MapPoint::new(0.0, 0.0), max: MapPoint::new(60.0, 60.0) };
        assert!(grid.near(part).len() < rects.len() / 20, "{}", grid.near(part).len());
        // Nothing is given twice, and it can be ended.
        let all = MapRect { min: MapPoint::new(-1e9, -1e9), max: MapPoint::new(1e9, 1e9) };
        assert_eq!(grid.near(all).len(), rects.len());
        let mut left = 3;
        let ended = grid.visit(all, &mut |_| {
            left -= 1;
            left > 0
        });
        assert!(!ended && left == 0);
    }

    #[test]
    fn places_beyond_all_squares_are_found_too() {
        let far = MapRect { min: MapPoint::new(-9e12, 5e13), max: MapPoint::new(8e12, 6e13) };
        let grid = Grid::of([(0, far)].into_iter());
        assert_eq!(grid.near(far), [0]);
    }
}
