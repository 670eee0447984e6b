//! Mechanistic or organic (MEASURES 6), and the shares of talk on the whole map.

use super::dealings::{Deal, Talk};
use super::distribution::{mean, mean_within};
use super::hierarchy::ChartOf;
use super::people::{Arrow, People};
use super::pieces::Pieces;
use super::result::{FlowShares, HierarchySource, Organicity, OrganicityReading};
use super::undefined::{Defined, Undefined};
use crate::model::{Position, SurveyResponse, Voice};

/// Fewest answered items for a response to count.
const FEWEST_ANSWERS: usize = 4;
/// Fewest indicators for a reading from flows.
const FEWEST_INDICATORS: usize = 2;
/// Arrows at which the confidence of a reading from flows is half of what it can be.
const HALF_SURE: f64 = 3.0;

/// Whether an arrow runs sideways: between people neither of whom is above the other. Nothing
/// where one of them stands outside of the chart.
pub(super) fn is_lateral(people: &People<'_>, chart: &ChartOf, arrow: &Arrow) -> Option<bool> {
    chart.is_beside(people, arrow.from(), arrow.to())
}

/// Organicity of everybody and of the map, kept so that it is read anew for some.
#[derive(Debug, Default)]
pub(super) struct Relations {
    /// What everybody drew.
    drawn: Vec<Drawn>,
    by_person: Pieces<Organicity>,
    /// How sure each reading is, and the score times that.
    sure: Vec<f64>,
    weighed: Vec<f64>,
    /// How sure they are, in order.
    in_order: Vec<f64>,
    /// Those who claim something.
    claiming: Vec<usize>,
}

impl Relations {
    pub(super) fn of(talk: Talk<'_>, chart: &ChartOf) -> Self {
        let people = talk.people;
        let mut drawn = Vec::with_capacity(people.count());
        let charted = chart.source != HierarchySource::None;
        let mut asks = Asks::new();
        let read = |at: usize| {
            let tally = Tally::of(talk, chart, at, &mut asks);
            drawn.push(tally.by_it);
            of_person(people.position(at), &tally, charted)
        };
        let by_person: Pieces<Organicity> = (0..people.count()).map(read).collect();
        let sure: Vec<f64> = by_person.iter().map(|one| one.confidence).collect();
        let mut in_order = sure.clone();
        in_order.sort_unstable_by(f64::total_cmp);
        let weighed = by_person.iter().map(weighed).collect();
        let claiming = by_person.iter().enumerate().filter(|(_, one)| one.espoused.get().is_ok());
        let claiming = claiming.map(|(person, _)| person).collect();
        Self { drawn, by_person, sure, weighed, in_order, claiming }
    }

    /// Reads somebody anew, whose arrows or own sayings are others.
    pub(super) fn read_anew(&mut self, talk: Talk<'_>, chart: &ChartOf, person: usize) {
        let tally = Tally::of(talk, chart, person, &mut Asks::new());
        self.drawn[person] = tally.by_it;
        let charted = chart.source != HierarchySource::None;
        let own = of_person(talk.people.position(person), &tally, charted);
        let place =
            |all: &[f64], it: f64| all.partition_point(|other| other.total_cmp(&it).is_lt());
        if own.confidence != self.sure[person] {
            let at = place(&self.in_order, self.sure[person]);
            self.in_order.remove(at);
            self.in_order.insert(place(&self.in_order, own.confidence), own.confidence);
        }
        match (self.claiming.binary_search(&person), own.espoused.get().is_ok()) {
            (Ok(at), false) => drop(self.claiming.remove(at)),
            (Err(at), true) => self.claiming.insert(at, person),
            (Ok(_), true) | (Err(_), false) => {}
        }
        self.sure[person] = own.confidence;
        self.weighed[person] = weighed(&own);
        self.by_person.set(person, own);
    }

    /// Those who say how they lead, in order.
    pub(super) fn claiming(&self) -> &[usize] {
        &self.claiming
    }

    /// What is read of everybody and of the map.
    pub(super) fn reading(&self) -> OrganicityReading {
        let sure: f64 = self.sure.iter().sum();
        let weighed: f64 = self.weighed.iter().sum();
        let map = if sure > 0.0 {
            Ok(weighed / sure)
        } else if self.sure.is_empty() {
            Err(Undefined::NoPeople)
        } else {
            Err(Undefined::TooFewIndicators)
        };
        // As `mean` adds up.
        let count = self.in_order.len().max(1) as f64;
        let confidence = self.in_order.iter().sum::<f64>() / count;
        OrganicityReading { map, confidence, by_person: self.by_person.clone() }
    }

    /// Asking as a part of asking and telling, and the part of the talk that goes sideways.
    pub(super) fn flow_shares(&self, chart: &ChartOf) -> FlowShares {
        let sum =
            |part: fn(&Drawn) -> f64| self.drawn.iter().map(part).fold(0.0, |sum, it| sum + it);
        let (asking, telling) = (sum(|own| own.asking), sum(|own| own.telling));
        let nothing = match self.drawn.iter().any(|own| own.any) {
            true => Undefined::Unplaced,
            false => Undefined::NoFlows,
        };
        FlowShares {
            consult: ratio(asking, asking + telling, Undefined::NoDealings),
            lateral: match chart.source {
                HierarchySource::None => Err(Undefined::NoLines),
                HierarchySource::Lines | HierarchySource::Levels => {
                    ratio(sum(|own| own.sideways), sum(|own| own.placed), nothing)
                }
            },
        }
    }
}

/// The score times how sure it is; 0 where there is none.
fn weighed(one: &Organicity) -> f64 {
    one.score().map_or(0.0, |score| score * one.confidence)
}

/// What the arrows at one person add up to, by frequency.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    asking: f64,
    telling: f64,
    drawn: usize,
    /// With people in the chart, and of that sideways.
    placed: f64,
    sideways: f64,
    /// Of asking to and fro: what goes both ways, and the more of the two.
    both: f64,
    either: f64,
    /// Of the arrows that the person drew alone.
    by_it: Drawn,
}

/// What the arrows that one person drew add up to, by frequency.
#[derive(Debug, Clone, Copy, Default)]
struct Drawn {
    any: bool,
    asking: f64,
    telling: f64,
    placed: f64,
    sideways: f64,
}

/// Room for whom somebody asks and is asked by: the other, how much there, how much back.
type Asks = Vec<(usize, f64, f64)>;

impl Tally {
    fn of(talk: Talk<'_>, chart: &ChartOf, person: usize, asks: &mut Asks) -> Self {
        let mut own = Self::default();
        let people = talk.people;
        for arrow in talk.asks(person).chain(talk.tells(person)).chain(talk.informs(person)) {
            own.place(arrow, chart.is_beside(people, arrow.from, arrow.to));
        }
        own.by_it = Drawn {
            any: own.drawn > 0,
            asking: talk.asks(person).fold(0.0, |sum, arrow| sum + arrow.weight),
            telling: talk.tells(person).fold(0.0, |sum, arrow| sum + arrow.weight),
            placed: own.placed,
            sideways: own.sideways,
        };
        for arrow in talk.asked(person).chain(talk.told(person)).chain(talk.informed(person)) {
            own.place(arrow, chart.is_beside(people, arrow.from, arrow.to));
        }
        own.asking = talk.asked(person).fold(own.by_it.asking, |sum, arrow| sum + arrow.weight);
        own.telling = talk.told(person).fold(own.by_it.telling, |sum, arrow| sum + arrow.weight);
        own.add_mutual(talk, person, asks);
        own
    }

    fn place(&mut self, arrow: Deal, lateral: Option<bool>) {
        self.drawn += 1;
        self.placed += if lateral.is_some() { arrow.weight } else { 0.0 };
        self.sideways += if lateral == Some(true) { arrow.weight } else { 0.0 };
    }

    fn add_mutual(&mut self, talk: Talk<'_>, person: usize, asks: &mut Asks) {
        let there = talk.asks(person).map(|arrow| (arrow.to, arrow.weight, 0.0));
        let back = talk.asked(person).map(|arrow| (arrow.from, 0.0, arrow.weight));
        asks.clear();
        there.chain(back).for_each(|own| asks.push(own));
        asks.sort_by_key(|(other, ..)| *other);
        for pair in asks.chunk_by(|a, b| a.0 == b.0) {
            let there: f64 = pair.iter().map(|(_, there, _)| there).sum();
            let back: f64 = pair.iter().map(|(.., back)| back).sum();
            self.both += there.min(back);
            self.either += there.max(back);
        }
    }
}

fn ratio(part: f64, whole: f64, nothing: Undefined) -> Defined<f64> {
    if whole > 0.0 { Ok(part / whole) } else { Err(nothing) }
}

fn of_person(position: &Position, own: &Tally, charted: bool) -> Organicity {
    let consult = ratio(own.asking, own.asking + own.telling, Undefined::NoDealings);
    let nothing = if own.drawn > 0 { Undefined::Unplaced } else { Undefined::NoFlows };
    let lateral = match charted {
        true => ratio(own.sideways, own.placed, nothing),
        false => Err(Undefined::NoLines),
    };
    let mutual = ratio(own.both, own.either, Undefined::NoDealings);
    let loose = position.rules.map(|rules| 1.0 - rules.get()).ok_or(Undefined::NotEntered);
    let mut room = [0.0; 4];
    let known = [&consult, &lateral, &mutual, &loose].into_iter().flatten();
    let count = known.zip(&mut room).map(|(one, place)| *place = *one).count();
    let flows = if count >= FEWEST_INDICATORS {
        mean_within(&mut room[..count]).ok_or(Undefined::TooFewIndicators)
    } else {
        Err(Undefined::TooFewIndicators)
    };
    let enacted = survey(&position.survey, Voice::Enacted);
    let espoused = survey(&position.survey, Voice::Espoused);
    let confidence = match (&enacted, &flows) {
        (Ok(_), _) => 1.0,
        (Err(_), Ok(_)) => {
            let three = [&consult, &lateral, &mutual];
            let there = three.into_iter().filter(|one| one.is_ok()).count() as f64;
            let drawn = own.drawn as f64;
            there / 3.0 * drawn / (drawn + HALF_SURE)
        }
        (Err(_), Err(_)) => 0.0,
    };
    Organicity {
        confidence,
        flows: flows.into(),
        consult: consult.into(),
        lateral: lateral.into(),
        mutual: mutual.into(),
        loose: loose.into(),
        enacted: enacted.into(),
        espoused: espoused.into(),
    }
}

/// The mean over respondents of the mean of their answers, on 0 to 1.
fn survey(responses: &[SurveyResponse], voice: Voice) -> Defined<f64> {
    let mut any = false;
    let counted =
        responses.iter().filter(|response| response.voice == voice).filter_map(|response| {
            any = true;
            let answers: Vec<f64> =
                response.answers.iter().flatten().map(|a| f64::from(*a)).collect();
            let enough = answers.len() >= FEWEST_ANSWERS;
            mean(answers.into_iter()).filter(|_| enough).map(|mean| (mean - 1.0) / 6.0)
        });
    let counted: Vec<f64> = counted.collect();
    let why = if any { Undefined::TooFewAnswers } else { Undefined::NotEntered };
    mean(counted.into_iter()).ok_or(why)
}
