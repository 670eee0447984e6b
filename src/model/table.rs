use std::sync::Arc;

use rpds::RedBlackTreeMapSync;

/// Records by identity, in the order of their identities. A copy shares everything with the
/// original and costs nothing; a write after it copies only the path to the record.
#[derive(Debug, Clone)]
pub struct Table<K: Ord, V>(RedBlackTreeMapSync<K, Arc<V>>);

impl<K: Ord + Copy, V> Default for Table<K, V> {
    fn default() -> Self {
        Self(RedBlackTreeMapSync::new_sync())
    }
}

impl<K: Ord + Copy, V: PartialEq> PartialEq for Table<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .0
                .iter()
                .zip(other.0.iter())
                .all(|((a, x), (b, y))| a == b && (Arc::ptr_eq(x, y) || x == y))
    }
}

impl<K: Ord + Copy, V> Table<K, V> {
    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.size()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The record of this identity.
    #[must_use]
    pub fn get(&self, id: K) -> Option<&V> {
        self.0.get(&id).map(AsRef::as_ref)
    }

    /// The record of this identity, to keep.
    #[must_use]
    pub fn share(&self, id: K) -> Option<Arc<V>> {
        self.0.get(&id).cloned()
    }

    /// Whether there is a record of this identity.
    #[must_use]
    pub fn contains(&self, id: K) -> bool {
        self.0.contains_key(&id)
    }

    /// All records, in the order of their identities.
    pub fn iter(&self) -> impl Iterator<Item = (K, &V)> {
        self.0.iter().map(|(id, record)| (*id, record.as_ref()))
    }

    /// All identities, in order.
    pub fn ids(&self) -> impl Iterator<Item = K> {
        self.0.keys().copied()
    }

    /// Puts a record in, replaces it, or takes it out.
    pub(super) fn set(&mut self, id: K, record: Option<Arc<V>>) {
        match record {
            Some(record) => self.0.insert_mut(id, record),
            None => {
                self.0.remove_mut(&id);
            }
        }
    }
}
