//! The window while a show runs.

use std::sync::Arc;

use eframe::egui::{self, CentralPanel};

use super::App;
use crate::drawing::{Palette, Theme};
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme;
use crate::gui::wall::guesses;
use crate::typeface;

impl App {
    /// The map and nothing else, while a show runs.
    pub(super) fn on_the_wall(&mut self, ui: &mut egui::Ui) {
        let Self { session, picture, palette, settings, outbox, canvas, wall, .. } = self;
        let cx = PanelContext::new(session, picture, palette, settings, outbox)
            .with_drawing(self.stamp, self.lifted.as_ref());
        CentralPanel::no_frame().show(ui, |ui| {
            let rect = ui.available_rect_before_wrap();
            guesses::or_map(&cx, ui, canvas);
            wall.show(&cx, ui, rect);
        });
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
