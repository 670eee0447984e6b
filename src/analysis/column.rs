//! A column by person that takes no more room than what stands in it.

use std::ops::Index;

/// A number for each of the people; where few have more than 0, these alone are kept.
#[derive(Debug, Clone)]
pub struct Column {
    len: usize,
    kept: Kept,
}

#[derive(Debug, Clone)]
enum Kept {
    /// The number of everybody.
    All(Box<[f64]>),
    /// Those who have one other than 0, in order.
    Some(Box<[(u32, f64)]>),
}

impl Column {
    /// Of so many people, by those who have a number other than 0, in order.
    pub(super) fn of_some(len: usize, mut some: Vec<(u32, f64)>) -> Self {
        // A share may be too small to be a number other than 0.
        some.retain(|(_, number)| *number != 0.0);
        // A number with its place takes twice the room of a number.
        if some.len() * 2 <= len {
            return Self { len, kept: Kept::Some(some.into()) };
        }
        let mut all = vec![0.0; len].into_boxed_slice();
        some.into_iter().for_each(|(person, number)| all[person as usize] = number);
        Self { len, kept: Kept::All(all) }
    }

    /// How many people there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Everybody who has a number other than 0, in order, with that.
    pub fn some(&self) -> impl Iterator<Item = (usize, f64)> + Clone {
        let (all, some): (&[f64], &[(u32, f64)]) = match &self.kept {
            Kept::All(all) => (all, &[]),
            Kept::Some(some) => (&[], some),
        };
        let all = all.iter().copied().enumerate().filter(|(_, number)| *number != 0.0);
        all.chain(some.iter().map(|(person, number)| (*person as usize, *number)))
    }

    /// The number of everybody.
    #[must_use]
    pub fn all(&self) -> Vec<f64> {
        let mut all = vec![0.0; self.len];
        self.some().for_each(|(person, number)| all[person] = number);
        all
    }

    /// The number of one of the people; nothing beyond the last.
    #[must_use]
    pub fn get(&self, person: usize) -> Option<f64> {
        (person < self.len).then(|| self[person])
    }

    /// The largest number, at least 0.
    pub(super) fn largest(&self) -> f64 {
        self.some().map(|(_, number)| number).fold(0.0, f64::max)
    }
}

impl From<Vec<f64>> for Column {
    fn from(all: Vec<f64>) -> Self {
        let some = all.iter().filter(|number| **number != 0.0).count();
        if some * 2 > all.len() {
            return Self { len: all.len(), kept: Kept::All(all.into()) };
        }
        let own = (0..).zip(&all).filter(|(_, number)| **number != 0.0);
        let mut kept = Vec::with_capacity(some);
        kept.extend(own.map(|(person, number)| (person, *number)));
        Self { len: all.len(), kept: Kept::Some(kept.into()) }
    }
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.some().eq(other.some())
    }
}

impl Index<usize> for Column {
    type Output = f64;

    fn index(&self, person: usize) -> &f64 {
        const NOTHING: f64 = 0.0;
        match &self.kept {
            Kept::All(all) => &all[person],
            Kept::Some(some) => {
                let place = some.binary_search_by_key(&person, |(other, _)| *other as usize);
                place.map_or(&NOTHING, |at| &some[at].1)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_says_the_same_however_it_is_kept() {
        let few: Column = vec![0.0, 0.0, 2.0, 0.0, 3.0].into();
        let many: Column = vec![0.0, 5.0, 2.0, 4.0].into();
        assert!(matches!((&few.kept, &many.kept), (Kept::Some(_), Kept::All(_))));
        assert_eq!((few[2], few[3], few[4], few.len()), (2.0, 0.0, 3.0, 5));
        assert_eq!((many[0], many[3], many.largest()), (0.0, 4.0, 5.0));
        assert_eq!(few.all(), [0.0, 0.0, 2.0, 0.0, 3.0]);
        assert_eq!(many.some().collect::<Vec<_>>(), [(1, 5.0), (2, 2.0), (3, 4.0)]);
        assert_eq!(few, Column::of_some(5, vec![(2, 2.0), (4, 3.0)]));
        assert_eq!(many, Column::of_some(4, vec![(1, 5.0), (2, 2.0), (3, 4.0)]));
    }
}
