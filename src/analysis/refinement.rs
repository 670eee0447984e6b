//! Tells seats apart by what they are and with whom they stand, never by their numbers, so that
//! drawing the same organization in another order gives the same answers (color refinement,
//! Weisfeiler and Leman 1968).

use super::people::{Arrow, People};
use crate::model::{Domain, Position};
use crate::quantity::Right;

/// How far round a seat is looked. What still looks alike after as many rounds can hardly be told
/// apart by a person either.
const ROUNDS: usize = 4;

/// A rank for every seat: the same for seats that look alike, and the same whatever the order in
/// which seats, lines and arrows were drawn.
pub(super) fn ranks(people: &People<'_>) -> Vec<u32> {
    let own: Vec<Own<'_>> = people.seats.iter().map(|(_, position)| Own::of(position)).collect();
    (0..ROUNDS).fold(ranked(&own), |before, _| ranked(&with_neighbors(people, &before)))
}

/// The place of each among those that differ, in their order.
fn ranked<T: Ord>(all: &[T]) -> Vec<u32> {
    let mut different: Vec<&T> = all.iter().collect();
    different.sort_unstable();
    different.dedup();
    all.iter().map(|one| different.partition_point(|other| *other < one) as u32).collect()
}

/// What is said of a position itself; numbers by their bits, which differ where they do.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Own<'a> {
    holders: usize,
    level: Option<i64>,
    numbers: [Option<u64>; 3],
    expertise: Vec<(&'a Domain, u64)>,
    rights: Vec<(&'a Domain, Right)>,
}

impl<'a> Own<'a> {
    fn of(position: &'a Position) -> Self {
        let expertise = position.expertise.iter();
        Self {
            holders: position.holders.len(),
            level: position.level,
            numbers: [
                position.authority.map(|it| it.get().to_bits()),
                position.explore.map(|it| it.get().to_bits()),
                position.rules.map(|it| it.get().to_bits()),
            ],
            expertise: expertise.map(|(domain, it)| (domain, it.get().to_bits())).collect(),
            rights: position.rights.iter().map(|(domain, right)| (domain, *right)).collect(),
        }
    }
}

/// How one seat stands to another: the kind and direction of the tie, how strong it is, and the
/// rank of the other.
type Tie = (usize, u64, u32);

/// Every rank with the ties of its seat, in an order of their own.
fn with_neighbors(people: &People<'_>, before: &[u32]) -> Vec<(u32, Vec<Tie>)> {
    let mut all: Vec<(u32, Vec<Tie>)> = before.iter().map(|rank| (*rank, Vec::new())).collect();
    let mut tie = |kind: usize, weight: u64, from: usize, to: usize| {
        all[from].1.push((2 * kind, weight, before[to]));
        all[to].1.push((2 * kind + 1, weight, before[from]));
    };
    for line in &people.lines {
        tie(0, u64::from(line.solid), line.from, line.to);
    }
    let kinds: [&[Arrow]; 4] =
        [&people.consults, &people.instructs, &people.informs, &people.relations];
    for (kind, arrows) in (1..).zip(kinds) {
        for arrow in arrows {
            let (from, to) = (people.held[arrow.from()], people.held[arrow.to()]);
            tie(kind, arrow.weight.to_bits(), from, to);
        }
    }
    all.iter_mut().for_each(|(_, ties)| ties.sort_unstable());
    all
}
