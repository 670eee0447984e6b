use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::line::{place_in_row, row_of};
use super::naming::quoted;
use super::{PositionCommand, Refused, property};
use crate::model::{
    Chart, Flow, FlowId, Line, LineId, LineKind, Placement, Position, PositionId, Scene,
};
use crate::quantity::MapPoint;

pub(super) fn position(draft: &mut Draft, command: &PositionCommand) -> Result<String, Refused> {
    match command {
        PositionCommand::Add { title, at, under } => add(draft, title, *at, *under),
        PositionCommand::AddBeside { title, beside, after } => {
            add_beside(draft, title, *beside, *after)
        }
        PositionCommand::AddAbove { title, below } => add_above(draft, title, *below),
        PositionCommand::Remove { positions } => remove(draft, positions),
        PositionCommand::Duplicate { positions, dx, dy } => duplicate(draft, positions, *dx, *dy),
        PositionCommand::Rename { position, title } => property::rename(draft, *position, title),
        PositionCommand::RenameDomain { from, to } => property::rename_domain(draft, from, to),
        PositionCommand::Set(value) => property::property(draft, value),
    }
}

fn add(
    draft: &mut Draft,
    title: &str,
    at: Option<MapPoint>,
    under: Option<PositionId>,
) -> Result<String, Refused> {
    if let Some(at) = at {
        placeable(at)?;
    }
    let unit = match under {
        Some(under) => draft.position(under)?.unit,
        None => None,
    };
    let id = draft.make_position(Position { unit, ..Position::held(title.trim()) })?;
    draft.edit_placement(id, |placement| placement.at = at)?;
    match under {
        Some(under) => {
            add_line(draft, id, under, LineKind::Solid)?;
            Ok(format!("{} under {}", label(title), draft.name(under)))
        }
        None => Ok(label(title)),
    }
}

fn add_beside(
    draft: &mut Draft,
    title: &str,
    beside: PositionId,
    after: bool,
) -> Result<String, Refused> {
    let unit = draft.position(beside)?.unit;
    let chart = Chart::of(draft.stage()?);
    let superior = chart.solid_superior(beside);
    let mut row = row_of(draft, &chart, superior)?;
    let id = draft.make_position(Position { unit, ..Position::held(title.trim()) })?;
    if let Some(superior) = superior {
        add_line(draft, id, superior, LineKind::Solid)?;
    }
    let at = row.iter().position(|other| *other == beside).unwrap_or(row.len());
    row.insert((at + usize::from(after)).min(row.len()), id);
    place_in_row(draft, &row)?;
    Ok(format!("{} beside {}", label(title), draft.name(beside)))
}

fn add_above(draft: &mut Draft, title: &str, below: PositionId) -> Result<String, Refused> {
    draft.position(below)?;
    let order = draft.stage()?.placements().get(below).and_then(|placement| placement.order);
    let found = draft
        .stage()?
        .lines()
        .iter()
        .find(|(_, line)| line.from == below && line.kind == LineKind::Solid);
    let found = found.map(|(id, line)| (id, line.clone()));
    let id = draft.make_position(Position::held(title.trim()))?;
    match found {
        Some((line, record)) => {
            add_line(draft, id, record.to, LineKind::Solid)?;
            draft.set_line(line, Some(Line { to: id, ..record }))?;
        }
        None => add_line(draft, below, id, LineKind::Solid)?,
    }
    draft.edit_placement(below, |placement| placement.order = None)?;
    draft.edit_placement(id, |placement| placement.order = order)?;
    Ok(format!("{} above {}", label(title), draft.name(below)))
}

fn label(title: &str) -> String {
    match title.trim() {
        "" => "Add a position".into(),
        title => format!("Add {}", quoted(title)),
    }
}

/// Adds a line under a new identity, without asking whether it may be there.
pub(super) fn add_line(
    draft: &mut Draft,
    from: PositionId,
    to: PositionId,
    kind: LineKind,
) -> Result<(), Refused> {
    let id = LineId(draft.identity()?);
    draft.set_line(id, Some(Line::new(from, to, kind)))
}

/// Refuses a place outside of the map.
pub(super) fn placeable(at: MapPoint) -> Result<(), Refused> {
    if at.is_placeable() {
        return Ok(());
    }
    let hint = format!("stay within {} of the middle", MapPoint::LIMIT);
    Err(Refused::new("That place is off the map", hint))
}

fn remove(draft: &mut Draft, positions: &[PositionId]) -> Result<String, Refused> {
    let ids = draft.each(positions)?;
    let label = format!("Remove {}", draft.names(&ids));
    let gone: BTreeSet<PositionId> = ids.iter().copied().collect();
    remove_arcs(draft, &gone)?;
    remove_parts(draft, &gone)?;
    remove_highlights(draft, &gone)?;
    for id in ids {
        draft.edit_placement(id, |placement| *placement = Placement::default())?;
        draft.set_position(id, None)?;
    }
    Ok(label)
}

fn remove_arcs(draft: &mut Draft, gone: &BTreeSet<PositionId>) -> Result<(), Refused> {
    let ends = |from, to| gone.contains(&from) || gone.contains(&to);
    let stage = draft.stage()?;
    let lines = stage.lines().iter().filter(|(_, line)| ends(line.from, line.to));
    let lines: Vec<LineId> = lines.map(|(id, _)| id).collect();
    let flows = stage.flows().iter().filter(|(_, flow)| ends(flow.from, flow.to));
    let flows: Vec<FlowId> = flows.map(|(id, _)| id).collect();
    for id in lines {
        draft.set_line(id, None)?;
    }
    for id in flows {
        draft.set_flow(id, None)?;
    }
    Ok(())
}

fn remove_parts(draft: &mut Draft, gone: &BTreeSet<PositionId>) -> Result<(), Refused> {
    let routines = draft.stage()?.routines().iter();
    let touched = routines
        .filter(|(_, routine)| routine.parts.iter().any(|part| gone.contains(&part.position)));
    let touched: Vec<_> = touched.map(|(id, routine)| (id, routine.clone())).collect();
    for (id, mut routine) in touched {
        routine.parts.retain(|part| !gone.contains(&part.position));
        draft.set_routine(id, Some(routine))?;
    }
    Ok(())
}

fn remove_highlights(draft: &mut Draft, gone: &BTreeSet<PositionId>) -> Result<(), Refused> {
    let shown = draft.stage_id();
    let points = |scene: &Scene| scene.highlight.iter().any(|id| gone.contains(id));
    let scenes = draft.map().scenes().iter();
    let touched = scenes.filter(|(_, scene)| scene.stage == shown && points(scene));
    let touched: Vec<_> = touched.map(|(id, scene)| (id, scene.clone())).collect();
    for (id, mut scene) in touched {
        scene.highlight.retain(|id| !gone.contains(id));
        draft.set_scene(id, Some(scene))?;
    }
    Ok(())
}

fn duplicate(
    draft: &mut Draft,
    positions: &[PositionId],
    dx: f64,
    dy: f64,
) -> Result<String, Refused> {
    let ids = draft.each(positions)?;
    let label = format!("Duplicate {}", draft.names(&ids));
    let mut copies = BTreeMap::new();
    for id in ids {
        let original = draft.position(id)?.clone();
        let placement = draft.stage()?.placements().get(id).cloned().unwrap_or_default();
        let copy = draft.make_position(Position { key: None, ..original })?;
        let at = placement.at.map(|at| at.offset(dx, dy)).filter(|at| at.is_placeable());
        draft.edit_placement(copy, |new| *new = Placement { at, order: None, ..placement })?;
        copies.insert(id, copy);
    }
    duplicate_arcs(draft, &copies)?;
    Ok(label)
}

/// Copies the lines and flows among the originals, and the solid lines that lead out of them.
fn duplicate_arcs(
    draft: &mut Draft,
    copies: &BTreeMap<PositionId, PositionId>,
) -> Result<(), Refused> {
    let stage = draft.stage()?;
    let lines: Vec<Line> = stage
        .lines()
        .iter()
        .filter_map(|(_, line)| {
            let from = *copies.get(&line.from)?;
            let inside = copies.get(&line.to).copied();
            let to = inside.or((line.kind == LineKind::Solid).then_some(line.to))?;
            Some(Line { from, to, ..line.clone() })
        })
        .collect();
    let flows: Vec<Flow> = stage
        .flows()
        .iter()
        .filter_map(|(_, flow)| {
            let (from, to) = (*copies.get(&flow.from)?, *copies.get(&flow.to)?);
            Some(Flow { from, to, ..flow.clone() })
        })
        .collect();
    for line in lines {
        let id = LineId(draft.identity()?);
        draft.set_line(id, Some(line))?;
    }
    for flow in flows {
        let id = FlowId(draft.identity()?);
        draft.set_flow(id, Some(flow))?;
    }
    Ok(())
}
