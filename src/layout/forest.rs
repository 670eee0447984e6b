use std::collections::{BTreeMap, BTreeSet};

use super::fold::Group;
use crate::model::{Chart, PositionId, Stage, UnitId};

/// The chart as trees: everybody under one superior at the most, loops cut open, colleagues in
/// order.
#[derive(Debug, Clone)]
pub(super) struct Forest {
    /// Those without a superior who have reports, in order.
    pub(super) roots: Vec<PositionId>,
    /// Reports in order.
    pub(super) reports: BTreeMap<PositionId, Vec<PositionId>>,
    /// Those with neither superior nor reports.
    pub(super) loose: Vec<PositionId>,
    /// Folded-away positions, each with the one that stands for it.
    pub(super) hidden: BTreeMap<PositionId, PositionId>,
    /// The positions that stand for a unit drawn as one box.
    pub(super) folded_units: BTreeMap<PositionId, UnitId>,
    /// The positions that stand for others that are drawn as one box because they are too many.
    pub(super) groups: BTreeMap<PositionId, Group>,
    /// Those whose place among their colleagues was given by hand.
    pub(super) ordered: BTreeSet<PositionId>,
}

impl Forest {
    /// Reads the chart of a stage.
    pub(super) fn of(stage: &Stage) -> Self {
        let chart = Chart::of(stage);
        let order = Order::of(stage);
        let above =
            |id| chart.solid_superior(id).or_else(|| chart.superiors(id).map(|(to, _)| to).next());
        let (hidden, folded_units) = fold_units(stage, above);
        let shown = |id: PositionId| hidden.get(&id).copied().unwrap_or(id);
        let superior = |id: PositionId| {
            let mut at = above(id);
            // Out of its own unit; a loop of lines ends the walk where it began.
            for _ in 0..stage.positions().len() {
                match at {
                    Some(to) if shown(to) == id && to != id => at = above(to),
                    _ => break,
                }
            }
            at.map(shown)
        };
        let mut reports: BTreeMap<PositionId, Vec<PositionId>> = BTreeMap::new();
        let mut roots = Vec::new();
        for id in stage.positions().ids().filter(|id| !hidden.contains_key(id)) {
            match superior(id).filter(|to| stage.positions().contains(*to) && *to != id) {
                Some(to) => reports.entry(to).or_default().push(id),
                None => roots.push(id),
            }
        }
        let drawn: Vec<PositionId> =
            stage.positions().ids().filter(|id| !hidden.contains_key(id)).collect();
        cut_loops(&drawn, &mut roots, &mut reports);
        reports.values_mut().for_each(|row| order.sort(row));
        let (mut roots, loose): (Vec<_>, Vec<_>) =
            roots.into_iter().partition(|id| reports.contains_key(id));
        order.sort(&mut roots);
        let given = stage.placements().iter().filter(|(_, placement)| placement.order.is_some());
        let ordered = given.map(|(id, _)| id).collect();
        let groups = BTreeMap::new();
        let mut forest = Self { roots, reports, loose, hidden, folded_units, groups, ordered };
        order.sort(&mut forest.loose);
        forest.fold(stage);
        forest
    }

    /// Lets one position stand for some; [`Self::settle_stand_ins`] has to follow.
    pub(super) fn hide(&mut self, members: &[PositionId], stand_in: PositionId) {
        for id in members {
            self.folded_units.remove(id);
            self.groups.remove(id);
            if *id != stand_in {
                self.hidden.insert(*id, stand_in);
            }
        }
    }

    /// Lets the one who is shown stand for those who were folded into somebody now folded.
    pub(super) fn settle_stand_ins(&mut self) {
        let stand_ins = self.hidden.clone();
        for shown in self.hidden.values_mut() {
            while let Some(above) = stand_ins.get(shown) {
                *shown = *above;
            }
        }
    }

    /// Takes away what is below folded positions.
    fn fold(&mut self, stage: &Stage) {
        let folded: Vec<PositionId> = stage
            .placements()
            .iter()
            .filter(|(_, placement)| placement.folded)
            .map(|(id, _)| id)
            .collect();
        for id in folded {
            let mut open = self.reports.remove(&id).unwrap_or_default();
            while let Some(below) = open.pop() {
                self.hidden.insert(below, id);
                open.extend(self.reports.remove(&below).unwrap_or_default());
            }
        }
        // A unit's box that is itself folded away stands for nobody.
        let hidden = &self.hidden;
        self.folded_units.retain(|id, _| !hidden.contains_key(id));
        // Somebody folded may lie below somebody folded later: the highest stands for all.
        self.settle_stand_ins();
    }
}

/// Those that are drawn inside of a unit's one box, each with the one that stands for the unit:
/// the member whose superior is outside, the first such. The outermost folded unit counts.
fn fold_units(
    stage: &Stage,
    above: impl Fn(PositionId) -> Option<PositionId>,
) -> (BTreeMap<PositionId, PositionId>, BTreeMap<PositionId, UnitId>) {
    if !stage.units().iter().any(|(_, unit)| unit.folded) {
        return Default::default();
    }
    let mut members: BTreeMap<UnitId, Vec<PositionId>> = BTreeMap::new();
    for (id, position) in stage.positions().iter() {
        if let Some(unit) = position.unit.and_then(|unit| outermost_folded(stage, unit)) {
            members.entry(unit).or_default().push(id);
        }
    }
    let mut hidden = BTreeMap::new();
    let mut folded = BTreeMap::new();
    for (unit, ids) in members {
        let outside = |id: &&PositionId| above(**id).is_none_or(|to| !ids.contains(&to));
        let Some(stand_in) = ids.iter().find(outside).or(ids.first()).copied() else { continue };
        folded.insert(stand_in, unit);
        hidden.extend(ids.iter().filter(|id| **id != stand_in).map(|id| (*id, stand_in)));
    }
    (hidden, folded)
}

/// The outermost of the units drawn as one box that a unit is or lies in.
fn outermost_folded(stage: &Stage, unit: UnitId) -> Option<UnitId> {
    let mut found = None;
    let mut at = Some(unit);
    // A circle of units is a drawing error; a bounded walk ends in it all the same.
    for _ in 0..=stage.units().len() {
        let Some(unit) = at.and_then(|id| Some((id, stage.units().get(id)?))) else { break };
        if unit.1.folded {
            found = Some(unit.0);
        }
        at = unit.1.parent;
    }
    found
}

/// Makes a root of the first position of every loop. Those who hang below a loop keep their
/// superior.
fn cut_loops(
    drawn: &[PositionId],
    roots: &mut Vec<PositionId>,
    reports: &mut BTreeMap<PositionId, Vec<PositionId>>,
) {
    let superior: BTreeMap<PositionId, PositionId> =
        reports.iter().flat_map(|(to, row)| row.iter().map(|from| (*from, *to))).collect();
    let mut seen: BTreeSet<PositionId> = BTreeSet::new();
    for start in drawn.iter().copied() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(id) = at.filter(|id| seen.insert(*id)) {
            way.push(id);
            at = superior.get(&id).copied();
        }
        // Whoever is met again on this way up, and not on an earlier one, stands on a loop.
        let Some(turn) = at.and_then(|again| way.iter().position(|id| *id == again)) else {
            continue;
        };
        let Some(first) = way[turn..].iter().min().copied() else { continue };
        if let Some(row) = superior.get(&first).and_then(|above| reports.get_mut(above)) {
            row.retain(|report| *report != first);
        }
        roots.push(first);
    }
    reports.retain(|_, row| !row.is_empty());
}

/// The order of colleagues: as placed by hand, then units together, then as they were drawn.
struct Order<'a> {
    stage: &'a Stage,
    first_of_unit: BTreeMap<Option<UnitId>, PositionId>,
}

impl<'a> Order<'a> {
    fn of(stage: &'a Stage) -> Self {
        let mut first_of_unit = BTreeMap::new();
        for (id, position) in stage.positions().iter() {
            first_of_unit.entry(position.unit).or_insert(id);
        }
        Self { stage, first_of_unit }
    }

    fn sort(&self, row: &mut [PositionId]) {
        row.sort_by_cached_key(|id| {
            let placed = self.stage.placements().get(*id).and_then(|placement| placement.order);
            let unit = self.stage.positions().get(*id).and_then(|position| position.unit);
            let rank = placed.map_or((1, 0), |order| (0, sortable(order)));
            let first = unit.and_then(|_| self.first_of_unit.get(&unit).copied()).unwrap_or(*id);
            (rank, first, *id)
        });
    }
}

/// A whole number that is ordered as the finite number is.
fn sortable(number: f64) -> i64 {
    let bits = number.to_bits() as i64;
    bits ^ ((((bits >> 63) as u64) >> 1) as i64)
}
