use super::super::cancel::{Cancel, Cancelled};
use super::super::network::Rows;
use super::super::sweep::{Reached, sweep_from_all};
use super::super::undefined::{Defined, Undefined};
use super::Searches;
use super::brandes::Brandes;
use super::condensed::Condensed;
use super::digraph::Digraph;
use super::sampled::Sampled;

/// How near everybody is to all others along rows. Entry i is of node i.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Nearness {
    /// The sum of the steps to those that it reaches.
    pub steps: Vec<u64>,
    /// How many others it reaches.
    pub reached: Vec<u32>,
    /// The sum of 1 over the steps.
    pub harmonic: Vec<f64>,
    /// The steps to the farthest that it reaches; 0 where it reaches nobody.
    pub farthest: Vec<u32>,
}

impl Nearness {
    pub(super) fn along(rows: &Rows, cancel: &Cancel) -> Result<Self, Cancelled> {
        let count = rows.count();
        let mut found = Self {
            steps: vec![0; count],
            reached: vec![0; count],
            harmonic: vec![0.0; count],
            farthest: vec![0; count],
        };
        let mut counts = Counts { near: Vec::new(), far: &mut found };
        sweep_from_all(rows, &mut counts, cancel)?;
        let near = counts.near;
        for (steps, counts) in (1..).zip(near) {
            for (node, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
                found.add(node, steps, count);
            }
        }
        Ok(found)
    }

    fn add(&mut self, node: usize, steps: u32, count: u32) {
        self.steps[node] += u64::from(count) * u64::from(steps);
        self.reached[node] += count;
        self.harmonic[node] += f64::from(count) / f64::from(steps);
        self.farthest[node] = self.farthest[node].max(steps);
    }
}

/// How many each node reaches at how many steps: counted first, and summed up in the end.
struct Counts<'a> {
    /// By steps less 1, and by node.
    near: Vec<Vec<u32>>,
    /// What lies farther away is summed up at once.
    far: &'a mut Nearness,
}

impl<const W: usize> Reached<W> for Counts<'_> {
    #[inline(always)]
    fn reach(&mut self, steps: u32, node: usize, sources: &[u64; W]) {
        /// Up to so many steps are counted.
        const NEAR: usize = 32;
        let count: u32 = sources.iter().map(|word| word.count_ones()).sum();
        let place = steps as usize - 1;
        if place >= NEAR {
            self.far.add(node, steps, count);
            return;
        }
        if place >= self.near.len() {
            self.near.resize_with(place + 1, || vec![0; self.far.steps.len()]);
        }
        self.near[place][node] += count;
    }
}

impl Digraph {
    /// How near everybody is to all others along the arcs: exact, by one bit-parallel sweep.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn nearness(&self, cancel: &Cancel) -> Result<Nearness, Cancelled> {
        Nearness::along(&self.out, cancel)
    }

    /// How many shortest paths along the arcs run through everybody, over ordered pairs of the
    /// others (Freeman 1977; by Brandes 2001): of the paths that begin at one of the sources.
    /// All nodes as sources give the measure; over some of them, what they add to it.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn betweenness(
        &self,
        sources: impl Iterator<Item = usize>,
        cancel: &Cancel,
    ) -> Result<Vec<f64>, Cancelled> {
        let mut search = Brandes::new(&self.out, &self.into);
        search.add(sources, cancel)?;
        Ok(search.through())
    }
}

/// Of arcs that lead both ways each pair is counted twice.
fn halved(mut sampled: Sampled) -> Sampled {
    sampled.betweenness.iter_mut().for_each(|through| *through /= 2.0);
    sampled.within.iter_mut().for_each(|within| *within /= 2.0);
    sampled
}

/// Shortest paths of all pairs, summed up.
pub(super) struct Paths {
    /// By how many each node is reached along the arcs, without itself.
    pub(super) reached_by: Vec<u64>,
    /// Along the arcs.
    pub(super) directed: Nearness,
    /// In either direction.
    pub(super) undirected: Nearness,
    /// Directed betweenness, by ordered pairs.
    pub(super) betweenness: Sampled,
    /// Undirected betweenness, each pair once.
    pub(super) betweenness_undirected: Sampled,
}

/// Betweenness from everybody, or from some where they are many.
fn betweenness(
    graph: &Digraph,
    near: &Nearness,
    searches: Searches<'_>,
    cancel: &Cancel,
) -> Result<Sampled, Cancelled> {
    let count = graph.count();
    let sources = if count > searches.most { searches.sources } else { count };
    // The same graph gives the same numbers.
    let seed = graph.arcs() as u64;
    graph.sampled_betweenness((sources, seed), &near.reached, searches.through, cancel)
}

impl Paths {
    pub(super) fn of(
        graph: &Digraph,
        searches: Searches<'_>,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let directed = graph.nearness(cancel)?;
        let undirected = Nearness::along(&graph.near, cancel)?;
        let both_ways = betweenness(&graph.both_ways(), &undirected, searches, cancel)?;
        Ok(Self {
            reached_by: Condensed::of(graph, false).reached_by(cancel)?,
            betweenness: betweenness(graph, &directed, searches, cancel)?,
            betweenness_undirected: halved(both_ways),
            directed,
            undirected,
        })
    }

    /// Mean and greatest distances over the pairs that reach each other.
    pub(super) fn distances(&self) -> Vec<(&'static str, Defined<f64>)> {
        let mean = |near: &Nearness| {
            let steps: u64 = near.steps.iter().sum();
            let pairs: u64 = near.reached.iter().map(|reached| u64::from(*reached)).sum();
            if pairs > 0 { Ok(steps as f64 / pairs as f64) } else { Err(Undefined::NoArcs) }
        };
        let diameter = self.undirected.farthest.iter().max().copied();
        vec![
            ("mean_distance_directed", mean(&self.directed)),
            ("mean_distance_undirected", mean(&self.undirected)),
            ("diameter_undirected", diameter.map(f64::from).ok_or(Undefined::NoPeople)),
        ]
    }

    /// How many each reaches along the arcs, and by how many each is reached.
    fn both_ways(&self) -> [Vec<f64>; 2] {
        let reached = self.directed.reached.iter().map(|reached| f64::from(*reached));
        [reached.collect(), self.reached_by.iter().map(|reached| *reached as f64).collect()]
    }

    /// Global reaching centrality both ways (Mones, Vicsek and Vicsek 2012).
    pub(super) fn reaching(&self, graph: &Digraph) -> Vec<(&'static str, Defined<f64>)> {
        let global = |reached: &[f64]| {
            let others = graph.count().saturating_sub(1) as f64;
            if graph.arcs() == 0 {
                return Err(Undefined::NoArcs);
            }
            let local: Vec<f64> = reached.iter().map(|reached| reached / others).collect();
            let most = local.iter().copied().fold(0.0, f64::max);
            Ok(local.iter().map(|own| most - own).sum::<f64>() / others)
        };
        let [drawn, reversed] = self.both_ways();
        vec![("grc_as_drawn", global(&drawn)), ("grc_reversed", global(&reversed))]
    }

    /// The part of the others that each reaches, both ways.
    pub(super) fn local_reaching(&self) -> Vec<(&'static str, Vec<Defined<f64>>)> {
        let others = self.reached_by.len().saturating_sub(1);
        let part = |reached: f64| match others {
            0 => Err(Undefined::TooFewPeople),
            _ => Ok(reached / others as f64),
        };
        let [drawn, reversed] = self.both_ways().map(|own| own.into_iter().map(part).collect());
        vec![("local_reaching_as_drawn", drawn), ("local_reaching_reversed", reversed)]
    }
}
