//! Shapes of a slide.

use super::super::xml::escaped;
use crate::drawing::{Align, Color, Ink, Mark, Palette, Stroke, Weight};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;

/// A length in points in the unit of the format, 12700 to a point. What is far off the slide
/// stays where the format still can say it.
pub(super) fn emu(points: f64) -> i64 {
    const FARTHEST: f64 = 27_000_000.0 * 12.0;
    let points = if points.is_finite() { points } else { 0.0 };
    (points * 12_700.0).round().clamp(-FARTHEST, FARTHEST) as i64
}

pub(super) fn hex(color: Color) -> String {
    format!("{:02X}{:02X}{:02X}", color.r, color.g, color.b)
}

/// How shapes are drawn.
pub(super) struct Pencil {
    pub(super) palette: Palette,
    /// How strongly is drawn, 0 to 1.
    pub(super) strength: f64,
}

/// What a shape is called, with its number on the slide.
pub(super) struct Name<'a> {
    pub(super) id: usize,
    pub(super) name: &'a str,
    pub(super) description: &'a str,
}

impl Name<'_> {
    pub(super) fn xml(&self) -> String {
        let said = match self.description {
            "" => String::new(),
            said => format!(" descr=\"{}\"", escaped(said)),
        };
        format!("<p:cNvPr id=\"{}\" name=\"{}\"{said}/>", self.id, escaped(self.name))
    }
}

/// A rectangle on the slide.
pub(super) fn place(rect: &MapRect, turn: &str) -> String {
    format!(
        "<a:xfrm{turn}><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>",
        emu(rect.min.x),
        emu(rect.min.y),
        emu(rect.width()).max(0),
        emu(rect.height()).max(0)
    )
}

/// The smallest rectangle round points.
pub(super) fn round_points(points: &[MapPoint]) -> MapRect {
    let one = |point: &MapPoint| MapRect { min: *point, max: *point };
    let rects = points.iter().map(one);
    rects.reduce(|all, point| all.union(&point)).unwrap_or_else(|| one(&MapPoint::default()))
}

/// How much room a mark takes on the slide.
pub(super) fn extent(mark: &Mark) -> MapRect {
    match mark {
        Mark::Box { rect, .. } => *rect,
        Mark::Path { points, .. } => round_points(points),
        Mark::Circle { center, radius, .. } => {
            MapRect { min: center.offset(-radius, -radius), max: center.offset(*radius, *radius) }
        }
        Mark::Text { at, text, size, weight, align, .. } => {
            let width = typeface::width(text, *size, *weight);
            let left = match align {
                Align::Left => at.x,
                Align::Center => at.x - width / 2.0,
                Align::Right => at.x - width,
            };
            let top = at.y - typeface::ascent(*size);
            let bottom = at.y + typeface::descent(*size);
            MapRect { min: MapPoint::new(left, top), max: MapPoint::new(left + width, bottom) }
        }
        Mark::Detail { .. } => round_points(&[]),
    }
}

impl Pencil {
    /// A mark as a shape of its own, with words inside of it.
    pub(super) fn shape(&self, name: &Name<'_>, mark: &Mark, words: &[Paragraph]) -> String {
        let (geometry, fill, stroke, is_text) = match mark {
            Mark::Box { rect, corner, fill, stroke } => {
                (box_of(rect, *corner), *fill, *stroke, false)
            }
            Mark::Path { points, closed, fill, stroke } => {
                (course(points, *closed), fill.filter(|_| *closed), *stroke, false)
            }
            Mark::Circle { fill, stroke, .. } => (preset("ellipse", ""), *fill, *stroke, false),
            Mark::Text { .. } => (preset("rect", ""), None, None, true),
            Mark::Detail { .. } => return String::new(),
        };
        let body = match mark {
            Mark::Text { text, size, weight, align, ink, .. } => {
                let (text, size) = (text.clone(), *size);
                let paragraph = Paragraph { text, size, weight: *weight, ink: *ink, beside: 0.0 };
                self.body(&[paragraph], *align, false)
            }
            _ if words.is_empty() => String::new(),
            _ => self.body(words, Align::Center, true),
        };
        let txt = if is_text { " txBox=\"1\"" } else { "" };
        format!(
            "<p:sp><p:nvSpPr>{}<p:cNvSpPr{txt}/><p:nvPr/></p:nvSpPr><p:spPr>{}{geometry}{}{}</p:spPr>{body}</p:sp>",
            name.xml(),
            place(&extent(mark), ""),
            self.fill(fill),
            self.line(stroke)
        )
    }

    fn fill(&self, ink: Option<Ink>) -> String {
        ink.map_or_else(|| "<a:noFill/>".to_owned(), |ink| self.paint(ink))
    }

    fn paint(&self, ink: Ink) -> String {
        let color = self.palette.color(ink);
        let part = f64::from(color.a) / 255.0 * self.strength;
        let alpha = match (part * 100_000.0).round() as i64 {
            100_000.. => String::new(),
            alpha => format!("<a:alpha val=\"{alpha}\"/>"),
        };
        format!("<a:solidFill><a:srgbClr val=\"{}\">{alpha}</a:srgbClr></a:solidFill>", hex(color))
    }

    pub(super) fn line(&self, stroke: Option<Stroke>) -> String {
        let Some(Stroke { ink, width, dash }) = stroke else {
            return "<a:ln><a:noFill/></a:ln>".to_owned();
        };
        // Dashes are told in thousandths of a hundredth of the width of the line.
        let part =
            |length: f64| ((length / width.max(0.05)) * 100_000.0).round().max(1000.0) as i64;
        let dash = dash.map_or_else(String::new, |(on, off)| {
            format!("<a:custDash><a:ds d=\"{}\" sp=\"{}\"/></a:custDash>", part(on), part(off))
        });
        let wide = emu(width).clamp(0, 20_116_800);
        format!("<a:ln w=\"{wide}\">{}{dash}<a:round/></a:ln>", self.paint(ink))
    }

    fn body(&self, words: &[Paragraph], align: Align, wraps: bool) -> String {
        let side = match align {
            Align::Left => "l",
            Align::Center => "ctr",
            Align::Right => "r",
        };
        let wrap = if wraps { "square" } else { "none" };
        // What stands beside the words in a box keeps its room.
        let beside = words.first().map_or(0.0, |it| it.beside);
        let inset = if wraps { emu(INSET + beside) } else { 0 };
        let fit = if wraps { "<a:normAutofit/>" } else { "<a:noAutofit/>" };
        let mut paragraphs = String::new();
        for Paragraph { text, size, weight, ink, .. } in words {
            let size = ((size * 100.0).round() as i64).clamp(100, 400_000);
            let bold = if *weight == Weight::SemiBold { " b=\"1\"" } else { "" };
            let direction = if typeface::has_left_runs(text) { " rtl=\"1\"" } else { "" };
            paragraphs.push_str(&format!(
                "<a:p><a:pPr algn=\"{side}\"{direction}/><a:r><a:rPr lang=\"en-GB\" sz=\"{size}\"{bold}>{}</a:rPr>\
                 <a:t>{}</a:t></a:r></a:p>",
                self.paint(*ink),
                escaped(text)
            ));
        }
        format!(
            "<p:txBody><a:bodyPr wrap=\"{wrap}\" lIns=\"{inset}\" tIns=\"0\" rIns=\"{inset}\" bIns=\"0\" \
             rtlCol=\"0\" anchor=\"ctr\">{fit}</a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody>"
        )
    }
}

/// The room between words and the border of their shape, in points.
pub(super) const INSET: f64 = 2.0;

/// Words inside of a shape.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) ink: Ink,
    /// The room that is kept free on either side of it, in points.
    pub(super) beside: f64,
}

pub(super) fn preset(name: &str, guides: &str) -> String {
    format!("<a:prstGeom prst=\"{name}\"><a:avLst>{guides}</a:avLst></a:prstGeom>")
}

fn box_of(rect: &MapRect, corner: f64) -> String {
    let side = rect.width().min(rect.height()).max(0.01);
    let part = (corner / side * 100_000.0).clamp(0.0, 50_000.0).round() as i64;
    if part < 100 {
        return preset("rect", "");
    }
    preset("roundRect", &format!("<a:gd name=\"adj\" fmla=\"val {part}\"/>"))
}

/// A course through points, in the coordinates of the shape.
fn course(points: &[MapPoint], closed: bool) -> String {
    let rect = round_points(points);
    let (width, height) = (emu(rect.width()).max(1), emu(rect.height()).max(1));
    let mut steps = String::new();
    for (number, point) in points.iter().enumerate() {
        let step = if number == 0 { "moveTo" } else { "lnTo" };
        let (x, y) = (emu(point.x - rect.min.x), emu(point.y - rect.min.y));
        steps.push_str(&format!("<a:{step}><a:pt x=\"{x}\" y=\"{y}\"/></a:{step}>"));
    }
    let end = if closed { "<a:close/>" } else { "" };
    let fill = if closed { "" } else { " fill=\"none\"" };
    format!(
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>\
         <a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path w=\"{width}\" h=\"{height}\"{fill}>\
         {steps}{end}</a:path></a:pathLst></a:custGeom>"
    )
}
