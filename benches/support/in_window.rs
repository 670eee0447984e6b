//! The real window, as a script drives it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fulcrum::storage::save;

use super::Table;
use super::machine::median;
use super::organization::Organization;

/// What the table asks of the window.
struct InWindow {
    number: &'static str,
    work: &'static str,
    size: &'static str,
    /// What the script calls it.
    task: &'static str,
    wanted: &'static str,
    /// Peers in a browser, with their processor milliseconds as they were measured once on such a
    /// machine, for where they are not installed.
    peers: &'static [(&'static str, f64)],
}

const IN_WINDOW: [InWindow; 6] = [
    InWindow {
        number: "D1",
        work: "a frame of a pan, all in view, 20,000 lines and flows",
        size: "10000",
        task: "pan-10000",
        wanted: "3 x force-graph",
        peers: &[("force-graph", 49.3)],
    },
    InWindow {
        number: "D2",
        work: "the same, 200,000 lines and flows",
        size: "100000",
        task: "pan-100000",
        wanted: "15 x vis-network, 2 x Canvas 2D",
        peers: &[("vis-network", 1457.0), ("canvas", 226.0)],
    },
    InWindow {
        number: "D3",
        work: "from the call to the first picture, 200,000 lines and flows as the peer has them",
        size: "100000",
        task: "open-200000",
        wanted: "5 x force-graph",
        peers: &[("force-graph", 3400.0)],
    },
    InWindow {
        number: "-",
        work: "the same, 589,000 flows",
        size: "100000",
        task: "open-589000",
        wanted: "",
        peers: &[],
    },
    InWindow {
        number: "D4",
        work: "memory with it open, worked out and drawn",
        size: "100000",
        task: "memory",
        wanted: "400 MB",
        peers: &[],
    },
    InWindow {
        number: "-",
        work: "from the call to the first frame",
        size: "22",
        task: "start",
        wanted: "400 ms",
        peers: &[],
    },
];

/// The program that is measured, where it is built.
pub(crate) fn program(root: &Path) -> PathBuf {
    std::env::var_os("FULCRUM").map_or(root.join("target/release/fulcrum"), PathBuf::from)
}

/// The real window, drawn by software, where the program is built and a screen can be had.
pub(crate) fn measure(table: &mut Table, root: &Path) {
    let program = program(root);
    let Ok(folder) = tempfile::tempdir() else { return };
    let map = |people: usize, flows: Option<usize>| {
        let mut it = Organization::of(people);
        if let Some(flows) = flows {
            let every = it.flows.len() / flows;
            it.flows = it.flows.into_iter().step_by(every).take(flows).collect();
        }
        let path = folder.path().join(format!("{people}-{}.orgmap", it.flows.len()));
        save(&it.map(), &path).map(|_| path).ok()
    };
    let maps = [map(10_000, Some(10_000)), map(100_000, Some(100_000)), map(100_000, None)];
    let Some(maps) = maps.into_iter().collect::<Option<Vec<PathBuf>>>() else { return };
    let mut script = Command::new(root.join("benches/window.sh"));
    script.arg(program).arg(root.join("examples/three-ways.orgmap")).args(maps);
    let draw = root.join("target/peers/draw.mjs");
    let networks = [10_000, 100_000].map(|people| network(folder.path(), people));
    if let (true, [Some(small), Some(large)]) = (draw.is_file(), networks) {
        script.arg(draw).arg(small).arg(large);
    }
    let told = script.stderr(Stdio::inherit()).output().map(|said| said.stdout);
    let told = String::from_utf8(told.unwrap_or_default()).unwrap_or_default();
    let lines_of = |task: &str| -> Vec<Vec<f64>> {
        let figures = |line: &str| {
            let mut words = line.split(' ');
            let own = words.next() == Some(task);
            own.then(|| words.map(|it| it.parse().ok()).collect()).flatten()
        };
        told.lines().filter_map(figures).collect()
    };
    for it in &IN_WINDOW {
        let runs = lines_of(it.task);
        if runs.is_empty() {
            continue;
        }
        let (own, ms) = told_of(it.task, &runs);
        let peers = it.peers.iter().map(|(peer, once)| {
            let turns = lines_of(&format!("{}/{peer}", it.task));
            let measured: Vec<f64> =
                turns.iter().filter_map(|turn| turn.first().copied()).collect();
            let (theirs, how) = match measured.is_empty() {
                true => (*once, ", measured once"),
                false => (median(measured), ""),
            };
            format!("{peer} {theirs:.0} ms{how}: **{:.1} x**", theirs / ms)
        });
        let against = peers.collect::<Vec<_>>().join("; ");
        table.row(it.number, it.work, it.size, [own, against, it.wanted.into()]);
    }
}

/// What the runs of a task say, in words and as the milliseconds that peers are held against.
fn told_of(task: &str, runs: &[Vec<f64>]) -> (String, f64) {
    let figure = |at: usize| {
        let all: Vec<f64> = runs.iter().filter_map(|run| run.get(at).copied()).collect();
        if all.is_empty() { 0.0 } else { median(all) }
    };
    let (first, second) = (figure(0), figure(1));
    match task {
        "start" => (format!("{first:.0} ms, the median of {}", runs.len()), first),
        "open-200000" | "open-589000" => {
            (format!("{first:.0} ms of all threads, {second:.0} ms by the clock"), first)
        }
        "memory" => (
            format!(
                "{first:.0} MB, shared libraries in part; {second:.0} MB with all of them at the most"
            ),
            first,
        ),
        _ => {
            let frame = |run: &Vec<f64>| run.first().copied().zip(run.get(1).copied());
            let frames = runs.iter().filter_map(frame).map(|(ms, count)| ms / count.max(1.0));
            let ms = median(frames.collect());
            (format!("{ms:.1} ms of all threads, over {second:.0} frames"), ms)
        }
    }
}

/// Who reports to whom and as many flows, as the peers that draw are told.
fn network(folder: &Path, people: usize) -> Option<PathBuf> {
    let it = Organization::of(people);
    let above = |above: &Option<usize>| above.map_or(-1, |above| above as i64).to_string();
    let superiors: Vec<String> = it.superior.iter().map(above).collect();
    let every = (it.flows.len() / people).max(1);
    let flows = it.flows.iter().step_by(every).take(people);
    let flows: Vec<String> = flows.map(|(from, to, ..)| format!("[{from},{to}]")).collect();
    let text =
        format!("{{\"superiors\":[{}],\"flows\":[{}]}}", superiors.join(","), flows.join(","));
    let path = folder.join(format!("{people}.json"));
    std::fs::write(&path, text).ok().map(|()| path)
}
