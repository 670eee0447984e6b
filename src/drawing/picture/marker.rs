//! The centres of gravity on the drawing and on the level ruler.

use std::collections::BTreeMap;

use super::beside::{self, Beside};
use super::build::View;
use super::curve::toward;
use super::levels::Levels;
use super::{Center, MarkerFigure, NodeFigure, Ruler, RulerZone};
use crate::analysis::{Analysis, MassPart, Settings, Verdict, parts_of_mass};
use crate::drawing::{Align, Ink, Mark, Stroke, Weight};
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapRect, MapSize};
use crate::wording::{Lens, zone_words};

/// Radius of the disc of a marker.
const DISC: f64 = 11.5;

impl Center {
    /// All centres, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Authority, Self::Knowledge, Self::Influence, Self::Whole];

    /// Its letter.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Authority => "A",
            Self::Knowledge => "K",
            Self::Influence => "P",
            Self::Whole => "G",
        }
    }

    /// Its name on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Authority => "centre of authority",
            Self::Knowledge => "centre of knowledge",
            Self::Influence => "centre of influence",
            Self::Whole => "centre of gravity",
        }
    }

    /// Its colour.
    #[must_use]
    pub fn ink(self) -> Ink {
        match self {
            Self::Authority => Ink::Authority,
            Self::Knowledge => Ink::Knowledge,
            Self::Influence => Ink::Influence,
            Self::Whole => Ink::Gravity,
        }
    }

    /// What it is called beside its marker.
    #[must_use]
    pub fn part_name(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Knowledge => "knowledge",
            Self::Influence => "influence",
            Self::Whole => "centre of gravity",
        }
    }

    /// The same where it is a part of the weight: knowledge is then what is held, not what is
    /// sought.
    #[must_use]
    pub fn weighed_name(self) -> &'static str {
        if self == Self::Knowledge { "knowledge held" } else { self.part_name() }
    }

    /// The part of the weight that it is the middle of; nothing for the whole.
    fn part(self) -> Option<MassPart> {
        match self {
            Self::Authority => Some(MassPart::Decisions),
            Self::Knowledge => Some(MassPart::KnowledgeHeld),
            Self::Influence => Some(MassPart::Influence),
            Self::Whole => None,
        }
    }

    /// The distribution that it is the middle of: exactly what was weighed, so that the whole
    /// lies between its parts.
    pub(super) fn weights(self, analysis: &Analysis) -> Option<&[f64]> {
        let weighed = |part| analysis.gravity.parts.contains(&part);
        if self.part().is_some_and(|part| !weighed(part)) {
            return None;
        }
        let weights = match self {
            Self::Authority => &analysis.authority.declared,
            Self::Knowledge => &analysis.knowledge.held,
            Self::Influence => &analysis.influence,
            Self::Whole => &analysis.mass,
        };
        weights.as_deref().ok()
    }

    /// Where it lies between everybody counted alike (0) and pure command (1), where that is
    /// defined.
    fn pull(self, analysis: &Analysis, settings: &Settings) -> Option<f64> {
        let command = *analysis.gravity.pure_command.top_heaviness.as_ref().ok()?;
        let pull = match self.part() {
            None => *analysis.gravity.pull.as_ref().ok()?,
            Some(part) => {
                let parts = parts_of_mass(analysis, settings);
                let own = parts.iter().find(|it| it.part == part)?;
                own.top_heaviness.ok()? / command
            }
        };
        Some(pull).filter(|pull| pull.is_finite())
    }
}

/// The markers on this drawing and the drift between two of them, in the lens that is about them.
pub(super) fn markers(view: &View) -> (Vec<MarkerFigure>, Vec<Mark>) {
    let Some(analysis) = view.input.analysis else { return Default::default() };
    if view.input.lens != Lens::CenterOfGravity && !view.shows_previews() {
        return Default::default();
    }
    // Units that share the sheet by head count leave no free place to point from, and none of
    // their heights means anything.
    let arrangement = view.input.arrangement;
    if arrangement.courses.is_empty() && !arrangement.groups.is_empty() {
        return Default::default();
    }
    let mut markers: Vec<_> = Center::ALL
        .into_iter()
        .filter_map(|center| {
            let at = middle(view, analysis, center.weights(analysis)?)?;
            Some(marker(center, at))
        })
        .collect();
    let place = |center: Center| markers.iter().find(|marker| marker.center == center);
    let drift = match (place(Center::Authority), place(Center::Knowledge)) {
        (Some(from), Some(to)) => drift(from.at, to.at),
        _ => Vec::new(),
    };
    // The whole lies on top of its parts.
    markers.sort_by_key(|marker| marker.center == Center::Whole);
    (markers, drift)
}

/// Where the centres would lie after an edit that is only looked at.
pub(super) fn previews(view: &View) -> Vec<MarkerFigure> {
    let Some(super::Preview { analysis: then, words }) = view.input.annotations.preview else {
        return Vec::new();
    };
    let hollow = |center: Center| {
        let at = middle(view, then, center.weights(then)?)?;
        let rim = Some(Stroke { dash: Some((3.5, 2.5)), ..Stroke::solid(center.ink(), 2.0) });
        // Nothing in the ring: what lies under it stays to be read, and a line leads to its letter.
        let center_of = MapPoint::default();
        let ring = Mark::Circle { center: center_of, radius: 6.0, fill: None, stroke: rim };
        let description = format!("{}: {} {words}", center.letter(), center.name());
        Some(MarkerFigure { center, at, marks: vec![ring], description })
    };
    Center::ALL.into_iter().filter_map(hollow).collect()
}

/// The ways from the markers to where they would lie.
pub(super) fn ways(markers: &[MarkerFigure], previews: &[MarkerFigure], marks: &mut Vec<Mark>) {
    for preview in previews {
        let Some(now) = markers.iter().find(|marker| marker.center == preview.center) else {
            continue;
        };
        if now.at.distance(preview.at) > 1.0 {
            marks.push(Mark::Path {
                points: vec![now.at, preview.at],
                closed: false,
                fill: None,
                stroke: Some(Stroke::solid(preview.center.ink(), 2.0)),
            });
        }
    }
}

/// The level ruler in the lens that is about the centres, and wherever an edit is looked at;
/// nothing where pure command would be no higher than everybody counted alike.
pub(super) fn ruler(view: &View, levels: Option<&Levels>) -> Option<Ruler> {
    let analysis = view.input.analysis?;
    if view.input.lens != Lens::CenterOfGravity && !view.shows_previews() {
        return None;
    }
    let settings = Settings::of(view.input.map);
    let of = |analysis: &Analysis| -> Vec<(Center, f64)> {
        let centers = Center::ALL.into_iter();
        centers.filter_map(|center| Some((center, center.pull(analysis, &settings)?))).collect()
    };
    let marks = of(analysis);
    let command = *analysis.gravity.pure_command.top_heaviness.as_ref().ok()?;
    let equal = *analysis.equal_height.as_ref().ok()?;
    let pull_of = |height: f64| (height - equal) / (1.0 - equal) / command;
    let (lowest, highest) = (pull_of(0.0), pull_of(1.0));
    if marks.is_empty() || command <= 0.0 || !(highest - lowest).is_finite() {
        return None;
    }
    let annotations = &view.input.annotations;
    let spread = annotations.band.and_then(|band| band.pull.as_ref().ok());
    let whole = analysis.gravity.pull.as_ref().ok();
    let margin = spread.zip(whole).filter(|(spread, _)| spread.error > 1e-3);
    let rows = levels
        .filter(|levels| levels.aligned)
        .and_then(|levels| Some((levels.levels.first()?.middle(), levels.levels.last()?.middle())));
    Some(Ruler {
        marks,
        lowest,
        highest,
        zones: zones(analysis, &settings, (lowest, highest)),
        margin: margin
            .map(|(spread, whole)| (whole - 2.0 * spread.error, whole + 2.0 * spread.error)),
        by_chance: analysis
            .chance
            .as_ref()
            .and_then(|chance| chance.pull)
            .map(|band| (band.low, band.high)),
        previews: annotations.preview.map(|preview| of(preview.analysis)).unwrap_or_default(),
        rows,
    })
}

/// The zones of the verdict, the lowest first, with the verdict's own words and borders.
fn zones(analysis: &Analysis, settings: &Settings, ends: (f64, f64)) -> Vec<RulerZone> {
    let inward = analysis.gravity.mass.inwardness.as_ref().ok();
    let low = match analysis.gravity.verdict {
        low @ (Verdict::AtTheCenter | Verdict::SpreadOut) => low,
        _ if inward.is_some_and(|inward| *inward >= settings.inwardness_center) => {
            Verdict::AtTheCenter
        }
        _ => Verdict::SpreadOut,
    };
    let (center, top) = (settings.center_border, settings.top_border);
    let zone = |verdict, from, to, tone| RulerZone { name: zone_words(verdict), from, to, tone };
    vec![
        zone(Verdict::AtTheBottom, ends.0.min(-center), -center, 0.25),
        zone(low, -center, center, 0.0),
        zone(Verdict::Between, center, top, 0.5),
        zone(Verdict::AtTheTop, top, ends.1.max(top), 1.0),
    ]
}

/// The weighted middle of the people who are drawn.
fn middle(view: &View, analysis: &Analysis, weights: &[f64]) -> Option<MapPoint> {
    let (mut sum, mut x, mut y) = (0.0, 0.0, 0.0);
    for (person, weight) in analysis.people.iter().zip(weights) {
        let id = view.standing_for(*person);
        let Some(at) = view.input.arrangement.points.get(&id) else { continue };
        sum += weight;
        x += weight * at.x;
        y += weight * at.y;
    }
    let point = MapPoint::new(x / sum, y / sum);
    (sum > 0.0 && point.is_placeable()).then_some(point)
}

/// The way of the drift, from the middle of authority to that of knowledge, in the lens that shows
/// it.
pub(super) fn drift_way(view: &View) -> Option<[MapPoint; 2]> {
    let analysis = view.input.analysis.filter(|_| view.input.lens == Lens::CenterOfGravity)?;
    let end = |center: Center| middle(view, analysis, center.weights(analysis)?);
    Some([end(Center::Authority)?, end(Center::Knowledge)?])
}

/// A marker with its disc at its first choice of place.
fn marker(center: Center, at: MapPoint) -> MarkerFigure {
    let description = format!("{}: {} on this drawing", center.letter(), center.name());
    MarkerFigure { center, at, marks: marks(center, MapPoint::new(0.0, -40.0), None), description }
}

fn radius(center: Center) -> f64 {
    if center == Center::Whole { DISC + 3.5 } else { DISC }
}

/// A disc with a leader to its point; `disc` is seen from the point, in screen points. Where the
/// point lies in a box, which is seen from it too, the leader ends at the border: what is written
/// in the box stays free.
fn marks(center: Center, disc: MapPoint, inside: Option<MapRect>) -> Vec<Mark> {
    let (radius, ink) = (radius(center), center.ink());
    let rim = Some(Stroke::solid(Ink::Paper, 2.0));
    let border = inside.filter(|rect| !rect.contains(disc)).map(|rect| leave(disc, &rect));
    let end = border.unwrap_or_default();
    let stem = |ink, width| Mark::Path {
        points: vec![end, disc],
        closed: false,
        fill: None,
        stroke: Some(Stroke::solid(ink, width)),
    };
    let mut marks = vec![stem(Ink::Paper, 4.0), stem(ink, 1.8)];
    if border.is_none() {
        marks.push(Mark::Circle { center: end, radius: 4.5, fill: Some(ink), stroke: rim });
    }
    marks.extend([
        Mark::Circle { center: disc, radius, fill: Some(ink), stroke: rim },
        Mark::Text {
            at: disc.offset(0.0, radius * 0.42),
            text: center.letter().into(),
            size: radius * 1.18,
            weight: Weight::SemiBold,
            align: Align::Center,
            ink: Ink::Paper,
        },
    ]);
    marks
}

/// Where the way from the origin to a point leaves a rectangle round the origin.
fn leave(to: MapPoint, rect: &MapRect) -> MapPoint {
    let part = |step: f64, low: f64, high: f64| {
        let edge = if step > 0.0 { high } else { low };
        if step.abs() < 1e-9 { 1.0 } else { (edge / step).clamp(0.0, 1.0) }
    };
    let along = part(to.x, rect.min.x, rect.max.x).min(part(to.y, rect.min.y, rect.max.y));
    MapPoint::new(to.x * along, to.y * along)
}

impl super::Picture {
    /// The positions that a disc could cover which hangs so near to its marker, in the order of
    /// their identities; none of a large map that is so far away that its boxes are specks.
    fn near_markers(&self, reach: f64, zoom: f64) -> Vec<&NodeFigure> {
        /// Of so few all are asked.
        const FEW: usize = 2_000;
        /// What stands beside a box is no further away, in map units.
        const BESIDE: f64 = 200.0;
        /// Lower boxes are specks, in points.
        const SPECK: f64 = 4.0;
        if self.nodes.len() <= FEW {
            return self.nodes.iter().map(AsRef::as_ref).collect();
        }
        let mut near: BTreeMap<PositionId, &NodeFigure> = BTreeMap::new();
        for marker in &self.markers {
            let part = MapRect { min: marker.at, max: marker.at }.expanded(reach + BESIDE);
            let nodes = self.nodes_in(part).into_iter();
            let seen = nodes.filter(|node| node.size.height * zoom >= SPECK);
            near.extend(seen.map(|node| (node.id, node.as_ref())));
        }
        near.into_values().collect()
    }

    /// The markers as they are painted at a zoom: each disc where it covers no box, no other
    /// disc and as little as can be of what its stem would cross, near its point.
    #[must_use]
    pub fn pins(&self, zoom: f64) -> Vec<MarkerFigure> {
        let zoom = if zoom.is_finite() && zoom > 0.0 { zoom } else { 1.0 };
        let screen = |at: MapPoint| MapPoint::new(at.x * zoom, at.y * zoom);
        let reached = self.near_markers((FARTHEST + 2.0 * DISC) / zoom, zoom);
        let parts = reached.into_iter().flat_map(|node| {
            let figure = self.besides.get(&node.id).into_iter().flat_map(Beside::rects);
            let figure = figure.map(|rect| (beside::moved(&rect, node.center), ACROSS_FIGURE));
            figure.chain([(node.rect(), ACROSS_BOX)])
        });
        let parts = parts
            .map(|(rect, cost)| (MapRect { min: screen(rect.min), max: screen(rect.max) }, cost));
        let near: Vec<(MapRect, f64)> = parts
            .filter(|(rect, _)| {
                let reach = rect.expanded(FARTHEST + 2.0 * DISC);
                self.markers.iter().any(|marker| reach.contains(screen(marker.at)))
            })
            .collect();
        let points: Vec<MapPoint> = self.markers.iter().map(|marker| screen(marker.at)).collect();
        let mut discs: Vec<(MapPoint, f64)> = Vec::new();
        let mut pins = Vec::new();
        for marker in &self.markers {
            let at = screen(marker.at);
            let size = radius(marker.center);
            let cost = |disc: &MapPoint| cost_of(at, *disc, size, &near, &points, &discs);
            let best = candidates()
                .map(|way| at.offset(way.x, way.y))
                .min_by(|one, other| cost(one).total_cmp(&cost(other)));
            let disc = best.unwrap_or(at);
            discs.push((disc, size));
            let inside = near.iter().map(|it| it.0).find(|rect| rect.contains(at));
            let inside = inside.map(|rect| MapRect {
                min: rect.min.offset(-at.x, -at.y),
                max: rect.max.offset(-at.x, -at.y),
            });
            let disc = MapPoint::new(disc.x - at.x, disc.y - at.y);
            let marks = marks(marker.center, disc, inside);
            pins.push(MarkerFigure { marks, ..marker.clone() });
        }
        pins
    }
}

impl super::Picture {
    /// What the figure beside a box takes on the map.
    pub(super) fn beside_of(&self, node: &NodeFigure) -> Option<MapRect> {
        Some(beside::moved(&self.besides.get(&node.id)?.rect, node.center))
    }
}

/// What it costs that the leader of a disc crosses a box, whose title may lie elsewhere in it, and
/// what it costs that it crosses a figure beside one.
const ACROSS_BOX: f64 = 30.0;
const ACROSS_FIGURE: f64 = 100.0;
/// How far a disc may stand from its point, in screen points.
const FARTHEST: f64 = 150.0;

/// Where a disc may stand, seen from its point.
fn candidates() -> impl Iterator<Item = MapPoint> {
    const DIRECTIONS: u8 = 24;
    const NEAREST: f64 = 30.0;
    const STEP: f64 = 12.0;
    let rings = (0..).map(|ring: u8| NEAREST + STEP * f64::from(ring));
    rings.take_while(|reach| *reach <= FARTHEST).flat_map(|reach| {
        (0..DIRECTIONS).map(move |direction| {
            let angle = std::f64::consts::TAU * f64::from(direction) / f64::from(DIRECTIONS);
            MapPoint::new(reach * angle.cos(), reach * angle.sin())
        })
    })
}

/// How much a disc at this place disturbs.
fn cost_of(
    at: MapPoint,
    disc: MapPoint,
    size: f64,
    boxes: &[(MapRect, f64)],
    points: &[MapPoint],
    discs: &[(MapPoint, f64)],
) -> f64 {
    let own = MapRect::around(disc, MapSize::new(2.0 * size + 6.0, 2.0 * size + 6.0));
    let covered = boxes.iter().filter(|(rect, _)| rect.overlaps(&own)).count() as f64;
    let stem = |part: u8| {
        let along = f64::from(part) / 9.0;
        MapPoint::new(at.x + (disc.x - at.x) * along, at.y + (disc.y - at.y) * along)
    };
    let on_stem =
        |rect: &MapRect| !rect.contains(at) && (1..=8).any(|part| rect.contains(stem(part)));
    let crossed = boxes.iter().filter(|(rect, _)| on_stem(rect)).map(|(_, cost)| cost).sum::<f64>();
    let touches = |(other, radius): &&(MapPoint, f64)| other.distance(disc) < size + radius + 5.0;
    let pierced = |(other, radius): &&(MapPoint, f64)| {
        (1..=8).any(|part| other.distance(stem(part)) < radius + 3.0)
    };
    let pierced = discs.iter().filter(pierced).count() as f64;
    let discs = discs.iter().filter(touches).count() as f64 + pierced * 0.4;
    let hidden = points.iter().filter(|point| point.distance(disc) < size + 8.0).count() as f64;
    disc.distance(at) + covered * 500.0 + crossed + discs * 2000.0 + hidden * 600.0
}

/// An arrow from where authority lies to where knowledge lies.
fn drift(from: MapPoint, to: MapPoint) -> Vec<Mark> {
    let length = from.distance(to);
    if length < 12.0 {
        return Vec::new();
    }
    let tip = toward(to, from, 7.0);
    let foot = toward(to, from, 19.0_f64.min(length));
    let (x, y) = ((to.x - from.x) / length * 6.0, (to.y - from.y) / length * 6.0);
    let line = |ink, width, dash| Mark::Path {
        points: vec![from, foot],
        closed: false,
        fill: None,
        stroke: Some(Stroke { ink, width, dash }),
    };
    vec![
        line(Ink::Paper, 4.5, None),
        line(Ink::Drift, 2.2, Some((8.0, 5.0))),
        Mark::Path {
            points: vec![tip, foot.offset(-y, x), foot.offset(y, -x)],
            closed: true,
            fill: Some(Ink::Drift),
            stroke: Some(Stroke::solid(Ink::Paper, 1.5)),
        },
    ]
}
