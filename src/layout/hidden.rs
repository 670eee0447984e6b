use std::ops::Index;
use std::sync::Arc;

use crate::model::PositionId;

/// In place of a number: there is none.
pub(super) const NONE: u32 = u32::MAX;

/// The positions that are folded away in a drawing, each with the one that stands for it. All
/// drawings of a stage share its identities and keep a number for each.
#[derive(Debug, Clone, Default)]
pub struct Hidden {
    /// Those of the stage, in order.
    ids: Arc<[PositionId]>,
    /// By their places, the place of the one that stands for each; none for those who are shown.
    shown: Vec<u32>,
    len: usize,
}

impl Hidden {
    /// Of the positions of a stage, with the place of the one that each is drawn as.
    pub(super) fn of(ids: Arc<[PositionId]>, drawn_as: impl Iterator<Item = u32>) -> Self {
        let other = |(own, shown): (u32, u32)| if shown == own { NONE } else { shown };
        let shown: Vec<u32> = (0..).zip(drawn_as).map(other).collect();
        let len = shown.iter().filter(|shown| **shown != NONE).count();
        Self { ids, shown, len }
    }

    /// How many are folded away.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nobody is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The position that stands for one that is folded away.
    #[must_use]
    pub fn get(&self, id: &PositionId) -> Option<&PositionId> {
        // Mostly it is as far from the first as its identity is.
        let guess = usize::try_from(id.0.checked_sub(self.ids.first()?.0)?).ok();
        let guess = guess.filter(|at| self.ids.get(*at) == Some(id));
        self.at(guess.or_else(|| self.ids.binary_search(id).ok())?)
    }

    /// Whether a position is folded away.
    #[must_use]
    pub fn contains_key(&self, id: &PositionId) -> bool {
        self.get(id).is_some()
    }

    /// All that are folded away with what stands for them, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&PositionId, &PositionId)> {
        self.ids.iter().enumerate().filter_map(|(at, id)| Some((id, self.at(at)?)))
    }

    /// What stands for them, in their order.
    pub fn values(&self) -> impl Iterator<Item = &PositionId> {
        self.iter().map(|(_, shown)| shown)
    }

    fn at(&self, place: usize) -> Option<&PositionId> {
        self.ids.get(*self.shown.get(place)? as usize)
    }
}

impl PartialEq for Hidden {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl Index<&PositionId> for Hidden {
    type Output = PositionId;

    #[expect(clippy::expect_used, reason = "indexing says that the position is there")]
    fn index(&self, id: &PositionId) -> &PositionId {
        self.get(id).expect("the position is folded away")
    }
}
