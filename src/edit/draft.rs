use std::collections::BTreeSet;
use std::sync::Arc;

use super::command::Command;
use super::refused::Refused;
use super::transaction::Transaction;
use super::{arrange, flow, line, map, position, routine, stage, unit};
use crate::model::{
    Change, Delta, Flow, FlowId, Line, LineId, OrgMap, Placement, Position, PositionId, Routine,
    RoutineId, Scene, SceneId, Stage, StageId, StageRecord, Unit, UnitId,
};

/// What a command would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The changes; none when everything is already as asked.
    pub transaction: Transaction,
    /// The positions it makes.
    pub made: Vec<PositionId>,
    /// The stage it makes.
    pub stage: Option<StageId>,
}

/// What a command would do to a stage of a map. New identities start at `ids_from`, or at the
/// map's own counter where that is higher.
///
/// # Errors
/// The command cannot be done; the reason and a hint are in the refusal.
pub fn plan(
    map: &OrgMap,
    stage: StageId,
    ids_from: u64,
    command: &Command,
) -> Result<Planned, Refused> {
    let mut draft = Draft::new(map, stage, ids_from)?;
    match command {
        Command::Position(command) => position::plan(&mut draft, command),
        Command::Line(command) => line::plan(&mut draft, command),
        Command::Flow(command) => flow::plan(&mut draft, command),
        Command::Unit(command) => unit::plan(&mut draft, command),
        Command::Routine(command) => routine::plan(&mut draft, command),
        Command::Arrange(command) => arrange::plan(&mut draft, command),
        Command::Stage(command) => stage::plan(&mut draft, command),
        Command::Scene(command) => stage::plan_scene(&mut draft, command),
        Command::Map(command) => map::plan(&mut draft, command),
    }?;
    Ok(draft.finish())
}

/// Collects the changes of one command against a copy of the map, so that later changes of the
/// command see earlier ones.
pub(super) struct Draft {
    map: OrgMap,
    stage: StageId,
    next_id: u64,
    label: String,
    changes: Vec<Change>,
    made: Vec<PositionId>,
    made_stage: Option<StageId>,
}

/// One function for each table of a stage: puts a record in, replaces it, or takes it out.
macro_rules! setters {
    ($($set:ident $table:ident $variant:ident $id:ty, $record:ty;)*) => {
        impl Draft {
            $(pub(super) fn $set(&mut self, id: $id, after: Option<$record>) {
                let stage = self.stage;
                let before = self.stage_now().$table().share(id);
                let after = after.map(Arc::new);
                self.push(Change::$variant(stage, Delta { id, before, after }));
            })*
        }
    };
}

setters! {
    set_position positions Position PositionId, Position;
    set_unit units Unit UnitId, Unit;
    set_line lines Line LineId, Line;
    set_flow flows Flow FlowId, Flow;
    set_routine routines Routine RoutineId, Routine;
    set_placement placements Placement PositionId, Placement;
}

impl Draft {
    fn new(map: &OrgMap, stage: StageId, ids_from: u64) -> Result<Self, Refused> {
        if map.stage(stage).is_none() {
            return Err(Refused::gone("stage"));
        }
        Ok(Self {
            next_id: ids_from.max(map.next_id()),
            map: map.clone(),
            stage,
            label: String::new(),
            changes: Vec::new(),
            made: Vec::new(),
            made_stage: None,
        })
    }

    fn finish(mut self) -> Planned {
        let before = self.map.next_id();
        let made_something = self.changes.iter().any(|change| !change.is_nothing());
        if made_something && self.next_id > before && self.took_identity() {
            // First, so that a record never stands above the counter while changes are applied.
            self.changes.insert(0, Change::NextId { before, after: self.next_id });
        }
        let transaction = Transaction { label: self.label, changes: self.changes }.squashed();
        Planned { transaction, made: self.made, stage: self.made_stage }
    }

    /// Whether a record with an identity above the old counter is among the changes.
    fn took_identity(&self) -> bool {
        let old = self.map.next_id();
        self.changes.iter().any(|change| match change {
            Change::Stage(delta) => delta.id.0 >= old,
            Change::Scene(delta) => delta.id.0 >= old,
            Change::Position(_, delta) => delta.id.0 >= old,
            Change::Unit(_, delta) => delta.id.0 >= old,
            Change::Line(_, delta) => delta.id.0 >= old,
            Change::Flow(_, delta) => delta.id.0 >= old,
            Change::Routine(_, delta) => delta.id.0 >= old,
            Change::Placement(..) | Change::Header { .. } | Change::NextId { .. } => false,
        })
    }

    /// The map with the changes so far.
    pub(super) fn map(&self) -> &OrgMap {
        &self.map
    }

    /// Which stage the command is about.
    pub(super) fn stage_id(&self) -> StageId {
        self.stage
    }

    /// Turns to another stage for the changes that follow.
    pub(super) fn turn_to(&mut self, stage: StageId) {
        self.stage = stage;
    }

    /// The stage with the changes so far.
    pub(super) fn stage_now(&self) -> &Stage {
        self.map.stage(self.stage).unwrap_or_else(|| unreachable!("a draft has its stage"))
    }

    /// Says what is done, in words.
    pub(super) fn label(&mut self, label: impl Into<String>) {
        self.label = label.into();
    }

    /// A number that no record has had.
    pub(super) fn new_number(&mut self) -> u64 {
        let number = self.next_id;
        self.next_id += 1;
        number
    }

    /// Notes a position that the command makes.
    pub(super) fn made(&mut self, id: PositionId) {
        self.made.push(id);
    }

    /// Notes the stage that the command makes.
    pub(super) fn made_stage(&mut self, id: StageId) {
        self.made_stage = Some(id);
    }

    /// Adds a change; it is made to the draft's copy at once.
    pub(super) fn push(&mut self, change: Change) {
        if change.is_nothing() {
            return;
        }
        // A draft makes its changes from the map they are applied to.
        if self.map.apply(&change).is_ok() {
            self.changes.push(change);
        }
    }

    /// Changes the name and notes of a stage, adds or removes it.
    pub(super) fn set_stage(&mut self, id: StageId, after: Option<StageRecord>) {
        let before = self.map.stage(id).map(|stage| Arc::new(stage.record().clone()));
        self.push(Change::Stage(Delta { id, before, after: after.map(Arc::new) }));
    }

    /// Changes, adds or removes a scene.
    pub(super) fn set_scene(&mut self, id: SceneId, after: Option<Scene>) {
        let before = self.map.scenes().share(id);
        self.push(Change::Scene(Delta { id, before, after: after.map(Arc::new) }));
    }

    /// The position of this identity.
    pub(super) fn position(&self, id: PositionId) -> Result<&Position, Refused> {
        self.stage_now().positions().get(id).ok_or_else(|| Refused::gone("position"))
    }

    /// What a position is called in a label.
    pub(super) fn name(&self, id: PositionId) -> String {
        match self.stage_now().positions().get(id) {
            Some(position) if !position.title.is_empty() => position.title.clone(),
            _ => "Untitled".into(),
        }
    }

    /// "Ann", "3 positions".
    pub(super) fn names(&self, ids: &[PositionId]) -> String {
        match ids {
            [id] => format!("\"{}\"", self.name(*id)),
            _ => format!("{} positions", ids.len()),
        }
    }

    /// Changes positions one by one; each may stand in the list more than once.
    pub(super) fn change_positions(
        &mut self,
        ids: &[PositionId],
        change: impl Fn(&mut Position),
    ) -> Result<(), Refused> {
        for id in ids.iter().copied().collect::<BTreeSet<_>>() {
            let mut position = self.position(id)?.clone();
            change(&mut position);
            self.set_position(id, Some(position));
        }
        Ok(())
    }
}
