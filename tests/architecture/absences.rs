//! What must not be where: files, threads, the toolkit, the network.

use crate::source::{Source, sources};

/// The lines of a file that hold one of these paths as whole words.
fn lines_with(source: &Source, paths: &[&str]) -> Vec<String> {
    let whole = |line: &str, path: &str| {
        let edge = |letter: Option<char>| {
            letter.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_')
        };
        line.match_indices(path).any(|(at, _)| {
            edge(line[..at].chars().next_back()) && edge(line[at + path.len()..].chars().next())
        })
    };
    let lines = source.code.lines().enumerate();
    lines
        .filter(|(_, line)| paths.iter().any(|path| whole(line, path)))
        .map(|(number, line)| format!("{}:{}: {}", source.path, number + 1, line.trim()))
        .collect()
}

/// These paths stand nowhere but in the places that are allowed to hold them.
#[track_caller]
fn only_in(paths: &[&str], places: &[&str]) {
    let outside = sources("src")
        .into_iter()
        .filter(|source| !places.iter().any(|place| source.path.starts_with(place)));
    let wrong: Vec<String> = outside.flat_map(|source| lines_with(&source, paths)).collect();
    assert!(wrong.is_empty(), "only in {}:\n{}", places.join(", "), wrong.join("\n"));
}

#[test]
fn files_are_opened_in_few_places() {
    let paths = ["std::fs", "fs::read", "fs::write", "File::open", "File::create", "OpenOptions"];
    let places = ["src/storage/", "src/export/", "src/cli/", "src/gui/app/settings"];
    only_in(&paths, &places);
}

#[test]
fn threads_start_in_one_place() {
    only_in(&["std::thread", "thread::spawn", "thread::Builder", "rayon"], &["src/work/"]);
}

#[test]
fn the_toolkit_is_named_in_the_window_alone() {
    only_in(
        &[
            "egui",
            "eframe",
            "egui_graphs",
            "rfd",
            "wgpu",
            "winit",
            "x11_dl",
            "xkbcommon_dl",
            "zbus",
        ],
        &["src/gui/"],
    );
}

#[test]
fn a_graph_library_is_named_where_a_graph_is_meant() {
    only_in(&["petgraph"], &["src/analysis/", "src/layout/", "src/gui/canvas/"]);
}

#[test]
fn nothing_opens_a_connection() {
    only_in(&["std::net", "TcpStream", "UdpSocket", "TcpListener", "ToSocketAddrs"], &["nowhere"]);
}

#[test]
fn the_clock_is_not_read_where_results_are_made() {
    let pure =
        ["quantity", "typeface", "model", "edit", "analysis", "layout", "wording", "drawing"];
    let wrong: Vec<String> = pure
        .iter()
        .flat_map(|module| sources(&format!("src/{module}")))
        .flat_map(|source| lines_with(&source, &["std::time", "SystemTime", "Instant"]))
        .collect();
    assert!(wrong.is_empty(), "the same input gives the same result:\n{}", wrong.join("\n"));
}

#[test]
fn the_window_reads_the_map_as_it_may_be_seen() {
    let wrong: Vec<String> = sources("src/gui")
        .iter()
        .flat_map(|source| {
            lines_with(source, &["session.map()", "session.shown_stage()", "session.kept_map()"])
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "seen_map and seen_stage leave names out where they are hidden:\n{}",
        wrong.join("\n")
    );
}
