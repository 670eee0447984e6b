//! Edge routing: ways between boxes, where none of the usual ones is free.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::curve::Outline;
use super::obstacle::Obstacles;
use crate::quantity::{MapPoint, MapRect};

/// How far ways keep from boxes where there is room.
const MARGIN: f64 = 9.0;
/// How far they keep in the narrow gaps of a list.
const NARROW: f64 = 5.0;
/// How much longer a way may be to save a bend.
const BEND: f64 = 60.0;
/// With more boxes about than this no way is looked for.
pub(super) const MOST: usize = 250;
/// So many places are looked at for one way.
const PATIENCE: usize = 60_000;

/// The shortest way of upright and level pieces with few bends from one box to another that runs
/// through no third one (A* on the lines beside the boxes: Hart, Nilsson and Raphael, "A formal
/// basis for the heuristic determination of minimum cost paths", 1968); nothing where there is
/// none, or where too many boxes are about.
pub(super) fn detour(
    from: (usize, &Outline),
    to: (usize, &Outline),
    obstacles: &Obstacles,
) -> Option<Vec<MapPoint>> {
    let region = region(from.1, to.1);
    if let Some(lanes) = obstacles.lanes() {
        return lanes.way(from, to, &region);
    }
    let boxes: Vec<(usize, MapRect)> = obstacles.numbered(region).take(MOST + 1).collect();
    (boxes.len() <= MOST).then(|| Lanes::of(boxes).way(from, to, &region)).flatten()
}

/// Where a box can change the way from one box to another.
pub(super) fn region(from: &Outline, to: &Outline) -> MapRect {
    from.rect().union(&to.rect()).expanded(260.0)
}

/// What lies across a piece of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Across {
    Nothing,
    /// The box of this number, and no other.
    One(usize),
    Several,
}

impl Across {
    fn and(&mut self, number: usize) {
        *self = match *self {
            Self::Nothing => Self::One(number),
            Self::One(other) if other == number => Self::One(number),
            Self::One(_) | Self::Several => Self::Several,
        };
    }

    fn lets(self, ends: [usize; 2]) -> bool {
        match self {
            Self::Nothing => true,
            Self::One(number) => ends.contains(&number),
            Self::Several => false,
        }
    }
}

/// The lines beside some boxes, on which ways may run.
#[derive(Debug, Clone)]
pub(super) struct Lanes {
    boxes: Vec<(usize, MapRect)>,
    /// How far from the borders of a box its lanes lie.
    distances: Vec<f64>,
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// By row and column: from a crossing to the next one at its right.
    level: Vec<Across>,
    /// By row and column: from a crossing to the next one below.
    upright: Vec<Across>,
}

/// A place where lanes cross, and whether it was reached on a level lane: its number, those of one
/// column behind each other.
type Stop = u32;
/// Before a stop to which no way is known yet.
const UNSEEN: Stop = Stop::MAX;
/// Before the stop that a way begins with.
const START: Stop = Stop::MAX - 1;

/// A stop that waits, with the one before it on the way to it.
struct Reached {
    /// What the way costs at least, as far as the goal.
    least: f64,
    cost: f64,
    stop: Stop,
    before: Stop,
}

impl PartialEq for Reached {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Reached {}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Reached {
    /// The cheapest is the greatest; equal ones by their place, so that nothing depends on chance.
    fn cmp(&self, other: &Self) -> Ordering {
        other.least.total_cmp(&self.least).then(other.stop.cmp(&self.stop))
    }
}

/// The lanes that belong to a box on one axis: in its middle, and beside its two borders.
fn beside_box(low: f64, high: f64, distances: &[f64]) -> impl Iterator<Item = f64> {
    let beside = distances.iter().flat_map(move |away| [low - away, high + away]);
    beside.chain([f64::midpoint(low, high)])
}

/// Which lanes a way may turn into: those of the boxes in its region. Others it crosses as if they
/// were not there, so that boxes farther away change nothing.
struct Turns {
    across: Vec<bool>,
    down: Vec<bool>,
}

impl Lanes {
    /// The lanes beside numbered boxes.
    pub(super) fn of(boxes: Vec<(usize, MapRect)>) -> Self {
        Self::beside_all(boxes, vec![MARGIN, NARROW], super::obstacle::CLEARANCE)
    }

    /// The lanes beside boxes, by their places, that keep this far off each of them.
    pub(super) fn clear_of(boxes: Vec<MapRect>, clearance: f64) -> Self {
        let numbered = boxes.into_iter().enumerate().collect();
        Self::beside_all(numbered, vec![clearance + 0.5], clearance)
    }

    fn beside_all(boxes: Vec<(usize, MapRect)>, distances: Vec<f64>, clearance: f64) -> Self {
        let across = |(_, rect): &(usize, MapRect)| {
            beside_box(rect.min.x, rect.max.x, &distances).collect::<Vec<_>>()
        };
        let down = |(_, rect): &(usize, MapRect)| {
            beside_box(rect.min.y, rect.max.y, &distances).collect::<Vec<_>>()
        };
        let xs = sorted(boxes.iter().flat_map(across).collect());
        let ys = sorted(boxes.iter().flat_map(down).collect());
        let nothing = vec![Across::Nothing; xs.len() * ys.len()];
        let (level, upright) = (nothing.clone(), nothing);
        let mut lanes = Self { boxes: Vec::new(), distances, xs, ys, level, upright };
        for (number, rect) in &boxes {
            lanes.put(*number, &rect.expanded(clearance));
        }
        lanes.boxes = boxes;
        lanes
    }

    /// The corners of a way from the middle of one of the boxes to that of another; nothing where
    /// every way is closed.
    pub(super) fn between(&self, from: usize, to: usize) -> Option<Vec<MapPoint>> {
        let end = |number: usize| {
            let (_, rect) = self.boxes.iter().find(|(it, _)| *it == number)?;
            Some((number, rect.center()))
        };
        let everywhere = self.boxes.iter().map(|(_, rect)| *rect).reduce(|all, it| all.union(&it));
        let stops = self.stops(end(from)?, end(to)?, &everywhere?.expanded(1.0))?;
        Some(corners(&stops))
    }

    fn turns(&self, region: &MapRect) -> Turns {
        let mut turns =
            Turns { across: vec![false; self.xs.len()], down: vec![false; self.ys.len()] };
        for (_, rect) in self.boxes.iter().filter(|(_, rect)| rect.overlaps(region)) {
            for x in beside_box(rect.min.x, rect.max.x, &self.distances) {
                turns.across[nearest(&self.xs, x)] = true;
            }
            for y in beside_box(rect.min.y, rect.max.y, &self.distances) {
                turns.down[nearest(&self.ys, y)] = true;
            }
        }
        turns
    }

    /// Puts a box across the pieces that it meets.
    fn put(&mut self, number: usize, rect: &MapRect) {
        let columns = between(&self.xs, rect.min.x, rect.max.x);
        let rows = between(&self.ys, rect.min.y, rect.max.y);
        let across = self.xs.len();
        for row in rows.clone() {
            for column in columns.start.saturating_sub(1)..columns.end {
                self.level[row * across + column].and(number);
            }
        }
        for row in rows.start.saturating_sub(1)..rows.end {
            for column in columns.clone() {
                self.upright[row * across + column].and(number);
            }
        }
    }

    fn way(
        &self,
        from: (usize, &Outline),
        to: (usize, &Outline),
        region: &MapRect,
    ) -> Option<Vec<MapPoint>> {
        let stops = self.stops((from.0, from.1.center), (to.0, to.1.center), region)?;
        Some(course(stops, from.1, to.1))
    }

    /// The places on the best way from the middle of one box to that of another.
    fn stops(
        &self,
        from: (usize, MapPoint),
        to: (usize, MapPoint),
        region: &MapRect,
    ) -> Option<Vec<MapPoint>> {
        let place = |at: MapPoint| (nearest(&self.xs, at.x), nearest(&self.ys, at.y));
        let (start, goal) = (place(from.1), place(to.1));
        let turns = self.turns(region);
        let end = self.point(goal);
        let left = |at: MapPoint| (at.x - end.x).abs() + (at.y - end.y).abs();
        let mut open = BinaryHeap::new();
        for level in [false, true] {
            let (stop, least) = (self.stop(start, level), left(self.point(start)));
            open.push(Reached { least, cost: 0.0, stop, before: START });
        }
        let mut seen = vec![UNSEEN; 2 * self.level.len()];
        let mut looked = 0;
        while let Some(Reached { cost, stop, before, .. }) = open.pop() {
            if seen[stop as usize] != UNSEEN {
                continue;
            }
            seen[stop as usize] = before;
            looked += 1;
            if looked > PATIENCE {
                return None;
            }
            let (at, was_level) = self.place(stop);
            if at == goal {
                return Some(self.way_to(stop, &seen));
            }
            for (next, level) in self.beside(at, [from.0, to.0]) {
                let further = self.stop(next, level);
                let turn = level != was_level;
                let turns = if level { turns.down[at.1] } else { turns.across[at.0] };
                if (turn && !turns) || seen[further as usize] != UNSEEN {
                    continue;
                }
                let (here, there) = (self.point(at), self.point(next));
                let length = (here.x - there.x).abs() + (here.y - there.y).abs();
                let cost = cost + length + if turn { BEND } else { 0.0 };
                let least = cost + left(there);
                open.push(Reached { least, cost, stop: further, before: stop });
            }
        }
        None
    }

    fn stop(&self, (x, y): (usize, usize), level: bool) -> Stop {
        (2 * (x * self.ys.len() + y) + usize::from(level)) as Stop
    }

    /// The column and row of a stop, and whether it was reached on a level lane.
    fn place(&self, stop: Stop) -> ((usize, usize), bool) {
        let crossing = stop as usize / 2;
        ((crossing / self.ys.len(), crossing % self.ys.len()), stop % 2 == 1)
    }

    /// The next places along the lanes that can be reached, each with whether it lies on the same
    /// height.
    fn beside(
        &self,
        (x, y): (usize, usize),
        ends: [usize; 2],
    ) -> impl Iterator<Item = ((usize, usize), bool)> {
        let across = self.xs.len();
        let level = move |x: usize| self.level[y * across + x].lets(ends);
        let upright = move |y: usize| self.upright[y * across + x].lets(ends);
        let left = x.checked_sub(1).filter(|x| level(*x)).map(|x| ((x, y), true));
        let right = (x + 1 < across && level(x)).then_some(((x + 1, y), true));
        let up = y.checked_sub(1).filter(|y| upright(*y)).map(|y| ((x, y), false));
        let down = (y + 1 < self.ys.len() && upright(y)).then_some(((x, y + 1), false));
        [left, right, up, down].into_iter().flatten()
    }

    fn point(&self, (x, y): (usize, usize)) -> MapPoint {
        MapPoint::new(self.xs[x], self.ys[y])
    }

    /// All places on the way to a stop.
    fn way_to(&self, goal: Stop, seen: &[Stop]) -> Vec<MapPoint> {
        let before = |stop: &Stop| seen.get(*stop as usize).copied().filter(|it| *it < START);
        let stops = std::iter::successors(Some(goal), before);
        let mut points: Vec<_> = stops.map(|stop| self.point(self.place(stop).0)).collect();
        points.reverse();
        points
    }
}

/// A way from middle to middle as one from border to border.
fn course(mut points: Vec<MapPoint>, from: &Outline, to: &Outline) -> Vec<MapPoint> {
    if let Some(last) = points.last_mut() {
        *last = to.center;
    }
    if let Some(first) = points.first_mut() {
        *first = from.center;
    }
    let mut points = outside(points, &from.rect());
    points.reverse();
    let mut points = outside(points, &to.rect());
    points.reverse();
    points
}

/// The places of a way at which it turns, with its two ends.
fn corners(points: &[MapPoint]) -> Vec<MapPoint> {
    let mut corners: Vec<MapPoint> = Vec::new();
    for point in points {
        let goes_on = |one: f64, other: f64, now: f64| {
            (one - other).abs() < 1e-9 && (other - now).abs() < 1e-9
        };
        if let [.., one, other] = corners.as_slice()
            && (goes_on(one.x, other.x, point.x) || goes_on(one.y, other.y, point.y))
        {
            corners.pop();
        }
        corners.push(*point);
    }
    corners
}

/// A course that begins in a rectangle, from its border on.
fn outside(points: Vec<MapPoint>, rect: &MapRect) -> Vec<MapPoint> {
    let first = points.iter().position(|at| !rect.contains(*at)).unwrap_or(1).max(1);
    let (inner, outer) = (points[first - 1], points[first.min(points.len() - 1)]);
    let edge =
        MapPoint::new(outer.x.clamp(rect.min.x, rect.max.x), outer.y.clamp(rect.min.y, rect.max.y));
    let edge = if rect.contains(outer) { inner } else { edge };
    std::iter::once(edge).chain(points.into_iter().skip(first)).collect()
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values.dedup_by(|one, other| (*one - *other).abs() < 1e-6);
    values
}

/// The places of what lies strictly between two values of a sorted list.
fn between(all: &[f64], low: f64, high: f64) -> std::ops::Range<usize> {
    let first = all.partition_point(|at| *at <= low);
    first..all.partition_point(|at| *at < high).max(first)
}

/// The place of the lane that is nearest to a value.
fn nearest(lanes: &[f64], value: f64) -> usize {
    let after = lanes.partition_point(|lane| *lane < value);
    let before = after.saturating_sub(1);
    let near = |at: usize| lanes.get(at).map_or(f64::INFINITY, |lane| (lane - value).abs());
    if near(before) <= near(after) { before } else { after }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::MapSize;

    fn row(count: usize) -> Vec<MapRect> {
        let at = |number: usize| MapPoint::new(number as f64 * 100.0, 0.0);
        (0..count).map(|number| MapRect::around(at(number), MapSize::new(60.0, 40.0))).collect()
    }

    #[test]
    fn a_way_goes_round_the_box_between() {
        let way = Lanes::clear_of(row(3), 8.0).between(0, 2);
        let way = way.expect("above or below the middle one");
        assert_eq!(way.len(), 4, "{way:?}");
        assert!(way[1].y.abs() > 28.0 - 1e-9, "clear of the box: {way:?}");
    }

    #[test]
    fn neighbours_are_joined_straight() {
        assert_eq!(Lanes::clear_of(row(2), 8.0).between(0, 1).expect("a way").len(), 2);
    }

    #[test]
    fn a_closed_gap_has_no_way_through() {
        // The middle box of a cross, whose four neighbours touch it.
        let mut boxes = vec![MapRect::around(MapPoint::default(), MapSize::new(20.0, 20.0))];
        for (x, y, wide, high) in [
            (0.0, 15.0, 60.0, 10.0),
            (0.0, -15.0, 60.0, 10.0),
            (15.0, 0.0, 10.0, 60.0),
            (-15.0, 0.0, 10.0, 60.0),
        ] {
            boxes.push(MapRect::around(MapPoint::new(x, y), MapSize::new(wide, high)));
        }
        boxes.push(MapRect::around(MapPoint::new(200.0, 0.0), MapSize::new(20.0, 20.0)));
        assert_eq!(Lanes::clear_of(boxes, 2.0).between(0, 5), None);
    }
}
