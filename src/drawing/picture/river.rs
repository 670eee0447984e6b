//! The mismatch river: along every reporting line the share of knowledge that has to cross it to
//! meet its authority, so broad for one hundredth in every picture.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::build::View;
use super::curve::Cubic;
use super::obstacle;
use super::{ArcFigure, ArcId, NodeFigure};
use crate::analysis::Gap;
use crate::drawing::{Ink, Mark, Stroke};
use crate::model::{LineId, PositionId};
use crate::quantity::MapPoint;
use crate::wording::Lens;

/// How broad the river is for one hundredth, in map units. The whole knowledge is then broader
/// than no box, so that all mouths find room side by side.
pub(super) const PER_PERCENT: f64 = 0.8;
/// The thinnest band that is seen.
const THINNEST: f64 = 1.6;
/// What is too little to be called a crossing.
const NOTHING: f64 = 1e-6;

/// One band of the river.
struct Band<'a> {
    report: &'a NodeFigure,
    superior: &'a NodeFigure,
    /// What crosses: positive goes up.
    crossing: f64,
    line: LineId,
    /// The course of its line, from the report up.
    course: &'a [MapPoint],
}

impl Band<'_> {
    fn width(&self) -> f64 {
        (self.crossing.abs() * 100.0 * PER_PERCENT).max(THINNEST)
    }

    /// Where its line runs upright for the longest stretch, if it leaves the box at its side.
    fn trunk(&self) -> Option<f64> {
        let first = self.course.first()?;
        let from_side = (first.y - self.report.center.y).abs() < self.report.size.height * 0.4;
        let upright = |pair: &&[MapPoint]| (pair[0].x - pair[1].x).abs() < 0.5;
        let longest = self.course.windows(2).filter(upright).max_by(|one, other| {
            let long = |pair: &[MapPoint]| (pair[0].y - pair[1].y).abs();
            long(one).total_cmp(&long(other))
        });
        longest.filter(|_| from_side).map(|pair| pair[0].x)
    }
}

/// The lines along which a river runs in place of the line, in the lens that is about it.
pub(super) fn lines(view: &View) -> BTreeSet<LineId> {
    let gap = view.input.analysis.and_then(|analysis| analysis.gap.as_ref().ok());
    let Some(gap) = gap.filter(|_| view.input.lens == Lens::AuthorityAndKnowledge) else {
        return BTreeSet::new();
    };
    let crossed = gap.crossing_line.iter().filter(|(id, _)| {
        let drawn = view.standing_for(**id) == **id;
        drawn && gap.crossing.get(*id).is_some_and(|it| it.is_finite() && it.abs() >= NOTHING)
    });
    crossed.map(|(_, line)| *line).collect()
}

/// The bands along the reporting lines, side by side where they enter the same box.
pub(super) fn river(
    gap: &Gap,
    nodes: &[Arc<NodeFigure>],
    arcs: &[Arc<ArcFigure>],
    marks: &mut Vec<Mark>,
) {
    let mut mouths: BTreeMap<PositionId, Vec<Band<'_>>> = BTreeMap::new();
    for band in bands(gap, nodes, arcs) {
        mouths.entry(band.superior.id).or_default().push(band);
    }
    let mut beds = Vec::new();
    for bands in mouths.into_values() {
        let (hanging, above): (Vec<_>, Vec<_>) =
            bands.into_iter().partition(|band| band.trunk().is_some());
        fan(above, nodes, marks, &mut beds);
        hang(hanging, marks, &mut beds);
    }
    marks.append(&mut beds);
}

/// The lines that something crosses and whose two ends are drawn.
fn bands<'a>(gap: &Gap, nodes: &'a [Arc<NodeFigure>], arcs: &'a [Arc<ArcFigure>]) -> Vec<Band<'a>> {
    let node = |id: PositionId| {
        let at = nodes.binary_search_by_key(&id, |node| node.id).ok()?;
        nodes.get(at).map(AsRef::as_ref)
    };
    let drawn: BTreeMap<LineId, &Arc<ArcFigure>> = arcs
        .iter()
        .filter_map(|arc| match arc.id {
            ArcId::Line(line) => Some((line, arc)),
            ArcId::Flow(_) => None,
        })
        .collect();
    let mut bands = Vec::new();
    for (id, line) in gap.crossing_line.iter() {
        let Some(arc) = drawn.get(line) else { continue };
        let crossing = gap.crossing.get(id).copied().unwrap_or(0.0);
        // The crossing belongs to the report; an arc with a stand-in for it tells another story.
        if !crossing.is_finite() || crossing.abs() < NOTHING || arc.from != *id {
            continue;
        }
        if let (Some(report), Some(superior)) = (node(arc.from), node(arc.to)) {
            bands.push(Band { report, superior, crossing, line: *line, course: &arc.path });
        }
    }
    bands
}

/// Bands that come from above or below their boxes: their mouths lie side by side at the box they
/// enter, in the order of the boxes they come from. They sweep there freely; where one of them
/// would run behind a box that it does not join, all keep to the courses of their lines.
fn fan(
    mut bands: Vec<Band<'_>>,
    nodes: &[Arc<NodeFigure>],
    marks: &mut Vec<Mark>,
    beds: &mut Vec<Mark>,
) {
    bands.sort_by(|one, other| {
        let x = |band: &Band<'_>| band.report.center.x;
        x(one).total_cmp(&x(other)).then(one.line.cmp(&other.line))
    });
    let total: f64 = bands.iter().map(Band::width).sum();
    let mut used = 0.0;
    let shifts = bands.iter().map(|band| {
        used += band.width();
        used - band.width() / 2.0 - total / 2.0
    });
    let shifts: Vec<f64> = shifts.collect();
    let both = || bands.iter().zip(&shifts);
    let swept: Vec<_> = both().map(|(band, shift)| swept(band, *shift)).collect();
    let free = |ways: &[Vec<MapPoint>]| {
        bands.iter().zip(ways).all(|(band, points)| is_free(band, points, nodes))
    };
    let ways = if free(&swept) {
        swept
    } else {
        // In a gap too narrow for all of them side by side they lie upon each other.
        let closer = [1.0, 0.75, 0.5, 0.25].map(|part| -> Vec<_> {
            both().map(|(band, shift)| along_line(band, shift * part)).collect()
        });
        let fits = closer.into_iter().find(|ways| free(ways));
        fits.unwrap_or_else(|| bands.iter().map(|band| along_line(band, 0.0)).collect())
    };
    for (band, points) in bands.iter().zip(ways) {
        stream(band, points, marks, beds);
    }
}

/// A sweep from box to box, with its mouth so far beside the middle.
fn swept(band: &Band<'_>, shift: f64) -> Vec<MapPoint> {
    let (report, superior) = (band.report, band.superior);
    let down = if report.center.y >= superior.center.y { 1.0 } else { -1.0 };
    let mouth = superior.center.offset(shift, down * superior.size.height * 0.3);
    let source = report.center.offset(0.0, -down * report.size.height * 0.3);
    let bend = (source.y - mouth.y) * 0.52;
    let curve = Cubic([source, source.offset(0.0, -bend), mouth.offset(0.0, bend), mouth]);
    (0..=24).map(|step| curve.at(f64::from(step) / 24.0)).collect()
}

/// The course of its line, which runs behind no box; beside others at the end, and from well
/// within the one box to well within the other.
fn along_line(band: &Band<'_>, shift: f64) -> Vec<MapPoint> {
    let mut points = band.course.to_vec();
    let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else {
        return swept(band, shift);
    };
    for point in &mut points {
        // The half that belongs to the superior.
        if (point.x - last.x).abs() <= (point.x - first.x).abs() {
            point.x += shift;
        }
    }
    let within =
        |of: &NodeFigure, at: MapPoint| MapPoint::new(at.x, at.y + (of.center.y - at.y) * 0.4);
    if let Some(last) = points.last().copied() {
        points.push(within(band.superior, last));
    }
    points.insert(0, within(band.report, first));
    points
}

/// Whether a band runs behind no box but its own two.
fn is_free(band: &Band<'_>, points: &[MapPoint], nodes: &[Arc<NodeFigure>]) -> bool {
    let own = [band.report.id, band.superior.id];
    let foreign = nodes.iter().filter(|node| !own.contains(&node.id));
    foreign
        .map(|node| node.rect().expanded(band.width() / 2.0))
        .all(|rect| points.windows(2).all(|piece| !obstacle::crosses(piece[0], piece[1], &rect)))
}

/// Bands of boxes that hang beside an upright line: each has a lane of its own along it, the
/// nearest box the innermost.
fn hang(mut bands: Vec<Band<'_>>, marks: &mut Vec<Mark>, beds: &mut Vec<Mark>) {
    // Which line, which side of it, how far down.
    let place = |band: &Band<'_>| -> (f64, f64, f64) {
        let trunk = band.trunk().unwrap_or(band.report.center.x);
        let side = if band.report.center.x >= trunk { 1.0 } else { -1.0 };
        (trunk, side, band.report.center.y)
    };
    bands.sort_by(|one, other| {
        let (one_at, other_at) = (place(one), place(other));
        (one_at.0.round().total_cmp(&other_at.0.round()))
            .then(one_at.1.total_cmp(&other_at.1))
            .then(one_at.2.total_cmp(&other_at.2))
            .then(one.line.cmp(&other.line))
    });
    let mut used: BTreeMap<(i64, bool), f64> = BTreeMap::new();
    let totals = bands.iter().fold(BTreeMap::new(), |mut totals, band| {
        let (trunk, side, _) = place(band);
        *totals.entry((trunk.round() as i64, side > 0.0)).or_insert(0.0) += band.width();
        totals
    });
    for band in &bands {
        let (trunk, side, _) = place(band);
        let key = (trunk.round() as i64, side > 0.0);
        let both = totals.contains_key(&(key.0, !key.1));
        let total = totals.get(&key).copied().unwrap_or(0.0);
        let lane = used.entry(key).or_insert(0.0);
        // On one side alone the lanes lie round the line; on both, each keeps to its side.
        let from = if both { total } else { total / 2.0 };
        let shift = side * (from - *lane - band.width() / 2.0);
        *lane += band.width();
        let mut points = band.course.to_vec();
        for point in points.iter_mut().skip(1) {
            point.x += shift;
        }
        let inward = band.report.center.x - points.first().map_or(0.0, |at| at.x);
        if let Some(first) = points.first_mut() {
            first.x += inward.signum() * 6.0;
        }
        if let Some(last) = points.last().copied() {
            let up = (band.superior.center.y - last.y).signum() * 6.0;
            points.push(last.offset(0.0, up));
        }
        stream(band, points, marks, beds);
    }
}

/// One band, with the thin line in its middle that stands for the reporting line.
fn stream(band: &Band<'_>, points: Vec<MapPoint>, marks: &mut Vec<Mark>, beds: &mut Vec<Mark>) {
    let ink = if band.crossing > 0.0 { Ink::River } else { Ink::RiverDown };
    let line = |points, stroke| Mark::Path { points, closed: false, fill: None, stroke };
    beds.push(line(points.clone(), Some(bed(ink))));
    marks.push(line(points, Some(Stroke::solid(ink, band.width()))));
}

/// The line in the middle of a band: dashed where the band runs down, so that the two are told
/// apart in grey print.
pub(super) fn bed(ink: Ink) -> Stroke {
    match ink {
        Ink::RiverDown => {
            Stroke { dash: Some((5.0, 4.0)), ..Stroke::solid(Ink::KnowledgeEdge, 1.3) }
        }
        _ => Stroke::solid(Ink::KnowledgeEdge, 0.9),
    }
}
