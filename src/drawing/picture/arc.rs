//! Lines and flows as drawn: ink, width, dashes and head by what they carry.

use super::curve::{bounds, shortened, toward};
use super::{ArcFigure, ArcId};
use crate::drawing::{Ink, Mark, Stroke};
use crate::model::{FlowKind, LineKind, PositionId};
use crate::quantity::MapPoint;

/// Everything about an arc but its course.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ArcSpec {
    pub(super) id: ArcId,
    pub(super) from: PositionId,
    pub(super) to: PositionId,
    pub(super) stroke: Stroke,
    pub(super) head: Head,
    /// What stands at its start, where it runs both ways.
    pub(super) back: Head,
    pub(super) description: String,
    /// Whether it is drawn only for whom one points at or selects.
    pub(super) on_demand: bool,
    /// Whether something else is drawn in its place.
    pub(super) covered: bool,
}

impl ArcSpec {
    fn marks(&self, path: &[MapPoint]) -> Vec<Mark> {
        let mut forth = marks(path, self.stroke, self.head);
        let course = match (self.back, forth.first()) {
            (Head::None, _) | (_, None) => return forth,
            (_, Some(Mark::Path { points, .. })) => {
                points.iter().rev().copied().collect::<Vec<_>>()
            }
            (_, Some(_)) => return forth,
        };
        let heads = forth.split_off(1);
        let mut both = marks(&course, self.stroke, self.back);
        both.extend(heads);
        both
    }

    /// The arc along a course.
    pub(super) fn figure(&self, path: Vec<MapPoint>) -> ArcFigure {
        ArcFigure {
            id: self.id,
            from: self.from,
            to: self.to,
            marks: if self.covered { Vec::new() } else { self.marks(&path) },
            bounds: bounds(&path).unwrap_or_default().expanded(16.0),
            path,
            description: self.description.clone(),
            on_demand: self.on_demand,
        }
    }
}

/// What stands at the end of an arc.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Head {
    /// Nothing: a reporting line.
    None,
    /// An open ring: a consult flow asks and waits.
    Ring(f64),
    /// A filled triangle: an instruct flow.
    Triangle(f64),
    /// An open angle: an inform flow.
    Angle(f64),
    /// A filled diamond: a relation.
    Diamond(f64),
    /// A bead on the first stretch of a reporting line, 0 at the one who reports to 1 where the
    /// line turns: the nearer to an end, the more the other end depends on it.
    Bead(f64),
}

/// How flows are drawn on a picture as a whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FlowManner {
    /// Whether flows stand back behind another subject.
    pub(super) faint: bool,
    /// Whether each is thin, to leave the front to others.
    pub(super) thin: bool,
    /// Whether there are so many that their dashes would be dust.
    pub(super) many: bool,
    /// The place of a relation among those of the map.
    pub(super) relation: u8,
}

impl FlowManner {
    /// Flows that are the subject.
    pub(super) const FRONT: Self = Self { faint: false, thin: false, many: false, relation: 0 };
}

/// The stroke of a reporting line.
pub(super) fn line_stroke(kind: LineKind) -> Stroke {
    match kind {
        LineKind::Solid => Stroke::solid(Ink::Line, 1.8),
        LineKind::Dotted => {
            Stroke { dash: Some((1.8, 3.6)), ..Stroke::solid(Ink::DottedLine, 1.9) }
        }
    }
}

/// The ink of a flow of this kind.
pub(super) fn flow_ink(kind: &FlowKind, manner: FlowManner) -> Ink {
    match (kind, manner.faint) {
        (FlowKind::Consult, false) => Ink::Consult,
        (FlowKind::Instruct, false) => Ink::Instruct,
        (FlowKind::Inform, false) => Ink::Inform,
        (FlowKind::Relation(_), false) => Ink::Relation { number: manner.relation },
        (FlowKind::Consult, true) => Ink::ConsultFaint,
        (FlowKind::Instruct, true) => Ink::InstructFaint,
        (FlowKind::Inform, true) => Ink::InformFaint,
        (FlowKind::Relation(_), true) => Ink::RelationFaint { number: manner.relation },
    }
}

/// Stroke and head of a flow.
pub(super) fn flow_style(kind: &FlowKind, frequency: f64, manner: FlowManner) -> (Stroke, Head) {
    let small = if manner.thin { 0.62 } else { 1.0 };
    let steps = frequency.clamp(1.0, 5.0) - 1.0;
    let (width, dash, head) = match kind {
        FlowKind::Consult => (1.5 + 0.42 * steps, None, Head::Ring(4.2 * small)),
        FlowKind::Instruct => (1.6 + 0.46 * steps, None, Head::Triangle(10.5 * small)),
        FlowKind::Inform => (1.2 + 0.3 * steps, Some((6.5, 4.5)), Head::Angle(8.0 * small)),
        FlowKind::Relation(_) if manner.many => (1.5, None, Head::Diamond(7.5 * small)),
        FlowKind::Relation(_) => (1.3, Some((1.8, 3.6)), Head::Diamond(7.0)),
    };
    (Stroke { ink: flow_ink(kind, manner), width: width * small, dash }, head)
}

/// The marks of an arc along a course.
pub(super) fn marks(path: &[MapPoint], stroke: Stroke, head: Head) -> Vec<Mark> {
    let [.., before, tip] = *path else { return Vec::new() };
    let grown = stroke.width * 0.9;
    let (length, mut head_marks) = match head {
        Head::None => (0.0, Vec::new()),
        Head::Ring(radius) => ring(before, tip, radius + grown * 0.4, stroke),
        Head::Triangle(size) => triangle(before, tip, size + grown, stroke.ink),
        Head::Angle(size) => angle(before, tip, size + grown, stroke),
        Head::Diamond(size) => diamond(before, tip, size, stroke.ink),
        Head::Bead(part) => (0.0, vec![bead(path, part)]),
    };
    let points = if length > 0.0 { shortened(path, length) } else { path.to_vec() };
    let mut marks = vec![Mark::Path { points, closed: false, fill: None, stroke: Some(stroke) }];
    marks.append(&mut head_marks);
    marks
}

/// A bead along the first stretch of a course, kept off its ends.
pub(super) fn bead(path: &[MapPoint], part: f64) -> Mark {
    let (from, to) = (path[0], path[1]);
    let along = 0.14 + 0.72 * part.clamp(0.0, 1.0);
    let center = MapPoint::new(from.x + (to.x - from.x) * along, from.y + (to.y - from.y) * along);
    let stroke = Some(Stroke::solid(Ink::Paper, 1.5));
    Mark::Circle { center, radius: 4.5, fill: Some(Ink::Dependence), stroke }
}

type Drawn = (f64, Vec<Mark>);

fn ring(before: MapPoint, tip: MapPoint, radius: f64, stroke: Stroke) -> Drawn {
    let center = toward(tip, before, radius + 1.0);
    let rim = Stroke::solid(stroke.ink, stroke.width.clamp(1.0, 2.0));
    let mark = Mark::Circle { center, radius, fill: None, stroke: Some(rim) };
    (radius * 2.0 + 1.0, vec![mark])
}

fn triangle(before: MapPoint, tip: MapPoint, size: f64, ink: Ink) -> Drawn {
    let (left, right) = wings(before, tip, size, size * 0.42);
    let points = vec![tip, left, right];
    (size * 0.8, vec![Mark::Path { points, closed: true, fill: Some(ink), stroke: None }])
}

fn angle(before: MapPoint, tip: MapPoint, size: f64, stroke: Stroke) -> Drawn {
    let (left, right) = wings(before, tip, size, size * 0.5);
    let rim = Stroke::solid(stroke.ink, stroke.width.clamp(1.0, 2.0));
    let points = vec![left, tip, right];
    (0.0, vec![Mark::Path { points, closed: false, fill: None, stroke: Some(rim) }])
}

fn diamond(before: MapPoint, tip: MapPoint, size: f64, ink: Ink) -> Drawn {
    let (left, right) = wings(before, tip, size * 0.5, size * 0.34);
    let points = vec![tip, left, toward(tip, before, size), right];
    (size * 0.8, vec![Mark::Path { points, closed: true, fill: Some(ink), stroke: None }])
}

/// The two points beside the way, `back` before the tip and `out` to each side.
fn wings(before: MapPoint, tip: MapPoint, back: f64, out: f64) -> (MapPoint, MapPoint) {
    let length = before.distance(tip);
    if length < 1e-9 {
        return (tip, tip);
    }
    let (x, y) = ((tip.x - before.x) / length, (tip.y - before.y) / length);
    let foot = tip.offset(-x * back, -y * back);
    (foot.offset(-y * out, x * out), foot.offset(y * out, -x * out))
}
