//! What people take home from a workshop: the report, a picture of every scene, and what is
//! printed, as files of one folder.

use super::{ExportError, report_of, sheet_png};
use crate::analysis::{Cancel, Cancelled};
use crate::drawing::{Page, SceneSheet, StageReadings, Theme};
use crate::model::{OrgMap, Scene, StageId};
use crate::wording::{
    agenda, agenda_page, blank_page, default_scenes, guess_page, guess_questions, survey_page,
};

/// One file of a kit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitFile {
    /// Its name in the folder.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Why a kit was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KitError {
    /// It was called off.
    #[error("the kit was called off")]
    Cancelled,
    /// A picture could not be made.
    #[error("{0}")]
    Picture(#[from] ExportError),
}

impl From<Cancelled> for KitError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// Width and height of the pictures of scenes, in points.
const PICTURE: (u32, u32) = (1920, 1080);

/// Makes the kit of a map: the report on a stage, a picture of every scene, the agenda, and the
/// pages to print. A map without scenes gets the usual ones. `tell` hears how many of how many
/// files are made. Whoever wants names hidden gives a map without them.
///
/// # Errors
/// It was called off, or a picture could not be made.
pub fn kit(
    map: &OrgMap,
    stage: StageId,
    cancel: &Cancel,
    tell: &mut dyn FnMut(usize, usize),
) -> Result<Vec<KitFile>, KitError> {
    let known = StageReadings::of(map, stage, cancel)?;
    let scenes: Vec<Scene> = match map.scenes().is_empty() {
        true => default_scenes(map, stage, Some((&known.analysis, &known.reading))),
        false => map.scenes().iter().map(|(_, scene)| scene.clone()).collect(),
    };
    let title = map.header().title.as_str();
    let pages = [
        ("report.html", report_of(map, stage, &known, cancel)?),
        ("agenda.html", agenda_page(title, &agenda(&scenes))),
        ("guess-sheet.html", guess_page(title, &guess_questions(map, stage))),
        ("survey.html", survey_page(title)),
        ("map-sheet.html", blank_page(title)),
    ];
    let total = pages.len() + scenes.len();
    let mut files: Vec<KitFile> = pages
        .into_iter()
        .map(|(name, text)| KitFile { name: name.into(), bytes: text.into_bytes() })
        .collect();
    tell(files.len(), total);
    let (width, height) = PICTURE;
    let page = Page::new(Theme::Projector, f64::from(width), f64::from(height));
    let mut last: Option<(StageId, StageReadings)> = Some((stage, known));
    for (number, scene) in (1..).zip(&scenes) {
        let readings = match last.take() {
            Some((of, readings)) if of == scene.stage => readings,
            _ => StageReadings::of(map, scene.stage, cancel)?,
        };
        let drawn = SceneSheet::of(map, scene, &readings, &page, cancel)?;
        last = Some((scene.stage, readings));
        let (marks, words) = (drawn.marks(&page), drawn.headline.as_str());
        let bytes = sheet_png(words, &marks, Theme::Projector, PICTURE)?;
        files.push(KitFile { name: picture_name(number, &scene.title), bytes });
        tell(files.len(), total);
    }
    Ok(files)
}

/// "scene-03-who-knows.png": letters and digits of the title that every disk takes.
fn picture_name(number: usize, title: &str) -> String {
    const LONGEST: usize = 48;
    let mut name = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if name.len() >= LONGEST {
            break;
        }
    }
    match name.trim_end_matches('-') {
        "" => format!("scene-{number:02}.png"),
        name => format!("scene-{number:02}-{name}.png"),
    }
}

#[cfg(test)]
mod tests {
    use super::picture_name;

    #[test]
    fn pictures_are_named_so_that_every_disk_takes_them() {
        assert_eq!(picture_name(3, "Who knows?"), "scene-03-who-knows.png");
        assert_eq!(picture_name(12, "李 / \\ .."), "scene-12.png");
        assert_eq!(picture_name(1, "../../a"), "scene-01-a.png");
        assert!(picture_name(1, &"x".repeat(400)).len() < 64);
    }
}
