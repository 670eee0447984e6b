//! What leaders do on the whole: means over everybody who leads somebody, and who takes part.

use super::distribution::{TINY, mean};
use super::result::{Analysis, Leader, Organicity, RoutineClass};
use super::undefined::{Defined, Undefined};
use crate::model::{PositionId, Stage};

/// What leaders do on the whole. Means are over those for whom the measure is defined, everybody
/// counted alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Leading {
    /// Asking as a part of asking and telling.
    pub consult: Defined<OverLeaders>,
    /// Part of the asking that goes to people below.
    pub downward: Defined<OverLeaders>,
    /// How far what is heard is taken up.
    pub take_up: Defined<OverLeaders>,
    /// Asking outside of the own unit: -1 all inside, 1 all outside.
    pub outside: Defined<OverLeaders>,
    /// Insulation: 0 heard by all, 1 hears no one below.
    pub insulation: Defined<OverLeaders>,
    /// The same if only the chart carried voices.
    pub insulation_chain_only: Defined<OverLeaders>,
    /// Mean acceptance, 1 to 5.
    pub acceptance: Defined<OverLeaders>,
    /// Mean distance as rated by those who report, 1 near to 5 far.
    pub distance: Defined<OverLeaders>,
    /// Pin minus pull.
    pub pin_gap: Defined<OverLeaders>,
    /// How far wishes are missed, over reporting lines, 0 to 1.
    pub mismatch: Defined<OverLines>,
    /// Inequality over reporting lines with dealings: 1 the follower depends, -1 the leader does.
    pub inequality: Defined<OverLines>,
    /// Reporting lines without any dealings: lines on paper.
    pub paper_lines: usize,
    /// Claimed minus lived organicity, over those who have both.
    pub espoused_apart: Defined<OverLeaders>,
    /// Part of the recorded decision rights of those in the chart that lies below the tops.
    pub decided_below: Defined<f64>,
    /// Part of the routines that more than one carries.
    pub shared_routines: Defined<f64>,
}

/// A mean over people, with where it is largest.
#[derive(Debug, Clone, PartialEq)]
pub struct OverLeaders {
    /// The mean.
    pub mean: f64,
    /// Of how many people.
    pub count: usize,
    /// Who is furthest from 0; all of several who are as far.
    pub most: Vec<PositionId>,
    /// How much that one has, with its sign; of several with both signs, above 0.
    pub largest: f64,
}

/// A mean over reporting lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OverLines {
    /// The mean.
    pub mean: f64,
    /// Of how many lines.
    pub count: usize,
}

/// Works out what leaders do on the whole.
pub(super) fn leading(stage: &Stage, analysis: &Analysis) -> Leading {
    let over = |value: fn(&Leader) -> &Defined<f64>| {
        let leaders = analysis.leadership.leaders.iter();
        over_people(leaders.map(|(id, leader)| (*id, *value(leader))))
    };
    let lines = &analysis.leadership.lines;
    let own = analysis.people.iter().copied();
    let apart = analysis.organicity.by_person.iter().map(Organicity::espoused_minus_enacted);
    Leading {
        consult: over(|leader| &leader.consult_vs_instruct),
        downward: over(|leader| &leader.consults_downward),
        take_up: over(|leader| &leader.take_up),
        outside: over(|leader| &leader.asks_outside),
        insulation: over(|leader| &leader.insulation),
        insulation_chain_only: over(|leader| &leader.insulation_chain_only),
        acceptance: over(|leader| &leader.acceptance),
        distance: over(|leader| &leader.distance),
        pin_gap: over(|leader| &leader.pin_gap),
        mismatch: over_lines(analysis.leadership.views.values().map(|view| view.mismatch)),
        inequality: over_lines(lines.values().map(|line| line.inequality)),
        paper_lines: lines.values().filter(|line| line.inequality.is_err()).count(),
        espoused_apart: over_people(own.zip(apart)),
        decided_below: decided_below(analysis),
        shared_routines: shared_routines(stage, analysis),
    }
}

fn over_people(values: impl Iterator<Item = (PositionId, Defined<f64>)>) -> Defined<OverLeaders> {
    let mut why = Undefined::NoReports;
    let mut all = Vec::new();
    for (id, value) in values {
        match value {
            Ok(value) => all.push((id, value)),
            Err(reason) => why = reason,
        }
    }
    let Some(mean) = mean(all.iter().map(|(_, value)| *value)) else { return Err(why) };
    let far = all.iter().map(|(_, value)| value.abs()).fold(0.0, f64::max);
    let furthest = all.iter().filter(|(_, value)| value.abs() >= far - TINY);
    let largest = furthest.clone().map(|(_, value)| *value).fold(f64::NEG_INFINITY, f64::max);
    let most = furthest.map(|(id, _)| *id).collect();
    Ok(OverLeaders { mean, count: all.len(), most, largest })
}

fn over_lines(values: impl Iterator<Item = Defined<f64>>) -> Defined<OverLines> {
    let mut why = Undefined::NoLines;
    let mut all = Vec::new();
    for value in values {
        match value {
            Ok(value) => all.push(value),
            Err(reason) => why = reason,
        }
    }
    let count = all.len();
    mean(all.into_iter()).map(|mean| OverLines { mean, count }).ok_or(why)
}

fn decided_below(analysis: &Analysis) -> Defined<f64> {
    let declared = analysis.authority.declared.as_ref().map_err(|why| *why)?;
    let mut of = (0.0, 0.0);
    for (id, share) in analysis.people.iter().zip(declared) {
        if let Some(depth) = analysis.hierarchy.depth.get(id) {
            of = (of.0 + share, of.1 + if *depth > 0 { *share } else { 0.0 });
        }
    }
    match of {
        (placed, below) if placed > 0.0 => Ok(below / placed),
        _ if analysis.hierarchy.tops.is_empty() => Err(Undefined::NoLines),
        _ => Err(Undefined::Unplaced),
    }
}

fn shared_routines(stage: &Stage, analysis: &Analysis) -> Defined<f64> {
    let classes = stage.routines().ids().filter_map(|id| analysis.routines.get(&id));
    // How they share it may not be said; that they do, is.
    mean(classes.map(|class| f64::from(u8::from(*class != Ok(RoutineClass::Solo)))))
        .ok_or(Undefined::NotEntered)
}
