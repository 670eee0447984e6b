//! Pictures of many positions: what lies where is found without a look at all of them, the hand
//! carries some above a drawing that stays, and very many flows wait until they are asked for.

use std::collections::BTreeSet;

use fulcrum::analysis::{Cancel, Question, Settings, analyse_at_once};
use fulcrum::drawing::picture::{Annotations, ArcId, Picture, PictureInput, build, build_part};
use fulcrum::layout::{Arrangement, Room, unfold};
use fulcrum::model::{Domain, FlowId, FlowKind, LineKind, OrgMap, Position, PositionId};
use fulcrum::quantity::{Expertise, MapPoint, MapRect, Right};
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

/// A picture and those of some of its parts, which must show what the whole shows there.
fn same_in_parts(input: &PictureInput<'_>) {
    let whole = build(input);
    assert!(!whole.is_part());
    let order = |rect: &MapRect| (rect.min.x as i64, rect.min.y as i64);
    let all = |picture: &Picture| {
        let mut boxes: Vec<MapRect> = picture.boxes().collect();
        boxes.sort_by_key(order);
        boxes
    };
    for within in parts(&whole).into_iter().filter(|part| *part != MapRect::default()) {
        let part = build_part(input, Some(within));
        for node in whole.nodes_in(within) {
            assert_eq!(part.node(node.id), Some(node.as_ref()), "the same box");
        }
        let inside = |at: &MapPoint| within.contains(*at);
        for arc in whole.arcs_in(within) {
            let hangs = [arc.from, arc.to]
                .iter()
                .any(|id| whole.node(*id).is_some_and(|node| node.rect().overlaps(&within)));
            let line = matches!(arc.id, ArcId::Line(_));
            let crosses = arc.path.iter().any(inside);
            if (line && crosses) || (!line && hangs) {
                let drawn = part.arc(arc.id).map(|drawn| (drawn.from, drawn.to));
                assert_eq!(drawn, Some((arc.from, arc.to)), "the same line");
            }
        }
        assert_eq!(all(&part), all(&whole), "every box is known");
        let bounds = part.bounds;
        assert!(whole.bounds.contains(bounds.min) && whole.bounds.contains(bounds.max));
        assert!(
            all(&part).iter().all(|rect| bounds.contains(rect.min) && bounds.contains(rect.max))
        );
        let centers = |picture: &Picture| {
            let markers = picture.markers.iter();
            markers.map(|marker| (marker.center, marker.at)).collect::<Vec<_>>()
        };
        assert_eq!(centers(&part), centers(&whole));
        assert_eq!((&part.headline, &part.title), (&whole.headline, &whole.title));
    }
}

#[test]
fn a_part_of_a_picture_shows_what_the_whole_shows_there() {
    let mut sample = people(900);
    for id in (1..400).step_by(40) {
        sample.line(id + 480, 900 - id, LineKind::Dotted);
    }
    for (id, law, may) in [(901, 5.0, 3.0), (902, 1.0, 1.0), (903, 3.0, 0.0)] {
        let law_of = Domain::new("law").unwrap();
        sample.put(
            id,
            Position {
                expertise: [(law_of.clone(), Expertise::new(law).unwrap())].into(),
                rights: [(law_of, Right::new(may).unwrap())].into(),
                ..Position::held("Lawyer")
            },
        );
        sample.line(id, 7 * (id - 890), LineKind::Solid);
    }
    let map = sample.map;
    let stage = map.stage(STAGE).unwrap();
    let question = Question { stage: stage.clone(), settings: Settings::default() };
    let analysis = analyse_at_once(&question, &Cancel::never()).unwrap();
    let input = |arrangement, lens| PictureInput {
        map: &map,
        stage: STAGE,
        arrangement,
        analysis: Some(&analysis),
        lens,
        annotations: Annotations::default(),
    };
    let arrangement = arranged(&map);
    let picture = build(&input(&arrangement, Lens::CenterOfGravity));
    assert!(!picture.markers.is_empty(), "there are centres to be compared");
    for lens in [Lens::Structure, Lens::CenterOfGravity] {
        same_in_parts(&input(&arrangement, lens));
    }
}

#[test]
fn a_part_of_an_overview_has_the_arrows_of_its_boxes() {
    let mut sample = people(400);
    for from in 1..=400 {
        for step in 1..=9 {
            sample.flow(from, (from + 41 * step - 1) % 400 + 1, FlowKind::Consult, 1.0);
        }
    }
    let map = sample.map;
    let mut cuts = Vec::new();
    unfold(map.stage(STAGE).unwrap(), Room::SCREEN, |cut| {
        cuts.push(cut);
        true
    });
    let finest = cuts.last().unwrap();
    assert!(finest.is_overview());
    same_in_parts(&PictureInput {
        map: &map,
        stage: STAGE,
        arrangement: finest,
        analysis: None,
        lens: Lens::Communication,
        annotations: Annotations::default(),
    });
}

#[test]
fn the_flows_of_a_part_reach_those_who_are_not_in_it() {
    let mut sample = people(600);
    let far = sample.flow(600, 2, FlowKind::Consult, 1.0);
    sample.flow(3, 4, FlowKind::Consult, 1.0);
    let map = sample.map;
    let arrangement = arranged(&map);
    let rect = arrangement.rect(PositionId(600)).unwrap();
    let input = PictureInput {
        map: &map,
        stage: STAGE,
        arrangement: &arrangement,
        analysis: None,
        lens: Lens::Structure,
        annotations: Annotations::default(),
    };
    let part = build_part(&input, Some(rect.expanded(20.0)));
    assert!(part.is_part() && part.node(PositionId(2)).is_none());
    assert!(part.caption.contains("2 flows"), "{}", part.caption);
    assert_eq!(part.waiting_flows(PositionId(600)), [far]);
    let figures = part.waiting_figures(map.stage(STAGE).unwrap(), &[far]);
    let path = &figures[0].path;
    let other = arrangement.rect(PositionId(2)).unwrap();
    assert!(rect.expanded(2.0).contains(path[0]));
    assert!(other.expanded(2.0).contains(path[path.len() - 1]));
}
