//! Round the table: a map drawn and filled by asking, person by person.

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use fulcrum::model::{Chart, FlowKind, PositionId};

use crate::person::{Window, chord, key, letters, press, session, window};

/// Counts what is pressed, each letter and each Enter.
struct Counted {
    window: Window,
    keys: usize,
}

impl Counted {
    fn say(&mut self, said: &str) {
        if !said.is_empty() {
            letters(&mut self.window, said);
        }
        key(&mut self.window, Key::Enter);
        self.keys += said.chars().count() + 1;
    }
}

fn empty_map() -> Counted {
    let mut window = window(vec2(1280.0, 800.0));
    press(&mut window, "Empty map");
    Counted { window, keys: 0 }
}

fn ask(counted: &mut Counted, question: &str) {
    key(&mut counted.window, Key::F4);
    press(&mut counted.window, question);
    counted.keys += 2;
}

fn position(window: &Window, title: &str) -> PositionId {
    let stage = session(window).shown_stage();
    stage.positions().iter().find(|(_, it)| it.title == title).expect("it is on the map").0
}

const TEAM: [(&str, &[&str]); 4] = [
    ("Director", &["Head of A", "Head of B", "Head of C"]),
    ("Head of A", &["Analyst", "Engineer", "Chemist"]),
    ("Head of B", &["Planner", "Surveyor"]),
    ("Head of C", &["Designer", "Builder", "Painter"]),
];

fn drawn() -> Counted {
    let mut counted = empty_map();
    ask(&mut counted, "Who reports to whom");
    counted.say("Director");
    for (_, reports) in TEAM {
        for report in reports {
            counted.say(report);
        }
        counted.say("");
    }
    counted
}

#[test]
fn twelve_positions_are_drawn_by_asking_in_180_keystrokes_or_fewer() {
    let counted = drawn();
    let stage = session(&counted.window).shown_stage();
    assert_eq!(stage.positions().len(), 12);
    let chart = Chart::of(stage);
    for (head, reports) in TEAM {
        let head = position(&counted.window, head);
        for report in reports {
            let superior = chart.solid_superior(position(&counted.window, report));
            assert_eq!(superior, Some(head), "{report}");
        }
    }
    assert!(counted.keys <= 180, "{} keystrokes", counted.keys);
}

#[test]
fn whoever_asks_nobody_has_answered_and_is_not_asked_again() {
    let mut counted = drawn();
    press(&mut counted.window, "End");
    ask(&mut counted, "Whom do you ask before you decide");
    let window = &counted.window;
    assert!(window.query_all_by_label_contains("Whom does Director ask").next().is_some());
    counted.say("ana");
    counted.say("bui");
    counted.say("");
    let asks = |window: &Window, from: &str| -> Vec<PositionId> {
        let from = position(window, from);
        let flows = session(window).shown_stage().flows().iter();
        flows
            .filter(|(_, it)| it.from == from && it.kind == FlowKind::Consult)
            .map(|(_, it)| it.to)
            .collect()
    };
    let both = ["Analyst", "Builder"].map(|title| position(&counted.window, title));
    assert_eq!(asks(&counted.window, "Director"), both);
    assert_eq!(session(&counted.window).table_progress(), (1, 12));
    counted.say("");
    let answered = |window: &Window, title: &str| {
        let id = position(window, title);
        session(window).shown_stage().positions().get(id).unwrap().answered_nobody
    };
    assert!(answered(&counted.window, "Head of A") && !answered(&counted.window, "Director"));
    assert_eq!(session(&counted.window).table_progress(), (2, 12));
    counted.say("zebra");
    assert!(counted.window.query_by_label_contains("Nobody here is called").is_some());
}

#[test]
fn rights_are_asked_domain_by_domain() {
    let mut counted = drawn();
    press(&mut counted.window, "End");
    use fulcrum::model::Domain;
    use fulcrum::session::{Action, TableAction, TableQuestion};
    let domain = Domain::new("tariffs").unwrap();
    let ctx = counted.window.ctx.clone();
    let begin = Action::Table(TableAction::Begin(TableQuestion::Rights(domain.clone())));
    counted.window.state_mut().as_mut().unwrap().perform(begin, &ctx);
    counted.window.run_steps(4);
    counted.say("3");
    counted.say("9");
    let right = |title: &str| {
        let id = position(&counted.window, title);
        let stage = session(&counted.window).shown_stage();
        stage.positions().get(id).unwrap().rights.get(&domain).map(|right| right.weight())
    };
    assert_eq!(right("Director"), Some(3.0));
    assert_eq!(right("Head of A"), None, "9 is no right");
}

#[test]
fn what_is_asked_is_chosen_from_the_keyboard() {
    let mut window = window(vec2(1280.0, 800.0));
    chord(&mut window, Modifiers::COMMAND, Key::N);
    key(&mut window, Key::F4);
    key(&mut window, Key::Enter);
    assert_eq!(session(&window).table_words().as_deref(), Some("Who is at the top?"));
    letters(&mut window, "Chair");
    key(&mut window, Key::Enter);
    key(&mut window, Key::Escape);
    assert!(session(&window).round_table().is_none(), "Esc ends it");
    key(&mut window, Key::F4);
    key(&mut window, Key::Tab);
    key(&mut window, Key::Enter);
    let words = session(&window).table_words();
    assert_eq!(words.as_deref(), Some("Whom does Chair ask before deciding?"));
}
