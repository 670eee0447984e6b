//! The drawing of a stage through a lens: [`build`] makes it, [`Picture::move_positions`] follows
//! a drag without making it anew.

mod arc;
mod beside;
mod between;
mod edge_curve;
mod build;
mod curve;
mod describe;
mod detour;
mod figure;
mod flow_route;
mod ground;
mod legend;
mod leading;
mod levels;
mod marker;
mod matrix;
mod obstacle;
mod part;
mod pile;
mod question;
mod river;
mod routine;
mod route;
mod scatter;
mod second_line;
mod share;
mod talk;
mod title;
mod unit_title;
mod edge_routing;
mod waiting;
mod whereabouts;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Mark, Sign};
use crate::analysis::{Analysis, Band};
use crate::layout::Arrangement;
use crate::model::{Domain, FlowId, LineId, OrgMap, PositionId, RoutineId, StageId, UnitId};
use crate::quantity::{MapPoint, MapRect, MapSize};
use crate::wording::Lens;

pub use build::{build, build_part};
pub(in crate::drawing) use curve::meets;
pub use levels::{Level, Levels};
pub use matrix::{Matrix, MatrixBlock, MatrixCell, MatrixPerson};
pub use part::WHOLE;
pub use question::PictureQuestion;
pub use routine::{RoutineEntry, RoutineList};
pub use scatter::{Scatter, ScatterPoint};

use edge_routing::EdgeRouting;
use waiting::Waiting;
use whereabouts::Whereabouts;

/// What a picture is made from.
#[derive(Debug, Clone, Copy)]
pub struct PictureInput<'a> {
    /// The map.
    pub map: &'a OrgMap,
    /// Which of its stages. A stage that is not there gives an empty picture.
    pub stage: StageId,
    /// Where the positions of the stage are.
    pub arrangement: &'a Arrangement,
    /// What the stage says; without it the picture shows the structure alone.
    pub analysis: Option<&'a Analysis>,
    /// The lens.
    pub lens: Lens,
    /// What is shown beside the readings.
    pub annotations: Annotations<'a>,
}

/// Readings whose markers are shown hollow beside those of the stage.
#[derive(Debug, Clone, Copy)]
pub struct Preview<'a> {
    /// What they say.
    pub analysis: &'a Analysis,
    /// What they are of, for the legend: "after the edit".
    pub words: &'a str,
}

/// What a picture shows beside the readings themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Annotations<'a> {
    /// How far the centre of gravity hangs on single respondents.
    pub band: Option<&'a Band>,
    /// Other readings whose markers are shown hollow: after an edit that is only looked at, or of
    /// a stage that is compared with.
    pub preview: Option<Preview<'a>>,
    /// The routine that is shown in the lens about leadership; one that tells much when none is
    /// chosen.
    pub routine: Option<RoutineId>,
    /// Whether the lens about communication shows a matrix in the place of the map.
    pub matrix: bool,
    /// The one domain that the analysis is about.
    pub domain: Option<&'a Domain>,
}

/// A whole drawing, in map units. What is not here is not drawn, except selection and hover,
/// which are the window's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The lens it is drawn through.
    pub lens: Lens,
    /// Title of the map, and of the stage where there are several.
    pub title: String,
    /// What the lens finds, in one sentence with its number.
    pub headline: String,
    /// How to read it, in one sentence.
    pub reading: String,
    /// Behind everything: unit areas, the river, the drift from A to K.
    pub ground: Vec<Mark>,
    /// The areas behind the units, outer ones first.
    pub areas: Vec<UnitFigure>,
    /// Positions, lowest first; the later one lies on top.
    pub nodes: Vec<Arc<NodeFigure>>,
    /// Lines and flows, lowest first.
    pub arcs: Vec<Arc<ArcFigure>>,
    /// Above everything: the markers of the centres of gravity on this drawing.
    pub markers: Vec<MarkerFigure>,
    /// Where the centres would lie after an edit that is only looked at: hollow markers.
    pub previews: Vec<MarkerFigure>,
    /// The level ruler, where there is a chart with weights.
    pub ruler: Option<Ruler>,
    /// The levels of the chart, in the lenses that are read by level.
    pub levels: Option<Levels>,
    /// The routines, in the lens about leadership.
    pub routines: Option<RoutineList>,
    /// The matrix of who talks to whom, where it is shown in the place of the map.
    pub matrix: Option<Matrix>,
    /// The scatter, in the lens about fit.
    pub scatter: Option<Scatter>,
    /// What the colours, shapes and lines mean.
    pub legend: Vec<LegendRow>,
    /// The title of the map and what the readings were worked out from.
    pub caption: String,
    /// The smallest rectangle that holds everything, texts included.
    pub bounds: MapRect,
    /// Whether it is an overview, in which boxes stand for several positions.
    pub is_overview: bool,
    /// Whether bars lie along the edges of the boxes, because they would reach other boxes.
    crowded: bool,
    /// The figures that stand beside their boxes.
    besides: beside::Besides,
    edge_routing: EdgeRouting,
    /// The boxes of a very large drawing of which no figure is made.
    outside: Arc<Vec<MapRect>>,
    whereabouts: Whereabouts,
    /// The flows that are drawn when they are asked for, where they are very many.
    waiting: Option<Arc<Waiting>>,
}

/// Positions that the hand carries above a picture, which stays as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Carried {
    /// They, where they are now.
    pub nodes: BTreeMap<PositionId, Arc<NodeFigure>>,
    /// Their lines and flows; none where there are too many to follow the hand.
    pub arcs: Vec<Arc<ArcFigure>>,
}

/// One position as drawn. The marks are relative to its centre, so that moving it changes
/// nothing but `center`.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeFigure {
    /// Which position.
    pub id: PositionId,
    /// The middle of its box.
    pub center: MapPoint,
    /// The size of its box.
    pub size: MapSize,
    /// Corner radius of its box.
    pub corner: f64,
    /// What is drawn, relative to the centre.
    pub marks: Arc<Vec<Mark>>,
    /// What it is called, in full.
    pub name: String,
    /// What a screen reader says of it.
    pub description: String,
    /// The unit that this box is drawn for, where a unit is drawn as one box.
    pub unit: Option<UnitId>,
}

impl NodeFigure {
    /// Its box on the map.
    #[must_use]
    pub fn rect(&self) -> MapRect {
        MapRect::around(self.center, self.size)
    }
}

/// The area behind a unit, as drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitFigure {
    /// Which unit.
    pub unit: UnitId,
    /// What it is called, in full.
    pub name: String,
    /// The pieces of the area.
    pub rects: Vec<MapRect>,
    /// Where its name stands.
    pub title: MapRect,
}

impl Picture {
    /// A position as drawn; nothing when it is folded away or not there.
    #[must_use]
    pub fn node(&self, id: PositionId) -> Option<&NodeFigure> {
        let index = self.nodes.binary_search_by_key(&id, |node| node.id).ok()?;
        self.nodes.get(index).map(AsRef::as_ref)
    }
}

impl Picture {
    /// Takes out everybody but these, with the arrows of those who go.
    pub fn keep_only(&mut self, these: &std::collections::BTreeSet<PositionId>) {
        self.nodes.retain(|node| these.contains(&node.id));
        self.arcs.retain(|arc| these.contains(&arc.from) && these.contains(&arc.to));
        let boxes = self.nodes.iter().map(|node| node.rect());
        if let Some(bounds) = boxes.reduce(|all, one| all.union(&one)) {
            self.bounds = bounds.expanded(12.0);
        }
        self.whereabouts = Whereabouts::of(&self.nodes, &self.arcs);
    }
}

impl ArcFigure {
    /// Whether a point is so near that the course may pass it within `reach`.
    #[must_use]
    pub fn is_near(&self, point: MapPoint, reach: f64) -> bool {
        self.bounds.expanded(reach).contains(point)
    }
}

/// Which record an arc draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArcId {
    /// A reporting line.
    Line(LineId),
    /// A flow.
    Flow(FlowId),
}

/// A line or flow as drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct ArcFigure {
    /// Which record.
    pub id: ArcId,
    /// The position it starts at.
    pub from: PositionId,
    /// The position it ends at.
    pub to: PositionId,
    /// Its course on the map, for hit tests; at least two points.
    pub path: Vec<MapPoint>,
    /// The smallest rectangle that holds the course, with room for its width and head.
    pub bounds: MapRect,
    /// What is drawn, in map coordinates.
    pub marks: Vec<Mark>,
    /// What a screen reader says of it.
    pub description: String,
    /// Whether it is drawn only for whom one points at or selects, because the lens is about
    /// something else.
    pub on_demand: bool,
}

/// Which centre of gravity a marker shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Center {
    /// A.
    Authority,
    /// K.
    Knowledge,
    /// P.
    Influence,
    /// G.
    Whole,
}

/// A marker of a centre of gravity on this drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkerFigure {
    /// Which.
    pub center: Center,
    /// Where.
    pub at: MapPoint,
    /// What is drawn, relative to `at`, in screen points: markers keep their size at any zoom.
    pub marks: Vec<Mark>,
    /// What a screen reader says of it.
    pub description: String,
}

/// The level ruler beside the map, on the scale of the verdict: 0 everybody counts alike, 1 pure
/// command. It is linear in height.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruler {
    /// Where the parts of the weight and the whole lie.
    pub marks: Vec<(Center, f64)>,
    /// Where the lowest level lies.
    pub lowest: f64,
    /// Where the top level lies.
    pub highest: f64,
    /// The zones of the verdict, the lowest first.
    pub zones: Vec<RulerZone>,
    /// Two standard errors below and above the whole.
    pub margin: Option<(f64, f64)>,
    /// What chance gives for the whole: the 5th to the 95th percentile.
    pub by_chance: Option<(f64, f64)>,
    /// Where they would lie after an edit that is only looked at.
    pub previews: Vec<(Center, f64)>,
    /// The middles on the map of the top level and the lowest, where the drawing has levels.
    pub rows: Option<(f64, f64)>,
}

/// A zone of the ruler.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RulerZone {
    /// What the verdict calls it.
    pub name: &'static str,
    /// Its lower border.
    pub from: f64,
    /// Its upper border.
    pub to: f64,
    /// How dark it is drawn, 0 to 1.
    pub tone: f64,
}

/// One row of the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendRow {
    /// What it explains; nothing where it explains a way of drawing and not a mark.
    pub sign: Option<Sign>,
    /// A small drawing, 28 wide and 16 high, its middle at the origin.
    pub swatch: Vec<Mark>,
    /// What it means.
    pub text: String,
    /// Whether the swatch shows ten parts in a hundred at the map's own scale, and is to be drawn
    /// as large as the map is.
    pub true_size: bool,
}
