//! What lies behind everything: unit areas, the mismatch river.

use std::sync::Arc;

use super::build::View;
use super::curve::meets;
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
    let places = if by_level { Vec::new() } else { title_places(view, nodes, arcs) };
    for (area, place) in view.areas().iter().zip(places) {
        unit(view, area, (nodes, place), &mut marks);
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
pub(super) fn figure(view: &View, area: &UnitArea, place: Option<MapPoint>) -> UnitFigure {
    let name = super::describe::unit_name(view.stage, area.unit);
    let at = place.unwrap_or(area.title_at);
    let width = typeface::width(&name, UNIT_SIZE, Weight::SemiBold);
    let right = area.rects.first().map_or(at.x, |rect| rect.max.x);
    let title = MapRect {
        min: at.offset(-6.0, -UNIT_SIZE - 3.0),
        max: MapPoint::new((at.x + width + 6.0).min(right), at.y + 5.0),
    };
    UnitFigure { unit: area.unit, name, rects: area.rects.clone(), title }
}

/// Where the whole title of every area is crossed by no box, line, arrow or other title: along the
/// upper edge of the area, or else along the lower one, as near to the left as can be; nothing for
/// those that have no such place.
pub(super) fn title_places(
    view: &View,
    nodes: &[Arc<NodeFigure>],
    arcs: &[Arc<ArcFigure>],
) -> Vec<Option<MapPoint>> {
    let around = |area: &UnitArea, at: MapPoint| title_rect(at, title_width(view, area));
    let upper = |area: &UnitArea| {
        free_place(title_width(view, area), area, area.title_at.y, (nodes, arcs, &[]))
    };
    let mut places: Vec<Option<MapPoint>> = view.areas().iter().map(upper).collect();
    let titled = view.areas().iter().zip(&places);
    let mut taken: Vec<MapRect> =
        titled.map(|(area, place)| around(area, place.unwrap_or(area.title_at))).collect();
    for (area, place) in view.areas().iter().zip(&mut places).filter(|(_, place)| place.is_none()) {
        let Some(first) = area.rects.first() else { continue };
        let foot = first.max.y - FOOT;
        *place = free_place(title_width(view, area), area, foot, (nodes, arcs, &taken));
        taken.extend(place.map(|at| around(area, at)));
    }
    places
}

/// From the lower edge of an area to the base line of a title there.
const FOOT: f64 = 2.6;

fn title_width(view: &View, area: &UnitArea) -> f64 {
    let name = view.stage.units().get(area.unit).map_or("", |unit| unit.name.trim());
    typeface::width(name, UNIT_SIZE, Weight::SemiBold)
}

fn title_rect(at: MapPoint, wide: f64) -> MapRect {
    MapRect { min: at.offset(-3.0, -UNIT_SIZE * 0.75), max: at.offset(wide + 3.0, FOOT) }
}

/// Where at a height within its area a title of a width is crossed by nothing.
fn free_place(
    wide: f64,
    area: &UnitArea,
    base: f64,
    (nodes, arcs, taken): (&[Arc<NodeFigure>], &[Arc<ArcFigure>], &[MapRect]),
) -> Option<MapPoint> {
    const STEP: f64 = 8.0;
    let left = area.title_at.x;
    let last = area.rects.first()?.max.x - 8.0 - wide;
    let rect = |x: f64| title_rect(MapPoint::new(x, base), wide);
    let strip = rect(left).union(&rect(last.max(left)));
    let boxes = nodes.iter().map(|node| node.rect()).chain(taken.iter().copied());
    let boxes: Vec<MapRect> = boxes.filter(|it| it.overlaps(&strip)).collect();
    let drawn = arcs.iter().filter(|arc| !arc.on_demand && arc.bounds.overlaps(&strip));
    let courses: Vec<&ArcFigure> = drawn.map(AsRef::as_ref).collect();
    let is_free = |x: &f64| {
        let rect = rect(*x);
        let crossed = |arc: &&ArcFigure| meets(&arc.path, &rect);
        !boxes.iter().any(|it| it.overlaps(&rect)) && !courses.iter().any(crossed)
    };
    let steps = ((last - left) / STEP).clamp(-1.0, 400.0).floor();
    let places = (0..=400_u16).map(f64::from).take_while(|step| *step <= steps);
    places.map(|step| left + step * STEP).find(is_free).map(|x| MapPoint::new(x, base))
}

/// The area of a unit with its title in the margin above its first box.
fn unit(
    view: &View,
    area: &UnitArea,
    (nodes, place): (&[Arc<NodeFigure>], Option<MapPoint>),
    marks: &mut Vec<Mark>,
) {
    for rect in &area.rects {
        let corner = 12.0_f64.min(rect.width() / 2.0).min(rect.height() / 2.0);
        let fill = Some(Ink::UnitArea);
        marks.push(Mark::Box { rect: *rect, corner, fill, stroke: None });
    }
    let Some(first) = area.rects.first() else { return };
    let name = view.stage.units().get(area.unit).map_or("", |unit| unit.name.trim());
    let (at, room) = match place {
        Some(at) => (at, f64::MAX),
        None => (area.title_at, title_room(view, first, area.title_at, nodes)),
    };
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
