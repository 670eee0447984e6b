//! What a position decides and what it knows, as bars at the two ends of its box: so much for one
//! hundredth in every picture, whatever the largest of this one is.

use super::build::View;
use super::curve::Outline;
use super::obstacle::{InTheWay, Obstacles};
use crate::drawing::{Align, Ink, Mark, SMALLEST, Stroke, Weight};
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapRect, MapSize};
use crate::typeface;
use crate::wording::{Lens, words};

/// How long a bar is for one hundredth, in map units.
pub(super) const PER_PERCENT: f64 = 1.2;
/// How high a bar is that lies along the edge of its box.
const STRIP: f64 = 7.0;
/// Letters of the figure in a bar.
const FIGURE: f64 = 13.0;
/// Shares below this have no figure.
const TOLD: f64 = 0.1;

/// The shares that the box of a position stands for.
#[derive(Debug, Clone, Copy)]
struct Shares {
    decides: f64,
    knows: f64,
}

fn length(share: f64) -> f64 {
    share * 100.0 * PER_PERCENT
}

/// What a box decides and knows; nothing where neither is known.
fn shares(view: &View, id: PositionId) -> Option<Shares> {
    let analysis = view.input.analysis?;
    let people = view.people_in_box(id);
    if people.is_empty() || analysis.gap.is_err() {
        return None;
    }
    let sum = |parts: Option<&Vec<f64>>| -> f64 {
        let parts = parts.into_iter().flat_map(|parts| people.iter().map(|at| parts.get(*at)));
        parts.flatten().sum::<f64>().clamp(0.0, 1.0)
    };
    Some(Shares {
        decides: sum(analysis.authority.pooled.as_ref().ok()),
        knows: sum(analysis.knowledge.pooled.as_ref().ok()),
    })
}

/// The two bars at the ends of a box, that of authority first.
fn beside(rect: &MapRect, shares: Shares) -> [MapRect; 2] {
    let MapRect { min, max } = *rect;
    [
        MapRect { min: min.offset(-length(shares.decides), 0.0), max: MapPoint::new(min.x, max.y) },
        MapRect { min: MapPoint::new(max.x, min.y), max: max.offset(length(shares.knows), 0.0) },
    ]
}

/// The two bars along the upper and the lower edge of a box.
fn along(rect: &MapRect, shares: Shares) -> [MapRect; 2] {
    const INSET: f64 = 1.5;
    let left = rect.min.x + INSET + 1.0;
    let (top, foot) = (rect.min.y + INSET, rect.max.y - INSET);
    let right = |share| (left + length(share)).min(rect.max.x - INSET);
    [
        MapRect {
            min: MapPoint::new(left, top),
            max: MapPoint::new(right(shares.decides), top + STRIP),
        },
        MapRect {
            min: MapPoint::new(left, foot - STRIP),
            max: MapPoint::new(right(shares.knows), foot),
        },
    ]
}

/// Whether some bar would reach another box if bars stood beside their boxes. Then all lie along
/// the edges of their boxes.
pub(super) fn are_crowded(view: &View) -> bool {
    let outlines: Vec<Outline> = view
        .shown
        .iter()
        .map(|(_, _, text, center)| Outline { center: *center, size: text.size, corner: 0.0 })
        .collect();
    let obstacles = Obstacles::of(&outlines);
    let meets = |at: usize, rect: &MapRect| match obstacles.within(&rect.expanded(-1.0), [at; 2]) {
        InTheWay::Few(boxes) => !boxes.is_empty(),
        InTheWay::TooMany => true,
    };
    view.shown.iter().enumerate().any(|(at, (id, ..))| {
        let bars = shares(view, *id).map(|shares| beside(&outlines[at].rect(), shares));
        bars.is_some_and(|bars| bars.iter().any(|rect| rect.width() > 1.0 && meets(at, rect)))
    })
}

/// The bars of a box whose middle is the origin: those that lie behind it and those on it.
pub(super) fn bars(view: &View, id: PositionId, size: MapSize) -> (Vec<Mark>, Vec<Mark>) {
    let Some(shares) = shares(view, id) else { return Default::default() };
    let rect = MapRect::around(MapPoint::default(), size);
    let (mut behind, mut above) = (Vec::new(), Vec::new());
    match view.crowded {
        false => draw(&beside(&rect, shares), shares, &mut behind),
        true => draw(&along(&rect, shares), shares, &mut above),
    }
    (behind, above)
}

fn draw(rects: &[MapRect; 2], shares: Shares, marks: &mut Vec<Mark>) {
    let edge = Some(Stroke::solid(Ink::KnowledgeEdge, 0.8));
    // To the right of a box that stands for several lie the edges of the others.
    let looks = [
        (shares.decides, Ink::AuthorityBar, None, Ink::Paper, 8.0),
        (shares.knows, Ink::KnowledgeBar, edge, Ink::OnKnowledgeBar, 18.0),
    ];
    for (rect, (share, fill, stroke, ink, room)) in rects.iter().zip(looks) {
        if rect.width() < 0.4 {
            continue;
        }
        marks.push(Mark::Box { rect: *rect, corner: 0.0, fill: Some(fill), stroke });
        let text = words::percent(share);
        let wide = typeface::width(&text, FIGURE, Weight::SemiBold);
        if share >= TOLD && rect.width() > wide + room && rect.height() > FIGURE {
            let at = MapPoint::new(rect.max.x - 5.0, rect.center().y + FIGURE * 0.36);
            let (weight, align) = (Weight::SemiBold, Align::Right);
            let figure = Mark::Text { at, text, size: FIGURE, weight, align, ink };
            marks.push(super::figure::detail(SMALLEST / FIGURE, vec![figure]));
        }
    }
}

/// How much the bars of a picture reach beyond its boxes.
pub(super) fn reach(view: &View, id: PositionId, rect: &MapRect) -> Option<MapRect> {
    if view.crowded || view.input.lens != Lens::AuthorityAndKnowledge {
        return None;
    }
    let [left, right] = beside(rect, shares(view, id)?);
    Some(left.union(&right))
}

/// How much more a box knows than it decides, as a tone from -1 to 1: full from a quarter of the
/// whole on, the same in every picture.
pub(super) fn gap_tone(view: &View, id: PositionId) -> Option<f64> {
    const FULL: f64 = 0.25;
    let analysis = view.input.analysis?;
    let gap = analysis.gap.as_ref().ok()?;
    let people = view.people_in_box(id);
    let sum: f64 = people.iter().filter_map(|person| gap.by_person.get(*person)).sum();
    let told = !people.is_empty() && sum.abs() >= 0.01 && sum.is_finite();
    told.then_some((sum / FULL).clamp(-1.0, 1.0))
}
