use std::path::{Path, PathBuf};

use super::super::error::{ReadError, ReadWarning};
use super::super::text::{Script, decode, plain, read_bytes};

/// A table as it was read: columns by name, rows with their lines.
pub(super) struct Table {
    /// The file.
    pub(super) path: PathBuf,
    header: Vec<String>,
    rows: Vec<csv::StringRecord>,
}

/// One row, with what is needed to speak of it.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    record: &'a csv::StringRecord,
}

impl Table {
    /// Reads a table. The separator is the one that the header uses most.
    pub(super) fn read(path: &Path, warnings: &mut Vec<ReadWarning>) -> Result<Self, ReadError> {
        let bytes = read_bytes(path)?;
        let (text, script) = decode(&bytes);
        if script == Script::Western {
            warnings.push(ReadWarning {
                path: path.to_path_buf(),
                line: None,
                what: "is not Unicode and was read as Windows-1252; look at names with accents"
                    .into(),
            });
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(&text))
            .flexible(true)
            .from_reader(text.as_bytes());
        let broken = |error: csv::Error| {
            let line = error.position().map(|at| at.line() as usize);
            ReadError::new(path, format!("is not a table: {error}"), "mend the row").at(line)
        };
        let header =
            reader.headers().map_err(broken)?.iter().map(|n| n.trim().to_owned()).collect();
        let rows: Vec<csv::StringRecord> =
            reader.records().collect::<Result<_, _>>().map_err(broken)?;
        let rows = rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        Ok(Self { path: path.to_path_buf(), header, rows: rows.collect() })
    }

    /// The rows, from top to bottom.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|record| Row { table: self, record })
    }

    /// The column of one of these names.
    pub(super) fn column(&self, names: &[&str]) -> Option<usize> {
        names
            .iter()
            .find_map(|name| self.header.iter().position(|header| plain(header) == plain(name)))
    }

    /// The column of one of these names, which must be there.
    pub(super) fn need(&self, names: &[&str]) -> Result<usize, ReadError> {
        self.column(names).ok_or_else(|| {
            let what = format!("has no column \"{}\"", names[0]);
            let hint = if self.header.is_empty() {
                "write the names of its columns into the first line".to_owned()
            } else {
                format!("its columns are: {}", self.header.join(", "))
            };
            ReadError::new(&self.path, what, hint).at(1)
        })
    }

    /// All column names.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }
}

impl<'a> Row<'a> {
    /// What stands in a column, without outer spaces; nothing for an empty cell.
    pub(super) fn cell(self, column: Option<usize>) -> Option<&'a str> {
        let text = self.record.get(column?)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// The line of the row.
    pub(super) fn line(self) -> Option<usize> {
        self.record.position().map(|at| at.line() as usize)
    }

    /// An error about this row.
    pub(super) fn error(self, what: impl Into<String>, hint: impl Into<String>) -> ReadError {
        ReadError::new(&self.table.path, what, hint).at(self.line())
    }

    /// A warning about this row.
    pub(super) fn warning(self, what: impl Into<String>) -> ReadWarning {
        ReadWarning { path: self.table.path.clone(), line: self.line(), what: what.into() }
    }

    /// The number in a column; nothing for an empty cell.
    pub(super) fn number(self, column: Option<usize>) -> Result<Option<f64>, ReadError> {
        let Some(text) = self.cell(column) else { return Ok(None) };
        // Spreadsheets of half the world write a comma.
        let value: Option<f64> = text.parse().or_else(|_| text.replace(',', ".").parse()).ok();
        match value.filter(|value| value.is_finite()) {
            Some(value) => Ok(Some(value)),
            None => {
                let name = column.and_then(|column| self.table.header.get(column));
                let what =
                    format!("\"{text}\" in column \"{}\" is no number", name.map_or("", |n| n));
                Err(self.error(what, "write a number, or leave the cell empty"))
            }
        }
    }
}

/// The separator that stands most often in the first line, outside of quotes.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |wanted: char| {
        let mut quoted = false;
        first
            .chars()
            .filter(|letter| {
                quoted ^= *letter == '"';
                *letter == wanted && !quoted
            })
            .count()
    };
    let best = [',', ';', '\t'].into_iter().rev().max_by_key(|letter| count(*letter));
    best.map_or(b',', |letter| letter as u8)
}
