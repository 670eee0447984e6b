use super::held::{Held, Record};

/// Records that lie beside each other in the order of their identities, which lie beside each
/// other too: whoever looks for one record, or wants the identities or a column alone, passes no other
/// record.
#[derive(Debug, Clone)]
pub(super) struct Piece<K, V: Record> {
    ids: Vec<K>,
    records: Vec<V::Held>,
    column: Vec<V::Column>,
}

impl<K, V: Record> Default for Piece<K, V> {
    fn default() -> Self {
        Self { ids: Vec::new(), records: Vec::new(), column: Vec::new() }
    }
}

impl<K, V: Record> Piece<K, V> {
    /// With room for so many more, and no further.
    pub(super) fn reserve(&mut self, more: usize) {
        self.ids.reserve_exact(more);
        self.records.reserve_exact(more);
        self.column.reserve_exact(more);
    }

    pub(super) fn has_no_room(&self) -> bool {
        self.ids.capacity() == 0
    }

    pub(super) fn shrink_to_fit(&mut self) {
        self.ids.shrink_to_fit();
        self.records.shrink_to_fit();
        self.column.shrink_to_fit();
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Puts a record behind all others, where it belongs.
    pub(super) fn push(&mut self, id: K, record: V::Held) {
        self.ids.push(id);
        self.column.push(record.get().column());
        self.records.push(record);
    }

    pub(super) fn insert(&mut self, place: usize, id: K, record: V::Held) {
        self.ids.insert(place, id);
        self.column.insert(place, record.get().column());
        self.records.insert(place, record);
    }

    pub(super) fn remove(&mut self, place: usize) {
        self.ids.remove(place);
        self.records.remove(place);
        self.column.remove(place);
    }

    pub(super) fn replace(&mut self, place: usize, record: V::Held) {
        self.column[place] = record.get().column();
        self.records[place] = record;
    }

    /// Takes all from a place on out.
    pub(super) fn split_off(&mut self, place: usize) -> Self {
        Self {
            ids: self.ids.split_off(place),
            records: self.records.split_off(place),
            column: self.column.split_off(place),
        }
    }

    /// The record of a place.
    pub(super) fn record(&self, place: usize) -> Option<&V::Held> {
        self.records.get(place)
    }

    /// All identities, in order.
    pub(super) fn ids(&self) -> &[K] {
        &self.ids
    }

    /// What is asked of all records, in their order.
    pub(super) fn column(&self) -> &[V::Column] {
        &self.column
    }

    /// All identities with their records, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &V::Held)> {
        self.ids.iter().zip(&self.records)
    }
}

impl<K: Ord + Copy, V: Record> Piece<K, V> {
    /// The first identity.
    pub(super) fn first(&self) -> Option<K> {
        self.ids.first().copied()
    }

    /// The last identity.
    pub(super) fn last(&self) -> Option<K> {
        self.ids.last().copied()
    }

    /// The place of an identity, or the one at which it belongs.
    pub(super) fn place(&self, id: K) -> Result<usize, usize> {
        match self.ids.last() {
            // Records mostly come in the order of their identities.
            Some(last) if *last >= id => self.ids.binary_search(&id),
            _ => Err(self.ids.len()),
        }
    }
}
