//! The window, pressed by a scripted person: what is pressed is found by its accessible name.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test says by failing what is wrong, and may write its own files"
)]

use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, Shape, Vec2, vec2};
use egui_kittest::{Harness, kittest::Queryable};
use fulcrum::gui::App;
use fulcrum::model::{FlowKind, LineKind, PositionId};
use fulcrum::session::{Screen, Shown};

/// A window of a laptop's size that works on the spot.
fn window() -> Harness<'static, Option<App>> {
    sized_window(vec2(1280.0, 800.0))
}

fn sized_window(size: Vec2) -> Harness<'static, Option<App>> {
    let mut harness = Harness::builder().with_size(size).with_step_dt(1.0 / 60.0).build_ui_state(
        |ui, app: &mut Option<App>| {
            let app = app.get_or_insert_with(|| App::for_tests(ui.ctx()));
            app.frame_logic(&ui.ctx().clone());
            app.frame_ui(ui);
        },
        None,
    );
    harness.run_steps(3);
    harness
}

fn app<'a>(harness: &'a Harness<'_, Option<App>>) -> &'a App {
    harness.state().as_ref().expect("the window was started")
}

fn press(harness: &mut Harness<'_, Option<App>>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_steps(3);
}

fn key(harness: &mut Harness<'_, Option<App>>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(3);
}

fn type_text(harness: &mut Harness<'_, Option<App>>, text: &str) {
    harness.event(Event::Text(text.into()));
    harness.run_steps(2);
    key(harness, Modifiers::NONE, Key::Enter);
}

/// Presses at one place and lets go at another.
fn drag(harness: &mut Harness<'_, Option<App>>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.run_steps(2);
    harness.drag_at(from);
    harness.run_steps(2);
    for step in 1..=4 {
        harness.hover_at(from + (to - from) * (step as f32 / 4.0));
        harness.run_steps(1);
    }
    harness.drop_at(to);
    harness.run_steps(3);
}

fn double_click(harness: &mut Harness<'_, Option<App>>, at: Pos2) {
    harness.hover_at(at);
    // Long enough for a press before not to be counted with these.
    harness.run_steps(45);
    for _ in 0..2 {
        for pressed in [true, false] {
            harness.event(Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
            harness.run_steps(1);
        }
    }
    harness.run_steps(3);
}

fn place(harness: &Harness<'_, Option<App>>, label: &str) -> Pos2 {
    harness.get_by_label(label).rect().center()
}

fn new_position(harness: &mut Harness<'_, Option<App>>, at: Pos2, name: &str) {
    double_click(harness, at);
    type_text(harness, name);
}

fn position(harness: &Harness<'_, Option<App>>, title: &str) -> PositionId {
    let stage = app(harness).session().shown_stage();
    let found = stage.positions().iter().find(|(_, position)| position.title == title);
    found.expect("the position is on the map").0
}

/// A new map with a director and two heads, drawn by mouse and keyboard.
fn small_map() -> Harness<'static, Option<App>> {
    small_map_in(window())
}

fn small_map_in(mut harness: Harness<'static, Option<App>>) -> Harness<'static, Option<App>> {
    press(&mut harness, "Empty map");
    new_position(&mut harness, Pos2::new(420.0, 250.0), "Director");
    new_position(&mut harness, Pos2::new(260.0, 480.0), "Head A");
    new_position(&mut harness, Pos2::new(580.0, 480.0), "Head B");
    harness
}

fn link(harness: &mut Harness<'_, Option<App>>, tool: Key, from: &str, to: &str) {
    key(harness, Modifiers::NONE, tool);
    let (start, end) = (place(harness, from), place(harness, to));
    drag(harness, start, end);
    key(harness, Modifiers::NONE, Key::Escape);
}

#[test]
fn every_position_of_every_example_is_found_by_its_title() {
    for number in 0..fulcrum::session::EXAMPLES.len() {
        let mut harness = window();
        press(&mut harness, fulcrum::session::EXAMPLES[number].title);
        let stage = app(&harness).session().shown_stage();
        let titles: Vec<String> =
            stage.positions().iter().map(|(_, position)| position.title.clone()).collect();
        assert!(titles.len() >= 10, "an example has at least ten positions");
        for title in titles {
            assert!(
                harness.query_all_by_label(&title).next().is_some(),
                "{title} cannot be found by its title"
            );
        }
    }
}

#[test]
fn a_map_is_drawn_by_mouse_and_undone_to_nothing() {
    let mut harness = small_map();
    link(&mut harness, Key::R, "Head A", "Director");
    link(&mut harness, Key::R, "Head B", "Director");
    link(&mut harness, Key::C, "Director", "Head A");
    link(&mut harness, Key::I, "Director", "Head B");
    let stage = app(&harness).session().shown_stage().clone();
    let director = position(&harness, "Director");
    assert_eq!(stage.lines().len(), 2);
    assert!(stage.lines().iter().all(|(_, l)| l.to == director && l.kind == LineKind::Solid));
    let kinds: Vec<FlowKind> = stage.flows().iter().map(|(_, f)| f.kind.clone()).collect();
    assert_eq!(kinds, [FlowKind::Consult, FlowKind::Instruct]);
    // Three positions with their names, two lines, two flows.
    for _ in 0..7 {
        assert!(app(&harness).session().undo_label().is_some());
        key(&mut harness, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(app(&harness).session().undo_label(), None);
    assert!(app(&harness).session().shown_stage().positions().is_empty());
    assert!(app(&harness).session().is_saved());
}

#[test]
fn the_readings_follow_an_edit_at_once() {
    let mut harness = small_map();
    link(&mut harness, Key::R, "Head A", "Director");
    link(&mut harness, Key::I, "Director", "Head A");
    let session = app(&harness).session();
    assert!(matches!(session.shown(), Shown::Fresh(_)));
    let answer = session.shown().answer().expect("the map was read");
    // Head A depends on the Director alone, and nobody else depends on anybody.
    let influence = answer.analysis.influence.clone().expect("there are dealings");
    let director = answer.analysis.person(position(&harness, "Director")).unwrap();
    assert!((influence[director] - 1.0).abs() < 1e-12);
}

#[test]
fn a_loop_of_reporting_lines_is_refused_with_the_reason() {
    let mut harness = small_map();
    link(&mut harness, Key::R, "Head A", "Director");
    link(&mut harness, Key::R, "Director", "Head A");
    assert_eq!(app(&harness).session().shown_stage().lines().len(), 1);
    let told: Vec<&str> =
        app(&harness).session().notices().map(|notice| notice.text.as_str()).collect();
    assert!(told.iter().any(|text| text.contains("loop")), "{told:?}");
}

#[test]
fn dragging_moves_a_position_without_a_jump_and_is_one_step() {
    let mut harness = small_map();
    let before = place(&harness, "Head A");
    drag(&mut harness, before + vec2(14.0, 6.0), before + vec2(94.0, 46.0));
    let after = place(&harness, "Head A");
    assert!((after - before - vec2(80.0, 40.0)).length() < 1.0, "{before:?} {after:?}");
    key(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!((place(&harness, "Head A") - before).length() < 1.0);
}

#[test]
fn a_click_selects_and_does_not_move() {
    let mut harness = small_map();
    let before = place(&harness, "Head B");
    harness.hover_at(before + vec2(20.0, 9.0));
    harness.run_steps(1);
    harness.get_by_label("Head B").click();
    harness.run_steps(3);
    assert_eq!(app(&harness).session().selection().positions(), [position(&harness, "Head B")]);
    assert!((place(&harness, "Head B") - before).length() < 0.5);
}

#[test]
fn escape_during_a_drag_puts_it_back() {
    let mut harness = small_map();
    let undo = app(&harness).session().undo_label().map(str::to_owned);
    let before = place(&harness, "Head A");
    harness.hover_at(before);
    harness.run_steps(1);
    harness.drag_at(before);
    harness.run_steps(1);
    harness.hover_at(before + vec2(60.0, 60.0));
    harness.run_steps(2);
    key(&mut harness, Modifiers::NONE, Key::Escape);
    harness.drop_at(before + vec2(60.0, 60.0));
    harness.run_steps(3);
    assert!((place(&harness, "Head A") - before).length() < 1.0);
    assert_eq!(app(&harness).session().undo_label().map(str::to_owned), undo);
}

#[test]
fn expertise_and_rights_are_entered_in_the_side_panel() {
    // High enough for all fields of the side panel to be seen.
    let mut harness = small_map_in(sized_window(vec2(1280.0, 1300.0)));
    press(&mut harness, "Head A");
    for field in ["Add expertise in", "Add a right in"] {
        harness.get_by_label(field).click();
        harness.run_steps(2);
        type_text(&mut harness, "design");
    }
    let id = position(&harness, "Head A");
    let stage = app(&harness).session().shown_stage();
    let head = stage.positions().get(id).unwrap();
    assert_eq!(head.expertise.len(), 1);
    assert_eq!(head.rights.len(), 1);
    assert_eq!(head.expertise.keys().next().unwrap().name(), "design");
}

#[test]
fn lenses_are_switched_by_digit_and_by_button() {
    let mut harness = window();
    press(&mut harness, fulcrum::session::EXAMPLES[0].title);
    for (digit, lens) in
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7]
            .into_iter()
            .zip(fulcrum::wording::Lens::ALL)
    {
        key(&mut harness, Modifiers::NONE, digit);
        assert_eq!(app(&harness).session().lens(), lens);
    }
    press(&mut harness, "Structure");
    assert_eq!(app(&harness).session().lens(), fulcrum::wording::Lens::Structure);
}

#[test]
fn a_saved_map_opens_as_it_was_and_saves_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.orgmap");
    let mut harness = small_map();
    link(&mut harness, Key::R, "Head A", "Director");
    key(&mut harness, Modifiers::COMMAND, Key::S);
    key(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, path.to_str().unwrap());
    assert!(app(&harness).session().is_saved());
    let drawn = app(&harness).session().map().clone();
    assert_eq!(drawn.header().title, "small", "an untitled map is called as its file is");
    let bytes = std::fs::read(&path).unwrap();

    let mut again = window();
    key(&mut again, Modifiers::COMMAND, Key::O);
    type_text(&mut again, path.to_str().unwrap());
    assert_eq!(app(&again).session().screen(), Screen::Map);
    assert_eq!(app(&again).session().map(), &drawn);
    key(&mut again, Modifiers::COMMAND, Key::S);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn unsaved_work_is_asked_about_before_it_is_left() {
    let mut harness = small_map();
    key(&mut harness, Modifiers::COMMAND, Key::N);
    assert!(harness.query_by_label("Don't save").is_some());
    press(&mut harness, "Cancel");
    assert_eq!(app(&harness).session().shown_stage().positions().len(), 3);
    key(&mut harness, Modifiers::COMMAND, Key::N);
    press(&mut harness, "Don't save");
    assert!(app(&harness).session().shown_stage().positions().is_empty());
}

#[test]
fn a_file_that_is_refused_leaves_the_open_map_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.orgmap");
    std::fs::write(&path, "{\"format\": \"orgmap\", ").unwrap();
    let mut harness = window();
    press(&mut harness, fulcrum::session::EXAMPLES[2].title);
    let map = app(&harness).session().map().clone();
    key(&mut harness, Modifiers::COMMAND, Key::O);
    type_text(&mut harness, path.to_str().unwrap());
    assert_eq!(app(&harness).session().map(), &map);
    let told = app(&harness).session().notices().next().expect("the refusal is told");
    assert!(told.text.contains("broken.orgmap"), "{}", told.text);
}

#[test]
fn a_window_at_rest_asks_for_no_frame() {
    let mut harness = window();
    press(&mut harness, fulcrum::session::EXAMPLES[0].title);
    harness.remove_cursor();
    // Would fail if the canvas asked for a frame after every frame.
    harness.run();
}

#[test]
fn opening_a_side_panel_does_not_move_the_map() {
    let mut harness = small_map();
    let before = place(&harness, "Head A");
    press(&mut harness, "View");
    press(&mut harness, "Side panel");
    harness.run_steps(2);
    assert!((place(&harness, "Head A") - before).length() < 1.0);
}

#[test]
fn a_folder_of_tables_opens_and_is_saved_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("nodes.csv"), "id,label\n1,Director\n2,Clerk\n").unwrap();
    let edges = "from,to,kind,weight\n2,1,reports_to,1\n";
    std::fs::write(folder.path().join("edges.csv"), edges).unwrap();
    let mut harness = window();
    key(&mut harness, Modifiers::COMMAND, Key::O);
    type_text(&mut harness, folder.path().to_str().unwrap());
    assert_eq!(app(&harness).session().shown_stage().positions().len(), 2);
    // The tables hold less than a map, so that saving asks for a file.
    assert_eq!(app(&harness).session().file(), None);
}

#[test]
fn no_position_lies_under_the_ruler_when_the_lens_changes() {
    let mut harness = window();
    press(&mut harness, "One chart, three ways");
    harness.run_steps(30);
    let before = place(&harness, "C1");
    key(&mut harness, Modifiers::NONE, Key::Num4);
    harness.run_steps(90);
    let mut ruler = None;
    for shape in &harness.output().shapes {
        if let Shape::Text(text) = &shape.shape
            && text.galley.text().contains("counts alike")
        {
            ruler = Some(text.visual_bounding_rect().left());
        }
    }
    let ruler = ruler.expect("the ruler says where everyone counts alike");
    let box_of_last = harness.get_by_label("C1").rect();
    assert!(before.x > ruler, "the whole map took the room of the ruler before");
    assert!(box_of_last.right() < ruler, "{box_of_last:?} and the ruler at {ruler}");
}
