//! What people did when an earlier program broke: the steps and files lie beside the folder that
//! `FULCRUM_CASES` names.

use std::path::{Path, PathBuf};

use eframe::egui::{Event, Key, Modifiers, pos2};

use crate::import::drop_file;
use crate::person::{Person, strike};

/// A case, where the folder of cases is named.
fn case(name: &str) -> Option<PathBuf> {
    let Some(cases) = std::env::var_os("FULCRUM_CASES") else {
        println!("skipped: FULCRUM_CASES is not set");
        return None;
    };
    let folder = Path::new(&cases).parent().unwrap().join("field").join(name);
    assert!(folder.is_dir(), "{} is not there", folder.display());
    Some(folder)
}

fn paste(person: &mut Person, text: &str) {
    person.harness.event(Event::Paste(text.into()));
    person.harness.run_steps(8);
}

/// Walks with Tab until something of this name has the keyboard.
fn walk_to(person: &mut Person, name: &str) {
    let mut walked = Vec::new();
    for _ in 0..30 {
        walked.push(person.focused_name());
        if person.focused_name().as_deref() == Some(name) {
            return;
        }
        person.key(Key::Tab);
    }
    panic!("Tab does not lead to {name}, but to {walked:?}");
}

#[test]
fn a_paste_is_answered_by_the_keyboard_and_not_thrown_away_by_a_click_beside_it() {
    let Some(case) = case("25-paste-dialog-keys") else { return };
    let list = std::fs::read_to_string(case.join("paste.csv")).unwrap();
    let made = |person: &Person| (person.stage().positions().len(), person.stage().lines().len());
    let mut person = Person::with_empty_map();
    paste(&mut person, &list);
    person.click(pos2(8.0, 400.0), Modifiers::NONE);
    assert!(person.session().intake().is_some(), "a click beside it leaves it there");
    person.key(Key::Enter);
    assert_eq!(made(&person), (4, 3), "Enter pastes");
    let mut person = Person::with_empty_map();
    paste(&mut person, &list);
    walk_to(&mut person, "Paste them");
    person.key(Key::Space);
    assert_eq!(made(&person), (4, 3), "Space presses what Tab leads to");
    let mut person = Person::with_empty_map();
    let before = person.bytes();
    paste(&mut person, &list);
    walk_to(&mut person, "Cancel");
    person.key(Key::Space);
    assert!(person.session().intake().is_none());
    paste(&mut person, &list);
    person.key(Key::Escape);
    assert!(person.session().intake().is_none(), "Esc closes");
    person.is_as(&before);
}

#[test]
fn a_new_name_and_a_changed_one_are_taken_back_one_by_one() {
    let Some(case) = case("26-undo-rename") else { return };
    let mut person = Person::new();
    drop_file(&mut person, &case.join("three.orgmap"));
    let before = person.bytes();
    let titles = |person: &Person| -> Vec<String> {
        person.stage().positions().iter().map(|(_, it)| it.title.to_string()).collect()
    };
    let count = titles(&person).len();
    person.letter('p');
    person.harness.run_steps(3);
    person.word("first words");
    person.key(Key::Enter);
    person.key(Key::F2);
    person.hold(Modifiers::COMMAND, Key::A);
    person.word("changed words");
    person.key(Key::Enter);
    let has = |person: &Person, title: &str| titles(person).contains(&title.to_owned());
    assert!(has(&person, "changed words") && !has(&person, "first words"));
    person.hold(Modifiers::COMMAND, Key::Z);
    assert!(has(&person, "first words") && !has(&person, "changed words"));
    person.hold(Modifiers::COMMAND, Key::Z);
    assert_eq!(titles(&person).len(), count);
    person.is_as(&before);
    person.hold(Modifiers::COMMAND, Key::Y);
    assert!(has(&person, "first words"));
    person.hold(Modifiers::COMMAND, Key::Y);
    assert!(has(&person, "changed words") && titles(&person).len() == count + 1);
}

#[test]
fn keys_with_other_letters_on_them_do_what_their_places_do() {
    let Some(case) = case("23-cyrillic-layout") else { return };
    let mut person = Person::new();
    drop_file(&mut person, &case.join("three.orgmap"));
    let before = person.bytes();
    assert_eq!(person.stage().positions().len(), 3);
    person.hold(Modifiers::COMMAND, Key::A);
    person.key(Key::Delete);
    assert_eq!(person.stage().positions().len(), 0);
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
    person.hold(Modifiers::COMMAND, Key::Y);
    assert_eq!(person.stage().positions().len(), 0);
    person.hold(Modifiers::COMMAND, Key::Z);
    // The key of P has a "з" on it, and the desktop hands both over.
    person.burst(strike(Key::P, Modifiers::NONE, Some('з')));
    for (key, letter) in [(Key::Q, 'й'), (Key::W, 'ц'), (Key::E, 'у'), (Key::R, 'к')] {
        for event in strike(key, Modifiers::NONE, Some(letter)) {
            person.harness.event(event);
        }
        person.harness.run_steps(1);
    }
    person.key(Key::Enter);
    assert_eq!(person.stage().positions().len(), 4);
    let titles: Vec<_> =
        person.stage().positions().iter().map(|(_, it)| it.title.as_str()).collect();
    assert!(titles.contains(&"йцук"), "{titles:?}");
}
