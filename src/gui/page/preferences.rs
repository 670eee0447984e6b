//! How the window is set up.

use eframe::egui::Ui;

use crate::drawing::Theme;
use crate::gui::app::context::{PanelContext, WindowAction};
use crate::gui::app::settings::{EmptyDrag, Motion, Setting, Wheel};
use crate::gui::app::theme::strong;

/// The settings.
pub(in crate::gui) fn settings_page(cx: &PanelContext<'_>, ui: &Ui) {
    let shown = crate::gui::app::theme::modal(ui.ctx(), "settings").show(ui.ctx(), |ui| {
        ui.set_width(520.0);
        ui.label(strong("Settings", 20.0));
        let settings = cx.settings;
        group(ui, "Theme", |ui| {
            for theme in Theme::ALL {
                choice(cx, ui, settings.theme == theme, theme.name(), Setting::Theme(theme));
            }
        });
        group(ui, "The wheel", |ui| {
            for (wheel, words) in [
                (Wheel::Auto, "by device"),
                (Wheel::Mouse, "zooms (mouse)"),
                (Wheel::Touchpad, "moves the map (touchpad)"),
            ] {
                choice(cx, ui, settings.wheel == wheel, words, Setting::Wheel(wheel));
            }
        });
        let mut invert = settings.invert_wheel;
        if ui.checkbox(&mut invert, "The other way round").changed() {
            cx.ask_window(WindowAction::Set(Setting::InvertWheel(invert)));
        }
        group(ui, "Dragging empty canvas", |ui| {
            for (drag, words) in
                [(EmptyDrag::Pans, "moves the map"), (EmptyDrag::Selects, "selects with a box")]
            {
                choice(cx, ui, settings.empty_drag == drag, words, Setting::EmptyDrag(drag));
            }
        });
        group(ui, "The view glides", |ui| {
            for (motion, words) in [
                (Motion::Auto, "as the system wishes"),
                (Motion::Smooth, "always"),
                (Motion::Still, "never"),
            ] {
                choice(cx, ui, settings.motion == motion, words, Setting::Motion(motion));
            }
        });
        group(ui, "Size of everything", |ui| {
            for percent in [80_u8, 90, 100, 115, 130, 150, 200] {
                let scale = f32::from(percent) / 100.0;
                let now = (settings.scale - scale).abs() < 0.02;
                choice(cx, ui, now, &format!("{percent} %"), Setting::Scale(scale));
            }
        });
        let mut keep = settings.keep_placed;
        if ui.checkbox(&mut keep, "Other charts keep what was placed by hand").changed() {
            cx.ask_window(WindowAction::Set(Setting::KeepPlaced(keep)));
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
            choice(cx, ui, now, words, Setting::Autosave(minutes));
        }
    });
    group(ui, "Older versions kept beside a file", |ui| {
        for (count, words) in [(0, "none"), (1, "1"), (3, "3"), (5, "5"), (10, "10")] {
            let now = settings.versions == count;
            choice(cx, ui, now, words, Setting::Versions(count));
        }
    });
}

fn group(ui: &mut Ui, heading: &str, choices: impl FnOnce(&mut Ui)) {
    ui.add_space(8.0);
    ui.label(strong(heading, 15.0));
    ui.horizontal_wrapped(choices);
}

fn choice(cx: &PanelContext<'_>, ui: &mut Ui, now: bool, words: &str, setting: Setting) {
    if ui.radio(now, words).clicked() {
        cx.ask_window(WindowAction::Set(setting));
    }
}
