use super::command::UnitCommand;
use super::draft::Draft;
use super::refused::Refused;
use crate::model::{PositionId, Unit, UnitId};

pub(super) fn plan(draft: &mut Draft, command: &UnitCommand) -> Result<(), Refused> {
    match command {
        UnitCommand::Add { name, parent, members } => {
            if let Some(parent) = parent {
                unit(draft, *parent)?;
            }
            let id = UnitId(draft.new_number());
            draft.set_unit(id, Some(Unit { name: name.clone(), parent: *parent, ..Unit::default() }));
            draft.label(format!("Add the unit \"{name}\""));
            draft.change_positions(members, |position| position.unit = Some(id))
        }
        UnitCommand::Rename { unit: id, name } => {
            let old = unit(draft, *id)?;
            draft.label(format!("Rename the unit \"{}\" to \"{name}\"", old.name));
            draft.set_unit(*id, Some(Unit { name: name.clone(), ..old }));
            Ok(())
        }
        UnitCommand::SetNotes { unit: id, notes } => {
            let old = unit(draft, *id)?;
            draft.label(format!("Change the notes of the unit \"{}\"", old.name));
            draft.set_unit(*id, Some(Unit { notes: notes.clone(), ..old }));
            Ok(())
        }
        UnitCommand::SetParent { unit: id, parent } => set_parent(draft, *id, *parent),
        UnitCommand::Remove { unit: id } => remove(draft, *id),
    }
}

fn unit(draft: &Draft, id: UnitId) -> Result<Unit, Refused> {
    draft.stage_now().units().get(id).cloned().ok_or_else(|| Refused::gone("unit"))
}

fn set_parent(draft: &mut Draft, id: UnitId, parent: Option<UnitId>) -> Result<(), Refused> {
    let old = unit(draft, id)?;
    let mut above = parent;
    while let Some(at) = above {
        let next = unit(draft, at)?.parent;
        if at == id {
            let why = format!("The unit \"{}\" would lie in itself", old.name);
            return Err(Refused::new(why, "put it into a unit that does not lie in it"));
        }
        above = next;
    }
    draft.label(format!("Move the unit \"{}\"", old.name));
    draft.set_unit(id, Some(Unit { parent, ..old }));
    Ok(())
}

fn remove(draft: &mut Draft, id: UnitId) -> Result<(), Refused> {
    let gone = unit(draft, id)?;
    draft.label(format!("Remove the unit \"{}\"", gone.name));
    let stage = draft.stage_now();
    let members: Vec<PositionId> = stage
        .positions()
        .iter()
        .filter(|(_, position)| position.unit == Some(id))
        .map(|(id, _)| id)
        .collect();
    let inner: Vec<(UnitId, Unit)> = stage
        .units()
        .iter()
        .filter(|(_, unit)| unit.parent == Some(id))
        .map(|(id, unit)| (id, unit.clone()))
        .collect();
    draft.change_positions(&members, |position| position.unit = gone.parent)?;
    for (id, unit) in inner {
        draft.set_unit(id, Some(Unit { parent: gone.parent, ..unit }));
    }
    draft.set_unit(id, None);
    Ok(())
}
