//! What is shown, copied as a picture.

use std::sync::Arc;

use eframe::egui::{Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable;
use fulcrum::drawing::{Pixels, Theme};
use fulcrum::export::pixels;

use crate::person::{ALT_SHIFT, Person, strike};

fn copied(person: &Person) -> Arc<Pixels> {
    person.app().copied_picture().expect("a picture was copied")
}

fn notices(person: &Person) -> Vec<String> {
    person.session().notices().map(|it| it.text.clone()).collect()
}

#[test]
fn what_is_shown_is_copied_by_key_by_palette_and_from_the_menu_of_the_canvas() {
    let mut person = Person::with_example(0);
    person.hold(ALT_SHIFT, Key::C);
    let first = copied(&person);
    assert_eq!((first.width, first.height), (3200, 2000));
    assert_eq!(first.rgba.len(), 3200 * 2000 * 4);
    assert!(first.rgba.chunks(4).all(|point| point[3] == 255), "nothing shines through");
    let shown = pixels(person.app().picture(), Theme::Light, 3200, 2000).unwrap();
    assert_eq!(*first, shown, "it is what the window shows");
    assert!(person.harness.query_by_label("Copied as a picture of 3200 × 2000").is_some());

    person.key(Key::Num3);
    person.hold(Modifiers::COMMAND, Key::K);
    person.word("screenshot");
    person.key(Key::Enter);
    person.harness.run_steps(4);
    let second = copied(&person);
    assert_ne!(first, second, "another lens is another picture");

    person.key(Key::Num1);
    let at = person.canvas().left_bottom() + eframe::egui::vec2(30.0, -30.0);
    for pressed in [true, false] {
        let (pos, button, modifiers) = (at, PointerButton::Secondary, Modifiers::NONE);
        person.harness.event(eframe::egui::Event::PointerMoved(at));
        person.harness.event(eframe::egui::Event::PointerButton {
            pos,
            button,
            pressed,
            modifiers,
        });
        person.harness.run_steps(3);
    }
    person.press("Copy as picture Alt Shift C");
    person.harness.run_steps(4);
    assert_eq!(copied(&person), first);
}

#[test]
fn names_that_are_hidden_are_on_no_copy_even_in_the_same_breath() {
    let mut person = Person::with_example(1);
    person.hold(ALT_SHIFT, Key::C);
    let open = copied(&person);
    let mut events = strike(Key::H, Modifiers::NONE, Some('h'));
    events.extend(strike(Key::C, ALT_SHIFT, None));
    person.burst(events);
    assert!(person.session().names_hidden());
    let veiled = copied(&person);
    assert_ne!(open, veiled);
    let shown = pixels(person.app().picture(), Theme::Light, 3200, 2000).unwrap();
    assert_eq!(*veiled, shown);
    let told = "Copied as a picture of 3200 × 2000, without names";
    assert!(person.harness.query_by_label(told).is_some());
}

#[test]
fn without_a_clipboard_or_a_map_it_is_said_why_there_is_no_copy() {
    let mut person = Person::with_example(0);
    person.harness.state_mut().as_mut().unwrap().take_clipboard_away();
    person.hold(ALT_SHIFT, Key::C);
    let told = notices(&person);
    assert!(
        told.iter().any(|it| it.contains("there is no clipboard") && it.contains("Export the map")),
        "{told:?}"
    );
    let mut person = Person::with_empty_map();
    person.hold(ALT_SHIFT, Key::C);
    assert!(person.app().copied_picture().is_none());
}
