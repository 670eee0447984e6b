use super::draft::Draft;
use super::naming::quoted;
use super::unit::named;
use super::{Refused, RoutineCommand};
use crate::model::{Routine, RoutineId, RoutinePart};

pub(super) fn routine(draft: &mut Draft, command: &RoutineCommand) -> Result<String, Refused> {
    match command {
        RoutineCommand::Add { name, parts } => {
            let name = named(name, "A routine")?;
            carried(draft, parts)?;
            let label = format!("Add routine {}", quoted(&name));
            let id = RoutineId(draft.identity()?);
            let routine = Routine { name, parts: parts.clone(), ..Routine::default() };
            draft.set_routine(id, Some(routine))?;
            Ok(label)
        }
        RoutineCommand::Rename { routine, name } => {
            let name = named(name, "A routine")?;
            let before = draft.routine(*routine)?.clone();
            let label = format!("Rename routine {} to {}", quoted(&before.name), quoted(&name));
            draft.set_routine(*routine, Some(Routine { name, ..before }))?;
            Ok(label)
        }
        RoutineCommand::SetParts { routine, parts } => {
            carried(draft, parts)?;
            let before = draft.routine(*routine)?.clone();
            let label = format!("Set who carries {}", quoted(&before.name));
            draft.set_routine(*routine, Some(Routine { parts: parts.clone(), ..before }))?;
            Ok(label)
        }
        RoutineCommand::Remove { routine } => {
            let label = format!("Remove routine {}", quoted(&draft.routine(*routine)?.name));
            draft.set_routine(*routine, None)?;
            Ok(label)
        }
    }
}

fn carried(draft: &Draft, parts: &[RoutinePart]) -> Result<(), Refused> {
    parts.iter().try_for_each(|part| draft.position(part.position).map(|_| ()))
}
