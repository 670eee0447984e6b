use std::io::{self, Write};

use super::args::Convert;
use super::{Failure, read, stage_of};
use crate::storage::{ENDING, save, write_table_folder};

pub(super) fn run(work: &Convert, out: &mut dyn Write) -> Result<(), Failure> {
    let loaded = read(&work.input)?;
    let id = stage_of(&loaded.map, work.stage.as_deref(), &work.input)?;
    let is_map = work.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING));
    if is_map {
        save(&loaded.map, &work.output).map_err(Failure::refused)?;
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
