use super::{
    Extra, Flow, FlowId, Line, LineId, Outcomes, Position, PositionId, Routine, RoutineId, Table,
    Unit, UnitId,
};
use crate::quantity::MapPoint;

/// One state of the map (as is, to be): what is drawn in it. The same position has the same
/// identity in every stage it stands in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stage {
    pub(super) record: StageRecord,
    pub(super) positions: Table<PositionId, Position>,
    pub(super) units: Table<UnitId, Unit>,
    pub(super) lines: Table<LineId, Line>,
    pub(super) flows: Table<FlowId, Flow>,
    pub(super) routines: Table<RoutineId, Routine>,
    pub(super) placements: Table<PositionId, Placement>,
}

/// The tables of a stage that is made whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filling {
    /// All positions.
    pub positions: Table<PositionId, Position>,
    /// All units.
    pub units: Table<UnitId, Unit>,
    /// All reporting lines.
    pub lines: Table<LineId, Line>,
    /// All flows.
    pub flows: Table<FlowId, Flow>,
    /// All routines.
    pub routines: Table<RoutineId, Routine>,
    /// Where positions were put by hand.
    pub placements: Table<PositionId, Placement>,
}

impl Stage {
    /// A stage of tables that were filled beside it, as a file that is read makes it.
    #[must_use]
    pub fn of(record: StageRecord, filling: Filling) -> Self {
        let Filling { positions, units, lines, flows, routines, placements } = filling;
        Self { record, positions, units, lines, flows, routines, placements }
    }

    /// Its name and notes.
    #[must_use]
    pub fn record(&self) -> &StageRecord {
        &self.record
    }

    /// All positions.
    #[must_use]
    pub fn positions(&self) -> &Table<PositionId, Position> {
        &self.positions
    }

    /// All units.
    #[must_use]
    pub fn units(&self) -> &Table<UnitId, Unit> {
        &self.units
    }

    /// All reporting lines.
    #[must_use]
    pub fn lines(&self) -> &Table<LineId, Line> {
        &self.lines
    }

    /// All flows.
    #[must_use]
    pub fn flows(&self) -> &Table<FlowId, Flow> {
        &self.flows
    }

    /// All routines.
    #[must_use]
    pub fn routines(&self) -> &Table<RoutineId, Routine> {
        &self.routines
    }

    /// Where positions were put by hand. A position without an entry is placed by the layout.
    #[must_use]
    pub fn placements(&self) -> &Table<PositionId, Placement> {
        &self.placements
    }

    /// The position of this key, the organization's own number for it.
    #[must_use]
    pub fn position_by_key(&self, key: &str) -> Option<PositionId> {
        self.positions
            .iter()
            .find(|(_, position)| position.key.as_deref() == Some(key))
            .map(|(id, _)| id)
    }
}

/// What a stage is called.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StageRecord {
    /// The name, such as "as is".
    pub name: String,
    /// Anything worth remembering, in plain text.
    pub notes: String,
    /// What the whole organization achieved in it, in numbers of its own.
    pub outcomes: Outcomes,
    /// How the chart is drawn.
    pub chart: ChartForm,
    /// Its place among the stages, smaller first; those without one follow by identity.
    pub order: Option<f64>,
    /// Who said what is drawn in it.
    pub gathered: Gathered,
    /// Fields of a newer version.
    pub extra: Extra,
}

/// How a stage came about: it decides of whom a missing flow says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Gathered {
    /// A group drew it together: who has no flow in or out was forgotten.
    #[default]
    Together,
    /// Each drew their own flows: who drew none has not answered, unless that is marked.
    Respondents,
}

impl Gathered {
    /// Both ways, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Together, Self::Respondents];

    /// The word for it in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Together => "together",
            Self::Respondents => "respondents",
        }
    }

    /// The way of this word; nothing when it is none.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.key() == key)
    }
}

/// How the positions that were not placed by hand are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ChartForm {
    /// The top above, every level a row below.
    #[default]
    Down,
    /// The top at the left, every level a column to its right.
    Right,
    /// The top above; those who lead nobody stand below each other.
    Compact,
    /// The top in the middle, every level a ring round it.
    Radial,
}

impl ChartForm {
    /// All forms, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Down, Self::Right, Self::Compact, Self::Radial];

    /// The word for it in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Right => "right",
            Self::Compact => "compact",
            Self::Radial => "radial",
        }
    }

    /// The form of this word; nothing when it is none.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.key() == key)
    }
}

/// How one position sits on the drawing. Nothing here changes what the map says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placement {
    /// Where it was put by hand; placed by the layout when not given.
    pub at: Option<MapPoint>,
    /// Its place among its colleagues, smaller first; those without one follow by identity.
    pub order: Option<f64>,
    /// Whether everything below it is folded away.
    pub folded: bool,
    /// Fields of a newer version.
    pub extra: Extra,
}
