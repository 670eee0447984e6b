use std::ops::Index;

use crate::model::PositionId;

/// Something of some positions, in the order of their identities: as a table to read, with less
/// memory than a tree of nodes takes, and made in one go.
#[derive(Debug, Clone, PartialEq)]
pub struct ByPosition<V> {
    entries: Vec<(PositionId, V)>,
}

impl<V> Default for ByPosition<V> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<V> ByPosition<V> {
    /// How many positions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What belongs to a position.
    #[must_use]
    pub fn get(&self, id: &PositionId) -> Option<&V> {
        self.place(*id).ok().map(|at| &self.entries[at].1)
    }

    /// The same, to change.
    pub fn get_mut(&mut self, id: &PositionId) -> Option<&mut V> {
        self.place(*id).ok().map(|at| &mut self.entries[at].1)
    }

    /// Whether anything belongs to a position.
    #[must_use]
    pub fn contains_key(&self, id: &PositionId) -> bool {
        self.place(*id).is_ok()
    }

    /// All positions, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &PositionId> {
        self.entries.iter().map(|(id, _)| id)
    }

    /// What belongs to them, in their order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The same, to change.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// Both, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&PositionId, &V)> {
        self.entries.iter().map(|(id, value)| (id, value))
    }

    /// Both in order, what belongs to them to change.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&PositionId, &mut V)> {
        self.entries.iter_mut().map(|(id, value)| (&*id, value))
    }

    /// Adds a position or replaces what belongs to it, which comes back.
    pub fn insert(&mut self, id: PositionId, value: V) -> Option<V> {
        match self.place(id) {
            Ok(at) => Some(std::mem::replace(&mut self.entries[at].1, value)),
            Err(at) => {
                self.entries.insert(at, (id, value));
                None
            }
        }
    }

    /// Adds a position that comes after all others.
    pub(super) fn push(&mut self, id: PositionId, value: V) {
        debug_assert!(self.entries.last().is_none_or(|(last, _)| *last < id), "in order");
        self.entries.push((id, value));
    }

    /// Room for so many positions.
    pub(super) fn with_capacity(count: usize) -> Self {
        Self { entries: Vec::with_capacity(count) }
    }

    /// Takes a position out.
    pub fn remove(&mut self, id: &PositionId) -> Option<V> {
        self.place(*id).ok().map(|at| self.entries.remove(at).1)
    }

    /// Keeps only those of this sort.
    pub fn retain(&mut self, mut sort: impl FnMut(&PositionId, &mut V) -> bool) {
        self.entries.retain_mut(|(id, value)| sort(id, value));
    }

    /// The place of a position, or the one where it would be. No place is further from the first
    /// than the identity is, and mostly it is just as far.
    fn place(&self, id: PositionId) -> Result<usize, usize> {
        let Some((first, _)) = self.entries.first() else { return Err(0) };
        let Some(guess) = id.0.checked_sub(first.0) else { return Err(0) };
        let end = usize::try_from(guess).map_or(self.len(), |it| it.min(self.len()));
        match self.entries.get(end) {
            Some((found, _)) if *found == id => Ok(end),
            _ => self.entries[..end].binary_search_by_key(&id, |(id, _)| *id),
        }
    }
}

impl<V> FromIterator<(PositionId, V)> for ByPosition<V> {
    fn from_iter<I: IntoIterator<Item = (PositionId, V)>>(all: I) -> Self {
        let mut entries: Vec<(PositionId, V)> = all.into_iter().collect();
        if !entries.is_sorted_by(|one, other| one.0 < other.0) {
            entries.sort_by_key(|(id, _)| *id);
            // Of several the last one counts.
            entries.reverse();
            entries.dedup_by_key(|(id, _)| *id);
            entries.reverse();
        }
        // Drawings are kept for long, and many are.
        entries.shrink_to_fit();
        Self { entries }
    }
}

impl<V> Extend<(PositionId, V)> for ByPosition<V> {
    fn extend<I: IntoIterator<Item = (PositionId, V)>>(&mut self, more: I) {
        let before = std::mem::take(&mut self.entries);
        *self = before.into_iter().chain(more).collect();
    }
}

impl<V> IntoIterator for ByPosition<V> {
    type Item = (PositionId, V);
    type IntoIter = std::vec::IntoIter<(PositionId, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a, V> IntoIterator for &'a ByPosition<V> {
    type Item = (&'a PositionId, &'a V);
    type IntoIter = std::iter::Map<
        std::slice::Iter<'a, (PositionId, V)>,
        fn(&(PositionId, V)) -> (&PositionId, &V),
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter().map(|(id, value)| (id, value))
    }
}

impl<V> Index<&PositionId> for ByPosition<V> {
    type Output = V;

    #[expect(clippy::expect_used, reason = "indexing says that the position is there")]
    fn index(&self, id: &PositionId) -> &V {
        self.get(id).expect("the position is there")
    }
}
