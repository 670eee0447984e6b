use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineJoin, Stroke as Pen, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::ExportError;
use super::laid::{Group, What, groups, lines_of};
use super::slide::Slide;
use crate::drawing::overlay::OverlayParts;
use crate::drawing::{Align, Color, Ink, Mark, Page, Palette, Stroke, Theme, Weight};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;

/// The longest side of a page, in points: what the format allows.
const LONGEST: u32 = 14_400;

/// Slides as the pages of a PDF document of this size, in points: lines as lines, texts as texts
/// that can be selected and found, with only those letters of the fonts that are used.
///
/// # Errors
/// The size is 0 or above 14400 on a side.
pub fn pdf(
    title: &str,
    slides: &[Slide],
    theme: Theme,
    (width, height): (u32, u32),
) -> Result<Vec<u8>, ExportError> {
    let page = Page::new(theme, f64::from(width), f64::from(height));
    let mut paper = Paper::of(theme, (width, height))?;
    for slide in slides {
        paper.page(&slide.title, |brush| match &slide.sheet {
            Some(sheet) => sheet.marks(&page).iter().for_each(|mark| brush.mark(mark)),
            None => {
                for group in groups(&slide.picture, &page, OverlayParts::ALL) {
                    brush.strength = slide.strength(&group.what);
                    brush.group(&group);
                }
            }
        });
    }
    paper.finish(title)
}

/// Sheets of marks as the pages of a PDF document of this size, in points: each with its title in
/// the outline, and its marks, lowest first.
///
/// # Errors
/// The size is 0 or above 14400 on a side.
pub fn sheets_pdf(
    title: &str,
    sheets: &[(String, Vec<Mark>)],
    theme: Theme,
    size: (u32, u32),
) -> Result<Vec<u8>, ExportError> {
    let mut paper = Paper::of(theme, size)?;
    for (headline, marks) in sheets {
        paper.page(headline, |brush| marks.iter().for_each(|mark| brush.mark(mark)));
    }
    paper.finish(title)
}

/// A document whose pages are drawn one after the other.
struct Paper {
    document: Document,
    fonts: Fonts,
    outline: Outline,
    settings: PageSettings,
    theme: Theme,
    page: Page,
    pages: usize,
}

impl Paper {
    fn of(theme: Theme, (width, height): (u32, u32)) -> Result<Self, ExportError> {
        let refused = || ExportError::PageSize { width, height };
        if width.max(height) > LONGEST {
            return Err(refused());
        }
        Ok(Self {
            document: Document::new_with(SerializeSettings::default()),
            fonts: Fonts::default(),
            outline: Outline::new(),
            settings: PageSettings::from_wh(width as f32, height as f32).ok_or_else(refused)?,
            theme,
            page: Page::new(theme, f64::from(width), f64::from(height)),
            pages: 0,
        })
    }

    fn page(&mut self, title: &str, draw: impl FnOnce(&mut Brush<'_, '_>)) {
        let top = XyzDestination::new(self.pages, Point::from_xy(0.0, 0.0));
        self.outline.push_child(OutlineNode::new(title.to_owned(), top));
        self.pages += 1;
        let mut sheet = self.document.start_page_with(self.settings.clone());
        let mut surface = sheet.surface();
        let (palette, fonts) = (Palette::of(self.theme), &mut self.fonts);
        let mut brush = Brush { surface: &mut surface, palette, fonts, strength: 1.0 };
        brush.paper(&self.page);
        draw(&mut brush);
        surface.finish();
        sheet.finish();
    }

    fn finish(mut self, title: &str) -> Result<Vec<u8>, ExportError> {
        self.document.set_outline(self.outline);
        let metadata = Metadata::new().title(title.to_owned()).creator("Fulcrum".to_owned());
        self.document.set_metadata(metadata.language("en-GB".to_owned()));
        self.document.finish().map_err(|error| ExportError::Drawing(format!("{error:?}")))
    }
}

/// The fonts that were needed so far.
#[derive(Default)]
struct Fonts {
    regular: Option<Font>,
    semi_bold: Option<Font>,
    faces: Vec<(*const typeface::Face, Option<Font>)>,
}

impl Fonts {
    fn of(&mut self, face: Option<&'static typeface::Face>, weight: Weight) -> Option<Font> {
        let Some(face) = face else {
            let (slot, bytes) = match weight {
                Weight::Regular => (&mut self.regular, typeface::REGULAR),
                Weight::SemiBold => (&mut self.semi_bold, typeface::SEMI_BOLD),
            };
            if slot.is_none() {
                *slot = Font::new(bytes.into(), 0);
            }
            return slot.clone();
        };
        let place = std::ptr::from_ref(face);
        if let Some((_, font)) = self.faces.iter().find(|(known, _)| *known == place) {
            return font.clone();
        }
        let font = Font::new(face.bytes.into(), face.index);
        self.faces.push((place, font.clone()));
        font
    }
}

/// Draws marks on a page.
struct Brush<'p, 's> {
    surface: &'p mut Surface<'s>,
    palette: Palette,
    fonts: &'p mut Fonts,
    /// How strongly is drawn, 0 to 1.
    strength: f64,
}

impl Brush<'_, '_> {
    fn paper(&mut self, page: &Page) {
        let far = MapPoint::new(page.width, page.height);
        let rect = MapRect { min: MapPoint::default(), max: far };
        self.mark(&Mark::Box { rect, corner: 0.0, fill: Some(Ink::Paper), stroke: None });
    }

    /// The marks of a group. Lines of a title that was cut, or broken at a hyphen, stand for the
    /// whole of it, so that it is found, copied and read out whole.
    fn group(&mut self, group: &Group<'_>) {
        let marks = group.drawn();
        let name = match group.what {
            What::Node(node) if node.name.chars().all(stands_alone) => node.name.as_str(),
            _ => "",
        };
        let lines = lines_of(name, &marks);
        for (number, mark) in marks.iter().enumerate() {
            if lines.is_some_and(|(first, _)| first == number) {
                let span = SpanTag::empty().with_actual_text(Some(name));
                self.surface.start_tagged(ContentTag::Span(span));
            }
            self.mark(mark);
            if lines.is_some_and(|(_, last)| last == number) {
                self.surface.end_tagged();
            }
        }
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Box { rect, corner, fill, stroke } => {
                self.path(rounded(rect, *corner), *fill, *stroke);
            }
            Mark::Path { points, closed, fill, stroke } => {
                self.path(course(points, *closed), *fill, *stroke);
            }
            Mark::Circle { center, radius, fill, stroke } => {
                let corner = MapPoint::new(center.x - radius, center.y - radius);
                let far = MapPoint::new(center.x + radius, center.y + radius);
                self.path(rounded(&MapRect { min: corner, max: far }, *radius), *fill, *stroke);
            }
            Mark::Text { at, text, size, weight, align, ink } => {
                self.text(*at, text, (*size, *weight), *align, *ink);
            }
            // Details were chosen when the sheet was laid out.
            Mark::Detail { .. } => {}
        }
    }

    fn path(&mut self, path: Option<Path>, fill: Option<Ink>, stroke: Option<Stroke>) {
        let Some(path) = path.filter(|_| fill.is_some() || stroke.is_some()) else { return };
        self.surface.set_fill(fill.map(|ink| self.fill(ink)));
        self.surface.set_stroke(stroke.map(|stroke| self.pen(stroke)));
        self.surface.draw_path(&path);
    }

    fn fill(&self, ink: Ink) -> Fill {
        let color = self.palette.color(ink);
        Fill { paint: paint(color), opacity: self.opacity(color), rule: FillRule::NonZero }
    }

    fn pen(&self, stroke: Stroke) -> Pen {
        let color = self.palette.color(stroke.ink);
        let dash = stroke.dash.map(|(on, off)| StrokeDash {
            array: vec![on.max(0.01) as f32, off.max(0.01) as f32],
            offset: 0.0,
        });
        Pen {
            paint: paint(color),
            width: stroke.width as f32,
            opacity: self.opacity(color),
            line_join: LineJoin::Round,
            dash,
            ..Pen::default()
        }
    }

    fn opacity(&self, color: Color) -> NormalizedF32 {
        let part = f64::from(color.a) / 255.0 * self.strength;
        NormalizedF32::new(part as f32).unwrap_or(NormalizedF32::ONE)
    }

    fn text(
        &mut self,
        at: MapPoint,
        text: &str,
        (size, weight): (f64, Weight),
        align: Align,
        ink: Ink,
    ) {
        let line = typeface::visual_order(text);
        let part = match align {
            Align::Left => 0.0,
            Align::Center => 0.5,
            Align::Right => 1.0,
        };
        let mut x = at.x - part * typeface::width(&line, size, weight);
        self.surface.set_stroke(None);
        let fill = self.fill(ink);
        self.surface.set_fill(Some(fill));
        for run in typeface::glyph_runs(&line, weight) {
            let glyph = |placed: &typeface::PlacedGlyph| {
                let (advance, x, y) = (placed.advance as f32, placed.x as f32, placed.y as f32);
                let id = GlyphId::new(placed.id);
                KrillaGlyph::new(id, advance, x, y, 0.0, placed.range.clone(), None)
            };
            let glyphs: Vec<KrillaGlyph> = run.glyphs.iter().map(glyph).collect();
            if let Some(font) = self.fonts.of(run.face, weight).filter(|_| !glyphs.is_empty()) {
                let start = Point::from_xy(x as f32, at.y as f32);
                self.surface.draw_glyphs(start, &glyphs, font, run.text, size as f32, false);
            }
            x += run.glyphs.iter().map(|glyph| glyph.advance).sum::<f64>() * size;
        }
    }
}

/// Whether a letter is drawn as it stands in the text, one after the other from left to right.
/// Letters of other scripts say themselves what they stand for, sign by sign, and what they say
/// cannot lie in what a whole title says.
fn stands_alone(letter: char) -> bool {
    let european = letter < '\u{590}' && !('\u{300}'..='\u{36f}').contains(&letter);
    let further = ('\u{1e00}'..='\u{206f}').contains(&letter);
    european || further || ('\u{3000}'..='\u{d7a3}').contains(&letter)
}

fn paint(color: Color) -> krilla::paint::Paint {
    rgb::Color::new(color.r, color.g, color.b).into()
}

fn course(points: &[MapPoint], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    let (first, rest) = points.split_first()?;
    path.move_to(first.x as f32, first.y as f32);
    for point in rest {
        path.line_to(point.x as f32, point.y as f32);
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// A rectangle with round corners.
fn rounded(rect: &MapRect, corner: f64) -> Option<Path> {
    /// How far the control points of a quarter of a circle lie from its ends, as a part of the
    /// radius: 4/3 (sqrt 2 - 1).
    const BOW: f64 = 0.552_284_75;
    let (left, top) = (rect.min.x as f32, rect.min.y as f32);
    let (right, bottom) = (rect.max.x as f32, rect.max.y as f32);
    let corner = corner.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
    let mut path = PathBuilder::new();
    if corner < 0.05 {
        path.push_rect(Rect::from_ltrb(left, top, right, bottom)?);
        return path.finish();
    }
    let (round, bow) = (corner as f32, (corner * (1.0 - BOW)) as f32);
    path.move_to(left + round, top);
    path.line_to(right - round, top);
    path.cubic_to(right - bow, top, right, top + bow, right, top + round);
    path.line_to(right, bottom - round);
    path.cubic_to(right, bottom - bow, right - bow, bottom, right - round, bottom);
    path.line_to(left + round, bottom);
    path.cubic_to(left + bow, bottom, left, bottom - bow, left, bottom - round);
    path.line_to(left, top + round);
    path.cubic_to(left, top + bow, left + bow, top, left + round, top);
    path.close();
    path.finish()
}
