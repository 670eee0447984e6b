//! Records in the making, which mostly come in the order of their identities.

use std::collections::HashMap;
use std::hash::Hash;

use foldhash::fast::RandomState;

/// Records by identity: behind each other as they come, and put in order when that is asked for.
pub(in crate::storage) struct Shelf<K, V> {
    ids: Vec<K>,
    records: Vec<V>,
    /// Where each stands, once one has come out of order.
    places: Option<HashMap<K, usize, RandomState>>,
}

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Self { ids: Vec::new(), records: Vec::new(), places: None }
    }
}

impl<K: Copy + Ord + Hash + Into<u64>, V> Shelf<K, V> {
    /// Makes room for so many more.
    pub(in crate::storage) fn reserve(&mut self, more: usize) {
        self.ids.reserve(more);
        self.records.reserve(more);
    }

    /// Puts a record in, or in the place of the one that has its identity; gives that place.
    pub(in crate::storage) fn insert(&mut self, id: K, record: V) -> usize {
        if let Some(place) = self.place(id) {
            self.records[place] = record;
            return place;
        }
        let is_next = self.ids.last().is_none_or(|last| *last < id);
        if !is_next && self.places.is_none() {
            self.places = Some(self.ids.iter().copied().zip(0..).collect());
        }
        let place = self.ids.len();
        if let Some(places) = &mut self.places {
            places.insert(id, place);
        }
        self.ids.push(id);
        self.records.push(record);
        place
    }

    fn place(&self, id: K) -> Option<usize> {
        if let Some(places) = &self.places {
            return places.get(&id).copied();
        }
        let (first, last) = (*self.ids.first()?, *self.ids.last()?);
        if !(first..=last).contains(&id) {
            return None;
        }
        // They mostly follow each other without a gap.
        let far = usize::try_from(id.into() - first.into()).unwrap_or(usize::MAX);
        if self.ids.get(far) == Some(&id) {
            return Some(far);
        }
        self.ids.binary_search(&id).ok()
    }

    pub(in crate::storage) fn contains_key(&self, id: K) -> bool {
        self.place(id).is_some()
    }

    pub(in crate::storage) fn get(&self, id: K) -> Option<&V> {
        self.place(id).map(|place| &self.records[place])
    }

    pub(in crate::storage) fn get_mut(&mut self, id: K) -> Option<&mut V> {
        self.place(id).map(|place| &mut self.records[place])
    }

    /// All records, in any order.
    pub(in crate::storage) fn records_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.records.iter_mut()
    }

    /// All records, in the order of their identities.
    pub(in crate::storage) fn in_order(&mut self) -> impl Iterator<Item = (K, &V)> {
        if self.places.is_some() {
            let whole = std::mem::take(self);
            (self.ids, self.records) = whole.into_pairs().unzip();
        }
        self.ids.iter().copied().zip(&self.records)
    }

    /// All records with their identities, in the order of these.
    pub(in crate::storage) fn into_pairs(self) -> impl Iterator<Item = (K, V)> {
        let is_in_order = self.places.is_none();
        let pairs = self.ids.into_iter().zip(self.records);
        let (mut sorted, plain) =
            if is_in_order { (Vec::new(), Some(pairs)) } else { (pairs.collect(), None) };
        sorted.sort_by_key(|(id, _)| *id);
        sorted.into_iter().chain(plain.into_iter().flatten())
    }
}
