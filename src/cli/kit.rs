use std::io::Write;

use super::args::Kit;
use super::output::Output;
use super::{Failure, read, seen, stage_of};
use crate::analysis::Cancel;
use crate::work::write_kit;

pub(super) fn run(work: &Kit, out: &mut dyn Write) -> Result<(), Failure> {
    let output = Output { path: &work.output, input: Some(&work.path), force: work.force };
    output.permit_folder()?;
    let map = seen(read(&work.path)?.map, work.hide_names);
    let id = stage_of(&map, work.stage.as_deref(), &work.path)?;
    let place = (work.output.as_path(), work.force);
    let written = write_kit(&map, id, place, &Cancel::never(), &mut |_, _| {});
    for path in written.map_err(Failure::refused)? {
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}
