//! From one picture to the next all that is in both moves: half way it lies in the middle.

use std::path::Path;

use fulcrum::analysis::Cancel;
use fulcrum::drawing::overlay::{Frame, OverlayParts, ruler_place};
use fulcrum::drawing::picture::{Annotations, Picture, PictureInput, build};
use fulcrum::drawing::{Mark, StageReadings};
use fulcrum::layout::{Room, arrange, arrange_whole_in};
use fulcrum::model::OrgMap;
use fulcrum::quantity::MapPoint;
use fulcrum::storage::read;
use fulcrum::wording::Lens;

fn three_ways() -> OrgMap {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/three-ways.orgmap");
    read(&path).expect("an example").map
}

/// The first stage as a window shows it, and the last one as a narrow wall does.
fn two(lens: Lens) -> (Picture, Picture) {
    let map = three_ways();
    let stages: Vec<_> = map.stages().map(|(id, _)| id).collect();
    let draw = |id, room: Option<Room>| {
        let known = StageReadings::of(&map, id, &Cancel::never()).unwrap();
        let stage = map.stage(id).unwrap();
        let arrangement = match room {
            Some(room) => arrange_whole_in(stage, room),
            None => arrange(stage),
        };
        build(&PictureInput {
            map: &map,
            stage: id,
            arrangement: &arrangement,
            analysis: Some(&known.analysis),
            lens,
            annotations: Annotations::default(),
        })
    };
    (draw(stages[0], None), draw(stages[2], Some(Room { width: 20.0, height: 40.0 })))
}

fn middle(one: MapPoint, other: MapPoint) -> MapPoint {
    MapPoint::new((one.x + other.x) / 2.0, (one.y + other.y) / 2.0)
}

#[test]
fn it_begins_where_the_old_picture_was_and_ends_as_the_new_one() {
    for lens in Lens::ALL {
        let (before, after) = two(lens);
        assert!(after.coming_from(&before, 1.0) == after, "{lens:?}");
        assert!(after.coming_from(&before, 7.0) == after, "no change goes beyond its end");
        let begun = after.coming_from(&before, 0.0);
        for node in &begun.nodes {
            let old = before.node(node.id).unwrap();
            assert_eq!((node.center, node.size), (old.center, old.size), "{lens:?}");
        }
        for marker in &begun.markers {
            let old = before.markers.iter().find(|old| old.center == marker.center);
            assert!(old.is_none_or(|old| old.at == marker.at), "{lens:?}");
        }
    }
}

#[test]
fn half_way_boxes_markers_and_the_ruler_lie_in_the_middle() {
    let (before, after) = two(Lens::CenterOfGravity);
    let half = after.coming_from(&before, 0.5);
    let mut moved = 0;
    for node in &half.nodes {
        let (old, new) = (before.node(node.id).unwrap(), after.node(node.id).unwrap());
        assert!(node.center.distance(middle(old.center, new.center)) < 1e-9);
        let wide = (old.size.width + new.size.width) / 2.0;
        assert!((node.size.width - wide).abs() < 1e-9);
        moved += usize::from(old.center != new.center);
    }
    assert!(moved > 5, "the two are laid out in different ways");
    assert!(half.markers.len() > 2);
    for marker in &half.markers {
        let of = |picture: &Picture| {
            picture.markers.iter().find(|it| it.center == marker.center).map(|it| it.at)
        };
        let (Some(old), Some(new)) = (of(&before), of(&after)) else { continue };
        assert!(marker.at.distance(middle(old, new)) < 1e-9, "{:?}", marker.center);
    }
    let values = |picture: &Picture| picture.ruler.clone().unwrap().marks;
    for (center, value) in values(&half) {
        let of = |all: Vec<_>| all.into_iter().find(|(other, _)| *other == center).unwrap().1;
        let wanted: f64 = (of(values(&before)) + of(values(&after))) / 2.0;
        assert!((value - wanted).abs() < 1e-9, "{center:?}");
    }
}

#[test]
fn half_way_bars_are_half_as_much_wider() {
    let (before, after) = two(Lens::AuthorityAndKnowledge);
    let half = after.coming_from(&before, 0.5);
    let boxes = |picture: &Picture, at: usize| -> Vec<f64> {
        let marks = picture.nodes[at].marks.iter();
        marks
            .filter_map(|mark| match mark {
                Mark::Box { rect, .. } => Some(rect.width()),
                _ => None,
            })
            .collect()
    };
    let mut changed = 0;
    for at in 0..half.nodes.len() {
        let (old, now, new) = (boxes(&before, at), boxes(&half, at), boxes(&after, at));
        if before.nodes[at].marks.len() != after.nodes[at].marks.len() || old.len() != new.len() {
            continue;
        }
        for ((old, now), new) in old.iter().zip(&now).zip(&new) {
            let wanted = (old + new) / 2.0;
            assert!((now - wanted).abs() < 1e-9 || (now - new).abs() < 1e-9);
            changed += usize::from((old - new).abs() > 1.0 && (now - wanted).abs() < 1e-9);
        }
    }
    assert!(changed > 3, "{changed} bars are on their way");
}

#[test]
fn arrows_hang_on_their_boxes_all_the_way() {
    let (before, after) = two(Lens::Structure);
    for part in [0.25, 0.5, 0.75] {
        let now = after.coming_from(&before, part);
        for arc in now.arcs.iter().filter(|arc| !arc.on_demand) {
            if !before.arcs.iter().any(|old| old.id == arc.id) {
                continue;
            }
            for (id, end) in [(arc.from, arc.path.first()), (arc.to, arc.path.last())] {
                let rect = now.node(id).unwrap().rect().expanded(8.0);
                assert!(rect.contains(*end.unwrap()), "{:?} at {part}", arc.id);
            }
        }
    }
}

#[test]
fn a_value_lies_on_the_ruler_in_proportion_and_nowhere_without_one() {
    let (before, _) = two(Lens::CenterOfGravity);
    let parts = OverlayParts::ALL;
    let frame = Frame::fitted(&before, parts, (1280.0, 720.0), 1.0, 3.0);
    let at = |value: f64| ruler_place(&before, parts, &frame, value).unwrap();
    let ruler = before.ruler.as_ref().unwrap();
    let step = (ruler.highest - ruler.lowest) / 4.0;
    let heights: Vec<f64> = (0..=4).map(|it| at(ruler.lowest + step * f64::from(it)).y).collect();
    for pair in heights.windows(2) {
        let whole = heights[0] - heights[4];
        assert!((pair[0] - pair[1] - whole / 4.0).abs() < 1e-6, "linear, and higher is higher");
    }
    assert_eq!(at(ruler.lowest).x, at(ruler.highest).x);
    let (structure, _) = two(Lens::Structure);
    assert_eq!(ruler_place(&structure, parts, &frame, 0.0), None);
}
