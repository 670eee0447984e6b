//! What a frame costs at rest, while the wheel zooms and pans, and while a position is dragged:
//! 20, 200 and 2,000 positions with three flows each. The numbers to read are the ratios between
//! the sizes, and to a frame at rest, in one run.
#![cfg(feature = "gui")]
#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot be set up says so")]

use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use eframe::egui::{
    self, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, TouchPhase,
    vec2,
};
use fulcrum::edit::{Command, FlowCommand, LineCommand, PositionCommand, plan};
use fulcrum::gui::App;
use fulcrum::model::{FlowKind, LineKind, OrgMap, PositionId, StageId};
use fulcrum::quantity::Frequency;
use fulcrum::session::{Action, Opened, Outcome};

/// A chart with a span of six and three flows a position, the same on every run.
fn organization(size: usize) -> OrgMap {
    let mut map = OrgMap::new("Bench");
    let stage = StageId(1);
    let mut ids: Vec<PositionId> = Vec::with_capacity(size);
    let mut run = |command: Command| {
        let planned = plan(&map, stage, 0, &command).expect("the command fits");
        map = planned.transaction.applied_to(&map).expect("the transaction fits");
        planned.made
    };
    for number in 0..size {
        let title = format!("Position {number}");
        let add = PositionCommand::Add { title, at: None, under: None };
        ids.extend(run(Command::Position(add)));
    }
    for number in 1..size {
        let (from, to) = (ids[number], ids[(number - 1) / 6]);
        run(Command::Line(LineCommand::Add { from, to, kind: LineKind::Solid }));
    }
    flows(map, stage, &ids)
}

fn flows(mut map: OrgMap, stage: StageId, ids: &[PositionId]) -> OrgMap {
    let size = ids.len();
    for number in 0..size {
        let near = [(number + 1) % size, (number * 7 + 3) % size, (number * 31 + 11) % size];
        for (to, kind) in near.into_iter().zip(FlowKind::STANDARD) {
            let command = Command::Flow(FlowCommand::Add {
                from: ids[number],
                to: ids[to],
                kind,
                frequency: Frequency::ONE,
            });
            if let Ok(planned) = plan(&map, stage, 0, &command) {
                map = planned.transaction.applied_to(&map).expect("the transaction fits");
            }
        }
    }
    map
}

struct Window {
    ctx: egui::Context,
    app: App,
    time: f64,
}

impl Window {
    fn new(map: OrgMap) -> Self {
        let ctx = egui::Context::default();
        let mut app = App::for_tests(&ctx);
        let opened = Opened { map, warnings: Vec::new(), holds_all: true };
        let opened = Outcome::Opened("bench.orgmap".into(), Ok(opened));
        app.perform(Action::Outcome(opened), &ctx);
        let mut window = Self { ctx, app, time: 0.0 };
        (0..4).for_each(|_| window.frame(Vec::new()));
        window
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let app = &mut self.app;
        let output = self.ctx.run_ui(input, |ui| {
            app.frame_logic(&ui.ctx().clone());
            app.frame_ui(ui);
        });
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(meshes);
    }

    fn press(&mut self, at: Pos2) {
        self.frame(vec![Event::PointerMoved(at)]);
        self.frame(vec![Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed: true,
            modifiers: Modifiers::NONE,
        }]);
    }

    fn first_position(&self) -> Pos2 {
        let node = Arc::clone(&self.app.picture().nodes[0]);
        self.app.on_screen(node.center).expect("the canvas was shown")
    }
}

/// The key that shows the whole map.
fn whole_map() -> Event {
    Event::Key {
        key: Key::Num0,
        physical_key: Some(Key::Num0),
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

fn wheel(turn: f32, modifiers: Modifiers) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, turn),
        phase: TouchPhase::Move,
        modifiers,
    }
}

fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame");
    group.sample_size(20);
    for size in [20, 200, 2000] {
        let mut window = Window::new(organization(size));
        group.bench_function(BenchmarkId::new("at rest", size), |bench| {
            bench.iter(|| window.frame(Vec::new()));
        });
        let middle = Pos2::new(500.0, 450.0);
        let mut step = 0_u32;
        group.bench_function(BenchmarkId::new("zooming", size), |bench| {
            bench.iter(|| {
                step += 1;
                let turn = if step % 40 < 20 { 0.4 } else { -0.4 };
                window.frame(vec![Event::PointerMoved(middle), wheel(turn, Modifiers::NONE)]);
            });
        });
        group.bench_function(BenchmarkId::new("panning", size), |bench| {
            bench.iter(|| {
                step += 1;
                let turn = if step % 40 < 20 { 0.4 } else { -0.4 };
                window.frame(vec![Event::PointerMoved(middle), wheel(turn, Modifiers::SHIFT)]);
            });
        });
        window.frame(vec![whole_map()]);
        (0..30).for_each(|_| window.frame(Vec::new()));
        let start = window.first_position();
        window.press(start);
        let mut step = 0_u32;
        group.bench_function(BenchmarkId::new("dragging", size), |bench| {
            bench.iter(|| {
                step += 1;
                let way = vec2((step % 50) as f32, (step % 30) as f32) + vec2(12.0, 12.0);
                window.frame(vec![Event::PointerMoved(start + way)]);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, frames);
criterion_main!(benches);
