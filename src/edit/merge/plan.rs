use std::collections::{BTreeMap, BTreeSet, HashMap};

use ecow::EcoString;

use super::super::Superior;
use super::super::insert::{Newcomer, path_of};
use super::{Arriving, Differences, Merge, MergePlan, MergedFlow, Moved};
use crate::model::{Chart, Holder, LineKind, Position, PositionId, Stage, UnitId};

/// Holds a list against a stage: who is the same goes by the key, then by the e-mail address,
/// then by a name that only one has on either side. What the list does not say stays. The step is
/// called by `what` it does.
#[must_use]
pub fn plan_merge(there: &Stage, arriving: &Arriving<'_>, what: &str) -> MergePlan {
    let mut planner = Planner::new(there, arriving);
    planner.people();
    planner.superiors();
    planner.ties();
    let Planner { merge, mut differences, matched, found, .. } = planner;
    let met: BTreeSet<PositionId> = matched.values().copied().collect();
    let is_gone = |id: &PositionId| !arriving.apart && !met.contains(id);
    let gone: Vec<PositionId> = there.positions().ids().filter(is_gone).collect();
    differences.same = met.len();
    differences.gone = gone.iter().map(|id| called(there, *id)).collect();
    let label = label(what, &differences);
    MergePlan { merge: Merge { label, ..merge }, gone, differences, found, what: what.to_owned() }
}

pub(super) fn label(what: &str, found: &Differences) -> String {
    let parts = [
        (found.moved.len(), "moved"),
        (found.new.len(), "new"),
        (found.renamed.len(), "renamed"),
        (found.changed.len(), "changed"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, word)| format!("{count} {word}")).collect();
    if parts.is_empty() { what.to_owned() } else { format!("{what}: {}", parts.join(", ")) }
}

fn called(stage: &Stage, id: PositionId) -> String {
    stage.positions().get(id).map_or_else(String::new, name_of)
}

/// Title and holders, as a list of people calls somebody.
fn name_of(position: &Position) -> String {
    let names = holders_of(position);
    let title = match position.title.trim() {
        "" if names.is_empty() => "untitled".to_owned(),
        title => title.to_owned(),
    };
    if names.is_empty() || names == title || title.is_empty() {
        [title, names].into_iter().find(|it| !it.is_empty()).unwrap_or_default()
    } else {
        format!("{names}, {title}")
    }
}

fn holders_of(position: &Position) -> String {
    let names = position.holders.iter().map(|holder| holder.name.trim());
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Words as they are compared.
fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What somebody is known by where there is neither key nor address: the names of the holders,
/// or else the title.
fn known_by(position: &Position) -> String {
    let names = folded(&holders_of(position));
    if names.is_empty() { folded(&position.title) } else { names }
}

/// Addresses that stand among the further columns of a position.
fn addresses(position: &Position) -> impl Iterator<Item = String> {
    let is_address = |value: &&EcoString| {
        let value = value.trim();
        value.contains('@') && !value.contains(char::is_whitespace)
    };
    position.attributes.values().filter(is_address).map(|value| value.trim().to_lowercase())
}

/// Words by which exactly one is known.
fn only_ones(words: impl Iterator<Item = (String, PositionId)>) -> HashMap<String, PositionId> {
    let mut known: HashMap<String, Option<PositionId>> = HashMap::new();
    for (word, id) in words.filter(|(word, _)| !word.is_empty()) {
        let slot = known.entry(word).or_insert(Some(id));
        *slot = slot.filter(|one| *one == id);
    }
    known.into_iter().filter_map(|(word, id)| Some((word, id?))).collect()
}

struct Planner<'a> {
    there: &'a Stage,
    list: &'a Arriving<'a>,
    /// Those of the list that are on the map.
    matched: BTreeMap<PositionId, PositionId>,
    /// The places of the new ones among the newcomers.
    new: BTreeMap<PositionId, usize>,
    merge: Merge,
    differences: Differences,
    /// What superiors are called who are not in the list, but on the map.
    found: BTreeSet<String>,
}

impl<'a> Planner<'a> {
    fn new(there: &'a Stage, list: &'a Arriving<'a>) -> Self {
        let matched = if list.apart { BTreeMap::new() } else { matched(there, list) };
        let (new, merge, differences) = (BTreeMap::new(), Merge::default(), Differences::default());
        Self { there, list, matched, new, merge, differences, found: BTreeSet::new() }
    }

    /// Where somebody of the list is on the map, or comes to be.
    fn who(&self, id: PositionId) -> Option<Superior> {
        let there = self.matched.get(&id).copied().map(Superior::There);
        there.or_else(|| self.new.get(&id).copied().map(Superior::New))
    }

    fn people(&mut self) {
        let tells_units = self.list.stage.positions().iter().any(|(_, it)| it.unit.is_some());
        for (id, listed) in self.list.stage.positions().iter() {
            let path = listed.unit.map(|unit| path_of(self.list.stage, unit)).unwrap_or_default();
            let Some(known) = self.matched.get(&id).copied() else {
                self.new.insert(id, self.merge.newcomers.len());
                self.differences.new.push(name_of(listed));
                let key = listed
                    .key
                    .clone()
                    .filter(|key| !self.list.apart || self.there.position_by_key(key).is_none());
                let position = Position { unit: None, key, ..listed.clone() };
                let newcomer = Newcomer { unit: path, ..Newcomer::new(position) };
                self.merge.newcomers.push(newcomer);
                continue;
            };
            let Some(now) = self.there.positions().get(known) else { continue };
            let then = updated(now, listed);
            if title_and_names(now) != title_and_names(&then) {
                self.differences.renamed.push((name_of(now), name_of(&then)));
            }
            let words = other_changes(now, &then);
            if !words.is_empty() {
                self.differences.changed.push((name_of(&then), words));
            }
            if then != *now {
                self.merge.updates.push((known, then));
            }
            if tells_units && !path.is_empty() && !self.lies_in(now.unit, &path) {
                self.merge.units.push((known, path));
            }
        }
    }

    /// Whether a unit of the map is the one at the end of a path; a name alone is enough.
    fn lies_in(&self, unit: Option<UnitId>, path: &[String]) -> bool {
        let Some(unit) = unit else { return false };
        let now: Vec<String> = path_of(self.there, unit).iter().map(|it| folded(it)).collect();
        let wanted: Vec<String> = path.iter().map(|it| folded(it)).collect();
        now.ends_with(&wanted)
    }

    /// Who gets another superior. A list without any line says nothing about lines.
    fn superiors(&mut self) {
        let lines = self.list.stage.lines();
        let tells = lines.iter().any(|(_, line)| line.kind == LineKind::Solid);
        let (listed, now) = (Chart::of(self.list.stage), Chart::of(self.there));
        let mut wanted: BTreeMap<PositionId, Option<Superior>> = BTreeMap::new();
        for id in self.list.stage.positions().ids() {
            let told = match listed.solid_superior(id) {
                Some(superior) => self.who(superior),
                None => self.found_elsewhere(id),
            };
            let elsewhere = self.list.elsewhere.get(&id);
            let is_unclear = told.is_none() && elsewhere.is_some();
            self.found.extend(elsewhere.filter(|_| told.is_some()).cloned());
            if !is_unclear && (tells || told.is_some()) {
                wanted.insert(id, told);
            }
        }
        for id in self.loops(&wanted, &now) {
            wanted.remove(&id);
            let name = called(self.list.stage, id);
            let why = "its new superior would report to it in a circle; it stays where it is";
            self.differences.told.push(format!("{name}: {why}"));
        }
        for (id, told) in wanted {
            let Some(who) = self.who(id) else { continue };
            let before = match who {
                Superior::There(known) => now.solid_superior(known),
                Superior::New(_) => None,
            };
            if before.map(Superior::There) == told {
                continue;
            }
            self.merge.superiors.push((who, told));
        }
        self.tell_moved(&now);
    }

    /// The superior on the map that the list calls by words which nobody in it goes by.
    fn found_elsewhere(&self, id: PositionId) -> Option<Superior> {
        let words = self.list.elsewhere.get(&id)?;
        let same = |position: &Position| {
            position.key.as_deref() == Some(words.trim())
                || addresses(position).any(|address| address == folded(words))
                || known_by(position) == folded(words)
        };
        let titled = |position: &Position| folded(&position.title) == folded(words);
        let only = self.only(same).or_else(|| self.only(titled))?;
        Some(Superior::There(only))
    }

    /// The only position of the map that something holds of.
    fn only(&self, holds: impl Fn(&Position) -> bool) -> Option<PositionId> {
        let mut found = self.there.positions().iter().filter(|(_, it)| holds(it));
        let (only, _) = found.next()?;
        found.next().is_none().then_some(only)
    }

    /// Those of the list whose superiors would run in a circle with what stays on the map.
    fn loops(
        &self,
        wanted: &BTreeMap<PositionId, Option<Superior>>,
        now: &Chart,
    ) -> BTreeSet<PositionId> {
        let list_of: BTreeMap<PositionId, PositionId> =
            self.matched.iter().map(|(listed, there)| (*there, *listed)).collect();
        let listed_new: BTreeMap<usize, PositionId> =
            self.new.iter().map(|(listed, number)| (*number, *listed)).collect();
        let above = |who: Superior| -> Option<Superior> {
            let listed = match who {
                Superior::There(id) => list_of.get(&id).copied(),
                Superior::New(number) => listed_new.get(&number).copied(),
            };
            match (listed.and_then(|id| wanted.get(&id)), who) {
                (Some(told), _) => *told,
                (None, Superior::There(id)) => now.solid_superior(id).map(Superior::There),
                (None, Superior::New(_)) => None,
            }
        };
        let mut sound: BTreeSet<(bool, u64)> = BTreeSet::new();
        let mark = |who: Superior| match who {
            Superior::There(id) => (true, id.0),
            Superior::New(number) => (false, number as u64),
        };
        let mut cut = BTreeSet::new();
        for id in wanted.keys() {
            let mut walked = BTreeSet::new();
            let mut at = self.who(*id);
            while let Some(who) = at.filter(|who| !sound.contains(&mark(*who))) {
                if !walked.insert(mark(who)) {
                    cut.insert(*id);
                    break;
                }
                at = above(who);
            }
            sound.extend(walked);
        }
        cut
    }

    /// Says who moves: another superior, or where that stays, another unit.
    fn tell_moved(&mut self, now: &Chart) {
        let name = |who: Option<Superior>| match who {
            Some(Superior::There(id)) => called(self.there, id),
            Some(Superior::New(number)) => self
                .merge
                .newcomers
                .get(number)
                .map_or_else(String::new, |it| name_of(&it.position)),
            None => String::new(),
        };
        let mut moved = BTreeMap::new();
        for (who, to) in &self.merge.superiors {
            if let Superior::There(id) = who {
                let from = name(now.solid_superior(*id).map(Superior::There));
                let who = called(self.there, *id);
                moved.insert(*id, Moved { who, from, to: name(*to) });
            }
        }
        for (id, path) in &self.merge.units {
            let unit = self.there.positions().get(*id).and_then(|position| position.unit);
            let from = unit.map(|unit| path_of(self.there, unit)).unwrap_or_default();
            let (from, to) = (from.join(" / "), path.join(" / "));
            moved.entry(*id).or_insert_with(|| Moved { who: called(self.there, *id), from, to });
        }
        self.differences.moved = moved.into_values().collect();
    }

    /// Dotted lines and flows.
    fn ties(&mut self) {
        let there = self.there.lines().iter().map(|(_, line)| (line.from, line.to));
        let there: BTreeSet<(PositionId, PositionId)> = there.collect();
        for (_, line) in
            self.list.stage.lines().iter().filter(|(_, it)| it.kind == LineKind::Dotted)
        {
            let Some((from, to)) = self.who(line.from).zip(self.who(line.to)) else { continue };
            let is_known = matches!((from, to), (Superior::There(one), Superior::There(other))
                if there.contains(&(one, other)));
            if !is_known {
                self.merge.dotted.push((from, to));
            }
        }
        let flows = self.there.flows().iter();
        let flows: BTreeMap<_, _> =
            flows.map(|(_, flow)| ((flow.from, flow.to, &flow.kind), flow)).collect();
        for (_, flow) in self.list.stage.flows().iter() {
            let Some((from, to)) = self.who(flow.from).zip(self.who(flow.to)) else { continue };
            let known = match (from, to) {
                (Superior::There(one), Superior::There(other)) => {
                    flows.get(&(one, other, &flow.kind))
                }
                _ => None,
            };
            match known {
                Some(known) if known.frequency == flow.frequency => continue,
                Some(_) => self.differences.flows.1 += 1,
                None => self.differences.flows.0 += 1,
            }
            let (kind, frequency, took_up) = (flow.kind.clone(), flow.frequency, flow.took_up);
            self.merge.flows.push(MergedFlow { from, to, kind, frequency, took_up });
        }
    }
}

/// Who of the list is who on the map.
fn matched(there: &Stage, list: &Arriving<'_>) -> BTreeMap<PositionId, PositionId> {
    let mut found = BTreeMap::new();
    let mut met = BTreeSet::new();
    let keys: HashMap<&str, PositionId> =
        there.positions().iter().filter_map(|(id, it)| Some((it.key.as_deref()?, id))).collect();
    let mut meet = |listed: PositionId, known: Option<&PositionId>| {
        if let Some(known) = known.filter(|known| !met.contains(*known)) {
            met.insert(*known);
            found.insert(listed, *known);
        }
    };
    let listed = || list.stage.positions().iter();
    for (id, position) in listed() {
        meet(id, position.key.as_deref().and_then(|key| keys.get(key)));
    }
    let known = there.positions().iter();
    let known = only_ones(known.flat_map(|(id, it)| addresses(it).map(move |word| (word, id))));
    let own = only_ones(list.emails.iter().map(|(id, email)| (email.clone(), *id)));
    let by_email: BTreeMap<PositionId, String> = own.into_iter().map(|(it, id)| (id, it)).collect();
    let rest: Vec<PositionId> =
        listed().map(|(id, _)| id).filter(|id| !found.contains_key(id)).collect();
    let mut met: BTreeSet<PositionId> = found.values().copied().collect();
    for id in rest {
        let there = by_email.get(&id).and_then(|email| known.get(email));
        if let Some(there) = there.filter(|there| met.insert(**there)) {
            found.insert(id, *there);
        }
    }
    // A name tells only where neither side has several of it, whoever was met before.
    let known = only_ones(there.positions().iter().map(|(id, it)| (known_by(it), id)));
    let own = only_ones(listed().map(|(id, it)| (known_by(it), id)));
    let by_name: BTreeMap<PositionId, String> = own.into_iter().map(|(it, id)| (id, it)).collect();
    for (id, word) in by_name {
        // Two keys that differ are two people, whatever they are called.
        let key = |stage: &Stage, id| stage.positions().get(id).and_then(|it| it.key.clone());
        let Some(there_id) = known.get(&word).filter(|_| !found.contains_key(&id)) else {
            continue;
        };
        let both = key(list.stage, id).is_some() && key(there, *there_id).is_some();
        if !both && met.insert(*there_id) {
            found.insert(id, *there_id);
        }
    }
    found
}

/// A position as it becomes: what the list says, and else what it is.
fn updated(now: &Position, listed: &Position) -> Position {
    let mut then = now.clone();
    // Where a list has no titles, its keys stand in their place.
    let says_title = listed.key.as_deref() != Some(listed.title.as_str());
    if says_title && !listed.title.trim().is_empty() {
        then.title.clone_from(&listed.title);
    }
    if let Some(key) = listed.key.clone().filter(|_| now.key.is_none()) {
        then.key = Some(key);
    }
    let says_who = listed.is_vacant() || !holders_of(listed).is_empty();
    let same = |one: &[Holder], other: &[Holder]| {
        let of = |it: &[Holder]| -> Vec<(EcoString, u64)> {
            it.iter().map(|it| (it.name.clone(), it.share.get().to_bits())).collect()
        };
        of(one) == of(other)
    };
    if says_who && !same(&now.holders, &listed.holders) {
        then.holders.clone_from(&listed.holders);
    }
    if listed.kind != crate::model::PositionKind::Person {
        then.kind = listed.kind;
    }
    then.level = listed.level.or(then.level);
    then.authority = listed.authority.or(then.authority);
    then.explore = listed.explore.or(then.explore);
    then.rules = listed.rules.or(then.rules);
    then.wants = listed.wants.or(then.wants);
    then.pin = listed.pin.or(then.pin);
    then.expertise.extend(listed.expertise.iter().map(|(domain, it)| (domain.clone(), *it)));
    then.rights.extend(listed.rights.iter().map(|(domain, it)| (domain.clone(), *it)));
    if !listed.notes.trim().is_empty() {
        then.notes.clone_from(&listed.notes);
    }
    then.attributes.extend(listed.attributes.clone());
    then
}

fn title_and_names(position: &Position) -> (EcoString, Vec<EcoString>, bool) {
    let names = position.holders.iter().map(|holder| holder.name.clone()).collect();
    (position.title.clone(), names, position.is_vacant())
}

/// What changes beside title, holders, superior and unit.
fn other_changes(now: &Position, then: &Position) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut say = |differs: bool, what: &str| {
        if differs {
            words.push(what.to_owned());
        }
    };
    say(now.key != then.key, "key");
    say(now.kind != then.kind, "kind of seat");
    say(now.level != then.level, "level");
    say(now.authority != then.authority, "stated authority");
    say(now.explore != then.explore || now.rules != then.rules, "work");
    say(now.wants != then.wants || now.pin != then.pin, "answers");
    say(now.expertise != then.expertise, "knowledge");
    say(now.rights != then.rights, "rights");
    say(now.notes != then.notes, "notes");
    for (name, value) in &then.attributes {
        say(now.attributes.get(name) != Some(value), name);
    }
    words.join(", ")
}
