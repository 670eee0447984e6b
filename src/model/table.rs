use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;

use super::held::{Held, Record};
use super::piece::Piece;

/// Records by identity, in the order of their identities. A copy shares everything with the
/// original and costs nothing; a write after it copies only the piece that the record lies in.
#[derive(Debug, Clone)]
pub struct Table<K, V: Record> {
    /// The pieces in order, none of them empty, each with the identity it begins with.
    pieces: Arc<Vec<First<K, V>>>,
    len: usize,
}

/// A piece with the identity it begins with.
type First<K, V> = (K, Arc<Piece<K, V>>);

/// A record with its identity, as they are found in a table.
type Entry<'a, K, V> = (&'a K, &'a <V as Record>::Held);

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
        let same = |(one, other): (Entry<'_, K, V>, Entry<'_, K, V>)| {
            one.0 == other.0 && one.1.is(other.1)
        };
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
                (Some(one), Some(two)) => one.0.cmp(two.0),
            };
            let own = one.filter(|_| order.is_le());
            let foreign = two.filter(|_| order.is_ge());
            let same = |(one, two): (Entry<'_, K, V>, Entry<'_, K, V>)| one.1.is(two.1);
            if let Some((id, _)) = own.or(foreign)
                && !own.zip(foreign).is_some_and(same)
            {
                let record = |entry: Option<Entry<'a, K, V>>| entry.map(|it| it.1.get());
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
    ) -> impl Iterator<Item = Entry<'a, K, V>> + use<'a, K, V> {
        let place = |piece: &Arc<Piece<K, V>>| Arc::as_ptr(piece) as usize;
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
        self.pieces.iter().flat_map(|(_, piece)| piece.ids()).copied()
    }

    /// What is asked of all records at once, in the order of their identities: no record is looked
    /// at for it.
    pub fn column(&self) -> impl Iterator<Item = V::Column> {
        self.pieces.iter().flat_map(|(_, piece)| piece.column()).copied()
    }

    /// The last identity.
    #[must_use]
    pub fn last_id(&self) -> Option<K> {
        let (_, piece) = self.pieces.last()?;
        piece.last()
    }

    /// Puts a record into a table that is being filled, or in the place of the one that is there.
    pub fn add(&mut self, id: K, record: V) {
        self.put(id, Held::new(record));
    }

    /// Puts a record in, replaces it, or takes it out.
    pub(super) fn set(&mut self, id: K, record: Option<Arc<V>>) {
        match record {
            Some(record) => self.put(id, Held::of(record)),
            None => self.take(id),
        }
    }

    fn records(&self) -> impl Iterator<Item = Entry<'_, K, V>> {
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
        piece.record(piece.place(id).ok()?)
    }

    fn put(&mut self, id: K, record: V::Held) {
        let at = self.piece_of(id).unwrap_or(0);
        let pieces = Arc::make_mut(&mut self.pieces);
        let Some((first, piece)) = pieces.get_mut(at) else {
            let mut piece = Piece::default();
            piece.push(id, record);
            pieces.push((id, Arc::new(piece)));
            self.len += 1;
            return;
        };
        let is_behind = piece.last().is_some_and(|last| last < id);
        if is_behind && piece.len() >= LARGEST {
            // More will come behind it, most likely.
            let mut piece = Piece::default();
            piece.reserve(LARGEST);
            piece.push(id, record);
            pieces.insert(at + 1, (id, Arc::new(piece)));
            self.len += 1;
            return;
        }
        let records = Arc::make_mut(piece);
        match records.place(id) {
            Ok(place) => records.replace(place, record),
            Err(place) => {
                records.insert(place, id, record);
                *first = id.min(*first);
                self.len += 1;
                if records.len() > LARGEST {
                    let behind = records.split_off(LARGEST / 2);
                    pieces.insert(at + 1, (behind.ids()[0], Arc::new(behind)));
                }
            }
        }
    }

    /// Puts a piece behind all others; its records come in order, behind the last of these.
    pub(super) fn add_behind(&mut self, piece: Piece<K, V>) {
        if let Some(first) = piece.first() {
            self.len += piece.len();
            Arc::make_mut(&mut self.pieces).push((first, Arc::new(piece)));
        }
    }

    fn take(&mut self, id: K) {
        let Some(at) = self.piece_of(id) else { return };
        let found = self.pieces.get(at).map(|(_, piece)| piece.place(id));
        let Some(Ok(place)) = found else { return };
        let pieces = Arc::make_mut(&mut self.pieces);
        let (first, piece) = &mut pieces[at];
        let records = Arc::make_mut(piece);
        records.remove(place);
        self.len -= 1;
        match records.first() {
            Some(id) => *first = id,
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
    fn of_held(mut records: impl Iterator<Item = (K, V::Held)>) -> Self {
        let (mut pieces, mut piece) = (Vec::new(), Piece::default());
        let mut behind = None;
        let mut len = 0;
        for (id, record) in records.by_ref() {
            let is_next = piece.last().is_none_or(|last| last < id);
            if !is_next {
                behind = Some((id, record));
                break;
            }
            piece.push(id, record);
            len += 1;
            // The last of a piece stays to be compared with.
            if piece.len() > LARGEST {
                let next = piece.split_off(LARGEST);
                pieces.push(std::mem::replace(&mut piece, next));
                piece.reserve(LARGEST);
            }
        }
        pieces.extend((!piece.is_empty()).then_some(piece));
        let pieces = pieces.into_iter();
        let pieces = pieces.map(|piece: Piece<K, V>| (piece.ids()[0], Arc::new(piece))).collect();
        let mut table = Self { pieces: Arc::new(pieces), len };
        for (id, record) in behind.into_iter().chain(records) {
            table.put(id, record);
        }
        table
    }
}
