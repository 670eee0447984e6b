//! A map as tables: what folders and workbooks hold. Cells are words and numbers that people and
//! other programs read; what they cannot say exactly stands in the column `more`, and identities
//! in `identity`, so that the tables give back the same map.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::convert::{
    give_back, head_value, native_line, native_position, native_routine, native_unit, record_value,
};
use super::draft::OURS;
use super::folder::cell_of;
use super::own_form::{
    More, extra_text, has_plain_survey, is_plain_attribute, more_of, more_of_unit, plain_holders,
};
use crate::model::{
    FlowKind, Line, LineId, LineKind, OrgMap, Outcomes, Placement, Position, PositionId,
    PositionKind, Stage, StageId, SurveyResponse, UnitId, Voice, codes,
};

/// A table: its name, and its rows below a header.
#[derive(Debug, Clone)]
pub(super) struct OwnTable {
    pub(super) name: String,
    pub(super) rows: Vec<Vec<String>>,
}

impl OwnTable {
    fn new(name: &str, header: &[&str]) -> Self {
        let header = header.iter().map(|name| (*name).to_owned()).collect();
        Self { name: name.to_owned(), rows: vec![header] }
    }

    fn is_empty(&self) -> bool {
        self.rows.len() < 2
    }
}

/// Fields of a position that have columns or tables of their own.
const POSITION_FIELDS: [&str; 18] = [
    "id",
    "key",
    "title",
    "kind",
    "holders",
    "unit",
    "level",
    "authority",
    "explore",
    "rules",
    "wants",
    "pin",
    "expertise",
    "rights",
    "survey",
    "notes",
    "attributes",
    "placements",
];
const LINE_FIELDS: [&str; 6] = ["id", "from", "to", "kind", "accepts", "distance"];
const ROUTINE_FIELDS: [&str; 3] = ["id", "name", "parts"];
const UNIT_FIELDS: [&str; 7] = ["outcomes", "id", "name", "parent", "notes", "tone", "folded"];
const STAGE_FIELDS: [&str; 8] =
    ["outcomes", "units", "positions", "lines", "flows", "routines", "placements", "id"];

/// What a record says beside fields that are known here: of a newer version, or of a newer part
/// of this one.
fn rest(record: &Value, known: &[&str]) -> Map<String, Value> {
    let fields = record.as_object().into_iter().flatten();
    let others = fields.filter(|(name, _)| !known.contains(&name.as_str()));
    others.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// The tables of one stage, without those that would be empty; nothing when there is no such
/// stage.
pub(super) fn stage_tables(map: &OrgMap, id: StageId) -> Option<Vec<OwnTable>> {
    let stage = map.stage(id)?;
    let mut unit_names = HashMap::new();
    for (_, unit) in stage.units().iter() {
        *unit_names.entry(unit.name.as_str()).or_insert(0) += 1;
    }
    let tables = Tables { stage, codes: codes(stage), unit_names };
    let mut made = vec![tables.nodes(), tables.edges()];
    let further = [
        tables.units(),
        tables.expertise(),
        tables.rights(),
        tables.survey(),
        tables.routines(),
        tables.outcomes(),
    ];
    made.extend(further.into_iter().filter(|table| !table.is_empty()));
    Some(made)
}

/// The tables about a map as a whole; `folders` says where the tables of each stage are.
pub(super) fn map_tables(map: &OrgMap, folders: &BTreeMap<StageId, String>) -> Vec<OwnTable> {
    let Value::Object(whole) = head_value(map) else { return Vec::new() };
    let mut about = OwnTable::new("map", &["name", "value"]);
    let mut tables = Vec::new();
    for (name, value) in &whole {
        match value {
            Value::Array(stages) if name == "stages" => {
                tables.push(stage_list(stages, map, folders));
            }
            Value::Array(records)
                if records.iter().all(Value::is_object) && !records.is_empty() =>
            {
                tables.push(records_table(name, records));
            }
            Value::Object(pairs) if !pairs.is_empty() => {
                let mut table = OwnTable::new(name, &["name", "value"]);
                table
                    .rows
                    .extend(pairs.iter().map(|(name, value)| vec![name.clone(), cell_of(value)]));
                tables.push(table);
            }
            value => about.rows.push(vec![name.clone(), cell_of(value)]),
        }
    }
    tables.push(about);
    tables
}

fn stage_list(stages: &[Value], map: &OrgMap, folders: &BTreeMap<StageId, String>) -> OwnTable {
    let records: Vec<Value> = stages
        .iter()
        .zip(map.stages())
        .map(|(stage, (id, _))| {
            let mut record = Map::new();
            record.insert("id".into(), id.to_string().into());
            let folder = folders.get(&id).cloned().unwrap_or_default();
            record.insert("folder".into(), folder.into());
            record.extend(rest(stage, &STAGE_FIELDS));
            Value::Object(record)
        })
        .collect();
    records_table("stages", &records)
}

/// A column for each field of records.
fn records_table(name: &str, records: &[Value]) -> OwnTable {
    let mut fields: Vec<&str> = Vec::new();
    let mut seen = BTreeSet::new();
    for record in records.iter().filter_map(Value::as_object) {
        fields.extend(record.keys().map(String::as_str).filter(|field| seen.insert(*field)));
    }
    let mut table = OwnTable::new(name, &fields);
    for record in records {
        let cell = |field: &&str| record.get(*field).map(cell_of).unwrap_or_default();
        table.rows.push(fields.iter().map(cell).collect());
    }
    table
}

struct Tables<'a> {
    stage: &'a Stage,
    codes: BTreeMap<PositionId, String>,
    /// How many units have each name.
    unit_names: HashMap<&'a str, usize>,
}

fn optional(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn flag(set: bool) -> String {
    if set { "1".into() } else { String::new() }
}

impl Tables<'_> {
    fn code(&self, id: PositionId) -> String {
        self.codes.get(&id).cloned().unwrap_or_default()
    }

    /// The unit's name, where that alone finds it again.
    fn unit_cell(&self, position: &Position) -> Option<String> {
        let Some(id) = position.unit else { return Some(String::new()) };
        let unit = self.stage.units().get(id)?;
        let alike = self.unit_names.get(unit.name.as_str());
        let plain = super::own_form::is_plain_line(&unit.name) && !unit.name.is_empty();
        (alike == Some(&1) && plain).then(|| unit.name.clone())
    }

    fn nodes(&self) -> OwnTable {
        let positions = || self.stage.positions().iter().map(|(_, position)| position);
        let attributes = positions().flat_map(|it| &it.attributes);
        let plain = attributes.filter(|(name, value)| is_plain_attribute(name, value));
        let others: BTreeSet<&str> = plain.map(|(name, _)| &**name).collect();
        let mut rows = Vec::with_capacity(self.stage.positions().len());
        for (id, position) in self.stage.positions().iter() {
            let placement = self.stage.placements().get(id);
            let code = self.code(id);
            let unit = self.unit_cell(position);
            let mut more = more_of(position, placement, &code, id, unit.is_some());
            more.extra = rest_of_position(id, position);
            let identity = id.to_string();
            let cells = own_cells(position, placement, unit.unwrap_or_default(), &more);
            let own = OURS.iter().map(|name| match *name {
                "identity" => identity.clone(),
                name => cells.get(name).cloned().unwrap_or_default(),
            });
            let mut row = vec![code, position.title.to_string()];
            row.extend(own);
            row.extend(others.iter().map(|name| {
                let value = position.attributes.get(*name);
                let value = value.filter(|value| is_plain_attribute(name, value));
                value.map(ToString::to_string).unwrap_or_default()
            }));
            rows.push(row);
        }
        let mut header = vec!["id".to_owned(), "label".to_owned()];
        header.extend(OURS.map(str::to_owned));
        header.extend(others.into_iter().map(str::to_owned));
        without_empty_columns("nodes", header, rows)
    }

    /// Lines first, the solid one of each position before its dotted ones.
    fn edges(&self) -> OwnTable {
        let header = [
            "from", "to", "kind", "weight", "line", "accepts", "distance", "took_up", "more",
            "identity",
        ];
        let header = header.map(str::to_owned).to_vec();
        let mut lines: Vec<_> = self.stage.lines().iter().collect();
        lines.sort_by_key(|(id, line)| (line.kind, *id));
        let mut rows = Vec::with_capacity(lines.len() + self.stage.flows().len());
        for (id, line) in lines {
            let extra = rest_of_line(id, line);
            rows.push(vec![
                self.code(line.from),
                self.code(line.to),
                "reports_to".into(),
                "1".into(),
                if line.kind == LineKind::Solid { "solid" } else { "dotted" }.into(),
                optional(line.accepts.map(crate::quantity::Rating::get)),
                optional(line.distance.map(crate::quantity::Rating::get)),
                String::new(),
                More { extra, ..More::default() }.text(),
                id.to_string(),
            ]);
        }
        for (id, flow) in self.stage.flows().iter() {
            let extra = give_back(&flow.extra);
            rows.push(vec![
                self.code(flow.from),
                self.code(flow.to),
                kind_word(&flow.kind).into(),
                flow.frequency.get().to_string(),
                String::new(),
                String::new(),
                String::new(),
                optional(flow.took_up.map(crate::quantity::Score::get)),
                More { extra, ..More::default() }.text(),
                id.to_string(),
            ]);
        }
        without_empty_columns("edges", header, rows)
    }

    fn units(&self) -> OwnTable {
        let mut table = OwnTable::new(
            "units",
            &["name", "parent", "notes", "tone", "folded", "more", "identity"],
        );
        for (id, unit) in self.stage.units().iter() {
            let mut more = more_of_unit(unit);
            more.extra = rest(&record_value(&native_unit(id, unit)), &UNIT_FIELDS);
            table.rows.push(vec![
                unit.name.clone(),
                optional(unit.parent.filter(|it: &UnitId| self.stage.units().contains(*it))),
                unit.notes.clone(),
                optional(unit.tone.map(crate::model::Tone::number)),
                flag(unit.folded),
                more.text(),
                id.to_string(),
            ]);
        }
        table
    }

    fn expertise(&self) -> OwnTable {
        let mut table = OwnTable::new("expertise", &["node", "domain", "level"]);
        for (id, position) in self.stage.positions().iter() {
            table.rows.extend(position.expertise.iter().map(|(domain, level)| {
                vec![self.code(id), domain.to_string(), level.get().to_string()]
            }));
        }
        table
    }

    fn rights(&self) -> OwnTable {
        let mut table = OwnTable::new("rights", &["node", "domain", "right"]);
        for (id, position) in self.stage.positions().iter() {
            table.rows.extend(position.rights.iter().map(|(domain, right)| {
                vec![self.code(id), domain.to_string(), right.weight().to_string()]
            }));
        }
        table
    }

    fn survey(&self) -> OwnTable {
        let plain = || self.stage.positions().iter().filter(|(_, it)| has_plain_survey(it));
        // The items of readiness stand behind the others where anybody answered one.
        let ready = |response: &SurveyResponse| response.readiness.iter().any(Option::is_some);
        let readiness = plain().any(|(_, position)| position.survey.iter().any(ready));
        let items = if readiness { 10 } else { 7 };
        let mut table = OwnTable::new("survey", &["node", "respondent", "voice"]);
        table.rows[0].extend((1..=items).map(|item| format!("q{item}")));
        for (id, position) in plain() {
            for response in &position.survey {
                let voice = match response.voice {
                    Voice::Espoused => "espoused",
                    Voice::Enacted => "enacted",
                };
                let mut cells = vec![self.code(id), response.respondent.clone(), voice.into()];
                let answers = response.answers.iter().chain(&response.readiness).take(items);
                cells.extend(answers.map(|answer| optional(*answer)));
                table.rows.push(cells);
            }
        }
        table
    }

    fn outcomes(&self) -> OwnTable {
        let mut table = OwnTable::new("outcomes", &["unit", "outcome", "value", "identity"]);
        let mut add = |unit: &str, identity: String, outcomes: &Outcomes| {
            table.rows.extend(outcomes.iter().map(|(name, amount)| {
                let (name, amount) = (name.to_string(), amount.get().to_string());
                vec![unit.to_owned(), name, amount, identity.clone()]
            }));
        };
        add("", String::new(), &self.stage.record().outcomes);
        self.stage
            .units()
            .iter()
            .for_each(|(id, unit)| add(&unit.name, id.to_string(), &unit.outcomes));
        table
    }

    fn routines(&self) -> OwnTable {
        let header = ["routine", "node", "step", "together", "more", "identity"];
        let mut table = OwnTable::new("routines", &header);
        for (id, routine) in self.stage.routines().iter() {
            let mut own = More::default();
            if !super::own_form::is_plain(&routine.name) || routine.name.is_empty() {
                own.title = Some(routine.name.clone());
            }
            own.extra = rest(&record_value(&native_routine(id, routine)), &ROUTINE_FIELDS);
            let own = own.text();
            let row = |node: String, step: String, together: String, more: String| {
                vec![routine.name.clone(), node, step, together, more, id.to_string()]
            };
            if routine.parts.is_empty() || !own.is_empty() {
                table.rows.push(row(String::new(), String::new(), String::new(), own));
            }
            table.rows.extend(routine.parts.iter().map(|part| {
                let together = if part.together { "1" } else { "0" };
                row(
                    self.code(part.position),
                    optional(part.step),
                    together.into(),
                    extra_text(&part.extra),
                )
            }));
        }
        table
    }
}

/// What is said of a position beside what has columns and tables of its own.
fn rest_of_position(id: PositionId, position: &Position) -> Map<String, Value> {
    let says_more =
        !position.extra.is_empty() || position.pin_after.is_some() || position.answered_nobody;
    if !says_more {
        return Map::new();
    }
    rest(&record_value(&native_position(id, position)), &POSITION_FIELDS)
}

/// The same of a line.
fn rest_of_line(id: LineId, line: &Line) -> Map<String, Value> {
    if line.extra.is_empty() && line.distance_proper.is_none() {
        return Map::new();
    }
    rest(&record_value(&native_line(id, line)), &LINE_FIELDS)
}

/// The word for a flow in tables.
pub(super) fn kind_word(kind: &FlowKind) -> &str {
    match kind {
        FlowKind::Consult => "consults",
        FlowKind::Instruct => "instructs",
        FlowKind::Inform => "informs",
        FlowKind::Relation(name) => name.name(),
    }
}

/// The cells of a position by the names of their columns.
fn own_cells(
    position: &Position,
    placement: Option<&Placement>,
    unit: String,
    more: &More,
) -> BTreeMap<&'static str, String> {
    let at = placement.and_then(|placement| placement.at);
    let kind = match position.kind {
        PositionKind::Person => "",
        PositionKind::Team => "team",
        PositionKind::Assistant => "assistant",
    };
    BTreeMap::from([
        ("dept", unit),
        ("level", optional(position.level)),
        ("authority", optional(position.authority.map(crate::quantity::Weight::get))),
        ("explore", optional(position.explore.map(crate::quantity::Score::get))),
        ("rules", optional(position.rules.map(crate::quantity::Score::get))),
        ("holders", plain_holders(&position.holders).unwrap_or_default()),
        ("kind", kind.into()),
        ("wants", optional(position.wants.map(crate::quantity::Score::get))),
        ("pin", optional(position.pin.map(crate::quantity::Score::get))),
        ("notes", position.notes.to_string()),
        ("x", optional(at.map(|at| at.x))),
        ("y", optional(at.map(|at| at.y))),
        ("order", optional(placement.and_then(|placement| placement.order))),
        ("folded", flag(placement.is_some_and(|placement| placement.folded))),
        ("more", more.text()),
    ])
}

/// A table without the columns in which nothing stands, unless they are always there.
fn without_empty_columns(name: &str, header: Vec<String>, rows: Vec<Vec<String>>) -> OwnTable {
    let always: &[&str] = match name {
        "edges" => &["from", "to", "kind", "weight", "identity"],
        _ => &["id", "label", "identity"],
    };
    let used: Vec<bool> = header
        .iter()
        .enumerate()
        .map(|(at, name)| {
            always.contains(&name.as_str()) || rows.iter().any(|row| !row[at].is_empty())
        })
        .collect();
    let keep = |row: Vec<String>| {
        row.into_iter().zip(&used).filter(|(_, used)| **used).map(|(cell, _)| cell).collect()
    };
    let mut kept = vec![keep(header)];
    kept.extend(rows.into_iter().map(keep));
    OwnTable { name: name.to_owned(), rows: kept }
}
