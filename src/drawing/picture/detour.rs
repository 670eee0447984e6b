//! Edge routing: the way of a reporting line between boxes, where none of the usual ways is free.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use super::curve::Outline;
use super::obstacle::Obstacles;
use crate::quantity::{MapPoint, MapRect};

/// How far ways keep from boxes.
const MARGIN: f64 = 9.0;
/// How much longer a way may be to save a bend.
const BEND: f64 = 60.0;
/// With more boxes about than this no way is looked for.
const MOST: usize = 250;
/// So many places are looked at for one way.
const PATIENCE: usize = 60_000;

/// The shortest way of upright and level pieces with few bends from one box to another that runs
/// through no third one (Dijkstra on the lines beside the boxes); nothing where there is none, or
/// where too many boxes are about.
pub(super) fn detour(
    from: (usize, &Outline),
    to: (usize, &Outline),
    obstacles: &Obstacles,
) -> Option<Vec<MapPoint>> {
    let except = [from.0, to.0];
    let region = from.1.rect().union(&to.1.rect()).expanded(260.0);
    let boxes: Vec<MapRect> = obstacles.near(&region, except).take(MOST + 1).collect();
    if boxes.len() > MOST {
        return None;
    }
    let mut xs = vec![from.1.center.x, to.1.center.x];
    let mut ys = vec![from.1.center.y, to.1.center.y];
    for rect in boxes.iter().chain([&from.1.rect(), &to.1.rect()]) {
        xs.extend([rect.min.x - MARGIN, rect.max.x + MARGIN]);
        ys.extend([rect.min.y - MARGIN, rect.max.y + MARGIN]);
    }
    let lanes = Lanes { xs: sorted(xs), ys: sorted(ys), obstacles, except };
    lanes.search(from.1, to.1)
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values.dedup_by(|one, other| (*one - *other).abs() < 0.5);
    values
}

/// The lines on which ways may run.
struct Lanes<'a> {
    xs: Vec<f64>,
    ys: Vec<f64>,
    obstacles: &'a Obstacles,
    except: [usize; 2],
}

/// A place where lanes cross, and whether it was reached on a level lane.
type Stop = (usize, usize, bool);

/// A stop that waits, with the way to it.
struct Reached {
    cost: f64,
    stop: Stop,
    before: Option<Stop>,
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
        other.cost.total_cmp(&self.cost).then(other.stop.cmp(&self.stop))
    }
}

impl Lanes<'_> {
    fn search(&self, from: &Outline, to: &Outline) -> Option<Vec<MapPoint>> {
        let start = (nearest(&self.xs, from.center.x), nearest(&self.ys, from.center.y));
        let goal = (nearest(&self.xs, to.center.x), nearest(&self.ys, to.center.y));
        let mut open = BinaryHeap::new();
        for level in [false, true] {
            open.push(Reached { cost: 0.0, stop: (start.0, start.1, level), before: None });
        }
        let mut seen: BTreeMap<Stop, Option<Stop>> = BTreeMap::new();
        while let Some(Reached { cost, stop, before }) = open.pop() {
            if seen.len() > PATIENCE {
                return None;
            }
            if seen.contains_key(&stop) {
                continue;
            }
            seen.insert(stop, before);
            if (stop.0, stop.1) == goal {
                return Some(self.way(stop, &seen, from, to));
            }
            for (next, level) in self.beside(stop) {
                let (here, there) = (self.point((stop.0, stop.1)), self.point(next));
                let bend = if level == stop.2 { 0.0 } else { BEND };
                let further = (next.0, next.1, level);
                if !seen.contains_key(&further)
                    && self.obstacles.crossed(&[here, there], self.except) == 0
                {
                    let cost = cost + here.distance(there) + bend;
                    open.push(Reached { cost, stop: further, before: Some(stop) });
                }
            }
        }
        None
    }

    /// The next places along the lanes, each with whether it lies on the same height.
    fn beside(&self, (x, y, _): Stop) -> impl Iterator<Item = ((usize, usize), bool)> {
        let left = x.checked_sub(1).map(|x| ((x, y), true));
        let right = (x + 1 < self.xs.len()).then_some(((x + 1, y), true));
        let up = y.checked_sub(1).map(|y| ((x, y), false));
        let down = (y + 1 < self.ys.len()).then_some(((x, y + 1), false));
        [left, right, up, down].into_iter().flatten()
    }

    fn point(&self, (x, y): (usize, usize)) -> MapPoint {
        MapPoint::new(self.xs[x], self.ys[y])
    }

    /// The corners of the way to a stop, from border to border.
    fn way(
        &self,
        goal: Stop,
        seen: &BTreeMap<Stop, Option<Stop>>,
        from: &Outline,
        to: &Outline,
    ) -> Vec<MapPoint> {
        let mut points = vec![to.center];
        let mut at = seen.get(&goal).copied().flatten();
        while let Some(stop) = at {
            points.push(self.point((stop.0, stop.1)));
            at = seen.get(&stop).copied().flatten();
        }
        points.reverse();
        if let Some(first) = points.first_mut() {
            *first = from.center;
        }
        let outside = |points: Vec<MapPoint>, rect: MapRect| {
            let first = points.iter().position(|at| !rect.contains(*at)).unwrap_or(1).max(1);
            let (inner, outer) = (points[first - 1], points[first.min(points.len() - 1)]);
            let edge = MapPoint::new(
                outer.x.clamp(rect.min.x, rect.max.x),
                outer.y.clamp(rect.min.y, rect.max.y),
            );
            let edge = if rect.contains(outer) { inner } else { edge };
            std::iter::once(edge).chain(points.into_iter().skip(first)).collect::<Vec<_>>()
        };
        let mut points = outside(points, from.rect());
        points.reverse();
        let mut points = outside(points, to.rect());
        points.reverse();
        points
    }
}

/// The place of the lane that is nearest to a value.
fn nearest(lanes: &[f64], value: f64) -> usize {
    let after = lanes.partition_point(|lane| *lane < value);
    let before = after.saturating_sub(1);
    let near = |at: usize| lanes.get(at).map_or(f64::INFINITY, |lane| (lane - value).abs());
    if near(before) <= near(after) { before } else { after }
}
