//! Boxes that are pushed apart until none covers another, in time nearly linear in their number.

use crate::quantity::{MapPoint, MapSize};

/// Kept free between boxes, a little more than where single ones are moved.
const GAP: f64 = 13.0;
/// Boxes are wider than high: a way down counts so many times.
pub(super) const FLAT: f64 = 1.7;

/// How many pairs of boxes are nearer to each other than they should be.
pub(super) fn crowded(points: &[MapPoint], sizes: &[MapSize]) -> usize {
    let pairs = near(points, reach(sizes));
    pairs.iter().filter(|pair| over(points, sizes, **pair).is_some()).count()
}

/// Pushes boxes that are too near to each other apart, each pair by the shorter way and half of it
/// each, over and over as long as it is of use. A few may be left where all are crowded.
pub(super) fn push_apart(points: &mut [MapPoint], sizes: &[MapSize]) {
    const ROUNDS: usize = 16;
    const WITHIN: usize = 4;
    let reach = reach(sizes);
    for _ in 0..ROUNDS {
        let pairs = near(points, (reach.0 * 1.2, reach.1 * 1.2));
        let mut pushed = false;
        for _ in 0..WITHIN {
            for pair in &pairs {
                if let Some((x, y)) = over(points, sizes, *pair) {
                    let (a, b) = (pair.0 as usize, pair.1 as usize);
                    points[a] = points[a].offset(-x / 2.0, -y / 2.0);
                    points[b] = points[b].offset(x / 2.0, y / 2.0);
                    pushed = true;
                }
            }
        }
        if !pushed {
            return;
        }
    }
}

/// The way by which the second of two is to go from the first; nothing where it is far enough.
fn over(points: &[MapPoint], sizes: &[MapSize], (a, b): (u32, u32)) -> Option<(f64, f64)> {
    let (a, b) = (a as usize, b as usize);
    let (dx, dy) = (points[b].x - points[a].x, points[b].y - points[a].y);
    let across = f64::midpoint(sizes[a].width, sizes[b].width) + GAP - dx.abs();
    let down = f64::midpoint(sizes[a].height, sizes[b].height) + GAP - dy.abs();
    if across <= 0.01 || down <= 0.01 {
        return None;
    }
    let way = |over: f64, along: f64| if along < 0.0 { -over } else { over };
    Some(if across < down * FLAT { (way(across, dx), 0.0) } else { (0.0, way(down, dy)) })
}

/// From the middle of a box within this no two are too near to each other.
fn reach(sizes: &[MapSize]) -> (f64, f64) {
    let largest = sizes
        .iter()
        .fold((0.0_f64, 0.0_f64), |most, size| (most.0.max(size.width), most.1.max(size.height)));
    (largest.0 + GAP, largest.1 + GAP)
}

/// All pairs that are no farther apart than this, across and down, by a sweep through strips.
fn near(points: &[MapPoint], (across, down): (f64, f64)) -> Vec<(u32, u32)> {
    let strip = |at: &MapPoint| (at.y / down).floor() as i64;
    let mut order: Vec<(i64, f64, u32)> =
        points.iter().zip(0..).map(|(at, number)| (strip(at), at.x, number)).collect();
    order.sort_unstable_by(|one, other| {
        one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)).then(one.2.cmp(&other.2))
    });
    let mut pairs = Vec::new();
    let mut add = |one: u32, other: u32| {
        if (points[one as usize].y - points[other as usize].y).abs() < down {
            pairs.push((one.min(other), one.max(other)));
        }
    };
    // The first of the next strip that is not too far to the left.
    let mut below = 0;
    for (at, (strip, x, own)) in order.iter().enumerate() {
        let right = order[at + 1..].iter();
        let same = right.take_while(|it| it.0 == *strip && it.1 - x < across);
        same.for_each(|it| add(*own, it.2));
        while below < order.len() && (order[below].0, order[below].1) <= (*strip + 1, x - across) {
            below += 1;
        }
        let next = order[below..].iter();
        let next = next.take_while(|it| it.0 == *strip + 1 && it.1 - x < across);
        next.for_each(|it| add(*own, it.2));
    }
    pairs
}
