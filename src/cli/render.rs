use std::io::Write;

use super::Failure;
use super::args::Render;
use crate::analysis::Cancel;
use crate::drawing::Page;
use crate::export::{SlideOrder, pdf, png, pptx, slide_page, slides, svg};
use crate::model::{OrgMap, RoutineId, StageId};
use crate::typeface::lacking_words;
use crate::wording::Lens;

/// What is written.
#[derive(Clone, Copy)]
enum Sort {
    Svg,
    Png,
    Pdf,
    Pptx,
}

pub(super) fn run(work: &Render, out: &mut dyn Write) -> Result<(), Failure> {
    let ending = work.output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let sort = match ending.unwrap_or_default().as_str() {
        "svg" => Sort::Svg,
        "png" => Sort::Png,
        "pdf" => Sort::Pdf,
        "pptx" => Sort::Pptx,
        _ => {
            let what = "is none of .svg, .png, .pdf and .pptx; give it one of these endings";
            return Err(Failure::Refused(format!("{}: {what}", work.output.display())));
        }
    };
    let output = work.what.output(&work.output);
    output.permit()?;
    let (map, id) = work.what.read()?;
    output.write(&made(work, &map, id, sort)?)?;
    writeln!(out, "{}", work.output.display())?;
    if let Some(words) = lacking_words() {
        writeln!(out, "{words}")?;
    }
    Ok(())
}

/// The picture of a lens, or a page for every scene or lens.
fn made(work: &Render, map: &OrgMap, id: StageId, sort: Sort) -> Result<Vec<u8>, Failure> {
    let (width, height) = work.size;
    let page = match sort {
        Sort::Pptx => slide_page(),
        _ => Page::new(work.theme, f64::from(width), f64::from(height)),
    };
    let lens = match sort {
        Sort::Svg | Sort::Png => Some(work.lens.unwrap_or(Lens::Structure)),
        Sort::Pdf | Sort::Pptx => work.lens,
    };
    let Render { unfold, matrix, .. } = *work;
    let routine = routine(work, map, id)?;
    let order = SlideOrder { lens, unfold, matrix, routine, ..SlideOrder::new(map, id, page) };
    let slides = slides(&order, &Cancel::never()).map_err(Failure::refused)?;
    let (title, theme) = (&map.header().title, work.theme);
    let bytes = match (sort, slides.as_slice()) {
        (Sort::Svg, [only]) => Ok(svg(&only.picture, theme, width, height).into_bytes()),
        (Sort::Png, [only]) => png(&only.picture, theme, width, height),
        (Sort::Pdf, slides) => pdf(title, slides, theme, work.size),
        (_, slides) => pptx(title, slides, theme),
    };
    bytes.map_err(Failure::refused)
}

/// The routine of this name in a stage.
fn routine(work: &Render, map: &OrgMap, stage: StageId) -> Result<Option<RoutineId>, Failure> {
    let Some(wanted) = &work.routine else { return Ok(None) };
    let stage = map.stage(stage);
    let routines = || stage.iter().flat_map(|stage| stage.routines().iter());
    let named = |name: &str| name.trim().to_lowercase() == wanted.trim().to_lowercase();
    match routines().find(|(_, routine)| named(&routine.name)) {
        Some((id, _)) => Ok(Some(id)),
        None => {
            let names: Vec<&str> = routines().map(|(_, it)| it.name.as_str()).collect();
            let there = if names.is_empty() { "none".into() } else { names.join(", ") };
            let path = work.what.path.display();
            Err(Failure::Refused(format!("{path}: no routine {wanted:?}; there is: {there}")))
        }
    }
}
