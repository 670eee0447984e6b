use std::io::Write;

use super::args::Report;
use super::output::Output;
use super::{Failure, read, seen, stage_of};
use crate::analysis::Cancel;
use crate::drawing::StageReadings;
use crate::export::report_of;

pub(super) fn run(work: &Report, out: &mut dyn Write) -> Result<(), Failure> {
    let output = Output { path: &work.output, input: Some(&work.path), force: work.force };
    output.permit()?;
    let map = seen(read(&work.path)?.map, work.hide_names);
    let id = stage_of(&map, work.stage.as_deref(), &work.path)?;
    let known = StageReadings::of(&map, id, &Cancel::never()).map_err(Failure::refused)?;
    let text = report_of(&map, id, &known, &Cancel::never()).map_err(Failure::refused)?;
    output.write(text.as_bytes())?;
    writeln!(out, "{}", work.output.display())?;
    Ok(())
}
