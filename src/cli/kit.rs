use std::io::Write;

use super::Failure;
use super::args::Kit;
use crate::analysis::Cancel;
use crate::work::write_kit;

pub(super) fn run(work: &Kit, out: &mut dyn Write) -> Result<(), Failure> {
    let output = work.what.output(&work.output);
    output.permit_folder()?;
    let (map, id) = work.what.read()?;
    let place = (work.output.as_path(), work.what.force);
    let written = write_kit(&map, id, place, &Cancel::never(), &mut |_, _| {});
    for path in written.map_err(Failure::refused)? {
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}
