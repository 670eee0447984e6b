//! Every command of the table, from the palette: on a map where it applies, and on one where it
//! does not.

use eframe::egui::accesskit::Toggled;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use fulcrum::gui::key_document;
use fulcrum::quantity::MapPoint;
use fulcrum::session::Item;

use crate::person::Person;

/// The names of all commands, from the document that is generated from the table.
fn all_commands() -> Vec<String> {
    let document = key_document();
    let (commands, _) = document.split_once("## While typing").unwrap();
    let rows = commands.lines().filter(|line| line.starts_with("| "));
    let names = rows.filter_map(|line| line.split('|').nth(1)).map(|name| name.trim().to_owned());
    names.filter(|name| name != "command").collect()
}

/// A chair with a cook and a clerk, who asks the cook and has a temp; the cook is in a unit.
fn kitchen() -> Person {
    let mut person = Person::with_empty_map();
    person.letter('p');
    person.word("Chair");
    person.key(Key::Tab);
    person.word("Cook");
    person.key(Key::Enter);
    person.hold(Modifiers::COMMAND, Key::G);
    person.word("Kitchen");
    person.key(Key::Enter);
    person.key(Key::Enter);
    person.word("Clerk");
    person.key(Key::Tab);
    person.word("Temp");
    person.key(Key::Enter);
    person.key(Key::ArrowUp);
    person.letter('c');
    person.word("coo");
    person.key(Key::Enter);
    person
}

/// Everything that a command could change, as text.
fn all_of(person: &Person) -> String {
    let session = person.session();
    let labels: Vec<String> = person
        .harness
        .root()
        .children_recursive()
        .filter_map(|node| {
            let node = node.accesskit_node();
            Some(format!("{} {:?}", node.label().or(node.value())?, node.toggled()))
        })
        .collect();
    format!(
        "{} {:?} {:?} {:?} {:?} {:?} {:?} {} {}",
        person.bytes(),
        session.selection(),
        session.lens(),
        session.tool(),
        session.renaming(),
        session.naming_unit(),
        session.focused(),
        person.app().window_state(),
        labels.join("\n"),
    )
}

/// Runs a command by its name from the palette; false when the palette does not offer it first.
fn run(person: &mut Person, name: &str) -> bool {
    person.hold(Modifiers::COMMAND, Key::K);
    person.harness.event(Event::Text(name.into()));
    person.harness.run_steps(3);
    let is_offered = |person: &Person| {
        let mut rows = person.harness.query_all_by_label(name);
        rows.any(|node| node.accesskit_node().toggled() == Some(Toggled::True))
    };
    let offered = is_offered(person);
    person.key(Key::Enter);
    person.harness.run_steps(3);
    offered
}

fn select(person: &mut Person, title: &str) {
    person.hold(Modifiers::COMMAND, Key::F);
    person.harness.event(Event::Text(title.into()));
    person.harness.run_steps(2);
    person.key(Key::Enter);
}

/// Selects the line or flow of this description by a click where nothing lies above it.
fn select_arc(person: &mut Person, said: &str) {
    let picture = person.app().picture();
    let arc = picture.arcs.iter().find(|arc| arc.description.contains(said)).expect("it is drawn");
    let (wanted, path) = (Item::Arc(arc.id), arc.path.clone());
    let middles = path
        .windows(2)
        .map(|pair| MapPoint::new((pair[0].x + pair[1].x) / 2.0, (pair[0].y + pair[1].y) / 2.0));
    let middles: Vec<MapPoint> = middles.collect();
    for middle in middles.into_iter().rev() {
        let at = person.app().on_screen(middle).unwrap();
        person.click(at, Modifiers::NONE);
        if person.session().selection().single() == Some(wanted) {
            return;
        }
        person.key(Key::Escape);
    }
    panic!("no part of {said} can be pressed");
}

/// Brings the map into a state where a command applies and would change something.
fn prepare(person: &mut Person, name: &str) {
    match name {
        "Redo" => person.hold(Modifiers::COMMAND, Key::Z),
        "Paste" => person.hold(Modifiers::COMMAND, Key::C),
        "Later among colleagues" => select(person, "Cook"),
        "Somebody holds it" => {
            run(person, "Make vacant");
        }
        "Select" => person.letter('c'),
        "Fold the unit" | "Name the unit" | "Dissolve the unit" => select(person, "Cook"),
        "Unfold all units" => {
            select(person, "Cook");
            run(person, "Fold the unit");
        }
        "Unfold one level" => person.hold(Modifiers::ALT, Key::PageUp),
        "Go to the colleague after" => select(person, "Cook"),
        "Tidy all" | "Tidy the branch" => person.hold(Modifiers::ALT, Key::ArrowRight),
        "Chart downwards" => {
            run(person, "Compact chart");
        }
        "Align in a row" | "Align in a column" => {
            person.hold(Modifiers::COMMAND, Key::A);
        }
        "Structure" => person.key(Key::Num2),
        "Show the whole map" | "Full size (100 %)" => {
            person.hold(Modifiers::COMMAND, Key::Equals);
            person.hold(Modifiers::COMMAND, Key::Equals);
        }
        "Widen the focus" | "Narrow the focus" => {
            person.letter('f');
            if name == "Narrow the focus" {
                person.key(Key::Equals);
            }
        }
        "Light theme" => {
            run(person, "Dark theme");
        }
        _ => {}
    }
    let of_a_flow = name.contains("flow") || name.starts_with("Frequency");
    if of_a_flow || name == "Turn the arrow round" {
        select_arc(person, "consults");
        if name == "Make it a consult flow" {
            run(person, "Make it an inform flow");
        }
        if name.starts_with("Frequency 1") {
            run(person, "Frequency 3");
        }
    }
    if name.starts_with("Make the line") {
        select_arc(person, "Temp reports to");
        if name.ends_with("solid") {
            run(person, "Make the line dotted");
        }
    }
    person.rest();
}

/// The commands that always apply.
const ALWAYS: [&str; 18] = [
    "New map",
    "Open…",
    "Import a list or network…",
    "Settings…",
    "Recover lost maps…",
    "Quit",
    "Keep what was placed by hand",
    "Light theme",
    "Dark theme",
    "Projector theme",
    "Larger type",
    "Smaller type",
    "All commands…",
    "Keys",
    "Help",
    "Tour of two minutes",
    // On the welcome page only the following do not.
    "Paste",
    "Select",
];

#[test]
fn every_command_is_in_the_palette_and_does_something_where_it_applies() {
    let mut still = Vec::new();
    for name in all_commands() {
        let mut person = kitchen();
        prepare(&mut person, &name);
        let before = all_of(&person);
        assert!(run(&mut person, &name), "{name} is not offered first by the palette");
        if all_of(&person) == before {
            still.push(name);
        }
    }
    assert!(still.is_empty(), "these did nothing: {still:?}");
}

#[test]
fn a_command_that_does_not_apply_says_why_and_does_nothing() {
    for name in all_commands() {
        if ALWAYS.contains(&name.as_str()) {
            continue;
        }
        // On the welcome page nothing of a map applies.
        let mut person = Person::new();
        let before = all_of(&person);
        run(&mut person, &name);
        assert!(
            person.harness.query_all_by_label("Open a map first").next().is_some(),
            "{name} says why it cannot be done"
        );
        person.key(Key::Escape);
        person.harness.run_steps(3);
        assert_eq!(all_of(&person), before, "{name} did something");
    }
}

#[test]
fn with_nothing_selected_commands_about_the_selection_say_so() {
    let about_selection = [
        ("Remove", "Select something first"),
        ("Rename", "Select one position first"),
        ("Make a unit", "Select a position first"),
        ("Turn the arrow round", "Select a flow or a reporting line first"),
        ("Frequency 4", "Select a flow first"),
        ("Make the line dotted", "Select a reporting line first"),
        ("Fold the unit", "Select a unit, or a position in one"),
        ("Select the reports", "Select a position that others report to"),
        ("Align in a row", "Select several positions first"),
        ("Tidy all", "Nothing was placed by hand; the layout is tidy"),
        ("Widen the focus", "Focus on a position first"),
        ("Unfold all units", "No unit is folded"),
    ];
    let mut person = kitchen();
    person.key(Key::Escape);
    assert!(person.session().selection().is_empty());
    let before = person.bytes();
    for (name, why) in about_selection {
        run(&mut person, name);
        let told = person.harness.query_all_by_label(why).next().is_some();
        assert!(told, "{name} says: {why}");
        person.key(Key::Escape);
    }
    person.is_as(&before);
}

#[test]
fn the_list_of_keys_in_the_documents_is_the_table() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gui/KEYS.md");
    let generated = key_document();
    if std::env::var_os("FULCRUM_WRITE_DOCUMENTS").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(
        written == generated,
        "KEYS.md is not what the table says; FULCRUM_WRITE_DOCUMENTS=1 cargo test --test hands \
         writes it anew"
    );
}

/// The edit that moves the centre most, as the list names it.
fn best_edit(person: &Person) -> String {
    let fulcrum::session::Trials::Ready { what_if, .. } = person.session().trials() else {
        panic!("nothing is worked out");
    };
    let name = |moved: &fulcrum::analysis::Moved| {
        fulcrum::wording::trial_words(person.stage(), &moved.edit)
    };
    let mut rows: Vec<(f64, String)> =
        what_if.edits.iter().map(|moved| (moved.top_heaviness.abs(), name(moved))).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    rows.swap_remove(0).1
}

#[test]
fn a_single_edit_is_tried_and_dropped_without_a_trace_or_kept() {
    let mut person = Person::with_example(0);
    let before = person.bytes();
    let press = |person: &mut Person, label: &str| {
        person.harness.get_all_by_label(label).next().unwrap().scroll_to_me();
        person.harness.run_steps(3);
        person.press(label);
    };
    press(&mut person, "Tab What if");
    press(&mut person, "Try every single edit");
    assert!(person.session().trials_are_fresh());
    let best = best_edit(&person);
    press(&mut person, &best);
    let trial = person.session().trial().expect("something is on trial").words.clone();
    assert!(person.bytes() != before, "{trial}");
    person.press("Drop it");
    person.is_as(&before);
    assert!(person.session().trial().is_none());
    press(&mut person, &best);
    person.press("Keep it");
    assert!(person.session().trial().is_none());
    assert_eq!(person.session().undo_label(), Some(trial.as_str()));
    assert!(!person.session().trials_are_fresh(), "they are about the map before");
}
