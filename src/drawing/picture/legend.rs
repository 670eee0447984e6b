//! The legend of a picture, made from its marks: an entry for every sign that is there, and none
//! for any other.

use std::collections::BTreeSet;

use super::arc::{self, FlowManner};
use super::build::View;
use super::second_line::Fit;
use super::{LegendRow, Picture, Scatter, river, share};
use crate::drawing::overlay::sign_of;
use crate::drawing::{Align, Ink, Mark, Sign, Stroke, Weight, each_sign};
use crate::model::{FlowKind, LineKind};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;

impl Picture {
    /// Everything that the marks of the picture say, those of its lanes too.
    #[must_use]
    pub fn signs(&self) -> BTreeSet<Sign> {
        let mut signs = BTreeSet::new();
        let mut seen = |sign| {
            signs.insert(sign);
        };
        each_sign(&self.ground, &mut seen);
        for arc in self.arcs.iter().filter(|arc| !arc.on_demand) {
            each_sign(&arc.marks, &mut seen);
        }
        for node in &self.nodes {
            each_sign(&node.marks, &mut seen);
        }
        for marker in &self.markers {
            each_sign(&marker.marks, &mut seen);
        }
        if let Some(levels) = &self.levels {
            if levels.aligned {
                seen(Sign::Level);
            }
            if levels.has_bars() {
                [Sign::Decides, Sign::Knows].into_iter().for_each(&mut seen);
            }
        }
        if let Some(matrix) = &self.matrix {
            for kind in FlowKind::STANDARD {
                let there = matrix.cells.iter().any(|cell| cell.kind == kind);
                let ink = arc::flow_ink(&kind, FlowManner::FRONT);
                there.then(|| ink.sign()).flatten().into_iter().for_each(&mut seen);
            }
        }
        if let Some(scatter) = &self.scatter {
            for point in &scatter.positions {
                point.fit(scatter.band).ink().sign().into_iter().for_each(&mut seen);
            }
            if !scatter.units.is_empty() {
                seen(Sign::UnitPoint);
            }
        }
        if self.ruler.as_ref().is_some_and(|ruler| ruler.margin.is_some()) {
            seen(Sign::Margin);
        }
        if self.ruler.as_ref().is_some_and(|ruler| ruler.by_chance.is_some()) {
            seen(Sign::Chance);
        }
        signs
    }

    /// What is named where it stands, and needs no entry: the centres on a ruler.
    #[must_use]
    pub fn named_in_place(&self) -> BTreeSet<Sign> {
        let marks = self.ruler.iter().flat_map(|ruler| &ruler.marks);
        marks.filter_map(|(center, _)| center.ink().sign()).collect()
    }
}

/// The rows of the legend: what the lens means first, then boxes, lines and flows.
pub(super) fn rows(view: &View, picture: &Picture) -> Vec<LegendRow> {
    let matrix = picture.matrix.is_some();
    let named = picture.named_in_place();
    let signs = picture.signs();
    let shown = signs.iter().filter(|sign| !named.contains(sign));
    let mut rows: Vec<LegendRow> = shown.filter_map(|sign| row(view, *sign, matrix)).collect();
    if let Some(scatter) = &picture.scatter {
        for row in &mut rows {
            match row.sign {
                Some(Sign::UnitPoint) => row.swatch = units(scatter),
                Some(Sign::Fits) => row.swatch = fits(scatter),
                _ => {}
            }
        }
    }
    if let Some(preview) = view.input.annotations.preview {
        let rim = Stroke { dash: Some((3.5, 2.5)), ..Stroke::solid(Ink::TextQuiet, 2.0) };
        let (center, fill) = (MapPoint::default(), Some(Ink::Surface));
        let disc = Mark::Circle { center, radius: 7.5, fill, stroke: Some(rim) };
        let text = format!("hollow: {}", preview.words);
        rows.push(LegendRow { sign: None, swatch: vec![disc], text, true_size: false });
    }
    if view.relations.len() > MOST && !matrix {
        let first = FlowKind::Relation(view.relations[MOST].clone());
        let text = format!("{} more relations, in the same colours", view.relations.len() - MOST);
        let swatch = flow(&first, view.manner_of(&first));
        rows.push(LegendRow { sign: None, swatch, text, true_size: false });
    }
    rows
}

/// More relations than this are told together.
const MOST: usize = 8;

fn row(view: &View, sign: Sign, matrix: bool) -> Option<LegendRow> {
    let text = match sign {
        Sign::Relation(number) => {
            let name =
                view.relations.get(usize::from(number)).filter(|_| usize::from(number) < MOST)?;
            typeface::shorten(name.name(), 12.0, Weight::Regular, 180.0).into_owned()
        }
        other => other.name().into(),
    };
    let in_cell = |kind| vec![sign_of(&kind, MapPoint::default(), 7.0)];
    let swatch = match sign {
        Sign::Consults if matrix => in_cell(FlowKind::Consult),
        Sign::Instructs if matrix => in_cell(FlowKind::Instruct),
        Sign::Informs if matrix => in_cell(FlowKind::Inform),
        other => swatch(view, other),
    };
    let true_size = matches!(sign, Sign::Decides | Sign::Knows | Sign::River);
    Some(LegendRow { sign: Some(sign), swatch, text, true_size })
}

/// A small drawing of what a sign looks like on the map.
fn swatch(view: &View, sign: Sign) -> Vec<Mark> {
    let edge = Stroke::solid(Ink::PositionEdge, 1.1);
    let plain = |fill| vec![boxed(3.0, Some(fill), Some(edge))];
    match sign {
        Sign::Organicity => ramp(5, |tone| Ink::Organicity { score: tone, confidence: 1.0 }, 7.5),
        Sign::Unsure => {
            let fill = Ink::Organicity { score: 1.0, confidence: 0.2 };
            let stroke = Stroke { dash: Some((1.6, 3.2)), ..Stroke::solid(Ink::Unsure, 1.6) };
            vec![boxed(7.5, Some(fill), Some(stroke))]
        }
        Sign::Unknown => hatched(edge),
        Sign::SaidAndLived => said_and_lived(),
        Sign::Decides => vec![bar(Ink::AuthorityBar, None)],
        Sign::Knows => {
            vec![bar(Ink::KnowledgeBar, Some(Stroke::solid(Ink::KnowledgeEdge, 0.8)))]
        }
        Sign::DecidesMore => {
            let second = Stroke::solid(Ink::DecidesMore, 1.1);
            let rect = outline().expanded(-3.0);
            let inner = Mark::Box { rect, corner: 1.0, fill: None, stroke: Some(second) };
            vec![boxed(3.0, Some(Ink::Gap { tone: -1.0 }), Some(edge)), inner]
        }
        Sign::KnowsMore => plain(Ink::Gap { tone: 1.0 }),
        Sign::River => stream(Ink::River),
        Sign::RiverDown => stream(Ink::RiverDown),
        Sign::Mass => ramp(6, |tone| Ink::Mass { tone }, 0.0),
        Sign::AuthorityCenter => center(super::Center::Authority),
        Sign::KnowledgeCenter => center(super::Center::Knowledge),
        Sign::InfluenceCenter => center(super::Center::Influence),
        Sign::GravityCenter => center(super::Center::Whole),
        Sign::Drift => vec![path(
            vec![MapPoint::new(-14.0, 0.0), MapPoint::new(14.0, 0.0)],
            Stroke { dash: Some((6.0, 3.5)), ..Stroke::solid(Ink::Drift, 2.2) },
        )],
        Sign::Margin => margin(),
        Sign::Chance => {
            let bar = vec![MapPoint::new(0.0, -7.0), MapPoint::new(0.0, 7.0)];
            vec![path(bar, Stroke::solid(Ink::Chance, 14.0))]
        }
        Sign::Routine => {
            vec![boxed(4.0, Some(Ink::RoutineFill), Some(Stroke::solid(Ink::Routine, 3.0)))]
        }
        Sign::Emergent => vec![super::second_line::star(MapPoint::default(), 8.0)],
        Sign::Tighter => fitting(Ink::Tighter { tone: 1.0 }, 1.0),
        Sign::Looser => fitting(Ink::Looser { tone: 1.0 }, -1.0),
        Sign::Fits => plain(Ink::Fits),
        _ => structural(view, sign, edge),
    }
}

/// The signs of boxes, lines and flows, which are the same in every lens.
fn structural(view: &View, sign: Sign, edge: Stroke) -> Vec<Mark> {
    let across = || vec![MapPoint::new(-14.0, 0.0), MapPoint::new(14.0, 0.0)];
    match sign {
        Sign::Dependence => vec![arc::bead(&[MapPoint::default(); 2], 0.0)],
        Sign::Refused => vec![path(across(), Stroke::solid(Ink::RefusedLine, 2.6))],
        Sign::OnPaper => vec![path(across(), Stroke::solid(Ink::PaperLine, 1.8))],
        Sign::Unit => {
            let rect = MapRect { min: MapPoint::new(-3.0, -8.0), max: MapPoint::new(3.0, 8.0) };
            let fill = Some(Ink::UnitAccent { tone: 0 });
            vec![Mark::Box { rect, corner: 3.0, fill, stroke: None }]
        }
        Sign::Vacant => {
            let stroke = Stroke { dash: Some((4.0, 3.0)), ..Stroke::solid(Ink::Vacant, 1.3) };
            vec![boxed(3.0, Some(Ink::Position), Some(stroke))]
        }
        Sign::Assistant => {
            let notch = [(-17.0, 0.0), (-11.0, -6.0), (-11.0, 6.0)];
            let notch = Mark::Path {
                points: notch.map(|(x, y)| MapPoint::new(x, y)).to_vec(),
                closed: true,
                fill: Some(Ink::Assistant),
                stroke: None,
            };
            vec![boxed(3.0, Some(Ink::Position), Some(edge)), notch]
        }
        Sign::Team => doubled(Ink::Team, outline().expanded(-3.0), edge),
        Sign::FoldedUnit => {
            let MapRect { min, max } = outline();
            let behind = MapRect { min: min.offset(3.0, 3.0), max: max.offset(3.0, 3.0) };
            doubled(Ink::FoldedUnit, behind, edge).into_iter().rev().collect()
        }
        Sign::Folded => {
            let rect = MapRect { min: MapPoint::new(-8.0, 2.0), max: MapPoint::new(8.0, 11.0) };
            doubled(Ink::Folded, rect, edge)
        }
        Sign::Level => {
            vec![Mark::Box {
                rect: outline(),
                corner: 3.0,
                fill: Some(Ink::LevelBand),
                stroke: None,
            }]
        }
        Sign::InnerTalk => vec![ring()],
        Sign::ReportsTo => vec![path(across(), arc::line_stroke(LineKind::Solid))],
        Sign::AlsoReportsTo => vec![path(across(), arc::line_stroke(LineKind::Dotted))],
        Sign::Consults => flow(&FlowKind::Consult, view.manner),
        Sign::Instructs => flow(&FlowKind::Instruct, view.manner),
        Sign::Informs => flow(&FlowKind::Inform, view.manner),
        Sign::Relation(number) => match view.relations.get(usize::from(number)) {
            Some(name) => {
                let kind = FlowKind::Relation(name.clone());
                flow(&kind, view.manner_of(&kind))
            }
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Talk inside of a box.
fn ring() -> Mark {
    let stroke = Some(Stroke::solid(Ink::InnerTalk, 3.0));
    Mark::Circle { center: MapPoint::default(), radius: 7.0, fill: None, stroke }
}

/// A box and a second one whose border says something.
fn doubled(ink: Ink, rect: MapRect, edge: Stroke) -> Vec<Mark> {
    let (fill, stroke) = (Some(Ink::Surface), Some(Stroke::solid(ink, 1.1)));
    let second = Mark::Box { rect, corner: 3.0, fill, stroke };
    vec![boxed(3.0, Some(Ink::Position), Some(edge)), second]
}

fn flow(kind: &FlowKind, manner: FlowManner) -> Vec<Mark> {
    let (stroke, head) = arc::flow_style(kind, 2.0, FlowManner { thin: false, ..manner });
    arc::marks(&[MapPoint::new(-14.0, 0.0), MapPoint::new(14.0, 0.0)], stroke, head)
}

/// Steps of a scale, from left to right; corners grow up to `corner` at the right end.
fn ramp(steps: u8, ink: impl Fn(f64) -> Ink, corner: f64) -> Vec<Mark> {
    let wide = 28.0 / f64::from(steps);
    let step = |number: u8| {
        let tone = f64::from(number) / f64::from(steps - 1);
        let left = -14.0 + wide * f64::from(number);
        let rect = MapRect { min: MapPoint::new(left, -7.0), max: MapPoint::new(left + wide, 7.0) };
        let corner = (corner * tone).min(wide / 2.0);
        let edge = Some(Stroke::solid(Ink::Hairline, 0.8));
        Mark::Box { rect, corner, fill: Some(ink(tone)), stroke: edge }
    };
    (0..steps).map(step).collect()
}

fn hatched(edge: Stroke) -> Vec<Mark> {
    let mut marks = vec![boxed(2.0, Some(Ink::Position), Some(edge))];
    for start in [-9.0, -3.0, 3.0] {
        let points = vec![MapPoint::new(start - 2.0, 6.0), MapPoint::new(start + 8.0, -6.0)];
        marks.push(path(points, Stroke::solid(Ink::Unknown, 1.0)));
    }
    marks
}

fn said_and_lived() -> Vec<Mark> {
    let rect = MapRect { min: MapPoint::new(-11.0, -6.0), max: MapPoint::new(11.0, 6.0) };
    let half = |side: f64, score| {
        let points = super::figure::half_outline(&rect, 5.0, side);
        let ink = Ink::Organicity { score, confidence: 1.0 };
        [path(points.clone(), Stroke::solid(Ink::Ring, 5.0)), path(points, Stroke::solid(ink, 3.5))]
    };
    half(-1.0, 1.0).into_iter().chain(half(1.0, 0.0)).collect()
}

/// A bar of ten parts in a hundred.
fn bar(fill: Ink, stroke: Option<Stroke>) -> Mark {
    let half = 5.0 * share::PER_PERCENT;
    let rect = MapRect { min: MapPoint::new(-half, -7.0), max: MapPoint::new(half, 7.0) };
    Mark::Box { rect, corner: 0.0, fill: Some(fill), stroke }
}

/// A stretch of river of ten parts in a hundred.
fn stream(ink: Ink) -> Vec<Mark> {
    let across = || vec![MapPoint::new(-12.0, 0.0), MapPoint::new(12.0, 0.0)];
    vec![
        path(across(), Stroke::solid(ink, 10.0 * river::PER_PERCENT)),
        path(across(), river::bed(ink)),
    ]
}

fn center(center: super::Center) -> Vec<Mark> {
    let middle = MapPoint::default();
    vec![
        Mark::Circle { center: middle, radius: 10.0, fill: Some(center.ink()), stroke: None },
        Mark::Text {
            at: MapPoint::new(0.0, 5.2),
            text: center.letter().into(),
            // As large as the words beside it.
            size: 14.5,
            weight: Weight::SemiBold,
            align: Align::Center,
            ink: Ink::Paper,
        },
    ]
}

fn margin() -> Vec<Mark> {
    let bar = vec![MapPoint::new(0.0, -7.0), MapPoint::new(0.0, 7.0)];
    let mut marks = vec![path(bar, Stroke::solid(Ink::Margin, 4.0))];
    for y in [-7.0, 7.0] {
        let end = vec![MapPoint::new(-6.0, y), MapPoint::new(6.0, y)];
        marks.push(path(end, Stroke::solid(Ink::Margin, 2.2)));
    }
    marks
}

/// A box with the triangle of the lens about fit, which points down for a way of 1.
fn fitting(fill: Ink, way: f64) -> Vec<Mark> {
    let points = [(-4.5, -3.5), (4.5, -3.5), (0.0, 4.0)];
    vec![
        boxed(3.0, Some(fill), Some(Stroke::solid(Ink::PositionEdge, 1.1))),
        Mark::Path {
            points: points.map(|(x, y)| MapPoint::new(x, y * way)).to_vec(),
            closed: true,
            fill: Some(Ink::Text),
            stroke: None,
        },
    ]
}

/// A unit as the scatter draws it: a ring where it fits its work, else a triangle; both where both
/// are there.
fn units(scatter: &Scatter) -> Vec<Mark> {
    let rim = Some(Stroke::solid(Ink::UnitPoint, 2.0));
    let looks = scatter.units.iter().map(|unit| unit.fit(scatter.band));
    let (mut fitting, mut others): (Vec<Fit>, Vec<Fit>) =
        looks.partition(|fit| matches!(fit, Fit::Fits));
    let both = !fitting.is_empty() && !others.is_empty();
    let aside = if both { 7.5 } else { 0.0 };
    let half = if both { 6.0 } else { 8.0 };
    let ring = fitting.pop().map(|fit| fit.point(MapPoint::new(-aside, 0.0), half, None, rim));
    let triangle = others.pop().map(|fit| fit.point(MapPoint::new(aside, 0.0), half, None, rim));
    ring.into_iter().chain(triangle).collect()
}

/// A box that fits its work and, where there are such, its point in the scatter.
fn fits(scatter: &Scatter) -> Vec<Mark> {
    let edge = Stroke::solid(Ink::PositionEdge, 1.1);
    let MapRect { min, max } = outline();
    let points = scatter.positions.iter().any(|it| matches!(it.fit(scatter.band), Fit::Fits));
    let right = if points { 2.0 } else { max.x };
    let rect = MapRect { min, max: MapPoint::new(right, max.y) };
    let mut marks =
        vec![Mark::Box { rect, corner: 3.0, fill: Some(Ink::Fits), stroke: Some(edge) }];
    if points {
        let at = MapPoint::new(9.5, 0.0);
        marks.push(Fit::Fits.point(at, 6.0, Some(Ink::FitsPoint), None));
    }
    marks
}

fn outline() -> MapRect {
    MapRect { min: MapPoint::new(-13.0, -7.5), max: MapPoint::new(13.0, 7.5) }
}

fn boxed(corner: f64, fill: Option<Ink>, stroke: Option<Stroke>) -> Mark {
    Mark::Box { rect: outline(), corner, fill, stroke }
}

fn path(points: Vec<MapPoint>, stroke: Stroke) -> Mark {
    Mark::Path { points, closed: false, fill: None, stroke: Some(stroke) }
}
