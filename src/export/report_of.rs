//! The report on a stage of a map, with a picture through every lens.

use super::{ReportPage, report_page, svg};
use crate::drawing::picture::{Annotations, PictureInput, build};
use crate::drawing::{StageReadings, Theme};
use crate::layout::arrange;
use crate::model::{OrgMap, StageId};
use crate::wording::{Lens, Readings, position_table};

/// Width and height of a picture on the page, in points.
const PICTURE: (u32, u32) = (1280, 800);

/// The report on a stage as one page of HTML that loads nothing from anywhere. A stage that is not
/// there gives the report on an empty one.
#[must_use]
pub fn report_of(map: &OrgMap, id: StageId, known: &StageReadings) -> String {
    let stage = map.stage(id).cloned().unwrap_or_default();
    let (width, height) = PICTURE;
    let arrangement = arrange(&stage);
    let StageReadings { analysis, further, reading } = known;
    let picture = |lens: Lens| {
        let picture = build(&PictureInput {
            map,
            stage: id,
            arrangement: &arrangement,
            analysis: Some(analysis),
            lens,
            annotations: Annotations { band: further.band.as_ref().ok(), ..Annotations::default() },
        });
        let drawn = |theme| svg(&picture, theme, width, height);
        (lens.name().to_owned(), drawn(Theme::Light), drawn(Theme::Dark))
    };
    let pictures: Vec<_> = Lens::ALL.into_iter().map(picture).collect();
    let readings = Readings { stage: &stage, analysis, further };
    report_page(&ReportPage {
        title: &map.header().title,
        description: &map.header().description,
        stage: &stage.record().name,
        reading,
        pictures: &pictures,
        table: &position_table(&readings),
    })
}
