use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

use foldhash::fast::RandomState;

use super::ranks::{Ranks, Rows};
use super::{FlowId, FlowKind, LineKind, OrgMap, PositionId, Stage, StageId, Subject, UnitId};
use crate::quantity::MapPoint;

/// Something that must hold in every map and does not: what, where, and in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The stage it is in; none when it is about the map as a whole.
    pub stage: Option<StageId>,
    /// The identity of the record, as it is written in a file, such as `f7`.
    pub record: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.record, self.what)
    }
}

/// Everything in a map that breaks a rule; nothing for a sound map.
///
/// The rules: a map has a stage; every identity is below the counter; lines, flows, routines,
/// placements, scenes and rounds of guesses name positions and stages that exist; a guess answers
/// the question of its round; a line or flow joins two
/// different positions; a position has one solid line at the most, one line to any other
/// position, and one flow of a kind to any other position; units nest without a circle; keys are
/// unique within a stage; consult, instruct and inform have a frequency of 1 to 5; places are
/// finite. A reporting loop is *not* a breach: a file may hold one, and the reading reports it.
#[must_use]
pub fn breaches(map: &OrgMap) -> Vec<Breach> {
    let mut found = Sweep { stage: None, next_id: map.next_id(), breaches: Vec::new() };
    if map.first_stage().is_none() {
        found.add("map", "has no stage");
    }
    for (id, stage) in map.stages() {
        found.stage = Some(id);
        found.identity(id, id.0);
        if !stage.record().order.is_none_or(f64::is_finite) {
            found.add(id, "has no place among the stages");
        }
        let ranks = Ranks::of(stage.positions().ids().collect());
        found.positions(stage);
        found.units(stage);
        found.lines(stage, &ranks);
        found.flows(stage, &ranks);
        found.routines_and_placements(stage);
    }
    found.stage = None;
    found.scenes(map);
    found.rounds(map);
    found.breaches
}

struct Sweep {
    stage: Option<StageId>,
    next_id: u64,
    breaches: Vec<Breach>,
}

impl Sweep {
    #[expect(clippy::needless_pass_by_value, reason = "identities are small")]
    fn add(&mut self, record: impl ToString, what: impl Into<String>) {
        let (record, what) = (record.to_string(), what.into());
        self.breaches.push(Breach { stage: self.stage, record, what });
    }

    fn identity(&mut self, record: impl ToString, number: u64) {
        if number >= self.next_id {
            self.add(record, format!("is not below the next identity {}", self.next_id));
        }
    }

    fn position(&mut self, record: impl ToString, stage: &Stage, id: PositionId, verb: &str) {
        self.end(record, stage.positions().contains(id), id, verb);
    }

    fn end(&mut self, record: impl ToString, is_there: bool, id: PositionId, verb: &str) {
        if !is_there {
            self.add(record, format!("{verb} {id}, which does not exist"));
        }
    }

    fn scenes(&mut self, map: &OrgMap) {
        for (id, scene) in map.scenes().iter() {
            self.identity(id, id.0);
            match map.stage(scene.stage) {
                None => self.add(id, format!("shows {}, which does not exist", scene.stage)),
                Some(stage) => {
                    for position in &scene.highlight {
                        self.position(id, stage, *position, "highlights");
                    }
                }
            }
            match scene.subject {
                Subject::Comparison { with, .. } if map.stage(with).is_none() => {
                    self.add(id, format!("compares with {with}, which does not exist"));
                }
                Subject::Guesses(round) if !map.rounds().contains(round) => {
                    self.add(id, format!("shows {round}, which does not exist"));
                }
                _ => {}
            }
        }
    }

    fn rounds(&mut self, map: &OrgMap) {
        for (id, round) in map.rounds().iter() {
            self.identity(id, id.0);
            if map.stage(round.stage).is_none() {
                self.add(id, format!("asks about {}, which does not exist", round.stage));
            }
            if !round.pins.iter().all(|pin| round.question.takes(pin.guess)) {
                self.add(id, "has a guess that does not answer its question");
            }
        }
    }

    fn positions(&mut self, stage: &Stage) {
        let count = stage.positions().len();
        let mut keys = HashMap::with_capacity_and_hasher(count, RandomState::default());
        for (id, position) in stage.positions().iter() {
            self.identity(id, id.0);
            if let Some(key) = &position.key
                && let Some(other) = keys.insert(key.as_str(), id)
            {
                self.add(id, format!("has the key \"{key}\" of {other}"));
            }
            if let Some(unit) = position.unit.filter(|unit| !stage.units().contains(*unit)) {
                self.add(id, format!("belongs to {unit}, which does not exist"));
            }
            for response in &position.survey {
                let outside = |answer: &u8| !(1..=7).contains(answer);
                if response.answers.iter().flatten().any(outside) {
                    self.add(id, "has a survey answer outside of 1 to 7");
                }
            }
        }
    }

    fn units(&mut self, stage: &Stage) {
        for (id, unit) in stage.units().iter() {
            self.identity(id, id.0);
            if let Some(parent) = unit.parent.filter(|parent| !stage.units().contains(*parent)) {
                self.add(id, format!("lies in {parent}, which does not exist"));
            } else if nests_in_itself(stage, id) {
                self.add(id, "lies in itself");
            }
        }
    }

    fn lines(&mut self, stage: &Stage, ranks: &Ranks) {
        let room = RandomState::default;
        let mut pairs = HashSet::with_capacity_and_hasher(stage.lines().len(), room());
        let mut solid = HashSet::with_capacity_and_hasher(stage.lines().len(), room());
        for (id, line) in stage.lines().iter() {
            self.identity(id, id.0);
            self.end(id, ranks.get(line.from).is_some(), line.from, "comes from");
            self.end(id, ranks.get(line.to).is_some(), line.to, "leads to");
            if line.from == line.to {
                self.add(id, format!("joins {} to itself", line.from));
            }
            if !pairs.insert((line.from, line.to)) {
                self.add(id, format!("is a second line from {} to {}", line.from, line.to));
            }
            if line.kind == LineKind::Solid && !solid.insert(line.from) {
                self.add(id, format!("is a second solid line from {}", line.from));
            }
        }
    }

    fn flows(&mut self, stage: &Stage, ranks: &Ranks) {
        let again = if may_repeat(stage, ranks) { repeated(stage, ranks) } else { BTreeSet::new() };
        for (id, flow) in stage.flows().iter() {
            self.identity(id, id.0);
            self.end(id, ranks.get(flow.from).is_some(), flow.from, "comes from");
            self.end(id, ranks.get(flow.to).is_some(), flow.to, "leads to");
            if flow.from == flow.to {
                self.add(id, format!("joins {} to itself", flow.from));
            }
            if again.contains(&id) {
                self.add(
                    id,
                    format!("is a second flow of its kind from {} to {}", flow.from, flow.to),
                );
            }
            let own = matches!(flow.kind, FlowKind::Relation(_));
            if !own && !flow.frequency.is_on_scale() {
                self.add(id, "has a frequency outside of 1 to 5");
            }
        }
    }

    fn routines_and_placements(&mut self, stage: &Stage) {
        for (id, routine) in stage.routines().iter() {
            self.identity(id, id.0);
            for part in &routine.parts {
                self.position(id, stage, part.position, "is carried by");
            }
        }
        for (id, placement) in stage.placements().iter() {
            self.position(format!("place of {id}"), stage, id, "is for");
            let placeable = placement.at.is_none_or(MapPoint::is_placeable);
            if !placeable || !placement.order.is_none_or(f64::is_finite) {
                self.add(format!("place of {id}"), "is not a place on the map");
            }
        }
    }
}

/// Whether a flow may repeat another: it certainly does not where no two have the same ends and
/// kind, all names of relations but the first few, and all who are not there, taken for one.
fn may_repeat(stage: &Stage, ranks: &Ranks) -> bool {
    /// Kinds are told apart by as many numbers.
    const KINDS: usize = 8;
    let nobody = ranks.len();
    if nobody >= u32::MAX as usize / KINDS {
        return true;
    }
    let row = |id: PositionId| ranks.get(id).unwrap_or(nobody) as u32;
    let mut named: Vec<&FlowKind> = FlowKind::STANDARD.iter().collect();
    let mut placed = Vec::with_capacity(stage.flows().len());
    for (_, flow) in stage.flows().iter() {
        let kind = named.iter().position(|kind| **kind == flow.kind).unwrap_or_else(|| {
            named.push(&flow.kind);
            named.len() - 1
        });
        named.truncate(KINDS);
        placed.push((row(flow.from), row(flow.to) * KINDS as u32 + kind.min(KINDS - 1) as u32));
    }
    let rows = Rows::of(nobody + 1, &placed);
    let mut ties = Vec::new();
    (0..=nobody).any(|row| {
        ties.clear();
        ties.extend_from_slice(rows.row(row));
        ties.sort_unstable();
        ties.windows(2).any(|pair| pair[0] == pair[1])
    })
}

/// The flows that repeat an earlier one of their kind between the same two positions.
fn repeated(stage: &Stage, ranks: &Ranks) -> BTreeSet<FlowId> {
    let flows: Vec<_> = stage.flows().iter().collect();
    // Whoever is not there has a row of their own.
    let nobody = ranks.len();
    let row = |id: PositionId| ranks.get(id).unwrap_or(nobody) as u32;
    let placed: Vec<(u32, u32)> =
        flows.iter().enumerate().map(|(at, (_, flow))| (row(flow.from), at as u32)).collect();
    let rows = Rows::of(nobody + 1, &placed);
    let mut found = BTreeSet::new();
    let mut ties = Vec::new();
    for row in 0..=nobody {
        ties.clear();
        ties.extend(rows.row(row).iter().map(|at| {
            let (id, flow) = flows[*at as usize];
            (flow.to, flow.from, &flow.kind, id)
        }));
        ties.sort_unstable();
        let same = ties
            .windows(2)
            .filter(|pair| (pair[0].0, pair[0].1, pair[0].2) == (pair[1].0, pair[1].1, pair[1].2));
        found.extend(same.map(|pair| pair[1].3));
    }
    found
}

fn nests_in_itself(stage: &Stage, id: UnitId) -> bool {
    let mut seen = BTreeSet::from([id]);
    let mut at = stage.units().get(id).and_then(|unit| unit.parent);
    while let Some(parent) = at {
        if !seen.insert(parent) {
            return parent == id;
        }
        at = stage.units().get(parent).and_then(|unit| unit.parent);
    }
    false
}
