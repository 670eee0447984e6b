use super::command::RoutineCommand;
use super::draft::Draft;
use super::refused::Refused;
use crate::model::{Routine, RoutineId, RoutinePart};

pub(super) fn plan(draft: &mut Draft, command: &RoutineCommand) -> Result<(), Refused> {
    match command {
        RoutineCommand::Add { name, parts } => {
            all_there(draft, parts)?;
            let id = RoutineId(draft.new_number());
            draft.label(format!("Add the routine \"{name}\""));
            let routine =
                Routine { name: name.clone(), parts: parts.clone(), ..Routine::default() };
            draft.set_routine(id, Some(routine));
        }
        RoutineCommand::Rename { routine: id, name } => {
            let old = routine(draft, *id)?;
            draft.label(format!("Rename the routine \"{}\" to \"{name}\"", old.name));
            draft.set_routine(*id, Some(Routine { name: name.clone(), ..old }));
        }
        RoutineCommand::SetParts { routine: id, parts } => {
            all_there(draft, parts)?;
            let old = routine(draft, *id)?;
            draft.label(format!("Change who carries \"{}\"", old.name));
            draft.set_routine(*id, Some(Routine { parts: parts.clone(), ..old }));
        }
        RoutineCommand::Remove { routine: id } => {
            let gone = routine(draft, *id)?;
            draft.label(format!("Remove the routine \"{}\"", gone.name));
            draft.set_routine(*id, None);
        }
    }
    Ok(())
}

fn routine(draft: &Draft, id: RoutineId) -> Result<Routine, Refused> {
    draft.stage_now().routines().get(id).cloned().ok_or_else(|| Refused::gone("routine"))
}

fn all_there(draft: &Draft, parts: &[RoutinePart]) -> Result<(), Refused> {
    parts.iter().try_for_each(|part| draft.position(part.position).map(|_| ()))
}
