//! The graph that the canvas widget is given: the part of the picture that can be seen, patched
//! by difference in the picture's order. It is thrown away at will; nothing is ever read from it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use eframe::egui::{Pos2, Rect, Shape, Vec2};
use egui_graphs::{
    DisplayEdge, DisplayNode, DrawContext, EdgeProps, Graph, Layout, LayoutState, Node, NodeProps,
};
use petgraph::Directed;
use petgraph::stable_graph::{DefaultIx, EdgeIndex, NodeIndex};
use serde::{Deserialize, Serialize};

use super::paint::{Brush, Transform};
use super::tessellation::AROUND;
use crate::drawing::Palette;
use crate::drawing::picture::{ArcFigure, ArcId, NodeFigure, Picture};
use crate::model::PositionId;
use crate::quantity::MapRect;

/// The widget's graph.
pub(super) type ViewGraph = Graph<NodeLook, ArcLook, Directed, DefaultIx, NodeShape, ArcShape>;

/// A position as the widget holds it.
#[derive(Clone)]
pub(super) struct NodeLook {
    figure: Arc<NodeFigure>,
    palette: Arc<Palette>,
    /// By how much the zoom is multiplied to decide which details are drawn.
    detail: f64,
}

/// A line or flow as the widget holds it.
#[derive(Clone)]
pub(super) struct ArcLook {
    figure: Arc<ArcFigure>,
    palette: Arc<Palette>,
    detail: f64,
}

/// What the widget draws for a position.
#[derive(Clone)]
pub(super) struct NodeShape(NodeLook);

/// What the widget draws for a line or flow.
#[derive(Clone)]
pub(super) struct ArcShape(ArcLook);

impl From<NodeProps<NodeLook>> for NodeShape {
    fn from(props: NodeProps<NodeLook>) -> Self {
        Self(props.payload)
    }
}

impl From<EdgeProps<ArcLook>> for ArcShape {
    fn from(props: EdgeProps<ArcLook>) -> Self {
        Self(props.payload)
    }
}

/// The transform of the present frame; the widget's own pan holds its corner already.
fn transform(ctx: &DrawContext<'_>) -> Transform {
    Transform { origin: ctx.meta.pan.to_pos2(), zoom: ctx.meta.zoom }
}

impl DisplayNode<NodeLook, ArcLook, Directed, DefaultIx> for NodeShape {
    fn closest_boundary_point(&self, dir: Vec2) -> Pos2 {
        let rect = screen_rect(self.0.figure.rect());
        rect.center() + dir.normalized() * rect.size().min_elem() / 2.0
    }

    fn shapes(&mut self, ctx: &DrawContext<'_>) -> Vec<Shape> {
        let clip = ctx.painter.clip_rect();
        let transform = transform(ctx);
        let figure = &self.0.figure;
        if !clip.intersects(transform.rect(figure.rect()).expand(AROUND)) {
            return Vec::new();
        }
        let mut shapes = Vec::new();
        let brush = Brush {
            ctx: ctx.ctx,
            palette: &self.0.palette,
            transform: transform.at(figure.center),
            clip,
            detail: self.0.detail * f64::from(transform.zoom),
        };
        brush.paint(&figure.marks, &mut shapes);
        shapes
    }

    fn update(&mut self, state: &NodeProps<NodeLook>) {
        self.0 = state.payload.clone();
    }

    fn is_inside(&self, pos: Pos2) -> bool {
        screen_rect(self.0.figure.rect()).contains(pos)
    }
}

impl DisplayEdge<NodeLook, ArcLook, Directed, DefaultIx, NodeShape> for ArcShape {
    fn shapes(
        &mut self,
        _start: &Node<NodeLook, ArcLook, Directed, DefaultIx, NodeShape>,
        _end: &Node<NodeLook, ArcLook, Directed, DefaultIx, NodeShape>,
        ctx: &DrawContext<'_>,
    ) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let brush = Brush {
            ctx: ctx.ctx,
            palette: &self.0.palette,
            transform: transform(ctx),
            clip: ctx.painter.clip_rect(),
            detail: self.0.detail * f64::from(ctx.meta.zoom),
        };
        brush.paint(&self.0.figure.marks, &mut shapes);
        shapes
    }

    fn update(&mut self, state: &EdgeProps<ArcLook>) {
        self.0 = state.payload.clone();
    }

    fn is_inside(
        &self,
        _start: &Node<NodeLook, ArcLook, Directed, DefaultIx, NodeShape>,
        _end: &Node<NodeLook, ArcLook, Directed, DefaultIx, NodeShape>,
        _pos: Pos2,
    ) -> bool {
        // Arrows are found by the canvas itself, topmost first.
        false
    }
}

/// Leaves every position where the document put it.
#[derive(Debug, Default)]
pub(super) struct StayPut(NoState);

/// The state of a layout that has none.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct NoState;

impl LayoutState for NoState {}

impl Layout<NoState> for StayPut {
    fn from_state(state: NoState) -> impl Layout<NoState> {
        Self(state)
    }

    fn next<N, E, Ty, Ix, Dn, De>(
        &mut self,
        _graph: &mut Graph<N, E, Ty, Ix, Dn, De>,
        _ui: &eframe::egui::Ui,
    ) where
        N: Clone,
        E: Clone,
        Ty: petgraph::EdgeType,
        Ix: petgraph::graph::IndexType,
        Dn: DisplayNode<N, E, Ty, Ix>,
        De: DisplayEdge<N, E, Ty, Ix, Dn>,
    {
    }

    fn state(&self) -> NoState {
        self.0.clone()
    }
}

/// The widget's graph with the way back to identities.
pub(super) struct Projection {
    graph: ViewGraph,
    nodes: BTreeMap<PositionId, NodeIndex>,
    arcs: BTreeMap<ArcId, EdgeIndex>,
    node_order: Vec<PositionId>,
    arc_order: Vec<ArcId>,
}

impl Default for Projection {
    fn default() -> Self {
        Self {
            graph: ViewGraph::new(),
            nodes: BTreeMap::new(),
            arcs: BTreeMap::new(),
            node_order: Vec::new(),
            arc_order: Vec::new(),
        }
    }
}

impl Projection {
    /// The graph to show.
    pub(super) fn graph(&mut self) -> &mut ViewGraph {
        &mut self.graph
    }

    /// Makes the graph hold what a picture shows within `view`, in the picture's order.
    pub(super) fn sync(
        &mut self,
        picture: &Picture,
        (palette, detail): (&Arc<Palette>, f64),
        view: MapRect,
        focus: Option<&BTreeSet<PositionId>>,
        lifted: Option<&BTreeSet<PositionId>>,
    ) {
        let Seen { nodes, arcs } = Seen::of(picture, view, focus, lifted);
        let node_order: Vec<PositionId> = nodes.iter().map(|node| node.id).collect();
        let arc_order: Vec<ArcId> = arcs.iter().map(|arc| arc.id).collect();
        self.keep(&node_order, &arc_order);
        for figure in nodes {
            self.put_node(figure, palette, detail);
        }
        for figure in arcs {
            self.put_arc(figure, palette, detail);
        }
        self.node_order = node_order;
        self.arc_order = arc_order;
    }

    /// Drops what is not wanted any more; drops everything when what stays and what comes would
    /// not stand in the wanted order, because the widget draws in the order of insertion.
    fn keep(&mut self, nodes: &[PositionId], arcs: &[ArcId]) {
        if !grows(&self.node_order, nodes) || !grows(&self.arc_order, arcs) {
            *self = Self::default();
        }
    }

    fn put_node(&mut self, figure: &Arc<NodeFigure>, palette: &Arc<Palette>, detail: f64) {
        let at = screen_rect(figure.rect()).center();
        let look = NodeLook { figure: Arc::clone(figure), palette: Arc::clone(palette), detail };
        match self.nodes.get(&figure.id) {
            Some(index) => {
                if let Some(node) = self.graph.node_mut(*index) {
                    node.set_location(at);
                    *node.payload_mut() = look;
                }
            }
            None => {
                let index = self.graph.add_node_with_location(look, at);
                self.nodes.insert(figure.id, index);
            }
        }
    }

    fn put_arc(&mut self, figure: &Arc<ArcFigure>, palette: &Arc<Palette>, detail: f64) {
        let look = ArcLook { figure: Arc::clone(figure), palette: Arc::clone(palette), detail };
        let ends = (self.nodes.get(&figure.from), self.nodes.get(&figure.to));
        match (self.arcs.get(&figure.id), ends) {
            (Some(index), _) => {
                if let Some(edge) = self.graph.edge_mut(*index) {
                    *edge.payload_mut() = look;
                }
            }
            (None, (Some(from), Some(to))) => {
                let index = self.graph.add_edge(*from, *to, look);
                self.arcs.insert(figure.id, index);
            }
            // An arc without its ends would have nothing to hang on; the picture draws none.
            (None, _) => {}
        }
    }
}

/// What of a picture is drawn, in the order in which it is.
pub(super) struct Seen<'a> {
    /// Positions.
    pub(super) nodes: Vec<&'a Arc<NodeFigure>>,
    /// Lines and flows, which lie below them.
    pub(super) arcs: Vec<&'a Arc<ArcFigure>>,
}

impl<'a> Seen<'a> {
    /// What lies in a part of the map, with both ends of every line; without what is beyond the
    /// focus, and without what is carried by the hand.
    pub(super) fn of(
        picture: &'a Picture,
        view: MapRect,
        focus: Option<&BTreeSet<PositionId>>,
        lifted: Option<&BTreeSet<PositionId>>,
    ) -> Self {
        let shows = |id: PositionId| {
            focus.is_none_or(|focus| focus.contains(&id))
                && lifted.is_none_or(|lifted| !lifted.contains(&id))
        };
        let mut arcs = picture.arcs_in(view);
        arcs.retain(|arc| shows(arc.from) && shows(arc.to));
        let place = |id: PositionId| picture.nodes.binary_search_by_key(&id, |node| node.id).ok();
        let near = picture.nodes_in(view).into_iter().map(|node| node.id).filter(|id| shows(*id));
        let ends = arcs.iter().flat_map(|arc| [arc.from, arc.to]);
        let mut places: Vec<usize> = near.chain(ends).filter_map(place).collect();
        places.sort_unstable();
        places.dedup();
        Self { nodes: places.into_iter().map(|place| &picture.nodes[place]).collect(), arcs }
    }
}

/// Whether `new` is `old` with something added behind it.
fn grows<T: PartialEq>(old: &[T], new: &[T]) -> bool {
    new.len() >= old.len() && new[..old.len()] == *old
}

fn screen_rect(rect: MapRect) -> Rect {
    Transform::SCREEN.rect(rect)
}
