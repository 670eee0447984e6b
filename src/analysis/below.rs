//! Who is below whom. On a chart in which everybody has one superior, and between levels, those
//! below anybody lie side by side in one order, so that nobody needs a list of their own.

use super::network::Rows;
use super::people::People;

/// Who is below each seat.
#[derive(Debug, Clone)]
pub(super) enum Below {
    /// Those below a seat are a stretch of one order.
    Stretches {
        /// The seats in that order.
        order: Vec<u32>,
        /// Where each stands in it.
        stands: Vec<Stand>,
    },
    /// Those below each seat, in order: where somebody has several superiors, or a line runs in
    /// a circle.
    Lists(Rows),
}

/// Where somebody stands in an order in which those below lie side by side: right before them, or
/// among others of the same level right before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    /// From where to where those below stand; nought for one outside of the order.
    from: u32,
    to: u32,
}

impl Stand {
    /// Outside of the order, with nobody below.
    pub(super) const NOWHERE: Self = Self { from: 0, to: 0 };

    fn is_above(self, other: Self) -> bool {
        self.from < other.from && other.from <= self.to
    }

    /// Whether neither of two is above the other; nothing where one is outside.
    pub(super) fn is_beside(self, other: Self) -> Option<bool> {
        let inside = self.from > 0 && other.from > 0;
        inside.then(|| !self.is_above(other) && !other.is_above(self))
    }
}

impl Below {
    /// By reporting lines. `circles` says whether some run in a circle.
    pub(super) fn by_lines(superiors: &Rows, reports: &Rows, circles: bool) -> Self {
        let count = reports.count();
        if circles || (0..count).any(|seat| superiors.of(seat).len() > 1) {
            return Self::listed(reports);
        }
        let mut order = Vec::with_capacity(count);
        let mut stands = vec![Stand::NOWHERE; count];
        for root in (0..count).filter(|seat| superiors.of(*seat).is_empty()) {
            // Into a seat, and out of it again when all below were visited.
            let mut way = vec![(root, false)];
            while let Some((seat, done)) = way.pop() {
                if done {
                    stands[seat].to = order.len() as u32;
                    continue;
                }
                order.push(seat as u32);
                stands[seat].from = order.len() as u32;
                way.push((seat, true));
                way.extend(reports.of(seat).iter().rev().map(|report| (*report as usize, false)));
            }
        }
        Self::Stretches { order, stands }
    }

    /// By levels: everybody on a worse level is below.
    pub(super) fn by_levels(depth: &[Option<usize>]) -> Self {
        let mut known: Vec<(usize, u32)> = depth
            .iter()
            .enumerate()
            .filter_map(|(seat, depth)| Some(((*depth)?, seat as u32)))
            .collect();
        known.sort_unstable();
        let mut stands = vec![Stand::NOWHERE; depth.len()];
        for level in known.chunk_by(|a, b| a.0 == b.0) {
            let next = known.partition_point(|(depth, _)| *depth <= level[0].0);
            for (_, seat) in level {
                let own = &mut stands[*seat as usize];
                (own.from, own.to) = (next as u32, known.len() as u32);
            }
        }
        Self::Stretches { order: known.into_iter().map(|(_, seat)| seat).collect(), stands }
    }

    fn listed(reports: &Rows) -> Self {
        let count = reports.count();
        let mut pairs = Vec::new();
        let mut seen = vec![usize::MAX; count];
        let mut open = Vec::new();
        for seat in 0..count {
            seen[seat] = seat;
            open.push(seat);
            while let Some(at) = open.pop() {
                for report in reports.of(at).iter().map(|report| *report as usize) {
                    if seen[report] != seat {
                        seen[report] = seat;
                        open.push(report);
                        pairs.push((seat as u32, report as u32));
                    }
                }
            }
        }
        Self::Lists(Rows::tidy(count, pairs.into_iter()))
    }

    /// Where each seat stands; nothing where those below are listed.
    pub(super) fn stands(&self) -> Option<&[Stand]> {
        match self {
            Self::Stretches { stands, .. } => Some(stands),
            Self::Lists(_) => None,
        }
    }

    /// Those below a seat, without itself.
    pub(super) fn of(&self, seat: usize) -> impl Iterator<Item = usize> + '_ {
        let own = match self {
            Self::Stretches { order, stands } => {
                let Stand { from, to, .. } = stands[seat];
                &order[from as usize..to as usize]
            }
            Self::Lists(rows) => rows.of(seat),
        };
        own.iter().map(|seat| *seat as usize)
    }

    /// The order in which those below each seat are a stretch.
    pub(super) fn order(&self) -> Option<&[u32]> {
        match self {
            Self::Stretches { order, .. } => Some(order),
            Self::Lists(_) => None,
        }
    }

    /// From where to where in it those below a seat stand.
    pub(super) fn stretch(&self, seat: usize) -> std::ops::Range<usize> {
        match self {
            Self::Stretches { stands, .. } => stands[seat].from as usize..stands[seat].to as usize,
            Self::Lists(_) => 0..0,
        }
    }

    /// Whether those below a seat are a stretch of one order: then each is as many layers down as
    /// it is deeper in the chart.
    pub(super) fn is_stretches(&self) -> bool {
        matches!(self, Self::Stretches { .. })
    }

    /// How many people are below each seat.
    pub(super) fn people(&self, people: &People<'_>) -> Vec<usize> {
        let held = |seat: u32| usize::from(people.person[seat as usize].is_some());
        match self {
            Self::Stretches { order, stands } => {
                let mut before = vec![0; order.len() + 1];
                for (at, seat) in order.iter().enumerate() {
                    before[at + 1] = before[at] + held(*seat);
                }
                let among = |own: &Stand| before[own.to as usize] - before[own.from as usize];
                stands.iter().map(among).collect()
            }
            Self::Lists(rows) => {
                rows.iter().map(|row| row.iter().map(|seat| held(*seat)).sum()).collect()
            }
        }
    }

    /// Whether a seat is above another.
    pub(super) fn is_above(&self, above: usize, below: usize) -> bool {
        match self {
            Self::Stretches { stands, .. } => stands[above].is_above(stands[below]),
            Self::Lists(rows) => rows.of(above).binary_search(&(below as u32)).is_ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: usize, lines: &[(u32, u32)]) -> (Rows, Rows) {
        let down = lines.iter().map(|(from, to)| (*to, *from));
        (Rows::tidy(count, lines.iter().copied()), Rows::tidy(count, down))
    }

    #[test]
    fn stretches_and_lists_tell_the_same() {
        // 0 over 2 and 5, 2 over 1 and 4, 4 over 3; 6 alone.
        let (superiors, reports) = rows(7, &[(2, 0), (5, 0), (1, 2), (4, 2), (3, 4)]);
        let stretches = Below::by_lines(&superiors, &reports, false);
        let lists = Below::listed(&reports);
        assert!(matches!(stretches, Below::Stretches { .. }));
        for seat in 0..7 {
            let sorted = |below: &Below| {
                let mut all: Vec<usize> = below.of(seat).collect();
                all.sort_unstable();
                all
            };
            assert_eq!(sorted(&stretches), sorted(&lists), "below {seat}");
            for other in 0..7 {
                assert_eq!(stretches.is_above(seat, other), lists.is_above(seat, other));
            }
        }
        assert_eq!(lists.of(2).collect::<Vec<_>>(), [1, 3, 4]);
    }

    #[test]
    fn on_levels_everybody_further_down_is_below() {
        let below = Below::by_levels(&[Some(1), Some(0), None, Some(1), Some(3)]);
        assert_eq!(below.of(1).collect::<Vec<_>>(), [0, 3, 4]);
        assert_eq!(below.of(0).collect::<Vec<_>>(), [4]);
        assert_eq!(below.of(2).count() + below.of(4).count(), 0);
        assert!(below.is_above(1, 4) && !below.is_above(0, 3) && !below.is_above(1, 2));
    }
}
