//! What must hold in every drawing: nobody covers anybody, rows are levels, superiors stand over
//! their reports, and what a hand put somewhere stays there.
#![allow(clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod communication;
mod forms;
mod plain;

use std::collections::BTreeMap;
use std::sync::Arc;

use fulcrum::layout::{
    Arrangement, Level, Room, TITLE_SIZE, arrange, arrange_in, arrange_whole_in, free_spot,
    unit_areas,
};
use fulcrum::model::{
    Change, Delta, Flow, FlowId, FlowKind, Line, LineId, LineKind, OrgMap, Placement, Position,
    PositionId, PositionKind, StageId, Unit, UnitId,
};
use fulcrum::quantity::{Frequency, MapPoint, MapRect, MapSize};
use proptest::prelude::*;

const STAGE: StageId = StageId(1);

/// A map that is filled by number; lines are pairs of a report and its superior.
struct Drawn(OrgMap);

impl Drawn {
    fn with(positions: u64, lines: &[(u64, u64)]) -> Self {
        let mut drawn = Self(OrgMap::new("Drawn"));
        for id in 1..=positions {
            drawn.position(id, Position::held(format!("Seat {id}")));
        }
        for (number, (from, to)) in lines.iter().enumerate() {
            let line = Line::new(PositionId(*from), PositionId(*to), LineKind::Solid);
            let id = LineId(1_000_000 + number as u64);
            drawn.apply(&Change::Line(STAGE, added(id, line)));
        }
        drawn
    }

    fn apply(&mut self, change: &Change) {
        self.0.apply(change).expect("the record is as the change says");
    }

    fn position(&mut self, id: u64, position: Position) {
        let id = PositionId(id);
        let before = self.0.stage(STAGE).and_then(|stage| stage.positions().share(id));
        let delta = Delta { id, before, after: Some(Arc::new(position)) };
        self.apply(&Change::Position(STAGE, delta));
    }

    fn flow(&mut self, from: u64, to: u64) {
        let flow = Flow::new(PositionId(from), PositionId(to), FlowKind::Consult, Frequency::ONE);
        self.apply(&Change::Flow(STAGE, added(FlowId(2_000_000 + from * 1000 + to), flow)));
    }

    fn place(&mut self, id: u64, placement: Placement) {
        self.apply(&Change::Placement(STAGE, added(PositionId(id), placement)));
    }

    fn unit(&mut self, id: u64, members: &[u64]) {
        let unit = Unit { name: format!("Unit {id}"), ..Unit::default() };
        self.apply(&Change::Unit(STAGE, added(UnitId(id), unit)));
        for member in members {
            let mut position = Position::held(format!("Seat {member}"));
            position.unit = Some(UnitId(id));
            self.position(*member, position);
        }
    }

    fn arranged(&self) -> Arrangement {
        arrange(self.0.stage(STAGE).expect("it has a stage"))
    }
}

fn added<K, V>(id: K, record: V) -> Delta<K, V> {
    Delta { id, before: None, after: Some(Arc::new(record)) }
}

fn at(arrangement: &Arrangement, id: u64) -> MapPoint {
    arrangement.points[&PositionId(id)]
}

fn put(x: f64, y: f64) -> Placement {
    Placement { at: Some(MapPoint::new(x, y)), ..Placement::default() }
}

/// Two boxes that cover each other, found by a sweep from left to right.
fn covered(arrangement: &Arrangement) -> Option<(PositionId, PositionId)> {
    let rect = |id: &PositionId| arrangement.rect(*id).expect("a shown position has a box");
    let mut boxes: Vec<(PositionId, MapRect)> =
        arrangement.points.keys().map(|id| (*id, rect(id))).collect();
    boxes.sort_by(|a, b| a.1.min.x.total_cmp(&b.1.min.x));
    for (number, (a, first)) in boxes.iter().enumerate() {
        let later = boxes[number + 1..].iter().take_while(|(_, r)| r.min.x < first.max.x);
        if let Some((b, _)) = later.into_iter().find(|(_, second)| first.overlaps(second)) {
            return Some((*a, *b));
        }
    }
    None
}

#[test]
fn nothing_drawn_gives_nothing() {
    let arrangement = Drawn::with(0, &[]).arranged();
    assert!(arrangement.points.is_empty() && arrangement.levels.is_empty());
    assert_eq!(arrangement.bounds, MapRect::default());
}

#[test]
fn one_position_has_a_box() {
    let arrangement = Drawn::with(1, &[]).arranged();
    let rect = arrangement.rect(PositionId(1)).expect("it is shown");
    assert!(rect.width() >= 84.0 && rect.width() <= 210.0);
    assert_eq!(arrangement.bounds, rect);
}

#[test]
fn a_superior_stands_over_the_middle_of_its_reports_in_their_order() {
    let arrangement = Drawn::with(4, &[(2, 1), (3, 1), (4, 1)]).arranged();
    let across: Vec<f64> = (1..=4).map(|id| at(&arrangement, id).x).collect();
    assert!(across[1] < across[2] && across[2] < across[3]);
    assert!((across[0] - (across[1] + across[3]) / 2.0).abs() < 1e-6);
    assert_eq!(arrangement.levels.len(), 2);
    assert!(arrangement.levels[1].start > arrangement.levels[0].end);
}

#[test]
fn an_order_given_by_hand_is_kept() {
    let mut drawn = Drawn::with(4, &[(2, 1), (3, 1), (4, 1)]);
    for (id, order) in [(2, 3.0), (3, -1.0), (4, 0.5)] {
        drawn.place(id, Placement { order: Some(order), ..Placement::default() });
    }
    let arrangement = drawn.arranged();
    assert!(at(&arrangement, 3).x < at(&arrangement, 4).x);
    assert!(at(&arrangement, 4).x < at(&arrangement, 2).x);
}

#[test]
fn boxes_of_different_height_lie_in_their_level_and_levels_lie_apart() {
    let lines: Vec<(u64, u64)> = (2..=12).map(|id| (id, 1)).chain([(13, 2), (14, 13)]).collect();
    let mut drawn = Drawn::with(14, &lines);
    let mut long = Position::held("Head of the whole of manufacturing and logistics");
    long.holders.clear();
    drawn.position(2, long);
    let arrangement = drawn.arranged();
    let levels = [vec![1], (2..=12).collect(), vec![13], vec![14]];
    for (ids, level) in levels.iter().zip(&arrangement.levels) {
        for id in ids {
            let rect = arrangement.rect(PositionId(*id)).expect("it is shown");
            assert!(rect.min.y >= level.start - 1e-9 && rect.max.y <= level.end + 1e-9, "{id}");
        }
    }
    let apart = |pair: &[Level]| pair[0].end < pair[1].start;
    assert!(arrangement.levels.len() == 4 && arrangement.levels.windows(2).all(apart));
    assert_eq!(covered(&arrangement), None);
}

#[test]
fn identical_branches_are_drawn_alike() {
    let lines = [(2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (7, 3)];
    let arrangement = Drawn::with(7, &lines).arranged();
    for (left, right) in [(4, 6), (5, 7)] {
        let first = at(&arrangement, left).x - at(&arrangement, 2).x;
        let second = at(&arrangement, right).x - at(&arrangement, 3).x;
        assert!((first - second).abs() < 1e-6);
    }
}

#[test]
fn an_assistant_stands_between_the_rows_and_beside_the_line() {
    let mut drawn = Drawn::with(4, &[(2, 1), (3, 1), (4, 1)]);
    let assistant = Position { kind: PositionKind::Assistant, ..Position::held("Assistant") };
    drawn.position(2, assistant);
    let arrangement = drawn.arranged();
    let beside = at(&arrangement, 2);
    assert!(at(&arrangement, 1).y < beside.y && beside.y < at(&arrangement, 3).y);
    let rect = arrangement.rect(PositionId(2)).expect("it is shown");
    let line = at(&arrangement, 1).x;
    assert!(rect.max.x < line || rect.min.x > line);
    assert_eq!(covered(&arrangement), None);
}

#[test]
fn what_a_hand_put_somewhere_stays_and_covers_nobody_placed_by_the_layout() {
    let lines: Vec<(u64, u64)> = (2..=9).map(|id| (id, 1)).chain([(10, 5), (11, 5)]).collect();
    let plain = Drawn::with(11, &lines).arranged();
    for target in 1..=10 {
        let spot = at(&plain, target);
        let mut drawn = Drawn::with(11, &lines);
        drawn.place(11, put(spot.x + 7.0, spot.y + 3.0));
        let arrangement = drawn.arranged();
        assert_eq!(at(&arrangement, 11), MapPoint::new(spot.x + 7.0, spot.y + 3.0));
        assert_eq!(covered(&arrangement), None, "over {target}");
    }
}

#[test]
fn a_place_that_is_not_on_the_map_is_passed_over() {
    let mut drawn = Drawn::with(2, &[(2, 1)]);
    drawn.place(2, put(f64::NAN, f64::INFINITY));
    assert!(at(&drawn.arranged(), 2).is_placeable());
}

#[test]
fn a_folded_position_stands_for_everybody_below() {
    let mut drawn = Drawn::with(5, &[(2, 1), (3, 2), (4, 3), (5, 1)]);
    for id in [2, 3] {
        drawn.place(id, Placement { folded: true, ..Placement::default() });
    }
    let arrangement = drawn.arranged();
    let stand_ins =
        BTreeMap::from([(PositionId(3), PositionId(2)), (PositionId(4), PositionId(2))]);
    assert_eq!(
        arrangement.hidden.iter().map(|(id, shown)| (*id, *shown)).collect::<BTreeMap<_, _>>(),
        stand_ins
    );
    assert_eq!(arrangement.points.len(), 3);
}

#[test]
fn a_loop_loses_nobody_and_who_hangs_below_it_stays_below() {
    // 1 hangs below the loop of 3, 4 and 5; 2 reports to itself.
    let arrangement = Drawn::with(5, &[(1, 3), (2, 2), (3, 4), (4, 5), (5, 3)]).arranged();
    assert_eq!(arrangement.points.len(), 5);
    assert!(at(&arrangement, 1).y > at(&arrangement, 3).y);
    assert_eq!(covered(&arrangement), None);
}

#[test]
fn a_span_of_thirty_is_stacked_and_leads_to_no_endless_row() {
    let leaves = (2..=31).map(|id| (id, 1));
    for lines in [leaves.clone().collect::<Vec<_>>(), leaves.chain([(32, 5), (33, 5)]).collect()] {
        let arrangement = Drawn::with(33, &lines).arranged();
        assert!(arrangement.bounds.width() < 2400.0, "{:?}", arrangement.bounds);
        assert_eq!(covered(&arrangement), None);
    }
}

#[test]
fn a_chain_of_a_hundred_thousand_is_drawn_whole() {
    let lines: Vec<(u64, u64)> = (2..=100_000).map(|id| (id, id - 1)).collect();
    let arrangement = Drawn::with(100_000, &lines).arranged();
    assert_eq!(arrangement.points.len(), 100_000);
    assert_eq!(covered(&arrangement), None);
}

#[test]
fn a_chain_of_sixty_can_be_read_on_a_sheet() {
    let lines: Vec<(u64, u64)> = (2..=60).map(|id| (id, id - 1)).collect();
    let drawn = Drawn::with(60, &lines);
    // A sheet of 16 to 9 on which the smallest letters are a sixtieth of the height.
    let room = Room { width: 60.0 * 16.0 / 9.0, height: 48.0 };
    let arrangement = arrange_in(drawn.0.stage(STAGE).expect("it has a stage"), room);
    assert_eq!(covered(&arrangement), None);
    assert!(room.letters(arrangement.bounds, TITLE_SIZE) >= 1.0);
}

#[test]
fn reports_of_who_was_moved_by_hand_stand_near_their_superior() {
    let mut drawn = Drawn::with(5, &[(2, 1), (3, 1), (4, 2), (5, 2)]);
    drawn.place(2, put(5_000.0, 3_000.0));
    let arrangement = drawn.arranged();
    for report in [4, 5] {
        let far = at(&arrangement, report).distance(at(&arrangement, 2));
        assert!(far < 400.0, "{report} stands {far} away");
    }
    assert!(at(&arrangement, 3).distance(at(&arrangement, 1)) < 400.0);
}

/// Whether the straight way between two points has anything of a box inside of its border.
fn runs_behind(from: MapPoint, to: MapPoint, rect: &MapRect) -> bool {
    let rect = rect.expanded(-0.5);
    let piece = MapRect { min: from, max: from }.union(&MapRect { min: to, max: to });
    // A level or upright piece has no area of its own.
    piece.expanded(0.1).overlaps(&rect)
        && (0..=200).any(|step| {
            let part = f64::from(step) / 200.0;
            rect.contains(from.offset((to.x - from.x) * part, (to.y - from.y) * part))
        })
}

/// The first position behind whose box the line of another report runs.
fn crossed(arrangement: &Arrangement, superiors: &BTreeMap<u64, u64>) -> Option<(u64, PositionId)> {
    for (report, superior) in superiors {
        let course = arrangement.courses.get(&PositionId(*report)).expect("it has a line");
        for id in arrangement.points.keys().filter(|id| ![*report, *superior].contains(&id.0)) {
            let rect = arrangement.rect(*id).expect("it is shown");
            if course.windows(2).any(|pair| runs_behind(pair[0], pair[1], &rect)) {
                return Some((*report, *id));
            }
        }
    }
    None
}

#[test]
fn a_star_of_twenty_thousand_covers_nobody_and_stays_in_shape() {
    let lines: Vec<(u64, u64)> = (2..=20_000).map(|id| (id, 1)).collect();
    let arrangement = Drawn::with(20_000, &lines).arranged();
    assert_eq!(covered(&arrangement), None);
    let shape = arrangement.bounds.width() / arrangement.bounds.height();
    assert!((0.4..=4.0).contains(&shape), "{shape}");
}

#[test]
fn flows_without_lines_are_placed_by_who_talks_to_whom() {
    let mut drawn = Drawn::with(14, &[]);
    // Two circles of seven that do not talk to each other.
    for start in [1, 8] {
        for a in start..start + 7 {
            for b in a + 1..start + 7 {
                drawn.flow(a, b);
            }
        }
    }
    let arrangement = drawn.arranged();
    assert_eq!(covered(&arrangement), None);
    assert_eq!(arrangement, drawn.arranged());
    let mean = |pairs: Vec<(u64, u64)>| {
        let far = |(a, b): &(u64, u64)| at(&arrangement, *a).distance(at(&arrangement, *b));
        pairs.iter().map(far).sum::<f64>() / pairs.len() as f64
    };
    let within = mean((1..7).flat_map(|a| (a + 1..=7).map(move |b| (a, b))).collect());
    let across = mean((1..=7).flat_map(|a| (8..=14).map(move |b| (a, b))).collect());
    assert!(within < across, "{within} {across}");
}

#[test]
fn many_flows_without_lines_end_in_rows() {
    let mut drawn = Drawn::with(900, &[]);
    (1..900).for_each(|id| drawn.flow(id, id + 1));
    assert_eq!(covered(&drawn.arranged()), None);
}

#[test]
fn a_free_spot_covers_nobody_and_is_the_place_itself_where_that_is_free() {
    let lines: Vec<(u64, u64)> = (2..=9).map(|id| (id, 1)).collect();
    let arrangement = Drawn::with(9, &lines).arranged();
    let size = MapSize::new(150.0, 60.0);
    for id in 1..=9 {
        let spot = MapRect::around(free_spot(&arrangement, at(&arrangement, id), size), size);
        assert!(
            arrangement
                .points
                .keys()
                .all(|id| { !arrangement.rect(*id).expect("it is shown").overlaps(&spot) })
        );
    }
    let far = MapPoint::new(9000.0, -9000.0);
    assert_eq!(free_spot(&arrangement, far, size), far);
}

#[test]
fn an_area_holds_its_members_and_covers_nobody_else() {
    let lines = [(2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (7, 3)];
    let mut drawn = Drawn::with(7, &lines);
    drawn.unit(500, &[2, 4, 5]);
    drawn.unit(501, &[3, 6, 7]);
    let arrangement = drawn.arranged();
    let stage = drawn.0.stage(STAGE).expect("it has a stage");
    let areas = unit_areas(stage, &arrangement);
    assert_eq!(areas.iter().map(|area| area.unit).collect::<Vec<_>>(), [UnitId(500), UnitId(501)]);
    for area in areas {
        for (id, position) in stage.positions().iter() {
            let rect = arrangement.rect(id).expect("it is shown");
            let inside =
                area.rects.iter().any(|piece| piece.contains(rect.min) && piece.contains(rect.max));
            let touched = area.rects.iter().any(|piece| piece.overlaps(&rect));
            assert_eq!(inside, position.unit == Some(area.unit), "{id} in {}", area.unit);
            assert_eq!(touched, inside, "{id} under {}", area.unit);
        }
    }
}

/// Who reports to whom: to one earlier, to nobody, or now and then to anybody.
fn forests() -> impl Strategy<Value = Vec<(u64, u64)>> {
    prop::collection::vec((0u64..1000, 0u8..20), 0..120).prop_map(|picks| {
        let count = picks.len() as u64;
        let line = |(number, (pick, kind)): (usize, (u64, u8))| {
            let id = number as u64 + 1;
            let to = match kind {
                0 => return None,
                1 => pick % count + 1,
                _ if id == 1 => return None,
                2..=5 => id - 1,
                6..=9 => pick % 3 % (id - 1) + 1,
                _ => pick % (id - 1) + 1,
            };
            Some((id, to))
        };
        picks.into_iter().enumerate().filter_map(line).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_forest_is_drawn_whole_without_covering(lines in forests()) {
        let drawn = Drawn::with(120, &lines);
        let arrangement = drawn.arranged();
        prop_assert_eq!(arrangement.points.len(), 120);
        prop_assert_eq!(covered(&arrangement), None);
        prop_assert_eq!(&arrangement, &drawn.arranged());
    }

    #[test]
    fn in_any_forest_no_line_runs_behind_a_foreign_box(lines in forests()) {
        let earlier: BTreeMap<_, _> = lines.into_iter().filter(|(from, to)| to < from).collect();
        let lines: Vec<_> = earlier.clone().into_iter().collect();
        let drawn = Drawn::with(120, &lines);
        let stage = drawn.0.stage(STAGE).expect("it has a stage");
        prop_assert_eq!(crossed(&drawn.arranged(), &earlier), None);
        for room in [Room { width: 40.0, height: 80.0 }, Room { width: 160.0, height: 40.0 }] {
            let arrangement = arrange_whole_in(stage, room);
            prop_assert_eq!(covered(&arrangement), None);
            prop_assert_eq!(crossed(&arrangement, &earlier), None);
        }
    }

    #[test]
    fn in_levels_reports_stand_below_their_superior(lines in forests()) {
        let earlier: Vec<_> = lines.into_iter().filter(|(from, to)| to < from).collect();
        let arrangement = Drawn::with(120, &earlier).arranged();
        for (from, to) in earlier.into_iter().filter(|_| !arrangement.levels.is_empty()) {
            prop_assert!(at(&arrangement, from).y > at(&arrangement, to).y);
        }
    }
}
