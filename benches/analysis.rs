//! How long the readings and the standard measures take, by the size of the organization.
#![allow(missing_docs, reason = "the group's function is written by a macro")]

#[path = "support/organization.rs"]
mod organization;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use fulcrum::analysis::{
    Cancel, Cancelled, Chances, DRAWS, PROVISIONAL_DRAWS, analyse, analyse_at_once, further,
    standard,
};
use organization::Organization;

fn readings(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analyse");
    group.sample_size(10);
    for people in [100, 1_000, 2_000, 10_000] {
        let question = Organization::of(people).question();
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

/// What a few passes over the map give.
fn at_once(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("at once");
    group.sample_size(10);
    for people in [1_000, 10_000] {
        let question = Organization::of(people).question();
        group.bench_with_input(
            BenchmarkId::from_parameter(people),
            &question,
            |bencher, question| {
                bencher.iter(|| analyse_at_once(black_box(question), &Cancel::never()));
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
        let question = Organization::of(people).question();
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
        let question = Organization::of(people).question();
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
    let mut two_hundred = Organization::of(200);
    two_hundred.flows.truncate(600);
    let question = two_hundred.question();
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

criterion_group!(benches, at_once, readings, besides, against_chance, measures);
criterion_main!(benches);
