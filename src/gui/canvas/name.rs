//! The names by which screen readers and tests find what is drawn: every position, flow, line,
//! unit and marker has a twin with its name, its kind and what is said of it. The twins take no
//! press away from the canvas.

use eframe::egui::{self, Id, Pos2, Rect, Sense, WidgetInfo, WidgetType, vec2};

use super::Canvas;
use super::grow::item_of;
use crate::gui::app::context::PanelContext;
use crate::session::Item;

/// Room round a point that has no size of its own.
const POINT: egui::Vec2 = vec2(10.0, 10.0);
/// Of so many figures all are named, wherever they lie.
const LARGE: usize = 10_000;

impl Canvas {
    /// Lays the twins over what is seen.
    pub(super) fn name_parts(&self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        // Where nobody listens nobody has to be named, and large maps stay fast.
        let canvas = self.widget.unwrap_or(Id::new("canvas"));
        if ui.ctx().accesskit_node_builder(canvas, |_| ()).is_none() {
            return;
        }
        let transform = self.viewport.transform(rect);
        let selection = cx.session.selection();
        // Of a large map what is in sight is named.
        let seen = self.viewport.seen(rect);
        let picture = cx.picture;
        let large = picture.nodes.len() + picture.arcs.len() > LARGE;
        let (nodes, arcs) = match large {
            true if picture.has_more_than(LARGE, seen) => Default::default(),
            true => (picture.nodes_in(seen), picture.arcs_in(seen)),
            false => (picture.nodes.iter().collect(), picture.arcs.iter().collect::<Vec<_>>()),
        };
        for node in nodes.into_iter().filter(|node| self.shows(node.id)) {
            let place = transform.rect(node.rect());
            let selected = selection.contains(item_of(node));
            let id = Id::new(("position", node.id));
            let part = Part { id, place, name: &node.name, more: &node.description, selected };
            part.show(ui, rect, WidgetType::SelectableLabel);
        }
        let areas = cx.picture.areas.iter();
        for area in areas.filter(|area| !large || area.title.overlaps(&seen)).take(LARGE) {
            let name = format!("Unit {}", area.name);
            let place = transform.rect(area.title);
            let selected = selection.contains(Item::Unit(area.unit));
            let id = Id::new(("unit", area.unit));
            let part = Part { id, place, name: &name, more: &name, selected };
            part.show(ui, rect, WidgetType::Label);
        }
        for arc in arcs.into_iter().filter(|arc| self.shows(arc.from) && self.shows(arc.to)) {
            let Some(middle) = arc.path.get(arc.path.len() / 2) else { continue };
            let place = Rect::from_center_size(transform.point(*middle), POINT);
            let selected = selection.contains(Item::Arc(arc.id));
            let id = Id::new(("arc", arc.id));
            let name = &arc.description;
            Part { id, place, name, more: name, selected }.show(ui, rect, WidgetType::Label);
        }
        for marker in &cx.picture.markers {
            let at: Pos2 = transform.point(marker.at);
            let id = Id::new(("marker", marker.center));
            let place = Rect::from_center_size(at, POINT);
            let name = &marker.description;
            let part = Part { id, place, name, more: name, selected: false };
            part.show(ui, rect, WidgetType::Label);
        }
    }
}

/// One thing with its name.
struct Part<'a> {
    id: Id,
    place: Rect,
    name: &'a str,
    more: &'a str,
    selected: bool,
}

impl Part<'_> {
    fn show(&self, ui: &egui::Ui, canvas: Rect, kind: WidgetType) {
        let place = self.place.intersect(canvas);
        if !place.is_positive() && canvas.contains(self.place.center()) {
            return;
        }
        // What lies outside of the window is still there for those who listen.
        let place =
            if place.is_positive() { place } else { Rect::from_min_size(canvas.min, POINT) };
        let twin = ui.interact(place, self.id, Sense::hover());
        twin.widget_info(|| match kind {
            WidgetType::SelectableLabel => {
                WidgetInfo::selected(kind, true, self.selected, self.name)
            }
            kind => WidgetInfo::labeled(kind, true, self.name),
        });
        ui.ctx().accesskit_node_builder(self.id, |accessible| {
            accessible.set_description(self.more.to_owned());
        });
    }
}
