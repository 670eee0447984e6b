use super::command::ArrangeCommand;
use super::draft::Draft;
use super::refused::Refused;
use crate::model::{Placement, PositionId};

pub(super) fn plan(draft: &mut Draft, command: &ArrangeCommand) -> Result<(), Refused> {
    match command {
        ArrangeCommand::Move { positions } => {
            let ids: Vec<PositionId> = positions.iter().map(|(id, _)| *id).collect();
            draft.label(format!("Move {}", draft.names(&ids)));
            for (id, at) in positions {
                if !at.is_placeable() {
                    let hint = "choose a place nearer to the rest";
                    return Err(Refused::new("That place is off the map", hint));
                }
                place(draft, *id, |placement| placement.at = Some(*at))?;
            }
        }
        ArrangeCommand::Unplace { positions } => {
            draft.label("Tidy layout");
            for id in positions {
                place(draft, *id, |placement| placement.at = None)?;
            }
        }
        ArrangeCommand::Reorder { positions } => {
            draft.label("Change the order of colleagues");
            for (number, id) in positions.iter().enumerate() {
                place(draft, *id, |placement| placement.order = Some(number as f64))?;
            }
        }
        ArrangeCommand::Fold { positions, folded } => {
            let verb = if *folded { "Fold" } else { "Unfold" };
            draft.label(format!("{verb} {}", draft.names(positions)));
            for id in positions {
                place(draft, *id, |placement| placement.folded = *folded)?;
            }
        }
    }
    Ok(())
}

/// Changes how a position sits; an entry that says nothing any more is taken out.
fn place(
    draft: &mut Draft,
    id: PositionId,
    change: impl FnOnce(&mut Placement),
) -> Result<(), Refused> {
    draft.position(id)?;
    let mut placement = draft.stage_now().placements().get(id).cloned().unwrap_or_default();
    change(&mut placement);
    let says_something = placement != Placement::default();
    draft.set_placement(id, says_something.then_some(placement));
    Ok(())
}
