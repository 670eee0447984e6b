//! What people take home from a workshop: the report, every scene as a picture and as a page, the
//! slides, and what is printed, as files of one folder.

use super::slide::{SlideOrder, slides};
use super::{ExportError, ReportForm, pptx, report_of, sheet_png, sheets_pdf, slide_page};
use crate::analysis::{Cancel, Cancelled};
use crate::drawing::{Mark, Page, SceneSheet, StageReadings, Theme, shrunk};
use crate::model::{OrgMap, Scene, StageId};
use crate::quantity::MapPoint;
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
/// Width and height of the pages of scenes, in points: those of slides.
const PAGE: (u32, u32) = (960, 540);

/// Makes the kit of a map: the report on a stage, every scene as PNG and PDF, all of them in one
/// PDF and as slides that can be edited, the agenda, and the pages to print. A map without scenes
/// gets the usual ones. `tell` hears how many of how many files are made. Whoever wants names
/// hidden gives a map without them.
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
        ("report.html", report_of(map, stage, &known, ReportForm::Page, cancel)?),
        ("agenda.html", agenda_page(title, &agenda(&scenes))),
        ("guess-sheet.html", guess_page(title, &guess_questions(map, stage))),
        ("survey.html", survey_page(title)),
        ("map-sheet.html", blank_page(title)),
    ];
    // Each scene as PNG and PDF, then all of them as PDF and as slides.
    let total = pages.len() + 2 * scenes.len() + 2;
    let mut files: Vec<KitFile> = pages
        .into_iter()
        .map(|(name, text)| KitFile { name: name.into(), bytes: text.into_bytes() })
        .collect();
    tell(files.len(), total);
    let mut add = |name: String, bytes: Vec<u8>| {
        files.push(KitFile { name, bytes });
        tell(files.len(), total);
    };
    let mut sheets = Vec::with_capacity(scenes.len());
    let mut last: Option<(StageId, StageReadings)> = Some((stage, known));
    for (number, scene) in (1..).zip(&scenes) {
        let readings = match last.take() {
            Some((of, readings)) if of == scene.stage => readings,
            _ => StageReadings::of(map, scene.stage, cancel)?,
        };
        let (words, marks) = wall(map, scene, &readings, cancel)?;
        last = Some((scene.stage, readings));
        let name = scene_name(number, &scene.title);
        add(format!("{name}.png"), sheet_png(&words, &marks, Theme::Projector, PICTURE)?);
        let part = f64::from(PAGE.0) / f64::from(PICTURE.0);
        let sheet = [(words, shrunk(&marks, MapPoint::default(), part))];
        add(format!("{name}.pdf"), sheets_pdf(&scene.title, &sheet, Theme::Projector, PAGE)?);
        sheets.extend(sheet);
    }
    add("scenes.pdf".into(), sheets_pdf(title, &sheets, Theme::Projector, PAGE)?);
    let order = SlideOrder { scenes: Some(&scenes), ..SlideOrder::new(map, stage, slide_page()) };
    let slides = slides(&order, cancel)?;
    add("slides.pptx".into(), pptx(title, &slides, Theme::Projector)?);
    Ok(files)
}

/// The headline of a scene and its marks, as it stands on a wall.
fn wall(
    map: &OrgMap,
    scene: &Scene,
    readings: &StageReadings,
    cancel: &Cancel,
) -> Result<(String, Vec<Mark>), KitError> {
    let page = Page::new(Theme::Projector, f64::from(PICTURE.0), f64::from(PICTURE.1));
    let sheet = SceneSheet::of(map, scene, readings, &page, cancel)?;
    let marks = sheet.marks(&page);
    Ok((sheet.headline, marks))
}

/// "scene-03-who-knows": letters and digits of the title that every disk takes.
fn scene_name(number: usize, title: &str) -> String {
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
        "" => format!("scene-{number:02}"),
        name => format!("scene-{number:02}-{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::scene_name;

    #[test]
    fn scenes_are_named_so_that_every_disk_takes_them() {
        assert_eq!(scene_name(3, "Who knows?"), "scene-03-who-knows");
        assert_eq!(scene_name(12, "李 / \\ .."), "scene-12");
        assert_eq!(scene_name(1, "../../a"), "scene-01-a");
        assert!(scene_name(1, &"x".repeat(400)).len() < 64);
    }
}
