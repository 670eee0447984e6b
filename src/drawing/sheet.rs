//! A picture as marks on a sheet: all of it in the points of the sheet, lowest mark first.

use super::overlay::{Frame, OverlayParts, overlay, underlay};
use super::picture::Picture;
use super::{Ink, Mark, Page, SMALLEST, Stroke};
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapRect};

/// Width and height of the sheets of scenes that are shown in small, in points.
pub const SHEET: (f64, f64) = (1280.0, 720.0);

/// What is shown of a picture on a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// The picture.
    pub picture: &'a Picture,
    /// Where the map's origin lies on the sheet.
    pub origin: MapPoint,
    /// Points of the sheet for one map unit.
    pub zoom: f64,
    /// The height of the smallest letters on the sheet, in points.
    pub smallest: f64,
}

impl Placed<'_> {
    /// A point of the map on the sheet.
    #[must_use]
    pub fn point(&self, at: MapPoint) -> MapPoint {
        MapPoint::new(self.origin.x + at.x * self.zoom, self.origin.y + at.y * self.zoom)
    }

    /// A rectangle of the map on the sheet.
    #[must_use]
    pub fn rect(&self, rect: MapRect) -> MapRect {
        MapRect { min: self.point(rect.min), max: self.point(rect.max) }
    }

    /// The map with its markers, without what lies round it.
    #[must_use]
    pub fn marks(&self) -> Vec<Mark> {
        let mut out = Vec::new();
        let detail = self.zoom * SMALLEST / self.smallest.max(1e-9);
        let mut put = |marks: &[Mark], at: MapPoint, zoom: f64, detail: f64| {
            for mark in marks {
                laid(mark, at, zoom, detail, &mut out);
            }
        };
        put(&self.picture.ground, self.origin, self.zoom, detail);
        for arc in self.picture.arcs.iter().filter(|arc| !arc.on_demand) {
            put(&arc.marks, self.origin, self.zoom, detail);
        }
        for node in &self.picture.nodes {
            put(&node.marks, self.point(node.center), self.zoom, detail);
        }
        // Letters of 12 points stand in the discs of the markers.
        let pins = self.smallest / 12.0;
        for preview in &self.picture.previews {
            put(&preview.marks, self.point(preview.at), pins, 1.0);
        }
        for marker in &self.picture.pins(self.zoom / pins) {
            put(&marker.marks, self.point(marker.at), pins, 1.0);
        }
        out
    }

    /// Rings round positions: those that a scene points at.
    #[must_use]
    pub fn rings(&self, positions: &[PositionId]) -> Vec<Mark> {
        let nodes = positions.iter().filter_map(|id| self.picture.node(*id));
        let away = self.smallest * 0.28;
        let ring = |rect: MapRect, corner: f64| Mark::Box {
            rect: self.rect(rect).expanded(away),
            corner: corner * self.zoom + away,
            fill: None,
            stroke: Some(Stroke::solid(Ink::Gravity, self.smallest * 0.16)),
        };
        nodes.map(|node| ring(node.rect(), node.corner)).collect()
    }
}

/// A picture with heading, legend and lanes on a sheet, and rings round those it points at.
#[must_use]
pub fn sheet(picture: &Picture, parts: OverlayParts, page: &Page, at: &[PositionId]) -> Vec<Mark> {
    let Page { width, height, smallest } = *page;
    let scale = page.overlay_scale();
    let frame = Frame::fitted(picture, parts, (width, height), scale, page.largest_zoom());
    let placed = Placed { picture, origin: frame.origin, zoom: frame.zoom, smallest };
    let mut marks = underlay(picture, parts, &frame);
    marks.extend(placed.marks());
    marks.extend(placed.rings(at));
    marks.extend(overlay(picture, parts, &frame));
    marks
}

/// Marks in another place and size: those that a sheet has when it is shown smaller.
#[must_use]
pub fn shrunk(marks: &[Mark], origin: MapPoint, zoom: f64) -> Vec<Mark> {
    let mut out = Vec::with_capacity(marks.len());
    for mark in marks {
        laid(mark, origin, zoom, 1.0, &mut out);
    }
    out
}

/// One mark moved and enlarged; of details those that are drawn at a zoom.
fn laid(mark: &Mark, origin: MapPoint, zoom: f64, detail: f64, out: &mut Vec<Mark>) {
    let point = |at: MapPoint| MapPoint::new(origin.x + at.x * zoom, origin.y + at.y * zoom);
    let line = |stroke: Option<Stroke>| {
        stroke.map(|stroke| Stroke {
            width: stroke.width * zoom,
            dash: stroke.dash.map(|(on, off)| (on * zoom, off * zoom)),
            ..stroke
        })
    };
    out.push(match mark {
        Mark::Box { rect, corner, fill, stroke } => Mark::Box {
            rect: MapRect { min: point(rect.min), max: point(rect.max) },
            corner: corner * zoom,
            fill: *fill,
            stroke: line(*stroke),
        },
        Mark::Path { points, closed, fill, stroke } => Mark::Path {
            points: points.iter().copied().map(point).collect(),
            closed: *closed,
            fill: *fill,
            stroke: line(*stroke),
        },
        Mark::Circle { center, radius, fill, stroke } => Mark::Circle {
            center: point(*center),
            radius: radius * zoom,
            fill: *fill,
            stroke: line(*stroke),
        },
        Mark::Text { at, text, size, weight, align, ink } => Mark::Text {
            at: point(*at),
            text: text.clone(),
            size: size * zoom,
            weight: *weight,
            align: *align,
            ink: *ink,
        },
        Mark::Detail { from_zoom, below_zoom, marks } => {
            if (*from_zoom..*below_zoom).contains(&detail) {
                for mark in marks {
                    laid(mark, origin, zoom, detail, out);
                }
            }
            return;
        }
    });
}
