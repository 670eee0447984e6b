use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use serde_json::Value;

use super::args::Measure;
use super::progress::now_doing;
use super::{Failure, read, stage_of};
use crate::analysis::{Cancel, Question, Settings, analyse, chance, further, what_if_told};
use crate::wording::{
    Readings, figures, figures_schema, ledger_of_map, ledger_text, reading, standard_json,
    theory_json, unit_table,
};
use crate::work::standard_on_all;

/// Width of the Reading as plain text, in letters.
const WIDTH: usize = 88;

pub(super) fn run(work: &Measure, out: &mut dyn Write) -> Result<(), Failure> {
    if work.schema {
        return print(&figures_schema(), out);
    }
    let Some(path) = &work.path else {
        return Err(Failure::Refused("name the map to measure".into()));
    };
    let loaded = read(path)?;
    let id = stage_of(&loaded.map, work.stage.as_deref(), path)?;
    let stage = loaded.map.stage(id).cloned().unwrap_or_default();
    let question = Question { stage, settings: Settings::of(&loaded.map) };
    let never = Cancel::never();
    let plain = analyse(&question, &never).map_err(Failure::refused)?;
    now_doing("holding it against chance");
    let chance = chance(&question, &plain, &never).map_err(Failure::refused)?;
    let analysis = plain.against(chance, &question.settings);
    now_doing("working out the rest");
    let further = further(&question, &analysis, &never).map_err(Failure::refused)?;
    let both = (&analysis, &further);
    let ledger = ledger_of_map(&loaded.map, id, both, &question.settings, &never);
    let ledger = ledger.map_err(Failure::refused)?;
    if !work.json && !work.csv {
        let reading = reading(&loaded.map, id, &analysis, &further, &question.settings);
        write!(out, "{}", reading.to_text(WIDTH))?;
        write!(out, "{}", ledger_text(&ledger))?;
        return Ok(());
    }
    if work.units {
        let mut writer = csv::Writer::from_writer(out);
        for row in unit_table(&question.stage, &further).texts() {
            writer.write_record(&row).map_err(csv_error)?;
        }
        writer.flush()?;
        return Ok(());
    }
    let standard = standard_on_all(&question, &never).map_err(Failure::refused)?;
    if work.csv {
        let mut undefined = BTreeMap::new();
        let views = standard_json(&question.stage, &standard, &mut undefined);
        let map = theory_json(&question.stage, &analysis, None, &mut undefined);
        return table(&views, &map, out);
    }
    let mut tell = |done, total| now_doing(format!("single edits tried: {done} of {total}"));
    let tried = match work.what_if {
        true => Some(what_if_told(&question, &never, &mut tell).map_err(Failure::refused)?),
        false => None,
    };
    now_doing("writing it down");
    let readings = Readings { stage: &question.stage, analysis: &analysis, further: &further };
    print(&figures(&readings, &standard, tried.as_ref(), &ledger), out)
}

/// Prints a JSON value for people and programs alike.
fn print(value: &Value, out: &mut dyn Write) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// One row for every person. Columns: each measure by person of each kind of arc, then those of
/// the readings.
fn table(standard: &Value, map: &Value, out: &mut dyn Write) -> Result<(), Failure> {
    let mut columns: Vec<(String, &Value)> = Vec::new();
    for (kind, view) in standard.as_object().into_iter().flatten() {
        for (name, column) in view["node"].as_object().into_iter().flatten() {
            columns.push((format!("{kind}.{name}"), column));
        }
    }
    let of_map = [
        "depth",
        "height",
        "authority",
        "authority_position",
        "authority_declared",
        "knowledge",
        "knowledge_held",
        "knowledge_sought",
        "influence",
        "mass",
        "closeness",
    ];
    columns.extend(of_map.iter().map(|name| ((*name).to_owned(), &map[*name])));
    columns.push(("gap".into(), &map["gap"]["node"]));
    let organicity = map["organicity"]["node"].as_object();
    let people: Vec<&String> = organicity.map(|people| people.keys().collect()).unwrap_or_default();
    let parts: BTreeSet<&String> = columns
        .iter()
        .filter_map(|(_, column)| column.as_object())
        .flat_map(|column| column.values())
        .filter_map(Value::as_object)
        .flat_map(|value| value.keys())
        .collect();
    let mut writer = csv::Writer::from_writer(out);
    let mut header = vec!["id".to_owned()];
    for (name, column) in &columns {
        header.extend(names_of(name, column, &parts));
    }
    header.extend(["organicity".to_owned(), "organicity_confidence".to_owned()]);
    writer.write_record(&header).map_err(csv_error)?;
    for person in people {
        let mut row = vec![person.clone()];
        for (_, column) in &columns {
            row.extend(cells(&column[person.as_str()], column, &parts));
        }
        let own = &map["organicity"]["node"][person.as_str()];
        row.extend([cell(&own["score"]), cell(&own["confidence"])]);
        writer.write_record(&row).map_err(csv_error)?;
    }
    writer.flush()?;
    Ok(())
}

/// A column of counts by role becomes one column for each role.
fn is_divided(column: &Value) -> bool {
    column.as_object().is_some_and(|column| column.values().any(Value::is_object))
}

fn names_of(name: &str, column: &Value, parts: &BTreeSet<&String>) -> Vec<String> {
    if is_divided(column) {
        parts.iter().map(|part| format!("{name}.{part}")).collect()
    } else {
        vec![name.to_owned()]
    }
}

fn cells(value: &Value, column: &Value, parts: &BTreeSet<&String>) -> Vec<String> {
    if is_divided(column) {
        parts.iter().map(|part| cell(&value[part.as_str()])).collect()
    } else {
        vec![cell(value)]
    }
}

/// What is not defined is an empty cell.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn csv_error(error: csv::Error) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Failure::Output(error),
        _ => Failure::Refused("the table could not be written".into()),
    }
}
