//! One open map being worked on.
//!
//! Everything that can be asked of it is an [`Action`]; [`Session::update`] is the only place
//! where anything changes, and what it needs of the outside it gives back as [`Effect`]s. It
//! reads no file, starts no thread and knows no toolkit.

mod action;
mod aim;
mod cell;
mod clip;
mod communication;
mod compare;
mod document;
mod analysis;
mod edit;
mod effect;
mod example;
mod file;
mod focus;
mod folding;
mod guess;
mod import;
mod highlight;
mod kit;
mod name;
mod notice;
mod presenting;
mod proposal;
mod open;
mod output;
mod question;
mod recovery;
mod round_table;
mod select;
mod sheets;
mod state;
mod survey;
mod trail;
mod trial;
mod trial_command;
mod update;
mod veil;
mod view;
mod what_if;

pub use action::{
    Action, Aim, ClipAction, Decision, EditAction, FileAction, FileAnswer, Gesture, HangPlace,
    History, KnownRows, NameEnd, Next, Outcome, Seat, SelectAction, ViewAction,
};
pub use aim::Aiming;
pub use analysis::{Answer, QuestionKey, Shown};
pub use cell::Column;
pub use clip::{Pasting, Preview};
pub use compare::Compared;
pub use document::{DocumentId, Revision};
pub use effect::{
    ArrangeOrder, Ask, CommunicationOrder, Effect, Errand, Export, KeepOrder, KitOrder, ReadOrder,
    SheetOrder, Watched, WriteOrder,
};
pub use example::{EXAMPLES, Example};
pub use focus::Focus;
pub use guess::GuessAction;
pub use highlight::Highlight;
pub use import::{ImportAction, Intake, Way};
pub use notice::{Notice, Tone};
pub use open::Opened;
pub use output::{Content, MapOutput, OutputKind};
pub use presenting::{Cover, Pointer, PresentAction, Show, Step};
pub use proposal::{DraftOrder, DraftRow, Proposal, Sketch};
pub use question::{FileQuestion, Target, Theirs, WriteFailure};
pub use recovery::{Lost, RecoveryAction};
pub use round_table::{RoundTable, TableAction, TableQuestion};
pub use select::{Direction, Item, Kin, Selection};
pub use state::Session;
pub use survey::SurveyAction;
pub use trial::{Trial, TrialId};
pub use view::{Screen, Tool};
pub use what_if::{Ghost, Trials, Weighed};
