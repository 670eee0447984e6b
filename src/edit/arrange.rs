use super::draft::Draft;
use super::line::{place_in_row, row_of};
use super::position::placeable;
use super::{ArrangeCommand, Refused};
use crate::model::{Chart, ChartForm, PositionId, StageRecord};
use crate::quantity::MapPoint;

pub(super) fn arrange(draft: &mut Draft, command: &ArrangeCommand) -> Result<String, Refused> {
    match command {
        ArrangeCommand::Move { positions } => put(draft, positions),
        ArrangeCommand::Unplace { positions } => {
            let ids = draft.each(positions)?;
            for id in &ids {
                draft.edit_placement(*id, |placement| placement.at = None)?;
            }
            Ok(format!("Let the layout place {}", draft.names(&ids)))
        }
        ArrangeCommand::SetOrder { orders } => set_order(draft, orders),
        ArrangeCommand::Reorder { positions } => reorder(draft, positions),
        ArrangeCommand::Shift { position, by } => shift(draft, *position, *by),
        ArrangeCommand::SetForm { form, keep_placed } => set_form(draft, *form, *keep_placed),
        ArrangeCommand::Fold { positions, folded } => {
            let ids = draft.each(positions)?;
            for id in &ids {
                draft.edit_placement(*id, |placement| placement.folded = *folded)?;
            }
            let verb = if *folded { "Fold" } else { "Unfold" };
            Ok(format!("{verb} {}", draft.names(&ids)))
        }
    }
}

fn put(draft: &mut Draft, positions: &[(PositionId, MapPoint)]) -> Result<String, Refused> {
    for (id, at) in positions {
        placeable(*at)?;
        draft.edit_placement(*id, |placement| placement.at = Some(*at))?;
    }
    let ids: Vec<PositionId> = positions.iter().map(|(id, _)| *id).collect();
    Ok(format!("Move {}", draft.names(&draft.each(&ids)?)))
}

fn set_form(draft: &mut Draft, form: ChartForm, keep_placed: bool) -> Result<String, Refused> {
    let before = draft.stage()?.record().clone();
    let label = match form {
        ChartForm::Down => "Draw the chart downwards",
        ChartForm::Right => "Draw the chart to the right",
        ChartForm::Compact => "Draw the chart compactly",
        ChartForm::Radial => "Draw the chart as rings",
    };
    if before.chart != form {
        let id = draft.stage_id();
        draft.set_stage(id, Some(StageRecord { chart: form, ..before }))?;
    }
    if !keep_placed {
        let placed: Vec<PositionId> = draft.stage()?.placements().ids().collect();
        for id in placed {
            draft.edit_placement(id, |placement| placement.at = None)?;
        }
    }
    Ok(label.into())
}

fn set_order(draft: &mut Draft, orders: &[(PositionId, Option<f64>)]) -> Result<String, Refused> {
    for (id, order) in orders {
        if !order.is_none_or(f64::is_finite) {
            let why = format!("{order:?} is not a place in a row");
            return Err(Refused::new(why, "use a plain number"));
        }
        draft.edit_placement(*id, |placement| placement.order = *order)?;
    }
    let ids: Vec<PositionId> = orders.iter().map(|(id, _)| *id).collect();
    Ok(format!("Reorder {}", draft.names(&draft.each(&ids)?)))
}

fn reorder(draft: &mut Draft, positions: &[PositionId]) -> Result<String, Refused> {
    let ids = draft.each(positions)?;
    place_in_row(draft, &ids)?;
    Ok(format!("Reorder {}", draft.names(&ids)))
}

fn shift(draft: &mut Draft, id: PositionId, by: i64) -> Result<String, Refused> {
    let label = format!("Reorder {}", draft.names(&draft.each(&[id])?));
    let chart = Chart::of(draft.stage()?);
    let mut row = row_of(draft, &chart, chart.solid_superior(id))?;
    let Some(from) = row.iter().position(|other| *other == id) else { return Ok(label) };
    let step = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    let to = match by < 0 {
        true => from.saturating_sub(step),
        false => from.saturating_add(step).min(row.len() - 1),
    };
    if to != from {
        row.remove(from);
        row.insert(to, id);
        place_in_row(draft, &row)?;
    }
    Ok(label)
}
