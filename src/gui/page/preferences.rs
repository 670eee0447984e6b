//! How the window is set up, and the preview of a paste: what opens above everything and is
//! answered there.

use eframe::egui::{Grid, RichText, ScrollArea, Ui, vec2};

use crate::clipboard::TextForm;
use crate::drawing::{Ink, Theme};
use crate::gui::app::context::{PanelContext, WindowAction};
use crate::gui::app::settings::{EmptyDrag, Motion, Wheel};
use crate::gui::app::theme::strong;
use crate::gui::page::question::{answers, given_up};
use crate::session::{Action, ClipAction, Pasting};

/// The settings.
pub(in crate::gui) fn settings_page(cx: &PanelContext<'_>, ui: &Ui) {
    let shown = crate::gui::app::theme::modal(ui.ctx(), "settings").show(ui.ctx(), |ui| {
        ui.set_width(520.0);
        ui.label(strong("Settings", 20.0));
        let settings = cx.settings;
        group(ui, "Theme", |ui| {
            for theme in Theme::ALL {
                choice(cx, ui, settings.theme == theme, theme.name(), WindowAction::Theme(theme));
            }
        });
        group(ui, "The wheel", |ui| {
            for (wheel, words) in [
                (Wheel::Auto, "by device"),
                (Wheel::Mouse, "zooms (mouse)"),
                (Wheel::Touchpad, "moves the map (touchpad)"),
            ] {
                choice(cx, ui, settings.wheel == wheel, words, WindowAction::Wheel(wheel));
            }
        });
        let mut invert = settings.invert_wheel;
        if ui.checkbox(&mut invert, "The other way round").changed() {
            cx.ask_window(WindowAction::InvertWheel(invert));
        }
        group(ui, "Dragging empty canvas", |ui| {
            for (drag, words) in
                [(EmptyDrag::Pans, "moves the map"), (EmptyDrag::Selects, "selects with a box")]
            {
                choice(cx, ui, settings.empty_drag == drag, words, WindowAction::EmptyDrag(drag));
            }
        });
        group(ui, "The view glides", |ui| {
            for (motion, words) in [
                (Motion::Auto, "as the system wishes"),
                (Motion::Smooth, "always"),
                (Motion::Still, "never"),
            ] {
                choice(cx, ui, settings.motion == motion, words, WindowAction::Motion(motion));
            }
        });
        group(ui, "Size of everything", |ui| {
            for percent in [80_u8, 90, 100, 115, 130, 150, 200] {
                let scale = f32::from(percent) / 100.0;
                let now = (settings.scale - scale).abs() < 0.02;
                choice(cx, ui, now, &format!("{percent} %"), WindowAction::Scale(scale));
            }
        });
        let mut keep = settings.keep_placed;
        if ui.checkbox(&mut keep, "Other charts keep what was placed by hand").changed() {
            cx.ask_window(WindowAction::KeepPlaced(keep));
        }
        saving(cx, ui);
        ui.add_space(12.0);
        if ui.button("Close").clicked() {
            cx.ask_window(WindowAction::Close);
        }
    });
    if shown.should_close() {
        cx.ask_window(WindowAction::Close);
    }
}

/// When the map is saved, and what is kept of its older versions.
fn saving(cx: &PanelContext<'_>, ui: &mut Ui) {
    let settings = cx.settings;
    group(ui, "Saving by itself", |ui| {
        for (minutes, words) in [
            (None, "never"),
            (Some(1), "every minute"),
            (Some(5), "every 5 minutes"),
            (Some(15), "every 15 minutes"),
        ] {
            let now = settings.autosave == minutes;
            choice(cx, ui, now, words, WindowAction::Autosave(minutes));
        }
    });
    group(ui, "Older versions kept beside a file", |ui| {
        for (count, words) in [(0, "none"), (1, "1"), (3, "3"), (5, "5"), (10, "10")] {
            let now = settings.versions == count;
            choice(cx, ui, now, words, WindowAction::Versions(count));
        }
    });
}

fn group(ui: &mut Ui, heading: &str, choices: impl FnOnce(&mut Ui)) {
    ui.add_space(8.0);
    ui.label(strong(heading, 15.0));
    ui.horizontal_wrapped(choices);
}

fn choice(cx: &PanelContext<'_>, ui: &mut Ui, now: bool, words: &str, action: WindowAction) {
    if ui.radio(now, words).clicked() {
        cx.ask_window(action);
    }
}

/// What a paste will make and what could not be read, before it is made.
pub(in crate::gui) fn paste_preview(cx: &PanelContext<'_>, ui: &Ui, pasting: &Pasting) {
    let preview = &pasting.preview;
    let count = preview.rows.len();
    crate::gui::app::theme::modal(ui.ctx(), "paste").show(ui.ctx(), |ui| {
        ui.set_width(680.0);
        let noun = if count == 1 { "position" } else { "positions" };
        ui.label(strong(format!("Paste {count} {noun}?"), 20.0));
        let form = match preview.form {
            TextForm::Block => "Read as rows of a table.",
            TextForm::Outline => {
                "Read as an indented list: what is deeper reports to what is above."
            }
        };
        ui.label(RichText::new(form).color(cx.color(Ink::TextQuiet)));
        ui.add_space(8.0);
        rows(cx, ui, &preview.rows);
        if !preview.told.is_empty() {
            ui.add_space(8.0);
            ui.label(strong("Not read as it stands", 15.0).color(cx.color(Ink::Instruct)));
            let list = ScrollArea::vertical().id_salt("told").max_height(120.0);
            list.show(ui, |ui| {
                for words in &preview.told {
                    ui.label(words);
                }
            });
        }
        ui.add_space(12.0);
        let choices = [("Paste them", ClipAction::Confirm), ("Cancel", ClipAction::Drop)];
        let choices = choices.each_ref().map(|(label, action)| (*label, action));
        let give_up = ClipAction::Drop;
        let chosen = answers(ui, &choices).or_else(|| given_up(ui).then_some(&give_up));
        if let Some(action) = chosen {
            cx.send(Action::Clip(action.clone()));
        }
    });
}

fn rows(cx: &PanelContext<'_>, ui: &mut Ui, rows: &[[String; 4]]) {
    let list = ScrollArea::vertical().id_salt("rows").max_height(280.0).auto_shrink([false, true]);
    list.show(ui, |ui| {
        let grid = Grid::new("paste rows").num_columns(4).striped(true).spacing(vec2(20.0, 4.0));
        grid.show(ui, |ui| {
            for heading in ["Title", "Held by", "Reports to", "Unit"] {
                ui.label(RichText::new(heading).color(cx.color(Ink::TextQuiet)));
            }
            ui.end_row();
            for row in rows {
                ui.label(strong(&row[0], 14.5));
                for cell in &row[1..] {
                    ui.label(cell);
                }
                ui.end_row();
            }
        });
    });
}
