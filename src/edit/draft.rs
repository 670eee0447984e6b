use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Command, Refused, Transaction};
use super::{
    arrange, flow, guess, insert, line, merge, naming, position, property, routine, scene, stage,
    unit,
};
use crate::model::{
    Change, Delta, Flow, FlowId, GuessRound, Header, Line, LineId, OrgMap, Placement, Position,
    PositionId, RoundId, Routine, RoutineId, Scene, SceneId, Stage, StageId, StageRecord, Unit,
    UnitId,
};

/// A step that was worked out and not yet carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The step; empty when the map is already as the command wants it.
    pub transaction: Transaction,
    /// The positions that it makes, in the order in which they were asked for.
    pub made: Vec<PositionId>,
    /// The stage that ought to be shown after it, when that is another one.
    pub stage: Option<StageId>,
}

/// Works out what a command changes, without changing anything.
///
/// `stage` is the stage that the person looks at. New records get identities from `ids_from`
/// upwards, or from the map's own counter when that is higher.
///
/// # Errors
/// The command cannot be carried out on this map; the reason and a hint say why.
pub fn plan(
    map: &OrgMap,
    stage: StageId,
    ids_from: u64,
    command: &Command,
) -> Result<Planned, Refused> {
    let mut draft = Draft {
        map: map.clone(),
        stage,
        ids_from,
        changes: Vec::new(),
        made: Vec::new(),
        shown: None,
    };
    let label = carry_out(&mut draft, command)?;
    Ok(draft.finish(label))
}

fn carry_out(draft: &mut Draft, command: &Command) -> Result<String, Refused> {
    match command {
        Command::Position(command) => position::position(draft, command),
        Command::Line(command) => line::line(draft, command),
        Command::Flow(command) => flow::flow(draft, command),
        Command::Unit(command) => unit::unit(draft, command),
        Command::Routine(command) => routine::routine(draft, command),
        Command::Arrange(command) => arrange::arrange(draft, command),
        Command::Stage(command) => stage::stage(draft, command),
        Command::Scene(command) => scene::scene(draft, command),
        Command::Guess(command) => guess::guess(draft, command),
        Command::Map(command) => property::map(draft, command),
        Command::Insert(fragment) => insert::insert(draft, fragment),
        Command::Merge(list) => merge::merge(draft, list),
        Command::All(all) => {
            for command in &all.commands {
                carry_out(draft, command)?;
            }
            Ok(all.label.clone())
        }
    }
}

/// A map that commands may change freely; it takes down every change.
pub(super) struct Draft {
    map: OrgMap,
    stage: StageId,
    ids_from: u64,
    changes: Vec<Change>,
    made: Vec<PositionId>,
    shown: Option<StageId>,
}

/// One function that puts a record of a stage in, replaces it, or takes it out, and one that
/// changes a record that is there.
macro_rules! records {
    ($what:literal, $table:ident, $variant:ident, $id:ty, $record:ty, $find:ident, $set:ident) => {
        impl Draft {
            pub(super) fn $find(&self, id: $id) -> Result<&$record, Refused> {
                self.stage()?.$table().get(id).ok_or_else(|| Refused::gone($what))
            }

            pub(super) fn $set(&mut self, id: $id, record: Option<$record>) -> Result<(), Refused> {
                let before = self.stage()?.$table().share(id);
                if before.as_deref() == record.as_ref() {
                    return Ok(());
                }
                let after = record.map(Arc::new);
                self.put(Change::$variant(self.stage, Delta { id, before, after }))
            }
        }
    };
}

records!("position", positions, Position, PositionId, Position, position, set_position);
records!("unit", units, Unit, UnitId, Unit, unit, set_unit);
records!("reporting line", lines, Line, LineId, Line, line, set_line);
records!("flow", flows, Flow, FlowId, Flow, flow, set_flow);
records!("routine", routines, Routine, RoutineId, Routine, routine, set_routine);

impl Draft {
    pub(super) fn map(&self) -> &OrgMap {
        &self.map
    }

    pub(super) fn stage_id(&self) -> StageId {
        self.stage
    }

    pub(super) fn stage(&self) -> Result<&Stage, Refused> {
        self.stage_of(self.stage)
    }

    pub(super) fn stage_of(&self, id: StageId) -> Result<&Stage, Refused> {
        self.map.stage(id).ok_or_else(|| Refused::gone("stage"))
    }

    /// An identity that no record has had.
    pub(super) fn identity(&mut self) -> Result<u64, Refused> {
        let before = self.map.next_id();
        let id = before.max(self.ids_from);
        let full = || Refused::new("This map has used up its identities", "start a new map");
        let after = id.checked_add(1).ok_or_else(full)?;
        self.put(Change::NextId { before, after })?;
        Ok(id)
    }

    pub(super) fn put(&mut self, change: Change) -> Result<(), Refused> {
        self.map.apply(&change)?;
        self.changes.push(change);
        Ok(())
    }

    pub(super) fn set_stage(
        &mut self,
        id: StageId,
        record: Option<StageRecord>,
    ) -> Result<(), Refused> {
        let before = self.map.stage(id).map(|stage| Arc::new(stage.record().clone()));
        self.put(Change::Stage(Delta { id, before, after: record.map(Arc::new) }))
    }

    pub(super) fn set_scene(&mut self, id: SceneId, scene: Option<Scene>) -> Result<(), Refused> {
        let before = self.map.scenes().share(id);
        self.put(Change::Scene(Delta { id, before, after: scene.map(Arc::new) }))
    }

    pub(super) fn set_round(
        &mut self,
        id: RoundId,
        round: Option<GuessRound>,
    ) -> Result<(), Refused> {
        let before = self.map.rounds().share(id);
        self.put(Change::Round(Delta { id, before, after: round.map(Arc::new) }))
    }

    pub(super) fn set_header(&mut self, header: Header) -> Result<(), Refused> {
        let before = Arc::clone(self.map.header());
        self.put(Change::Header { before, after: Arc::new(header) })
    }

    /// Adds a position under a new identity.
    pub(super) fn make_position(&mut self, position: Position) -> Result<PositionId, Refused> {
        let id = PositionId(self.identity()?);
        self.set_position(id, Some(position))?;
        self.made.push(id);
        Ok(id)
    }

    /// Changes a position that is there.
    pub(super) fn edit_position(
        &mut self,
        id: PositionId,
        edit: impl FnOnce(&mut Position),
    ) -> Result<(), Refused> {
        let mut position = self.position(id)?.clone();
        edit(&mut position);
        self.set_position(id, Some(position))
    }

    /// Changes how a position is drawn; a placement that says nothing is taken out.
    pub(super) fn edit_placement(
        &mut self,
        id: PositionId,
        edit: impl FnOnce(&mut Placement),
    ) -> Result<(), Refused> {
        self.position(id)?;
        let before = self.stage()?.placements().share(id);
        let mut placement = before.as_deref().cloned().unwrap_or_default();
        edit(&mut placement);
        let after = (placement != Placement::default()).then(|| Arc::new(placement));
        if before == after {
            return Ok(());
        }
        self.put(Change::Placement(self.stage, Delta { id, before, after }))
    }

    /// Works on another stage for a while.
    pub(super) fn in_stage<T>(
        &mut self,
        stage: StageId,
        work: impl FnOnce(&mut Self) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let before = std::mem::replace(&mut self.stage, stage);
        let done = work(self);
        self.stage = before;
        done
    }

    /// The stage that ought to be shown afterwards.
    pub(super) fn show(&mut self, stage: StageId) {
        self.shown = Some(stage);
    }

    /// What a position is called, in an arrow.
    pub(super) fn plain(&self, id: PositionId) -> String {
        match self.position(id) {
            Ok(position) => naming::plain_name(position),
            Err(_) => "untitled".into(),
        }
    }

    /// What a position is called, in a sentence.
    pub(super) fn name(&self, id: PositionId) -> String {
        naming::quoted(&self.plain(id))
    }

    /// One position by its name, several by their number.
    pub(super) fn names(&self, ids: &[PositionId]) -> String {
        match ids {
            [id] => self.name(*id),
            _ => naming::count(ids.len(), "position"),
        }
    }

    /// These positions, each once and in the order given; refused when one is not there.
    pub(super) fn each(&self, ids: &[PositionId]) -> Result<Vec<PositionId>, Refused> {
        let mut seen = BTreeSet::new();
        let ids: Vec<_> = ids.iter().copied().filter(|id| seen.insert(*id)).collect();
        for id in &ids {
            self.position(*id)?;
        }
        Ok(ids)
    }

    fn finish(self, label: String) -> Planned {
        let transaction = Transaction { label, changes: self.changes }.squash();
        Planned { transaction, made: self.made, stage: self.shown }
    }
}
