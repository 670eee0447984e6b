//! A folder of tables: `nodes.csv`, `edges.csv`, and where there are any `units.csv`,
//! `expertise.csv`, `rights.csv`, `survey.csv` and `routines.csv`; of the map as a whole
//! `map.csv`, `settings.csv`, `stages.csv` and one table for each further list that it holds.

mod edges;
mod tables;
mod whole;

use std::path::{Path, PathBuf};

use super::error::ReadError;
use super::sheet::Sheet;
use super::source::{Node, Sort, Source};
use super::text::{Decoded, read_bytes};
use super::watch::Watch;
use super::{FileKind, Loaded};

pub(super) use edges::{names_ties, often, take_edges};
pub(super) use whole::{STAGE_TABLES, cell_of, whole_map};

/// The table of units, without its ending.
pub(super) const UNITS: &str = "units";
/// The table of stages, each with the folder of its tables.
const STAGES: &str = "stages.csv";

/// Reads a folder of tables into a map. Every row of `nodes.csv` is a position that somebody
/// holds, unless the table says otherwise. A row that cannot be is left out or changed, and told.
///
/// # Errors
/// There is no table of positions, or a table cannot be read at all; the error has the file and
/// what to do.
pub fn read_table_folder(folder: &Path) -> Result<Loaded, ReadError> {
    let mut go_on = |_, _| true;
    let source = source_of_folder(folder, &mut go_on)?;
    super::load(folder, &source, FileKind::TableFolder)
}

/// Reads the tables of a folder.
pub(super) fn source_of_folder(
    folder: &Path,
    progress: super::Progress<'_>,
) -> Result<Source, ReadError> {
    let mut source = source_of_stage(folder, progress)?;
    let title = folder.canonicalize().ok();
    let title = title.as_deref().unwrap_or(folder).file_name();
    source.title =
        title.map_or_else(|| "Untitled map".into(), |name| name.to_string_lossy().into_owned());
    let stages = sheet(folder, STAGES, progress)?;
    for table in tables_in(folder)? {
        let name = name_of(&table);
        let is_of_map = !STAGE_TABLES.contains(&stem(&name).to_lowercase().as_str());
        if is_of_map && let Some(table) = sheet(folder, &name, progress)? {
            source.of_map.push(table);
        }
    }
    // Only a map that Fulcrum wrote has tables about itself.
    if stages.is_none() {
        source.of_map.clear();
    }
    let column = stages.as_ref().and_then(|stages| stages.column(&["folder"]));
    for (_, cells) in stages.iter().flat_map(|stages| &stages.rows) {
        let Some(name) = Sheet::cell(cells, column) else { continue };
        // A table names a folder beside it, and no path that leads elsewhere.
        if name == "." || Path::new(name).components().count() != 1 || name.starts_with('.') {
            continue;
        }
        source.stages.push(source_of_stage(&folder.join(name), progress)?);
    }
    Ok(source)
}

/// The tables of one stage.
fn source_of_stage(folder: &Path, progress: super::Progress<'_>) -> Result<Source, ReadError> {
    let nodes = first_sheet(folder, &["nodes.csv", "elements.csv"], progress)?;
    let nodes = nodes.ok_or_else(|| {
        let hint = "choose a folder that holds nodes.csv and edges.csv, or an .orgmap file";
        ReadError::new(folder, "has no nodes.csv", hint)
    })?;
    let edges = first_sheet(folder, &["edges.csv", "connections.csv", "ties.csv"], progress)?;
    let mut tables = Vec::new();
    for name in
        ["units.csv", "expertise.csv", "rights.csv", "survey.csv", "routines.csv", "outcomes.csv"]
    {
        tables.extend(sheet(folder, name, progress)?);
    }
    let mut source = source_of_tables(folder, nodes, edges)?;
    source.tables = tables;
    Ok(source)
}

/// A source of a table of positions and one of ties.
pub(super) fn source_of_tables(
    path: &Path,
    nodes: Sheet,
    edges: Option<Sheet>,
) -> Result<Source, ReadError> {
    let key = nodes.column(&["id", "key", "employee id", "unique id"]);
    let label = nodes.column(&["label", "title", "name"]);
    let Some(key) = key.or(label) else {
        let columns = nodes.header.join(", ");
        let hint = format!("call the column of keys \"id\"; its columns are: {columns}");
        let path = path.join(&*nodes.name);
        return Err(ReadError::new(&path, "has no column \"id\"", hint).at(1));
    };
    let mut source = Source { sort: Sort::Nodes, ..Source::default() };
    source.remarks.extend(nodes.remarks.clone());
    source.columns.clone_from(&nodes.header);
    for (line, cells) in nodes.rows.into_cells() {
        let name = cells.get(key).map(str::trim).filter(|cell| !cell.is_empty());
        let Some(name) = name else {
            let why = "it has no id; give it one, or take it out".to_owned();
            source.refused.push((nodes.name.clone(), Some(line), why));
            continue;
        };
        let name = Some(source.names.of(name));
        let (table, line, groups) = (nodes.name.clone(), Some(line), Vec::new());
        source.nodes.push(Node { name, table, line, cells, groups });
    }
    match edges {
        Some(edges) => take_edges(path, &mut source, &edges)?,
        None => source.remarks.push("there is no edges.csv beside nodes.csv".into()),
    }
    Ok(source)
}

/// The name of a table without its ending.
pub(super) fn stem(name: &str) -> &str {
    name.strip_suffix(".csv").unwrap_or(name)
}

fn first_sheet(
    folder: &Path,
    names: &[&str],
    progress: super::Progress<'_>,
) -> Result<Option<Sheet>, ReadError> {
    for name in names {
        if let Some(sheet) = sheet(folder, name, progress)? {
            return Ok(Some(sheet));
        }
    }
    Ok(None)
}

/// A table of a folder, where it is there, whatever the case of its name.
fn sheet(
    folder: &Path,
    name: &str,
    progress: super::Progress<'_>,
) -> Result<Option<Sheet>, ReadError> {
    let exact = folder.join(name);
    let found = if exact.is_file() {
        Some(exact)
    } else {
        tables_in(folder)?.into_iter().find(|path| name_of(path).eq_ignore_ascii_case(name))
    };
    let Some(path) = found else { return Ok(None) };
    let decoded = Decoded::of(read_bytes(&path)?);
    let remark = decoded.remark();
    let mut watch = Watch::new(&path, progress);
    let mut sheet = Sheet::of_text(name, decoded.text, &mut watch)?;
    sheet.remarks.extend(remark.map(|remark| format!("{name} {remark}")));
    Ok(Some(sheet))
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The tables of a folder in the order of their names; none where it cannot be looked into.
fn tables_in(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let entries = std::fs::read_dir(folder).map_err(|error| {
        let hint = "check the path, and whether you may look into it";
        ReadError::new(folder, format!("cannot be read ({error})"), hint)
    })?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")))
        .collect();
    found.sort();
    Ok(found)
}
