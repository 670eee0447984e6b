//! Every measure of every position and unit as a table: sorted, copied, exported.

use std::cmp::Ordering;

use crate::analysis::{Defined, Further, UnitFigures};
use crate::model::{PositionId, Stage, UnitId};

use super::measure_id::MeasureId;
use super::measured::{OfPerson, Readings};
use super::words::two;

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOf {
    /// A position.
    Position(PositionId),
    /// A unit.
    Unit(UnitId),
}

/// A column: its name, and the measure that explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// What stands above the column.
    pub name: &'static str,
    /// The measure.
    pub measure: MeasureId,
}

/// A row: its name and its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is about.
    pub of: RowOf,
    /// Its name.
    pub name: String,
    /// One for each head.
    pub cells: Vec<Defined<f64>>,
}

/// A table of measures.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureTable {
    /// The columns besides the name.
    pub heads: Vec<Head>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// The measures of every person.
#[must_use]
pub fn position_table(readings: &Readings<'_>) -> MeasureTable {
    let columns = || {
        let of = |id: MeasureId| id.by_person().iter().map(move |it| (id, *it));
        MeasureId::ALL.iter().copied().flat_map(of)
    };
    let row = |(at, id): (usize, &PositionId)| {
        let person = OfPerson { readings: *readings, id: *id, at };
        Row {
            of: RowOf::Position(*id),
            name: title(readings.stage, *id),
            cells: columns().map(|(_, (_, read))| read(&person)).collect(),
        }
    };
    MeasureTable {
        heads: columns().map(|(measure, (name, _))| Head { name, measure }).collect(),
        rows: readings.analysis.people.iter().enumerate().map(row).collect(),
    }
}

fn title(stage: &Stage, id: PositionId) -> String {
    match stage.positions().get(id) {
        Some(position) if !position.title.trim().is_empty() => position.title.trim().to_owned(),
        _ => "Untitled".into(),
    }
}

/// The measures of every unit.
#[must_use]
pub fn unit_table(stage: &Stage, further: &Further) -> MeasureTable {
    let columns = || {
        let of = |id: MeasureId| id.by_unit().iter().map(move |it| (id, *it));
        MeasureId::ALL.iter().copied().flat_map(of)
    };
    let row = |(id, unit): (&UnitId, &UnitFigures)| Row {
        of: RowOf::Unit(*id),
        name: stage.units().get(*id).map_or_else(String::new, |unit| unit.name.clone()),
        cells: columns().map(|(_, (_, read))| read(unit)).collect(),
    };
    MeasureTable {
        heads: columns().map(|(measure, (name, _))| Head { name, measure }).collect(),
        rows: further.units.iter().map(row).collect(),
    }
}

impl MeasureTable {
    /// Sorts by the name, or by a column from the largest or the smallest on; what is not defined
    /// comes last either way.
    pub fn sort(&mut self, column: Option<usize>, downwards: bool) {
        let turn = |order: Ordering| if downwards { order.reverse() } else { order };
        self.rows.sort_by(|a, b| match column {
            None => turn(a.name.to_lowercase().cmp(&b.name.to_lowercase())),
            Some(column) => match (a.cells.get(column), b.cells.get(column)) {
                (Some(Ok(one)), Some(Ok(other))) => turn(one.total_cmp(other)),
                (one, other) => {
                    let missing = |cell: Option<&Defined<f64>>| !matches!(cell, Some(Ok(_)));
                    missing(one).cmp(&missing(other))
                }
            },
        });
    }

    /// A cell as it is shown: a dash where there is no number.
    #[must_use]
    pub fn words(cell: &Defined<f64>) -> String {
        match cell {
            Ok(value) if value.fract() == 0.0 && value.abs() < 1e6 => format!("{value}"),
            Ok(value) => two(*value),
            Err(_) => "–".into(),
        }
    }

    /// As rows of texts with the full numbers, the heads first; empty where there is no number.
    #[must_use]
    pub fn texts(&self) -> Vec<Vec<String>> {
        let mut head = vec!["Name".to_owned()];
        head.extend(self.heads.iter().map(|head| head.name.to_owned()));
        let row = |row: &Row| {
            let mut texts = vec![row.name.clone()];
            // Adding nothing turns a negative nought into a plain one.
            let full =
                |cell: &Defined<f64>| cell.map_or(String::new(), |value| (value + 0.0).to_string());
            texts.extend(row.cells.iter().map(full));
            texts
        };
        std::iter::once(head).chain(self.rows.iter().map(row)).collect()
    }

    /// For pasting into a spreadsheet: cells parted by tabs.
    #[must_use]
    pub fn to_block(&self) -> String {
        let clean = |text: &String| text.replace(['\t', '\n', '\r'], " ");
        let lines = self.texts().into_iter();
        let lines = lines.map(|row| row.iter().map(clean).collect::<Vec<_>>().join("\t"));
        lines.collect::<Vec<_>>().join("\n")
    }
}
