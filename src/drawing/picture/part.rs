//! Drawings of very many boxes are made in parts: those boxes that lie in a part of the map, and
//! those at the other ends of the lines that cross it. So a picture costs what is seen of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Picture;
use super::talk::{KEPT, Talk};
use crate::layout::Arrangement;
use crate::model::{PositionId, Stage};
use crate::quantity::MapRect;

/// Drawings of so many boxes are made as a whole; of larger ones a part is enough.
pub const WHOLE: usize = 4_000;

/// What of a drawing is made into figures.
pub(super) struct Part {
    made: BTreeSet<PositionId>,
    /// The boxes that are not.
    outside: Arc<Vec<MapRect>>,
}

impl Part {
    /// The boxes that lie within a rectangle, with both ends of the lines that may cross it, and of
    /// the arrows between boxes that stand for several.
    pub(super) fn of(
        stage: &Stage,
        arrangement: &Arrangement,
        talk: Option<&Talk>,
        within: MapRect,
    ) -> Self {
        let boxes: Vec<(PositionId, MapRect)> = arrangement
            .points
            .keys()
            .filter_map(|id| Some((*id, arrangement.rect(*id)?)))
            .collect();
        let inside = boxes.iter().filter(|(_, rect)| rect.overlaps(&within));
        let mut made: BTreeSet<PositionId> = inside.map(|(id, _)| *id).collect();
        let far = talk.iter().flat_map(|talk| talk.between.iter().take(KEPT));
        let far = far.filter(|sum| made.contains(&sum.from) != made.contains(&sum.to));
        let far: Vec<PositionId> = far.flat_map(|sum| [sum.from, sum.to]).collect();
        let rect = |id: PositionId| {
            let id = arrangement.standing_for(id)?;
            let place = boxes.binary_search_by_key(&id, |(id, _)| *id).ok()?;
            boxes.get(place)
        };
        for (_, line) in stage.lines().iter() {
            let (Some(from), Some(to)) = (rect(line.from), rect(line.to)) else { continue };
            if from.0 != to.0 && from.1.union(&to.1).overlaps(&within) {
                made.extend([from.0, to.0]);
            }
        }
        made.extend(far);
        let outside = boxes.into_iter().filter(|(id, _)| !made.contains(id));
        let outside = Arc::new(outside.map(|(_, rect)| rect).collect());
        Self { made, outside }
    }

    /// Whether a box is made.
    pub(super) fn has(&self, id: PositionId) -> bool {
        self.made.contains(&id)
    }

    /// The boxes that are not made.
    pub(super) fn outside(&self) -> Arc<Vec<MapRect>> {
        Arc::clone(&self.outside)
    }
}

impl Picture {
    /// Every box of the drawing, those too of which no figure is made.
    pub fn boxes(&self) -> impl Iterator<Item = MapRect> {
        self.nodes.iter().map(|node| node.rect()).chain(self.outside.iter().copied())
    }

    /// Whether there are boxes of which no figure is made.
    #[must_use]
    pub fn is_part(&self) -> bool {
        !self.outside.is_empty()
    }
}
