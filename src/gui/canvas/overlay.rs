//! What lies above the map: selection, hover, markers, ruler, legend, hints.

use std::collections::BTreeMap;

use eframe::egui::{self, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, vec2};

use super::Brush;
use super::Canvas;
use super::Insets;
use super::MANY;
use super::Transform;
use super::Viewport;
use super::gesture::{Drag, box_between};
use super::selected::specks;
use crate::drawing::overlay::{
    Frame, OverlayParts, Scale, overlay, overlay_insets, ruler_place, underlay,
};
use crate::drawing::{Ink, Mark, Page, Placed, Theme};
use crate::gui::app::context::{Lifted, PanelContext};
use crate::gui::app::theme::font;
use crate::quantity::{MapPoint, MapRect};
use crate::session::{Item, Tool};

/// What the canvas lays over the map itself; the title stands in the window's own head.
pub(super) fn parts(cx: &PanelContext<'_>, rect: Rect) -> OverlayParts {
    /// Below this height of the canvas the map needs all of it.
    const LOW: f32 = 230.0;
    let legend = rect.height() > LOW;
    // On a wall stands what is found, and nothing on how to read it.
    let reading = cx.session.show().is_none();
    OverlayParts { headline: true, legend, lane: legend, reading, caption: false }
}

/// The sheet that a canvas is on a wall; nothing in a window.
pub(super) fn page(cx: &PanelContext<'_>, rect: Rect) -> Option<Page> {
    let (width, height) = (f64::from(rect.width()), f64::from(rect.height()));
    cx.session.show().map(|_| Page::new(Theme::Projector, width, height))
}

/// How large letters and lanes are on a canvas: they keep their part of it as long as they can be
/// read, and never grow beyond the size of the window's own but on a wall.
fn scale(cx: &PanelContext<'_>, rect: Rect) -> Scale {
    let of_window = || {
        let scale = Frame::scale_of(f64::from(rect.width()), f64::from(rect.height()));
        Scale::from(scale.clamp(0.6, 1.25))
    };
    page(cx, rect).map_or_else(of_window, |page| page.overlay_scale())
}

/// How much larger details are drawn than the zoom says: on a wall letters must be larger to be
/// read.
pub(super) fn detail(cx: &PanelContext<'_>, rect: Rect) -> f64 {
    page(cx, rect).map_or(1.0, |page| page.detail_zoom(1.0))
}

/// Where a part of the map lies on a wall, as on a sheet; nothing in a window.
fn wall_frame(cx: &PanelContext<'_>, rect: Rect, part: MapRect) -> Option<Frame> {
    let page = page(cx, rect)?;
    let (size, scale) = ((page.width, page.height), page.overlay_scale());
    let largest = page.largest_zoom();
    let size = (size.0, (size.1 - f64::from(table_height(cx))).max(1.0));
    Some(Frame::around(part, cx.picture, parts(cx, rect), size, scale, largest))
}

/// What the question takes that is asked round the table, at the foot of the canvas.
fn table_height(cx: &PanelContext<'_>) -> f32 {
    if cx.session.round_table().is_some() { 100.0 } else { 0.0 }
}

/// The zoom of what is painted. Markers look for free places, and the smallest difference leads to
/// other ones: where the whole map fills a wall it is exactly the zoom of its sheet.
fn exact_zoom(cx: &PanelContext<'_>, rect: Rect, shown: f32) -> f64 {
    let of_sheet = wall_frame(cx, rect, cx.picture.bounds).map(|frame| frame.zoom);
    of_sheet.filter(|zoom| *zoom as f32 == shown).unwrap_or(f64::from(shown))
}

/// The view that shows a part of the map on a wall, as a sheet shows it; nothing in a window.
pub(super) fn wall_view(cx: &PanelContext<'_>, rect: Rect, part: MapRect) -> Option<Viewport> {
    let frame = wall_frame(cx, rect, part)?;
    let pan = vec2(frame.origin.x as f32, frame.origin.y as f32);
    Some(Viewport { zoom: frame.zoom as f32, pan })
}

/// Where the map lies on the canvas, for what is laid round it.
pub(super) fn frame(cx: &PanelContext<'_>, rect: Rect, transform: Transform) -> Frame {
    let origin = transform.origin - rect.min;
    let Scale { size: scale, smallest } = scale(cx, rect);
    Frame {
        width: f64::from(rect.width()),
        height: f64::from(rect.height()),
        scale,
        smallest,
        zoom: f64::from(transform.zoom),
        origin: MapPoint::new(f64::from(origin.x), f64::from(origin.y)),
    }
}

/// The room at the edges that the overlay takes.
pub(super) fn insets(cx: &PanelContext<'_>, rect: Rect) -> Insets {
    let (width, height) = (f64::from(rect.width()), f64::from(rect.height()));
    let taken = overlay_insets(cx.picture, parts(cx, rect), width, height, scale(cx, rect));
    Insets {
        left: taken.left as f32,
        top: taken.top as f32,
        right: taken.right as f32,
        bottom: taken.bottom as f32 + table_height(cx),
    }
}

/// Where a value lies on the ruler beside the map, in points from the corner of the canvas; nothing
/// where no ruler is shown.
pub(in crate::gui) fn on_ruler(
    cx: &PanelContext<'_>,
    rect: Rect,
    transform: Transform,
    value: f64,
) -> Option<MapPoint> {
    ruler_place(cx.picture, parts(cx, rect), &frame(cx, rect, transform), value)
}

impl Canvas {
    /// Paints what lies behind the map: the bands of the levels.
    pub(super) fn paint_behind(&self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        let frame = frame(cx, rect, self.viewport.transform(rect));
        let mut shapes = Vec::new();
        let corner = Transform { origin: rect.min, zoom: 1.0 };
        brush(cx, ui, corner, rect)
            .paint(&underlay(cx.picture, parts(cx, rect), &frame), &mut shapes);
        ui.painter_at(rect).extend(shapes);
    }

    /// Paints the flows that the lens leaves out, for whom one points at or selects.
    fn paint_on_demand(&self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        let selected = cx.session.selection().items();
        let mut wanted = BTreeMap::new();
        for item in selected.chain(self.hovered) {
            match item {
                Item::Position(id) => {
                    let own = cx.picture.arcs_of(id).filter(|arc| arc.on_demand);
                    wanted.extend(own.map(|arc| (arc.id, arc.as_ref())).take(MANY + 1));
                }
                Item::Arc(id) => {
                    let own = cx.picture.arc(id).filter(|arc| arc.on_demand);
                    wanted.extend(own.map(|arc| (arc.id, arc)));
                }
                Item::Unit(_) => {}
            }
            // So many arrows at once say nothing.
            if wanted.len() > MANY {
                return;
            }
        }
        let mut shapes = Vec::new();
        for arc in wanted.into_values().chain(&self.asked.figures) {
            brush(cx, ui, self.viewport.transform(rect), rect).paint(&arc.marks, &mut shapes);
        }
        ui.painter_at(rect).extend(shapes);
    }

    /// Paints everything above the map.
    pub(super) fn paint_above(&self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        let painter = ui.painter_at(rect);
        let transform = self.viewport.transform(rect);
        self.paint_lifted(cx, ui, rect);
        self.paint_on_demand(cx, ui, rect);
        self.paint_highlight(cx, ui, rect);
        self.paint_trial(cx, &painter, transform);
        self.paint_selection(cx, &painter, transform);
        self.paint_aim(cx, &painter, transform);
        self.paint_link(cx, &painter, rect);
        self.paint_guides(cx, &painter, rect);
        let mut shapes = Vec::new();
        let pins = page(cx, rect).map_or(1.0, |page| page.marker_scale());
        let mut pin = |marks: &[Mark], at: MapPoint| {
            let at = Transform { origin: transform.point(at), zoom: pins as f32 };
            Brush { detail: 1.0, ..brush(cx, ui, at, rect) }.paint(marks, &mut shapes);
        };
        cx.picture.previews.iter().for_each(|preview| pin(&preview.marks, preview.at));
        let markers = cx.picture.pins(exact_zoom(cx, rect, transform.zoom) / pins);
        markers.iter().for_each(|marker| pin(&marker.marks, marker.at));
        let marks: Vec<Mark> = overlay(cx.picture, parts(cx, rect), &frame(cx, rect, transform));
        let corner = Transform { origin: rect.min, zoom: 1.0 };
        brush(cx, ui, corner, rect).paint(&marks, &mut shapes);
        painter.extend(shapes);
        self.paint_scattered(cx, ui, rect);
        self.paint_guide(cx, &painter, rect);
        self.paint_drag(cx, &painter, transform);
        self.paint_drop(cx, &painter, rect);
    }

    /// What the hand carries, above a drawing that stays as it is.
    fn paint_lifted(&self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        let Some(Lifted { carried, .. }) = cx.lifted.map(AsRef::as_ref) else { return };
        let transform = self.viewport.transform(rect);
        let mut shapes = Vec::new();
        for arc in &carried.arcs {
            brush(cx, ui, transform, rect).paint(&arc.marks, &mut shapes);
        }
        if carried.nodes.len() > MANY {
            let boxes = carried.nodes.values().map(|node| transform.rect(node.rect()));
            shapes.push(specks(boxes, rect, cx.color(Ink::TextQuiet)));
        } else {
            for node in carried.nodes.values() {
                brush(cx, ui, transform.at(node.center), rect).paint(&node.marks, &mut shapes);
            }
        }
        ui.painter_at(rect).extend(shapes);
    }

    /// What a finding is about, before everything else, which steps back behind a veil.
    fn paint_highlight(&self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        let Some(highlight) = cx.session.highlight() else { return };
        let transform = self.viewport.transform(rect);
        let painter = ui.painter_at(rect);
        // On a wall the rest must be read from afar all the same: there a strong ring points.
        let on_wall = cx.session.show().is_some();
        if !on_wall {
            painter.rect_filled(rect, 0.0, cx.color(Ink::Paper).gamma_multiply(0.78));
        }
        let (away, width) = (5.0, 2.5);
        let mut shapes = Vec::new();
        let arcs = highlight.items.items().filter_map(Item::arc);
        for arc in arcs.filter_map(|id| cx.picture.arc(id)) {
            brush(cx, ui, transform, rect).paint(&arc.marks, &mut shapes);
            for node in [arc.from, arc.to].into_iter().filter_map(|id| cx.picture.node(id)) {
                brush(cx, ui, transform.at(node.center), rect).paint(&node.marks, &mut shapes);
            }
        }
        let nodes = highlight.items.positions();
        if let Some(page) = page(cx, rect) {
            let Frame { origin, zoom, .. } = frame(cx, rect, transform);
            let placed = Placed { picture: cx.picture, origin, zoom, smallest: page.smallest };
            let corner = Transform { origin: rect.min, zoom: 1.0 };
            brush(cx, ui, corner, rect).paint(&placed.rings(&nodes), &mut shapes);
            painter.extend(shapes);
            return;
        }
        for node in nodes.into_iter().filter_map(|id| cx.picture.node(id)) {
            brush(cx, ui, transform.at(node.center), rect).paint(&node.marks, &mut shapes);
            let place = transform.rect(node.rect()).expand(away);
            let line = Stroke::new(width, cx.color(Ink::Gravity));
            let corner = (node.corner as f32 * transform.zoom + away).min(place.height() / 2.0);
            let corners = CornerRadius::same(corner.clamp(0.0, 255.0) as u8);
            shapes.push(Shape::rect_stroke(place, corners, line, StrokeKind::Middle));
        }
        painter.extend(shapes);
    }

    /// What the edit on trial changes: a broken ring round positions, a broken line along arrows,
    /// and a broken line between those whose arrow is gone.
    fn paint_trial(&self, cx: &PanelContext<'_>, painter: &Painter, transform: Transform) {
        let Some(trial) = cx.session.trial() else { return };
        let line = Stroke::new(2.5, cx.color(Ink::Gravity));
        let dashed = |points: &[Pos2]| Shape::dashed_line(points, line, 7.0, 5.0);
        for item in &trial.items {
            match *item {
                Item::Position(id) => {
                    let Some(node) = cx.picture.node(id) else { continue };
                    let place = transform.rect(node.rect()).expand(7.0);
                    let corners = [
                        place.left_top(),
                        place.right_top(),
                        place.right_bottom(),
                        place.left_bottom(),
                        place.left_top(),
                    ];
                    painter.extend(dashed(&corners));
                }
                Item::Arc(id) => {
                    let Some(arc) = cx.picture.arc(id) else { continue };
                    let path: Vec<Pos2> = arc.path.iter().map(|at| transform.point(*at)).collect();
                    painter.extend(dashed(&path));
                }
                Item::Unit(_) => {}
            }
        }
        for (from, to) in &trial.gone {
            let ends = [*from, *to].map(|id| cx.picture.node(id).map(|node| node.center));
            if let [Some(from), Some(to)] = ends {
                painter.extend(dashed(&[from, to].map(|at| transform.point(at))));
            }
        }
    }

    /// The box or line that selects, and the outlines of copies on their way.
    fn paint_drag(&self, cx: &PanelContext<'_>, painter: &Painter, transform: Transform) {
        let line = Stroke::new(1.5, cx.color(Ink::Text));
        let fill = cx.color(Ink::Text).gamma_multiply(0.08);
        match &self.drag {
            Some(Drag::Select { press, now }) => {
                let area = transform.rect(box_between(*press, *now));
                painter.rect(area, 2.0, fill, line, StrokeKind::Middle);
            }
            Some(Drag::Lasso(way)) => {
                let points: Vec<Pos2> = way.iter().map(|at| transform.point(*at)).collect();
                painter.add(Shape::closed_line(points, line));
            }
            Some(Drag::Copy { starts, press, now }) => {
                let by = transform.point(*now) - transform.point(*press);
                for node in starts.iter().filter_map(|(id, _)| cx.picture.node(*id)) {
                    let area = transform.rect(node.rect()).translate(by);
                    painter.rect(area, 6.0, fill, line, StrokeKind::Middle);
                }
            }
            Some(Drag::Pan { .. } | Drag::Move { .. } | Drag::Link) | None => {}
        }
    }

    /// What to do next, where there is nothing yet or a tool waits.
    fn paint_guide(&self, cx: &PanelContext<'_>, painter: &Painter, rect: Rect) {
        let empty = cx.session.seen_stage().positions().is_empty();
        let waits = !empty && cx.picture.nodes.is_empty() && !self.matrix;
        if waits {
            paint_hint(cx, painter, rect.center(), "The map is being drawn…");
            return;
        }
        let tool = cx.session.tool();
        let words = match (tool, self.drag.is_some()) {
            (Tool::Position, _) => "Click where the new position is to stand".to_owned(),
            (Tool::Select, _) if empty => {
                "Double-click anywhere, or press P, to draw the first position".to_owned()
            }
            (Tool::Select, _) => return,
            (_, true) => return,
            (tool, false) => aim_words(cx, tool),
        };
        let at = if empty { rect.center() } else { rect.center_top() + vec2(0.0, 76.0) };
        paint_hint(cx, painter, at, &words);
    }

    /// Rings round those whose name fits what was typed, the broadest round the one offered.
    fn paint_aim(&self, cx: &PanelContext<'_>, painter: &Painter, transform: Transform) {
        let offered = cx.session.aiming().offered;
        // Where more fit, further letters tell them apart.
        for (number, id) in cx.session.aimed_at().into_iter().enumerate().take(MANY) {
            let Some(node) = cx.picture.node(id) else { continue };
            let place = transform.rect(node.rect()).expand(6.0);
            let width = if number == offered { 4.0 } else { 1.5 };
            let line = Stroke::new(width, cx.color(Ink::Consult));
            painter.rect_stroke(place, CornerRadius::same(8), line, StrokeKind::Middle);
        }
    }
}

/// What an armed line or flow waits for, and what was typed for it.
fn aim_words(cx: &PanelContext<'_>, tool: Tool) -> String {
    let (verb, other, who) = match tool {
        Tool::DottedTo => ("has a dotted line to", "further superior", "who reports"),
        Tool::ReportsTo => ("reports to", "superior", "who reports"),
        Tool::Instruct => ("instructs", "one who is told", "who tells"),
        Tool::Inform => ("informs", "one who is informed", "who informs"),
        Tool::Select | Tool::Position | Tool::Consult => {
            ("consults", "one who is asked", "who asks")
        }
    };
    let stage = cx.session.seen_stage();
    let title = |id| stage.positions().get(id).map(crate::gui::panel::inspector::title_of);
    let aiming = cx.session.aiming();
    let found = cx.session.aimed_at();
    let offered = found.get(aiming.offered).and_then(|id| title(*id));
    let source = cx.session.aim_source().and_then(title);
    let more = match found.len() {
        0 | 1 => String::new(),
        many => format!(", {} of {many}: Down for the next", aiming.offered + 1),
    };
    match (source, aiming.typed.is_empty(), offered) {
        (Some(from), true, _) => {
            format!("{from} {verb} …  type the {other}'s first letters, or press there")
        }
        (Some(from), false, Some(to)) => format!("{from} {verb} {to}: Enter{more}"),
        (None, true, _) => {
            format!("Drag from {who} to the {other}, or type first letters of {who}")
        }
        (None, false, Some(to)) => format!("From {to}: Enter{more}"),
        (_, false, None) => format!("Nobody is called \"{}\"", aiming.typed),
    }
}

fn brush<'a>(
    cx: &'a PanelContext<'_>,
    ui: &'a egui::Ui,
    transform: Transform,
    clip: Rect,
) -> Brush<'a> {
    let detail = detail(cx, clip) * f64::from(transform.zoom);
    Brush { ctx: ui.ctx(), palette: cx.palette, transform, clip, detail }
}

/// A short text on a plate, centred at a place.
pub(super) fn paint_hint(cx: &PanelContext<'_>, painter: &Painter, at: Pos2, words: &str) {
    let font = font(15.0, crate::drawing::Weight::Regular);
    let galley = painter.layout_no_wrap(words.to_owned(), font, cx.color(Ink::Surface));
    let plate = Rect::from_center_size(at, galley.size() + vec2(28.0, 16.0));
    painter.rect_filled(plate, 8.0, cx.color(Ink::Text));
    painter.galley(plate.center() - galley.size() / 2.0, galley, cx.color(Ink::Surface));
}
