//! Of whom it is known with whom they talk: who was heard, who is silent, and whether a verdict can
//! be given on it.

use super::dealings::Talk;
use crate::model::{Gathered, PositionId};

/// Of whom it is known with whom they talk. Consult, instruct and inform flows count; relations of
/// one's own do not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// How the stage came about, which decides who counts as silent.
    pub gathered: Gathered,
    /// How many people there are.
    pub people: usize,
    /// How many of them are not silent.
    pub heard: usize,
    /// Drawn by a group: who has no flow in or out. Drawn by respondents: who drew none and is not
    /// marked as having answered "nobody".
    pub silent: Vec<PositionId>,
    /// Whether there are flows and under half of the people are heard: then no verdict is given.
    pub verdict_withheld: bool,
}

impl Coverage {
    /// The part of the people that is heard, 0 to 1; 1 of nobody.
    #[must_use]
    pub fn share(&self) -> f64 {
        if self.people == 0 { 1.0 } else { self.heard as f64 / self.people as f64 }
    }
}

/// Who is heard on a stage.
pub(super) fn coverage(talk: Talk<'_>, gathered: Gathered) -> Coverage {
    let people = talk.people;
    let is_heard = |person: usize| match gathered {
        Gathered::Together => talk.drawn(person) + talk.received(person) > 0,
        Gathered::Respondents => talk.drawn(person) > 0 || people.position(person).answered_nobody,
    };
    let any = people.talk().next().is_some();
    let silent = (0..people.count()).filter(|person| !is_heard(*person));
    let silent: Vec<PositionId> = silent.map(|person| people.id(person)).collect();
    let count = people.count() - silent.len();
    Coverage {
        gathered,
        people: people.count(),
        heard: count,
        silent,
        verdict_withheld: any && 2 * count < people.count(),
    }
}
