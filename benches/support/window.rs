//! A window without a screen, driven frame by frame at sixty a second.

#![allow(dead_code, reason = "each bench uses a part of it")]

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use eframe::egui::{self, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, vec2};
use fulcrum::gui::App;
use fulcrum::model::{OrgMap, PositionId};
use fulcrum::session::{Action, FileAction, Screen};

/// The processor time that this thread has taken so far; the time that has passed where the system
/// does not tell. What other threads and programs do does not count.
pub(crate) fn own_time() -> Duration {
    fulcrum::storage::own_time().unwrap_or_else(|| BEGUN.get_or_init(Instant::now).elapsed())
}

static BEGUN: OnceLock<Instant> = OnceLock::new();

pub(crate) struct Window {
    pub(crate) ctx: egui::Context,
    pub(crate) app: App,
    time: f64,
}

impl Window {
    /// A map in a window made by `start`, drawn a few times.
    pub(crate) fn new(map: &OrgMap, start: fn(&egui::Context) -> App) -> Self {
        let ctx = egui::Context::default();
        let mut app = start(&ctx);
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bench.orgmap");
        fulcrum::storage::save(map, &path).expect("the map is written");
        app.perform(Action::File(FileAction::Open(path)), &ctx);
        let mut window = Self { ctx, app, time: 0.0 };
        while window.app.session().screen() == Screen::Welcome {
            window.frame(Vec::new());
        }
        (0..4).for_each(|_| window.frame(Vec::new()));
        window
    }

    /// A window without a map.
    pub(crate) fn empty(start: fn(&egui::Context) -> App) -> Self {
        let ctx = egui::Context::default();
        let app = start(&ctx);
        Self { ctx, app, time: 0.0 }
    }

    pub(crate) fn frame(&mut self, events: Vec<Event>) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.frame_logic(&ui.ctx().clone());
            app.frame_ui(ui);
        });
        output.textures_delta.clear();
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(meshes);
    }

    pub(crate) fn press(&mut self, at: Pos2) {
        self.frame(vec![Event::PointerMoved(at)]);
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.frame(vec![Event::PointerButton { pos: at, button, pressed: true, modifiers }]);
    }

    /// Asks something of the session.
    #[allow(dead_code, reason = "not every bench that has a window edits")]
    pub(crate) fn perform(&mut self, action: Action) {
        self.app.perform(action, &self.ctx);
    }

    /// The position that was added last.
    #[allow(dead_code, reason = "not every bench that has a window edits")]
    pub(crate) fn last_position(&self) -> PositionId {
        self.app.session().shown_stage().positions().ids().last().expect("the map has positions")
    }

    pub(crate) fn first_position(&self) -> Pos2 {
        let center = self.app.picture().nodes[0].center;
        self.app.on_screen(center).expect("the canvas was shown")
    }
}
