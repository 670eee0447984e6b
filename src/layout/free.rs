use std::collections::{BTreeMap, BTreeSet};

use super::room::Room;
use super::size::{BoxText, TITLE_SIZE, size_of};
use super::{overlap, pack};
use crate::model::{PositionId, Stage, UnitId};
use crate::quantity::{MapPoint, MapRect};

/// Up to so many positions are placed by who is connected to whom; more stand in rows by unit.
pub(super) const MOST: usize = 300;
/// Rounds of pulling and pushing.
const ROUNDS: usize = 400;
/// The distance at which connected positions come to rest.
const REST: f64 = 230.0;
/// Boxes are wider than high, so that distances down count more.
const FLAT: f64 = 1.7;

/// Between those who have nothing to do with each other.
const APART: f64 = 70.0;

/// Places positions that have flows but no chart: those who deal with each other directly or
/// through others as one group, and the groups beside each other, for a room of these proportions.
pub(super) fn place(
    stage: &Stage,
    ids: &[PositionId],
    sizes: &BTreeMap<PositionId, BoxText>,
    room: Room,
) -> BTreeMap<PositionId, MapPoint> {
    let aspect = room.aspect();
    let mut groups: Vec<(MapRect, BTreeMap<PositionId, MapPoint>)> = components(stage, ids)
        .iter()
        .map(|group| {
            let mut points = place_group(stage, group, sizes);
            overlap::separate(&mut points, |id| size_of(sizes, id));
            fill(&mut points, aspect);
            let boxes = points
                .iter()
                .filter_map(|(id, at)| Some(MapRect::around(*at, sizes.get(id)?.size)));
            (boxes.reduce(|all, one| all.union(&one)).unwrap_or_default(), points)
        })
        .collect();
    groups.sort_by(|(one, _), (other, _)| other.height().total_cmp(&one.height()));
    let extents: Vec<(f64, f64)> =
        groups.iter().map(|(rect, _)| (rect.width(), rect.height())).collect();
    let corners = pack::shelves(&extents, aspect, APART);
    let mut placed = BTreeMap::new();
    for ((rect, points), (x, y)) in groups.into_iter().zip(corners) {
        let (dx, dy) = (x - rect.min.x, y - rect.min.y);
        placed.extend(points.into_iter().map(|(id, at)| (id, at.offset(dx, dy))));
    }
    closer(&placed, sizes, room)
}

/// The same places, as much nearer to each other as is needed for the letters to be large, as far
/// as boxes keep apart.
fn closer(
    places: &BTreeMap<PositionId, MapPoint>,
    sizes: &BTreeMap<PositionId, BoxText>,
    room: Room,
) -> BTreeMap<PositionId, MapPoint> {
    const AMPLE: f64 = 1.6;
    const GAP: f64 = 14.0;
    let at = |part: f64| -> BTreeMap<PositionId, MapPoint> {
        places.iter().map(|(id, at)| (*id, MapPoint::new(at.x * part, at.y * part))).collect()
    };
    let boxes = |points: &BTreeMap<PositionId, MapPoint>| -> Vec<MapRect> {
        let size = |id| sizes.get(id).map(|text| text.size).unwrap_or_default();
        points.iter().map(|(id, at)| MapRect::around(*at, size(id))).collect()
    };
    let apart = |boxes: &[MapRect]| {
        let near: Vec<MapRect> = boxes.iter().map(|rect| rect.expanded(GAP)).collect();
        near.iter()
            .enumerate()
            .all(|(number, one)| !near[number + 1..].iter().any(|it| one.overlaps(it)))
    };
    let mut best = places.clone();
    for step in 1..=12 {
        let large = boxes(&best).into_iter().reduce(|all, one| all.union(&one));
        if large.is_none_or(|all| room.letters(all, TITLE_SIZE) >= AMPLE) {
            break;
        }
        let nearer = at(0.94_f64.powi(step));
        if !apart(&boxes(&nearer)) {
            break;
        }
        best = nearer;
    }
    tighter(best, sizes, room)
}

/// Where letters would still be too small: the same places pressed together, and then apart again
/// just as far as boxes need, when that makes the letters larger.
fn tighter(
    best: BTreeMap<PositionId, MapPoint>,
    sizes: &BTreeMap<PositionId, BoxText>,
    room: Room,
) -> BTreeMap<PositionId, MapPoint> {
    let letters = |points: &BTreeMap<PositionId, MapPoint>| {
        let boxes =
            points.iter().filter_map(|(id, at)| Some(MapRect::around(*at, sizes.get(id)?.size)));
        let all = boxes.reduce(|all, one| all.union(&one)).unwrap_or_default();
        room.letters(all, TITLE_SIZE)
    };
    if letters(&best) >= 1.2 {
        return best;
    }
    let pressed = [0.8, 0.65, 0.5, 0.35].into_iter().map(|part| {
        let at = |at: &MapPoint| MapPoint::new(at.x * part, at.y * part);
        let mut points = best.iter().map(|(id, point)| (*id, at(point))).collect();
        overlap::separate(&mut points, |id| size_of(sizes, id));
        points
    });
    let largest = pressed.max_by(|one, other| letters(one).total_cmp(&letters(other)));
    largest.filter(|points| letters(points) > letters(&best)).unwrap_or(best)
}

/// Stretches distances so that a group has the proportions of the room, as far as it keeps its
/// form.
fn fill(points: &mut BTreeMap<PositionId, MapPoint>, aspect: f64) {
    const MOST: f64 = 1.6;
    let range = |of: fn(&MapPoint) -> f64| {
        let values = || points.values().map(of);
        values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)
    };
    let (width, height) = (range(|at| at.x), range(|at| at.y));
    if width < 1.0 || height < 1.0 {
        return;
    }
    let (x, y) =
        ((height * aspect / width).clamp(1.0, MOST), (width / aspect / height).clamp(1.0, MOST));
    points.values_mut().for_each(|at| *at = MapPoint::new(at.x * x, at.y * y));
}

/// Those who deal with each other, directly or through others, in the order of the first of each.
fn components(stage: &Stage, ids: &[PositionId]) -> Vec<Vec<PositionId>> {
    let mut beside: BTreeMap<PositionId, Vec<PositionId>> = BTreeMap::new();
    for (_, flow) in stage.flows().iter() {
        beside.entry(flow.from).or_default().push(flow.to);
        beside.entry(flow.to).or_default().push(flow.from);
    }
    let wanted: BTreeSet<PositionId> = ids.iter().copied().collect();
    let mut group_of: BTreeMap<PositionId, usize> = BTreeMap::new();
    let mut count = 0;
    for start in ids {
        let mut open = vec![*start];
        let mut grew = false;
        while let Some(id) = open.pop() {
            if wanted.contains(&id) && !group_of.contains_key(&id) {
                group_of.insert(id, count);
                grew = true;
                open.extend(beside.get(&id).into_iter().flatten().copied());
            }
        }
        count += usize::from(grew);
    }
    let mut groups = vec![Vec::new(); count];
    // In the given order, in which units stand together.
    ids.iter()
        .filter_map(|id| Some((id, group_of.get(id)?)))
        .for_each(|(id, group)| groups[*group].push(*id));
    groups
}

/// Connected ones near each other, those of a unit together (Fruchterman and Reingold 1991, from
/// a circle, without chance), then apart until no two boxes overlap.
fn place_group(
    stage: &Stage,
    ids: &[PositionId],
    sizes: &BTreeMap<PositionId, BoxText>,
) -> BTreeMap<PositionId, MapPoint> {
    let mut points = circle(ids);
    let pulls = pulls(stage, ids);
    for round in 0..ROUNDS {
        let heat = REST * (1.0 - round as f64 / ROUNDS as f64).max(0.02);
        relax(&mut points, &pulls, heat);
    }
    let boxes: Vec<(f64, f64)> = ids
        .iter()
        .map(|id| sizes.get(id).map_or((0.0, 0.0), |text| (text.size.width, text.size.height)))
        .collect();
    push_apart(&mut points, &boxes);
    ids.iter().zip(points).map(|(id, (x, y))| (*id, MapPoint::new(x.round(), y.round()))).collect()
}

/// Everybody on a circle, in order; units are side by side already.
fn circle(ids: &[PositionId]) -> Vec<(f64, f64)> {
    let count = ids.len().max(1) as f64;
    let radius = REST * count / std::f64::consts::TAU;
    let place = |number: usize| {
        let angle = std::f64::consts::TAU * number as f64 / count;
        (radius * angle.sin(), -radius * angle.cos() / FLAT)
    };
    (0..ids.len()).map(place).collect()
}

/// Pairs that pull at each other, and how much.
fn pulls(stage: &Stage, ids: &[PositionId]) -> Vec<(usize, usize, f64)> {
    let number: BTreeMap<PositionId, usize> =
        ids.iter().enumerate().map(|(number, id)| (*id, number)).collect();
    let mut joined: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (_, flow) in stage.flows().iter() {
        if let (Some(a), Some(b)) = (number.get(&flow.from), number.get(&flow.to)) {
            joined.insert((*a.min(b), *a.max(b)));
        }
    }
    let mut pulls: Vec<_> = joined.into_iter().map(|(a, b)| (a, b, 1.0)).collect();
    let mut members: BTreeMap<UnitId, Vec<usize>> = BTreeMap::new();
    for (number, id) in ids.iter().enumerate() {
        if let Some(unit) = stage.positions().get(*id).and_then(|position| position.unit) {
            members.entry(unit).or_default().push(number);
        }
    }
    let together = members.values().flat_map(|row| row.windows(2).map(|two| (two[0], two[1], 0.6)));
    pulls.extend(together);
    pulls
}

fn relax(points: &mut [(f64, f64)], pulls: &[(usize, usize, f64)], heat: f64) {
    let mut forces = vec![(0.0, 0.0); points.len()];
    for a in 0..points.len() {
        for b in a + 1..points.len() {
            let (dx, dy, distance) = between(points[a], points[b]);
            let push = REST * REST / distance / distance;
            add(&mut forces, a, b, (dx * push, dy * push));
        }
    }
    for (a, b, strength) in pulls {
        let (dx, dy, distance) = between(points[*a], points[*b]);
        let pull = -strength * distance / REST;
        add(&mut forces, *a, *b, (dx * pull, dy * pull));
    }
    for (point, (fx, fy)) in points.iter_mut().zip(forces) {
        let (fx, fy) = (fx - point.0 * 0.02, fy - point.1 * 0.02 * FLAT);
        let length = fx.hypot(fy);
        if length > 0.0 {
            let step = length.min(heat) / length;
            *point = (point.0 + fx * step, point.1 + fy * step / FLAT);
        }
    }
}

fn between(a: (f64, f64), b: (f64, f64)) -> (f64, f64, f64) {
    let (dx, dy) = (a.0 - b.0, (a.1 - b.1) * FLAT);
    (dx, dy, dx.hypot(dy).max(1.0))
}

fn add(forces: &mut [(f64, f64)], a: usize, b: usize, force: (f64, f64)) {
    forces[a] = (forces[a].0 + force.0, forces[a].1 + force.1);
    forces[b] = (forces[b].0 - force.0, forces[b].1 - force.1);
}

/// Moves boxes that overlap apart, the shorter way, until none does.
fn push_apart(points: &mut [(f64, f64)], boxes: &[(f64, f64)]) {
    const GAP: (f64, f64) = (40.0, 36.0);
    const MOST_ROUNDS: usize = 500;
    for _ in 0..MOST_ROUNDS {
        let mut moved = false;
        for a in 0..points.len() {
            for b in a + 1..points.len() {
                let room_x = (boxes[a].0 + boxes[b].0) / 2.0 + GAP.0;
                let room_y = (boxes[a].1 + boxes[b].1) / 2.0 + GAP.1;
                let (dx, dy) = (points[b].0 - points[a].0, points[b].1 - points[a].1);
                let (over_x, over_y) = (room_x - dx.abs(), room_y - dy.abs());
                if over_x <= 0.01 || over_y <= 0.01 {
                    continue;
                }
                moved = true;
                if over_x < over_y {
                    let by = over_x / 2.0 * if dx < 0.0 { -1.0 } else { 1.0 };
                    (points[a].0, points[b].0) = (points[a].0 - by, points[b].0 + by);
                } else {
                    let by = over_y / 2.0 * if dy < 0.0 { -1.0 } else { 1.0 };
                    (points[a].1, points[b].1) = (points[a].1 - by, points[b].1 + by);
                }
            }
        }
        if !moved {
            return;
        }
    }
}
