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
    pub(super) fn tidy(count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut rows = Self::directed(count, pairs);
        rows.sort_and_merge();
        rows
    }

    /// Rows that lead both ways, each in order and without repeats. Every number has some lists of
    /// others, and whoever is in one of them has the number in a list as well.
    pub(super) fn mutual<'a, const N: usize, T: 'a>(
        count: usize,
        lists: impl Fn(usize) -> [&'a [T]; N],
        other: impl Fn(&T) -> u32,
    ) -> Self {
        let mut rows = Self { start: vec![0; count + 1], to: Vec::new() };
        for row in 0..count {
            let own: usize = lists(row).iter().map(|list| list.len()).sum();
            rows.start[row + 1] = rows.start[row] + own as u32;
        }
        rows.to.resize(rows.start[count] as usize, 0);
        // As numbers come in order, they fill every row in order. The beginnings serve as marks.
        for row in 0..count {
            for list in lists(row) {
                for item in list {
                    let mark = &mut rows.start[other(item) as usize];
                    rows.to[*mark as usize] = row as u32;
                    *mark += 1;
                }
            }
        }
        rows.start.rotate_right(1);
        rows.start[0] = 0;
        rows.merge();
        rows
    }

    /// The same rows the other way round, each in order.
    pub(super) fn reversed(&self) -> Self {
        Self::directed(self.count(), self.pairs().map(|(from, to)| (to, from)))
    }

    /// Row by row what either has, in order and once. Both must be in order and without repeats.
    pub(super) fn merged(&self, other: &Self) -> Self {
        let mut merged =
            Self { start: vec![0], to: Vec::with_capacity(self.to.len() + other.to.len()) };
        for row in 0..self.count() {
            let (mut left, mut right) = (self.of(row), other.of(row));
            while let (Some(a), Some(b)) = (left.first(), right.first()) {
                merged.to.push(*a.min(b));
                left = &left[usize::from(a <= b)..];
                right = &right[usize::from(b <= a)..];
            }
            merged.to.extend(left);
            merged.to.extend(right);
            merged.start.push(merged.to.len() as u32);
        }
        merged
    }

    fn sort_and_merge(&mut self) {
        for row in 0..self.count() {
            let span = self.span(row);
            self.to[span].sort_unstable();
        }
        self.merge();
    }

    /// Takes repeats out of rows that are in order.
    fn merge(&mut self) {
        let mut kept = 0;
        let mut begin = 0;
        for row in 0..self.count() {
            let end = self.start[row + 1] as usize;
            let first = kept;
            for place in begin..end {
                if kept == first || self.to[kept - 1] != self.to[place] {
                    self.to[kept] = self.to[place];
                    kept += 1;
                }
            }
            begin = end;
            self.start[row + 1] = kept as u32;
        }
        self.to.truncate(kept);
    }

    /// Fills the rows anew, in the room that they have.
    pub(super) fn refill(&mut self, count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) {
        self.start.clear();
        self.start.resize(count + 1, 0);
        let mut all = 0;
        pairs.clone().for_each(|(from, _)| {
            self.start[from as usize + 1] += 1;
            all += 1;
        });
        for row in 0..count {
            self.start[row + 1] += self.start[row];
        }
        self.to.clear();
        self.to.resize(all, 0);
        // The beginnings serve as marks while the rows fill, and are put back afterwards.
        pairs.for_each(|(from, to)| {
            let mark = &mut self.start[from as usize];
            self.to[*mark as usize] = to;
            *mark += 1;
        });
        self.start.rotate_right(1);
        self.start[0] = 0;
    }

    /// Puts a number into a row, which stays in order.
    pub(super) fn put(&mut self, row: usize, number: u32) {
        let at = self.start[row] as usize + self.of(row).partition_point(|it| *it < number);
        self.to.insert(at, number);
        self.start[row + 1..].iter_mut().for_each(|begin| *begin += 1);
    }

    /// Takes a number out of a row in order that has it.
    pub(super) fn take(&mut self, row: usize, number: u32) {
        if let Ok(at) = self.of(row).binary_search(&number) {
            self.to.remove(self.start[row] as usize + at);
            self.start[row + 1..].iter_mut().for_each(|begin| *begin -= 1);
        }
    }

    /// The neighbours of one index.
    pub(super) fn of(&self, index: usize) -> &[u32] {
        &self.to[self.span(index)]
    }

    /// Where the neighbours of one index stand among all pairs.
    pub(super) fn span(&self, index: usize) -> std::ops::Range<usize> {
        self.start[index] as usize..self.start[index + 1] as usize
    }

    /// How many neighbours one index has.
    pub(super) fn degree(&self, index: usize) -> usize {
        (self.start[index + 1] - self.start[index]) as usize
    }

    /// How many neighbours each index has.
    pub(super) fn degrees(&self) -> impl Iterator<Item = usize> + Clone + '_ {
        self.start.windows(2).map(|ends| (ends[1] - ends[0]) as usize)
    }

    /// Whether one index leads to another, in rows that are in order.
    pub(super) fn has(&self, from: usize, to: usize) -> bool {
        self.of(from).binary_search(&(to as u32)).is_ok()
    }

    /// Every row in turn.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> + Clone + '_ {
        self.start.windows(2).map(|ends| &self.to[ends[0] as usize..ends[1] as usize])
    }

    /// Every pair, row by row.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + Clone + '_ {
        let rows = self.iter().enumerate();
        rows.flat_map(|(from, row)| row.iter().map(move |to| (from as u32, *to)))
    }

    /// How many pairs there are.
    pub(super) fn len(&self) -> usize {
        self.to.len()
    }

    /// How many rows there are.
    pub(super) fn count(&self) -> usize {
        self.start.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    fn rows_of(rows: &Rows) -> Vec<&[u32]> {
        rows.iter().collect()
    }

    #[test]
    fn every_pair_lies_in_the_row_of_its_first() {
        let pairs = [(2, 0), (0, 1), (2, 1), (0, 2)];
        let mut rows = Rows::directed(4, pairs.into_iter());
        assert_eq!(rows.count(), 4);
        assert_eq!(rows_of(&rows), [&[1, 2][..], &[], &[0, 1], &[]]);
        rows.refill(2, [(1, 0)].into_iter());
        assert_eq!((rows.of(0), rows.of(1)), (&[][..], &[0][..]));
        let both = Rows::undirected(2, [(1, 0)].into_iter());
        assert_eq!((both.of(0), both.of(1)), (&[1][..], &[0][..]));
        assert_eq!(Rows::default().count(), 0);
        assert_eq!(Rows::directed(0, std::iter::empty()).count(), 0);
    }

    #[test]
    fn a_number_is_put_in_and_taken_out_again() {
        let before = Rows::tidy(3, [(0, 0), (0, 3), (1, 2), (2, 4)].into_iter());
        let mut rows = before.clone();
        rows.put(0, 1);
        assert_eq!(rows_of(&rows), [&[0, 1, 3][..], &[2], &[4]]);
        rows.take(0, 1);
        assert_eq!(rows_of(&rows), rows_of(&before));
    }

    #[test]
    fn tidy_rows_are_in_order_and_hold_everything_once() {
        let pairs = [(1, 2), (1, 0), (1, 2), (0, 2), (1, 0), (2, 1)];
        let rows = Rows::tidy(3, pairs.into_iter());
        assert_eq!(rows_of(&rows), [&[2][..], &[0, 2], &[1]]);
        assert_eq!(
            (rows.len(), rows.degree(1), rows.has(1, 2), rows.has(0, 1)),
            (4, 2, true, false)
        );
        let back = rows.reversed();
        assert_eq!(rows_of(&back), [&[1][..], &[2], &[0, 1]]);
        assert_eq!(rows_of(&rows.merged(&back)), [&[1, 2][..], &[0, 2], &[0, 1]]);
        let lists = [&[2, 1, 2][..], &[0], &[0, 0]];
        let both = Rows::mutual(3, |row| [lists[row], &[]], |other| *other);
        assert_eq!(rows_of(&both), [&[1, 2][..], &[0], &[0]]);
    }
}
