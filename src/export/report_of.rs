//! The report on a stage of a map, with a picture through every lens.

use super::{ReportPage, report_page, svg};
use crate::analysis::{Cancel, Cancelled, Question, Settings, chance};
use crate::drawing::picture::{Annotations, PictureInput, build};
use crate::drawing::{StageReadings, Theme};
use crate::layout::arrange;
use crate::model::{OrgMap, StageId};
use crate::wording::{Lens, Readings, ledger_of_map, position_table, reading};

/// Width and height of a picture on the page, in points.
const PICTURE: (u32, u32) = (1280, 800);

/// The report on a stage as one page of HTML that loads nothing from anywhere, its numbers held
/// against chance. A stage that is not there gives the report on an empty one.
///
/// # Errors
/// The token was cancelled.
pub fn report_of(
    map: &OrgMap,
    id: StageId,
    known: &StageReadings,
    cancel: &Cancel,
) -> Result<String, Cancelled> {
    let stage = map.stage(id).cloned().unwrap_or_default();
    let (width, height) = PICTURE;
    let arrangement = arrange(&stage);
    let question = Question { stage, settings: Settings::of(map) };
    let bands = chance(&question, &known.analysis, cancel)?;
    let analysis = known.analysis.against(bands, &question.settings);
    let further = &known.further;
    let words = reading(map, id, &analysis, further, &question.settings);
    let ledger = ledger_of_map(map, id, (&analysis, further), &question.settings, cancel)?;
    let picture = |lens: Lens| {
        let picture = build(&PictureInput {
            map,
            stage: id,
            arrangement: &arrangement,
            analysis: Some(&analysis),
            lens,
            annotations: Annotations { band: further.band.as_ref().ok(), ..Annotations::default() },
        });
        let drawn = |theme| svg(&picture, theme, width, height);
        (lens.name().to_owned(), drawn(Theme::Light), drawn(Theme::Dark))
    };
    let pictures: Vec<_> = Lens::ALL.into_iter().map(picture).collect();
    let readings = Readings { stage: &question.stage, analysis: &analysis, further };
    Ok(report_page(&ReportPage {
        title: &map.header().title,
        description: &map.header().description,
        stage: &question.stage.record().name,
        reading: &words,
        ledger: &ledger,
        pictures: &pictures,
        table: &position_table(&readings),
    }))
}
