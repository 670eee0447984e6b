use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::error::{ReadError, ReadWarning};
use super::super::text::plain;
use super::super::{AUTHORITY, EXPLORE, LEVEL, RULES, UNIT};
use super::table::{Row, Table};
use crate::model::{
    Change, Chart, Delta, Domain, Flow, FlowId, FlowKind, Header, Line, LineId, LineKind, OrgMap,
    OutcomeName, Outcomes, Position, PositionId, RelationName, Routine, RoutineId, RoutinePart,
    StageId, StageRecord, SurveyResponse, Unit, UnitId, Voice, breaches,
};
use crate::quantity::{Amount, Expertise, Frequency, OutOfRange, Right, Score, Weight};

/// Makes a map of tables, row by row.
pub(super) struct Builder {
    map: OrgMap,
    stage: StageId,
    next: u64,
    title: String,
    folder: PathBuf,
    positions: BTreeMap<PositionId, Position>,
    keys: BTreeMap<String, PositionId>,
    units: Vec<(UnitId, Unit)>,
    lines: Vec<(LineId, Line)>,
    flows: Vec<(FlowId, Flow)>,
    routines: Vec<(RoutineId, Routine)>,
    outcomes: Outcomes,
    warnings: Vec<ReadWarning>,
}

/// Columns of `nodes.csv` that have a meaning; the rest are kept as they are.
const ID: [&str; 4] = ["id", "key", "employee id", "unique id"];
const LABEL: [&str; 3] = ["label", "title", "name"];

impl Builder {
    pub(super) fn new(folder: &Path) -> Self {
        let title = folder.canonicalize().ok();
        let title = title.as_deref().unwrap_or(folder).file_name();
        let map = OrgMap::new("");
        Self {
            stage: map.first_stage().unwrap_or(StageId(1)),
            next: map.next_id(),
            map,
            folder: folder.to_path_buf(),
            title: title
                .map_or_else(|| "Untitled map".into(), |n| n.to_string_lossy().into_owned()),
            positions: BTreeMap::new(),
            keys: BTreeMap::new(),
            units: Vec::new(),
            lines: Vec::new(),
            flows: Vec::new(),
            routines: Vec::new(),
            outcomes: Outcomes::new(),
            warnings: Vec::new(),
        }
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    pub(super) fn nodes(&mut self, table: &Table) -> Result<(), ReadError> {
        let id = table.need(&ID)?;
        let columns = NodeColumns::of(table, id);
        for row in table.rows() {
            let Some(key) = row.cell(Some(id)) else {
                return Err(row.error("a row without an id", "give it one, or take the row out"));
            };
            let unit = row.cell(columns.unit).map(|name| self.unit(name));
            let mut position = Position::held(row.cell(columns.label).unwrap_or(key));
            position.key = Some(key.to_owned());
            position.unit = unit;
            position.level = self.level(row, &columns)?;
            let at = |name: &'static str| {
                move |error: OutOfRange| row.error(format!("{name}: {error}"), "correct the number")
            };
            let explore = row.number(columns.explore)?.map(Score::new);
            position.explore = explore.transpose().map_err(at("explore"))?;
            let rules = row.number(columns.rules)?.map(Score::new);
            position.rules = rules.transpose().map_err(at("rules"))?;
            let authority = row.number(columns.authority)?.map(Weight::new);
            position.authority = authority.transpose().map_err(at("authority"))?;
            for (column, name) in &columns.others {
                if let Some(value) = row.cell(Some(*column)) {
                    position.attributes.insert(name.clone(), value.to_owned());
                }
            }
            let made = PositionId(self.number());
            if self.keys.insert(key.to_owned(), made).is_some() {
                let what = format!("the id \"{key}\" stands in an earlier row already");
                return Err(row.error(what, "give one of the two another id"));
            }
            self.positions.insert(made, position);
        }
        Ok(())
    }

    /// The rank, a whole number. What is none is kept as a further column.
    fn level(&self, row: Row<'_>, columns: &NodeColumns) -> Result<Option<i64>, ReadError> {
        let Some(value) = row.number(columns.level)? else { return Ok(None) };
        const LARGEST: f64 = 1.0e6;
        if value.fract() == 0.0 && value.abs() <= LARGEST {
            return Ok(Some(value as i64));
        }
        Err(row.error(format!("the level {value} is no rank"), "write 1, 2, 3 …, 1 the highest"))
    }

    fn unit(&mut self, name: &str) -> UnitId {
        if let Some((id, _)) = self.units.iter().find(|(_, unit)| unit.name == name) {
            return *id;
        }
        let id = UnitId(self.number());
        self.units.push((id, Unit { name: name.to_owned(), ..Unit::default() }));
        id
    }

    /// The position that a cell names.
    fn known(&self, row: Row<'_>, column: usize, what: &str) -> Result<PositionId, ReadError> {
        let Some(key) = row.cell(Some(column)) else {
            return Err(row.error(format!("{what} nobody"), "write an id of nodes.csv"));
        };
        self.keys.get(key).copied().ok_or_else(|| {
            let said = format!("{what} \"{key}\", who is not in nodes.csv");
            row.error(said, "add the row there, or correct the id")
        })
    }

    pub(super) fn edges(&mut self, table: &Table) -> Result<(), ReadError> {
        let from = table.need(&["from", "source"])?;
        let to = table.need(&["to", "target"])?;
        let kind = table.need(&["kind", "type"])?;
        let weight = table.column(&["weight", "frequency"]);
        let mut solid = BTreeSet::new();
        let mut arcs: BTreeMap<(PositionId, PositionId, String), usize> = BTreeMap::new();
        for row in table.rows() {
            let (a, b) = (self.known(row, from, "from")?, self.known(row, to, "to")?);
            let word = row.cell(Some(kind)).unwrap_or_default();
            if a == b {
                self.warnings.push(row.warning("joins a position to itself and was left out"));
                continue;
            }
            if plain(word) == "reportsto" {
                if arcs.insert((a, b, "reports_to".into()), 0).is_some() {
                    self.warnings.push(row.warning("repeats a reporting line and was left out"));
                    continue;
                }
                let first = solid.insert(a);
                let kind = if first { LineKind::Solid } else { LineKind::Dotted };
                let id = LineId(self.number());
                self.lines.push((id, Line::new(a, b, kind)));
                continue;
            }
            let made = flow(row, word, row.number(weight)?, a, b)?;
            let name = format!("{:?}", made.kind);
            match arcs.get(&(a, b, name.clone())) {
                Some(known) => {
                    let stronger = &mut self.flows[*known].1;
                    if made.frequency > stronger.frequency {
                        stronger.frequency = made.frequency;
                    }
                    let what = "repeats a flow; the two were joined, with the greater weight";
                    self.warnings.push(row.warning(what));
                }
                None => {
                    arcs.insert((a, b, name), self.flows.len());
                    let id = FlowId(self.number());
                    self.flows.push((id, made));
                }
            }
        }
        Ok(())
    }

    pub(super) fn expertise(&mut self, table: &Table) -> Result<(), ReadError> {
        let level = table.need(&["level", "expertise"])?;
        self.domains(table, level, Expertise::new, |position, domain, level| {
            position.expertise.insert(domain, level)
        })
    }

    pub(super) fn rights(&mut self, table: &Table) -> Result<(), ReadError> {
        let right = table.need(&["right", "decision right"])?;
        self.domains(table, right, Right::new, |position, domain, right| {
            position.rights.insert(domain, right)
        })
    }

    fn domains<V>(
        &mut self,
        table: &Table,
        column: usize,
        make: impl Fn(f64) -> Result<V, OutOfRange>,
        put: impl Fn(&mut Position, Domain, V) -> Option<V>,
    ) -> Result<(), ReadError> {
        let node = table.need(&["node", "id", "position"])?;
        let domain = table.need(&["domain"])?;
        for row in table.rows() {
            let id = self.known(row, node, "about")?;
            let Some(domain) = row.cell(Some(domain)).and_then(Domain::new) else {
                return Err(row.error("a row without a domain", "name it, or take the row out"));
            };
            let Some(value) = row.number(Some(column))? else { continue };
            let value = make(value).map_err(|e| row.error(e.to_string(), "correct the number"))?;
            let what = format!("says \"{domain}\" again of the same position; this row counts");
            if self.positions.get_mut(&id).is_some_and(|p| put(p, domain, value).is_some()) {
                self.warnings.push(row.warning(what));
            }
        }
        Ok(())
    }

    pub(super) fn survey(&mut self, table: &Table) -> Result<(), ReadError> {
        let node = table.need(&["node", "id", "position"])?;
        let respondent = table.need(&["respondent"])?;
        let voice = table.need(&["voice"])?;
        let items: Vec<Option<usize>> =
            (1..=10).map(|number| table.column(&[format!("q{number}").as_str()])).collect();
        for row in table.rows() {
            let id = self.known(row, node, "about")?;
            let voice = match row.cell(Some(voice)).map(str::to_lowercase).as_deref() {
                Some("espoused") => Voice::Espoused,
                Some("enacted") => Voice::Enacted,
                other => {
                    let what = format!("the voice \"{}\"", other.unwrap_or_default());
                    return Err(row.error(what, "the voice is espoused or enacted"));
                }
            };
            let mut answers = [None; 7];
            let mut readiness = [None; 3];
            let all = answers.iter_mut().chain(&mut readiness);
            for (answer, column) in all.zip(&items) {
                *answer = self.answer(row, *column)?;
            }
            let respondent = row.cell(Some(respondent)).unwrap_or_default().to_owned();
            let extra = Default::default();
            let response = SurveyResponse { respondent, voice, answers, readiness, extra };
            if let Some(position) = self.positions.get_mut(&id) {
                position.survey.push(response);
            }
        }
        Ok(())
    }

    fn answer(&self, row: Row<'_>, column: Option<usize>) -> Result<Option<u8>, ReadError> {
        let Some(value) = row.number(column)? else { return Ok(None) };
        if value.fract() == 0.0 && (1.0..=7.0).contains(&value) {
            return Ok(Some(value as u8));
        }
        Err(row.error(format!("the answer {value}"), "answers run from 1 to 7, in whole numbers"))
    }

    pub(super) fn outcomes(&mut self, table: &Table) -> Result<(), ReadError> {
        let unit = table.need(&["unit"])?;
        let outcome = table.need(&["outcome"])?;
        let value = table.need(&["value"])?;
        for row in table.rows() {
            let Some(name) = row.cell(Some(outcome)).and_then(OutcomeName::new) else {
                return Err(row.error("a row without an outcome", "name it, or take the row out"));
            };
            let Some(value) = row.number(Some(value))? else { continue };
            let amount =
                Amount::new(value).map_err(|e| row.error(e.to_string(), "correct the number"))?;
            let Some(unit) = row.cell(Some(unit)) else {
                self.outcomes.insert(name, amount);
                continue;
            };
            let id = self.unit(unit);
            if let Some((_, unit)) = self.units.iter_mut().find(|(own, _)| *own == id) {
                unit.outcomes.insert(name, amount);
            }
        }
        Ok(())
    }

    pub(super) fn routines(&mut self, table: &Table) -> Result<(), ReadError> {
        let routine = table.need(&["routine"])?;
        let node = table.need(&["node", "id", "position"])?;
        let step = table.column(&["step"]);
        let together = table.column(&["together"]);
        for row in table.rows() {
            let position = self.known(row, node, "carried by")?;
            let Some(name) = row.cell(Some(routine)) else {
                return Err(row.error("a routine without a name", "name it"));
            };
            let step = match row.number(step)? {
                None => None,
                Some(step) if step.fract() == 0.0 && (0.0..1.0e6).contains(&step) => {
                    Some(step as u32)
                }
                Some(step) => {
                    return Err(row.error(format!("the step {step}"), "write 1, 2, 3 …"));
                }
            };
            let word = row.cell(together).unwrap_or("0").to_lowercase();
            let together = matches!(word.as_str(), "1" | "1.0" | "yes" | "true" | "x");
            let part = RoutinePart { position, step, together, extra: Default::default() };
            match self.routines.iter_mut().find(|(_, known)| known.name == name) {
                Some((_, known)) => known.parts.push(part),
                None => {
                    let id = RoutineId(self.number());
                    let made =
                        Routine { name: name.to_owned(), parts: vec![part], ..Routine::default() };
                    self.routines.push((id, made));
                }
            }
        }
        Ok(())
    }

    /// The map, once everything was read.
    pub(super) fn finish(mut self, warnings: &mut Vec<ReadWarning>) -> Result<OrgMap, ReadError> {
        let before = Arc::clone(self.map.header());
        let title = std::mem::take(&mut self.title);
        let folder = std::mem::take(&mut self.folder);
        let after = Arc::new(Header { title, ..Header::default() });
        let mut changes = vec![
            Change::Header { before, after },
            Change::NextId { before: self.map.next_id(), after: self.next },
        ];
        let stage = self.stage;
        if let Some(before) = self.map.stage(stage).map(|it| Arc::new(it.record().clone())) {
            let outcomes = std::mem::take(&mut self.outcomes);
            let after = Arc::new(StageRecord { outcomes, ..before.as_ref().clone() });
            let (before, after) = (Some(before), Some(after));
            changes.push(Change::Stage(Delta { id: stage, before, after }));
        }
        fn added<K, V>(id: K, record: V) -> Delta<K, V> {
            Delta { id, before: None, after: Some(Arc::new(record)) }
        }
        changes.extend(self.units.into_iter().map(|(id, r)| Change::Unit(stage, added(id, r))));
        changes.extend(
            self.positions.into_iter().map(|(id, r)| Change::Position(stage, added(id, r))),
        );
        changes.extend(self.lines.into_iter().map(|(id, r)| Change::Line(stage, added(id, r))));
        changes.extend(self.flows.into_iter().map(|(id, r)| Change::Flow(stage, added(id, r))));
        changes
            .extend(self.routines.into_iter().map(|(id, r)| Change::Routine(stage, added(id, r))));
        let refused = |what: String| ReadError::new(&folder, what, "look at the tables");
        for change in &changes {
            self.map.apply(change).map_err(|conflict| refused(conflict.to_string()))?;
        }
        if let Some(breach) = breaches(&self.map).first() {
            return Err(refused(breach.to_string()));
        }
        warnings.append(&mut self.warnings);
        warnings.extend(loops(&self.map, stage, &folder));
        Ok(self.map)
    }
}

/// The columns of `nodes.csv`.
struct NodeColumns {
    label: Option<usize>,
    unit: Option<usize>,
    level: Option<usize>,
    explore: Option<usize>,
    rules: Option<usize>,
    authority: Option<usize>,
    others: Vec<(usize, String)>,
}

impl NodeColumns {
    fn of(table: &Table, id: usize) -> Self {
        let mut columns = Self {
            label: table.column(&LABEL),
            unit: table.column(&UNIT),
            level: table.column(&LEVEL),
            explore: table.column(&EXPLORE),
            rules: table.column(&RULES),
            authority: table.column(&AUTHORITY),
            others: Vec::new(),
        };
        let used = [
            Some(id),
            columns.label,
            columns.unit,
            columns.level,
            columns.explore,
            columns.rules,
            columns.authority,
        ];
        let others = table.header().iter().enumerate();
        columns.others = others
            .filter(|(column, name)| !used.contains(&Some(*column)) && !name.is_empty())
            .map(|(column, name)| (column, name.clone()))
            .collect();
        columns
    }
}

/// The flow that a row of `edges.csv` draws.
fn flow(
    row: Row<'_>,
    word: &str,
    weight: Option<f64>,
    from: PositionId,
    to: PositionId,
) -> Result<Flow, ReadError> {
    let kind = match plain(word).as_str() {
        "consults" | "consult" => FlowKind::Consult,
        "instructs" | "instruct" => FlowKind::Instruct,
        "informs" | "inform" => FlowKind::Inform,
        _ => match RelationName::new(word) {
            Some(name) => FlowKind::Relation(name),
            None => {
                let hint = "write reports_to, consults, instructs, informs or a name of your own";
                return Err(row.error("an arrow without a kind", hint));
            }
        },
    };
    let weight = weight.unwrap_or(1.0);
    let frequency = match kind {
        FlowKind::Relation(_) => Frequency::count(weight),
        _ => Frequency::new(weight),
    };
    let frequency =
        frequency.map_err(|error| row.error(error.to_string(), "correct the weight"))?;
    Ok(Flow::new(from, to, kind, frequency))
}

fn loops(map: &OrgMap, stage: StageId, folder: &Path) -> Vec<ReadWarning> {
    let Some(stage) = map.stage(stage) else { return Vec::new() };
    let name = |id: &PositionId| {
        let position = stage.positions().get(*id);
        position.and_then(|position| position.key.clone()).unwrap_or_else(|| id.to_string())
    };
    let warning = |circle: Vec<PositionId>| {
        let names: Vec<String> = circle.iter().map(name).collect();
        ReadWarning {
            path: folder.join("edges.csv"),
            line: None,
            what: format!(
                "reporting lines run in a loop among {}; take one of them away",
                names.join(", ")
            ),
        }
    };
    Chart::of(stage).loops().into_iter().map(warning).collect()
}
