//! Makes of a map what it is to be written as.

use std::path::Path;

use crate::analysis::Cancel;
use crate::drawing::{Page, StageReadings};
use crate::export::{ReportForm, SlideOrder, pdf, png, pptx, report_of, slide_page, slides, svg};
use crate::layout::arrange;
use crate::model::{OrgMap, StageId};
use crate::session::{MapOutput, OutputKind, WriteFailure};
use crate::storage::{
    Boxes, Expected, Format, Obstacle, is_filled, new_file, replace_file, write_map_folder,
};

/// Width and height of pictures and pages, in points.
pub(super) const SIZE: (u32, u32) = (1600, 1000);

/// Where the boxes of a stage lie, for formats that hold a drawing.
#[must_use]
pub fn boxes(map: &OrgMap, id: StageId) -> Boxes {
    let Some(stage) = map.stage(id) else { return Boxes::new() };
    let arrangement = arrange(stage);
    let ids = stage.positions().ids();
    ids.filter_map(|id| Some((id, arrangement.rect(id)?))).collect()
}

/// Writes a map as something to a path.
pub(super) fn write(
    output: &MapOutput,
    path: &Path,
    expected: Expected,
) -> Result<(), WriteFailure> {
    if output.kind == OutputKind::Tables {
        return write_folder(output, path, expected);
    }
    let bytes = make(output).map_err(|why| WriteFailure {
        obstacle: Obstacle::System,
        why: format!("{}: {why}", path.display()),
        theirs: None,
    })?;
    let write = if expected == Expected::Nothing { new_file } else { replace_file };
    write(path, &bytes).map_err(|error| super::clerk::failure(&error))
}

fn write_folder(output: &MapOutput, path: &Path, expected: Expected) -> Result<(), WriteFailure> {
    let refused = |obstacle, why: String| WriteFailure { obstacle, why, theirs: None };
    if is_filled(path) && expected == Expected::Nothing {
        let why = format!("{}: is not empty", path.display());
        return Err(refused(Obstacle::Occupied, why));
    }
    match write_map_folder(&output.map, path) {
        Ok(_) => Ok(()),
        Err(error) => Err(super::clerk::failure(&error)),
    }
}

/// What is written into the file.
fn make(output: &MapOutput) -> Result<Vec<u8>, String> {
    let MapOutput { kind, map, stage, lens, theme } = output;
    let words = |error: &dyn std::fmt::Display| error.to_string();
    let cancel = Cancel::never();
    let (width, height) = SIZE;
    let page = match kind {
        OutputKind::Pptx => slide_page(),
        _ => Page::new(*theme, f64::from(width), f64::from(height)),
    };
    let only = matches!(kind, OutputKind::Svg | OutputKind::Png).then_some(*lens);
    let order = SlideOrder { lens: only, ..SlideOrder::new(map, *stage, page) };
    let title = &map.header().title;
    match kind {
        OutputKind::Report => return report(output, ReportForm::Page),
        OutputKind::Markdown => return report(output, ReportForm::Text),
        OutputKind::Format(key) => {
            let format = Format::named(key).ok_or_else(|| format!("{key} is no format"))?;
            return format.write(map, *stage, &boxes(map, *stage));
        }
        OutputKind::Svg
        | OutputKind::Png
        | OutputKind::Pdf
        | OutputKind::Pptx
        | OutputKind::Tables => {}
    }
    let slides = slides(&order, &cancel).map_err(|error| words(&error))?;
    match (kind, slides.as_slice()) {
        (OutputKind::Svg, [only]) => Ok(svg(&only.picture, *theme, width, height).into_bytes()),
        (OutputKind::Png, [only]) => png(&only.picture, *theme, 2 * width, 2 * height),
        (OutputKind::Pdf, slides) => pdf(title, slides, *theme, SIZE),
        (_, slides) => pptx(title, slides, *theme),
    }
    .map_err(|error| words(&error))
}

fn report(output: &MapOutput, form: ReportForm) -> Result<Vec<u8>, String> {
    let MapOutput { map, stage, .. } = output;
    let cancel = Cancel::never();
    let known = StageReadings::of(map, *stage, &cancel).map_err(|error| error.to_string())?;
    let report = report_of(map, *stage, &known, form, &cancel);
    report.map(String::into_bytes).map_err(|error| error.to_string())
}
