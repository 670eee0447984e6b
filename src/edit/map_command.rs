use crate::model::{
    Gathered, GuessQuestion, OutcomeName, Pin, RoundId, Scene, SceneId, StageId, UnitId,
};
use crate::quantity::Amount;

/// A command about stages.
#[derive(Debug, Clone, PartialEq)]
pub enum StageCommand {
    /// Adds a stage, empty or with all that another one holds.
    Add {
        /// Its name.
        name: String,
        /// The stage whose records it starts with, under the same identities.
        copy_of: Option<StageId>,
    },
    /// Changes a name.
    Rename {
        /// Which.
        stage: StageId,
        /// The new name.
        name: String,
    },
    /// Changes the notes.
    SetNotes {
        /// Which.
        stage: StageId,
        /// The new notes.
        notes: String,
    },
    /// Changes an outcome of a stage, or of a unit in it.
    SetOutcome {
        /// Which stage.
        stage: StageId,
        /// Which unit; none for the whole organization.
        unit: Option<UnitId>,
        /// What the outcome is called.
        name: OutcomeName,
        /// The number; none to forget it.
        amount: Option<Amount>,
    },
    /// Changes who said what is drawn in it.
    SetGathered {
        /// Which.
        stage: StageId,
        /// How it came about.
        gathered: Gathered,
    },
    /// Puts a stage at another place among the stages.
    Move {
        /// Which.
        stage: StageId,
        /// The place it comes to, 0 the first; behind the last one it becomes the last.
        to: usize,
    },
    /// Removes a stage with the scenes that show it and the rounds of guesses about it; not the
    /// last one.
    Remove {
        /// Which.
        stage: StageId,
    },
}

/// A command about scenes.
#[derive(Debug, Clone, PartialEq)]
pub enum SceneCommand {
    /// Adds a scene.
    Add {
        /// What it shows.
        scene: Box<Scene>,
    },
    /// Changes a scene.
    Update {
        /// Which.
        id: SceneId,
        /// What it shows from now on.
        scene: Box<Scene>,
    },
    /// Changes a title.
    Rename {
        /// Which.
        id: SceneId,
        /// The new title.
        title: String,
    },
    /// Changes what the presenter alone reads.
    SetNote {
        /// Which.
        id: SceneId,
        /// The new note.
        note: String,
    },
    /// Puts a copy of a scene behind it.
    Duplicate {
        /// Which.
        id: SceneId,
    },
    /// Removes a scene.
    Remove {
        /// Which.
        id: SceneId,
    },
    /// Puts the scenes in another order.
    Reorder {
        /// Every scene once, in the order in which they are to run.
        order: Vec<SceneId>,
    },
}

/// A command about rounds of guesses.
#[derive(Debug, Clone, PartialEq)]
pub enum GuessCommand {
    /// Opens a round.
    Open {
        /// What is asked.
        question: GuessQuestion,
        /// The stage it is asked about.
        stage: StageId,
    },
    /// Takes a guess. One that comes after the answer was shown is marked so. A guess of where
    /// the centre is, made by somebody on the map, is kept with that position too.
    AddPin {
        /// The round.
        round: RoundId,
        /// The guess.
        pin: Pin,
    },
    /// Changes a guess.
    SetPin {
        /// The round.
        round: RoundId,
        /// Which of its guesses, 0 the first.
        at: usize,
        /// The new guess.
        pin: Pin,
    },
    /// Takes a guess back.
    RemovePin {
        /// The round.
        round: RoundId,
        /// Which of its guesses, 0 the first.
        at: usize,
    },
    /// Shows the answer, or hides it again.
    Reveal {
        /// The round.
        round: RoundId,
        /// Shown or hidden.
        revealed: bool,
    },
    /// Removes a round with the scenes that show it.
    Remove {
        /// The round.
        round: RoundId,
    },
}

/// A command about the map as a whole.
#[derive(Debug, Clone, PartialEq)]
pub enum MapCommand {
    /// Changes the title.
    SetTitle {
        /// The new title.
        title: String,
    },
    /// Changes the description.
    SetDescription {
        /// The new description.
        description: String,
    },
    /// Sets a threshold or weight by which the map is read; the usual one without a value.
    SetSetting {
        /// Its name.
        name: String,
        /// The new value, finite.
        value: Option<f64>,
    },
}
