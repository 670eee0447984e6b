//! Leaders as those who report to them see them, and what asking leads to (MEASURES 6).

use super::dealings::{Deal, Talk};
use super::distribution::mean;
use super::people::{Line, People};
use super::result::FollowerView;
use super::undefined::{Defined, Undefined};
use crate::quantity::Rating;

/// So many must have answered before a mean is told: of fewer, one could tell who said what.
const FEWEST_RESPONDENTS: usize = 4;

/// How the one who reports sees a line; nothing where it does not run between two people.
pub(super) fn view(talk: Talk<'_>, line: &Line) -> Option<FollowerView> {
    let person = &talk.people.person;
    let (follower, leader) = (person[line.from]?, person[line.to]?);
    Some(FollowerView { mismatch: mismatch(talk, follower, leader) })
}

/// |wants - asking as a part of asking and telling|, on what the leader draws to the follower.
fn mismatch(talk: Talk<'_>, follower: usize, leader: usize) -> Defined<f64> {
    let wants = talk.people.position(follower).wants.ok_or(Undefined::NotEntered)?;
    let to_it = |sum: f64, arrow: Deal| match arrow.to == follower {
        true => sum + arrow.weight,
        false => sum,
    };
    let (asks, tells) = (talk.asks(leader).fold(0.0, to_it), talk.tells(leader).fold(0.0, to_it));
    if asks + tells <= 0.0 {
        return Err(Undefined::PaperLine);
    }
    Ok((wants.get() - asks / (asks + tells)).abs())
}

/// The mean of what those who report say of a leader.
pub(super) fn mean_rating(
    people: &People<'_>,
    own: &[&Line],
    rating: impl Fn(&Line) -> Option<Rating>,
) -> Defined<f64> {
    let held = own.iter().filter(|line| people.person[line.from].is_some());
    let said: Vec<f64> = held.filter_map(|line| rating(line)).map(Rating::get).collect();
    match said.len() {
        0 => Err(Undefined::NotEntered),
        count if count < FEWEST_RESPONDENTS => Err(Undefined::TooFewRespondents),
        _ => mean(said.into_iter()).ok_or(Undefined::NotEntered),
    }
}

/// How far what a leader hears when it asks is taken up, by frequency.
pub(super) fn take_up(talk: Talk<'_>, leader: usize) -> Defined<f64> {
    let (mut taken, mut asked) = (0.0, 0.0);
    let own = talk.asking(leader);
    for (arrow, part) in own.filter_map(|arrow| Some((arrow, talk.people.took_up(arrow)?))) {
        taken += arrow.weight * part;
        asked += arrow.weight;
    }
    if asked > 0.0 { Ok(taken / asked) } else { Err(Undefined::NotEntered) }
}

/// Asking outside of the leader's unit against inside, each person once. A unit that contains the
/// leader's own is the leader's too, and so is what lies in it; whoever has no unit is left out.
pub(super) fn asks_outside(talk: Talk<'_>, leader: usize) -> Defined<f64> {
    let people = talk.people;
    let unit = people.unit(leader).ok_or(Undefined::NoUnits)?;
    let mut asked: Vec<usize> = talk.asks(leader).map(|arrow| arrow.to).collect();
    asked.sort_unstable();
    asked.dedup();
    let units = asked.iter().filter_map(|person| people.unit(*person));
    let outside: Vec<bool> = units.map(|other| !people.is_one_in_the_other(unit, other)).collect();
    let out = outside.iter().filter(|outside| **outside).count() as f64;
    let all = outside.len() as f64;
    if all > 0.0 { Ok((2.0 * out - all) / all) } else { Err(Undefined::NoDealings) }
}
