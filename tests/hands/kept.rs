//! What is being typed counts whatever key comes next, and another map begins clean.

use eframe::egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, TouchPhase, vec2};
use egui_kittest::kittest::Queryable;
use fulcrum::storage::read;
use fulcrum::wording::Lens;

use crate::person::{CTRL_SHIFT, Person};
use crate::typing::with_large_map;

/// An empty map that lies in a file, with one position.
fn saved(folder: &std::path::Path) -> (Person, std::path::PathBuf) {
    let path = folder.join("kept.orgmap");
    let mut person = Person::with_empty_map();
    person.letter('p');
    person.word("Clerk");
    person.key(Key::Enter);
    person.hold(Modifiers::COMMAND, Key::S);
    person.harness.run_steps(4);
    person.hold(Modifiers::COMMAND, Key::A);
    person.type_path(&path);
    person.key(Key::Enter);
    assert!(person.session().is_saved() && path.exists());
    (person, path)
}

#[test]
fn a_name_that_is_still_open_is_saved_with_the_map() {
    let folder = tempfile::tempdir().unwrap();
    let (mut person, path) = saved(folder.path());
    person.key(Key::Tab);
    person.word("Cook");
    person.hold(Modifiers::COMMAND, Key::S);
    person.harness.run_steps(4);
    let map = read(&path).unwrap().map;
    let (_, stage) = map.stages().next().unwrap();
    let titles: Vec<_> = stage.positions().iter().map(|(_, it)| it.title.clone()).collect();
    assert_eq!(titles, ["Clerk", "Cook"]);
    assert!(person.session().is_saved());
}

#[test]
fn notes_that_are_being_typed_are_saved_with_the_map() {
    let folder = tempfile::tempdir().unwrap();
    let (mut person, path) = saved(folder.path());
    person.rest();
    person.harness.query_all_by_label("Notes").last().unwrap().scroll_to_me();
    person.harness.run_steps(4);
    let at = person.harness.query_all_by_label("Notes").last().unwrap().rect().center();
    person.click(at, Modifiers::NONE);
    person.word("has the keys");
    person.hold(Modifiers::COMMAND, Key::S);
    person.harness.run_steps(4);
    let map = read(&path).unwrap().map;
    let (_, stage) = map.stages().next().unwrap();
    let notes: Vec<_> = stage.positions().iter().map(|(_, it)| it.notes.clone()).collect();
    assert_eq!(notes, ["has the keys"]);
}

#[test]
fn long_notes_are_kept_while_they_are_typed_and_are_one_step_to_undo() {
    let folder = tempfile::tempdir().unwrap();
    let (mut person, _) = saved(folder.path());
    let before = person.bytes();
    person.rest();
    person.harness.query_all_by_label("Notes").last().unwrap().scroll_to_me();
    person.harness.run_steps(4);
    let at = person.harness.query_all_by_label("Notes").last().unwrap().rect().center();
    person.click(at, Modifiers::NONE);
    let notes = |person: &Person| {
        person.stage().positions().get(person.find("Clerk")).unwrap().notes.clone()
    };
    person.word("has the keys");
    // Two seconds of sixty frames, and a little more.
    person.harness.run_steps(130);
    assert_eq!(notes(&person), "has the keys");
    person.word(" of the cellar");
    person.harness.run_steps(130);
    assert_eq!(notes(&person), "has the keys of the cellar");
    person.word(" and more");
    person.key(Key::Tab);
    assert_eq!(notes(&person), "has the keys of the cellar and more");
    person.key(Key::Escape);
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
}

#[test]
fn another_map_begins_at_the_top_without_filter_lens_or_matrix() {
    let mut person = with_large_map(300);
    person.key(Key::Num5);
    person.hold(CTRL_SHIFT, Key::O);
    person.harness.run_steps(5);
    let outline = person.harness.query_all_by_label("Outline").next().unwrap().rect();
    let at = Pos2::new(outline.center().x, 500.0);
    person.harness.event(Event::PointerMoved(at));
    for _ in 0..10 {
        person.harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -400.0),
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
        });
        person.harness.run_steps(10);
    }
    let first = |person: &Person| {
        let rows = person.harness.query_all_by_label("Seat 0").map(|row| row.rect().center());
        rows.filter(|at| at.x < outline.right() && at.y > outline.top()).count()
    };
    assert_eq!(first(&person), 0, "the first row is scrolled out of sight");
    let folder = tempfile::tempdir().unwrap();
    let other = with_large_map(250);
    let path = folder.path().join("other.orgmap");
    std::fs::write(&path, other.bytes()).unwrap();
    person.hold(Modifiers::COMMAND, Key::O);
    person.type_path(&path);
    person.key(Key::Enter);
    person.harness.run_steps(10);
    assert_eq!(person.stage().positions().len(), 250);
    assert!(first(&person) > 0, "the outline begins at its top");
    assert_eq!(person.session().lens(), Lens::default());
}

#[test]
fn a_new_name_and_a_changed_one_are_taken_back_and_done_again_as_two_steps() {
    let mut person = Person::with_empty_map();
    let empty = person.bytes();
    person.letter('p');
    person.word("first words");
    person.key(Key::Enter);
    person.key(Key::F2);
    person.word("changed words");
    person.key(Key::Enter);
    let titles = |person: &Person| -> Vec<String> {
        person.stage().positions().iter().map(|(_, it)| it.title.to_string()).collect()
    };
    assert_eq!(titles(&person), ["changed words"]);
    person.hold(Modifiers::COMMAND, Key::Z);
    assert_eq!(titles(&person), ["first words"]);
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&empty);
    person.hold(Modifiers::COMMAND, Key::Y);
    assert_eq!(titles(&person), ["first words"]);
    person.hold(Modifiers::COMMAND, Key::Y);
    assert_eq!(titles(&person), ["changed words"]);

    // In the field itself only the last burst of typing goes.
    person.key(Key::F2);
    person.word("calm");
    person.harness.run_steps(120);
    person.word(" and more");
    person.harness.run_steps(2);
    person.hold(Modifiers::COMMAND, Key::Z);
    person.key(Key::Enter);
    assert_eq!(titles(&person), ["calm"]);
}
