//! How many shortest paths run through everybody (Brandes 2001), level by level from each source.
//!
//! Where most nodes are still to be found, they look for the last level themselves: each sums up
//! over those that lead to it, in an array that is 0 but for that level, so that there is nothing
//! to ask and nothing to mispredict. The way back is the same sum with one reciprocal a node.
//! Nodes are numbered by their degrees, so that rows of one length follow each other.

use fearless_simd::{Level, dispatch};

use super::super::cancel::{Cancel, Cancelled};
use super::super::network::Rows;

/// A step over an arc that must ask whether its end is known costs as much as so many that need
/// not.
const ASKING: usize = 4;

/// Searches from source to source, in room that is kept.
pub(super) struct Brandes {
    out: Rows,
    into: Rows,
    /// The number of every node here.
    number: Vec<u32>,
    /// How many shortest paths lead to each from the source; 0 where none is known.
    ways: Vec<f64>,
    /// By number, 0 but for one level: the ways to it on the way out, what it hands back after.
    level: Vec<f64>,
    /// Those found, level by level, and where each level begins.
    order: Vec<u32>,
    /// How many are found; behind them there is room for one that is not yet known to be new.
    found: usize,
    begins: Vec<usize>,
    unknown: Vec<u32>,
    back: Vec<f64>,
    through: Vec<f64>,
}

impl Brandes {
    /// Room for searches along rows; `into` leads the other way.
    pub(super) fn new(out: &Rows, into: &Rows) -> Self {
        let count = out.count();
        let mut node: Vec<u32> = (0..count as u32).collect();
        node.sort_by_key(|it| (into.degree(*it as usize), out.degree(*it as usize)));
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
            ways: vec![0.0; count],
            level: vec![0.0; count],
            order: vec![0; count + 1],
            found: 0,
            begins: Vec::new(),
            unknown: Vec::with_capacity(count),
            back: vec![0.0; count],
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
        for source in sources {
            cancel.check()?;
            let source = self.number[source] as usize;
            // The same sums in the same order on every processor.
            dispatch!(level, _simd => {
                self.search(source);
                self.hand_back();
            });
            for found in &self.order[..self.found] {
                self.ways[*found as usize] = 0.0;
            }
        }
        Ok(())
    }

    /// What runs through every node, over ordered pairs of the others.
    pub(super) fn through(&self) -> Vec<f64> {
        self.number.iter().map(|number| self.through[*number as usize]).collect()
    }

    #[inline(always)]
    fn search(&mut self, source: usize) {
        self.begins.clear();
        self.begins.push(0);
        self.order[0] = source as u32;
        self.found = 1;
        self.ways[source] = 1.0;
        self.unknown.clear();
        let mut begin = 0;
        // Arcs to those that are not found yet.
        let mut left = self.into.len() - self.into.degree(source);
        while begin < self.found {
            let end = self.found;
            let next = &self.order[begin..end];
            let steps: usize = next.iter().map(|it| self.out.degree(*it as usize)).sum();
            if steps * ASKING > left {
                self.look_for(begin..end);
            } else {
                self.reach_out(begin..end);
            }
            let found = self.order[end..self.found].iter();
            left -= found.map(|it| self.into.degree(*it as usize)).sum::<usize>();
            begin = end;
            self.begins.push(begin);
        }
        // The last level is empty.
        self.begins.pop();
    }

    /// Those of a level reach out to those that nobody has found. What may go either way is
    /// counted and not asked, because it could not be foreseen.
    #[inline(always)]
    fn reach_out(&mut self, level: std::ops::Range<usize>) {
        let end = level.end;
        for place in level {
            let at = self.order[place] as usize;
            let own = self.ways[at];
            for to in self.out.of(at) {
                let at = *to as usize;
                let unknown = f64::from(u8::from(self.ways[at] == 0.0));
                let before = self.level[at];
                self.order[self.found] = *to;
                self.found += usize::from(unknown > before.min(1.0));
                self.level[at] = before + own * unknown;
            }
        }
        for found in &self.order[end..self.found] {
            let found = *found as usize;
            self.ways[found] = std::mem::take(&mut self.level[found]);
        }
    }

    /// Those that nobody has found look for a level.
    #[inline(always)]
    fn look_for(&mut self, level: std::ops::Range<usize>) {
        if self.unknown.is_empty() {
            let ways = &self.ways;
            self.unknown.extend((0..ways.len() as u32).filter(|it| ways[*it as usize] == 0.0));
        }
        for at in &self.order[level.clone()] {
            self.level[*at as usize] = self.ways[*at as usize];
        }
        let mut left = 0;
        for place in 0..self.unknown.len() {
            let at = self.unknown[place];
            if self.ways[at as usize] != 0.0 {
                // Found meanwhile by those who reached out.
                continue;
            }
            let sum = sum_of(self.into.of(at as usize), &self.level);
            self.ways[at as usize] = sum;
            self.order[self.found] = at;
            self.found += usize::from(sum != 0.0);
            self.unknown[left] = at;
            left += usize::from(sum == 0.0);
        }
        self.unknown.truncate(left);
        for at in &self.order[level] {
            self.level[*at as usize] = 0.0;
        }
    }

    /// From the farthest level back: what depends on everybody for its way.
    #[inline(always)]
    fn hand_back(&mut self) {
        let mut end = self.found;
        let mut beyond = end..end;
        for begin in self.begins.iter().rev().copied().filter(|begin| *begin > 0) {
            let here = begin..end;
            for place in here.clone() {
                let at = self.order[place] as usize;
                let depends = match beyond.is_empty() {
                    true => 0.0,
                    false => self.ways[at] * sum_of(self.out.of(at), &self.level),
                };
                self.through[at] += depends;
                self.back[place] = (1.0 + depends) / self.ways[at];
            }
            for place in beyond {
                self.level[self.order[place] as usize] = 0.0;
            }
            for place in here.clone() {
                self.level[self.order[place] as usize] = self.back[place];
            }
            beyond = here;
            end = begin;
        }
        for place in beyond {
            self.level[self.order[place] as usize] = 0.0;
        }
    }
}

#[inline(always)]
fn sum_of(row: &[u32], values: &[f64]) -> f64 {
    // Two sums, so that one addition need not wait for the other.
    let pairs = row.chunks_exact(2);
    let rest = pairs.remainder().iter().map(|at| values[*at as usize]).sum::<f64>();
    let (even, odd) = pairs.fold((rest, 0.0), |(even, odd), pair| {
        (even + values[pair[0] as usize], odd + values[pair[1] as usize])
    });
    even + odd
}
