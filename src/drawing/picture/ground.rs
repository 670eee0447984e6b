//! What lies behind everything: unit areas, the mismatch river.

use std::sync::Arc;

use super::build::View;
use super::{ArcFigure, NodeFigure, UnitFigure, river, routine};
use crate::drawing::{Align, Ink, Mark, SMALLEST, Weight};
use crate::layout::UnitArea;
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;
use crate::wording::Lens;

/// Height of the letters of unit titles.
const UNIT_SIZE: f64 = 13.0;

/// The marks of the ground, lowest first.
pub(super) fn marks(view: &View, nodes: &[Arc<NodeFigure>], arcs: &[Arc<ArcFigure>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    // Where levels are the subject, their bands lie behind the boxes and not the units.
    let by_level = matches!(view.input.lens, Lens::AuthorityAndKnowledge | Lens::CenterOfGravity);
    for area in view.areas().iter().filter(|_| !by_level) {
        unit(view, area, nodes, &mut marks);
    }
    if view.input.lens == Lens::Leadership {
        routine::joined(view, nodes, &mut marks);
    }
    if view.input.lens == Lens::AuthorityAndKnowledge {
        let gap = view.input.analysis.and_then(|analysis| analysis.gap.as_ref().ok());
        if let Some(gap) = gap {
            river::river(gap, nodes, arcs, &mut marks);
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
        marks.push(super::figure::detail(SMALLEST / UNIT_SIZE, vec![title]));
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
