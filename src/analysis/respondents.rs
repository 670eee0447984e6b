//! How far the centre of gravity hangs on single respondents: each one's arrows are left out of
//! the influence in turn, in time proportional to how many they drew.

use super::dealings::Talk;
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
                own.add(*share, Self { lifted: height.get(), placed: 1.0 });
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

/// The votes of the influence, added up by who gives them, and what becomes of them without each
/// who drew arrows.
#[derive(Debug)]
pub(super) struct Ballots {
    of: Vec<Ballot>,
    without: Vec<Without>,
}

/// What is on a ballot: how many arrows say so, their weight, and what they lift.
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

    fn take(&mut self, other: &Self, times: f64) {
        self.weight += times * other.weight;
        self.lift.add(times, other.lift);
    }
}

/// What changes where somebody's arrows are left out.
#[derive(Debug, Clone, Copy, Default)]
struct Without {
    /// Whether there are any.
    drew: bool,
    /// What it adds to the sum of the votes.
    change: Lift,
    /// How many then give no vote.
    lost: usize,
}

impl Ballots {
    pub(super) fn of(talk: Talk<'_>, chart: &ChartOf) -> Self {
        let count = talk.people.count();
        let (of, without) = (vec![Ballot::default(); count], vec![Without::default(); count]);
        let mut ballots = Self { of, without };
        (0..count).for_each(|person| ballots.count_anew(talk, chart, person));
        let mut drawn = Vec::new();
        (0..count).for_each(|person| ballots.leave_out(talk, chart, person, &mut drawn));
        ballots
    }

    /// How many people there are.
    pub(super) fn count(&self) -> usize {
        self.of.len()
    }

    /// An arrow that says that somebody depends on somebody.
    fn arrow(talk: Talk<'_>, chart: &ChartOf, on: usize, weight: f64) -> Ballot {
        let mut lift = Lift::default();
        if let Some(height) = chart.height[talk.people.held[on]] {
            lift.add(weight, Lift { lifted: height.get(), placed: 1.0 });
        }
        Ballot { arrows: 1, weight, lift }
    }

    /// Counts anew what is on somebody's ballot.
    pub(super) fn count_anew(&mut self, talk: Talk<'_>, chart: &ChartOf, person: usize) {
        let mut ballot = Ballot::default();
        for (on, weight) in talk.depends_on(person) {
            ballot.arrows += 1;
            ballot.take(&Self::arrow(talk, chart, on, weight), 1.0);
        }
        self.of[person] = ballot;
    }

    /// Works out anew what changes without somebody's arrows: on the own ballot for what is asked,
    /// on those of others for what they are told.
    pub(super) fn leave_out_anew(&mut self, talk: Talk<'_>, chart: &ChartOf, person: usize) {
        self.leave_out(talk, chart, person, &mut Vec::new());
    }

    /// The same, with room for what somebody drew.
    fn leave_out(
        &mut self,
        talk: Talk<'_>,
        chart: &ChartOf,
        person: usize,
        drawn: &mut Vec<(usize, usize, f64)>,
    ) {
        let mut without = Without { drew: talk.drawn(person) > 0, ..Without::default() };
        let asks = talk.asks(person).map(|it| (person, it.to, it.weight));
        let tells = talk.tells(person).map(|it| (it.to, person, it.weight));
        drawn.clear();
        drawn.extend(asks.chain(tells));
        drawn.sort_by_key(|(dependent, ..)| *dependent);
        for own in drawn.chunk_by(|a, b| a.0 == b.0) {
            let mut ballot = self.of[own[0].0];
            without.change.add(-1.0, ballot.vote());
            for (_, on, weight) in own {
                ballot.arrows -= 1;
                ballot.take(&Self::arrow(talk, chart, *on, *weight), -1.0);
            }
            without.lost += usize::from(ballot.arrows == 0);
            without.change.add(1.0, ballot.vote());
        }
        self.without[person] = without;
    }

    /// What the mass is without each respondent: people who drew consult, instruct or inform
    /// arrows. Nothing where nothing is left to weigh.
    pub(super) fn without_each(&self, lifts: &Lifts, settings: &Settings) -> Vec<Option<OfMass>> {
        let weights = settings.weights();
        let voters = self.of.iter().filter(|ballot| ballot.arrows > 0).count();
        let mut votes = Lift::default();
        self.of.iter().for_each(|ballot| votes.add(1.0, ballot.vote()));
        let of = |without: &Without| {
            let left = voters - without.lost;
            let mut sum = votes;
            sum.add(1.0, without.change);
            let mut mean = Lift::default();
            mean.add(1.0 / left as f64, sum);
            Lifts { influence: (left > 0).then_some(mean), ..*lifts }.standing(weights)
        };
        self.without.iter().filter(|it| it.drew).map(of).collect()
    }
}
