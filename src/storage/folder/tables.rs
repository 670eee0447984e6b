//! The tables about knowledge, rights, answers, routines and units.

use std::collections::{BTreeMap, HashMap};

use super::super::cells::Row;
use super::super::draft::{Builder, number};
use super::super::own_form::{More, extra_of, identity};
use super::super::report::Fate;
use super::super::sheet::Sheet;
use super::super::source::Source;
use crate::model::{
    Domain, Extra, Few, OutcomeName, Position, PositionId, Routine, RoutineId, RoutinePart,
    SurveyResponse, Tone, Unit, UnitId, Voice,
};
use crate::quantity::{Amount, Expertise, OutOfRange, Right};

/// By what names positions are called.
#[derive(Clone, Copy)]
struct Names<'a> {
    source: &'a Source,
    named: &'a [Option<PositionId>],
}

impl Names<'_> {
    fn get(self, name: &str) -> Option<PositionId> {
        self.named.get(self.source.names.find(name)? as usize).copied().flatten()
    }
}

impl Builder {
    /// Takes a table that is about positions which are there.
    pub(in crate::storage) fn table(&mut self, sheet: &Sheet, source: &Source) {
        self.report.remarks.extend(sheet.remarks.clone());
        let named = std::mem::take(&mut self.named);
        let names = Names { source, named: &named };
        match super::stem(&sheet.name) {
            "expertise" => {
                let levels = ["level", "expertise"];
                self.domains(sheet, names, &levels, Expertise::new, |it| &mut it.expertise);
            }
            "rights" => {
                let rights = ["right", "decision right"];
                self.domains(sheet, names, &rights, Right::new, |it| &mut it.rights);
            }
            "survey" => self.survey(sheet, names),
            "routines" => self.routines_of(sheet, names),
            "outcomes" => self.outcomes_of(sheet),
            _ => {}
        }
        self.named = named;
    }

    fn domains<V>(
        &mut self,
        sheet: &Sheet,
        names: Names<'_>,
        columns: &[&str],
        make: impl Fn(f64) -> Result<V, OutOfRange>,
        table: impl Fn(&mut Position) -> &mut Few<Domain, V>,
    ) {
        let node = sheet.column(&["node", "id", "position"]);
        let (domain, value) = (sheet.column(&["domain"]), sheet.column(columns));
        let mut domains: HashMap<&str, Domain> = HashMap::new();
        let mut many: BTreeMap<PositionId, BTreeMap<Domain, V>> = BTreeMap::new();
        for (line, cells) in &sheet.rows {
            let mut row = || -> Result<(PositionId, Domain, V), String> {
                let id = known(cells, node, names)?;
                let said = Sheet::cell(cells, domain).ok_or("it names no domain")?;
                let domain = match domains.get(said) {
                    Some(domain) => domain.clone(),
                    None => {
                        let domain = Domain::new(said).ok_or("it names no domain")?;
                        domains.entry(said).or_insert(domain).clone()
                    }
                };
                let cell = Sheet::cell(cells, value).ok_or("it says no number")?;
                let value = number(cell).ok_or_else(|| format!("\"{cell}\" is no number"))?;
                Ok((id, domain, make(value).map_err(|error| error.to_string())?))
            };
            match row() {
                Err(why) => {
                    self.report.note(&sheet.name, line, Fate::Refused, why);
                }
                Ok((id, domain, value)) => {
                    let Some(position) = self.positions.get_mut(id) else { continue };
                    let few = table(position);
                    let before = if few.len() < Few::<Domain, V>::MANY || few.contains_key(&domain)
                    {
                        few.insert(domain.clone(), value)
                    } else {
                        many.entry(id).or_default().insert(domain.clone(), value)
                    };
                    let (fate, why) = if before.is_some() {
                        let again = "again of the same position; this row counts";
                        (Fate::Merged, format!("says \"{domain}\" {again}"))
                    } else {
                        (Fate::Made, String::new())
                    };
                    self.report.note(&sheet.name, line, fate, why);
                }
            }
        }
        for (id, many) in many {
            if let Some(position) = self.positions.get_mut(id) {
                table(position).extend(many);
            }
        }
    }

    fn survey(&mut self, sheet: &Sheet, names: Names<'_>) {
        let node = sheet.column(&["node", "id", "position"]);
        let respondent = sheet.column(&["respondent"]);
        let voice = sheet.column(&["voice"]);
        let items: Vec<Option<usize>> =
            (1..=10).map(|number| sheet.column(&[format!("q{number}").as_str()])).collect();
        for (line, cells) in &sheet.rows {
            let mut told = Vec::new();
            let mut row = || -> Result<(PositionId, SurveyResponse), String> {
                let id = known(cells, node, names)?;
                let voice = match Sheet::cell(cells, voice).map(str::to_lowercase).as_deref() {
                    Some("espoused") => Voice::Espoused,
                    Some("enacted") | None => Voice::Enacted,
                    Some(other) => {
                        return Err(format!(
                            "the voice \"{other}\" is neither espoused nor enacted"
                        ));
                    }
                };
                let mut answers = [None; 7];
                let mut readiness = [None; 3];
                for (answer, column) in answers.iter_mut().chain(&mut readiness).zip(&items) {
                    let Some(cell) = Sheet::cell(cells, *column) else { continue };
                    let value =
                        number(cell).filter(|it| it.fract() == 0.0 && (1.0..=7.0).contains(it));
                    match value {
                        Some(value) => *answer = Some(value as u8),
                        None => told.push(format!(
                            "the answer \"{cell}\" is no whole number from 1 to 7; left out"
                        )),
                    }
                }
                let respondent = Sheet::cell(cells, respondent).unwrap_or_default().to_owned();
                Ok((
                    id,
                    SurveyResponse {
                        respondent,
                        voice,
                        answers,
                        readiness,
                        extra: Extra::default(),
                    },
                ))
            };
            match row() {
                Err(why) => {
                    self.report.note(&sheet.name, line, Fate::Refused, why);
                }
                Ok((id, response)) => {
                    if let Some(position) = self.positions.get_mut(id) {
                        position.survey.push(response);
                    }
                    let fate = if told.is_empty() { Fate::Made } else { Fate::Changed };
                    self.report.note(&sheet.name, line, fate, told.join("; "));
                }
            }
        }
    }

    fn routines_of(&mut self, sheet: &Sheet, names: Names<'_>) {
        let columns = RoutineColumns {
            name: sheet.column(&["routine", "name"]),
            node: sheet.column(&["node", "id", "position"]),
            step: sheet.column(&["step"]),
            together: sheet.column(&["together"]),
            identity: sheet.header.iter().position(|name| name == "identity"),
            more: sheet.header.iter().position(|name| name == "more"),
        };
        let mut by_name: BTreeMap<String, RoutineId> = BTreeMap::new();
        for (line, cells) in &sheet.rows {
            let own = Sheet::cell(cells, columns.identity).and_then(|it| identity(it, 'r'));
            let name = Sheet::cell(cells, columns.name).unwrap_or_default();
            if name.is_empty() && own.is_none() {
                self.report.note(&sheet.name, line, Fate::Refused, "it names no routine");
                continue;
            }
            let place = own.map_or_else(|| name.to_owned(), |own| format!("r{own}"));
            let part = match Sheet::cell(cells, columns.node) {
                None if own.is_some() => None,
                _ => match known(cells, columns.node, names) {
                    Ok(id) => Some(id),
                    Err(why) => {
                        self.report.note(&sheet.name, line, Fate::Refused, why);
                        continue;
                    }
                },
            };
            let id = match by_name.get(&place) {
                Some(id) => *id,
                None => {
                    let id = RoutineId(own.unwrap_or_else(|| self.number()));
                    let routine = Routine { name: name.to_owned(), ..Routine::default() };
                    self.routines.insert(id, routine);
                    by_name.insert(place, id);
                    id
                }
            };
            let Some(routine) = self.routines.get_mut(&id) else { continue };
            let told = columns.take(cells, routine, part);
            let fate = if told.is_empty() { Fate::Made } else { Fate::Changed };
            self.report.note(&sheet.name, line, fate, told);
        }
    }

    /// Takes outcomes of units, or of the whole where no unit is named.
    fn outcomes_of(&mut self, sheet: &Sheet) {
        let (unit, outcome) = (sheet.column(&["unit"]), sheet.column(&["outcome"]));
        let value = sheet.column(&["value"]);
        let own = sheet.header.iter().position(|name| name == "identity");
        for (line, cells) in &sheet.rows {
            let row = || -> Result<(OutcomeName, Amount), String> {
                let name = Sheet::cell(cells, outcome).and_then(OutcomeName::new);
                let name = name.ok_or("it names no outcome")?;
                let cell = Sheet::cell(cells, value).ok_or("it says no number")?;
                let value = number(cell).ok_or_else(|| format!("\"{cell}\" is no number"))?;
                Ok((name, Amount::new(value).map_err(|error| error.to_string())?))
            };
            let (name, amount) = match row() {
                Ok(said) => said,
                Err(why) => {
                    self.report.note(&sheet.name, line, Fate::Refused, why);
                    continue;
                }
            };
            let own = Sheet::cell(cells, own).and_then(|it| identity(it, 'u')).map(UnitId);
            let own = own.filter(|id| self.units.contains_key(id));
            let named = Sheet::cell(cells, unit).filter(|_| own.is_none());
            let id = own.or_else(|| self.unit(&[named?.to_owned()]));
            let outcomes = match id.and_then(|id| self.units.get_mut(&id)) {
                Some(unit) => &mut unit.outcomes,
                None => &mut self.outcomes,
            };
            let again = outcomes.insert(name, amount).is_some();
            let (fate, why) = match again {
                true => (Fate::Merged, "says the same outcome again; this row counts"),
                false => (Fate::Made, ""),
            };
            self.report.note(&sheet.name, line, fate, why);
        }
    }

    /// Takes the table of units, before any position names one.
    pub(in crate::storage) fn units_of(&mut self, sheet: &Sheet) {
        let at = |name: &str| sheet.column(&[name]);
        let (name, parent, notes) = (at("name"), at("parent"), at("notes"));
        let (tone, folded, more, own) = (at("tone"), at("folded"), at("more"), at("identity"));
        for (line, cells) in &sheet.rows {
            let cell = |column| Sheet::cell(cells, column);
            let Some(id) = cell(own).and_then(|it| identity(it, 'u')).map(UnitId) else {
                self.report.note(&sheet.name, line, Fate::Refused, "it has no identity, like u5");
                continue;
            };
            if self.units.contains_key(&id) {
                let why = format!("the identity {id} stands in an earlier row already");
                self.report.note(&sheet.name, line, Fate::Refused, why);
                continue;
            }
            let more = cell(more).and_then(|more| serde_json::from_str::<More>(more).ok());
            let more = more.unwrap_or_default();
            let unit = Unit {
                name: more.title.unwrap_or_else(|| cell(name).unwrap_or_default().to_owned()),
                parent: cell(parent).and_then(|it| identity(it, 'u')).map(UnitId),
                notes: more.notes.unwrap_or_else(|| cell(notes).unwrap_or_default().to_owned()),
                tone: cell(tone).and_then(|tone| tone.parse().ok()).and_then(Tone::new),
                folded: cell(folded) == Some("1"),
                extra: super::super::convert::keep(more.extra),
                ..Unit::default()
            };
            self.add_unit(id, unit);
            self.report.note(&sheet.name, line, Fate::Made, "");
        }
        self.mend_nesting();
    }

    /// Lets units lie nowhere that lie in one that is not there, or in themselves.
    fn mend_nesting(&mut self) {
        let ids: Vec<UnitId> = self.units.keys().copied().collect();
        for id in ids {
            let mut at = self.units.get(&id).and_then(|unit| unit.parent);
            let mut steps = 0;
            while let Some(parent) = at {
                steps += 1;
                if parent == id || !self.units.contains_key(&parent) || steps > self.units.len() {
                    if let Some(unit) = self.units.get_mut(&id) {
                        unit.parent = None;
                    }
                    break;
                }
                at = self.units.get(&parent).and_then(|unit| unit.parent);
            }
        }
    }
}

struct RoutineColumns {
    name: Option<usize>,
    node: Option<usize>,
    step: Option<usize>,
    together: Option<usize>,
    identity: Option<usize>,
    more: Option<usize>,
}

impl RoutineColumns {
    /// Adds the part of a row to its routine; says what could not be read.
    fn take(&self, cells: Row<'_>, routine: &mut Routine, part: Option<PositionId>) -> String {
        let mut told = String::new();
        let more = Sheet::cell(cells, self.more);
        let Some(position) = part else {
            let more = more.and_then(|more| serde_json::from_str::<More>(more).ok());
            if let Some(more) = more {
                if let Some(title) = more.title {
                    routine.name = title;
                }
                routine.extra = super::super::convert::keep(more.extra);
            }
            return told;
        };
        let step = Sheet::cell(cells, self.step);
        let number = step.and_then(|step| {
            number(step).filter(|it| it.fract() == 0.0 && (0.0..=1.0e6).contains(it))
        });
        if let (Some(step), None) = (step, number) {
            told = format!("the step \"{step}\" is no whole number; left out");
        }
        let together = Sheet::cell(cells, self.together).map(str::to_lowercase);
        let together = matches!(together.as_deref(), Some("1" | "true" | "yes" | "y"));
        let step = number.map(|it| it as u32);
        routine.parts.push(RoutinePart { position, step, together, extra: extra_of(more) });
        told
    }
}

/// The position that a cell names.
fn known(cells: Row<'_>, column: Option<usize>, names: Names<'_>) -> Result<PositionId, String> {
    let name = Sheet::cell(cells, column).ok_or("it names no position")?;
    names.get(name).ok_or_else(|| format!("names \"{name}\", who is not among the positions"))
}
