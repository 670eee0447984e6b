//! A picture on its way to another one: boxes, the widths of bars and lines, the courses of arrows
//! and the markers lie between where they were and where they will be.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ArcFigure, ArcId, MarkerFigure, NodeFigure, Picture};
use crate::drawing::{Mark, Stroke};
use crate::quantity::{MapPoint, MapRect, MapSize};

impl Picture {
    /// This picture as far as it has come from another one: 0 where that was, 1 all of it. What has
    /// no counterpart there, or is drawn in another way, is drawn as it will be.
    #[must_use]
    pub fn coming_from(&self, before: &Self, part: f64) -> Self {
        let way = Way(part.clamp(0.0, 1.0));
        let mut now = self.clone();
        if way.0 >= 1.0 {
            return now;
        }
        for node in &mut now.nodes {
            if let Some(old) = before.node(node.id).filter(|old| *old != node.as_ref()) {
                *node = Arc::new(way.node(old, node));
            }
        }
        let arcs: BTreeMap<ArcId, &Arc<ArcFigure>> =
            before.arcs.iter().map(|arc| (arc.id, arc)).collect();
        for arc in &mut now.arcs {
            if let Some(old) = arcs.get(&arc.id).filter(|old| old.as_ref() != arc.as_ref()) {
                *arc = Arc::new(way.arc(old, arc));
            }
        }
        now.ground = way.marks(&before.ground, &self.ground).unwrap_or(now.ground);
        way.markers(&before.markers, &mut now.markers);
        way.markers(&before.previews, &mut now.previews);
        if let (Some(old), Some(ruler)) = (&before.ruler, &mut now.ruler) {
            for (center, value) in &mut ruler.marks {
                if let Some((_, from)) = old.marks.iter().find(|(other, _)| other == center) {
                    *value = way.number(*from, *value);
                }
            }
            let both = old.margin.zip(ruler.margin);
            ruler.margin =
                both.map(|(a, b)| (way.number(a.0, b.0), way.number(a.1, b.1))).or(ruler.margin);
        }
        now
    }
}

/// Which part of the way is done, 0 to 1.
#[derive(Debug, Clone, Copy)]
struct Way(f64);

impl Way {
    fn number(self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.0
    }

    fn point(self, from: MapPoint, to: MapPoint) -> MapPoint {
        MapPoint::new(self.number(from.x, to.x), self.number(from.y, to.y))
    }

    fn rect(self, from: MapRect, to: MapRect) -> MapRect {
        MapRect { min: self.point(from.min, to.min), max: self.point(from.max, to.max) }
    }

    fn node(self, from: &NodeFigure, to: &NodeFigure) -> NodeFigure {
        let marks = self.marks(&from.marks, &to.marks).map(Arc::new);
        NodeFigure {
            center: self.point(from.center, to.center),
            size: MapSize::new(
                self.number(from.size.width, to.size.width),
                self.number(from.size.height, to.size.height),
            ),
            marks: marks.unwrap_or_else(|| Arc::clone(&to.marks)),
            ..to.clone()
        }
    }

    fn arc(self, from: &ArcFigure, to: &ArcFigure) -> ArcFigure {
        let path = self.course(&from.path, &to.path);
        let marks = self.marks(&from.marks, &to.marks).unwrap_or_else(|| to.marks.clone());
        ArcFigure { path, marks, bounds: from.bounds.union(&to.bounds), ..to.clone() }
    }

    fn markers(self, from: &[MarkerFigure], to: &mut [MarkerFigure]) {
        for marker in to {
            if let Some(old) = from.iter().find(|old| old.center == marker.center) {
                marker.at = self.point(old.at, marker.at);
            }
        }
    }

    /// Marks between others of the same kinds; nothing where these differ.
    fn marks(self, from: &[Mark], to: &[Mark]) -> Option<Vec<Mark>> {
        if from.len() != to.len() {
            return None;
        }
        from.iter().zip(to).map(|(from, to)| self.mark(from, to)).collect()
    }

    fn mark(self, from: &Mark, to: &Mark) -> Option<Mark> {
        Some(match (from, to) {
            (
                Mark::Box { rect: old, stroke: old_stroke, .. },
                Mark::Box { rect, corner, fill, stroke },
            ) => Mark::Box {
                rect: self.rect(*old, *rect),
                corner: *corner,
                fill: *fill,
                stroke: self.stroke(*old_stroke, *stroke),
            },
            (
                Mark::Path { points: old, closed: was_closed, stroke: old_stroke, .. },
                Mark::Path { points, closed, fill, stroke },
            ) if was_closed == closed && (!closed || old.len() == points.len()) => Mark::Path {
                points: self.course(old, points),
                closed: *closed,
                fill: *fill,
                stroke: self.stroke(*old_stroke, *stroke),
            },
            (
                Mark::Circle { center: old, radius: old_radius, .. },
                Mark::Circle { center, radius, fill, stroke },
            ) => Mark::Circle {
                center: self.point(*old, *center),
                radius: self.number(*old_radius, *radius),
                fill: *fill,
                stroke: *stroke,
            },
            (
                Mark::Text { at: old, align: old_align, .. },
                Mark::Text { at, text, size, weight, align, ink },
            ) if old_align == align => Mark::Text {
                at: self.point(*old, *at),
                text: text.clone(),
                size: *size,
                weight: *weight,
                align: *align,
                ink: *ink,
            },
            (Mark::Detail { marks: old, .. }, Mark::Detail { from_zoom, below_zoom, marks }) => {
                Mark::Detail {
                    from_zoom: *from_zoom,
                    below_zoom: *below_zoom,
                    marks: self.marks(old, marks)?,
                }
            }
            _ => return None,
        })
    }

    fn stroke(self, from: Option<Stroke>, to: Option<Stroke>) -> Option<Stroke> {
        let width = from.zip(to).map(|(from, to)| self.number(from.width, to.width));
        to.map(|to| Stroke { width: width.unwrap_or(to.width), ..to })
    }

    /// A course between two others, point by point: each as far along as its counterpart.
    fn course(self, from: &[MapPoint], to: &[MapPoint]) -> Vec<MapPoint> {
        /// Enough for a bend to be seen.
        const POINTS: usize = 32;
        if from.len() == to.len() {
            return from.iter().zip(to).map(|(from, to)| self.point(*from, *to)).collect();
        }
        let many = POINTS.max(to.len());
        let (from, to) = (along(from, many), along(to, many));
        from.into_iter().zip(to).map(|(from, to)| self.point(from, to)).collect()
    }
}

/// So many points of a course, at equal distances along it.
fn along(course: &[MapPoint], many: usize) -> Vec<MapPoint> {
    let Some(first) = course.first().copied() else { return Vec::new() };
    let length: f64 = course.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let mut points = vec![first];
    let (mut piece, mut done) = (0, 0.0);
    for number in 1..many {
        let wanted = length * number as f64 / (many - 1).max(1) as f64;
        while piece + 2 < course.len() && done + course[piece].distance(course[piece + 1]) < wanted
        {
            done += course[piece].distance(course[piece + 1]);
            piece += 1;
        }
        let (start, end) = (course[piece], course[(piece + 1).min(course.len() - 1)]);
        let reach = start.distance(end);
        let part = if reach > 0.0 { ((wanted - done) / reach).clamp(0.0, 1.0) } else { 0.0 };
        points.push(Way(part).point(start, end));
    }
    points
}
