//! What maps say to the claims of the theory.

#![allow(clippy::unwrap_used, reason = "a test says by failing what is wrong")]

use std::path::Path;
use std::sync::Arc;

use fulcrum::analysis::{
    Analysis, ByChance, Cancel, Chance, Further, Question, Settings, analyse, chance, further,
};
use fulcrum::model::{Change, Delta, OrgMap, OutcomeName, StageId, Unit};
use fulcrum::quantity::Amount;
use fulcrum::wording::{LedgerRow, MeasureId, Says, ledger_of_map, reading};

fn example(stem: &str) -> OrgMap {
    let path = format!("examples/{stem}.orgmap");
    fulcrum::storage::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap().map
}

/// What is read from a stage, held against chance.
fn held(map: &OrgMap, stage: StageId) -> (Analysis, Further) {
    let never = Cancel::never();
    let settings = Settings::of(map);
    let question =
        Question { stage: map.stage(stage).unwrap().clone(), settings: settings.clone() };
    let plain = analyse(&question, &never).unwrap();
    let by_chance = chance(&question, &plain, &never).unwrap();
    let analysis = plain.against(by_chance, &settings);
    let more = further(&question, &analysis, &never).unwrap();
    (analysis, more)
}

fn rows(map: &OrgMap, stage: StageId) -> Vec<LedgerRow> {
    let (analysis, more) = held(map, stage);
    let settings = Settings::of(map);
    ledger_of_map(map, stage, (&analysis, &more), &settings, &Cancel::never()).unwrap()
}

#[test]
fn the_lab_answers_each_claim_about_the_system_with_a_number_and_its_band() {
    let map = example("lab-run-as-plant");
    let rows = rows(&map, map.first_stage().unwrap());
    for row in rows.iter().filter(|row| (6..=11).contains(&row.claim.number)) {
        let answered = matches!(row.says, Says::Supports | Says::Contradicts);
        assert!(answered, "{}: {}", row.claim.number, row.sentence);
        assert!(row.number.is_some() && row.band.is_some(), "{}", row.sentence);
        assert!(row.sentence.contains("inside") || row.sentence.contains("outside"));
    }
}

#[test]
fn every_claim_has_a_row_and_what_cannot_be_tested_says_what_is_missing() {
    for stem in ["bank-wiring-room", "lab-run-as-plant", "plant", "school", "three-ways"] {
        let map = example(stem);
        for (stage, _) in map.stages() {
            let rows = rows(&map, stage);
            assert_eq!(rows.len(), 38);
            for row in rows {
                let missing = row.sentence.starts_with("Missing: ");
                assert_eq!(missing, row.says == Says::CannotTest, "{stem}: {}", row.sentence);
                let strange =
                    ["NaN", "inf ", "  ", "-0.00"].iter().any(|it| row.sentence.contains(it));
                assert!(!strange, "{stem}: {}", row.sentence);
                // What lies beside the band, chance would not give as much of.
                let beside = row.sentence.contains("outside the band that chance gives");
                let as_much = row.sentence.contains("chance would give as much");
                assert!(!(beside && as_much), "{stem}: {}", row.sentence);
            }
        }
    }
}

#[test]
fn two_stages_are_asked_for_where_a_claim_is_about_change() {
    let map = example("three-ways");
    let stages: Vec<StageId> = map.stages().map(|(id, _)| id).collect();
    let says = |stage: StageId, claim: u8| {
        rows(&map, stage).into_iter().find(|row| row.claim.number == claim).unwrap().says
    };
    assert_eq!(says(stages[0], 15), Says::CannotTest);
    // From telling to asking.
    assert_eq!(says(stages[2], 15), Says::Supports);
}

#[test]
fn claims_about_effect_need_an_outcome_and_eight_points() {
    let mut map = example("school");
    let stage = map.first_stage().unwrap();
    let sentence = |map: &OrgMap| {
        rows(map, stage).into_iter().find(|row| row.claim.number == 28).unwrap().sentence
    };
    assert!(sentence(&map).contains("an outcome"), "{}", sentence(&map));
    let units: Vec<_> = map.stage(stage).unwrap().units().ids().collect();
    for (at, id) in units.iter().enumerate() {
        let before = map.stage(stage).unwrap().units().share(*id);
        let mut unit: Unit = before.as_ref().unwrap().as_ref().clone();
        let name = OutcomeName::new("results").unwrap();
        unit.outcomes.insert(name, Amount::new(at as f64).unwrap());
        let after = Some(Arc::new(unit));
        map.apply(&Change::Unit(stage, Delta { id: *id, before, after })).unwrap();
    }
    let said = sentence(&map);
    assert!(said.contains("fewer than eight points"), "{said}");
}

#[test]
fn every_sentence_that_has_a_band_says_how_its_number_lies_to_chance() {
    type Band = fn(&Chance) -> Option<ByChance>;
    let measures: [(MeasureId, Band); 4] = [
        (MeasureId::Gap, |it| it.tv),
        (MeasureId::LateralShare, |it| it.lateral),
        (MeasureId::Norm, |it| it.norm),
        (MeasureId::Insulation, |it| it.insulation),
    ];
    let mut told = 0;
    for stem in ["lab-run-as-plant", "plant", "school", "three-ways"] {
        let map = example(stem);
        for (id, stage) in map.stages() {
            let (analysis, more) = held(&map, id);
            let said = reading(&map, id, &analysis, &more, &Settings::of(&map));
            let chance = analysis.chance.as_ref().unwrap();
            for (measure, band) in measures {
                let found = said.findings.iter().find(|it| it.measure == measure);
                let Some((finding, band)) = found.zip(band(chance)) else { continue };
                let within = (band.low..=band.high).contains(&finding.number);
                let beside = finding.sentence.contains("than chance alone gives (");
                let equal = finding.sentence.contains("no different from chance (");
                let (name, sentence) = (&stage.record().name, &finding.sentence);
                assert_eq!((within, !within), (equal, beside), "{stem}, {name}: {sentence}");
                // Neither side is named where chance would give as much.
                let sided = sentence.contains("more than rank") || sentence.contains("rank more");
                assert!(!(within && sided), "{stem}, {name}: {sentence}");
                told += 1;
            }
            let pull = chance.pull.is_some() && analysis.gravity.pull.is_ok();
            assert_eq!(pull, said.verdict.evidence.contains("chance alone gives"), "{stem}");
        }
    }
    assert!(told > 12, "{told} sentences have a band");
}
