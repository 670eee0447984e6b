use std::fmt::Write as _;

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use fulcrum::clipboard::{TextForm, outline, own_form, read, read_own_form};
use fulcrum::edit::{Fragment, Superior};
use fulcrum::model::{PositionId, Stage};

use crate::person::Person;

/// Thirty rows as a spreadsheet gives them: one director, four heads, five people under each of
/// them, and five who report to the director.
fn spreadsheet() -> String {
    let mut text = String::from("name\ttitle\tboss\tunit\n");
    text.push_str("Ada Ek\tDirector\t\tBoard\n");
    for head in 1..=4 {
        let _ = writeln!(text, "Head {head}\tHead of unit {head}\tAda Ek\tUnit {head}");
        for member in 1..=5 {
            let _ = writeln!(text, "Worker {head}.{member}\tWorker\tHead {head}\tUnit {head}");
        }
    }
    for aide in 1..=5 {
        let _ = writeln!(text, "Aide {aide}\tAide\tDirector\tBoard");
    }
    text
}

fn paste(person: &mut Person, text: &str) {
    person.harness.event(Event::Paste(text.into()));
    person.harness.run_steps(4);
}

#[test]
fn a_spreadsheet_of_thirty_rows_is_previewed_pasted_and_undone_in_one_step() {
    let mut person = Person::with_empty_map();
    let before = person.bytes();
    paste(&mut person, &spreadsheet());
    let told = "the clipboard: 30 rows: 30 made";
    assert!(person.harness.query_by_label(told).is_some(), "it is asked");
    person.is_as(&before);
    person.press("Paste them");
    let stage = person.stage();
    assert_eq!((stage.positions().len(), stage.lines().len(), stage.units().len()), (30, 29, 5));
    assert_eq!(person.superior("Head of unit 3").as_deref(), Some("Director"));
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
}

#[test]
fn what_cannot_be_read_is_told_with_its_row() {
    let text = "name\ttitle\tboss\nAnn\tChief\t\nBob\tClerk\tNobody Known\n\t\tAnn\nCy\tCook\tCy\n";
    let found = read(text, &Stage::default());
    assert_eq!(found.form, TextForm::Block);
    assert_eq!(found.fragment.positions.len(), 3);
    let told = found.told.join("\n");
    assert!(told.contains("row 3") && told.contains("Nobody Known"), "{told}");
    assert!(told.contains("row 4") && told.contains("neither"), "{told}");
    assert!(told.contains("row 5") && told.contains("\"Cy\""), "{told}");
    assert!(found.fragment.positions.iter().all(|one| one.superior.is_none()));
}

#[test]
fn a_circle_of_superiors_in_a_list_is_cut_and_told() {
    let found = read("A,Chief,C\nB,Cook,A\nC,Clerk,B\n", &Stage::default());
    let superiors: Vec<_> = found.fragment.positions.iter().map(|one| one.superior).collect();
    assert_eq!(superiors, [None, Some(Superior::New(0)), Some(Superior::New(1))]);
    assert!(found.told.iter().any(|told| told.contains("circle")), "{:?}", found.told);
}

#[test]
fn comma_separated_values_are_read_with_quotes_and_further_columns() {
    let text = "id;title;reports to;grade\n7;\"Head; sales\";;E4\n8;Clerk;7;E1\n";
    let found = read(text, &Stage::default());
    let [head, clerk] = &found.fragment.positions[..] else { panic!("two rows") };
    assert_eq!(head.position.title, "Head; sales");
    assert_eq!(head.position.key.as_deref(), Some("7"));
    assert_eq!(head.position.attributes.get("grade").unwrap(), "E4");
    assert_eq!(clerk.superior, Some(Superior::New(0)));
}

#[test]
fn an_indented_list_is_a_chart() {
    let text = "Chair (Ada, Bo)\n  - Cook\n    - Help (vacant)\n  - Clerk, first floor\nGuest\n";
    let found = read(text, &Stage::default());
    assert_eq!(found.form, TextForm::Outline);
    let titles: Vec<&str> =
        found.fragment.positions.iter().map(|one| one.position.title.as_str()).collect();
    assert_eq!(titles, ["Chair", "Cook", "Help", "Clerk, first floor", "Guest"]);
    let superiors: Vec<_> = found.fragment.positions.iter().map(|one| one.superior).collect();
    let new = |number| Some(Superior::New(number));
    assert_eq!(superiors, [None, new(0), new(1), new(0), None]);
    assert_eq!(found.fragment.positions[0].position.holders.len(), 2);
    assert!(found.fragment.positions[2].position.is_vacant());
}

#[test]
fn what_is_copied_comes_back_from_its_own_form_and_from_its_outline() {
    let person = Person::with_example(0);
    let stage = person.stage();
    let ids: Vec<PositionId> = stage.positions().ids().collect();
    let fragment = Fragment::of(stage, &ids);
    let back = read_own_form(&own_form(&fragment)).expect("it is our own form");
    assert_eq!(back, fragment);
    let text = outline(&fragment);
    let again = read(&text, &Stage::default());
    assert!(again.told.is_empty());
    assert_eq!(outline(&again.fragment), text);
    assert_eq!(again.fragment.positions.len(), ids.len());
}

#[test]
fn copies_are_pasted_with_their_flows_and_cut_is_one_step_each() {
    let mut person = Person::with_example(0);
    let before = person.bytes();
    let flows = person.stage().flows().len();
    person.hold(Modifiers::COMMAND, Key::F);
    person.word("Head A");
    person.key(Key::Enter);
    person.hold(crate::person::ALT_SHIFT, Key::T);
    assert_eq!(person.session().selection().positions().len(), 4);
    person.harness.event(Event::Copy);
    person.harness.run_steps(3);
    person.hold(Modifiers::COMMAND, Key::V);
    assert!(person.session().pasting().is_none(), "our own form is not asked about");
    assert_eq!(person.stage().positions().len(), 17);
    assert!(person.stage().flows().len() > flows);
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
}

#[test]
fn a_text_that_names_nobody_is_refused_in_words() {
    let mut person = Person::with_empty_map();
    paste(&mut person, "   \n  \n");
    assert!(person.session().pasting().is_none());
    let told: Vec<String> = person.session().notices().map(|it| it.text.clone()).collect();
    assert!(told.iter().any(|text| text.contains("copy rows with name")), "{told:?}");
}

#[test]
fn a_cell_of_the_table_is_edited_in_place_and_a_column_is_pasted() {
    let mut person = Person::with_empty_map();
    paste(&mut person, "Chair\n\tCook\n\tClerk\n");
    person.press("Paste them");
    person.hold(crate::person::CTRL_SHIFT, Key::T);
    person.harness.run_steps(5);
    person.rest();
    let at = person.harness.get_by_label("Unit of Cook").rect().center();
    person.click(at, Modifiers::NONE);
    person.word("Kitchen");
    person.key(Key::Enter);
    let stage = person.stage();
    let unit = stage.positions().get(person.find("Cook")).unwrap().unit.expect("it is in one");
    assert_eq!(stage.units().get(unit).unwrap().name, "Kitchen");
    let before = person.bytes();
    person.rest();
    let at = person.harness.get_by_label("Explore of Chair").rect().center();
    person.click(at, Modifiers::NONE);
    paste(&mut person, "0.1\n0.5\n90 %\n");
    let explore = |title: &str| {
        let position = person.stage().positions().get(person.find(title)).unwrap();
        position.explore.map(fulcrum::quantity::Score::get)
    };
    assert_eq!(
        [explore("Chair"), explore("Cook"), explore("Clerk")],
        [Some(0.1), Some(0.5), Some(0.9)]
    );
    person.key(Key::Escape);
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
}
