//! What panels ask of the window itself.

use eframe::egui;

use super::App;
use super::keys::leave_focus;
use crate::gui::app::context::WindowAction;
use crate::gui::canvas::Fit;
use crate::gui::command::shortcut::Typing;
use crate::session::{Action, ClipAction, Item, SelectAction, ViewAction};
use crate::wording::Lens;

impl App {
    pub(super) fn window(&mut self, action: WindowAction, ctx: &egui::Context) {
        match action {
            WindowAction::Set(setting) => {
                self.settings.set(setting);
                self.keep_settings();
            }
            WindowAction::Matrix(shown) => {
                self.canvas.matrix = shown;
                if shown {
                    let lens = ViewAction::Lens(Lens::Communication);
                    self.perform(Action::View(lens), ctx);
                }
            }
            WindowAction::FitMap => self.unfolding.close(),
            WindowAction::FitSelection => self.canvas.fit(Fit::Selection),
            WindowAction::FlyTo(id) => {
                self.perform(Action::Select(SelectAction::Only(Item::Position(id))), ctx);
                self.canvas.fit(Fit::Position(id));
            }
            WindowAction::Show(shown) => {
                let again = self.shown == Some(shown);
                self.shown = (!again).then_some(shown);
                self.search.close();
            }
            WindowAction::Close => {
                self.shown = None;
                self.search.close();
            }
            WindowAction::NextPanel => self.go_to_next_panel(ctx),
            WindowAction::Paste => {
                let text = self.clip.text().unwrap_or_default();
                self.paste(text, ctx);
            }
            WindowAction::CopyPicture => self.photograph(ctx),
            WindowAction::CopyText(text) => {
                if let Err(why) = self.clip.put(&text, "") {
                    log::warn!("the clipboard cannot be reached: {why}");
                    ctx.copy_text(text);
                }
            }
            WindowAction::PasteText(text) => self.paste(text, ctx),
            WindowAction::Zoom(zoom) => {
                if let Some(rect) = self.canvas.rect() {
                    self.canvas.viewport.set_zoom(zoom, rect);
                }
            }
            WindowAction::ZoomBy(factor) => {
                if let Some(rect) = self.canvas.rect() {
                    self.canvas.viewport.zoom_at(factor, rect.center(), rect);
                }
            }
            WindowAction::ZoomHere => self.canvas.zoom_here(ctx, self.settings.motion.glides()),
            WindowAction::Tour(step) => self.tour = step,
            WindowAction::PathTyped(path) => self.answer_path(path, ctx),
        }
    }

    fn paste(&mut self, text: String, ctx: &egui::Context) {
        // Our own form counts only while the text beside it is the one that is pasted.
        let same = self.clip.text().is_some_and(|there| there.trim() == text.trim());
        let own = if same { self.clip.own_form() } else { None };
        let at = self.canvas.empty_point(ctx);
        self.perform(Action::Clip(ClipAction::Paste { own, text, at }), ctx);
    }

    /// From the canvas to the first panel that is shown, from there to the next, and back.
    fn go_to_next_panel(&mut self, ctx: &egui::Context) {
        let shown =
            [self.settings.outline, self.settings.panel, self.settings.table, self.settings.charts];
        let here = match self.typing(ctx) {
            Typing::Canvas => 0,
            _ => self.last_panel.map_or(0, |panel| panel + 1),
        };
        self.next_panel = (here..shown.len()).find(|panel| shown[*panel]);
        self.last_panel = self.next_panel;
        if self.next_panel.is_none() {
            leave_focus(ctx);
        }
        ctx.request_repaint();
    }
}
