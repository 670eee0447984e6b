//! The stage as numbers: everybody by index, arrows as tables, the chart both ways.

use super::cancel::{Cancel, Cancelled};
use super::network::Rows;
use super::sweep::Closeness;
use crate::model::{
    Change, Delta, Flow, FlowId, FlowKind, LineId, LineKind, Position, PositionId, Stage, Table,
    Unit, UnitId,
};
use crate::quantity::{Rating, Score};

/// Everybody on a stage by a dense index: `0..seats` are all positions in the order of their
/// identities, and the held ones among them are the people.
#[derive(Clone)]
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
    /// How far those who ask take up what is said, by the flow along which they ask, where it is
    /// known.
    took_up: Vec<(FlowId, Score)>,
    /// Lines between seats: who reports, to whom, and which.
    pub(super) lines: Vec<Line>,
    /// The index of each position, where identities lie near each other: from the first on.
    index: Option<std::sync::Arc<[u32]>>,
    /// The units.
    units: &'a Table<UnitId, Unit>,
    /// The unit of every seat, side by side where everybody is read.
    unit_of: Vec<Option<UnitId>>,
    /// Whether it is known that no unit lies in another.
    flat: bool,
}

/// What is kept of everybody from one stage to the next: all but what lies in the stage itself.
#[derive(Debug, Default)]
pub(super) struct KeptPeople {
    held: Vec<usize>,
    person: Vec<Option<usize>>,
    consults: Vec<Arrow>,
    instructs: Vec<Arrow>,
    informs: Vec<Arrow>,
    relations: Vec<Arrow>,
    took_up: Vec<(FlowId, Score)>,
    lines: Vec<Line>,
    index: Option<std::sync::Arc<[u32]>>,
}

impl KeptPeople {
    /// Everybody on a stage that has the same positions, held and vacant as they were.
    pub(super) fn on(self, stage: &Stage) -> People<'_> {
        People {
            seats: stage.positions().iter().collect(),
            units: stage.units(),
            held: self.held,
            person: self.person,
            consults: self.consults,
            instructs: self.instructs,
            informs: self.informs,
            relations: self.relations,
            took_up: self.took_up,
            lines: self.lines,
            index: self.index,
            unit_of: Vec::new(),
            flat: false,
        }
    }
}

/// What a patch has touched besides flows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Touched {
    pub(super) lines: bool,
    pub(super) positions: bool,
}

/// An arrow between two people, by their places among the people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Arrow {
    pub(super) id: FlowId,
    from: u32,
    to: u32,
    pub(super) weight: f64,
}

impl Arrow {
    /// A flow; `place` finds who holds a position.
    pub(super) fn of(
        id: FlowId,
        flow: &Flow,
        place: impl Fn(PositionId) -> Option<usize>,
    ) -> Option<Self> {
        let (from, to) = (place(flow.from)?, place(flow.to)?);
        let (from, to, weight) = (from as u32, to as u32, flow.frequency.get());
        (from != to).then_some(Self { id, from, to, weight })
    }

    /// Who starts it.
    pub(super) fn from(&self) -> usize {
        self.from as usize
    }

    /// Who is asked or told.
    pub(super) fn to(&self) -> usize {
        self.to as usize
    }

    /// Both, as numbers of a network.
    pub(super) fn pair(&self) -> (u32, u32) {
        (self.from, self.to)
    }
}

/// In place of somebody's number.
const NOBODY: u32 = u32::MAX;

/// A reporting line between two seats, by index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    pub(super) id: LineId,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) solid: bool,
    pub(super) accepts: Option<Rating>,
    pub(super) distance: Option<Rating>,
}

impl<'a> People<'a> {
    /// Reads a stage. Arrows from, to or between vacant positions are left out: nobody is there
    /// to ask or tell.
    pub(super) fn of(stage: &'a Stage) -> Self {
        let seats: Vec<(PositionId, &Position)> = stage.positions().iter().collect();
        let mut held = Vec::with_capacity(seats.len());
        let mut person = vec![None; seats.len()];
        let mut unit_of = Vec::with_capacity(seats.len());
        for (index, (_, position)) in seats.iter().enumerate() {
            unit_of.push(position.unit);
            if !position.is_vacant() {
                person[index] = Some(held.len());
                held.push(index);
            }
        }
        let mut people = Self {
            seats,
            held,
            person,
            consults: Vec::new(),
            instructs: Vec::new(),
            informs: Vec::new(),
            relations: Vec::new(),
            took_up: Vec::new(),
            lines: Vec::new(),
            index: None,
            units: stage.units(),
            unit_of,
            flat: stage.units().iter().all(|(_, unit)| unit.parent.is_none()),
        };
        people.index = near_identities(&people.seats);
        let lines = stage.lines().iter();
        people.lines = lines.filter_map(|(id, line)| people.line(id, line)).collect();
        // Where identities lie near each other, one look tells who somebody is.
        let person: Option<Vec<u32>> = people.index.as_deref().map(|index| {
            let of = |seat: &u32| people.person.get(*seat as usize).copied().flatten();
            index.iter().map(|seat| of(seat).map_or(NOBODY, |person| person as u32)).collect()
        });
        let first = people.seats.first().map_or(0, |(id, _)| id.0);
        stage.flows().iter().for_each(|(id, flow)| {
            let arrow = match &person {
                Some(person) => {
                    let place = |id: PositionId| {
                        let near = usize::try_from(id.0.checked_sub(first)?).ok()?;
                        person.get(near).filter(|it| **it != NOBODY).map(|it| *it as usize)
                    };
                    Arrow::of(id, flow, place)
                }
                None => people.arrow(id, flow),
            };
            if let Some(arrow) = arrow {
                people.took_up.extend(flow.took_up.map(|part| (id, part)));
                let arrows = people.arrows(&flow.kind);
                if arrows.capacity() == 0 {
                    // None is moved while they become more, and no page is touched in vain.
                    arrows.reserve_exact(stage.flows().len());
                }
                arrows.push(arrow);
            }
        });
        people.fit();
        people
    }

    /// Gives back the memory of arrows and lines that are not there.
    fn fit(&mut self) {
        let Self { consults, instructs, informs, relations, took_up, .. } = self;
        took_up.shrink_to_fit();
        self.lines.shrink_to_fit();
        [consults, instructs, informs, relations].into_iter().for_each(Vec::shrink_to_fit);
    }

    /// The same after changes to flows, to lines between the same ends or others, and to what is
    /// known of positions. Nothing where somebody comes or goes: then everybody has another index.
    pub(super) fn patched<'b>(&'b self, changes: &'b [Change]) -> Option<(People<'b>, Touched)> {
        let mut people: People<'b> = self.clone();
        let mut touched = Touched::default();
        for change in changes {
            match change {
                Change::Flow(_, delta) => people.patch_flow(delta)?,
                Change::Line(_, delta) => {
                    touched.lines = true;
                    people.lines.retain(|line| line.id != delta.id);
                    let line = delta.after.as_deref();
                    let line = line.map(|line| people.line(delta.id, line));
                    people.lines.extend(line.flatten());
                    people.lines.sort_by_key(|line| line.id);
                }
                Change::Position(_, delta) => {
                    touched.positions = true;
                    let (before, after) = (delta.before.as_deref()?, delta.after.as_deref()?);
                    let seat = people.seat(delta.id)?;
                    (before.is_vacant() == after.is_vacant()).then_some(())?;
                    people.seats[seat].1 = after;
                    people.unit_of.clear();
                }
                _ => return None,
            }
        }
        Some((people, touched))
    }

    /// What is kept for the next stage.
    pub(super) fn let_go(self) -> KeptPeople {
        KeptPeople {
            held: self.held,
            person: self.person,
            consults: self.consults,
            instructs: self.instructs,
            informs: self.informs,
            relations: self.relations,
            took_up: self.took_up,
            lines: self.lines,
            index: self.index,
        }
    }

    /// Puts a line in the place of another, takes it out, or puts it in.
    pub(super) fn put_line(&mut self, id: LineId, line: Option<&crate::model::Line>) {
        let line = line.and_then(|line| self.line(id, line));
        match (self.lines.binary_search_by_key(&id, |line| line.id), line) {
            (Ok(at), Some(line)) => self.lines[at] = line,
            (Ok(at), None) => drop(self.lines.remove(at)),
            (Err(at), Some(line)) => self.lines.insert(at, line),
            (Err(_), None) => {}
        }
    }

    /// How far the one who asks takes up what is said along an arrow, where it is known.
    pub(super) fn took_up(&self, arrow: &Arrow) -> Option<f64> {
        let place = self.took_up.binary_search_by_key(&arrow.id, |(id, _)| *id).ok()?;
        Some(self.took_up[place].1.get())
    }

    /// Puts down what is known of it for a flow as it is now.
    pub(super) fn put_took_up(&mut self, id: FlowId, flow: Option<&Flow>) {
        let part = flow.and_then(|flow| flow.took_up);
        match (self.took_up.binary_search_by_key(&id, |(id, _)| *id), part) {
            (Ok(at), Some(part)) => self.took_up[at].1 = part,
            (Ok(at), None) => drop(self.took_up.remove(at)),
            (Err(at), Some(part)) => self.took_up.insert(at, (id, part)),
            (Err(_), None) => {}
        }
    }

    fn patch_flow(&mut self, delta: &Delta<FlowId, Flow>) -> Option<()> {
        if let Some(before) = delta.before.as_deref() {
            self.arrows(&before.kind).retain(|arrow| arrow.id != delta.id);
        }
        let after = delta.after.as_deref();
        self.put_took_up(delta.id, after);
        if let Some((flow, arrow)) = after.and_then(|it| Some((it, self.arrow(delta.id, it)?))) {
            let arrows = self.arrows(&flow.kind);
            let place = arrows.partition_point(|other| other.id < arrow.id);
            arrows.insert(place, arrow);
        }
        Some(())
    }

    pub(super) fn arrows(&mut self, kind: &FlowKind) -> &mut Vec<Arrow> {
        match kind {
            FlowKind::Consult => &mut self.consults,
            FlowKind::Instruct => &mut self.instructs,
            FlowKind::Inform => &mut self.informs,
            FlowKind::Relation(_) => &mut self.relations,
        }
    }

    /// The index of a position.
    pub(super) fn seat(&self, id: PositionId) -> Option<usize> {
        if let Some(index) = &self.index {
            let place = id.0.checked_sub(self.seats.first()?.0.0)?;
            let seat = *index.get(usize::try_from(place).ok()?)? as usize;
            return (seat < self.seats.len()).then_some(seat);
        }
        self.seats.binary_search_by_key(&id, |(id, _)| *id).ok()
    }

    /// A flow as an arrow; nothing where an end is vacant, or both are the same.
    pub(super) fn arrow(&self, id: FlowId, flow: &Flow) -> Option<Arrow> {
        Arrow::of(id, flow, |id| self.person[self.seat(id)?])
    }

    pub(super) fn line(&self, id: LineId, line: &crate::model::Line) -> Option<Line> {
        let (from, to) = (self.seat(line.from)?, self.seat(line.to)?);
        let solid = line.kind == LineKind::Solid;
        let (accepts, distance) = (line.accepts, line.distance);
        (from != to).then_some(Line { id, from, to, solid, accepts, distance })
    }

    /// The same, without the memory of their arrows.
    pub(super) fn without_talk(self) -> Self {
        let (consults, instructs, informs, relations) = Default::default();
        Self { consults, instructs, informs, relations, ..self }
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

    /// The unit of a person.
    pub(super) fn unit(&self, person: usize) -> Option<UnitId> {
        let side_by_side = self.unit_of.get(self.held[person]);
        side_by_side.map_or_else(|| self.position(person).unit, |unit| *unit)
    }

    /// Whether one of two units is the other or contains it.
    pub(super) fn is_one_in_the_other(&self, a: UnitId, b: UnitId) -> bool {
        self.lies_in(a, b) || self.lies_in(b, a)
    }

    fn lies_in(&self, inner: UnitId, outer: UnitId) -> bool {
        if inner == outer || self.flat {
            return inner == outer;
        }
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
        let pairs = arrows.map(Arrow::pair);
        let mut near = Vec::new();
        Closeness::new().of(&Rows::undirected(self.count(), pairs), &mut near, cancel)?;
        Ok(near)
    }

    /// Consult, instruct and inform arrows.
    pub(super) fn talk(&self) -> impl Iterator<Item = &Arrow> + Clone {
        self.consults.iter().chain(&self.instructs).chain(&self.informs)
    }
}

/// The index of each identity from the first on, `u32::MAX` for those that are not there; nothing
/// where that would take much more room than there are positions.
fn near_identities(seats: &[(PositionId, &Position)]) -> Option<std::sync::Arc<[u32]>> {
    let (first, last) = (seats.first()?.0.0, seats.last()?.0.0);
    let room = usize::try_from(last - first).ok()?.checked_add(1)?;
    if room / 8 > seats.len() {
        return None;
    }
    let mut index = vec![u32::MAX; room];
    for (seat, (id, _)) in seats.iter().enumerate() {
        index[(id.0 - first) as usize] = seat as u32;
    }
    Some(index.into())
}
