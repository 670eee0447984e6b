//! How long it takes to arrange an organization, by its size. The throughput is positions a
//! second; it stays level from size to size when the time is linear.
#![allow(missing_docs, reason = "the group's function is written by a macro")]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use fulcrum::layout::{Room, arrange, arrange_in};
use fulcrum::model::{
    Change, Delta, Line, LineId, LineKind, OrgMap, Position, PositionId, StageId,
};

const STAGE: StageId = StageId(1);

/// An organization in which everybody has three to seven reports, until so many positions are
/// drawn.
fn organization(positions: u64) -> OrgMap {
    let mut map = OrgMap::new("Generated");
    let (mut superior, mut room) = (1, 3);
    for id in 1..=positions {
        let position = Arc::new(Position::held(format!("Head of section {id}")));
        let delta = Delta { id: PositionId(id), before: None, after: Some(position) };
        apply(&mut map, &Change::Position(STAGE, delta));
        if id == 1 {
            continue;
        }
        if room == 0 {
            superior += 1;
            room = 3 + superior * 7 % 5;
        }
        room -= 1;
        let line = Line::new(PositionId(id), PositionId(superior), LineKind::Solid);
        let id = LineId(positions + id);
        let delta = Delta { id, before: None, after: Some(Arc::new(line)) };
        apply(&mut map, &Change::Line(STAGE, delta));
    }
    map
}

fn apply(map: &mut OrgMap, change: &Change) {
    assert!(map.apply(change).is_ok(), "every generated record is new");
}

fn arranging(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("arrange");
    group.sample_size(10);
    for positions in [300, 1_000, 10_000, 100_000] {
        let map = organization(positions);
        let Some(stage) = map.stage(STAGE) else { continue };
        group.throughput(Throughput::Elements(positions));
        group.bench_with_input(BenchmarkId::from_parameter(positions), stage, |bencher, stage| {
            bencher.iter(|| arrange(black_box(stage)));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("arrange on a sheet");
    group.sample_size(10);
    // A wall of 16 to 9, on which the smallest letters are a fortieth of the height.
    let room = Room { width: 52.0, height: 32.0 };
    for positions in [60, 300, 1_000, 10_000] {
        let map = organization(positions);
        let Some(stage) = map.stage(STAGE) else { continue };
        group.throughput(Throughput::Elements(positions));
        group.bench_with_input(BenchmarkId::from_parameter(positions), stage, |bencher, stage| {
            bencher.iter(|| arrange_in(black_box(stage), room));
        });
    }
    group.finish();
}

criterion_group!(benches, arranging);
criterion_main!(benches);
