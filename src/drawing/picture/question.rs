//! A picture that is to be made, with all that it is made from.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Annotations, Picture, PictureInput, Preview, build_part};
use crate::analysis::{Analysis, Further};
use crate::layout::Arrangement;
use crate::model::{Domain, OrgMap, PositionId, RoutineId, StageId};
use crate::quantity::MapRect;
use crate::wording::Lens;

/// What a picture is made from, held by itself, so that it can be made beside the window. Tables
/// of a map are shared, so that holding one costs nothing.
#[derive(Debug, Clone)]
pub struct PictureQuestion {
    /// The map.
    pub map: OrgMap,
    /// Which of its stages.
    pub stage: StageId,
    /// Where its positions are.
    pub arrangement: Arc<Arrangement>,
    /// What the stage says.
    pub analysis: Option<Arc<Analysis>>,
    /// What is read besides, for the band of the centre of gravity.
    pub further: Option<Arc<Further>>,
    /// Other readings that are shown hollow, and what they are of.
    pub preview: Option<(Arc<Analysis>, String)>,
    /// The lens.
    pub lens: Lens,
    /// The routine that is shown.
    pub routine: Option<RoutineId>,
    /// Whether a matrix is shown in the place of the map.
    pub matrix: bool,
    /// The one domain that the analysis is about.
    pub domain: Option<Domain>,
    /// What stands above the picture; what the lens finds where nothing is given.
    pub headline: Option<String>,
    /// The neighbourhood that alone is shown; everybody where none is given.
    pub near: Option<Arc<BTreeSet<PositionId>>>,
    /// The part of the map of which figures are made; everything where none is given.
    pub part: Option<MapRect>,
}

impl PictureQuestion {
    /// The same as references.
    #[must_use]
    pub fn input(&self) -> PictureInput<'_> {
        let preview = self.preview.as_ref();
        PictureInput {
            map: &self.map,
            stage: self.stage,
            arrangement: &self.arrangement,
            analysis: self.analysis.as_deref(),
            lens: self.lens,
            annotations: Annotations {
                band: self.further.as_ref().and_then(|further| further.band.as_ref().ok()),
                preview: preview.map(|(analysis, words)| Preview { analysis, words }),
                routine: self.routine,
                matrix: self.matrix,
                domain: self.domain.as_ref(),
            },
        }
    }

    /// The picture.
    #[must_use]
    pub fn picture(&self) -> Picture {
        let mut picture = build_part(&self.input(), self.part);
        if let Some(headline) = &self.headline {
            picture.headline.clone_from(headline);
        }
        if let Some(near) = &self.near {
            picture.keep_only(near);
        }
        picture
    }
}
