//! Edge routing: the way of flows between boxes, where every curve would run behind others.

use super::curve::{Outline, bounds, rounded};
use super::detour::detour;
use super::edge_curve::lane_offsets;
use super::obstacle::{Obstacles, crosses};
use super::route::Ends;
use crate::quantity::{MapPoint, MapRect};

/// How far ways keep from boxes.
const MARGIN: f64 = 9.0;
/// How much longer a way may be to save a bend.
const BEND: f64 = 45.0;
/// Radius of bends.
const CORNER: f64 = 13.0;

/// A way of level and upright pieces round other boxes, with few bends; nothing where none is free.
pub(super) fn around(ends: &Ends, obstacles: &Obstacles) -> Option<Vec<MapPoint>> {
    let (from, to) = (ends.from.1.rect(), ends.to.1.rect());
    let except = [ends.from.0, ends.to.0];
    let own = [from.expanded(-1.0), to.expanded(-1.0)];
    let room = obstacles.bounds().expanded(4.0 * MARGIN);
    let free = |way: &Vec<MapPoint>| {
        let hits = |pair: &[MapPoint]| own.iter().any(|rect| crosses(pair[0], pair[1], rect));
        way.iter().all(|at| room.contains(*at))
            && !way.windows(2).any(hits)
            && obstacles.crossed(way, except) == 0
    };
    let cost = |way: &Vec<MapPoint>| {
        let length: f64 = way.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        length + BEND * way.len() as f64
    };
    let ways = ways(&from, &to).into_iter().map(tidied).filter(free);
    let best = ways.min_by(|one, other| cost(one).total_cmp(&cost(other)));
    best.or_else(|| detour((ends.from.0, &ends.from.1), (ends.to.0, &ends.to.1), obstacles))
}

/// The courses of some lanes along a way, each beside the other as far as other boxes leave room,
/// and the region of them all.
pub(super) fn lanes(
    way: &[MapPoint],
    count: usize,
    ends: &Ends,
    obstacles: &Obstacles,
) -> (Vec<Vec<MapPoint>>, MapRect) {
    let apart = [1.0, 0.5, 0.25].into_iter().map(|part| lanes_apart(way, count, part));
    let mut apart = apart.filter(|courses| are_free(courses, ends, obstacles));
    let courses = apart.next().unwrap_or_else(|| lanes_apart(way, count, 0.1));
    let region = courses.iter().filter_map(|course| bounds(course));
    let region = region.reduce(|all, one| all.union(&one)).unwrap_or_default();
    (courses, region)
}

/// Lanes along a way, so much apart.
fn lanes_apart(way: &[MapPoint], count: usize, part: f64) -> Vec<Vec<MapPoint>> {
    let level = |at: usize, next: usize| match (way.get(at), way.get(next)) {
        (Some(one), Some(other)) => (one.y - other.y).abs() < 0.5,
        _ => false,
    };
    let last = way.len().saturating_sub(1);
    let lane = |offset: f64| {
        let moved = |(number, at): (usize, &MapPoint)| {
            let (mut x, mut y) = (offset, offset);
            // The ends stay on the borders of their boxes.
            if number == 0 || number == last {
                let beside = if number == 0 { level(0, 1) } else { level(last, last - 1) };
                if beside { x = 0.0 } else { y = 0.0 }
            }
            at.offset(x, y)
        };
        let corners: Vec<MapPoint> = way.iter().enumerate().map(moved).collect();
        rounded(&corners, CORNER)
    };
    let offsets = lane_offsets(count, false).into_iter();
    offsets.map(|offset| lane((offset * 0.45).clamp(-8.0, 8.0) * part)).collect()
}

/// Whether all courses are free of other boxes.
pub(super) fn are_free(courses: &[Vec<MapPoint>], ends: &Ends, obstacles: &Obstacles) -> bool {
    let except = [ends.from.0, ends.to.0];
    courses.iter().all(|course| obstacles.crossed(course, except) == 0)
}

/// The usual ways from side to side.
fn ways(from: &MapRect, to: &MapRect) -> Vec<Vec<MapPoint>> {
    let sides = |rect: &MapRect| {
        let middle = rect.center();
        [
            (MapPoint::new(rect.max.x, middle.y), rect.max.x + MARGIN),
            (MapPoint::new(rect.min.x, middle.y), rect.min.x - MARGIN),
        ]
    };
    let ends = |rect: &MapRect| {
        let middle = rect.center();
        [
            (MapPoint::new(middle.x, rect.max.y), rect.max.y + MARGIN),
            (MapPoint::new(middle.x, rect.min.y), rect.min.y - MARGIN),
        ]
    };
    let at = MapPoint::new;
    let mut ways = Vec::new();
    for (start, out) in sides(from) {
        for (end, back) in sides(to) {
            let half = f64::midpoint(start.x, end.x);
            for x in [out, back, half, out.max(back), out.min(back)] {
                ways.push(vec![start, at(x, start.y), at(x, end.y), end]);
            }
            for y in [from.max.y, to.max.y, from.min.y, to.min.y] {
                for y in [y - MARGIN, y + MARGIN] {
                    ways.push(vec![
                        start,
                        at(out, start.y),
                        at(out, y),
                        at(back, y),
                        at(back, end.y),
                        end,
                    ]);
                }
            }
        }
        for (end, _) in ends(to) {
            ways.push(vec![start, at(end.x, start.y), end]);
        }
    }
    for (start, out) in ends(from) {
        for (end, back) in ends(to) {
            let half = f64::midpoint(start.y, end.y);
            for y in [out, back, half] {
                ways.push(vec![start, at(start.x, y), at(end.x, y), end]);
            }
        }
        for (end, back) in sides(to) {
            ways.push(vec![start, at(start.x, end.y), end]);
            for y in [out, back] {
                ways.push(vec![start, at(start.x, y), at(back, y), at(back, end.y), end]);
            }
        }
    }
    ways
}

/// A way without points that lie on each other or on a straight piece.
fn tidied(way: Vec<MapPoint>) -> Vec<MapPoint> {
    let mut kept: Vec<MapPoint> = Vec::new();
    for at in way {
        if kept.last().is_some_and(|last| last.distance(at) < 0.5) {
            continue;
        }
        if let [.., before, last] = kept.as_slice() {
            let level = (before.y - last.y).abs() < 0.5 && (last.y - at.y).abs() < 0.5;
            let upright = (before.x - last.x).abs() < 0.5 && (last.x - at.x).abs() < 0.5;
            if level || upright {
                kept.pop();
            }
        }
        kept.push(at);
    }
    kept
}

/// Whether so few boxes are drawn that ways are looked for.
pub(super) fn is_small(outlines: &[Outline]) -> bool {
    const MOST: usize = 150;
    outlines.len() <= MOST
}
