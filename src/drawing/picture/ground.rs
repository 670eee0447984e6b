//! What lies behind everything: unit areas, the mismatch river, the halos of the gaps.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::build::View;
use super::curve::{Cubic, toward};
use super::hull;
use super::{ArcFigure, ArcId, NodeFigure, UnitFigure};
use crate::analysis::Gap;
use crate::drawing::{Align, Ink, Mark, Stroke, Weight};
use crate::layout::UnitArea;
use crate::model::{LineId, PositionId};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;
use crate::wording::Lens;

/// Width of the broadest band of the river.
const RIVER_WIDTH: f64 = 46.0;
/// Width of the broadest halo.
const HALO_WIDTH: f64 = 8.5;
/// Height of the letters of unit titles.
const UNIT_SIZE: f64 = 11.0;

/// The marks of the ground, lowest first.
pub(super) fn marks(view: &View, nodes: &[Arc<NodeFigure>], arcs: &[Arc<ArcFigure>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for area in view.areas() {
        unit(view, area, nodes, &mut marks);
    }
    if view.input.lens == Lens::Leadership {
        hull::routines(view, nodes, &mut marks);
    }
    if view.input.lens == Lens::AuthorityAndKnowledge {
        let gap = view.input.analysis.and_then(|analysis| analysis.gap.as_ref().ok());
        if let Some(gap) = gap {
            river(gap, nodes, arcs, &mut marks);
            halos(view, gap, nodes, &mut marks);
        }
    }
    marks
}

/// The area of a unit, for those who point at it.
pub(super) fn figure(view: &View, area: &UnitArea) -> UnitFigure {
    let name = super::describe::unit_name(view.stage, area.unit);
    let width = typeface::width(&name, UNIT_SIZE, Weight::SemiBold);
    let right = area.rects.first().map_or(area.title_at.x, |rect| rect.max.x);
    let title = MapRect {
        min: area.title_at.offset(-6.0, -UNIT_SIZE - 3.0),
        max: MapPoint::new((area.title_at.x + width + 6.0).min(right), area.title_at.y + 5.0),
    };
    UnitFigure { unit: area.unit, name, rects: area.rects.clone(), title }
}

/// The area of a unit with its title in the margin above its first box.
fn unit(view: &View, area: &UnitArea, nodes: &[Arc<NodeFigure>], marks: &mut Vec<Mark>) {
    for rect in &area.rects {
        let corner = 12.0_f64.min(rect.width() / 2.0).min(rect.height() / 2.0);
        let fill = Some(Ink::UnitArea);
        marks.push(Mark::Box { rect: *rect, corner, fill, stroke: None });
    }
    let Some(first) = area.rects.first() else { return };
    let name = view.stage.units().get(area.unit).map_or("", |unit| unit.name.trim());
    let at = area.title_at;
    let room = title_room(view, first, at, nodes);
    let text = typeface::shorten(name, UNIT_SIZE, Weight::SemiBold, room);
    if text.chars().any(|letter| letter != '…') {
        let title = Mark::Text {
            at,
            text: text.into_owned(),
            size: UNIT_SIZE,
            weight: Weight::SemiBold,
            align: Align::Left,
            ink: Ink::UnitText,
        };
        marks.push(super::figure::detail(0.5, vec![title]));
    }
}

/// How wide a title at this point may be: up to the end of its area, to the first box in its
/// way, and to the first reporting line that comes down through it.
fn title_room(view: &View, area: &MapRect, at: MapPoint, nodes: &[Arc<NodeFigure>]) -> f64 {
    let strip = MapRect {
        min: at.offset(0.0, -UNIT_SIZE),
        max: MapPoint::new(area.max.x - 8.0, at.y + 3.0),
    };
    let mut end = strip.max.x;
    for node in nodes {
        let rect = node.rect();
        if rect.overlaps(&strip) {
            end = end.min(rect.min.x - 4.0);
        }
        let below = rect.min.y >= strip.min.y && rect.min.y < area.max.y;
        let across = (strip.min.x..=strip.max.x).contains(&node.center.x);
        if below && across && from_above(view, node.id, strip.max.y) {
            end = end.min(node.center.x - 5.0);
        }
    }
    (end - strip.min.x).max(0.0)
}

/// Whether the reporting line of a position comes from above this height.
fn from_above(view: &View, id: PositionId, y: f64) -> bool {
    let superior = view.chart().solid_superior(id).map(|id| view.standing_for(id));
    let at = superior.and_then(|superior| view.input.arrangement.points.get(&superior));
    at.is_some_and(|at| at.y < y)
}

/// One band of the river.
struct Band<'a> {
    /// The place of the report among the nodes.
    report: usize,
    superior: usize,
    crossing: f64,
    line: LineId,
    /// The course of its line.
    course: &'a [MapPoint],
}

/// Bands along the reporting lines, side by side where they leave the same superior.
fn river(gap: &Gap, nodes: &[Arc<NodeFigure>], arcs: &[Arc<ArcFigure>], marks: &mut Vec<Mark>) {
    let mut bands = bands(gap, nodes, arcs);
    bands.sort_by(|one, other| {
        let x = |band: &Band| nodes[band.report].center.x;
        (one.superior.cmp(&other.superior))
            .then(x(one).total_cmp(&x(other)))
            .then(one.line.cmp(&other.line))
    });
    let mut totals: BTreeMap<usize, f64> = BTreeMap::new();
    for band in &bands {
        *totals.entry(band.superior).or_default() += band.crossing.abs();
    }
    // No mouth of the river may be wider than the box it flows into.
    let mut scale =
        bands.iter().map(|band| RIVER_WIDTH / band.crossing.abs()).fold(f64::INFINITY, f64::min);
    for (superior, total) in &totals {
        scale = scale.min(nodes[*superior].size.width * 0.8 / total);
    }
    if !scale.is_finite() {
        return;
    }
    let mut used: BTreeMap<usize, f64> = BTreeMap::new();
    for band in &bands {
        let width = band.crossing.abs() * scale;
        let mouth = used.entry(band.superior).or_default();
        let total = totals.get(&band.superior).copied().unwrap_or(0.0) * scale;
        let shift = *mouth + width / 2.0 - total / 2.0;
        *mouth += width;
        flow(band, shift, width, nodes, marks);
    }
}

/// The lines that something crosses and whose two ends are drawn.
fn bands<'a>(gap: &Gap, nodes: &[Arc<NodeFigure>], arcs: &'a [Arc<ArcFigure>]) -> Vec<Band<'a>> {
    let place = |id: PositionId| nodes.binary_search_by_key(&id, |node| node.id).ok();
    let drawn: BTreeMap<LineId, &Arc<ArcFigure>> = arcs
        .iter()
        .filter_map(|arc| match arc.id {
            ArcId::Line(line) => Some((line, arc)),
            ArcId::Flow(_) => None,
        })
        .collect();
    let mut bands = Vec::new();
    for (id, line) in &gap.crossing_line {
        let Some(arc) = drawn.get(line) else { continue };
        let crossing = gap.crossing.get(id).copied().unwrap_or(0.0);
        // The crossing belongs to the report; an arc with a stand-in for it tells another story.
        if !crossing.is_finite() || crossing.abs() < 1e-6 || arc.from != *id {
            continue;
        }
        if let (Some(report), Some(superior)) = (place(arc.from), place(arc.to)) {
            bands.push(Band { report, superior, crossing, line: *line, course: &arc.path });
        }
    }
    bands
}

/// One band as a calm double bend, with arrows on it that tell which way knowledge must go.
fn flow(band: &Band, shift: f64, width: f64, nodes: &[Arc<NodeFigure>], marks: &mut Vec<Mark>) {
    let (report, superior) = (&nodes[band.report], &nodes[band.superior]);
    let down = if report.center.y >= superior.center.y { 1.0 } else { -1.0 };
    let stroke = Some(Stroke::solid(Ink::River, width.max(1.5)));
    // A report that is joined from the side hangs below others; its band keeps to the line.
    let from_side = band.course.first().is_some_and(|at| (at.y - report.center.y).abs() < 1e-6);
    if from_side {
        let points = band.course.to_vec();
        marks.push(Mark::Path { points, closed: false, fill: None, stroke });
        return;
    }
    let mouth = superior.center.offset(shift, down * superior.size.height * 0.3);
    let source = report.center.offset(0.0, -down * report.size.height * 0.3);
    let bend = (source.y - mouth.y) * 0.52;
    let curve = Cubic([source, source.offset(0.0, -bend), mouth.offset(0.0, bend), mouth]);
    let points: Vec<MapPoint> = (0..=24).map(|step| curve.at(f64::from(step) / 24.0)).collect();
    marks.push(Mark::Path { points, closed: false, fill: None, stroke });
    // Small arrows on a broad band; a thin one would drown in them.
    let size = (width * 0.32).clamp(3.5, 8.0);
    let (near, far) = if band.crossing > 0.0 { (0.0, 0.02) } else { (0.02, 0.0) };
    if width >= 6.0 {
        for part in [0.36, 0.5, 0.64] {
            marks.push(chevron(curve.at(part + near), curve.at(part + far), size));
        }
    }
}

/// An angle that points from one point to another.
fn chevron(from: MapPoint, to: MapPoint, size: f64) -> Mark {
    let tip = toward(from, to, size * 0.5);
    let foot = toward(from, to, -size * 0.5);
    let length = from.distance(to).max(1e-9);
    let (x, y) = ((to.x - from.x) / length * size, (to.y - from.y) / length * size);
    Mark::Path {
        points: vec![foot.offset(-y, x), tip, foot.offset(y, -x)],
        closed: false,
        fill: None,
        stroke: Some(Stroke::solid(Ink::Paper, (size * 0.36).max(1.2))),
    }
}

/// Rings round the boxes: on one side those who know more, on the other those who decide more.
fn halos(view: &View, gap: &Gap, nodes: &[Arc<NodeFigure>], marks: &mut Vec<Mark>) {
    let Some(analysis) = view.input.analysis else { return };
    if view.largest_gap <= 0.0 {
        return;
    }
    for node in nodes {
        let person = analysis.person(node.id);
        let Some(gap) = person.and_then(|person| gap.by_person.get(person)) else { continue };
        let width = HALO_WIDTH * gap.abs() / view.largest_gap;
        if width < 0.6 || !width.is_finite() {
            continue;
        }
        let fill = Some(if *gap > 0.0 { Ink::KnowsMore } else { Ink::DecidesMore });
        let corner = node.corner + width;
        marks.push(Mark::Box { rect: node.rect().expanded(width), corner, fill, stroke: None });
    }
}
