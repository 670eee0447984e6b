//! Rounds of guesses: opened, shown, guessed in, revealed.

use super::effect::Effect;
use super::notice::Tone;
use super::state::Session;
use crate::analysis::{GuessAnswer, guess_answer};
use crate::edit::{Command, GuessCommand};
use crate::model::{Guess, GuessQuestion, GuessRound, Pin, PositionId, RoundId, Subject};
use crate::wording::Lens;

/// What is asked of rounds of guesses.
#[derive(Debug, Clone, PartialEq)]
pub enum GuessAction {
    /// Open a round and show it.
    Open(GuessQuestion),
    /// Show a round.
    Show(RoundId),
    /// Take what was called out, as "Ana: 0.9", "0.9", "at the top" or "Ana: head b".
    Say(String),
    /// Take a guess of somebody; of nobody in particular when the name is empty.
    Pin(String, Guess),
    /// Take the last guess back.
    TakeBack,
    /// Show the answer, or hide it again.
    Reveal,
    /// Remove the round that is shown.
    Remove,
}

impl GuessAction {
    /// Whether it changes the map, and not only what of it is shown.
    pub(super) fn changes_map(&self) -> bool {
        !matches!(self, Self::Show(_))
    }
}

impl Session {
    /// The round of guesses that is shown.
    #[must_use]
    pub fn guessing(&self) -> Option<(RoundId, &GuessRound)> {
        let Subject::Guesses(id) = self.subject() else { return None };
        Some((id, self.seen_map().rounds().get(id)?))
    }

    /// What the map says to the question of the round that is shown; nothing while that is not
    /// known, or where the map does not say it.
    #[must_use]
    pub fn guess_answer(&self) -> Option<GuessAnswer> {
        let (_, round) = self.guessing()?;
        let answer = self.shown().answer().filter(|_| round.stage == self.stage_id())?;
        guess_answer(&round.question, &answer.analysis, &answer.further).ok()
    }

    pub(super) fn guess(&mut self, action: GuessAction, effects: &mut Vec<Effect>) {
        match action {
            GuessAction::Open(question) => {
                let stage = self.document.stage;
                self.execute(&Command::Guess(GuessCommand::Open { question, stage }));
                if let Some(id) = self.map().rounds().ids().last() {
                    self.show_round(id, effects);
                }
            }
            GuessAction::Show(id) => self.show_round(id, effects),
            GuessAction::Say(said) => self.say_guess(&said),
            GuessAction::Pin(who, guess) => self.pin(&who, guess),
            GuessAction::TakeBack => {
                if let Some((round, pins)) = self.guessing().map(|(id, it)| (id, it.pins.len()))
                    && let Some(at) = pins.checked_sub(1)
                {
                    self.execute(&Command::Guess(GuessCommand::RemovePin { round, at }));
                }
            }
            GuessAction::Reveal => {
                if let Some((round, revealed)) = self.guessing().map(|(id, it)| (id, it.revealed)) {
                    let revealed = !revealed;
                    self.execute(&Command::Guess(GuessCommand::Reveal { round, revealed }));
                }
            }
            GuessAction::Remove => {
                if let Some((round, _)) = self.guessing() {
                    self.execute(&Command::Guess(GuessCommand::Remove { round }));
                }
            }
        }
    }

    fn show_round(&mut self, id: RoundId, effects: &mut Vec<Effect>) {
        let Some(round) = self.map().rounds().get(id) else { return };
        let (stage, question) = (round.stage, round.question.clone());
        self.go_to_stage(stage, effects);
        self.view.lens = match question {
            GuessQuestion::Center => Lens::CenterOfGravity,
            GuessQuestion::AskedMost | GuessQuestion::Sideways => Lens::Communication,
            GuessQuestion::KnowsMost(_) => Lens::AuthorityAndKnowledge,
        };
        self.narrow();
        self.view.selection = Default::default();
        self.presenting.subject = Subject::Guesses(id);
    }

    /// Takes what was called out: who before a colon, and then what.
    fn say_guess(&mut self, said: &str) {
        let (who, what) = said.split_once(':').unwrap_or(("", said));
        let Some((_, round)) = self.guessing() else { return };
        let guess = match round.question.range() {
            Some(_) => number(&round.question, what).map(Guess::Number),
            None => self.named_like(what).first().copied().map(Guess::Position),
        };
        match guess {
            Some(guess) => self.pin(who, guess),
            None => {
                let what = what.trim();
                let hint = "say it as \"Ana: 0.9\", or as \"Ana: \" and a name on the map";
                self.tell(Tone::Problem, format!("\"{what}\" is no guess; {hint}"));
            }
        }
    }

    fn pin(&mut self, who: &str, guess: Guess) {
        let Some((round, _)) = self.guessing() else { return };
        let position = self.called(who);
        let pin = Pin { position, ..Pin::new(who.trim(), guess) };
        self.execute(&Command::Guess(GuessCommand::AddPin { round, pin }));
    }

    /// The one position on the map that is called exactly this, by title or by holder.
    fn called(&self, who: &str) -> Option<PositionId> {
        let who = who.trim().to_lowercase();
        let same = |name: &str| !who.is_empty() && name.trim().to_lowercase() == who;
        let mut found = self.shown_stage().positions().iter().filter(|(_, position)| {
            same(&position.title) || position.holders.iter().any(|holder| same(&holder.name))
        });
        match (found.next(), found.next()) {
            (Some((id, _)), None) => Some(id),
            _ => None,
        }
    }
}

/// A number as people say it: with point or comma, as a percentage, or as a place in words.
fn number(question: &GuessQuestion, said: &str) -> Option<f64> {
    let said = said.trim().to_lowercase().replace(',', ".");
    if *question == GuessQuestion::Center {
        let place = said.trim_start_matches("at ").trim_start_matches("the ");
        match place {
            "top" => return Some(1.0),
            "between" | "in between" => return Some(0.5),
            "centre" | "center" | "people" => return Some(0.0),
            _ => {}
        }
    }
    let (digits, percent) = match said.strip_suffix('%') {
        Some(digits) => (digits.trim(), true),
        None => (said.as_str(), false),
    };
    let number: f64 = digits.parse().ok().filter(|number: &f64| number.is_finite())?;
    let hundredths = percent || (*question == GuessQuestion::Sideways && number > 1.0);
    Some(if hundredths { number / 100.0 } else { number })
}
