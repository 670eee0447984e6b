use crate::model::{Change, Conflict, OrgMap};

/// A labelled set of changes that are made and taken back together.
#[derive(Debug, Clone, PartialEq)]
pub struct Transaction {
    /// What was done, in words: "Move 3 positions".
    pub label: String,
    /// The changes, in order.
    pub changes: Vec<Change>,
}

impl Transaction {
    /// The transaction that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let changes = self.changes.iter().rev().map(Change::inverse).collect();
        Self { label: self.label.clone(), changes }
    }

    /// This transaction followed by a later one, under this one's label.
    #[must_use]
    pub fn then(mut self, later: Self) -> Self {
        self.changes.extend(later.changes);
        self.squashed()
    }

    /// The same effect with one change for each run of changes to the same record, and without
    /// changes that leave everything as it was.
    #[must_use]
    pub fn squashed(self) -> Self {
        let mut changes: Vec<Change> = Vec::with_capacity(self.changes.len());
        for change in self.changes {
            // A later change of the same record can join an earlier one when nothing in between
            // depends on it; a change of how a position sits never has dependants.
            let near = if change.is_placement() { changes.len() } else { 1 };
            let joined = changes.iter_mut().rev().take(near).find_map(|earlier| {
                let both = earlier.then(&change)?;
                *earlier = both;
                Some(())
            });
            if joined.is_none() {
                changes.push(change);
            }
        }
        changes.retain(|change| !change.is_nothing());
        Self { label: self.label, changes }
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether it changes only how the map is drawn and not what it says.
    #[must_use]
    pub fn is_placement_only(&self) -> bool {
        self.changes.iter().all(Change::is_placement)
    }

    /// Applies every change, or none.
    ///
    /// # Errors
    /// A record is not as a change says it was; the map is as before.
    pub fn apply(&self, map: &mut OrgMap) -> Result<(), Conflict> {
        let mut changed = map.clone();
        for change in &self.changes {
            changed.apply(change)?;
        }
        *map = changed;
        Ok(())
    }
}
