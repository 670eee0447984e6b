//! The view follows the act, panels and notes stay in their place, and the window says what is
//! saved.

use eframe::egui::{Key, Modifiers, Pos2, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use fulcrum::model::LineKind;
use fulcrum::quantity::MapPoint;
use fulcrum::session::{Action, FileAction};

use crate::person::{ALT_SHIFT, CTRL_SHIFT, Person};
use crate::typing::with_large_map;

fn position(person: &mut Person, name: &str) {
    person.letter('p');
    person.word(name);
    person.key(Key::Enter);
}

/// Where a position is drawn in the window.
fn box_of(person: &Person, title: &str) -> Rect {
    let node = person.app().picture().node(person.find(title)).expect("it is drawn");
    let (center, size) = (node.center, node.size);
    let corner = |sign: f64| {
        let at =
            MapPoint::new(center.x + sign * size.width * 0.5, center.y + sign * size.height * 0.5);
        person.app().on_screen(at).expect("the canvas was shown")
    };
    Rect::from_min_max(corner(-1.0), corner(1.0))
}

fn is_in_sight(person: &Person, title: &str) {
    let (place, canvas) = (box_of(person, title), person.canvas());
    assert!(canvas.contains_rect(place), "{title} at {place}, the map is seen in {canvas}");
}

fn undone(person: &mut Person, before: &str) {
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(before);
}

/// A head with two reports, the first of whom has one.
fn small() -> Person {
    let mut person = Person::with_empty_map();
    position(&mut person, "Head");
    person.key(Key::Tab);
    person.word("Clerk");
    person.key(Key::Enter);
    person.key(Key::Enter);
    person.word("Cook");
    person.key(Key::Enter);
    person.rest();
    assert_eq!(person.superior("Cook").as_deref(), Some("Head"));
    person
}

fn select(person: &mut Person, title: &str) {
    person.hold(Modifiers::COMMAND, Key::F);
    person.word(title);
    person.key(Key::Enter);
    assert_eq!(person.session().selection().positions(), [person.find(title)]);
}

#[test]
fn r_changes_the_superior_and_with_shift_adds_a_dotted_one() {
    let mut person = small();
    select(&mut person, "Cook");
    let before = person.bytes();
    person.letter('r');
    person.word("Clerk");
    person.key(Key::Enter);
    assert_eq!(person.superior("Cook").as_deref(), Some("Clerk"));
    assert_eq!(person.stage().lines().len(), 2, "in the place of the old line");
    undone(&mut person, &before);
    select(&mut person, "Cook");
    person.hold(Modifiers::SHIFT, Key::R);
    person.word("Clerk");
    person.key(Key::Enter);
    assert_eq!(person.superior("Cook").as_deref(), Some("Head"));
    let dotted =
        person.stage().lines().iter().filter(|(_, line)| line.kind == LineKind::Dotted).count();
    assert_eq!((person.stage().lines().len(), dotted), (3, 1));
    undone(&mut person, &before);
}

#[test]
fn a_report_of_a_position_placed_by_hand_comes_below_it_and_into_its_unit() {
    let mut person = small();
    person.hold(Modifiers::COMMAND, Key::G);
    person.word("Kitchen");
    person.key(Key::Enter);
    let from = person.place("Cook");
    let to = Pos2::new(from.x + 160.0, from.y + 90.0);
    person.drag(from, to, Modifiers::COMMAND);
    select(&mut person, "Cook");
    person.key(Key::Tab);
    person.word("Helper");
    person.key(Key::Enter);
    let (cook, helper) = (box_of(&person, "Cook"), box_of(&person, "Helper"));
    assert!(helper.top() >= cook.bottom(), "{helper} below {cook}");
    assert!((helper.center().x - cook.center().x).abs() < cook.width(), "{helper} near {cook}");
    let unit = |title: &str| person.stage().positions().get(person.find(title)).unwrap().unit;
    assert!(unit("Cook").is_some() && unit("Cook") == unit("Helper"));
    is_in_sight(&person, "Helper");
}

#[test]
fn enter_on_a_top_makes_a_colleague_beside_it_in_sight() {
    let mut person = small();
    select(&mut person, "Head");
    person.key(Key::Enter);
    person.word("Second head");
    person.key(Key::Enter);
    assert_eq!(person.superior("Second head"), None);
    is_in_sight(&person, "Second head");
    let (first, second) = (box_of(&person, "Head"), box_of(&person, "Second head"));
    assert!(second.y_range().contains(first.center().y), "{second} beside {first}");
    assert!(second.left() > first.right(), "{second} right of {first}");
}

#[test]
fn what_is_made_far_away_comes_into_sight() {
    let mut person = with_large_map(300);
    // Far into one corner, and as large as can be read.
    person.letter('1');
    for _ in 0..6 {
        person.hold(Modifiers::COMMAND, Key::Plus);
    }
    select(&mut person, "Seat 299");
    is_in_sight(&person, "Seat 299");
    person.key(Key::Tab);
    person.word("Made here");
    person.key(Key::Enter);
    person.harness.run_steps(30);
    is_in_sight(&person, "Made here");
    select(&mut person, "Seat 0");
    is_in_sight(&person, "Seat 0");
    person.hold(Modifiers::COMMAND, Key::C);
    person.hold(Modifiers::COMMAND, Key::V);
    person.harness.run_steps(30);
    let pasted = person.session().selection().positions().to_vec();
    let title = person.title(pasted[0]);
    assert_eq!((pasted.len(), title.as_str()), (1, "Seat 0"));
    let node = person.app().picture().node(pasted[0]).unwrap();
    let at = person.app().on_screen(node.center).unwrap();
    assert!(person.canvas().contains(at), "the copy at {at}");
}

#[test]
fn another_lens_leaves_zoom_and_place_as_they_are() {
    let mut person = Person::with_example(1);
    for _ in 0..3 {
        person.hold(Modifiers::COMMAND, Key::Plus);
    }
    person.harness.run_steps(30);
    let places = |person: &Person| -> Vec<(String, Pos2)> {
        let stage = person.stage();
        let titles = stage.positions().iter().map(|(_, it)| it.title.clone());
        titles.map(|title| (title.to_string(), person.place(&title))).collect()
    };
    let before = places(&person);
    for digit in [Key::Num2, Key::Num4, Key::Num6, Key::Num7, Key::Num1] {
        person.key(digit);
        person.harness.run_steps(30);
        for ((title, was), (_, is)) in before.iter().zip(places(&person)) {
            assert!(was.distance(is) < 0.5, "{title} went from {was} to {is} with {digit:?}");
        }
    }
}

#[test]
fn the_outline_keeps_its_width_however_long_names_are() {
    let mut person = small();
    person.hold(CTRL_SHIFT, Key::O);
    person.harness.run_steps(10);
    let edge = |person: &Person| person.canvas().left();
    let before = edge(&person);
    assert!(before > 100.0, "the outline is shown");
    select(&mut person, "Cook");
    person.key(Key::F2);
    person.hold(Modifiers::COMMAND, Key::A);
    person.word(&"Commissioner of the very long and winding road ".repeat(4));
    person.key(Key::Enter);
    person.harness.run_steps(60);
    assert!((edge(&person) - before).abs() < 0.5, "from {before} to {}", edge(&person));
}

#[test]
fn a_note_goes_by_itself_and_covers_no_box() {
    let mut person = small();
    let file = std::path::PathBuf::from("/nowhere/at/all.orgmap");
    let ctx = person.harness.ctx.clone();
    let app = person.harness.state_mut().as_mut().unwrap();
    app.perform(Action::File(FileAction::Open(file)), &ctx);
    person.harness.run_steps(4);
    if person.session().leaving().is_some() {
        person.press("Don't save");
    }
    person.harness.run_steps(4);
    let told = person.session().notices().next().expect("it is told").text.clone();
    assert!(told.contains("/nowhere/at/all.orgmap"), "{told}");
    let note = person.harness.get_by_label(&told).rect();
    for title in ["Head", "Clerk", "Cook"] {
        assert!(!box_of(&person, title).intersects(note), "{title} lies under the note");
    }
    assert!(!person.canvas().intersects(note.shrink(1.0)), "it lies beside the map");
    // So many letters are read in so many seconds, and then it is gone.
    let seconds = 4 + told.chars().count() / 10;
    person.harness.run_steps(seconds * 60);
    assert!(person.session().notices().next().is_none(), "it is still there");
    assert!(person.harness.query_by_label(&told).is_none());
}

#[test]
fn the_palette_knows_what_other_programs_call_it() {
    for (word, wanted) in [
        ("fit", "Show the whole map"),
        ("export", "Export the map"),
        ("picture", "Export the map"),
        ("boss", "Reports to"),
        ("delete", "Remove"),
    ] {
        let mut person = small();
        person.hold(Modifiers::COMMAND, Key::K);
        person.word(word);
        person.harness.run_steps(4);
        let labels: Vec<String> = person
            .harness
            .root()
            .children_recursive()
            .filter_map(|node| node.accesskit_node().label())
            .collect();
        let found = labels.iter().any(|it| it.to_lowercase().contains(&wanted.to_lowercase()));
        assert!(found, "{word} finds {wanted}: {labels:?}");
    }
}

#[test]
fn the_saved_name_becomes_the_title_of_an_untitled_map_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut person = small();
    let save = |person: &mut Person, name: &str| {
        person.hold(CTRL_SHIFT, Key::S);
        person.harness.run_steps(4);
        person.hold(Modifiers::COMMAND, Key::A);
        person.type_path(&folder.path().join(name));
        person.key(Key::Enter);
        person.harness.run_steps(6);
        assert!(person.session().is_saved());
        fulcrum::storage::read(&folder.path().join(name)).unwrap().map.header().title.clone()
    };
    assert_eq!(save(&mut person, "Our kitchen.orgmap"), "Our kitchen");
    assert_eq!(person.session().map().header().title, "Our kitchen");
    assert_eq!(save(&mut person, "copy.orgmap"), "Our kitchen", "a title stays");
}

/// Something that a person does, and what it is called.
type Deed = (&'static str, fn(&mut Person));

const LOOKS: [Deed; 5] = [
    ("another lens", |person| person.key(Key::Num3)),
    ("zooming", |person| person.hold(Modifiers::COMMAND, Key::Plus)),
    ("selecting", |person| person.key(Key::ArrowUp)),
    ("folding", |person| {
        select(person, "Head");
        person.letter('.');
    }),
    ("a panel", |person| person.hold(CTRL_SHIFT, Key::O)),
];

const EDITS: [Deed; 8] = [
    ("a new name", |person| {
        select(person, "Cook");
        person.key(Key::F2);
        person.word("Chef");
        person.key(Key::Enter);
    }),
    ("a move", |person| {
        let from = person.place("Clerk");
        person.drag(from, Pos2::new(from.x - 60.0, from.y + 120.0), Modifiers::COMMAND);
    }),
    ("a new position", |person| position(person, "Driver")),
    ("a removal", |person| {
        select(person, "Cook");
        person.key(Key::Delete);
    }),
    ("a line", |person| to_clerk(person, 'r')),
    ("a flow", |person| to_clerk(person, 'c')),
    ("a unit", |person| {
        select(person, "Cook");
        person.hold(Modifiers::COMMAND, Key::G);
        person.word("Kitchen");
        person.key(Key::Enter);
    }),
    ("another order", |person| {
        select(person, "Cook");
        person.hold(ALT_SHIFT, Key::ArrowLeft);
    }),
];

/// Draws a line or flow from the cook to the clerk.
fn to_clerk(person: &mut Person, kind: char) {
    select(person, "Cook");
    person.letter(kind);
    person.word("Clerk");
    person.key(Key::Enter);
}

fn says_unsaved(person: &Person) -> bool {
    person.session().window_title().contains("(unsaved)")
}

/// The small map in a file, opened from there.
fn opened(folder: &std::path::Path) -> Person {
    let path = folder.join("kitchen.orgmap");
    let mut person = small();
    std::fs::write(&path, person.bytes()).unwrap();
    person = Person::new();
    person.hold(Modifiers::COMMAND, Key::O);
    person.type_path(&path);
    person.key(Key::Enter);
    person.harness.run_steps(6);
    assert!(!says_unsaved(&person));
    person
}

#[test]
fn looking_at_a_map_leaves_it_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut person = opened(folder.path());
    for (what, look) in LOOKS {
        look(&mut person);
        person.harness.run_steps(4);
        assert!(!says_unsaved(&person), "{what} is no edit");
    }
    assert_eq!(person.stage().placements().iter().filter(|(_, it)| it.folded).count(), 1);
}

#[test]
fn unsaved_is_said_after_every_kind_of_edit_until_it_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut person = opened(folder.path());
    for (what, edit) in EDITS {
        person.rest();
        let before = person.bytes();
        edit(&mut person);
        person.harness.run_steps(4);
        assert_ne!(person.bytes(), before, "{what} changes the map");
        assert!(says_unsaved(&person), "{what} is an edit");
        person.key(Key::Escape);
        person.hold(Modifiers::COMMAND, Key::Z);
        person.harness.run_steps(4);
        assert!(!says_unsaved(&person), "{what} taken back is as saved");
    }
}
