//! The show: every key of it, and what it leaves when it ends.

use eframe::egui::{Key, Modifiers, pos2, vec2};
use egui_kittest::kittest::Queryable;
use fulcrum::model::{PositionId, SceneId};
use fulcrum::session::{Cover, Pointer};
use fulcrum::wording::Lens;

use crate::person::{Window, app, chord, click, command, example, key, letters, session, show};

/// An example with the usual scenes, and the show begun.
fn begun() -> Window {
    let mut window = example("A lab run as a plant");
    command(&mut window, "Make the usual scenes");
    key(&mut window, Key::F5);
    window
}

fn scenes(window: &Window) -> Vec<SceneId> {
    session(window).map().scenes().ids().collect()
}

fn at(window: &Window) -> usize {
    let shown = session(window).scene().expect("a scene is shown");
    scenes(window).iter().position(|id| *id == shown).unwrap()
}

#[test]
fn the_usual_scenes_are_one_step_and_show_what_the_map_has() {
    let mut window = example("A lab run as a plant");
    command(&mut window, "Make the usual scenes");
    let titles: Vec<String> =
        session(&window).map().scenes().iter().map(|(_, it)| it.title.clone()).collect();
    let usual = [
        "The structure",
        "Who decides",
        "Who knows",
        "The gap",
        "Who talks to whom",
        "The centre of gravity",
        "What weighs most",
        "What if",
    ];
    assert_eq!(titles, usual);
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(session(&window).map().scenes().is_empty(), "one undo takes them all back");
    let mut window = example("One chart, three ways");
    command(&mut window, "Make the usual scenes");
    let last = session(&window).map().scenes().iter().last().unwrap().1.title.clone();
    assert!(last.starts_with("From "), "several stages end in a comparison: {last}");
}

#[test]
fn the_wall_shows_the_map_and_no_chrome() {
    let mut window = example("A lab run as a plant");
    assert!(window.query_by_label("File").is_some());
    command(&mut window, "Make the usual scenes");
    key(&mut window, Key::F5);
    assert!(session(&window).show().is_some());
    assert!(window.query_by_label("File").is_none() && window.query_by_label("Select").is_none());
    // Those of a group that could not be read from the last row are one box.
    let drawn = session(&window).arrangement();
    let alone = |id: &PositionId| drawn.points.contains_key(id) && !drawn.groups.contains_key(id);
    let titles: Vec<String> = session(&window)
        .shown_stage()
        .positions()
        .iter()
        .filter(|(id, _)| alone(id))
        .map(|(_, position)| position.title.to_string())
        .collect();
    assert!(titles.len() > 15, "the most stand alone");
    for title in titles {
        assert!(window.query_all_by_label(&title).next().is_some(), "{title} is on the wall");
    }
    key(&mut window, Key::Escape);
    assert!(session(&window).show().is_none());
    assert!(window.query_by_label("File").is_some());
}

#[test]
fn every_key_of_a_clicker_and_of_the_keyboard_goes_on_and_back() {
    let mut window = begun();
    let count = session(&window).shown_stage().positions().len();
    assert_eq!(at(&window), 0);
    for forward in [Key::PageDown, Key::ArrowRight, Key::ArrowDown, Key::Space, Key::Enter] {
        let before = at(&window);
        key(&mut window, forward);
        assert_eq!(at(&window), before + 1, "{forward:?}");
    }
    for back in [Key::PageUp, Key::ArrowLeft, Key::ArrowUp, Key::Backspace] {
        let before = at(&window);
        key(&mut window, back);
        assert_eq!(at(&window), before - 1, "{back:?}");
    }
    key(&mut window, Key::End);
    assert_eq!(at(&window), scenes(&window).len() - 1);
    key(&mut window, Key::PageDown);
    assert_eq!(at(&window), scenes(&window).len() - 1, "there is nothing behind the last");
    key(&mut window, Key::Home);
    assert_eq!(at(&window), 0);
    key(&mut window, Key::PageUp);
    assert_eq!(at(&window), 0);
    assert_eq!(session(&window).shown_stage().positions().len(), count, "nothing was drawn by it");
}

/// Every key of the menu *Present*, as the list of keys in the sources has them, which is written
/// from the table of commands: each is struck by a test of this folder. A key that is new here wants
/// a test of its own.
#[test]
fn no_key_of_a_show_is_left_without_a_test() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gui/KEYS.md");
    let text = std::fs::read_to_string(path).unwrap();
    let section = text.split("\n## ").find(|it| it.starts_with("Present\n")).expect("a chapter");
    let rows = section.lines().filter(|line| line.starts_with("| ") && !line.contains("---"));
    let keys: Vec<(String, String)> = rows
        .filter_map(|row| {
            let mut cells = row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
            Some((cells.next()?, cells.next()?))
        })
        .filter(|(name, keys)| name != "command" && !keys.is_empty())
        .collect();
    let tried = [
        ("Present from the start", "F5"),
        ("Present from here", "Shift F5"),
        ("Next scene", "PgDn"),
        ("Previous scene", "PgUp"),
        ("First scene", "Home"),
        ("Last scene", "End"),
        ("Go on", "Right, Down, Space, Enter"),
        ("Go back", "Left, Up, Backspace"),
        ("Spotlight", "S"),
        ("Laser pointer", "L"),
        ("Draw on the screen", "D"),
        ("Black screen", "B, ."),
        ("White screen", "W"),
        ("Hide names", "H"),
        ("Zoom to what is pointed at, and back", "Z"),
        ("Trail of the centre", "T"),
        ("Guess first: ask, then reveal", "F9"),
        ("Round the table…", "F4"),
        ("Make a scene of what is shown", "F7"),
        ("Let the scene show this from now on", "Shift F7"),
        ("Presenter's view", "F8"),
        ("New stage from this one", "Ctrl Shift N"),
        ("Next stage", "Ctrl PgDn"),
        ("Previous stage", "Ctrl PgUp"),
    ];
    let tried: Vec<(String, String)> =
        tried.into_iter().map(|(name, keys)| (name.to_owned(), keys.to_owned())).collect();
    assert_eq!(keys, tried);
}

#[test]
fn keys_walk_through_the_stages_and_make_a_new_one() {
    let mut window = example("One chart, three ways");
    let stages: Vec<_> = session(&window).map().stages().map(|(id, _)| id).collect();
    let first = session(&window).stage_id();
    assert_eq!(first, stages[0]);
    key(&mut window, Key::F5);
    for (press, wanted) in [
        (Key::PageDown, stages[1]),
        (Key::PageDown, stages[2]),
        (Key::PageDown, stages[2]),
        (Key::PageUp, stages[1]),
    ] {
        chord(&mut window, Modifiers::COMMAND, press);
        assert_eq!(session(&window).stage_id(), wanted);
    }
    chord(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    assert_eq!(session(&window).map().stages().count(), stages.len() + 1);
    assert!(!stages.contains(&session(&window).stage_id()), "the new one is shown");
}

#[test]
fn digits_stay_lenses_and_a_scene_brings_its_own() {
    let mut window = begun();
    for (digit, lens) in [
        (Key::Num2, Lens::Organicity),
        (Key::Num3, Lens::AuthorityAndKnowledge),
        (Key::Num4, Lens::CenterOfGravity),
        (Key::Num5, Lens::Communication),
        (Key::Num6, Lens::Leadership),
        (Key::Num7, Lens::Fit),
        (Key::Num1, Lens::Structure),
    ] {
        key(&mut window, digit);
        assert_eq!(session(&window).lens(), lens);
    }
    key(&mut window, Key::PageDown);
    assert_eq!(session(&window).lens(), Lens::AuthorityAndKnowledge);
}

#[test]
fn the_wall_goes_black_and_white_and_comes_back() {
    let mut window = begun();
    for (press, cover, name) in [
        (Key::B, Cover::Black, "Black screen"),
        (Key::Period, Cover::Black, "Black screen"),
        (Key::W, Cover::White, "White screen"),
    ] {
        key(&mut window, press);
        assert_eq!(show(&window).cover, Some(cover));
        assert!(window.query_by_label(name).is_some());
        key(&mut window, press);
        assert_eq!(show(&window).cover, None);
    }
    key(&mut window, Key::B);
    key(&mut window, Key::PageDown);
    assert_eq!(show(&window).cover, None, "the next scene is seen");
}

#[test]
fn pointers_are_taken_up_and_laid_down() {
    let mut window = begun();
    for (press, pointer) in
        [(Key::S, Pointer::Spotlight), (Key::L, Pointer::Laser), (Key::D, Pointer::Pen)]
    {
        window.hover_at(pos2(400.0, 300.0));
        key(&mut window, press);
        assert_eq!(show(&window).pointer, Some(pointer));
        window.hover_at(pos2(460.0, 340.0));
        window.run_steps(3);
        key(&mut window, press);
        assert_eq!(show(&window).pointer, None);
    }
    key(&mut window, Key::T);
    assert!(show(&window).trail);
    key(&mut window, Key::T);
    assert!(!show(&window).trail);
}

#[test]
fn what_is_drawn_on_the_screen_goes_with_the_next_scene_and_never_into_the_map() {
    let mut window = begun();
    let before = session(&window).map().clone();
    key(&mut window, Key::D);
    window.hover_at(pos2(300.0, 300.0));
    window.run_steps(2);
    window.drag_at(pos2(300.0, 300.0));
    window.run_steps(2);
    for step in 1..6 {
        window.hover_at(pos2(300.0 + 20.0 * step as f32, 320.0));
        window.run_steps(1);
    }
    window.drop_at(pos2(420.0, 320.0));
    window.run_steps(2);
    assert!(app(&window).window_state().ends_with(" 1"), "one line is on the screen");
    assert_eq!(*session(&window).map(), before);
    key(&mut window, Key::PageDown);
    assert!(app(&window).window_state().ends_with(" 0"));
}

#[test]
fn z_zooms_to_what_is_pointed_at_and_back() {
    let mut window = begun();
    let at = session(&window).arrangement().points.values().next().copied().unwrap();
    let before = app(&window).on_screen(at).unwrap();
    window.hover_at(before);
    window.run_steps(2);
    key(&mut window, Key::Z);
    let near = app(&window).on_screen(at).unwrap();
    assert!(near.distance(before) < 1.0, "what is pointed at stays under the pointer");
    let other = session(&window).arrangement().points.values().last().copied().unwrap();
    let far = app(&window).on_screen(other).unwrap();
    key(&mut window, Key::Z);
    let back = app(&window).on_screen(other).unwrap();
    assert!(far.distance(before) > 2.0 * back.distance(before));
}

#[test]
fn a_pointer_that_rests_on_the_wall_marks_nothing() {
    let mut window = begun();
    let at = session(&window).arrangement().points.values().next().copied().unwrap();
    let at = app(&window).on_screen(at).unwrap();
    let offers = |window: &Window| window.query_all_by_label_contains("Add a ").count();
    window.hover_at(at);
    window.run_steps(3);
    assert!(offers(&window) > 0, "what is pointed at can be edited");
    // Two seconds and a little.
    window.run_steps(130);
    assert_eq!(offers(&window), 0, "nobody wants to see them who only listens");
    window.hover_at(at + vec2(2.0, 1.0));
    window.run_steps(3);
    assert!(offers(&window) > 0, "as soon as the pointer moves again");
}

#[test]
fn escape_leaves_one_layer_at_a_time() {
    let mut window = begun();
    let first = *session(&window).arrangement().points.keys().next().unwrap();
    click(&mut window, first);
    assert_eq!(session(&window).selection().positions(), [first]);
    key(&mut window, Key::L);
    key(&mut window, Key::B);
    key(&mut window, Key::Escape);
    assert_eq!((show(&window).cover, show(&window).pointer), (None, Some(Pointer::Laser)));
    key(&mut window, Key::Escape);
    assert_eq!(show(&window).pointer, None);
    assert!(!session(&window).selection().is_empty());
    key(&mut window, Key::Escape);
    assert!(session(&window).selection().is_empty());
    key(&mut window, Key::Escape);
    assert!(session(&window).show().is_none());
}

#[test]
fn while_something_is_selected_keys_edit_and_clickers_still_go_on() {
    let mut window = begun();
    let first = *session(&window).arrangement().points.keys().next().unwrap();
    click(&mut window, first);
    let count = session(&window).shown_stage().positions().len();
    key(&mut window, Key::Enter);
    letters(&mut window, "Newcomer");
    key(&mut window, Key::Enter);
    assert_eq!(session(&window).shown_stage().positions().len(), count + 1);
    assert_eq!(at(&window), 0);
    key(&mut window, Key::PageDown);
    assert_eq!(at(&window), 1);
}

#[test]
fn the_palette_opens_over_the_wall() {
    let mut window = begun();
    command(&mut window, "Communication");
    assert_eq!(session(&window).lens(), Lens::Communication);
    assert!(session(&window).show().is_some());
}

#[test]
fn from_here_shows_what_is_on_screen() {
    let mut window = example("A lab run as a plant");
    command(&mut window, "Make the usual scenes");
    key(&mut window, Key::Num5);
    chord(&mut window, Modifiers::SHIFT, Key::F5);
    assert!(session(&window).show().is_some());
    assert_eq!((session(&window).scene(), session(&window).lens()), (None, Lens::Communication));
}

#[test]
fn one_key_makes_a_scene_of_what_is_on_screen_and_another_lets_it_show_something_else() {
    let mut window = example("A lab run as a plant");
    key(&mut window, Key::Num5);
    key(&mut window, Key::F7);
    let id = scenes(&window)[0];
    let lens = |window: &Window| session(window).map().scenes().get(id).unwrap().lens.clone();
    assert_eq!(lens(&window), "communication");
    key(&mut window, Key::Num4);
    chord(&mut window, Modifiers::SHIFT, Key::F7);
    assert_eq!(lens(&window), "centre-of-gravity");
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(lens(&window), "communication");
}

#[test]
fn a_scene_folds_what_it_shows_and_leaves_the_map_as_it_is() {
    let mut window = example("A lab run as a plant");
    let all = app(&window).picture().nodes.len();
    let stage = session(&window).shown_stage();
    let chart = fulcrum::model::Chart::of(stage);
    let top = |(id, _): &(PositionId, _)| chart.solid_superior(*id).is_none();
    let (director, _) = stage.positions().iter().find(top).unwrap();
    click(&mut window, director);
    assert_eq!(session(&window).selection().positions(), [director]);
    key(&mut window, Key::Period);
    assert_eq!(app(&window).picture().nodes.len(), 1);
    key(&mut window, Key::F7);
    key(&mut window, Key::Period);
    assert_eq!(app(&window).picture().nodes.len(), all);
    let before = session(&window).map().clone();
    key(&mut window, Key::F5);
    assert_eq!(app(&window).picture().nodes.len(), 1, "the scene is folded");
    assert_eq!(*session(&window).map(), before);
    key(&mut window, Key::Escape);
    assert_eq!(app(&window).picture().nodes.len(), all);
}
