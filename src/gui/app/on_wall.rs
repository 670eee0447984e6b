//! The window while a show runs.

use std::sync::Arc;

use eframe::egui::{self, CentralPanel};

use super::App;
use crate::drawing::{Page, Palette, Theme};
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme;
use crate::gui::wall::{guesses, presenter};
use crate::session::{Action, PresentAction};
use crate::typeface;

impl App {
    /// The map and nothing else, while a show runs.
    pub(super) fn on_the_wall(&mut self, ui: &mut egui::Ui) {
        let Self { session, picture, palette, settings, outbox, canvas, wall, .. } = self;
        let glides = settings.motion.glides();
        let (picture, stamp) = wall.picture(picture, self.stamp, glides, ui.ctx());
        let cx = PanelContext::new(session, &picture, palette, settings, outbox)
            .with_drawing(stamp, self.lifted.as_ref());
        CentralPanel::no_frame().show(ui, |ui| {
            let rect = ui.available_rect_before_wrap();
            let (width, height) = (f64::from(rect.width()), f64::from(rect.height()));
            let room = Page::new(Theme::Projector, width, height).room();
            if cx.session.wall() != Some(room) {
                cx.send(Action::Present(PresentAction::Wall(room)));
            }
            guesses::or_map(&cx, ui, canvas);
            let map = cx.session.guessing().is_none() && cx.session.comparison().is_none();
            let place = canvas.rect().filter(|_| map);
            let place = place.map(|rect| canvas.viewport.transform(rect));
            wall.show(&cx, ui, rect, place);
        });
    }

    /// The presenter's window beside the show.
    pub(super) fn beside_the_wall(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|input| input.time);
        if self.session.show().is_none() {
            self.show_since = None;
            return;
        }
        let since = *self.show_since.get_or_insert(now);
        if !self.settings.presenter {
            return;
        }
        let Self { session, picture, palette, settings, outbox, .. } = self;
        let cx = PanelContext::new(session, picture, palette, settings, outbox);
        presenter::window(&cx, ctx, presenter::Clock { running: now - since });
    }

    /// Dresses the window in its theme; while a show runs, in that for the wall.
    pub(super) fn dress(&mut self, ctx: &egui::Context) {
        if self.faces != typeface::faces().len() {
            // A text needed a font of the system: from the next frame on it is drawn with it.
            self.faces = theme::install_fonts(ctx);
            self.stamp += 1;
            ctx.request_repaint();
        }
        let shown = self.session.show().map(|_| Theme::Projector);
        let theme = shown.unwrap_or(self.settings.theme);
        let wanted = (theme, self.settings.scale);
        if self.dressed == Some(wanted) {
            return;
        }
        self.dressed = Some(wanted);
        self.palette = Arc::new(Palette::of(theme));
        theme::apply(ctx, theme, &self.palette);
        ctx.set_zoom_factor(self.settings.scale * theme::magnification(theme));
    }
}
