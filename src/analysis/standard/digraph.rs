use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

/// A simple directed graph on dense indices, with both directions and their union, sorted.
pub(super) struct Digraph {
    pub(super) out: Vec<Vec<usize>>,
    pub(super) into: Vec<Vec<usize>>,
    /// Neighbours in either direction.
    pub(super) near: Vec<Vec<usize>>,
    /// The weak component of every node.
    pub(super) weak: Vec<usize>,
    /// The strong component of every node.
    pub(super) strong: Vec<usize>,
}

impl Digraph {
    /// Arcs of a node to itself are dropped, parallel ones merged.
    pub(super) fn new(count: usize, arcs: Vec<(usize, usize)>) -> Self {
        let mut arcs: Vec<(usize, usize)> = arcs.into_iter().filter(|(a, b)| a != b).collect();
        arcs.sort_unstable();
        arcs.dedup();
        let mut graph = Self {
            out: vec![Vec::new(); count],
            into: vec![Vec::new(); count],
            near: vec![Vec::new(); count],
            weak: Vec::new(),
            strong: vec![0; count],
        };
        let mut petgraph = DiGraph::<(), (), usize>::with_capacity(count, arcs.len());
        let nodes: Vec<_> = (0..count).map(|_| petgraph.add_node(())).collect();
        for (from, to) in arcs {
            graph.out[from].push(to);
            graph.into[to].push(from);
            graph.near[from].push(to);
            graph.near[to].push(from);
            petgraph.add_edge(nodes[from], nodes[to], ());
        }
        for row in graph.into.iter_mut().chain(&mut graph.near) {
            row.sort_unstable();
            row.dedup();
        }
        for (number, group) in kosaraju_scc(&petgraph).into_iter().enumerate() {
            group.into_iter().for_each(|node| graph.strong[node.index()] = number);
        }
        graph.weak = components(&graph.near, None);
        graph
    }

    /// How many nodes there are.
    pub(super) fn count(&self) -> usize {
        self.out.len()
    }

    /// How many arcs there are.
    pub(super) fn arcs(&self) -> usize {
        self.out.iter().map(Vec::len).sum()
    }

    /// How many pairs are joined in either direction.
    pub(super) fn pairs(&self) -> usize {
        self.near.iter().map(Vec::len).sum::<usize>() / 2
    }

    /// Whether there is an arc.
    pub(super) fn has(&self, from: usize, to: usize) -> bool {
        self.out[from].binary_search(&to).is_ok()
    }

    /// Whether two nodes are joined in either direction.
    pub(super) fn joined(&self, a: usize, b: usize) -> bool {
        self.near[a].binary_search(&b).is_ok()
    }

    /// The sizes of the weak components.
    pub(super) fn weak_sizes(&self) -> Vec<usize> {
        sizes(&self.weak)
    }

    /// Whether there is one weak component.
    pub(super) fn is_connected(&self) -> bool {
        self.weak_sizes().len() == 1
    }

    /// How many ordered pairs of two different nodes there are.
    pub(super) fn ordered_pairs(&self) -> f64 {
        let count = self.count() as f64;
        count * (count - 1.0)
    }
}

/// The component of every node, numbered from 0; `without` is left out and gets `usize::MAX`.
pub(super) fn components(near: &[Vec<usize>], without: Option<usize>) -> Vec<usize> {
    let mut component = vec![usize::MAX; near.len()];
    let mut number = 0;
    for start in 0..near.len() {
        if component[start] != usize::MAX || Some(start) == without {
            continue;
        }
        let mut open = vec![start];
        component[start] = number;
        while let Some(at) = open.pop() {
            for next in &near[at] {
                if component[*next] == usize::MAX && Some(*next) != without {
                    component[*next] = number;
                    open.push(*next);
                }
            }
        }
        number += 1;
    }
    component
}

/// How many nodes each component has.
pub(super) fn sizes(component: &[usize]) -> Vec<usize> {
    let count = component.iter().filter(|number| **number != usize::MAX).max().map_or(0, |n| n + 1);
    let mut sizes = vec![0; count];
    component.iter().filter(|number| **number != usize::MAX).for_each(|number| sizes[*number] += 1);
    sizes
}
