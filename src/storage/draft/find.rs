use std::collections::HashMap;

use ecow::EcoString;
use foldhash::fast::RandomState;

use crate::model::{Position, PositionId, UnitId};

/// Positions by words that may be those of several.
type Table = HashMap<String, Vec<PositionId>, RandomState>;

/// Positions by everything that a column of superiors may call them.
#[derive(Default)]
pub(super) struct Finder {
    keys: HashMap<String, PositionId, RandomState>,
    loose_keys: Table,
    emails: Table,
    names: Table,
    /// Names with the last part before the first, without a comma between.
    turned_names: Table,
    titles: Table,
    units: HashMap<PositionId, UnitId, RandomState>,
}

/// What the words for a superior lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// This position, with what should be said about it.
    One(PositionId, Option<String>),
    /// The position itself.
    Itself,
    /// The words say that there is none.
    Top,
    /// So many positions are called so.
    Several(usize),
    /// Nobody is called so.
    Nobody,
}

/// Words for the top of a chart, where they are nobody's key.
const TOP: [&str; 19] = [
    "null",
    "xx",
    "0",
    "-",
    "–",
    "—",
    "none",
    "n/a",
    "na",
    "nil",
    "#n/a",
    "top",
    "root",
    "no_manager",
    "no manager",
    "keine",
    "aucun",
    "ninguno",
    "nessuno",
];

/// Words as they are compared.
pub(super) fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A key without what spreadsheets add to it or take from it: the point and nought behind it,
/// the noughts before it, and its case.
fn loose(key: &str) -> String {
    let key = without_point(key);
    let bare = key.trim_start_matches('0');
    if bare.is_empty() { key.to_lowercase() } else { bare.to_lowercase() }
}

/// `101` for `101.0`; anything else as it is.
pub(super) fn without_point(key: &str) -> &str {
    match key.strip_suffix(".0") {
        Some(bare) if !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit()) => bare,
        _ => key,
    }
}

impl Finder {
    /// Takes a position in with everything it may be called.
    pub(super) fn add(&mut self, id: PositionId, position: &Position, names: &[EcoString]) {
        if let Some(key) = &position.key {
            self.keys.entry(key.to_string()).or_insert(id);
            push(&mut self.loose_keys, loose(key), id);
        }
        for name in names {
            let name = folded(name);
            // "Mouse, Minnie" stands for "Minnie Mouse" in many lists.
            if let Some((last, first)) = name.split_once(',') {
                let (last, first) = (last.trim(), first.trim());
                push(&mut self.names, format!("{first} {last}"), id);
                push(&mut self.names, format!("{last}, {first}"), id);
            } else if let Some((first, last)) = name.rsplit_once(' ') {
                push(&mut self.names, format!("{last}, {first}"), id);
                push(&mut self.turned_names, format!("{last} {first}"), id);
            }
            push(&mut self.names, name, id);
        }
        push(&mut self.titles, folded(&position.title), id);
        if let Some(unit) = position.unit {
            self.units.insert(id, unit);
        }
    }

    /// Takes an e-mail address in.
    pub(super) fn add_email(&mut self, id: PositionId, email: &str) {
        push(&mut self.emails, folded(email), id);
    }

    /// Whom words stand for, said by a position. A key counts before an address, that before a
    /// name, that before a title.
    pub(super) fn find(&self, words: &str, by: PositionId) -> Found {
        let words = words.trim();
        let at = |id: PositionId, said: Option<String>| {
            if id == by { Found::Itself } else { Found::One(id, said) }
        };
        if let Some(id) = self.keys.get(words).or_else(|| self.keys.get(without_point(words))) {
            return at(*id, None);
        }
        let wanted = folded(words);
        for table in [&self.emails, &self.names, &self.turned_names] {
            if let Some(found) = table.get(&wanted) {
                return self.one_of(found, by).map_or_else(|several| several, |id| at(id, None));
            }
        }
        // "CN=Bo Ode,OU=Users,DC=x": a directory says the name first.
        if let Some(name) = wanted.strip_prefix("cn=")
            && let Some(found) = self.names.get(name.split(',').next().unwrap_or(name).trim())
        {
            return self.one_of(found, by).map_or_else(|several| several, |id| at(id, None));
        }
        // "Olu Adeyemi (B001)": the key stands in brackets.
        let bracket =
            words.strip_suffix([')', ']']).and_then(|words| words.rsplit_once(['(', '[']));
        if let Some(id) = bracket.and_then(|(_, key)| self.keys.get(key.trim())) {
            return at(*id, None);
        }
        // "Bo Ode (Sales)": something else does.
        if let Some(found) = bracket.and_then(|(name, _)| self.names.get(&folded(name))) {
            return self.one_of(found, by).map_or_else(|several| several, |id| at(id, None));
        }
        let noughts = wanted.bytes().all(|byte| byte == b'0');
        if TOP.contains(&wanted.as_str()) || noughts {
            return Found::Top;
        }
        if let Some([id]) = self.loose_keys.get(&loose(words)).map(Vec::as_slice) {
            return at(
                *id,
                Some(format!("\"{words}\" was taken for the key that differs in noughts or case")),
            );
        }
        match self.titles.get(&wanted) {
            Some(found) => self.one_of(found, by).map_or_else(|several| several, |id| at(id, None)),
            None => Found::Nobody,
        }
    }

    /// The one among several, itself apart: the only one, or the only one in the same unit.
    fn one_of(&self, found: &[PositionId], by: PositionId) -> Result<PositionId, Found> {
        if let [only] = found {
            return Ok(*only);
        }
        let others = || found.iter().copied().filter(|id| *id != by);
        let unit = self.units.get(&by);
        let mut near = others().filter(|id| unit.is_some() && self.units.get(id) == unit);
        match (others().count(), near.next(), near.next()) {
            (1, ..) => others().next().ok_or(Found::Nobody),
            (_, Some(only), None) => Ok(only),
            (count, ..) => Err(Found::Several(count)),
        }
    }
}

fn push(table: &mut Table, word: String, id: PositionId) {
    if word.is_empty() {
        return;
    }
    let list = table.entry(word).or_default();
    if list.last() != Some(&id) {
        list.push(id);
    }
}
