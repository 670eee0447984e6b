//! How many shortest paths run through everybody (Brandes 2001), from 64 sources at once.
//!
//! First the steps are walked with a bit for each source (Then and others 2014), which says who is
//! found by whom at how many steps. Then the paths are counted for eight sources at once, a number
//! for each side by side: whoever is found looks back along all that leads there and sums up what
//! stands there. There is nothing to ask about a neighbour: one that was found later still has 0,
//! and one that was found more than a step before would have led there sooner. The way back is the
//! same sum along what leads away, from the farthest on. Sources that follow each other have much
//! the same steps to everybody, so that few are looked at more than two or three times for eight.

use fearless_simd::{Level, Select, Simd, SimdBase, SimdFloat, dispatch, f64x8};

use super::super::cancel::{Cancel, Cancelled};
use super::super::network::Rows;

/// A number for each of the sources that are gone through together.
type Lanes = [f64; LANES];

const LANES: usize = 8;

/// So many sources are walked from at once.
const BATCH: usize = 64;

/// A step over an arc that must ask whether its end is known costs as much as so many that need
/// not.
const ASKING: usize = 4;

/// Among so many that follow each other nodes are numbered by their degrees: rows of one length
/// follow each other, and neighbors still lie near each other.
const NEAR: usize = 512;

/// Searches from many sources, in room that is kept.
pub(super) struct Brandes {
    out: Rows,
    into: Rows,
    /// The number of every node here.
    number: Vec<u32>,
    steps: Steps,
    /// How many shortest paths lead to each from the sources; 0 where none is known.
    ways: Vec<Lanes>,
    /// What each hands back to those before it: its own path and what depends on it, by way.
    back: Vec<Lanes>,
    /// The same two, of those found, in the order in which they are.
    kept: Vec<Lanes>,
    through: Vec<f64>,
}

impl Brandes {
    /// Room for searches along rows; `into` leads the other way.
    pub(super) fn new(out: &Rows, into: &Rows) -> Self {
        let count = out.count();
        let mut node: Vec<u32> = (0..count as u32).collect();
        for near in node.chunks_mut(NEAR) {
            near.sort_by_key(|it| (into.degree(*it as usize), out.degree(*it as usize)));
        }
        let mut number = vec![0; count];
        node.iter().enumerate().for_each(|(at, it)| number[*it as usize] = at as u32);
        let renumbered = |rows: &Rows| {
            let pairs = node.iter().enumerate().flat_map(|(at, it)| {
                let row = rows.of(*it as usize).iter();
                row.map(|to| (at as u32, number[*to as usize])).collect::<Vec<_>>()
            });
            let pairs: Vec<(u32, u32)> = pairs.collect();
            Rows::tidy(count, pairs.into_iter())
        };
        Self {
            out: renumbered(out),
            into: renumbered(into),
            steps: Steps::of(count),
            ways: vec![[0.0; LANES]; count],
            back: vec![[0.0; LANES]; count],
            kept: Vec::new(),
            through: vec![0.0; count],
            number,
        }
    }

    /// Adds what runs through everybody from each of the sources.
    pub(super) fn add(
        &mut self,
        sources: impl Iterator<Item = usize>,
        cancel: &Cancel,
    ) -> Result<(), Cancelled> {
        let level = Level::new();
        let sources: Vec<u32> = sources.map(|source| self.number[source]).collect();
        for batch in sources.chunks(BATCH) {
            cancel.check()?;
            dispatch!(level, _simd => self.steps.walk(&self.out, &self.into, batch));
            for (place, some) in batch.chunks(LANES).enumerate() {
                cancel.check()?;
                // The same sums in the same order on every processor.
                dispatch!(level, simd => {
                    self.count_ways(simd, place, some);
                    self.hand_back(simd, place);
                });
                for at in some.iter().chain(&self.steps.found[place].nodes) {
                    self.ways[*at as usize] = [0.0; LANES];
                    self.back[*at as usize] = [0.0; LANES];
                }
            }
        }
        Ok(())
    }

    /// What runs through every node, over ordered pairs of the others.
    pub(super) fn through(&self) -> Vec<f64> {
        self.number.iter().map(|number| self.through[*number as usize]).collect()
    }

    /// From the nearest level on: how many ways lead to each.
    #[inline(always)]
    fn count_ways<S: Simd>(&mut self, simd: S, place: usize, sources: &[u32]) {
        for (lane, source) in sources.iter().enumerate() {
            self.ways[*source as usize][lane] = 1.0;
        }
        let found = &self.steps.found[place];
        self.kept.resize(found.nodes.len(), [0.0; LANES]);
        let none = f64x8::splat(simd, 0.0);
        for level in 0..found.ends.len() {
            let span = found.level(level);
            let (nodes, kept) = (&found.nodes[span.clone()], &mut self.kept[span]);
            for (at, kept) in nodes.iter().zip(&mut *kept) {
                let sum = sum_of(simd, self.into.of(*at as usize), &self.ways);
                let known = f64x8::from_slice(simd, &self.ways[*at as usize]);
                known.simd_eq(none).select(sum, none).store_slice(kept);
            }
            add_to(simd, nodes, kept, &mut self.ways);
        }
    }

    /// From the farthest level back: what depends on everybody for its way.
    #[inline(always)]
    fn hand_back<S: Simd>(&mut self, simd: S, place: usize) {
        let found = &self.steps.found[place];
        let (none, one) = (f64x8::splat(simd, 0.0), f64x8::splat(simd, 1.0));
        for level in (0..found.ends.len()).rev() {
            let span = found.level(level);
            let (nodes, kept) = (&found.nodes[span.clone()], &mut self.kept[span]);
            for (at, kept) in nodes.iter().zip(&mut *kept) {
                let ways = f64x8::from_slice(simd, kept);
                let beyond = sum_of(simd, self.out.of(*at as usize), &self.back);
                let [a, b, c, d, e, f, g, h]: Lanes = (beyond * ways).into();
                self.through[*at as usize] += ((a + e) + (b + f)) + ((c + g) + (d + h));
                ways.simd_eq(none).select(none, beyond + one / ways).store_slice(kept);
            }
            add_to(simd, nodes, kept, &mut self.back);
        }
    }
}

#[inline(always)]
fn sum_of<S: Simd>(simd: S, row: &[u32], values: &[Lanes]) -> f64x8<S> {
    let mut sum = f64x8::splat(simd, 0.0);
    for at in row {
        sum += f64x8::from_slice(simd, &values[*at as usize]);
    }
    sum
}

/// Adds to each node what is kept of it.
#[inline(always)]
fn add_to<S: Simd>(simd: S, nodes: &[u32], kept: &[Lanes], values: &mut [Lanes]) {
    for (at, kept) in nodes.iter().zip(kept) {
        let own = &mut values[*at as usize];
        (f64x8::from_slice(simd, own) + f64x8::from_slice(simd, kept)).store_slice(own);
    }
}

/// Who is found at how many steps from some sources.
#[derive(Default)]
struct Found {
    /// Step by step, in the order of their numbers, without the sources; again where another of
    /// the sources takes more steps.
    nodes: Vec<u32>,
    /// Where those end who are found at one step, at two and so on.
    ends: Vec<usize>,
}

impl Found {
    fn level(&self, level: usize) -> std::ops::Range<usize> {
        let begin = level.checked_sub(1).map_or(0, |before| self.ends[before]);
        begin..self.ends[level]
    }
}

/// Walks from sources, a bit for each.
struct Steps {
    seen: Vec<u64>,
    /// By node, 0 but for those of one step and of the next.
    front: Vec<u64>,
    next: Vec<u64>,
    moving: Vec<u32>,
    coming: Vec<u32>,
    unknown: Vec<u32>,
    /// Of every eight sources that follow each other.
    found: [Found; BATCH / LANES],
}

impl Steps {
    fn of(count: usize) -> Self {
        Self {
            seen: vec![0; count],
            front: vec![0; count],
            next: vec![0; count],
            moving: Vec::new(),
            coming: Vec::new(),
            unknown: Vec::new(),
            found: Default::default(),
        }
    }

    #[inline(always)]
    fn walk(&mut self, out: &Rows, into: &Rows, sources: &[u32]) {
        self.start(sources);
        let all = u64::MAX >> (BATCH - sources.len());
        let mut left = into.len();
        while !self.moving.is_empty() {
            let steps: usize = self.moving.iter().map(|at| out.degree(*at as usize)).sum();
            if steps * ASKING > left {
                left = self.look_for(into, all);
            } else {
                self.reach_out(out);
            }
            for at in &self.moving {
                self.front[*at as usize] = 0;
            }
            for own in &self.coming {
                let at = *own as usize;
                let new = std::mem::take(&mut self.next[at]);
                self.front[at] = new;
                self.seen[at] |= new;
                for (found, new) in self.found.iter_mut().zip(new.to_le_bytes()) {
                    if new != 0 {
                        found.nodes.push(*own);
                    }
                }
            }
            self.found.iter_mut().for_each(|found| found.ends.push(found.nodes.len()));
            std::mem::swap(&mut self.moving, &mut self.coming);
        }
    }

    fn start(&mut self, sources: &[u32]) {
        for found in &mut self.found {
            found.nodes.clear();
            found.ends.clear();
        }
        self.seen.fill(0);
        self.unknown.clear();
        self.moving.clear();
        self.moving.extend(sources);
        for (bit, source) in sources.iter().enumerate() {
            self.seen[*source as usize] |= 1 << bit;
            self.front[*source as usize] |= 1 << bit;
        }
    }

    /// Those of a level reach out to those that not all have found.
    #[inline(always)]
    fn reach_out(&mut self, out: &Rows) {
        self.coming.clear();
        for at in &self.moving {
            let own = self.front[*at as usize];
            for to in out.of(*at as usize) {
                let new = own & !self.seen[*to as usize];
                let next = &mut self.next[*to as usize];
                if new != 0 && *next == 0 {
                    self.coming.push(*to);
                }
                *next |= new;
            }
        }
        self.coming.sort_unstable();
    }

    /// Those that not all have found look for a level; gives how many arcs lead to those that not
    /// all have found even then.
    #[inline(always)]
    fn look_for(&mut self, into: &Rows, all: u64) -> usize {
        if self.unknown.is_empty() {
            self.unknown.extend(0..self.seen.len() as u32);
        }
        self.coming.clear();
        self.coming.resize(self.unknown.len(), 0);
        let (mut stay, mut found, mut left) = (0, 0, 0);
        for place in 0..self.unknown.len() {
            let own = self.unknown[place];
            let (at, seen) = (own as usize, self.seen[own as usize]);
            if seen == all {
                // Found meanwhile by those who reached out.
                continue;
            }
            let row = into.of(at);
            let new = row.iter().fold(0, |new, from| new | self.front[*from as usize]) & !seen;
            self.next[at] = new;
            self.coming[found] = own;
            found += usize::from(new != 0);
            self.unknown[stay] = own;
            let stays = usize::from(seen | new != all);
            stay += stays;
            left += stays * row.len();
        }
        self.unknown.truncate(stay);
        self.coming.truncate(found);
        left
    }
}
