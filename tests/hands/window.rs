//! The window that all tests of the window press.

use eframe::egui::{Context, Vec2};
use egui_kittest::Harness;
use fulcrum::gui::App;

/// A window with what a test asks it.
pub(crate) type Window = Harness<'static, Option<App>>;

/// A window of this size that works on the spot, before its welcome page.
pub(crate) fn window(size: Vec2) -> Window {
    window_of(size, App::for_tests)
}

/// The same of a window that is made otherwise.
pub(crate) fn window_of(size: Vec2, made: fn(&Context) -> App) -> Window {
    let mut harness = Harness::builder().with_size(size).with_step_dt(1.0 / 60.0).build_ui_state(
        move |ui, app: &mut Option<App>| {
            let app = app.get_or_insert_with(|| made(ui.ctx()));
            app.frame_logic(&ui.ctx().clone());
            app.frame_ui(ui);
        },
        None,
    );
    harness.run_steps(3);
    harness
}
