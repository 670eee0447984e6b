use super::draft::Draft;
use super::naming::quoted;
use super::{Refused, UnitCommand};
use crate::model::{PositionId, Unit, UnitId};

pub(super) fn unit(draft: &mut Draft, command: &UnitCommand) -> Result<String, Refused> {
    match command {
        UnitCommand::Add { name, parent, members } => add(draft, name, *parent, members),
        UnitCommand::Join { name, members } => join(draft, name, members),
        UnitCommand::Rename { unit, name } => {
            let name = named(name, "A unit")?;
            let before = draft.unit(*unit)?.clone();
            let label = format!("Rename unit {} to {}", quoted(&before.name), quoted(&name));
            draft.set_unit(*unit, Some(Unit { name, ..before }))?;
            Ok(label)
        }
        UnitCommand::SetTone { unit, tone } => {
            let before = draft.unit(*unit)?.clone();
            let label = format!("Colour of unit {}", quoted(&before.name));
            draft.set_unit(*unit, Some(Unit { tone: *tone, ..before }))?;
            Ok(label)
        }
        UnitCommand::Fold { units, folded } => fold(draft, units, *folded),
        UnitCommand::SetParent { unit, parent } => set_parent(draft, *unit, *parent),
        UnitCommand::SetNotes { unit, notes } => {
            let before = draft.unit(*unit)?.clone();
            let label = format!("Note on unit {}", quoted(&before.name));
            draft.set_unit(*unit, Some(Unit { notes: notes.clone(), ..before }))?;
            Ok(label)
        }
        UnitCommand::Remove { unit } => remove(draft, *unit),
    }
}

/// A name without its outer spaces; refused when nothing is left.
pub(super) fn named(name: &str, what: &str) -> Result<String, Refused> {
    match name.trim() {
        "" => Err(Refused::new(format!("{what} needs a name"), "type one")),
        name => Ok(name.into()),
    }
}

fn add(
    draft: &mut Draft,
    name: &str,
    parent: Option<UnitId>,
    members: &[PositionId],
) -> Result<String, Refused> {
    let name = named(name, "A unit")?;
    if let Some(parent) = parent {
        draft.unit(parent)?;
    }
    let members = draft.each(members)?;
    let label = format!("Add unit {}", quoted(&name));
    let id = UnitId(draft.identity()?);
    draft.set_unit(id, Some(Unit { name, parent, ..Unit::default() }))?;
    for member in members {
        draft.edit_position(member, |position| position.unit = Some(id))?;
    }
    Ok(label)
}

fn join(draft: &mut Draft, name: &str, members: &[PositionId]) -> Result<String, Refused> {
    let members = draft.each(members)?;
    let name = named(name, "A unit")?;
    let path = [name.clone()];
    let unit = super::insert::unit_of(draft, &path)?;
    for member in &members {
        draft.edit_position(*member, |position| position.unit = unit)?;
    }
    Ok(format!("Put {} into unit {}", draft.names(&members), quoted(&name)))
}

fn fold(draft: &mut Draft, units: &[UnitId], folded: bool) -> Result<String, Refused> {
    let mut names = Vec::new();
    for id in units {
        let before = draft.unit(*id)?.clone();
        names.push(quoted(&before.name));
        if before.folded != folded {
            draft.set_unit(*id, Some(Unit { folded, ..before }))?;
        }
    }
    let verb = if folded { "Fold" } else { "Unfold" };
    Ok(format!("{verb} {}", names.join(", ")))
}

fn set_parent(draft: &mut Draft, id: UnitId, parent: Option<UnitId>) -> Result<String, Refused> {
    let before = draft.unit(id)?.clone();
    let name = quoted(&before.name);
    let Some(above) = parent else {
        draft.set_unit(id, Some(Unit { parent, ..before }))?;
        return Ok(format!("Take unit {name} out"));
    };
    let outer = quoted(&draft.unit(above)?.name);
    if above == id {
        let why = format!("Unit {name} cannot lie in itself");
        return Err(Refused::new(why, "choose another unit"));
    }
    // A sound map has no circle of units, so this walk ends; the count holds for any other.
    let mut at = draft.unit(above)?.parent;
    for _ in 0..draft.stage()?.units().len() {
        let Some(next) = at else { break };
        if next == id {
            let why = format!("Unit {name} cannot lie in {outer}, because {outer} lies in {name}");
            return Err(Refused::new(why, format!("take {outer} out of {name} first")));
        }
        at = draft.unit(next)?.parent;
    }
    draft.set_unit(id, Some(Unit { parent, ..before }))?;
    Ok(format!("Put unit {name} into {outer}"))
}

fn remove(draft: &mut Draft, id: UnitId) -> Result<String, Refused> {
    let unit = draft.unit(id)?.clone();
    let stage = draft.stage()?;
    let members = stage.positions().iter().filter(|(_, position)| position.unit == Some(id));
    let members: Vec<PositionId> = members.map(|(id, _)| id).collect();
    let inner = stage.units().iter().filter(|(_, unit)| unit.parent == Some(id));
    let inner: Vec<(UnitId, Unit)> = inner.map(|(id, unit)| (id, unit.clone())).collect();
    for member in members {
        draft.edit_position(member, |position| position.unit = unit.parent)?;
    }
    for (id, record) in inner {
        draft.set_unit(id, Some(Unit { parent: unit.parent, ..record }))?;
    }
    draft.set_unit(id, None)?;
    Ok(format!("Remove unit {}", quoted(&unit.name)))
}
