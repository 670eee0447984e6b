//! Tables about a map as a whole. Each is a list of records or of names with values, as the
//! map's own file has them, so that what a later version adds there comes along.

use std::path::Path;

use serde_json::{Map, Value};

use super::super::cells::Row;
use super::super::convert::{read_orgmap, write_orgmap};
use super::super::draft::{Builder, map_of};
use super::super::own_form::identity;
use super::super::sheet::Sheet;
use super::super::source::{Choices, Source};
use super::{STAGES, stem};
use crate::model::{Header, OrgMap, StageId, StageRecord};

/// The tables of a stage; every other one is about the map.
pub(in crate::storage) const STAGE_TABLES: [&str; 11] = [
    "nodes",
    "edges",
    "units",
    "expertise",
    "rights",
    "survey",
    "routines",
    "elements",
    "connections",
    "ties",
    "outcomes",
];

/// The map of tables that Fulcrum wrote, all stages included, and what was read beside it. A
/// table about the map that is not as Fulcrum wrote it is left out, and told.
pub(in crate::storage) fn whole_map(source: &Source, choices: &Choices) -> (OrgMap, Builder) {
    let records = stage_records(source);
    let mut first = Builder::new(2);
    first.take(source, choices);
    let mut next = first.next;
    let mut report = std::mem::take(&mut first.report);
    let stage_id = |number: usize| {
        let written = records.get(number).and_then(|record| record.get("id")?.as_str());
        StageId(written.and_then(|id| identity(id, 's')).unwrap_or(number as u64 + 1))
    };
    let mut stages = vec![(stage_id(0), StageRecord::default(), first)];
    for (number, source) in source.stages.iter().enumerate() {
        let mut builder = Builder::new(next);
        builder.take(source, &Choices::guess(source));
        next = next.max(builder.next);
        report.append(std::mem::take(&mut builder.report));
        stages.push((stage_id(number + 1), StageRecord::default(), builder));
    }
    let next = next.max(stages.iter().map(|(id, ..)| id.0 + 1).max().unwrap_or(0));
    let title = source.title.clone();
    let header = Header { title, description: source.description.clone(), ..Header::default() };
    let map = map_of(header, next, stages);
    let mut rest = Builder::new(next);
    rest.report = report;
    let dressed = dressed(&map, &records, source);
    match read_orgmap(dressed.as_bytes(), Path::new("map.csv")) {
        Ok(loaded) => (loaded.map, rest),
        Err(error) => {
            let what =
                format!("what the tables say of the map as a whole was left out: {}", error.what);
            rest.report.remarks.push(what);
            (map, rest)
        }
    }
}

/// The text of the map with everything that tables say about it as a whole.
fn dressed(map: &OrgMap, records: &[Map<String, Value>], source: &Source) -> String {
    let text = write_orgmap(map);
    let Ok(Value::Object(mut whole)) = serde_json::from_str::<Value>(&text) else { return text };
    if let Some(Value::Array(stages)) = whole.get_mut("stages") {
        for (stage, record) in stages.iter_mut().zip(records) {
            let Value::Object(stage) = stage else { continue };
            let fields = record.iter().filter(|(name, _)| *name != "folder" && *name != "id");
            stage.extend(fields.map(|(name, value)| (name.clone(), value.clone())));
        }
        if let (Some(Value::Object(stage)), true) = (stages.first_mut(), records.is_empty()) {
            stage.insert("name".into(), "As is".into());
        }
    }
    let counted = whole.get("next_id").and_then(Value::as_u64).unwrap_or(0);
    for table in &source.of_map {
        match stem(&table.name) {
            "stages" => {}
            "map" => whole.extend(pairs(table)),
            name if table.header == ["name", "value"] => {
                whole.insert(name.to_owned(), Value::Object(pairs(table)));
            }
            name => {
                let records = records_of(table).into_iter().map(Value::Object).collect();
                whole.insert(name.to_owned(), Value::Array(records));
            }
        }
    }
    let written = whole.get("next_id").and_then(Value::as_u64).unwrap_or(0);
    whole.insert("next_id".into(), written.max(counted).into());
    whole.insert("format".into(), "orgmap".into());
    Value::Object(whole).to_string()
}

/// What the table of stages says of each.
fn stage_records(source: &Source) -> Vec<Map<String, Value>> {
    let table = source.of_map.iter().find(|table| stem(&table.name) == stem(STAGES));
    table.map(records_of).unwrap_or_default()
}

/// A table of names and values.
fn pairs(table: &Sheet) -> Map<String, Value> {
    let pair = |(_, cells): (usize, Row<'_>)| {
        let name = Sheet::cell(cells, Some(0))?;
        Some((name.to_owned(), value_of(cells.get(1).unwrap_or_default())))
    };
    table.rows.iter().filter_map(pair).collect()
}

/// A table of records: a column for each field; an empty cell is no field.
fn records_of(table: &Sheet) -> Vec<Map<String, Value>> {
    let record = |(_, cells): (usize, Row<'_>)| {
        let fields = table.header.iter().zip(cells.iter()).filter(|(_, cell)| !cell.is_empty());
        fields.map(|(name, cell)| (name.clone(), value_of(cell))).collect()
    };
    table.rows.iter().map(record).collect()
}

/// What a cell says: JSON where it is any, else the text as it stands.
fn value_of(cell: &str) -> Value {
    serde_json::from_str(cell).unwrap_or_else(|_| Value::String(cell.to_owned()))
}

/// The cell of a value, from which [`value_of`] reads the same again.
pub(in crate::storage) fn cell_of(value: &Value) -> String {
    match value {
        Value::String(text)
            if serde_json::from_str::<Value>(text).is_err()
                && super::super::own_form::is_plain(text) =>
        {
            text.clone()
        }
        other => other.to_string(),
    }
}
