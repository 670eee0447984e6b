use std::io::Write;

use super::Failure;
use super::args::Report;
use crate::analysis::Cancel;
use crate::drawing::StageReadings;
use crate::export::report_of;

pub(super) fn run(work: &Report, out: &mut dyn Write) -> Result<(), Failure> {
    let output = work.what.output(&work.output);
    output.permit()?;
    let (map, id) = work.what.read()?;
    let known = StageReadings::of(&map, id, &Cancel::never()).map_err(Failure::refused)?;
    let text = report_of(&map, id, &known, &Cancel::never()).map_err(Failure::refused)?;
    output.write(text.as_bytes())?;
    writeln!(out, "{}", work.output.display())?;
    Ok(())
}
