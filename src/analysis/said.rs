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
    pub(super) fn of(people: &People<'_>, chart: &ChartOf) -> Self {
        let mut said = Said::of(people);
        let authority = said.authority(people, chart);
        let entered = said.entered(&authority);
        let largest = Largest::of(&authority.by_domain, entered.by_domain());
        Self { authority: Arc::new(authority), entered, largest }
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
        let mut evidence = Evidence {
            people: people.count(),
            vacant: people.seats.len() - people.count(),
            ..Evidence::default()
        };
        let (mut explore, mut rules) = (Vec::new(), Vec::new());
        for position in people.positions() {
            explore.extend(position.explore.map(Score::get));
            rules.extend(position.rules.map(Score::get));
            let knows = position.expertise.values().any(|level| level.get() > 0.0);
            let decides = position.authority.is_some()
                || position.rights.values().any(|right| right.weight() > 0.0);
            let surveyed = position.survey.iter().any(|it| it.voice == Voice::Enacted);
            evidence.with_expertise += usize::from(knows);
            evidence.with_rights += usize::from(decides);
            evidence.surveyed += usize::from(surveyed);
            evidence.with_explore += usize::from(position.explore.is_some());
        }
        let entered = |all: Vec<f64>| mean(all.into_iter()).ok_or(Undefined::NotEntered);
        Self { explore: entered(explore), rules: entered(rules), evidence }
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
