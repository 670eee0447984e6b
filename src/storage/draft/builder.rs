use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::super::folder::{UNITS, stem};
use super::super::report::{Fate, Report};
use super::super::source::{Choices, Source};
use super::{Draft, Shelf};
use crate::model::{
    Change, Delta, Filling, Flow, FlowId, Growing, Header, Line, LineId, OrgMap, Outcomes,
    Placement, Position, PositionId, Routine, RoutineId, Stage, StageId, StageRecord, Unit, UnitId,
};

/// One stage in the making. Nothing that is put in breaks a rule of a map.
pub(in crate::storage) struct Builder {
    /// The number that the next record has as its identity.
    pub(in crate::storage) next: u64,
    pub(in crate::storage) positions: Shelf<PositionId, Position>,
    pub(in crate::storage) placements: BTreeMap<PositionId, Placement>,
    pub(in crate::storage) units: BTreeMap<UnitId, Unit>,
    pub(in crate::storage) lines: Growing<LineId, Line>,
    pub(in crate::storage) flows: Growing<FlowId, Flow>,
    pub(in crate::storage) routines: BTreeMap<RoutineId, Routine>,
    pub(in crate::storage) outcomes: Outcomes,
    pub(in crate::storage) report: Report,
    pub(super) emails: BTreeMap<PositionId, String>,
    pub(super) elsewhere: BTreeMap<PositionId, String>,
    /// The positions by the names of the source.
    pub(in crate::storage) named: Vec<Option<PositionId>>,
    /// The row of the report that made a position.
    pub(super) rows: Shelf<PositionId, usize>,
    units_by_path: HashMap<(Option<UnitId>, String), UnitId, RandomState>,
    units_by_name: HashMap<String, UnitId, RandomState>,
}

impl Builder {
    /// A stage whose first record has this number as its identity.
    pub(in crate::storage) fn new(next: u64) -> Self {
        Self {
            next,
            positions: Shelf::default(),
            placements: BTreeMap::new(),
            units: BTreeMap::new(),
            lines: Growing::default(),
            flows: Growing::default(),
            routines: BTreeMap::new(),
            outcomes: Outcomes::new(),
            report: Report::default(),
            emails: BTreeMap::new(),
            elsewhere: BTreeMap::new(),
            named: Vec::new(),
            rows: Shelf::default(),
            units_by_path: HashMap::default(),
            units_by_name: HashMap::default(),
        }
    }

    /// Takes everything of a source.
    pub(in crate::storage) fn take(&mut self, source: &Source, choices: &Choices) {
        self.report.remarks.extend(source.remarks.iter().cloned());
        for (table, line, why) in &source.refused {
            self.report.note(table, *line, Fate::Refused, why.clone());
        }
        self.next = self.next.max(highest_identity(source).saturating_add(1));
        for table in source.tables.iter().filter(|table| stem(&table.name) == UNITS) {
            self.units_of(table);
        }
        self.people(source, choices);
        self.ties(source, choices);
        for table in &source.tables {
            self.table(table, source);
        }
    }

    /// A number that was not handed out yet.
    pub(in crate::storage) fn number(&mut self) -> u64 {
        self.next = self.next.saturating_add(1);
        self.next - 1
    }

    /// The unit at the end of a path, outermost first; those that are not there are made. A name
    /// alone finds a unit wherever it lies.
    pub(in crate::storage) fn unit<S: AsRef<str>>(&mut self, path: &[S]) -> Option<UnitId> {
        if let [name] = path
            && let Some(known) = self.units_by_name.get(name.as_ref())
        {
            return Some(*known);
        }
        let mut at = None;
        for name in path.iter().map(AsRef::as_ref) {
            let place = (at, name.to_owned());
            let id = match self.units_by_path.get(&place) {
                Some(id) => *id,
                None => {
                    let id = UnitId(self.number());
                    self.add_unit(
                        id,
                        Unit { name: name.to_owned(), parent: at, ..Unit::default() },
                    );
                    id
                }
            };
            at = Some(id);
        }
        at
    }

    /// Puts a unit in.
    pub(in crate::storage) fn add_unit(&mut self, id: UnitId, unit: Unit) {
        self.units_by_path.entry((unit.parent, unit.name.clone())).or_insert(id);
        self.units_by_name.entry(unit.name.clone()).or_insert(id);
        self.units.insert(id, unit);
    }

    /// The tables of a stage that holds nothing else.
    fn filling(self) -> Filling {
        Filling {
            positions: self.positions.into_pairs().collect(),
            units: self.units.into_iter().collect(),
            lines: self.lines.table(),
            flows: self.flows.table(),
            routines: self.routines.into_iter().collect(),
            placements: self.placements.into_iter().collect(),
        }
    }

    /// The changes that add everything to a stage of a map.
    fn changes(self, stage: StageId) -> impl Iterator<Item = Change> {
        fn added<K, V>((id, record): (K, V)) -> Delta<K, V> {
            Delta { id, before: None, after: Some(Arc::new(record)) }
        }
        let units = self.units.into_iter().map(move |it| Change::Unit(stage, added(it)));
        let (lines, flows) = (self.lines.table(), self.flows.table());
        let lines: Vec<_> = lines.iter().map(|(id, line)| (id, line.clone())).collect();
        let flows: Vec<_> = flows.iter().map(|(id, flow)| (id, flow.clone())).collect();
        let lines = lines.into_iter().map(move |it| Change::Line(stage, added(it)));
        let flows = flows.into_iter().map(move |it| Change::Flow(stage, added(it)));
        let positions = self.positions.into_pairs();
        let routines = self.routines.into_iter().map(move |it| Change::Routine(stage, added(it)));
        let placements = self.placements.into_iter();
        units
            .chain(positions.map(move |it| Change::Position(stage, added(it))))
            .chain(lines)
            .chain(flows)
            .chain(routines)
            .chain(placements.map(move |it| Change::Placement(stage, added(it))))
    }

    /// The draft, of one stage.
    pub(super) fn into_draft(mut self, title: &str, description: &str) -> Draft {
        let mut report = std::mem::take(&mut self.report);
        report.in_order();
        let emails = std::mem::take(&mut self.emails);
        let elsewhere = std::mem::take(&mut self.elsewhere);
        let header =
            Header { title: title.into(), description: description.into(), ..Header::default() };
        let next = self.next;
        let record = StageRecord { name: "As is".into(), ..StageRecord::default() };
        let map = map_of(header, next, vec![(StageId(1), record, self)]);
        Draft { map, report, emails, elsewhere }
    }
}

/// The highest identity that tables of Fulcrum's own name.
fn highest_identity(source: &Source) -> u64 {
    let number = |cell: &str| cell.get(1..).and_then(|digits| digits.parse::<u64>().ok());
    let column = source.columns.iter().position(|name| name == "identity");
    let nodes = column.into_iter().flat_map(|column| {
        source.nodes.iter().filter_map(move |node| number(node.cells.get(column)?))
    });
    let ties = source.ties.iter().filter_map(|tie| tie.own.as_ref()?.identity);
    let tables = source.tables.iter().flat_map(|table| {
        let column = table.header.iter().position(|name| name == "identity");
        table.rows.iter().filter_map(move |(_, cells)| number(cells.get(column?)?))
    });
    let highest = nodes.chain(ties).chain(tables).filter(|number| *number < u64::MAX / 2).max();
    highest.unwrap_or(0)
}

/// A map of stages. Of two that have one identity, the second one's records come into the first.
pub(in crate::storage) fn map_of(
    header: Header,
    next: u64,
    stages: Vec<(StageId, StageRecord, Builder)>,
) -> OrgMap {
    let mut own: Vec<(StageId, Stage)> = Vec::with_capacity(stages.len());
    let mut again = Vec::new();
    for (id, mut record, mut builder) in stages {
        if own.iter().any(|(known, _)| *known == id) {
            again.push((id, builder));
            continue;
        }
        record.outcomes = std::mem::take(&mut builder.outcomes);
        own.push((id, Stage::of(record, builder.filling())));
    }
    let mut map = OrgMap::of_stages(header, next, own);
    for change in again.into_iter().flat_map(|(id, builder)| builder.changes(id)) {
        if let Err(conflict) = map.apply(&change) {
            log::error!("a draft could not take a record: {conflict}");
        }
    }
    map
}
