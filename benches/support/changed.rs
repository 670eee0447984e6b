//! Edits to a large map, one record each.

use std::sync::Arc;

use fulcrum::model::{Change, Delta, Flow, FlowId, FlowKind, Line, OrgMap, PositionId, StageId};
use fulcrum::quantity::{Expertise, Frequency};

pub(crate) fn new_flow(map: &OrgMap) -> Option<Change> {
    let stage = map.stage(StageId(1))?;
    let id = FlowId(stage.flows().last_id()?.0 + 1);
    let people: Vec<PositionId> = stage.positions().ids().collect();
    let (from, to) = (people[people.len() / 3], people[id.0 as usize % people.len()]);
    let flow = Flow::new(from, to, FlowKind::Consult, Frequency::ONE);
    let delta = Delta { id, before: None, after: Some(Arc::new(flow)) };
    Some(Change::Flow(StageId(1), delta))
}

pub(crate) fn position(map: &OrgMap) -> Option<Change> {
    let stage = map.stage(StageId(1))?;
    let id = stage.positions().ids().nth(stage.positions().len() / 2)?;
    let before = stage.positions().share(id)?;
    let mut after = before.as_ref().clone();
    let known = after.expertise.values_mut().next()?;
    *known = Expertise::new(if known.get() > 2.0 { 1.5 } else { 3.5 }).ok()?;
    let delta = Delta { id, before: Some(before), after: Some(Arc::new(after)) };
    Some(Change::Position(StageId(1), delta))
}

pub(crate) fn line(map: &OrgMap) -> Option<Change> {
    let stage = map.stage(StageId(1))?;
    let id = stage.lines().ids().nth(stage.lines().len() / 2)?;
    let before = stage.lines().share(id)?;
    // To the neighbour of the superior, and back.
    let to = PositionId(if before.to.0 % 2 == 0 { before.to.0 + 1 } else { before.to.0 - 1 });
    let after = Line { to, ..before.as_ref().clone() };
    let delta = Delta { id, before: Some(before), after: Some(Arc::new(after)) };
    Some(Change::Line(StageId(1), delta))
}

pub(crate) fn flow(map: &OrgMap) -> Option<Change> {
    let stage = map.stage(StageId(1))?;
    let id = stage.flows().ids().nth(stage.flows().len() / 2)?;
    let before = stage.flows().share(id)?;
    let mut after = before.as_ref().clone();
    let often = if before.frequency.get() > 2.0 { 1.0 } else { 5.0 };
    after.frequency = Frequency::new(often).ok()?;
    let delta = Delta { id, before: Some(before), after: Some(Arc::new(after)) };
    Some(Change::Flow(StageId(1), delta))
}
