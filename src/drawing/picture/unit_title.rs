//! Where the titles of units stand: in the margins of their areas, where nothing crosses them.

use std::sync::Arc;

use super::build::View;
use super::curve::meets;
use super::routine::Joined;
use super::{ArcFigure, Picture};
use crate::drawing::{Align, Ink, Mark, SMALLEST, Weight};
use crate::layout::{TITLE_SIZE, UnitArea};
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;

/// Height of the letters of titles of units.
pub(super) const UNIT_SIZE: f64 = 13.0;
/// The same at zooms at which smaller ones could not be read, while titles of boxes can.
const LARGER: f64 = TITLE_SIZE;
/// From the lower edge of an area to the base line of a title there.
const FOOT: f64 = 2.6;

/// What lies on the drawing and keeps titles of units away.
pub(super) struct InPlace<'a> {
    pub(super) picture: &'a Picture,
    pub(super) joined: &'a Joined,
}

/// The title of a unit at one place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct UnitTitle {
    /// Where its base line starts.
    pub(super) at: MapPoint,
    text: String,
    /// The largest letters for which there is room.
    largest: f64,
}

impl UnitTitle {
    fn width(&self) -> f64 {
        typeface::width(&self.text, self.largest, Weight::SemiBold)
    }

    fn rect(&self) -> MapRect {
        rect(self.at, self.width(), self.largest)
    }

    /// Its marks, in larger letters where smaller ones could not be read.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let mut below_zoom = f64::MAX;
        let sizes = [UNIT_SIZE, LARGER].into_iter().filter(|size| *size <= self.largest);
        let details = sizes.map(|size| {
            let from_zoom = SMALLEST / size;
            let (at, text, weight) = (self.at, self.text.clone(), Weight::SemiBold);
            let (align, ink) = (Align::Left, Ink::UnitText);
            let marks = vec![Mark::Text { at, text, size, weight, align, ink }];
            let detail = Mark::Detail { from_zoom, below_zoom, marks };
            below_zoom = from_zoom;
            detail
        });
        details.collect()
    }
}

/// The titles of every area: at its first piece along the upper edge, or else along the lower one,
/// as near to the left as can be, where no box, line, arrow, thread or other title crosses it; or
/// shortened where nothing but that is possible. Pieces that lie apart from the first say again
/// whose they are, where there is room.
pub(super) fn titles(view: &View, on: &InPlace) -> Vec<Vec<UnitTitle>> {
    let mut titles: Vec<Vec<UnitTitle>> = vec![Vec::new(); view.areas().len()];
    let mut taken: Vec<MapRect> = Vec::new();
    let upper = |piece: &MapRect| UnitArea::title_at(piece).y;
    let foot = |piece: &MapRect| piece.max.y - FOOT;
    let ways: [&dyn Fn(&MapRect) -> f64; 2] = [&upper, &foot];
    for base in ways {
        for (area, titles) in view.areas().iter().zip(&mut titles).filter(|it| it.1.is_empty()) {
            let Some(first) = area.rects.first() else { continue };
            let found = whole(name(view, area), first, base(first), (on, &taken));
            taken.extend(found.as_ref().map(UnitTitle::rect));
            titles.extend(found);
        }
    }
    for (area, titles) in view.areas().iter().zip(&mut titles).filter(|it| it.1.is_empty()) {
        titles.extend(shortened(view, area, on));
        taken.extend(titles.iter().map(UnitTitle::rect));
    }
    for (area, titles) in view.areas().iter().zip(&mut titles) {
        for piece in untitled(&area.rects) {
            let at = |base: f64| whole(name(view, area), piece, base, (on, &taken));
            let found = at(upper(piece)).or_else(|| at(foot(piece)));
            taken.extend(found.as_ref().map(UnitTitle::rect));
            titles.extend(found);
        }
    }
    titles
}

fn name<'a>(view: &'a View, area: &UnitArea) -> &'a str {
    view.stage.units().get(area.unit).map_or("", |unit| unit.name.trim())
}

fn rect(at: MapPoint, wide: f64, size: f64) -> MapRect {
    MapRect { min: at.offset(-3.0, -size * 0.75), max: at.offset(wide + 3.0, FOOT) }
}

/// The whole title at a height within a piece, in the largest letters for which there is room.
fn whole(
    name: &str,
    piece: &MapRect,
    base: f64,
    around: (&InPlace, &[MapRect]),
) -> Option<UnitTitle> {
    let at_size = |largest: f64| {
        let wide = typeface::width(name, largest, Weight::SemiBold);
        let at = free_place((wide, largest), piece, base, around)?;
        Some(UnitTitle { at, text: name.to_owned(), largest })
    };
    at_size(LARGER).or_else(|| at_size(UNIT_SIZE)).filter(|_| !name.is_empty())
}

/// The title shortened up to what is in its way; nothing where a thread would lie across it.
fn shortened(view: &View, area: &UnitArea, on: &InPlace) -> Option<UnitTitle> {
    let piece = area.rects.first()?;
    let at = UnitArea::title_at(piece);
    let room = title_room(view, piece, at, on.picture);
    let text = typeface::shorten(name(view, area), UNIT_SIZE, Weight::SemiBold, room).into_owned();
    let title = UnitTitle { at, text, largest: UNIT_SIZE };
    let says = title.text.chars().any(|letter| letter != '…');
    (says && !on.joined.crosses(&title.rect())).then_some(title)
}

/// The first piece of every shape that pieces form together, but for the shape of the first.
fn untitled(pieces: &[MapRect]) -> Vec<&MapRect> {
    let mut left: Vec<&MapRect> = pieces.iter().collect();
    let mut firsts = Vec::new();
    while !left.is_empty() {
        let first = left.remove(0);
        firsts.push(first);
        let mut shape = vec![first];
        while let Some(at) = left.iter().position(|it| shape.iter().any(|own| own.overlaps(it))) {
            shape.push(left.remove(at));
        }
    }
    firsts.split_off(firsts.len().min(1))
}

/// Where at a height within its area a title of a width is crossed by nothing.
fn free_place(
    (wide, size): (f64, f64),
    piece: &MapRect,
    base: f64,
    (on, taken): (&InPlace, &[MapRect]),
) -> Option<MapPoint> {
    const STEP: f64 = 8.0;
    let left = UnitArea::title_at(piece).x;
    let last = piece.max.x - 8.0 - wide;
    let own = |x: f64| rect(MapPoint::new(x, base), wide, size);
    let strip = own(left).union(&own(last.max(left)));
    let boxes = on.picture.nodes_in(strip).into_iter().map(|node| node.rect());
    let taken = taken.iter().copied().filter(|it| it.overlaps(&strip));
    let boxes: Vec<MapRect> = boxes.chain(taken).collect();
    let courses = on.picture.arcs_in(strip);
    let is_free = |x: &f64| {
        let rect = own(*x);
        let crossed = |arc: &&Arc<ArcFigure>| meets(&arc.path, &rect);
        !boxes.iter().any(|it| it.overlaps(&rect))
            && !courses.iter().any(crossed)
            && !on.joined.crosses(&rect)
    };
    let steps = ((last - left) / STEP).clamp(-1.0, 400.0).floor();
    let places = (0..=400_u16).map(f64::from).take_while(|step| *step <= steps);
    places.map(|step| left + step * STEP).find(is_free).map(|x| MapPoint::new(x, base))
}

/// How wide a title at this point may be: up to the end of its area, to the first box in its
/// way, and to the first reporting line that comes down through it.
fn title_room(view: &View, area: &MapRect, at: MapPoint, picture: &Picture) -> f64 {
    let strip = MapRect {
        min: at.offset(0.0, -UNIT_SIZE),
        max: MapPoint::new(area.max.x - 8.0, at.y + 3.0),
    };
    let mut end = strip.max.x;
    let low = MapPoint::new(strip.max.x, strip.max.y.max(area.max.y));
    // Those on the border of it count as well.
    let region = MapRect { min: strip.min, max: low }.expanded(1.0);
    for node in picture.nodes_in(region) {
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
