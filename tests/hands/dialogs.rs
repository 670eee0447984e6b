//! Every question in the window is answered by the keyboard alone: its usual answer has the
//! keyboard and is what Enter takes, Tab walks the others, and Esc leaves what lies on top.

use std::path::Path;

use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable;
use fulcrum::model::{FlowKind, GuessQuestion};
use fulcrum::session::{EXAMPLES, FileQuestion, TableQuestion};

use crate::person::Person;

/// The usual answer has the keyboard, Tab goes through the others in their order and back.
fn offers(person: &mut Person, usual: &str, others: &[&str]) {
    assert_eq!(person.focused_name().as_deref(), Some(usual), "it has the keyboard at once");
    for other in others {
        person.key(Key::Tab);
        assert_eq!(person.focused_name().as_deref(), Some(*other));
    }
    for _ in others {
        person.hold(Modifiers::SHIFT, Key::Tab);
    }
    assert_eq!(person.focused_name().as_deref(), Some(usual));
}

/// Draws one position of this name.
fn position(person: &mut Person, name: &str) {
    person.letter('p');
    person.word(name);
    person.key(Key::Enter);
}

/// Saves under a path that is typed.
fn save_as(person: &mut Person, path: &Path) {
    person.hold(crate::person::CTRL_SHIFT, Key::S);
    type_over(person, path);
}

/// Types a path in the place of the one that stands in the field, and takes it.
fn type_over(person: &mut Person, path: &Path) {
    person.harness.run_steps(4);
    person.hold(Modifiers::COMMAND, Key::A);
    person.type_path(path);
    person.key(Key::Enter);
    person.harness.run_steps(4);
}

fn asks_for_a_path(person: &Person) -> bool {
    person.harness.query_by_label("Path of the file").is_some()
}

fn has(person: &Person, label: &str) -> bool {
    person.harness.query_by_label(label).is_some()
}

fn beside(person: &mut Person) {
    person.click(Pos2::new(8.0, 400.0), Modifiers::NONE);
}

#[test]
fn what_is_not_saved_is_asked_about_and_enter_saves_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.orgmap");
    let mut person = Person::with_empty_map();
    position(&mut person, "Clerk");
    person.hold(Modifiers::COMMAND, Key::N);
    offers(&mut person, "Save", &["Don't save", "Cancel"]);
    beside(&mut person);
    assert!(person.session().leaving().is_some(), "a click beside it answers nothing");
    person.key(Key::Escape);
    assert!(person.session().leaving().is_none());
    assert_eq!(person.stage().positions().len(), 1, "Esc stays here");
    person.hold(Modifiers::COMMAND, Key::N);
    person.key(Key::Enter);
    assert!(asks_for_a_path(&person), "Enter saves, and asks where");
    type_over(&mut person, &path);
    let kept = fulcrum::storage::read(&path).unwrap().map;
    let titles = kept.stages().flat_map(|(_, stage)| stage.positions().iter());
    assert_eq!(titles.map(|(_, it)| it.title.clone()).collect::<Vec<_>>(), ["Clerk"]);
    assert!(person.stage().positions().is_empty(), "and what was asked for goes on");
}

#[test]
fn a_path_that_is_given_up_leaves_the_map_open() {
    let mut person = Person::with_empty_map();
    position(&mut person, "Clerk");
    person.hold(Modifiers::COMMAND, Key::N);
    person.key(Key::Enter);
    assert!(asks_for_a_path(&person));
    person.key(Key::Escape);
    assert!(!asks_for_a_path(&person));
    assert_eq!(person.stage().positions().len(), 1);
    person.harness.run_steps(6);
    assert_eq!(person.stage().positions().len(), 1);
}

#[test]
fn a_click_beside_a_path_does_not_throw_it_away() {
    let mut person = Person::with_empty_map();
    position(&mut person, "Clerk");
    person.hold(Modifiers::COMMAND, Key::S);
    person.harness.run_steps(4);
    person.hold(Modifiers::COMMAND, Key::A);
    person.type_path(Path::new("/half/a/path"));
    beside(&mut person);
    assert!(asks_for_a_path(&person));
    let field = person.harness.get_by_label("Path of the file");
    use egui_kittest::kittest::NodeT;
    assert_eq!(field.accesskit_node().value().as_deref(), Some("/half/a/path"));
    person.key(Key::Escape);
    assert!(!asks_for_a_path(&person));
}

#[test]
fn whoever_would_replace_a_file_is_asked_and_enter_takes_another_name() {
    let folder = tempfile::tempdir().unwrap();
    let (own, other) = (folder.path().join("own.orgmap"), folder.path().join("other.orgmap"));
    std::fs::write(&other, "not ours").unwrap();
    let mut person = Person::with_empty_map();
    position(&mut person, "Clerk");
    save_as(&mut person, &own);
    save_as(&mut person, &other);
    offers(&mut person, "Another name…", &["Replace", "Cancel"]);
    person.key(Key::Enter);
    assert!(asks_for_a_path(&person), "Enter asks for another name");
    person.key(Key::Escape);
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "not ours");
    save_as(&mut person, &other);
    person.key(Key::Tab);
    person.key(Key::Enter);
    assert!(fulcrum::storage::read(&other).is_ok(), "the second replaces it");
}

#[test]
fn a_file_that_another_program_changed_is_asked_about_and_enter_keeps_both() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.orgmap");
    let mut person = Person::with_empty_map();
    position(&mut person, "Clerk");
    save_as(&mut person, &path);
    let theirs = std::fs::read_to_string(&path).unwrap().replace("Clerk", "Their clerk");
    std::fs::write(&path, &theirs).unwrap();
    position(&mut person, "Cook");
    person.hold(Modifiers::COMMAND, Key::S);
    person.harness.run_steps(6);
    assert!(matches!(person.session().file_question(), Some(FileQuestion::Changed { .. })));
    offers(&mut person, "Save as…", &["Overwrite", "Open theirs beside", "Cancel"]);
    person.key(Key::Enter);
    assert!(asks_for_a_path(&person));
    person.key(Key::Escape);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs, "nothing was written over");
}

#[test]
fn an_edit_on_trial_is_asked_about_and_enter_keeps_it() {
    let labs = EXAMPLES.iter().position(|example| example.title.to_lowercase().contains("lab"));
    let mut person = Person::with_example(labs.expect("there is a lab"));
    let label = "Try the change for New work, mostly told";
    person.harness.query_all_by_label(label).next().expect("it is offered").scroll_to_me();
    person.harness.run_steps(3);
    person.press(label);
    person.letter('p');
    offers(&mut person, "Keep it", &["Drop it", "Cancel"]);
    person.key(Key::Escape);
    assert!(person.session().trial().is_some(), "Esc stays on trial");
    person.letter('p');
    person.key(Key::Enter);
    assert!(person.session().trial().is_none());
    assert!(person.session().undo_label().is_some(), "what was tried is a step now");
}

#[test]
fn what_to_ask_is_chosen_by_enter_and_by_tab() {
    let mut person = Person::with_example(0);
    person.hold(Modifiers::COMMAND, Key::K);
    person.word("guess first");
    person.key(Key::Enter);
    assert!(has(&person, "Guess first"));
    let usual = person.focused_name().expect("the first question has the keyboard");
    person.key(Key::Tab);
    assert_ne!(person.focused_name(), Some(usual));
    person.hold(Modifiers::SHIFT, Key::Tab);
    person.key(Key::Enter);
    let rounds: Vec<_> = person.session().map().rounds().iter().collect();
    assert_eq!(rounds[0].1.question, GuessQuestion::Center);

    let mut person = Person::with_example(0);
    person.hold(Modifiers::COMMAND, Key::K);
    person.word("round the table");
    person.key(Key::Enter);
    person.key(Key::Tab);
    person.key(Key::Enter);
    assert_eq!(
        person.session().round_table().map(|it| it.question.clone()),
        Some(TableQuestion::Asks)
    );
}

#[test]
fn an_export_is_chosen_by_enter_and_by_tab() {
    let mut person = Person::with_example(0);
    person.hold(Modifiers::COMMAND, Key::K);
    person.word("Export the map");
    person.key(Key::Enter);
    offers(&mut person, "Picture, SVG", &["Picture, PNG", "Document, PDF"]);
    person.key(Key::Enter);
    assert!(asks_for_a_path(&person));
}

#[test]
fn escape_leaves_the_menu_under_the_right_button_and_nothing_below_it() {
    let mut person = Person::with_example(0);
    person.key(Key::ArrowDown);
    let selected = person.session().selection().positions().to_vec();
    let at = person.place(&person.title(selected[0]));
    person.harness.event(Event::PointerMoved(at));
    person.harness.run_steps(2);
    for pressed in [true, false] {
        let button = PointerButton::Secondary;
        let modifiers = Modifiers::NONE;
        person.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        person.harness.run_steps(2);
    }
    assert!(has(&person, "Duplicate Ctrl D"), "the menu is open");
    person.key(Key::Escape);
    assert!(!has(&person, "Duplicate Ctrl D"), "the menu is closed");
    assert_eq!(person.session().selection().positions(), selected);
}

#[test]
fn escape_closes_the_palette_and_every_page_alone() {
    let mut person = Person::with_example(0);
    person.key(Key::ArrowDown);
    let selected = person.session().selection().positions().to_vec();
    assert_eq!(selected.len(), 1);
    person.hold(Modifiers::COMMAND, Key::K);
    person.word("survey");
    assert!(has(&person, "All commands"), "the palette is open");
    person.key(Key::Escape);
    assert!(!has(&person, "All commands"), "the palette is closed");
    assert_eq!(person.session().selection().positions(), selected, "the palette alone closes");
    for (command, page) in [
        ("Settings", "Settings"),
        ("Keys", "Keys"),
        ("Help", "Help"),
        ("Measures explained", "Glossary"),
    ] {
        let is_open = |person: &Person| {
            let state = person.app().window_state();
            state.contains(&format!(" Some({page}) "))
        };
        person.hold(Modifiers::COMMAND, Key::K);
        person.word(command);
        person.key(Key::Enter);
        person.harness.run_steps(4);
        assert!(is_open(&person), "{page} is open");
        person.key(Key::Escape);
        assert!(!is_open(&person), "{page} is closed");
        assert_eq!(person.session().selection().positions(), selected, "{page} alone closes");
    }
}

#[test]
fn the_kind_of_a_dragged_arrow_is_chosen_by_its_letter() {
    for (letter, kind) in [
        ('c', Some(FlowKind::Consult)),
        ('i', Some(FlowKind::Instruct)),
        ('n', Some(FlowKind::Inform)),
        ('r', None),
    ] {
        let mut person = Person::with_empty_map();
        person.double_click(Pos2::new(300.0, 300.0));
        person.word("First");
        person.key(Key::Enter);
        person.double_click(Pos2::new(620.0, 420.0));
        person.word("Second");
        person.key(Key::Enter);
        let before = person.bytes();
        let to = person.place("First");
        let handle = person.handle("Second");
        person.drag(handle, to, Modifiers::NONE);
        person.letter(letter);
        match kind {
            Some(kind) => assert_eq!(person.flows(), [("Second".into(), kind, "First".into())]),
            None => assert_eq!(person.superior("Second").as_deref(), Some("First")),
        }
        person.hold(Modifiers::COMMAND, Key::Z);
        person.is_as(&before);
        // Given up, nothing is drawn, and what is selected stays so.
        person.drag(handle, to, Modifiers::NONE);
        person.key(Key::Escape);
        person.letter(letter);
        person.is_as(&before);
        assert_eq!(person.session().selection().positions(), [person.find("Second")]);
    }
}
