//! The scripted person of these tests.

use eframe::egui::{Event, Key, Modifiers, vec2};
use egui_kittest::{Harness, kittest::Queryable};
use fulcrum::gui::App;
use fulcrum::model::PositionId;
use fulcrum::session::{Session, Show};

pub(crate) use crate::window::{Window, window};

/// A laptop's window with an example open.
pub(crate) fn example(title: &str) -> Window {
    let mut harness = window(vec2(1280.0, 800.0));
    press(&mut harness, title);
    harness
}

pub(crate) fn session<'a>(harness: &'a Harness<'_, Option<App>>) -> &'a Session {
    app(harness).session()
}

pub(crate) fn app<'a>(harness: &'a Harness<'_, Option<App>>) -> &'a App {
    harness.state().as_ref().expect("the window was started")
}

pub(crate) fn show<'a>(harness: &'a Harness<'_, Option<App>>) -> &'a Show {
    session(harness).show().expect("a show runs")
}

pub(crate) fn press(harness: &mut Window, label: &str) {
    harness.get_by_label(label).click();
    harness.run_steps(4);
}

pub(crate) fn key(harness: &mut Window, key: Key) {
    chord(harness, Modifiers::NONE, key);
}

pub(crate) fn chord(harness: &mut Window, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(4);
}

/// Letters as a keyboard sends them into a field that is open.
pub(crate) fn letters(harness: &mut Window, text: &str) {
    harness.event(Event::Text(text.into()));
    harness.run_steps(3);
}

/// Does a command by its name in the palette.
pub(crate) fn command(harness: &mut Window, name: &str) {
    chord(harness, Modifiers::COMMAND, Key::K);
    letters(harness, name);
    key(harness, Key::Enter);
    harness.run_steps(2);
}

/// Clicks a position on the map.
pub(crate) fn click(harness: &mut Window, id: PositionId) {
    let place = session(harness).arrangement().points[&id];
    let there = app(harness).on_screen(place).expect("the canvas was shown");
    harness.hover_at(there);
    harness.run_steps(2);
    harness.drag_at(there);
    harness.drop_at(there);
    harness.run_steps(3);
}
