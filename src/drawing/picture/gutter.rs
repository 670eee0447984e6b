//! Ways between boxes that pass through the free lanes among all others, upright and level, with
//! as few bends as can be.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::quantity::{MapPoint, MapRect};

/// What a bend costs, as a length.
const BEND: u64 = 60;
/// Among more boxes than this no way is looked for: it would be lost among them, and take long.
const MOST: usize = 160;

/// The free lanes among boxes.
pub(super) struct Gutters {
    boxes: Vec<MapRect>,
    xs: Vec<f64>,
    ys: Vec<f64>,
    clearance: f64,
}

/// A place on the lanes, and whether it was reached on a level way.
type Stop = (usize, usize, bool);

impl Gutters {
    /// The lanes among some boxes that keep this far off each of them; nothing among too many.
    pub(super) fn of(boxes: Vec<MapRect>, clearance: f64) -> Option<Self> {
        if boxes.len() > MOST {
            return None;
        }
        let out = clearance + 0.5;
        let sides = |low: fn(&MapRect) -> f64, high: fn(&MapRect) -> f64| {
            let all = boxes.iter().flat_map(|rect| {
                let (low, high) = (low(rect), high(rect));
                [low - out, f64::midpoint(low, high), high + out]
            });
            let mut all: Vec<f64> = all.collect();
            all.sort_by(f64::total_cmp);
            all.dedup_by(|one, other| (*one - *other).abs() < 0.25);
            all
        };
        let xs = sides(|rect| rect.min.x, |rect| rect.max.x);
        let ys = sides(|rect| rect.min.y, |rect| rect.max.y);
        Some(Self { boxes, xs, ys, clearance })
    }

    /// The corners of a way from the middle of one box to that of another, by their places; nothing
    /// where every way is closed.
    pub(super) fn way(&self, from: usize, to: usize) -> Option<Vec<MapPoint>> {
        let closed = self.closed(from, to);
        let (start, goal) = (self.place(from)?, self.place(to)?);
        let (across, down) = (self.xs.len(), self.ys.len());
        let index = |(x, y, level): Stop| (y * across + x) * 2 + usize::from(level);
        let mut best = vec![u64::MAX; across * down * 2];
        let mut before: Vec<Option<Stop>> = vec![None; best.len()];
        let mut open = BinaryHeap::new();
        for level in [false, true] {
            let stop = (start.0, start.1, level);
            best[index(stop)] = 0;
            open.push(Reverse((0, stop)));
        }
        while let Some(Reverse((cost, stop))) = open.pop() {
            let (x, y, level) = stop;
            if cost > best[index(stop)] {
                continue;
            }
            if (x, y) == goal {
                return Some(self.corners(stop, &before, &index));
            }
            for (next, along) in neighbours(x, y, across, down) {
                if closed.contains(&piece((x, y), next)) {
                    continue;
                }
                let length =
                    (self.xs[x] - self.xs[next.0]).abs() + (self.ys[y] - self.ys[next.1]).abs();
                let bend = if along == level { 0 } else { BEND };
                // Lengths lie far below what a whole number holds.
                let reached = cost + bend + length.round() as u64;
                let stop_after = (next.0, next.1, along);
                if reached < best[index(stop_after)] {
                    best[index(stop_after)] = reached;
                    before[index(stop_after)] = Some(stop);
                    open.push(Reverse((reached, stop_after)));
                }
            }
        }
        None
    }

    /// The place of the middle of a box among the lanes.
    fn place(&self, index: usize) -> Option<(usize, usize)> {
        let middle = self.boxes.get(index)?.center();
        let nearest = |all: &[f64], at: f64| {
            let far = |place: &usize| (all[*place] - at).abs();
            (0..all.len()).min_by(|one, other| far(one).total_cmp(&far(other)))
        };
        Some((nearest(&self.xs, middle.x)?, nearest(&self.ys, middle.y)?))
    }

    /// The pieces of lanes that lie too near a box other than these two.
    fn closed(&self, from: usize, to: usize) -> BTreeSet<Piece> {
        let mut closed = BTreeSet::new();
        let others = self.boxes.iter().enumerate().filter(|(at, _)| *at != from && *at != to);
        for (_, rect) in others {
            let near = rect.expanded(self.clearance);
            let columns = inside(&self.xs, near.min.x, near.max.x);
            let rows = inside(&self.ys, near.min.y, near.max.y);
            for x in columns.clone() {
                for y in rows.clone() {
                    for (next, _) in neighbours(x, y, self.xs.len(), self.ys.len()) {
                        closed.insert(piece((x, y), next));
                    }
                }
            }
        }
        closed
    }

    fn corners(
        &self,
        end: Stop,
        before: &[Option<Stop>],
        index: &impl Fn(Stop) -> usize,
    ) -> Vec<MapPoint> {
        let mut corners: Vec<MapPoint> = Vec::new();
        let mut at = Some(end);
        while let Some(stop) = at {
            let point = MapPoint::new(self.xs[stop.0], self.ys[stop.1]);
            let straight = |one: MapPoint, other: MapPoint| {
                let level = (one.y - other.y).abs() < 1e-9 && (other.y - point.y).abs() < 1e-9;
                let upright = (one.x - other.x).abs() < 1e-9 && (other.x - point.x).abs() < 1e-9;
                level || upright
            };
            if let [.., one, other] = corners.as_slice()
                && straight(*one, *other)
            {
                corners.pop();
            }
            corners.push(point);
            at = before[index(stop)];
        }
        corners
    }
}

/// A piece of lane between two neighbouring places, the smaller one first.
type Piece = ((usize, usize), (usize, usize));

fn piece(one: (usize, usize), other: (usize, usize)) -> Piece {
    (one.min(other), one.max(other))
}

/// The places of what lies strictly between two values of a sorted list.
fn inside(all: &[f64], low: f64, high: f64) -> std::ops::Range<usize> {
    all.partition_point(|at| *at <= low)..all.partition_point(|at| *at < high)
}

/// The next places in the four directions, each with whether the way there is level.
fn neighbours(
    x: usize,
    y: usize,
    across: usize,
    down: usize,
) -> impl Iterator<Item = ((usize, usize), bool)> {
    let left = x.checked_sub(1).map(|x| ((x, y), true));
    let right = (x + 1 < across).then_some(((x + 1, y), true));
    let up = y.checked_sub(1).map(|y| ((x, y), false));
    let below = (y + 1 < down).then_some(((x, y + 1), false));
    [left, right, up, below].into_iter().flatten()
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
        let gutters = Gutters::of(row(3), 8.0).expect("three boxes");
        let way = gutters.way(0, 2).expect("above or below the middle one");
        assert_eq!(way.len(), 4, "{way:?}");
        assert!(way[1].y.abs() > 28.0 - 1e-9, "clear of the box: {way:?}");
    }

    #[test]
    fn neighbours_are_joined_straight() {
        let gutters = Gutters::of(row(2), 8.0).expect("two boxes");
        assert_eq!(gutters.way(0, 1).expect("a way").len(), 2);
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
        let gutters = Gutters::of(boxes, 2.0).expect("six boxes");
        assert_eq!(gutters.way(0, 5), None);
    }
}
