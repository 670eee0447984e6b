//! The rows of a list, one after the other, becoming positions.

use std::collections::BTreeMap;

use super::ListColumn;
use crate::edit::{Fragment, Newcomer, Superior};
use crate::model::{Holder, Position, PositionId, PositionKind, Stage};
use crate::quantity::{Score, Share, Weight};
use crate::storage::Use;

/// What is read of a list so far.
pub(super) struct Sheet<'a> {
    stage: &'a Stage,
    pub(super) fragment: Fragment,
    /// For each position its line, the words for its superior and for its dotted superiors.
    rows: Vec<Row>,
    pub(super) told: Vec<String>,
    /// The positions of the list that are on the map already, by their keys.
    pub(super) known: BTreeMap<usize, PositionId>,
}

struct Row {
    line: u64,
    superior: String,
    dotted: Vec<String>,
    email: String,
}

/// The cells of a row, by what they are used for.
#[derive(Default)]
struct Cells {
    position: Position,
    name: String,
    first: String,
    last: String,
    superior: String,
    dotted: Vec<String>,
    email: String,
    share: Option<Share>,
    units: [String; 3],
    path: Vec<String>,
}

/// What stands where nobody is above.
const NOBODY: [&str; 8] = ["null", "xx", "n/a", "na", "n/d", "none", "nobody", "-"];

impl<'a> Sheet<'a> {
    pub(super) fn new(stage: &'a Stage, told: Vec<String>) -> Self {
        let (fragment, rows) = (Fragment::default(), Vec::new());
        Self { stage, fragment, rows, told, known: BTreeMap::new() }
    }

    /// Takes a row in.
    pub(super) fn take(&mut self, line: u64, columns: &[ListColumn], row: Vec<String>) {
        let mut cells = Cells::default();
        for (number, cell) in row.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            match columns.get(number) {
                Some(column) => {
                    if let Err(why) = cells.put(column, cell) {
                        self.told.push(format!("row {line}: {why}"));
                    }
                }
                None => {
                    let what = format!("row {line}: \"{cell}\" stands in no column; left out");
                    self.told.push(what);
                }
            }
        }
        let Cells { mut position, mut name, first, last, superior, dotted, email, .. } = cells;
        if name.is_empty() {
            name = [first, last].join(" ").trim().to_owned();
        }
        if name.is_empty() && position.title.is_empty() {
            self.told.push(format!("row {line}: has neither a name nor a title; left out"));
            return;
        }
        let vacant = name.eq_ignore_ascii_case("vacant");
        if position.title.is_empty() {
            position.title = name.as_str().into();
            name.clear();
        }
        if !vacant {
            let mut holder = Holder::named(name);
            holder.share = cells.share.unwrap_or(holder.share);
            position.holders = vec![holder];
        }
        let mut unit = cells.path;
        unit.extend(cells.units.into_iter().filter(|unit| !unit.is_empty()));
        self.mind_key(line, &mut position);
        self.fragment.positions.push(Newcomer { unit, ..Newcomer::new(position) });
        self.rows.push(Row { line, superior, dotted, email });
    }

    /// A key belongs to one position. One that is on the map already tells that it is the same.
    fn mind_key(&mut self, line: u64, position: &mut Position) {
        let Some(key) = position.key.clone() else { return };
        let same = |one: &Newcomer| one.position.key.as_ref() == Some(&key);
        if let Some(first) = self.fragment.positions.iter().position(same) {
            let before = self.rows[first].line;
            let who = &position.title;
            self.told.push(format!(
                "row {line}: the key \"{key}\" is that of row {before} already; {who} comes in \
                 without a key, as a post of its own"
            ));
            position.key = None;
        } else if let Some(there) = self.stage.position_by_key(&key) {
            self.known.insert(self.fragment.positions.len(), there);
        }
    }

    /// Says how many of the list are on the map already.
    pub(super) fn tell_known(&mut self) {
        if self.known.is_empty() {
            return;
        }
        let keys =
            self.known.keys().filter_map(|at| self.fragment.positions[*at].position.key.as_deref());
        let keys: Vec<&str> = keys.take(6).collect();
        let more = if self.known.len() > keys.len() { ", …" } else { "" };
        let count = self.known.len();
        let words =
            format!("on the map already by their keys: {count} ({}{more})", keys.join(", "));
        self.told.insert(0, words);
    }

    /// Finds the superiors, in the rows first and then on the map.
    pub(super) fn hang(&mut self) {
        let known = self.names();
        for number in 0..self.rows.len() {
            let superior = std::mem::take(&mut self.rows[number].superior);
            self.fragment.positions[number].superior = self.superior(&known, number, &superior);
            for words in std::mem::take(&mut self.rows[number].dotted) {
                match self.superior(&known, number, &words) {
                    Some(Superior::New(to)) => self.fragment.dotted.push((number, to)),
                    Some(Superior::There(_)) => {
                        let line = self.rows[number].line;
                        let what = format!("row {line}: the dotted line to \"{words}\"");
                        self.told.push(format!("{what}, who is on the map, is left out"));
                    }
                    None => {}
                }
            }
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

    /// Who is meant by the words for a superior; tells when nobody is.
    fn superior(
        &mut self,
        known: &BTreeMap<String, Vec<usize>>,
        number: usize,
        words: &str,
    ) -> Option<Superior> {
        let wanted = words.trim().to_lowercase();
        let line = self.rows[number].line;
        let found = find(known, &wanted);
        if found.is_none()
            && (wanted.is_empty() || NOBODY.contains(&wanted.as_str()) || wanted == "0")
        {
            return None;
        }
        let who = self.fragment.positions[number].position.title.clone();
        let others: Vec<usize> =
            found.into_iter().flatten().copied().filter(|other| *other != number).collect();
        if others.is_empty() && found.is_some_and(|found| found.contains(&number)) {
            let what = format!("row {line}: \"{words}\" is {who} itself");
            self.told.push(format!("{what}; it reports to nobody"));
            return None;
        }
        if others.len() > 1 {
            let what = format!("row {line}: several are called \"{words}\"");
            self.told.push(format!("{what}; {who} reports to the first"));
        }
        let there = || self.on_map(&wanted).map(Superior::There);
        let superior = others.first().map(|at| Superior::New(*at)).or_else(there);
        if superior.is_none() {
            let what = format!("row {line}: nobody is called \"{words}\"");
            self.told.push(format!("{what}; {who} reports to nobody"));
        }
        superior
    }

    /// The rows by everything they may be called.
    fn names(&self) -> BTreeMap<String, Vec<usize>> {
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, newcomer) in self.fragment.positions.iter().enumerate() {
            let position = &newcomer.position;
            let holders = position.holders.iter().map(|holder| holder.name.as_str());
            let all = position.key.as_deref().into_iter().chain(holders);
            for name in all.chain([position.title.as_str(), &self.rows[number].email]) {
                let name = name.trim().to_lowercase();
                if name.is_empty() {
                    continue;
                }
                let rows = names.entry(name).or_default();
                if rows.last() != Some(&number) {
                    rows.push(number);
                }
            }
        }
        names
    }

    /// The position on the map that is called so.
    fn on_map(&self, wanted: &str) -> Option<PositionId> {
        let is = |text: &str| text.to_lowercase() == wanted;
        let by_key = |position: &Position| position.key.as_deref().is_some_and(is);
        let called = |position: &Position| {
            is(&position.title)
                || position.holders.iter().any(|holder| is(&holder.name))
                || position.attributes.values().any(|value| value.contains('@') && is(value))
        };
        let positions = || self.stage.positions().iter();
        let keyed = positions().find(|(_, position)| by_key(position));
        keyed.or_else(|| positions().find(|(_, position)| called(position))).map(|(id, _)| id)
    }
}

/// The rows that words name: as they stand, or by a key in brackets at their end.
fn find<'k>(known: &'k BTreeMap<String, Vec<usize>>, wanted: &str) -> Option<&'k Vec<usize>> {
    let bracketed = || {
        let (before, key) = wanted.strip_suffix(')')?.rsplit_once('(')?;
        known.get(key.trim()).or_else(|| known.get(before.trim()))
    };
    known.get(wanted).or_else(bracketed)
}

impl Cells {
    /// Puts a cell where its column says.
    fn put(&mut self, column: &ListColumn, cell: String) -> Result<(), String> {
        let position = &mut self.position;
        match column.used_as {
            Use::Key => position.key = Some(cell.into()),
            Use::Name => self.name = cell,
            Use::FirstName => self.first = cell,
            Use::LastName => self.last = cell,
            Use::Title => position.title = cell.into(),
            Use::Superior if self.superior.is_empty() => self.superior = cell,
            Use::Dotted => {
                let words = cell.split([',', ';']).map(|word| word.trim().to_owned());
                self.dotted.extend(words.filter(|word| !word.is_empty()));
            }
            Use::OuterUnit => self.units[0] = cell,
            Use::Unit => self.units[1] = cell,
            Use::InnerUnit => self.units[2] = cell,
            Use::UnitPath => {
                let names = cell.split('/').map(|name| name.trim().to_owned());
                self.path = names.filter(|name| !name.is_empty()).collect();
            }
            Use::Kind => {
                position.kind = match cell.to_lowercase().as_str() {
                    "1" | "assistant" | "yes" | "true" => PositionKind::Assistant,
                    "team" => PositionKind::Team,
                    "0" | "person" | "no" | "false" => PositionKind::Person,
                    _ => return Err(format!("\"{cell}\" is no kind of seat; left out")),
                }
            }
            Use::Share => {
                let share = number(&cell).and_then(|share| Share::new(share).ok());
                self.share = Some(share.ok_or_else(|| no_number(&cell, "a share above 0 to 1"))?);
            }
            Use::Notes => position.notes = cell.into(),
            Use::Level => {
                let level = cell.parse().map_err(|_| no_number(&cell, "a whole number"))?;
                position.level = Some(level);
            }
            Use::Authority => {
                let weight = number(&cell).and_then(|weight| Weight::new(weight).ok());
                position.authority = Some(weight.ok_or_else(|| no_number(&cell, "0 or more"))?);
            }
            Use::Explore => position.explore = Some(score(&cell)?),
            Use::Rules => position.rules = Some(score(&cell)?),
            Use::Wants => position.wants = Some(score(&cell)?),
            Use::Pin => position.pin = Some(score(&cell)?),
            Use::Email => {
                self.email.clone_from(&cell);
                position.attributes.insert(column.header.as_str().into(), cell.into());
            }
            Use::Nothing => {}
            Use::Superior | Use::Status | Use::End | Use::X | Use::Y | Use::Further | Use::Ours => {
                if column.header.is_empty() {
                    return Err(format!("\"{cell}\" stands in a column without a head; left out"));
                }
                position.attributes.insert(column.header.as_str().into(), cell.into());
            }
        }
        Ok(())
    }
}

fn number(cell: &str) -> Option<f64> {
    let (digits, part) = cell.strip_suffix('%').map_or((cell, 1.0), |cell| (cell.trim(), 100.0));
    let number = digits.replace(',', ".").parse::<f64>().ok()?;
    number.is_finite().then_some(number / part)
}

fn score(cell: &str) -> Result<Score, String> {
    let score = number(cell).and_then(|score| Score::new(score).ok());
    score.ok_or_else(|| no_number(cell, "from 0 to 1"))
}

fn no_number(cell: &str, wanted: &str) -> String {
    format!("\"{cell}\" is not {wanted}; left out")
}
