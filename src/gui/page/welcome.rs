//! The first page: an empty map, an example, a recent file.

use eframe::egui::{self, Button, RichText, ScrollArea, Ui, vec2};

use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::gui::command::{FileCommand, PageCommand, WindowCommand};
use crate::session::{Action, EXAMPLES, FileAction, Next};

/// Fills the window with what one can begin with.
pub(in crate::gui) fn welcome_page(cx: &PanelContext<'_>, ui: &mut Ui) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let width = 720.0_f32.min(ui.available_width() - 48.0);
        let margin = (ui.available_width() - width) / 2.0;
        ui.horizontal(|ui| {
            ui.add_space(margin);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add_space(48.0);
                ui.label(strong("Fulcrum", 40.0));
                ui.label(
                    RichText::new(
                        "Draw who decides, who knows and who talks to whom; see where the \
                         organization's centre of gravity falls.",
                    )
                    .size(17.0)
                    .color(cx.color(Ink::TextQuiet)),
                );
                ui.add_space(24.0);
                start_buttons(cx, ui);
                ui.add_space(28.0);
                examples(cx, ui, width);
                recent(cx, ui);
                ui.add_space(48.0);
            });
        });
    });
}

fn start_buttons(cx: &PanelContext<'_>, ui: &mut Ui) {
    ui.horizontal(|ui| {
        for (label, command) in [
            ("Empty map", WindowCommand::File(FileCommand::NewMap)),
            ("Open a file…", WindowCommand::File(FileCommand::Open)),
            ("Take the tour", WindowCommand::Page(PageCommand::Tour)),
        ] {
            let button = Button::new(strong(label, 17.0)).min_size(vec2(170.0, 44.0));
            if ui.add(button).clicked() {
                command.run(cx);
            }
        }
    });
}

fn examples(cx: &PanelContext<'_>, ui: &mut Ui, width: f32) {
    ui.label(strong("Examples", 20.0));
    ui.add_space(4.0);
    for (number, example) in EXAMPLES.iter().enumerate() {
        let mut text = egui::text::LayoutJob::default();
        let format = |font, color| egui::TextFormat { font_id: font, color, ..Default::default() };
        let title = format(
            crate::gui::app::theme::font(16.0, crate::drawing::Weight::SemiBold),
            cx.color(Ink::Text),
        );
        let quiet = format(
            crate::gui::app::theme::font(14.0, crate::drawing::Weight::Regular),
            cx.color(Ink::TextQuiet),
        );
        text.append(example.title, 0.0, title);
        text.append(&format!("\n{}", example.teaches), 0.0, quiet);
        let button = Button::new(text).min_size(vec2(width, 54.0)).wrap();
        let response = ui.add(button);
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::WidgetType::Button, true, example.title)
        });
        if response.clicked() {
            cx.send(Action::File(FileAction::Leave(Next::Example(number))));
        }
    }
}

fn recent(cx: &PanelContext<'_>, ui: &mut Ui) {
    if cx.settings.recent.is_empty() {
        return;
    }
    ui.add_space(20.0);
    ui.label(strong("Recent files", 20.0));
    for path in &cx.settings.recent {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        if ui.link(name).on_hover_text(path.display().to_string()).clicked() {
            cx.send(Action::File(FileAction::Leave(Next::Open(path.clone()))));
        }
    }
}
