//! Rounds of guesses in the window: asked, answered, revealed, saved and opened again.

use std::path::Path;

use eframe::egui::{Key, Modifiers, Pos2, Shape, vec2};
use egui_kittest::kittest::Queryable;
use fulcrum::analysis::guess_spread;
use fulcrum::model::{Guess, GuessQuestion, GuessRound, Pin, StageId};
use fulcrum::session::{Action, FileAction, GuessAction};
use fulcrum::storage::{read_orgmap, write_orgmap};
use fulcrum::wording::guess_question;

use crate::person::{Window, chord, example, key, letters, press, session, window};

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
fn every_kind_of_round_comes_back_from_its_file_as_it_was_and_is_shown_again() {
    let mut window = example("A lab run as a plant");
    let stage = session(&window).shown_stage();
    let known = stage.positions().iter().flat_map(|(_, it)| it.expertise.keys().cloned());
    let domain = known.min().expect("the lab knows something");
    let questions = [
        GuessQuestion::Center,
        GuessQuestion::AskedMost,
        GuessQuestion::KnowsMost(domain),
        GuessQuestion::Sideways,
    ];
    let ask = |window: &mut Window, action: GuessAction| {
        let ctx = window.ctx.clone();
        window.state_mut().as_mut().unwrap().perform(Action::Guess(action), &ctx);
        window.run_steps(3);
    };
    for (number, question) in questions.iter().enumerate() {
        ask(&mut window, GuessAction::Open(question.clone()));
        let said = match question.range() {
            Some(_) => ["Ana: 0.25", "0.5", "Director: 1"],
            None => ["Ana: Director", "Analyst", "Director: Optics expert"],
        };
        said.into_iter().for_each(|it| ask(&mut window, GuessAction::Say(it.into())));
        assert_eq!(round(&window).pins.len(), 3, "{question:?}");
        // The last one stays hidden.
        if number < 3 {
            ask(&mut window, GuessAction::Reveal);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("guessed.orgmap");
    let before = session(&window).map().clone();
    std::fs::write(&path, write_orgmap(&before)).unwrap();
    let mut again = window_of(&path);
    assert_eq!(session(&again).map().rounds(), before.rounds());
    assert_eq!(write_orgmap(session(&again).map()), write_orgmap(&before), "byte by byte");
    for (id, kept) in before.rounds().iter() {
        ask(&mut again, GuessAction::Show(id));
        assert_eq!(round(&again), *kept);
        let words = guess_question(&kept.question);
        assert_eq!(kept.revealed, kept.question != GuessQuestion::Sideways);
        if !kept.revealed {
            assert!(again.query_all_by_label(&words).next().is_some(), "{words} is asked");
        }
    }
}

fn window_of(path: &Path) -> Window {
    let mut window = window(vec2(1280.0, 800.0));
    let ctx = window.ctx.clone();
    let open = Action::File(FileAction::Open(path.to_owned()));
    window.state_mut().as_mut().unwrap().perform(open, &ctx);
    window.run_steps(4);
    window
}

#[test]
fn whom_one_means_is_pressed_on_a_chart_that_gives_nothing_away() {
    let mut window = example("A lab run as a plant");
    chord(&mut window, Modifiers::SHIFT, Key::F5);
    key(&mut window, Key::F9);
    press(&mut window, "Who is asked most?");
    letters(&mut window, "Ana");
    let mut places = Vec::new();
    window.output().shapes.iter().for_each(|it| texts(&it.shape, &mut places));
    let said: Vec<&str> = places.iter().map(|(text, _)| text.as_str()).collect();
    assert!(!said.iter().any(|text| text.contains('%')), "no number stands there: {said:?}");
    let (_, at) = places.iter().find(|(text, _)| text == "Optics expert").expect("on the chart");
    window.hover_at(*at);
    window.run_steps(2);
    window.drag_at(*at);
    window.drop_at(*at);
    window.run_steps(3);
    let stage = session(&window).shown_stage();
    let (id, _) =
        stage.positions().iter().find(|(_, it)| it.title == "Optics expert").expect("in the lab");
    let pins = round(&window).pins;
    assert_eq!(pins.len(), 1);
    assert_eq!((pins[0].who.as_str(), pins[0].guess), ("Ana", Guess::Position(id)));
    key(&mut window, Key::F9);
    assert!(round(&window).revealed, "the board with the answer takes the chart's place");
}

fn texts(shape: &Shape, places: &mut Vec<(String, Pos2)>) {
    match shape {
        Shape::Text(text) => {
            places.push((text.galley.text().to_owned(), text.visual_bounding_rect().center()));
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|it| texts(it, places)),
        _ => {}
    }
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
