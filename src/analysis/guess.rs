//! Guesses against what the map says.

use super::{Analysis, Column, Defined, Further, Undefined};
use crate::model::{Guess, GuessQuestion, GuessRound, PositionId};

/// What the map says to a question that was guessed at.
#[derive(Debug, Clone, PartialEq)]
pub enum GuessAnswer {
    /// A number, with how far it may be off either way: two standard errors, 0 where none are
    /// known.
    Number {
        /// The number.
        value: f64,
        /// How far it may be off.
        margin: f64,
    },
    /// The positions with their shares, the largest first; those of nothing are left out.
    Positions(Vec<(PositionId, f64)>),
}

/// What the map says to a question.
///
/// # Errors
/// The map does not say it; the reason tells what is missing.
pub fn guess_answer(
    question: &GuessQuestion,
    analysis: &Analysis,
    further: &Further,
) -> Defined<GuessAnswer> {
    let by_person = |shares: &[f64]| {
        let mut all: Vec<(PositionId, f64)> = analysis
            .people
            .iter()
            .copied()
            .zip(shares.iter().copied())
            .filter(|(_, share)| *share > 0.0)
            .collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        GuessAnswer::Positions(all)
    };
    match question {
        GuessQuestion::Center => {
            let value = analysis.gravity.pull?;
            let band = further.band.as_ref().ok().and_then(|band| band.pull.as_ref().ok());
            let margin = band.map_or(0.0, |spread| 2.0 * spread.error);
            Ok(GuessAnswer::Number { value, margin })
        }
        GuessQuestion::Sideways => {
            let value = analysis.flow_shares.lateral?;
            Ok(GuessAnswer::Number { value, margin: 0.0 })
        }
        GuessQuestion::AskedMost => {
            let sought = analysis.knowledge.sought.as_ref();
            Ok(by_person(sought.map_err(|why| *why)?))
        }
        GuessQuestion::KnowsMost(domain) => {
            let shares = analysis.knowledge.by_domain.get(domain).map(Column::all);
            Ok(by_person(&shares.ok_or(Undefined::NoExpertise)?))
        }
    }
}

/// How the numbers of a round lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GuessSpread {
    /// How many there are.
    pub count: usize,
    /// The lowest.
    pub lowest: f64,
    /// A quarter lies below this.
    pub lower: f64,
    /// The middle one; between two middle ones half way.
    pub middle: f64,
    /// A quarter lies above this.
    pub upper: f64,
    /// The highest.
    pub highest: f64,
    /// How many lie above what the map says, beyond its margin.
    pub above: usize,
    /// How many lie below it, beyond its margin.
    pub below: usize,
}

/// How the numbers that were guessed before the answer was shown lie against it; nothing when
/// none was. Quartiles lie between neighbours in proportion (type 7 of Hyndman and Fan 1996).
#[must_use]
pub fn guess_spread(round: &GuessRound, answer: Option<(f64, f64)>) -> Option<GuessSpread> {
    let mut guesses: Vec<f64> = round
        .pins
        .iter()
        .filter(|pin| !pin.after)
        .filter_map(|pin| match pin.guess {
            Guess::Number(number) => Some(number),
            Guess::Position(_) => None,
        })
        .collect();
    guesses.sort_by(f64::total_cmp);
    let (lowest, highest) = (*guesses.first()?, *guesses.last()?);
    let at = |part: f64| {
        let place = part * (guesses.len() - 1) as f64;
        let low = place.floor() as usize;
        let next = guesses.get(low + 1).copied().unwrap_or(highest);
        let here = guesses.get(low).copied().unwrap_or(highest);
        here + (next - here) * place.fract()
    };
    let beyond = |side: fn(f64, f64, f64) -> bool| match answer {
        Some((value, margin)) => guesses.iter().filter(|it| side(**it, value, margin)).count(),
        None => 0,
    };
    Some(GuessSpread {
        count: guesses.len(),
        lowest,
        lower: at(0.25),
        middle: at(0.5),
        upper: at(0.75),
        highest,
        above: beyond(|guess, value, margin| guess > value + margin),
        below: beyond(|guess, value, margin| guess < value - margin),
    })
}
