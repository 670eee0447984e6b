//! What a person may do to a map, and how it is undone.
//!
//! A [`Command`] is a request. [`plan`] turns it into a [`Transaction`], or refuses it in words
//! with a hint; it changes nothing itself. The [`Editor`] holds the open map, carries the
//! transactions out, and remembers them, so that every one can be taken back. Whatever the
//! command, a sound map stays sound.

mod command;
mod composite;
mod map_command;
mod transaction;
mod error;
mod draft;
mod naming;
mod position;
mod property;
mod line;
mod flow;
mod unit;
mod value;
mod routine;
mod arrange;
mod stage;
mod scene;
mod guess;
mod insert;
mod merge;
mod history;
mod gesture;

pub use command::{
    ArrangeCommand, Command, FlowCommand, LineCommand, PositionCommand, RoutineCommand, UnitCommand,
};
pub use composite::Composite;
pub use draft::{Planned, plan};
pub use error::Refused;
pub use history::{Done, Editor, Place, Walked};
pub use insert::{Fragment, Newcomer, Superior};
pub use map_command::{GuessCommand, MapCommand, SceneCommand, StageCommand};
pub use merge::{Arriving, Differences, Merge, MergePlan, MergedFlow, Moved, plan_merge};
pub use transaction::Transaction;
pub use value::PositionValue;
