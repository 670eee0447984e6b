//! Whom the rows of a list report to.

use std::collections::{HashMap, HashSet};

use ecow::EcoString;

use super::super::header::Use;
use super::Builder;
use super::columns::Columns;
use super::find::{Finder, Found};
use super::people::{Reading, names_of};
use super::row::Row;
use crate::model::{Line, LineId, LineKind, PositionId};

impl Builder {
    /// Draws the lines that rows name.
    pub(super) fn hang(&mut self, columns: &Columns, reading: &Reading<'_>) {
        let mut finder = Finder::default();
        for (id, node) in &reading.hung {
            let Some(position) = self.positions.get(*id) else { continue };
            let row = Row::of(node, columns);
            let mut names: Vec<EcoString> =
                position.holders.iter().map(|holder| holder.name.clone()).collect();
            names.extend(names_of(row).map(EcoString::from));
            finder.add(*id, position, &names);
            if let Some(email) = row.cell(Use::Email) {
                finder.add_email(*id, email);
            }
        }
        let mut superiors: HashMap<PositionId, PositionId> = HashMap::new();
        let mut order = Vec::new();
        for (id, node) in &reading.hung {
            let row = Row::of(node, columns);
            let mut said = Vec::new();
            let found = superior(&finder, row, *id, &mut said);
            if found.is_none()
                && let Some(words) = not_here(&finder, row, *id)
            {
                self.elsewhere.insert(*id, words);
            }
            if let Some(found) = found
                && !superiors.contains_key(id)
            {
                superiors.insert(*id, found);
                order.push(*id);
            }
            self.tell(*id, said);
        }
        for id in loops(&order, &superiors) {
            let to = superiors.remove(&id);
            let name = to.and_then(|to| self.positions.get(to)).map(|to| to.title.clone());
            let name = name.unwrap_or_default();
            let why =
                format!("its superior \"{name}\" reports to it in a circle; the line was left out");
            self.tell(id, vec![why]);
        }
        for id in order {
            if let Some(to) = superiors.get(&id) {
                let line = LineId(self.number());
                self.lines.add(line, Line::new(id, *to, LineKind::Solid));
            }
        }
        self.hang_dotted(&finder, columns, reading, &superiors);
    }

    fn hang_dotted(
        &mut self,
        finder: &Finder,
        columns: &Columns,
        reading: &Reading<'_>,
        superiors: &HashMap<PositionId, PositionId>,
    ) {
        let mut drawn = HashSet::new();
        for (id, node) in &reading.hung {
            let row = Row::of(node, columns);
            let mut said = Vec::new();
            for to in dotted(finder, row, *id, &mut said) {
                if superiors.get(id) != Some(&to) && drawn.insert((*id, to)) {
                    let line = LineId(self.number());
                    self.lines.add(line, Line::new(*id, to, LineKind::Dotted));
                }
            }
            self.tell(*id, said);
        }
    }

    fn tell(&mut self, id: PositionId, said: Vec<String>) {
        if let Some(row) = self.rows.get(id).copied() {
            for why in said {
                self.report.change(row, why);
            }
        }
    }
}

/// Whom a row reports to, by the first of its columns that leads to somebody.
fn superior(
    finder: &Finder,
    row: Row<'_>,
    id: PositionId,
    said: &mut Vec<String>,
) -> Option<PositionId> {
    let mut why = None;
    for (_, cell) in row.cells(Use::Superior) {
        let told = match finder.find(cell, id) {
            Found::One(to, remark) => {
                said.extend(remark);
                return Some(to);
            }
            Found::Top => continue,
            Found::Itself => "names itself as its superior; stands at the top".to_owned(),
            Found::Several(count) => {
                format!(
                    "its superior \"{cell}\" is the name of {count}; reports to nobody: give a key"
                )
            }
            Found::Nobody => super::super::report::superior_unknown(cell),
        };
        why.get_or_insert(told);
    }
    said.extend(why);
    None
}

/// What a row calls a superior that is not in the list.
fn not_here(finder: &Finder, row: Row<'_>, id: PositionId) -> Option<String> {
    let cells = row.cells(Use::Superior).map(|(_, cell)| cell);
    let mut nobody = cells.filter(|cell| finder.find(cell, id) == Found::Nobody);
    nobody.next().map(str::to_owned)
}

/// The further superiors that a row names, several in a cell.
fn dotted(
    finder: &Finder,
    row: Row<'_>,
    id: PositionId,
    said: &mut Vec<String>,
) -> Vec<PositionId> {
    let mut found = Vec::new();
    for (_, cell) in row.cells(Use::Dotted) {
        if let Found::One(to, remark) = finder.find(cell, id) {
            said.extend(remark);
            found.push(to);
            continue;
        }
        for part in cell.split([',', ';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty())
        {
            match finder.find(part, id) {
                Found::One(to, remark) => {
                    said.extend(remark);
                    found.push(to);
                }
                Found::Top => {}
                Found::Itself => said.push("names itself as its further superior; left out".into()),
                Found::Several(count) => {
                    said.push(format!(
                        "its further superior \"{part}\" is the name of {count}; left out"
                    ));
                }
                Found::Nobody => {
                    said.push(format!(
                        "its further superior \"{part}\" is nobody in this list; left out"
                    ));
                }
            }
        }
    }
    found
}

/// The first of every circle in which superiors run.
fn loops(order: &[PositionId], superiors: &HashMap<PositionId, PositionId>) -> Vec<PositionId> {
    let mut walked: HashMap<PositionId, usize> = HashMap::new();
    let mut cut = Vec::new();
    for (walk, start) in order.iter().enumerate() {
        let mut at = *start;
        while !walked.contains_key(&at) {
            walked.insert(at, walk);
            let Some(next) = superiors.get(&at) else { break };
            at = *next;
            if walked.get(&at) == Some(&walk) {
                cut.push(at);
                break;
            }
        }
    }
    cut
}
