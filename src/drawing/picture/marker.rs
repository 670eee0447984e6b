//! The centres of gravity on the drawing and on the level ruler.

use std::sync::Arc;

use super::build::View;
use super::curve::toward;
use super::{Center, MarkerFigure, NodeFigure, Ruler};
use crate::analysis::{Analysis, HierarchySource};
use crate::drawing::{Align, Ink, Mark, Stroke, Weight};
use crate::quantity::{MapPoint, MapRect, MapSize};
use crate::wording::Lens;

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

    /// The distribution that it is the middle of.
    pub(super) fn weights(self, analysis: &Analysis) -> Option<&[f64]> {
        let weights = match self {
            Self::Authority => &analysis.authority.pooled,
            Self::Knowledge => &analysis.knowledge.pooled,
            Self::Influence => &analysis.influence,
            Self::Whole => &analysis.mass,
        };
        weights.as_deref().ok()
    }

    /// Its height, where that is defined.
    fn height(self, analysis: &Analysis) -> Option<f64> {
        let gravity = &analysis.gravity;
        let center = match self {
            Self::Authority => &gravity.authority,
            Self::Knowledge => &gravity.knowledge,
            Self::Influence => &gravity.influence,
            Self::Whole => &gravity.mass,
        };
        center.height.as_ref().ok().copied().filter(|height| height.is_finite())
    }
}

/// The markers on this drawing and the drift between two of them, in the lens that is about them.
pub(super) fn markers(view: &View, nodes: &[Arc<NodeFigure>]) -> (Vec<MarkerFigure>, Vec<Mark>) {
    let Some(analysis) = view.input.analysis else { return Default::default() };
    if view.input.lens != Lens::CenterOfGravity && !view.shows_previews() {
        return Default::default();
    }
    let mut markers: Vec<_> = Center::ALL
        .into_iter()
        .filter_map(|center| {
            let at = middle(view, analysis, nodes, center.weights(analysis)?)?;
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
pub(super) fn previews(view: &View, nodes: &[Arc<NodeFigure>]) -> Vec<MarkerFigure> {
    let Some(super::Preview { analysis: then, words }) = view.input.annotations.preview else {
        return Vec::new();
    };
    let hollow = |center: Center| {
        let at = middle(view, then, nodes, center.weights(then)?)?;
        let rim = Some(Stroke { dash: Some((3.5, 2.5)), ..Stroke::solid(center.ink(), 2.0) });
        let middle = MapPoint::default();
        let letter = Mark::Text {
            at: middle.offset(0.0, 4.2),
            text: center.letter().into(),
            size: 11.5,
            weight: Weight::SemiBold,
            align: Align::Center,
            ink: Ink::Text,
        };
        let disc =
            Mark::Circle { center: middle, radius: 10.0, fill: Some(Ink::Surface), stroke: rim };
        let description = format!("{}: {} {words}", center.letter(), center.name());
        Some(MarkerFigure { center, at, marks: vec![disc, letter], description })
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

/// The level ruler in the lenses that are about weight, where there are levels and at least one centre with a height.
pub(super) fn ruler(view: &View) -> Option<Ruler> {
    let analysis = view.input.analysis?;
    let hierarchy = &analysis.hierarchy;
    let annotations = &view.input.annotations;
    let weighs = matches!(view.input.lens, Lens::AuthorityAndKnowledge | Lens::CenterOfGravity);
    if !weighs && !view.shows_previews() {
        return None;
    }
    if hierarchy.source == HierarchySource::None || hierarchy.levels < 2 {
        return None;
    }
    let of = |analysis: &Analysis| -> Vec<(Center, f64)> {
        let heights = Center::ALL.into_iter();
        heights.filter_map(|center| Some((center, center.height(analysis)?))).collect()
    };
    let heights = of(analysis);
    let equal = analysis.equal_height.as_ref().ok().copied()?;
    if heights.is_empty() || !equal.is_finite() {
        return None;
    }
    let previews = annotations.preview.map(|preview| of(preview.analysis)).unwrap_or_default();
    let whole = view.input.lens == Lens::CenterOfGravity;
    let band = annotations.band.filter(|_| whole).map(|band| (band.height.low, band.height.high));
    Some(Ruler { heights, equal, levels: hierarchy.levels, band, previews })
}

/// The weighted middle of the people who are drawn.
fn middle(
    view: &View,
    analysis: &Analysis,
    nodes: &[Arc<NodeFigure>],
    weights: &[f64],
) -> Option<MapPoint> {
    let (mut sum, mut x, mut y) = (0.0, 0.0, 0.0);
    for (person, weight) in analysis.people.iter().zip(weights) {
        let id = view.standing_for(*person);
        let Ok(index) = nodes.binary_search_by_key(&id, |node| node.id) else { continue };
        let at = nodes[index].center;
        sum += weight;
        x += weight * at.x;
        y += weight * at.y;
    }
    let point = MapPoint::new(x / sum, y / sum);
    (sum > 0.0 && point.is_placeable()).then_some(point)
}

/// A marker with its disc at its first choice of place.
fn marker(center: Center, at: MapPoint) -> MarkerFigure {
    let description = format!("{}: {} on this drawing", center.letter(), center.name());
    MarkerFigure { center, at, marks: marks(center, MapPoint::new(0.0, -40.0)), description }
}

fn radius(center: Center) -> f64 {
    if center == Center::Whole { DISC + 3.5 } else { DISC }
}

/// A point with a stem to a disc; `disc` is seen from the point, in screen points.
fn marks(center: Center, disc: MapPoint) -> Vec<Mark> {
    let (radius, ink) = (radius(center), center.ink());
    let rim = Some(Stroke::solid(Ink::Paper, 2.0));
    let stem = |ink, width| Mark::Path {
        points: vec![MapPoint::default(), disc],
        closed: false,
        fill: None,
        stroke: Some(Stroke::solid(ink, width)),
    };
    vec![
        stem(Ink::Paper, 4.0),
        stem(ink, 1.8),
        Mark::Circle { center: MapPoint::default(), radius: 4.5, fill: Some(ink), stroke: rim },
        Mark::Circle { center: disc, radius, fill: Some(ink), stroke: rim },
        Mark::Text {
            at: disc.offset(0.0, radius * 0.42),
            text: center.letter().into(),
            size: radius * 1.18,
            weight: Weight::SemiBold,
            align: Align::Center,
            ink: Ink::Paper,
        },
    ]
}

impl super::Picture {
    /// The markers as they are painted at a zoom: each disc where it covers no box, no other
    /// disc and as little as can be of what its stem would cross, near its point.
    #[must_use]
    pub fn pins(&self, zoom: f64) -> Vec<MarkerFigure> {
        let zoom = if zoom.is_finite() && zoom > 0.0 { zoom } else { 1.0 };
        let screen = |at: MapPoint| MapPoint::new(at.x * zoom, at.y * zoom);
        let near: Vec<MapRect> = self
            .nodes
            .iter()
            .map(|node| MapRect { min: screen(node.rect().min), max: screen(node.rect().max) })
            .filter(|rect| {
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
            let marks = marks(marker.center, MapPoint::new(disc.x - at.x, disc.y - at.y));
            pins.push(MarkerFigure { marks, ..marker.clone() });
        }
        pins
    }
}

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
    boxes: &[MapRect],
    points: &[MapPoint],
    discs: &[(MapPoint, f64)],
) -> f64 {
    let own = MapRect::around(disc, MapSize::new(2.0 * size + 6.0, 2.0 * size + 6.0));
    let covered = boxes.iter().filter(|rect| rect.overlaps(&own)).count() as f64;
    let stem = |part: u8| {
        let along = f64::from(part) / 9.0;
        MapPoint::new(at.x + (disc.x - at.x) * along, at.y + (disc.y - at.y) * along)
    };
    let on_stem =
        |rect: &&MapRect| !rect.contains(at) && (1..=8).any(|part| rect.contains(stem(part)));
    let crossed = boxes.iter().filter(on_stem).count() as f64;
    let touches = |(other, radius): &&(MapPoint, f64)| other.distance(disc) < size + radius + 5.0;
    let pierced = |(other, radius): &&(MapPoint, f64)| {
        (1..=8).any(|part| other.distance(stem(part)) < radius + 3.0)
    };
    let pierced = discs.iter().filter(pierced).count() as f64;
    let discs = discs.iter().filter(touches).count() as f64 + pierced * 0.4;
    let hidden = points.iter().filter(|point| point.distance(disc) < size + 8.0).count() as f64;
    disc.distance(at) + covered * 200.0 + crossed * 30.0 + discs * 2000.0 + hidden * 600.0
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
        line(Ink::Gravity, 2.2, Some((8.0, 5.0))),
        Mark::Path {
            points: vec![tip, foot.offset(-y, x), foot.offset(y, -x)],
            closed: true,
            fill: Some(Ink::Gravity),
            stroke: Some(Stroke::solid(Ink::Paper, 1.5)),
        },
    ]
}
