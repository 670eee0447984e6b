use std::borrow::Borrow;

/// A few values by name, in the order of the names: a table that takes no more room than what
/// stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Few<K, V>(Box<[(K, V)]>);

impl<K, V> Default for Few<K, V> {
    fn default() -> Self {
        Self(Box::default())
    }
}

impl<K, V> Few<K, V> {
    /// From so many on they are best gathered elsewhere and put in at once: one that is put in
    /// makes all behind it move.
    pub const MANY: usize = 256;

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All names with their values, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + ExactSizeIterator + Clone {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// All names, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator + Clone {
        self.0.iter().map(|(name, _)| name)
    }

    /// All values, in the order of their names.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator + Clone {
        self.0.iter().map(|(_, value)| value)
    }

    /// All values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// Keeps those of which this holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.change(|all| all.retain_mut(|(name, value)| keep(name, value)));
    }

    /// As a list that can become longer and shorter, and is given exactly its room afterwards.
    fn change<T>(&mut self, change: impl FnOnce(&mut Vec<(K, V)>) -> T) -> T {
        let mut all = std::mem::take(&mut self.0).into_vec();
        let done = change(&mut all);
        self.0 = all.into_boxed_slice();
        done
    }
}

impl<K: Ord, V> Few<K, V> {
    fn place<Q: Ord + ?Sized>(&self, name: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(known, _)| known.borrow().cmp(name))
    }

    /// The value of a name.
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, name: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.place(name).ok().map(|place| &self.0[place].1)
    }

    /// Whether a name has a value.
    #[must_use]
    pub fn contains_key<Q: Ord + ?Sized>(&self, name: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(name).is_ok()
    }

    /// Gives a name a value, and gives the one back that it had.
    pub fn insert(&mut self, name: K, value: V) -> Option<V> {
        match self.place(&name) {
            Ok(place) => Some(std::mem::replace(&mut self.0[place].1, value)),
            Err(place) => {
                self.change(|all| {
                    all.reserve_exact(1);
                    all.insert(place, (name, value));
                });
                None
            }
        }
    }

    /// Takes the value of a name away, and gives it.
    pub fn remove<Q: Ord + ?Sized>(&mut self, name: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(name).ok()?;
        Some(self.change(|all| all.remove(place)).1)
    }
}

impl<K: Ord, V> Extend<(K, V)> for Few<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, values: I) {
        self.change(|all| extend(all, values.into_iter()));
    }
}

fn extend<K: Ord, V>(all: &mut Vec<(K, V)>, mut values: impl Iterator<Item = (K, V)>) {
    all.reserve_exact(values.size_hint().0);
    // As long as they come in order, each is put behind the others.
    let mut late = Vec::new();
    for (name, value) in values.by_ref() {
        if all.last().is_none_or(|(last, _)| *last < name) {
            all.push((name, value));
        } else {
            late.push((name, value));
            break;
        }
    }
    late.extend(values);
    if late.is_empty() {
        return;
    }
    all.append(&mut late);
    all.sort_by(|one, other| one.0.cmp(&other.0));
    // Of one name the last value counts.
    all.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            std::mem::swap(&mut later.1, &mut kept.1);
        }
        same
    });
}

impl<K: Ord, V> FromIterator<(K, V)> for Few<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(values: I) -> Self {
        let mut all = Self::default();
        all.extend(values);
        all
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Few<K, V> {
    fn from(values: [(K, V); N]) -> Self {
        values.into_iter().collect()
    }
}

impl<K, V> IntoIterator for Few<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_vec().into_iter()
    }
}

impl<'a, K, V> IntoIterator for &'a Few<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (K, V)>, fn(&(K, V)) -> (&K, &V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(name, value)| (name, value))
    }
}
