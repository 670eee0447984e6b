use std::io::{self, Write};

use super::args::Convert;
use super::output::Output;
use super::{Failure, read, stage_of};
use crate::storage::{ENDING, write_orgmap, write_table_folder};

pub(super) fn run(work: &Convert, out: &mut dyn Write) -> Result<(), Failure> {
    let is_map = work.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING));
    let output = Output { path: &work.output, input: Some(&work.input), force: work.force };
    if is_map {
        output.permit()?;
    } else {
        output.permit_folder()?;
    }
    let loaded = read(&work.input)?;
    let id = stage_of(&loaded.map, work.stage.as_deref(), &work.input)?;
    if is_map {
        output.write(write_orgmap(&loaded.map).as_bytes())?;
    } else {
        let lost = write_table_folder(&loaded.map, id, &work.output).map_err(Failure::refused)?;
        let mut err = io::stderr().lock();
        for warning in lost {
            // A warning that cannot be told does not stop the work.
            let _ = writeln!(err, "{warning}");
        }
    }
    writeln!(out, "{}", work.output.display())?;
    Ok(())
}
