use eframe::egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::Queryable;
use fulcrum::model::FlowKind;
use fulcrum::quantity::{MapPoint, MapRect};

use crate::person::{CTRL_SHIFT, Person};

/// The twelve by mouse: where each stands, and whom it reports to.
const TWELVE: [(&str, f32, f32, Option<&str>); 12] = [
    ("Director", 460.0, 170.0, None),
    ("Research", 180.0, 300.0, Some("Director")),
    ("Workshop", 460.0, 300.0, Some("Director")),
    ("Accounts", 740.0, 300.0, Some("Director")),
    ("Chemists", 110.0, 430.0, Some("Research")),
    ("Analysts", 250.0, 430.0, Some("Research")),
    ("Planners", 180.0, 520.0, Some("Research")),
    ("Machines", 390.0, 430.0, Some("Workshop")),
    ("Assembly", 530.0, 430.0, Some("Workshop")),
    ("Foundries", 460.0, 520.0, Some("Workshop")),
    ("Purchase", 670.0, 430.0, Some("Accounts")),
    ("Payrolls", 810.0, 430.0, Some("Accounts")),
];

fn draw_by_mouse(person: &mut Person) {
    for (name, x, y, _) in TWELVE {
        person.double_click(Pos2::new(x, y));
        person.word(name);
        person.key(Key::Enter);
    }
    person.press("Reports to");
    for (name, _, _, superior) in TWELVE {
        if let Some(superior) = superior {
            let (from, to) = (person.place(name), person.place(superior));
            person.drag(from, to, Modifiers::NONE);
        }
    }
    for (tool, from, to) in [
        ("Consult", "Director", "Planners"),
        ("Consult", "Chemists", "Machines"),
        ("Instruct", "Workshop", "Foundries"),
        ("Inform", "Payrolls", "Purchase"),
    ] {
        person.press(tool);
        let (from, to) = (person.place(from), person.place(to));
        person.drag(from, to, Modifiers::NONE);
    }
    person.key(Key::Escape);
}

#[test]
fn a_map_is_drawn_by_mouse_and_taken_back_step_by_step() {
    let mut person = Person::with_empty_map();
    let empty = person.bytes();
    draw_by_mouse(&mut person);
    for (name, _, _, superior) in TWELVE {
        assert_eq!(person.superior(name).as_deref(), superior);
    }
    let flows: Vec<_> = person.flows().into_iter().map(|(from, kind, _)| (from, kind)).collect();
    let wanted = [
        ("Director", FlowKind::Consult),
        ("Chemists", FlowKind::Consult),
        ("Workshop", FlowKind::Instruct),
        ("Payrolls", FlowKind::Inform),
    ];
    assert_eq!(flows, wanted.map(|(from, kind)| (from.to_owned(), kind)));
    // Twelve positions with their names, eleven lines, four flows.
    for _ in 0..27 {
        person.hold(Modifiers::COMMAND, Key::Z);
    }
    person.is_as(&empty);
}

#[test]
fn a_position_gets_another_superior_by_drag_and_it_is_one_step() {
    let mut person = Person::with_empty_map();
    draw_by_mouse(&mut person);
    let before = person.bytes();
    // In the middle of the box, with Shift held.
    let (from, to) = (person.place("Machines"), person.place("Accounts"));
    person.drag(from, to, Modifiers::SHIFT);
    assert_eq!(person.superior("Machines").as_deref(), Some("Accounts"));
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
    // After half a second's stay, at the side: a colleague of whom it was dropped onto.
    let side = person.place("Purchase") + vec2(40.0, 0.0);
    let from = person.place("Machines");
    person.drag_and_stay(from, side, Modifiers::NONE, 40);
    assert_eq!(person.superior("Machines").as_deref(), Some("Accounts"));
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
}

#[test]
fn a_drop_that_would_close_a_loop_leaves_everything_as_it_was() {
    let mut person = Person::with_empty_map();
    draw_by_mouse(&mut person);
    let before = person.bytes();
    let (from, to) = (person.place("Workshop"), person.place("Foundries"));
    person.drag(from, to, Modifiers::SHIFT);
    person.is_as(&before);
}

#[test]
fn a_short_visit_over_another_position_only_moves() {
    let mut person = Person::with_empty_map();
    draw_by_mouse(&mut person);
    let (from, to) = (person.place("Machines"), person.place("Accounts"));
    person.drag(from, to + vec2(0.0, 3.0), Modifiers::NONE);
    assert_eq!(person.superior("Machines").as_deref(), Some("Workshop"));
}

#[test]
fn plus_signs_add_a_superior_a_report_and_colleagues() {
    let mut person = Person::with_empty_map();
    draw_by_mouse(&mut person);
    for (sign, name) in [
        ("Add a report under Machines", "Drills"),
        ("Add a colleague after Machines", "Presses"),
        ("Add a colleague before Machines", "Lathes"),
        ("Add a superior above Machines", "Engines"),
    ] {
        person.key(Key::Num0);
        let at = person.place("Machines");
        person.harness.hover_at(at);
        person.harness.run_steps(3);
        let sign = person.harness.get_by_label(sign).rect().center();
        person.click(sign, Modifiers::NONE);
        person.word(name);
        person.key(Key::Enter);
    }
    assert_eq!(person.superior("Drills").as_deref(), Some("Machines"));
    assert_eq!(person.superior("Presses").as_deref(), Some("Workshop"));
    assert_eq!(person.superior("Lathes").as_deref(), Some("Workshop"));
    assert_eq!(person.superior("Machines").as_deref(), Some("Engines"));
}

#[test]
fn a_line_that_ends_on_empty_canvas_makes_a_position_there_as_one_step() {
    let mut person = Person::with_empty_map();
    draw_by_mouse(&mut person);
    let before = person.bytes();
    person.press("Consult");
    let from = person.place("Payrolls");
    person.drag(from, Pos2::new(700.0, 560.0), Modifiers::NONE);
    person.word("Bankers");
    person.key(Key::Enter);
    let last = person.flows().pop().unwrap();
    assert_eq!(last, ("Payrolls".into(), FlowKind::Consult, "Bankers".into()));
    let at = person.place("Bankers");
    assert!((at - Pos2::new(700.0, 560.0)).length() < 2.0, "{at:?}");
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
}

#[test]
fn boxes_and_lassos_select_what_lies_in_them() {
    let mut person = Person::with_empty_map();
    draw_by_mouse(&mut person);
    let around = |person: &Person, titles: &[&str]| {
        let mut wanted: Vec<_> = titles.iter().map(|title| person.find(title)).collect();
        wanted.sort_unstable();
        assert_eq!(person.session().selection().positions(), wanted);
    };
    person.drag(Pos2::new(620.0, 390.0), Pos2::new(900.0, 470.0), Modifiers::SHIFT);
    around(&person, &["Purchase", "Payrolls"]);
    person.key(Key::Escape);
    person.drag(Pos2::new(100.0, 560.0), Pos2::new(300.0, 480.0), Modifiers::SHIFT);
    around(&person, &["Planners"]);
    person.key(Key::Escape);
    // There and back on one line encloses nothing; round it encloses whose middle lies inside.
    let (below, above) = (Pos2::new(300.0, 560.0), Pos2::new(300.0, 480.0));
    person.lasso(&[below, above, below]);
    around(&person, &[]);
    person.lasso(&[below, above, Pos2::new(60.0, 480.0), Pos2::new(60.0, 560.0)]);
    around(&person, &["Planners"]);
}

/// The boxes that are drawn, each with its title.
fn boxes(person: &Person) -> Vec<(&'static str, MapRect)> {
    let rect = |title: &str| person.app().picture().node(person.find(title)).unwrap().rect();
    TWELVE.map(|(title, ..)| (title, rect(title))).to_vec()
}

#[test]
fn what_the_hand_has_placed_covers_nothing_however_often_superiors_change() {
    let mut person = Person::with_empty_map();
    draw_by_mouse(&mut person);
    for (number, (name, ..)) in TWELVE.iter().enumerate().skip(1) {
        // Each goes to somebody who is not below it, and back.
        let other = if number < 4 { "Director" } else { TWELVE[1 + number % 3].0 };
        for superior in [other, TWELVE[number].3.unwrap()] {
            person.key(Key::Num0);
            person.press("Reports to");
            let (from, to) = (person.place(name), person.place(superior));
            person.drag(from, to, Modifiers::NONE);
            person.key(Key::Escape);
            assert_eq!(person.superior(name).as_deref(), Some(superior));
        }
        let boxes = boxes(&person);
        for (at, (title, rect)) in boxes.iter().enumerate() {
            for (other, its) in &boxes[at + 1..] {
                assert!(!rect.overlaps(its), "{title} and {other} after {name} was moved");
            }
        }
    }
}

#[test]
fn a_box_round_each_position_alone_selects_it_alone() {
    let mut person = Person::with_empty_map();
    draw_by_mouse(&mut person);
    for tidy in [false, true] {
        if tidy {
            person.hold(CTRL_SHIFT, Key::L);
        }
        for (title, ..) in TWELVE {
            person.key(Key::Escape);
            let node = person.app().picture().node(person.find(title)).unwrap();
            let rect = node.rect().expanded(1.5);
            let corner = |at: MapPoint| person.app().on_screen(at).unwrap();
            let (min, max) = (corner(rect.min), corner(rect.max));
            person.drag(max, min, Modifiers::SHIFT);
            let selected = person.session().selection().positions();
            assert_eq!(selected, [person.find(title)], "{title}, tidy {tidy}");
        }
    }
}

#[test]
fn what_gets_another_superior_stays_in_sight_with_it() {
    let mut person = Person::with_empty_map();
    draw_by_mouse(&mut person);
    let seen = |person: &Person, title: &str| {
        let node = person.app().picture().node(person.find(title)).unwrap();
        let corner = |at: MapPoint| person.app().on_screen(at).unwrap();
        let canvas = person.canvas();
        canvas.contains(corner(node.rect().min)) && canvas.contains(corner(node.rect().max))
    };
    // Whoever gets a first superior and stands below it stays where the hand has put it.
    for (title, x, y, superior) in TWELVE {
        let at = person.place(title);
        assert!(superior.is_none() || (at - Pos2::new(x, y)).length() < 2.0, "{title} at {at:?}");
    }
    // Payrolls moves over to Research, whose own reports leave no room in sight.
    for title in ["Foundries", "Payrolls", "Purchase", "Assembly", "Machines"] {
        person.press("Reports to");
        let (from, to) = (person.place(title), person.place("Planners"));
        person.drag(from, to, Modifiers::NONE);
        person.key(Key::Escape);
        assert_eq!(person.superior(title).as_deref(), Some("Planners"));
        assert!(seen(&person, title) && seen(&person, "Planners"), "{title} is out of sight");
        let down = person.place(title).y - person.place("Planners").y;
        assert!(down > 0.0, "{title} stands below Planners");
    }
}

#[test]
fn dragged_positions_catch_on_the_middles_of_others_and_ctrl_lets_go() {
    let mut person = Person::with_empty_map();
    draw_by_mouse(&mut person);
    let (machines, director) = (person.place("Machines"), person.place("Director"));
    let near = Pos2::new(director.x + 4.0, machines.y + 170.0);
    person.drag(machines, near, Modifiers::NONE);
    assert!((person.place("Machines").x - director.x).abs() < 0.01);
    let from = person.place("Machines");
    person.drag(from, from + vec2(4.0, 12.0), Modifiers::COMMAND);
    assert!((person.place("Machines").x - director.x - 4.0).abs() < 0.01);
}

#[test]
fn an_alt_drag_duplicates_where_it_is_let_go() {
    let mut person = Person::with_empty_map();
    draw_by_mouse(&mut person);
    let before = person.bytes();
    let from = person.place("Payrolls");
    let to = from + vec2(0.0, 120.0);
    person.drag(from, to, Modifiers::ALT);
    let copies = person.stage().positions().iter().filter(|(_, it)| it.title == "Payrolls");
    let copies: Vec<_> = copies.map(|(id, _)| id).collect();
    assert_eq!(copies.len(), 2);
    let at = person.app().picture().node(copies[1]).unwrap().center;
    let at = person.app().on_screen(at).unwrap();
    assert!((at - to).length() < 1.0, "{at:?}");
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
}
