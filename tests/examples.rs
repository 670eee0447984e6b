//! The maps that come with the program: whole, unbroken, and saying what they are there to teach.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics says what is wrong"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use fulcrum::analysis::{
    Analysis, Cancel, Question, RoutineClass, Rule, Settings, Verdict, analyse,
};
use fulcrum::model::{OrgMap, PositionKind, breaches};
use fulcrum::storage::{read, write_orgmap};

/// Every example, in the order of the welcome page.
const FILES: [&str; 5] = [
    "three-ways.orgmap",
    "school.orgmap",
    "plant.orgmap",
    "lab-run-as-plant.orgmap",
    "bank-wiring-room.orgmap",
];

fn path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples").join(file)
}

fn map(file: &str) -> OrgMap {
    let loaded = read(&path(file)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(loaded.warnings, [], "{file}");
    loaded.map
}

/// The readings of every stage, in order.
fn readings(file: &str) -> Vec<Analysis> {
    let map = map(file);
    let settings = Settings::default();
    map.stages()
        .map(|(_, stage)| {
            let question = Question { stage: stage.clone(), settings: settings.clone() };
            analyse(&question, &Cancel::default()).expect("nobody cancels")
        })
        .collect()
}

fn rules(analysis: &Analysis) -> BTreeSet<Rule> {
    // M12 is about losing one person, however the work is led.
    let rules = analysis.misfits.iter().map(|misfit| misfit.rule);
    rules.filter(|rule| *rule != Rule::M12).collect()
}

#[test]
fn every_example_is_whole_and_of_a_size_to_look_at() {
    for file in FILES {
        let map = map(file);
        assert_eq!(breaches(&map), [], "{file}");
        assert!(!map.header().title.is_empty() && !map.header().description.is_empty(), "{file}");
        for (_, stage) in map.stages() {
            assert!((10..=60).contains(&stage.positions().len()), "{file}");
        }
    }
}

#[test]
fn every_example_is_written_as_it_was_read() {
    for file in FILES {
        let bytes = std::fs::read_to_string(path(file)).expect("the file");
        assert!(write_orgmap(&map(file)) == bytes, "{file} is not as the program writes it");
    }
}

#[test]
fn one_chart_is_at_the_top_between_and_at_the_center() {
    let readings = readings("three-ways.orgmap");
    let verdicts: Vec<Verdict> = readings.iter().map(|stage| stage.gravity.verdict).collect();
    assert_eq!(verdicts, [Verdict::AtTheTop, Verdict::Between, Verdict::AtTheCenter]);
    // The table of reference values gives the pull and the gap of the three cases.
    for (stage, (pull, gap)) in readings.iter().zip([(0.97, 0.58), (0.66, 0.79), (-0.09, 0.24)]) {
        assert!((stage.gravity.pull.expect("a pull") - pull).abs() < 0.005);
        assert!((stage.gap.clone().expect("a gap").tv - gap).abs() < 0.005);
    }
    assert_eq!(rules(&readings[0]), BTreeSet::new());
    assert_eq!(
        rules(&readings[1]),
        BTreeSet::from([Rule::M1, Rule::M2, Rule::M3, Rule::M5, Rule::M8, Rule::M9])
    );
    assert_eq!(rules(&readings[2]), BTreeSet::new());
}

#[test]
fn the_same_positions_stand_in_all_three_ways() {
    let map = map("three-ways.orgmap");
    let names: Vec<&str> = map.stages().map(|(_, stage)| stage.record().name.as_str()).collect();
    assert_eq!(names, ["Run by command", "The misfit", "Run as a network"]);
    let seats: Vec<Vec<_>> = map
        .stages()
        .map(|(_, stage)| stage.positions().iter().map(|(id, p)| (id, p.key.clone())).collect())
        .collect();
    assert!(seats.iter().all(|stage| *stage == seats[0]));
}

#[test]
fn the_school_leads_in_all_four_ways() {
    let map = map("school.orgmap");
    let (_, stage) = map.stages().next().expect("a stage");
    let seats: Vec<_> = stage.positions().iter().map(|(_, position)| position).collect();
    assert_eq!(seats.iter().filter(|p| p.is_vacant()).count(), 1);
    assert!(seats.iter().any(|p| p.holders.len() == 2));
    assert!(seats.iter().any(|p| p.kind == PositionKind::Assistant));
    assert!(stage.units().iter().any(|(_, unit)| unit.parent.is_some()));

    let reading = &readings("school.orgmap")[0];
    let classes: BTreeSet<RoutineClass> =
        reading.routines.values().filter_map(|class| class.ok()).collect();
    assert_eq!(classes.len(), 4);
    assert!(matches!(reading.gravity.verdict, Verdict::AtTheCenter | Verdict::Between));
    // It is led from the centre, and its principal thinks that the centre is higher.
    assert_eq!(rules(reading), BTreeSet::from([Rule::M11]));
}

#[test]
fn mechanistic_fits_the_plant() {
    let reading = &readings("plant.orgmap")[0];
    assert_eq!(rules(reading), BTreeSet::new());
    assert_eq!(reading.gravity.verdict, Verdict::AtTheTop);
}

#[test]
fn the_lab_is_the_misfit_in_full() {
    let fired = rules(&readings("lab-run-as-plant.orgmap")[0]);
    for rule in [Rule::M1, Rule::M2, Rule::M3, Rule::M4, Rule::M5, Rule::M8, Rule::M9] {
        assert!(fired.contains(&rule), "{rule:?}");
    }
}

#[test]
fn the_wiring_room_holds_its_six_relations_and_says_where_they_are_from() {
    let map = map("bank-wiring-room.orgmap");
    let (_, stage) = map.stages().next().expect("a stage");
    assert_eq!((stage.positions().len(), stage.flows().len()), (14, 189));
    let kinds: BTreeSet<String> =
        stage.flows().iter().map(|(_, flow)| format!("{:?}", flow.kind)).collect();
    assert_eq!(kinds.len(), 6);
    assert!(map.header().description.contains("Apache"));
    assert_eq!(readings("bank-wiring-room.orgmap")[0].gravity.verdict, Verdict::NoChart);
}
