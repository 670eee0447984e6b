//! What is written on a sheet lies clear of what is drawn on it.

use fulcrum::drawing::overlay::OverlayParts;
use fulcrum::drawing::{Ink, Mark};
use fulcrum::quantity::{MapPoint, MapRect};
use fulcrum::wording::Lens;

use super::telling::{assert_none, each_sheet, letters_of};

/// The corners of what bounds some points.
fn around(points: &[MapPoint]) -> MapRect {
    let rect = |at: &MapPoint| MapRect { min: *at, max: *at };
    points.iter().map(rect).reduce(|one, other| one.union(&other)).expect("some points")
}

/// Whether a way of straight pieces comes into a rectangle, looked at every tenth of a point.
fn comes_into(way: &[MapPoint], rect: &MapRect) -> bool {
    way.windows(2).any(|pair| {
        let steps = (pair[0].distance(pair[1]) * 10.0).ceil().max(1.0);
        let (x, y) = ((pair[1].x - pair[0].x) / steps, (pair[1].y - pair[0].y) / steps);
        (0..=steps as u32)
            .any(|step| rect.contains(pair[0].offset(x * f64::from(step), y * f64::from(step))))
    })
}

#[test]
fn the_scatter_takes_the_larger_part_and_its_words_lie_on_no_point_and_no_leader() {
    let mut faults = Vec::new();
    each_sheet(&[Lens::Fit], |drawn| {
        if drawn.picture.scatter.is_none() {
            return;
        }
        let marks = drawn.marks(OverlayParts::ALL);
        let band = marks.iter().find_map(|mark| match mark {
            Mark::Path { points, fill: Some(Ink::FitBand), .. } => Some(around(points)),
            _ => None,
        });
        let square = band.expect("the band runs from corner to corner");
        let part = square.height() / drawn.page.height.min(drawn.page.width * 0.75);
        if part < 0.6 {
            faults.push(format!("{}: the square takes {part:.2} of the height", drawn.of));
        }
        let is_point = |ink: Ink| {
            matches!(ink, Ink::TighterPoint | Ink::LooserPoint | Ink::FitsPoint | Ink::UnitPoint)
        };
        let inked = |fill: &Option<Ink>, edge: Option<Ink>| {
            fill.is_some_and(is_point) || edge.is_some_and(is_point)
        };
        let points = marks.iter().filter_map(|mark| match mark {
            Mark::Path { points, fill, stroke, .. } => {
                inked(fill, stroke.map(|it| it.ink)).then(|| around(points).center())
            }
            Mark::Circle { center, fill, stroke, .. } => {
                inked(fill, stroke.map(|it| it.ink)).then_some(*center)
            }
            Mark::Box { .. } | Mark::Text { .. } | Mark::Detail { .. } => None,
        });
        let points: Vec<MapPoint> = points.filter(|at| square.contains(*at)).collect();
        let leaders: Vec<&Vec<MapPoint>> = marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Path { points, fill: None, stroke: Some(stroke), .. } => {
                    (stroke.ink == Ink::Hairline && square.contains(points[0])).then_some(points)
                }
                _ => None,
            })
            .collect();
        for (text, place) in marks.iter().filter_map(letters_of) {
            let covered = points.iter().filter(|at| place.contains(**at)).count();
            let crossed = leaders.iter().any(|way| comes_into(way, &place));
            if covered > 0 || crossed {
                faults.push(format!("{}: {text} lies on {covered} points", drawn.of));
            }
        }
    });
    assert_none(&faults);
}

#[test]
fn no_thread_lies_across_a_title_and_no_drift_across_a_figure() {
    let mut faults = Vec::new();
    each_sheet(&[Lens::Leadership, Lens::CenterOfGravity], |drawn| {
        let marks = drawn.marks(OverlayParts { lane: false, ..OverlayParts::ALL });
        let ways: Vec<&Vec<MapPoint>> = marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Path { points, fill: None, stroke: Some(stroke), .. } => {
                    matches!(stroke.ink, Ink::Routine | Ink::Drift).then_some(points)
                }
                _ => None,
            })
            .collect();
        for mark in &marks {
            let Some((text, place)) = letters_of(mark) else { continue };
            let unit = matches!(mark, Mark::Text { ink: Ink::UnitText, .. });
            let is_free = unit || text.ends_with(" %");
            if is_free && ways.iter().any(|way| comes_into(way, &place)) {
                faults.push(format!("{}: {text} is crossed", drawn.of));
            }
        }
    });
    assert_none(&faults);
}

#[test]
fn every_shape_of_a_unit_is_named_once_where_nothing_lies_in_the_way() {
    // Few boxes and no arrow are drawn in this lens.
    let mut faults = Vec::new();
    each_sheet(&[Lens::Organicity], |drawn| {
        let parts = OverlayParts { lane: false, legend: false, ..OverlayParts::ALL };
        let texts: Vec<String> =
            drawn.marks(parts).iter().filter_map(letters_of).map(|it| it.0).collect();
        for area in &drawn.picture.areas {
            let mut shapes: Vec<Vec<&MapRect>> = Vec::new();
            for rect in &area.rects {
                let (met, apart): (Vec<_>, Vec<_>) = shapes
                    .into_iter()
                    .partition(|shape| shape.iter().any(|other| other.overlaps(rect)));
                shapes = apart;
                shapes.push(met.into_iter().flatten().chain([rect]).collect());
            }
            let named = texts.iter().filter(|text| **text == area.name).count();
            if named > shapes.len() || (drawn.of.starts_with("bank") && named < shapes.len()) {
                faults.push(format!(
                    "{}: {} has {} shapes and {named} titles",
                    drawn.of,
                    area.name,
                    shapes.len()
                ));
            }
        }
    });
    assert_none(&faults);
}
