//! The first things a person does: an example, a small map, a lens, a file.

use eframe::egui::{Key, Modifiers, Pos2, Shape, vec2};
use egui_kittest::kittest::Queryable;
use fulcrum::model::{FlowKind, LineKind};
use fulcrum::session::{Screen, Shown};

use crate::person::Person;

/// A new map with a director and two heads, drawn by mouse and keyboard.
fn small_map() -> Person {
    small_map_in(Person::new())
}

fn small_map_in(mut person: Person) -> Person {
    person.press("Empty map");
    for (x, y, name) in
        [(420.0, 250.0, "Director"), (260.0, 480.0, "Head A"), (580.0, 480.0, "Head B")]
    {
        person.rest();
        person.double_click(Pos2::new(x, y));
        person.line(name);
    }
    person
}

fn link(person: &mut Person, tool: Key, from: &str, to: &str) {
    person.key(tool);
    let (start, end) = (person.place(from), person.place(to));
    person.drag(start, end, Modifiers::NONE);
    person.key(Key::Escape);
}

#[test]
fn every_position_of_every_example_is_found_by_its_title() {
    for number in 0..fulcrum::session::EXAMPLES.len() {
        let mut person = Person::new();
        person.press(fulcrum::session::EXAMPLES[number].title);
        let stage = person.session().shown_stage();
        let titles: Vec<String> =
            stage.positions().iter().map(|(_, position)| position.title.to_string()).collect();
        assert!(titles.len() >= 10, "an example has at least ten positions");
        for title in titles {
            assert!(
                person.harness.query_all_by_label(&title).next().is_some(),
                "{title} cannot be found by its title"
            );
        }
    }
}

#[test]
fn a_map_is_drawn_by_mouse_and_undone_to_nothing() {
    let mut person = small_map();
    link(&mut person, Key::R, "Head A", "Director");
    link(&mut person, Key::R, "Head B", "Director");
    link(&mut person, Key::C, "Director", "Head A");
    link(&mut person, Key::I, "Director", "Head B");
    let stage = person.session().shown_stage().clone();
    let director = person.find("Director");
    assert_eq!(stage.lines().len(), 2);
    assert!(stage.lines().iter().all(|(_, l)| l.to == director && l.kind == LineKind::Solid));
    let kinds: Vec<FlowKind> = stage.flows().iter().map(|(_, f)| f.kind.clone()).collect();
    assert_eq!(kinds, [FlowKind::Consult, FlowKind::Instruct]);
    // Three positions with their names, two lines, two flows.
    for _ in 0..7 {
        assert!(person.session().undo_label().is_some());
        person.hold(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(person.session().undo_label(), None);
    assert!(person.session().shown_stage().positions().is_empty());
    assert!(person.session().is_saved());
}

#[test]
fn the_readings_follow_an_edit_at_once() {
    let mut person = small_map();
    link(&mut person, Key::R, "Head A", "Director");
    link(&mut person, Key::I, "Director", "Head A");
    let session = person.session();
    assert!(matches!(session.shown(), Shown::Fresh(_)));
    let answer = session.shown().answer().expect("the map was read");
    // Head A depends on the Director alone, and nobody else depends on anybody.
    let influence = answer.analysis.influence.clone().expect("there are dealings");
    let director = answer.analysis.person(person.find("Director")).unwrap();
    assert!((influence[director] - 1.0).abs() < 1e-12);
}

#[test]
fn a_loop_of_reporting_lines_is_refused_with_the_reason() {
    let mut person = small_map();
    link(&mut person, Key::R, "Head A", "Director");
    link(&mut person, Key::R, "Director", "Head A");
    assert_eq!(person.session().shown_stage().lines().len(), 1);
    let told: Vec<&str> = person.session().notices().map(|notice| notice.text.as_str()).collect();
    assert!(told.iter().any(|text| text.contains("loop")), "{told:?}");
}

#[test]
fn dragging_moves_a_position_without_a_jump_and_is_one_step() {
    let mut person = small_map();
    let before = person.place("Head A");
    person.drag(before + vec2(14.0, 6.0), before + vec2(94.0, 46.0), Modifiers::NONE);
    let after = person.place("Head A");
    assert!((after - before - vec2(80.0, 40.0)).length() < 1.0, "{before:?} {after:?}");
    person.hold(Modifiers::COMMAND, Key::Z);
    assert!((person.place("Head A") - before).length() < 1.0);
}

#[test]
fn a_click_selects_and_does_not_move() {
    let mut person = small_map();
    let before = person.place("Head B");
    person.harness.hover_at(before + vec2(20.0, 9.0));
    person.harness.run_steps(1);
    person.harness.get_by_label("Head B").click();
    person.harness.run_steps(3);
    assert_eq!(person.session().selection().positions(), [person.find("Head B")]);
    assert!((person.place("Head B") - before).length() < 0.5);
}

#[test]
fn escape_during_a_drag_puts_it_back() {
    let mut person = small_map();
    let undo = person.session().undo_label().map(str::to_owned);
    let before = person.place("Head A");
    person.harness.hover_at(before);
    person.harness.run_steps(1);
    person.harness.drag_at(before);
    person.harness.run_steps(1);
    person.harness.hover_at(before + vec2(60.0, 60.0));
    person.harness.run_steps(2);
    person.key(Key::Escape);
    person.harness.drop_at(before + vec2(60.0, 60.0));
    person.harness.run_steps(3);
    assert!((person.place("Head A") - before).length() < 1.0);
    assert_eq!(person.session().undo_label().map(str::to_owned), undo);
}

#[test]
fn expertise_and_rights_are_entered_in_the_side_panel() {
    // High enough for all fields of the side panel to be seen.
    let mut person = small_map_in(Person::in_window(vec2(1280.0, 1300.0)));
    person.press("Head A");
    for field in ["Add expertise in", "Add a right in"] {
        person.harness.get_by_label(field).click();
        person.harness.run_steps(2);
        person.line("design");
    }
    let id = person.find("Head A");
    let stage = person.session().shown_stage();
    let head = stage.positions().get(id).unwrap();
    assert_eq!(head.expertise.len(), 1);
    assert_eq!(head.rights.len(), 1);
    assert_eq!(head.expertise.keys().next().unwrap().name(), "design");
}

#[test]
fn lenses_are_switched_by_digit_and_by_button() {
    let mut person = Person::new();
    person.press(fulcrum::session::EXAMPLES[0].title);
    for (digit, lens) in
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7]
            .into_iter()
            .zip(fulcrum::wording::Lens::ALL)
    {
        person.key(digit);
        assert_eq!(person.session().lens(), lens);
    }
    person.press("Structure");
    assert_eq!(person.session().lens(), fulcrum::wording::Lens::Structure);
}

#[test]
fn a_saved_map_opens_as_it_was_and_saves_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.orgmap");
    let mut person = small_map();
    link(&mut person, Key::R, "Head A", "Director");
    person.hold(Modifiers::COMMAND, Key::S);
    person.hold(Modifiers::COMMAND, Key::A);
    person.line(path.to_str().unwrap());
    assert!(person.session().is_saved());
    let drawn = person.session().map().clone();
    assert_eq!(drawn.header().title, "small", "an untitled map is called as its file is");
    let bytes = std::fs::read(&path).unwrap();

    let mut again = Person::new();
    again.hold(Modifiers::COMMAND, Key::O);
    again.line(path.to_str().unwrap());
    assert_eq!(again.session().screen(), Screen::Map);
    assert_eq!(again.session().map(), &drawn);
    again.hold(Modifiers::COMMAND, Key::S);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn unsaved_work_is_asked_about_before_it_is_left() {
    let mut person = small_map();
    person.hold(Modifiers::COMMAND, Key::N);
    assert!(person.harness.query_by_label("Don't save").is_some());
    person.press("Cancel");
    assert_eq!(person.session().shown_stage().positions().len(), 3);
    person.hold(Modifiers::COMMAND, Key::N);
    person.press("Don't save");
    assert!(person.session().shown_stage().positions().is_empty());
}

#[test]
fn a_file_that_is_refused_leaves_the_open_map_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.orgmap");
    std::fs::write(&path, "{\"format\": \"orgmap\", ").unwrap();
    let mut person = Person::new();
    person.press(fulcrum::session::EXAMPLES[2].title);
    let map = person.session().map().clone();
    person.hold(Modifiers::COMMAND, Key::O);
    person.line(path.to_str().unwrap());
    assert_eq!(person.session().map(), &map);
    let told = person.session().notices().next().expect("the refusal is told");
    assert!(told.text.contains("broken.orgmap"), "{}", told.text);
}

#[test]
fn a_window_at_rest_asks_for_no_frame() {
    let mut person = Person::new();
    person.press(fulcrum::session::EXAMPLES[0].title);
    person.harness.remove_cursor();
    // Would fail if the canvas asked for a frame after every frame.
    person.harness.run();
}

#[test]
fn opening_a_side_panel_does_not_move_the_map() {
    let mut person = small_map();
    let before = person.place("Head A");
    person.press("View");
    person.press("Side panel");
    person.harness.run_steps(2);
    assert!((person.place("Head A") - before).length() < 1.0);
}

#[test]
fn a_folder_of_tables_opens_and_is_saved_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("nodes.csv"), "id,label\n1,Director\n2,Clerk\n").unwrap();
    let edges = "from,to,kind,weight\n2,1,reports_to,1\n";
    std::fs::write(folder.path().join("edges.csv"), edges).unwrap();
    let mut person = Person::new();
    person.hold(Modifiers::COMMAND, Key::O);
    person.line(folder.path().to_str().unwrap());
    assert_eq!(person.session().shown_stage().positions().len(), 2);
    // The tables hold less than a map, so that saving asks for a file.
    assert_eq!(person.session().file(), None);
}

#[test]
fn no_position_lies_under_the_ruler_when_the_lens_changes() {
    let mut person = Person::new();
    person.press("One chart, three ways");
    person.harness.run_steps(30);
    let before = person.place("C1");
    person.key(Key::Num4);
    person.harness.run_steps(90);
    let mut ruler = None;
    for shape in &person.harness.output().shapes {
        if let Shape::Text(text) = &shape.shape
            && text.galley.text().contains("counts alike")
        {
            ruler = Some(text.visual_bounding_rect().left());
        }
    }
    let ruler = ruler.expect("the ruler says where everyone counts alike");
    let box_of_last = person.harness.get_by_label("C1").rect();
    assert!(before.x > ruler, "the whole map took the room of the ruler before");
    assert!(box_of_last.right() < ruler, "{box_of_last:?} and the ruler at {ruler}");
}
