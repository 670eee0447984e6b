use std::collections::BTreeMap;
use std::path::Path;

use super::error::{ReadWarning, WriteError};
use super::own_tables::{OwnTable, map_tables, stage_tables};
use super::sheet::harmless;
use super::write::replace_file;
use crate::model::{OrgMap, StageId};

/// Whether there is a folder with something in it.
#[must_use]
pub fn is_filled(path: &Path) -> bool {
    std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some())
}

/// Tables that a folder may hold. Those that would be empty are not written; one that is there
/// from before is taken away.
const TABLES: [&str; 8] =
    ["nodes", "edges", "units", "expertise", "rights", "survey", "routines", "outcomes"];

/// Writes one stage as a folder of tables, each put in place whole. Everything about the stage
/// comes back when the folder is read. Gives a warning for what of the map is not in it.
///
/// # Errors
/// The folder or a table cannot be written.
pub fn write_table_folder(
    map: &OrgMap,
    stage: StageId,
    folder: &Path,
) -> Result<Vec<ReadWarning>, WriteError> {
    let mut warnings = write_stage(map, stage, folder)?;
    // A list of stages from before would be taken for one of these tables.
    let stages = folder.join("stages.csv");
    if stages.exists() {
        std::fs::remove_file(&stages).map_err(|error| WriteError::from_io(&stages, &error))?;
    }
    let told = [
        (map.stages().count() - 1, "stages that are not in these tables"),
        (map.scenes().len(), "scenes that are not in these tables"),
    ];
    let path = folder.join("nodes.csv");
    let warning = |(count, what): (usize, &str)| ReadWarning {
        path: path.clone(),
        line: None,
        what: format!("{what}: {count}"),
    };
    warnings.extend(told.into_iter().filter(|(count, _)| *count > 0).map(warning));
    Ok(warnings)
}

/// Writes a whole map as a folder of tables: what is read from it again is the same map.
///
/// # Errors
/// The folder or a table cannot be written.
pub fn write_map_folder(map: &OrgMap, folder: &Path) -> Result<Vec<ReadWarning>, WriteError> {
    let mut warnings = Vec::new();
    let mut folders = BTreeMap::new();
    for (number, (id, _)) in map.stages().enumerate() {
        let name = if number == 0 { ".".to_owned() } else { format!("stage-{}", number + 1) };
        let path = if number == 0 { folder.to_path_buf() } else { folder.join(&name) };
        warnings.extend(write_stage(map, id, &path)?);
        folders.insert(id, name);
    }
    for table in map_tables(map, &folders) {
        let path = folder.join(format!("{}.csv", table.name));
        replace_file(&path, &text(&path, &table)?)?;
    }
    Ok(warnings)
}

fn write_stage(
    map: &OrgMap,
    stage: StageId,
    folder: &Path,
) -> Result<Vec<ReadWarning>, WriteError> {
    let mut warnings = Vec::new();
    let Some(tables) = stage_tables(map, stage) else {
        let why = format!("the map has no stage {stage}");
        return Err(WriteError::new(folder, why, "name one of its stages"));
    };
    std::fs::create_dir_all(folder).map_err(|error| WriteError::from_io(folder, &error))?;
    for name in TABLES {
        let path = folder.join(format!("{name}.csv"));
        match tables.iter().find(|table| table.name == name) {
            Some(table) => replace_file(&path, &text(&path, table)?)?,
            None if path.exists() => {
                std::fs::remove_file(&path).map_err(|error| WriteError::from_io(&path, &error))?;
                let what = "was there from before and is taken away: this map has nothing for it";
                warnings.push(ReadWarning { path, line: None, what: what.into() });
            }
            None => {}
        }
    }
    Ok(warnings)
}

/// A table as comma-separated values, harmless in spreadsheets.
fn text(path: &Path, table: &OwnTable) -> Result<Vec<u8>, WriteError> {
    let failed = |why: String| WriteError::new(path, why, "try another folder");
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in &table.rows {
        let cells = row.iter().map(|cell| harmless(cell));
        writer.write_record(cells).map_err(|error| failed(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| failed(error.to_string()))
}
