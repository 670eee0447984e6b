//! Which arcs there are, which of them run side by side, and which must be routed again when a
//! position moves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::arc::{ArcSpec, Head, flow_style};
use super::build::View;
use super::curve::Outline;
use super::edge_curve::{self, Bend, Port};
use super::leading::{leading_head, leading_stroke};
use super::obstacle::Obstacles;
use super::route::{self, Ends};
use super::talk::{KEPT, Talk};
use super::waiting::are_waiting;
use super::{ArcFigure, ArcId, describe, detour, flow_route, river};
use crate::drawing::Stroke;
use crate::layout::Courses;
use crate::model::{ChartForm, FlowKind, LineKind, PositionId};
use crate::quantity::{MapPoint, MapRect};
use crate::wording::Lens;

/// All arcs of a picture, without their courses.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct EdgeRouting {
    /// By the place of the arc in the picture.
    specs: Arc<Vec<ArcSpec>>,
    bundles: Vec<Bundle>,
    /// Each end of every bundle, by the place of the node: the places of the bundles.
    ends: Arc<Vec<(u32, u32)>>,
    form: ChartForm,
    /// The ways that the layout kept free for reporting lines, by the report.
    planned: Planned,
}

type Planned = Arc<Courses>;

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
    Flows {
        arcs: Vec<(usize, bool)>,
        beside_line: bool,
        bend: Bend,
        /// The way round other boxes, where every curve runs behind some.
        around: Option<Vec<MapPoint>>,
    },
}

type Pair = (usize, usize);

/// Where one end of a bundle meets a box: the port, the place of the bundle, and whether it is
/// the far end.
type Meeting = (Port, usize, bool);

impl EdgeRouting {
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
        let mut arcs =
            specs.iter().map(|spec| Arc::new(spec.figure(Vec::new()))).collect::<Vec<_>>();
        let form = view.stage.record().chart;
        let planned = Arc::clone(&view.input.arrangement.courses);
        let numbered = (0..).zip(&bundles);
        let mut ends: Vec<(u32, u32)> = numbered
            .flat_map(|(number, bundle)| {
                let (from, to) = bundle.ends;
                [(from as u32, number), (to as u32, number)]
            })
            .collect();
        ends.sort_unstable();
        let (specs, ends) = (Arc::new(specs), Arc::new(ends));
        let mut edge_routing = Self { specs, bundles, ends, form, planned };
        let all: Vec<usize> = (0..edge_routing.bundles.len()).collect();
        edge_routing.route(&all, &mut arcs, outlines, obstacles);
        (edge_routing, arcs)
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
        let touched: Vec<usize> = self
            .bundles
            .iter()
            .enumerate()
            .filter(|(_, bundle)| {
                let attached = |end| moved.binary_search(&end).is_ok();
                attached(bundle.ends.0)
                    || attached(bundle.ends.1)
                    || regions.iter().any(|region| region.overlaps(&bundle.region))
            })
            .map(|(index, _)| index)
            .collect();
        self.route(&touched, arcs, outlines, obstacles);
    }

    /// The arcs of moved positions and no others, while the hand carries them: what joins two that
    /// were moved alike goes with them, and what leads to others takes the plainest way, through
    /// boxes if need be, until the hand lets go. None where they are too many to be drawn for every
    /// step of the hand.
    pub(super) fn carried(
        &self,
        arcs: &[Arc<ArcFigure>],
        outlines: &[Outline],
        moved: &BTreeMap<usize, (f64, f64)>,
    ) -> Vec<Arc<ArcFigure>> {
        /// So many pairs of positions are joined.
        const MOST: usize = 200;
        let mut touched = BTreeSet::new();
        for node in moved.keys() {
            let of = |end: &(u32, u32)| end.0 as usize;
            let from = self.ends.partition_point(|end| of(end) < *node);
            let own = self.ends[from..].iter().take_while(|end| of(end) == *node);
            touched.extend(own.map(|(_, bundle)| *bundle as usize).take(MOST + 1));
            if touched.len() > MOST {
                return Vec::new();
            }
        }
        let nothing = Obstacles::of(&[]);
        let mut carried = Vec::new();
        for place in touched {
            let known = &self.bundles[place];
            let by = |end: usize| moved.get(&end).copied();
            let courses = match (by(known.ends.0), by(known.ends.1)) {
                (Some(one), Some(other)) if are_alike(one, other) => known.shifted(arcs, one),
                _ => {
                    let mut bundle = known.clone();
                    bundle.bend(outlines, &nothing);
                    let chart = (self.form, &self.planned);
                    bundle.courses(&self.specs, chart, outlines, &nothing)
                }
            };
            let figures = courses.into_iter().map(|(arc, path)| self.specs[arc].figure(path));
            carried.extend(figures.map(Arc::new));
        }
        carried
    }

    /// Routes these bundles, and those that make room for them where they meet a box.
    fn route(
        &mut self,
        touched: &[usize],
        arcs: &mut [Arc<ArcFigure>],
        outlines: &[Outline],
        obstacles: &Obstacles,
    ) {
        let before = self.bends();
        for index in touched {
            self.bundles[*index].bend(outlines, obstacles);
        }
        // Only where a touched bundle ends can others have to make room or get it back.
        let mut busy = vec![false; outlines.len()];
        for index in touched {
            let (from, to) = self.bundles[*index].ends;
            busy[from] = true;
            busy[to] = true;
        }
        self.share_sides(outlines, &busy);
        let mut redrawn = vec![false; self.bundles.len()];
        for index in touched {
            redrawn[*index] = true;
        }
        for (index, bend) in self.bends().into_iter().enumerate() {
            if redrawn[index] || bend != before[index] {
                let chart = (self.form, &self.planned);
                self.bundles[index].draw(&self.specs, chart, arcs, outlines, obstacles);
            }
        }
    }

    fn bends(&self) -> Vec<Option<Bend>> {
        let bend = |bundle: &Bundle| match &bundle.course {
            Course::Line { .. } => None,
            Course::Flows { bend, .. } => Some(*bend),
        };
        self.bundles.iter().map(bend).collect()
    }

    /// Tells the flows apart that meet the same side of the same box, at the busy boxes.
    fn share_sides(&mut self, outlines: &[Outline], busy: &[bool]) {
        let mut sides: BTreeMap<(usize, u8), Vec<Meeting>> = BTreeMap::new();
        for (index, bundle) in self.bundles.iter().enumerate() {
            let Course::Flows { arcs, beside_line, bend, around: None } = &bundle.course else {
                continue;
            };
            for (at_end, node) in [(false, bundle.ends.0), (true, bundle.ends.1)] {
                if !busy[node] {
                    continue;
                }
                let ends = bundle.outlines(outlines);
                let port = bend.port(&ends, arcs.len(), *beside_line, at_end);
                sides.entry((node, port.side)).or_default().push((port, index, at_end));
            }
        }
        for ((node, _), mut meeting) in sides {
            meeting.sort_by(|one, other| {
                one.0
                    .wanted
                    .total_cmp(&other.0.wanted)
                    .then((one.1, one.2).cmp(&(other.1, other.2)))
            });
            let ports: Vec<Port> = meeting.iter().map(|(port, ..)| *port).collect();
            let places = edge_curve::places(&outlines[node], &ports);
            for ((port, index, at_end), place) in meeting.into_iter().zip(places) {
                if port.fixed {
                    continue;
                }
                if let Course::Flows { bend, .. } = &mut self.bundles[index].course {
                    bend.meet(at_end, place);
                }
            }
        }
    }
}

impl Bundle {
    fn outlines(&self, outlines: &[Outline]) -> Ends {
        let (from, to) = self.ends;
        Ends { from: (from, outlines[from]), to: (to, outlines[to]) }
    }

    /// Decides how flows bend; lines are decided when they are drawn.
    fn bend(&mut self, outlines: &[Outline], obstacles: &Obstacles) {
        let ends = self.outlines(outlines);
        if let Course::Flows { arcs, beside_line, bend, around } = &mut self.course {
            (*bend, self.region) = Bend::of(&ends, arcs.len(), *beside_line, obstacles);
            *around = None;
            let courses = bend.courses(&ends, arcs.len(), *beside_line);
            if flow_route::is_small(outlines) && !flow_route::are_free(&courses, &ends, obstacles) {
                *around = flow_route::around(&ends, obstacles);
                self.region = self.region.union(&detour::region(&ends.from.1, &ends.to.1));
            }
        }
    }

    fn draw(
        &mut self,
        specs: &[ArcSpec],
        chart: (ChartForm, &Planned),
        arcs: &mut [Arc<ArcFigure>],
        outlines: &[Outline],
        obstacles: &Obstacles,
    ) {
        for (arc, path) in self.courses(specs, chart, outlines, obstacles) {
            arcs[arc] = Arc::new(specs[arc].figure(path));
        }
    }

    /// The courses of its arcs, each with the place of the arc.
    /// The courses of its arcs as they are, moved.
    fn shifted(&self, arcs: &[Arc<ArcFigure>], (x, y): (f64, f64)) -> Vec<(usize, Vec<MapPoint>)> {
        let shifted = |arc: usize| {
            let path = arcs[arc].path.iter().map(|point| point.offset(x, y)).collect();
            (arc, path)
        };
        match &self.course {
            Course::Line { arc, .. } => vec![shifted(*arc)],
            Course::Flows { arcs: strands, .. } => {
                strands.iter().map(|(arc, _)| shifted(*arc)).collect()
            }
        }
    }

    fn courses(
        &mut self,
        specs: &[ArcSpec],
        (form, planned): (ChartForm, &Planned),
        outlines: &[Outline],
        obstacles: &Obstacles,
    ) -> Vec<(usize, Vec<MapPoint>)> {
        let ends = self.outlines(outlines);
        match &self.course {
            Course::Line { arc, dotted } => {
                let way = planned.get(&specs[*arc].from).filter(|_| !*dotted);
                let (path, region) = route::line(&ends, *dotted, form, way.as_deref(), obstacles);
                self.region = region;
                vec![(*arc, path)]
            }
            Course::Flows { arcs: strands, beside_line, bend, around } => {
                let paths = match around {
                    Some(way) => {
                        let (paths, region) =
                            flow_route::lanes(way, strands.len(), &ends, obstacles);
                        self.region = self.region.union(&region);
                        paths
                    }
                    None => bend.courses(&ends, strands.len(), *beside_line),
                };
                let directed = |((arc, against), mut path): (&(usize, bool), Vec<MapPoint>)| {
                    if *against {
                        path.reverse();
                    }
                    (*arc, path)
                };
                strands.iter().zip(paths).map(directed).collect()
            }
        }
    }
}

/// Whether two ways are one but for what was rounded off.
fn are_alike(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).abs() < 1e-6 && (one.1 - other.1).abs() < 1e-6
}

/// Adds the reporting lines; gives the pairs that a solid line joins.
fn add_lines(view: &View, specs: &mut Vec<ArcSpec>, bundles: &mut Vec<Bundle>) -> BTreeSet<Pair> {
    let rivers = river::lines(view);
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
            stroke: leading_stroke(view, id, line),
            head: leading_head(view, id),
            back: Head::None,
            description: describe::line(view.stage, line),
            on_demand: false,
            covered: rivers.contains(&id),
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
    if let Some(talk) = &view.talk {
        return add_sums(view, talk, lined, specs, bundles);
    }
    if are_waiting(view) {
        return;
    }
    let mut flows: Vec<_> = view.stage.flows().iter().collect();
    flows.sort_by_key(|(id, flow)| (layer(&flow.kind), *id));
    let mut strands: BTreeMap<Pair, Vec<_>> = BTreeMap::new();
    let mut mutual: BTreeMap<(PositionId, PositionId, &FlowKind), usize> = BTreeMap::new();
    for (id, flow) in flows {
        let Some((from, to)) = ends(view, flow.from, flow.to) else { continue };
        let (stroke, head) =
            flow_style(&flow.kind, flow.frequency.get(), view.manner_of(&flow.kind));
        let pair = (from.0.min(to.0), from.0.max(to.0));
        let against = from.0 > to.0;
        if view.input.lens == Lens::Communication {
            // What runs both ways is one arrow with two heads.
            let other = mutual.get(&(to.1, from.1, &flow.kind)).copied();
            if let Some(other) = other.and_then(|place: usize| specs.get_mut(place))
                && other.back == Head::None
            {
                other.back = head;
                other.stroke.width = other.stroke.width.max(stroke.width);
                other.description = describe::both_ways(view.stage, flow);
                continue;
            }
            mutual.insert((from.1, to.1, &flow.kind), specs.len());
        }
        // Those of one direction keep to one side.
        strands.entry(pair).or_default().push((against, specs.len()));
        specs.push(ArcSpec {
            id: ArcId::Flow(id),
            from: from.1,
            to: to.1,
            stroke,
            head,
            back: Head::None,
            description: describe::flow(view.stage, flow),
            on_demand: view.flows_on_demand(),
            covered: false,
        });
    }
    add_bundles(strands, lined, bundles);
}

/// Bundles flows by pair.
fn add_bundles(
    strands: BTreeMap<Pair, Vec<(bool, usize)>>,
    lined: &BTreeSet<Pair>,
    bundles: &mut Vec<Bundle>,
) {
    for (pair, mut arcs) in strands {
        arcs.sort_unstable();
        bundles.push(Bundle {
            ends: pair,
            course: Course::Flows {
                arcs: arcs.into_iter().map(|(against, arc)| (arc, against)).collect(),
                beside_line: lined.contains(&pair),
                bend: Bend::default(),
                around: None,
            },
            region: MapRect::default(),
        });
    }
}

/// Adds one arrow for each pair of boxes and kind, where boxes stand for several positions.
fn add_sums(
    view: &View,
    talk: &Talk,
    lined: &BTreeSet<Pair>,
    specs: &mut Vec<ArcSpec>,
    bundles: &mut Vec<Bundle>,
) {
    let mut sums: Vec<_> = talk.between.iter().take(KEPT).collect();
    sums.sort_by_key(|sum| (layer(&sum.kind), sum.id));
    let mut strands: BTreeMap<Pair, Vec<_>> = BTreeMap::new();
    for sum in sums {
        let Some((from, to)) = ends(view, sum.from, sum.to) else { continue };
        let (stroke, head) = flow_style(&sum.kind, sum.frequency, view.manner_of(&sum.kind));
        let stroke = if sum.count > 1 { Stroke { width: sum.width(), ..stroke } } else { stroke };
        let pair = (from.0.min(to.0), from.0.max(to.0));
        strands.entry(pair).or_default().push((from.0 > to.0, specs.len()));
        specs.push(ArcSpec {
            id: ArcId::Flow(sum.id),
            from: from.1,
            to: to.1,
            stroke,
            head,
            back: Head::None,
            description: sum.description(view.stage, |id| view.name_of(id)),
            on_demand: sum.light || view.flows_on_demand(),
            covered: false,
        });
    }
    add_bundles(strands, lined, bundles);
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
