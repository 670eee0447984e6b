use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;

use super::Refused;
use super::draft::Draft;
use super::naming::count;
use super::position::{add_line, placeable};
use crate::model::{Flow, FlowId, FlowKind, LineKind, Position, PositionId, Stage, Unit, UnitId};
use crate::quantity::{Frequency, MapPoint};

/// Positions from elsewhere, with the lines and flows among them: what a clipboard holds. The
/// positions are known by their place in the list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fragment {
    /// The positions.
    pub positions: Vec<Newcomer>,
    /// Dotted lines among them, from the one who reports to the superior.
    pub dotted: Vec<(usize, usize)>,
    /// Flows among them.
    pub flows: Vec<(usize, usize, FlowKind, Frequency)>,
}

/// A position that comes in.
#[derive(Debug, Clone, PartialEq)]
pub struct Newcomer {
    /// Everything about it; its unit is not in here, and a key that is taken already is left
    /// out.
    pub position: Position,
    /// The names of the units it lies in, from the outermost one in. Units of these names that
    /// are there are used, others are made.
    pub unit: Vec<String>,
    /// Whom it reports to by the solid line.
    pub superior: Option<Superior>,
    /// Where it stands; placed by the layout when not given.
    pub at: Option<MapPoint>,
}

/// The superior of a position that comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Superior {
    /// One that comes in as well, by its place in the list.
    New(usize),
    /// One that is there.
    There(PositionId),
}

impl Newcomer {
    /// A position of this record that stands on its own.
    #[must_use]
    pub fn new(position: Position) -> Self {
        Self { position, unit: Vec::new(), superior: None, at: None }
    }
}

impl Fragment {
    /// Some positions of a stage, each once, with the lines and flows among them. A superior who
    /// is not among them is kept as the one who is there; a position that is not on the stage is
    /// passed over.
    #[must_use]
    pub fn of(stage: &Stage, ids: &[PositionId]) -> Self {
        let mut seen = BTreeSet::new();
        let there = |id: &&PositionId| stage.positions().contains(**id);
        let ids: Vec<PositionId> =
            ids.iter().filter(there).filter(|id| seen.insert(**id)).copied().collect();
        let places: BTreeMap<PositionId, usize> =
            ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        let mut fragment = Self::default();
        for id in &ids {
            let Some(position) = stage.positions().get(*id) else { continue };
            let unit = position.unit.map(|unit| path_of(stage, unit)).unwrap_or_default();
            let at = stage.placements().get(*id).and_then(|placement| placement.at);
            let position = Position { unit: None, ..position.clone() };
            fragment.positions.push(Newcomer { unit, at, ..Newcomer::new(position) });
        }
        for (_, line) in stage.lines().iter() {
            let (Some(from), to) = (places.get(&line.from), places.get(&line.to)) else { continue };
            match (line.kind, to) {
                (LineKind::Dotted, Some(to)) => fragment.dotted.push((*from, *to)),
                (LineKind::Dotted, None) => {}
                (LineKind::Solid, to) => {
                    let there = Superior::There(line.to);
                    fragment.positions[*from].superior =
                        Some(to.map_or(there, |to| Superior::New(*to)));
                }
            }
        }
        for (_, flow) in stage.flows().iter() {
            if let (Some(from), Some(to)) = (places.get(&flow.from), places.get(&flow.to)) {
                fragment.flows.push((*from, *to, flow.kind.clone(), flow.frequency));
            }
        }
        fragment
    }
}

impl Fragment {
    /// Lets those go whose superior is on another map than the one they come to.
    pub fn forget_those_there(&mut self) {
        for newcomer in &mut self.positions {
            newcomer.superior = newcomer.superior.filter(|to| matches!(to, Superior::New(_)));
        }
    }

    /// Whether the line of this position is the one at which a circle of superiors is cut: that
    /// of its first member.
    #[must_use]
    pub fn closes_loop(&self, number: usize) -> bool {
        let above = |at: usize| match self.positions.get(at)?.superior {
            Some(Superior::New(superior)) => Some(superior),
            _ => None,
        };
        let mut at = above(number);
        for _ in 0..self.positions.len() {
            match at {
                Some(superior) if superior == number => return true,
                // The circle has an earlier member, or is another one.
                Some(superior) if superior < number && self.on_circle(superior) => return false,
                Some(superior) => at = above(superior),
                None => return false,
            }
        }
        false
    }

    fn on_circle(&self, number: usize) -> bool {
        let mut at = Some(number);
        for _ in 0..=self.positions.len() {
            at = at.and_then(|at| match self.positions.get(at)?.superior {
                Some(Superior::New(superior)) => Some(superior),
                _ => None,
            });
            if at == Some(number) {
                return true;
            }
        }
        false
    }
}

/// The names of a unit and of those it lies in, outermost first.
pub(super) fn path_of(stage: &Stage, unit: UnitId) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = Some(unit);
    // A circle of units is a drawing error; a bounded walk ends in it all the same.
    for _ in 0..=stage.units().len() {
        let Some(unit) = at.and_then(|id| stage.units().get(id)) else { break };
        names.push(unit.name.clone());
        at = unit.parent;
    }
    names.reverse();
    names
}

pub(super) fn insert(draft: &mut Draft, fragment: &Fragment) -> Result<String, Refused> {
    let label = format!("Paste {}", count(fragment.positions.len(), "position"));
    let mut made = Vec::new();
    for newcomer in &fragment.positions {
        let unit = unit_of(draft, &newcomer.unit)?;
        let key = newcomer.position.key.clone();
        let taken = |key: &EcoString| draft.stage().is_ok_and(|s| s.position_by_key(key).is_some());
        let key = key.filter(|key| !taken(key));
        let id = draft.make_position(Position { unit, key, ..newcomer.position.clone() })?;
        if let Some(at) = newcomer.at {
            placeable(at)?;
            draft.edit_placement(id, |placement| placement.at = Some(at))?;
        }
        made.push(id);
    }
    let place = |number: usize| {
        let gone = || Refused::new("A line to nobody", "copy the positions again");
        made.get(number).copied().ok_or_else(gone)
    };
    for (number, newcomer) in fragment.positions.iter().enumerate() {
        let superior = match newcomer.superior {
            Some(Superior::New(superior)) => Some(place(superior)?),
            // Whoever was above may be gone by now, or on another map.
            Some(Superior::There(superior)) => draft.position(superior).is_ok().then_some(superior),
            None => None,
        };
        if let Some(superior) = superior.filter(|_| !fragment.closes_loop(number)) {
            add_line(draft, place(number)?, superior, LineKind::Solid)?;
        }
    }
    for (from, to) in &fragment.dotted {
        add_line(draft, place(*from)?, place(*to)?, LineKind::Dotted)?;
    }
    for (from, to, kind, frequency) in &fragment.flows {
        let (from, to) = (place(*from)?, place(*to)?);
        let id = FlowId(draft.identity()?);
        let (kind, frequency) = (kind.clone(), *frequency);
        let flow = Flow::new(from, to, kind, frequency);
        draft.set_flow(id, Some(flow))?;
    }
    Ok(label)
}

/// The unit at the end of a path of names; those that are not there are made.
pub(super) fn unit_of(draft: &mut Draft, names: &[String]) -> Result<Option<UnitId>, Refused> {
    let mut at: Option<UnitId> = None;
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let like = |unit: &Unit| unit.name.trim().to_lowercase() == name.to_lowercase();
        let units = draft.stage()?.units();
        let inside = units.iter().find(|(_, unit)| unit.parent == at && like(unit));
        // A list names a unit without those it lies in.
        let anywhere = || units.iter().find(|(_, unit)| like(unit));
        let alone = names.len() == 1;
        let there = inside.or_else(|| if alone { anywhere() } else { None }).map(|(id, _)| id);
        at = Some(match there {
            Some(id) => id,
            None => {
                let id = UnitId(draft.identity()?);
                let unit = Unit { name: name.into(), parent: at, ..Unit::default() };
                draft.set_unit(id, Some(unit))?;
                id
            }
        });
    }
    Ok(at)
}
