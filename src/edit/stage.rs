use std::sync::Arc;

use super::draft::Draft;
use super::naming::{number, quoted};
use super::unit::named;
use super::{Refused, StageCommand};
use crate::model::{
    Change, Delta, Gathered, OutcomeName, Outcomes, RoundId, Scene, SceneId, Stage, StageId,
    StageRecord, Subject, Unit, UnitId,
};
use crate::quantity::Amount;

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
        StageCommand::SetOutcome { stage, unit, name, amount } => {
            set_outcome(draft, *stage, *unit, name, *amount)
        }
        StageCommand::Move { stage, to } => reorder(draft, *stage, *to),
        StageCommand::SetGathered { stage, gathered } => {
            let before = draft.stage_of(*stage)?.record().clone();
            let how = match gathered {
                Gathered::Together => "drawn by a group together",
                Gathered::Respondents => "drawn by each respondent alone",
            };
            let label = format!("Note that stage {} was {how}", quoted(&before.name));
            draft.set_stage(*stage, Some(StageRecord { gathered: *gathered, ..before }))?;
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
            draft.put(without_outcomes(change))?;
        }
    }
    draft.show(id);
    Ok(label)
}

/// What was achieved in one stage was not achieved in its copy.
fn without_outcomes(change: Change) -> Change {
    match change {
        Change::Unit(stage, Delta { id, before, after: Some(unit) }) => {
            let unit = Unit { outcomes: Outcomes::new(), ..unit.as_ref().clone() };
            Change::Unit(stage, Delta { id, before, after: Some(Arc::new(unit)) })
        }
        other => other,
    }
}

fn set_outcome(
    draft: &mut Draft,
    stage: StageId,
    unit: Option<UnitId>,
    name: &OutcomeName,
    amount: Option<Amount>,
) -> Result<String, Refused> {
    let set = |outcomes: &mut Outcomes| match amount {
        Some(amount) => outcomes.insert(name.clone(), amount),
        None => outcomes.remove(name),
    };
    let of = match unit {
        Some(unit) => draft.in_stage(stage, |draft| {
            let mut changed = draft.unit(unit)?.clone();
            set(&mut changed.outcomes);
            let of = format!("unit {}", quoted(&changed.name));
            draft.set_unit(unit, Some(changed))?;
            Ok(of)
        })?,
        None => {
            let mut changed = draft.stage_of(stage)?.record().clone();
            set(&mut changed.outcomes);
            let of = format!("stage {}", quoted(&changed.name));
            draft.set_stage(stage, Some(changed))?;
            of
        }
    };
    let outcome = quoted(name.name());
    Ok(match amount {
        Some(amount) => format!("Outcome {outcome} of {of}: {}", number(amount.get())),
        None => format!("Forget outcome {outcome} of {of}"),
    })
}

fn remove(draft: &mut Draft, id: StageId) -> Result<String, Refused> {
    let stage = draft.stage_of(id)?.clone();
    let name = quoted(&stage.record().name);
    let Some(other) = draft.map().stages().map(|(id, _)| id).find(|other| *other != id) else {
        let why = format!("{name} is the only stage of the map");
        return Err(Refused::new(why, "add another stage first"));
    };
    let rounds = draft.map().rounds().iter().filter(|(_, round)| round.stage == id);
    let rounds: Vec<RoundId> = rounds.map(|(id, _)| id).collect();
    for round in rounds {
        super::guess::remove(draft, round)?;
    }
    let scenes = draft.map().scenes().iter().filter(|(_, scene)| shows(scene, id));
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

fn shows(scene: &Scene, id: StageId) -> bool {
    scene.stage == id || matches!(scene.subject, Subject::Comparison { with, .. } if with == id)
}

/// Gives every stage its place, so that the order no longer hangs on their identities.
fn reorder(draft: &mut Draft, id: StageId, to: usize) -> Result<String, Refused> {
    let name = quoted(&draft.stage_of(id)?.record().name);
    let mut order: Vec<StageId> = draft.map().stages().map(|(id, _)| id).collect();
    order.retain(|other| *other != id);
    order.insert(to.min(order.len()), id);
    for (place, stage) in order.into_iter().enumerate() {
        let before = draft.stage_of(stage)?.record().clone();
        let order = Some(place as f64);
        if before.order != order {
            draft.set_stage(stage, Some(StageRecord { order, ..before }))?;
        }
    }
    Ok(format!("Move stage {name}"))
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
