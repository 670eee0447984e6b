use std::collections::BTreeSet;

use super::ranks::{Ranks, Rows};
use super::{Line, LineKind, PositionId, Stage};

/// Who reports to whom in a stage, both ways, in the order of the lines' identities.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    ranks: Ranks,
    superiors: Rows<(u32, LineKind)>,
    reports: Rows<(u32, LineKind)>,
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
        let lines: Vec<_> = lines.map(|line| (line.from, line.to, line.kind)).collect();
        let ranks = Ranks::of(lines.iter().flat_map(|(from, to, _)| [*from, *to]).collect());
        let rank = |id: PositionId| ranks.get(id).map(|rank| rank as u32);
        let ranked = lines.iter().filter_map(|(from, to, kind)| {
            let (from, to) = (rank(*from)?, rank(*to)?);
            Some(((from, (to, *kind)), (to, (from, *kind))))
        });
        let (up, down): (Vec<_>, Vec<_>) = ranked.unzip();
        let superiors = Rows::of(ranks.len(), &up);
        let reports = Rows::of(ranks.len(), &down);
        Self { ranks, superiors, reports }
    }

    /// All whom this position reports to.
    pub fn superiors(&self, id: PositionId) -> impl Iterator<Item = (PositionId, LineKind)> {
        self.row(&self.superiors, id)
    }

    /// All who report to this position.
    pub fn reports(&self, id: PositionId) -> impl Iterator<Item = (PositionId, LineKind)> {
        self.row(&self.reports, id)
    }

    fn row(
        &self,
        rows: &Rows<(u32, LineKind)>,
        id: PositionId,
    ) -> impl Iterator<Item = (PositionId, LineKind)> {
        let row = self.ranks.get(id).map_or(&[][..], |rank| rows.row(rank));
        row.iter().map(|(rank, kind)| (self.ranks.at(*rank as usize), *kind))
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
        self.any_is_above(&BTreeSet::from([above]), below)
    }

    /// Whether one of some can be reached from `below` by going up, over lines of both kinds.
    #[must_use]
    pub fn any_is_above(&self, some: &BTreeSet<PositionId>, below: PositionId) -> bool {
        let mut seen = BTreeSet::from([below]);
        let mut open = vec![below];
        while let Some(id) = open.pop() {
            if some.contains(&id) {
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
        let count = self.ranks.len();
        let mut order = Vec::with_capacity(count);
        let mut seen = vec![false; count];
        for start in 0..count {
            self.finish_upwards(start, &mut seen, &mut order);
        }
        // Whoever can be reached downwards from the last finished, and was not taken yet, is in
        // one group with it (Kosaraju).
        let mut taken = vec![false; count];
        let mut groups = Vec::new();
        for start in order.into_iter().rev() {
            let mut group = Vec::new();
            let mut open = vec![start];
            while let Some(rank) = open.pop() {
                if !std::mem::replace(&mut taken[rank], true) {
                    group.push(rank);
                    open.extend(self.reports.row(rank).iter().map(|(from, _)| *from as usize));
                }
            }
            if group.len() > 1 {
                group.sort_unstable();
                groups.push(group.into_iter().map(|rank| self.ranks.at(rank)).collect());
            }
        }
        groups.sort();
        groups
    }

    /// Walks up from a position and notes everybody when all above them is done.
    fn finish_upwards(&self, start: usize, seen: &mut [bool], order: &mut Vec<usize>) {
        let mut open = vec![(start, false)];
        while let Some((rank, done)) = open.pop() {
            if done {
                order.push(rank);
            } else if !std::mem::replace(&mut seen[rank], true) {
                open.push((rank, true));
                let above = self.superiors.row(rank).iter();
                open.extend(above.map(|(to, _)| (*to as usize, false)));
            }
        }
    }
}
