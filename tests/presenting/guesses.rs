//! Rounds of guesses in the window: asked, answered, revealed, saved and opened again.

use std::path::Path;

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use fulcrum::analysis::guess_spread;
use fulcrum::model::{Guess, GuessQuestion, GuessRound, Pin, StageId};
use fulcrum::storage::{read_orgmap, write_orgmap};

use crate::person::{Window, example, key, letters, press, session};

fn say(window: &mut Window, said: &str) {
    letters(window, said);
    key(window, Key::Enter);
}

fn round(window: &Window) -> GuessRound {
    session(window).guessing().expect("a round is shown").1.clone()
}

/// A round with three guesses at where the centre is.
fn guessed() -> Window {
    let mut window = example("A lab run as a plant");
    key(&mut window, Key::F9);
    press(&mut window, "Where is the centre of gravity?");
    say(&mut window, "Ana: 0,9");
    say(&mut window, "0.2");
    say(&mut window, "Director: at the top");
    window
}

#[test]
fn guesses_are_called_out_and_stay_hidden_until_they_are_revealed() {
    let mut window = guessed();
    let pins: Vec<(String, Guess)> =
        round(&window).pins.iter().map(|pin| (pin.who.clone(), pin.guess)).collect();
    let wanted = [("Ana", 0.9), ("", 0.2), ("Director", 1.0)];
    assert_eq!(pins, wanted.map(|(who, number)| (who.to_owned(), Guess::Number(number))));
    assert!(window.query_all_by_label("Where is the centre of gravity?").next().is_some());
    assert!(window.query_by_label_contains("measured").is_none(), "the answer is hidden");
    key(&mut window, Key::F9);
    assert!(round(&window).revealed);
    assert!(window.query_all_by_label_contains("0.67").next().is_some(), "the answer is shown");
    // Of a leader on the map, what was guessed is kept among the measures.
    let stage = session(&window).shown_stage();
    let director = stage.positions().iter().find(|(_, it)| it.title == "Director").unwrap().1;
    assert_eq!(director.pin.map(fulcrum::quantity::Score::get), Some(1.0));
}

#[test]
fn a_round_comes_back_from_its_file() {
    let mut window = guessed();
    key(&mut window, Key::F9);
    let before = session(&window).map().clone();
    let text = write_orgmap(&before);
    let after = read_orgmap(text.as_bytes(), Path::new("a.orgmap")).unwrap().map;
    assert_eq!(after.rounds(), before.rounds());
    assert_eq!(after.rounds().iter().next().unwrap().1.pins.len(), 3);
}

#[test]
fn every_step_of_a_round_can_be_undone() {
    let mut window = guessed();
    key(&mut window, Key::F9);
    for _ in 0..5 {
        // The field keeps Ctrl Z for itself.
        key(&mut window, Key::Escape);
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.run_steps(4);
    }
    assert!(session(&window).map().rounds().is_empty());
}

#[test]
fn what_is_no_guess_is_said_so() {
    let mut window = example("A lab run as a plant");
    key(&mut window, Key::F9);
    press(&mut window, "Who is asked most?");
    say(&mut window, "Ana: nobody at all");
    assert!(round(&window).pins.is_empty());
    assert!(window.query_by_label_contains("is no guess").is_some());
    press(&mut window, "OK");
    letters(&mut window, "");
    key(&mut window, Key::Escape);
    key(&mut window, Key::Escape);
    assert!(session(&window).guessing().is_none(), "Esc gives the map back");
}

#[test]
fn quartiles_lie_between_neighbours_in_proportion() {
    // By hand, type 7: of 0.2, 0.4, 0.6, 1.0 the quarters lie at 0.35, 0.5 and 0.7.
    let mut round = GuessRound::new(GuessQuestion::Center, StageId(1));
    for number in [1.0, 0.2, 0.6, 0.4] {
        round.pins.push(Pin::new("", Guess::Number(number)));
    }
    round.pins.push(Pin { after: true, ..Pin::new("", Guess::Number(0.0)) });
    let spread = guess_spread(&round, Some((0.5, 0.15))).unwrap();
    let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
    assert!(near(spread.lower, 0.35) && near(spread.middle, 0.5) && near(spread.upper, 0.7));
    assert!(near(spread.lowest, 0.2) && near(spread.highest, 1.0));
    assert_eq!((spread.count, spread.above, spread.below), (4, 1, 1));
    assert_eq!(guess_spread(&GuessRound::new(GuessQuestion::Center, StageId(1)), None), None);
}
