use super::authority::{Said, influence, influence_of_command, knowledge};
use super::cancel::{Cancel, Cancelled};
use super::distribution::{TINY, total_variation};
use super::gravity::{Scale, mass};
use super::hierarchy::ChartOf;
use super::people::People;
use super::question::Question;
use super::reader::Reader;
use super::result::{Analysis, Authority, Knowledge, MassPart, NormIndex};
use super::undefined::{Defined, Undefined};

/// Works out all readings of a stage.
///
/// # Errors
/// The token was cancelled.
pub fn analyse(question: &Question, cancel: &Cancel) -> Result<Analysis, Cancelled> {
    Reader::default().analyse_in_steps(question, cancel, &mut |_| {})
}

/// The readings that are worked out in a few passes over the map. Those that take a look at all
/// pairs of people are *pending*: inwardness, medians, insulation, and what is decided by them.
///
/// # Errors
/// The token was cancelled.
pub fn analyse_at_once(question: &Question, cancel: &Cancel) -> Result<Analysis, Cancelled> {
    Reader::default().analyse_at_once(question, cancel)
}

/// What everything else is worked out from.
pub(super) struct Basis<'a> {
    pub(super) question: &'a Question,
    pub(super) people: &'a People<'a>,
    pub(super) chart: ChartOf,
    pub(super) authority: Authority,
    pub(super) knowledge: Knowledge,
    influence: Defined<Vec<f64>>,
    pub(super) command: Option<Vec<f64>>,
    mass: Defined<Vec<f64>>,
    parts: Vec<MassPart>,
}

impl<'a> Basis<'a> {
    pub(super) fn of(
        question: &'a Question,
        people: &'a People<'a>,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let chart = ChartOf::of(people, cancel)?;
        let mut said = Said::of(people);
        let authority = said.authority(people, &chart);
        let knowledge = knowledge(people, &said.entered(&authority));
        let influence = influence(people);
        let (mass, parts) =
            mass(&authority.declared, &knowledge.held, &influence, &question.settings);
        let command = influence_of_command(people, &chart);
        Ok(Self { question, people, chart, authority, knowledge, influence, command, mass, parts })
    }

    pub(super) fn scale(&self) -> Scale<'_> {
        Scale {
            people: self.people,
            chart: &self.chart,
            authority: &self.authority,
            knowledge: &self.knowledge,
            influence: &self.influence,
            mass: &self.mass,
            parts: &self.parts,
            command: &self.command,
            settings: &self.question.settings,
        }
    }
}

/// Whether influence and decisions follow rank or expertise.
pub(super) fn norm(
    authority: &Authority,
    knowledge: &Knowledge,
    influence: &Defined<Vec<f64>>,
) -> NormIndex {
    let index = |column: &Defined<Vec<f64>>| {
        let column = column.as_ref().map_err(|why| *why)?;
        let rank = authority.chart.as_ref().map_err(|why| *why)?;
        let expertise = knowledge.held.as_ref().map_err(|why| *why)?;
        if total_variation(rank, expertise) <= TINY {
            return Err(Undefined::RankIsExpertise);
        }
        let (from_rank, from_expertise) =
            (total_variation(column, rank), total_variation(column, expertise));
        Ok((from_rank - from_expertise) / (from_rank + from_expertise))
    };
    NormIndex { influence: index(influence), decisions: index(&authority.declared) }
}
