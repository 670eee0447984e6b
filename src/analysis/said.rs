//! What is said of positions: who may decide, who knows, what the work is like. None of it hangs on
//! who talks with whom.

use std::sync::Arc;

use super::authority::{Entered, Said};
use super::dealings::Talk;
use super::distribution::mean;
use super::hierarchy::ChartOf;
use super::misfit::Largest;
use super::people::People;
use super::result::{Authority, Evidence};
use super::undefined::{Defined, Undefined};
use crate::model::{Position, Voice};
use crate::quantity::Score;

/// Who may decide and who knows, as entered and on the chart.
#[derive(Debug)]
pub(super) struct Shares {
    pub(super) authority: Arc<Authority>,
    pub(super) entered: Entered,
    pub(super) largest: Largest,
}

impl Shares {
    /// With what the work is like, in one walk past everybody.
    pub(super) fn and_work(people: &People<'_>, chart: &ChartOf) -> (Self, Work) {
        let mut tally = Tally::default();
        let mut said = Said::with(people, |position| tally.add(position));
        let authority = said.authority(people, chart);
        let entered = said.entered(&authority);
        let largest = Largest::of(&authority.by_domain, entered.by_domain());
        (Self { authority: Arc::new(authority), entered, largest }, tally.work(people))
    }

    /// The same on another chart.
    pub(super) fn follow_chart(&mut self, people: &People<'_>, chart: &ChartOf) {
        let by_domain = self.authority.by_domain.clone();
        self.authority = Arc::new(Said::of(people).authority_by(people, chart, by_domain));
    }

    /// Whether a change to a position leaves them as they are.
    pub(super) fn outlast(before: &Position, after: &Position) -> bool {
        before.expertise == after.expertise
            && before.rights == after.rights
            && before.authority == after.authority
    }
}

/// What the work is like, and of how many something is said.
#[derive(Debug)]
pub(super) struct Work {
    /// Mean `explore` over those who have one.
    pub(super) explore: Defined<f64>,
    /// Mean `rules` over those who have one.
    pub(super) rules: Defined<f64>,
    /// Who gave something to work from, but for arrows.
    evidence: Evidence,
}

impl Work {
    pub(super) fn of(people: &People<'_>) -> Self {
        let mut tally = Tally::default();
        people.positions().for_each(|position| tally.add(position));
        tally.work(people)
    }

    /// Who gave something to work from.
    pub(super) fn evidence(&self, talk: Talk<'_>) -> Evidence {
        let all = 0..self.evidence.people;
        Evidence {
            drew_arrows: all.clone().filter(|person| talk.drawn(*person) > 0).count(),
            consulted: all.filter(|person| talk.is_asked(*person)).count(),
            ..self.evidence.clone()
        }
    }

    /// Whether a change to a position leaves it as it is.
    pub(super) fn outlasts(before: &Position, after: &Position) -> bool {
        Shares::outlast(before, after)
            && before.explore == after.explore
            && before.rules == after.rules
            && before.survey == after.survey
    }
}

/// What is said of the work of everybody met so far.
#[derive(Default)]
struct Tally {
    explore: Vec<f64>,
    rules: Vec<f64>,
    evidence: Evidence,
}

impl Tally {
    fn add(&mut self, position: &Position) {
        self.explore.extend(position.explore.map(Score::get));
        self.rules.extend(position.rules.map(Score::get));
        let knows = position.expertise.values().any(|level| level.get() > 0.0);
        let decides = position.authority.is_some()
            || position.rights.values().any(|right| right.weight() > 0.0);
        let surveyed = position.survey.iter().any(|it| it.voice == Voice::Enacted);
        self.evidence.with_expertise += usize::from(knows);
        self.evidence.with_rights += usize::from(decides);
        self.evidence.surveyed += usize::from(surveyed);
        self.evidence.with_explore += usize::from(position.explore.is_some());
    }

    fn work(self, people: &People<'_>) -> Work {
        let evidence = Evidence {
            people: people.count(),
            vacant: people.seats.len() - people.count(),
            ..self.evidence
        };
        let entered = |all: Vec<f64>| mean(all.into_iter()).ok_or(Undefined::NotEntered);
        Work { explore: entered(self.explore), rules: entered(self.rules), evidence }
    }
}
