//! A scene as a sheet: what stands on the wall when it is shown, and in every picture of it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::comparison::Comparison;
use super::guess::GuessBoard;
use super::overlay::OverlayParts;
use super::picture::{Annotations, Picture, PictureInput, Preview, Ruler, build};
use super::sheet::sheet;
use super::{Mark, Page, Theme};
use crate::analysis::{
    Analysis, Cancel, Cancelled, Further, GuessAnswer, Question, Settings, TriedEdit, after,
    analyse, analyse_at_once, further, guess_answer, remedy,
};
use crate::layout::{arrange, arrange_in};
use crate::model::{GuessQuestion, GuessRound, OrgMap, PositionId, Scene, Stage, StageId, Subject};
use crate::wording::{Lens, Reading, guess_headline, reading, scene_headline, trial_words};

/// What a stage says, in numbers and words.
#[derive(Debug, Clone)]
pub struct StageReadings {
    /// The numbers.
    pub analysis: Analysis,
    /// What is read besides them.
    pub further: Further,
    /// The sentences.
    pub reading: Reading,
}

impl StageReadings {
    /// Works out what a stage says.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn of(map: &OrgMap, stage: StageId, cancel: &Cancel) -> Result<Self, Cancelled> {
        let question = question(map, stage);
        let analysis = analyse(&question, cancel)?;
        Self::with(map, stage, &question, analysis, cancel)
    }

    /// What a stage says, as far as scenes of it show: a look is taken at all pairs of people only
    /// where one of them shows what comes of it.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn for_scenes<'a>(
        map: &OrgMap,
        stage: StageId,
        mut scenes: impl Iterator<Item = &'a Scene>,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        if scenes.any(|scene| scene.stage == stage && shows_all_pairs(scene)) {
            return Self::of(map, stage, cancel);
        }
        let question = question(map, stage);
        let analysis = analyse_at_once(&question, cancel)?;
        Self::with(map, stage, &question, analysis, cancel)
    }

    fn with(
        map: &OrgMap,
        stage: StageId,
        question: &Question,
        analysis: Analysis,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let further = further(question, &analysis, cancel)?;
        let reading = reading(map, stage, &analysis, &further, &question.settings);
        Ok(Self { analysis, further, reading })
    }
}

/// Whether a scene shows what takes a look at all pairs of people: how inward the weight lies, the
/// verdict that hangs on it, or a misfit. Titles may say any of them.
fn shows_all_pairs(scene: &Scene) -> bool {
    let lens = Lens::named(&scene.lens).unwrap_or_default();
    scene.subject != Subject::Map || lens == Lens::CenterOfGravity || !scene.title.trim().is_empty()
}

fn question(map: &OrgMap, stage: StageId) -> Question {
    let settings = Settings::of(map);
    Question { stage: map.stage(stage).cloned().unwrap_or_default(), settings }
}

/// What a scene shows, worked out: drawn on a sheet of any size by [`SceneSheet::marks`].
#[derive(Debug, Clone)]
pub struct SceneSheet {
    /// What stands above it.
    pub headline: String,
    /// For the presenter alone.
    pub note: String,
    shown: Shown,
}

#[derive(Debug, Clone)]
enum Shown {
    Map { picture: Box<Picture>, at: Vec<PositionId> },
    Comparison(Box<Comparison>),
    Guesses(Box<Guesses>),
}

#[derive(Debug, Clone)]
struct Guesses {
    round: GuessRound,
    stage: Stage,
    answer: Option<GuessAnswer>,
    ruler: Option<Ruler>,
}

impl SceneSheet {
    /// Works out what a scene of a map shows on a page.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn of(
        map: &OrgMap,
        scene: &Scene,
        readings: &StageReadings,
        page: &Page,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let stage = map.stage(scene.stage).cloned().unwrap_or_default();
        let note = scene.note.clone();
        match scene.subject {
            Subject::Comparison { with, manner } => {
                let before = StageReadings::of(map, with, cancel)?;
                let both = (&before.analysis, &readings.analysis);
                let lens = Lens::named(&scene.lens).unwrap_or_default();
                let comparison = Comparison::of(map, (with, scene.stage), both, lens, manner);
                let headline = comparison.headline.clone();
                Ok(Self { headline, note, shown: Shown::Comparison(Box::new(comparison)) })
            }
            Subject::Guesses(id) => {
                let Some(round) = map.rounds().get(id).cloned() else {
                    return Ok(Self::map(map, scene, (readings, None), page));
                };
                let answer =
                    guess_answer(&round.question, &readings.analysis, &readings.further).ok();
                let central = round.question == GuessQuestion::Center;
                let picture = Self::picture(map, scene, (readings, None), page);
                let headline = guess_headline(&round, &stage, answer.as_ref(), None);
                let ruler = picture.ruler.filter(|_| central);
                let shown = Shown::Guesses(Box::new(Guesses { round, stage, answer, ruler }));
                Ok(Self { headline, note, shown })
            }
            Subject::WhatIf => {
                let tried = what_if(map, scene.stage, &readings.analysis, cancel)?;
                Ok(Self::map(map, scene, (readings, tried.as_ref()), page))
            }
            Subject::Map => Ok(Self::map(map, scene, (readings, None), page)),
        }
    }

    fn map(map: &OrgMap, scene: &Scene, readings: Readings<'_>, page: &Page) -> Self {
        let mut picture = Self::picture(map, scene, readings, page);
        let empty = Stage::default();
        let stage = map.stage(scene.stage).unwrap_or(&empty);
        let (known, tried) = readings;
        let said = match tried {
            Some((edit, _)) => Some(format!("What if: {}?", trial_words(stage, edit))),
            None => scene_headline(scene, stage, Some((&known.analysis, &known.reading))),
        };
        if let Some(said) = said {
            picture.headline = said;
        }
        let headline = picture.headline.clone();
        let at = scene.highlight.clone();
        let shown = Shown::Map { picture: Box::new(picture), at };
        Self { headline, note: scene.note.clone(), shown }
    }

    /// The map as a scene shows it: folded as it says, and only those in its focus.
    fn picture(map: &OrgMap, scene: &Scene, readings: Readings<'_>, page: &Page) -> Picture {
        let folded = scene.folding.as_ref().map(|folding| folding.of(map, scene.stage));
        let drawn = folded.as_ref().unwrap_or(map);
        let empty = Stage::default();
        let stage = drawn.stage(scene.stage).unwrap_or(&empty);
        let arrangement = arrange_in(stage, page.room());
        let (known, tried) = readings;
        let preview = tried.map(|(_, then)| Preview { analysis: then, words: "after the edit" });
        let band = known.further.band.as_ref().ok();
        let mut picture = build(&PictureInput {
            map: drawn,
            stage: scene.stage,
            arrangement: &arrangement,
            analysis: Some(&known.analysis),
            lens: Lens::named(&scene.lens).unwrap_or_default(),
            annotations: Annotations { band, preview, ..Annotations::default() },
        });
        if let Some(near) = scene.focus.as_ref().and_then(|focus| focus.within(stage)) {
            picture.keep_only(&near);
        }
        if let Some(part) = scene.viewport {
            // It was seen in the window.
            picture.bounds = arrange(stage).carried(part, &arrangement);
        }
        picture
    }

    /// The sheet on a page of its own size, in points, lowest mark first.
    #[must_use]
    pub fn marks(&self, page: &Page) -> Vec<Mark> {
        self.laid(page, true)
    }

    /// The same without its headline, where that is written by other means; its room is kept.
    #[must_use]
    pub fn marks_without_headline(&self, page: &Page) -> Vec<Mark> {
        self.laid(page, false)
    }

    fn laid(&self, page: &Page, headline: bool) -> Vec<Mark> {
        match &self.shown {
            Shown::Map { picture, at } => {
                let parts =
                    OverlayParts { headline, reading: false, caption: false, ..OverlayParts::ALL };
                sheet(picture, parts, page, at)
            }
            Shown::Comparison(comparison) => comparison.laid(page, headline),
            Shown::Guesses(it) => {
                let Guesses { round, stage, answer, ruler } = it.as_ref();
                let (answer, ruler) = (answer.as_ref(), ruler.as_ref());
                let board = GuessBoard { round, stage, answer, ruler };
                board.laid((page.width, page.height), headline)
            }
        }
    }

    /// The map that it shows; nothing where it shows two stages or a round of guesses.
    #[must_use]
    pub fn map_picture(&self) -> Option<&Picture> {
        match &self.shown {
            Shown::Map { picture, .. } => Some(picture),
            Shown::Comparison(_) | Shown::Guesses(_) => None,
        }
    }
}

type Readings<'a> = (&'a StageReadings, Option<&'a (TriedEdit, Analysis)>);

/// The first edit of those that clear the weightiest misfit, and what the map would say after it.
fn what_if(
    map: &OrgMap,
    stage: StageId,
    analysis: &Analysis,
    cancel: &Cancel,
) -> Result<Option<(TriedEdit, Analysis)>, Cancelled> {
    let Some(misfit) = analysis.misfits.first() else { return Ok(None) };
    let question = question(map, stage);
    let steps = remedy(&question, misfit, cancel)?;
    let Some(edit) = steps.and_then(|steps| steps.into_iter().next()) else { return Ok(None) };
    let then = after(&question, &edit, cancel)?;
    Ok(Some((edit, then)))
}

/// The sheets of all scenes of a map, in their order, as they stand on a wall of a size in points.
///
/// # Errors
/// The token was cancelled.
pub fn scene_sheets(
    map: &OrgMap,
    (width, height): (f64, f64),
    cancel: &Cancel,
) -> Result<Vec<SceneSheet>, Cancelled> {
    let page = Page::new(Theme::Projector, width, height);
    let mut known: BTreeMap<StageId, StageReadings> = BTreeMap::new();
    let mut sheets = Vec::new();
    for (_, scene) in map.scenes().iter() {
        let readings = match known.entry(scene.stage) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                let scenes = map.scenes().iter().map(|(_, scene)| scene);
                free.insert(StageReadings::for_scenes(map, scene.stage, scenes, cancel)?)
            }
        };
        sheets.push(SceneSheet::of(map, scene, readings, &page, cancel)?);
    }
    Ok(sheets)
}
