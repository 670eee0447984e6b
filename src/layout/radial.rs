use std::collections::BTreeMap;
use std::f64::consts::TAU;

use super::forest::Forest;
use super::overlap;
use super::size::{BoxText, size_of};
use crate::model::PositionId;
use crate::quantity::MapPoint;

/// From one ring to the next, at least.
const RING: f64 = 210.0;
/// Between neighbours on a ring.
const GAP: f64 = 26.0;
/// Boxes are wider than high: rings are flattened so that they fill a window better.
const FLAT: f64 = 0.62;

/// Places the chart as rings round its top: every subtree has a sector as wide as its outermost
/// boxes need, and the rings are as large as their fullest sector asks (Eades, "Drawing free
/// trees", 1992, with sectors by need).
pub(super) fn place(
    forest: &Forest,
    sizes: &BTreeMap<PositionId, BoxText>,
) -> BTreeMap<PositionId, MapPoint> {
    let order = walk_down(forest);
    let needs = needs(forest, sizes, &order);
    let whole: f64 = forest.roots.iter().filter_map(|root| needs.get(root)).sum();
    if whole <= 0.0 {
        return BTreeMap::new();
    }
    // One top stands in the middle; several share the first ring.
    let first_ring = usize::from(forest.roots.len() > 1);
    let mut sectors: BTreeMap<PositionId, (f64, f64)> = BTreeMap::new();
    share_out(&forest.roots, (0.0, TAU), &needs, &mut sectors);
    for (id, _) in &order {
        let Some(sector) = sectors.get(id).copied() else { continue };
        let reports = forest.reports.get(id).map_or(&[][..], Vec::as_slice);
        share_out(reports, sector, &needs, &mut sectors);
    }
    let radii = radii(&order, &sectors, sizes, first_ring);
    let mut points = BTreeMap::new();
    for (id, level) in &order {
        let Some((start, end)) = sectors.get(id) else { continue };
        // Half past the hour of the first sector would put a lone report at the foot.
        let angle = f64::midpoint(*start, *end) - TAU / 4.0;
        let radius = radii.get(level + first_ring).copied().unwrap_or(0.0);
        points.insert(*id, MapPoint::new(radius * angle.cos(), radius * angle.sin() * FLAT));
    }
    overlap::separate(&mut points, |id| size_of(sizes, id));
    points
}

/// Everybody with their level, superiors before their reports.
fn walk_down(forest: &Forest) -> Vec<(PositionId, usize)> {
    let mut order: Vec<(PositionId, usize)> = forest.roots.iter().map(|id| (*id, 0)).collect();
    let mut at = 0;
    while let Some((id, level)) = order.get(at).copied() {
        let reports = forest.reports.get(&id).into_iter().flatten();
        order.extend(reports.map(|report| (*report, level + 1)));
        at += 1;
    }
    order
}

/// How much of the outermost ring each subtree needs.
fn needs(
    forest: &Forest,
    sizes: &BTreeMap<PositionId, BoxText>,
    order: &[(PositionId, usize)],
) -> BTreeMap<PositionId, f64> {
    let mut needs: BTreeMap<PositionId, f64> = BTreeMap::new();
    for (id, _) in order.iter().rev() {
        let below: f64 = forest
            .reports
            .get(id)
            .into_iter()
            .flatten()
            .filter_map(|report| needs.get(report))
            .sum();
        needs.insert(*id, below.max(width(sizes, *id)));
    }
    needs
}

fn width(sizes: &BTreeMap<PositionId, BoxText>, id: PositionId) -> f64 {
    sizes.get(&id).map_or(0.0, |text| text.size.width) + GAP
}

/// Divides a sector among positions by their needs.
fn share_out(
    ids: &[PositionId],
    (start, end): (f64, f64),
    needs: &BTreeMap<PositionId, f64>,
    sectors: &mut BTreeMap<PositionId, (f64, f64)>,
) {
    let need = |id: &PositionId| needs.get(id).copied().unwrap_or(0.0);
    let whole: f64 = ids.iter().map(need).sum();
    let mut from = start;
    for id in ids {
        let to = from + (end - start) * need(id) / whole.max(f64::MIN_POSITIVE);
        sectors.insert(*id, (from, to));
        from = to;
    }
}

/// The radius of each ring, the middle first.
fn radii(
    order: &[(PositionId, usize)],
    sectors: &BTreeMap<PositionId, (f64, f64)>,
    sizes: &BTreeMap<PositionId, BoxText>,
    first_ring: usize,
) -> Vec<f64> {
    let levels = order.iter().map(|(_, level)| level + 1).max().unwrap_or(0);
    let mut radii: Vec<f64> = vec![0.0];
    for level in 0..levels + first_ring {
        let on_ring = order.iter().filter(|(_, own)| own + first_ring == level + 1);
        let asked = on_ring.filter_map(|(id, _)| {
            let (start, end) = sectors.get(id)?;
            // A sector of the whole ring has room whatever the radius.
            (end - start < TAU * 0.99).then(|| width(sizes, *id) / (end - start))
        });
        let before = radii.last().copied().unwrap_or(0.0);
        radii.push(asked.fold(before + RING, f64::max));
    }
    radii
}
