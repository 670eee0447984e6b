//! Lines and flows.

use fulcrum::drawing::Mark;
use fulcrum::drawing::picture::{Annotations, ArcId, Picture, PictureInput, build};
use fulcrum::model::{FlowKind, LineKind, PositionId};
use fulcrum::quantity::MapPoint;
use fulcrum::wording::Lens;

use super::arranged;
use super::sample::{STAGE, Sample, relation};

fn length_middle(path: &[MapPoint]) -> MapPoint {
    let whole: f64 = path.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let mut left = whole / 2.0;
    for pair in path.windows(2) {
        let step = pair[0].distance(pair[1]);
        if step >= left {
            let part = left / step.max(1e-12);
            return pair[0].offset((pair[1].x - pair[0].x) * part, (pair[1].y - pair[0].y) * part);
        }
        left -= step;
    }
    path[path.len() - 1]
}

fn pair(flows: &[(u64, u64, FlowKind)], line: bool) -> Picture {
    let mut sample = Sample::new("Pair");
    sample.position(1, "Head", "Ada", None);
    sample.position(2, "Report", "Bo", None);
    if line {
        sample.line(2, 1, LineKind::Solid);
    }
    for (from, to, kind) in flows {
        sample.flow(*from, *to, kind.clone(), 3.0);
    }
    let map = sample.map;
    let mut arrangement = arranged(&map);
    arrangement.points.insert(PositionId(1), MapPoint::new(0.0, 0.0));
    arrangement.points.insert(PositionId(2), MapPoint::new(0.0, 170.0));
    build(&PictureInput {
        map: &map,
        stage: STAGE,
        arrangement: &arrangement,
        analysis: None,
        lens: Lens::Structure,
        annotations: Annotations::default(),
    })
}

fn six() -> Vec<(u64, u64, FlowKind)> {
    let kinds = FlowKind::STANDARD;
    let down = kinds.iter().map(|kind| (1, 2, kind.clone()));
    down.chain(kinds.iter().map(|kind| (2, 1, kind.clone()))).collect()
}

#[test]
fn six_arrows_between_two_positions_never_hide_one_another() {
    for line in [false, true] {
        let picture = pair(&six(), line);
        let arcs: Vec<_> = picture.arcs.iter().collect();
        assert_eq!(arcs.len(), if line { 7 } else { 6 });
        for (at, one) in arcs.iter().enumerate() {
            for other in &arcs[at + 1..] {
                let apart = length_middle(&one.path).distance(length_middle(&other.path));
                assert!(apart > 8.0, "{} and {}: {apart}", one.description, other.description);
                let (a, b) = (one.path[one.path.len() - 1], other.path[other.path.len() - 1]);
                assert!(a.distance(b) > 3.0, "the ends of {} meet", one.description);
            }
        }
    }
}

#[test]
fn arrows_end_at_the_border_of_the_box_they_go_to() {
    for arc in &pair(&six(), true).arcs {
        let bottom = MapPoint::new(0.0, 170.0);
        let [first, .., last] = arc.path.as_slice() else { panic!("a course") };
        for (end, position) in [(first, arc.from), (last, arc.to)] {
            let center = if position == PositionId(1) { MapPoint::default() } else { bottom };
            let (dx, dy) = ((end.x - center.x).abs(), (end.y - center.y).abs());
            assert!(dx > 20.0 || dy > 20.0, "{} ends inside of a box", arc.description);
            assert!(dx < 110.0 && dy < 45.0, "{} ends outside of a box", arc.description);
        }
    }
}

#[test]
fn a_flow_beside_a_reporting_line_keeps_off_it() {
    let picture = pair(&[(1, 2, FlowKind::Instruct)], true);
    let flow = picture.arcs.iter().find(|arc| matches!(arc.id, ArcId::Flow(_))).expect("the flow");
    for point in &flow.path {
        assert!(point.x.abs() > 6.0, "the line runs at x = 0, the flow at {point:?}");
    }
}

#[test]
fn kinds_of_flow_differ_in_ink_and_head_and_dash() {
    let flows: Vec<_> = FlowKind::STANDARD
        .into_iter()
        .chain([relation("friendship")])
        .map(|kind| (1, 2, kind))
        .collect();
    let picture = pair(&flows, false);
    let mut looks = Vec::new();
    for arc in &picture.arcs {
        let Mark::Path { stroke: Some(stroke), .. } = &arc.marks[0] else { panic!("a stroke") };
        let head = match &arc.marks[1] {
            Mark::Circle { .. } => "ring".to_string(),
            Mark::Path { points, closed, .. } => format!("{} {closed}", points.len()),
            other => panic!("{other:?} is no head"),
        };
        looks.push((
            format!("{:?}", stroke.ink),
            head,
            stroke.dash.map(|dash| format!("{dash:?}")),
        ));
    }
    for (at, one) in looks.iter().enumerate() {
        for other in &looks[at + 1..] {
            assert_ne!(one.0, other.0, "colour");
            assert_ne!(one.1, other.1, "head");
        }
    }
    // Only the two solid kinds share their dash, and they are told apart by colour and head.
    assert_eq!(looks.iter().filter(|look| look.2.is_none()).count(), 2);
}

#[test]
fn many_arrows_on_one_box_all_end_at_its_border() {
    let flows: Vec<_> = (0..12).map(|at| (1, 2, relation(&format!("kind {at}")))).collect();
    for arc in &pair(&flows, false).arcs {
        for (end, y) in [(arc.path[0], 0.0), (arc.path[arc.path.len() - 1], 170.0)] {
            // Both boxes are 84 wide; their height is that of a title and a name.
            let (dx, dy) = (end.x.abs(), (end.y - y).abs());
            assert!((15.0..45.0).contains(&dy) && dx <= 42.5, "{end:?} of {}", arc.description);
        }
    }
}
