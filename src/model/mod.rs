//! What an organization map is: its records, their identities, and what must hold among them.
//!
//! [`OrgMap`] is the document. It holds one or more stages (as is, to be), each a few tables of
//! records. Nothing changes a map but [`OrgMap::apply`] with a [`Change`], a record before and
//! after; everything else reads. Only a file that is read makes a map whole.

mod change;
mod chart;
mod domain;
mod extra;
mod few;
mod flow;
mod growing;
mod guess;
mod held;
mod id;
mod invariant;
mod line;
mod map;
mod naming;
mod outcome;
mod piece;
mod position;
mod ranks;
pub(crate) use ranks::{Ranks, Rows};
mod routine;
mod scene;
mod stage;
mod table;
mod unit;
mod veil;

pub use change::{Change, Conflict, Delta};
pub use chart::Chart;
pub use domain::Domain;
pub use extra::Extra;
pub use few::Few;
pub use flow::{Flow, FlowKind, RelationName};
pub use growing::Growing;
pub use guess::{Guess, GuessQuestion, GuessRound, Pin};
pub use held::Record;
pub use id::{FlowId, LineId, PositionId, RoundId, RoutineId, SceneId, StageId, UnitId};
pub use invariant::{Breach, breaches};
pub use line::{Line, LineKind};
pub use map::{Header, OrgMap};
pub use naming::codes;
pub use outcome::{OutcomeName, Outcomes};
pub use position::{Holder, Position, PositionKind, SurveyResponse, Voice};
pub use routine::{Routine, RoutinePart};
pub use scene::{Folding, Manner, Neighborhood, Scene, Subject};
pub use stage::{ChartForm, Filling, Gathered, Placement, Stage, StageRecord};
pub use table::{Difference, Table};
pub use unit::{Tone, Unit};
pub use veil::Veil;
