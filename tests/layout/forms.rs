//! The other forms of a chart, by communication, and units drawn as one box.

use std::collections::BTreeMap;
use std::sync::Arc;

use fulcrum::layout::{Arrangement, by_communication};
use fulcrum::model::{Change, ChartForm, Delta, Position, PositionId, Unit, UnitId};
use fulcrum::quantity::{MapPoint, MapRect};
use proptest::prelude::*;

use super::{Drawn, STAGE, added};

impl Drawn {
    /// The same in another form.
    fn drawn_as(mut self, form: ChartForm) -> Self {
        let before = Arc::new(self.0.stage(STAGE).expect("the stage is there").record().clone());
        let mut record = (*before).clone();
        record.chart = form;
        let delta = Delta { id: STAGE, before: Some(before), after: Some(Arc::new(record)) };
        self.apply(&Change::Stage(delta));
        self
    }
}

fn nobody_covers_anybody(arrangement: &Arrangement) {
    let boxes: Vec<MapRect> =
        arrangement.points.keys().filter_map(|id| arrangement.rect(*id)).collect();
    for (number, one) in boxes.iter().enumerate() {
        for other in &boxes[number + 1..] {
            assert!(!one.overlaps(other), "{one:?} {other:?}");
        }
    }
}

/// A chart of three levels: one top, four below, five below each of these.
fn three_levels() -> Drawn {
    let below = (2..=5).map(|id| (id, 1));
    let lowest = (6..=25).map(|id| (id, 2 + (id - 6) / 5));
    Drawn::with(25, &below.chain(lowest).collect::<Vec<_>>())
}

#[test]
fn a_chart_to_the_right_has_its_levels_in_columns() {
    let arrangement = three_levels().drawn_as(ChartForm::Right).arranged();
    nobody_covers_anybody(&arrangement);
    let x = |id: u64| arrangement.points[&PositionId(id)].x;
    assert!((2..=5).all(|id| x(id) > x(1) && (x(id) - x(2)).abs() < 1e-9));
    assert!((6..=25).all(|id| x(id) > x(2)));
}

#[test]
fn a_compact_chart_is_no_wider_and_keeps_superiors_above() {
    let wide = three_levels().arranged();
    let compact = three_levels().drawn_as(ChartForm::Compact).arranged();
    nobody_covers_anybody(&compact);
    assert!(compact.bounds.width() <= wide.bounds.width() + 1e-6);
    let y = |id: u64| compact.points[&PositionId(id)].y;
    assert!((6..=25).all(|id| y(id) > y(2 + (id - 6) / 5)));
}

#[test]
fn rings_lie_round_the_top_and_reports_farther_out_than_superiors() {
    let arrangement = three_levels().drawn_as(ChartForm::Radial).arranged();
    nobody_covers_anybody(&arrangement);
    let top = arrangement.points[&PositionId(1)];
    let out = |id: u64| {
        let at = arrangement.points[&PositionId(id)];
        // The rings are flattened; see the layout.
        (at.x - top.x).hypot((at.y - top.y) / 0.62)
    };
    for id in 2..=5 {
        assert!(out(id) > 150.0);
    }
    for id in 6..=25 {
        assert!(out(id) > out(2 + (id - 6) / 5), "{id}");
    }
}

#[test]
fn by_communication_those_who_talk_come_nearer_and_nothing_depends_on_chance() {
    let mut drawn = three_levels();
    drawn.flow(6, 25);
    drawn.flow(25, 6);
    let before = drawn.arranged();
    let stage = drawn.0.stage(STAGE).expect("the stage is there");
    let moved = by_communication(stage, &before, &mut |_| true).expect("nobody calls it off");
    assert_eq!(Some(&moved), by_communication(stage, &before, &mut |_| true).as_ref());
    let distance = |points: &BTreeMap<PositionId, MapPoint>, a: u64, b: u64| {
        points[&PositionId(a)].distance(points[&PositionId(b)])
    };
    let points: BTreeMap<PositionId, MapPoint> = moved.into_iter().collect();
    assert_eq!(points.len(), 25);
    let start: BTreeMap<PositionId, MapPoint> = before.points.clone().into_iter().collect();
    assert!(distance(&points, 6, 25) < 0.5 * distance(&start, 6, 25));
    let after = Arrangement { points: points.clone().into_iter().collect(), ..before.clone() };
    nobody_covers_anybody(&after);
    // From where it came to rest it hardly moves.
    let again = by_communication(stage, &after, &mut |_| true).expect("nobody calls it off");
    let moves = again.iter().map(|(id, at)| at.distance(points[id]));
    let mean = moves.sum::<f64>() / 25.0;
    let first = points.iter().map(|(id, at)| at.distance(before.points[id])).sum::<f64>() / 25.0;
    assert!(mean < 0.25 * first, "{mean} after {first}");
}

#[test]
fn a_folded_unit_is_one_box_that_keeps_its_place_in_the_chart() {
    let mut drawn = three_levels();
    let unit = UnitId(3_000_000);
    let folded = Unit { name: "Lab".into(), folded: true, ..Unit::default() };
    drawn.apply(&Change::Unit(STAGE, added(unit, folded)));
    // Seat 2 leads the unit, seats 6 and 7 are in it, seats 8 to 10 report to seat 2 from outside.
    for id in [2, 6, 7] {
        drawn.position(id, Position { unit: Some(unit), ..Position::held(format!("Seat {id}")) });
    }
    let arrangement = drawn.arranged();
    nobody_covers_anybody(&arrangement);
    assert_eq!(arrangement.folded_units[&PositionId(2)], unit);
    assert_eq!(arrangement.points.len(), 23);
    for id in [6, 7] {
        assert_eq!(arrangement.hidden[&PositionId(id)], PositionId(2));
    }
    let text = arrangement.sizes.get(&PositionId(2)).expect("it is drawn");
    assert_eq!(
        (text.title_lines.concat().as_str(), text.second_line.as_deref()),
        ("Lab (3)", None)
    );
    let y = |id: u64| arrangement.points[&PositionId(id)].y;
    assert!(y(8) > y(2) && y(2) > y(1));
}

proptest! {
    #[test]
    fn in_every_form_nobody_covers_anybody(
        superiors in proptest::collection::vec(1_u64..40, 1..40),
        form in 0_usize..4,
    ) {
        let lines: Vec<(u64, u64)> = superiors
            .iter()
            .enumerate()
            .map(|(number, superior)| (number as u64 + 2, (superior % (number as u64 + 1)) + 1))
            .collect();
        let drawn = Drawn::with(lines.len() as u64 + 1, &lines).drawn_as(ChartForm::ALL[form]);
        nobody_covers_anybody(&drawn.arranged());
    }
}
