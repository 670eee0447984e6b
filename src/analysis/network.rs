//! Who is next to whom, as two arrays: compressed sparse rows on dense indices.

/// The neighbours of every index, row by row in one array.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    /// Where each row begins; one more than there are rows.
    start: Vec<u32>,
    to: Vec<u32>,
}

impl Rows {
    /// Rows that lead from the first of each pair to the second.
    pub(super) fn directed(count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut rows = Self::default();
        rows.refill(count, pairs);
        rows
    }

    /// Rows that lead both ways.
    pub(super) fn undirected(
        count: usize,
        pairs: impl Iterator<Item = (u32, u32)> + Clone,
    ) -> Self {
        Self::directed(count, pairs.flat_map(|(a, b)| [(a, b), (b, a)]))
    }

    /// Rows that lead from the first of each pair to the second, each row in order and without
    /// repeats.
    pub(super) fn tidy(count: usize, mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        Self::directed(count, pairs.into_iter())
    }

    /// Fills the rows anew, in the room that they have.
    pub(super) fn refill(&mut self, count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) {
        self.start.clear();
        self.start.resize(count + 1, 0);
        let mut all = 0;
        for (from, _) in pairs.clone() {
            self.start[from as usize + 1] += 1;
            all += 1;
        }
        for row in 0..count {
            self.start[row + 1] += self.start[row];
        }
        self.to.clear();
        self.to.resize(all, 0);
        // The beginnings serve as marks while the rows fill, and are put back afterwards.
        for (from, to) in pairs {
            let mark = &mut self.start[from as usize];
            self.to[*mark as usize] = to;
            *mark += 1;
        }
        self.start.rotate_right(1);
        self.start[0] = 0;
    }

    /// The neighbours of one index.
    pub(super) fn of(&self, index: usize) -> &[u32] {
        &self.to[self.start[index] as usize..self.start[index + 1] as usize]
    }

    /// How many rows there are.
    pub(super) fn count(&self) -> usize {
        self.start.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn every_pair_lies_in_the_row_of_its_first() {
        let pairs = [(2, 0), (0, 1), (2, 1), (0, 2)];
        let mut rows = Rows::directed(4, pairs.into_iter());
        assert_eq!(rows.count(), 4);
        let all: Vec<&[u32]> = (0..4).map(|row| rows.of(row)).collect();
        assert_eq!(all, [&[1, 2][..], &[], &[0, 1], &[]]);
        rows.refill(2, [(1, 0)].into_iter());
        assert_eq!((rows.of(0), rows.of(1)), (&[][..], &[0][..]));
        let both = Rows::undirected(2, [(1, 0)].into_iter());
        assert_eq!((both.of(0), both.of(1)), (&[1][..], &[0][..]));
        assert_eq!(Rows::directed(0, std::iter::empty()).count(), 0);
    }
}
