//! One slide: its title, and the picture as shapes.

use std::collections::BTreeMap;

use super::super::laid::{Group, What, behind, groups};
use super::super::slide::Slide;
use super::super::xml::escaped;
use super::package::{SPACES, TREE, title_place};
use super::shape::{INSET, Name, Paragraph, Pencil, extent, place};
use super::tie::{self, connector};
use super::{SIZE, TITLE, slide_page};
use crate::drawing::overlay::OverlayParts;
use crate::drawing::picture::{ArcFigure, ArcId, NodeFigure};
use crate::drawing::{Align, Mark, Page, Palette, Theme, Weight};
use crate::model::PositionId;
use crate::quantity::MapRect;
use crate::typeface;

/// A slide as the text of its part.
pub(super) fn xml(slide: &Slide, theme: Theme) -> String {
    let pencil = Pencil { palette: Palette::of(theme), strength: 1.0 };
    let mut writer = Writer { pencil, next: 3, boxes: BTreeMap::new(), shapes: String::new() };
    match &slide.sheet {
        Some(sheet) => {
            // The whole slide is its page: room for the headline is left, where the title stands.
            let page = Page::new(Theme::Projector, SIZE.0, SIZE.1);
            writer.loose("Sheet", &sheet.marks_without_headline(&page));
        }
        None => writer.picture(slide),
    }
    let title = escaped(&slide.title);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<p:sld {SPACES}><p:cSld>\
         <p:spTree>{TREE}<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr>\
         <a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr>\
         <p:spPr>{}</p:spPr><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:r>\
         <a:rPr lang=\"en-GB\"/><a:t>{title}</a:t></a:r></a:p></p:txBody></p:sp>{}</p:spTree>\
         </p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
        title_place(),
        writer.shapes
    )
}

/// Writes the shapes of a slide, lowest first.
struct Writer {
    pencil: Pencil,
    /// The number of the next shape.
    next: usize,
    /// The boxes of positions, which lines hang on.
    boxes: BTreeMap<PositionId, tie::Box>,
    shapes: String,
}

impl Writer {
    fn number(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    fn picture(&mut self, slide: &Slide) {
        let parts = OverlayParts { headline: false, ..OverlayParts::ALL };
        let mut groups = groups(&slide.picture, &slide_page(), parts);
        for group in &mut groups {
            group.at = group.at.offset(0.0, TITLE);
        }
        self.number_boxes(&groups);
        for group in &groups {
            self.pencil.strength = slide.strength(&group.what);
            self.group(group);
        }
    }

    fn number_boxes(&mut self, groups: &[Group<'_>]) {
        for group in groups {
            if let What::Node(node) = group.what {
                let rect = MapRect::around(Default::default(), node.size);
                let place = tie::Box { id: self.number(), rect: group.rect(&rect) };
                self.boxes.insert(node.id, place);
            }
        }
    }

    fn group(&mut self, group: &Group<'_>) {
        let marks = group.drawn();
        match &group.what {
            What::Node(node) => self.node(node, group, &marks),
            What::Arc(arc) => self.arc(arc, &marks),
            What::Marker(said) => self.grouped("Centre of gravity", said, &marks),
            What::Ground => self.loose("Area", &marks),
            What::Overlay => self.loose("Legend", &marks),
        }
    }

    fn loose(&mut self, name: &str, marks: &[Mark]) {
        for mark in marks {
            let id = self.number();
            let name = match mark {
                Mark::Text { text, .. } => text.as_str(),
                _ => name,
            };
            let name = Name { id, name, description: "" };
            let shape = self.pencil.shape(&name, mark, &[]);
            self.shapes.push_str(&shape);
        }
    }

    /// Marks as one group that can be moved.
    fn grouped(&mut self, name: &str, said: &str, marks: &[Mark]) {
        let Some(rect) = marks.iter().map(extent).reduce(|all, one| all.union(&one)) else {
            return;
        };
        let id = self.number();
        self.open(&Name { id, name, description: said }, &rect);
        self.loose(name, marks);
        self.shapes.push_str("</p:grpSp>");
    }

    fn open(&mut self, name: &Name<'_>, rect: &MapRect) {
        let outside = place(rect, "");
        let inside = outside.replace("<a:off", "<a:chOff").replace("<a:ext", "<a:chExt");
        let inside = inside.trim_start_matches("<a:xfrm>").trim_end_matches("</a:xfrm>").to_owned();
        let outside = outside.trim_end_matches("</a:xfrm>");
        self.shapes.push_str(&format!(
            "<p:grpSp><p:nvGrpSpPr>{}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
             <p:grpSpPr>{outside}{inside}</a:xfrm></p:grpSpPr>",
            name.xml()
        ));
    }

    /// A position: a box with its words inside, and in one group with it what the lens adds.
    fn node(&mut self, node: &NodeFigure, group: &Group<'_>, marks: &[Mark]) {
        let Some(place) = self.boxes.get(&node.id).copied() else { return };
        let is_box = |mark: &Mark| match mark {
            Mark::Box { rect, fill: Some(_), .. } => {
                rect.center().distance(place.rect.center()) < 0.5
                    && (rect.width() - place.rect.width()).abs() < 0.5
            }
            _ => false,
        };
        let Some(at) = marks.iter().position(is_box) else {
            return self.grouped(&node.name, &node.description, marks);
        };
        // A number on a disc at the edge of the box is the disc's.
        let on_disc = |mark: &Mark| {
            let middle = extent(mark).center();
            marks.iter().any(|it| match it {
                Mark::Circle { center, radius, fill: Some(_), .. } => {
                    center.distance(middle) < *radius
                }
                _ => false,
            })
        };
        let inside = |mark: &Mark| match mark {
            Mark::Text { at, align, .. } => {
                *align == Align::Center && place.rect.contains(*at) && !on_disc(mark)
            }
            _ => false,
        };
        let beside = room_beside(&place.rect, &marks[at + 1..]);
        let mut words = paragraphs(marks.iter().filter(|mark| inside(mark)), beside);
        if words.is_empty() {
            // Too small to be read as it lies there; whoever edits the slide can make it larger.
            let whole = group.drawn_at(1.0);
            words = paragraphs(whole.iter().filter(|mark| inside(mark)), beside);
        }
        write_whole(&node.name, &mut words, &place.rect);
        let name = Name { id: place.id, name: &node.name, description: &node.description };
        let main = self.pencil.shape(&name, &marks[at], &words);
        let (below, above) = (&marks[..at], &marks[at + 1..]);
        let above: Vec<Mark> = above.iter().filter(|mark| !inside(mark)).cloned().collect();
        if below.is_empty() && above.is_empty() {
            self.shapes.push_str(&main);
            return;
        }
        let all = below.iter().chain(&above).map(extent);
        let rect = all.fold(place.rect, |all, one| all.union(&one));
        let id = self.number();
        self.open(&Name { id, name: &node.name, description: "" }, &rect);
        self.loose("Beside", below);
        self.shapes.push_str(&main);
        self.loose("Beside", &above);
        self.shapes.push_str("</p:grpSp>");
    }

    /// A line or flow: reporting lines hang on their boxes, where they are straight or bent once
    /// or twice.
    fn arc(&mut self, arc: &ArcFigure, marks: &[Mark]) {
        let ends = self.boxes.get(&arc.from).copied().zip(self.boxes.get(&arc.to).copied());
        let is_line = matches!(arc.id, ArcId::Line(_));
        if let (
            true,
            Some(ends),
            [Mark::Path { points, closed: false, stroke: Some(stroke), .. }, rest @ ..],
        ) = (is_line, ends, marks)
        {
            let id = self.number();
            let name = Name { id, name: "Reporting line", description: &arc.description };
            if let Some(shape) = connector(&self.pencil, &name, ends, points, *stroke) {
                self.shapes.push_str(&shape);
                self.loose("Reporting line", rest);
                return;
            }
        }
        match marks {
            [] => {}
            [only] => {
                let id = self.number();
                let name = Name { id, name: "Line", description: &arc.description };
                let shape = self.pencil.shape(&name, only, &[]);
                self.shapes.push_str(&shape);
            }
            several => self.grouped("Flow", &arc.description, several),
        }
    }
}

/// How much room the signs in a box take from its words, on the side where they take more.
fn room_beside(place: &MapRect, marks: &[Mark]) -> f64 {
    let signs = marks.iter().filter(|mark| !matches!(mark, Mark::Text { .. })).map(extent);
    let narrow = signs.filter(|it| it.width() < place.width() / 4.0 && place.contains(it.center()));
    let taken = narrow.map(|it| (it.max.x - place.min.x).min(place.max.x - it.min.x));
    taken.fold(0.0, f64::max).min(place.width() / 4.0)
}

/// Puts the whole name in the place of its beginning, or of its lines, in letters that leave room
/// for it: a box that is edited says all that it is called.
fn write_whole(name: &str, words: &mut [Paragraph], place: &MapRect) {
    let begins = |it: &&mut Paragraph| {
        let kept = it.text.strip_suffix('…').unwrap_or(&it.text);
        it.weight == Weight::SemiBold && !kept.is_empty() && behind(name, kept).is_some()
    };
    let others: f64 = words.iter().skip(1).map(|it| typeface::line_height(it.size)).sum();
    let Some(title) = words.iter_mut().find(begins) else { return };
    let room = place.width() - 2.0 * (INSET + title.beside);
    let is_broken = has_wider_word(title, title.size, room);
    if title.text != name || is_broken {
        title.text = name.to_owned();
        title.size = fitting(title, room, place.height() - others);
    }
}

/// Whether a word is wider than a line, or would be in the letters that step in where Inter is not
/// installed: they are up to a tenth wider.
fn has_wider_word(words: &Paragraph, size: f64, width: f64) -> bool {
    const OTHERS: f64 = 1.1;
    let mut all = words.text.split_whitespace();
    all.any(|word| OTHERS * typeface::width(word, size, words.weight) > width)
}

/// The largest size up to the own one at which a paragraph fits into a room.
fn fitting(words: &Paragraph, width: f64, height: f64) -> f64 {
    const SMALLEST: f64 = 2.0;
    const STEP: f64 = 0.9;
    const LINES: usize = 40;
    let mut size = words.size;
    while size > SMALLEST {
        let lines = typeface::wrap(&words.text, size, words.weight, width, LINES);
        let longest = lines.iter().map(|line| typeface::width(line, size, words.weight));
        let fits = longest.fold(0.0, f64::max) <= width;
        if fits
            && !has_wider_word(words, size, width)
            && lines.len() as f64 * typeface::line_height(size) <= height
        {
            break;
        }
        size *= STEP;
    }
    size
}

/// Lines of text as paragraphs that keep free so much room on either side: lines of the same letters are one that was broken.
fn paragraphs<'m>(marks: impl Iterator<Item = &'m Mark>, beside: f64) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for mark in marks {
        let Mark::Text { text, size, weight, ink, .. } = mark else { continue };
        let (text, size, weight, ink) = (text.clone(), *size, *weight, *ink);
        let next = Paragraph { text, size, weight, ink, beside };
        match paragraphs.last_mut() {
            Some(last)
                if last.weight == next.weight
                    && last.ink == next.ink
                    && (last.size - next.size).abs() < 1e-6 =>
            {
                if !last.text.ends_with('-') {
                    last.text.push(' ');
                }
                last.text.push_str(&next.text);
            }
            _ => paragraphs.push(next),
        }
    }
    paragraphs
}
