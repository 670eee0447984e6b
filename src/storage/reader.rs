//! What other programs write, read into a source.

pub(super) mod dl;
pub(super) mod dot;
pub(super) mod gexf;
pub(super) mod graphml;
pub(super) mod json;
pub(super) mod outline;
pub(super) mod pajek;
pub(super) mod vna;
pub(super) mod workbook;
mod xml;

use std::sync::Arc;

use super::cells::Cells;
use super::source::{Node, Source, Tie};

/// The largest number of nodes that one number in a file of so many bytes may ask for: as many as
/// the file could name, or some that it does not name.
fn largest_count(bytes: usize) -> usize {
    const LARGEST: usize = 1_000_000;
    const UNNAMED: usize = 50_000;
    bytes.clamp(UNNAMED, LARGEST)
}

/// What to do about a larger number.
const COUNT_HINT: &str = "that is more than this file can be about; correct the number";

/// A network in the making.
struct Network {
    source: Source,
    table: Arc<str>,
}

impl Network {
    fn new(source: Source) -> Self {
        Self { source, table: Arc::from("") }
    }

    /// Adds a node of this name, or finds the row of the one that is there.
    fn node(&mut self, name: &str, line: Option<usize>) -> usize {
        let name = Some(self.source.names.of(name));
        let (table, cells, groups) = (Arc::clone(&self.table), Cells::default(), Vec::new());
        self.source.nodes.push(Node { name, table, line, cells, groups });
        self.source.nodes.len() - 1
    }

    /// Says something of a node.
    fn say(&mut self, node: usize, column: &str, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        let column = self.source.column(column);
        let Some(node) = self.source.nodes.get_mut(node) else { return };
        node.cells.fill(column, words);
    }

    fn tie(&mut self, tie: NewTie<'_>) {
        let relation = self.source.relation(tie.relation);
        let (from, to) = (self.source.names.of(tie.from), self.source.names.of(tie.to));
        let table = self.source.tie_table(&self.table);
        let made = Tie::new(from, to, relation, table, tie.line);
        self.source.ties.push(Tie { weight: tie.weight, undirected: tie.undirected, ..made });
    }
}

/// A tie that is read.
#[derive(Clone, Copy, Default)]
struct NewTie<'a> {
    from: &'a str,
    to: &'a str,
    relation: &'a str,
    weight: Option<f64>,
    undirected: bool,
    line: Option<usize>,
}
