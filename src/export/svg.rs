use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

use super::xml::allowed;
use crate::drawing::overlay::{Frame, OverlayParts, overlay, underlay};
use crate::drawing::picture::Picture;
use crate::drawing::{Align, Color, Ink, Mark, Page, Palette, Stroke, Theme, Weight};
use crate::quantity::MapPoint;
use crate::typeface;

/// Shown where the bundled font is not installed.
const FAMILY: &str = "Inter, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";

/// A picture as an SVG document of this size, in points: the map fitted beside title, legend and
/// ruler. Texts stay texts. A side of 0 counts as 1.
#[must_use]
pub fn svg(picture: &Picture, theme: Theme, width: u32, height: u32) -> String {
    document(picture, theme, (width, height), false)
}

/// The same for being made into pixels: letters that Inter lacks are outlines, shaped as they were
/// measured.
pub(super) fn svg_outlined(picture: &Picture, theme: Theme, width: u32, height: u32) -> String {
    document(picture, theme, (width, height), true)
}

/// A sheet of marks as an SVG document of its size, in points. Texts stay texts.
#[must_use]
pub fn sheet_svg(title: &str, marks: &[Mark], theme: Theme, size: (u32, u32)) -> String {
    of_marks(title, marks, theme, size, false)
}

/// The same for being made into pixels.
pub(super) fn sheet_outlined(
    title: &str,
    marks: &[Mark],
    theme: Theme,
    size: (u32, u32),
) -> String {
    of_marks(title, marks, theme, size, true)
}

fn of_marks(title: &str, marks: &[Mark], theme: Theme, size: (u32, u32), outlined: bool) -> String {
    let (width, height) = (f64::from(size.0.max(1)), f64::from(size.1.max(1)));
    let out = Writer::new(Vec::new());
    let mut sheet = Sheet { out, palette: Palette::of(theme), zoom: 1.0, outlined };
    match sheet.plain(title, marks, (width, height)) {
        Ok(()) => String::from_utf8(sheet.out.into_inner()).unwrap_or_default(),
        // Writing to memory does not fail.
        Err(_) => String::new(),
    }
}

fn document(picture: &Picture, theme: Theme, size: (u32, u32), outlined: bool) -> String {
    let page = Page::new(theme, f64::from(size.0.max(1)), f64::from(size.1.max(1)));
    let out = Writer::new(Vec::new());
    let mut sheet = Sheet { out, palette: Palette::of(theme), zoom: 1.0, outlined };
    match sheet.document(picture, &page) {
        Ok(()) => String::from_utf8(sheet.out.into_inner()).unwrap_or_default(),
        // Writing to memory does not fail.
        Err(_) => String::new(),
    }
}

struct Sheet {
    out: Writer<Vec<u8>>,
    palette: Palette,
    /// Above which zoom details are drawn.
    zoom: f64,
    /// Whether letters that Inter lacks become outlines.
    outlined: bool,
}

type Attributes<'a> = Vec<(&'a str, String)>;

impl Sheet {
    fn document(&mut self, picture: &Picture, page: &Page) -> io::Result<()> {
        let Page { width, height, .. } = *page;
        let parts = OverlayParts::ALL;
        let scale = page.overlay_scale();
        let frame = Frame::fitted(picture, parts, (width, height), scale, page.largest_zoom());
        let description = format!("{}. {}", picture.headline, picture.reading);
        self.begin((width, height), &picture.title, &description)?;
        for mark in underlay(picture, parts, &frame) {
            self.mark(&mark)?;
        }
        self.zoom = page.detail_zoom(frame.zoom);
        self.map(picture, &frame)?;
        self.zoom = 1.0;
        // Letters of 12 points stand in the discs.
        let pins = frame.scale.max(frame.smallest / 12.0);
        for marker in &picture.pins(frame.zoom / pins) {
            let at = MapPoint::new(
                frame.origin.x + marker.at.x * frame.zoom,
                frame.origin.y + marker.at.y * frame.zoom,
            );
            self.group(at, pins, &marker.description, &marker.marks)?;
        }
        for mark in overlay(picture, parts, &frame) {
            self.mark(&mark)?;
        }
        self.close("svg")
    }

    fn plain(&mut self, title: &str, marks: &[Mark], size: (f64, f64)) -> io::Result<()> {
        self.begin(size, title, title)?;
        for mark in marks {
            self.mark(mark)?;
        }
        self.close("svg")
    }

    /// The element that holds all, with what is said of it, and the paper.
    fn begin(&mut self, (width, height): (f64, f64), title: &str, said: &str) -> io::Result<()> {
        let attributes = vec![
            ("xmlns", "http://www.w3.org/2000/svg".into()),
            ("width", number(width)),
            ("height", number(height)),
            ("viewBox", format!("0 0 {} {}", number(width), number(height))),
            ("font-family", FAMILY.into()),
            ("stroke-linejoin", "round".into()),
            ("role", "img".into()),
        ];
        self.open("svg", attributes)?;
        self.words("title", Vec::new(), title)?;
        self.words("desc", Vec::new(), said)?;
        let mut paper = vec![("width", number(width)), ("height", number(height))];
        self.fill(Some(Ink::Paper), &mut paper);
        self.empty("rect", paper)
    }

    fn map(&mut self, picture: &Picture, frame: &Frame) -> io::Result<()> {
        self.open("g", vec![("transform", transform(frame.origin, frame.zoom))])?;
        for mark in &picture.ground {
            self.mark(mark)?;
        }
        for arc in picture.arcs.iter().filter(|arc| !arc.on_demand) {
            self.group(MapPoint::default(), 1.0, &arc.description, &arc.marks)?;
        }
        for node in &picture.nodes {
            self.group(node.center, 1.0, &node.description, &node.marks)?;
        }
        self.close("g")
    }

    /// Marks at a place, with what is said of them.
    fn group(
        &mut self,
        at: MapPoint,
        scale: f64,
        description: &str,
        marks: &[Mark],
    ) -> io::Result<()> {
        let plain = at == MapPoint::default() && (scale - 1.0).abs() < 1e-9;
        let attributes = if plain { Vec::new() } else { vec![("transform", transform(at, scale))] };
        self.open("g", attributes)?;
        self.words("title", Vec::new(), description)?;
        for mark in marks {
            self.mark(mark)?;
        }
        self.close("g")
    }

    fn mark(&mut self, mark: &Mark) -> io::Result<()> {
        match mark {
            Mark::Box { rect, corner, fill, stroke } => {
                let mut attributes = vec![
                    ("x", number(rect.min.x)),
                    ("y", number(rect.min.y)),
                    ("width", number(rect.width().max(0.0))),
                    ("height", number(rect.height().max(0.0))),
                    ("rx", number(*corner)),
                ];
                self.fill(*fill, &mut attributes);
                self.stroke(*stroke, &mut attributes);
                self.empty("rect", attributes)
            }
            Mark::Path { points, closed, fill, stroke } => {
                let mut attributes = vec![("d", course(points, *closed))];
                self.fill(*fill, &mut attributes);
                self.stroke(*stroke, &mut attributes);
                self.empty("path", attributes)
            }
            Mark::Circle { center, radius, fill, stroke } => {
                let mut attributes = vec![
                    ("cx", number(center.x)),
                    ("cy", number(center.y)),
                    ("r", number(radius.max(0.0))),
                ];
                self.fill(*fill, &mut attributes);
                self.stroke(*stroke, &mut attributes);
                self.empty("circle", attributes)
            }
            Mark::Text { .. } => self.text(mark),
            Mark::Detail { from_zoom, below_zoom, marks } => {
                if (*from_zoom..*below_zoom).contains(&self.zoom) {
                    for mark in marks {
                        self.mark(mark)?;
                    }
                }
                Ok(())
            }
        }
    }

    fn fill(&self, ink: Option<Ink>, attributes: &mut Attributes) {
        match ink {
            Some(ink) => {
                let color = self.palette.color(ink);
                attributes.push(("fill", hex(color)));
                if color.a < 255 {
                    attributes.push(("fill-opacity", opacity(color)));
                }
            }
            None => attributes.push(("fill", "none".into())),
        }
    }

    fn stroke(&self, stroke: Option<Stroke>, attributes: &mut Attributes) {
        let Some(Stroke { ink, width, dash }) = stroke else { return };
        let color = self.palette.color(ink);
        attributes.push(("stroke", hex(color)));
        attributes.push(("stroke-width", number(width)));
        if color.a < 255 {
            attributes.push(("stroke-opacity", opacity(color)));
        }
        if let Some((on, off)) = dash {
            attributes.push(("stroke-dasharray", format!("{} {}", number(on), number(off))));
        }
    }

    fn open(&mut self, name: &str, attributes: Attributes) -> io::Result<()> {
        self.out.write_event(Event::Start(element(name, attributes)))
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.out.write_event(Event::End(BytesEnd::new(name)))
    }

    fn empty(&mut self, name: &str, attributes: Attributes) -> io::Result<()> {
        self.out.write_event(Event::Empty(element(name, attributes)))
    }

    /// A text whose parts in other scripts name the font that has their letters, so that what
    /// shows them need not guess.
    fn text(&mut self, mark: &Mark) -> io::Result<()> {
        let Mark::Text { at, text, size, weight, align, ink } = mark else { return Ok(()) };
        let text = allowed(text);
        let runs = typeface::runs(&text, *weight);
        if self.outlined && runs.iter().any(|(face, _)| face.is_some()) {
            return self.outlines(mark);
        }
        let mut attributes =
            vec![("x", number(at.x)), ("y", number(at.y)), ("font-size", number(*size))];
        if *weight == Weight::SemiBold {
            attributes.push(("font-weight", "600".into()));
        }
        match align {
            Align::Left => {}
            Align::Center => attributes.push(("text-anchor", "middle".into())),
            Align::Right => attributes.push(("text-anchor", "end".into())),
        }
        self.fill(Some(*ink), &mut attributes);
        self.open("text", attributes)?;
        for (face, run) in runs {
            match face {
                Some(face) => {
                    let family = format!("'{}', sans-serif", face.name.replace(['\'', '"'], ""));
                    self.words("tspan", vec![("font-family", family)], run)?;
                }
                None => self.out.write_event(Event::Text(BytesText::new(run)))?,
            }
        }
        self.close("text")
    }

    /// The same line with the letters of other scripts as outlines, run by run from left to right.
    fn outlines(&mut self, mark: &Mark) -> io::Result<()> {
        let Mark::Text { at, text, size, weight, align, ink } = mark else { return Ok(()) };
        let text = allowed(text);
        let line = typeface::visual_order(&text);
        let part = match align {
            Align::Left => 0.0,
            Align::Center => 0.5,
            Align::Right => 1.0,
        };
        let mut x = at.x - part * typeface::width(&line, *size, *weight);
        for (face, run) in typeface::runs(&line, *weight) {
            let place = MapPoint::new(x, at.y);
            match face {
                Some(face) => {
                    let course = face.outlines(run, *size);
                    let mut attributes = vec![("transform", transform(place, 1.0)), ("d", course)];
                    self.fill(Some(*ink), &mut attributes);
                    self.empty("path", attributes)?;
                }
                None => {
                    let (text, align) = (run.to_owned(), Align::Left);
                    let (size, weight, ink) = (*size, *weight, *ink);
                    self.text(&Mark::Text { at: place, text, size, weight, align, ink })?;
                }
            }
            x += typeface::width(run, *size, *weight);
        }
        Ok(())
    }

    fn words(&mut self, name: &str, attributes: Attributes, text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.out.write_event(Event::Text(BytesText::new(&allowed(text))))?;
        self.close(name)
    }
}

fn element<'a>(name: &'a str, attributes: Attributes) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute((key, allowed(&value).as_str()));
    }
    element
}

fn transform(at: MapPoint, scale: f64) -> String {
    let place = format!("translate({} {})", number(at.x), number(at.y));
    if (scale - 1.0).abs() < 1e-9 { place } else { format!("{place} scale({scale:.5})") }
}

fn course(points: &[MapPoint], closed: bool) -> String {
    let mut course = String::new();
    for (at, point) in points.iter().enumerate() {
        let step = if at == 0 { "M" } else { "L" };
        course.push_str(&format!("{step}{} {}", number(point.x), number(point.y)));
    }
    if closed {
        course.push('Z');
    }
    course
}

/// A coordinate with at most two decimals. What is not finite is 0: a sheet has no other place
/// for it.
fn number(value: f64) -> String {
    let rounded = if value.is_finite() { (value * 100.0).round() / 100.0 } else { 0.0 };
    format!("{}", rounded + 0.0)
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b)
}

fn opacity(color: Color) -> String {
    number(f64::from(color.a) / 255.0)
}
