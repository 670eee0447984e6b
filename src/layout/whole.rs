//! The whole of a stage as trees, by number: what is read once, however often it is cut.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::forest::Forest;
use super::hidden::Hidden;
pub(super) use super::hidden::NONE;
use crate::model::{LineKind, PositionId, Ranks, Rows, Stage, UnitId};

/// The chart of a stage: everybody under one superior at the most, loops cut open, colleagues in
/// order. Positions and units are named by their places among all of the stage.
pub(super) struct Whole {
    ids: Arc<[PositionId]>,
    /// The superior of each.
    above: Vec<u32>,
    /// The reports of each, in order.
    below: Rows<u32>,
    /// Those whose reports are folded away.
    shut: Vec<bool>,
    /// Those without a superior who have reports, in order.
    pub(super) roots: Vec<u32>,
    /// Those with neither superior nor reports, in order.
    pub(super) loose: Vec<u32>,
    /// The one that each is drawn as: itself, unless it is folded away.
    stands: Vec<u32>,
    /// The unit of each.
    pub(super) unit: Vec<u32>,
    pub(super) units: Units,
    /// How many people each stands for that is drawn; counted when somebody asks.
    people: OnceCell<Vec<u32>>,
    /// The positions that stand for a unit drawn as one box.
    pub(super) folded_units: BTreeMap<PositionId, UnitId>,
    /// Those whose place among their colleagues was given by hand.
    pub(super) ordered: BTreeSet<PositionId>,
    /// Everybody in the chart, each before all that is below it; and by number the place there
    /// and where those below end, found out when somebody asks.
    walk: Vec<u32>,
    branches: OnceCell<Vec<(u32, u32)>>,
}

/// The units of a stage.
pub(super) struct Units {
    pub(super) ids: Vec<UnitId>,
    /// How they lie in each other; found out when somebody asks.
    nested: OnceCell<Nested>,
}

/// How the units of a stage lie in each other.
struct Nested {
    /// Each with those it lies in, innermost first.
    outwards: Rows<u32>,
    /// How many positions each has, those of the units in it too.
    totals: Vec<u32>,
}

impl Whole {
    /// Reads the chart of a stage.
    pub(super) fn of(stage: &Stage) -> Self {
        let count = stage.positions().len();
        let mut ids = Vec::with_capacity(count);
        stage.positions().ids().for_each(|id| ids.push(id));
        let (ids, ranks): (Arc<[PositionId]>, _) = (ids.as_slice().into(), Ranks::of(ids));
        let units = Units::of(stage);
        // Mostly the unit is that of the one before, or the one after that.
        let (mut last, mut after) = ((None, NONE), 0);
        let number = |unit: Option<UnitId>| {
            if last.0 != unit {
                let next = unit.filter(|unit| units.ids.get(after) == Some(unit));
                last = (unit, next.map_or_else(|| units.number(unit), |_| after as u32));
                after = last.1.wrapping_add(1) as usize;
            }
            last.1
        };
        let mut unit: Vec<u32> = Vec::with_capacity(count);
        stage.positions().column().map(number).for_each(|number| unit.push(number));
        let up = superiors(stage, &ranks);
        let (mut stands, folded_units) = fold_units(stage, &unit, &units, &up, &ranks);
        let mut above = drawn_above(up, &stands);
        cut_loops(&mut above, &stands);
        let order = order(stage, &ranks, &unit, units.ids.len());
        let drawn = |at: &u32| stands[*at as usize] == *at;
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(count);
        order.iter().for_each(|at| {
            if drawn(at) && above[*at as usize] != NONE {
                pairs.push((above[*at as usize], *at));
            }
        });
        let below = Rows::of(count, &pairs);
        let tops = order.iter().filter(|at| drawn(at) && above[**at as usize] == NONE);
        let (roots, loose): (Vec<u32>, Vec<u32>) =
            tops.partition(|at| !below.row(**at as usize).is_empty());
        let shut = fold(stage, &ranks, &below, &mut stands);
        let folded_units = folded_units.into_iter();
        let folded_units = folded_units.filter(|(at, _)| stands[*at as usize] == *at);
        let folded_units = folded_units.map(|(at, unit)| (ids[at as usize], unit)).collect();
        let given = stage.placements().iter().filter(|(_, placement)| placement.order.is_some());
        let ordered = given.map(|(id, _)| id).collect();
        let mut whole = Self {
            ids,
            above,
            below,
            shut,
            roots,
            loose,
            stands,
            unit,
            units,
            people: OnceCell::new(),
            folded_units,
            ordered,
            walk: Vec::new(),
            branches: OnceCell::new(),
        };
        whole.walk_down();
        whole
    }

    fn walk_down(&mut self) {
        // The rows that are not walked to their ends, the innermost last.
        let mut open: Vec<&[u32]> = vec![&self.roots];
        let mut walk = Vec::with_capacity(self.count());
        while let Some(row) = open.last_mut() {
            let Some((at, rest)) = row.split_first() else {
                open.pop();
                continue;
            };
            *row = rest;
            walk.push(*at);
            if self.leads(*at) {
                open.push(self.row(*at));
            }
        }
        self.walk = walk;
    }

    pub(super) fn count(&self) -> usize {
        self.ids.len()
    }

    /// How many boxes are drawn where nothing is cut.
    pub(super) fn shown(&self) -> usize {
        self.walk.len() + self.loose.len()
    }

    /// Those who are drawn where nothing is cut, in order.
    pub(super) fn drawn(&self) -> impl Iterator<Item = u32> {
        let own = (0..).zip(&self.stands);
        own.filter(|(at, stands)| *at == **stands).map(|(at, _)| at)
    }

    /// All positions, in order.
    pub(super) fn ids(&self) -> Arc<[PositionId]> {
        Arc::clone(&self.ids)
    }

    pub(super) fn id(&self, at: u32) -> PositionId {
        self.ids[at as usize]
    }

    /// The reports of one that are drawn, in order.
    pub(super) fn row(&self, at: u32) -> &[u32] {
        if self.shut[at as usize] { &[] } else { self.below.row(at as usize) }
    }

    /// Whether one has reports that are drawn.
    pub(super) fn leads(&self, at: u32) -> bool {
        !self.row(at).is_empty()
    }

    /// The superior of one.
    pub(super) fn above(&self, at: u32) -> Option<u32> {
        Some(self.above[at as usize]).filter(|above| *above != NONE)
    }

    /// Everybody in the chart, each before all that is below it.
    pub(super) fn walk(&self) -> &[u32] {
        &self.walk
    }

    /// One of the chart and all below it.
    pub(super) fn branch(&self, head: u32) -> &[u32] {
        let branches = self.branches.get_or_init(|| {
            let mut branches = vec![(0, 0); self.count()];
            for (place, at) in (0..).zip(&self.walk) {
                branches[*at as usize] = (place, place + 1);
            }
            for at in self.walk.iter().rev() {
                let end = branches[*at as usize].1;
                if let Some(above) = self.above(*at) {
                    let whole = &mut branches[above as usize].1;
                    *whole = end.max(*whole);
                }
            }
            branches
        });
        let (from, end) = branches[head as usize];
        &self.walk[from as usize..end as usize]
    }

    /// How many people one of this stage stands for that is drawn.
    pub(super) fn people(&self, stage: &Stage, at: u32) -> usize {
        let people = self.people.get_or_init(|| {
            let mut people = vec![0; self.count()];
            for ((_, position), shown) in stage.positions().iter().zip(&self.stands) {
                people[*shown as usize] += u32::from(!position.is_vacant());
            }
            people
        });
        people[at as usize] as usize
    }

    /// Those of the units of this stage that one lies in, innermost first.
    pub(super) fn outwards(&self, stage: &Stage, at: u32) -> &[u32] {
        match self.unit[at as usize] {
            NONE => &[],
            unit => self.units.nested(stage, &self.unit).outwards.row(unit as usize),
        }
    }

    /// How many positions a unit of this stage has, those of the units in it too.
    pub(super) fn total(&self, stage: &Stage, unit: u32) -> u32 {
        self.units.nested(stage, &self.unit).totals[unit as usize]
    }

    /// Everybody who is not drawn in a forest, with the one that is drawn for them.
    pub(super) fn hidden(&self, forest: &Forest) -> Hidden {
        if forest.standing.is_empty() && self.shown() == self.count() {
            return Hidden::default();
        }
        let mut shown: Vec<u32> = (0..self.count() as u32).collect();
        for (head, members) in &forest.standing {
            members.of(self).iter().for_each(|member| shown[*member as usize] = *head);
        }
        let drawn_as = self.stands.iter().map(|stands| shown[*stands as usize]);
        Hidden::of(self.ids(), drawn_as)
    }
}

impl Units {
    fn of(stage: &Stage) -> Self {
        Self { ids: stage.units().ids().collect(), nested: OnceCell::new() }
    }

    fn number(&self, unit: Option<UnitId>) -> u32 {
        unit.and_then(|unit| self.ids.binary_search(&unit).ok()).map_or(NONE, |at| at as u32)
    }

    fn nested(&self, stage: &Stage, unit_of: &[u32]) -> &Nested {
        self.nested.get_or_init(|| {
            let parents = stage.units().iter().map(|(_, unit)| self.number(unit.parent));
            Nested::of(&parents.collect::<Vec<u32>>(), unit_of)
        })
    }
}

impl Nested {
    fn of(parents: &[u32], unit_of: &[u32]) -> Self {
        let mut ways: Vec<(u32, u32)> = Vec::with_capacity(parents.len());
        for unit in 0..parents.len() as u32 {
            let start = ways.len();
            let mut at = unit;
            // A circle of units is a drawing error; the walk ends in it all the same.
            while at != NONE && !ways[start..].iter().any(|(_, met)| *met == at) {
                ways.push((unit, at));
                at = parents[at as usize];
            }
        }
        let outwards = Rows::of(parents.len(), &ways);
        let mut totals = vec![0; parents.len()];
        for unit in unit_of.iter().filter(|unit| **unit != NONE) {
            for outer in outwards.row(*unit as usize) {
                totals[*outer as usize] += 1;
            }
        }
        Self { outwards, totals }
    }
}

/// The superior of each by its first solid line, else by its first line.
fn superiors(stage: &Stage, ranks: &Ranks) -> Vec<u32> {
    let mut up = vec![NONE; ranks.len()];
    let mut solid = vec![false; ranks.len()];
    stage.lines().iter().for_each(|(_, line)| {
        let (Some(from), Some(to)) = (ranks.get(line.from), ranks.get(line.to)) else { return };
        let is_solid = line.kind == LineKind::Solid;
        if up[from] == NONE || (is_solid && !solid[from]) {
            up[from] = to as u32;
            solid[from] = is_solid;
        }
    });
    up
}

/// By position, the one that stands for it: for those of a unit drawn as one box the member whose
/// superior is outside, the first such. The outermost folded unit counts.
fn fold_units(
    stage: &Stage,
    unit: &[u32],
    units: &Units,
    up: &[u32],
    ranks: &Ranks,
) -> (Vec<u32>, Vec<(u32, UnitId)>) {
    let mut stands: Vec<u32> = (0..ranks.len() as u32).collect();
    let folded: Vec<bool> = stage.units().iter().map(|(_, unit)| unit.folded).collect();
    if !folded.contains(&true) {
        return (stands, Vec::new());
    }
    let nested = units.nested(stage, unit);
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, unit) in unit.iter().enumerate().filter(|(_, unit)| **unit != NONE) {
        let mut inwards = nested.outwards.row(*unit as usize).iter().rev();
        if let Some(outermost) = inwards.find(|unit| folded[**unit as usize]) {
            members.entry(*outermost).or_default().push(at as u32);
        }
    }
    let mut boxes = Vec::new();
    for (unit, all) in members {
        let outside = |at: &&u32| {
            let above = up[**at as usize];
            above == NONE || all.binary_search(&above).is_err()
        };
        let Some(stand_in) = all.iter().find(outside).or(all.first()).copied() else { continue };
        boxes.push((stand_in, units.ids[unit as usize]));
        all.iter().for_each(|at| stands[*at as usize] = stand_in);
    }
    (stands, boxes)
}

/// The superior of each as it is drawn: out of its own unit where that is one box.
fn drawn_above(up: Vec<u32>, stands: &[u32]) -> Vec<u32> {
    let own = (0..).zip(&up).zip(stands);
    if own.clone().all(|((own, above), stands)| *stands == own && *above != own) {
        return up;
    }
    let superior = |own: u32| {
        let mut at = up[own as usize];
        // A loop of lines ends the walk where it began.
        for _ in 0..up.len() {
            if at == NONE || at == own || stands[at as usize] != own {
                break;
            }
            at = up[at as usize];
        }
        let shown = if at == NONE { NONE } else { stands[at as usize] };
        if shown == own { NONE } else { shown }
    };
    (0..up.len() as u32).map(superior).collect()
}

/// Makes a root of the first position of every loop. Those who hang below a loop keep their
/// superior.
fn cut_loops(above: &mut [u32], stands: &[u32]) {
    let mut met = vec![NONE; above.len()];
    for start in (0..above.len() as u32).filter(|at| stands[*at as usize] == *at) {
        let mut at = start;
        while at != NONE && met[at as usize] == NONE {
            met[at as usize] = start;
            at = above[at as usize];
        }
        // Whoever is met again on this way up, and not on an earlier one, stands on a loop.
        if at == NONE || met[at as usize] != start {
            continue;
        }
        let (mut first, mut next) = (at, above[at as usize]);
        while next != at {
            first = first.min(next);
            next = above[next as usize];
        }
        above[first as usize] = NONE;
    }
}

/// Everybody in the order of colleagues: as placed by hand, then units together, then as drawn.
fn order(stage: &Stage, ranks: &Ranks, unit: &[u32], units: usize) -> Vec<u32> {
    let mut first = vec![NONE; units];
    let mut keyed: Vec<(u32, u32)> = Vec::with_capacity(unit.len());
    for (own, unit) in (0..).zip(unit) {
        let key = match first.get_mut(*unit as usize) {
            Some(first) => {
                *first = own.min(*first);
                *first
            }
            None => own,
        };
        keyed.push((key, own));
    }
    let mut order: Vec<u32> = Vec::with_capacity(unit.len());
    if keyed.is_sorted_by_key(|(key, _)| *key) {
        // Those of a unit stand together as they are.
        order.extend(0..unit.len() as u32);
    } else {
        let rows = Rows::of(unit.len(), &keyed);
        (0..unit.len()).for_each(|key| order.extend(rows.row(key)));
    }
    let given = stage.placements().iter();
    let given = given.filter_map(|(id, it)| Some((ranks.get(id)? as u32, sortable(it.order?))));
    let given: BTreeMap<u32, i64> = given.collect();
    if !given.is_empty() {
        order.sort_by_key(|at| given.get(at).map_or((1, 0), |order| (0, *order)));
    }
    order
}

/// A whole number that is ordered as the finite number is.
fn sortable(number: f64) -> i64 {
    let bits = number.to_bits() as i64;
    bits ^ ((((bits >> 63) as u64) >> 1) as i64)
}

/// Takes away what is below folded positions; gives who is folded.
fn fold(stage: &Stage, ranks: &Ranks, below: &Rows<u32>, stands: &mut [u32]) -> Vec<bool> {
    let mut shut = vec![false; stands.len()];
    let folded = stage.placements().iter().filter(|(_, placement)| placement.folded);
    let mut gone = vec![false; stands.len()];
    for at in folded.filter_map(|(id, _)| ranks.get(id)) {
        if std::mem::replace(&mut shut[at], true) || gone[at] {
            continue;
        }
        let mut open: Vec<u32> = below.row(at).to_vec();
        while let Some(own) = open.pop() {
            stands[own as usize] = at as u32;
            gone[own as usize] = true;
            if !std::mem::replace(&mut shut[own as usize], true) {
                open.extend(below.row(own as usize));
            }
        }
    }
    // Somebody folded may lie below somebody folded later: the highest stands for all.
    for at in 0..stands.len() {
        let mut shown = stands[at];
        while stands[shown as usize] != shown {
            shown = stands[shown as usize];
        }
        stands[at] = shown;
    }
    shut
}
