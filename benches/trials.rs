//! What a frame costs while a position of 200 is dragged and every single edit is being tried
//! beside the window: each frame from the start of the work to its end, against frames of the same
//! drag with nothing beside it. Time on the wall, which is never less than the CPU time.
#![cfg(feature = "gui")]
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a bench that cannot be set up says so, and prints what it measured"
)]

use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::{self, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, vec2};
use fulcrum::edit::{Command, FlowCommand, LineCommand, PositionCommand, plan};
use fulcrum::gui::App;
use fulcrum::model::{Domain, FlowKind, LineKind, OrgMap, PositionId, StageId};
use fulcrum::quantity::{Expertise, Frequency, Right, Score};
use fulcrum::session::{Action, Opened, Outcome, Trials, ViewAction};

const SIZE: usize = 200;

/// A chart with a span of six, three flows a position, expertise, rights and explore.
fn organization() -> OrgMap {
    let mut map = OrgMap::new("Bench");
    let stage = StageId(1);
    let mut ids: Vec<PositionId> = Vec::new();
    let mut run = |command: Command| {
        let Ok(planned) = plan(&map, stage, 0, &command) else { return Vec::new() };
        map = planned.transaction.applied_to(&map).expect("the transaction fits");
        planned.made
    };
    for number in 0..SIZE {
        let title = format!("Position {number}");
        let add = PositionCommand::Add { title, at: None, under: None };
        ids.extend(run(Command::Position(add)));
    }
    for number in 0..SIZE {
        let positions = vec![ids[number]];
        let domain = Domain::new(&format!("Domain {}", number % 9)).expect("it has a name");
        let level = Expertise::new((1 + number % 4) as f64).ok();
        let explore = Score::new((number % 11) as f64 / 10.0).ok();
        run(Command::Position(PositionCommand::SetExpertise {
            positions: positions.clone(),
            domain: domain.clone(),
            level,
        }));
        run(Command::Position(PositionCommand::SetExplore {
            positions: positions.clone(),
            explore,
        }));
        if number % 5 == 0 {
            let right = Some(Right::Decides);
            run(Command::Position(PositionCommand::SetRight { positions, domain, right }));
        }
        if number > 0 {
            let (from, to) = (ids[number], ids[(number - 1) / 6]);
            run(Command::Line(LineCommand::Add { from, to, kind: LineKind::Solid }));
        }
        let near = [(number + 1) % SIZE, (number * 7 + 3) % SIZE, (number * 31 + 11) % SIZE];
        for (to, kind) in near.into_iter().zip(FlowKind::STANDARD) {
            let (from, to) = (ids[number], ids[to]);
            let frequency = Frequency::ONE;
            run(Command::Flow(FlowCommand::Add { from, to, kind, frequency }));
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
        let mut app = App::with_threads(&ctx);
        let opened = Opened { map, warnings: Vec::new(), holds_all: true };
        let opened = Outcome::Opened("bench.orgmap".into(), Ok(opened));
        app.perform(Action::Outcome(opened), &ctx);
        let mut window = Self { ctx, app, time: 0.0 };
        while !window.app.session().shown().is_fresh() {
            window.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(5));
        }
        (0..6).for_each(|_| window.frame(Vec::new()));
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

    /// Takes hold of the first position.
    fn press(&mut self) -> Pos2 {
        let center = self.app.picture().nodes[0].center;
        let at = self.app.on_screen(center).expect("the canvas was shown");
        self.frame(vec![Event::PointerMoved(at)]);
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.frame(vec![Event::PointerButton { pos: at, button, pressed: true, modifiers }]);
        at
    }

    /// One frame of the drag; the time it took.
    fn drag(&mut self, from: Pos2, step: u32) -> Duration {
        let way = (step % 120) as f32;
        let to = from + vec2(way, 0.5 * way);
        let before = Instant::now();
        self.frame(vec![Event::PointerMoved(to)]);
        before.elapsed()
    }
}

fn told(name: &str, mut frames: Vec<Duration>) {
    frames.sort_unstable();
    let at = |part: f64| frames[((frames.len() - 1) as f64 * part) as usize];
    println!(
        "{name}: {} frames, median {:.2?}, 99 of 100 within {:.2?}, largest {:.2?}",
        frames.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// Drags until every edit was tried, at 60 frames a second.
fn whole_work() {
    let mut window = Window::new(organization());
    let from = window.press();
    let quiet: Vec<Duration> = (0..300).map(|step| window.drag(from, step)).collect();
    told("dragging with nothing beside it", quiet);
    let ctx = window.ctx.clone();
    window.app.perform(Action::View(ViewAction::TryEdits), &ctx);
    let start = Instant::now();
    let mut busy = Vec::new();
    while !matches!(window.app.session().trials(), Trials::Ready { .. }) {
        let frame = Instant::now();
        busy.push(window.drag(from, busy.len() as u32));
        std::thread::sleep(Duration::from_micros(16_667).saturating_sub(frame.elapsed()));
    }
    told("dragging while every edit is tried", busy);
    if let Trials::Ready { what_if, .. } = window.app.session().trials() {
        println!("{} edits tried in {:.1?}", what_if.tried, start.elapsed());
    }
}

fn frames(criterion: &mut Criterion) {
    whole_work();
    let mut group = criterion.benchmark_group("drag of 200");
    group.sample_size(20);
    let mut window = Window::new(organization());
    let from = window.press();
    let mut step = 0;
    group.bench_function("nothing beside it", |bench| {
        bench.iter(|| {
            step += 1;
            window.drag(from, step)
        });
    });
    let ctx = window.ctx.clone();
    group.bench_function("every edit being tried", |bench| {
        bench.iter(|| {
            if !matches!(window.app.session().trials(), Trials::Working { .. }) {
                window.app.perform(Action::View(ViewAction::TryEdits), &ctx);
            }
            step += 1;
            window.drag(from, step)
        });
    });
    group.finish();
}

criterion_group!(benches, frames);
criterion_main!(benches);
