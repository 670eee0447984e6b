use std::collections::BTreeMap;

use super::apart::FLAT;
use super::arrangement::Arrangement;
use super::overlap;
use crate::model::{FlowKind, PositionId, Stage};
use crate::quantity::MapPoint;

/// The distance at which two who deal with each other come to rest.
const REST: f64 = 220.0;
/// Nobody pushes anybody who is farther away than this.
const REACH: f64 = 3.0 * REST;
/// Rounds of pulling and pushing.
const ROUNDS: u32 = 500;
/// The part of a force that is followed in one round; all of it would swing past the goal.
const DAMPED: f64 = 0.3;

/// Places the few positions of an arrangement by who deals with whom (Fruchterman and Reingold
/// 1991, pushing within reach only), from where they stand.
pub(super) fn place(stage: &Stage, arrangement: &Arrangement) -> Vec<(PositionId, MapPoint)> {
    let ids: Vec<PositionId> = arrangement.points.keys().copied().collect();
    let mut points: Vec<(f64, f64)> = ids
        .iter()
        .filter_map(|id| arrangement.points.get(id))
        .map(|at| (at.x, at.y * FLAT))
        .collect();
    let middle = mean(&points);
    let pulls = pulls(stage, arrangement, &ids);
    for round in 0..ROUNDS {
        let heat = REST * 0.5 * (1.0 - f64::from(round) / f64::from(ROUNDS)).max(0.02);
        relax(&mut points, &pulls, middle, heat);
    }
    let mut placed: BTreeMap<PositionId, MapPoint> = ids
        .into_iter()
        .zip(points)
        .map(|(id, (x, y))| (id, MapPoint::new(x.round(), (y / FLAT).round())))
        .collect();
    let size = |id| arrangement.sizes.size(&id).unwrap_or_default();
    overlap::separate(&mut placed, size);
    placed.into_iter().collect()
}

fn mean(points: &[(f64, f64)]) -> (f64, f64) {
    let count = points.len().max(1) as f64;
    let sum = points.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
    (sum.0 / count, sum.1 / count)
}

/// Pairs that pull at each other, and how much. The chart pulls a little, so that nobody whom
/// no flow reaches is lost.
fn pulls(stage: &Stage, arrangement: &Arrangement, ids: &[PositionId]) -> Vec<(usize, usize, f64)> {
    let place = |id: PositionId| {
        let shown = arrangement.hidden.get(&id).copied().unwrap_or(id);
        ids.binary_search(&shown).ok()
    };
    let mut pulls: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let mut add = |from: PositionId, to: PositionId, strength: f64| {
        if let (Some(a), Some(b)) = (place(from), place(to))
            && a != b
        {
            *pulls.entry((a.min(b), a.max(b))).or_default() += strength;
        }
    };
    for (_, flow) in stage.flows().iter() {
        let strength = match flow.kind {
            FlowKind::Relation(_) => 0.5,
            _ => (flow.frequency.get() / 5.0).min(1.0) + 0.4,
        };
        add(flow.from, flow.to, strength);
    }
    for (_, line) in stage.lines().iter() {
        add(line.from, line.to, 0.15);
    }
    pulls.into_iter().map(|((a, b), strength)| (a, b, strength.min(2.5))).collect()
}

fn relax(points: &mut [(f64, f64)], pulls: &[(usize, usize, f64)], middle: (f64, f64), heat: f64) {
    let mut forces = vec![(0.0, 0.0); points.len()];
    let mut add = |a: usize, b: usize, (x, y): (f64, f64)| {
        forces[a] = (forces[a].0 + x, forces[a].1 + y);
        forces[b] = (forces[b].0 - x, forces[b].1 - y);
    };
    for (a, b) in near(points) {
        let (dx, dy, distance) = between(points[a], points[b]);
        if distance < REACH {
            let push = REST * REST / distance / distance;
            add(a, b, (dx * push, dy * push));
        }
    }
    for (a, b, strength) in pulls {
        let (dx, dy, distance) = between(points[*a], points[*b]);
        let pull = -strength * distance / REST;
        add(*a, *b, (dx * pull, dy * pull));
    }
    for (point, (fx, fy)) in points.iter_mut().zip(forces) {
        let (fx, fy) = (fx - (point.0 - middle.0) * 0.02, fy - (point.1 - middle.1) * 0.02);
        let length = fx.hypot(fy);
        if length > 0.0 {
            let step = (length * DAMPED).min(heat) / length;
            *point = (point.0 + fx * step, point.1 + fy * step);
        }
    }
}

/// The way from the second to the first, and its length. Two at one place are told apart.
fn between(a: (f64, f64), b: (f64, f64)) -> (f64, f64, f64) {
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    if dx.hypot(dy) < 1.0 { (1.0, 0.5, 1.0) } else { (dx, dy, dx.hypot(dy)) }
}

/// Pairs of points that lie in the same or in neighbouring cells, each pair once.
fn near(points: &[(f64, f64)]) -> Vec<(usize, usize)> {
    let cell = |at: &(f64, f64)| ((at.0 / REACH).floor() as i64, (at.1 / REACH).floor() as i64);
    let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for (number, at) in points.iter().enumerate() {
        cells.entry(cell(at)).or_default().push(number);
    }
    let mut pairs = Vec::new();
    for ((x, y), members) in &cells {
        for (number, a) in members.iter().enumerate() {
            pairs.extend(members[number + 1..].iter().map(|b| (*a, *b)));
        }
        for (dx, dy) in [(1, 0), (-1, 1), (0, 1), (1, 1)] {
            let others = cells.get(&(x + dx, y + dy)).into_iter().flatten();
            pairs.extend(others.flat_map(|b| members.iter().map(move |a| (*a, *b))));
        }
    }
    pairs
}
