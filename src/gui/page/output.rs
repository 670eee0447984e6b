//! What the open map can be written as.

use eframe::egui::{Button, Grid, RichText, ScrollArea, Ui, vec2};

use crate::drawing::Ink;
use crate::gui::app::context::{PanelContext, WindowAction};
use crate::gui::app::theme::{modal, strong};
use crate::gui::page::question::Choices;
use crate::session::{Action, FileAction, OutputKind};

/// Shows every kind of file with what is in it; a press asks for the path.
pub(in crate::gui) fn output_page(cx: &PanelContext<'_>, ui: &Ui) {
    let shown = modal(ui.ctx(), "output").show(ui.ctx(), |ui| {
        ui.set_width(680.0);
        ui.label(strong("Export the map", 20.0));
        ui.add_space(6.0);
        let height = (ui.ctx().content_rect().height() - 180.0).max(120.0);
        let mut choices = Choices::of(ui);
        ScrollArea::vertical().id_salt("kinds of files").max_height(height).show(ui, |ui| {
            let grid = Grid::new("kinds of files").num_columns(2).spacing(vec2(16.0, 6.0));
            grid.show(ui, |ui| {
                for kind in OutputKind::all() {
                    let button = Button::new(kind.name()).min_size(vec2(230.0, 0.0));
                    if choices.offer(ui, button) {
                        cx.ask_window(WindowAction::Close);
                        cx.send(Action::File(FileAction::WriteAs(kind, cx.settings.theme)));
                    }
                    let ending = match kind.ending() {
                        "" => String::new(),
                        ending => format!(" (.{ending})"),
                    };
                    let words = format!("{}{ending}", kind.words());
                    ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
                    ui.end_row();
                }
            });
        });
    });
    if shown.should_close() {
        cx.ask_window(WindowAction::Close);
    }
}
