use super::draft::Draft;
use super::naming::quoted;
use super::{GuessCommand, Refused};
use crate::model::{Guess, GuessQuestion, GuessRound, Pin, PositionId, RoundId, SceneId, Subject};
use crate::quantity::Score;

pub(super) fn guess(draft: &mut Draft, command: &GuessCommand) -> Result<String, Refused> {
    match command {
        GuessCommand::Open { question, stage } => {
            draft.stage_of(*stage)?;
            let id = RoundId(draft.identity()?);
            draft.set_round(id, Some(GuessRound::new(question.clone(), *stage)))?;
            Ok(format!("Open a round of guesses: {}", asked(question)))
        }
        GuessCommand::AddPin { round, pin } => {
            let mut changed = find(draft, *round)?.clone();
            answers(draft, &changed, pin)?;
            let pin = Pin { after: changed.revealed, ..pin.clone() };
            keep_with_position(draft, &changed, &pin)?;
            changed.pins.push(pin.clone());
            draft.set_round(*round, Some(changed))?;
            Ok(format!("Take {}", guess_of(&pin)))
        }
        GuessCommand::SetPin { round, at, pin } => {
            let mut changed = find(draft, *round)?.clone();
            answers(draft, &changed, pin)?;
            let there = changed.pins.get_mut(*at).ok_or_else(|| Refused::gone("guess"))?;
            there.clone_from(pin);
            keep_with_position(draft, &changed, pin)?;
            draft.set_round(*round, Some(changed))?;
            Ok(format!("Change {}", guess_of(pin)))
        }
        GuessCommand::RemovePin { round, at } => {
            let mut changed = find(draft, *round)?.clone();
            if *at >= changed.pins.len() {
                return Err(Refused::gone("guess"));
            }
            let pin = changed.pins.remove(*at);
            draft.set_round(*round, Some(changed))?;
            Ok(format!("Take {} back", guess_of(&pin)))
        }
        GuessCommand::Reveal { round, revealed } => {
            let mut changed = find(draft, *round)?.clone();
            changed.revealed = *revealed;
            let guesses = match changed.pins.len() {
                1 => "one guess".to_owned(),
                many => format!("{many} guesses"),
            };
            draft.set_round(*round, Some(changed))?;
            Ok(match revealed {
                true => format!("Reveal the answer to {guesses}"),
                false => "Hide the answer again".into(),
            })
        }
        GuessCommand::Remove { round } => {
            let label = format!("Remove the round \"{}\"", asked(&find(draft, *round)?.question));
            remove(draft, *round)?;
            Ok(label)
        }
    }
}

/// Takes a round out, with the scenes that show it.
pub(super) fn remove(draft: &mut Draft, round: RoundId) -> Result<(), Refused> {
    let scenes = draft.map().scenes().iter();
    let showing = scenes.filter(|(_, scene)| scene.subject == Subject::Guesses(round));
    let showing: Vec<SceneId> = showing.map(|(id, _)| id).collect();
    for scene in showing {
        draft.set_scene(scene, None)?;
    }
    draft.set_round(round, None)
}

fn find(draft: &Draft, id: RoundId) -> Result<&GuessRound, Refused> {
    draft.map().rounds().get(id).ok_or_else(|| Refused::gone("round of guesses"))
}

fn answers(draft: &Draft, round: &GuessRound, pin: &Pin) -> Result<(), Refused> {
    if !round.question.takes(pin.guess) {
        return Err(match round.question.range() {
            Some((low, high)) => {
                let why = format!("This is guessed as a number from {low} to {high}");
                Refused::new(why, "type one of these, or press the ruler")
            }
            None => Refused::new("This is guessed as a position", "choose one"),
        });
    }
    let stage = draft.stage_of(round.stage)?;
    let named: Vec<PositionId> = match pin.guess {
        Guess::Position(id) => pin.position.into_iter().chain([id]).collect(),
        Guess::Number(_) => pin.position.into_iter().collect(),
    };
    match named.iter().all(|id| stage.positions().contains(*id)) {
        true => Ok(()),
        false => Err(Refused::gone("position")),
    }
}

/// Where somebody on the map thinks the centre is counts among the measures; what was said before
/// the answer was shown apart from what was said after it.
fn keep_with_position(draft: &mut Draft, round: &GuessRound, pin: &Pin) -> Result<(), Refused> {
    let (Some(position), Guess::Number(number)) = (pin.position, pin.guess) else { return Ok(()) };
    if round.question != GuessQuestion::Center {
        return Ok(());
    }
    let score = Score::new(number.clamp(0.0, 1.0)).ok();
    draft.in_stage(round.stage, |draft| {
        draft.edit_position(position, |position| match pin.after {
            true => position.pin_after = score,
            false => position.pin = score,
        })
    })
}

/// A question in a few words.
fn asked(question: &GuessQuestion) -> String {
    match question {
        GuessQuestion::Center => "where the centre is".into(),
        GuessQuestion::AskedMost => "who is asked most".into(),
        GuessQuestion::KnowsMost(domain) => {
            format!("who knows most about {}", quoted(domain.name()))
        }
        GuessQuestion::Sideways => "how much of the talk goes sideways".into(),
    }
}

fn guess_of(pin: &Pin) -> String {
    match pin.who.trim() {
        "" => "a guess".into(),
        who => format!("the guess of {}", quoted(who)),
    }
}
