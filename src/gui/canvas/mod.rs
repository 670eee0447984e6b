//! The canvas: the map drawn by the graph widget, everything above and below it painted here,
//! and every gesture told to the session as actions.

mod gesture;
mod link;
mod menu;
mod naming;
mod overlay;
mod paint;
mod projection;
mod replay;
mod viewport;

use std::sync::Arc;

use eframe::egui::{self, Id, Pos2, Rect, Sense, UiBuilder};
use egui_graphs::{GraphView, MetadataFrame};

use super::context::PanelContext;
use crate::display::picture::Picture;
use crate::session::Item;
use gesture::Drag;
use link::{Choice, Link};
use projection::{NoState, Projection, StayPut};
use replay::Replay;
pub(super) use viewport::{Insets, Viewport};

pub(super) use paint::{Brush, Transform};

/// The name under which the widget keeps its own state.
const VIEW: &str = "map";

/// What the canvas keeps between frames; nothing of it is in the map.
#[derive(Default)]
pub(super) struct Canvas {
    pub(super) viewport: Viewport,
    projection: Projection,
    replay: Replay,
    rect: Option<Rect>,
    widget: Option<Id>,
    fit: Option<Fit>,
    fitted: Option<Fitted>,
    drag: Option<Drag>,
    link: Option<Link>,
    choice: Option<Choice>,
    menu_at: Option<(Pos2, Option<Item>)>,
    naming: naming::Draft,
    hovered: Option<Item>,
}

/// The view that showed the whole map, and what it was fitted to. As long as nobody has moved
/// it, the whole map is shown again when the window or the lens changes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fitted {
    viewport: Viewport,
    size: egui::Vec2,
    lens: crate::display::Lens,
}

/// What is to be brought into view on the next frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// The whole map.
    Map,
    /// What is selected.
    Selection,
}

impl Canvas {
    /// Brings something into view on the next frame.
    pub(super) fn fit(&mut self, what: Fit) {
        self.fit = Some(what);
    }

    /// Where the canvas lay on the last frame.
    pub(super) fn rect(&self) -> Option<Rect> {
        self.rect
    }

    /// What lies under the pointer, for the status line.
    pub(super) fn hovered(&self) -> Option<Item> {
        self.hovered
    }

    /// Draws the map in all the room that is left, and takes the hand's doings.
    pub(super) fn show(&mut self, cx: &PanelContext<'_>, ui: &mut egui::Ui) {
        let rect = ui.available_rect_before_wrap();
        ui.painter().rect_filled(rect, 0.0, cx.color(crate::display::Ink::Paper));
        let moved = self.rect.map_or(egui::Vec2::ZERO, |last| rect.min - last.min);
        self.rect = Some(rect);
        self.bring_into_view(cx, rect);
        if let Some(response) = self.widget.and_then(|id| ui.ctx().read_response(id)) {
            self.take_gestures(cx, ui, &response, rect);
        }
        let builder = UiBuilder::new().id(Id::new("canvas")).max_rect(rect);
        let response = ui.scope_builder(builder, |ui| self.draw(cx, ui, rect, moved)).inner;
        self.widget = Some(response.id);
        self.paint_above(cx, ui, rect);
        overlay::name_positions(cx, ui, self.viewport.transform(rect), rect);
        self.show_menu(cx, &response, rect);
        self.show_choice(cx, ui);
        self.naming.show(cx, ui, self.viewport.transform(rect), rect);
    }

    fn bring_into_view(&mut self, cx: &PanelContext<'_>, rect: Rect) {
        let now = (rect.size(), cx.session.lens());
        let outgrown = self.fitted.is_some_and(|fitted| {
            fitted.viewport == self.viewport && (fitted.size, fitted.lens) != now
        });
        let Some(what) = self.fit.take().or(outgrown.then_some(Fit::Map)) else { return };
        let target = match what {
            Fit::Map if cx.picture.nodes.is_empty() => {
                self.viewport = Viewport { zoom: 1.0, pan: rect.size() / 2.0 };
                return;
            }
            Fit::Map => Some(cx.picture.bounds),
            Fit::Selection => {
                let selected = cx.session.selection().positions();
                let boxes = cx.picture.nodes.iter().filter(|node| selected.contains(&node.id));
                boxes.map(|node| node.rect()).reduce(|all, one| all.union(&one))
            }
        };
        let insets = overlay::insets(cx, rect);
        if let Some(target) = target {
            self.viewport.fit(target.expanded(12.0), rect, insets);
        }
        let whole = what == Fit::Map;
        self.fitted = whole.then_some(Fitted { viewport: self.viewport, size: now.0, lens: now.1 });
    }

    /// Lets the widget draw, or puts back what it drew when nothing it draws has changed: the
    /// widget asks for another frame whenever it is shown, and a window at rest must rest.
    fn draw(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &mut egui::Ui,
        rect: Rect,
        moved: egui::Vec2,
    ) -> egui::Response {
        let key = replay::Key::new(cx, self.viewport, rect, ui.ctx());
        if let Some(shapes) = self.replay.shapes(&key, ui.ctx()) {
            let (response, painter) = ui.allocate_painter(rect.size(), Sense::click_and_drag());
            painter.extend(shapes);
            return self.after_drawing(cx, response);
        }
        let seen = self.viewport.seen(rect);
        self.projection.sync(cx.picture, cx.palette, seen);
        // The widget keeps its pan from its corner, yet adds the way the corner moved.
        let mut frame = MetadataFrame::new(Some(VIEW.into())).load(ui);
        frame.zoom = self.viewport.zoom;
        frame.pan = self.viewport.pan - moved;
        frame.save(ui);
        let layer = ui.layer_id();
        let before = ui
            .ctx()
            .graphics(|graphics| graphics.get(layer).map_or(0, |list| list.all_entries().len()));
        let painter = ui.painter_at(rect);
        self.paint_ground(cx, &painter, rect);
        let shown = GraphView::<NoState, StayPut>::new()
            .with_id(Some(VIEW.into()))
            .with_navigations(
                &egui_graphs::SettingsNavigation::new().with_fit_to_screen_enabled(false),
            )
            .show(ui, self.projection.graph());
        let drawn = ui.ctx().graphics(|graphics| {
            let list = graphics.get(layer);
            list.map_or_else(Vec::new, |list| {
                list.all_entries().skip(before).map(|entry| entry.shape.clone()).collect()
            })
        });
        self.replay.keep(key, drawn, ui.ctx());
        self.after_drawing(cx, shown.response)
    }

    fn after_drawing(&mut self, cx: &PanelContext<'_>, response: egui::Response) -> egui::Response {
        let title = &cx.session.map().header().title;
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::WidgetType::Other, true, format!("Map {title}"))
        });
        response
    }

    fn paint_ground(&self, cx: &PanelContext<'_>, painter: &egui::Painter, rect: Rect) {
        let mut shapes = Vec::new();
        let brush = Brush {
            ctx: painter.ctx(),
            palette: cx.palette,
            transform: self.viewport.transform(rect),
            clip: rect,
        };
        brush.paint(&cx.picture.ground, &mut shapes);
        painter.extend(shapes);
    }

    /// What lies at a place on the screen, topmost first: positions lie above arrows.
    fn hit(&self, picture: &Arc<Picture>, at: Pos2, rect: Rect) -> Option<Item> {
        let transform = self.viewport.transform(rect);
        let point = transform.map_point(at);
        let node = picture.nodes.iter().rev().find(|node| node.rect().contains(point));
        if let Some(node) = node {
            return Some(Item::Position(node.id));
        }
        const REACH: f64 = 6.0;
        let reach = REACH / f64::from(self.viewport.zoom);
        picture
            .arcs
            .iter()
            .rev()
            .map(|arc| (gesture::distance_to_path(point, &arc.path), arc.id))
            .filter(|(distance, _)| *distance <= reach)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, id)| Item::Arc(id))
    }
}
