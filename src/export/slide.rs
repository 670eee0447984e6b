//! The pages of a document, or the slides of a presentation: one a scene, or one a lens.

use std::collections::BTreeMap;

use crate::analysis::{Cancel, Cancelled};
use crate::drawing::picture::{Annotations, ArcId, Picture, PictureInput, build};
use crate::drawing::{Page, SceneSheet, StageReadings};
use crate::layout::{arrange, arrange_in, arrange_whole_in};
use crate::model::{OrgMap, PositionId, RoutineId, Scene, StageId, Subject};
use crate::wording::{Lens, scene_headline};

/// What is to be shown.
#[derive(Debug, Clone, Copy)]
pub struct SlideOrder<'a> {
    /// The map.
    pub map: &'a OrgMap,
    /// The stage that is shown where no scene says otherwise.
    pub stage: StageId,
    /// The only lens; without one there is a slide for every scene of the map, or where it has
    /// none, for every lens.
    pub lens: Option<Lens>,
    /// These scenes in the place of those of the map.
    pub scenes: Option<&'a [Scene]>,
    /// The sheet that each picture fills.
    pub page: Page,
    /// Whether everybody is drawn, even where nobody could be read.
    pub unfold: bool,
    /// With the lens about communication: a matrix in the place of the map.
    pub matrix: bool,
    /// The routine that is shown in the lens about leadership.
    pub routine: Option<RoutineId>,
}

impl<'a> SlideOrder<'a> {
    /// Every scene or lens of a map, as it is.
    #[must_use]
    pub fn new(map: &'a OrgMap, stage: StageId, page: Page) -> Self {
        let (lens, routine, scenes) = (None, None, None);
        let (unfold, matrix) = (false, false);
        Self { map, stage, lens, scenes, page, unfold, matrix, routine }
    }
}

/// One page of a document, or one slide.
#[derive(Debug, Clone)]
pub struct Slide {
    /// What it finds: the sentence above the picture.
    pub title: String,
    /// What whoever presents it may say.
    pub note: String,
    /// The picture of the map; its headline is the title.
    pub picture: Picture,
    /// Two stages or a round of guesses, which stand in the place of the picture.
    pub sheet: Option<SceneSheet>,
    /// What it points at; all else steps back. Nothing where all counts alike.
    pub pointed: Option<Pointed>,
}

/// What a slide points at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pointed {
    /// The positions.
    pub positions: Vec<PositionId>,
    /// The lines and flows.
    pub arcs: Vec<ArcId>,
}

/// Makes the slides of a map.
///
/// # Errors
/// The token was cancelled.
pub fn slides(order: &SlideOrder<'_>, cancel: &Cancel) -> Result<Vec<Slide>, Cancelled> {
    let mut stages = BTreeMap::new();
    let scenes: Vec<Scene> = match order.lens {
        Some(lens) => vec![Scene::new("", order.stage, lens.key())],
        None if order.scenes.is_some() => order.scenes.unwrap_or_default().to_vec(),
        None if order.map.scenes().is_empty() => {
            let scene = |lens: Lens| Scene::new("", order.stage, lens.key());
            Lens::ALL.into_iter().map(scene).collect()
        }
        None => order.map.scenes().iter().map(|(_, scene)| scene.clone()).collect(),
    };
    let mut slides = Vec::with_capacity(scenes.len());
    for scene in &scenes {
        know(&mut stages, order.map, (scene.stage, &scenes), cancel)?;
        let Some(known) = stages.get(&scene.stage) else { continue };
        let sheet = match scene.subject {
            Subject::Map => None,
            Subject::Comparison { .. } | Subject::Guesses(_) | Subject::WhatIf => {
                Some(SceneSheet::of(order.map, scene, known, &order.page, cancel)?)
            }
        };
        slides.extend(slide(order, scene, known, sheet));
    }
    Ok(slides)
}

/// Works out what a stage says as far as the scenes of it show, once.
fn know(
    stages: &mut BTreeMap<StageId, StageReadings>,
    map: &OrgMap,
    (id, scenes): (StageId, &[Scene]),
    cancel: &Cancel,
) -> Result<(), Cancelled> {
    if map.stage(id).is_some() && !stages.contains_key(&id) {
        stages.insert(id, StageReadings::for_scenes(map, id, scenes.iter(), cancel)?);
    }
    Ok(())
}

/// The slide of a scene; none where its stage is gone.
fn slide(
    order: &SlideOrder<'_>,
    scene: &Scene,
    known: &StageReadings,
    sheet: Option<SceneSheet>,
) -> Option<Slide> {
    let lens = Lens::named(&scene.lens).unwrap_or(Lens::Structure);
    let map = match &scene.folding {
        Some(folding) => folding.of(order.map, scene.stage),
        None => order.map.clone(),
    };
    let place = if order.unfold { arrange_whole_in } else { arrange_in };
    let arrangement = place(map.stage(scene.stage)?, order.page.room());
    let mut picture = build(&PictureInput {
        map: &map,
        stage: scene.stage,
        arrangement: &arrangement,
        analysis: Some(&known.analysis),
        lens,
        annotations: Annotations {
            band: known.further.band.as_ref().ok(),
            matrix: order.matrix,
            routine: order.routine,
            ..Annotations::default()
        },
    });
    let stage = map.stage(scene.stage)?;
    if let Some(near) = scene.focus.as_ref().and_then(|focus| focus.within(stage)) {
        picture.keep_only(&near);
    }
    if let Some(part) = scene.viewport {
        picture.bounds = arrange(stage).carried(part, &arrangement);
    }
    let said = match &sheet {
        Some(sheet) => Some(sheet.headline.clone()),
        None => scene_headline(scene, stage, Some((&known.analysis, &known.reading))),
    };
    if let Some(said) = said {
        picture.headline = said;
    }
    if let Some(tried) = sheet.as_ref().and_then(SceneSheet::map_picture) {
        picture = tried.clone();
    }
    let sheet = sheet.filter(|sheet| sheet.map_picture().is_none());
    let parts = [scene.note.trim(), picture.reading.trim(), picture.caption.trim()];
    let note = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    let title = match picture.headline.trim() {
        "" => lens.name().to_owned(),
        headline => headline.to_owned(),
    };
    Some(Slide { title, note, picture, sheet, pointed: pointed(scene) })
}

fn pointed(scene: &Scene) -> Option<Pointed> {
    let flows = scene.flows.iter().copied().map(ArcId::Flow);
    let arcs: Vec<ArcId> = flows.chain(scene.lines.iter().copied().map(ArcId::Line)).collect();
    let positions = scene.highlight.clone();
    (!positions.is_empty() || !arcs.is_empty()).then_some(Pointed { positions, arcs })
}

impl Slide {
    /// How strongly something of the map is drawn, 0 to 1: what is not pointed at steps back.
    pub(super) fn strength(&self, what: &super::laid::What<'_>) -> f64 {
        use super::laid::What;
        const FAINT: f64 = 0.28;
        let Some(pointed) = &self.pointed else { return 1.0 };
        let is_meant = match what {
            What::Node(node) => pointed.positions.contains(&node.id),
            What::Arc(arc) => pointed.arcs.contains(&arc.id),
            What::Ground | What::Marker(_) | What::Overlay => true,
        };
        if is_meant { 1.0 } else { FAINT }
    }
}
