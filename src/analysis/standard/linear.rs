//! What is worked out in a few passes over the arcs.

use super::super::cancel::{Cancel, Cancelled};
use super::digraph::Digraph;
use super::ties;

impl Digraph {
    /// `PageRank` with a damping of 0.85 (Brin and Page 1998); what dangling nodes have is spread
    /// evenly. Sums to 1. Every pass takes what it has found already (Gauss and Seidel).
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn pagerank(&self, cancel: &Cancel) -> Result<Vec<f64>, Cancelled> {
        const DAMPING: f64 = 0.85;
        const ENOUGH: f64 = 1e-14;
        const MOST_ROUNDS: usize = 1_000;
        let n = self.count() as f64;
        // What each hands on over one of its arcs; nodes without arcs hand on to everybody alike.
        let part: Vec<f64> = self.out.degrees().map(|degree| DAMPING / degree as f64).collect();
        let mut rank = vec![1.0 / n; self.count()];
        let mut handed: Vec<f64> =
            part.iter().map(|part| if part.is_finite() { part / n } else { 0.0 }).collect();
        let hangs = |node: usize| !part[node].is_finite();
        let mut dangling = (0..self.count()).filter(|node| hangs(*node)).count() as f64 / n;
        for _ in 0..MOST_ROUNDS {
            cancel.check()?;
            let mut moved = 0.0;
            for (node, into) in self.into.iter().enumerate() {
                let come: f64 = into.iter().map(|from| handed[*from as usize]).sum();
                let base = (1.0 - DAMPING) / n + come;
                let next = if hangs(node) {
                    // Its own part of what dangles comes back to it within the same pass.
                    let others = dangling - rank[node];
                    let next = (base + DAMPING * others / n) / (1.0 - DAMPING / n);
                    dangling = others + next;
                    next
                } else {
                    base + DAMPING * dangling / n
                };
                moved += (next - rank[node]).abs();
                rank[node] = next;
                handed[node] = if hangs(node) { 0.0 } else { next * part[node] };
            }
            if moved < ENOUGH {
                break;
            }
        }
        let all: f64 = rank.iter().sum();
        rank.iter_mut().for_each(|rank| *rank /= all);
        Ok(rank)
    }

    /// The largest k such that each node is in a part where everybody has k neighbours in it, by
    /// taking away whoever has fewest left (Batagelj and Zaversnik 2003).
    #[must_use]
    pub fn coreness(&self) -> Vec<u32> {
        let count = self.count();
        let mut left: Vec<u32> = self.near.degrees().map(|degree| degree as u32).collect();
        let most = left.iter().max().map_or(0, |most| *most as usize);
        // Nodes by how many neighbours they have left, and where each number begins.
        let mut begins = vec![0_usize; most + 2];
        left.iter().for_each(|degree| begins[*degree as usize + 1] += 1);
        (1..begins.len()).for_each(|degree| begins[degree] += begins[degree - 1]);
        let mut next = begins.clone();
        let (mut order, mut place) = (vec![0_u32; count], vec![0_usize; count]);
        for node in 0..count {
            let degree = left[node] as usize;
            place[node] = next[degree];
            order[next[degree]] = node as u32;
            next[degree] += 1;
        }
        for at in 0..count {
            let node = order[at] as usize;
            for other in self.near.of(node) {
                let other = *other as usize;
                if left[other] <= left[node] {
                    continue;
                }
                // It changes places with the first of its number, and its number begins later.
                let degree = left[other] as usize;
                let (first, own) = (begins[degree], place[other]);
                order.swap(first, own);
                place[order[own] as usize] = own;
                place[other] = first;
                begins[degree] += 1;
                left[other] -= 1;
            }
        }
        left
    }

    /// Burt's constraint (1992) of everybody, with ties both ways counted twice; nothing for those
    /// without ties.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn constraint(&self, cancel: &Cancel) -> Result<Vec<Option<f64>>, Cancelled> {
        ties::constraints(self, true, cancel)
    }

    /// Arcs that have one the other way, as a part of all; nothing without arcs.
    #[must_use]
    pub fn reciprocity(&self) -> Option<f64> {
        let arcs = self.arcs();
        (arcs > 0).then(|| 2.0 * (arcs - self.joined()) as f64 / arcs as f64)
    }

    /// How many pieces there are when direction does not count, and how many when it does.
    #[must_use]
    pub fn pieces(&self) -> (usize, usize) {
        (self.weak_sizes().len(), self.strong_sizes().len())
    }
}
