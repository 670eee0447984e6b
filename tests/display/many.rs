//! Pictures of many positions: what lies where is found without a look at all of them, the hand
//! carries some above a drawing that stays, and very many flows wait until they are asked for.

use std::collections::BTreeSet;

use fulcrum::drawing::picture::{Annotations, ArcId, Picture, PictureInput, build};
use fulcrum::layout::{Arrangement, Room, unfold};
use fulcrum::model::{FlowId, FlowKind, LineKind, OrgMap, PositionId};
use fulcrum::quantity::{MapPoint, MapRect};
use fulcrum::wording::Lens;

use super::arranged;
use super::sample::{STAGE, Sample};

/// So many people, each but the first below another one, in units of thirty.
fn people(count: u64) -> Sample {
    let mut sample = Sample::new("Many");
    for unit in 0..count.div_ceil(30) {
        sample.unit(100_000 + unit, &format!("Unit {unit}"));
    }
    for id in 1..=count {
        sample.position(id, &format!("Post {id}"), "", Some(100_000 + id / 30));
    }
    for id in 2..=count {
        sample.line(id, (id - 2) / 5 + 1, LineKind::Solid);
    }
    sample
}

fn drawn(map: &OrgMap, arrangement: &Arrangement, lens: Lens) -> Picture {
    build(&PictureInput {
        map,
        stage: STAGE,
        arrangement,
        analysis: None,
        lens,
        annotations: Annotations::default(),
    })
}

/// Parts of a picture, small and large.
fn parts(picture: &Picture) -> Vec<MapRect> {
    let nodes = picture.nodes.iter().step_by(311);
    let near = nodes.flat_map(|node| [0.0, 90.0, 1_500.0].map(|by| node.rect().expanded(by)));
    near.chain([picture.bounds, MapRect::default()]).collect()
}

#[test]
fn what_lies_in_a_part_of_a_large_picture_is_what_a_look_at_everything_finds() {
    let mut sample = people(3_000);
    for id in 1..400 {
        sample.flow(id, 3_000 - 7 * id, FlowKind::Consult, 2.0);
    }
    let map = sample.map;
    let picture = drawn(&map, &arranged(&map), Lens::Communication);
    assert!(picture.nodes.len() == 3_000 && picture.arcs.len() > 3_300);
    for part in parts(&picture) {
        let nodes: Vec<PositionId> =
            picture.nodes_in(part).into_iter().map(|node| node.id).collect();
        let wanted = picture.nodes.iter().filter(|node| node.rect().overlaps(&part));
        let wanted: Vec<PositionId> = wanted.map(|node| node.id).collect();
        assert_eq!(nodes, wanted);
        let arcs: Vec<ArcId> = picture.arcs_in(part).into_iter().map(|arc| arc.id).collect();
        let here = picture.arcs.iter().filter(|arc| !arc.on_demand && arc.bounds.overlaps(&part));
        assert_eq!(arcs, here.map(|arc| arc.id).collect::<Vec<_>>());
        let all = nodes.len() + arcs.len();
        assert!(!picture.has_more_than(all, part));
        assert!(all == 0 || picture.has_more_than(all - 1, part));
    }
    for node in picture.nodes.iter().step_by(97) {
        let found = picture.node_at(node.center, |_| true).map(|node| node.id);
        assert_eq!(found, Some(node.id));
        let hung: BTreeSet<ArcId> = picture.arcs_of(node.id).map(|arc| arc.id).collect();
        let wanted = picture.arcs.iter().filter(|arc| arc.from == node.id || arc.to == node.id);
        assert_eq!(hung, wanted.map(|arc| arc.id).collect());
    }
    for arc in picture.arcs.iter().step_by(61) {
        assert_eq!(picture.arc(arc.id).map(|found| &found.path), Some(&arc.path));
    }
    assert!(picture.arc(ArcId::Flow(FlowId(5))).is_none());
}

#[test]
fn what_the_hand_carries_takes_its_own_arcs_along_and_nothing_else() {
    let map = people(3_000).map;
    let picture = drawn(&map, &arranged(&map), Lens::Structure);
    let before = picture.clone();
    let carried = [PositionId(40), PositionId(2_500)];
    let to = |id: PositionId| picture.node(id).unwrap().center.offset(70.0, -900.0);
    let carried_now = picture.carried(&carried.map(|id| (id, to(id))));
    assert!(picture == before, "the picture stays");
    assert_eq!(carried_now.nodes.keys().copied().collect::<Vec<_>>(), carried);
    assert!(carried_now.nodes.iter().all(|(id, node)| node.center == to(*id)));
    let found: BTreeSet<ArcId> = carried_now.arcs.iter().map(|arc| arc.id).collect();
    let wanted: BTreeSet<ArcId> =
        carried.into_iter().flat_map(|id| picture.arcs_of(id).map(|arc| arc.id)).collect();
    assert!(found == wanted && !wanted.is_empty());
    for arc in &carried_now.arcs {
        let end = |id: PositionId| {
            let node = carried_now.nodes.get(&id).map(AsRef::as_ref);
            node.or_else(|| picture.node(id)).unwrap().rect().expanded(2.0)
        };
        let (first, last) = (arc.path[0], arc.path[arc.path.len() - 1]);
        assert!(end(arc.from).contains(first) && end(arc.to).contains(last), "{:?}", arc.id);
    }
    // So many that nobody could follow their arcs are carried without them.
    let all: Vec<(PositionId, MapPoint)> =
        picture.nodes.iter().map(|node| (node.id, node.center)).collect();
    let all = picture.carried(&all);
    assert!(all.nodes.len() == 3_000 && all.arcs.is_empty());
}

#[test]
fn very_many_flows_wait_until_somebody_of_theirs_is_asked_for() {
    let mut sample = people(300);
    for from in 1..=300 {
        for step in 1..=140 {
            let to = (from + 2 * step - 1) % 300 + 1;
            let kind = if step % 2 == 0 { FlowKind::Consult } else { FlowKind::Inform };
            sample.flow(from, to, kind, 1.0);
        }
    }
    let map = sample.map;
    let stage = map.stage(STAGE).unwrap();
    assert!(stage.flows().len() > 40_000);
    let picture = drawn(&map, &arranged(&map), Lens::Structure);
    assert!(picture.arcs.iter().all(|arc| matches!(arc.id, ArcId::Line(_))));
    assert!(picture.caption.contains("flows"), "{}", picture.caption);
    let asked = PositionId(17);
    let flows: BTreeSet<FlowId> = picture.waiting_flows(asked).iter().copied().collect();
    let own = stage.flows().iter().filter(|(_, flow)| flow.from == asked || flow.to == asked);
    let own = own.filter(|(_, flow)| flow.from != flow.to);
    assert_eq!(flows, own.map(|(id, _)| id).collect());
    let some: Vec<FlowId> = flows.into_iter().take(50).collect();
    let figures = picture.waiting_figures(stage, &some);
    assert_eq!(figures.len(), some.len());
    for figure in figures {
        let ArcId::Flow(id) = figure.id else { panic!("a flow was asked for") };
        let flow = stage.flows().get(id).unwrap();
        assert!(figure.from == flow.from && figure.to == flow.to && !figure.marks.is_empty());
        let near = |id, at| picture.node(id).unwrap().rect().expanded(2.0).contains(at);
        assert!(near(flow.from, figure.path[0]));
        assert!(near(flow.to, figure.path[figure.path.len() - 1]));
    }
    // Where they are few they are drawn as always.
    let mut few = people(300);
    few.flow(3, 17, FlowKind::Consult, 1.0);
    let picture = drawn(&few.map, &arranged(&few.map), Lens::Structure);
    assert!(picture.arcs.iter().any(|arc| matches!(arc.id, ArcId::Flow(_))));
    assert!(picture.waiting_flows(PositionId(17)).is_empty());
}

#[test]
fn of_very_many_sums_between_boxes_the_heaviest_have_arrows() {
    let mut sample = people(400);
    for from in 1..=400 {
        for step in 1..=300 {
            let to = (from + step - 1) % 400 + 1;
            sample.flow(from, to, FlowKind::Consult, 1.0);
        }
    }
    let map = sample.map;
    let stage = map.stage(STAGE).unwrap();
    let mut cuts = Vec::new();
    unfold(stage, Room::SCREEN, |cut| {
        cuts.push(cut);
        true
    });
    let finest = cuts.last().unwrap();
    let boxes = finest.points.len();
    // Everybody asks three in four of all, so that nearly all pairs of boxes have a sum.
    assert!(finest.is_overview() && boxes > 180, "{boxes}");
    let picture = drawn(&map, finest, Lens::Communication);
    let flows = picture.arcs.iter().filter(|arc| matches!(arc.id, ArcId::Flow(_)));
    assert_eq!(flows.count(), 20_000);
    assert!(picture.caption.contains("left out"), "{}", picture.caption);
}
