//! Strong components, by petgraph's routine, on rows as they are: nothing is copied for it.

use petgraph::Direction;
use petgraph::algo::kosaraju_scc;
use petgraph::visit::{
    GraphBase, GraphRef, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, VisitMap,
    Visitable,
};

use super::network::Rows;

/// The strong component of every index: those from which one can be reached and back. They are
/// numbered so that no row leads from a component to one with a larger number.
pub(super) fn strong_components(out: &Rows, into: &Rows) -> Vec<u32> {
    let mut component = vec![0; out.count()];
    for (number, members) in kosaraju_scc(Ways { out, into }).into_iter().enumerate() {
        members.into_iter().for_each(|member| component[member as usize] = number as u32);
    }
    component
}

/// Rows both ways, as petgraph wants to see a graph.
#[derive(Clone, Copy)]
struct Ways<'a> {
    out: &'a Rows,
    into: &'a Rows,
}

/// Who was visited.
struct Visited(Vec<bool>);

impl GraphBase for Ways<'_> {
    type EdgeId = ();
    type NodeId = u32;
}

impl GraphRef for Ways<'_> {}

impl<'a> IntoNeighbors for Ways<'a> {
    type Neighbors = std::iter::Copied<std::slice::Iter<'a, u32>>;

    fn neighbors(self, node: u32) -> Self::Neighbors {
        self.out.of(node as usize).iter().copied()
    }
}

impl<'a> IntoNeighborsDirected for Ways<'a> {
    type NeighborsDirected = std::iter::Copied<std::slice::Iter<'a, u32>>;

    fn neighbors_directed(self, node: u32, direction: Direction) -> Self::NeighborsDirected {
        let rows = match direction {
            Direction::Outgoing => self.out,
            Direction::Incoming => self.into,
        };
        rows.of(node as usize).iter().copied()
    }
}

impl IntoNodeIdentifiers for Ways<'_> {
    type NodeIdentifiers = std::ops::Range<u32>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        0..self.out.count() as u32
    }
}

impl Visitable for Ways<'_> {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited(vec![false; self.out.count()])
    }

    fn reset_map(&self, map: &mut Visited) {
        map.0.clear();
        map.0.resize(self.out.count(), false);
    }
}

impl VisitMap<u32> for Visited {
    fn visit(&mut self, node: u32) -> bool {
        !std::mem::replace(&mut self.0[node as usize], true)
    }

    fn is_visited(&self, node: &u32) -> bool {
        self.0[*node as usize]
    }

    fn unvisit(&mut self, node: u32) -> bool {
        std::mem::replace(&mut self.0[node as usize], false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_one_component_and_no_arc_leads_to_a_larger_number() {
        // 0, 1, 2 in a circle; 2 to 3; 3 and 4 in a circle; 5 to 0; 6 alone.
        let arcs = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3), (5, 0)];
        let out = Rows::tidy(7, arcs.into_iter());
        let found = strong_components(&out, &out.reversed());
        assert!(found[0] == found[1] && found[1] == found[2] && found[3] == found[4]);
        let mut numbers = found.clone();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers, [0, 1, 2, 3]);
        assert!(arcs.iter().all(|(a, b)| found[*a as usize] >= found[*b as usize]));
        assert!(strong_components(&Rows::default(), &Rows::default()).is_empty());
    }
}
