use super::super::cancel::{Cancel, Cancelled};
use super::super::undefined::{Defined, Undefined};
use super::digraph::Digraph;

/// A set of nodes, a bit each.
#[derive(Debug, Clone)]
pub(super) struct Bits(pub(super) Vec<u64>);

impl Bits {
    pub(super) fn none(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    pub(super) fn insert(&mut self, node: usize) {
        self.0[node / 64] |= 1 << (node % 64);
    }

    pub(super) fn contains(&self, node: usize) -> bool {
        self.0[node / 64] >> (node % 64) & 1 == 1
    }

    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }
}

/// Shortest paths of all pairs, summed up as they are found.
pub(super) struct Paths {
    /// Whom each node reaches along the arcs, itself included.
    pub(super) reach: Vec<Bits>,
    /// Who reaches each node along the arcs, itself included.
    pub(super) reached_by: Vec<Bits>,
    /// Sum of steps along the arcs, and how many nodes are reached, without itself.
    pub(super) directed: Vec<(u64, usize)>,
    /// The same in either direction.
    pub(super) undirected: Vec<(u64, usize)>,
    /// Sum of 1 over steps in either direction.
    pub(super) harmonic: Vec<f64>,
    /// The longest shortest path in either direction.
    pub(super) diameter: usize,
    /// Directed betweenness, by ordered pairs.
    pub(super) betweenness: Vec<f64>,
    /// Undirected betweenness, each pair once.
    pub(super) betweenness_undirected: Vec<f64>,
}

/// Whom everybody reaches, themselves included, and who reaches them.
pub(super) fn reach(graph: &Digraph, cancel: &Cancel) -> Result<(Vec<Bits>, Vec<Bits>), Cancelled> {
    let count = graph.count();
    let mut reach = Vec::with_capacity(count);
    let mut reached_by = vec![Bits::none(count); count];
    let mut found = vec![usize::MAX; count];
    let mut order = Vec::with_capacity(count);
    for start in 0..count {
        cancel.check()?;
        order.clear();
        order.push(start);
        found[start] = start;
        let mut bits = Bits::none(count);
        let mut at = 0;
        while let Some(node) = order.get(at).copied() {
            at += 1;
            bits.insert(node);
            reached_by[node].insert(start);
            for next in &graph.out[node] {
                if found[*next] != start {
                    found[*next] = start;
                    order.push(*next);
                }
            }
        }
        reach.push(bits);
    }
    Ok((reach, reached_by))
}

impl Paths {
    /// One search from every node, twice (Brandes 2001).
    pub(super) fn of(graph: &Digraph, cancel: &Cancel) -> Result<Self, Cancelled> {
        let count = graph.count();
        let mut paths = Self {
            reach: Vec::with_capacity(count),
            reached_by: vec![Bits::none(count); count],
            directed: Vec::with_capacity(count),
            undirected: Vec::with_capacity(count),
            harmonic: Vec::with_capacity(count),
            diameter: 0,
            betweenness: vec![0.0; count],
            betweenness_undirected: vec![0.0; count],
        };
        let mut search = Search::new(count);
        for start in 0..count {
            cancel.check()?;
            search.run(&graph.out, start);
            search.add_dependences(&graph.out, &mut paths.betweenness);
            let mut reach = Bits::none(count);
            for node in &search.order {
                reach.insert(*node);
                paths.reached_by[*node].insert(start);
            }
            paths.reach.push(reach);
            paths.directed.push(search.sum());
            search.run(&graph.near, start);
            search.add_dependences(&graph.near, &mut paths.betweenness_undirected);
            paths.undirected.push(search.sum());
            let steps = search.order.iter().skip(1).map(|node| search.steps[*node]);
            paths.harmonic.push(steps.clone().map(|steps| 1.0 / steps as f64).sum());
            paths.diameter = paths.diameter.max(steps.max().unwrap_or(0));
        }
        paths.betweenness_undirected.iter_mut().for_each(|value| *value /= 2.0);
        Ok(paths)
    }

    /// Mean and greatest distances over the pairs that reach each other.
    pub(super) fn distances(&self) -> Vec<(&'static str, Defined<f64>)> {
        let mean = |sums: &[(u64, usize)]| {
            let (steps, pairs) =
                sums.iter().fold((0, 0), |(steps, pairs), (s, p)| (steps + s, pairs + p));
            if pairs > 0 { Ok(steps as f64 / pairs as f64) } else { Err(Undefined::NoArcs) }
        };
        let diameter = if self.undirected.is_empty() {
            Err(Undefined::NoPeople)
        } else {
            Ok(self.diameter as f64)
        };
        vec![
            ("mean_distance_directed", mean(&self.directed)),
            ("mean_distance_undirected", mean(&self.undirected)),
            ("diameter_undirected", diameter),
        ]
    }

    /// Global reaching centrality both ways (Mones, Vicsek and Vicsek 2012).
    pub(super) fn reaching(&self, graph: &Digraph) -> Vec<(&'static str, Defined<f64>)> {
        let global = |reach: &[Bits]| {
            let others = graph.count().saturating_sub(1) as f64;
            if graph.arcs() == 0 {
                return Err(Undefined::NoArcs);
            }
            let local: Vec<f64> = reach.iter().map(|set| (set.len() - 1) as f64 / others).collect();
            let most = local.iter().copied().fold(0.0, f64::max);
            Ok(local.iter().map(|own| most - own).sum::<f64>() / others)
        };
        vec![("grc_as_drawn", global(&self.reach)), ("grc_reversed", global(&self.reached_by))]
    }

    /// The part of the others that each reaches, both ways.
    pub(super) fn local_reaching(&self) -> Vec<(&'static str, Vec<Defined<f64>>)> {
        let others = self.reach.len().saturating_sub(1);
        let local = |reach: &[Bits]| {
            let part = |set: &Bits| match others {
                0 => Err(Undefined::TooFewPeople),
                _ => Ok((set.len() - 1) as f64 / others as f64),
            };
            reach.iter().map(part).collect()
        };
        vec![
            ("local_reaching_as_drawn", local(&self.reach)),
            ("local_reaching_reversed", local(&self.reached_by)),
        ]
    }
}

/// One breadth-first search, with what is needed to count the paths through every node.
struct Search {
    steps: Vec<usize>,
    ways: Vec<f64>,
    order: Vec<usize>,
    dependence: Vec<f64>,
}

const UNSEEN: usize = usize::MAX;

impl Search {
    fn new(count: usize) -> Self {
        Self {
            steps: vec![UNSEEN; count],
            ways: vec![0.0; count],
            order: Vec::with_capacity(count),
            dependence: vec![0.0; count],
        }
    }

    fn run(&mut self, next: &[Vec<usize>], start: usize) {
        for node in self.order.drain(..) {
            self.steps[node] = UNSEEN;
            self.ways[node] = 0.0;
            self.dependence[node] = 0.0;
        }
        self.steps[start] = 0;
        self.ways[start] = 1.0;
        self.order.push(start);
        let mut at = 0;
        while at < self.order.len() {
            let node = self.order[at];
            at += 1;
            for to in &next[node] {
                if self.steps[*to] == UNSEEN {
                    self.steps[*to] = self.steps[node] + 1;
                    self.order.push(*to);
                }
                if self.steps[*to] == self.steps[node] + 1 {
                    self.ways[*to] += self.ways[node];
                }
            }
        }
    }

    fn sum(&self) -> (u64, usize) {
        let steps = self.order.iter().map(|node| self.steps[*node] as u64).sum();
        (steps, self.order.len() - 1)
    }

    /// From the farthest back: the part of the shortest paths that runs through each node.
    fn add_dependences(&mut self, next: &[Vec<usize>], total: &mut [f64]) {
        for place in (0..self.order.len()).rev() {
            let node = self.order[place];
            let mut sum = 0.0;
            for to in &next[node] {
                if self.steps[*to] == self.steps[node] + 1 {
                    sum += self.ways[node] / self.ways[*to] * (1.0 + self.dependence[*to]);
                }
            }
            self.dependence[node] = sum;
            if place > 0 {
                total[node] += sum;
            }
        }
    }
}
