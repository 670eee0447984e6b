use std::collections::BTreeMap;

use super::{FromText, TextForm};
use crate::edit::{Fragment, Newcomer, Superior};
use crate::model::{Holder, Position, PositionId, Stage};

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Key,
    Name,
    Title,
    Superior,
    Unit,
    /// A further column, kept under its own name.
    Other(String),
}

/// The words by which columns are known.
const WORDS: [(&[&str], Column); 5] = [
    (&["name", "holder", "person", "employee", "full name", "who"], Column::Name),
    (&["title", "position", "role", "job", "job title", "function", "label"], Column::Title),
    (
        &[
            "boss",
            "superior",
            "manager",
            "reports to",
            "reports_to",
            "supervisor",
            "parent",
            "line manager",
        ],
        Column::Superior,
    ),
    (&["unit", "department", "dept", "team", "division", "group"], Column::Unit),
    (&["id", "key", "number", "no", "employee id", "code"], Column::Key),
];

/// The separator of a text that is a block of cells; nothing when it is not.
pub(super) fn separator(text: &str) -> Option<u8> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let inner_tabs = |line: &&&str| line.trim().contains('\t');
    if !lines.is_empty() && lines.iter().filter(inner_tabs).count() * 2 >= lines.len() {
        return Some(b'\t');
    }
    [b',', b';'].into_iter().find(|separator| {
        let counts = |line: &&str| line.bytes().filter(|byte| byte == separator).count();
        let first = lines.first().map_or(0, counts);
        let headed = first > 0
            && lines.first().is_some_and(|line| {
                let cells = line.split(*separator as char);
                let known = cells.filter(|cell| column(cell).is_some());
                known.count() >= 2
            });
        // Without a head, a text with a comma here and there is an outline.
        headed || (first >= 2 && lines.len() > 1 && lines.iter().all(|line| counts(line) == first))
    })
}

fn column(cell: &str) -> Option<Column> {
    let cell = cell.trim().trim_matches('"').to_lowercase();
    WORDS.iter().find(|(words, _)| words.contains(&cell.as_str())).map(|(_, column)| column.clone())
}

/// Reads rows with columns. Without a head they are name, title, superior and unit.
pub(super) fn read(text: &str, separator: u8, stage: &Stage) -> FromText {
    let mut told = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                rows.push((line, record.iter().map(|cell| cell.trim().to_owned()).collect()));
            }
            Err(error) => told.push(format!("a row could not be read: {error}")),
        }
    }
    rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    let columns = columns(&mut rows);
    let mut sheet = Sheet { stage, fragment: Fragment::default(), rows: Vec::new(), told };
    for (line, cells) in rows {
        sheet.take(line, &columns, cells);
    }
    sheet.hang();
    FromText { fragment: sheet.fragment, told: sheet.told, form: TextForm::Block }
}

/// The columns; a head is taken off the rows.
fn columns(rows: &mut Vec<(u64, Vec<String>)>) -> Vec<Column> {
    let head = rows.first().map(|(_, cells)| cells.clone()).unwrap_or_default();
    let known = head.iter().filter(|cell| column(cell).is_some()).count();
    let wide = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    if known >= 2 || (known == 1 && wide == 1) {
        rows.remove(0);
        let mut columns: Vec<Column> = Vec::new();
        for cell in head {
            let known = column(&cell).filter(|known| !columns.contains(known));
            columns.push(known.unwrap_or(Column::Other(cell)));
        }
        return columns;
    }
    let standard = [Column::Name, Column::Title, Column::Superior, Column::Unit];
    let further = (5..).map(|number| Column::Other(format!("column {number}")));
    standard.into_iter().chain(further).take(wide).collect()
}

struct Sheet<'a> {
    stage: &'a Stage,
    fragment: Fragment,
    /// For each position its line and the words for its superior.
    rows: Vec<(u64, String)>,
    told: Vec<String>,
}

impl Sheet<'_> {
    fn take(&mut self, line: u64, columns: &[Column], cells: Vec<String>) {
        let mut position = Position::default();
        let (mut name, mut superior, mut unit) = (String::new(), String::new(), String::new());
        for (number, cell) in cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            match columns.get(number) {
                Some(Column::Key) => position.key = Some(cell),
                Some(Column::Name) => name = cell,
                Some(Column::Title) => position.title = cell,
                Some(Column::Superior) => superior = cell,
                Some(Column::Unit) => unit = cell,
                Some(Column::Other(column)) if !column.is_empty() => {
                    position.attributes.insert(column.clone(), cell);
                }
                _ => {
                    let what = format!("row {line}: \"{cell}\" stands in no column; left out");
                    self.told.push(what);
                }
            }
        }
        if name.is_empty() && position.title.is_empty() {
            self.told.push(format!("row {line}: has neither a name nor a title; left out"));
            return;
        }
        let vacant = name.eq_ignore_ascii_case("vacant");
        if position.title.is_empty() {
            position.title.clone_from(&name);
            name.clear();
        }
        if !vacant {
            position.holders = vec![Holder::named(name)];
        }
        let unit = (!unit.is_empty()).then_some(unit).into_iter().collect();
        self.fragment.positions.push(Newcomer { unit, ..Newcomer::new(position) });
        self.rows.push((line, superior));
    }

    /// Finds the superiors, in the rows first and then on the map.
    fn hang(&mut self) {
        let known = self.names();
        for (number, (line, words)) in std::mem::take(&mut self.rows).into_iter().enumerate() {
            if words.is_empty() {
                continue;
            }
            let who = self.fragment.positions[number].position.title.clone();
            let wanted = words.to_lowercase();
            let found: Vec<usize> = known
                .get(&wanted)
                .map(|found| found.iter().copied().filter(|other| *other != number).collect())
                .unwrap_or_default();
            if found.len() > 1 {
                let what = format!("row {line}: several are called \"{words}\"");
                self.told.push(format!("{what}; {who} reports to the first"));
            }
            let there = || self.on_map(&wanted).map(Superior::There);
            let superior = found.first().map(|at| Superior::New(*at)).or_else(there);
            if superior.is_none() {
                let what = format!("row {line}: nobody is called \"{words}\"");
                self.told.push(format!("{what}; {who} reports to nobody"));
            }
            self.fragment.positions[number].superior = superior;
        }
        let cut: Vec<usize> = (0..self.fragment.positions.len())
            .filter(|number| self.fragment.closes_loop(*number))
            .collect();
        for number in cut {
            let newcomer = &mut self.fragment.positions[number];
            newcomer.superior = None;
            let who = &newcomer.position.title;
            self.told.push(format!("{who} would report to itself in a circle; reports to nobody"));
        }
    }

    /// The rows by everything they may be called.
    fn names(&self) -> BTreeMap<String, Vec<usize>> {
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, newcomer) in self.fragment.positions.iter().enumerate() {
            let position = &newcomer.position;
            let holders = position.holders.iter().map(|holder| &holder.name);
            for name in position.key.iter().chain(holders).chain([&position.title]) {
                let rows = names.entry(name.to_lowercase()).or_default();
                if rows.last() != Some(&number) {
                    rows.push(number);
                }
            }
        }
        names
    }

    /// The position on the map that is called so.
    fn on_map(&self, wanted: &str) -> Option<PositionId> {
        let called = |position: &Position| {
            position.title.to_lowercase() == wanted
                || position.key.as_ref().is_some_and(|key| key.to_lowercase() == wanted)
                || position.holders.iter().any(|holder| holder.name.to_lowercase() == wanted)
        };
        let mut positions = self.stage.positions().iter();
        positions.find(|(_, position)| called(position)).map(|(id, _)| id)
    }
}
