use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::draft::Draft;
use super::naming::count;
use super::position::add_line;
use super::{LineCommand, Refused};
use crate::model::{Chart, Line, LineId, LineKind, PositionId};

pub(super) fn line(draft: &mut Draft, command: &LineCommand) -> Result<String, Refused> {
    match command {
        LineCommand::Add { from, to, kind } => add(draft, *from, *to, *kind),
        LineCommand::Remove { lines } => remove(draft, lines),
        LineCommand::SetKind { line, kind } => set_kind(draft, *line, *kind),
        LineCommand::Reparent { positions, under } => reparent(draft, positions, *under),
        LineCommand::SetAccepts { lines, accepts } => {
            rate(draft, lines, "Rate acceptance on", |line| line.accepts = *accepts)
        }
        LineCommand::SetDistance { lines, distance } => {
            rate(draft, lines, "Rate distance on", |line| line.distance = *distance)
        }
        LineCommand::SetDistanceProper { lines, distance } => {
            rate(draft, lines, "Rate proper distance on", |line| line.distance_proper = *distance)
        }
        LineCommand::PlaceBeside { positions, colleague, after } => {
            place_beside(draft, positions, *colleague, *after)
        }
        LineCommand::Reverse { lines } => reverse(draft, lines),
    }
}

/// The colleagues under one superior in the order in which they stand; those who report to
/// nobody when there is none.
pub(super) fn row_of(
    draft: &Draft,
    chart: &Chart,
    superior: Option<PositionId>,
) -> Result<Vec<PositionId>, Refused> {
    let stage = draft.stage()?;
    let solid = |(id, kind)| (kind == LineKind::Solid).then_some(id);
    let mut row: Vec<PositionId> = match superior {
        Some(superior) => chart.reports(superior).filter_map(solid).collect(),
        None => stage.positions().ids().filter(|id| chart.solid_superior(*id).is_none()).collect(),
    };
    let order = |id: PositionId| stage.placements().get(id).and_then(|placement| placement.order);
    row.sort_by(|a, b| {
        let place = |id| order(id).unwrap_or(f64::INFINITY);
        place(*a).total_cmp(&place(*b)).then(a.cmp(b))
    });
    Ok(row)
}

/// Gives every colleague of a row its place in it.
pub(super) fn place_in_row(draft: &mut Draft, row: &[PositionId]) -> Result<(), Refused> {
    let mut place = 0.0;
    for id in row {
        draft.edit_placement(*id, |placement| placement.order = Some(place))?;
        place += 1.0;
    }
    Ok(())
}

fn add(
    draft: &mut Draft,
    from: PositionId,
    to: PositionId,
    kind: LineKind,
) -> Result<String, Refused> {
    draft.each(&[from, to])?;
    not_itself(draft, from, to)?;
    let (one, other) = (draft.name(from), draft.name(to));
    if draft.stage()?.lines().iter().any(|(_, line)| line.from == from && line.to == to) {
        let why = format!("{one} already reports to {other}");
        return Err(Refused::new(why, "change that line instead"));
    }
    let chart = Chart::of(draft.stage()?);
    no_loop(draft, &chart, &BTreeSet::new(), from, to)?;
    if kind == LineKind::Solid && chart.solid_superior(from).is_some() {
        return Err(second_solid(draft, &chart, from));
    }
    add_line(draft, from, to, kind)?;
    Ok(match kind {
        LineKind::Solid => format!("{one} reports to {other}"),
        LineKind::Dotted => format!("{one} also reports to {other}"),
    })
}

fn remove(draft: &mut Draft, lines: &[LineId]) -> Result<String, Refused> {
    let lines: BTreeSet<LineId> = lines.iter().copied().collect();
    let label = label(draft, "Remove", &lines)?;
    for id in lines {
        draft.set_line(id, None)?;
    }
    Ok(label)
}

fn label(draft: &Draft, verb: &str, lines: &BTreeSet<LineId>) -> Result<String, Refused> {
    for id in lines {
        draft.line(*id)?;
    }
    match lines.first() {
        Some(id) if lines.len() == 1 => {
            let line = draft.line(*id)?;
            Ok(format!("{verb} line {} > {}", draft.plain(line.from), draft.plain(line.to)))
        }
        _ => Ok(format!("{verb} {}", count(lines.len(), "line"))),
    }
}

fn set_kind(draft: &mut Draft, id: LineId, kind: LineKind) -> Result<String, Refused> {
    let line = draft.line(id)?.clone();
    if kind == LineKind::Solid {
        let solid =
            draft.stage()?.lines().iter().find(|(other, it)| {
                *other != id && it.from == line.from && it.kind == LineKind::Solid
            });
        if let Some((other, solid)) = solid.map(|(other, solid)| (other, solid.clone())) {
            draft.set_line(other, Some(Line { kind: LineKind::Dotted, ..solid }))?;
        }
    }
    let word = if kind == LineKind::Solid { "solid" } else { "dotted" };
    let ends = format!("{} > {}", draft.plain(line.from), draft.plain(line.to));
    draft.set_line(id, Some(Line { kind, ..line }))?;
    Ok(format!("Make line {ends} {word}"))
}

fn rate(
    draft: &mut Draft,
    lines: &[LineId],
    verb: &str,
    edit: impl Fn(&mut Line),
) -> Result<String, Refused> {
    let lines: BTreeSet<LineId> = lines.iter().copied().collect();
    let label = label(draft, verb, &lines)?;
    for id in lines {
        let mut line = draft.line(id)?.clone();
        edit(&mut line);
        draft.set_line(id, Some(line))?;
    }
    Ok(label)
}

fn place_beside(
    draft: &mut Draft,
    positions: &[PositionId],
    colleague: PositionId,
    after: bool,
) -> Result<String, Refused> {
    let ids = draft.each(positions)?;
    let label = format!("Put {} beside {}", draft.names(&ids), draft.name(colleague));
    let superior = Chart::of(draft.stage()?).solid_superior(colleague);
    if ids.contains(&colleague) {
        let why = format!("{} cannot stand beside itself", draft.name(colleague));
        return Err(Refused::new(why, "choose another position"));
    }
    reparent(draft, &ids, superior)?;
    let chart = Chart::of(draft.stage()?);
    let mut row = row_of(draft, &chart, superior)?;
    row.retain(|id| !ids.contains(id));
    let at = row.iter().position(|id| *id == colleague).unwrap_or(row.len());
    let at = (at + usize::from(after)).min(row.len());
    row.splice(at..at, ids);
    place_in_row(draft, &row)?;
    Ok(label)
}

fn reparent(
    draft: &mut Draft,
    positions: &[PositionId],
    under: Option<PositionId>,
) -> Result<String, Refused> {
    let ids = draft.each(positions)?;
    let moved: BTreeSet<PositionId> = ids.iter().copied().collect();
    let chart = Chart::of(draft.stage()?);
    if let Some(under) = under {
        draft.position(under)?;
        for id in &ids {
            not_itself(draft, *id, under)?;
            no_loop(draft, &chart, &moved, *id, under)?;
        }
    }
    let lines = draft.stage()?.lines().iter().filter(|(_, line)| moved.contains(&line.from));
    let mut lines_of: BTreeMap<PositionId, Vec<(LineId, Line)>> = BTreeMap::new();
    for (id, line) in lines {
        lines_of.entry(line.from).or_default().push((id, line.clone()));
    }
    for id in &ids {
        if chart.solid_superior(*id) != under {
            replace_superior(draft, *id, under, lines_of.remove(id).unwrap_or_default())?;
        }
    }
    let names = draft.names(&ids);
    Ok(match under {
        Some(under) => format!("Put {names} under {}", draft.name(under)),
        None => format!("Let {names} report to nobody"),
    })
}

/// Gives a position another superior. A dotted line that is already there becomes the solid one.
pub(super) fn replace_superior(
    draft: &mut Draft,
    id: PositionId,
    under: Option<PositionId>,
    lines: Vec<(LineId, Line)>,
) -> Result<(), Refused> {
    let there = lines.iter().any(|(_, line)| Some(line.to) == under);
    let mut placed = false;
    for (line, record) in lines {
        if Some(record.to) == under {
            draft.set_line(line, Some(Line { kind: LineKind::Solid, ..record }))?;
            placed = true;
        } else if record.kind == LineKind::Solid {
            let moved = under.filter(|_| !there).map(|to| Line { to, ..record });
            placed |= moved.is_some();
            draft.set_line(line, moved)?;
        }
    }
    if let Some(under) = under.filter(|_| !placed) {
        add_line(draft, id, under, LineKind::Solid)?;
    }
    // The place in the row was one among the old colleagues.
    draft.edit_placement(id, |placement| placement.order = None)
}

fn reverse(draft: &mut Draft, lines: &[LineId]) -> Result<String, Refused> {
    let lines: BTreeSet<LineId> = lines.iter().copied().collect();
    let label = label(draft, "Reverse", &lines)?;
    for id in &lines {
        let line = draft.line(*id)?.clone();
        draft.set_line(*id, Some(Line { from: line.to, to: line.from, ..line }))?;
    }
    let chart = Chart::of(draft.stage()?);
    for id in &lines {
        let Line { from, to, kind, .. } = draft.line(*id)?.clone();
        if chart.superiors(from).filter(|(superior, _)| *superior == to).count() > 1 {
            let why = format!("{} already reports to {}", draft.name(from), draft.name(to));
            return Err(Refused::new(why, "remove one of the two lines instead"));
        }
        let solid = chart.superiors(from).filter(|(_, kind)| *kind == LineKind::Solid);
        if kind == LineKind::Solid && solid.count() > 1 {
            return Err(second_solid(draft, &chart, from));
        }
        no_loop(draft, &chart, &BTreeSet::new(), from, to)?;
    }
    Ok(label)
}

fn not_itself(draft: &Draft, from: PositionId, to: PositionId) -> Result<(), Refused> {
    if from != to {
        return Ok(());
    }
    let why = format!("{} cannot report to itself", draft.name(from));
    Err(Refused::new(why, "choose another superior"))
}

fn second_solid(draft: &Draft, chart: &Chart, from: PositionId) -> Refused {
    let superior = chart.solid_superior(from).map_or_else(String::new, |id| draft.name(id));
    let why = format!("{} already reports to {superior} by a solid line", draft.name(from));
    Refused::new(why, "make one of the two lines dotted, or replace the superior")
}

/// Refuses a line that would close a loop, and names who is in it. The solid lines of `moved`
/// are about to go and count for nothing.
fn no_loop(
    draft: &Draft,
    chart: &Chart,
    moved: &BTreeSet<PositionId>,
    from: PositionId,
    to: PositionId,
) -> Result<(), Refused> {
    let Some(way) = way_up(chart, moved, to, from) else { return Ok(()) };
    let (low, top) = (draft.name(to), draft.name(from));
    let between: Vec<String> = match way.get(1..way.len().saturating_sub(1)) {
        Some(between) => between.iter().map(|id| draft.name(*id)).collect(),
        None => Vec::new(),
    };
    let by_way = match between.as_slice() {
        [] => String::new(),
        [first @ .., last] if first.len() > 4 => {
            let more = first.len() - 1;
            format!(" by way of {} and {more} others up to {last}", first[0])
        }
        all => format!(" by way of {}", all.join(", ")),
    };
    Err(Refused::new(
        format!(
            "{top} cannot report to {low}, because {low} reports to {top}{by_way}: that would be a loop"
        ),
        format!(
            "choose a superior that is not below {top}, or let {low} report to somebody else first"
        ),
    ))
}

/// The shortest way up from one position to another, both included.
fn way_up(
    chart: &Chart,
    moved: &BTreeSet<PositionId>,
    from: PositionId,
    to: PositionId,
) -> Option<Vec<PositionId>> {
    let mut came_from = BTreeMap::from([(from, from)]);
    let mut open = VecDeque::from([from]);
    while let Some(at) = open.pop_front() {
        if at == to {
            let mut way = vec![at];
            let mut here = at;
            while here != from {
                here = *came_from.get(&here)?;
                way.push(here);
            }
            way.reverse();
            return Some(way);
        }
        for (superior, kind) in chart.superiors(at) {
            let stays = kind == LineKind::Dotted || !moved.contains(&at);
            if stays && !came_from.contains_key(&superior) {
                came_from.insert(superior, at);
                open.push_back(superior);
            }
        }
    }
    None
}
