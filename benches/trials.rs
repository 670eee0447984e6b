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

#[path = "support/window.rs"]
mod window;

use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::{Event, Pos2, vec2};
use fulcrum::edit::{Command, FlowCommand, LineCommand, PositionCommand, PositionValue, plan};
use fulcrum::gui::App;
use fulcrum::model::{Domain, FlowKind, LineKind, OrgMap, PositionId, StageId};
use fulcrum::quantity::{Expertise, Frequency, Right, Score};
use fulcrum::session::{Action, Trials, ViewAction};
use window::Window;

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
        run(Command::Position(PositionCommand::Set(PositionValue::Expertise {
            positions: positions.clone(),
            domain: domain.clone(),
            level,
        })));
        run(Command::Position(PositionCommand::Set(PositionValue::Explore {
            positions: positions.clone(),
            explore,
        })));
        if number % 5 == 0 {
            let right = Some(Right::Decides);
            run(Command::Position(PositionCommand::Set(PositionValue::Right {
                positions,
                domain,
                right,
            })));
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

/// A window whose readings are there.
fn window() -> Window {
    let mut window = Window::new(&organization(), App::with_threads);
    while !window.app.session().shown().is_fresh() {
        window.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(5));
    }
    (0..6).for_each(|_| window.frame(Vec::new()));
    window
}

/// One frame of the drag; the time it took.
fn drag(window: &mut Window, from: Pos2, step: u32) -> Duration {
    let way = (step % 120) as f32;
    let to = from + vec2(way, 0.5 * way);
    let before = Instant::now();
    window.frame(vec![Event::PointerMoved(to)]);
    before.elapsed()
}

/// Takes hold of the first position.
fn press(window: &mut Window) -> Pos2 {
    let at = window.first_position();
    window.press(at);
    at
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
    let mut window = window();
    let from = press(&mut window);
    let quiet: Vec<Duration> = (0..300).map(|step| drag(&mut window, from, step)).collect();
    told("dragging with nothing beside it", quiet);
    let ctx = window.ctx.clone();
    window.app.perform(Action::View(ViewAction::TryEdits), &ctx);
    let start = Instant::now();
    let mut busy = Vec::new();
    while !matches!(window.app.session().trials(), Trials::Ready { .. }) {
        let frame = Instant::now();
        let step = busy.len() as u32;
        busy.push(drag(&mut window, from, step));
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
    let mut window = window();
    let from = press(&mut window);
    let mut step = 0;
    group.bench_function("nothing beside it", |bench| {
        bench.iter(|| {
            step += 1;
            drag(&mut window, from, step)
        });
    });
    let ctx = window.ctx.clone();
    group.bench_function("every edit being tried", |bench| {
        bench.iter(|| {
            if !matches!(window.app.session().trials(), Trials::Working { .. }) {
                window.app.perform(Action::View(ViewAction::TryEdits), &ctx);
            }
            step += 1;
            drag(&mut window, from, step)
        });
    });
    group.finish();
}

criterion_group!(benches, frames);
criterion_main!(benches);
