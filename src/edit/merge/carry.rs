use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;

use super::super::draft::Draft;
use super::super::insert::unit_of;
use super::super::line::replace_superior;
use super::super::position::{add_line, position};
use super::super::{PositionCommand, Refused, Superior};
use super::Merge;
use crate::model::{Flow, FlowId, FlowKind, Line, LineId, LineKind, Position, PositionId};

/// Brings a list into the stage.
pub(in super::super) fn merge(draft: &mut Draft, merge: &Merge) -> Result<String, Refused> {
    if !merge.gone.is_empty() {
        position(draft, &PositionCommand::Remove { positions: merge.gone.clone() })?;
    }
    for (id, position) in &merge.updates {
        let unit = draft.position(*id)?.unit;
        draft.set_position(*id, Some(Position { unit, ..position.clone() }))?;
    }
    let made = newcomers(draft, merge)?;
    for (id, path) in &merge.units {
        let unit = unit_of(draft, path)?;
        draft.edit_position(*id, |position| position.unit = unit)?;
    }
    let who = |who: Superior| match who {
        Superior::There(id) => Some(id),
        Superior::New(number) => made.get(number).copied(),
    };
    superiors(draft, merge, &who)?;
    let joined = draft.stage()?.lines().iter().map(|(_, line)| (line.from, line.to));
    let mut joined: BTreeSet<(PositionId, PositionId)> = joined.collect();
    for (from, to) in &merge.dotted {
        let Some((from, to)) = who(*from).zip(who(*to)) else { continue };
        if from != to && joined.insert((from, to)) {
            add_line(draft, from, to, LineKind::Dotted)?;
        }
    }
    flows(draft, merge, &who)?;
    Ok(merge.label.clone())
}

fn newcomers(draft: &mut Draft, merge: &Merge) -> Result<Vec<PositionId>, Refused> {
    let taken = draft.stage()?.positions().iter().filter_map(|(_, it)| it.key.clone());
    let mut taken: BTreeSet<EcoString> = taken.collect();
    let mut made = Vec::with_capacity(merge.newcomers.len());
    for newcomer in &merge.newcomers {
        let unit = unit_of(draft, &newcomer.unit)?;
        let key = newcomer.position.key.clone().filter(|key| taken.insert(key.clone()));
        let position = Position { unit, key, ..newcomer.position.clone() };
        made.push(draft.make_position(position)?);
    }
    Ok(made)
}

fn superiors(
    draft: &mut Draft,
    merge: &Merge,
    who: &impl Fn(Superior) -> Option<PositionId>,
) -> Result<(), Refused> {
    let mut lines: BTreeMap<PositionId, Vec<(LineId, Line)>> = BTreeMap::new();
    for (id, line) in draft.stage()?.lines().iter() {
        lines.entry(line.from).or_default().push((id, line.clone()));
    }
    for (from, to) in &merge.superiors {
        let Some(from) = who(*from).filter(|id| draft.position(*id).is_ok()) else { continue };
        let to = to.and_then(who).filter(|id| draft.position(*id).is_ok());
        replace_superior(draft, from, to, lines.remove(&from).unwrap_or_default())?;
    }
    Ok(())
}

fn flows(
    draft: &mut Draft,
    merge: &Merge,
    who: &impl Fn(Superior) -> Option<PositionId>,
) -> Result<(), Refused> {
    let there = draft.stage()?.flows().iter();
    let there = there.map(|(id, flow)| ((flow.from, flow.to, flow.kind.clone()), id));
    let mut there: BTreeMap<(PositionId, PositionId, FlowKind), FlowId> = there.collect();
    for flow in &merge.flows {
        let Some((from, to)) = who(flow.from).zip(who(flow.to)) else { continue };
        let place = (from, to, flow.kind.clone());
        match there.get(&place).copied() {
            Some(id) => {
                let before = draft.flow(id)?.clone();
                let took_up = flow.took_up.or(before.took_up);
                draft.set_flow(id, Some(Flow { frequency: flow.frequency, took_up, ..before }))?;
            }
            None if from == to => {}
            None => {
                let id = FlowId(draft.identity()?);
                let new = Flow::new(from, to, flow.kind.clone(), flow.frequency);
                draft.set_flow(id, Some(Flow { took_up: flow.took_up, ..new }))?;
                there.insert(place, id);
            }
        }
    }
    Ok(())
}
