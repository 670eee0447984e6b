//! Where the centre of gravity was in the stages before: its way over the map as it is now.

use super::picture::{Center, Picture};
use super::{Align, Ink, Mark, Stroke, Weight};
use crate::analysis::Analysis;
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;

/// Where the centre was in one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct TrailStep {
    /// What the stage is called.
    pub name: String,
    /// Where, on the map as it is drawn now.
    pub at: MapPoint,
}

/// The way of the centre through stages, the earliest first: in each the middle of all positions
/// that are drawn, weighted by what that stage says of them. A stage whose weight is not defined,
/// or lies with nobody who is drawn, is left out.
#[must_use]
pub fn trail<'a>(
    picture: &Picture,
    stages: impl IntoIterator<Item = (String, &'a Analysis)>,
) -> Vec<TrailStep> {
    let step = |(name, analysis): (String, &Analysis)| {
        let mass = analysis.mass.as_ref().ok()?;
        let (mut x, mut y, mut whole) = (0.0, 0.0, 0.0);
        for (id, share) in analysis.people.iter().zip(mass) {
            if let Some(node) = picture.node(*id) {
                x += node.center.x * share;
                y += node.center.y * share;
                whole += share;
            }
        }
        (whole > 1e-9).then(|| TrailStep { name, at: MapPoint::new(x / whole, y / whole) })
    };
    stages.into_iter().filter_map(step).collect()
}

/// The way of the centre beside the axis of the ruler, the earliest place first and the present one
/// last, where its own marker lies: a dotted line through dots that grow.
#[must_use]
pub fn ruler_trail_marks(places: &[MapPoint], letters: f64) -> Vec<Mark> {
    // At the left of the axis stand words.
    let aside = |at: &MapPoint| at.offset(letters * 0.75, 0.0);
    let points: Vec<MapPoint> = places.iter().map(aside).collect();
    let mut marks = Vec::new();
    if points.len() > 1 {
        let dash = Some((letters * 0.12, letters * 0.3));
        let stroke = Some(Stroke { dash, ..Stroke::solid(Ink::Gravity, letters * 0.16) });
        let points = points.clone();
        marks.push(Mark::Path { points, closed: false, fill: None, stroke });
    }
    let many = points.len().max(1) as f64;
    let earlier = points.len().saturating_sub(1);
    for (number, center) in (1..).zip(points.into_iter().take(earlier)) {
        let radius = letters * (0.18 + 0.2 * f64::from(number) / many);
        let rim = Some(Stroke::solid(Ink::Gravity, letters * 0.12));
        marks.push(Mark::Circle { center, radius, fill: Some(Ink::Paper), stroke: rim });
    }
    marks
}

/// The way as marks, in the points of a screen that shows the map at a zoom: a dotted line through
/// all steps to the marker of the centre as it is now, a dot at each and its name beside it.
#[must_use]
pub fn trail_marks(
    picture: &Picture,
    steps: &[TrailStep],
    place: impl Fn(MapPoint) -> MapPoint,
    letters: f64,
) -> Vec<Mark> {
    let now = picture.markers.iter().find(|marker| marker.center == Center::Whole);
    let mut points: Vec<MapPoint> = steps.iter().map(|step| place(step.at)).collect();
    points.extend(now.map(|marker| place(marker.at)));
    let mut marks = Vec::new();
    let stroke = Stroke {
        dash: Some((letters * 0.12, letters * 0.36)),
        ..Stroke::solid(Ink::Gravity, letters * 0.2)
    };
    if points.len() > 1 {
        let points = points.clone();
        marks.push(Mark::Path { points, closed: false, fill: None, stroke: Some(stroke) });
    }
    for (step, at) in steps.iter().zip(points) {
        let rim = Some(Stroke::solid(Ink::Gravity, letters * 0.14));
        let radius = letters * 0.42;
        marks.push(Mark::Circle { center: at, radius, fill: Some(Ink::Paper), stroke: rim });
        let wide = typeface::width(&step.name, letters, Weight::SemiBold);
        let left = at.x + letters * 0.7;
        let plate = MapRect {
            min: MapPoint::new(left - letters * 0.2, at.y - letters * 0.65),
            max: MapPoint::new(left + wide + letters * 0.2, at.y + letters * 0.65),
        };
        // What lies under it must not make the name unreadable.
        marks.push(Mark::Box {
            rect: plate,
            corner: letters * 0.2,
            fill: Some(Ink::Paper),
            stroke: None,
        });
        let (text, size, weight) = (step.name.clone(), letters, Weight::SemiBold);
        let (align, ink) = (Align::Left, Ink::Text);
        let at = MapPoint::new(left, at.y + letters * 0.36);
        marks.push(Mark::Text { at, text, size, weight, align, ink });
    }
    marks
}
