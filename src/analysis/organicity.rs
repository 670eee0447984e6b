//! Mechanistic or organic (MEASURES 6), and the shares of talk on the whole map.

use super::distribution::mean;
use super::hierarchy::ChartOf;
use super::people::{Arrow, People};
use super::result::{FlowShares, HierarchySource, Organicity, OrganicityReading, OrganicitySource};
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
    let (from, to) = (people.held[arrow.from], people.held[arrow.to]);
    (chart.is_placed(from) && chart.is_placed(to)).then(|| !chart.in_line(from, to))
}

/// The part of arrows that runs sideways, by frequency, of those whose ends stand in the chart.
pub(super) fn lateral_share<'a>(
    people: &People<'_>,
    chart: &ChartOf,
    arrows: impl Iterator<Item = &'a Arrow>,
) -> Defined<f64> {
    if chart.source == HierarchySource::None {
        return Err(Undefined::NoLines);
    }
    let (mut sideways, mut all, mut any) = (0.0, 0.0, false);
    for arrow in arrows {
        any = true;
        let Some(lateral) = is_lateral(people, chart, arrow) else { continue };
        all += arrow.weight;
        sideways += if lateral { arrow.weight } else { 0.0 };
    }
    ratio(sideways, all, if any { Undefined::Unplaced } else { Undefined::NoFlows })
}

/// Organicity of everybody and of the map.
pub(super) fn organicity(people: &People<'_>, chart: &ChartOf) -> OrganicityReading {
    let tallies = tallies(people, chart);
    let charted = chart.source != HierarchySource::None;
    let by_person: Vec<Organicity> = tallies
        .iter()
        .enumerate()
        .map(|(person, own)| of_person(people.position(person), own, charted))
        .collect();
    let sure: f64 = by_person.iter().map(|one| one.confidence).sum();
    let weighted: f64 =
        by_person.iter().filter_map(|one| Some(one.score.as_ref().ok()? * one.confidence)).sum();
    let map = if sure > 0.0 {
        Ok(weighted / sure)
    } else if people.count() == 0 {
        Err(Undefined::NoPeople)
    } else {
        Err(Undefined::TooFewIndicators)
    };
    let confidence = mean(by_person.iter().map(|one| one.confidence)).unwrap_or(0.0);
    OrganicityReading { map, confidence, by_person }
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
}

/// What the arrows at everybody add up to.
fn tallies(people: &People<'_>, chart: &ChartOf) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); people.count()];
    for (kind, list) in [&people.consults, &people.instructs, &people.informs].iter().enumerate() {
        for arrow in list.iter() {
            let lateral = is_lateral(people, chart, arrow);
            for end in [arrow.from, arrow.to] {
                let own = &mut tallies[end];
                own.drawn += 1;
                match kind {
                    0 => own.asking += arrow.weight,
                    1 => own.telling += arrow.weight,
                    _ => {}
                }
                own.placed += if lateral.is_some() { arrow.weight } else { 0.0 };
                own.sideways += if lateral == Some(true) { arrow.weight } else { 0.0 };
            }
        }
    }
    let mut asks: Vec<((usize, usize), f64, f64)> = people
        .consults
        .iter()
        .map(|arrow| match arrow.from < arrow.to {
            true => ((arrow.from, arrow.to), arrow.weight, 0.0),
            false => ((arrow.to, arrow.from), 0.0, arrow.weight),
        })
        .collect();
    asks.sort_by_key(|(pair, ..)| *pair);
    for pair in asks.chunk_by(|a, b| a.0 == b.0) {
        let there: f64 = pair.iter().map(|(_, there, _)| there).sum();
        let back: f64 = pair.iter().map(|(.., back)| back).sum();
        let (a, b) = pair[0].0;
        for end in [a, b] {
            tallies[end].both += there.min(back);
            tallies[end].either += there.max(back);
        }
    }
    tallies
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
    let known: Vec<f64> = [&consult, &lateral, &mutual, &loose]
        .into_iter()
        .filter_map(|one| one.as_ref().ok().copied())
        .collect();
    let flows = if known.len() >= FEWEST_INDICATORS {
        mean(known.into_iter()).ok_or(Undefined::TooFewIndicators)
    } else {
        Err(Undefined::TooFewIndicators)
    };
    let enacted = survey(&position.survey, Voice::Enacted);
    let espoused = survey(&position.survey, Voice::Espoused);
    let (score, source) = match (&enacted, &flows) {
        (Ok(score), _) => (Ok(*score), Some(OrganicitySource::Survey)),
        (Err(_), Ok(score)) => (Ok(*score), Some(OrganicitySource::Flows)),
        (Err(_), Err(why)) => (Err(*why), None),
    };
    let confidence = match source {
        Some(OrganicitySource::Survey) => 1.0,
        Some(OrganicitySource::Flows) => {
            let three = [&consult, &lateral, &mutual];
            let there = three.into_iter().filter(|one| one.is_ok()).count() as f64;
            let drawn = own.drawn as f64;
            there / 3.0 * drawn / (drawn + HALF_SURE)
        }
        None => 0.0,
    };
    let espoused_minus_enacted = match (&espoused, &score) {
        (Ok(espoused), Ok(score)) => Ok(espoused - score),
        (Err(why), _) | (_, Err(why)) => Err(*why),
    };
    Organicity {
        score,
        source,
        confidence,
        flows,
        consult,
        lateral,
        mutual,
        loose,
        espoused,
        espoused_minus_enacted,
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

/// Asking as a part of asking and telling, and the part of the talk that goes sideways.
pub(super) fn flow_shares(people: &People<'_>, chart: &ChartOf) -> FlowShares {
    let sum = |arrows: &[Arrow]| arrows.iter().map(|arrow| arrow.weight).sum::<f64>();
    let asking = sum(&people.consults);
    let telling = sum(&people.instructs);
    let lateral = lateral_share(people, chart, people.talk());
    FlowShares { consult: ratio(asking, asking + telling, Undefined::NoDealings), lateral }
}
