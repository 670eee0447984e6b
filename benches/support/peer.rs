//! Other programs that do the same work: each is started once, and then asked task by task.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A program that has read what it works on, and waits to be asked.
pub(crate) struct Peer {
    child: Child,
    ask: ChildStdin,
    told: BufReader<ChildStdout>,
}

impl Peer {
    /// A graph in python-igraph.
    pub(crate) fn of_graph(root: &Path, people: usize, arcs: &[(u32, u32)]) -> Option<Self> {
        let data = root.join(format!("target/peers/{people}.txt"));
        let lines: String = arcs.iter().map(|(from, to)| format!("{from} {to}\n")).collect();
        std::fs::write(&data, lines).ok()?;
        let mut python = Command::new(root.join("target/peers/bin/python"));
        python.arg(root.join("benches/peers/peers.py")).arg(data).arg(people.to_string());
        Self::of(python)
    }

    /// Python's own readers and python-igraph, for the files of a folder.
    pub(crate) fn of_files(root: &Path, folder: &Path) -> Option<Self> {
        let mut python = Command::new(root.join("target/peers/bin/python"));
        python.arg(root.join("benches/peers/files.py")).arg(folder);
        Self::of(python)
    }

    /// A tree in d3-hierarchy: the superior of each, nothing for the head.
    pub(crate) fn of_tree(root: &Path, superior: &[Option<usize>]) -> Option<Self> {
        let data = root.join("target/peers/tree.txt");
        let line = |above: &Option<usize>| above.map_or(-1, |it| it as i64).to_string();
        let lines: Vec<String> = superior.iter().map(line).collect();
        std::fs::write(&data, lines.join("\n")).ok()?;
        let mut node = Command::new("node");
        node.arg(root.join("target/peers/tree.mjs")).arg(data);
        Self::of(node)
    }

    fn of(mut program: Command) -> Option<Self> {
        let piped = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = piped.spawn().ok()?;
        let (ask, out) = (child.stdin.take()?, child.stdout.take()?);
        let mut peer = Self { child, ask, told: BufReader::new(out) };
        let mut hello = String::new();
        peer.told.read_line(&mut hello).ok()?;
        hello.starts_with("ready").then_some(peer)
    }

    /// Processor seconds of a task, and what came of it.
    pub(crate) fn run(&mut self, task: &str) -> Option<(f64, f64)> {
        writeln!(self.ask, "{task}").ok()?;
        let mut line = String::new();
        self.told.read_line(&mut line).ok()?;
        let mut parts = line.split_whitespace().map(str::parse::<f64>);
        Some((parts.next()?.ok()?, parts.next()?.ok()?))
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It ends when nobody asks any more; whoever does not is ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
