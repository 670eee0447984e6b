//! Columns in shared pieces: a copy costs nothing, and a write after it copies the piece alone. So
//! an analysis and the next one share all that an edit left as it was.

use std::iter::FlatMap;
use std::ops::Index;
use std::slice::Iter;
use std::sync::Arc;

/// So many values lie in a piece.
const LENGTH: usize = 256;

/// Values by place.
#[derive(Debug, Clone)]
pub struct Pieces<T> {
    pieces: Arc<Vec<Arc<Vec<T>>>>,
    len: usize,
}

impl<T> Pieces<T> {
    /// How many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The value of a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        self.pieces.get(at / LENGTH)?.get(at % LENGTH)
    }

    /// All values in turn.
    pub fn iter(&self) -> PiecesIter<'_, T> {
        self.into_iter()
    }
}

impl<T: Clone> Pieces<T> {
    /// Puts another value in a place that there is.
    pub(super) fn set(&mut self, at: usize, value: T) {
        self.change(at, |own| *own = value);
    }

    /// Changes the value of a place that there is.
    fn change(&mut self, at: usize, change: impl FnOnce(&mut T)) {
        let piece = Arc::make_mut(&mut self.pieces).get_mut(at / LENGTH);
        if let Some(own) = piece.and_then(|piece| Arc::make_mut(piece).get_mut(at % LENGTH)) {
            change(own);
        }
    }
}

/// The values of [`Pieces`] in turn.
pub type PiecesIter<'a, T> =
    FlatMap<Iter<'a, Arc<Vec<T>>>, Iter<'a, T>, fn(&'a Arc<Vec<T>>) -> Iter<'a, T>>;

impl<'a, T> IntoIterator for &'a Pieces<T> {
    type Item = &'a T;
    type IntoIter = PiecesIter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.pieces.iter().flat_map(|piece| piece.iter())
    }
}

impl<T> Index<usize> for Pieces<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.pieces[at / LENGTH][at % LENGTH]
    }
}

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self { pieces: Arc::default(), len: 0 }
    }
}

impl<T: PartialEq> PartialEq for Pieces<T> {
    fn eq(&self, other: &Self) -> bool {
        let same =
            |(one, other): (&Arc<Vec<T>>, &Arc<Vec<T>>)| Arc::ptr_eq(one, other) || one == other;
        self.len == other.len && self.pieces.iter().zip(other.pieces.iter()).all(same)
    }
}

impl<T> FromIterator<T> for Pieces<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut values = values.into_iter();
        let (mut pieces, mut len) = (Vec::new(), 0);
        loop {
            let mut piece = Vec::with_capacity(LENGTH);
            piece.extend(values.by_ref().take(LENGTH));
            if piece.is_empty() {
                break;
            }
            len += piece.len();
            pieces.push(Arc::new(piece));
        }
        Self { pieces: Arc::new(pieces), len }
    }
}

/// Values by identity, in the order of their identities.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<K, V> {
    ids: Arc<Vec<K>>,
    values: Pieces<V>,
}

impl<K: Ord, V> Listed<K, V> {
    /// Values of identities that are in order.
    pub(super) fn of(ids: Arc<Vec<K>>, values: Pieces<V>) -> Self {
        Self { ids, values }
    }

    /// How many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The value of an identity.
    #[must_use]
    pub fn get(&self, id: &K) -> Option<&V> {
        self.values.get(self.ids.binary_search(id).ok()?)
    }

    /// Whether an identity has a value.
    #[must_use]
    pub fn contains_key(&self, id: &K) -> bool {
        self.ids.binary_search(id).is_ok()
    }

    /// All identities with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> + Clone {
        self.ids.iter().zip(&self.values)
    }

    /// All identities, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> + Clone {
        self.ids.iter()
    }

    /// All values, in the order of their identities.
    pub fn values(&self) -> PiecesIter<'_, V> {
        self.values.iter()
    }
}

impl<K: Ord, V: Clone> Listed<K, V> {
    /// Puts another value in a place that there is.
    pub(super) fn set(&mut self, at: usize, value: V) {
        self.values.set(at, value);
    }

    /// Changes the value of a place that there is.
    pub(super) fn change(&mut self, at: usize, change: impl FnOnce(&mut V)) {
        self.values.change(at, change);
    }
}

impl<K: Ord, V> Index<&K> for Listed<K, V> {
    type Output = V;

    fn index(&self, id: &K) -> &V {
        &self.values[self.ids.partition_point(|other| other < id)]
    }
}

impl<K, V> Default for Listed<K, V> {
    fn default() -> Self {
        Self { ids: Arc::default(), values: Pieces::default() }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Listed<K, V> {
    /// Of several values of one identity the last counts.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(values: I) -> Self {
        let mut all: Vec<(K, V)> = values.into_iter().collect();
        if !all.is_sorted_by(|one, next| one.0 < next.0) {
            all.reverse();
            all.sort_by(|one, other| one.0.cmp(&other.0));
            all.dedup_by(|next, one| next.0 == one.0);
        }
        let (ids, values): (Vec<K>, Vec<V>) = all.into_iter().unzip();
        Self { ids: Arc::new(ids), values: values.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_what_it_had_when_the_other_is_written() {
        let mut one: Pieces<usize> = (0..1_000).collect();
        let other = one.clone();
        one.set(700, 3);
        one.set(1_000, 4);
        assert_eq!((one[700], other[700], one.len()), (3, 700, 1_000));
        assert!(Arc::ptr_eq(&one.pieces[0], &other.pieces[0]) && one != other);
        assert_eq!(one.iter().count(), 1_000);
        one.set(700, 700);
        assert_eq!(one, other);
    }

    #[test]
    fn identities_are_found_in_whatever_order_they_came() {
        let listed: Listed<u64, &str> = [(5, "e"), (2, "b"), (5, "f")].into_iter().collect();
        assert_eq!((listed.get(&5), listed.get(&3), listed[&2]), (Some(&"f"), None, "b"));
        assert_eq!(listed.keys().copied().collect::<Vec<_>>(), [2, 5]);
    }
}
