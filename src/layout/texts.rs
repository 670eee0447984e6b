use std::borrow::Cow;
use std::collections::BTreeMap;

use super::by_position::ByPosition;
use super::size::{Alike, BoxText};
use crate::model::{Position, PositionId};
use crate::quantity::MapSize;

/// The texts of the boxes of a drawing, and their sizes. On a map too large to be read all boxes are
/// alike, and their texts are broken into lines when somebody asks for them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Texts {
    each: ByPosition<BoxText>,
    alike: Option<Alike>,
}

impl Texts {
    pub(super) fn alike(alike: Alike) -> Self {
        Self { each: ByPosition::default(), alike: Some(alike) }
    }

    /// The text of a box, where each has a size of its own.
    #[must_use]
    pub fn get(&self, id: &PositionId) -> Option<&BoxText> {
        self.each.get(id)
    }

    /// The texts of all boxes, where each has a size of its own.
    pub fn values(&self) -> impl Iterator<Item = &BoxText> {
        self.each.values()
    }

    /// The size of a box that is drawn.
    #[must_use]
    pub fn size(&self, id: &PositionId) -> Option<MapSize> {
        match &self.alike {
            Some(alike) => Some(alike.size),
            None => Some(self.each.get(id)?.size),
        }
    }

    /// The text of a box that is drawn, of this position.
    #[must_use]
    pub fn of(&self, id: &PositionId, position: &Position) -> Option<Cow<'_, BoxText>> {
        match &self.alike {
            Some(alike) => Some(Cow::Owned(alike.text(position))),
            None => self.each.get(id).map(Cow::Borrowed),
        }
    }
}

impl From<BTreeMap<PositionId, BoxText>> for Texts {
    fn from(each: BTreeMap<PositionId, BoxText>) -> Self {
        Self { each: each.into_iter().collect(), alike: None }
    }
}
