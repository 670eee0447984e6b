//! What lies over a picture and keeps its size at any zoom: title, reading, legend, level ruler.

use super::picture::{Center, Picture, Ruler};
use super::spread::{Wish, spread};
use super::{Align, Ink, Mark, Stroke, Weight};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;

/// Which parts of the overlay are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverlayParts {
    /// The title, top left.
    pub title: bool,
    /// The legend, bottom left.
    pub legend: bool,
    /// The level ruler at the right edge, where the picture has one.
    pub ruler: bool,
    /// How to read the lens, under the title.
    pub reading: bool,
    /// What the readings were worked out from, bottom right.
    pub caption: bool,
}

impl OverlayParts {
    /// Everything, as an exported picture needs it.
    pub const ALL: Self =
        Self { title: true, legend: true, ruler: true, reading: true, caption: true };
}

/// How much of each side of the screen the overlay takes, in screen points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Insets {
    /// At the left.
    pub left: f64,
    /// At the top.
    pub top: f64,
    /// At the right.
    pub right: f64,
    /// At the bottom.
    pub bottom: f64,
}

/// The overlay of a picture on a screen of this size, in screen points, lowest mark first.
/// `scale` enlarges letters and cards: 1 for a window, more for a projector.
#[must_use]
pub fn overlay(
    picture: &Picture,
    parts: OverlayParts,
    width: f64,
    height: f64,
    scale: f64,
) -> Vec<Mark> {
    let screen = Screen { picture, parts, width, height, scale };
    let mut marks = Vec::new();
    screen.heading(&mut marks);
    screen.legend(&mut marks);
    screen.caption(&mut marks);
    if let Some(ruler) = screen.ruler() {
        screen.draw_ruler(ruler, &mut marks);
    }
    marks
}

/// The room that [`overlay`] takes with the same arguments. A map that is fitted inside of it
/// lies beside the cards, not under them.
#[must_use]
pub fn overlay_insets(
    picture: &Picture,
    parts: OverlayParts,
    width: f64,
    height: f64,
    scale: f64,
) -> Insets {
    let screen = Screen { picture, parts, width, height, scale };
    let side = MARGIN * scale;
    let right = if screen.ruler().is_some() { (RULER_WIDTH + MARGIN) * scale } else { 0.0 };
    Insets {
        left: side,
        top: screen.heading_height() + side,
        right: side + right,
        bottom: screen.footer_height() + side,
    }
}

/// From the cards to the edge of the screen.
const MARGIN: f64 = 20.0;
const TITLE_SIZE: f64 = 21.0;
const READING_SIZE: f64 = 13.0;
const READING_LEADING: f64 = 18.0;
const LEGEND_SIZE: f64 = 12.0;
const LEGEND_LEADING: f64 = 23.0;
const LEGEND_PADDING: f64 = 11.0;
const SWATCH: f64 = 28.0;
const CAPTION_SIZE: f64 = 11.5;
const RULER_WIDTH: f64 = 96.0;

struct Screen<'a> {
    picture: &'a Picture,
    parts: OverlayParts,
    width: f64,
    height: f64,
    scale: f64,
}

/// The legend broken into rows: each entry with its place from the left.
struct LegendRows {
    rows: Vec<Vec<(usize, f64)>>,
    width: f64,
}

impl Screen<'_> {
    fn ruler(&self) -> Option<&Ruler> {
        self.picture.ruler.as_ref().filter(|_| self.parts.ruler)
    }

    fn heading_height(&self) -> f64 {
        let title = if self.parts.title { TITLE_SIZE * 1.45 } else { 0.0 };
        (title + self.reading_lines().len() as f64 * READING_LEADING) * self.scale
            + if self.parts.title || self.parts.reading { MARGIN * self.scale } else { 0.0 }
    }

    fn reading_lines(&self) -> Vec<String> {
        if !self.parts.reading {
            return Vec::new();
        }
        let room = (self.width - 2.0 * MARGIN * self.scale).min(820.0 * self.scale);
        let size = READING_SIZE * self.scale;
        typeface::wrap(&self.picture.reading, size, Weight::Regular, room, 3)
    }

    fn heading(&self, marks: &mut Vec<Mark>) {
        let left = MARGIN * self.scale;
        let mut base = left;
        if self.parts.title {
            let size = TITLE_SIZE * self.scale;
            let room = self.width - 2.0 * left;
            let title =
                typeface::shorten(&self.picture.title, size, Weight::SemiBold, room).into_owned();
            base += TITLE_SIZE * 0.9 * self.scale;
            marks.push(text(title, MapPoint::new(left, base), size, Weight::SemiBold, Ink::Text));
            base += TITLE_SIZE * 0.2 * self.scale;
        }
        let lines = self.reading_lines();
        let size = READING_SIZE * self.scale;
        let widths = lines.iter().map(|line| typeface::width(line, size, Weight::Regular));
        let wide = widths.fold(0.0, f64::max);
        if wide > 0.0 {
            // A map that is moved under the words must not make them unreadable.
            let rect = MapRect {
                min: MapPoint::new(left - 8.0, base),
                max: MapPoint::new(
                    left + wide + 8.0,
                    base + (lines.len() as f64 + 0.45) * READING_LEADING * self.scale,
                ),
            };
            marks.push(Mark::Box { rect, corner: 6.0, fill: Some(Ink::Paper), stroke: None });
        }
        for line in lines {
            base += READING_LEADING * self.scale;
            let size = READING_SIZE * self.scale;
            let at = MapPoint::new(left, base);
            marks.push(text(line, at, size, Weight::Regular, Ink::TextQuiet));
        }
    }

    fn caption_text(&self) -> &str {
        if self.parts.caption { &self.picture.caption } else { "" }
    }

    fn caption_height(&self) -> f64 {
        if self.caption_text().is_empty() { 0.0 } else { CAPTION_SIZE * 1.9 * self.scale }
    }

    fn caption(&self, marks: &mut Vec<Mark>) {
        let caption = self.caption_text();
        if caption.is_empty() {
            return;
        }
        let size = CAPTION_SIZE * self.scale;
        let left = MARGIN * self.scale;
        let room = self.width - 2.0 * left;
        let caption = typeface::shorten(caption, size, Weight::Regular, room).into_owned();
        let at = MapPoint::new(left, self.height - left);
        marks.push(text(caption, at, size, Weight::Regular, Ink::TextQuiet));
    }

    fn footer_height(&self) -> f64 {
        let rows = self.legend_rows().rows.len() as f64;
        let card = if rows > 0.0 {
            (rows * LEGEND_LEADING + 2.0 * LEGEND_PADDING) * self.scale
        } else {
            0.0
        };
        let content = card + self.caption_height();
        if content > 0.0 { content + MARGIN * self.scale } else { 0.0 }
    }

    fn legend_rows(&self) -> LegendRows {
        let scale = self.scale;
        let room = self.width - 2.0 * (MARGIN + LEGEND_PADDING) * scale;
        let mut rows: Vec<Vec<(usize, f64)>> = Vec::new();
        let (mut left, mut width) = (0.0, 0.0_f64);
        if self.parts.legend {
            for (index, entry) in self.picture.legend.iter().enumerate() {
                let words = typeface::width(&entry.text, LEGEND_SIZE * scale, Weight::Regular);
                let wide = SWATCH * scale + 8.0 * scale + words;
                if rows.is_empty() || left + wide > room {
                    rows.push(Vec::new());
                    left = 0.0;
                }
                if let Some(row) = rows.last_mut() {
                    row.push((index, left));
                }
                width = width.max(left + wide);
                left += wide + 22.0 * scale;
            }
        }
        LegendRows { rows, width }
    }

    fn legend(&self, marks: &mut Vec<Mark>) {
        let legend = self.legend_rows();
        if legend.rows.is_empty() {
            return;
        }
        let scale = self.scale;
        let padding = LEGEND_PADDING * scale;
        let left = MARGIN * scale;
        let bottom = self.height - left - self.caption_height();
        let top = bottom - legend.rows.len() as f64 * LEGEND_LEADING * scale - 2.0 * padding;
        marks.push(card(MapRect {
            min: MapPoint::new(left, top),
            max: MapPoint::new(left + legend.width + 2.0 * padding, bottom),
        }));
        for (line, row) in legend.rows.iter().enumerate() {
            let middle = top + padding + (line as f64 + 0.5) * LEGEND_LEADING * scale;
            for (index, offset) in row {
                let Some(entry) = self.picture.legend.get(*index) else { continue };
                let swatch = left + padding + offset;
                let at = MapPoint::new(swatch + SWATCH / 2.0 * scale, middle);
                marks.extend(entry.swatch.iter().map(|mark| placed(mark, at, scale)));
                let at = MapPoint::new(
                    swatch + (SWATCH + 8.0) * scale,
                    middle + LEGEND_SIZE * 0.36 * scale,
                );
                let size = LEGEND_SIZE * scale;
                marks.push(text(entry.text.clone(), at, size, Weight::Regular, Ink::Text));
            }
        }
    }

    /// The ruler stands in a card of its own at the right edge, between heading and footer.
    fn draw_ruler(&self, ruler: &Ruler, marks: &mut Vec<Mark>) {
        let scale = self.scale;
        let right = self.width - MARGIN * scale;
        let left = right - RULER_WIDTH * scale;
        let top = self.heading_height() + MARGIN * 0.5 * scale;
        let bottom = self.height - self.footer_height() - MARGIN * scale;
        let room = (bottom - top).max(120.0 * scale);
        let height = room.min(460.0 * scale);
        let top = top + (room - height) / 2.0;
        marks.push(card(MapRect {
            min: MapPoint::new(left, top),
            max: MapPoint::new(right, top + height),
        }));
        let axis = Axis {
            x: left + 30.0 * scale,
            top: top + 40.0 * scale,
            bottom: top + height - 40.0 * scale,
            scale,
        };
        let center = (left + right) / 2.0;
        for (label, y) in
            [("the top", top + 21.0 * scale), ("the people", top + height - 13.0 * scale)]
        {
            marks.push(Mark::Text {
                at: MapPoint::new(center, y),
                text: label.into(),
                size: 12.0 * scale,
                weight: Weight::SemiBold,
                align: Align::Center,
                ink: Ink::TextQuiet,
            });
        }
        axis.draw(ruler, marks);
    }
}

/// The scale of the ruler on the screen.
struct Axis {
    x: f64,
    top: f64,
    bottom: f64,
    scale: f64,
}

impl Axis {
    fn y(&self, height: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * height.clamp(0.0, 1.0)
    }

    fn draw(&self, ruler: &Ruler, marks: &mut Vec<Mark>) {
        let at = |x: f64, y: f64| MapPoint::new(self.x + x * self.scale, y);
        let axis = Stroke::solid(Ink::Line, 2.0 * self.scale);
        marks.push(path(vec![at(0.0, self.top), at(0.0, self.bottom)], axis));
        let steps = ruler.levels.saturating_sub(1).clamp(1, 12);
        let tick = Stroke::solid(Ink::Line, 1.3 * self.scale);
        for step in 0..=steps {
            let y = self.y(step as f64 / steps as f64);
            marks.push(path(vec![at(-5.0, y), at(5.0, y)], tick));
        }
        // The small triangle is where everybody counted alike would balance.
        let y = self.y(ruler.equal);
        marks.push(Mark::Path {
            points: vec![
                at(-4.0, y),
                at(-13.0, y - 5.5 * self.scale),
                at(-13.0, y + 5.5 * self.scale),
            ],
            closed: true,
            fill: Some(Ink::TextQuiet),
            stroke: None,
        });
        if let Some((low, high)) = ruler.band {
            let ink = Center::Whole.ink();
            let (foot, head) = (self.y(low), self.y(high));
            marks.push(path(
                vec![at(0.0, foot), at(0.0, head)],
                Stroke::solid(ink, 5.0 * self.scale),
            ));
            let end = Stroke::solid(ink, 2.0 * self.scale);
            for y in [foot, head] {
                marks.push(path(vec![at(-6.0, y), at(6.0, y)], end));
            }
        }
        for (center, height) in &ruler.previews {
            let stroke = Some(Stroke::solid(center.ink(), 1.8 * self.scale));
            let middle = at(0.0, self.y(*height));
            let (radius, fill) = (5.0 * self.scale, Some(Ink::Surface));
            marks.push(Mark::Circle { center: middle, radius, fill, stroke });
        }
        let wanted: Vec<f64> = ruler.heights.iter().map(|(_, height)| self.y(*height)).collect();
        let radius = 10.5 * self.scale;
        let low = self.top - 16.0 * self.scale;
        let high = self.bottom + 16.0 * self.scale;
        let pitch = radius * 2.0 + 2.5 * self.scale;
        let shown = disc_heights(&wanted, pitch, low, high);
        for (((center, _), wanted), shown) in ruler.heights.iter().zip(&wanted).zip(&shown) {
            let ink = center.ink();
            let lead = vec![at(0.0, *wanted), at(8.0, *wanted), at(20.0, *shown), at(28.0, *shown)];
            marks.push(path(lead, Stroke::solid(ink, 1.6 * self.scale)));
            marks.push(Mark::Circle {
                center: at(0.0, *wanted),
                radius: 3.6 * self.scale,
                fill: Some(ink),
                stroke: None,
            });
            self.disc(*center, at(38.0, *shown), radius, marks);
        }
    }

    fn disc(&self, center: Center, at: MapPoint, radius: f64, marks: &mut Vec<Mark>) {
        marks.push(Mark::Circle { center: at, radius, fill: Some(center.ink()), stroke: None });
        marks.push(Mark::Text {
            at: at.offset(0.0, radius * 0.42),
            text: center.letter().into(),
            size: radius * 1.18,
            weight: Weight::SemiBold,
            align: Align::Center,
            ink: Ink::Surface,
        });
    }
}

/// The heights at which the discs stand: as near as possible to those wanted, without overlap.
fn disc_heights(wanted: &[f64], pitch: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|one, other| wanted[*one].total_cmp(&wanted[*other]).then(one.cmp(other)));
    let wishes: Vec<Wish> =
        order.iter().map(|index| Wish { middle: wanted[*index], width: pitch }).collect();
    let mut heights = vec![0.0; wanted.len()];
    for (index, height) in order.into_iter().zip(spread(&wishes, low, high)) {
        heights[index] = height;
    }
    heights
}

fn card(rect: MapRect) -> Mark {
    let stroke = Some(Stroke::solid(Ink::Hairline, 1.0));
    Mark::Box { rect, corner: 10.0, fill: Some(Ink::Surface), stroke }
}

fn text(text: String, at: MapPoint, size: f64, weight: Weight, ink: Ink) -> Mark {
    Mark::Text { at, text, size, weight, align: Align::Left, ink }
}

fn path(points: Vec<MapPoint>, stroke: Stroke) -> Mark {
    Mark::Path { points, closed: false, fill: None, stroke: Some(stroke) }
}

/// A mark enlarged and moved.
fn placed(mark: &Mark, to: MapPoint, scale: f64) -> Mark {
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
