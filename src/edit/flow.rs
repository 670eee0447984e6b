use std::collections::BTreeSet;

use super::command::FlowCommand;
use super::draft::Draft;
use super::refused::Refused;
use crate::model::{Flow, FlowId, FlowKind, PositionId};
use crate::quantity::Frequency;

pub(super) fn plan(draft: &mut Draft, command: &FlowCommand) -> Result<(), Refused> {
    match command {
        FlowCommand::Add { from, to, kind, frequency } => {
            add(draft, Flow {
                from: *from,
                to: *to,
                kind: kind.clone(),
                frequency: *frequency,
                extra: Default::default(),
            })
        }
        FlowCommand::Remove { flows } => remove(draft, flows),
        FlowCommand::SetKind { flows, kind } => {
            change(draft, flows, "Change the kind of", |flow| {
                let fits = matches!(kind, FlowKind::Relation(_)) || flow.frequency.is_on_scale();
                let frequency = if fits { flow.frequency } else { Frequency::ONE };
                Flow { kind: kind.clone(), frequency, ..flow }
            })
        }
        FlowCommand::SetFrequency { flows, frequency } => {
            change(draft, flows, "Change how often", |flow| Flow { frequency: *frequency, ..flow })
        }
        FlowCommand::Reverse { flows } => change(draft, flows, "Turn round", |flow| Flow {
            from: flow.to,
            to: flow.from,
            ..flow
        }),
    }
}

/// The word for a flow of this kind.
fn word(kind: &FlowKind) -> &str {
    match kind {
        FlowKind::Consult => "consult",
        FlowKind::Instruct => "instruct",
        FlowKind::Inform => "inform",
        FlowKind::Relation(name) => name.name(),
    }
}

fn describe(draft: &Draft, from: PositionId, kind: &FlowKind, to: PositionId) -> String {
    format!("{} {} > {}", word(kind), draft.name(from), draft.name(to))
}

fn add(draft: &mut Draft, flow: Flow) -> Result<(), Refused> {
    draft.position(flow.from)?;
    draft.position(flow.to)?;
    let id = FlowId(draft.new_number());
    fits(draft, id, &flow)?;
    draft.label(format!("Add {}", describe(draft, flow.from, &flow.kind, flow.to)));
    draft.set_flow(id, Some(flow));
    Ok(())
}

/// Refuses what may not stand on a map.
fn fits(draft: &Draft, id: FlowId, flow: &Flow) -> Result<(), Refused> {
    if flow.from == flow.to {
        let why = format!("A flow from {} to itself says nothing", draft.names(&[flow.from]));
        return Err(Refused::new(why, "end it at another position"));
    }
    if !matches!(flow.kind, FlowKind::Relation(_)) && !flow.frequency.is_on_scale() {
        return Err(Refused::new("The frequency is outside of 1 to 5", "1 is rarely, 5 daily"));
    }
    let twin = draft.stage_now().flows().iter().any(|(other, known)| {
        other != id && known.from == flow.from && known.to == flow.to && known.kind == flow.kind
    });
    if twin {
        let what = describe(draft, flow.from, &flow.kind, flow.to);
        let why = format!("There is already a flow {what}");
        return Err(Refused::new(why, "change how often it happens instead"));
    }
    Ok(())
}

fn flow(draft: &Draft, id: FlowId) -> Result<Flow, Refused> {
    draft.stage_now().flows().get(id).cloned().ok_or_else(|| Refused::gone("flow"))
}

fn remove(draft: &mut Draft, ids: &[FlowId]) -> Result<(), Refused> {
    if let [id] = ids {
        let gone = flow(draft, *id)?;
        draft.label(format!("Remove {}", describe(draft, gone.from, &gone.kind, gone.to)));
    } else {
        draft.label(format!("Remove {} flows", ids.len()));
    }
    for id in ids.iter().copied().collect::<BTreeSet<_>>() {
        flow(draft, id)?;
        draft.set_flow(id, None);
    }
    Ok(())
}

/// Changes flows. All are taken out before any is put back, so that two that change places do
/// not stand in each other's way.
fn change(
    draft: &mut Draft,
    ids: &[FlowId],
    verb: &str,
    change: impl Fn(Flow) -> Flow,
) -> Result<(), Refused> {
    let mut changed = Vec::new();
    for id in ids.iter().copied().collect::<BTreeSet<_>>() {
        let old = flow(draft, id)?;
        changed.push((id, change(old.clone()), old));
    }
    draft.label(match changed.as_slice() {
        [(_, _, old)] => format!("{verb} {}", describe(draft, old.from, &old.kind, old.to)),
        several => format!("{verb} {} flows", several.len()),
    });
    if changed.iter().all(|(_, new, old)| new == old) {
        return Ok(());
    }
    changed.iter().for_each(|(id, _, _)| draft.set_flow(*id, None));
    for (id, new, _) in changed {
        fits(draft, id, &new)?;
        draft.set_flow(id, Some(new));
    }
    Ok(())
}
