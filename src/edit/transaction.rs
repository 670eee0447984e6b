use std::collections::BTreeMap;

use crate::model::{Change, Conflict, OrgMap, Placement, Unit};

/// A labelled set of changes that belong together: one step of the history.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Transaction {
    /// What was done, for people: `Move 3 positions`.
    pub label: String,
    /// The changed records, in the order in which they have to be changed.
    pub changes: Vec<Change>,
}

impl Transaction {
    /// The step that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let changes = self.changes.iter().rev().map(Change::inverse).collect();
        Self { label: self.label.clone(), changes }
    }

    /// The same step with each record named once, as it was first and became last. Records that
    /// are in the end as they were are left out.
    #[must_use]
    pub fn squash(self) -> Self {
        let mut places: BTreeMap<(u8, u64, u64), usize> = BTreeMap::new();
        let mut slots: Vec<Option<Change>> = Vec::with_capacity(self.changes.len());
        for later in self.changes {
            let key = record(&later);
            let earlier = places.get(&key).and_then(|at| Some((*at, slots[*at].take()?)));
            let (at, merged) = match earlier {
                None => (slots.len(), later),
                Some((at, earlier)) => match earlier.then(&later) {
                    // A stage can be taken out only when everything in it is.
                    Some(merged) if removes_stage(&merged) => (slots.len(), merged),
                    Some(merged) => (at, merged),
                    None => (slots.len(), later),
                },
            };
            if at == slots.len() {
                slots.push(None);
            }
            slots[at] = Some(merged);
            places.insert(key, at);
        }
        let changes = slots.into_iter().flatten().filter(|change| !change.is_nothing()).collect();
        Self { label: self.label, changes }
    }

    /// Whether it leaves the map as it was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.iter().all(Change::is_nothing)
    }

    /// Whether it touches only how the map is drawn and not what it says. An empty one does.
    #[must_use]
    pub fn is_placement_only(&self) -> bool {
        self.changes.iter().all(Change::is_placement)
    }

    /// Whether it touches what the map says, and not only how it is drawn or presented.
    #[must_use]
    pub fn touches_content(&self) -> bool {
        self.changes.iter().any(Change::is_content)
    }

    /// Whether it touches how the map is drawn.
    #[must_use]
    pub fn touches_placement(&self) -> bool {
        self.changes.iter().any(Change::is_placement)
    }

    /// Whether all it does is to fold parts of the drawing away, or out again.
    #[must_use]
    pub fn only_folds(&self) -> bool {
        let folds = |change: &Change| match change {
            Change::Placement(_, delta) => {
                let before = delta.before.as_deref().cloned().unwrap_or_default();
                let after = delta.after.as_deref().cloned().unwrap_or_default();
                Placement { folded: after.folded, ..before } == after
            }
            Change::Unit(_, delta) => match (&delta.before, &delta.after) {
                (Some(before), Some(after)) => {
                    Unit { folded: after.folded, ..before.as_ref().clone() } == **after
                }
                (None, _) | (_, None) => false,
            },
            Change::Header { .. }
            | Change::NextId { .. }
            | Change::Stage(_)
            | Change::Scene(_)
            | Change::Round(_)
            | Change::Position(..)
            | Change::Line(..)
            | Change::Flow(..)
            | Change::Routine(..) => false,
        };
        !self.changes.is_empty() && self.changes.iter().all(folds)
    }

    /// The map after this step.
    ///
    /// # Errors
    /// A record is not as it was when the step was planned.
    pub fn applied_to(&self, map: &OrgMap) -> Result<OrgMap, Conflict> {
        let mut after = map.clone();
        for change in &self.changes {
            after.apply(change)?;
        }
        Ok(after)
    }
}

fn removes_stage(change: &Change) -> bool {
    matches!(change, Change::Stage(delta) if delta.after.is_none())
}

/// Which record a change is about: its table, its stage, its identity.
fn record(change: &Change) -> (u8, u64, u64) {
    match change {
        Change::Header { .. } => (0, 0, 0),
        Change::NextId { .. } => (1, 0, 0),
        Change::Stage(delta) => (2, 0, delta.id.0),
        Change::Scene(delta) => (3, 0, delta.id.0),
        Change::Position(stage, delta) => (4, stage.0, delta.id.0),
        Change::Unit(stage, delta) => (5, stage.0, delta.id.0),
        Change::Line(stage, delta) => (6, stage.0, delta.id.0),
        Change::Flow(stage, delta) => (7, stage.0, delta.id.0),
        Change::Routine(stage, delta) => (8, stage.0, delta.id.0),
        Change::Placement(stage, delta) => (9, stage.0, delta.id.0),
        Change::Round(delta) => (10, 0, delta.id.0),
    }
}
