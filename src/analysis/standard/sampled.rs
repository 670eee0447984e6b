//! Betweenness of a graph that is too large for paths from everybody: from some sources, drawn
//! without putting them back, with how far the numbers can be from those of all sources.
//!
//! What one source adds to somebody lies between nothing and the number of those that can be
//! reached from there, so that the mean over the sources, as a part of that, is a mean of numbers
//! from 0 to 1, and is as far from the mean over everybody as chance allows: `kl(mean of the
//! sources, mean of all) <= ln(2 n / 0.05) / sources` for all n people at once but for one run in
//! twenty (Chernoff's bound in the form with the relative entropy `kl`, Hoeffding 1963, theorem 1,
//! and for sources that are not put back, theorem 4; Boole's inequality over people and sides).

use super::super::cancel::{Cancel, Cancelled};
use super::super::chance::Random;
use super::Through;
use super::digraph::Digraph;

/// Betweenness from some sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampled {
    /// What it would be from all of them, as far as these tell.
    pub betweenness: Vec<f64>,
    /// How far that can be from what it is: for all people at once in 95 runs of 100.
    pub within: Vec<f64>,
    /// How many sources there were.
    pub sources: usize,
}

/// In so many runs of one somebody's number may be further away.
const MISSED: f64 = 0.05;

impl Digraph {
    /// Betweenness over ordered pairs, from `sources` people drawn with a seed; `reached` is how
    /// many others each of them reaches along the arcs.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn sampled_betweenness(
        &self,
        (sources, seed): (usize, u64),
        reached: &[u32],
        through: &Through<'_>,
        cancel: &Cancel,
    ) -> Result<Sampled, Cancelled> {
        let count = self.count();
        let sources = sources.min(count);
        let mut betweenness = through(self, &drawn(count, sources, seed), cancel)?;
        if sources == count {
            return Ok(Sampled { betweenness, within: vec![0.0; count], sources });
        }
        let part = count as f64 / sources.max(1) as f64;
        let room = (2.0 * count as f64 / MISSED).ln() / sources.max(1) as f64;
        let mut within = Vec::with_capacity(count);
        for (own, reached) in betweenness.iter_mut().zip(reached) {
            *own *= part;
            let most = count as f64 * f64::from(*reached);
            within.push(if most > 0.0 { most * reach(*own / most, room) } else { 0.0 });
        }
        Ok(Sampled { betweenness, within, sources })
    }
}

/// So many of so many, each as likely, in order.
fn drawn(of: usize, count: usize, seed: u64) -> Vec<u32> {
    let mut all: Vec<u32> = (0..of as u32).collect();
    let mut random = Random::of(seed, count as u64);
    for place in 0..count {
        all.swap(place, place + random.under(of - place));
    }
    all.truncate(count);
    all.sort_unstable();
    all
}

/// How far a mean from 0 to 1 can be from the one it stands for, on the farther side.
fn reach(mean: f64, room: f64) -> f64 {
    let mean = mean.clamp(0.0, 1.0);
    let border = |mut inside: f64, mut outside: f64| {
        for _ in 0..40 {
            let middle = f64::midpoint(inside, outside);
            if entropy(mean, middle) <= room { inside = middle } else { outside = middle }
        }
        (outside - mean).abs()
    };
    border(mean, 1.0).max(border(mean, 0.0))
}

/// The relative entropy of two coins.
fn entropy(one: f64, other: f64) -> f64 {
    let part = |one: f64, other: f64| match (one > 0.0, other > 0.0) {
        (true, true) => one * (one / other).ln(),
        (true, false) => f64::INFINITY,
        (false, _) => 0.0,
    };
    part(one, other) + part(1.0 - one, 1.0 - other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reach_of_a_mean_is_that_of_chernoff() {
        // Nothing in k draws: 1 - exp(-room), and the same for nothing but ones.
        assert!((reach(0.0, 0.01) - (1.0 - (-0.01_f64).exp())).abs() < 1e-9);
        assert!((reach(1.0, 0.01) - (1.0 - (-0.01_f64).exp())).abs() < 1e-9);
        // Never farther than Hoeffding's sqrt(room / 2), which it comes near to in the middle.
        for mean in [0.0, 0.1, 0.4, 0.5, 0.9] {
            assert!(reach(mean, 0.02) <= (0.02_f64 / 2.0).sqrt() + 1e-9);
        }
        assert!(reach(0.5, 0.02) > 0.99 * (0.02_f64 / 2.0).sqrt());
    }

    #[test]
    fn everybody_is_drawn_once_at_most() {
        let some = drawn(50, 20, 3);
        assert!(some.len() == 20 && some.windows(2).all(|two| two[0] < two[1]));
        assert!(some.iter().all(|it| *it < 50));
        assert_eq!(drawn(7, 7, 1), (0..7).collect::<Vec<_>>());
        assert_ne!(drawn(50, 20, 4), some);
    }
}
