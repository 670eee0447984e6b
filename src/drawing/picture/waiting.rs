//! Flows of a map that has too many of them for all to be drawn: nobody could tell them apart, and
//! their courses would take more room than the map. They wait, and those of whom one points at or
//! selects are drawn when one does.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::arc::{ArcSpec, FlowManner, Head, flow_style};
use super::build::View;
use super::curve::Outline;
use super::edge_curve::Bend;
use super::obstacle::Obstacles;
use super::route::Ends;
use super::{ArcFigure, ArcId, NodeFigure, Picture, describe};
use crate::model::{FlowId, FlowKind, PositionId, RelationName, Stage};
use crate::quantity::{MapRect, MapSize};

/// Up to so many flows are drawn at once.
const MOST: usize = 40_000;

/// The flows that wait, by the positions that they begin and end at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Waiting {
    /// By the place of the node: where its flows begin among all; one more for the end.
    begins: Vec<u32>,
    flows: Vec<FlowId>,
    /// The boxes at their other ends of which no figure is made, in the order of their identities.
    far: Vec<(PositionId, Outline)>,
    count: usize,
    manner: FlowManner,
    relations: Vec<RelationName>,
}

/// Whether the flows of a picture wait.
pub(super) fn are_waiting(view: &View) -> bool {
    view.talk.is_none() && (view.part.is_some() || view.stage.flows().len() > MOST)
}

impl Waiting {
    /// The flows of a picture, where they wait.
    pub(super) fn of(view: &View) -> Option<Arc<Self>> {
        if !are_waiting(view) {
            return None;
        }
        let place = |id| view.shown.binary_search_by_key(&id, |(shown, ..)| *shown).ok();
        let drawing = view.input.arrangement;
        let mut far: BTreeMap<PositionId, Outline> = BTreeMap::new();
        let mut ends: Vec<(FlowId, [Option<usize>; 2])> = Vec::new();
        let mut count = 0;
        let all = view.part.is_none();
        for (id, flow) in view.stage.flows().iter().filter(|(_, flow)| flow.from != flow.to) {
            let both = [flow.from, flow.to].map(place);
            count += usize::from(!all || both.iter().all(Option::is_some));
            if both == [None; 2] || (all && both.contains(&None)) {
                continue;
            }
            for (end, _) in [flow.from, flow.to].into_iter().zip(both).filter(|it| it.1.is_none()) {
                far.extend(drawing.rect(end).map(|rect| (end, far_outline(&rect))));
            }
            ends.push((id, both));
        }
        let mut begins = vec![0_u32; view.shown.len() + 2];
        // Counted two places further, so that each count becomes the place to write to.
        ends.iter().flat_map(|(_, both)| both.iter().flatten()).for_each(|at| begins[at + 2] += 1);
        (2..begins.len()).for_each(|at| begins[at] += begins[at - 1]);
        let written = begins.last().map_or(0, |end| *end as usize);
        let mut own = vec![FlowId(0); written];
        for (id, both) in &ends {
            for node in both.iter().flatten() {
                let next = &mut begins[node + 1];
                own[*next as usize] = *id;
                *next += 1;
            }
        }
        begins.pop();
        let (manner, relations) = (view.manner, view.relations.clone());
        let far = far.into_iter().collect();
        Some(Arc::new(Self { begins, flows: own, far, count, manner, relations }))
    }

    /// How that is told beside the picture.
    pub(super) fn words(&self) -> String {
        format!("of {} flows those are drawn that one points at or selects somebody of", self.count)
    }

    fn of_node(&self, node: usize) -> &[FlowId] {
        match (self.begins.get(node), self.begins.get(node + 1)) {
            (Some(from), Some(to)) => &self.flows[*from as usize..*to as usize],
            _ => &[],
        }
    }
}

impl Picture {
    /// The flows that wait and begin or end at a position; none where flows are drawn.
    #[must_use]
    pub fn waiting_flows(&self, id: PositionId) -> &[FlowId] {
        let node = self.nodes.binary_search_by_key(&id, |node| node.id).ok();
        match (&self.waiting, node) {
            (Some(waiting), Some(node)) => waiting.of_node(node),
            _ => &[],
        }
    }

    /// Flows that wait, as they are drawn; without those that the picture does not know.
    #[must_use]
    pub fn waiting_figures(&self, stage: &Stage, flows: &[FlowId]) -> Vec<ArcFigure> {
        let Some(waiting) = &self.waiting else { return Vec::new() };
        let count = self.nodes.len();
        let far = |id: PositionId| waiting.far.binary_search_by_key(&id, |(id, _)| *id).ok();
        let place = |id: PositionId| {
            let own = self.nodes.binary_search_by_key(&id, |node| node.id).ok();
            own.or_else(|| Some(count + far(id)?))
        };
        let end = |at: usize| match self.nodes.get(at) {
            Some(node) => Some((at, outline(node))),
            None => waiting.far.get(at - count).map(|(_, outline)| (at, *outline)),
        };
        let mut pairs: BTreeMap<(usize, usize), Vec<(bool, FlowId)>> = BTreeMap::new();
        for id in flows {
            let Some(flow) = stage.flows().get(*id) else { continue };
            let (Some(from), Some(to)) = (place(flow.from), place(flow.to)) else { continue };
            if from != to {
                let strands = pairs.entry((from.min(to), from.max(to))).or_default();
                strands.push((from > to, *id));
            }
        }
        let anew;
        let obstacles = match self.whereabouts.obstacles() {
            Some(known) => known,
            None => {
                anew = Obstacles::of(&self.outlines());
                &anew
            }
        };
        let mut figures = Vec::new();
        for ((from, to), mut strands) in pairs {
            strands.sort_unstable();
            strands.dedup();
            let (Some(one), Some(other)) = (end(from), end(to)) else { continue };
            let ends = Ends { from: one, to: other };
            // Both ends of every line are drawn.
            let drawn = self.nodes.get(from).zip(self.nodes.get(to));
            let beside_line = drawn.is_some_and(|(node, other)| {
                self.arcs_of(node.id).any(|arc| {
                    let joins = arc.from == other.id || arc.to == other.id;
                    matches!(arc.id, ArcId::Line(_)) && joins
                })
            });
            let (bend, _) = Bend::of(&ends, strands.len(), beside_line, obstacles);
            let paths = bend.courses(&ends, strands.len(), beside_line);
            for ((against, id), mut path) in strands.into_iter().zip(paths) {
                if against {
                    path.reverse();
                }
                figures.extend(waiting.spec(stage, id).map(|spec| spec.figure(path)));
            }
        }
        figures
    }
}

impl Waiting {
    fn spec(&self, stage: &Stage, id: FlowId) -> Option<ArcSpec> {
        let flow = stage.flows().get(id)?;
        let relation = match &flow.kind {
            FlowKind::Relation(name) => self.relations.binary_search(name).unwrap_or(0),
            FlowKind::Consult | FlowKind::Instruct | FlowKind::Inform => 0,
        };
        // They are asked for, and few at a time.
        let relation = u8::try_from(relation).unwrap_or(u8::MAX);
        let manner = FlowManner { relation, faint: false, many: false, ..self.manner };
        let (stroke, head) = flow_style(&flow.kind, flow.frequency.get(), manner);
        Some(ArcSpec {
            id: ArcId::Flow(id),
            from: flow.from,
            to: flow.to,
            stroke,
            head,
            back: Head::None,
            description: describe::flow(stage, flow),
            on_demand: true,
            covered: false,
        })
    }
}

/// The outline of a box of which no figure is made, as of one with square corners.
fn far_outline(rect: &MapRect) -> Outline {
    let size = MapSize { width: rect.width(), height: rect.height() };
    Outline { center: rect.center(), size, corner: 0.0 }
}

fn outline(node: &NodeFigure) -> Outline {
    Outline { center: node.center, size: node.size, corner: node.corner }
}
