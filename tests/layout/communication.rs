//! Places by who deals with whom.

use std::collections::{BTreeMap, BTreeSet};

use fulcrum::layout::{Arrangement, by_communication};
use fulcrum::model::{Change, Flow, FlowId, FlowKind, PositionId};
use fulcrum::quantity::{Frequency, MapPoint};
use proptest::prelude::*;

use super::{Drawn, STAGE, added, covered};

/// Boxes are wider than high; ways down count so many times.
const FLAT: f64 = 1.7;

type Places = BTreeMap<PositionId, MapPoint>;

/// Numbers that are the same on every run, one after the other below an end.
fn numbers(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    move |end| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    }
}

/// Teams of eight below each other, who talk within the team and now and then with anybody; every
/// third pair of them often.
fn company(people: u64, seed: u64) -> (Drawn, Vec<(u64, u64, bool)>) {
    let lines: Vec<(u64, u64)> = (2..=people).map(|id| (id, (id - 2) / 8 + 1)).collect();
    let mut drawn = Drawn::with(people, &lines);
    let mut below = numbers(seed);
    let mut pairs = BTreeSet::new();
    for id in 2..=people {
        let (superior, first) = ((id - 2) / 8 + 1, (id - 2) / 8 * 8 + 2);
        pairs.insert((superior, id));
        pairs.insert((id, (first + below(8)).min(people)));
        if below(4) == 0 {
            pairs.insert((id, below(people) + 1));
        }
    }
    let mut dealt = Vec::new();
    for (number, (from, to)) in pairs.into_iter().filter(|(from, to)| from != to).enumerate() {
        let often = number % 3 == 0;
        let frequency = Frequency::new(if often { 5.0 } else { 1.0 }).expect("it is one");
        let flow = Flow::new(PositionId(from), PositionId(to), FlowKind::Inform, frequency);
        let id = FlowId(9_000_000 + number as u64);
        drawn.apply(&Change::Flow(STAGE, added(id, flow)));
        dealt.push((from, to, often));
    }
    (drawn, dealt)
}

fn communicated(drawn: &Drawn, from: &Arrangement) -> Places {
    let stage = drawn.0.stage(STAGE).expect("it has a stage");
    let placed = by_communication(stage, from, &mut |_| true);
    placed.expect("nobody calls it off").into_iter().collect()
}

fn far(places: &Places, one: u64, other: u64) -> f64 {
    let (one, other) = (places[&PositionId(one)], places[&PositionId(other)]);
    (one.x - other.x).hypot((one.y - other.y) * FLAT)
}

/// The mean over all pairs that are joined of `((scale * distance - steps) / steps)²`, at the best
/// scale: the definition of the stress of a drawing of a network.
fn stress(places: &Places, dealt: &[(u64, u64, bool)]) -> f64 {
    let at = |id: u64| (id - 1) as usize;
    let mut beside: Vec<Vec<u64>> = vec![Vec::new(); places.len()];
    for (one, other, _) in dealt {
        beside[at(*one)].push(*other);
        beside[at(*other)].push(*one);
    }
    let places: Vec<MapPoint> = places.values().copied().collect();
    let far = |one: MapPoint, other: MapPoint| (one.x - other.x).hypot((one.y - other.y) * FLAT);
    let mut ratios = Vec::new();
    for source in 0..places.len() {
        let mut steps = vec![0_u32; places.len()];
        let mut open = vec![source];
        let mut next = 0;
        while let Some(own) = open.get(next).copied() {
            for other in beside[own].iter().map(|id| at(*id)) {
                if other != source && steps[other] == 0 {
                    steps[other] = steps[own] + 1;
                    open.push(other);
                    ratios.push(far(places[source], places[other]) / f64::from(steps[other]));
                }
            }
            next += 1;
        }
    }
    let scale = ratios.iter().sum::<f64>() / ratios.iter().map(|it| it * it).sum::<f64>();
    ratios.iter().map(|it| (scale * it - 1.0).powi(2)).sum::<f64>() / ratios.len() as f64
}

fn mean(all: impl Iterator<Item = f64>) -> f64 {
    let all: Vec<f64> = all.collect();
    all.iter().sum::<f64>() / all.len() as f64
}

fn moved(from: &Places, to: &Places) -> f64 {
    mean(from.iter().map(|(id, at)| at.distance(to[id])))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]
    #[test]
    fn distances_come_nearer_to_steps_and_nothing_depends_on_chance(
        people in 301_u64..420,
        seed in 0_u64..1_000,
    ) {
        let (drawn, dealt) = company(people, seed);
        let before = drawn.arranged();
        let after = communicated(&drawn, &before);
        prop_assert_eq!(&after, &communicated(&drawn, &before));
        let start = before.points.iter().map(|(id, at)| (*id, *at)).collect();
        let (was, is) = (stress(&start, &dealt), stress(&after, &dealt));
        prop_assert!(is <= was, "{} after {}", is, was);
        prop_assert!(is < 0.2, "{} after {}", is, was);
    }

    #[test]
    fn who_deals_often_ends_nearer_than_who_does_not(people in 301_u64..420, seed in 0_u64..1_000) {
        let (drawn, dealt) = company(people, seed);
        let after = communicated(&drawn, &drawn.arranged());
        let of = |often: bool| {
            mean(dealt.iter().filter(|it| it.2 == often).map(|it| far(&after, it.0, it.1)))
        };
        let mut below = numbers(seed + 1);
        let anybody: Vec<(u64, u64)> =
            (0..500).map(|_| (below(people) + 1, below(people) + 1)).collect();
        let any = mean(anybody.iter().filter(|it| it.0 != it.1).map(|it| far(&after, it.0, it.1)));
        prop_assert!(of(true) < of(false), "{} and {}", of(true), of(false));
        prop_assert!(of(false) < 0.75 * any, "{} and {}", of(false), any);
    }
}

#[test]
fn on_a_large_map_nobody_covers_anybody_and_a_second_run_moves_little() {
    let (drawn, _) = company(2_000, 5);
    let before = drawn.arranged();
    let places = communicated(&drawn, &before);
    let mut after = before.clone();
    after.points = places.iter().map(|(id, at)| (*id, *at)).collect();
    assert_eq!(covered(&after), None);
    let again = communicated(&drawn, &after);
    let start: Places = before.points.iter().map(|(id, at)| (*id, *at)).collect();
    let (first, second) = (moved(&start, &places), moved(&places, &again));
    assert!(second < 0.1 * first, "{second} after {first}");
}

#[test]
fn those_who_have_nothing_to_do_with_each_other_stand_side_by_side() {
    let lines =
        |from: u64, to: u64| (from + 1..=to).map(move |id| (id, (id - from - 1) / 8 + from));
    let drawn = Drawn::with(420, &lines(1, 320).chain(lines(321, 420)).collect::<Vec<_>>());
    let before = drawn.arranged();
    let places = communicated(&drawn, &before);
    let mut after = before.clone();
    after.points = places.into_iter().collect();
    let frame = |ids: std::ops::RangeInclusive<u64>| {
        let boxes = ids.filter_map(|id| after.rect(PositionId(id)));
        boxes.reduce(|all, one| all.union(&one)).expect("they are drawn")
    };
    let (one, other) = (frame(1..=320), frame(321..=420));
    assert!(!one.overlaps(&other), "{one:?} {other:?}");
}

#[test]
fn what_is_called_off_gives_nothing_and_is_asked_about_all_the_way() {
    let (drawn, _) = company(320, 1);
    let stage = drawn.0.stage(STAGE).expect("it has a stage");
    let before = drawn.arranged();
    let mut told = Vec::new();
    let mut tell = |done: f64| {
        told.push(done);
        true
    };
    assert!(by_communication(stage, &before, &mut tell).is_some());
    assert!(told.len() > 20 && told.windows(2).all(|two| two[0] <= two[1]), "{told:?}");
    assert!(told.iter().all(|it| (0.0..=1.0).contains(it)), "{told:?}");
    for end in [0.1, 0.4, 0.9] {
        assert!(by_communication(stage, &before, &mut |done| done < end).is_none(), "{end}");
    }
}
