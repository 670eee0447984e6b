//! The presenter's view, here inside of the window because a test has one display: what comes
//! next, the note, the list, and the guesses that the room does not see.

use eframe::egui::Key;
use egui_kittest::kittest::Queryable;
use fulcrum::model::Guess;
use fulcrum::session::{Action, GuessAction};

use crate::person::{Window, command, example, key, press, session};

fn presented() -> Window {
    let mut window = example("A lab run as a plant");
    command(&mut window, "Make the usual scenes");
    key(&mut window, Key::F8);
    key(&mut window, Key::F5);
    window.run_steps(3);
    window
}

#[test]
fn it_shows_the_note_what_comes_next_and_all_scenes() {
    let mut window = presented();
    assert!(window.query_by_label("scene 1 of 8").is_some());
    assert!(window.query_by_label_contains("Is this how you are set up?").is_some());
    assert!(window.query_by_label("Next: Who decides").is_some());
    key(&mut window, Key::PageDown);
    assert!(window.query_by_label("Next: Who knows").is_some());
    press(&mut window, "6  The centre of gravity");
    assert!(window.query_by_label("scene 6 of 8").is_some());
    key(&mut window, Key::End);
    assert!(window.query_by_label("This is the last scene").is_some());
    press(&mut window, "Back");
    assert!(window.query_by_label("scene 7 of 8").is_some());
    key(&mut window, Key::F8);
    assert!(window.query_by_label("scene 7 of 8").is_none(), "the same key closes it");
}

#[test]
fn it_is_there_only_while_a_show_runs() {
    let mut window = presented();
    press(&mut window, "End the show");
    assert!(session(&window).show().is_none());
    assert!(window.query_by_label_contains("scene 1 of").is_none());
}

#[test]
fn guesses_come_in_there_before_they_are_revealed_on_the_wall() {
    let mut window = presented();
    let ctx = window.ctx.clone();
    let ask = |window: &mut Window, action| {
        let app = window.state_mut().as_mut().unwrap();
        app.perform(Action::Guess(action), &ctx);
        window.run_steps(3);
    };
    ask(&mut window, GuessAction::Open(fulcrum::model::GuessQuestion::Center));
    ask(&mut window, GuessAction::Pin("Ana".into(), Guess::Number(0.9)));
    ask(&mut window, GuessAction::Pin(String::new(), Guess::Number(0.25)));
    assert!(window.query_by_label("Ana: 0.90").is_some());
    assert!(window.query_by_label("0.25").is_some());
    assert!(!session(&window).guessing().unwrap().1.revealed);
}
