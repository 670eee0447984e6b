//! A picture laid out on a sheet, for writers that draw every mark themselves.

use std::borrow::Cow;

use crate::drawing::overlay::{Frame, OverlayParts, overlay, underlay};
use crate::drawing::picture::{ArcFigure, NodeFigure, Picture};
use crate::drawing::{Mark, Page, Stroke};
use crate::quantity::{MapPoint, MapRect};

/// Marks that belong together, and where they lie on the sheet.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// Where their origin lies, in points.
    pub(super) at: MapPoint,
    /// Points for one of their units.
    pub(super) scale: f64,
    /// The zoom that decides which details are shown.
    pub(super) zoom: f64,
    /// What they draw.
    pub(super) what: What<'a>,
    /// The marks, lowest first.
    pub(super) marks: Cow<'a, [Mark]>,
}

/// What a group of marks draws.
#[derive(Debug)]
pub(super) enum What<'a> {
    /// Areas and levels behind the map.
    Ground,
    /// A line or flow.
    Arc(&'a ArcFigure),
    /// A position.
    Node(&'a NodeFigure),
    /// A centre of gravity, with what is said of it.
    Marker(String),
    /// Heading, legend and scales round the map.
    Overlay,
}

/// The groups of a picture on a sheet, lowest first.
pub(super) fn groups<'a>(picture: &'a Picture, page: &Page, parts: OverlayParts) -> Vec<Group<'a>> {
    let size = (page.width, page.height);
    let frame = Frame::fitted(picture, parts, size, page.overlay_scale(), page.largest_zoom());
    let zoom = page.detail_zoom(frame.zoom);
    let on_sheet = |what, marks: Vec<Mark>| Group {
        at: MapPoint::default(),
        scale: 1.0,
        zoom: 1.0,
        what,
        marks: Cow::Owned(marks),
    };
    let on_map = |at: MapPoint, what, marks: &'a [Mark]| {
        let (x, y) = (frame.origin.x + at.x * frame.zoom, frame.origin.y + at.y * frame.zoom);
        let marks = Cow::Borrowed(marks);
        Group { at: MapPoint::new(x, y), scale: frame.zoom, zoom, what, marks }
    };
    let mut groups = vec![on_sheet(What::Ground, underlay(picture, parts, &frame))];
    groups.push(on_map(MapPoint::default(), What::Ground, &picture.ground));
    for arc in picture.arcs.iter().filter(|arc| !arc.on_demand) {
        groups.push(on_map(MapPoint::default(), What::Arc(arc), &arc.marks));
    }
    for node in &picture.nodes {
        groups.push(on_map(node.center, What::Node(node), &node.marks));
    }
    // Letters of 12 points stand in the discs.
    let pins = frame.scale.max(frame.smallest / 12.0);
    for marker in picture.pins(frame.zoom / pins) {
        let (x, y) = (marker.at.x * frame.zoom, marker.at.y * frame.zoom);
        let at = MapPoint::new(frame.origin.x + x, frame.origin.y + y);
        let (what, marks) = (What::Marker(marker.description), Cow::Owned(marker.marks));
        groups.push(Group { at, scale: pins, zoom: 1.0, what, marks });
    }
    groups.push(on_sheet(What::Overlay, overlay(picture, parts, &frame)));
    groups
}

impl Group<'_> {
    /// The marks that are shown, in points of the sheet.
    pub(super) fn drawn(&self) -> Vec<Mark> {
        self.drawn_at(self.zoom)
    }

    /// The same with the details of another zoom.
    pub(super) fn drawn_at(&self, zoom: f64) -> Vec<Mark> {
        let mut drawn = Vec::with_capacity(self.marks.len());
        self.flatten(&self.marks, zoom, &mut drawn);
        drawn
    }

    fn flatten(&self, marks: &[Mark], zoom: f64, drawn: &mut Vec<Mark>) {
        for mark in marks {
            match mark {
                Mark::Detail { from_zoom, below_zoom, marks } => {
                    if (*from_zoom..*below_zoom).contains(&zoom) {
                        self.flatten(marks, zoom, drawn);
                    }
                }
                Mark::Box { rect, corner, fill, stroke } => drawn.push(Mark::Box {
                    rect: self.rect(rect),
                    corner: corner * self.scale,
                    fill: *fill,
                    stroke: stroke.map(|stroke| self.stroke(stroke)),
                }),
                Mark::Path { points, closed, fill, stroke } => drawn.push(Mark::Path {
                    points: points.iter().map(|point| self.point(*point)).collect(),
                    closed: *closed,
                    fill: *fill,
                    stroke: stroke.map(|stroke| self.stroke(stroke)),
                }),
                Mark::Circle { center, radius, fill, stroke } => drawn.push(Mark::Circle {
                    center: self.point(*center),
                    radius: radius * self.scale,
                    fill: *fill,
                    stroke: stroke.map(|stroke| self.stroke(stroke)),
                }),
                Mark::Text { at, text, size, weight, align, ink } => drawn.push(Mark::Text {
                    at: self.point(*at),
                    text: text.clone(),
                    size: size * self.scale,
                    weight: *weight,
                    align: *align,
                    ink: *ink,
                }),
            }
        }
    }

    fn point(&self, point: MapPoint) -> MapPoint {
        MapPoint::new(self.at.x + point.x * self.scale, self.at.y + point.y * self.scale)
    }

    /// A rectangle of these marks on the sheet.
    pub(super) fn rect(&self, rect: &MapRect) -> MapRect {
        MapRect { min: self.point(rect.min), max: self.point(rect.max) }
    }

    fn stroke(&self, stroke: Stroke) -> Stroke {
        let dash = stroke.dash.map(|(on, off)| (on * self.scale, off * self.scale));
        Stroke { width: stroke.width * self.scale, dash, ..stroke }
    }
}

/// The marks that write a name that was cut, or broken at a hyphen, which may be taken for one of
/// the break: the numbers of the first and the last.
pub(super) fn lines_of(name: &str, marks: &[Mark]) -> Option<(usize, usize)> {
    let (mut first, mut rest, mut hyphen) = (None, name, false);
    for (number, mark) in marks.iter().enumerate() {
        let Mark::Text { text, .. } = mark else { continue };
        let kept = text.strip_suffix('…').unwrap_or(text);
        if first.is_none() || behind(rest, kept).is_none() {
            (first, rest, hyphen) = (Some(number), name, false);
        }
        let Some(after) = behind(rest, kept).filter(|_| !kept.trim().is_empty()) else {
            (first, rest) = (None, name);
            continue;
        };
        let is_cut = kept.len() < text.len() && !after.is_empty();
        if is_cut || after.trim().is_empty() {
            return first.filter(|_| is_cut || hyphen).map(|first| (first, number));
        }
        hyphen |= text.ends_with('-');
        rest = after;
    }
    None
}

/// What comes in a text behind its beginning; spaces, at which lines were broken, count for
/// nothing. None where the text begins with something else.
pub(super) fn behind<'t>(text: &'t str, beginning: &str) -> Option<&'t str> {
    let mut rest = text;
    for letter in beginning.chars().filter(|letter| !letter.is_whitespace()) {
        rest = rest.trim_start().strip_prefix(letter)?;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Align, Ink, Weight};

    fn lines(texts: &[&str]) -> Vec<Mark> {
        let line = |text: &&str| Mark::Text {
            at: MapPoint::default(),
            text: (*text).to_owned(),
            size: 10.0,
            weight: Weight::Regular,
            align: Align::Left,
            ink: Ink::Text,
        };
        texts.iter().map(line).collect()
    }

    #[test]
    fn a_name_that_was_cut_is_known_by_its_lines() {
        let marks = lines(&["Finance", "Acting Deputy", "Assis…", "Ann"]);
        assert_eq!(lines_of("Acting Deputy Assistant Secretary", &marks), Some((1, 2)));
        assert_eq!(lines_of("Acting Deputy", &lines(&["Acting", "Acting", "Dep…"])), Some((1, 2)));
        assert_eq!(lines_of("Under-Deputy", &lines(&["Under-", "Deputy"])), Some((0, 1)));
    }

    #[test]
    fn a_name_that_stands_there_whole_needs_nothing() {
        assert_eq!(lines_of("Acting Deputy", &lines(&["Acting", "Deputy", "Ann B…"])), None);
        assert_eq!(lines_of("Acting Deputy", &lines(&["Ann B…"])), None);
        assert_eq!(lines_of("", &lines(&["…", "x"])), None);
    }
}
