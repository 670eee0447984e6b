//! Marks as the toolkit's shapes.

use eframe::egui::{
    self, Align2, Color32, Pos2, Rect, Shape, Stroke as Line,
    epaint::{PathShape, PathStroke},
};

use super::rounded::rounded_box;
use crate::drawing::{Align, Mark, Palette, Stroke};
use crate::gui::app::theme::{color32, font};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface::visual_order;

/// Where map units go on the screen: `screen = origin + zoom * map`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::gui) struct Transform {
    /// Where the map's origin lies on the screen.
    pub(in crate::gui) origin: Pos2,
    /// Screen points for one map unit.
    pub(in crate::gui) zoom: f32,
}

impl Transform {
    /// Marks whose coordinates are screen points already.
    pub(in crate::gui) const SCREEN: Self = Self { origin: Pos2::ZERO, zoom: 1.0 };

    /// A map point on the screen.
    pub(in crate::gui) fn point(&self, point: MapPoint) -> Pos2 {
        self.origin + egui::vec2(point.x as f32, point.y as f32) * self.zoom
    }

    /// A map rectangle on the screen.
    pub(in crate::gui) fn rect(&self, rect: MapRect) -> Rect {
        Rect::from_min_max(self.point(rect.min), self.point(rect.max))
    }

    /// A screen point on the map.
    pub(in crate::gui) fn map_point(&self, point: Pos2) -> MapPoint {
        let at = (point - self.origin) / self.zoom;
        MapPoint::new(f64::from(at.x), f64::from(at.y))
    }

    /// The transform of marks that are relative to a point of the map.
    pub(in crate::gui) fn at(&self, point: MapPoint) -> Self {
        Self { origin: self.point(point), zoom: self.zoom }
    }
}

/// What marks are painted with.
pub(in crate::gui) struct Brush<'a> {
    /// Lays out texts.
    pub(in crate::gui) ctx: &'a egui::Context,
    /// Turns inks into colours.
    pub(in crate::gui) palette: &'a Palette,
    /// Where the marks lie.
    pub(in crate::gui) transform: Transform,
    /// What can be seen; marks outside of it are left out.
    pub(in crate::gui) clip: Rect,
    /// The zoom that decides which details are painted.
    pub(in crate::gui) detail: f64,
}

/// A text smaller than this on the screen says nothing and is left out, in points.
const SMALLEST_TEXT: f32 = 5.0;

/// A figure smaller than this on the screen is not seen and is left out, in points.
const SMALLEST_FIGURE: f32 = 1.2;

/// Points of a path nearer to each other than this look like one, in points.
const SAME_POINT: f32 = 1.0;

/// Dashes shorter than this on the screen look like a paler line and are drawn as one, in points.
const SHORTEST_DASH: f32 = 2.2;

/// Boxes lower than this on the screen have no room for round corners and a border, in points.
const PLAIN_BOX: f32 = 4.0;

/// A path without points that look like the one before; its ends stay.
fn thinned(points: impl Iterator<Item = Pos2>) -> Vec<Pos2> {
    let mut kept: Vec<Pos2> = Vec::new();
    let mut skipped = None;
    for point in points {
        let near = kept.last().is_some_and(|last| last.distance_sq(point) < SAME_POINT);
        if near {
            skipped = Some(point);
        } else {
            kept.push(point);
            skipped = None;
        }
    }
    match (skipped, kept.len()) {
        (Some(end), 2..) => {
            kept.pop();
            kept.push(end);
        }
        (Some(end), _) => kept.push(end),
        (None, _) => {}
    }
    kept
}

/// Below this zoom lines are as thin as a screen can show, and drawn with the fewest triangles.
const FAR: f32 = 0.2;

/// A path without points that lie this near to the line between their neighbours, in points
/// (Douglas and Peucker 1973).
fn straightened(points: &[Pos2]) -> Vec<Pos2> {
    const NEAR: f32 = 0.7;
    let mut kept = vec![false; points.len()];
    let mut open = vec![(0, points.len().saturating_sub(1))];
    if let (Some(first), Some(last)) = (kept.first().copied(), points.len().checked_sub(1)) {
        kept[0] = !first;
        kept[last] = true;
    }
    while let Some((from, to)) = open.pop() {
        let (a, b) = (points[from], points[to]);
        let way = (b - a).normalized();
        let off = |point: &Pos2| {
            let step = *point - a;
            // A way back to where it began has no direction.
            if way == egui::Vec2::ZERO {
                step.length()
            } else {
                (way.x * step.y - way.y * step.x).abs()
            }
        };
        let between = from + 1..to.max(from + 1);
        let farthest =
            between.max_by(|one, other| off(&points[*one]).total_cmp(&off(&points[*other])));
        if let Some(at) = farthest.filter(|at| off(&points[*at]) > NEAR) {
            kept[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    points.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// A thin line as two triangles for every piece.
fn thin_line(points: &[Pos2], line: Line) -> Shape {
    let mut mesh = egui::Mesh::default();
    for piece in straightened(points).windows(2) {
        let aside = (piece[1] - piece[0]).normalized().rot90() * (line.width / 2.0);
        let first = mesh.vertices.len() as u32;
        for corner in [piece[0] - aside, piece[0] + aside, piece[1] + aside, piece[1] - aside] {
            mesh.colored_vertex(corner, line.color);
        }
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first, first + 2, first + 3);
    }
    Shape::mesh(mesh)
}

impl Brush<'_> {
    /// Adds the shapes of marks, in order.
    pub(in crate::gui) fn paint(&self, marks: &[Mark], shapes: &mut Vec<Shape>) {
        for mark in marks {
            self.paint_one(mark, shapes);
        }
    }

    fn paint_one(&self, mark: &Mark, shapes: &mut Vec<Shape>) {
        match mark {
            Mark::Box { rect, corner, fill, stroke } => {
                let rect = self.transform.rect(*rect);
                if self.clip.intersects(rect.expand(4.0)) {
                    self.paint_box(rect, *corner, fill.map(|ink| self.ink(ink)), *stroke, shapes);
                }
            }
            Mark::Path { points, closed, fill, stroke } => {
                let points = thinned(points.iter().map(|point| self.transform.point(*point)));
                let bounds = Rect::from_points(&points);
                let speck = bounds.size().max_elem() < SMALLEST_FIGURE;
                if !speck && self.clip.intersects(bounds.expand(4.0)) {
                    let fill = fill.map(|ink| self.ink(ink));
                    self.paint_path(points, *closed, fill, *stroke, shapes);
                }
            }
            Mark::Circle { center, radius, fill, stroke } => {
                let center = self.transform.point(*center);
                let radius = *radius as f32 * self.transform.zoom;
                if radius * 2.0 >= SMALLEST_FIGURE
                    && self.clip.expand(radius + 4.0).contains(center)
                {
                    let fill = fill.map_or(Color32::TRANSPARENT, |ink| self.ink(ink));
                    let stroke = stroke.map_or(Line::NONE, |stroke| self.line(stroke));
                    let circle = egui::epaint::CircleShape { center, radius, fill, stroke };
                    shapes.push(Shape::Circle(circle));
                }
            }
            Mark::Text { at, text, size, weight, align, ink } => {
                let size = *size as f32 * self.transform.zoom;
                if size >= SMALLEST_TEXT {
                    let at = self.transform.point(*at);
                    self.paint_text(at, text, size, *weight, *align, self.ink(*ink), shapes);
                }
            }
            Mark::Detail { from_zoom, below_zoom, marks } => {
                if (*from_zoom..*below_zoom).contains(&self.detail) {
                    self.paint(marks, shapes);
                }
            }
        }
    }

    fn ink(&self, ink: crate::drawing::Ink) -> Color32 {
        color32(self.palette.color(ink))
    }

    /// Lines never get thinner than what a screen can show.
    fn line(&self, stroke: Stroke) -> Line {
        let width = (stroke.width as f32 * self.transform.zoom).max(0.6);
        Line::new(width, self.ink(stroke.ink))
    }

    fn paint_box(
        &self,
        rect: Rect,
        corner: f64,
        fill: Option<Color32>,
        stroke: Option<Stroke>,
        shapes: &mut Vec<Shape>,
    ) {
        if rect.height() < PLAIN_BOX {
            let color = fill.or(stroke.map(|stroke| self.ink(stroke.ink)));
            let color = color.unwrap_or(Color32::TRANSPARENT);
            let border = stroke.map_or(color, |stroke| self.ink(stroke.ink));
            shapes.push(Shape::rect_filled(rect.expand(0.3), 0.0, border));
            shapes.push(Shape::rect_filled(rect.shrink(0.3), 0.0, color));
            return;
        }
        let radius = (corner as f32 * self.transform.zoom).min(rect.size().min_elem() / 2.0);
        let dashed = stroke.filter(|stroke| stroke.dash.is_some());
        let line = match dashed {
            Some(_) => Line::NONE,
            None => stroke.map_or(Line::NONE, |stroke| self.line(stroke)),
        };
        let fill = fill.unwrap_or(Color32::TRANSPARENT);
        let dot = 1.0 / self.ctx.pixels_per_point();
        shapes.push(Shape::mesh(rounded_box(rect, radius, fill, line, dot)));
        if let Some(stroke) = dashed {
            // A dashed border says something by itself and stays dashed at any zoom.
            let least = f64::from(SHORTEST_DASH / self.transform.zoom);
            let dash = stroke.dash.map(|(on, off)| (on.max(least), off.max(least)));
            let stroke = Stroke { dash, ..stroke };
            self.paint_path(outline(rect, radius), true, None, Some(stroke), shapes);
        }
    }

    fn paint_path(
        &self,
        points: Vec<Pos2>,
        closed: bool,
        fill: Option<Color32>,
        stroke: Option<Stroke>,
        shapes: &mut Vec<Shape>,
    ) {
        let zoom = self.transform.zoom;
        let dash = stroke.and_then(|stroke| stroke.dash.map(|dash| (stroke, dash)));
        let merged = dash.filter(|(_, (on, _))| *on as f32 * zoom < SHORTEST_DASH);
        let dash = dash.filter(|_| merged.is_none());
        let line = match (dash, merged) {
            (Some(_), _) => PathStroke::NONE,
            (None, Some((stroke, (on, off)))) => {
                let line = self.line(stroke);
                let part = (on / (on + off)) as f32;
                Line::new(line.width, line.color.gamma_multiply(part)).into()
            }
            (None, None) => stroke.map_or(PathStroke::NONE, |stroke| self.line(stroke).into()),
        };
        if let (Some(stroke), None, None, false) = (stroke, fill, dash, closed)
            && zoom < FAR
        {
            let part = merged.map_or(1.0, |(_, (on, off))| (on / (on + off)) as f32);
            let own = self.line(stroke);
            let color = own.color.gamma_multiply(part);
            shapes.push(thin_line(&points, Line::new(own.width, color)));
            return;
        }
        if let Some((stroke, (on, off))) = dash {
            let mut way = points.clone();
            if closed {
                way.extend(points.first().copied());
            }
            let (on, off) = (on as f32 * zoom, (off as f32 * zoom).max(1.5));
            // Only what can be seen: a long line has thousands of dashes.
            for piece in way.windows(2) {
                if self.clip.intersects(Rect::from_two_pos(piece[0], piece[1]).expand(4.0)) {
                    shapes.extend(Shape::dashed_line(piece, self.line(stroke), on, off));
                }
            }
        }
        if fill.is_some() || dash.is_none() {
            let fill = fill.unwrap_or(Color32::TRANSPARENT);
            shapes.push(Shape::Path(PathShape { points, closed, fill, stroke: line }));
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a text has this many properties")]
    fn paint_text(
        &self,
        at: Pos2,
        text: &str,
        size: f32,
        weight: crate::drawing::Weight,
        align: Align,
        color: Color32,
        shapes: &mut Vec<Shape>,
    ) {
        if !self.clip.intersects(reach_of(at, text, size)) {
            return;
        }
        // Half points: a smooth zoom then needs a few sizes of each letter and not hundreds.
        let size = (size * 2.0).round() / 2.0;
        let galley = self.ctx.fonts_mut(|fonts| {
            fonts.layout_no_wrap(visual_order(text).into_owned(), font(size, weight), color)
        });
        let anchor = match align {
            Align::Left => Align2::LEFT_TOP,
            Align::Center => Align2::CENTER_TOP,
            Align::Right => Align2::RIGHT_TOP,
        };
        let ascent = galley
            .rows
            .first()
            .map_or(size, |row| row.glyphs.first().map_or(size, |glyph| row.pos.y + glyph.pos.y));
        let rect = anchor.anchor_size(at, galley.size());
        let place = Pos2::new(rect.min.x, at.y - ascent);
        if self.clip.intersects(Rect::from_min_size(place, galley.size())) {
            shapes.push(Shape::galley(place, galley, color));
        }
    }
}

/// Where something of a text may be seen, whichever way it is aligned: more than it takes, and found
/// without laying it out.
fn reach_of(at: Pos2, text: &str, size: f32) -> Rect {
    /// No letter is wider, in sizes of letters.
    const WIDEST: f32 = 3.0;
    let width = text.len() as f32 * size * WIDEST;
    Rect::from_center_size(at, egui::vec2(2.0 * width, 4.0 * size))
}

/// The outline of a rectangle with round corners, for dashes.
fn outline(rect: Rect, radius: f32) -> Vec<Pos2> {
    const STEPS: usize = 5;
    let corners = [
        (rect.right_bottom() + egui::vec2(-radius, -radius), 0.0),
        (rect.left_bottom() + egui::vec2(radius, -radius), 90.0_f32),
        (rect.left_top() + egui::vec2(radius, radius), 180.0),
        (rect.right_top() + egui::vec2(-radius, radius), 270.0),
    ];
    let arc = |(center, start): (Pos2, f32)| {
        (0..=STEPS).map(move |step| {
            let angle = (start + 90.0 * step as f32 / STEPS as f32).to_radians();
            center + radius * egui::vec2(angle.cos(), angle.sin())
        })
    };
    corners.into_iter().flat_map(arc).collect()
}
