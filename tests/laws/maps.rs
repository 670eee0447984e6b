//! Stages made up from a seed: every kind of record, loops and gaps included.

use std::sync::Arc;

use fulcrum::analysis::{Analysis, Cancel, Question, Settings, analyse};
use fulcrum::model::*;
use fulcrum::quantity::*;

pub(crate) const STAGE: StageId = StageId(1);
/// Three units; the third lies in the second.
const UNITS: [UnitId; 3] = [UnitId(5), UnitId(6), UnitId(7)];

/// Numbers that are the same on every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 16) as usize % sides.max(1)
    }

    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.roll(times) == 0
    }
}

/// What a stage is made of; identities are handed out only when it is drawn.
#[derive(Clone, Default)]
pub(crate) struct Plan {
    pub(crate) positions: Vec<Position>,
    pub(crate) lines: Vec<(usize, usize, LineKind)>,
    pub(crate) flows: Vec<(usize, usize, FlowKind, f64)>,
    pub(crate) routines: Vec<Vec<(usize, Option<u32>, bool)>>,
}

pub(crate) fn domain(name: &str) -> Domain {
    Domain::new(name).unwrap()
}

pub(crate) fn relation(name: &str) -> FlowKind {
    FlowKind::Relation(RelationName::new(name).unwrap())
}

impl Plan {
    /// A plan of up to 14 positions, whose habits differ from seed to seed.
    pub(crate) fn random(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let count = dice.roll(15);
        let mut plan = Self {
            positions: (0..count).map(|at| position(&mut dice, at)).collect(),
            ..Self::default()
        };
        let shape = dice.roll(6);
        for at in 1..count {
            match shape {
                0 => {}
                1 if dice.one_in(2) => {}
                _ => plan.line(at, dice.roll(at), LineKind::Solid),
            }
        }
        if shape >= 4 && count > 1 {
            for _ in 0..dice.roll(4) {
                let kind = if dice.one_in(3) { LineKind::Solid } else { LineKind::Dotted };
                plan.line(dice.roll(count), dice.roll(count), kind);
            }
        }
        if shape == 0 && dice.one_in(2) {
            for position in &mut plan.positions {
                position.level = (!dice.one_in(4)).then(|| dice.roll(4) as i64);
            }
        }
        if count > 1 && !dice.one_in(6) {
            for _ in 0..dice.roll(count * 3) {
                let kind = match dice.roll(9) {
                    0..=3 => FlowKind::Consult,
                    4..=5 => FlowKind::Instruct,
                    6..=7 => FlowKind::Inform,
                    _ => relation("friend"),
                };
                let (from, to) = (dice.roll(count), dice.roll(count));
                if from != to {
                    plan.flows.push((from, to, kind, 1.0 + dice.roll(9) as f64 / 2.0));
                }
            }
        }
        if count > 0 {
            for _ in 0..dice.roll(3) {
                let step = |dice: &mut Dice| (!dice.one_in(2)).then(|| dice.roll(3) as u32);
                let parts =
                    (0..dice.roll(4)).map(|_| (dice.roll(count), step(&mut dice), dice.one_in(2)));
                plan.routines.push(parts.collect());
            }
        }
        plan
    }

    pub(crate) fn line(&mut self, from: usize, to: usize, kind: LineKind) {
        let known = self.lines.iter().any(|(a, b, _)| (*a, *b) == (from, to));
        let solid = self.lines.iter().any(|(a, _, k)| *a == from && *k == LineKind::Solid);
        let kind = if solid { LineKind::Dotted } else { kind };
        if from != to && !known {
            self.lines.push((from, to, kind));
        }
    }

    /// The stage, drawn in the order that `place` gives: position `at` becomes number
    /// `place[at]`.
    pub(crate) fn drawn(&self, place: &[usize]) -> OrgMap {
        let mut map = OrgMap::new("Made up");
        for (number, id) in UNITS.iter().enumerate() {
            let parent = (number == 2).then_some(UNITS[1]);
            let unit = Unit { name: format!("Unit {number}"), parent, ..Unit::default() };
            put(&mut map, &Change::Unit(STAGE, added(*id, unit)));
        }
        // What is said of lines and flows hangs on their ends, in whatever order they are drawn.
        let rate = |a: usize, b: usize| (a * 7 + b * 3) % 11;
        let id = |at: usize| PositionId(10 + place[at] as u64);
        for (at, position) in self.positions.iter().enumerate() {
            put(&mut map, &Change::Position(STAGE, added(id(at), position.clone())));
        }
        let mut next = 100;
        let mut fresh = || {
            next += 1;
            next
        };
        for (from, to, kind) in &self.lines {
            let mut line = Line::new(id(*from), id(*to), *kind);
            let rating = rate(*from, *to);
            line.accepts = Rating::new(1.0 + (rating % 5) as f64).ok().filter(|_| rating < 8);
            line.distance = Rating::new(5.0 - (rating % 5) as f64).ok().filter(|_| rating > 3);
            put(&mut map, &Change::Line(STAGE, added(LineId(fresh()), line)));
        }
        for (from, to, kind, frequency) in &self.flows {
            let mut flow =
                Flow::new(id(*from), id(*to), kind.clone(), Frequency::new(*frequency).unwrap());
            let taken = rate(*to, *from);
            if *kind == FlowKind::Consult && taken < 6 {
                flow.took_up = Score::new(taken as f64 / 10.0).ok();
            }
            put(&mut map, &Change::Flow(STAGE, added(FlowId(fresh()), flow)));
        }
        for parts in &self.routines {
            let part = |(at, step, together): &(usize, Option<u32>, bool)| RoutinePart {
                position: id(*at),
                step: *step,
                together: *together,
                extra: Extra::default(),
            };
            let parts = parts.iter().map(part).collect();
            let routine = Routine { name: "Rounds".into(), parts, extra: Extra::default() };
            put(&mut map, &Change::Routine(STAGE, added(RoutineId(fresh()), routine)));
        }
        map
    }

    pub(crate) fn in_order(&self) -> Vec<usize> {
        (0..self.positions.len()).collect()
    }

    pub(crate) fn question(&self, place: &[usize]) -> Question {
        let map = self.drawn(place);
        Question { stage: map.stage(STAGE).unwrap().clone(), settings: Settings::default() }
    }

    pub(crate) fn analysis(&self) -> Analysis {
        analyse(&self.question(&self.in_order()), &Cancel::never()).unwrap()
    }
}

fn added<K, V>(id: K, record: V) -> Delta<K, V> {
    Delta { id, before: None, after: Some(Arc::new(record)) }
}

fn put(map: &mut OrgMap, change: &Change) {
    map.apply(change).unwrap();
}

fn position(dice: &mut Dice, at: usize) -> Position {
    let mut position = Position::held(format!("P{at}"));
    if dice.one_in(6) {
        position.holders.clear();
    }
    if dice.one_in(8) {
        position.authority = Weight::new(dice.roll(5) as f64).ok();
    }
    let score = |dice: &mut Dice| Score::new(dice.roll(11) as f64 / 10.0).ok();
    if dice.one_in(2) {
        position.explore = score(dice);
    }
    if dice.one_in(3) {
        position.rules = score(dice);
    }
    if dice.one_in(4) {
        position.wants = score(dice);
    }
    if dice.one_in(5) {
        position.pin = score(dice);
    }
    if dice.one_in(2) {
        position.unit = Some(UNITS[dice.roll(3)]);
    }
    for name in ["Law", "Tax", "Art"] {
        if dice.one_in(3) {
            let level = Expertise::new(dice.roll(6) as f64).unwrap();
            position.expertise.insert(domain(name), level);
        }
        if dice.one_in(5) {
            position.rights.insert(domain(name), Right::ALL[dice.roll(4)]);
        }
    }
    for voice in [Voice::Espoused, Voice::Enacted] {
        if dice.one_in(4) {
            let answers = [(); 7].map(|()| (!dice.one_in(3)).then(|| 1 + dice.roll(7) as u8));
            let respondent = format!("R{}", dice.roll(3));
            position.survey.push(SurveyResponse {
                respondent,
                voice,
                answers,
                readiness: [None; 3],
                extra: Extra::default(),
            });
        }
    }
    position
}
