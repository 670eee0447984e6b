//! Leaders as those who report to them see them, and what asking leads to (MEASURES 6).

use std::collections::BTreeMap;

use super::distribution::mean;
use super::people::{Arrow, Line, People};
use super::result::FollowerView;
use super::undefined::{Defined, Undefined};
use crate::model::LineId;

/// So many must have answered before a mean is told: of fewer, one could tell who said what.
const FEWEST_RESPONDENTS: usize = 4;

/// How the one who reports sees every line between two people.
pub(super) fn views(people: &People<'_>) -> BTreeMap<LineId, FollowerView> {
    let drawn = Drawn::of(people);
    let view = |line: &Line| {
        let (follower, leader) = (people.person[line.from]?, people.person[line.to]?);
        let mismatch = mismatch(people, &drawn, follower, leader);
        let (accepts, distance) = (line.accepts, line.distance);
        Some((line.id, FollowerView { accepts, distance, mismatch }))
    };
    people.lines.iter().filter_map(view).collect()
}

/// |wants - asking as a part of asking and telling|, on what the leader draws to the follower.
fn mismatch(people: &People<'_>, drawn: &Drawn, follower: usize, leader: usize) -> Defined<f64> {
    let wants = people.position(follower).wants.ok_or(Undefined::NotEntered)?;
    let (asks, tells) = drawn.between(leader, follower);
    if asks + tells <= 0.0 {
        return Err(Undefined::PaperLine);
    }
    Ok((wants.get() - asks / (asks + tells)).abs())
}

/// Who asks and tells whom, by who does it to whom.
struct Drawn(Vec<((usize, usize), (f64, f64))>);

impl Drawn {
    fn of(people: &People<'_>) -> Self {
        let pair = |arrow: &Arrow| (arrow.from, arrow.to);
        let asks = people.consults.iter().map(|arrow| (pair(arrow), (arrow.weight, 0.0)));
        let tells = people.instructs.iter().map(|arrow| (pair(arrow), (0.0, arrow.weight)));
        let mut all: Vec<_> = asks.chain(tells).collect();
        all.sort_by_key(|(pair, _)| *pair);
        Self(all)
    }

    /// How often one asks and tells the other.
    fn between(&self, from: usize, to: usize) -> (f64, f64) {
        let first = self.0.partition_point(|(pair, _)| *pair < (from, to));
        let own = self.0[first..].iter().take_while(|(pair, _)| *pair == (from, to));
        own.fold((0.0, 0.0), |sum, (_, add)| (sum.0 + add.0, sum.1 + add.1))
    }
}

/// The mean of what those who report say of a leader.
pub(super) fn mean_rating(
    people: &People<'_>,
    own: &[&Line],
    rating: impl Fn(&Line) -> Option<f64>,
) -> Defined<f64> {
    let held = own.iter().filter(|line| people.person[line.from].is_some());
    let said: Vec<f64> = held.filter_map(|line| rating(line)).collect();
    match said.len() {
        0 => Err(Undefined::NotEntered),
        count if count < FEWEST_RESPONDENTS => Err(Undefined::TooFewRespondents),
        _ => mean(said.into_iter()).ok_or(Undefined::NotEntered),
    }
}

/// How far what a leader hears when it asks is taken up, by frequency.
pub(super) fn take_up(own: &[&Arrow]) -> Defined<f64> {
    let (mut taken, mut asked) = (0.0, 0.0);
    for (arrow, part) in own.iter().filter_map(|arrow| Some((arrow, arrow.took_up?))) {
        taken += arrow.weight * part;
        asked += arrow.weight;
    }
    if asked > 0.0 { Ok(taken / asked) } else { Err(Undefined::NotEntered) }
}

/// Asking outside of the leader's unit against inside, each person once. A unit that contains the
/// leader's own is the leader's too, and so is what lies in it; whoever has no unit is left out.
pub(super) fn asks_outside(people: &People<'_>, leader: usize, own: &[&Arrow]) -> Defined<f64> {
    let unit = people.position(leader).unit.ok_or(Undefined::NoUnits)?;
    let mut asked: Vec<usize> = own.iter().map(|arrow| arrow.to).collect();
    asked.sort_unstable();
    asked.dedup();
    let units = asked.iter().filter_map(|person| people.position(*person).unit);
    let outside: Vec<bool> = units.map(|other| !people.is_one_in_the_other(unit, other)).collect();
    let out = outside.iter().filter(|outside| **outside).count() as f64;
    let all = outside.len() as f64;
    if all > 0.0 { Ok((2.0 * out - all) / all) } else { Err(Undefined::NoDealings) }
}

/// Where a leader thinks the centre is, minus the pull to the top.
pub(super) fn pin_gap(people: &People<'_>, leader: usize, pull: &Defined<f64>) -> Defined<f64> {
    let pin = people.position(leader).pin.ok_or(Undefined::NotEntered)?;
    Ok(pin.get() - (*pull)?)
}
