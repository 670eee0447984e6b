//! A workbook of a whole map: one sheet for each table.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::super::own_tables::{OwnTable, map_tables, stage_tables};
use super::Outgoing;

/// Columns whose cells are numbers.
const NUMBERS: [&str; 26] = [
    "value",
    "q8",
    "q9",
    "q10",
    "level",
    "authority",
    "explore",
    "rules",
    "wants",
    "pin",
    "x",
    "y",
    "order",
    "weight",
    "accepts",
    "distance",
    "took_up",
    "right",
    "step",
    "q1",
    "q2",
    "q3",
    "q4",
    "q5",
    "q6",
    "q7",
];

/// Writes the whole map, all stages included.
pub(in crate::storage) fn write(out: &Outgoing<'_>) -> Result<Vec<u8>, String> {
    let mut tables: Vec<OwnTable> = Vec::new();
    let mut folders = BTreeMap::new();
    for (number, (id, _)) in out.map.stages().enumerate() {
        for mut table in stage_tables(out.map, id).unwrap_or_default() {
            if number > 0 {
                table.name = format!("{} {}", table.name, number + 1);
            }
            tables.push(table);
        }
        folders.insert(id, (number + 1).to_string());
    }
    tables.extend(map_tables(out.map, &folders));
    workbook(&tables).map_err(|error| format!("the workbook could not be made: {error}"))
}

fn workbook(tables: &[OwnTable]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let mut names = BTreeSet::new();
    for table in tables.iter().filter(|table| names.insert(table.name.clone())) {
        let sheet = book.add_worksheet();
        sheet.set_name(&table.name)?;
        sheet.set_freeze_panes(1, 0)?;
        let header = table.rows.first().map_or(&[][..], Vec::as_slice);
        for (line, row) in table.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let (line, column_at) = (line as u32, column as u16);
                let is_number =
                    line > 0 && header.get(column).is_some_and(|it| NUMBERS.contains(&it.as_str()));
                match cell.parse::<f64>() {
                    _ if line == 0 => {
                        sheet.write_string_with_format(line, column_at, cell, &bold)?
                    }
                    Ok(number) if is_number && number.to_string() == *cell => {
                        sheet.write_number(line, column_at, number)?
                    }
                    // A text is no formula, whatever it begins with.
                    _ => sheet.write_string(line, column_at, cell)?,
                };
            }
        }
        sheet.autofit();
    }
    book.save_to_buffer()
}
