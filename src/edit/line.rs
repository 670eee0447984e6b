use std::collections::{BTreeMap, BTreeSet};

use super::command::LineCommand;
use super::draft::Draft;
use super::refused::Refused;
use crate::model::{Chart, Line, LineId, LineKind, PositionId};

pub(super) fn plan(draft: &mut Draft, command: &LineCommand) -> Result<(), Refused> {
    match command {
        LineCommand::Add { from, to, kind } => add(draft, *from, *to, *kind),
        LineCommand::Remove { lines } => remove(draft, lines),
        LineCommand::SetKind { line, kind } => set_kind(draft, *line, *kind),
        LineCommand::Reparent { positions, under } => reparent(draft, positions, *under),
        LineCommand::Reverse { line } => reverse(draft, *line),
    }
}

fn line(draft: &Draft, id: LineId) -> Result<Line, Refused> {
    let found = draft.stage_now().lines().get(id).cloned();
    found.ok_or_else(|| Refused::gone("reporting line"))
}

fn between(draft: &Draft, from: PositionId, to: PositionId) -> Option<LineId> {
    let mut lines = draft.stage_now().lines().iter();
    lines.find(|(_, line)| line.from == from && line.to == to).map(|(id, _)| id)
}

fn solid_line(draft: &Draft, from: PositionId) -> Option<(LineId, Line)> {
    let mut lines = draft.stage_now().lines().iter();
    lines
        .find(|(_, line)| line.from == from && line.kind == LineKind::Solid)
        .map(|(id, line)| (id, line.clone()))
}

fn add(draft: &mut Draft, from: PositionId, to: PositionId, kind: LineKind) -> Result<(), Refused> {
    draft.position(from)?;
    draft.position(to)?;
    let (lower, upper) = (draft.name(from), draft.name(to));
    if from == to {
        let why = format!("\"{lower}\" cannot report to itself");
        return Err(Refused::new(why, "choose another superior"));
    }
    if between(draft, from, to).is_some() {
        let why = format!("\"{lower}\" already reports to \"{upper}\"");
        return Err(Refused::new(why, "change the kind of that line instead"));
    }
    if kind == LineKind::Solid
        && let Some((_, solid)) = solid_line(draft, from)
    {
        let why = format!("\"{lower}\" already has its solid line, to \"{}\"", draft.name(solid.to));
        return Err(Refused::new(why, "make the new line dotted, or move the solid one"));
    }
    refuse_loop(draft, from, to)?;
    draft.label(format!("\"{lower}\" reports to \"{upper}\""));
    let number = draft.new_number();
    draft.set_line(LineId(number), Some(Line { from, to, kind, extra: Default::default() }));
    Ok(())
}

/// Refuses a line that would let somebody be above itself, and names those in the circle.
fn refuse_loop(draft: &Draft, from: PositionId, to: PositionId) -> Result<(), Refused> {
    let Some(circle) = way_up(&Chart::of(draft.stage_now()), to, from) else { return Ok(()) };
    let names: Vec<String> = circle.iter().map(|id| format!("\"{}\"", draft.name(*id))).collect();
    let why = format!(
        "That would close a loop: {} would report to {}, who is below already ({})",
        draft.names(&[from]),
        draft.names(&[to]),
        names.join(" reports to "),
    );
    Err(Refused::new(why, "take away a line of the loop first"))
}

/// The positions from `below` up to `above`, both included; nothing when there is no way.
fn way_up(chart: &Chart, below: PositionId, above: PositionId) -> Option<Vec<PositionId>> {
    let mut came_from: BTreeMap<PositionId, PositionId> = BTreeMap::new();
    let mut seen = BTreeSet::from([below]);
    let mut open = std::collections::VecDeque::from([below]);
    while let Some(id) = open.pop_front() {
        if id == above {
            let mut way = vec![id];
            let mut at = id;
            while let Some(before) = came_from.get(&at) {
                way.push(*before);
                at = *before;
            }
            way.reverse();
            return Some(way);
        }
        for (next, _) in chart.superiors(id) {
            if seen.insert(next) {
                came_from.insert(next, id);
                open.push_back(next);
            }
        }
    }
    None
}

fn remove(draft: &mut Draft, ids: &[LineId]) -> Result<(), Refused> {
    draft.label(match ids {
        [_] => "Remove a reporting line".to_owned(),
        _ => format!("Remove {} reporting lines", ids.len()),
    });
    for id in ids.iter().copied().collect::<BTreeSet<_>>() {
        line(draft, id)?;
        draft.set_line(id, None);
    }
    Ok(())
}

fn set_kind(draft: &mut Draft, id: LineId, kind: LineKind) -> Result<(), Refused> {
    let changed = line(draft, id)?;
    let solid = solid_line(draft, changed.from).filter(|(other, _)| *other != id);
    if kind == LineKind::Solid
        && let Some((other, was)) = solid
    {
        draft.set_line(other, Some(Line { kind: LineKind::Dotted, ..was }));
    }
    let word = if kind == LineKind::Solid { "solid" } else { "dotted" };
    draft.label(format!(
        "Make the line from {} to {} {word}",
        draft.names(&[changed.from]),
        draft.names(&[changed.to]),
    ));
    draft.set_line(id, Some(Line { kind, ..changed }));
    Ok(())
}

fn reparent(
    draft: &mut Draft,
    ids: &[PositionId],
    under: Option<PositionId>,
) -> Result<(), Refused> {
    if let Some(superior) = under {
        draft.position(superior)?;
    }
    let moved: BTreeSet<PositionId> = ids.iter().copied().collect();
    for id in moved {
        draft.position(id)?;
        let now = solid_line(draft, id);
        if now.as_ref().map(|(_, line)| line.to) == under {
            continue;
        }
        if let Some((old, _)) = now {
            draft.set_line(old, None);
        }
        let Some(to) = under else { continue };
        match between(draft, id, to) {
            // A dotted line that is there already becomes the solid one.
            Some(dotted) => set_kind(draft, dotted, LineKind::Solid)?,
            None => add(draft, id, to, LineKind::Solid)?,
        }
    }
    draft.label(match under {
        Some(superior) => format!("Put {} under {}", draft.names(ids), draft.names(&[superior])),
        None => format!("Take {} out from under its superior", draft.names(ids)),
    });
    Ok(())
}

fn reverse(draft: &mut Draft, id: LineId) -> Result<(), Refused> {
    let old = line(draft, id)?;
    draft.set_line(id, None);
    let kind = match solid_line(draft, old.to) {
        Some(_) => LineKind::Dotted,
        None => old.kind,
    };
    add(draft, old.to, old.from, kind)?;
    draft.label(format!(
        "Turn the line round: {} reports to {}",
        draft.names(&[old.to]),
        draft.names(&[old.from]),
    ));
    Ok(())
}
