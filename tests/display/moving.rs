//! Moving positions gives what building anew gives.

use std::collections::BTreeMap;

use fulcrum::drawing::picture::{Annotations, PictureInput, build};
use fulcrum::model::PositionId;
use fulcrum::quantity::MapPoint;
use fulcrum::wording::Lens;
use proptest::prelude::*;

use super::arranged;
use super::sample::{STAGE, company, company_readings};

fn moved_equals_built(lens: Lens, moves: &[(u64, f64, f64)]) {
    let map = company();
    let readings = company_readings(&map);
    let mut arrangement = arranged(&map);
    let before = arrangement.clone();
    let mut moved = BTreeMap::new();
    for (id, x, y) in moves {
        moved.insert(PositionId(*id), MapPoint::new(*x, *y));
    }
    arrangement.points.extend(moved.iter().map(|(id, at)| (*id, *at)));
    let input = |arrangement| PictureInput {
        map: &map,
        stage: STAGE,
        arrangement,
        analysis: Some(&readings),
        lens,
        annotations: Annotations::default(),
    };
    let mut picture = build(&input(&before));
    let moved: Vec<_> = moved.into_iter().collect();
    picture.move_positions(&input(&arrangement), &moved);
    let built = build(&input(&arrangement));
    assert!(picture == built, "moving {moves:?} differs from building anew");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn moving_gives_the_picture_that_building_gives(
        lens in 0_usize..4,
        moves in proptest::collection::vec((1_u64..13, -900.0..2500.0, -400.0..900.0), 1..4),
    ) {
        moved_equals_built(Lens::ALL[lens], &moves);
    }
}
