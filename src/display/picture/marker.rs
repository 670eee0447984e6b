//! The centres of gravity on the drawing and on the level ruler.

use std::sync::Arc;

use super::build::View;
use super::curve::toward;
use super::{Center, MarkerFigure, NodeFigure, Ruler};
use crate::analysis::{Analysis, HierarchySource};
use crate::display::{Align, Ink, Lens, Mark, Stroke, Weight};
use crate::quantity::MapPoint;

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
    if view.input.lens != Lens::CenterOfGravity {
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

/// The level ruler in the lenses that are about weight, where there are levels and at least one centre with a height.
pub(super) fn ruler(view: &View) -> Option<Ruler> {
    let analysis = view.input.analysis?;
    let hierarchy = &analysis.hierarchy;
    if !matches!(view.input.lens, Lens::AuthorityAndKnowledge | Lens::CenterOfGravity) {
        return None;
    }
    if hierarchy.source == HierarchySource::None || hierarchy.levels < 2 {
        return None;
    }
    let heights: Vec<_> = Center::ALL
        .into_iter()
        .filter_map(|center| Some((center, center.height(analysis)?)))
        .collect();
    let equal = analysis.equal_height.as_ref().ok().copied()?;
    if heights.is_empty() || !equal.is_finite() {
        return None;
    }
    Some(Ruler { heights, equal, levels: hierarchy.levels })
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

/// A pin whose disc stands far enough aside to leave free the title of a box it is in the middle
/// of. Each disc has a column of its own, as the centres of an even chart lie above each other.
fn marker(center: Center, at: MapPoint) -> MarkerFigure {
    let disc = match center {
        Center::Authority => MapPoint::new(-54.0, -11.0),
        Center::Knowledge => MapPoint::new(54.0, -11.0),
        Center::Influence => MapPoint::new(-82.0, 11.0),
        Center::Whole => MapPoint::new(86.0, 11.0),
    };
    let radius = if center == Center::Whole { DISC + 3.5 } else { DISC };
    let ink = center.ink();
    let rim = Some(Stroke::solid(Ink::Paper, 2.0));
    let stem_line = |ink, width| Mark::Path {
        points: vec![MapPoint::default(), disc],
        closed: false,
        fill: None,
        stroke: Some(Stroke::solid(ink, width)),
    };
    let marks = vec![
        stem_line(Ink::Paper, 4.0),
        stem_line(ink, 1.8),
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
    ];
    let description = format!("{}: {} on this drawing", center.letter(), center.name());
    MarkerFigure { center, at, marks, description }
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
