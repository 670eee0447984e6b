use std::fmt::Debug;
use std::sync::Arc;

use super::{
    Flow, FlowId, GuessRound, Header, Line, LineId, OrgMap, Placement, Position, PositionId,
    Record, RoundId, Routine, RoutineId, Scene, SceneId, Stage, StageId, StageRecord, Table, Unit,
    UnitId,
};

/// One record before and after: absent before means added, absent after means removed.
#[derive(Debug, Clone, PartialEq)]
pub struct Delta<K, V> {
    /// Which record.
    pub id: K,
    /// The record before the change.
    pub before: Option<Arc<V>>,
    /// The record after the change.
    pub after: Option<Arc<V>>,
}

impl<K: Copy, V> Delta<K, V> {
    fn inverse(&self) -> Self {
        Self { id: self.id, before: self.after.clone(), after: self.before.clone() }
    }
}

/// A change to one record of a map.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Title and description of the map.
    Header {
        /// As it was.
        before: Arc<Header>,
        /// As it becomes.
        after: Arc<Header>,
    },
    /// The counter that hands out identities.
    NextId {
        /// As it was.
        before: u64,
        /// As it becomes.
        after: u64,
    },
    /// A stage's name and notes; added and removed empty.
    Stage(Delta<StageId, StageRecord>),
    /// A scene.
    Scene(Delta<SceneId, Scene>),
    /// A round of guesses.
    Round(Delta<RoundId, GuessRound>),
    /// A position of a stage.
    Position(StageId, Delta<PositionId, Position>),
    /// A unit of a stage.
    Unit(StageId, Delta<UnitId, Unit>),
    /// A reporting line of a stage.
    Line(StageId, Delta<LineId, Line>),
    /// A flow of a stage.
    Flow(StageId, Delta<FlowId, Flow>),
    /// A routine of a stage.
    Routine(StageId, Delta<RoutineId, Routine>),
    /// How a position of a stage sits on the drawing.
    Placement(StageId, Delta<PositionId, Placement>),
}

/// A change could not be applied, because the map is not as the change says it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} is not as it was when this change was made")]
pub struct Conflict {
    /// The record, in words.
    pub what: String,
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::Header { before, after } => {
                Self::Header { before: Arc::clone(after), after: Arc::clone(before) }
            }
            Self::NextId { before, after } => Self::NextId { before: *after, after: *before },
            Self::Stage(delta) => Self::Stage(delta.inverse()),
            Self::Scene(delta) => Self::Scene(delta.inverse()),
            Self::Round(delta) => Self::Round(delta.inverse()),
            Self::Position(stage, delta) => Self::Position(*stage, delta.inverse()),
            Self::Unit(stage, delta) => Self::Unit(*stage, delta.inverse()),
            Self::Line(stage, delta) => Self::Line(*stage, delta.inverse()),
            Self::Flow(stage, delta) => Self::Flow(*stage, delta.inverse()),
            Self::Routine(stage, delta) => Self::Routine(*stage, delta.inverse()),
            Self::Placement(stage, delta) => Self::Placement(*stage, delta.inverse()),
        }
    }

    /// This change followed by a later one to the same record, as one change; nothing when they
    /// are about different records.
    #[must_use]
    pub fn then(&self, later: &Self) -> Option<Self> {
        macro_rules! join {
            ($variant:ident, $stage:expr, $first:expr, $second:expr) => {
                ($first.id == $second.id).then(|| {
                    Self::$variant(
                        $stage,
                        Delta {
                            id: $first.id,
                            before: $first.before.clone(),
                            after: $second.after.clone(),
                        },
                    )
                })
            };
        }
        match (self, later) {
            (Self::Header { before, .. }, Self::Header { after, .. }) => {
                Some(Self::Header { before: Arc::clone(before), after: Arc::clone(after) })
            }
            (Self::NextId { before, .. }, Self::NextId { after, .. }) => {
                Some(Self::NextId { before: *before, after: *after })
            }
            (Self::Stage(a), Self::Stage(b)) => (a.id == b.id).then(|| {
                let (before, after) = (a.before.clone(), b.after.clone());
                Self::Stage(Delta { id: a.id, before, after })
            }),
            (Self::Scene(a), Self::Scene(b)) => (a.id == b.id).then(|| {
                let (before, after) = (a.before.clone(), b.after.clone());
                Self::Scene(Delta { id: a.id, before, after })
            }),
            (Self::Round(a), Self::Round(b)) => (a.id == b.id).then(|| {
                let (before, after) = (a.before.clone(), b.after.clone());
                Self::Round(Delta { id: a.id, before, after })
            }),
            (Self::Position(s, a), Self::Position(t, b)) if s == t => join!(Position, *s, a, b),
            (Self::Unit(s, a), Self::Unit(t, b)) if s == t => join!(Unit, *s, a, b),
            (Self::Line(s, a), Self::Line(t, b)) if s == t => join!(Line, *s, a, b),
            (Self::Flow(s, a), Self::Flow(t, b)) if s == t => join!(Flow, *s, a, b),
            (Self::Routine(s, a), Self::Routine(t, b)) if s == t => join!(Routine, *s, a, b),
            (Self::Placement(s, a), Self::Placement(t, b)) if s == t => {
                join!(Placement, *s, a, b)
            }
            _ => None,
        }
    }

    /// Whether this touches only how the map is drawn and not what it says.
    #[must_use]
    pub fn is_placement(&self) -> bool {
        matches!(self, Self::Placement(..))
    }

    /// Whether this touches what the map says, and not only how it is drawn or presented.
    #[must_use]
    pub fn is_content(&self) -> bool {
        match self {
            Self::Placement(..) | Self::Scene(_) | Self::Round(_) | Self::NextId { .. } => false,
            Self::Header { .. }
            | Self::Stage(_)
            | Self::Position(..)
            | Self::Unit(..)
            | Self::Line(..)
            | Self::Flow(..)
            | Self::Routine(..) => true,
        }
    }

    /// Whether this leaves everything as it was.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Header { before, after } => before == after,
            Self::NextId { before, after } => before == after,
            Self::Stage(delta) => delta.before == delta.after,
            Self::Scene(delta) => delta.before == delta.after,
            Self::Round(delta) => delta.before == delta.after,
            Self::Position(_, delta) => delta.before == delta.after,
            Self::Unit(_, delta) => delta.before == delta.after,
            Self::Line(_, delta) => delta.before == delta.after,
            Self::Flow(_, delta) => delta.before == delta.after,
            Self::Routine(_, delta) => delta.before == delta.after,
            Self::Placement(_, delta) => delta.before == delta.after,
        }
    }

    pub(super) fn apply_to(&self, map: &mut OrgMap) -> Result<(), Conflict> {
        match self {
            Self::Header { before, after } => {
                expect(&map.header, before, "the title")?;
                map.header = Arc::clone(after);
                Ok(())
            }
            Self::NextId { before, after } => {
                expect(&map.next_id, before, "the counter of identities")?;
                map.next_id = *after;
                Ok(())
            }
            Self::Stage(delta) => apply_stage(map, delta),
            Self::Scene(delta) => set(&mut map.scenes, delta, "scene"),
            Self::Round(delta) => set(&mut map.rounds, delta, "round of guesses"),
            Self::Position(id, delta) => set(&mut at(map, *id)?.positions, delta, "position"),
            Self::Unit(id, delta) => set(&mut at(map, *id)?.units, delta, "unit"),
            Self::Line(id, delta) => set(&mut at(map, *id)?.lines, delta, "reporting line"),
            Self::Flow(id, delta) => set(&mut at(map, *id)?.flows, delta, "flow"),
            Self::Routine(id, delta) => set(&mut at(map, *id)?.routines, delta, "routine"),
            Self::Placement(id, delta) => {
                set(&mut at(map, *id)?.placements, delta, "placement of position")
            }
        }
    }
}

fn expect<T: PartialEq>(found: &T, wanted: &T, what: &str) -> Result<(), Conflict> {
    if found == wanted { Ok(()) } else { Err(Conflict { what: what.into() }) }
}

fn at(map: &mut OrgMap, id: StageId) -> Result<&mut Stage, Conflict> {
    let place = map.stages.binary_search_by_key(&id, |(id, _)| *id);
    place.map(|at| &mut map.stages[at].1).map_err(|_| Conflict { what: format!("stage {id}") })
}

fn set<K, V>(table: &mut Table<K, V>, delta: &Delta<K, V>, what: &str) -> Result<(), Conflict>
where
    K: Ord + Copy + std::fmt::Display,
    V: Record,
{
    let as_said = match (table.get(delta.id), &delta.before) {
        (None, None) => true,
        (Some(found), Some(wanted)) => {
            std::ptr::eq(found, Arc::as_ptr(wanted)) || *found == **wanted
        }
        _ => false,
    };
    if !as_said {
        return Err(Conflict { what: format!("{what} {}", delta.id) });
    }
    table.set(delta.id, delta.after.clone());
    Ok(())
}

fn apply_stage(map: &mut OrgMap, delta: &Delta<StageId, StageRecord>) -> Result<(), Conflict> {
    let conflict = || Conflict { what: format!("stage {}", delta.id) };
    let place = map.stages.binary_search_by_key(&delta.id, |(id, _)| *id);
    match (place, &delta.before, &delta.after) {
        (Err(at), None, Some(after)) => {
            let stage = Stage { record: after.as_ref().clone(), ..Stage::default() };
            map.stages.insert(at, (delta.id, stage));
            Ok(())
        }
        (Ok(at), Some(before), Some(after)) if map.stages[at].1.record == **before => {
            map.stages[at].1.record = after.as_ref().clone();
            Ok(())
        }
        (Ok(at), Some(before), None)
            if map.stages[at].1
                == (Stage { record: before.as_ref().clone(), ..Stage::default() }) =>
        {
            map.stages.remove(at);
            Ok(())
        }
        (Err(_), None, None) => Ok(()),
        _ => Err(conflict()),
    }
}
