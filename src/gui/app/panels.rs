//! The panels round the canvas. Each has the size it was given, whatever stands in it.

use eframe::egui::{
    self, CentralPanel, Frame, Id, Panel, Rect, Sense, Ui, UiBuilder, WidgetInfo, WidgetType, vec2,
};

use super::App;
use super::context::PanelContext;
use super::settings::PanelSizes;
use crate::drawing::Ink;
use crate::gui::command::menu;
use crate::gui::page::welcome;
use crate::gui::panel::{inspector, status};
use crate::gui::wall::{guesses, strip};
use crate::session::{DocumentId, Screen};

impl App {
    pub(super) fn panels(&mut self, ui: &mut Ui) {
        let Self { session, picture, palette, settings, outbox, canvas, .. } = self;
        let cx = PanelContext::new(session, picture, palette, settings, outbox);
        let surface = Frame::new().fill(cx.color(Ink::Surface)).inner_margin(6.0);
        Panel::top("menu").frame(surface).show(ui, |ui| menu::menu_bar(&cx, ui));
        if session.screen() == Screen::Welcome {
            let paper = Frame::new().fill(cx.color(Ink::Paper));
            CentralPanel::default().frame(paper).show(ui, |ui| welcome::welcome_page(&cx, ui));
            return;
        }
        Panel::top("tools").frame(surface).show(ui, |ui| menu::toolbar(&cx, ui));
        if session.trial().is_some() && !settings.panel {
            Panel::top("trial").frame(surface).show(ui, |ui| inspector::trial_bar(&cx, ui));
        }
        let (hovered, zoom) = (canvas.hovered(), canvas.viewport.zoom);
        let status = Panel::bottom("status").frame(surface);
        status.show(ui, |ui| status::status_line(&cx, ui, hovered, zoom));
        if session.notices().next().is_some() {
            Panel::bottom("notices").frame(surface).show(ui, |ui| status::notices(&cx, ui));
        }
        if settings.strip && strip::has_something(&cx) {
            let cx = cx.with_part(canvas.part(picture));
            Panel::bottom("scenes").frame(surface).show(ui, |ui| strip::strip(&cx, ui));
        }
        let sizes = self.side_panels(ui, surface.inner_margin(12.0));
        self.keep_sizes(ui.ctx(), sizes);
        let Self { session, picture, palette, settings, outbox, canvas, .. } = self;
        let cx = PanelContext::new(session, picture, palette, settings, outbox)
            .with_drawing(self.stamp, self.lifted.as_ref())
            .with_overview(self.unfolding.shown().map(AsRef::as_ref));
        CentralPanel::no_frame().show(ui, |ui| guesses::or_map(&cx, ui, canvas));
    }

    /// The panels that can be shown and hidden; gives the sizes they have now.
    fn side_panels(&mut self, ui: &mut Ui, frame: Frame) -> PanelSizes {
        let wanted = self.next_panel.take();
        let Self { session, picture, palette, settings, outbox, outline, table, charts, .. } = self;
        let cx = PanelContext::new(session, picture, palette, settings, outbox);
        let mut sizes = settings.sizes;
        let map = session.revision().document;
        if settings.outline {
            let panel = Panel::left("outline").frame(frame).default_size(sizes.outline);
            let shown = panel.size_range(170.0..=480.0).show(ui, |ui| {
                kept(ui, ("Outline", map), wanted == Some(0), |ui| outline.show(&cx, ui))
            });
            sizes.outline = shown.inner.width();
        }
        if settings.panel {
            let panel = Panel::right("side").frame(frame).default_size(sizes.side);
            let shown = panel.size_range(280.0..=560.0).show(ui, |ui| {
                kept(ui, ("Side panel", map), wanted == Some(1), |ui| {
                    inspector::side_panel(&cx, ui);
                })
            });
            sizes.side = shown.inner.width();
        }
        if settings.table {
            let panel = Panel::bottom("table").frame(frame).resizable(true);
            let panel = panel.default_size(sizes.table).size_range(120.0..=600.0);
            let shown = panel.show(ui, |ui| {
                kept(ui, ("Table", map), wanted == Some(2), |ui| table.show(&cx, ui))
            });
            sizes.table = shown.inner.height();
        }
        if settings.charts {
            // The map keeps half of the height at least.
            let most = (ui.available_height() * 0.5).max(150.0);
            let panel = Panel::bottom("charts").frame(frame).resizable(true);
            let panel = panel.default_size(sizes.charts).size_range(140.0..=most);
            let shown = panel.show(ui, |ui| {
                kept(ui, ("Charts and measures", map), wanted == Some(3), |ui| charts.show(&cx, ui))
            });
            sizes.charts = shown.inner.height();
        }
        sizes
    }

    /// Remembers the sizes that the hand has given panels, once it has let go.
    fn keep_sizes(&mut self, ctx: &egui::Context, sizes: PanelSizes) {
        let still = !ctx.input(|input| input.pointer.any_down());
        if still && !sizes.is_near(self.settings.sizes) {
            self.settings.sizes = sizes;
            self.keep_settings();
        }
    }
}

/// What stands in a panel, within the room that the panel has: what is too large for it is cut,
/// and does not push the panel's edge. Another map begins at the top of it, whatever the one before
/// was scrolled to.
fn kept(
    ui: &mut Ui,
    (name, map): (&str, DocumentId),
    wanted: bool,
    show: impl FnOnce(&mut Ui),
) -> Rect {
    anchor(ui, name, wanted);
    let room = ui.available_rect_before_wrap();
    let mut inside = ui.new_child(UiBuilder::new().max_rect(room).id_salt((name, map)));
    inside.set_clip_rect(room.expand(4.0).intersect(ui.clip_rect()));
    show(&mut inside);
    ui.allocate_rect(room, Sense::hover());
    room
}

/// Where the keyboard comes into a panel; it is seen while it is there.
fn anchor(ui: &mut Ui, name: &str, wanted: bool) {
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), 3.0), Sense::hover());
    let response = ui.interact(area, Id::new(("panel", name)), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Panel, true, name));
    if wanted {
        response.request_focus();
    }
    if response.has_focus() {
        ui.painter().rect_filled(area, 1.0, ui.visuals().selection.stroke.color);
    }
}
