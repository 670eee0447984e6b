//! A small invented company, and readings for it set by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use fulcrum::analysis::*;
use fulcrum::model::{
    Change, Chart, Delta, Flow, FlowId, FlowKind, Holder, Line, LineId, LineKind, OrgMap, Position,
    PositionId, PositionKind, RelationName, StageId, Unit, UnitId,
};
use fulcrum::quantity::Frequency;

/// The stage that every sample has.
pub(crate) const STAGE: StageId = StageId(1);

/// A map that records are added to by number.
pub(crate) struct Sample {
    pub(crate) map: OrgMap,
    next: u64,
}

impl Sample {
    pub(crate) fn new(title: &str) -> Self {
        Self { map: OrgMap::new(title), next: 1000 }
    }

    fn apply(&mut self, change: &Change) {
        self.map.apply(change).expect("the record is new");
    }

    pub(crate) fn put(&mut self, id: u64, position: Position) {
        let delta = Delta { id: PositionId(id), before: None, after: Some(Arc::new(position)) };
        self.apply(&Change::Position(STAGE, delta));
    }

    pub(crate) fn position(&mut self, id: u64, title: &str, holder: &str, unit: Option<u64>) {
        let holders = vec![Holder::named(holder)];
        let unit = unit.map(UnitId);
        self.put(id, Position { title: title.into(), holders, unit, ..Position::default() });
    }

    pub(crate) fn unit(&mut self, id: u64, name: &str) {
        let unit = Unit { name: name.into(), ..Unit::default() };
        let delta = Delta { id: UnitId(id), before: None, after: Some(Arc::new(unit)) };
        self.apply(&Change::Unit(STAGE, delta));
    }

    pub(crate) fn line(&mut self, from: u64, to: u64, kind: LineKind) -> LineId {
        let id = LineId(self.fresh());
        let line = Line::new(PositionId(from), PositionId(to), kind);
        let delta = Delta { id, before: None, after: Some(Arc::new(line)) };
        self.apply(&Change::Line(STAGE, delta));
        id
    }

    pub(crate) fn flow(&mut self, from: u64, to: u64, kind: FlowKind, frequency: f64) -> FlowId {
        let id = FlowId(self.fresh());
        let flow = Flow::new(
            PositionId(from),
            PositionId(to),
            kind,
            Frequency::new(frequency).expect("on the scale"),
        );
        let delta = Delta { id, before: None, after: Some(Arc::new(flow)) };
        self.apply(&Change::Flow(STAGE, delta));
        id
    }

    fn fresh(&mut self) -> u64 {
        self.next += 1;
        self.next
    }
}

/// A named relation.
pub(crate) fn relation(name: &str) -> FlowKind {
    FlowKind::Relation(RelationName::new(name).expect("a free name"))
}

/// Thirteen positions in three units, with every kind of line, flow and position.
pub(crate) fn company() -> OrgMap {
    use FlowKind::{Consult, Inform, Instruct};
    let mut sample = Sample::new("Northwind Instruments");
    for (id, name) in [(101, "Engineering"), (102, "Production"), (103, "Sales and service")] {
        sample.unit(id, name);
    }
    sample.position(1, "Managing Director", "Ada Field", None);
    sample.position(2, "Head of Engineering", "Bo Larsen", Some(101));
    sample.position(3, "Head of Production", "Chidi Obi", Some(102));
    sample.position(4, "Head of Sales and Customer Service", "Dana Weiss", Some(103));
    sample.position(5, "Optics", "Eve", Some(101));
    sample.position(6, "Firmware", "Femi Ade", Some(101));
    sample.position(7, "Test Engineer", "Gus", Some(101));
    sample.position(8, "Shift Lead", "Hana Sato", Some(102));
    sample.put(
        9,
        Position { title: "Quality".into(), unit: Some(UnitId(102)), ..Position::default() },
    );
    sample.position(10, "Field Service", "Ivo", Some(103));
    sample.put(
        11,
        Position {
            title: "Key Accounts".into(),
            kind: PositionKind::Team,
            holders: vec![Holder::named("Jo"), Holder::named("Kim")],
            unit: Some(UnitId(103)),
            ..Position::default()
        },
    );
    sample.position(12, "Process Engineer", "Lu", Some(102));
    for (from, to) in
        [(2, 1), (3, 1), (4, 1), (5, 2), (6, 2), (7, 2), (8, 3), (9, 3), (12, 3), (10, 4), (11, 4)]
    {
        sample.line(from, to, LineKind::Solid);
    }
    sample.line(7, 3, LineKind::Dotted);
    for (from, to, kind, frequency) in [
        (1, 2, Instruct, 3.0),
        (2, 1, Inform, 2.0),
        (1, 3, Instruct, 5.0),
        (1, 4, Consult, 2.0),
        (5, 6, Consult, 4.0),
        (6, 5, Consult, 3.0),
        (5, 7, Consult, 1.0),
        (8, 5, Consult, 2.0),
        (3, 8, Instruct, 5.0),
        (8, 3, Inform, 3.0),
        (12, 6, Consult, 3.0),
        (10, 7, Inform, 2.0),
        (10, 11, Consult, 5.0),
        (11, 10, Inform, 2.0),
        (4, 6, Consult, 2.0),
        (2, 3, Consult, 3.0),
        (3, 2, Inform, 2.0),
    ] {
        sample.flow(from, to, kind, frequency);
    }
    sample.flow(5, 12, relation("friendship"), 1.0);
    sample.map
}

/// Readings with these columns for `people`; everything else not defined.
pub(crate) struct Columns<'a> {
    pub(crate) people: &'a [u64],
    pub(crate) authority: &'a [f64],
    pub(crate) knowledge: &'a [f64],
    pub(crate) organicity: &'a [Option<(f64, f64)>],
    pub(crate) height: &'a [f64],
}

/// The readings of the company: everybody placed on three levels.
pub(crate) fn company_readings(map: &OrgMap) -> Analysis {
    analysis(
        map,
        &Columns {
            people: &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12],
            authority: &[0.36, 0.16, 0.18, 0.12, 0.04, 0.03, 0.02, 0.03, 0.02, 0.02, 0.02],
            knowledge: &[0.06, 0.10, 0.04, 0.06, 0.22, 0.20, 0.06, 0.06, 0.06, 0.06, 0.08],
            organicity: &[
                Some((0.1, 0.8)),
                Some((0.45, 0.7)),
                Some((0.05, 0.9)),
                Some((0.6, 0.4)),
                Some((0.95, 0.9)),
                Some((0.9, 0.7)),
                None,
                Some((0.3, 0.8)),
                Some((0.7, 0.6)),
                Some((0.8, 0.3)),
                Some((0.65, 0.2)),
            ],
            height: &[1.0, 0.5, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        },
    )
}

/// Why everything that no column gives is not defined.
const WHY: Undefined = Undefined::NotEntered;

/// An analysis from columns. The crossing above a position is the gap of its whole branch.
pub(crate) fn analysis(map: &OrgMap, columns: &Columns) -> Analysis {
    let people: Vec<PositionId> = columns.people.iter().map(|id| PositionId(*id)).collect();
    let mass: Vec<f64> =
        columns.authority.iter().zip(columns.knowledge).map(|(a, k)| (a + k) / 2.0).collect();
    Analysis {
        hierarchy: Arc::new(Hierarchy {
            source: HierarchySource::Lines,
            tops: vec![],
            unplaced: vec![],
            levels: 3,
            depth: people.iter().copied().zip(columns.height.iter().map(level)).collect(),
            height: people.iter().copied().zip(columns.height.iter().copied()).collect(),
            loops: vec![],
        }),
        authority: Arc::new(Authority {
            chart: Err(WHY),
            declared: Ok(columns.authority.to_vec()),
            pooled: Ok(columns.authority.to_vec()),
            by_domain: BTreeMap::new(),
            stated: false,
        }),
        knowledge: Knowledge {
            held: Ok(columns.knowledge.to_vec()),
            sought: Err(WHY),
            pooled: Ok(columns.knowledge.to_vec()),
            by_domain: Arc::default(),
            uncovered: vec![],
        },
        equal_height: Ok(columns.height.iter().sum::<f64>() / columns.height.len() as f64),
        influence: Ok(mass.clone()),
        closeness: Ok(vec![0.0; people.len()]),
        gravity: gravity(columns, &mass),
        mass: Ok(mass),
        gap: Ok(gap(map, columns, &people)),
        norm: NormIndex { influence: Err(WHY), decisions: Err(WHY) },
        organicity: OrganicityReading {
            map: Err(WHY),
            confidence: 0.5,
            by_person: columns.organicity.iter().map(|reading| organicity(*reading)).collect(),
        },
        leadership: Leadership {
            views: Default::default(),
            lines: Default::default(),
            leaders: Default::default(),
            influence_without_reports: Err(WHY),
            people_without_reports: Err(WHY),
            emergent: Ok(vec![]),
            half: Err(WHY),
        },
        routines: BTreeMap::new(),
        flow_shares: FlowShares { consult: Err(WHY), lateral: Err(WHY) },
        mean_explore: Err(WHY),
        mean_rules: Err(WHY),
        misfits: vec![],
        coverage: Coverage::default(),
        firmness: Err(WHY),
        chance: None,
        evidence: Evidence { people: people.len(), drew_arrows: 9, ..Evidence::default() },
        people,
    }
}

/// The level of a height on three levels, 0 the top.
fn level(height: &f64) -> usize {
    if *height > 0.75 { 0 } else { usize::from(*height < 0.25) + 1 }
}

fn gravity(columns: &Columns, mass: &[f64]) -> Gravity {
    let center = |weights: &[f64]| {
        let height = weights.iter().zip(columns.height).map(|(weight, at)| weight * at).sum();
        Center { height: Ok(height), ..Center::undefined(WHY) }
    };
    Gravity {
        authority: center(columns.authority),
        knowledge: center(columns.knowledge),
        influence: center(mass),
        mass: center(mass),
        pure_command: Center { top_heaviness: Ok(0.8), ..Center::undefined(WHY) },
        pull: Ok(0.5),
        core_share: Err(Undefined::NoFlows),
        parts: vec![MassPart::Decisions, MassPart::KnowledgeHeld, MassPart::Influence],
        verdict: Verdict::Between,
    }
}

fn gap(map: &OrgMap, columns: &Columns, people: &[PositionId]) -> Gap {
    let by_person: Vec<f64> =
        columns.knowledge.iter().zip(columns.authority).map(|(k, a)| k - a).collect();
    let stage = map.stage(STAGE).expect("the stage");
    let chart = Chart::of(stage);
    let (mut crossing, mut crossing_line) = (BTreeMap::new(), BTreeMap::new());
    for (id, line) in stage.lines().iter().filter(|(_, line)| line.kind == LineKind::Solid) {
        let mut branch = chart.reach(line.from);
        branch.push(line.from);
        let below = people.iter().zip(&by_person).filter(|(at, _)| branch.contains(at));
        crossing.insert(line.from, below.map(|(_, gap)| gap).sum());
        crossing_line.insert(line.from, id);
    }
    Gap {
        tv: by_person.iter().map(|gap| gap.abs()).sum::<f64>() / 2.0,
        by_person: by_person.into(),
        steps: Err(WHY),
        down_steps: Err(WHY),
        vertical_share: Err(WHY),
        steps_normalised: Err(WHY),
        crossing: crossing.into_iter().collect(),
        crossing_line: crossing_line.into_iter().collect(),
    }
}

fn organicity(reading: Option<(f64, f64)>) -> Organicity {
    const WHY: Undefined = Undefined::TooFewIndicators;
    Organicity {
        confidence: reading.map_or(0.0, |(_, confidence)| confidence),
        flows: reading.map(|(score, _)| score).ok_or(WHY).into(),
        consult: Err(WHY).into(),
        lateral: Err(WHY).into(),
        mutual: Err(WHY).into(),
        loose: Err(WHY).into(),
        enacted: Err(WHY).into(),
        espoused: Err(WHY).into(),
    }
}
