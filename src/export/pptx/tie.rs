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

/// A course with only its corners, from the higher end to the lower.
fn corners(points: &[MapPoint]) -> Vec<MapPoint> {
    const SLACK: f64 = 0.4;
    let mut kept: Vec<MapPoint> = Vec::new();
    for point in points {
        if kept.last().is_some_and(|last| last.distance(*point) < SLACK) {
            continue;
        }
        if let [.., before, last] = kept.as_slice() {
            let upright = (before.x - last.x).abs() < SLACK && (last.x - point.x).abs() < SLACK;
            let level = (before.y - last.y).abs() < SLACK && (last.y - point.y).abs() < SLACK;
            if upright || level {
                kept.pop();
            }
        }
        kept.push(*point);
    }
    if kept.first().zip(kept.last()).is_some_and(|(first, last)| first.y > last.y) {
        kept.reverse();
    }
    kept
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
    let corners = corners(points);
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
