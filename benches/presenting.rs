//! What the longest frame costs while the wall goes from one scene or stage to another: 200 and
//! 2,000 positions with three flows each, readings and pictures made beside the window. A frame
//! has 16 milliseconds.
#![cfg(feature = "gui")]
#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot be set up says so")]

#[path = "support/charted.rs"]
mod charted;
#[path = "support/window.rs"]
mod window;

use std::time::{Duration, Instant};

use charted::organization;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use eframe::egui::{Event, Key, Modifiers};
use fulcrum::edit::{Command, SceneCommand, StageCommand, plan};
use fulcrum::gui::App;
use fulcrum::model::{OrgMap, Scene, StageId};
use fulcrum::wording::Lens;
use window::Window;

/// The same with a second stage, and a scene for each of some lenses in either.
fn presented(size: usize) -> OrgMap {
    let mut map = organization(size);
    let first = StageId(1);
    let mut run = |command: Command| {
        let planned = plan(&map, first, 0, &command).expect("the command fits");
        map = planned.transaction.applied_to(&map).expect("the transaction fits");
    };
    let name = "To be".to_owned();
    run(Command::Stage(StageCommand::Add { name, copy_of: Some(first) }));
    let second = map.stages().nth(1).expect("two stages").0;
    let mut run = |command: Command| {
        let planned = plan(&map, first, 0, &command).expect("the command fits");
        map = planned.transaction.applied_to(&map).expect("the transaction fits");
    };
    for stage in [first, second] {
        for lens in [Lens::Structure, Lens::AuthorityAndKnowledge, Lens::CenterOfGravity] {
            let scene = Box::new(Scene::new("S", stage, lens.key()));
            run(Command::Scene(SceneCommand::Add { scene }));
        }
    }
    map
}

fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: Some(key), pressed: true, repeat: false, modifiers }
}

/// The longest of the frames from a key on until the window rests.
fn longest(window: &mut Window, event: Event) -> Duration {
    const FRAMES: usize = 40;
    let mut longest = Duration::ZERO;
    let mut events = vec![event];
    for _ in 0..FRAMES {
        let start = Instant::now();
        window.frame(std::mem::take(&mut events));
        longest = longest.max(start.elapsed());
        std::thread::sleep(Duration::from_millis(4));
    }
    longest
}

fn changes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("longest frame");
    group.sample_size(10);
    for size in [200, 2000] {
        let mut window = Window::new(&presented(size), App::with_threads);
        longest(&mut window, key(Key::F5, Modifiers::NONE));
        (0..60).for_each(|_| {
            longest(&mut window, key(Key::F35, Modifiers::NONE));
        });
        let mut forward = true;
        group.bench_function(BenchmarkId::new("to another scene", size), |bench| {
            bench.iter_custom(|times| {
                (0..times)
                    .map(|step| {
                        forward = if step % 5 == 0 { !forward } else { forward };
                        let go = if forward { Key::PageDown } else { Key::PageUp };
                        longest(&mut window, key(go, Modifiers::NONE))
                    })
                    .sum()
            });
        });
        group.bench_function(BenchmarkId::new("to another stage", size), |bench| {
            bench.iter_custom(|times| {
                (0..times)
                    .map(|step| {
                        let go = if step % 2 == 0 { Key::PageDown } else { Key::PageUp };
                        longest(&mut window, key(go, Modifiers::COMMAND))
                    })
                    .sum()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, changes);
criterion_main!(benches);
