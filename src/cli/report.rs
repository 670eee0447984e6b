use std::io::Write;

use super::args::Report;
use super::output::Output;
use super::{Failure, read, stage_of};
use crate::analysis::{Cancel, Question, Settings, analyse, further};
use crate::drawing::Theme;
use crate::drawing::picture::{Annotations, PictureInput, build};
use crate::export::{ReportPage, report_page, svg};
use crate::layout::arrange;
use crate::wording::{Lens, Readings, position_table, reading};

/// Width and height of a picture on the page, in points.
const PICTURE: (u32, u32) = (1280, 800);

pub(super) fn run(work: &Report, out: &mut dyn Write) -> Result<(), Failure> {
    let output = Output { path: &work.output, input: Some(&work.path), force: work.force };
    output.permit()?;
    let map = read(&work.path)?.map;
    let id = stage_of(&map, work.stage.as_deref(), &work.path)?;
    let stage = map.stage(id).cloned().unwrap_or_default();
    let (width, height) = PICTURE;
    let arrangement = arrange(&stage);
    let settings = Settings::of(&map);
    let question = Question { stage, settings };
    let analysis = analyse(&question, &Cancel::never()).map_err(Failure::refused)?;
    let further = further(&question, &analysis, &Cancel::never()).map_err(Failure::refused)?;
    let words = reading(&map, id, &analysis, &further, &question.settings);
    let picture = |lens: Lens| {
        let picture = build(&PictureInput {
            map: &map,
            stage: id,
            arrangement: &arrangement,
            analysis: Some(&analysis),
            lens,
            hide_names: work.hide_names,
            annotations: Annotations { band: further.band.as_ref().ok(), ..Annotations::default() },
        });
        let drawn = |theme| svg(&picture, theme, width, height);
        (lens.name().to_owned(), drawn(Theme::Light), drawn(Theme::Dark))
    };
    let pictures: Vec<_> = Lens::ALL.into_iter().map(picture).collect();
    let readings = Readings { stage: &question.stage, analysis: &analysis, further: &further };
    let text = report_page(&ReportPage {
        title: &map.header().title,
        description: &map.header().description,
        stage: &question.stage.record().name,
        reading: &words,
        pictures: &pictures,
        table: &position_table(&readings),
    });
    output.write(text.as_bytes())?;
    writeln!(out, "{}", work.output.display())?;
    Ok(())
}
