//! What a person enters besides the drawing: the survey, routines, the work of units; and what
//! comes out of it as charts and tables.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use fulcrum::analysis::{RoutineClass, Undefined};
use fulcrum::model::{PositionId, Voice};
use fulcrum::session::{Action, EXAMPLES, Item, Outcome, SelectAction};

use crate::person::Person;

fn press(person: &mut Person, label: &str) {
    let found = person.harness.query_all_by_label(label).next();
    found.unwrap_or_else(|| panic!("{label} is not there")).scroll_to_me();
    person.harness.run_steps(4);
    person.press(label);
    person.harness.run_steps(4);
}

fn run(person: &mut Person, command: &str) {
    person.hold(Modifiers::COMMAND, Key::K);
    person.word(command);
    person.key(Key::Enter);
    person.harness.run_steps(8);
}

/// Three positions: a superior with two reports.
fn three() -> Person {
    let mut person = Person::with_empty_map();
    person.letter('p');
    person.harness.run_steps(3);
    person.word("Ann");
    person.key(Key::Tab);
    person.word("Bob");
    person.key(Key::Enter);
    person.key(Key::Enter);
    person.word("Cy");
    person.key(Key::Enter);
    person.harness.run_steps(4);
    person
}

fn select(person: &mut Person, ids: &[PositionId]) {
    let ids = ids.to_vec();
    let ctx = person.harness.ctx.clone();
    let app = person.harness.state_mut().as_mut().unwrap();
    app.perform(Action::Select(SelectAction::Positions(ids)), &ctx);
    person.harness.run_steps(4);
}

#[test]
fn answers_are_added_one_respondent_after_the_other_and_stay_unnamed() {
    let mut person = three();
    let ann = person.find("Ann");
    select(&mut person, &[ann]);
    let before = person.bytes();
    run(&mut person, "Survey…");
    let answer = |person: &mut Person, item: u8, value: u8| {
        press(person, &format!("Item {item}, answer {value} of 7"));
    };
    for (item, value) in [(1, 7), (2, 6), (3, 7)] {
        answer(&mut person, item, value);
    }
    let add = person.harness.get_by_label("Add these answers");
    assert!(add.accesskit_node().is_disabled(), "three answers are not enough");
    answer(&mut person, 4, 4);
    press(&mut person, "Add these answers");
    let survey = person.stage().positions().get(ann).unwrap().survey.clone();
    assert_eq!(survey.len(), 1);
    assert_eq!(survey[0].voice, Voice::Enacted);
    assert_eq!(survey[0].answers, [Some(7), Some(6), Some(7), Some(4), None, None, None]);
    assert_eq!(survey[0].respondent, "r1");
    // The mean of 7, 6, 7 and 4 is 6; (6 - 1) / 6.
    let analysis = person.session().shown().answer().unwrap().analysis.clone();
    let own = &analysis.organicity.by_person[analysis.person(ann).unwrap()];
    assert!((own.score().unwrap() - 5.0 / 6.0).abs() < 1e-12);
    // The form is blank for the next one.
    for item in 1..=4 {
        answer(&mut person, item, 1);
    }
    press(&mut person, "Add these answers");
    let survey = &person.stage().positions().get(ann).unwrap().survey;
    assert_eq!(survey[1].respondent, "r2");
    press(&mut person, "Close");
    person.hold(Modifiers::COMMAND, Key::Z);
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
}

#[test]
fn a_pasted_table_of_answers_is_shown_first_with_what_cannot_be_read() {
    let mut person = three();
    let before = person.bytes();
    let table = "Position;Voice;q1;q2;q3;q4;q5;q6;q7;name\n\
                 Ann;enacted;2;2;2;2;2;2;2;Zoe\n\
                 ann;espoused;6;6;6;6;;;;Ann\n\
                 Dora;enacted;1;1;1;1;1;1;1;Max\n\
                 Bob;enacted;1;9;1;1;1;1;1;Kim\n\
                 Bob;lived;4;4;4;4;4;4;4;Kim\n";
    person.harness.event(Event::Paste(table.into()));
    person.harness.run_steps(8);
    let importing = person.session().importing().expect("there is a preview").clone();
    assert_eq!(importing.count(), 3);
    assert_eq!(importing.told.len(), 2);
    assert!(importing.told[0].starts_with("line 4: ") && importing.told[0].contains("Dora"));
    assert!(importing.told[1].starts_with("line 5: ") && importing.told[1].contains("\"9\""));
    person.is_as(&before);
    press(&mut person, "Add them");
    let ann = person.find("Ann");
    let survey = &person.stage().positions().get(ann).unwrap().survey;
    assert_eq!(survey.len(), 2);
    let after = person.bytes();
    for name in ["Zoe", "Kim", "Max"] {
        assert!(!after.contains(name), "{name} answered unnamed");
    }
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
}

#[test]
fn answers_from_a_file_come_the_same_way() {
    let mut person = three();
    let text = "node,respondent,voice,q1,q2,q3,q4,q5,q6,q7\nCy,x,enacted,3,3,3,3,3,3,3\n";
    let ctx = person.harness.ctx.clone();
    let app = person.harness.state_mut().as_mut().unwrap();
    app.perform(Action::Outcome(Outcome::AnswersRead("a.csv".into(), Ok(text.into()))), &ctx);
    person.harness.run_steps(8);
    press(&mut person, "Add them");
    let cy = person.find("Cy");
    assert_eq!(person.stage().positions().get(cy).unwrap().survey.len(), 1);
}

#[test]
fn a_routine_is_made_of_the_selection_and_classed_by_how_it_is_carried() {
    let mut person = three();
    let (ann, bob) = (person.find("Ann"), person.find("Bob"));
    select(&mut person, &[ann, bob]);
    let before = person.bytes();
    run(&mut person, "Make a routine of the selection");
    person.key(Key::Escape);
    let class = |person: &Person| {
        let analysis = &person.session().shown().answer().unwrap().analysis;
        analysis.routines.values().next().copied()
    };
    assert_eq!(class(&person), Some(Err(Undefined::TogetherUnsaid)));
    press(&mut person, "Tab Routines");
    for name in ["Ann", "Bob"] {
        press(&mut person, &format!("{name} together with the others in New routine"));
    }
    assert_eq!(class(&person), Some(Ok(RoutineClass::Collaborated)));
    for name in ["Ann", "Bob"] {
        press(&mut person, &format!("{name} together with the others in New routine"));
    }
    for (name, step) in [("Ann", "step 1"), ("Bob", "step 2")] {
        press(&mut person, &format!("Step of {name} in New routine"));
        person.press(step);
        person.harness.run_steps(4);
    }
    assert_eq!(class(&person), Some(Ok(RoutineClass::Coordinated)));
    press(&mut person, "Bob no longer carries New routine");
    assert_eq!(class(&person), Some(Ok(RoutineClass::Solo)));
    press(&mut person, "Remove routine New routine");
    assert!(person.stage().routines().is_empty());
    // Made, twice two ticks, two steps, one away, removed: each one step.
    for _ in 0..9 {
        person.hold(Modifiers::COMMAND, Key::Z);
    }
    person.is_as(&before);
}

#[test]
fn the_work_of_a_unit_is_set_for_all_in_it_and_nested_in_it() {
    let mut person = three();
    let (bob, cy) = (person.find("Bob"), person.find("Cy"));
    select(&mut person, &[bob, cy]);
    person.hold(Modifiers::COMMAND, Key::G);
    person.word("Yard");
    person.key(Key::Enter);
    select(&mut person, &[cy]);
    person.hold(Modifiers::COMMAND, Key::G);
    person.word("Shed");
    person.key(Key::Enter);
    let unit = |person: &Person, name: &str| {
        let mut units = person.stage().units().iter();
        units.find(|(_, unit)| unit.name == name).unwrap().0
    };
    let (yard, shed) = (unit(&person, "Yard"), unit(&person, "Shed"));
    let ctx = person.harness.ctx.clone();
    let nest = fulcrum::edit::UnitCommand::SetParent { unit: shed, parent: Some(yard) };
    let app = person.harness.state_mut().as_mut().unwrap();
    app.perform(fulcrum::edit::Command::Unit(nest).into(), &ctx);
    app.perform(Action::Select(SelectAction::Only(Item::Unit(yard))), &ctx);
    person.harness.run_steps(6);
    let before = person.bytes();
    let role = Role::CheckBox;
    person.harness.get_by_role_and_label(role, "Explore").scroll_to_me();
    person.harness.run_steps(4);
    person.harness.get_by_role_and_label(role, "Explore").click();
    person.harness.run_steps(6);
    for id in [bob, cy] {
        assert!(person.stage().positions().get(id).unwrap().explore.is_some());
    }
    let ann = person.find("Ann");
    assert!(person.stage().positions().get(ann).unwrap().explore.is_none());
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
}

#[test]
fn charts_and_tables_show_what_was_measured_and_select() {
    for example in 0..EXAMPLES.len() {
        let mut person = Person::with_example(example);
        let before = person.bytes();
        run(&mut person, "Charts and measures");
        for tab in [
            "Fit",
            "Concentration",
            "Pull by inwardness",
            "Units",
            "What makes G",
            "All measures",
            "All measures by unit",
        ] {
            let tabs = person.harness.query_all_by_label(tab);
            let lowest = tabs.max_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
            lowest.unwrap_or_else(|| panic!("{tab}")).click();
            person.harness.run_steps(6);
        }
        person.is_as(&before);
    }
    let mut person = Person::with_example(0);
    run(&mut person, "Charts and measures");
    let tabs = person.harness.query_all_by_label("All measures");
    tabs.last().unwrap().click();
    person.harness.run_steps(6);
    let first = person.stage().positions().iter().next().unwrap();
    let (id, title) = (first.0, first.1.title.clone());
    person.press(&format!("Measures of {title}"));
    assert_eq!(person.session().selection().positions(), [id]);
    person.press("Copy the table");
    person.press("Sort by Authority");
    let analysis = person.session().shown().answer().unwrap().analysis.clone();
    let column = analysis.authority.pooled.as_ref().unwrap();
    let most = (0..column.len()).max_by(|a, b| column[*a].total_cmp(&column[*b])).unwrap();
    let most = person.stage().positions().get(analysis.people[most]).unwrap().title.clone();
    let rows = person.harness.query_all_by_label_contains("Measures of ");
    let rows = rows.filter(|row| row.rect().top() > 400.0 && !row.rect().is_negative());
    let highest = rows.min_by(|a, b| a.rect().top().total_cmp(&b.rect().top())).unwrap();
    let label = highest.accesskit_node().label().unwrap().to_string();
    assert_eq!(label, format!("Measures of {most}"));
}

#[test]
fn measures_and_the_survey_are_written_where_the_person_says() {
    let folder = std::env::temp_dir().join(format!("fulcrum-entry-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut person = Person::with_example(0);
    let before = person.bytes();
    for (command, name, expected) in [
        ("Export the measures…", "measures.csv", "Name,Authority,"),
        ("Write the survey to print…", "survey", "<!DOCTYPE html>"),
    ] {
        run(&mut person, command);
        let path = folder.join(name);
        person.hold(Modifiers::COMMAND, Key::A);
        person.harness.event(Event::Text(path.display().to_string()));
        person.harness.run_steps(3);
        person.key(Key::Enter);
        person.harness.run_steps(6);
        let written = if path.is_file() { path } else { path.with_extension("html") };
        let text = std::fs::read_to_string(&written).unwrap();
        assert!(text.starts_with(expected), "{text}");
        assert!(person.session().status().starts_with("Wrote "), "{}", person.session().status());
    }
    let text = std::fs::read_to_string(folder.join("measures.csv")).unwrap();
    let people = person.session().shown().answer().unwrap().analysis.people.len();
    assert_eq!(text.lines().count(), people + 1);
    person.is_as(&before);
    std::fs::remove_dir_all(&folder).unwrap();
}
