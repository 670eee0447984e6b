use std::borrow::Cow;
use std::collections::HashMap;

use std::sync::Arc;

use ecow::EcoString;
use foldhash::fast::RandomState;

use super::super::header::Use;
use super::super::own_form::{self, OwnCells};
use super::super::report::Fate;
use super::super::source::{Choices, Node, Sort, Source};
use super::absent::{LEFT, NOBODY, is_one_of};
use super::columns::Columns;
use super::find::{Finder, Found, without_point};
use super::row::{Row, line_of};
use super::{Builder, Shelf, place};
use crate::model::{Holder, Position, PositionId, PositionKind};
use crate::quantity::{OutOfRange, Score, Share, Weight};

impl Builder {
    /// Makes the positions, and the lines that their own rows name.
    pub(super) fn people(&mut self, source: &Source, choices: &Choices) {
        let columns = Columns::of(source, choices);
        let mut reading = Reading::of(source, &columns);
        self.named = vec![None; source.names.len()];
        self.report.reserve(source.nodes.len());
        self.positions.reserve(source.nodes.len());
        for node in &source.nodes {
            let row = Row::of(node, &columns);
            if !row.is_blank() {
                self.person(source, row, &mut reading);
            }
        }
        self.share_posts(&reading);
        self.find_by_title(source);
        if source.sort == Sort::Open {
            self.strangers(source);
        }
        if columns.has(Use::Superior) || columns.has(Use::Dotted) {
            self.hang(&columns, &reading);
        }
        if source.foreign_places && !columns.ours {
            place::spread(&mut self.placements);
        }
    }

    fn person<'r>(&mut self, source: &'r Source, row: Row<'r>, reading: &mut Reading<'r>) {
        let (table, line) = (&row.node.table, row.node.line);
        let mut said = Vec::new();
        let node_name = row.node.name.map(|name| source.names.get(name));
        let key = reading.key(row).or(node_name);
        if source.sort == Sort::List && key == Some("0") && reading.noughts > 1 {
            let why = "its key is 0, which stands for nobody in post";
            self.report.note(table, line, Fate::Refused, why);
            return;
        }
        let name = match key {
            Some(key) if node_name == Some(key) => row.node.name,
            Some(key) => source.names.find(key),
            None => None,
        };
        if let Some((known, made_at)) = key.and_then(|key| reading.first(name, key)) {
            self.share(row, known, made_at, reading);
            return;
        }
        let Some(mut position) = self.position(source, row, key, reading, &mut said) else {
            let why = "it has no key, no name and no title";
            self.report.note(table, line, Fate::Refused, why);
            return;
        };
        let own =
            if reading.columns.ours { own_cells(row, node_name) } else { OwnCells::default() };
        let id = PositionId(own.identity.unwrap_or_else(|| self.number()));
        let placement = own_form::dress(&mut position, &own, id, &mut said);
        if reading.columns.ours {
            // A table of units may have been left behind.
            position.unit = position.unit.filter(|unit| self.units.contains_key(unit));
        }
        if self.positions.contains_key(id) {
            let why = format!("the identity {id} stands in an earlier row already");
            self.report.note(table, line, Fate::Refused, why);
            return;
        }
        let at = place::of_cells(row.cell(Use::X), row.cell(Use::Y));
        if let Some(placement) = placement.or(at) {
            self.placements.insert(id, placement);
        }
        let number = self.report.note(table, line, Fate::Made, "");
        for (fate, why) in said {
            match fate {
                Fate::Made => self.report.say(number, why),
                _ => self.report.change(number, why),
            }
        }
        if let Some(key) = key {
            reading.is_first(name, key);
        }
        if let Some(name) = row.node.name {
            self.named[name as usize] = Some(id);
        }
        if let Some(email) = row.cell(Use::Email) {
            self.emails.insert(id, email.to_lowercase());
        }
        self.rows.insert(id, number);
        reading.latest.insert(id, row.node);
        reading.hung.push((id, row.node));
        self.positions.insert(id, position);
    }

    /// The position of a row; nothing where the row says nothing that it could be called.
    fn position<'r>(
        &mut self,
        source: &Source,
        row: Row<'r>,
        key: Option<&str>,
        reading: &mut Reading<'r>,
        said: &mut Said,
    ) -> Option<Position> {
        let mut position = named_position(row, key, said)?;
        unit_path(row, &mut reading.path);
        position.unit = self.unit(&reading.path);
        numbers(&mut position, row, source.sort, said);
        further(&mut position, row, &mut reading.kept, said);
        Some(position)
    }

    /// A second row of one key: another holder of the same post, or the same row again.
    fn share<'r>(
        &mut self,
        row: Row<'r>,
        id: PositionId,
        made_at: Option<usize>,
        reading: &mut Reading<'r>,
    ) {
        let there =
            made_at.map_or_else(|| "an earlier row".to_owned(), |line| format!("line {line}"));
        let again = reading.latest.get(id).is_some_and(|node| node.cells == row.node.cells);
        reading.latest.insert(id, row.node);
        let (table, line) = (&row.node.table, row.node.line);
        if let Some(name) = row.node.name {
            self.named[name as usize] = Some(id);
        }
        if again {
            self.report.note(table, line, Fate::Merged, format!("repeats {there}"));
            return;
        }
        let Some(position) = self.positions.get_mut(id) else { return };
        let mut said = Vec::new();
        let mut newcomer = named_position_again(row, &mut said);
        let before = position.holders.len();
        // A node that only stands again, in another network of the file, brings nobody along.
        if newcomer.title.is_empty() {
            newcomer.holders.retain(|holder| !holder.name.is_empty());
        }
        position.holders.append(&mut newcomer.holders);
        let more = position.holders.len() > before;
        let what = if more { "a further holder of the post in" } else { "the same post as" };
        let other = line_of(&newcomer.title);
        let called = if other.is_empty() || *other == *position.title {
            String::new()
        } else {
            format!("; \"{other}\" became a part of \"{}\"", position.title)
        };
        self.report.note(
            table,
            line,
            Fate::Merged,
            format!("{what} {there}, which has the same key{called}"),
        );
        reading.hung.push((id, row.node));
    }

    /// Divides posts that several share where no shares were given.
    fn share_posts(&mut self, reading: &Reading<'_>) {
        if reading.columns.has(Use::Share) || reading.columns.ours {
            return;
        }
        let shared = self.positions.records_mut().filter(|it| it.holders.len() > 1);
        for position in shared {
            let part = Share::new(1.0 / position.holders.len() as f64);
            for holder in &mut position.holders {
                if let Ok(part) = part {
                    holder.share = part;
                }
            }
        }
    }

    /// Lets ties name positions by a title or holder that only one has.
    fn find_by_title(&mut self, source: &Source) {
        if source.nodes.is_empty() || self.named.iter().all(Option::is_some) {
            return;
        }
        let mut finder = Finder::default();
        for (id, position) in self.positions.in_order() {
            let names: Vec<EcoString> = position.holders.iter().map(|it| it.name.clone()).collect();
            finder.add(id, position, &names);
        }
        let nobody = PositionId(0);
        for name in 0..self.named.len() {
            if self.named[name].is_none()
                && let Found::One(id, None) = finder.find(source.names.get(name as u32), nobody)
            {
                self.named[name] = Some(id);
            }
        }
    }

    /// Makes a position of everyone whom only ties name.
    fn strangers(&mut self, source: &Source) {
        let mut made = 0;
        for tie in &source.ties {
            for name in [tie.from, tie.to] {
                let Some(None) = self.named.get(name as usize) else { continue };
                let id = PositionId(self.number());
                let key = source.names.get(name);
                let position = Position { key: Some(key.into()), ..Position::held(line_of(key)) };
                self.positions.insert(id, position);
                self.named[name as usize] = Some(id);
                made += 1;
            }
        }
        if made > 0 && !source.nodes.is_empty() {
            let remark = format!("{made} positions are named by ties alone, and were made");
            self.report.remarks.push(remark);
        }
    }
}

/// What is known of the rows so far.
pub(super) struct Reading<'a> {
    columns: &'a Columns,
    /// Every key ends in `.0`, which a spreadsheet added.
    pointed: bool,
    /// How many rows have the key 0.
    noughts: usize,
    /// By the number of a name, the place of the first row in `hung` and one more; by key, where
    /// that is no name.
    by_name: Vec<u32>,
    by_key: HashMap<&'a str, u32, RandomState>,
    /// The positions and rows, in the order of the file.
    pub(super) hung: Vec<(PositionId, &'a Node)>,
    /// The last row of every position.
    latest: Shelf<PositionId, &'a Node>,
    /// The names of the units of a row, and its further columns: memory for the next one.
    path: Vec<Cow<'a, str>>,
    kept: Kept,
}

impl<'a> Reading<'a> {
    fn of(source: &'a Source, columns: &'a Columns) -> Self {
        let keys = || source.nodes.iter().filter_map(|node| Row::of(node, columns).cell(Use::Key));
        let pointed = keys().next().is_some() && keys().all(|key| without_point(key) != key);
        let is_list = source.sort == Sort::List;
        let noughts = if is_list { keys().filter(|key| *key == "0").count() } else { 0 };
        // Keys of networks are names.
        let (by_name, by_key) = (vec![0; source.names.len()], HashMap::default());
        let (hung, latest) = (Vec::with_capacity(source.nodes.len()), Shelf::default());
        let (path, kept) = (Vec::new(), Vec::new());
        Self { columns, pointed, noughts, by_name, by_key, hung, latest, path, kept }
    }

    /// The position of a key, with the line that made it.
    fn first(&self, name: Option<u32>, key: &str) -> Option<(PositionId, Option<usize>)> {
        let place = match name {
            Some(name) => *self.by_name.get(name as usize)?,
            None => *self.by_key.get(key)?,
        };
        let (id, node) = self.hung.get((place as usize).checked_sub(1)?)?;
        Some((*id, node.line))
    }

    /// The next row is the first of a key.
    fn is_first(&mut self, name: Option<u32>, key: &'a str) {
        let place = self.hung.len() as u32 + 1;
        match name.and_then(|name| self.by_name.get_mut(name as usize)) {
            Some(first) => *first = place,
            None => drop(self.by_key.insert(key, place)),
        }
    }

    fn key(&self, row: Row<'a>) -> Option<&'a str> {
        let key = row.cell(Use::Key)?;
        Some(if self.pointed { without_point(key) } else { key })
    }
}

type Said = Vec<(Fate, String)>;

/// Everything that columns call the holder: a whole name, and one joined of first and last.
pub(super) fn names_of(row: Row<'_>) -> impl Iterator<Item = String> {
    let parts = [row.cell(Use::FirstName), row.cell(Use::LastName)];
    let joined = parts.into_iter().flatten().map(line_of).collect::<Vec<_>>().join(" ");
    let whole = row.cell(Use::Name).map(|name| line_of(name).into_owned());
    whole.into_iter().chain((!joined.is_empty()).then_some(joined))
}

/// A position with its key, title and holder; nothing where a row says none of them.
fn named_position(row: Row<'_>, key: Option<&str>, said: &mut Said) -> Option<Position> {
    let mut position = named_position_again(row, said);
    if position.title.is_empty() {
        position.title = line_of(key?).into();
    }
    position.key = key.filter(|key| !key.is_empty()).map(EcoString::from);
    Some(position)
}

/// Title and holder.
fn named_position_again(row: Row<'_>, said: &mut Said) -> Position {
    let title = row.cell(Use::Title).map(line_of).unwrap_or_default();
    let name = names_of(row).next();
    let mut position = Position::held(title);
    match name {
        Some(name) if is_one_of(&name, &NOBODY) => {
            position.holders.clear();
            said.push((Fate::Made, format!("nobody is in post: the name is \"{name}\"")));
            if position.title.is_empty() {
                position.title = name.into();
            }
        }
        // Without a title the name is what the position is called.
        Some(name) if position.title.is_empty() => position.title = name.into(),
        Some(name) => position.holders = vec![Holder::named(name)],
        None => {}
    }
    let status = row.cell(Use::Status).filter(|status| is_one_of(status, &LEFT));
    let end = row.cell(Use::End).filter(|end| place::is_past(end));
    if let Some(word) = status.or(end)
        && !position.holders.is_empty()
    {
        position.holders.clear();
        said.push((Fate::Changed, format!("the holder has left ({word}); the post stands vacant")));
    }
    if let Some(share) = row.cell(Use::Share) {
        let part = number(share.trim_end_matches('%'));
        let part = part.map(|part| if part > 1.0 && part <= 100.0 { part / 100.0 } else { part });
        match part.map(Share::new) {
            Some(Ok(share)) => position.holders.iter_mut().for_each(|holder| holder.share = share),
            _ => said.push((
                Fate::Changed,
                format!("the share \"{share}\" is none between 0 and 1; left out"),
            )),
        }
    }
    if let Some(kind) = row.cell(Use::Kind) {
        position.kind = match kind.to_lowercase().as_str() {
            "1" | "true" | "yes" | "y" | "assistant" | "ja" | "oui" | "sí" | "tak" | "да" => {
                PositionKind::Assistant
            }
            "team" => PositionKind::Team,
            _ => PositionKind::Person,
        };
    }
    position
}

/// The names of the units it lies in, outermost first.
fn unit_path<'r>(row: Row<'r>, names: &mut Vec<Cow<'r, str>>) {
    names.clear();
    let path = row.cell(Use::UnitPath).into_iter().flat_map(|path| path.split(['/', '\\']));
    names.extend(path.map(line_of).filter(|name| !name.is_empty()));
    if !names.is_empty() {
        return;
    }
    for used in [Use::OuterUnit, Use::Unit, Use::InnerUnit] {
        names.extend(row.cells(used).map(|(_, cell)| line_of(cell)));
    }
    if names.is_empty() {
        names.extend(row.node.groups.iter().map(|name| Cow::Borrowed(name.as_str())));
    }
    names.dedup();
}

/// A number as spreadsheets of the world write it.
pub(in crate::storage) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    if let [digit @ b'0'..=b'9'] = text.as_bytes() {
        return Some(f64::from(digit - b'0'));
    }
    let value: Option<f64> = text.parse().or_else(|_| text.replace(',', ".").parse()).ok();
    value.filter(|value| value.is_finite())
}

/// What is a number of a position; what is none is kept as a further column.
fn numbers(position: &mut Position, row: Row<'_>, sort: Sort, said: &mut Said) {
    let mut keep = |used: Use, why: &OutOfRange, said: &mut Said| {
        if let Some((at, cell)) = row.cells(used).next() {
            said.push((Fate::Changed, format!("{}: {why}; kept as a further column", used.word())));
            position.attributes.insert(row.columns.names[at].clone(), cell.into());
        }
    };
    let wrong = |used: Use, cell: &str| OutOfRange {
        what: used.word(),
        range: "a number",
        found: format!("\"{cell}\""),
    };
    let mut scores = [None; 4];
    for (used, score) in
        [Use::Explore, Use::Rules, Use::Wants, Use::Pin].into_iter().zip(&mut scores)
    {
        let Some(cell) = row.cell(used) else { continue };
        match number(cell).map_or_else(|| Err(wrong(used, cell)), Score::new) {
            Ok(value) => *score = Some(value),
            Err(why) => keep(used, &why, said),
        }
    }
    let mut authority = None;
    if let Some(cell) = row.cell(Use::Authority) {
        match number(cell).map_or_else(|| Err(wrong(Use::Authority, cell)), Weight::new) {
            Ok(value) => authority = Some(value),
            Err(why) => keep(Use::Authority, &why, said),
        }
    }
    let mut level = None;
    if let Some(cell) = row.cell(Use::Level) {
        const LARGEST: f64 = 1.0e6;
        let rank = number(cell).filter(|rank| rank.fract() == 0.0 && rank.abs() <= LARGEST);
        match rank {
            Some(rank) => level = Some(rank as i64),
            // In lists of people a level is often a grade.
            None if sort == Sort::List => {
                let Some((at, cell)) = row.cells(Use::Level).next() else { return };
                position.attributes.insert(row.columns.names[at].clone(), cell.into());
            }
            None => {
                let why =
                    OutOfRange {
                        what: "a rank", range: "1, 2, 3 …", found: format!("\"{cell}\"")
                    };
                keep(Use::Level, &why, said);
            }
        }
    }
    let [explore, rules, wants, pin] = scores;
    (position.explore, position.rules, position.wants, position.pin) = (explore, rules, wants, pin);
    (position.authority, position.level) = (authority, level);
}

/// Further columns of a position, each with its name.
type Kept = Vec<(Arc<str>, EcoString)>;

/// Everything that has no place of its own, kept under the names of its columns.
fn further(position: &mut Position, row: Row<'_>, gathered: &mut Kept, said: &mut Said) {
    if let Some(notes) = row.cell(Use::Notes) {
        position.notes = notes.into();
    }
    // What was taken as the way to a unit or to a superior need not be kept beside it.
    let kept = [Use::Further, Use::Email, Use::Status, Use::End];
    let mut units = &[][..];
    if row.cell(Use::UnitPath).is_some_and(|path| path.contains(|c: char| c.is_alphanumeric())) {
        units = &[Use::OuterUnit, Use::Unit, Use::InnerUnit];
    }
    for used in kept.iter().chain(units) {
        let cells = row.cells(*used);
        gathered.extend(cells.map(|(at, cell)| (Arc::clone(&row.columns.names[at]), cell.into())));
    }
    // Only now is it known how many there are.
    position.attributes.extend(gathered.drain(..));
    let over = row.cells.iter().skip(row.columns.names.len());
    let over = over.filter(|cell| !cell.trim().is_empty()).count();
    if over > 0 {
        let cells = if over == 1 { "a cell stands" } else { "cells stand" };
        said.push((
            Fate::Changed,
            format!("{over} {cells} behind the last column and were left out; put names with the separator in quotes"),
        ));
    }
}

fn own_cells<'r>(row: Row<'r>, node_name: Option<&'r str>) -> OwnCells<'r> {
    let mut own = OwnCells::default();
    for (at, cell) in row.cells(Use::Ours) {
        own.put(&row.columns.names[at], cell);
    }
    own.code = row.cell(Use::Key).or(node_name);
    own
}
