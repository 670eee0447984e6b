//! Readings that follow edits: after any series of them, the same as reading the whole map anew, to
//! the last bit.

use std::sync::Arc;

use fulcrum::analysis::{Analysis, Cancel, Question, Reader, Settings, analyse, analyse_at_once};
use fulcrum::model::*;
use fulcrum::quantity::*;
use proptest::prelude::*;

use crate::maps::{Dice, Plan, STAGE, domain, relation};

/// One plan, or several beside each other with a few flows between them, so that an edit leaves
/// most as it was.
fn made_up(seed: u64) -> OrgMap {
    let mut dice = Dice(seed);
    let mut plan = Plan::random(seed);
    for other in 1..=dice.roll(5) as u64 {
        let (first, beside) = (plan.positions.len(), Plan::random(seed.wrapping_add(other)));
        let moved = |at: usize| at + first;
        plan.positions.extend(beside.positions);
        plan.lines.extend(beside.lines.into_iter().map(|(a, b, kind)| (moved(a), moved(b), kind)));
        let flows = beside.flows.into_iter();
        plan.flows.extend(flows.map(|(a, b, kind, often)| (moved(a), moved(b), kind, often)));
        if first > 0 && plan.positions.len() > first {
            let across = (dice.roll(first), first, FlowKind::Consult, 2.0);
            plan.flows.push(across);
        }
    }
    plan.drawn(&plan.in_order())
}

fn question(map: &OrgMap) -> Question {
    Question { stage: map.stage(STAGE).unwrap().clone(), settings: Settings::default() }
}

/// The same to the last bit: numbers are written so that each reads back as itself alone, and
/// those below 0 with their sign.
fn is_the_same(followed: &Analysis, anew: &Analysis) {
    assert_eq!(format!("{followed:?}"), format!("{anew:?}"));
}

fn chosen<K: Copy + Ord, V: Record>(dice: &mut Dice, table: &Table<K, V>) -> Option<(K, Arc<V>)> {
    let id = table.ids().nth(dice.roll(table.len()))?;
    Some((id, table.share(id)?))
}

fn changed<K, V>(id: K, before: Option<Arc<V>>, after: Option<V>) -> Delta<K, V> {
    Delta { id, before, after: after.map(Arc::new) }
}

fn kind(dice: &mut Dice) -> FlowKind {
    match dice.roll(7) {
        0..=2 => FlowKind::Consult,
        3..=4 => FlowKind::Instruct,
        5 => FlowKind::Inform,
        _ => relation("friend"),
    }
}

fn often(dice: &mut Dice) -> Frequency {
    Frequency::new(1.0 + dice.roll(400) as f64 / 101.0).unwrap()
}

/// A new flow, or a known one that ends, turns, or happens more or less often.
fn flow(dice: &mut Dice, stage: &Stage, fresh: u64) -> Option<Change> {
    if dice.one_in(3) {
        let (from, _) = chosen(dice, stage.positions())?;
        let (to, _) = chosen(dice, stage.positions())?;
        let flow = Flow::new(from, to, kind(dice), often(dice));
        // Between others, so that places in lists move.
        let id = FlowId(if dice.one_in(2) { fresh } else { 1 + dice.roll(50) as u64 });
        let new = from != to && !stage.flows().contains(id);
        return new.then(|| Change::Flow(STAGE, changed(id, None, Some(flow))));
    }
    let (id, before) = chosen(dice, stage.flows())?;
    let mut after = before.as_ref().clone();
    match dice.roll(5) {
        0 => return Some(Change::Flow(STAGE, changed(id, Some(before), None))),
        1 => after.kind = kind(dice),
        2 => std::mem::swap(&mut after.from, &mut after.to),
        3 => after.took_up = (!dice.one_in(3)).then(|| Score::new(0.7).unwrap()),
        _ => after.frequency = often(dice),
    }
    Some(Change::Flow(STAGE, changed(id, Some(before), Some(after))))
}

/// Another thing that is said of a position, or another who holds it.
fn position(dice: &mut Dice, stage: &Stage) -> Option<Change> {
    let (id, before) = chosen(dice, stage.positions())?;
    let mut after = before.as_ref().clone();
    let score = |dice: &mut Dice| Score::new(dice.roll(101) as f64 / 100.0).ok();
    let field = domain(["Law", "Tax", "Iron"][dice.roll(3)]);
    match dice.roll(12) {
        0..=1 => drop(after.rights.insert(field, Right::Decides)),
        2..=3 => drop(after.expertise.insert(field, Expertise::new(3.5).unwrap())),
        4 => drop(after.expertise.remove(&field)),
        5 => after.explore = score(dice),
        6 => after.rules = score(dice),
        7 => after.wants = score(dice),
        8 => after.pin = score(dice),
        9 => after.unit = (!dice.one_in(3)).then(|| UnitId(5 + dice.roll(3) as u64)),
        10 => after.title.push('x'),
        _ => after.holders.clear(),
    }
    Some(Change::Position(STAGE, changed(id, Some(before), Some(after))))
}

fn line(dice: &mut Dice, stage: &Stage, fresh: u64) -> Option<Change> {
    let (from, _) = chosen(dice, stage.positions())?;
    let (to, _) = chosen(dice, stage.positions())?;
    let new = stage.lines().is_empty() || dice.one_in(3);
    if new {
        let line = Line::new(from, to, LineKind::Dotted);
        let change = Change::Line(STAGE, changed(LineId(fresh), None, Some(line)));
        return (from != to).then_some(change);
    }
    let (id, before) = chosen(dice, stage.lines())?;
    let mut after = before.as_ref().clone();
    match dice.roll(4) {
        0 => return Some(Change::Line(STAGE, changed(id, Some(before), None))),
        1 if to != after.from => after.to = to,
        2 => after.distance = Rating::new(4.0).ok(),
        _ => after.accepts = Rating::new(1.0 + dice.roll(5) as f64).ok(),
    }
    Some(Change::Line(STAGE, changed(id, Some(before), Some(after))))
}

fn edit(dice: &mut Dice, map: &OrgMap, fresh: u64) -> Option<Change> {
    let stage = map.stage(STAGE)?;
    match dice.roll(10) {
        0..=5 => flow(dice, stage, fresh),
        6..=7 => position(dice, stage),
        8 => line(dice, stage, fresh),
        _ => {
            let (id, before) = chosen(dice, stage.units())?;
            let parent = dice.one_in(2).then_some(UnitId(5)).filter(|parent| *parent != id);
            let after = Unit { parent, ..before.as_ref().clone() };
            Some(Change::Unit(STAGE, changed(id, Some(before), Some(after))))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn following_edits_gives_what_reading_anew_gives(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let mut map = made_up(seed);
        let (reader, never) = (Reader::default(), Cancel::never());
        for step in 0..12 {
            // Now and then several edits are followed at once.
            for part in 0..1 + dice.roll(3) {
                if let Some(change) = edit(&mut dice, &map, 100_000 + step * 10 + part as u64) {
                    map.apply(&change).unwrap();
                }
            }
            let question = question(&map);
            let found = reader.analyse_at_once(&question, &never).unwrap();
            is_the_same(&found, &analyse_at_once(&question, &never).unwrap());
            if dice.one_in(2) {
                let all = reader.analyse_in_steps(&question, &never, &mut |_| {}).unwrap();
                is_the_same(&all, &analyse(&question, &never).unwrap());
            }
        }
    }
}
