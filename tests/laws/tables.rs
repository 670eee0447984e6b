//! A map's tables hold what was put into them, whatever the order, and a copy stays as it was.

use std::collections::BTreeMap;
use std::sync::Arc;

use fulcrum::model::{Change, Delta, Growing, OrgMap, Position, PositionId, UnitId};

/// Numbers that are the same on every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn under(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

fn check(map: &OrgMap, known: &BTreeMap<u64, Arc<Position>>) {
    let stage = map.stage(map.first_stage().unwrap()).unwrap();
    let table = stage.positions();
    let found: Vec<(u64, &Position)> = table.iter().map(|(id, it)| (id.0, it)).collect();
    let wanted: Vec<(u64, &Position)> = known.iter().map(|(id, it)| (*id, it.as_ref())).collect();
    assert_eq!(found, wanted);
    let units: Vec<_> = table.column().collect();
    assert_eq!(units, known.values().map(|it| it.unit).collect::<Vec<_>>());
    assert_eq!(table.len(), known.len());
    assert_eq!(table.is_empty(), known.is_empty());
    assert_eq!(table.last_id().map(|id| id.0), known.keys().next_back().copied());
    for id in 0..=3_001 {
        assert_eq!(table.get(PositionId(id)), known.get(&id).map(AsRef::as_ref), "p{id}");
    }
}

/// A position that is told from others by its title, and from some by its unit.
fn post(step: u64) -> Position {
    let unit = Some(step % 5).filter(|unit| *unit > 0).map(UnitId);
    Position { unit, ..Position::held(format!("Post {step}")) }
}

#[test]
fn a_table_in_the_making_holds_what_was_put_into_it() {
    for seed in 0..4 {
        let mut dice = Dice(seed);
        let (mut growing, mut known) = (Growing::default(), BTreeMap::new());
        assert!(growing.is_empty());
        for step in 0..2_000_u64 {
            // In order, at last or for a while.
            let id = if step % 1_000 < 300 * seed { 1 + dice.under(3_000) } else { 3_000 + step };
            let is_new = !known.contains_key(&id);
            if is_new || step % 2 == 0 {
                assert_eq!(growing.add(PositionId(id), post(step)), is_new);
                known.entry(id).or_insert_with(|| post(step));
            } else {
                growing.replace(PositionId(id), post(step));
                known.insert(id, post(step));
            }
            let other = 1 + dice.under(6_000);
            for id in [id, other] {
                assert_eq!(growing.get(PositionId(id)), known.get(&id), "p{id}");
                assert_eq!(growing.contains(PositionId(id)), known.contains_key(&id), "p{id}");
            }
        }
        assert!(!growing.is_empty());
        let wanted: Vec<(PositionId, &Position)> =
            known.iter().map(|(id, it)| (PositionId(*id), it)).collect();
        assert_eq!(growing.iter().collect::<Vec<_>>(), wanted);
        let table = growing.table();
        assert_eq!(table.iter().collect::<Vec<_>>(), wanted);
        assert!(table.column().eq(known.values().map(|it| it.unit)));
    }
}

#[test]
fn tables_hold_what_was_put_into_them_and_copies_stay_as_they_were() {
    for seed in 0..4 {
        let mut dice = Dice(seed);
        let (mut map, mut known) = (OrgMap::new("A map"), BTreeMap::new());
        let stage = map.first_stage().unwrap();
        let mut copies = Vec::new();
        for step in 0..6_000_u64 {
            // In order at first, as files have them, then anywhere; at the end all go.
            let id = if step < 2_000 && seed < 2 { step } else { 1 + dice.under(3_000) };
            let goes = step > 5_000 || dice.under(3) == 0;
            let before = known.get(&id).cloned();
            let after = (!goes).then(|| Arc::new(post(step)));
            let delta = Delta { id: PositionId(id), before, after: after.clone() };
            map.apply(&Change::Position(stage, delta)).unwrap();
            match after {
                Some(position) => drop(known.insert(id, position)),
                None => drop(known.remove(&id)),
            }
            if step % 1_000 == 0 {
                copies.push((map.clone(), known.clone()));
            }
        }
        copies.push((map.clone(), known.clone()));
        copies.iter().for_each(|(map, known)| check(map, known));
        for (id, position) in known {
            let delta = Delta { id: PositionId(id), before: Some(position), after: None };
            map.apply(&Change::Position(stage, delta)).unwrap();
        }
        check(&map, &BTreeMap::new());
    }
}
