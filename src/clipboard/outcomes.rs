//! Outcomes from a table: a row for each unit and stage, or for each number.

use super::answers::{holds_answers, separator};
use crate::edit::StageCommand;
use crate::model::{OrgMap, OutcomeName, StageId, UnitId};
use crate::quantity::Amount;

/// Outcomes that were read from a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OutcomeRows {
    /// What enters them, a command for each number.
    pub commands: Vec<StageCommand>,
    /// What could not be read, each with its line and what to do.
    pub told: Vec<String>,
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq)]
enum Column {
    Stage,
    Unit,
    /// The name of an outcome, whose number stands beside it.
    Outcome,
    Value,
    /// The numbers of one outcome.
    Named(OutcomeName),
}

fn column(head: &str) -> Option<Column> {
    let head = head.trim().trim_matches('"');
    Some(match head.to_lowercase().as_str() {
        "stage" => Column::Stage,
        "unit" | "team" | "department" | "dept" => Column::Unit,
        "outcome" => Column::Outcome,
        "value" | "amount" | "number" => Column::Value,
        _ => Column::Named(OutcomeName::new(head)?),
    })
}

fn head_of(text: &str) -> Vec<Option<Column>> {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    head.split(separator(head) as char).map(column).collect()
}

/// Whether a text begins with the head of a table of outcomes.
#[must_use]
pub fn holds_outcomes(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let head = head_of(text);
    let has = |wanted: &Column| head.iter().flatten().any(|it| it == wanted);
    let numbers = (has(&Column::Outcome) && has(&Column::Value))
        || head.iter().flatten().any(|it| matches!(it, Column::Named(_)));
    (has(&Column::Unit) || has(&Column::Stage)) && numbers && !holds_answers(text)
}

/// Reads outcomes: columns for the unit (the whole organization where it is blank) and the stage
/// (the shown one where there is none), and either `outcome` and `value`, or a column for each
/// outcome. Rows that cannot be read are told of, and the others are read all the same.
#[must_use]
pub fn read_outcomes(text: &str, map: &OrgMap, shown: StageId) -> OutcomeRows {
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = OutcomeRows::default();
    if !holds_outcomes(text) {
        let why = "line 1: the head must name the unit, outcome and value";
        rows.told.push(why.into());
        return rows;
    }
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(head))
        .flexible(true)
        .from_reader(text.trim_start().as_bytes());
    let columns: Vec<Option<Column>> = match reader.headers() {
        Ok(names) => names.iter().map(column).collect(),
        Err(error) => {
            rows.told.push(format!("line 1: {error}"));
            return rows;
        }
    };
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let row = Row { record: &record, columns: &columns, map, shown };
                row.read(&mut rows, line);
            }
            Err(error) => rows.told.push(format!("a row could not be read: {error}")),
        }
    }
    rows
}

struct Row<'a> {
    record: &'a csv::StringRecord,
    columns: &'a [Option<Column>],
    map: &'a OrgMap,
    shown: StageId,
}

impl Row<'_> {
    fn cell(&self, wanted: &Column) -> Option<&str> {
        let at = self.columns.iter().position(|it| it.as_ref() == Some(wanted))?;
        self.record.get(at).map(str::trim).filter(|cell| !cell.is_empty())
    }

    fn read(&self, rows: &mut OutcomeRows, line: u64) {
        let place = self.stage().and_then(|stage| Ok((stage, self.unit(stage)?)));
        let (stage, unit) = match place {
            Ok(place) => place,
            Err(why) => return rows.told.push(format!("line {line}: {why}")),
        };
        for (name, cell) in self.numbers() {
            // A comma is a decimal point where commas do not part the cells.
            match cell.replace(',', ".").parse().ok().and_then(|value| Amount::new(value).ok()) {
                Some(amount) => {
                    let amount = Some(amount);
                    rows.commands.push(StageCommand::SetOutcome { stage, unit, name, amount });
                }
                None => rows.told.push(format!("line {line}: \"{cell}\" is no number")),
            }
        }
    }

    fn numbers(&self) -> Vec<(OutcomeName, &str)> {
        let named = self.cell(&Column::Outcome).and_then(OutcomeName::new);
        let mut all: Vec<(OutcomeName, &str)> =
            named.zip(self.cell(&Column::Value)).into_iter().collect();
        let cells = self.record.iter().map(str::trim).zip(self.columns);
        all.extend(cells.filter_map(|(cell, column)| match column {
            Some(Column::Named(name)) if !cell.is_empty() => Some((name.clone(), cell)),
            _ => None,
        }));
        all
    }

    fn stage(&self) -> Result<StageId, String> {
        let Some(name) = self.cell(&Column::Stage) else { return Ok(self.shown) };
        let mut stages = self.map.stages();
        let named = |stage: &crate::model::Stage| {
            stage.record().name.trim().to_lowercase() == name.to_lowercase()
        };
        let found = stages.find(|(_, stage)| named(stage)).map(|(id, _)| id);
        found.ok_or_else(|| format!("there is no stage \"{name}\""))
    }

    fn unit(&self, stage: StageId) -> Result<Option<UnitId>, String> {
        let Some(name) = self.cell(&Column::Unit) else { return Ok(None) };
        let units = self.map.stage(stage).into_iter().flat_map(|stage| stage.units().iter());
        let named = units.filter(|(_, it)| it.name.trim().to_lowercase() == name.to_lowercase());
        match named.map(|(id, _)| id).collect::<Vec<_>>().as_slice() {
            [one] => Ok(Some(*one)),
            [] => Err(format!("there is no unit \"{name}\"; leave it blank for the whole")),
            several => {
                Err(format!("\"{name}\" is {} units; give them names of their own", several.len()))
            }
        }
    }
}
