//! A folder of tables: `nodes.csv`, `edges.csv`, and where there are any `expertise.csv`,
//! `rights.csv`, `survey.csv`, `routines.csv` and `outcomes.csv`.

mod rows;
mod table;

use std::path::Path;

use super::error::{ReadError, ReadWarning};
use super::{FileKind, Loaded};
use rows::Builder;
use table::Table;

/// Reads a folder of tables into a map with one stage. Every row of `nodes.csv` is a position
/// that somebody holds.
///
/// # Errors
/// A table is missing or a row says something that cannot be; the error has the file, the line
/// and what to do.
pub fn read_table_folder(folder: &Path) -> Result<Loaded, ReadError> {
    let mut warnings = Vec::new();
    let nodes = table(folder, "nodes.csv", &mut warnings)?.ok_or_else(|| {
        let hint = "choose a folder that holds nodes.csv and edges.csv, or an .orgmap file";
        ReadError::new(folder, "has no nodes.csv", hint)
    })?;
    let mut builder = Builder::new(folder);
    builder.nodes(&nodes)?;
    if let Some(edges) = table(folder, "edges.csv", &mut warnings)? {
        builder.edges(&edges)?;
    } else {
        warnings.push(ReadWarning {
            path: folder.join("edges.csv"),
            line: None,
            what: "is not there: the map has no lines and no flows".into(),
        });
    }
    if let Some(expertise) = table(folder, "expertise.csv", &mut warnings)? {
        builder.expertise(&expertise)?;
    }
    if let Some(rights) = table(folder, "rights.csv", &mut warnings)? {
        builder.rights(&rights)?;
    }
    if let Some(survey) = table(folder, "survey.csv", &mut warnings)? {
        builder.survey(&survey)?;
    }
    if let Some(routines) = table(folder, "routines.csv", &mut warnings)? {
        builder.routines(&routines)?;
    }
    if let Some(outcomes) = table(folder, "outcomes.csv", &mut warnings)? {
        builder.outcomes(&outcomes)?;
    }
    let map = builder.finish(&mut warnings)?;
    Ok(Loaded { map, warnings, kind: FileKind::TableFolder })
}

fn table(
    folder: &Path,
    name: &str,
    warnings: &mut Vec<ReadWarning>,
) -> Result<Option<Table>, ReadError> {
    let path = folder.join(name);
    if path.exists() { Table::read(&path, warnings).map(Some) } else { Ok(None) }
}
