use std::collections::BTreeSet;

use super::draft::Draft;
use super::naming::{count, kind as kind_word, number, verb};
use super::{FlowCommand, Refused};
use crate::model::{Flow, FlowId, FlowKind, PositionId};
use crate::quantity::Frequency;

pub(super) fn flow(draft: &mut Draft, command: &FlowCommand) -> Result<String, Refused> {
    match command {
        FlowCommand::Add { from, to, kind, frequency } => add(draft, *from, *to, kind, *frequency),
        FlowCommand::Remove { flows } => {
            let flows = each(draft, flows)?;
            let label = format!("Remove {}", names(draft, &flows)?);
            for id in flows {
                draft.set_flow(id, None)?;
            }
            Ok(label)
        }
        FlowCommand::SetKind { flows, kind } => {
            let flows = each(draft, flows)?;
            let label = format!("Make {} {}", names(draft, &flows)?, kind_word(kind));
            edit(draft, &flows, |flow| flow.kind = kind.clone())?;
            Ok(label)
        }
        FlowCommand::SetFrequency { flows, frequency } => {
            let flows = each(draft, flows)?;
            let often = number(frequency.get());
            let label = format!("Set how often of {} to {often}", names(draft, &flows)?);
            edit(draft, &flows, |flow| flow.frequency = *frequency)?;
            Ok(label)
        }
        FlowCommand::SetTookUp { flows, took_up } => {
            let flows = each(draft, flows)?;
            let label = format!("Rate what is taken up of {}", names(draft, &flows)?);
            edit(draft, &flows, |flow| flow.took_up = *took_up)?;
            Ok(label)
        }
        FlowCommand::Reverse { flows } => {
            let flows = each(draft, flows)?;
            let label = format!("Reverse {}", names(draft, &flows)?);
            edit(draft, &flows, |flow| std::mem::swap(&mut flow.from, &mut flow.to))?;
            Ok(label)
        }
    }
}

fn add(
    draft: &mut Draft,
    from: PositionId,
    to: PositionId,
    kind: &FlowKind,
    frequency: Frequency,
) -> Result<String, Refused> {
    draft.each(&[from, to])?;
    if from == to {
        let why = format!("A flow from {} must lead to somebody else", draft.name(from));
        return Err(Refused::new(why, "choose another position"));
    }
    on_scale(draft, from, to, kind, frequency)?;
    let same = |flow: &Flow| flow.from == from && flow.to == to && flow.kind == *kind;
    if draft.stage()?.flows().iter().any(|(_, flow)| same(flow)) {
        return Err(twice(draft, from, to, kind));
    }
    let id = FlowId(draft.identity()?);
    let kind = kind.clone();
    let label = format!("Add {} {} > {}", kind_word(&kind), draft.plain(from), draft.plain(to));
    draft.set_flow(id, Some(Flow::new(from, to, kind, frequency)))?;
    Ok(label)
}

fn each(draft: &Draft, flows: &[FlowId]) -> Result<BTreeSet<FlowId>, Refused> {
    for id in flows {
        draft.flow(*id)?;
    }
    Ok(flows.iter().copied().collect())
}

fn names(draft: &Draft, flows: &BTreeSet<FlowId>) -> Result<String, Refused> {
    match flows.first() {
        Some(id) if flows.len() == 1 => {
            let flow = draft.flow(*id)?;
            let (from, to) = (draft.plain(flow.from), draft.plain(flow.to));
            Ok(format!("{} {from} > {to}", kind_word(&flow.kind)))
        }
        _ => Ok(count(flows.len(), "flow")),
    }
}

/// Changes flows, all before any is judged: two opposite ones may well swap.
fn edit(
    draft: &mut Draft,
    flows: &BTreeSet<FlowId>,
    edit: impl Fn(&mut Flow),
) -> Result<(), Refused> {
    let what = |flow: &Flow| (flow.from, flow.to, flow.kind.clone());
    let mut other = BTreeSet::new();
    for id in flows {
        let before = draft.flow(*id)?.clone();
        let mut flow = before.clone();
        edit(&mut flow);
        on_scale(draft, flow.from, flow.to, &flow.kind, flow.frequency)?;
        if what(&before) != what(&flow) {
            other.insert(what(&flow));
        }
        draft.set_flow(*id, Some(flow))?;
    }
    // Two of one kind that a file brought along are no reason to refuse what leaves them alone.
    let mut seen = BTreeSet::new();
    for (_, flow) in draft.stage()?.flows().iter() {
        if other.contains(&what(flow)) && !seen.insert(what(flow)) {
            return Err(twice(draft, flow.from, flow.to, &flow.kind));
        }
    }
    Ok(())
}

fn twice(draft: &Draft, from: PositionId, to: PositionId, kind: &FlowKind) -> Refused {
    let why = format!("{} already {} {}", draft.name(from), verb(kind), draft.name(to));
    Refused::new(why, "change how often that happens instead")
}

fn on_scale(
    draft: &Draft,
    from: PositionId,
    to: PositionId,
    kind: &FlowKind,
    frequency: Frequency,
) -> Result<(), Refused> {
    if matches!(kind, FlowKind::Relation(_)) || frequency.is_on_scale() {
        return Ok(());
    }
    let why = format!(
        "How often {} {} {} must be between 1 (rarely) and 5 (daily), not {}",
        draft.name(from),
        verb(kind),
        draft.name(to),
        frequency.get()
    );
    Err(Refused::new(why, "set how often to a number from 1 to 5 first"))
}
