//! The report on a stage of a map: as a page with a picture through every lens, and as a text.

use super::markdown::report_text;
use super::report_part::LensSaid;
use super::{ReportPage, report_page, svg};
use crate::analysis::{Cancel, Cancelled, Question, Settings, chance};
use crate::drawing::picture::{Annotations, PictureInput, build};
use crate::drawing::{StageReadings, Theme};
use crate::layout::arrange;
use crate::model::{OrgMap, StageId};
use crate::wording::{Lens, Readings, ledger_of_map, position_table, reading};

/// Width and height of a picture on the page, in points.
const PICTURE: (u32, u32) = (1280, 800);

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportForm {
    /// One page of HTML that loads nothing from anywhere.
    Page,
    /// A text in Markdown, without pictures.
    Text,
}

/// The report on a stage, its numbers held against chance. A stage that is not there gives the
/// report on an empty one.
///
/// # Errors
/// The token was cancelled.
pub fn report_of(
    map: &OrgMap,
    id: StageId,
    known: &StageReadings,
    form: ReportForm,
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
        let drawn = |theme| match form {
            ReportForm::Page => svg(&picture, theme, width, height),
            ReportForm::Text => String::new(),
        };
        LensSaid {
            name: lens.name(),
            light: drawn(Theme::Light),
            dark: drawn(Theme::Dark),
            headline: picture.headline,
        }
    };
    let lenses: Vec<LensSaid> = Lens::ALL.into_iter().map(picture).collect();
    let readings = Readings { stage: &question.stage, analysis: &analysis, further };
    let page = ReportPage {
        title: &map.header().title,
        description: &map.header().description,
        stage: &question.stage.record().name,
        reading: &words,
        ledger: &ledger,
        lenses: &lenses,
        table: &position_table(&readings),
    };
    Ok(match form {
        ReportForm::Page => report_page(&page),
        ReportForm::Text => report_text(&page),
    })
}
