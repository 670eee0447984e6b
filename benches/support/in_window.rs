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
    /// The processor milliseconds of peers in a browser, measured once on such a machine.
    peers: &'static [(&'static str, f64)],
}

const IN_WINDOW: [InWindow; 5] = [
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
        peers: &[("vis-network", 1457.0), ("Canvas 2D", 226.0)],
    },
    InWindow {
        number: "D3",
        work: "from the call to the first picture, 589,000 flows",
        size: "100000",
        task: "open",
        wanted: "5 x force-graph",
        peers: &[("force-graph", 3400.0)],
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

/// The real window, drawn by software, where the program is built and a screen can be had.
pub(crate) fn measure(table: &mut Table, root: &Path) {
    let program = root.join("target/release/fulcrum");
    let program = std::env::var_os("FULCRUM").map_or(program, PathBuf::from);
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
    let told = script.stderr(Stdio::inherit()).output().map(|said| said.stdout);
    let told = String::from_utf8(told.unwrap_or_default()).unwrap_or_default();
    for it in &IN_WINDOW {
        let of_task = |line: &str| {
            let mut words = line.split(' ');
            let figures =
                |words: std::str::Split<'_, char>| words.map(|it| it.parse().ok()).collect();
            (words.next() == Some(it.task)).then(|| figures(words))?
        };
        let runs: Vec<Vec<f64>> = told.lines().filter_map(of_task).collect();
        if runs.is_empty() {
            continue;
        }
        let column = |at: usize| runs.iter().filter_map(|run| run.get(at).copied()).collect();
        let (first, second): (f64, Vec<f64>) = (median(column(0)), column(1));
        let second = if second.is_empty() { 0.0 } else { median(second) };
        let (own, ms) = match it.task {
            "start" => (format!("{first:.0} ms, the median of {}", runs.len()), first),
            "open" => (format!("{first:.0} ms of all threads, {second:.0} ms by the clock"), first),
            "memory" => (format!("{first:.0} MB, {second:.0} MB at the most"), first),
            _ => {
                let ms = first / second.max(1.0);
                (format!("{ms:.1} ms of all threads, over {second:.0} frames"), ms)
            }
        };
        let peers = it.peers.iter().map(|(peer, theirs)| {
            format!("{peer} {theirs:.0} ms, measured once: **{:.1} x**", theirs / ms)
        });
        let against = peers.collect::<Vec<_>>().join("; ");
        table.row(it.number, it.work, it.size, [own, against, it.wanted.into()]);
    }
}
