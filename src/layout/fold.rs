//! The overview: the cut through the chart at which every box that is left can be read.

use std::collections::{BTreeMap, BTreeSet};

use super::forest::Forest;
use crate::model::{PositionId, Stage, UnitId};

/// Several positions that are drawn as one box.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// What they are called together.
    pub name: String,
    /// The unit of that name, where they are all of it.
    pub unit: Option<UnitId>,
}

/// What is drawn as one box.
#[derive(Debug, Clone, Default)]
pub(super) struct Cut {
    /// The heads of branches that are drawn as one box.
    pub(super) closed: BTreeSet<PositionId>,
    /// The superiors whose reports without reports of their own are drawn as one box a unit.
    pub(super) gathered: BTreeSet<PositionId>,
    /// In how many boxes those outside of the chart are drawn at the most, one a unit and the
    /// smallest units together; nothing where each has its own.
    pub(super) tray: Option<usize>,
}

/// One step of opening a chart that is drawn as one box a tree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Step {
    /// Shows the head of a branch and, as boxes, what is below it.
    Open(PositionId),
    /// Shows those who were gathered below a superior.
    Spread(PositionId),
    /// Shows those outside of the chart.
    Tray,
}

/// More units than this are not told apart outside of a chart.
pub(super) const MOST_UNITS: usize = 60;
/// From so many on, reports who lead nobody are gathered beside branches.
const GATHERED: usize = 4;
/// A superior who has more than so many reports is opened with them gathered, even where nobody
/// below it leads anybody.
const MANY: usize = 14;

/// The cut with everything closed, and the steps that open it: level by level, the largest
/// branches first.
pub(super) fn steps(forest: &Forest) -> (Cut, Vec<Step>) {
    let mut order: Vec<(PositionId, usize)> = forest.roots.iter().map(|root| (*root, 0)).collect();
    let mut at = 0;
    while let Some((id, depth)) = order.get(at).copied() {
        let below = forest.reports.get(&id).into_iter().flatten();
        order.extend(below.map(|report| (*report, depth + 1)));
        at += 1;
    }
    let mut sizes: BTreeMap<PositionId, usize> = BTreeMap::new();
    for (id, _) in order.iter().rev() {
        let below = forest.reports.get(id).into_iter().flatten();
        let below: usize = below.filter_map(|report| sizes.get(report)).sum();
        sizes.insert(*id, below + 1);
    }
    let mut cut = Cut { tray: (forest.loose.len() > 1).then_some(MOST_UNITS), ..Cut::default() };
    let mut steps: Vec<((usize, usize, usize), Step)> = Vec::new();
    for (place, (id, depth)) in order.iter().enumerate() {
        let Some(reports) = forest.reports.get(id) else { continue };
        cut.closed.insert(*id);
        let leaves = reports.iter().filter(|it| !forest.reports.contains_key(it)).count();
        let size = sizes.get(id).copied().unwrap_or(0);
        let rank = |depth: usize| (depth, usize::MAX - size, place);
        steps.push((rank(2 * depth), Step::Open(*id)));
        let mixed = leaves < reports.len() && leaves >= GATHERED;
        if mixed || leaves > MANY {
            cut.gathered.insert(*id);
            steps.push((rank(2 * depth + 3), Step::Spread(*id)));
        }
    }
    if cut.tray.is_some() {
        steps.push(((1, usize::MAX - forest.loose.len(), 0), Step::Tray));
    }
    steps.sort_by_key(|(rank, _)| *rank);
    (cut, steps.into_iter().map(|(_, step)| step).collect())
}

impl Cut {
    /// This cut after one more step.
    pub(super) fn after(&mut self, step: Step) {
        match step {
            Step::Open(id) => drop(self.closed.remove(&id)),
            Step::Spread(id) => drop(self.gathered.remove(&id)),
            Step::Tray => self.tray = None,
        }
    }

    /// How many boxes a forest has that is cut so, by a walk through what is shown of it alone.
    pub(super) fn boxes(&self, stage: &Stage, forest: &Forest) -> usize {
        let mut boxes = match self.tray {
            Some(most) => runs(stage, &forest.loose).len().min(most.max(1)),
            None => forest.loose.len(),
        };
        let leads = |id: &PositionId| forest.reports.contains_key(id);
        let mut open: Vec<PositionId> = forest.roots.clone();
        while let Some(id) = open.pop() {
            boxes += 1;
            let reports = forest.reports.get(&id).filter(|_| !self.closed.contains(&id));
            let Some(reports) = reports else { continue };
            if self.gathered.contains(&id) {
                let (leading, leaves): (Vec<_>, Vec<_>) = reports.iter().copied().partition(leads);
                open.extend(leading);
                boxes += runs(stage, &leaves).len();
            } else {
                open.extend(reports.iter().copied());
            }
        }
        boxes
    }

    /// A forest cut so.
    pub(super) fn of(&self, stage: &Stage, forest: &Forest) -> Forest {
        let mut cut = forest.clone();
        let totals = totals(stage);
        let mut open: Vec<PositionId> = forest.roots.clone();
        while let Some(id) = open.pop() {
            if self.closed.contains(&id) {
                close(stage, &totals, &mut cut, id);
                continue;
            }
            if self.gathered.contains(&id) {
                gather(stage, &mut cut, id);
            }
            open.extend(cut.reports.get(&id).into_iter().flatten().copied());
        }
        if let Some(most) = self.tray {
            let loose = std::mem::take(&mut cut.loose);
            let mut runs = runs(stage, &loose);
            if runs.len() > most {
                runs.sort_by_key(|run| usize::MAX - run.len());
                let rest = runs.split_off(most.saturating_sub(1));
                let name = format!("{} smaller units", rest.len());
                let rest: Vec<PositionId> = rest.into_iter().flatten().collect();
                if let Some(first) = rest.first().copied() {
                    cut.hide(&rest, first);
                    cut.groups.insert(first, Group { name, unit: None });
                    cut.loose.push(first);
                }
            }
            let units: Vec<_> =
                runs.iter().filter_map(|run| group(stage, &mut cut, run, None)).collect();
            cut.loose.splice(0..0, units);
        }
        cut.settle_stand_ins();
        tell_apart(stage, &mut cut);
        cut
    }
}

/// Draws everybody below a head in its box.
fn close(stage: &Stage, totals: &BTreeMap<UnitId, usize>, cut: &mut Forest, head: PositionId) {
    let mut members = vec![head];
    let mut open = cut.reports.remove(&head).unwrap_or_default();
    if open.is_empty() {
        return;
    }
    while let Some(id) = open.pop() {
        members.push(id);
        open.extend(cut.reports.remove(&id).unwrap_or_default());
    }
    cut.hide(&members, head);
    let name = unit_of_branch(stage, totals, &members)
        .unwrap_or_else(|| Group { name: title(stage, head), unit: None });
    cut.groups.insert(head, name);
}

/// Draws the reports of a superior who lead nobody as one box a unit.
fn gather(stage: &Stage, cut: &mut Forest, superior: PositionId) {
    let Some(reports) = cut.reports.get(&superior).cloned() else { return };
    let leads = |id: &PositionId| cut.reports.contains_key(id);
    let (mut kept, leaves): (Vec<_>, Vec<_>) = reports.into_iter().partition(leads);
    let above = stage.positions().get(superior).and_then(|position| position.unit);
    for run in runs(stage, &leaves) {
        kept.extend(group(stage, cut, &run, above));
    }
    cut.reports.insert(superior, kept);
}

/// Those of one unit together, in order.
fn runs(stage: &Stage, ids: &[PositionId]) -> Vec<Vec<PositionId>> {
    let mut runs: Vec<(Option<UnitId>, Vec<PositionId>)> = Vec::new();
    for id in ids {
        let unit = stage.positions().get(*id).and_then(|position| position.unit);
        match runs.iter_mut().find(|(of, _)| *of == unit) {
            Some((_, run)) => run.push(*id),
            None => runs.push((unit, vec![*id])),
        }
    }
    runs.into_iter().map(|(_, run)| run).collect()
}

/// Draws some positions as one box in place of the first of them.
fn group(
    stage: &Stage,
    cut: &mut Forest,
    run: &[PositionId],
    above: Option<UnitId>,
) -> Option<PositionId> {
    let first = *run.first()?;
    if run.len() > 1 {
        cut.hide(run, first);
        let unit = stage.positions().get(first).and_then(|position| position.unit);
        let other = unit.filter(|_| unit != above);
        let name = other.and_then(|unit| Some(stage.units().get(unit)?.name.trim().to_owned()));
        let name = name.filter(|name| !name.is_empty());
        let unit = other.filter(|_| name.is_some());
        let name = name.or_else(|| shared_title(stage, run)).unwrap_or_else(|| "Reports".into());
        cut.groups.insert(first, Group { name, unit });
    }
    Some(first)
}

/// What the titles of some positions begin with, where they differ in a number or a name behind it.
fn shared_title(stage: &Stage, run: &[PositionId]) -> Option<String> {
    let mut titles = run.iter().map(|id| title(stage, *id));
    let first = titles.next()?;
    let words: Vec<String> = first.split_whitespace().map(str::to_owned).collect();
    let shared = titles.fold(words.len(), |shared, title| {
        let same = title.split_whitespace().zip(&words).take_while(|(one, other)| one == other);
        shared.min(same.count())
    });
    (shared > 0).then(|| words[..shared].join(" "))
}

/// The outermost unit that a branch is: at least half of the branch is in it, and all of it is in
/// the branch.
fn unit_of_branch(
    stage: &Stage,
    totals: &BTreeMap<UnitId, usize>,
    members: &[PositionId],
) -> Option<Group> {
    let mut counts: BTreeMap<UnitId, usize> = BTreeMap::new();
    for id in members {
        for unit in outwards(stage, *id) {
            *counts.entry(unit).or_default() += 1;
        }
    }
    let mine = counts.iter().filter(|(_, count)| **count * 2 >= members.len());
    let (unit, _) = mine.max_by_key(|(unit, count)| (**count, std::cmp::Reverse(**unit)))?;
    if counts.get(unit) != totals.get(unit) {
        return None;
    }
    let name = stage.units().get(*unit)?.name.trim().to_owned();
    (!name.is_empty()).then_some(Group { name, unit: Some(*unit) })
}

/// How many positions each unit has, those of the units in it too.
fn totals(stage: &Stage) -> BTreeMap<UnitId, usize> {
    let mut totals = BTreeMap::new();
    for unit in stage.positions().ids().flat_map(|id| outwards(stage, id)) {
        *totals.entry(unit).or_default() += 1;
    }
    totals
}

/// The units that a position lies in, innermost first.
fn outwards(stage: &Stage, id: PositionId) -> Vec<UnitId> {
    let mut way = Vec::new();
    let mut at = stage.positions().get(id).and_then(|position| position.unit);
    while let Some(unit) = at.filter(|unit| !way.contains(unit)) {
        way.push(unit);
        at = stage.units().get(unit).and_then(|unit| unit.parent);
    }
    way
}

fn title(stage: &Stage, id: PositionId) -> String {
    let title = stage.positions().get(id).map_or("", |position| position.title.trim());
    if title.is_empty() { "Untitled".into() } else { title.to_owned() }
}

/// Names groups that are called alike by the titles of those who stand for them, and where these are
/// alike too, by their units.
fn tell_apart(stage: &Stage, cut: &mut Forest) {
    let alike = |cut: &Forest| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        cut.groups.values().for_each(|group| *counts.entry(group.name.clone()).or_default() += 1);
        counts.retain(|_, count| *count > 1);
        counts
    };
    let counts = alike(cut);
    for (head, group) in &mut cut.groups {
        if counts.contains_key(&group.name) {
            group.name = title(stage, *head);
        }
    }
    let counts = alike(cut);
    for (head, group) in &mut cut.groups {
        let unit = stage.positions().get(*head).and_then(|position| position.unit);
        let unit = unit.and_then(|unit| stage.units().get(unit)).map(|unit| unit.name.trim());
        let unit = unit.filter(|unit| !unit.is_empty() && *unit != group.name);
        if let Some(unit) = unit.filter(|_| counts.contains_key(&group.name)) {
            group.name = format!("{}, {unit}", group.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Change, Delta, Line, LineId, LineKind, OrgMap, Position, StageId, Unit};

    const STAGE: StageId = StageId(1);

    fn put(map: &mut OrgMap, change: &Change) {
        assert!(map.apply(change).is_ok());
    }

    /// Five hundred people in forty units, most of them below somebody, some below nobody.
    fn map() -> OrgMap {
        let mut map = OrgMap::new("Made up");
        for unit in 0..40 {
            let record = Unit { name: format!("Unit {unit}"), ..Unit::default() };
            let delta =
                Delta { id: UnitId(5_000 + unit), before: None, after: Some(Arc::new(record)) };
            put(&mut map, &Change::Unit(STAGE, delta));
        }
        for id in 1..=500_u64 {
            let unit = Some(UnitId(5_000 + id * 7 % 40));
            let record = Position { unit, ..Position::held(format!("P{id}")) };
            let delta = Delta { id: PositionId(id), before: None, after: Some(Arc::new(record)) };
            put(&mut map, &Change::Position(STAGE, delta));
            if id > 3 && id % 9 != 0 {
                let above = PositionId(id / (2 + id % 17).min(id));
                let line = Line::new(PositionId(id), above.max(PositionId(1)), LineKind::Solid);
                let delta =
                    Delta { id: LineId(1_000 + id), before: None, after: Some(Arc::new(line)) };
                put(&mut map, &Change::Line(STAGE, delta));
            }
        }
        map
    }

    #[test]
    fn the_boxes_of_a_cut_are_counted_without_making_it() {
        let map = map();
        let stage = map.stage(STAGE).unwrap();
        let forest = Forest::of(stage);
        let (mut cut, steps) = steps(&forest);
        assert!(steps.len() > 30 && steps.contains(&Step::Tray), "{}", steps.len());
        for step in steps {
            let made = cut.of(stage, &forest);
            let shown = stage.positions().len() - made.hidden.len();
            assert_eq!(cut.boxes(stage, &forest), shown, "before {step:?}");
            cut.after(step);
        }
        assert_eq!(cut.boxes(stage, &forest), 500);
    }
}
