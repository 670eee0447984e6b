use super::held::{Held, Record};
use super::piece::Piece;
use super::table::{LARGEST, Table};

/// A table that is being filled, mostly in the order of the identities.
#[derive(Debug)]
pub struct Growing<K, V: Record> {
    table: Table<K, V>,
    /// Records behind all of the table, in order.
    behind: Piece<K, V>,
    /// Whether one came before another that it belongs behind.
    is_mixed: bool,
}

impl<K, V: Record> Default for Growing<K, V> {
    fn default() -> Self {
        Self { table: Table::default(), behind: Piece::default(), is_mixed: false }
    }
}

impl<K: Ord + Copy, V: Record> Growing<K, V> {
    /// Adds a record, and says whether none of this identity was there.
    pub fn add(&mut self, id: K, record: V) -> bool {
        if !self.is_mixed {
            let last = self.behind.last().or_else(|| self.table.last_id());
            if last.is_none_or(|last| last < id) {
                if self.behind.has_no_room() {
                    self.behind.reserve(LARGEST);
                }
                self.behind.push(id, V::Held::new(record));
                if self.behind.len() == LARGEST {
                    self.settle();
                }
                return true;
            }
            self.settle();
            self.is_mixed = true;
        }
        let is_new = !self.table.contains(id);
        if is_new {
            self.table.add(id, record);
        }
        is_new
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.is_empty() && self.behind.is_empty()
    }

    /// The record of this identity.
    #[must_use]
    pub fn get(&self, id: K) -> Option<&V> {
        match self.behind.place(id) {
            Ok(place) => self.behind.record(place).map(Held::get),
            Err(_) => self.table.get(id),
        }
    }

    /// Whether there is a record of this identity.
    #[must_use]
    pub fn contains(&self, id: K) -> bool {
        self.get(id).is_some()
    }

    /// Puts a record in the place of the one that is there.
    pub fn replace(&mut self, id: K, record: V) {
        match self.behind.place(id) {
            Ok(place) => self.behind.replace(place, V::Held::new(record)),
            Err(_) => self.table.add(id, record),
        }
    }

    /// All records, in the order of their identities.
    pub fn iter(&self) -> impl Iterator<Item = (K, &V)> {
        let behind = self.behind.iter().map(|(id, record)| (*id, record.get()));
        self.table.iter().chain(behind)
    }

    /// The table.
    #[must_use]
    pub fn table(mut self) -> Table<K, V> {
        self.behind.shrink_to_fit();
        self.settle();
        self.table
    }

    fn settle(&mut self) {
        self.table.add_behind(std::mem::take(&mut self.behind));
    }
}
