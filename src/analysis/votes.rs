//! One vote for everybody who gives any, split in proportion to the amounts: on whom people call
//! when they ask, and on whom they depend (MEASURES 5).

use super::dealings::Talk;
use super::distribution::shares;
use super::undefined::{Defined, Undefined};

/// What votes are given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// Whom one asks.
    Asking,
    /// On whom one depends: whom one asks, and by whom one is told.
    Depending,
}

/// The amounts that everybody gives, and the votes that everybody receives.
#[derive(Debug)]
pub(super) struct Votes {
    ground: Ground,
    pub(super) given: Vec<f64>,
    received: Vec<f64>,
}

impl Votes {
    pub(super) fn of(talk: Talk<'_>, ground: Ground) -> Self {
        let count = talk.people.count();
        let mut votes = Self { ground, given: vec![0.0; count], received: vec![0.0; count] };
        (0..count).for_each(|person| votes.give(talk, person));
        (0..count).for_each(|person| votes.receive(talk, person));
        votes
    }

    /// Adds up anew what one person gives.
    pub(super) fn give(&mut self, talk: Talk<'_>, person: usize) {
        self.given[person] = match self.ground {
            Ground::Asking => talk.asks(person).fold(0.0, |sum, arrow| sum + arrow.weight),
            Ground::Depending => talk.depends_on(person).fold(0.0, |sum, (_, weight)| sum + weight),
        };
    }

    /// Adds up anew what one person receives.
    pub(super) fn receive(&mut self, talk: Talk<'_>, person: usize) {
        let given = &self.given;
        let vote = |sum: f64, (who, weight): (usize, f64)| match given[who] {
            whole if whole > 0.0 => sum + weight / whole,
            _ => sum,
        };
        self.received[person] = match self.ground {
            Ground::Asking => {
                talk.asked(person).map(|arrow| (arrow.from, arrow.weight)).fold(0.0, vote)
            }
            Ground::Depending => talk.dependents(person).fold(0.0, vote),
        };
    }

    /// The mean over those who give of the parts that each receives.
    pub(super) fn shares(&self) -> Defined<Vec<f64>> {
        shares(&self.received).ok_or(Undefined::NoDealings)
    }
}
