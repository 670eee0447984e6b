//! Tells seats apart by what they are and with whom they stand, never by their numbers, so that
//! drawing the same organization in another order gives the same answers (color refinement,
//! Weisfeiler and Leman 1968).

use std::hash::{DefaultHasher, Hash, Hasher};

use super::people::{Arrow, People};
use crate::model::Position;

/// How far round a seat is looked. What still looks alike after as many rounds can hardly be told
/// apart by a person either.
const ROUNDS: usize = 4;

/// A mark for every seat: the same for seats that look alike, and the same whatever the order in
/// which seats, lines and arrows were drawn. Linear in seats, lines and arrows.
pub(super) fn marks(people: &People<'_>) -> Vec<u64> {
    let mut marks: Vec<u64> =
        people.seats.iter().map(|(_, position)| mark(|to| own(position, to))).collect();
    for _ in 0..ROUNDS {
        marks = round(people, &marks);
    }
    marks
}

fn mark(tell: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut hasher = DefaultHasher::new();
    tell(&mut hasher);
    hasher.finish()
}

fn own(position: &Position, to: &mut DefaultHasher) {
    position.holders.len().hash(to);
    position.level.hash(to);
    position.authority.map(|it| it.get().to_bits()).hash(to);
    position.explore.map(|it| it.get().to_bits()).hash(to);
    position.rules.map(|it| it.get().to_bits()).hash(to);
    for (domain, level) in &position.expertise {
        (domain, level.get().to_bits()).hash(to);
    }
    for (domain, right) in &position.rights {
        (domain, right).hash(to);
    }
}

/// Every mark with those of its neighbours, in an order of their own.
fn round(people: &People<'_>, before: &[u64]) -> Vec<u64> {
    let mut near: Vec<Vec<(u8, u64, u64)>> = vec![Vec::new(); before.len()];
    for line in &people.lines {
        near[line.from].push((0, u64::from(line.solid), before[line.to]));
        near[line.to].push((1, u64::from(line.solid), before[line.from]));
    }
    let kinds: [&[Arrow]; 4] =
        [&people.consults, &people.instructs, &people.informs, &people.relations];
    for (kind, arrows) in (2_u8..).step_by(2).zip(kinds) {
        for arrow in arrows {
            let (from, to) = (people.held[arrow.from], people.held[arrow.to]);
            near[from].push((kind, arrow.weight.to_bits(), before[to]));
            near[to].push((kind + 1, arrow.weight.to_bits(), before[from]));
        }
    }
    let both = before.iter().zip(&mut near);
    both.map(|(own, near)| {
        near.sort_unstable();
        mark(|to| (own, near).hash(to))
    })
    .collect()
}
