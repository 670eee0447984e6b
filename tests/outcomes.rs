//! What an organization achieved: entered, kept in files and tables, and never copied to a plan.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test says by failing what is wrong, and writes its own files"
)]

use std::path::Path;

use fulcrum::clipboard::{holds_outcomes, read_outcomes};
use fulcrum::edit::{Command, Editor, StageCommand};
use fulcrum::model::{OrgMap, OutcomeName, StageId};
use fulcrum::quantity::Amount;
use fulcrum::storage::{read_orgmap, read_table_folder, write_orgmap, write_table_folder};

fn school() -> OrgMap {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/school.orgmap");
    fulcrum::storage::read(&path).unwrap().map
}

fn results() -> OutcomeName {
    OutcomeName::new(" results ").unwrap()
}

/// The school with its outcomes entered from a table.
fn entered(table: &str) -> (OrgMap, StageId, Vec<String>) {
    let map = school();
    let stage = map.first_stage().unwrap();
    let rows = read_outcomes(table, &map, stage);
    let mut editor = Editor::new(map);
    for command in rows.commands {
        editor.execute(stage, &Command::Stage(command), ()).unwrap();
    }
    (editor.map().clone(), stage, rows.told)
}

fn of_unit(map: &OrgMap, stage: StageId, unit: &str) -> Option<f64> {
    let mut units = map.stage(stage)?.units().iter();
    let (_, unit) = units.find(|(_, it)| it.name == unit)?;
    unit.outcomes.get(&results()).map(|amount| amount.get())
}

#[test]
fn a_table_enters_numbers_by_unit_and_for_the_whole() {
    let table = "unit;outcome;value\nMathematics;results;7,5\n;results;-2\nNowhere;results;1\n\
                 Science;results;many\n";
    assert!(holds_outcomes(table));
    let (map, stage, told) = entered(table);
    assert_eq!(of_unit(&map, stage, "Mathematics"), Some(7.5));
    let whole = map.stage(stage).unwrap().record().outcomes[&results()];
    assert_eq!(whole.get(), -2.0);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("line 4") && told[0].contains("Nowhere"), "{told:?}");
    assert!(told[1].contains("line 5") && told[1].contains("many"), "{told:?}");
}

#[test]
fn a_column_for_each_outcome_is_read_as_well() {
    let (map, stage, told) = entered("Unit,results,ideas tried\nMathematics,3,\nScience,4,9\n");
    assert!(told.is_empty(), "{told:?}");
    assert_eq!(of_unit(&map, stage, "Science"), Some(4.0));
    assert_eq!(of_unit(&map, stage, "Mathematics"), Some(3.0));
    assert!(!holds_outcomes("position,voice,q1,q2,q3,q4\n"), "answers are no outcomes");
}

#[test]
fn outcomes_are_kept_in_the_file_and_in_tables() {
    let (map, stage, _) = entered("unit,outcome,value\nMathematics,results,7.5\n,results,12\n");
    let text = write_orgmap(&map);
    let again = read_orgmap(text.as_bytes(), Path::new("school.orgmap")).unwrap().map;
    assert_eq!(again, map);
    let folder = tempfile::tempdir().unwrap();
    write_table_folder(&map, stage, folder.path()).unwrap();
    let again = read_table_folder(folder.path()).unwrap().map;
    let first = again.first_stage().unwrap();
    assert_eq!(of_unit(&again, first, "Mathematics"), Some(7.5));
    assert_eq!(again.stage(first).unwrap().record().outcomes[&results()].get(), 12.0);
}

#[test]
fn a_copied_stage_has_achieved_nothing_yet() {
    let (map, stage, _) = entered("unit,outcome,value\nMathematics,results,7.5\n,results,12\n");
    let mut editor = Editor::new(map);
    let copy = StageCommand::Add { name: "To be".into(), copy_of: Some(stage) };
    editor.execute(stage, &Command::Stage(copy), ()).unwrap();
    let (fresh, plan) = editor.map().stages().last().unwrap();
    assert_ne!(fresh, stage);
    assert!(plan.record().outcomes.is_empty());
    assert_eq!(of_unit(editor.map(), fresh, "Mathematics"), None);
    assert_eq!(of_unit(editor.map(), stage, "Mathematics"), Some(7.5));
}

#[test]
fn an_amount_is_any_finite_number() {
    assert!(Amount::new(-1e300).is_ok());
    for wrong in [f64::NAN, f64::INFINITY] {
        assert!(Amount::new(wrong).is_err());
    }
}
