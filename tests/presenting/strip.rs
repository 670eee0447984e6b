//! Below the map: the stages as tabs and the scenes as small pictures, and everything that is done
//! with them. Each is one step that can be undone.

use eframe::egui::{Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::Queryable;
use fulcrum::model::{Manner, Subject};

use crate::person::{Window, chord, command, example, key, letters, press, session, window};

fn scenes() -> Window {
    let mut window = example("A lab run as a plant");
    command(&mut window, "Make the usual scenes");
    window.run_steps(4);
    window
}

fn titles(window: &Window) -> Vec<String> {
    session(window).map().scenes().iter().map(|(_, it)| it.title.clone()).collect()
}

fn stages(window: &Window) -> Vec<String> {
    session(window).map().stages().map(|(_, it)| it.record().name.clone()).collect()
}

fn undo(window: &mut Window) {
    chord(window, Modifiers::COMMAND, Key::Z);
}

fn middle(window: &Window, label: &str) -> Pos2 {
    window.get_by_label(label).rect().center()
}

/// Opens the menu of what has this label, and chooses in it.
fn choose(window: &mut Window, label: &str, item: &str) {
    let at = middle(window, label);
    for pressed in [true, false] {
        window.event(eframe::egui::Event::PointerMoved(at));
        window.event(eframe::egui::Event::PointerButton {
            pos: at,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.run_steps(2);
    }
    window.run_steps(2);
    press(window, item);
}

#[test]
fn a_scene_is_shown_by_pressing_its_picture() {
    let mut window = scenes();
    press(&mut window, "Scene 6: The centre of gravity");
    let shown = session(&window).scene().unwrap();
    assert_eq!(session(&window).map().scenes().get(shown).unwrap().title, "The centre of gravity");
    assert!(session(&window).scene_sheet(shown).is_some(), "its picture is drawn");
}

#[test]
fn scenes_are_renamed_copied_moved_and_removed_and_all_of_it_can_be_undone() {
    let mut window = scenes();
    let before = titles(&window);
    choose(&mut window, "Scene 2: Who decides", "Duplicate");
    assert_eq!(titles(&window)[1..3], ["Who decides", "Who decides"]);
    undo(&mut window);
    assert_eq!(titles(&window), before);
    choose(&mut window, "Scene 2: Who decides", "Later");
    assert_eq!(titles(&window)[1..3], ["Who knows", "Who decides"]);
    undo(&mut window);
    choose(&mut window, "Scene 2: Who decides", "Remove");
    assert_eq!(titles(&window).len(), before.len() - 1);
    undo(&mut window);
    assert_eq!(titles(&window), before);
    choose(&mut window, "Scene 2: Who decides", "Rename");
    chord(&mut window, Modifiers::COMMAND, Key::A);
    letters(&mut window, "Who has the say");
    key(&mut window, Key::Enter);
    assert_eq!(titles(&window)[1], "Who has the say");
    undo(&mut window);
    assert_eq!(titles(&window), before);
}

#[test]
fn a_scene_is_dragged_to_another_place() {
    let mut window = scenes();
    let before = titles(&window);
    let from = middle(&window, "Scene 1: The structure");
    let to = middle(&window, "Scene 3: Who knows") + vec2(30.0, 0.0);
    window.hover_at(from);
    window.run_steps(2);
    window.drag_at(from);
    window.run_steps(2);
    for part in [0.3, 0.7, 1.0] {
        window.hover_at(from + (to - from) * part);
        window.run_steps(2);
    }
    window.drop_at(to);
    window.run_steps(4);
    assert_eq!(titles(&window)[..3], ["Who decides", "Who knows", "The structure"]);
    undo(&mut window);
    assert_eq!(titles(&window), before);
}

#[test]
fn stages_are_made_shown_renamed_moved_and_removed() {
    let mut window = example("One chart, three ways");
    let before = stages(&window);
    press(&mut window, "New from this one");
    assert_eq!(stages(&window).len(), before.len() + 1);
    assert_eq!(session(&window).shown_stage().record().name, "To be");
    choose(&mut window, "To be", "Earlier");
    assert_eq!(stages(&window)[before.len() - 1], "To be");
    choose(&mut window, "To be", "Rename");
    chord(&mut window, Modifiers::COMMAND, Key::A);
    letters(&mut window, "Next year");
    key(&mut window, Key::Enter);
    assert!(stages(&window).contains(&"Next year".to_owned()));
    choose(&mut window, "Next year", "Remove");
    assert_eq!(stages(&window), before);
    for _ in 0..4 {
        undo(&mut window);
    }
    assert_eq!(stages(&window), before);
}

#[test]
fn two_stages_lie_side_by_side_or_over_each_other_until_esc() {
    let mut window = example("One chart, three ways");
    press(&mut window, "Side by side");
    let laid = session(&window).subject();
    assert!(matches!(laid, Subject::Comparison { manner: Manner::Beside, .. }));
    let comparison = session(&window).comparison().expect("it is drawn").clone();
    assert!(comparison.headline.starts_with("From "), "{}", comparison.headline);
    assert!(comparison.differences.len() > 10);
    assert!(window.query_by_label_contains(&comparison.words).is_some(), "it is read out");
    press(&mut window, "Laid over");
    let laid = session(&window).subject();
    assert!(matches!(laid, Subject::Comparison { manner: Manner::Over, .. }));
    key(&mut window, Key::Escape);
    assert_eq!(session(&window).subject(), Subject::Map);
    command(&mut window, "Compare stages side by side");
    assert!(session(&window).comparison().is_some());
    command(&mut window, "Compare stages side by side");
    assert_eq!(session(&window).subject(), Subject::Map, "the same command gives the map back");
}

#[test]
fn the_trail_shows_where_the_stages_before_had_their_weight() {
    let mut window = example("One chart, three ways");
    let names = stages(&window);
    press(&mut window, &names[2]);
    key(&mut window, Key::Num4);
    chord(&mut window, Modifiers::SHIFT, Key::F5);
    assert!(session(&window).trail().is_empty());
    key(&mut window, Key::T);
    window.run_steps(3);
    let trail: Vec<String> = session(&window).trail().into_iter().map(|(name, _)| name).collect();
    assert_eq!(trail, names[..2]);
    key(&mut window, Key::T);
    assert!(session(&window).trail().is_empty());
}

#[test]
fn the_help_and_the_tour_are_in_the_window_and_left_at_any_moment() {
    let mut start = window(vec2(1280.0, 800.0));
    press(&mut start, "Take the tour");
    assert!(start.query_by_label("Tour, 1 of 7").is_some());
    assert!(!session(&start).shown_stage().positions().is_empty(), "on an example");
    for step in 2..=7 {
        press(&mut start, "Step on");
        assert!(start.query_by_label(&format!("Tour, {step} of 7")).is_some());
    }
    press(&mut start, "Step back");
    press(&mut start, "Leave the tour");
    assert!(start.query_by_label_contains("Tour, ").is_none());
    key(&mut start, Key::F1);
    assert!(start.query_by_label("Guess first").is_some());
    key(&mut start, Key::Escape);
    assert!(start.query_by_label("Guess first").is_none());
}
