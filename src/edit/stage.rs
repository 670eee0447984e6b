use std::sync::Arc;

use super::draft::Draft;
use super::naming::quoted;
use super::unit::named;
use super::{Refused, StageCommand};
use crate::model::{Change, Delta, SceneId, Stage, StageId, StageRecord};

pub(super) fn stage(draft: &mut Draft, command: &StageCommand) -> Result<String, Refused> {
    match command {
        StageCommand::Add { name, copy_of } => add(draft, name, *copy_of),
        StageCommand::Rename { stage, name } => {
            let name = named(name, "A stage")?;
            let before = draft.stage_of(*stage)?.record().clone();
            let label = format!("Rename stage {} to {}", quoted(&before.name), quoted(&name));
            draft.set_stage(*stage, Some(StageRecord { name, ..before }))?;
            Ok(label)
        }
        StageCommand::SetNotes { stage, notes } => {
            let before = draft.stage_of(*stage)?.record().clone();
            let label = format!("Note on stage {}", quoted(&before.name));
            draft.set_stage(*stage, Some(StageRecord { notes: notes.clone(), ..before }))?;
            Ok(label)
        }
        StageCommand::Remove { stage } => remove(draft, *stage),
    }
}

fn add(draft: &mut Draft, name: &str, copy_of: Option<StageId>) -> Result<String, Refused> {
    let name = named(name, "A stage")?;
    let source = copy_of.map(|id| draft.stage_of(id).cloned()).transpose()?;
    let label = match &source {
        Some(source) => {
            format!("Add stage {} as a copy of {}", quoted(&name), quoted(&source.record().name))
        }
        None => format!("Add stage {}", quoted(&name)),
    };
    let id = StageId(draft.identity()?);
    draft.set_stage(id, Some(StageRecord { name, ..StageRecord::default() }))?;
    if let Some(source) = source {
        for change in contents(&source, id) {
            draft.put(change)?;
        }
    }
    draft.show(id);
    Ok(label)
}

fn remove(draft: &mut Draft, id: StageId) -> Result<String, Refused> {
    let stage = draft.stage_of(id)?.clone();
    let name = quoted(&stage.record().name);
    let Some(other) = draft.map().stages().map(|(id, _)| id).find(|other| *other != id) else {
        let why = format!("{name} is the only stage of the map");
        return Err(Refused::new(why, "add another stage first"));
    };
    let scenes = draft.map().scenes().iter().filter(|(_, scene)| scene.stage == id);
    let scenes: Vec<SceneId> = scenes.map(|(id, _)| id).collect();
    for scene in scenes {
        draft.set_scene(scene, None)?;
    }
    for change in contents(&stage, id) {
        draft.put(change.inverse())?;
    }
    draft.set_stage(id, None)?;
    if draft.stage_id() == id {
        draft.show(other);
    }
    Ok(format!("Remove stage {name}"))
}

/// The changes that put everything in a stage into an empty stage of another identity.
fn contents(source: &Stage, id: StageId) -> Vec<Change> {
    let mut changes = Vec::new();
    macro_rules! copy {
        ($table:ident, $variant:ident) => {
            for record in source.$table().ids() {
                let after: Option<Arc<_>> = source.$table().share(record);
                changes.push(Change::$variant(id, Delta { id: record, before: None, after }));
            }
        };
    }
    copy!(units, Unit);
    copy!(positions, Position);
    copy!(lines, Line);
    copy!(flows, Flow);
    copy!(routines, Routine);
    copy!(placements, Placement);
    changes
}
