//! What edits are judged by: how top-heavy the mass is, the pull, and the gap. After one edit it is
//! worked out from what the edit touches, and nothing that takes a look at all pairs.

use super::analyse::Basis;
use super::authority::{Said, influence, knowledge, sought};
use super::cancel::{Cancel, Cancelled};
use super::distribution::{mean_of, total_variation};
use super::gravity::{Scale, mass};
use super::people::People;
use super::question::Question;
use super::result::{Authority, Knowledge};
use super::trial::{StageMap, TriedEdit};
use super::undefined::{Defined, Undefined};
use super::verdict::pull;

/// What an edit is judged by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weighing {
    /// Of the mass.
    pub(super) top_heaviness: Defined<f64>,
    /// Of the mass, against pure command.
    pub(super) pull: Defined<f64>,
    /// The share of knowledge that is not where authority is.
    pub(super) tv: Defined<f64>,
}

impl Weighing {
    fn of(scale: &Scale<'_>, authority: &Defined<Vec<f64>>, knowledge: &Defined<Vec<f64>>) -> Self {
        let top = |column: &Defined<Vec<f64>>| match column {
            Ok(column) => scale.top_heaviness(column),
            Err(why) => Err(*why),
        };
        let top_heaviness = top(scale.mass);
        let tv = match (knowledge, authority) {
            (Ok(knowledge), Ok(authority)) => Ok(total_variation(knowledge, authority)),
            (Err(why), _) | (_, Err(why)) => Err(*why),
        };
        Self { top_heaviness, pull: pull(top_heaviness, top(&scale.pure_command())), tv }
    }

    /// Of a map as it is.
    pub(super) fn now(basis: &Basis<'_>) -> Self {
        Self::of(&basis.scale(), &basis.authority.pooled, &basis.knowledge.pooled)
    }

    /// After one edit.
    pub(super) fn after(
        basis: &Basis<'_>,
        stage: &StageMap,
        edit: &TriedEdit,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let changes = stage.changes(edit);
        let Some((people, touched)) = basis.people.patched(&changes) else {
            let question = Question {
                stage: stage.after(std::slice::from_ref(edit)),
                settings: basis.question.settings.clone(),
            };
            let people = People::of(&question.stage);
            return Ok(Self::now(&Basis::of(&question, &people, cancel)?));
        };
        if touched.lines {
            return Ok(Self::now(&Basis::of(basis.question, &people, cancel)?));
        }
        if touched.positions {
            let mut said = Said::of(&people);
            let authority = said.authority(&people, &basis.chart);
            let knowledge = knowledge(&people, &said.entered(&authority));
            return Ok(Self::with(basis, &people, &authority, &knowledge));
        }
        Ok(Self::with(basis, &people, &basis.authority, &basis.knowledge))
    }

    /// On the same chart.
    fn with(
        basis: &Basis<'_>,
        people: &People<'_>,
        authority: &Authority,
        knowledge: &Knowledge,
    ) -> Self {
        let settings = &basis.question.settings;
        let influence = influence(people);
        let (mass, parts) = mass(&authority.declared, &knowledge.held, &influence, settings);
        let known = mean_of(&knowledge.held, &sought(people), Undefined::NoKnowledge);
        let scale = Scale {
            people,
            chart: &basis.chart,
            authority,
            knowledge,
            influence: &influence,
            mass: &mass,
            parts: &parts,
            command: &basis.command,
            settings,
        };
        Self::of(&scale, &authority.pooled, &known)
    }
}
