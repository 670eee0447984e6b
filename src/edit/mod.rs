//! What a person may do to a map, and how it is undone.
//!
//! A [`Command`] is planned, as a pure function of the map, into a [`Transaction`] or refused
//! with a reason and a hint. An [`Editor`] applies transactions and remembers them: it is the
//! only thing that holds a map which changes.

mod arrange;
mod command;
mod draft;
mod editor;
mod flow;
mod line;
mod map;
mod position;
mod refused;
mod routine;
mod stage;
mod transaction;
mod unit;

pub use command::{
    ArrangeCommand, Command, FlowCommand, LineCommand, MapCommand, PositionCommand,
    RoutineCommand, SceneCommand, StageCommand, UnitCommand,
};
pub use draft::{Planned, plan};
pub use editor::{Done, Editor, Place, Walked};
pub use refused::Refused;
pub use transaction::Transaction;
