//! The few shapes that overlays are made of.

use crate::drawing::{Align, Ink, Mark, Stroke, Weight};
use crate::quantity::{MapPoint, MapRect};

/// A text that starts at a point.
pub(super) fn text(text: String, at: MapPoint, size: f64, weight: Weight, ink: Ink) -> Mark {
    Mark::Text { at, text, size, weight, align: Align::Left, ink }
}

/// A text that stands otherwise than to the right of its anchor.
pub(super) fn aligned(mark: Mark, align: Align) -> Mark {
    match mark {
        Mark::Text { at, text, size, weight, ink, .. } => {
            Mark::Text { at, text, size, weight, align, ink }
        }
        other => other,
    }
}

/// A line through points.
pub(super) fn path(points: Vec<MapPoint>, stroke: Stroke) -> Mark {
    Mark::Path { points, closed: false, fill: None, stroke: Some(stroke) }
}

/// A filled area with a given corner.
pub(super) fn area(rect: MapRect, corner: f64, ink: Ink) -> Mark {
    let corner = corner.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
    Mark::Box { rect, corner, fill: Some(ink), stroke: None }
}

/// The radius of a disc as a part of the size of the letter in it, a little more than it needs.
pub(super) const LETTERED: f64 = 0.92;

/// A disc with a letter in it and a rim that keeps it apart from what lies behind.
pub(super) fn lettered_disc(letter: &str, at: MapPoint, radius: f64, ink: Ink) -> [Mark; 2] {
    let rim = Some(Stroke::solid(Ink::Paper, radius * 0.18));
    [
        Mark::Circle { center: at, radius, fill: Some(ink), stroke: rim },
        Mark::Text {
            at: at.offset(0.0, radius * 0.4),
            text: letter.into(),
            size: radius * 1.1,
            weight: Weight::SemiBold,
            align: Align::Center,
            ink: Ink::Paper,
        },
    ]
}

/// A mark enlarged and moved.
pub(super) fn placed(mark: &Mark, to: MapPoint, scale: f64) -> Mark {
    let point = |at: &MapPoint| MapPoint::new(to.x + at.x * scale, to.y + at.y * scale);
    let line = |stroke: &Option<Stroke>| {
        stroke.map(|stroke| Stroke {
            width: stroke.width * scale,
            dash: stroke.dash.map(|(on, off)| (on * scale, off * scale)),
            ..stroke
        })
    };
    match mark {
        Mark::Box { rect, corner, fill, stroke } => Mark::Box {
            rect: MapRect { min: point(&rect.min), max: point(&rect.max) },
            corner: corner * scale,
            fill: *fill,
            stroke: line(stroke),
        },
        Mark::Path { points, closed, fill, stroke } => Mark::Path {
            points: points.iter().map(point).collect(),
            closed: *closed,
            fill: *fill,
            stroke: line(stroke),
        },
        Mark::Circle { center, radius, fill, stroke } => Mark::Circle {
            center: point(center),
            radius: radius * scale,
            fill: *fill,
            stroke: line(stroke),
        },
        Mark::Text { at, text, size, weight, align, ink } => Mark::Text {
            at: point(at),
            text: text.clone(),
            size: size * scale,
            weight: *weight,
            align: *align,
            ink: *ink,
        },
        Mark::Detail { from_zoom, below_zoom, marks } => Mark::Detail {
            from_zoom: *from_zoom,
            below_zoom: *below_zoom,
            marks: marks.iter().map(|mark| placed(mark, to, scale)).collect(),
        },
    }
}
