//! The arrows of one kind from one of their ends: what belongs to a person lies side by side. What
//! an arrow weighs stands in the list of arrows alone.

use super::people::Arrow;

/// One arrow as a person at one of its ends has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tie {
    /// Its place in the list of arrows.
    pub(super) at: u32,
    /// The person at the other end.
    pub(super) other: u32,
}

/// The ties of everybody, row by row; each row in the order of the arrows.
#[derive(Debug, Default)]
pub(super) struct Ties {
    /// Where each row begins; one more than there are rows.
    start: Vec<u32>,
    all: Vec<Tie>,
}

impl Ties {
    /// Of so many people; `ends` gives the person whose row it is and the other one.
    pub(super) fn of(count: usize, arrows: &[Arrow], ends: impl Fn(&Arrow) -> (u32, u32)) -> Self {
        let mut start = vec![0_u32; count + 1];
        arrows.iter().for_each(|arrow| start[ends(arrow).0 as usize + 1] += 1);
        for row in 0..count {
            start[row + 1] += start[row];
        }
        let mut all = vec![Tie { at: 0, other: 0 }; arrows.len()];
        // The beginnings serve as marks while the rows fill, and are put back afterwards.
        for (at, arrow) in (0..).zip(arrows) {
            let (own, other) = ends(arrow);
            let mark = &mut start[own as usize];
            all[*mark as usize] = Tie { at, other };
            *mark += 1;
        }
        start.rotate_right(1);
        start[0] = 0;
        Self { start, all }
    }

    /// Those of one person.
    pub(super) fn row(&self, row: usize) -> &[Tie] {
        &self.all[self.start[row] as usize..self.start[row + 1] as usize]
    }

    /// How many one person has.
    pub(super) fn degree(&self, row: usize) -> usize {
        (self.start[row + 1] - self.start[row]) as usize
    }

    /// Puts a tie into a row. All arrows behind it are one place further on than they were, unless
    /// it is the last.
    pub(super) fn put(&mut self, row: usize, tie: Tie, last: bool) {
        if !last {
            self.all.iter_mut().for_each(|it| it.at += u32::from(it.at >= tie.at));
        }
        let place = self.place(row, tie.at);
        self.all.insert(place, tie);
        self.start[row + 1..].iter_mut().for_each(|begin| *begin += 1);
    }

    /// Takes a tie out of a row; all arrows behind it are one place nearer to the first.
    pub(super) fn take(&mut self, row: usize, at: u32) {
        let place = self.place(row, at);
        if self.row(row).iter().any(|tie| tie.at == at) {
            self.all.remove(place);
            self.start[row + 1..].iter_mut().for_each(|begin| *begin -= 1);
        }
        self.all.iter_mut().for_each(|it| it.at -= u32::from(it.at > at));
    }

    /// Where an arrow stands in a row, or would.
    fn place(&self, row: usize, at: u32) -> usize {
        self.start[row] as usize + self.row(row).partition_point(|tie| tie.at < at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Flow, FlowId, FlowKind, PositionId};
    use crate::quantity::Frequency;

    fn arrow(from: u64, to: u64) -> Arrow {
        let (from, to) = (PositionId(from), PositionId(to));
        let flow = Flow::new(from, to, FlowKind::Consult, Frequency::new(1.0).unwrap());
        Arrow::of(FlowId(1), &flow, |id| Some(id.0 as usize)).unwrap()
    }

    fn rows(ties: &Ties) -> Vec<Vec<(u32, u32)>> {
        let row = |row| ties.row(row).iter().map(|tie| (tie.at, tie.other)).collect();
        (0..3).map(row).collect()
    }

    #[test]
    fn a_tie_that_comes_and_goes_leaves_the_rows_of_the_others() {
        let arrows = [arrow(2, 0), arrow(0, 1), arrow(2, 1)];
        let mut ties = Ties::of(3, &arrows, Arrow::pair);
        let before = [vec![(1, 1)], vec![], vec![(0, 0), (2, 1)]];
        assert_eq!(rows(&ties), before);
        ties.put(2, Tie { at: 1, other: 2 }, false);
        let more = [vec![(2, 1)], vec![], vec![(0, 0), (1, 2), (3, 1)]];
        assert_eq!(rows(&ties), more);
        ties.take(2, 1);
        assert_eq!(rows(&ties), before);
        assert_eq!((ties.degree(2), ties.degree(1)), (2, 0));
    }
}
