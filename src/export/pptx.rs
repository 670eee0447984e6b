//! Slides as a presentation whose shapes, texts and lines can be edited.

mod package;
mod scene;
mod shape;
mod tie;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::ExportError;
use super::slide::Slide;
use crate::drawing::{Page, Theme};

/// Width and height of a slide, in points: 16 to 9, as presentations begin.
const SIZE: (f64, f64) = (960.0, 540.0);
/// How much of its height the title takes.
const TITLE: f64 = 66.0;

/// The sheet that a picture fills on a slide: what the title leaves. Letters are as large as on
/// a wall.
#[must_use]
pub fn slide_page() -> Page {
    Page::new(Theme::Projector, SIZE.0, SIZE.1 - TITLE)
}

/// Slides as a presentation for PowerPoint, Impress or Keynote: each with its finding as the
/// title, every position a box with its words inside, reporting lines that hang on their boxes,
/// and notes for the presenter. The pictures have to be laid out for [`slide_page`].
///
/// # Errors
/// The parts could not be packed.
pub fn pptx(title: &str, slides: &[Slide], theme: Theme) -> Result<Vec<u8>, ExportError> {
    let mut parts: Vec<(String, String)> = package::fixed(title, slides.len(), theme);
    for (number, slide) in (1..).zip(slides) {
        parts.push((format!("ppt/slides/slide{number}.xml"), scene::xml(slide, theme)));
        parts.push((
            format!("ppt/slides/_rels/slide{number}.xml.rels"),
            package::slide_relations(number),
        ));
        parts
            .push((format!("ppt/notesSlides/notesSlide{number}.xml"), package::notes(&slide.note)));
        parts.push((
            format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"),
            package::notes_relations(number),
        ));
    }
    pack(&parts).map_err(|error| ExportError::Drawing(error.to_string()))
}

fn pack(parts: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        packed.start_file(name.as_str(), SimpleFileOptions::default())?;
        packed.write_all(text.as_bytes())?;
    }
    Ok(packed.finish()?.into_inner())
}
