//! Outlines round those who carry a routine together.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::NodeFigure;
use super::build::View;
use crate::analysis::{Defined, RoutineClass};
use crate::drawing::{Align, Ink, Mark, Stroke, Weight};
use crate::model::{PositionId, RoutineId};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;

/// From the boxes to the first outline, and from one outline to the next.
const MARGIN: f64 = 11.0;
const STEP: f64 = 5.0;
/// Height of the letters of routine names.
const SIZE: f64 = 11.0;
/// The widest that they run.
const WIDEST: f64 = 260.0;

/// The word for a class.
pub(super) fn class_word(class: Defined<RoutineClass>) -> &'static str {
    match class {
        Ok(RoutineClass::Solo) => "solo",
        Ok(RoutineClass::Collaborated) => "collaborated",
        Ok(RoutineClass::Collective) => "collective",
        Ok(RoutineClass::Coordinated) => "coordinated",
        Err(_) => "how is not said",
    }
}

/// How the outline of a class is drawn.
pub(super) fn class_stroke(class: Defined<RoutineClass>, number: usize) -> Stroke {
    let ink = Ink::UnitAccent { tone: (number % 8) as u8 };
    let dash = match class {
        Ok(RoutineClass::Solo | RoutineClass::Collaborated) => None,
        Ok(RoutineClass::Collective) => Some((9.0, 5.0)),
        Ok(RoutineClass::Coordinated) => Some((2.5, 4.0)),
        Err(_) => Some((1.0, 6.0)),
    };
    let width = if class == Ok(RoutineClass::Collaborated) { 3.0 } else { 1.8 };
    Stroke { dash, ..Stroke::solid(ink, width) }
}

/// The routines that somebody carries and of whom somebody is drawn.
pub(super) fn drawn(view: &View) -> Vec<(RoutineId, Defined<RoutineClass>)> {
    let Some(analysis) = view.input.analysis else { return Vec::new() };
    analysis.routines.iter().map(|(id, class)| (*id, *class)).collect()
}

/// How far the outlines reach beyond the boxes.
pub(super) fn room(view: &View) -> f64 {
    if view.input.lens != crate::wording::Lens::Leadership {
        return 0.0;
    }
    let count = drawn(view).len();
    if count == 0 { 0.0 } else { MARGIN + STEP * count as f64 + 2.0 * SIZE }
}

/// Who carries routines of one class, the number of the first of them, the class, and their names.
type Shared = (BTreeSet<PositionId>, usize, Defined<RoutineClass>, Vec<String>);

/// The outlines of the routines, with their names and classes; those that the same people carry
/// share one.
pub(super) fn routines(view: &View, nodes: &[Arc<NodeFigure>], marks: &mut Vec<Mark>) {
    let mut shared: Vec<Shared> = Vec::new();
    for (number, (id, class)) in drawn(view).into_iter().enumerate() {
        let Some(routine) = view.stage.routines().get(id) else { continue };
        let carriers: BTreeSet<PositionId> =
            routine.parts.iter().map(|part| view.standing_for(part.position)).collect();
        let name = routine.name.trim().to_owned();
        match shared.iter_mut().find(|(known, _, of, _)| *known == carriers && *of == class) {
            Some((.., names)) => names.push(name),
            None => shared.push((carriers, number, class, vec![name])),
        }
    }
    let mut taken: Vec<MapRect> = Vec::new();
    let mut labels = Vec::new();
    for (step, (carriers, number, class, names)) in shared.into_iter().enumerate() {
        let margin = MARGIN + STEP * step as f64;
        let points = around(corners(nodes, &carriers, margin));
        let Some(top) = points.iter().copied().min_by(|a, b| a.y.total_cmp(&b.y)) else { continue };
        let stroke = class_stroke(class, number);
        marks.push(Mark::Path { points, closed: true, fill: None, stroke: Some(stroke) });
        let text = format!("{} ({})", names.join(", "), class_word(class));
        let text = typeface::shorten(&text, SIZE, Weight::SemiBold, WIDEST).into_owned();
        let (at, rect) = free_place(top.offset(4.0, -3.0), &text, &mut taken);
        let words = Mark::Text {
            at,
            text,
            size: SIZE,
            weight: Weight::SemiBold,
            align: Align::Left,
            ink: Ink::UnitText,
        };
        let plate = Mark::Box { rect, corner: 3.0, fill: Some(Ink::UnitArea), stroke: None };
        labels.push(super::figure::detail(0.45, vec![plate, words]));
    }
    // Names lie above all outlines.
    marks.append(&mut labels);
}

/// Where a name stands, and the room it takes: over its outline, and as much higher as other names
/// are in the way.
fn free_place(first: MapPoint, text: &str, taken: &mut Vec<MapRect>) -> (MapPoint, MapRect) {
    const ROWS: u8 = 8;
    let width = typeface::width(text, SIZE, Weight::SemiBold);
    let room =
        |at: MapPoint| MapRect { min: at.offset(-3.0, -SIZE), max: at.offset(width + 3.0, 3.0) };
    let rows = (0..ROWS).map(|row| first.offset(0.0, -f64::from(row) * (SIZE + 4.0)));
    let free = |at: &MapPoint| taken.iter().all(|other| !other.overlaps(&room(*at)));
    let at = rows.into_iter().find(free).unwrap_or(first);
    taken.push(room(at));
    (at, room(at))
}

/// The corners of the boxes of some positions, with room round them.
fn corners(nodes: &[Arc<NodeFigure>], ids: &BTreeSet<PositionId>, margin: f64) -> Vec<MapPoint> {
    let boxes = nodes.iter().filter(|node| ids.contains(&node.id));
    let corners = boxes.flat_map(|node| {
        let rect = node.rect().expanded(margin);
        let (low, high) = (rect.min, rect.max);
        [low, high, MapPoint::new(low.x, high.y), MapPoint::new(high.x, low.y)]
    });
    corners.collect()
}

/// The convex hull of points, in order (Andrew's monotone chain, 1979).
fn around(mut points: Vec<MapPoint>) -> Vec<MapPoint> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    let turns = |a: MapPoint, b: MapPoint, c: MapPoint| {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    };
    let half = |points: &mut dyn Iterator<Item = MapPoint>| {
        let mut chain: Vec<MapPoint> = Vec::new();
        for point in points {
            while chain.len() > 1
                && turns(chain[chain.len() - 2], chain[chain.len() - 1], point) <= 0.0
            {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut hull = half(&mut points.iter().copied());
    hull.extend(half(&mut points.iter().rev().copied()));
    hull
}
