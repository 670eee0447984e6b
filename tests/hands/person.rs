//! A person before the window.

use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Vec2, vec2};
use egui_kittest::kittest::Queryable;
use fulcrum::gui::App;
use fulcrum::model::{Chart, FlowKind, PositionId, Stage};
use fulcrum::quantity::MapPoint;
use fulcrum::session::Session;
use fulcrum::storage::write_orgmap;

use crate::window::{Window, window};

/// A window and how often a key was struck in it.
pub(crate) struct Person {
    pub(crate) harness: Window,
    pub(crate) strokes: usize,
}

pub(crate) const ALT_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::ALT };
pub(crate) const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

impl Person {
    /// Before the welcome page.
    pub(crate) fn new() -> Self {
        Self::in_window(vec2(1280.0, 800.0))
    }

    /// Before the welcome page in a window of this size.
    pub(crate) fn in_window(size: Vec2) -> Self {
        Self { harness: window(size), strokes: 0 }
    }

    /// With an empty map open.
    pub(crate) fn with_empty_map() -> Self {
        let mut person = Self::new();
        person.hold(Modifiers::COMMAND, Key::N);
        person
    }

    /// With an example open.
    pub(crate) fn with_example(number: usize) -> Self {
        let mut person = Self::new();
        person.press(fulcrum::session::EXAMPLES[number].title);
        person
    }

    pub(crate) fn session(&self) -> &Session {
        self.harness.state().as_ref().expect("the window was started").session()
    }

    pub(crate) fn app(&self) -> &App {
        self.harness.state().as_ref().expect("the window was started")
    }

    pub(crate) fn stage(&self) -> &Stage {
        self.session().shown_stage()
    }

    /// The map as it would be saved.
    pub(crate) fn bytes(&self) -> String {
        write_orgmap(self.session().map())
    }

    /// Says where the map differs from what it was.
    pub(crate) fn is_as(&self, before: &str) {
        let now = self.bytes();
        let lines = now.lines().zip(before.lines()).enumerate();
        let other = lines.into_iter().find(|(_, (now, before))| now != before);
        assert!(other.is_none() && now.len() == before.len(), "{other:?}");
    }

    /// Strikes a key.
    pub(crate) fn key(&mut self, key: Key) {
        self.hold(Modifiers::NONE, key);
    }

    /// Strikes a key while others are held.
    pub(crate) fn hold(&mut self, modifiers: Modifiers, key: Key) {
        for event in strike(key, modifiers, None) {
            self.harness.event(event);
        }
        self.strokes += 1;
        self.harness.run_steps(4);
    }

    /// Types a letter that is a command or part of a name.
    pub(crate) fn letter(&mut self, letter: char) {
        for event in letter_events(letter) {
            self.harness.event(event);
        }
        self.strokes += 1;
        self.harness.run_steps(1);
    }

    /// Types a name.
    pub(crate) fn word(&mut self, word: &str) {
        word.chars().for_each(|letter| self.letter(letter));
    }

    /// Types into a field that is open, all at once, and takes it.
    pub(crate) fn line(&mut self, text: &str) {
        self.harness.event(Event::Text(text.into()));
        self.harness.run_steps(2);
        self.key(Key::Enter);
    }

    /// Everything at once, as when the machine is slow: all of it arrives in one frame.
    pub(crate) fn burst(&mut self, events: Vec<Event>) {
        self.harness.input_mut().events.extend(events);
        self.harness.run_steps(60);
    }

    /// Presses the button of a name; the topmost, where several have it.
    pub(crate) fn press(&mut self, label: &str) {
        let found = self.harness.query_all_by_label(label);
        let topmost = found.min_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
        topmost.unwrap_or_else(|| panic!("{label} is not there")).click();
        self.harness.run_steps(4);
    }

    /// Goes away from where the last press was, for long enough that two do not make a double
    /// click.
    pub(crate) fn rest(&mut self) {
        self.harness.run_steps(45);
    }

    pub(crate) fn place(&self, label: &str) -> Pos2 {
        let found = self.find(label);
        let node = self.app().picture().node(found).expect("it is drawn");
        self.app().on_screen(node.center).expect("the canvas was shown")
    }

    /// Where the handle of a position is, from which a line or flow is drawn: at the lower right
    /// of its box.
    pub(crate) fn handle(&self, label: &str) -> Pos2 {
        let found = self.find(label);
        let node = self.app().picture().node(found).expect("it is drawn");
        let (center, size) = (node.center, node.size);
        let corner = MapPoint::new(center.x + size.width * 0.5, center.y + size.height * 0.5);
        self.app().on_screen(corner).expect("the canvas was shown") + vec2(3.0, 3.0)
    }

    pub(crate) fn button(&mut self, at: Pos2, pressed: bool, modifiers: Modifiers) {
        let button = PointerButton::Primary;
        self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        self.harness.run_steps(1);
    }

    /// Presses at one place and lets go at another.
    pub(crate) fn drag(&mut self, from: Pos2, to: Pos2, held: Modifiers) {
        self.drag_and_stay(from, to, held, 1);
    }

    /// The same, and stays for so many frames before it lets go.
    pub(crate) fn drag_and_stay(&mut self, from: Pos2, to: Pos2, held: Modifiers, frames: usize) {
        self.harness.event(Event::PointerMoved(from));
        self.harness.run_steps(2);
        self.harness.event(Event::ModifiersChanged(held));
        self.button(from, true, held);
        for step in 1..=6 {
            self.harness.event(Event::PointerMoved(from + (to - from) * (step as f32 / 6.0)));
            self.harness.run_steps(1);
        }
        self.harness.run_steps(frames);
        self.button(to, false, held);
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.harness.run_steps(4);
    }

    /// Draws a line round something with Alt held.
    pub(crate) fn lasso(&mut self, way: &[Pos2]) {
        let first = way[0];
        self.harness.event(Event::PointerMoved(first));
        self.harness.run_steps(2);
        self.harness.event(Event::ModifiersChanged(Modifiers::ALT));
        self.button(first, true, Modifiers::ALT);
        for at in way {
            self.harness.event(Event::PointerMoved(*at));
            self.harness.run_steps(2);
        }
        self.button(way[way.len() - 1], false, Modifiers::ALT);
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.harness.run_steps(4);
    }

    /// Where the map is drawn.
    pub(crate) fn canvas(&self) -> Rect {
        self.app().canvas_rect().expect("the canvas was shown")
    }

    pub(crate) fn click(&mut self, at: Pos2, held: Modifiers) {
        self.rest();
        self.harness.event(Event::PointerMoved(at));
        self.harness.run_steps(2);
        self.harness.event(Event::ModifiersChanged(held));
        self.button(at, true, held);
        self.button(at, false, held);
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.harness.run_steps(3);
    }

    pub(crate) fn double_click(&mut self, at: Pos2) {
        self.click(at, Modifiers::NONE);
        self.button(at, true, Modifiers::NONE);
        self.button(at, false, Modifiers::NONE);
        self.harness.run_steps(4);
    }

    /// The position of this title.
    pub(crate) fn find(&self, title: &str) -> PositionId {
        let found = self.stage().positions().iter().find(|(_, it)| it.title == title);
        found.unwrap_or_else(|| panic!("{title} is not on the map")).0
    }

    pub(crate) fn title(&self, id: PositionId) -> String {
        self.stage().positions().get(id).expect("it is on the map").title.to_string()
    }

    /// The title of whom a position reports to.
    pub(crate) fn superior(&self, title: &str) -> Option<String> {
        let chart = Chart::of(self.stage());
        chart.solid_superior(self.find(title)).map(|id| self.title(id))
    }

    /// The flows by the titles of their ends, in order.
    pub(crate) fn flows(&self) -> Vec<(String, FlowKind, String)> {
        let flows = self.stage().flows().iter();
        flows.map(|(_, f)| (self.title(f.from), f.kind.clone(), self.title(f.to))).collect()
    }
}

/// The events of one strike.
pub(crate) fn strike(key: Key, modifiers: Modifiers, text: Option<char>) -> Vec<Event> {
    let press =
        |pressed| Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers };
    let text = text.map(|letter| Event::Text(letter.to_string()));
    [Some(press(true)), text, Some(press(false))].into_iter().flatten().collect()
}

/// The events of a letter.
pub(crate) fn letter_events(letter: char) -> Vec<Event> {
    let name = letter.to_uppercase().to_string();
    let key = Key::from_name(&name).unwrap_or(Key::Space);
    let held = if letter.is_uppercase() { Modifiers::SHIFT } else { Modifiers::NONE };
    strike(key, held, Some(letter))
}

impl Person {
    /// The name of what has the keyboard, as a screen reader would say it.
    pub(crate) fn focused_name(&self) -> Option<String> {
        use egui_kittest::kittest::NodeT;
        let found = self.harness.root().children_recursive().find(egui_kittest::Node::is_focused);
        found.and_then(|node| node.accesskit_node().label())
    }

    /// Types a path; signs that have no key of their own come as text.
    pub(crate) fn type_path(&mut self, path: &std::path::Path) {
        self.harness.event(Event::Text(path.display().to_string()));
        self.harness.run_steps(2);
    }
}
