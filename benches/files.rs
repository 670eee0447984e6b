//! How long files of a large organization take to open, beside the least that could be done with
//! their text: medians of several runs, in one process, in processor seconds.
//!
//! `cargo bench --no-default-features --bench files -- FILE...` opens each file as the window
//! would, draft and all; an `.orgmap` file is also read by `serde_json` into plain structs.
//! `benches/peers.py` opens the same files in Python.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints what it measured, and ends where it cannot"
)]

#[path = "support/plain.rs"]
mod plain;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use fulcrum::storage::{Choices, Incoming, draft, open, own_time};
use plain::PlainMap;

/// Processor seconds of this thread so far.
fn processor() -> f64 {
    own_time().map_or(0.0, |spent| spent.as_secs_f64())
}

/// The median of several runs, in processor seconds of this thread where they are told.
fn median(mut work: impl FnMut()) -> f64 {
    const RUNS: usize = 5;
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let (start, wall) = (processor(), Instant::now());
            work();
            let spent = processor() - start;
            if spent > 0.0 { spent } else { wall.elapsed().as_secs_f64() }
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

fn opened(path: &Path) -> (usize, usize) {
    let map = match open(path, None, &mut |_, _| true) {
        Ok(Incoming::Map(loaded, _)) => loaded.map,
        Ok(Incoming::Source(source, _)) => draft(&source, &Choices::guess(&source)).map,
        Err(error) => panic!("{error}"),
    };
    let stage = map.first_stage().and_then(|id| map.stage(id)).expect("a map has a stage");
    (stage.positions().len(), stage.lines().len() + stage.flows().len())
}

fn main() {
    let files = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let files: Vec<PathBuf> = files.map(PathBuf::from).collect();
    if files.is_empty() {
        println!("name files of a large organization to open: skipped");
    }
    for path in files {
        let (people, ties) = opened(&path);
        let name = path.display();
        let own = median(|| {
            black_box(opened(&path));
        });
        println!("{name}: {people} people, {ties} ties, opened in {own:.3} s");
        if path.extension().is_some_and(|ending| ending == "orgmap") {
            let plain = median(|| {
                let text = std::fs::read(&path).expect("the file is there");
                let map: PlainMap = serde_json::from_slice(&text).expect("it is a map");
                let stage = &map.stages[0];
                black_box(stage.size());
            });
            println!(
                "{name}: serde_json into plain structs {plain:.3} s, ratio {:.2}",
                own / plain
            );
        }
    }
}
