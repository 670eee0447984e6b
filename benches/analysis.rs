//! How long the readings and the standard measures take, by the size of the organization.
#![allow(missing_docs, reason = "the group's function is written by a macro")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use fulcrum::analysis::{
    Cancel, Cancelled, Chances, DRAWS, PROVISIONAL_DRAWS, Question, Settings, analyse, further,
    standard,
};
use fulcrum::model::{
    Change, Delta, Domain, Flow, FlowId, FlowKind, Line, LineId, LineKind, OrgMap, Position,
    PositionId, StageId,
};
use fulcrum::quantity::{Expertise, Frequency};

const STAGE: StageId = StageId(1);
const DOMAINS: [&str; 4] = ["Law", "Tax", "Art", "Steel"];

/// An organization of so many people: five reports to each leader, three flows from everybody
/// to people all over, and one domain of expertise each.
fn question(people: u64) -> Question {
    let mut map = OrgMap::new("Generated");
    for id in 1..=people {
        let mut position = Position::held(format!("Section {id}"));
        let domain = Domain::new(DOMAINS[id as usize % DOMAINS.len()]);
        let level = Expertise::new((1 + id % 5) as f64).ok();
        position.expertise = BTreeMap::from_iter(domain.zip(level));
        add(&mut map, &Change::Position(STAGE, new(PositionId(id), position)));
    }
    for id in 2..=people {
        let (from, to) = (PositionId(id), PositionId((id - 2) / 5 + 1));
        let line = Line::new(from, to, LineKind::Solid);
        add(&mut map, &Change::Line(STAGE, new(LineId(people + id), line)));
    }
    for at in 0..3 * people {
        let from = at / 3;
        let to = (from + 1 + (at * 7_919 + 13) % (people - 1)) % people;
        let kind = FlowKind::STANDARD[at as usize % 3].clone();
        let (from, to) = (PositionId(from + 1), PositionId(to + 1));
        let flow = Flow::new(from, to, kind, Frequency::ONE);
        add(&mut map, &Change::Flow(STAGE, new(FlowId(2 * people + 1 + at), flow)));
    }
    let stage = map.stage(STAGE).cloned().unwrap_or_default();
    Question { stage, settings: Settings::default() }
}

fn new<K, V>(id: K, record: V) -> Delta<K, V> {
    Delta { id, before: None, after: Some(Arc::new(record)) }
}

fn add(map: &mut OrgMap, change: &Change) {
    assert!(map.apply(change).is_ok(), "every generated record is new");
}

fn readings(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analyse");
    group.sample_size(10);
    for people in [100, 1_000, 2_000, 10_000] {
        let question = question(people);
        group.bench_with_input(
            BenchmarkId::from_parameter(people),
            &question,
            |bencher, question| {
                bencher.iter(|| analyse(black_box(question), &Cancel::never()));
            },
        );
    }
    group.finish();
}

/// What is read besides the readings, at the price of a second look at the map.
fn besides(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("further");
    group.sample_size(10);
    for people in [100, 1_000, 2_000] {
        let question = question(people);
        let Ok(analysis) = analyse(&question, &Cancel::never()) else { continue };
        group.bench_with_input(
            BenchmarkId::from_parameter(people),
            &question,
            |bencher, question| {
                bencher.iter(|| further(black_box(question), &analysis, &Cancel::never()));
            },
        );
    }
    group.finish();
}

fn measures(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("standard");
    group.sample_size(10);
    for people in [100, 1_000] {
        let question = question(people);
        group.bench_with_input(
            BenchmarkId::from_parameter(people),
            &question,
            |bencher, question| {
                bencher.iter(|| standard(black_box(question), &Cancel::never()));
            },
        );
    }
    group.finish();
}

/// What chance gives for 200 people and 600 flows: the draws that are shown at once, and all.
fn against_chance(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("chance");
    group.sample_size(10);
    let question = question(200);
    let never = Cancel::never();
    let Ok(analysis) = analyse(&question, &never) else { return };
    for draws in [PROVISIONAL_DRAWS, DRAWS] {
        group.bench_with_input(BenchmarkId::from_parameter(draws), &draws, |bencher, draws| {
            bencher.iter(|| {
                let mut chances = Chances::of(black_box(&question), &analysis, &never)?;
                chances.draw_to(*draws, &never)?;
                Ok::<_, Cancelled>(chances.bands())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, readings, besides, against_chance, measures);
criterion_main!(benches);
