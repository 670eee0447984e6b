//! The stage as numbers: everybody by index, arrows as tables, the chart both ways.

use std::collections::BTreeMap;

use super::cancel::{Cancel, Cancelled};
use super::network::Rows;
use super::sweep::Closeness;
use crate::model::{
    FlowId, FlowKind, LineId, LineKind, Position, PositionId, Stage, Table, Unit, UnitId,
};
use crate::quantity::{Rating, Score};

/// Everybody on a stage by a dense index: `0..seats` are all positions in the order of their
/// identities, and the held ones among them are the people.
pub(super) struct People<'a> {
    /// All positions.
    pub(super) seats: Vec<(PositionId, &'a Position)>,
    /// The indices of the held positions, in order.
    pub(super) held: Vec<usize>,
    /// The place of a seat among the people.
    pub(super) person: Vec<Option<usize>>,
    /// Consult arrows between people: from, to, frequency.
    pub(super) consults: Vec<Arrow>,
    /// Instruct arrows between people.
    pub(super) instructs: Vec<Arrow>,
    /// Inform arrows between people.
    pub(super) informs: Vec<Arrow>,
    /// Arrows of relations of one's own, between people.
    pub(super) relations: Vec<Arrow>,
    /// Lines between seats: who reports, to whom, and which.
    pub(super) lines: Vec<Line>,
    /// The units.
    units: &'a Table<UnitId, Unit>,
}

/// An arrow between two people, by their places among the people.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrow {
    pub(super) id: FlowId,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) weight: f64,
    pub(super) took_up: Option<f64>,
}

/// A reporting line between two seats, by index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) id: LineId,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) solid: bool,
    pub(super) accepts: Option<f64>,
    pub(super) distance: Option<f64>,
}

impl<'a> People<'a> {
    /// Reads a stage. Arrows from, to or between vacant positions are left out: nobody is there
    /// to ask or tell.
    pub(super) fn of(stage: &'a Stage) -> Self {
        let seats: Vec<(PositionId, &Position)> = stage.positions().iter().collect();
        let seat: BTreeMap<PositionId, usize> =
            seats.iter().enumerate().map(|(index, (id, _))| (*id, index)).collect();
        let mut held = Vec::new();
        let mut person = vec![None; seats.len()];
        for (index, (_, position)) in seats.iter().enumerate() {
            if !position.is_vacant() {
                person[index] = Some(held.len());
                held.push(index);
            }
        }
        let lines = stage
            .lines()
            .iter()
            .filter_map(|(id, line)| {
                let (from, to) = (*seat.get(&line.from)?, *seat.get(&line.to)?);
                let solid = line.kind == LineKind::Solid;
                let (accepts, distance) =
                    (line.accepts.map(Rating::get), line.distance.map(Rating::get));
                (from != to).then_some(Line { id, from, to, solid, accepts, distance })
            })
            .collect();
        let mut people = Self {
            seats,
            held,
            person,
            consults: Vec::new(),
            instructs: Vec::new(),
            informs: Vec::new(),
            relations: Vec::new(),
            lines,
            units: stage.units(),
        };
        for (id, flow) in stage.flows().iter() {
            let place = |id: PositionId| people.person[*seat.get(&id)?];
            let (Some(from), Some(to)) = (place(flow.from), place(flow.to)) else { continue };
            let took_up = flow.took_up.map(Score::get);
            let arrow = Arrow { id, from, to, weight: flow.frequency.get(), took_up };
            match (&flow.kind, from == to) {
                (_, true) => {}
                (FlowKind::Consult, _) => people.consults.push(arrow),
                (FlowKind::Instruct, _) => people.instructs.push(arrow),
                (FlowKind::Inform, _) => people.informs.push(arrow),
                (FlowKind::Relation(_), _) => people.relations.push(arrow),
            }
        }
        people
    }

    /// How many people there are.
    pub(super) fn count(&self) -> usize {
        self.held.len()
    }

    /// The identity of a person.
    pub(super) fn id(&self, person: usize) -> PositionId {
        self.seats[self.held[person]].0
    }

    /// The position of a person.
    pub(super) fn position(&self, person: usize) -> &'a Position {
        self.seats[self.held[person]].1
    }

    /// The positions of all people, in order.
    pub(super) fn positions(&self) -> impl Iterator<Item = &'a Position> + '_ {
        self.held.iter().map(|seat| self.seats[*seat].1)
    }

    /// Whether one of two units is the other or contains it.
    pub(super) fn is_one_in_the_other(&self, a: UnitId, b: UnitId) -> bool {
        self.lies_in(a, b) || self.lies_in(b, a)
    }

    fn lies_in(&self, inner: UnitId, outer: UnitId) -> bool {
        let mut at = Some(inner);
        // Units that lie in each other in a circle end the walk.
        for _ in 0..=self.units.len() {
            match at {
                Some(unit) if unit == outer => return true,
                Some(unit) => at = self.units.get(unit).and_then(|unit| unit.parent),
                None => return false,
            }
        }
        false
    }

    /// Harmonic closeness over arrows of all kinds, by person.
    pub(super) fn closeness(&self, cancel: &Cancel) -> Result<Vec<f64>, Cancelled> {
        let arrows = self.talk().chain(&self.relations);
        let pairs = arrows.map(|arrow| (arrow.from as u32, arrow.to as u32));
        let mut near = Vec::new();
        Closeness::new().of(&Rows::undirected(self.count(), pairs), &mut near, cancel)?;
        Ok(near)
    }

    /// Consult, instruct and inform arrows.
    pub(super) fn talk(&self) -> impl Iterator<Item = &Arrow> + Clone {
        self.consults.iter().chain(&self.instructs).chain(&self.informs)
    }
}
