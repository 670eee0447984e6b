//! One open map being worked on.
//!
//! Everything that can be asked of it is an [`Action`]; [`Session::update`] is the only place
//! where anything changes, and what it needs of the outside it gives back as [`Effect`]s. It
//! reads no file, starts no thread and knows no toolkit.

mod action;
mod analysis;
mod edit;
mod effect;
mod example;
mod file;
mod notice;
mod select;
mod state;
mod update;

pub use action::{
    Action, Decision, Direction, EditAction, FileAction, Gesture, History, Next, Opened, Outcome,
    SelectAction, ViewAction,
};
pub use analysis::{Answer, QuestionKey, Shown};
pub use effect::{Ask, Effect};
pub use example::{EXAMPLES, Example};
pub use notice::{Notice, Tone};
pub use select::{Item, Selection};
pub use state::{Screen, Session, Tool};
