//! How long files of a large organization take to open, beside the least that could be done with
//! their text: medians of several runs, in one process.
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

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use fulcrum::storage::{Choices, Incoming, draft, open};
use serde::Deserialize;

/// As much of a map's file as the measures need, and nothing done with it.
#[derive(Deserialize)]
struct PlainMap {
    stages: Vec<PlainStage>,
}

#[derive(Deserialize)]
struct PlainStage {
    positions: Vec<PlainPosition>,
    #[serde(default)]
    lines: Vec<PlainTie>,
    #[serde(default)]
    flows: Vec<PlainTie>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are read to be held in memory")]
struct PlainPosition {
    id: String,
    key: Option<String>,
    title: Option<String>,
    #[serde(default)]
    expertise: BTreeMap<String, f64>,
    #[serde(default)]
    rights: BTreeMap<String, f64>,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are read to be held in memory")]
struct PlainTie {
    id: String,
    from: String,
    to: String,
    kind: Option<String>,
    frequency: Option<f64>,
}

/// The median of several runs, in seconds.
fn median(mut work: impl FnMut()) -> f64 {
    const RUNS: usize = 5;
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
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
                black_box((stage.positions.len(), stage.lines.len(), stage.flows.len()));
            });
            println!(
                "{name}: serde_json into plain structs {plain:.3} s, ratio {:.2}",
                own / plain
            );
        }
    }
}
