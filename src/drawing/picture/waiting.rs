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

/// Up to so many flows are drawn at once.
const MOST: usize = 40_000;

/// The flows that wait, by the positions that they begin and end at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Waiting {
    /// By the place of the node: where its flows begin among all; one more for the end.
    begins: Vec<u32>,
    flows: Vec<FlowId>,
    count: usize,
    manner: FlowManner,
    relations: Vec<RelationName>,
}

/// Whether the flows of a picture wait.
pub(super) fn are_waiting(view: &View) -> bool {
    view.talk.is_none() && view.stage.flows().len() > MOST
}

impl Waiting {
    /// The flows of a picture, where they wait.
    pub(super) fn of(view: &View) -> Option<Arc<Self>> {
        if !are_waiting(view) {
            return None;
        }
        let place = |id| view.shown.binary_search_by_key(&id, |(shown, ..)| *shown).ok();
        let both = |from, to| Some((place(from)?, place(to)?));
        let flows = view.stage.flows().iter();
        let ends: Vec<(FlowId, usize, usize)> = flows
            .filter_map(|(id, flow)| both(flow.from, flow.to).map(|(from, to)| (id, from, to)))
            .filter(|(_, from, to)| from != to)
            .collect();
        let mut begins = vec![0_u32; view.shown.len() + 2];
        // Counted two places further, so that each count becomes the place to write to.
        for (_, from, to) in &ends {
            begins[from + 2] += 1;
            begins[to + 2] += 1;
        }
        (2..begins.len()).for_each(|at| begins[at] += begins[at - 1]);
        let mut own = vec![FlowId(0); 2 * ends.len()];
        for (id, from, to) in &ends {
            for node in [from, to] {
                let next = &mut begins[node + 1];
                own[*next as usize] = *id;
                *next += 1;
            }
        }
        begins.pop();
        let (manner, relations) = (view.manner, view.relations.clone());
        Some(Arc::new(Self { begins, flows: own, count: ends.len(), manner, relations }))
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
        let place = |id: PositionId| self.nodes.binary_search_by_key(&id, |node| node.id).ok();
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
            let ends = Ends {
                from: (from, outline(&self.nodes[from])),
                to: (to, outline(&self.nodes[to])),
            };
            let other = self.nodes[to].id;
            let beside_line = self.arcs_of(self.nodes[from].id).any(|arc| {
                matches!(arc.id, ArcId::Line(_)) && (arc.from == other || arc.to == other)
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

fn outline(node: &NodeFigure) -> Outline {
    Outline { center: node.center, size: node.size, corner: node.corner }
}
