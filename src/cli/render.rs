use std::io::Write;

use super::args::Render;
use super::output::Output;
use super::{Failure, read, seen, stage_of};
use crate::analysis::{Cancel, Question, Settings, analyse, further};
use crate::drawing::Page;
use crate::drawing::picture::{Annotations, PictureInput, build};
use crate::export::{png, svg};
use crate::layout::{arrange_in, arrange_whole_in};
use crate::model::{OrgMap, RoutineId, StageId};
use crate::typeface::lacking_words;

pub(super) fn run(work: &Render, out: &mut dyn Write) -> Result<(), Failure> {
    let ending = work.output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let ending = ending.unwrap_or_default();
    if ending != "svg" && ending != "png" {
        let what = "is neither .svg nor .png; give the picture one of these endings";
        return Err(Failure::Refused(format!("{}: {what}", work.output.display())));
    }
    let output = Output { path: &work.output, input: Some(&work.path), force: work.force };
    output.permit()?;
    let map = seen(read(&work.path)?.map, work.hide_names);
    let id = stage_of(&map, work.stage.as_deref(), &work.path)?;
    let stage = map.stage(id).cloned().unwrap_or_default();
    let (width, height) = work.size;
    let page = Page::new(work.theme, f64::from(width), f64::from(height));
    let place = if work.unfold { arrange_whole_in } else { arrange_in };
    let arrangement = place(&stage, page.room());
    let question = Question { stage, settings: Settings::of(&map) };
    let analysis = analyse(&question, &Cancel::never()).map_err(Failure::refused)?;
    let further = further(&question, &analysis, &Cancel::never()).map_err(Failure::refused)?;
    let picture = build(&PictureInput {
        map: &map,
        stage: id,
        arrangement: &arrangement,
        analysis: Some(&analysis),
        lens: work.lens,
        annotations: Annotations {
            band: further.band.as_ref().ok(),
            matrix: work.matrix,
            routine: routine(work, &map, id)?,
            ..Annotations::default()
        },
    });
    let bytes = if ending == "svg" {
        svg(&picture, work.theme, width, height).into_bytes()
    } else {
        png(&picture, work.theme, width, height).map_err(Failure::refused)?
    };
    output.write(&bytes)?;
    writeln!(out, "{}", work.output.display())?;
    if let Some(words) = lacking_words() {
        writeln!(out, "{words}")?;
    }
    Ok(())
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
