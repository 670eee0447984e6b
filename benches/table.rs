//! The table of analysis: how long each measure takes by the size of the organization, beside
//! python-igraph where `benches/peers/setup.sh` has made it available. Written to
//! `benches/TABLE.md` with the machine named.
//!
//! Times are processor seconds of one thread; with a peer, the two take turns in one run and the
//! ratio is the median of the turns.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program that prints what it measures, and writes it down"
)]

#[path = "support/changed.rs"]
mod changed;
#[path = "support/checked.rs"]
mod checked;
#[path = "support/in_window.rs"]
mod in_window;
#[path = "support/machine.rs"]
mod machine;
#[path = "support/organization.rs"]
mod organization;
#[path = "support/peer.rs"]
mod peer;
#[path = "support/plain.rs"]
mod plain;
#[path = "support/stress.rs"]
mod stress;
#[path = "support/written.rs"]
mod written;

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use fulcrum::analysis::{
    Analysis, Cancel, Cancelled, Chances, DRAWS, Digraph, PROVISIONAL_DRAWS, Question, Reader,
    Settings, analyse, analyse_at_once, further, what_if_all,
};
use fulcrum::layout::{Room, arrange, arrange_in, by_communication};
use fulcrum::model::{Change, Delta, OrgMap, StageId};
use fulcrum::storage::{Choices, Incoming, draft, open};
use fulcrum::work::betweenness;
use machine::{load, machine, median, timed};
use organization::Organization;
use peer::Peer;
use plain::PlainMap;
use stress::stress;

/// Who does a task, where it is not igraph.
const PEERS: [(&str, &str); 2] = [("csv", "Python's csv"), ("tidy", "d3-hierarchy")];

/// The rows so far.
struct Table {
    text: String,
}

impl Table {
    fn row(&mut self, number: &str, work: &str, size: &str, cells: [String; 3]) {
        let [own, against, wanted] = cells;
        let row = format!("| {number} | {work} | {size} | {own} | {against} | {wanted} |");
        println!("{row}");
        let _ = writeln!(self.text, "{row}");
    }

    /// A task against a peer, taking turns.
    fn pair(
        &mut self,
        (number, work, size): (&str, &str, usize),
        peer: Option<&mut Peer>,
        (task, wanted, turns): (&str, &str, usize),
        own: &mut dyn FnMut() -> f64,
    ) {
        let (mut mine, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        let mut agree = String::new();
        let mut peer = peer;
        for _ in 0..turns {
            let (spent, value) = timed(&mut *own);
            mine.push(spent);
            if let Some((other, told)) = peer.as_mut().and_then(|peer| peer.run(task)) {
                theirs.push(other);
                ratios.push(other / spent);
                let apart = (value - told).abs() / told.abs().max(1e-300);
                agree = format!("; the two differ by {apart:.0e} of the value");
            }
        }
        let against = match theirs.is_empty() {
            true => "peer not installed".to_owned(),
            false => {
                let (ratio, theirs) = (median(ratios), median(theirs));
                let name =
                    PEERS.iter().find(|(asked, _)| *asked == task).map_or("igraph", |it| it.1);
                format!("{name} {} s: **{ratio:.1} x**{agree}", short(theirs))
            }
        };
        let own = format!("{} s", short(median(mine)));
        self.row(number, work, &size.to_string(), [own, against, wanted.into()]);
    }
}

fn short(seconds: f64) -> String {
    if seconds >= 0.1 { format!("{seconds:.2}") } else { format!("{seconds:.3e}") }
}

fn done<T: Default>(found: Result<T, Cancelled>) -> T {
    found.unwrap_or_default()
}

fn against_peers(table: &mut Table, root: &Path) {
    let never = Cancel::never();
    let ten = Organization::of(10_000);
    let graph = Digraph::new(10_000, &ten.arcs());
    let mut peer = Peer::of_graph(root, 10_000, &ten.arcs());
    let turns = 3;
    table.pair(
        ("A1", "exact betweenness, one thread", 10_000),
        peer.as_mut(),
        ("betweenness", "2.5 x igraph", turns),
        &mut || done(graph.betweenness(0..10_000, &never)).iter().sum(),
    );
    let (wall, count) = (
        |threads: usize| {
            let began = Instant::now();
            black_box(done(betweenness(&graph, threads, &never)));
            began.elapsed().as_secs_f64()
        },
        3,
    );
    let ratios: Vec<f64> = (0..count).map(|_| wall(1) / wall(2)).collect();
    let own = format!("{:.2} x (wall, load {})", median(ratios), load());
    let row = [own, "its own one thread".into(), "1.8 x on a quiet machine".into()];
    table.row("A2", "the same on two threads", "10000", row);
    table.pair(
        ("A4", "closeness, harmonic, eccentricity, reachable pairs, one sweep", 10_000),
        peer.as_mut(),
        ("harmonic", "50 x igraph's harmonic alone", turns),
        &mut || graph.nearness(&never).map_or(0.0, |near| near.harmonic.iter().sum()),
    );
    drop(peer);
    let large = Organization::of(100_000);
    let graph = Digraph::new(100_000, &large.arcs());
    let mut peer = Peer::of_graph(root, 100_000, &large.arcs());
    let some = || (0..256).map(|at| at * 100_000 / 256);
    table.pair(
        ("A3", "betweenness from 256 sources", 100_000),
        peer.as_mut(),
        ("sampled", "2.5 x igraph", turns),
        &mut || done(graph.betweenness(some(), &never)).iter().sum(),
    );
    let (spent, near) = timed(|| graph.nearness(&never));
    let pairs: u64 = near.map_or(0, |near| near.reached.iter().map(|it| u64::from(*it)).sum());
    let row = [format!("{spent:.1} s, {pairs} pairs"), String::new(), "done".into()];
    table.row("A5", "as A4", "100000", row);
    linear(table, peer.as_mut(), &graph);
}

fn linear(table: &mut Table, mut peer: Option<&mut Peer>, graph: &Digraph) {
    let never = Cancel::never();
    let pieces = || {
        // What a graph knows of its pieces it works out when it is made.
        let made = Digraph::new(graph.count(), &graph.all_arcs());
        let (weak, strong) = made.pieces();
        (weak + strong) as f64
    };
    let tasks: [(&str, &dyn Fn() -> f64); 5] = [
        ("pagerank", &|| done(graph.pagerank(&never)).into_iter().fold(0.0, f64::max)),
        ("coreness", &|| graph.coreness().into_iter().map(f64::from).sum()),
        ("reciprocity", &|| graph.reciprocity().unwrap_or(0.0)),
        ("constraint", &|| done(graph.constraint(&never)).into_iter().flatten().sum()),
        ("components", &pieces),
    ];
    for (task, own) in tasks {
        let work = if task == "components" { "components, with making the graph" } else { task };
        table.pair(
            ("A7", work, graph.count()),
            peer.as_deref_mut(),
            (task, "1 x the best peer", 5),
            &mut || own(),
        );
    }
}

fn hierarchy(table: &mut Table) {
    let never = Cancel::never();
    for (people, wanted) in [(1_000, "500 x sna (1.07 s there)"), (100_000, "10 s")] {
        let it = Organization::of(people);
        for (what, arcs) in [("lines", it.lines()), ("communication", it.arcs())] {
            let graph = Digraph::new(people, &arcs);
            let (spent, found) = timed(|| graph.krackhardt(&never));
            let found = found.unwrap_or_default();
            let lub = found.iter().find(|(name, _)| *name == "lub_as_drawn");
            let lub = lub.map_or_else(String::new, |(_, value)| match value {
                Ok(value) => format!(", LUB {value:.4}"),
                Err(why) => format!(", LUB not defined: {why}"),
            });
            let work = format!("Krackhardt's four, of {what}");
            let row = [format!("{} s{lub}", short(spent)), String::new(), wanted.into()];
            table.row("A6", &work, &people.to_string(), row);
        }
    }
}

/// How many times the time of 10,000 people 100,000 take, in the median of their turns.
fn growth(turns: &[[f64; 2]]) -> String {
    let grown = median(turns.iter().map(|[ten, hundred]| hundred / ten).collect());
    format!("{grown:.1} x the time of 10,000")
}

fn readings(table: &mut Table) {
    /// As with a peer, the two take turns.
    const TURNS: usize = 5;
    let never = Cancel::never();
    let sizes = [10_000, 100_000];
    let questions = sizes.map(|people| Organization::of(people).question());
    let turn = || questions.each_ref().map(|it| timed(|| analyse_at_once(it, &never)).0);
    let turns: Vec<[f64; 2]> = (0..TURNS).map(|_| turn()).collect();
    for (size, (people, question)) in sizes.iter().zip(&questions).enumerate() {
        let at_once = median(turns.iter().map(|turn| turn[size]).collect());
        let analysis = analyse_at_once(question, &never);
        let more = analysis.map_or(0.0, |found| timed(|| further(question, &found, &never)).0);
        let against = if size == 0 { String::new() } else { growth(&turns) };
        let own = format!("{} s, and {} s for units and contrasts", short(at_once), short(more));
        let row = [own, against, "12 x; 10,000 within 0.1 s".into()];
        table.row("A8", "the linear readings", &people.to_string(), row);
        if size == 0 {
            let (all, _) = timed(|| analyse(question, &never));
            let row = [format!("{} s", short(all)), String::new(), String::new()];
            table.row("A8", "all readings, all pairs among them", &people.to_string(), row);
        }
    }
}

fn by_chance(table: &mut Table) {
    let never = Cancel::never();
    for (people, flows, wanted) in
        [(200, Some(600), "5 s; provisional within 0.5 s"), (1_000, None, "20 s, cancellable")]
    {
        let mut it = Organization::of(people);
        it.flows.truncate(flows.unwrap_or(usize::MAX));
        let question = it.question();
        let Ok(analysis) = analyse(&question, &never) else { continue };
        let (first, chances) = timed(|| {
            let mut chances = Chances::of(&question, &analysis, &never)?;
            chances.draw_to(PROVISIONAL_DRAWS, &never)?;
            black_box(chances.bands());
            Ok::<_, Cancelled>(chances)
        });
        let Ok(mut chances) = chances else { continue };
        let (rest, _) = timed(|| chances.draw_to(DRAWS, &never));
        let own = format!(
            "{} s, the first {PROVISIONAL_DRAWS} in {} s",
            short(first + rest),
            short(first)
        );
        let work = format!("{DRAWS} draws by chance, {} flows", it.flows.len());
        table.row("A9", &work, &people.to_string(), [own, String::new(), wanted.into()]);
        let late = cancelled_after(&question, &Ok(analysis));
        let row =
            [format!("{:.1} ms after it was asked", late * 1e3), String::new(), "50 ms".into()];
        table.row("A9", "cancelling them", &people.to_string(), row);
    }
}

/// How long after it is asked for draws are given up, in seconds on the wall.
fn cancelled_after(question: &Question, analysis: &Result<Analysis, Cancelled>) -> f64 {
    let Ok(analysis) = analysis else { return 0.0 };
    let generation = Arc::new(AtomicU64::new(0));
    let token = Cancel::at(&generation);
    std::thread::scope(|scope| {
        let drawn = scope.spawn(|| {
            let mut chances = Chances::of(question, analysis, &token)?;
            chances.draw_to(usize::MAX, &token)
        });
        std::thread::sleep(Duration::from_millis(300));
        generation.fetch_add(1, Ordering::AcqRel);
        let asked = Instant::now();
        let _ = drawn.join();
        asked.elapsed().as_secs_f64()
    })
}

/// What a file makes, as the window opens it: the number of records.
fn opened(path: &Path) -> f64 {
    let map = match open(path, None, &mut |_, _| true) {
        Ok(Incoming::Map(loaded, _)) => loaded.map,
        Ok(Incoming::Source(source, _)) => draft(&source, &Choices::guess(&source)).map,
        Err(_) => return 0.0,
    };
    let stage = map.first_stage().and_then(|id| map.stage(id));
    stage.map_or(0.0, |it| (it.positions().len() + it.lines().len() + it.flows().len()) as f64)
}

fn files(table: &mut Table, root: &Path) {
    const PEOPLE: usize = 100_000;
    let folder = root.join("target/peers/files");
    let written = std::fs::create_dir_all(&folder);
    if written.and_then(|()| written::write(&Organization::of(PEOPLE).map(), &folder)).is_err() {
        return;
    }
    let native = folder.join("org.orgmap");
    let plain = || -> f64 {
        let text = std::fs::read(&native).unwrap_or_default();
        let read = serde_json::from_slice::<PlainMap>(&text);
        read.map_or(0.0, |map| map.stages.first().map_or(0, plain::PlainStage::size) as f64)
    };
    let turns = (0..5).map(|_| (timed(plain).0, timed(|| opened(&native)).0));
    let (theirs, mine): (Vec<f64>, Vec<f64>) = turns.unzip();
    let ratio = median(mine.iter().zip(&theirs).map(|(mine, theirs)| mine / theirs).collect());
    let against = format!("serde_json {} s: **{ratio:.2} x** its time", short(median(theirs)));
    let own = format!("{} s", short(median(mine)));
    let wanted = "1.2 x the time of serde_json into plain structs";
    let work = "open the native file, indices built";
    table.row("F1", work, &PEOPLE.to_string(), [own, against, wanted.into()]);
    let mut peer = Peer::of_files(root, &folder);
    for (number, work, (task, wanted), place) in [
        ("F2", "open a folder of CSV", ("csv", "4 x Python's csv"), folder.join("tables")),
        ("F3", "open GraphML", ("graphml", "2 x igraph"), folder.join("org.graphml")),
    ] {
        let row = (number, work, PEOPLE);
        table.pair(row, peer.as_mut(), (task, wanted, 3), &mut || opened(&place));
    }
}

fn trees(table: &mut Table, root: &Path) {
    for (number, people, wanted) in
        [("L1", 100_000, "10 x d3-hierarchy"), ("L2", 10_000, "15 x d3-hierarchy")]
    {
        let it = Organization::of(people);
        let mut peer = Peer::of_tree(root, &it.superior);
        let mut map = it.map();
        let id = StageId(1);
        // Only who reports to whom, as the peer has it.
        let flows = map.stage(id).map(|stage| {
            let flows = stage.flows().ids().filter_map(|id| Some((id, stage.flows().share(id)?)));
            flows.map(|(id, before)| Delta { id, before: Some(before), after: None }).collect()
        });
        let flows: Vec<_> = flows.unwrap_or_default();
        flows.into_iter().for_each(|delta| drop(map.apply(&Change::Flow(id, delta))));
        let Some(stage) = map.stage(id) else { return };
        table.pair(
            (number, "the chart, from who reports to whom to places", people),
            peer.as_mut(),
            ("tidy", wanted, 5),
            &mut || arrange(stage).points.len() as f64,
        );
        let times = (0..5).map(|_| timed(|| black_box(arrange_in(stage, Room::SCREEN))).0);
        let row = [format!("{} s", short(median(times.collect()))), String::new(), String::new()];
        table.row("-", "the first overview of the same", &people.to_string(), row);
    }
}

fn network(table: &mut Table, root: &Path) {
    /// Boxes are wider than high, and the layout counts ways down so many times.
    const FLAT: f64 = 1.7;
    for (number, people, turns, wanted) in [
        ("L3", 10_000, 3, "2 x igraph's Fruchterman and Reingold, stress 0.18"),
        ("L4", 100_000, 1, "10 x sfdp (133 s there), stress 0.18"),
    ] {
        let it = Organization::of(people);
        let map = it.map();
        let Some(stage) = map.stage(StageId(1)) else { return };
        let chart = arrange(stage);
        let arcs = it.arcs();
        let mut peer = Peer::of_graph(root, people, &arcs);
        let (mut mine, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        let (mut own, mut other) = (0.0, 0.0);
        for _ in 0..turns {
            let (spent, placed) = timed(|| by_communication(stage, &chart, &mut |_| true));
            let places = placed.unwrap_or_default();
            let places: Vec<_> = places.iter().map(|(_, at)| (at.x, at.y * FLAT)).collect();
            own = stress(&places, &arcs);
            mine.push(spent);
            if let Some((time, told)) = peer.as_mut().and_then(|peer| peer.run("layout")) {
                theirs.push(time);
                ratios.push(time / spent);
                other = told;
            }
        }
        let against = match theirs.is_empty() {
            true => "peer not installed".to_owned(),
            false => {
                let (ratio, theirs) = (median(ratios), short(median(theirs)));
                format!("igraph {theirs} s, stress {other:.3}: **{ratio:.1} x**")
            }
        };
        let own = format!("{} s, stress {own:.3}", short(median(mine)));
        let work = "from the chart to places by communication, no box over another";
        table.row(number, work, &people.to_string(), [own, against, wanted.into()]);
    }
}

/// The next edit to a map.
type Edit = fn(&OrgMap) -> Option<Change>;

/// One record of many is changed, and the linear readings follow.
fn one_edit(table: &mut Table) {
    let never = Cancel::never();
    let reader = Reader::default();
    let question = |map: &OrgMap| {
        let stage = map.stage(StageId(1)).cloned().unwrap_or_default();
        Question { stage, settings: Settings::default() }
    };
    let mut map = Organization::of(100_000).map();
    let mut last = reader.analyse_at_once(&question(&map), &never).ok();
    let edits: [(&str, Edit); 4] = [
        ("one edit to updated linear readings", changed::flow),
        ("the same, where the edit is a new flow", changed::new_flow),
        ("the same, where somebody knows more", changed::position),
        ("the same, where somebody reports to another", changed::line),
    ];
    for (work, edit) in edits {
        let mut spent = Vec::new();
        for _ in 0..7 {
            let Some(change) = edit(&map) else { return };
            let (time, found) = timed(|| {
                map.apply(&change).ok()?;
                reader.analyse_at_once(&question(&map), &never).ok()
            });
            spent.push(time);
            // What is shown is let go when the next is there.
            last = found;
        }
        let row = [format!("{} s", short(median(spent))), String::new(), "0.1 s".into()];
        table.row("-", work, "100000", row);
    }
    drop(last);
}

fn edits(table: &mut Table) {
    one_edit(table);
    let never = Cancel::never();
    let question: Question = Organization::of(1_000).question();
    let (spent, tried) = timed(|| what_if_all(&question, &never, &mut |_, _| {}));
    let tried = tried.map_or(0, |tried| tried.tried);
    let row = [format!("{} s for {tried} edits", short(spent)), String::new(), "2 s".into()];
    table.row("-", "all single edits ranked", "1000", row);
}

/// What was tried where less came out than was wanted.
const TRIED: &str = include_str!("support/tried.md");

/// A part of the table.
type Part<'a> = &'a dyn Fn(&mut Table);

fn main() {
    // The harness of tests calls benches too, with arguments of its own.
    let only: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    // Benches are run in the folder of the package.
    let root = PathBuf::from(".");
    let head =
        "| # | work | people | this program | against | wanted |\n|---|---|---|---|---|---|\n";
    println!("{}\n\n{head}", machine());
    let mut table = Table { text: head.to_owned() };
    let parts: [(&str, Part<'_>); 10] = [
        ("peers", &|table| against_peers(table, &root)),
        ("hierarchy", &hierarchy),
        ("readings", &readings),
        ("check", &|table| checked::measure(table, &root)),
        ("chance", &by_chance),
        ("edits", &edits),
        ("trees", &|table| trees(table, &root)),
        ("network", &|table| network(table, &root)),
        ("files", &|table| files(table, &root)),
        ("window", &|table| in_window::measure(table, &root)),
    ];
    for (name, part) in parts {
        if only.is_empty() || only.iter().any(|it| it == name) {
            part(&mut table);
        }
    }
    if only.is_empty() {
        let said = format!(
            "# How long analysis takes\n\nWritten by `cargo bench --no-default-features --bench \
             table` on {}. Processor seconds of one thread, where nothing else is said; with a \
             peer, the median of turns taken one after the other. The peers are there after \
             `benches/peers/setup.sh`.\n\n{}\n{TRIED}",
            machine(),
            table.text
        );
        if let Err(error) = std::fs::write(root.join("benches/TABLE.md"), said) {
            println!("benches/TABLE.md could not be written: {error}");
        }
    }
}
