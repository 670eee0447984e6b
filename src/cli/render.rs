use std::io::Write;

use super::args::Render;
use super::output::Output;
use super::{Failure, read, seen, stage_of};
use crate::analysis::{Cancel, Question, Settings, analyse, further};
use crate::drawing::Page;
use crate::drawing::picture::{Annotations, PictureInput, build};
use crate::export::{SlideOrder, pdf, png, pptx, slide_page, slides, svg};
use crate::layout::{arrange_in, arrange_whole_in};
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
    let output = Output { path: &work.output, input: Some(&work.path), force: work.force };
    output.permit()?;
    let loaded = read(&work.path)?;
    let id = stage_of(&loaded.map, work.stage.as_deref(), &work.path)?;
    let bytes = match sort {
        Sort::Svg | Sort::Png => picture(work, &loaded.map, id, sort)?,
        Sort::Pdf | Sort::Pptx => document(work, &loaded.map, id, sort)?,
    };
    output.write(&bytes)?;
    writeln!(out, "{}", work.output.display())?;
    if let Some(words) = lacking_words() {
        writeln!(out, "{words}")?;
    }
    Ok(())
}

fn picture(work: &Render, map: &OrgMap, id: StageId, sort: Sort) -> Result<Vec<u8>, Failure> {
    let stage = map.stage(id).cloned().unwrap_or_default();
    let (width, height) = work.size;
    let page = Page::new(work.theme, f64::from(width), f64::from(height));
    let place = if work.unfold { arrange_whole_in } else { arrange_in };
    let arrangement = place(&stage, page.room());
    let question = Question { stage, settings: Settings::of(map) };
    let analysis = analyse(&question, &Cancel::never()).map_err(Failure::refused)?;
    let further = further(&question, &analysis, &Cancel::never()).map_err(Failure::refused)?;
    let picture = build(&PictureInput {
        map,
        stage: id,
        arrangement: &arrangement,
        analysis: Some(&analysis),
        lens: work.lens.unwrap_or(Lens::Structure),
        hide_names: work.hide_names,
        annotations: Annotations {
            band: further.band.as_ref().ok(),
            matrix: work.matrix,
            routine: routine(work, map, id)?,
            ..Annotations::default()
        },
    });
    match sort {
        Sort::Png => png(&picture, work.theme, width, height).map_err(Failure::refused),
        _ => Ok(svg(&picture, work.theme, width, height).into_bytes()),
    }
}

/// A page for every scene or lens.
fn document(work: &Render, map: &OrgMap, id: StageId, sort: Sort) -> Result<Vec<u8>, Failure> {
    let (width, height) = work.size;
    let page = match sort {
        Sort::Pptx => slide_page(),
        _ => Page::new(work.theme, f64::from(width), f64::from(height)),
    };
    let Render { lens, unfold, hide_names, .. } = *work;
    let order = SlideOrder { map, stage: id, lens, page, unfold, hide_names };
    let slides = slides(&order, &Cancel::never()).map_err(Failure::refused)?;
    let title = &map.header().title;
    let bytes = match sort {
        Sort::Pptx => pptx(title, &slides, work.theme),
        _ => pdf(title, &slides, work.theme, work.size),
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
            let path = work.path.display();
            Err(Failure::Refused(format!("{path}: no routine {wanted:?}; there is: {there}")))
        }
    }
}
