use super::{Domain, Extra, PositionId, StageId};

/// What people thought before they were shown what the map says.
#[derive(Debug, Clone, PartialEq)]
pub struct GuessRound {
    /// What was asked.
    pub question: GuessQuestion,
    /// The stage it was asked about.
    pub stage: StageId,
    /// The guesses, in the order in which they came.
    pub pins: Vec<Pin>,
    /// Whether the answer was shown. Until then nobody sees what the others guessed.
    pub revealed: bool,
    /// Fields of a newer version.
    pub extra: Extra,
}

impl GuessRound {
    /// A round without a guess yet.
    #[must_use]
    pub fn new(question: GuessQuestion, stage: StageId) -> Self {
        Self { question, stage, pins: Vec::new(), revealed: false, extra: Extra::default() }
    }
}

/// What a round of guesses asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GuessQuestion {
    /// Where the centre of gravity is, on the scale of the verdict: 0 everyone counts alike, 1
    /// pure command.
    Center,
    /// Who is asked most.
    AskedMost,
    /// Who knows most about a domain.
    KnowsMost(Domain),
    /// How much of the talk goes sideways, 0 to 1.
    Sideways,
}

impl GuessQuestion {
    /// The word for it in files.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Center => "centre",
            Self::AskedMost => "asked-most",
            Self::KnowsMost(_) => "knows-most",
            Self::Sideways => "sideways",
        }
    }

    /// The smallest and largest number that can be guessed; nothing where a position is.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64)> {
        match self {
            Self::Center => Some((-3.0, 3.0)),
            Self::Sideways => Some((0.0, 1.0)),
            Self::AskedMost | Self::KnowsMost(_) => None,
        }
    }

    /// Whether a guess answers it: a number within the range, or a position.
    #[must_use]
    pub fn takes(&self, guess: Guess) -> bool {
        match (self.range(), guess) {
            (Some((low, high)), Guess::Number(number)) => (low..=high).contains(&number),
            (None, Guess::Position(_)) => true,
            _ => false,
        }
    }
}

/// One person's guess.
#[derive(Debug, Clone, PartialEq)]
pub struct Pin {
    /// Who guessed; empty when no name was given.
    pub who: String,
    /// The position of who guessed, where it is somebody on the map.
    pub position: Option<PositionId>,
    /// What was guessed.
    pub guess: Guess,
    /// Whether it was guessed again after the answer was shown.
    pub after: bool,
    /// Fields of a newer version.
    pub extra: Extra,
}

impl Pin {
    /// A guess of somebody; of nobody in particular when the name is empty.
    #[must_use]
    pub fn new(who: impl Into<String>, guess: Guess) -> Self {
        Self { who: who.into(), position: None, guess, after: false, extra: Extra::default() }
    }
}

/// What was guessed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Guess {
    /// A number on the scale of the question.
    Number(f64),
    /// A position. It stays guessed when the position is removed.
    Position(PositionId),
}
