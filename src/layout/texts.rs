use std::borrow::Cow;
use std::collections::BTreeMap;

use super::by_position::ByPosition;
use super::size::{Alike, BoxText, box_text};
use crate::model::{Position, PositionId};
use crate::quantity::MapSize;

/// The texts of the boxes of a drawing, and their sizes. On a map too large to be read all boxes are
/// alike, and their texts are broken into lines when somebody asks for them; so are those of many
/// boxes that each have a size of their own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Texts {
    each: ByPosition<Text>,
    alike: Option<Alike>,
    /// How wide lines run that are broken when somebody asks for them.
    widest: f64,
}

/// The text of a box, or what it takes to break that of its position into lines again.
#[derive(Debug, Clone, PartialEq)]
enum Text {
    Broken(Box<BoxText>),
    Of { size: MapSize, named: bool },
}

impl Text {
    fn broken(&self) -> Option<&BoxText> {
        match self {
            Self::Broken(text) => Some(text),
            Self::Of { .. } => None,
        }
    }

    fn size(&self) -> MapSize {
        match self {
            Self::Broken(text) => text.size,
            Self::Of { size, .. } => *size,
        }
    }
}

impl Texts {
    pub(super) fn alike(alike: Alike) -> Self {
        Self { alike: Some(alike), ..Self::default() }
    }

    /// Keeps the sizes of those boxes alone that are `plain`: each of one position, whose text is
    /// broken into lines no wider than this.
    pub(super) fn forget(&mut self, widest: f64, plain: impl Fn(&PositionId) -> bool) {
        self.widest = widest;
        for (_, own) in self.each.iter_mut().filter(|(id, _)| plain(id)) {
            if let Text::Broken(text) = own {
                *own = Text::Of { size: text.size, named: text.second_line.is_some() };
            }
        }
    }

    /// The text of a box, where it is kept.
    #[must_use]
    pub fn get(&self, id: &PositionId) -> Option<&BoxText> {
        self.each.get(id)?.broken()
    }

    /// The texts of all boxes, where they are kept.
    pub fn values(&self) -> impl Iterator<Item = &BoxText> {
        self.each.values().filter_map(Text::broken)
    }

    /// The size of a box that is drawn.
    #[must_use]
    pub fn size(&self, id: &PositionId) -> Option<MapSize> {
        match &self.alike {
            Some(alike) => Some(alike.size),
            None => Some(self.each.get(id)?.size()),
        }
    }

    /// The text of a box that is drawn, of this position.
    #[must_use]
    pub fn of(&self, id: &PositionId, position: &Position) -> Option<Cow<'_, BoxText>> {
        if let Some(alike) = &self.alike {
            return Some(Cow::Owned(alike.text(position)));
        }
        Some(match self.each.get(id)? {
            Text::Broken(text) => Cow::Borrowed(text),
            Text::Of { size, named } => {
                Cow::Owned(BoxText { size: *size, ..box_text(position, self.widest, *named) })
            }
        })
    }
}

impl From<BTreeMap<PositionId, BoxText>> for Texts {
    fn from(each: BTreeMap<PositionId, BoxText>) -> Self {
        let each = each.into_iter().map(|(id, text)| (id, Text::Broken(Box::new(text))));
        Self { each: each.collect(), ..Self::default() }
    }
}
