//! A walk through a large map in the window, without a screen: after each step the longest frame of
//! the window's own thread until all is drawn, and in the end the memory. Others are not measured,
//! whatever they do; what draws the triangles is left out. Usage:
//!     cargo bench --bench walk [-- FILE.orgmap]
//! Without a file 100,000 made-up people are walked through.
#![cfg(feature = "gui")]
#![allow(clippy::expect_used, clippy::print_stdout, missing_docs, reason = "it says what it found")]

#[path = "support/organization.rs"]
mod organization;
#[path = "support/window.rs"]
mod window;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use eframe::egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, vec2};
use fulcrum::edit::{Command, LineCommand};
use fulcrum::gui::App;
use fulcrum::model::PositionId;
use fulcrum::session::{Action, FileAction, History};
use organization::Organization;
use window::{Window, own_time};

/// What is measured of a step.
struct Step {
    longest: Duration,
    frames: usize,
}

struct Walk {
    window: Window,
    step: Step,
}

impl Walk {
    fn frame(&mut self, events: Vec<Event>) {
        let begun = own_time();
        self.window.frame(events);
        let took = own_time() - begun;
        self.step.longest = self.step.longest.max(took);
        self.step.frames += 1;
    }

    fn perform(&mut self, action: impl Into<Action>) {
        let begun = own_time();
        self.window.perform(action.into());
        self.step.longest = self.step.longest.max(own_time() - begun);
    }

    /// Frames until nothing is drawn any more, for a minute at most.
    fn settle(&mut self) {
        const STILL: usize = 30;
        let until = Instant::now() + Duration::from_secs(90);
        let (mut drawings, mut still) = (self.window.app.drawings(), 0);
        let done =
            |app: &App, still| still >= STILL && app.is_drawn() && !app.picture().nodes.is_empty();
        while !done(&self.window.app, still) && Instant::now() < until {
            self.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(8));
            still = if self.window.app.drawings() == drawings { still + 1 } else { 0 };
            drawings = self.window.app.drawings();
        }
    }

    fn told(&mut self, what: &str) {
        self.settle();
        let Step { longest, frames } = self.step;
        let boxes = self.window.app.picture().nodes.len();
        let ms = longest.as_secs_f64() * 1e3;
        let zoom = self.window.app.zoom();
        println!(
            "{what:34} {ms:7.1} ms the longest of {frames} frames; {boxes} boxes at {zoom:.4}"
        );
        self.step = Step { longest: Duration::ZERO, frames: 0 };
    }

    fn key(&mut self, key: Key, modifiers: Modifiers) {
        for pressed in [true, false] {
            let physical_key = Some(key);
            self.frame(vec![Event::Key { key, physical_key, pressed, repeat: false, modifiers }]);
        }
    }

    fn letters(&mut self, text: &str) {
        for letter in text.chars() {
            self.frame(vec![Event::Text(letter.to_string())]);
        }
    }

    fn wheel(&mut self, at: Pos2, turn: f32, times: usize, modifiers: Modifiers) {
        for _ in 0..times {
            let wheel = Event::MouseWheel {
                unit: MouseWheelUnit::Line,
                delta: vec2(0.0, turn),
                phase: TouchPhase::Move,
                modifiers,
            };
            self.frame(vec![Event::PointerMoved(at), wheel]);
            std::thread::sleep(Duration::from_millis(8));
        }
    }

    fn button(&mut self, pos: Pos2, pressed: bool, modifiers: Modifiers) {
        let button = PointerButton::Primary;
        self.frame(vec![
            Event::PointerMoved(pos),
            Event::PointerButton { pos, button, pressed, modifiers },
        ]);
    }

    fn drag(&mut self, from: Pos2, to: Pos2, modifiers: Modifiers) {
        self.frame(vec![Event::PointerMoved(from)]);
        self.button(from, true, modifiers);
        for step in 1..=20 {
            let at = from + (to - from) * (step as f32 / 20.0);
            self.frame(vec![Event::PointerMoved(at)]);
            std::thread::sleep(Duration::from_millis(8));
        }
        self.button(to, false, modifiers);
    }

    fn selected(&self) -> usize {
        self.window.app.session().selection().len()
    }
}

fn memory() -> String {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let wanted = |line: &&str| line.starts_with("VmRSS") || line.starts_with("VmHWM");
    told.lines().filter(wanted).collect::<Vec<_>>().join(", ").replace('\t', " ")
}

fn main() {
    let named = std::env::args().skip(1).find(|it| !it.starts_with("--")).map(PathBuf::from);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("walk.orgmap");
    match named {
        Some(named) => std::fs::copy(named, &path).map(|_| ()).expect("the map is there"),
        None => {
            let map = Organization::of(100_000).map();
            fulcrum::storage::save(&map, &path).map(|_| ()).expect("the map is written");
        }
    }
    println!("before anything is open: {}", memory());
    let window = Window::empty(App::with_threads);
    let mut walk = Walk { window, step: Step { longest: Duration::ZERO, frames: 0 } };
    let middle = Pos2::new(500.0, 450.0);
    walk.perform(Action::File(FileAction::Open(path)));
    while walk.window.app.session().shown_stage().positions().len() < 2 {
        walk.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(8));
    }
    walk.told("open");
    println!("open and drawn: {}", memory());
    walk.wheel(middle, 1.0, 80, Modifiers::NONE);
    walk.told("zoom in");
    walk.wheel(middle, 1.0, 30, Modifiers::SHIFT);
    walk.told("pan");
    walk.wheel(middle, -1.0, 100, Modifiers::NONE);
    walk.told("zoom out");
    let last = walk.window.app.session().shown_stage().positions().iter().last();
    let name = last.map(|(_, position)| position.title.clone()).unwrap_or_default();
    walk.key(Key::F, Modifiers::CTRL | Modifiers::COMMAND);
    walk.frame(Vec::new());
    walk.letters(&name);
    walk.told("type a name into the search");
    walk.key(Key::Enter, Modifiers::NONE);
    walk.told("fly to it: the whole is drawn");
    println!("the whole drawn: {}", memory());
    let drawn = walk.window.app.picture().nodes.len();
    if drawn > 1_000 {
        whole(&mut walk, middle);
    }
    println!("in the end: {}", memory());
}

/// What is done with everybody drawn.
fn whole(walk: &mut Walk, middle: Pos2) {
    walk.wheel(middle, 1.0, 10, Modifiers::SHIFT);
    walk.told("pan near by");
    walk.frame(vec![Event::PointerMoved(middle + vec2(3.0, 3.0))]);
    walk.told("point at something");
    let (low, high) = (Pos2::new(60.0, 160.0), Pos2::new(1_000.0, 800.0));
    let mut tried = 0;
    while walk.selected() < 5_000 && tried < 40 {
        walk.wheel(middle, -1.0, 3, Modifiers::NONE);
        walk.drag(low, high, Modifiers::SHIFT);
        walk.told("zoom out and select in a box");
        println!("  {} selected", walk.selected());
        tried += 1;
    }
    walk.frame(vec![Event::PointerMoved(middle + vec2(5.0, 5.0))]);
    walk.told("move the pointer over them");
    let node = walk.window.app.session().selection().positions();
    let seen = |id: &PositionId| {
        let at = walk.window.app.picture().node(*id)?.center;
        let at = walk.window.app.on_screen(at)?;
        (at.x > 300.0 && at.x < 700.0 && at.y > 300.0 && at.y < 600.0).then_some(at)
    };
    if let Some(at) = node.iter().find_map(seen) {
        walk.drag(at, at + vec2(60.0, 40.0), Modifiers::NONE);
        walk.told("drag them");
        walk.perform(Action::History(History::Undo));
        walk.told("undo");
    }
    walk.key(Key::Escape, Modifiers::NONE);
    walk.key(Key::Escape, Modifiers::NONE);
    walk.told("leave the selection");
    let ids: Vec<PositionId> = walk.window.app.session().shown_stage().positions().ids().collect();
    let (positions, under) = (vec![ids[ids.len() - 1]], Some(ids[ids.len() / 2]));
    walk.perform(Command::Line(LineCommand::Reparent { positions, under }));
    walk.told("another superior");
    walk.perform(Action::History(History::Undo));
    walk.told("undo it");
    walk.perform(Action::File(FileAction::Save));
    walk.told("save");
}
