//! The overview: the cut through the chart at which every box that is left can be read.

use std::collections::BTreeMap;

use super::forest::{Forest, Members};
use super::whole::{NONE, Whole};
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
#[derive(Debug, Clone)]
pub(super) struct Cut {
    /// By number: the heads of branches that are drawn as one box.
    closed: Vec<bool>,
    /// The superiors whose reports without reports of their own are drawn as one box a unit.
    gathered: Vec<bool>,
    /// In how many boxes those outside of the chart are drawn at the most, one a unit and the
    /// smallest units together; nothing where each has its own.
    pub(super) tray: Option<usize>,
}

/// One step of opening a chart that is drawn as one box a tree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Step {
    /// Shows the head of a branch and, as boxes, what is below it.
    Open(u32),
    /// Shows those who were gathered below a superior.
    Spread(u32),
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
pub(super) fn steps(whole: &Whole) -> (Cut, Vec<Step>) {
    let mut order: Vec<(u32, usize)> = whole.roots.iter().map(|root| (*root, 0)).collect();
    let mut at = 0;
    while let Some((own, depth)) = order.get(at).copied() {
        order.extend(whole.row(own).iter().map(|report| (*report, depth + 1)));
        at += 1;
    }
    let mut cut = Cut::nothing(whole);
    cut.tray = (whole.loose.len() > 1).then_some(MOST_UNITS);
    let mut steps: Vec<((usize, usize, usize), Step)> = Vec::new();
    for (place, (own, depth)) in order.iter().enumerate().filter(|(_, it)| whole.leads(it.0)) {
        cut.closed[*own as usize] = true;
        let reports = whole.row(*own);
        let leaves = reports.iter().filter(|it| !whole.leads(**it)).count();
        let size = whole.branch(*own).len();
        let rank = |depth: usize| (depth, usize::MAX - size, place);
        steps.push((rank(2 * depth), Step::Open(*own)));
        let mixed = leaves < reports.len() && leaves >= GATHERED;
        if mixed || leaves > MANY {
            cut.gathered[*own as usize] = true;
            steps.push((rank(2 * depth + 3), Step::Spread(*own)));
        }
    }
    if cut.tray.is_some() {
        steps.push(((1, usize::MAX - whole.loose.len(), 0), Step::Tray));
    }
    steps.sort_unstable_by_key(|(rank, _)| *rank);
    (cut, steps.into_iter().map(|(_, step)| step).collect())
}

impl Cut {
    /// The cut with everything open.
    pub(super) fn nothing(whole: &Whole) -> Self {
        let none = vec![false; whole.count()];
        Self { closed: none.clone(), gathered: none, tray: None }
    }

    /// This cut after one more step.
    pub(super) fn after(&mut self, step: Step) {
        match step {
            Step::Open(own) => self.closed[own as usize] = false,
            Step::Spread(own) => self.gathered[own as usize] = false,
            Step::Tray => self.tray = None,
        }
    }

    /// Whether what a step opens is a box of a drawing.
    pub(super) fn shows(&self, whole: &Whole, step: Step) -> bool {
        let (Step::Open(own) | Step::Spread(own)) = step else { return true };
        let spread = matches!(step, Step::Spread(_));
        let superiors = std::iter::successors(Some(own), |at| whole.above(*at));
        !superiors.skip(usize::from(!spread)).any(|superior| self.closed[superior as usize])
    }

    /// How many boxes a chart has that is cut so, by a walk through what is shown of it alone.
    pub(super) fn boxes(&self, whole: &Whole) -> usize {
        let mut boxes = match self.tray {
            Some(most) => runs(whole, &whole.loose).len().min(most.max(1)),
            None => whole.loose.len(),
        };
        let mut open: Vec<u32> = whole.roots.clone();
        while let Some(own) = open.pop() {
            boxes += 1;
            if self.closed[own as usize] {
                continue;
            }
            let reports = whole.row(own);
            if self.gathered[own as usize] {
                let (leading, leaves): (Vec<u32>, Vec<u32>) =
                    reports.iter().partition(|it| whole.leads(**it));
                open.extend(leading);
                boxes += runs(whole, &leaves).len();
            } else {
                open.extend(reports);
            }
        }
        boxes
    }

    /// A stage cut so.
    pub(super) fn of(&self, stage: &Stage, whole: &Whole) -> Forest {
        let roots = whole.roots.iter().map(|root| whole.id(*root)).collect();
        let (folded_units, ordered) = (whole.folded_units.clone(), whole.ordered.clone());
        let forest = Forest { roots, folded_units, ordered, ..Forest::default() };
        let counts = vec![0; whole.units.ids.len()];
        let mut making = Making { stage, whole, forest, counts };
        let mut open: Vec<u32> = whole.roots.clone();
        while let Some(own) = open.pop() {
            if self.closed[own as usize] && whole.leads(own) {
                making.close(own);
                continue;
            }
            let reports = match self.gathered[own as usize] {
                true => making.gather(own),
                false => whole.row(own).to_vec(),
            };
            making.show(own);
            // Groups lead nobody, and were shown when they were made.
            open.extend(reports.iter().filter(|it| !making.is_shown(**it)));
            if !reports.is_empty() {
                let reports = reports.iter().map(|it| whole.id(*it)).collect();
                making.forest.reports.insert(whole.id(own), reports);
            }
        }
        match self.tray {
            Some(most) => making.tray(most),
            None => {
                whole.loose.iter().for_each(|own| making.show(*own));
                making.forest.loose = whole.loose.iter().map(|it| whole.id(*it)).collect();
            }
        }
        let mut forest = making.forest;
        tell_apart(stage, &mut forest);
        hear(stage, &mut forest);
        forest
    }
}

/// A forest that is being made.
struct Making<'a> {
    stage: &'a Stage,
    whole: &'a Whole,
    forest: Forest,
    /// By unit, all 0 between one count and the next.
    counts: Vec<u32>,
}

impl Making<'_> {
    /// Draws one by itself.
    fn show(&mut self, own: u32) {
        self.forest.people.insert(self.whole.id(own), self.whole.people(self.stage, own));
    }

    fn is_shown(&self, own: u32) -> bool {
        self.forest.people.contains_key(&self.whole.id(own))
    }

    /// Draws everybody below a head in its box.
    fn close(&mut self, head: u32) {
        let members = Members::Branch(head);
        let name = self.unit_of_branch(members.of(self.whole));
        let title = || Group { name: title(self.stage, self.whole.id(head)), unit: None };
        let name = name.unwrap_or_else(title);
        self.stand(head, members, name);
    }

    fn stand(&mut self, head: u32, members: Members, group: Group) {
        let (id, all) = (self.whole.id(head), members.of(self.whole));
        let people = all.iter().map(|it| self.whole.people(self.stage, *it)).sum();
        if !self.forest.folded_units.is_empty() {
            for member in all {
                self.forest.folded_units.remove(&self.whole.id(*member));
            }
        }
        self.forest.people.insert(id, people);
        self.forest.groups.insert(id, group);
        self.forest.standing.push((head, members));
    }

    /// Draws the reports of a superior who lead nobody as one box a unit; gives the reports that
    /// are left.
    fn gather(&mut self, superior: u32) -> Vec<u32> {
        let reports = self.whole.row(superior).iter().copied();
        let (mut kept, leaves): (Vec<u32>, Vec<u32>) =
            reports.partition(|it| self.whole.leads(*it));
        let above = self.whole.unit[superior as usize];
        for run in runs(self.whole, &leaves) {
            kept.extend(self.group(run, above));
        }
        kept
    }

    /// Draws some as one box in place of the first of them.
    fn group(&mut self, run: Vec<u32>, above: u32) -> Option<u32> {
        let first = *run.first()?;
        if run.len() < 2 {
            self.show(first);
            return Some(first);
        }
        let unit = self.whole.unit[first as usize];
        let unit = (unit != NONE && unit != above).then(|| self.whole.units.ids[unit as usize]);
        let name = unit.and_then(|unit| Some(self.stage.units().get(unit)?.name.trim().to_owned()));
        let name = name.filter(|name| !name.is_empty());
        let unit = unit.filter(|_| name.is_some());
        let ids: Vec<PositionId> = run.iter().map(|it| self.whole.id(*it)).collect();
        let name =
            name.or_else(|| shared_title(self.stage, &ids)).unwrap_or_else(|| "Reports".into());
        self.stand(first, Members::Some(run), Group { name, unit });
        Some(first)
    }

    /// Draws those outside of the chart as so many boxes at the most.
    fn tray(&mut self, most: usize) {
        let mut runs = runs(self.whole, &self.whole.loose);
        let mut rest = Vec::new();
        if runs.len() > most {
            runs.sort_by_key(|run| usize::MAX - run.len());
            rest = runs.split_off(most.saturating_sub(1));
        }
        let units: Vec<u32> = runs.into_iter().filter_map(|run| self.group(run, NONE)).collect();
        self.forest.loose = units.into_iter().map(|it| self.whole.id(it)).collect();
        let name = format!("{} smaller units", rest.len());
        let rest: Vec<u32> = rest.into_iter().flatten().collect();
        if let Some(first) = rest.first().copied() {
            self.stand(first, Members::Some(rest), Group { name, unit: None });
            self.forest.loose.push(self.whole.id(first));
        }
    }

    /// The outermost unit that a branch is: at least half of the branch is in it, and all of it is
    /// in the branch.
    fn unit_of_branch(&mut self, members: &[u32]) -> Option<Group> {
        let mut met = Vec::new();
        for unit in members.iter().flat_map(|it| self.whole.outwards(self.stage, *it)) {
            let count = &mut self.counts[*unit as usize];
            if *count == 0 {
                met.push(*unit);
            }
            *count += 1;
        }
        let counted = met.into_iter().map(|it| (std::mem::take(&mut self.counts[it as usize]), it));
        let mine = counted.filter(|(count, _)| *count as usize * 2 >= members.len());
        let (count, unit) = mine.max_by_key(|(count, unit)| (*count, std::cmp::Reverse(*unit)))?;
        if count != self.whole.total(self.stage, unit) {
            return None;
        }
        let unit = self.whole.units.ids[unit as usize];
        let name = self.stage.units().get(unit)?.name.trim().to_owned();
        (!name.is_empty()).then_some(Group { name, unit: Some(unit) })
    }
}

/// Those of one unit together, in order.
fn runs(whole: &Whole, all: &[u32]) -> Vec<Vec<u32>> {
    let mut place: BTreeMap<u32, usize> = BTreeMap::new();
    let mut runs: Vec<Vec<u32>> = Vec::new();
    for own in all {
        let at = *place.entry(whole.unit[*own as usize]).or_insert(runs.len());
        match runs.get_mut(at) {
            Some(run) => run.push(*own),
            None => runs.push(vec![*own]),
        }
    }
    runs
}

/// Tells apart who has flows of those outside of a map that has no chart.
fn hear(stage: &Stage, forest: &mut Forest) {
    if !forest.roots.is_empty() || !forest.groups.is_empty() || forest.loose.is_empty() {
        return;
    }
    let mut talk: Vec<PositionId> =
        stage.flows().iter().flat_map(|(_, flow)| [flow.from, flow.to]).collect();
    talk.sort_unstable();
    talk.dedup();
    let talks = |id: &PositionId| talk.binary_search(id).is_ok();
    (forest.talking, forest.silent) = forest.loose.iter().partition(|id| talks(id));
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
        let whole = Whole::of(stage);
        let (mut cut, steps) = steps(&whole);
        assert!(steps.len() > 30 && steps.contains(&Step::Tray), "{}", steps.len());
        for step in steps {
            let made = cut.of(stage, &whole);
            let shown = stage.positions().len() - whole.hidden(&made).len();
            assert_eq!(cut.boxes(&whole), shown, "before {step:?}");
            assert_eq!(made.people.len(), shown, "before {step:?}");
            cut.after(step);
        }
        assert_eq!(cut.boxes(&whole), 500);
    }
}
