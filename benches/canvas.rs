//! What a frame costs at rest, while the wheel zooms and pans, and while a position is dragged:
//! 20, 200 and 2,000 positions with three flows each. The numbers to read are the ratios between
//! the sizes, and to a frame at rest, in one run.
#![cfg(feature = "gui")]
#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot be set up says so")]

#[path = "support/charted.rs"]
mod charted;
#[path = "support/window.rs"]
mod window;

use std::time::Duration;

use charted::organization;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use eframe::egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, TouchPhase, vec2};
use fulcrum::edit::{Command, PositionCommand};
use fulcrum::gui::App;
use fulcrum::session::{Action, Item, SelectAction};
use window::{Window, own_time};

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
        let mut window = Window::new(&organization(size), App::for_tests);
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

/// The longest of an edit and the frames after it, until nothing is drawn any more.
fn longest_after(window: &mut Window, edit: Action) -> Duration {
    const STILL: usize = 12;
    let begun = own_time();
    window.perform(edit);
    let mut longest = own_time() - begun;
    let (mut drawings, mut still) = (window.app.drawings(), 0);
    while still < STILL || !window.app.is_drawn() {
        let begun = own_time();
        window.frame(Vec::new());
        longest = longest.max(own_time() - begun);
        std::thread::sleep(Duration::from_millis(4));
        still = if window.app.drawings() == drawings { still + 1 } else { 0 };
        drawings = window.app.drawings();
    }
    longest
}

/// What the window's own thread pays for an edit of a large map that is shown in full: the edit and
/// the frame after it. Places and picture are made beside it.
fn edits(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame after an edit");
    group.sample_size(20);
    for size in [200, 2000] {
        let mut window = Window::new(&organization(size), App::with_threads);
        let last = window.last_position();
        window.perform(Action::Select(SelectAction::Only(Item::Position(last))));
        (0..30).for_each(|_| window.frame(Vec::new()));
        let mut step = 0_u32;
        group.bench_function(BenchmarkId::from_parameter(size), |bench| {
            bench.iter_custom(|times| {
                let mut spent = Duration::ZERO;
                for _ in 0..times {
                    step += 1;
                    let title = format!("Position {step}");
                    let edit = PositionCommand::Rename { position: last, title };
                    let begun = own_time();
                    window.perform(Command::Position(edit).into());
                    window.frame(Vec::new());
                    spent += own_time() - begun;
                }
                spent
            });
        });
        // The same until the new picture is on the screen, the longest of the frames.
        group.bench_function(BenchmarkId::new("the longest until it is shown", size), |bench| {
            bench.iter_custom(|times| {
                (0..times)
                    .map(|_| {
                        step += 1;
                        let title = format!("Position {step}");
                        let edit = PositionCommand::Rename { position: last, title };
                        longest_after(&mut window, Command::Position(edit).into())
                    })
                    .sum()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, frames, edits);
criterion_main!(benches);
