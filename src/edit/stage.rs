use super::command::{SceneCommand, StageCommand};
use super::draft::Draft;
use super::refused::Refused;
use crate::model::{Scene, SceneId, Stage, StageId, StageRecord};

pub(super) fn plan(draft: &mut Draft, command: &StageCommand) -> Result<(), Refused> {
    match command {
        StageCommand::Add { name, copy_of } => add(draft, name, *copy_of),
        StageCommand::Rename { stage: id, name } => {
            let old = stage(draft, *id)?.record().clone();
            draft.label(format!("Rename the stage \"{}\" to \"{name}\"", old.name));
            draft.set_stage(*id, Some(StageRecord { name: name.clone(), ..old }));
            Ok(())
        }
        StageCommand::Remove { stage: id } => remove(draft, *id),
    }
}

fn stage(draft: &Draft, id: StageId) -> Result<&Stage, Refused> {
    draft.map().stage(id).ok_or_else(|| Refused::gone("stage"))
}

fn add(draft: &mut Draft, name: &str, copy_of: Option<StageId>) -> Result<(), Refused> {
    let source = copy_of.map(|id| stage(draft, id).cloned()).transpose()?;
    let id = StageId(draft.new_number());
    draft.label(format!("Add the stage \"{name}\""));
    draft.set_stage(id, Some(StageRecord { name: name.to_owned(), ..StageRecord::default() }));
    draft.made_stage(id);
    let Some(source) = source else { return Ok(()) };
    let here = draft.stage_id();
    draft.turn_to(id);
    for (id, unit) in source.units().iter() {
        draft.set_unit(id, Some(unit.clone()));
    }
    for (id, position) in source.positions().iter() {
        draft.set_position(id, Some(position.clone()));
    }
    for (id, line) in source.lines().iter() {
        draft.set_line(id, Some(line.clone()));
    }
    for (id, flow) in source.flows().iter() {
        draft.set_flow(id, Some(flow.clone()));
    }
    for (id, routine) in source.routines().iter() {
        draft.set_routine(id, Some(routine.clone()));
    }
    for (id, placement) in source.placements().iter() {
        draft.set_placement(id, Some(placement.clone()));
    }
    draft.turn_to(here);
    Ok(())
}

fn remove(draft: &mut Draft, id: StageId) -> Result<(), Refused> {
    let gone = stage(draft, id)?.clone();
    if draft.map().stages().count() < 2 {
        return Err(Refused::new("A map has at least one stage", "add another stage first"));
    }
    draft.label(format!("Remove the stage \"{}\"", gone.record().name));
    let scenes: Vec<SceneId> = draft
        .map()
        .scenes()
        .iter()
        .filter(|(_, scene)| scene.stage == id)
        .map(|(id, _)| id)
        .collect();
    scenes.into_iter().for_each(|scene| draft.set_scene(scene, None));
    draft.turn_to(id);
    gone.placements().ids().for_each(|id| draft.set_placement(id, None));
    gone.routines().ids().for_each(|id| draft.set_routine(id, None));
    gone.flows().ids().for_each(|id| draft.set_flow(id, None));
    gone.lines().ids().for_each(|id| draft.set_line(id, None));
    gone.positions().ids().for_each(|id| draft.set_position(id, None));
    gone.units().ids().for_each(|id| draft.set_unit(id, None));
    draft.set_stage(id, None);
    Ok(())
}

pub(super) fn plan_scene(draft: &mut Draft, command: &SceneCommand) -> Result<(), Refused> {
    match command {
        SceneCommand::Add { scene } => {
            sound(draft, scene)?;
            draft.label(format!("Add the scene \"{}\"", scene.title));
            let id = SceneId(draft.new_number());
            draft.set_scene(id, Some(scene.clone()));
        }
        SceneCommand::Update { id, scene } => {
            sound(draft, scene)?;
            let old = draft.map().scenes().get(*id).ok_or_else(|| Refused::gone("scene"))?;
            draft.label(format!("Change the scene \"{}\"", old.title));
            draft.set_scene(*id, Some(scene.clone()));
        }
        SceneCommand::Remove { id } => {
            let old = draft.map().scenes().get(*id).ok_or_else(|| Refused::gone("scene"))?;
            draft.label(format!("Remove the scene \"{}\"", old.title));
            draft.set_scene(*id, None);
        }
    }
    Ok(())
}

fn sound(draft: &Draft, scene: &Scene) -> Result<(), Refused> {
    let shown = stage(draft, scene.stage)?;
    match scene.highlight.iter().all(|id| shown.positions().contains(*id)) {
        true => Ok(()),
        false => Err(Refused::gone("position")),
    }
}
