//! Zooming from three hundred people drawn as a few boxes to one name and back.

use eframe::egui::{Event, Modifiers, MouseWheelUnit, Pos2, TouchPhase, vec2};
use fulcrum::gui::App;
use fulcrum::model::{Chart, PositionId};
use fulcrum::quantity::MapPoint;
use fulcrum::session::{Action, FileAction, Item, SelectAction};

use crate::organization::organization;
use crate::person::Person;
use crate::window::window_of;

/// A made-up organization of so many people in the window.
fn with_people(count: usize) -> Person {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("organization.orgmap");
    fulcrum::storage::save(&organization(count, true), &path).expect("the map is written");
    let mut person = Person::new();
    perform(&mut person, Action::File(FileAction::Open(path)));
    person
}

fn perform(person: &mut Person, action: Action) {
    let ctx = person.harness.ctx.clone();
    person.harness.state_mut().as_mut().expect("the window was started").perform(action, &ctx);
    person.harness.run_steps(8);
}

fn wheel(person: &mut Person, at: Pos2, turn: f32) {
    person.harness.event(Event::PointerMoved(at));
    person.harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, turn),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
    });
    person.harness.run_steps(4);
}

/// The box whose middle is nearest to a place on the screen, and how far away that is.
fn nearest(person: &Person, at: Pos2) -> (PositionId, f32) {
    let app = person.app();
    let away = |center: MapPoint| app.on_screen(center).expect("the canvas was shown").distance(at);
    let nodes = app.picture().nodes.iter().map(|node| (node.id, away(node.center)));
    nodes.min_by(|one, other| one.1.total_cmp(&other.1)).expect("something is drawn")
}

#[test]
fn three_hundred_people_open_as_a_few_boxes_unfold_to_a_name_and_fold_again() {
    let mut person = with_people(300);
    let boxes = person.app().picture().nodes.len();
    assert!(person.app().picture().is_overview, "{boxes} boxes");
    assert!((7..=60).contains(&boxes), "{boxes} boxes");
    // A box in the lower half of the drawing stands for a branch or a team.
    let picture = person.app().picture().clone();
    let lowest = |one: &f64, other: &f64| one.total_cmp(other);
    let node = picture.nodes.iter().max_by(|one, other| lowest(&one.center.y, &other.center.y));
    let node = node.expect("something is drawn");
    let at = person.app().on_screen(node.center).expect("the canvas was shown");
    let chart = Chart::of(person.stage());
    let superior = chart.solid_superior(node.id);
    let mut counts = vec![boxes];
    for _ in 0..24 {
        wheel(&mut person, at, 1.0);
        counts.push(person.app().picture().nodes.len());
        let (found, away) = nearest(&person, at);
        // What was pointed at, or who works there: they share a superior in the end.
        let mut chain = std::iter::successors(Some(found), |id| chart.solid_superior(*id));
        assert!(chain.any(|id| id == node.id || Some(id) == superior), "{found:?} is elsewhere");
        assert!(away < 700.0, "blank: the nearest box is {away} points away, {counts:?}");
    }
    assert!(!person.app().picture().is_overview, "{counts:?}");
    assert_eq!(person.app().picture().nodes.len(), 300, "{counts:?}");
    assert!(counts.windows(2).all(|pair| pair[0] <= pair[1]), "{counts:?}");
    for _ in 0..24 {
        wheel(&mut person, at, -1.0);
        assert!(!person.app().picture().nodes.is_empty());
    }
    assert_eq!(person.app().picture().nodes.len(), boxes, "as it was opened");
}

#[test]
fn whoever_is_chosen_by_name_is_unfolded() {
    let mut person = with_people(300);
    assert!(person.app().picture().is_overview);
    let hidden = PositionId(300);
    assert!(person.app().picture().node(hidden).is_none(), "folded into a box at first");
    perform(&mut person, Action::Select(SelectAction::Only(Item::Position(hidden))));
    let node = person.app().picture().node(hidden).expect("unfolded").center;
    let at = person.app().on_screen(node).expect("the canvas was shown");
    assert!((0.0..1280.0).contains(&at.x) && (0.0..800.0).contains(&at.y), "{at:?}");
}

#[test]
fn a_map_that_can_be_read_is_never_folded_by_zoom() {
    let mut person = with_people(40);
    for _ in 0..10 {
        wheel(&mut person, Pos2::new(500.0, 400.0), -1.0);
    }
    assert_eq!(person.app().picture().nodes.len(), 40);
}

#[test]
fn a_map_whose_picture_is_late_is_shown_whole_once_it_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("organization.orgmap");
    fulcrum::storage::save(&organization(58, true), &path).expect("the map is written");
    let harness = window_of(vec2(1280.0, 800.0), App::with_threads);
    let mut person = Person { harness, strokes: 0 };
    let ctx = person.harness.ctx.clone();
    let open = Action::File(FileAction::Open(path));
    person.harness.state_mut().as_mut().unwrap().perform(open, &ctx);
    for _ in 0..600 {
        person.harness.run_steps(1);
        if !person.app().picture().nodes.is_empty() && person.app().is_drawn() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    person.harness.run_steps(4);
    let (canvas, picture) = (person.canvas(), person.app().picture());
    assert_eq!(picture.nodes.len(), 58);
    for node in &picture.nodes {
        let at = person.app().on_screen(node.center).unwrap();
        assert!(canvas.contains(at), "{} is out of sight", node.name);
    }
}

#[test]
fn a_box_over_an_overview_selects_everybody_in_its_boxes() {
    let mut person = with_people(300);
    let picture = person.app().picture().clone();
    assert!(picture.is_overview && picture.nodes.len() < 100);
    let corner = |at| person.app().on_screen(at).expect("the canvas was shown");
    let (from, to) = (corner(picture.bounds.min), corner(picture.bounds.max));
    let canvas = person.canvas().shrink(4.0);
    let (from, to) = (canvas.clamp(from - vec2(6.0, 6.0)), canvas.clamp(to + vec2(6.0, 6.0)));
    person.drag(from, to, Modifiers::SHIFT);
    assert_eq!(person.app().session().selection().positions().len(), 300);
    assert!(person.app().picture().is_overview, "nothing is opened for so many");
}

/// Every box that the window shows is in the picture.
fn no_box_is_missing(person: &Person) -> usize {
    let app = person.app();
    let places = app.session().arrangement();
    let window = person.canvas();
    let seen = places
        .points
        .iter()
        .filter(|(_, at)| app.on_screen(**at).is_some_and(|at| window.contains(at)));
    let seen: Vec<PositionId> = seen.map(|(id, _)| *id).collect();
    assert!(seen.iter().all(|id| app.picture().node(*id).is_some()), "{} in sight", seen.len());
    seen.len()
}

#[test]
fn of_thousands_of_boxes_those_in_sight_are_drawn_wherever_one_goes() {
    let mut person = with_people(4_300);
    assert!(person.app().picture().is_overview);
    let ids: Vec<PositionId> = person.stage().positions().ids().collect();
    let one = ids[3_000];
    perform(&mut person, Action::Select(SelectAction::Only(Item::Position(one))));
    person.harness.run_steps(40);
    let picture = person.app().picture();
    assert!(!picture.is_overview && picture.is_part());
    assert!(picture.nodes.len() < 2_000 && picture.boxes().count() == 4_300);
    let at = person.app().on_screen(picture.node(one).expect("it is drawn").center);
    assert!(at.is_some_and(|at| person.canvas().contains(at)), "{at:?}");
    assert!(no_box_is_missing(&person) > 3);
    let mut most = 0;
    for way in [vec2(0.0, 9.0), vec2(9.0, 0.0), vec2(-20.0, -9.0), vec2(0.0, 30.0)] {
        for _ in 0..12 {
            person.harness.event(Event::MouseWheel {
                unit: MouseWheelUnit::Line,
                delta: way,
                phase: TouchPhase::Move,
                modifiers: Modifiers::SHIFT,
            });
            person.harness.run_steps(2);
            most = most.max(no_box_is_missing(&person));
        }
    }
    assert!(most > 3, "somebody is seen on the way");
}
