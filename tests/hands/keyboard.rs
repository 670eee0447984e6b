use eframe::egui::{Key, Modifiers};
use fulcrum::model::FlowKind;

use crate::person::{ALT_SHIFT, Person, letter_events, strike};

/// Twelve positions in three branches, from the keyboard alone.
fn draw_twelve(person: &mut Person) {
    person.letter('p');
    person.word("Director");
    person.key(Key::Tab);
    for (number, (head, reports)) in BRANCHES.iter().enumerate() {
        if number > 0 {
            person.key(Key::ArrowUp);
            person.key(Key::Enter);
        }
        person.word(head);
        person.key(Key::Tab);
        for (number, report) in reports.iter().enumerate() {
            if number > 0 {
                person.key(Key::Enter);
            }
            person.word(report);
            person.key(Key::Enter);
        }
    }
}

const BRANCHES: [(&str, &[&str]); 3] = [
    ("Research", &["Chemists", "Analysts", "Planners"]),
    ("Workshop", &["Machines", "Assembly", "Foundries"]),
    ("Accounts", &["Purchase", "Payrolls"]),
];

/// A unit of the branch below the selected position.
fn make_unit(person: &mut Person, name: &str) {
    person.hold(ALT_SHIFT, Key::T);
    person.hold(Modifiers::COMMAND, Key::G);
    person.word(name);
    person.key(Key::Enter);
}

fn flow(person: &mut Person, kind: char, letters: &str) {
    person.letter(kind);
    person.word(letters);
    person.key(Key::Enter);
}

#[test]
fn twelve_positions_two_units_and_eight_flows_take_few_keystrokes() {
    let mut person = Person::with_empty_map();
    draw_twelve(&mut person);
    person.key(Key::ArrowUp);
    person.key(Key::ArrowLeft);
    person.key(Key::ArrowLeft);
    make_unit(&mut person, "Sciences");
    person.key(Key::ArrowRight);
    make_unit(&mut person, "Factory");
    person.key(Key::ArrowLeft);
    flow(&mut person, 'c', "m");
    flow(&mut person, 'c', "w");
    person.key(Key::ArrowUp);
    flow(&mut person, 'i', "w");
    flow(&mut person, 'i', "ac");
    flow(&mut person, 'n', "r");
    person.key(Key::ArrowDown);
    person.key(Key::ArrowDown);
    flow(&mut person, 'c', "pl");
    person.key(Key::ArrowRight);
    flow(&mut person, 'c', "ch");
    person.key(Key::ArrowRight);
    flow(&mut person, 'n', "d");

    let stage = person.stage();
    assert_eq!(stage.positions().len(), 12);
    for (head, reports) in BRANCHES {
        assert_eq!(person.superior(head).as_deref(), Some("Director"));
        for report in reports {
            assert_eq!(person.superior(report).as_deref(), Some(head));
        }
    }
    let wanted = [
        ("Research", FlowKind::Consult, "Machines"),
        ("Research", FlowKind::Consult, "Workshop"),
        ("Director", FlowKind::Instruct, "Workshop"),
        ("Director", FlowKind::Instruct, "Accounts"),
        ("Director", FlowKind::Inform, "Research"),
        ("Chemists", FlowKind::Consult, "Planners"),
        ("Analysts", FlowKind::Consult, "Chemists"),
        ("Planners", FlowKind::Inform, "Director"),
    ];
    let wanted = wanted.map(|(from, kind, to)| (from.to_owned(), kind, to.to_owned()));
    assert_eq!(person.flows(), wanted);
    let units: Vec<(String, usize)> = stage
        .units()
        .iter()
        .map(|(id, unit)| {
            let members = stage.positions().iter().filter(|(_, it)| it.unit == Some(id));
            (unit.name.clone(), members.count())
        })
        .collect();
    assert_eq!(units, [("Sciences".to_owned(), 4), ("Factory".to_owned(), 4)]);
    let letters: usize = BRANCHES
        .iter()
        .map(|(head, reports)| head.len() + reports.iter().map(|it| it.len()).sum::<usize>())
        .sum();
    let average = (letters + "Director".len()) as f64 / 12.0;
    assert!(average >= 8.0, "names have {average} letters on average");
    println!("twelve positions, two units, eight flows: {} keystrokes", person.strokes);
    assert!(person.strokes <= 235, "{} keystrokes", person.strokes);
}

#[test]
fn every_step_of_a_drawing_is_undone_to_the_same_bytes() {
    let mut person = Person::with_empty_map();
    let empty = person.bytes();
    draw_twelve(&mut person);
    while person.session().undo_label().is_some() {
        person.hold(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(person.bytes().replace(char::is_whitespace, ""), {
        empty.replace(char::is_whitespace, "")
    });
    assert!(person.stage().positions().is_empty());
}

#[test]
fn nothing_is_lost_when_all_keys_arrive_in_one_frame() {
    let mut person = Person::with_empty_map();
    let mut events = letter_events('p');
    let mut word = |word: &str, key: Key| {
        events.extend(word.chars().flat_map(letter_events));
        events.extend(strike(key, Modifiers::NONE, None));
    };
    word("Chair", Key::Tab);
    word("Cook", Key::Enter);
    word("", Key::Enter);
    word("Clerk", Key::Enter);
    // An armed flow, its target and Enter, all in the same frame too.
    events.extend(letter_events('c'));
    events.extend(letter_events('h'));
    events.extend(strike(Key::Backspace, Modifiers::NONE, None));
    events.extend("ch".chars().flat_map(letter_events));
    events.extend(strike(Key::Enter, Modifiers::NONE, None));
    person.burst(events);
    let titles: Vec<String> =
        person.stage().positions().iter().map(|(_, it)| it.title.to_string()).collect();
    assert_eq!(titles, ["Chair", "Cook", "Clerk"]);
    assert_eq!(person.superior("Clerk").as_deref(), Some("Chair"));
    assert_eq!(person.flows(), [("Clerk".into(), FlowKind::Consult, "Chair".into())]);
}

#[test]
fn enter_on_an_empty_name_drops_it_and_steps_up() {
    let mut person = Person::with_empty_map();
    person.letter('p');
    person.word("Chair");
    person.key(Key::Tab);
    person.word("Cook");
    person.key(Key::Enter);
    person.key(Key::Enter);
    person.key(Key::Enter);
    assert_eq!(person.stage().positions().len(), 2);
    let selected = person.session().selection().positions();
    assert_eq!(selected, [person.find("Chair")]);
    assert_eq!(person.session().renaming(), None);
}

#[test]
fn escape_gives_back_the_old_name_and_takes_back_a_new_position() {
    let mut person = Person::with_empty_map();
    person.letter('p');
    person.word("Chair");
    person.key(Key::Enter);
    person.key(Key::F2);
    person.word("man");
    person.key(Key::Escape);
    assert_eq!(person.title(person.find("Chair")), "Chair");
    person.key(Key::Tab);
    person.word("Cook");
    person.key(Key::Escape);
    assert_eq!(person.stage().positions().len(), 1);
}

#[test]
fn positions_grow_in_every_direction() {
    let mut person = Person::with_empty_map();
    person.letter('p');
    person.word("Middle");
    person.key(Key::Enter);
    for (held, key, name) in [
        (Modifiers::COMMAND, Key::ArrowDown, "Below"),
        (Modifiers::COMMAND, Key::ArrowRight, "Right"),
        (Modifiers::COMMAND, Key::ArrowLeft, "Left"),
        (Modifiers::SHIFT, Key::Tab, "Between"),
    ] {
        person.hold(held, key);
        person.word(name);
        person.key(Key::Enter);
    }
    // Left stands beside Right, and Between came above Left.
    assert_eq!(person.superior("Below").as_deref(), Some("Middle"));
    assert_eq!(person.superior("Right").as_deref(), Some("Middle"));
    assert_eq!(person.superior("Left").as_deref(), Some("Between"));
    assert_eq!(person.superior("Between").as_deref(), Some("Middle"));
    let x = |title: &str| person.place(title).x;
    assert!(x("Between") < x("Right"), "left of Right");
}

#[test]
fn escape_leaves_one_layer_at_a_time() {
    let mut person = Person::with_example(0);
    person.key(Key::ArrowDown);
    person.letter('f');
    assert!(person.session().focused().is_some());
    person.letter('c');
    person.letter('x');
    person.key(Key::Escape);
    assert_eq!(person.session().aiming().typed, "");
    assert_eq!(person.session().tool(), fulcrum::session::Tool::Consult);
    person.key(Key::Escape);
    assert_eq!(person.session().tool(), fulcrum::session::Tool::Select);
    assert!(!person.session().selection().is_empty());
    person.key(Key::Escape);
    assert!(person.session().selection().is_empty());
    assert!(person.session().focused().is_some());
    person.key(Key::Escape);
    assert!(person.session().focused().is_none());
}

#[test]
fn with_the_mouse_unplugged_a_superior_is_changed_a_gap_read_and_the_map_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut person = Person::new();
    // The examples are reached by Tab and pressed with Space, as any button is.
    let wanted = fulcrum::session::EXAMPLES[1].title;
    let mut reached = false;
    for _ in 0..40 {
        person.key(Key::Tab);
        if person.focused_name().is_some_and(|name| name.contains(wanted)) {
            reached = true;
            break;
        }
    }
    assert!(reached, "the example is reached by Tab");
    person.key(Key::Space);
    assert!(person.stage().positions().len() > 10);

    person.hold(Modifiers::COMMAND, Key::F);
    person.word("Librarian");
    person.key(Key::Enter);
    assert_eq!(person.session().selection().positions(), [person.find("Librarian")]);
    // Whoever reports to somebody gets another superior by drawing the line anew: the old one
    // is let go first.
    person.hold(Modifiers::COMMAND, Key::K);
    person.word("report to nobody");
    person.key(Key::Enter);
    assert_eq!(person.superior("Librarian"), None);
    person.letter('r');
    person.word("Deputy, w");
    person.key(Key::Enter);
    assert_eq!(person.superior("Librarian").as_deref(), Some("Deputy, welfare"));

    // Its gap stands in what a screen reader says of it.
    let librarian = person.find("Librarian");
    let said = person.app().picture().node(librarian).unwrap().description.clone();
    assert!(said.contains("than it"), "{said}");

    let path = folder.path().join("school.orgmap");
    person.hold(Modifiers::COMMAND, Key::S);
    person.harness.run_steps(4);
    person.hold(Modifiers::COMMAND, Key::A);
    person.type_path(&path);
    person.key(Key::Enter);
    let saved = fulcrum::storage::read(&path).unwrap();
    assert_eq!(saved.map.stages().count(), person.session().map().stages().count());
    assert!(person.session().is_saved());
}

#[test]
fn a_unit_is_made_and_named_in_one_step_and_whatever_is_selected_goes_in_one() {
    let mut person = Person::with_empty_map();
    draw_twelve(&mut person);
    let drawn = person.bytes();
    person.hold(Modifiers::COMMAND, Key::A);
    person.hold(Modifiers::COMMAND, Key::G);
    person.word("Everybody");
    person.key(Key::Enter);
    let unit = person.stage().units().iter().next().expect("it is made").1.name.clone();
    assert_eq!(unit, "Everybody");
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&drawn);
    // Given up, nothing is made.
    person.hold(Modifiers::COMMAND, Key::G);
    person.key(Key::Escape);
    person.is_as(&drawn);
    person.hold(Modifiers::COMMAND, Key::A);
    person.key(Key::Delete);
    assert!(person.stage().positions().is_empty() && person.stage().lines().is_empty());
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&drawn);
}
