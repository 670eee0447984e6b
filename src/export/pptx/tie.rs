//! Reporting lines as connectors that hang on their boxes and follow them.

use super::shape::{Name, Pencil, place, preset};
use crate::drawing::Stroke;
use crate::quantity::{MapPoint, MapRect, MapSize};

/// A box that a connector can hang on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Box {
    /// Its number on the slide.
    pub(super) id: usize,
    /// Where it lies.
    pub(super) rect: MapRect,
}

impl Box {
    /// The side that a point lies at, as the format counts them: top, left, bottom, right.
    fn side(&self, point: MapPoint) -> usize {
        let away = [
            (point.y - self.rect.min.y).abs(),
            (point.x - self.rect.min.x).abs(),
            (point.y - self.rect.max.y).abs(),
            (point.x - self.rect.max.x).abs(),
        ];
        let nearest = (0..away.len()).min_by(|one, other| away[*one].total_cmp(&away[*other]));
        nearest.unwrap_or_default()
    }
}

/// The corners of a course that runs upright and level, from its higher end to the lower: where
/// a corner is round, the point at which its two sides would meet. Nothing for any other course.
fn corners(points: &[MapPoint]) -> Option<Vec<MapPoint>> {
    const SLACK: f64 = 0.05;
    let (first, last) = (*points.first()?, *points.last()?);
    // The straight parts, those in one line as one: whether it is upright, and where it lies.
    let mut parts: Vec<(bool, f64)> = Vec::new();
    for side in points.windows(2) {
        let (wide, high) = ((side[0].x - side[1].x).abs(), (side[0].y - side[1].y).abs());
        let part = match (wide < SLACK, high < SLACK) {
            (true, false) => (true, side[0].x),
            (false, true) => (false, side[0].y),
            // A piece of a round corner, or nothing at all.
            _ => continue,
        };
        let goes_on = parts
            .last()
            .is_some_and(|before| before.0 == part.0 && (before.1 - part.1).abs() < SLACK);
        if !goes_on {
            parts.push(part);
        }
    }
    let mut corners = vec![first];
    for pair in parts.windows(2) {
        match (pair[0], pair[1]) {
            ((true, x), (false, y)) | ((false, y), (true, x)) => corners.push(MapPoint::new(x, y)),
            _ => return None,
        }
    }
    corners.push(last);
    let begins = |end: MapPoint, (is_upright, at): (bool, f64)| {
        let off = if is_upright { end.x - at } else { end.y - at };
        off.abs() < 1.0
    };
    let is_whole = begins(first, *parts.first()?) && begins(last, *parts.last()?);
    if first.y > last.y {
        corners.reverse();
    }
    is_whole.then_some(corners)
}

/// A connector between two boxes along a course; nothing where the format has no connector of
/// that form.
pub(super) fn connector(
    pencil: &Pencil,
    name: &Name<'_>,
    (one, other): (Box, Box),
    points: &[MapPoint],
    stroke: Stroke,
) -> Option<String> {
    const SLACK: f64 = 0.4;
    let corners = corners(points)?;
    let (first, last) = (*corners.first()?, *corners.last()?);
    let far = |it: &Box| it.rect.center().distance(first);
    let (upper, lower) = if far(&one) <= far(&other) { (one, other) } else { (other, one) };
    let (wide, high) = ((last.x - first.x).abs(), last.y - first.y);
    let is_right = last.x >= first.x;
    let upright = |from: MapPoint, to: MapPoint| (from.x - to.x).abs() < SLACK;
    let level = |from: MapPoint, to: MapPoint| (from.y - to.y).abs() < SLACK;
    // A bent connector runs level first; turned by a quarter it runs down first.
    let middle = MapPoint::new((first.x + last.x) / 2.0, (first.y + last.y) / 2.0);
    let turned = MapRect::around(middle, MapSize::new(high, wide));
    let turn = if is_right { " rot=\"16200000\" flipH=\"1\"" } else { " rot=\"5400000\"" };
    let (geometry, xfrm) = match corners.as_slice() {
        [_, _] => {
            let rect = MapRect { min: first, max: first }.union(&MapRect { min: last, max: last });
            let flip = if is_right { "" } else { " flipH=\"1\"" };
            (preset("straightConnector1", ""), place(&rect, flip))
        }
        [a, b, c] if upright(*a, *b) && level(*b, *c) => {
            (preset("bentConnector2", ""), place(&turned, turn))
        }
        [a, b, c, d] if upright(*a, *b) && level(*b, *c) && upright(*c, *d) && high > SLACK => {
            let part = ((b.y - a.y) / high * 100_000.0).round() as i64;
            let guide = format!("<a:gd name=\"adj1\" fmla=\"val {part}\"/>");
            (preset("bentConnector3", &guide), place(&turned, turn))
        }
        _ => return None,
    };
    Some(format!(
        "<p:cxnSp><p:nvCxnSpPr>{}<p:cNvCxnSpPr><a:stCxn id=\"{}\" idx=\"{}\"/>\
         <a:endCxn id=\"{}\" idx=\"{}\"/></p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>\
         <p:spPr>{xfrm}{geometry}{}</p:spPr></p:cxnSp>",
        name.xml(),
        upper.id,
        upper.side(first),
        lower.id,
        lower.side(last),
        pencil.line(Some(stroke))
    ))
}
