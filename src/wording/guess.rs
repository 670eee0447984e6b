//! Rounds of guesses in words.

use super::words::{percent, two};
use crate::analysis::{GuessAnswer, GuessSpread};
use crate::model::{Guess, GuessQuestion, GuessRound, PositionId, Stage};

/// What a round asks, as it is asked.
#[must_use]
pub fn guess_question(question: &GuessQuestion) -> String {
    match question {
        GuessQuestion::Center => "Where is the centre of gravity?".into(),
        GuessQuestion::AskedMost => "Who is asked most?".into(),
        GuessQuestion::KnowsMost(domain) => format!("Who knows most about {domain}?"),
        GuessQuestion::Sideways => "How much of the talk goes sideways?".into(),
    }
}

/// A number on the scale of a question.
#[must_use]
pub fn guess_number(question: &GuessQuestion, number: f64) -> String {
    match question {
        GuessQuestion::Sideways => percent(number),
        _ => two(number),
    }
}

/// What a guess says: a number, or who.
#[must_use]
pub fn guess_words(question: &GuessQuestion, guess: Guess, stage: &Stage) -> String {
    match guess {
        Guess::Number(number) => guess_number(question, number),
        Guess::Position(id) => position_name(stage, id),
    }
}

/// What a position is called in a round of guesses; one that went is said to be gone.
#[must_use]
pub fn position_name(stage: &Stage, id: PositionId) -> String {
    match stage.positions().get(id).map(|position| position.title.trim()) {
        Some("") => "untitled".into(),
        Some(title) => title.into(),
        None => "somebody no longer on the map".into(),
    }
}

/// The one sentence of a round: the question until the answer is shown, then what was guessed
/// against what the map says.
#[must_use]
pub fn guess_headline(
    round: &GuessRound,
    stage: &Stage,
    answer: Option<&GuessAnswer>,
    spread: Option<&GuessSpread>,
) -> String {
    let question = guess_question(&round.question);
    if !round.revealed {
        return question;
    }
    let said = |number: f64| guess_number(&round.question, number);
    match (answer, spread) {
        (None, _) => format!("{question} The map does not say it yet."),
        (Some(GuessAnswer::Number { value, .. }), None) => format!("{question} {}.", said(*value)),
        (Some(GuessAnswer::Number { value, margin }), Some(spread)) => {
            let off = spread.middle - value;
            let (guessed, measured) = (said(spread.middle), said(*value));
            if off.abs() <= *margin || guessed == measured {
                return format!("You placed it well: {guessed} guessed, {measured} measured.");
            }
            let side = if off > 0.0 { "high" } else { "low" };
            format!("You placed it too {side}: {guessed} guessed, {measured} measured.")
        }
        (Some(GuessAnswer::Positions(all)), _) => {
            let Some((_, most)) = all.first() else {
                return format!("{question} Nobody, on this map.");
            };
            // Shares that differ by rounding alone are a tie.
            let tied = all.iter().filter(|(_, share)| most - share < 1e-9);
            let tied: Vec<PositionId> = tied.map(|(id, _)| *id).collect();
            let names: Vec<String> = tied.iter().map(|id| position_name(stage, *id)).collect();
            let before = || round.pins.iter().filter(|pin| !pin.after);
            let right = before()
                .filter(|pin| matches!(pin.guess, Guess::Position(id) if tied.contains(&id)))
                .count();
            let share = percent(*most);
            format!(
                "{}, with {share}: {right} of {} guessed it.",
                super::words::list(&names),
                before().count()
            )
        }
    }
}

/// How the guesses lie, in two lines; nothing where numbers were not guessed.
#[must_use]
pub fn guess_lines(question: &GuessQuestion, spread: &GuessSpread) -> [String; 2] {
    let said = |number: f64| guess_number(question, number);
    [
        format!("Half of you lie between {} and {},", said(spread.lower), said(spread.upper)),
        format!("all of you between {} and {}.", said(spread.lowest), said(spread.highest)),
    ]
}

/// How many thought it higher or lower than it is, whichever are more; nothing before anybody
/// guessed.
#[must_use]
pub fn guess_side(spread: &GuessSpread, margin: f64) -> String {
    let (count, side) = match spread.above >= spread.below {
        true => (spread.above, "above"),
        false => (spread.below, "below"),
    };
    let lie = if count == 1 { "lies" } else { "lie" };
    let what = if margin > 0.0 { "the grey margin" } else { "it" };
    format!("{count} of {} {lie} {side} {what}", spread.count)
}
