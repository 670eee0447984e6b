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
use window::{Window, own_time};

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

fn let_go(event: Event) -> Event {
    match event {
        Event::Key { key, physical_key, repeat, modifiers, .. } => {
            Event::Key { key, physical_key, pressed: false, repeat, modifiers }
        }
        other => other,
    }
}

/// The longest of the frames from a key on until what it asked for is shown and nothing is drawn
/// any more.
fn longest(window: &mut Window, event: Event, shown: impl Fn(&App) -> bool) -> Duration {
    const AT_LEAST: usize = 40;
    const AT_MOST: Duration = Duration::from_secs(60);
    let (mut longest, begun) = (Duration::ZERO, Instant::now());
    let (mut drawings, mut still) = (window.app.drawings(), 0);
    // Struck and let go: a key that is held says nothing anew.
    let mut events = vec![event.clone(), let_go(event)];
    while still < AT_LEAST || !shown(&window.app) || !window.app.is_drawn() {
        let start = own_time();
        window.frame(std::mem::take(&mut events));
        longest = longest.max(own_time() - start);
        std::thread::sleep(Duration::from_millis(4));
        still = if window.app.drawings() == drawings { still + 1 } else { 0 };
        drawings = window.app.drawings();
        assert!(
            begun.elapsed() < AT_MOST,
            "what was asked for is never shown, but {:?} in {:?}, drawn: {}",
            window.app.session().scene(),
            window.app.picture().lens,
            window.app.is_drawn(),
        );
    }
    longest
}

/// Whether the picture is that of a scene.
fn shows(app: &App, scene: usize) -> bool {
    let session = app.session();
    let scenes = session.seen_map().scenes();
    let id = scenes.ids().nth(scene).expect("the scene is there");
    let wanted = scenes.get(id).expect("the scene is there");
    session.scene() == Some(id)
        && session.stage_id() == wanted.stage
        && Some(app.picture().lens) == Lens::named(&wanted.lens)
}

fn changes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("longest frame");
    group.sample_size(10);
    for size in [200, 2000] {
        let mut window = Window::new(&presented(size), App::with_threads);
        longest(&mut window, key(Key::F5, Modifiers::NONE), |app| shows(app, 0));
        let mut scene = 0;
        let mut step = |window: &mut Window, forward: bool| {
            scene = if forward { scene + 1 } else { scene - 1 };
            let go = if forward { Key::PageDown } else { Key::PageUp };
            longest(window, key(go, Modifiers::NONE), |app| shows(app, scene))
        };
        // Lenses of one stage, there and back.
        let mut number = 0_u64;
        group.bench_function(BenchmarkId::new("to another lens", size), |bench| {
            bench.iter_custom(|times| {
                (0..times)
                    .map(|_| {
                        number += 1;
                        step(&mut window, number % 4 == 1 || number % 4 == 2)
                    })
                    .sum()
            });
        });
        // To the last scene of the first stage, and from there to the other stage and back.
        while number % 4 != 2 {
            number += 1;
            step(&mut window, number % 4 == 1 || number % 4 == 2);
        }
        let mut forward = false;
        group.bench_function(BenchmarkId::new("to another stage", size), |bench| {
            bench.iter_custom(|times| {
                (0..times)
                    .map(|_| {
                        forward = !forward;
                        step(&mut window, forward)
                    })
                    .sum()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, changes);
criterion_main!(benches);
