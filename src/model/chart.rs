use std::collections::{BTreeMap, BTreeSet};

use super::{Line, LineKind, PositionId, Stage};

/// Who reports to whom in a stage, both ways, in the order of the lines' identities.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    superiors: BTreeMap<PositionId, Vec<(PositionId, LineKind)>>,
    reports: BTreeMap<PositionId, Vec<(PositionId, LineKind)>>,
}

impl Chart {
    /// Reads the lines of a stage.
    #[must_use]
    pub fn of(stage: &Stage) -> Self {
        Self::of_lines(stage.lines().iter().map(|(_, line)| line))
    }

    /// Reads lines, in the order of their identities.
    #[must_use]
    pub fn of_lines<'l>(lines: impl Iterator<Item = &'l Line>) -> Self {
        let mut chart = Self::default();
        for line in lines {
            chart.superiors.entry(line.from).or_default().push((line.to, line.kind));
            chart.reports.entry(line.to).or_default().push((line.from, line.kind));
        }
        chart
    }

    /// All whom this position reports to.
    pub fn superiors(&self, id: PositionId) -> impl Iterator<Item = (PositionId, LineKind)> {
        self.superiors.get(&id).into_iter().flatten().copied()
    }

    /// All who report to this position.
    pub fn reports(&self, id: PositionId) -> impl Iterator<Item = (PositionId, LineKind)> {
        self.reports.get(&id).into_iter().flatten().copied()
    }

    /// The one superior along the solid line.
    #[must_use]
    pub fn solid_superior(&self, id: PositionId) -> Option<PositionId> {
        self.superiors(id).find(|(_, kind)| *kind == LineKind::Solid).map(|(to, _)| to)
    }

    /// Whether `above` can be reached from `below` by going up, over lines of both kinds. Every
    /// position is reached from itself.
    #[must_use]
    pub fn is_above(&self, above: PositionId, below: PositionId) -> bool {
        let mut seen = BTreeSet::from([below]);
        let mut open = vec![below];
        while let Some(id) = open.pop() {
            if id == above {
                return true;
            }
            open.extend(self.superiors(id).map(|(to, _)| to).filter(|to| seen.insert(*to)));
        }
        false
    }

    /// The positions below this one at any distance, over lines of both kinds, without itself.
    #[must_use]
    pub fn reach(&self, id: PositionId) -> Vec<PositionId> {
        let mut seen = BTreeSet::from([id]);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            open.extend(self.reports(id).map(|(from, _)| from).filter(|from| seen.insert(*from)));
        }
        seen.remove(&id);
        seen.into_iter().collect()
    }

    /// Groups of positions that report to each other in a circle, each in the order of their
    /// identities.
    #[must_use]
    pub fn loops(&self) -> Vec<Vec<PositionId>> {
        let mut order = Vec::new();
        let mut seen = BTreeSet::new();
        for start in self.superiors.keys() {
            self.finish_upwards(*start, &mut seen, &mut order);
        }
        // Whoever can be reached downwards from the last finished, and was not taken yet, is in
        // one group with it (Kosaraju).
        let mut taken = BTreeSet::new();
        let mut groups = Vec::new();
        for start in order.into_iter().rev() {
            let mut group = Vec::new();
            let mut open = vec![start];
            while let Some(id) = open.pop() {
                if taken.insert(id) {
                    group.push(id);
                    open.extend(self.reports(id).map(|(from, _)| from));
                }
            }
            if group.len() > 1 {
                group.sort_unstable();
                groups.push(group);
            }
        }
        groups.sort();
        groups
    }

    /// Walks up from a position and notes everybody when all above them is done.
    fn finish_upwards(
        &self,
        start: PositionId,
        seen: &mut BTreeSet<PositionId>,
        order: &mut Vec<PositionId>,
    ) {
        let mut open = vec![(start, false)];
        while let Some((id, done)) = open.pop() {
            if done {
                order.push(id);
            } else if seen.insert(id) {
                open.push((id, true));
                open.extend(self.superiors(id).map(|(to, _)| (to, false)));
            }
        }
    }
}
