//! How far the centre of gravity hangs on single respondents: each one's arrows are left out of
//! the influence in turn, in time proportional to how many they drew.

use super::authority::dependences;
use super::cancel::{Cancel, Cancelled};
use super::distribution::TINY;
use super::gravity::Scale;
use super::hierarchy::ChartOf;
use super::people::People;
use super::question::Settings;
use super::result::MassPart;
use super::undefined::{Defined, Undefined};
use super::verdict::pull;

/// What a distribution adds up to over those in the chart.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lift {
    /// Sum of share times height.
    pub(super) lifted: f64,
    /// Sum of shares.
    pub(super) placed: f64,
}

impl Lift {
    /// Of a column by person.
    pub(super) fn of(people: &People<'_>, chart: &ChartOf, column: &[f64]) -> Self {
        let mut own = Self::default();
        for (seat, share) in people.held.iter().zip(column) {
            if let Some(height) = chart.height[*seat] {
                own.add(*share, Self { lifted: height, placed: 1.0 });
            }
        }
        own
    }

    pub(super) fn add(&mut self, times: f64, other: Self) {
        self.lifted += times * other.lifted;
        self.placed += times * other.placed;
    }

    /// Mean height of what is placed.
    pub(super) fn height(self) -> Defined<f64> {
        if self.placed > 0.0 { Ok(self.lifted / self.placed) } else { Err(Undefined::Unplaced) }
    }

    /// (y - u) / (1 - u), u the height of everybody counted alike.
    pub(super) fn top_heaviness(self, equal: f64) -> Defined<f64> {
        if 1.0 - equal <= TINY {
            return Err(Undefined::OneLevel);
        }
        Ok((self.height()? - equal) / (1.0 - equal))
    }
}

/// What every part of the mass adds up to, and what it would under pure command.
#[derive(Debug)]
pub(super) struct Lifts {
    pub(super) equal: f64,
    pub(super) decisions: Option<Lift>,
    pub(super) knowledge: Option<Lift>,
    pub(super) influence: Option<Lift>,
    of_chart: Option<Lift>,
    of_command: Option<Lift>,
}

/// Weights of decisions, knowledge and influence.
pub(super) type Weights = [f64; 3];

/// Height, top-heaviness and pull of a mass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct OfMass {
    pub(super) height: Defined<f64>,
    pub(super) top_heaviness: Defined<f64>,
    pub(super) pull: Defined<f64>,
}

impl Lifts {
    pub(super) fn of(scale: &Scale<'_>, equal: f64) -> Self {
        let Scale { people, chart, authority, knowledge, influence, command, .. } = *scale;
        let lift = |column: &Defined<Vec<f64>>| {
            column.as_ref().ok().map(|column| Lift::of(people, chart, column))
        };
        Self {
            equal,
            decisions: lift(&authority.declared),
            knowledge: lift(&knowledge.held),
            influence: lift(influence),
            of_chart: lift(&authority.chart),
            of_command: command.as_ref().map(|column| Lift::of(people, chart, column)),
        }
    }

    fn part(&self, part: MassPart) -> Option<Lift> {
        match part {
            MassPart::Decisions => self.decisions,
            MassPart::KnowledgeHeld => self.knowledge,
            MassPart::Influence => self.influence,
        }
    }

    /// Of the mass under some weights; nothing where they weigh nothing that is there.
    pub(super) fn standing(&self, weights: Weights) -> Option<OfMass> {
        const PARTS: [MassPart; 3] =
            [MassPart::Decisions, MassPart::KnowledgeHeld, MassPart::Influence];
        let (mut mass, mut command, mut any) = (Lift::default(), Some(Lift::default()), false);
        for (weight, part) in weights.into_iter().zip(PARTS).filter(|(weight, _)| *weight > 0.0) {
            let Some(own) = self.part(part) else { continue };
            any = true;
            mass.add(weight, own);
            let chain = if part == MassPart::Influence { self.of_command } else { self.of_chart };
            command = command.zip(chain).map(|(mut sum, chain)| {
                sum.add(weight, chain);
                sum
            });
        }
        let top_heaviness = mass.top_heaviness(self.equal);
        let command = command.ok_or(Undefined::NoLines);
        let command = command.and_then(|command| command.top_heaviness(self.equal));
        let pull = pull(top_heaviness, command);
        any.then(|| OfMass { height: mass.height(), top_heaviness, pull })
    }
}

/// What the mass is without each respondent: people who drew consult, instruct or inform arrows.
/// Nothing where nothing is left to weigh.
pub(super) fn without_each(
    people: &People<'_>,
    chart: &ChartOf,
    lifts: &Lifts,
    settings: &Settings,
    cancel: &Cancel,
) -> Result<Vec<Option<OfMass>>, Cancelled> {
    let weights = settings.weights();
    let mut drew = vec![false; people.count()];
    people.talk().for_each(|arrow| drew[arrow.from] = true);
    let ballots = Ballots::of(people, chart);
    let mut found = Vec::new();
    for respondent in (0..people.count()).filter(|person| drew[*person]) {
        cancel.check()?;
        let influence = ballots.without(respondent);
        let left = Lifts { influence, ..*lifts };
        found.push(left.standing(weights));
    }
    Ok(found)
}

/// The votes of the influence, added up by who gives them.
struct Ballots {
    /// Of each who depends: how many arrows say so, their weight, and what they lift.
    of: Vec<Ballot>,
    /// What each drew: on whose ballot, and what it adds there.
    drawn: Vec<Vec<(usize, Ballot)>>,
    voters: usize,
    sum: Lift,
}

#[derive(Debug, Clone, Copy, Default)]
struct Ballot {
    arrows: usize,
    weight: f64,
    lift: Lift,
}

impl Ballot {
    fn vote(&self) -> Lift {
        let mut vote = Lift::default();
        if self.arrows > 0 && self.weight > 0.0 {
            vote.add(1.0 / self.weight, self.lift);
        }
        vote
    }
}

impl Ballots {
    fn of(people: &People<'_>, chart: &ChartOf) -> Self {
        let mut of = vec![Ballot::default(); people.count()];
        let mut drawn = vec![Vec::new(); people.count()];
        let drew = people.consults.iter().chain(&people.instructs).map(|arrow| arrow.from);
        for ((dependent, on, weight), who) in dependences(people).zip(drew) {
            let mut lift = Lift::default();
            if let Some(height) = chart.height[people.held[on]] {
                lift.add(weight, Lift { lifted: height, placed: 1.0 });
            }
            let own = Ballot { arrows: 1, weight, lift };
            of[dependent].arrows += 1;
            take(&mut of[dependent], &own, 1.0);
            drawn[who].push((dependent, own));
        }
        for own in &mut drawn {
            own.sort_by_key(|(dependent, _)| *dependent);
        }
        let voters = of.iter().filter(|ballot| ballot.arrows > 0).count();
        let mut sum = Lift::default();
        of.iter().for_each(|ballot| sum.add(1.0, ballot.vote()));
        Self { of, drawn, voters, sum }
    }

    /// The influence without what one person drew; nothing where nobody depends any more.
    fn without(&self, person: usize) -> Option<Lift> {
        let (mut sum, mut voters) = (self.sum, self.voters);
        for own in self.drawn[person].chunk_by(|a, b| a.0 == b.0) {
            let mut ballot = self.of[own[0].0];
            sum.add(-1.0, ballot.vote());
            for (_, drawn) in own {
                ballot.arrows -= drawn.arrows;
                take(&mut ballot, drawn, -1.0);
            }
            voters -= usize::from(ballot.arrows == 0);
            sum.add(1.0, ballot.vote());
        }
        let mut mean = Lift::default();
        mean.add(1.0 / voters as f64, sum);
        (voters > 0).then_some(mean)
    }
}

fn take(ballot: &mut Ballot, other: &Ballot, times: f64) {
    ballot.weight += times * other.weight;
    ballot.lift.add(times, other.lift);
}
