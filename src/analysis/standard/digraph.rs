use super::super::network::Rows;
use super::super::strong::strong_components;

/// A simple directed graph on the indices 0 to n - 1, as compressed rows: what goes out of each,
/// what comes in, and both in one. Arcs of an index to itself are dropped, parallel ones merged.
#[derive(Debug, Clone)]
pub struct Digraph {
    pub(super) out: Rows,
    pub(super) into: Rows,
    /// Neighbours in either direction.
    pub(super) near: Rows,
    /// The weak component of every node.
    pub(super) weak: Vec<u32>,
    /// The strong component of every node; no arc leads to a larger number.
    pub(super) strong: Vec<u32>,
}

impl Digraph {
    /// A graph of so many nodes; every arc is a pair of indices under `count`.
    #[must_use]
    pub fn new(count: usize, arcs: &[(u32, u32)]) -> Self {
        let arcs = arcs.iter().copied().filter(|(from, to)| from != to);
        let out = Rows::tidy(count, arcs);
        let into = out.reversed();
        let near = out.merged(&into);
        let weak = components(&near);
        let strong = strong_components(&out, &into);
        Self { out, into, near, weak, strong }
    }

    /// The same with every arc both ways.
    pub(super) fn both_ways(&self) -> Self {
        let near = || self.near.clone();
        let (weak, strong) = (self.weak.clone(), self.weak.clone());
        Self { out: near(), into: near(), near: near(), weak, strong }
    }

    /// How many nodes there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.out.count()
    }

    /// Every arc, in order.
    #[must_use]
    pub fn all_arcs(&self) -> Vec<(u32, u32)> {
        self.out.pairs().collect()
    }

    /// How many arcs there are.
    #[must_use]
    pub fn arcs(&self) -> usize {
        self.out.len()
    }

    /// How many pairs are joined in either direction.
    pub(super) fn joined(&self) -> usize {
        self.near.len() / 2
    }

    /// The sizes of the weak components.
    pub(super) fn weak_sizes(&self) -> Vec<usize> {
        sizes(&self.weak)
    }

    /// The sizes of the strong components.
    pub(super) fn strong_sizes(&self) -> Vec<usize> {
        sizes(&self.strong)
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

/// The component of every node on rows that lead both ways, numbered from 0.
pub(super) fn components(near: &Rows) -> Vec<u32> {
    const NONE: u32 = u32::MAX;
    let mut component = vec![NONE; near.count()];
    let mut number = 0;
    let mut open = Vec::new();
    for start in 0..near.count() {
        if component[start] != NONE {
            continue;
        }
        component[start] = number;
        open.push(start as u32);
        while let Some(at) = open.pop() {
            for next in near.of(at as usize) {
                if component[*next as usize] == NONE {
                    component[*next as usize] = number;
                    open.push(*next);
                }
            }
        }
        number += 1;
    }
    component
}

/// How many nodes each component has.
pub(super) fn sizes(component: &[u32]) -> Vec<usize> {
    let count = component.iter().max().map_or(0, |largest| *largest as usize + 1);
    let mut sizes = vec![0; count];
    component.iter().for_each(|number| sizes[*number as usize] += 1);
    sizes
}
