use std::collections::{BTreeMap, BTreeSet};

use super::command::PositionCommand;
use super::draft::Draft;
use super::refused::Refused;
use crate::model::{
    Domain, Flow, FlowId, Line, LineId, LineKind, Placement, Position, PositionId,
};
use crate::quantity::MapPoint;

/// Copies lie this far to the right of and below the original.
const COPY_OFFSET: f64 = 40.0;

pub(super) fn plan(draft: &mut Draft, command: &PositionCommand) -> Result<(), Refused> {
    match command {
        PositionCommand::Add { title, at, under } => add(draft, title, *at, *under),
        PositionCommand::Duplicate { positions } => duplicate(draft, positions),
        PositionCommand::Remove { positions } => remove(draft, positions),
        PositionCommand::Rename { position, title } => rename(draft, *position, title),
        PositionCommand::SetKey { position, key } => set_key(draft, *position, key.as_deref()),
        PositionCommand::SetKind { positions, kind } => {
            draft.label(format!("Change the kind of {}", draft.names(positions)));
            draft.change_positions(positions, |position| position.kind = *kind)
        }
        PositionCommand::SetHolders { position, holders } => {
            draft.label(format!("Change who holds {}", draft.names(&[*position])));
            draft.change_positions(&[*position], |position| position.holders.clone_from(holders))
        }
        PositionCommand::SetUnit { positions, unit } => {
            if unit.is_some_and(|unit| !draft.stage_now().units().contains(unit)) {
                return Err(Refused::gone("unit"));
            }
            draft.label(format!("Change the unit of {}", draft.names(positions)));
            draft.change_positions(positions, |position| position.unit = *unit)
        }
        _ => plan_content(draft, command),
    }
}

/// The commands that change what a position knows, decides and does.
fn plan_content(draft: &mut Draft, command: &PositionCommand) -> Result<(), Refused> {
    match command {
        PositionCommand::SetLevel { positions, level } => {
            draft.label(format!("Change the level of {}", draft.names(positions)));
            draft.change_positions(positions, |position| position.level = *level)
        }
        PositionCommand::SetExplore { positions, explore } => {
            draft.label(format!("Change \"explore\" of {}", draft.names(positions)));
            draft.change_positions(positions, |position| position.explore = *explore)
        }
        PositionCommand::SetRules { positions, rules } => {
            draft.label(format!("Change \"rules\" of {}", draft.names(positions)));
            draft.change_positions(positions, |position| position.rules = *rules)
        }
        PositionCommand::SetExpertise { positions, domain, level } => {
            draft.label(format!("Change what {} knows of {domain}", draft.names(positions)));
            draft.change_positions(positions, |position| {
                set_or_forget(&mut position.expertise, domain, *level);
            })
        }
        PositionCommand::SetRight { positions, domain, right } => {
            draft.label(format!("Change what {} decides in {domain}", draft.names(positions)));
            draft.change_positions(positions, |position| {
                set_or_forget(&mut position.rights, domain, *right);
            })
        }
        PositionCommand::RenameDomain { from, to } => rename_domain(draft, from, to),
        PositionCommand::SetSurvey { position, responses } => {
            let answers = responses.iter().flat_map(|response| response.answers.iter().flatten());
            if answers.clone().any(|answer| !(1..=7).contains(answer)) {
                let hint = "answers run from 1 (mechanistic) to 7 (organic)";
                return Err(Refused::new("An answer lies outside of 1 to 7", hint));
            }
            draft.label(format!("Change the survey of {}", draft.names(&[*position])));
            draft.change_positions(&[*position], |position| position.survey.clone_from(responses))
        }
        PositionCommand::SetNotes { position, notes } => {
            draft.label(format!("Change the notes of {}", draft.names(&[*position])));
            draft.change_positions(&[*position], |position| position.notes.clone_from(notes))
        }
        PositionCommand::SetAttribute { position, name, value } => {
            draft.label(format!("Change \"{name}\" of {}", draft.names(&[*position])));
            draft.change_positions(&[*position], |position| {
                match value {
                    Some(value) => position.attributes.insert(name.clone(), value.clone()),
                    None => position.attributes.remove(name),
                };
            })
        }
        // The rest is planned by `plan`.
        _ => Ok(()),
    }
}

fn set_or_forget<V>(table: &mut BTreeMap<Domain, V>, domain: &Domain, value: Option<V>) {
    match value {
        Some(value) => table.insert(domain.clone(), value),
        None => table.remove(domain),
    };
}

fn add(
    draft: &mut Draft,
    title: &str,
    at: Option<MapPoint>,
    under: Option<PositionId>,
) -> Result<(), Refused> {
    if let Some(superior) = under {
        draft.position(superior)?;
    }
    if at.is_some_and(|at| !at.is_placeable()) {
        return Err(Refused::new("That place is off the map", "choose one nearer to the rest"));
    }
    let id = PositionId(draft.new_number());
    draft.label(if title.is_empty() { "Add a position".into() } else { format!("Add \"{title}\"") });
    draft.set_position(id, Some(Position::held(title)));
    if at.is_some() {
        draft.set_placement(id, Some(Placement { at, ..Placement::default() }));
    }
    if let Some(to) = under {
        let line = Line { from: id, to, kind: LineKind::Solid, extra: Default::default() };
        let number = draft.new_number();
        draft.set_line(LineId(number), Some(line));
    }
    draft.made(id);
    Ok(())
}

fn duplicate(draft: &mut Draft, ids: &[PositionId]) -> Result<(), Refused> {
    let chosen: BTreeSet<PositionId> = ids.iter().copied().collect();
    draft.label(format!("Duplicate {}", draft.names(ids)));
    let mut copies = BTreeMap::new();
    for id in &chosen {
        let copy = Position { key: None, ..draft.position(*id)?.clone() };
        let made = PositionId(draft.new_number());
        draft.set_position(made, Some(copy));
        let place = draft.stage_now().placements().get(*id).cloned();
        if let Some(place) = place {
            let at = place.at.map(|at| at.offset(COPY_OFFSET, COPY_OFFSET));
            draft.set_placement(made, Some(Placement { at, ..place }));
        }
        copies.insert(*id, made);
        draft.made(made);
    }
    let among = |from: &PositionId, to: &PositionId| Some((*copies.get(from)?, *copies.get(to)?));
    let lines: Vec<Line> = draft.stage_now().lines().iter().map(|(_, line)| line.clone()).collect();
    for line in lines {
        if let Some((from, to)) = among(&line.from, &line.to) {
            let number = draft.new_number();
            draft.set_line(LineId(number), Some(Line { from, to, ..line }));
        }
    }
    let flows: Vec<Flow> = draft.stage_now().flows().iter().map(|(_, flow)| flow.clone()).collect();
    for flow in flows {
        if let Some((from, to)) = among(&flow.from, &flow.to) {
            let number = draft.new_number();
            draft.set_flow(FlowId(number), Some(Flow { from, to, ..flow }));
        }
    }
    Ok(())
}

fn remove(draft: &mut Draft, ids: &[PositionId]) -> Result<(), Refused> {
    let gone: BTreeSet<PositionId> = ids.iter().copied().collect();
    for id in &gone {
        draft.position(*id)?;
    }
    draft.label(format!("Remove {}", draft.names(ids)));
    let stage = draft.stage_now();
    let lines: Vec<LineId> = stage
        .lines()
        .iter()
        .filter(|(_, line)| gone.contains(&line.from) || gone.contains(&line.to))
        .map(|(id, _)| id)
        .collect();
    let flows: Vec<FlowId> = stage
        .flows()
        .iter()
        .filter(|(_, flow)| gone.contains(&flow.from) || gone.contains(&flow.to))
        .map(|(id, _)| id)
        .collect();
    let routines: Vec<_> = stage
        .routines()
        .iter()
        .filter(|(_, routine)| routine.parts.iter().any(|part| gone.contains(&part.position)))
        .map(|(id, routine)| (id, routine.clone()))
        .collect();
    lines.into_iter().for_each(|id| draft.set_line(id, None));
    flows.into_iter().for_each(|id| draft.set_flow(id, None));
    for (id, mut routine) in routines {
        routine.parts.retain(|part| !gone.contains(&part.position));
        draft.set_routine(id, Some(routine));
    }
    forget_highlights(draft, &gone);
    for id in gone {
        draft.set_placement(id, None);
        draft.set_position(id, None);
    }
    Ok(())
}

/// Scenes of this stage no longer point at what is gone.
fn forget_highlights(draft: &mut Draft, gone: &BTreeSet<PositionId>) {
    let stage = draft.stage_id();
    let scenes: Vec<_> = draft
        .map()
        .scenes()
        .iter()
        .filter(|(_, scene)| scene.stage == stage)
        .map(|(id, scene)| (id, scene.clone()))
        .collect();
    for (id, mut scene) in scenes {
        scene.highlight.retain(|position| !gone.contains(position));
        draft.set_scene(id, Some(scene));
    }
}

fn rename(draft: &mut Draft, id: PositionId, title: &str) -> Result<(), Refused> {
    let old = draft.position(id)?.title.clone();
    draft.label(if old.is_empty() {
        format!("Name a position \"{title}\"")
    } else {
        format!("Rename \"{old}\" to \"{title}\"")
    });
    draft.change_positions(&[id], |position| position.title = title.to_owned())
}

fn set_key(draft: &mut Draft, id: PositionId, key: Option<&str>) -> Result<(), Refused> {
    let key = key.filter(|key| !key.is_empty());
    let holder = key.and_then(|key| draft.stage_now().position_by_key(key));
    if let Some(other) = holder.filter(|other| *other != id) {
        let why = format!("The key is already that of \"{}\"", draft.name(other));
        return Err(Refused::new(why, "give it another key"));
    }
    draft.label(format!("Change the key of {}", draft.names(&[id])));
    draft.change_positions(&[id], |position| position.key = key.map(str::to_owned))
}

fn rename_domain(draft: &mut Draft, from: &Domain, to: &Domain) -> Result<(), Refused> {
    if from == to {
        return Ok(());
    }
    let has = |position: &Position, domain: &Domain| {
        position.expertise.contains_key(domain) || position.rights.contains_key(domain)
    };
    let stage = draft.stage_now();
    let holders: Vec<PositionId> =
        stage.positions().iter().filter(|(_, p)| has(p, from)).map(|(id, _)| id).collect();
    let both = holders.iter().find(|id| stage.positions().get(**id).is_some_and(|p| has(p, to)));
    if let Some(id) = both {
        let why = format!("\"{}\" has both {from} and {to}", draft.name(*id));
        return Err(Refused::new(why, "take one of the two away there first"));
    }
    draft.label(format!("Rename {from} to {to}"));
    draft.change_positions(&holders, |position| {
        if let Some(level) = position.expertise.remove(from) {
            position.expertise.insert(to.clone(), level);
        }
        if let Some(right) = position.rights.remove(from) {
            position.rights.insert(to.clone(), right);
        }
    })
}
