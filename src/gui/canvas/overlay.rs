//! What lies above the map: selection, hover, markers, ruler, legend, and the names that screen
//! readers and tests find positions by.

use eframe::egui::{
    self, CornerRadius, Id, Painter, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, WidgetInfo,
    WidgetType, vec2,
};

use super::gesture::{Drag, box_between};
use super::{Brush, Canvas, Insets, Transform};
use crate::display::overlay::{OverlayParts, overlay, overlay_insets};
use crate::display::picture::NodeFigure;
use crate::display::{Ink, Mark};
use crate::gui::context::PanelContext;
use crate::gui::theme::font;
use crate::session::{Item, Tool};

/// What the canvas lays over the map itself; the title stands in the window's own head.
const PARTS: OverlayParts =
    OverlayParts { title: false, legend: true, ruler: true, reading: true, caption: false };

/// The room at the edges that the overlay takes.
pub(super) fn insets(cx: &PanelContext<'_>, rect: Rect) -> Insets {
    let (width, height) = (f64::from(rect.width()), f64::from(rect.height()));
    let taken = overlay_insets(cx.picture, PARTS, width, height, 1.0);
    Insets {
        left: taken.left as f32,
        top: taken.top as f32,
        right: taken.right as f32,
        bottom: taken.bottom as f32,
    }
}

impl Canvas {
    /// Paints everything above the map.
    pub(super) fn paint_above(&self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        let painter = ui.painter_at(rect);
        let transform = self.viewport.transform(rect);
        self.paint_selection(cx, &painter, transform);
        self.paint_link(cx, &painter, rect);
        let mut shapes = Vec::new();
        brush(cx, ui, transform, rect).paint(&cx.picture.drift, &mut shapes);
        for marker in &cx.picture.pins(f64::from(transform.zoom)) {
            let at = Transform { origin: transform.point(marker.at), zoom: 1.0 };
            brush(cx, ui, at, rect).paint(&marker.marks, &mut shapes);
        }
        let (width, height) = (f64::from(rect.width()), f64::from(rect.height()));
        let marks: Vec<Mark> = overlay(cx.picture, PARTS, width, height, 1.0);
        let corner = Transform { origin: rect.min, zoom: 1.0 };
        brush(cx, ui, corner, rect).paint(&marks, &mut shapes);
        painter.extend(shapes);
        self.paint_guide(cx, &painter, rect);
        if let Some(Drag::Select { press, now }) = &self.drag {
            let area = transform.rect(box_between(*press, *now));
            let line = Stroke::new(1.5, cx.color(Ink::Text));
            painter.rect(
                area,
                2.0,
                cx.color(Ink::Text).gamma_multiply(0.08),
                line,
                StrokeKind::Middle,
            );
        }
    }

    fn paint_selection(&self, cx: &PanelContext<'_>, painter: &Painter, transform: Transform) {
        let selection = cx.session.selection();
        let lookups = cx.picture.nodes.iter().filter_map(|node| {
            let item = Item::Position(node.id);
            let width = match (selection.contains(item), self.hovered == Some(item)) {
                (true, _) => 3.0,
                (false, true) => 1.5,
                (false, false) => return None,
            };
            Some((node, width))
        });
        for (node, width) in lookups {
            let place = transform.rect(node.rect()).expand(4.0);
            let corner = (node.corner as f32 * transform.zoom + 4.0).min(place.height() / 2.0);
            let line = Stroke::new(width, cx.color(Ink::Text));
            let corners = CornerRadius::same(corner.clamp(0.0, 255.0) as u8);
            painter.rect_stroke(place, corners, line, StrokeKind::Middle);
        }
        for arc in &cx.picture.arcs {
            let item = Item::Arc(arc.id);
            let width = match (selection.contains(item), self.hovered == Some(item)) {
                (true, _) => 7.0,
                (false, true) => 4.0,
                (false, false) => continue,
            };
            let points: Vec<Pos2> = arc.path.iter().map(|at| transform.point(*at)).collect();
            let line = Stroke::new(width, cx.color(Ink::Text).gamma_multiply(0.3));
            painter.add(Shape::line(points, line));
        }
    }

    /// What to do next, where there is nothing yet or a tool waits.
    fn paint_guide(&self, cx: &PanelContext<'_>, painter: &Painter, rect: Rect) {
        let words = match (cx.session.tool(), self.link.is_some()) {
            (Tool::Position, _) => "Click where the new position is to stand",
            (Tool::ReportsTo, false) => "Drag from a position to its superior",
            (Tool::ReportsTo, true) => "Now the superior",
            (Tool::Consult, false) => "Drag from the one who asks to the one who is asked",
            (Tool::Consult, true) => "Now the one who is asked",
            (Tool::Instruct, false) => "Drag from the one who tells to the one who is told",
            (Tool::Instruct, true) => "Now the one who is told",
            (Tool::Inform, false) => "Drag from the one who informs to the one who is informed",
            (Tool::Inform, true) => "Now the one who is informed",
            (Tool::Select, _) if cx.picture.nodes.is_empty() => {
                "Double-click anywhere to draw the first position"
            }
            (Tool::Select, _) => return,
        };
        let empty = cx.picture.nodes.is_empty();
        let at = if empty { rect.center() } else { rect.center_top() + vec2(0.0, 76.0) };
        paint_hint(cx, painter, at, words);
    }
}

fn brush<'a>(
    cx: &'a PanelContext<'_>,
    ui: &'a egui::Ui,
    transform: Transform,
    clip: Rect,
) -> Brush<'a> {
    Brush { ctx: ui.ctx(), palette: cx.palette, transform, clip }
}

/// A short text on a plate, centred at a place.
pub(super) fn paint_hint(cx: &PanelContext<'_>, painter: &Painter, at: Pos2, words: &str) {
    let font = font(15.0, crate::display::Weight::Regular);
    let galley = painter.layout_no_wrap(words.to_owned(), font, cx.color(Ink::Surface));
    let plate = Rect::from_center_size(at, galley.size() + vec2(28.0, 16.0));
    painter.rect_filled(plate, 8.0, cx.color(Ink::Text));
    painter.galley(plate.center() - galley.size() / 2.0, galley, cx.color(Ink::Surface));
}

/// Lays a named twin over every position that is seen, so that a screen reader and a test can
/// find it by its name. The twins take no press away from the canvas.
pub(super) fn name_positions(
    cx: &PanelContext<'_>,
    ui: &mut egui::Ui,
    transform: Transform,
    canvas: Rect,
) {
    for node in &cx.picture.nodes {
        let place = transform.rect(node.rect()).intersect(canvas);
        if place.is_positive() {
            name_position(cx, ui, node, place);
        }
    }
}

fn name_position(cx: &PanelContext<'_>, ui: &egui::Ui, node: &NodeFigure, place: Rect) {
    let id = Id::new(("position", node.id));
    let twin = ui.interact(place, id, Sense::hover());
    let selected = cx.session.selection().contains(Item::Position(node.id));
    twin.widget_info(|| {
        WidgetInfo::selected(WidgetType::SelectableLabel, true, selected, &node.name)
    });
    ui.ctx().accesskit_node_builder(id, |accessible| {
        accessible.set_description(node.description.clone());
    });
}
