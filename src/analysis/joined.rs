//! Who is joined to whom by any talk, what that makes of the core, and how far it falls apart
//! without each. All of it hangs on which pairs are joined and not on how often they talk.

use super::dealings::Talk;
use super::fragment::Fragmentation;
use super::network::Rows;
use super::people::Arrow;
use super::standard::core_of;
use super::undefined::{Defined, Undefined};

/// Who is joined to whom.
#[derive(Debug)]
pub(super) struct Joined {
    /// Which part of a seat in the core everybody has, over arrows of all kinds.
    pub(super) seats: Defined<Vec<f64>>,
    /// By consult, instruct and inform arrows.
    pub(super) apart: Fragmentation,
    near: Rows,
}

impl Joined {
    pub(super) fn of(talk: Talk<'_>) -> Self {
        let count = talk.people.count();
        // Every arrow is met from both of its ends.
        let near = Rows::mutual(count, |person| talk.ties(person), |tie| tie.other);
        Self::with(talk, near)
    }

    fn with(talk: Talk<'_>, near: Rows) -> Self {
        let seats = || match talk.people.relations.as_slice() {
            [] => core_of(&near),
            relations => {
                let pairs = relations.iter().map(Arrow::pair);
                let both = pairs.flat_map(|(a, b)| [(a, b), (b, a)]);
                core_of(&near.merged(&Rows::tidy(near.count(), both)))
            }
        };
        let any = near.len() > 0 || !talk.people.relations.is_empty();
        Self {
            seats: if any { Ok(seats()) } else { Err(Undefined::NoFlows) },
            apart: Fragmentation::of(&near),
            near,
        }
    }

    /// Follows pairs that may be joined by now, or not any more; whether any is. `relations` says
    /// whether relations of one's own are others.
    pub(super) fn follow(
        &mut self,
        talk: Talk<'_>,
        pairs: &[(usize, usize)],
        relations: bool,
    ) -> bool {
        let mut moved = relations;
        for (one, other) in pairs.iter().copied() {
            let joined = talk.joins(one, other);
            if self.near.has(one, other) == joined {
                continue;
            }
            moved = true;
            for (from, to) in [(one, other), (other, one)] {
                if joined {
                    self.near.put(from, to as u32);
                } else {
                    self.near.take(from, to as u32);
                }
            }
        }
        if moved {
            *self = Self::with(talk, std::mem::take(&mut self.near));
        }
        moved
    }
}
