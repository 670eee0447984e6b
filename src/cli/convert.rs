use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use super::args::Convert;
use super::output::Output;
use super::{Failure, stage_of};
use crate::model::OrgMap;
use crate::storage::{
    Choices, Draft, ENDING, Format, Incoming, Report, ReportRow, draft, open, write_map_folder,
    write_orgmap, write_table_folder,
};
use crate::work::boxes;

pub(super) fn run(work: &Convert, out: &mut dyn Write) -> Result<(), Failure> {
    let ending = work.output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let is_map = ending.as_deref() == Some(ENDING);
    let format = Format::of_output(&work.output);
    let output = Output { path: &work.output, input: Some(&work.input), force: work.force };
    if is_map || format.is_some() {
        output.permit()?;
    } else {
        output.permit_folder()?;
    }
    let map = read(work, out)?;
    let id = stage_of(&map, work.stage.as_deref(), &work.input)?;
    if is_map {
        output.write(write_orgmap(&map).as_bytes())?;
    } else if let Some(format) = format {
        let bytes = format.write(&map, id, &boxes(&map, id)).map_err(Failure::Refused)?;
        output.write(&bytes)?;
    } else {
        let told = match work.stage {
            Some(_) => write_table_folder(&map, id, &work.output),
            None => write_map_folder(&map, &work.output),
        };
        tell(told.map_err(Failure::refused)?.iter());
    }
    writeln!(out, "{}", work.output.display())?;
    Ok(())
}

/// Reads the input, and prints what became of its rows where it is no map of our own.
fn read(work: &Convert, out: &mut dyn Write) -> Result<OrgMap, Failure> {
    let path = &work.input;
    let incoming = open(path, work.encoding.as_deref(), &mut |_, _| true);
    let source = match incoming.map_err(Failure::refused)? {
        Incoming::Map(loaded, _) => {
            tell(loaded.warnings.iter());
            return Ok(loaded.map);
        }
        Incoming::Source(source, _) => source,
    };
    let mut choices = Choices::guess(&source);
    let changes: BTreeMap<String, String> = work.map.iter().cloned().collect();
    choices
        .change(&source, &changes)
        .map_err(|why| Failure::Refused(format!("{}: {why}", path.display())))?;
    choices.both_ways &= !work.one_way;
    let Draft { map, report, .. } = draft(&source, &choices);
    for (name, used) in source.columns.iter().zip(&choices.columns) {
        writeln!(out, "column \"{name}\": {}", used.word())?;
    }
    for (name, used) in source.relations.iter().zip(&choices.relations) {
        writeln!(out, "relation \"{name}\": {}", used.word())?;
    }
    print(&report, path, work.rows, out)?;
    Ok(map)
}

/// What became of the rows: all of them, or those of which there is something to say.
fn print(report: &Report, path: &Path, all: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let place = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let place = place.unwrap_or_default();
    let told: Vec<ReportRow<'_>> =
        if all { report.rows.iter().collect() } else { report.told().collect() };
    for row in told {
        let sep = if row.table.is_empty() { ":" } else { "/" };
        writeln!(out, "{place}{sep}{row}")?;
    }
    for remark in &report.remarks {
        writeln!(out, "{place}: {remark}")?;
    }
    writeln!(out, "{}", report.summary())?;
    Ok(())
}

fn tell<W: ToString>(warnings: impl Iterator<Item = W>) {
    let mut err = io::stderr().lock();
    for warning in warnings {
        // A warning that cannot be told does not stop the work.
        let _ = writeln!(err, "{}", warning.to_string());
    }
}
