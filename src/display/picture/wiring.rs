//! Which arcs there are, which of them run side by side, and which must be routed again when a
//! position moves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::arc::{ArcSpec, Head, flow_style, line_stroke};
use super::build::View;
use super::curve::Outline;
use super::obstacle::Obstacles;
use super::route::{self, Ends};
use super::{ArcFigure, ArcId, describe};
use crate::model::{FlowKind, LineKind, PositionId};
use crate::quantity::{MapPoint, MapRect};

/// All arcs of a picture, without their courses.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Wiring {
    /// By the place of the arc in the picture.
    specs: Arc<Vec<ArcSpec>>,
    bundles: Vec<Bundle>,
}

/// Arcs between the same two positions that are routed together.
#[derive(Debug, Clone, PartialEq)]
struct Bundle {
    /// The places of the two positions among the nodes.
    ends: (usize, usize),
    course: Course,
    /// Where another box could change the courses.
    region: MapRect,
}

#[derive(Debug, Clone, PartialEq)]
enum Course {
    /// One reporting line, from the report to its superior.
    Line { arc: usize, dotted: bool },
    /// Flows side by side: each with whether it runs against the direction of the bundle.
    Flows { arcs: Vec<(usize, bool)>, beside_line: bool },
}

type Pair = (usize, usize);

impl Wiring {
    /// The arcs of a stage, routed round the outlines of its positions.
    pub(super) fn of(
        view: &View,
        outlines: &[Outline],
        obstacles: &Obstacles,
    ) -> (Self, Vec<Arc<ArcFigure>>) {
        let mut specs = Vec::new();
        let mut bundles = Vec::new();
        let lined = add_lines(view, &mut specs, &mut bundles);
        add_flows(view, &lined, &mut specs, &mut bundles);
        let blank = ArcFigure {
            id: ArcId::Line(crate::model::LineId(0)),
            from: PositionId(0),
            to: PositionId(0),
            path: Vec::new(),
            marks: Vec::new(),
            description: String::new(),
        };
        let mut arcs = vec![Arc::new(blank); specs.len()];
        let mut wiring = Self { specs: Arc::new(specs), bundles };
        for bundle in &mut wiring.bundles {
            bundle.route(&wiring.specs, &mut arcs, outlines, obstacles);
        }
        (wiring, arcs)
    }

    /// Routes again what moved positions touch: their own arcs, and those that could run through
    /// a region which a box left or entered.
    pub(super) fn reroute(
        &mut self,
        arcs: &mut [Arc<ArcFigure>],
        outlines: &[Outline],
        obstacles: &Obstacles,
        moved: &[usize],
        regions: &[MapRect],
    ) {
        for bundle in &mut self.bundles {
            let attached =
                [bundle.ends.0, bundle.ends.1].iter().any(|end| moved.binary_search(end).is_ok());
            if attached || regions.iter().any(|region| region.overlaps(&bundle.region)) {
                bundle.route(&self.specs, arcs, outlines, obstacles);
            }
        }
    }
}

impl Bundle {
    fn route(
        &mut self,
        specs: &[ArcSpec],
        arcs: &mut [Arc<ArcFigure>],
        outlines: &[Outline],
        obstacles: &Obstacles,
    ) {
        let (from, to) = self.ends;
        let ends = Ends { from: (from, outlines[from]), to: (to, outlines[to]) };
        let mut put = |arc: usize, path: Vec<MapPoint>| {
            arcs[arc] = Arc::new(specs[arc].figure(path));
        };
        match &self.course {
            Course::Line { arc, dotted } => {
                let (path, region) = route::line(&ends, *dotted, obstacles);
                self.region = region;
                put(*arc, path);
            }
            Course::Flows { arcs: strands, beside_line } => {
                let (paths, region) = route::flows(&ends, strands.len(), *beside_line, obstacles);
                self.region = region;
                for ((arc, against), mut path) in strands.iter().zip(paths) {
                    if *against {
                        path.reverse();
                    }
                    put(*arc, path);
                }
            }
        }
    }
}

/// Adds the reporting lines; gives the pairs that a solid line joins.
fn add_lines(view: &View, specs: &mut Vec<ArcSpec>, bundles: &mut Vec<Bundle>) -> BTreeSet<Pair> {
    let mut lined = BTreeSet::new();
    let mut drawn = BTreeSet::new();
    for (id, line) in view.stage.lines().iter() {
        let Some((from, to)) = ends(view, line.from, line.to) else { continue };
        let dotted = line.kind == LineKind::Dotted;
        if !drawn.insert((from.0, to.0, dotted)) {
            continue;
        }
        if !dotted {
            lined.insert((from.0.min(to.0), from.0.max(to.0)));
        }
        bundles.push(Bundle {
            ends: (from.0, to.0),
            course: Course::Line { arc: specs.len(), dotted },
            region: MapRect::default(),
        });
        specs.push(ArcSpec {
            id: ArcId::Line(id),
            from: from.1,
            to: to.1,
            stroke: line_stroke(line.kind),
            head: Head::None,
            description: describe::line(view.stage, line),
        });
    }
    lined
}

/// Adds the flows, those of lesser weight lowest, and bundles them by pair.
fn add_flows(
    view: &View,
    lined: &BTreeSet<Pair>,
    specs: &mut Vec<ArcSpec>,
    bundles: &mut Vec<Bundle>,
) {
    let mut flows: Vec<_> = view.stage.flows().iter().collect();
    flows.sort_by_key(|(id, flow)| (layer(&flow.kind), *id));
    let mut strands: BTreeMap<Pair, Vec<_>> = BTreeMap::new();
    for (id, flow) in flows {
        let Some((from, to)) = ends(view, flow.from, flow.to) else { continue };
        let (stroke, head) = flow_style(&flow.kind, flow.frequency.get(), view.manner);
        let pair = (from.0.min(to.0), from.0.max(to.0));
        let against = from.0 > to.0;
        // Those of one direction keep to one side.
        strands.entry(pair).or_default().push((against, specs.len()));
        specs.push(ArcSpec {
            id: ArcId::Flow(id),
            from: from.1,
            to: to.1,
            stroke,
            head,
            description: describe::flow(view.stage, flow),
        });
    }
    for (pair, mut arcs) in strands {
        arcs.sort_unstable();
        bundles.push(Bundle {
            ends: pair,
            course: Course::Flows {
                arcs: arcs.into_iter().map(|(against, arc)| (arc, against)).collect(),
                beside_line: lined.contains(&pair),
            },
            region: MapRect::default(),
        });
    }
}

/// The lowest layer first.
fn layer(kind: &FlowKind) -> u8 {
    match kind {
        FlowKind::Relation(_) => 0,
        FlowKind::Inform => 1,
        FlowKind::Consult => 2,
        FlowKind::Instruct => 3,
    }
}

/// The two drawn ends, each with its place among the nodes; nothing when an end is not drawn or
/// both are folded into one.
fn ends(
    view: &View,
    from: PositionId,
    to: PositionId,
) -> Option<((usize, PositionId), (usize, PositionId))> {
    let place = |id: PositionId| {
        let id = view.standing_for(id);
        let index = view.shown.binary_search_by_key(&id, |(shown, ..)| *shown).ok()?;
        Some((index, id))
    };
    let (from, to) = (place(from)?, place(to)?);
    (from.0 != to.0).then_some((from, to))
}
