//! One routine at a time: which one is shown, who carries it, and what joins those who do.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::NodeFigure;
use super::beside;
use super::build::View;
use super::curve::{bounds, meets, rounded};
use super::detour::Lanes;
use crate::analysis::{Defined, RoutineClass};
use crate::drawing::{Ink, Mark, Stroke};
use crate::model::{PositionId, Routine, RoutineId};
use crate::quantity::{MapPoint, MapRect};
use crate::wording::Lens;

/// Width of the thread that joins those who carry a routine.
const THREAD: f64 = 7.0;
/// Half the width of the bubble round those who carry it together.
const BUBBLE: f64 = 8.0;
/// The line round the bubble.
const RIM: f64 = 2.6;
/// From a thread or bubble to whoever does not carry the routine.
const CLEARANCE: f64 = 3.0;
/// Among more boxes than this nothing joins them: it would be lost among them, and take long.
const MOST: usize = 160;
/// Radius of the bends.
const BEND: f64 = 10.0;

/// The routines of a stage, and which of them is shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RoutineList {
    /// Those that somebody carries, by class and then by name.
    pub entries: Vec<RoutineEntry>,
    /// The place of the one that is shown.
    pub shown: usize,
}

/// A routine in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct RoutineEntry {
    /// Which.
    pub id: RoutineId,
    /// What it is called.
    pub name: String,
    /// How those who carry it work together.
    pub class: Defined<RoutineClass>,
}

/// The list of routines, in the lens that is about them; nothing without any.
pub(super) fn list(view: &View) -> Option<RoutineList> {
    let analysis = view.input.analysis.filter(|_| view.input.lens == Lens::Leadership)?;
    let entry = |(id, class): (&RoutineId, &Defined<RoutineClass>)| {
        let routine = view.stage.routines().get(*id)?;
        let name = routine.name.trim();
        let name = if name.is_empty() { "Untitled routine" } else { name };
        Some(RoutineEntry { id: *id, name: name.into(), class: *class })
    };
    let mut entries: Vec<RoutineEntry> = analysis.routines.iter().filter_map(entry).collect();
    let rank = |class: &Defined<RoutineClass>| class.map_or(4, order);
    entries.sort_by(|one, other| {
        let by_class = rank(&one.class).cmp(&rank(&other.class));
        by_class.then_with(|| one.name.cmp(&other.name)).then(one.id.cmp(&other.id))
    });
    let wanted = view.input.annotations.routine;
    let chosen = entries.iter().position(|entry| Some(entry.id) == wanted);
    let shown = chosen.or_else(|| telling(view, &entries))?;
    Some(RoutineList { entries, shown })
}

fn order(class: RoutineClass) -> u8 {
    match class {
        RoutineClass::Solo => 0,
        RoutineClass::Collaborated => 1,
        RoutineClass::Collective => 2,
        RoutineClass::Coordinated => 3,
    }
}

/// The routine that is shown when nobody chose one: with the most who lead without being put in
/// charge, of these that of the most people.
fn telling(view: &View, entries: &[RoutineEntry]) -> Option<usize> {
    let emergent = view.input.analysis.and_then(|it| it.leadership.emergent.as_ref().ok());
    let weight = |entry: &RoutineEntry| {
        let routine = view.stage.routines().get(entry.id);
        let parts = routine.map_or(&[][..], |routine| &routine.parts);
        let lead = |id: PositionId| emergent.is_some_and(|emergent| emergent.contains(&id));
        (parts.iter().filter(|part| lead(part.position)).count(), parts.len())
    };
    let numbered = entries.iter().enumerate().map(|(place, entry)| (weight(entry), place));
    numbered.max_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1))).map(|it| it.1)
}

/// The routine that is shown.
pub(super) fn shown<'a>(view: &'a View) -> Option<(&'a Routine, Defined<RoutineClass>)> {
    let entry = &view.routines.as_ref()?;
    let entry = entry.entries.get(entry.shown)?;
    Some((view.stage.routines().get(entry.id)?, entry.class))
}

/// The drawn positions that carry the routine that is shown, each with its first step.
pub(super) fn carriers(view: &View) -> BTreeMap<PositionId, Option<u32>> {
    let mut carriers = BTreeMap::new();
    if let Some((routine, _)) = shown(view) {
        for part in &routine.parts {
            let step = carriers.entry(view.standing_for(part.position)).or_insert(part.step);
            *step = match (*step, part.step) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
    }
    carriers
}

/// What joins those who carry the routine that is shown.
#[derive(Debug, Default)]
pub(super) struct Joined {
    together: bool,
    /// The boxes of those who carry it.
    members: Vec<MapRect>,
    /// The ways between them.
    legs: Vec<Vec<MapPoint>>,
}

/// The ways that join those who carry the routine that is shown; none where there is no free way:
/// their borders alone say it then.
pub(super) fn joined(view: &View, nodes: &[Arc<NodeFigure>]) -> Joined {
    let Some((_, class)) = shown(view).filter(|_| view.part.is_none() && nodes.len() <= MOST)
    else {
        return Joined::default();
    };
    let together = class == Ok(RoutineClass::Collaborated);
    let clearance = Joined::reach_of(together) + CLEARANCE;
    let figures = nodes
        .iter()
        .filter_map(|node| Some(beside::moved(&view.besides.get(&node.id)?.rect, node.center)));
    let boxes = nodes.iter().map(|node| node.rect()).chain(figures).collect();
    let lanes = Lanes::clear_of(boxes, clearance);
    let places = ordered(view, nodes, class == Ok(RoutineClass::Coordinated));
    let legs: Option<Vec<Vec<MapPoint>>> = pairs(nodes, &places, class)
        .into_iter()
        .map(|(from, to)| Some(rounded(&lanes.between(from, to)?, BEND)))
        .collect();
    let Some(legs) = legs else { return Joined::default() };
    let members = places.iter().map(|place| nodes[*place].rect()).collect();
    Joined { together, members, legs }
}

impl Joined {
    /// Whether one of the ways lies across an area.
    pub(super) fn crosses(&self, area: &MapRect) -> bool {
        let area = area.expanded(Self::reach_of(self.together));
        self.legs.iter().any(|leg| meets(leg, &area))
    }

    /// What the ways take on the map; nothing where there are none.
    pub(super) fn bounds(&self) -> Option<MapRect> {
        let ways = self.legs.iter().filter_map(|leg| bounds(leg));
        let all = ways.reduce(|one, other| one.union(&other))?;
        Some(all.expanded(Self::reach_of(self.together)))
    }

    /// How far from its middle a way reaches to both sides.
    fn reach_of(together: bool) -> f64 {
        if together { BUBBLE + RIM } else { THREAD / 2.0 }
    }

    /// Its marks: a bubble that bends inward round others where they work together, else a thread.
    pub(super) fn draw(self, marks: &mut Vec<Mark>) {
        if self.together {
            bubble(&self.members, &self.legs, marks);
            return;
        }
        for leg in self.legs {
            let line = |ink, width| Mark::Path {
                points: leg.clone(),
                closed: false,
                fill: None,
                stroke: Some(Stroke::solid(ink, width)),
            };
            marks.extend([line(Ink::Paper, THREAD + 4.0), line(Ink::Routine, THREAD)]);
        }
    }
}

/// The places of the carriers among the nodes, by step where they work in steps.
fn ordered(view: &View, nodes: &[Arc<NodeFigure>], by_step: bool) -> Vec<usize> {
    let place = |id: &PositionId| nodes.binary_search_by_key(id, |node| node.id).ok();
    let carriers = carriers(view);
    let mut order: Vec<(Option<u32>, usize)> =
        carriers.iter().filter_map(|(id, step)| Some((*step, place(id)?))).collect();
    if by_step {
        order.sort_by_key(|(step, place)| (step.unwrap_or(u32::MAX), *place));
    }
    order.into_iter().map(|(_, place)| place).collect()
}

/// Who is joined to whom: those in steps one after the other, others each to the nearest that is
/// joined already (Prim 1957).
fn pairs(
    nodes: &[Arc<NodeFigure>],
    places: &[usize],
    class: Defined<RoutineClass>,
) -> Vec<(usize, usize)> {
    if class == Ok(RoutineClass::Coordinated) {
        return places.windows(2).map(|pair| (pair[0], pair[1])).collect();
    }
    let mut pairs = Vec::new();
    let Some((first, rest)) = places.split_first() else { return pairs };
    let (mut joined, mut left) = (vec![*first], rest.to_vec());
    let far = |one: usize, other: usize| nodes[one].center.distance(nodes[other].center);
    while !left.is_empty() {
        let ways = left
            .iter()
            .enumerate()
            .flat_map(|(at, to)| joined.iter().map(move |from| (far(*from, *to), at, *from)));
        let nearest = ways.min_by(|one, other| one.0.total_cmp(&other.0));
        let Some((_, at, from)) = nearest else { break };
        let to = left.remove(at);
        pairs.push((from, to));
        joined.push(to);
    }
    pairs
}

/// The union of the members' boxes and the ways between them, drawn twice: first its rim, then
/// its inside.
fn bubble(members: &[MapRect], legs: &[Vec<MapPoint>], marks: &mut Vec<Mark>) {
    for (room, ink) in [(BUBBLE + RIM, Ink::Routine), (BUBBLE, Ink::RoutineFill)] {
        for leg in legs {
            marks.push(Mark::Path {
                points: leg.clone(),
                closed: false,
                fill: None,
                stroke: Some(Stroke::solid(ink, room * 2.0)),
            });
        }
        for rect in members {
            let rect = rect.expanded(room * 0.75);
            marks.push(Mark::Box { rect, corner: room + 4.0, fill: Some(ink), stroke: None });
        }
    }
}
