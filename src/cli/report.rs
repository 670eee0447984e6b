use std::io::Write;

use super::Failure;
use super::args::Report;
use crate::analysis::Cancel;
use crate::drawing::StageReadings;
use crate::export::{ReportForm, report_of};

pub(super) fn run(work: &Report, out: &mut dyn Write) -> Result<(), Failure> {
    let output = work.what.output(&work.output);
    output.permit()?;
    let (map, id) = work.what.read()?;
    let known = StageReadings::of(&map, id, &Cancel::never()).map_err(Failure::refused)?;
    let ending = work.output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let form = match ending.as_deref() {
        Some("md" | "markdown") => ReportForm::Text,
        _ => ReportForm::Page,
    };
    let text = report_of(&map, id, &known, form, &Cancel::never()).map_err(Failure::refused)?;
    output.write(text.as_bytes())?;
    writeln!(out, "{}", work.output.display())?;
    Ok(())
}
