use std::collections::BTreeMap;

use super::apart::{FLAT, crowded, push_apart};
use super::arrangement::Arrangement;
use super::network::Network;
use super::room::Room;
use super::stress::{Places, rest};
use super::{force, overlap, pack};
use crate::model::{PositionId, Stage};
use crate::quantity::{MapPoint, MapRect, MapSize};

/// Up to so many positions are pulled and pushed; the steps between more are drawn as distances.
const FEW: usize = 300;
/// One step, at least.
const STEP: f64 = 220.0;
/// Steps are as long as is needed so that no more pairs than this part of the boxes are crowded
/// before these are pushed apart.
const CROWDED: f64 = 0.35;
/// Between those who have nothing to do with each other.
const APART: f64 = 90.0;

/// Moves the positions of an arrangement by who deals with whom: those with frequent flows between
/// them come near each other, those without drift apart; those who have nothing to do with each
/// other stand side by side. It starts from where they stand and uses no chance, so that the same
/// arrangement always gives the same places, and one that is nearly at rest hardly moves.
///
/// `tell` is asked from time to time, with how much is done of all, whether to go on; nothing
/// comes of it where it is not to.
#[must_use]
pub fn by_communication(
    stage: &Stage,
    arrangement: &Arrangement,
    tell: &mut dyn FnMut(f64) -> bool,
) -> Option<Vec<(PositionId, MapPoint)>> {
    if arrangement.points.len() <= FEW {
        return tell(0.0).then(|| force::place(stage, arrangement));
    }
    let ids: Vec<PositionId> = arrangement.points.keys().copied().collect();
    let points: Vec<MapPoint> = arrangement.points.values().copied().collect();
    let size = |id: PositionId| arrangement.sizes.size(&id).unwrap_or_default();
    let sizes: Vec<MapSize> = ids.iter().map(|id| size(*id)).collect();
    let network = Network::of(stage, arrangement, &ids);
    let parts = network.parts();
    let mut done = 0;
    let mut step = None;
    let mut stands = Vec::with_capacity(parts.len());
    for part in &parts {
        let share = part.len() as f64 / ids.len() as f64;
        let before = done as f64 / ids.len() as f64;
        let rested = at_rest(&network, part, &points, &mut |part| tell(before + share * part))?;
        let own: Vec<MapSize> = part.iter().map(|it| sizes[*it as usize]).collect();
        // The largest part is the first, and all are drawn alike.
        let step = *step.get_or_insert_with(|| roomy(&rested, &own));
        let mut places = drawn(&rested, step);
        push_apart(&mut places, &own);
        stands.push((places, own));
        done += part.len();
    }
    let placed = beside_each_other(stands, middle(&points));
    let mut placed: BTreeMap<PositionId, MapPoint> =
        parts.into_iter().flatten().map(|it| ids[it as usize]).zip(placed).collect();
    overlap::separate(&mut placed, size);
    Some(placed.into_iter().collect())
}

/// Those who are joined with each other, in steps.
fn at_rest(
    network: &Network,
    part: &[u32],
    points: &[MapPoint],
    tell: &mut dyn FnMut(f64) -> bool,
) -> Option<Places> {
    let own = || part.iter().map(|it| points[*it as usize]);
    let places = Places {
        x: own().map(|at| (at.x / STEP) as f32).collect(),
        y: own().map(|at| (at.y * FLAT / STEP) as f32).collect(),
    };
    if part.len() < 2 { Some(places) } else { rest(&network.part(part), &places, tell) }
}

/// How long a step must be so that boxes are hardly in each other's way.
fn roomy(places: &Places, sizes: &[MapSize]) -> f64 {
    /// From one length that is tried to the next.
    const LONGER: f64 = 1.12;
    const LONGEST: i32 = 48;
    let enough = (CROWDED * sizes.len() as f64) as usize;
    let (mut low, mut high) = (-1, LONGEST);
    while high - low > 1 {
        let middle = i32::midpoint(low, high);
        let fits = crowded(&drawn(places, STEP * LONGER.powi(middle)), sizes) <= enough;
        (low, high) = if fits { (low, middle) } else { (middle, high) };
    }
    STEP * LONGER.powi(high)
}

fn drawn(places: &Places, step: f64) -> Vec<MapPoint> {
    let point =
        |(x, y): (&f32, &f32)| MapPoint::new(f64::from(*x) * step, f64::from(*y) * step / FLAT);
    places.x.iter().zip(&places.y).map(point).collect()
}

fn middle(points: &[MapPoint]) -> MapPoint {
    let count = points.len().max(1) as f64;
    let sum = points.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.x, sum.1 + at.y));
    MapPoint::new(sum.0 / count, sum.1 / count)
}

/// The places of all parts, one part beside the other, round a middle.
fn beside_each_other(parts: Vec<(Vec<MapPoint>, Vec<MapSize>)>, around: MapPoint) -> Vec<MapPoint> {
    let frame = |(places, sizes): &(Vec<MapPoint>, Vec<MapSize>)| {
        let boxes = places.iter().zip(sizes).map(|(at, size)| MapRect::around(*at, *size));
        boxes.reduce(|all, one| all.union(&one)).unwrap_or_default()
    };
    let frames: Vec<MapRect> = parts.iter().map(frame).collect();
    let extents: Vec<(f64, f64)> = frames.iter().map(|it| (it.width(), it.height())).collect();
    let corners = pack::shelves(&extents, Room::SCREEN.aspect(), APART);
    let mut placed = Vec::new();
    for (((places, _), frame), (x, y)) in parts.into_iter().zip(frames).zip(corners) {
        let (dx, dy) = (x - frame.min.x, y - frame.min.y);
        placed.extend(places.into_iter().map(|at| at.offset(dx, dy)));
    }
    let now = middle(&placed);
    let (dx, dy) = (around.x - now.x, around.y - now.y);
    placed.iter().map(|at| MapPoint::new((at.x + dx).round(), (at.y + dy).round())).collect()
}
