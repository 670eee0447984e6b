//! The one edit that a misfit names clears it, as a trial and as a step on the map.

use std::collections::BTreeMap;

use fulcrum::analysis::*;
use fulcrum::edit::{Command, Composite, plan};
use fulcrum::model::{OrgMap, StageId};
use fulcrum::session::{Screen, Session};

use crate::maps::{Plan, STAGE};
use crate::trials::examples;

fn analysed(map: &OrgMap, stage: StageId) -> (Question, Analysis) {
    let question =
        Question { stage: map.stage(stage).unwrap().clone(), settings: Settings::of(map) };
    let analysis = analyse(&question, &Cancel::never()).unwrap();
    (question, analysis)
}

/// Applies the one edit of every misfit in turn; which rules fired, and how many had none.
fn clear_all(map: &OrgMap, stage: StageId, fired: &mut BTreeMap<Rule, (usize, usize)>) {
    let (question, now) = analysed(map, stage);
    for misfit in &now.misfits {
        let count = fired.entry(misfit.rule).or_default();
        count.0 += 1;
        let Some(steps) = remedy(&question, misfit, &Cancel::never()).unwrap() else {
            count.1 += 1;
            continue;
        };
        assert!(!steps.is_empty(), "{misfit:?}");
        let session = Session::new(map.clone(), Screen::Map);
        let label = "Clear it".into();
        let commands = session.trial_commands(&steps).unwrap();
        let command = Command::All(Composite { label, commands });
        let planned = plan(map, stage, 0, &command)
            .unwrap_or_else(|refused| panic!("{misfit:?} {steps:?}: {refused:?}"));
        let then = planned.transaction.applied_to(map).unwrap();
        let (_, then) = analysed(&then, stage);
        let same = |other: &&Misfit| {
            (other.rule, other.position, &other.domain)
                == (misfit.rule, misfit.position, &misfit.domain)
        };
        assert!(!then.misfits.iter().any(|other| same(&other)), "{misfit:?} {steps:?}");
    }
}

#[test]
fn every_misfit_of_every_example_has_an_edit_that_clears_it() {
    let mut fired = BTreeMap::new();
    for map in examples() {
        for (stage, _) in map.stages() {
            clear_all(&map, stage, &mut fired);
        }
    }
    for (rule, (times, without)) in &fired {
        assert_eq!(*without, 0, "{rule:?} fired {times} times");
    }
}

#[test]
fn misfits_of_made_up_maps_are_cleared_by_their_edit() {
    let mut fired = BTreeMap::new();
    for seed in 0..1_000 {
        let made = Plan::random(seed);
        clear_all(&made.drawn(&made.in_order()), STAGE, &mut fired);
    }
    for (rule, (times, without)) in &fired {
        // Authority that is stated as such may outweigh every right that could be given.
        assert!(without * 1_000 <= *times, "{rule:?}: {without} of {times} have no edit");
    }
}
