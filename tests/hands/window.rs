//! The window that all tests of the window press.

use eframe::egui::Vec2;
use egui_kittest::Harness;
use fulcrum::gui::App;

/// A window with what a test asks it.
pub(crate) type Window = Harness<'static, Option<App>>;

/// A window of this size that works on the spot, before its welcome page.
pub(crate) fn window(size: Vec2) -> Window {
    let mut harness = Harness::builder().with_size(size).with_step_dt(1.0 / 60.0).build_ui_state(
        |ui, app: &mut Option<App>| {
            let app = app.get_or_insert_with(|| App::for_tests(ui.ctx()));
            app.frame_logic(&ui.ctx().clone());
            app.frame_ui(ui);
        },
        None,
    );
    harness.run_steps(3);
    harness
}
