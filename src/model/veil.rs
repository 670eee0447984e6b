//! The names of people, and what stands in their place where they are hidden.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ecow::EcoString;

use super::{
    GuessRound, Header, Holder, OrgMap, Pin, Position, PositionId, Record, Routine, Scene, Stage,
    Table, Unit,
};

/// Takes the names of those who hold positions out of texts. In their place stands the title of
/// the position, and where that is blank or is itself a name, the number of the position. A
/// position has the same number in every stage.
#[derive(Debug, Clone, Default)]
pub struct Veil {
    /// By their first word in lower case, the longer ones first.
    names: BTreeMap<String, Vec<Name>>,
    /// Names in scripts without capitals, whose words are not always apart.
    joined: Vec<(String, Arc<str>)>,
    /// Single words of names, as "Anna" of Anna Berg.
    parts: BTreeMap<String, Arc<str>>,
    /// What a position is called.
    titles: BTreeMap<PositionId, Arc<str>>,
}

#[derive(Debug, Clone)]
struct Name {
    /// In lower case.
    words: Vec<String>,
    instead: Arc<str>,
}

/// A word of a text: where it stands, and the word in lower case.
struct Word<'a> {
    from: usize,
    to: usize,
    text: &'a str,
    lower: String,
}

/// How many letters may stand between two words of one name: a space, a comma, a dot.
const GAP: usize = 3;
/// A part of a name that is shorter is also a part of something else.
const SHORTEST_PART: usize = 3;

impl Veil {
    /// What hides the names of a map, in all its stages.
    #[must_use]
    pub fn of(map: &OrgMap) -> Self {
        let mut veil = Self::default();
        let mut named: BTreeMap<String, PositionId> = BTreeMap::new();
        let mut ids: BTreeSet<PositionId> = BTreeSet::new();
        for (_, stage) in map.stages_by_identity() {
            for (id, position) in stage.positions().iter() {
                ids.insert(id);
                let names = position.holders.iter().map(|holder| holder.name.trim());
                for name in names.filter(|name| !words(name).is_empty()) {
                    named.entry(name.to_owned()).or_insert(id);
                }
            }
        }
        // Before anything stands in their place, the names are known that no title may hold.
        for name in named.keys() {
            veil.learn(name, &Arc::from(""));
        }
        let numbers: BTreeMap<PositionId, usize> = ids.into_iter().zip(1..).collect();
        veil.titles = titles(map, &veil, &numbers);
        let known = std::mem::take(&mut veil.titles);
        let mut told = Self { titles: known, ..Self::default() };
        for (name, id) in &named {
            let nobody = Arc::from("somebody");
            let instead = Arc::clone(told.titles.get(id).unwrap_or(&nobody));
            told.learn(name, &instead);
        }
        told.learn_parts(map, &named);
        told
    }

    fn learn(&mut self, name: &str, instead: &Arc<str>) {
        if is_uncased(name) {
            self.joined.push((name.to_owned(), Arc::clone(instead)));
            self.joined.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
            return;
        }
        let words: Vec<String> = words(name).into_iter().map(|word| word.lower).collect();
        let Some(first) = words.first().cloned() else { return };
        let names = self.names.entry(first).or_default();
        names.push(Name { words, instead: Arc::clone(instead) });
        names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
    }

    /// A single word of a name counts as the name, unless a title has it as a word too.
    fn learn_parts(&mut self, map: &OrgMap, named: &BTreeMap<String, PositionId>) {
        let mut common: BTreeSet<String> = BTreeSet::new();
        for (_, stage) in map.stages_by_identity() {
            for (id, _) in stage.positions().iter() {
                let title = self.titles.get(&id).map_or("", |title| title);
                common.extend(words(title).into_iter().map(|word| word.lower));
            }
        }
        for (name, id) in named {
            let Some(instead) = self.titles.get(id).cloned() else { continue };
            for word in words(name) {
                let long = word.text.chars().count() >= SHORTEST_PART;
                if long && !common.contains(&word.lower) {
                    self.parts.entry(word.lower).or_insert_with(|| Arc::clone(&instead));
                }
            }
        }
    }

    /// Whether there is any name to hide.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.joined.is_empty()
    }

    /// A text without names.
    #[must_use]
    pub fn text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.is_empty() {
            return Cow::Borrowed(text);
        }
        let whole = self.without_joined(text);
        match self.replaced(&whole, true) {
            Some(changed) => Cow::Owned(changed),
            None => whole,
        }
    }

    fn without_joined<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut text = Cow::Borrowed(text);
        for (name, instead) in &self.joined {
            if text.contains(name.as_str()) {
                text = Cow::Owned(text.replace(name.as_str(), instead));
            }
        }
        text
    }

    /// The text with something else in the place of every name; nothing where there is none.
    fn replaced(&self, text: &str, parts: bool) -> Option<String> {
        let words = words(text);
        let mut out = String::new();
        let (mut done, mut at) = (0, 0);
        while let Some(word) = words.get(at) {
            let found = self.name_at(text, &words, at).or_else(|| {
                let part =
                    self.parts.get(&word.lower).filter(|_| parts && is_capital(word.text))?;
                Some((1, part))
            });
            let Some((count, instead)) = found else {
                at += 1;
                continue;
            };
            out.push_str(text.get(done..word.from).unwrap_or_default());
            out.push_str(instead);
            done = words.get(at + count - 1).map_or(word.to, |last| last.to);
            at += count;
        }
        (done > 0).then(|| {
            out.push_str(text.get(done..).unwrap_or_default());
            out
        })
    }

    /// The longest name that begins with a word: how many words it has, and what stands for it.
    fn name_at(&self, text: &str, words: &[Word<'_>], at: usize) -> Option<(usize, &Arc<str>)> {
        let first = words.get(at)?;
        let candidates = self.names.get(&first.lower)?;
        candidates.iter().find_map(|name| {
            let there = words.get(at..at + name.words.len())?;
            let same = there.iter().zip(&name.words).all(|(word, wanted)| word.lower == *wanted);
            let near = there.windows(2).all(|pair| match pair {
                [one, next] => {
                    text.get(one.to..next.from).is_some_and(|gap| gap.chars().count() <= GAP)
                }
                _ => true,
            });
            // A single word in small letters is a word, not a name.
            let meant = there.len() > 1 || is_capital(first.text) || !has_capitals(first.text);
            (same && near && meant).then_some((there.len(), &name.instead))
        })
    }

    /// A map with no name in any of its texts. What it says in numbers is the same.
    #[must_use]
    pub fn map(&self, map: &OrgMap) -> OrgMap {
        let mut seen = map.clone();
        let header = map.header();
        seen.header = Arc::new(Header {
            title: self.owned(&header.title),
            description: self.owned(&header.description),
            ..header.as_ref().clone()
        });
        for (_, stage) in &mut seen.stages {
            self.stage(stage);
        }
        each(&mut seen.scenes, |_, scene| {
            let (title, note) = (self.owned(&scene.title), self.owned(&scene.note));
            Scene { title, note, ..scene.clone() }
        });
        each(&mut seen.rounds, |_, round| self.round(round));
        seen
    }

    fn stage(&self, stage: &mut Stage) {
        stage.record.name = self.owned(&stage.record.name);
        stage.record.notes = self.owned(&stage.record.notes);
        each(&mut stage.positions, |id, position| self.position(id, position));
        each(&mut stage.units, |_, unit| Unit {
            name: self.owned(&unit.name),
            notes: self.owned(&unit.notes),
            ..unit.clone()
        });
        each(&mut stage.routines, |_, routine| Routine {
            name: self.owned(&routine.name),
            ..routine.clone()
        });
    }

    fn position(&self, id: PositionId, position: &Position) -> Position {
        let mut seen = position.clone();
        let named = position.holders.iter().any(|holder| !holder.name.trim().is_empty());
        if let Some(title) = self.titles.get(&id).filter(|_| named || !is_blank(&position.title)) {
            seen.title = title.as_ref().into();
        }
        for holder in &mut seen.holders {
            *holder = Holder { name: EcoString::new(), ..holder.clone() };
        }
        seen.notes = self.owned(&position.notes).into();
        seen.key = position.key.as_deref().map(|key| self.owned(key).into());
        for value in seen.attributes.values_mut() {
            *value = self.owned(value).into();
        }
        for answer in &mut seen.survey {
            answer.respondent = self.owned(&answer.respondent);
        }
        seen
    }

    /// Whoever guessed under the title of a position is called so; all others are not named.
    fn round(&self, round: &GuessRound) -> GuessRound {
        let pins = round.pins.iter().map(|pin| {
            let said = pin.who.trim().to_lowercase();
            let title = self.titles.values().find(|title| title.to_lowercase() == said);
            Pin { who: title.map_or_else(String::new, |it| it.as_ref().to_owned()), ..pin.clone() }
        });
        GuessRound { pins: pins.collect(), ..round.clone() }
    }

    fn owned(&self, text: &str) -> String {
        self.text(text).into_owned()
    }
}

/// What every position is called without a name in it.
fn titles(
    map: &OrgMap,
    names: &Veil,
    numbers: &BTreeMap<PositionId, usize>,
) -> BTreeMap<PositionId, Arc<str>> {
    let mut titles = BTreeMap::new();
    for (_, stage) in map.stages_by_identity() {
        for (id, position) in stage.positions().iter() {
            let title = position.title.trim();
            let cut = names.without_joined(title);
            let cut = names.replaced(&cut, false).unwrap_or_else(|| cut.into_owned());
            let cut = match cut == title {
                true => cut,
                false => trimmed(&cut),
            };
            let number = numbers.get(&id).copied().unwrap_or_default();
            let called = match cut.is_empty() {
                true => format!("Position {number}"),
                false => cut,
            };
            titles.entry(id).or_insert_with(|| Arc::from(called));
        }
    }
    titles
}

/// What is left of a title when a name was cut out of it: no empty brackets, nothing loose at the
/// ends.
fn trimmed(cut: &str) -> String {
    let words: Vec<&str> =
        cut.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let joined = words.join(" ");
    joined.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned()
}

/// Gives every record another form; those that stay as they are stay shared.
fn each<K: Ord + Copy, V: Record>(table: &mut Table<K, V>, form: impl Fn(K, &V) -> V) {
    let changed: Vec<(K, V)> = table
        .iter()
        .filter_map(|(id, record)| {
            let seen = form(id, record);
            (seen != *record).then_some((id, seen))
        })
        .collect();
    for (id, record) in changed {
        table.set(id, Some(Arc::new(record)));
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                if let Some(word) = text.get(from..at) {
                    words.push(Word { from, to: at, text: word, lower: word.to_lowercase() });
                }
            }
            _ => {}
        }
    }
    words
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn has_capitals(word: &str) -> bool {
    word.chars().any(|letter| letter.is_lowercase() || letter.is_uppercase())
}

/// Whether a name stands in a script that has no capitals.
fn is_uncased(name: &str) -> bool {
    let mut letters = name.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some()
        && letters.all(|letter| !letter.is_lowercase() && !letter.is_uppercase())
}
