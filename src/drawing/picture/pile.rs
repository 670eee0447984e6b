//! Further boxes behind, for a unit that is drawn as one: as much of them as is seen.

use crate::drawing::{Ink, Mark, Stroke};
use crate::quantity::{MapPoint, MapRect};

/// How far a box that lies behind another one reaches beyond it.
const BEHIND: f64 = 4.0;

/// The boxes behind this one.
pub(super) fn pile(rect: &MapRect, corner: f64, marks: &mut Vec<Mark>) {
    for step in [2.0 * BEHIND, BEHIND] {
        let behind = |step: f64| {
            let MapRect { min, max } = *rect;
            MapRect { min: min.offset(step, step), max: max.offset(step, step) }
        };
        let line = |points: Vec<MapPoint>, stroke: Stroke| Mark::Path {
            points,
            closed: false,
            fill: None,
            stroke: Some(stroke),
        };
        // From the middle of one line to that of the next, and a little under both.
        let paper = right_and_below(&behind(step - BEHIND / 2.0), corner, None);
        marks.push(line(paper, Stroke::solid(Ink::Surface, BEHIND + 0.8)));
        let edge = right_and_below(&behind(step), corner, Some(BEHIND));
        marks.push(line(edge, Stroke::solid(Ink::FoldedUnit, 1.2)));
    }
}

/// The right and the lower side of the outline of a rounded box, with the corner between them; and
/// the corners at the other ends where those are wanted, with as much of the next side as a box in
/// front leaves free.
fn right_and_below(rect: &MapRect, corner: f64, free: Option<f64>) -> Vec<MapPoint> {
    const STEPS: u8 = 5;
    let MapRect { min, max } = *rect;
    let at = MapPoint::new;
    let turn = |x: f64, y: f64, from: f64| {
        (0..=STEPS).map(move |step| {
            let turn = (f64::from(step) / f64::from(STEPS) + from) * std::f64::consts::FRAC_PI_2;
            at(x + corner * turn.cos(), y + corner * turn.sin())
        })
    };
    let middles = MapRect { min, max }.expanded(-corner);
    let lower_right = turn(middles.max.x, middles.max.y, 0.0);
    match free.map(|free| free.max(corner)) {
        Some(free) => std::iter::once(at(max.x - free, min.y))
            .chain(turn(middles.max.x, middles.min.y, -1.0))
            .chain(lower_right)
            .chain(turn(middles.min.x, middles.max.y, 1.0))
            .chain([at(min.x, max.y - free)])
            .collect(),
        None => {
            let free = corner.max(BEHIND / 2.0);
            std::iter::once(at(max.x, min.y + free))
                .chain(lower_right)
                .chain([at(min.x + free, max.y)])
                .collect()
        }
    }
}
