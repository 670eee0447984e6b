//! Charts too large to be read: what holds in every chart holds in them.

use std::collections::{BTreeMap, BTreeSet};

use fulcrum::layout::{Arrangement, ByPosition, Room, arrange_in, unfold};
use fulcrum::model::{Holder, Placement, Position, PositionId};
use fulcrum::quantity::MapPoint;
use proptest::prelude::*;

use super::{Drawn, at, covered, put, runs_behind};

/// More than are ever drawn in a shape of their own.
const LARGE: u64 = 4_500;

/// An organization in which some lead and some do not, by numbers that are the same on every run.
fn organization(people: u64, seed: u64) -> Vec<(u64, u64)> {
    let spread = |id: u64| id.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(seed) >> 40;
    let above = |id: u64| (id - 2) / (3 + seed % 5) / 2 + 1;
    (2..=people).map(|id| (id, (above(id) + spread(id) % 3).clamp(1, id - 1))).collect()
}

fn superiors(lines: &[(u64, u64)]) -> BTreeMap<u64, u64> {
    lines.iter().copied().collect()
}

/// Some report, of every so many, whose line runs behind a box that is not its own.
fn crossed(arrangement: &Arrangement, lines: &[(u64, u64)]) -> Option<(u64, PositionId)> {
    lines.iter().step_by(41).find_map(|(report, superior)| {
        let course = arrangement.courses.get(&PositionId(*report)).expect("it has a line");
        let others = arrangement.points.keys().filter(|id| ![*report, *superior].contains(&id.0));
        let mut others = others.map(|id| (id, arrangement.rect(*id).expect("it is shown")));
        let behind = others
            .find(|(_, rect)| course.windows(2).any(|pair| runs_behind(pair[0], pair[1], rect)));
        behind.map(|(id, _)| (*report, *id))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]
    #[test]
    fn a_large_chart_is_whole_covers_nobody_and_no_line_runs_behind_a_box(seed in 0_u64..1_000) {
        let lines = organization(LARGE, seed);
        let drawn = Drawn::with(LARGE, &lines);
        let arrangement = drawn.arranged();
        prop_assert_eq!(arrangement.points.len(), LARGE as usize);
        prop_assert_eq!(covered(&arrangement), None);
        prop_assert_eq!(crossed(&arrangement, &lines), None);
        let shape = arrangement.bounds.width() / arrangement.bounds.height();
        prop_assert!((0.4..=5.0).contains(&shape), "{}", shape);
        for (report, superior) in &lines {
            prop_assert!(at(&arrangement, *report).y > at(&arrangement, *superior).y);
            let course = arrangement.courses.get(&PositionId(*report)).expect("it has a line");
            let ends = [*report, *superior].map(|id| arrangement.rect(PositionId(id)));
            let [own, its] = ends.map(|it| it.expect("it is shown").expanded(0.01));
            prop_assert!(course.first().is_some_and(|end| own.contains(*end)));
            prop_assert!(course.last().is_some_and(|end| its.contains(*end)));
        }
        prop_assert_eq!(&arrangement, &drawn.arranged());
    }

    #[test]
    fn what_belongs_to_positions_is_kept_as_in_an_ordered_tree(
        steps in proptest::collection::vec((0_u64..40, 0_u8..4, 0_u32..9), 0..60),
    ) {
        let (mut own, mut tree) = (ByPosition::default(), BTreeMap::new());
        for (number, what, value) in steps {
            let id = PositionId(number * number);
            match what {
                0 => prop_assert_eq!(own.remove(&id), tree.remove(&id)),
                1 => {
                    let more = [(id, value), (PositionId(7), 1), (id, value + 1)];
                    own.extend(more);
                    tree.extend(more);
                }
                _ => prop_assert_eq!(own.insert(id, value), tree.insert(id, value)),
            }
            prop_assert_eq!(own.len(), tree.len());
            prop_assert_eq!(own.get(&PositionId(number)), tree.get(&PositionId(number)));
            prop_assert!(own.iter().eq(tree.iter()));
        }
    }
}

#[test]
fn a_chain_in_a_large_chart_is_bent_and_its_lines_lie_free() {
    let mut lines: Vec<(u64, u64)> = (2..=60).map(|id| (id, id - 1)).collect();
    lines.extend((61..=LARGE).map(|id| (id, if id < 200 { 1 } else { 61 + (id - 200) % 139 })));
    let arrangement = Drawn::with(LARGE, &lines).arranged();
    assert_eq!(covered(&arrangement), None);
    let every: Vec<(u64, u64)> = lines.iter().take(59).flat_map(|it| [*it; 41]).collect();
    assert_eq!(crossed(&arrangement, &every), None);
}

#[test]
fn those_of_a_unit_stand_together_and_what_a_hand_put_stays() {
    let lines = organization(LARGE, 3);
    let mut drawn = Drawn::with(LARGE, &lines);
    let above = superiors(&lines);
    let leads: BTreeSet<u64> = above.values().copied().collect();
    let mut teams: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    for (report, superior) in above.iter().filter(|(report, _)| !leads.contains(report)) {
        teams.entry(*superior).or_default().push(*report);
    }
    let (boss, team) = teams.iter().find(|(_, team)| team.len() >= 6).expect("one is large");
    let odd: Vec<u64> = team.iter().copied().step_by(2).collect();
    let even: Vec<u64> = team.iter().copied().skip(1).step_by(2).collect();
    drawn.unit(8_000_001, &odd);
    drawn.unit(8_000_002, &even);
    let arrangement = drawn.arranged();
    let mut order = team.clone();
    let read = |id: &u64| (at(&arrangement, *id).x, at(&arrangement, *id).y);
    order.sort_by(|one, other| {
        let (one, other) = (read(one), read(other));
        one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
    });
    let changes = order.windows(2).filter(|two| odd.contains(&two[0]) != odd.contains(&two[1]));
    assert_eq!(changes.count(), 1, "{order:?}");
    drawn.place(*boss, put(-9_000.0, -9_000.0));
    let moved = drawn.arranged();
    assert_eq!(at(&moved, *boss), MapPoint::new(-9_000.0, -9_000.0));
    assert_eq!(covered(&moved), None);
    for report in team {
        let way = |of: &Arrangement| {
            (at(of, *report).x - at(of, *boss).x, at(of, *report).y - at(of, *boss).y)
        };
        let (was, is) = (way(&arrangement), way(&moved));
        assert!((was.0 - is.0).abs() + (was.1 - is.1).abs() < 1e-6, "{report} follows");
        assert!(moved.courses.get(&PositionId(*report)).is_none(), "its line has another course");
    }
}

#[test]
fn what_is_folded_is_not_drawn_and_orders_by_hand_are_kept() {
    let lines = organization(6_000, 3);
    let mut drawn = Drawn::with(6_000, &lines);
    let below = superiors(&lines);
    drawn.place(2, Placement { folded: true, ..Placement::default() });
    let arrangement = drawn.arranged();
    let is_below = |id: u64| {
        std::iter::successors(below.get(&id), |id| below.get(id)).any(|superior| *superior == 2)
    };
    for id in 1..=6_000 {
        assert_eq!(arrangement.points.contains_key(&PositionId(id)), !is_below(id), "{id}");
        let stands = arrangement.standing_for(PositionId(id));
        assert_eq!(stands, Some(PositionId(if is_below(id) { 2 } else { id })));
    }
    let row: Vec<u64> = below.iter().filter(|it| *it.1 == 1).map(|it| *it.0).collect();
    for (place, id) in row.iter().rev().enumerate().filter(|(_, id)| **id != 2) {
        drawn.place(*id, Placement { order: Some(place as f64), ..Placement::default() });
    }
    let ordered = drawn.arranged();
    let x = |id: &u64| (at(&ordered, *id).x, at(&ordered, *id).y);
    let given: Vec<u64> = row.iter().rev().copied().filter(|id| *id != 2).collect();
    assert!(given.len() > 1 && given.windows(2).all(|two| x(&two[0]) < x(&two[1])), "{given:?}");
}

#[test]
fn every_box_of_a_large_chart_has_its_text_when_it_is_asked_for() {
    let mut drawn = Drawn::with(LARGE, &organization(LARGE, 1));
    let long =
        "Head of the department for measurements that nobody else wants to take in the field";
    drawn.position(7, Position::held(long));
    let arrangement = drawn.arranged();
    let stage = drawn.0.stage(super::STAGE).expect("it has a stage");
    for id in [1, 7, LARGE] {
        let position = stage.positions().get(PositionId(id)).expect("it is there");
        let text = arrangement.sizes.of(&PositionId(id), position).expect("it is drawn");
        assert_eq!(Some(text.size), arrangement.sizes.size(&PositionId(id)));
        let words = text.title_lines.join(" ");
        assert!(position.title.starts_with(words.trim_end_matches('…').trim_end()), "{words}");
    }
}

#[test]
fn every_box_of_every_cut_has_a_text_that_fits_it_when_it_is_asked_for() {
    /// From one line to the next of titles and of names, and the room above and below.
    const LINES: [f64; 3] = [18.5, 16.5, 11.0];
    let mut drawn = Drawn::with(LARGE, &organization(LARGE, 1));
    for id in 2..=40 {
        let mut position = Position::held("Head of measurements that nobody takes in the field");
        position.holders = vec![Holder::named(format!("Somebody {id}"))];
        drawn.position(id, position);
    }
    let stage = drawn.0.stage(super::STAGE).expect("it has a stage");
    let (mut cuts, mut broken) = (0, 0);
    unfold(stage, Room::SCREEN, |cut| {
        cuts += 1;
        for id in cut.points.keys().filter(|id| !cut.groups.contains_key(id)) {
            let position = stage.positions().get(*id).expect("it is there");
            let text = cut.sizes.of(id, position).expect("it is drawn");
            let words = text.title_lines.join(" ");
            assert!(position.title.starts_with(words.trim_end_matches('…').trim_end()), "{words}");
            let [title, name, room] = LINES;
            let names = f64::from(u8::from(text.second_line.is_some()));
            let height = text.title_lines.len() as f64 * title + names * name + room;
            assert_eq!(Some(height), cut.sizes.size(id).map(|size| size.height));
            broken += usize::from(text.title_lines.len() > 1);
        }
        true
    });
    assert!(cuts > 3 && broken > 0);
}

#[test]
fn every_cut_shows_more_than_the_one_before_and_none_nearly_everybody() {
    for people in [600, 900, 1_300, 1_700] {
        let drawn = Drawn::with(people, &organization(people, 2));
        let stage = drawn.0.stage(super::STAGE).expect("it has a stage");
        let mut boxes = Vec::new();
        unfold(stage, Room::SCREEN, |cut| {
            boxes.push(cut.points.len() as u64);
            true
        });
        assert!(boxes.len() > 2 && boxes.is_sorted_by(|one, next| one < next), "{boxes:?}");
        assert!(boxes.iter().all(|count| count * 3 <= people * 2), "{boxes:?} of {people}");
    }
}

#[test]
fn an_overview_of_a_large_map_stands_for_everybody() {
    let drawn = Drawn::with(LARGE, &organization(LARGE, 2));
    let stage = drawn.0.stage(super::STAGE).expect("it has a stage");
    let overview = arrange_in(stage, Room { width: 85.0, height: 50.0 });
    assert!(overview.is_overview() && overview.points.len() > 10);
    assert_eq!(covered(&overview), None);
    assert_eq!(overview.points.len() + overview.hidden.len(), LARGE as usize);
    for id in (1..=LARGE).map(PositionId) {
        let stands = overview.standing_for(id).expect("somebody stands for everybody");
        assert!(overview.points.contains_key(&stands));
    }
    let people: usize = (overview.groups.keys())
        .map(|id| overview.hidden.values().filter(|stands| *stands == id).count() + 1)
        .sum();
    let said: usize = (overview.groups.keys())
        .filter_map(|id| {
            let text = overview.sizes.get(id)?.title_lines.concat();
            let (_, count) = text.rsplit_once('(')?;
            count.trim_end_matches(')').parse::<usize>().ok()
        })
        .sum();
    assert_eq!(said, people);
}
