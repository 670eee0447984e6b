use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;

use super::held::{Held, Record};

/// Records by identity, in the order of their identities. A copy shares everything with the
/// original and costs nothing; a write after it copies only the piece that the record lies in.
#[derive(Debug, Clone)]
pub struct Table<K, V: Record> {
    /// The pieces in order, none of them empty, each with the identity it begins with.
    pieces: Arc<Vec<(K, Piece<K, V>)>>,
    len: usize,
}

/// Records that lie beside each other.
pub(super) type Piece<K, V> = Arc<Vec<Entry<K, V>>>;

/// A record with its identity.
pub(super) type Entry<K, V> = (K, <V as Record>::Held);

/// An identity with its record in one table and in another.
pub type Difference<'a, K, V> = (K, Option<&'a V>, Option<&'a V>);

/// So many records lie in a piece at the most: few enough to copy one for every edit, and many
/// enough that the list of pieces stays short.
pub(super) const LARGEST: usize = 256;

impl<K, V: Record> Default for Table<K, V> {
    fn default() -> Self {
        Self { pieces: Arc::new(Vec::new()), len: 0 }
    }
}

impl<K: Ord + Copy, V: Record> PartialEq for Table<K, V> {
    fn eq(&self, other: &Self) -> bool {
        let same =
            |(one, other): (&Entry<K, V>, &Entry<K, V>)| one.0 == other.0 && one.1.is(&other.1);
        self.len == other.len
            && (Arc::ptr_eq(&self.pieces, &other.pieces)
                || self.records().zip(other.records()).all(same))
    }
}

impl<K: Ord + Copy, V: Record> Table<K, V> {
    /// The records in which two tables differ, in the order of their identities, each as it is in
    /// this one and in the other; nothing where there is none. What both share is not looked at, so
    /// that it costs what was written since one was copied from the other.
    #[must_use]
    pub fn differences<'a>(&'a self, other: &'a Self) -> Vec<Difference<'a, K, V>> {
        if Arc::ptr_eq(&self.pieces, &other.pieces) {
            return Vec::new();
        }
        let (mut here, mut there) = (self.unshared(other), other.unshared(self));
        let (mut one, mut two) = (here.next(), there.next());
        let mut found = Vec::new();
        loop {
            let order = match (one, two) {
                (None, None) => return found,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(one), Some(two)) => one.0.cmp(&two.0),
            };
            let own = one.filter(|_| order.is_le());
            let foreign = two.filter(|_| order.is_ge());
            let same = |(one, two): (&Entry<K, V>, &Entry<K, V>)| one.1.is(&two.1);
            if let Some((id, _)) = own.or(foreign)
                && !own.zip(foreign).is_some_and(same)
            {
                let record = |entry: Option<&'a Entry<K, V>>| entry.map(|it| it.1.get());
                found.push((*id, record(own), record(foreign)));
            }
            if own.is_some() {
                one = here.next();
            }
            if foreign.is_some() {
                two = there.next();
            }
        }
    }

    /// The records of the pieces that another table does not share.
    fn unshared<'a>(
        &'a self,
        other: &Self,
    ) -> impl Iterator<Item = &'a Entry<K, V>> + use<'a, K, V> {
        let place = |piece: &Piece<K, V>| Arc::as_ptr(piece) as usize;
        let shared: HashSet<usize> = other.pieces.iter().map(|(_, piece)| place(piece)).collect();
        let pieces = self.pieces.iter().filter(move |(_, piece)| !shared.contains(&place(piece)));
        pieces.flat_map(|(_, piece)| piece.iter())
    }
}

impl<K: Ord + Copy, V: Record> Table<K, V> {
    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The record of this identity.
    #[must_use]
    pub fn get(&self, id: K) -> Option<&V> {
        self.found(id).map(Held::get)
    }

    /// The record of this identity, to keep.
    #[must_use]
    pub fn share(&self, id: K) -> Option<Arc<V>> {
        self.found(id).map(Held::share)
    }

    /// Whether there is a record of this identity.
    #[must_use]
    pub fn contains(&self, id: K) -> bool {
        self.found(id).is_some()
    }

    /// All records, in the order of their identities.
    pub fn iter(&self) -> impl Iterator<Item = (K, &V)> {
        self.records().map(|(id, record)| (*id, record.get()))
    }

    /// All identities, in order.
    pub fn ids(&self) -> impl Iterator<Item = K> {
        self.records().map(|(id, _)| *id)
    }

    /// The last identity.
    #[must_use]
    pub fn last_id(&self) -> Option<K> {
        let (_, piece) = self.pieces.last()?;
        piece.last().map(|(id, _)| *id)
    }

    /// Puts a record into a table that is being filled, or in the place of the one that is there.
    pub fn add(&mut self, id: K, record: V) {
        self.put(id, Held::new(record));
    }

    /// A table of records that have memory of their own already.
    pub fn of_shared(records: impl Iterator<Item = (K, Arc<V>)>) -> Self {
        Self::of_held(records.map(|(id, record)| (id, Held::of(record))))
    }

    /// Puts a record in, replaces it, or takes it out.
    pub(super) fn set(&mut self, id: K, record: Option<Arc<V>>) {
        match record {
            Some(record) => self.put(id, Held::of(record)),
            None => self.take(id),
        }
    }

    fn records(&self) -> impl Iterator<Item = &Entry<K, V>> {
        self.pieces.iter().flat_map(|(_, piece)| piece.iter())
    }

    /// The place of the piece in which an identity lies or would lie; nothing where it comes
    /// before all others.
    fn piece_of(&self, id: K) -> Option<usize> {
        match self.pieces.last() {
            // Records mostly come in the order of their identities.
            Some((first, _)) if *first <= id => Some(self.pieces.len() - 1),
            _ => self.pieces.partition_point(|(first, _)| *first <= id).checked_sub(1),
        }
    }

    fn found(&self, id: K) -> Option<&V::Held> {
        let (_, piece) = self.pieces.get(self.piece_of(id)?)?;
        if piece.last().is_none_or(|(last, _)| *last < id) {
            return None;
        }
        let place = piece.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        piece.get(place).map(|(_, record)| record)
    }

    fn put(&mut self, id: K, record: V::Held) {
        let at = self.piece_of(id).unwrap_or(0);
        let pieces = Arc::make_mut(&mut self.pieces);
        let Some((first, piece)) = pieces.get_mut(at) else {
            pieces.push((id, Arc::new(vec![(id, record)])));
            self.len += 1;
            return;
        };
        let is_behind = piece.last().is_some_and(|(last, _)| *last < id);
        if is_behind && piece.len() >= LARGEST {
            // More will come behind it, most likely.
            let mut piece = Vec::with_capacity(LARGEST);
            piece.push((id, record));
            pieces.insert(at + 1, (id, Arc::new(piece)));
            self.len += 1;
            return;
        }
        let records = Arc::make_mut(piece);
        let place = if is_behind {
            Err(records.len())
        } else {
            records.binary_search_by_key(&id, |it| it.0)
        };
        match place {
            Ok(place) => records[place].1 = record,
            Err(place) => {
                records.insert(place, (id, record));
                *first = records[0].0;
                self.len += 1;
                if records.len() > LARGEST {
                    let behind = records.split_off(LARGEST / 2);
                    pieces.insert(at + 1, (behind[0].0, Arc::new(behind)));
                }
            }
        }
    }

    /// Puts a piece behind all others; its records come in order, behind the last of these.
    pub(super) fn add_behind(&mut self, piece: Piece<K, V>) {
        if let Some((first, _)) = piece.first() {
            self.len += piece.len();
            Arc::make_mut(&mut self.pieces).push((*first, piece));
        }
    }

    fn take(&mut self, id: K) {
        let Some(at) = self.piece_of(id) else { return };
        let found = self.pieces.get(at).map(|(_, it)| it.binary_search_by_key(&id, |it| it.0));
        let Some(Ok(place)) = found else { return };
        let pieces = Arc::make_mut(&mut self.pieces);
        let (first, piece) = &mut pieces[at];
        let records = Arc::make_mut(piece);
        records.remove(place);
        self.len -= 1;
        match records.first() {
            Some((id, _)) => *first = *id,
            None => drop(pieces.remove(at)),
        }
    }
}

impl<K: Ord + Copy, V: Record> FromIterator<(K, V)> for Table<K, V> {
    /// A table of records; of those with one identity the last is kept.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(records: I) -> Self {
        Self::of_held(records.into_iter().map(|(id, record)| (id, Held::new(record))))
    }
}

impl<K: Ord + Copy, V: Record> Table<K, V> {
    fn of_held(mut records: impl Iterator<Item = Entry<K, V>>) -> Self {
        let (mut pieces, mut piece) = (Vec::new(), Vec::new());
        let mut behind = None;
        let mut len = 0;
        for (id, record) in records.by_ref() {
            let is_next = piece.last().is_none_or(|(last, _): &Entry<K, V>| *last < id);
            if !is_next {
                behind = Some((id, record));
                break;
            }
            piece.push((id, record));
            len += 1;
            // The last of a piece stays to be compared with.
            if piece.len() > LARGEST {
                let next = piece.split_off(LARGEST);
                pieces.push(std::mem::replace(&mut piece, next));
                piece.reserve_exact(LARGEST);
            }
        }
        pieces.extend((!piece.is_empty()).then_some(piece));
        let pieces = pieces.into_iter().map(|piece| (piece[0].0, Arc::new(piece))).collect();
        let mut table = Self { pieces: Arc::new(pieces), len };
        for (id, record) in behind.into_iter().chain(records) {
            table.put(id, record);
        }
        table
    }
}
