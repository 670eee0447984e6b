use super::super::cancel::{Cancel, Cancelled};
use super::super::undefined::{Defined, Undefined};
use super::digraph::Digraph;
use super::paths::{Bits, Paths};

/// Krackhardt's four measures of how far a graph is an out-tree (1994), by the definitions, and
/// the variant of the least upper bound that the R package sna has.
pub(super) fn krackhardt(
    graph: &Digraph,
    paths: &Paths,
    cancel: &Cancel,
) -> Result<Vec<(&'static str, Defined<f64>)>, Cancelled> {
    // Upper bounds along the arcs as drawn reach down; reversed, they reach up.
    let down = Bounds { graph, above: &paths.reached_by, below: &paths.reach };
    let up = Bounds { graph, above: &paths.reach, below: &paths.reached_by };
    Ok(vec![
        ("connectedness", connectedness(graph)),
        ("hierarchy", hierarchy(&paths.reach, &paths.reached_by)),
        ("efficiency", efficiency(graph)),
        ("efficiency_undirected", efficiency_undirected(graph)),
        ("lub_as_drawn", down.lub(false, cancel)?),
        ("lub_reversed", up.lub(false, cancel)?),
        ("lub_sna_variant_as_drawn", down.lub(true, cancel)?),
        ("lub_sna_variant_reversed", up.lub(true, cancel)?),
    ])
}

/// The names under which sna gives the same four.
pub(super) fn of_sna(own: &[(&'static str, Defined<f64>)]) -> Vec<(&'static str, Defined<f64>)> {
    let names = [
        ("krackhardt_connectedness", "connectedness"),
        ("krackhardt_hierarchy", "hierarchy"),
        ("krackhardt_efficiency", "efficiency"),
        ("krackhardt_lub_as_drawn", "lub_sna_variant_as_drawn"),
        ("krackhardt_lub_reversed", "lub_sna_variant_reversed"),
    ];
    names
        .into_iter()
        .filter_map(|(name, known)| {
            let (_, value) = own.iter().find(|(own, _)| *own == known)?;
            Some((name, *value))
        })
        .collect()
}

/// The mean of hierarchy and efficiency.
pub(super) fn one_way(graph: &Digraph, reach: &[Bits], reached_by: &[Bits]) -> Defined<f64> {
    Ok(f64::midpoint(hierarchy(reach, reached_by)?, efficiency(graph)?))
}

/// Pairs in one weak component as a part of all pairs.
fn connectedness(graph: &Digraph) -> Defined<f64> {
    if graph.count() < 2 {
        return Err(Undefined::TooFewPeople);
    }
    let together: f64 =
        graph.weak_sizes().iter().map(|size| *size as f64 * (*size as f64 - 1.0)).sum();
    Ok(together / graph.ordered_pairs())
}

/// 1 minus the pairs that reach each other both ways as a part of those that do at least one way.
fn hierarchy(reach: &[Bits], reached_by: &[Bits]) -> Defined<f64> {
    let (mut both, mut any) = (0.0, 0.0);
    for (one, (reach, reached_by)) in reach.iter().zip(reached_by).enumerate() {
        for (word, (out, back)) in reach.0.iter().zip(&reached_by.0).enumerate() {
            let own = if one / 64 == word { 1_u64 << (one % 64) } else { 0 };
            both += f64::from((out & back & !own).count_ones());
            any += f64::from(((out | back) & !own).count_ones());
        }
    }
    if any > 0.0 { Ok(1.0 - both / any) } else { Err(Undefined::NoArcs) }
}

/// 1 minus arcs beyond a tree's as a part of those that could be, over the weak components.
fn efficiency(graph: &Digraph) -> Defined<f64> {
    let sizes = graph.weak_sizes();
    let needed: f64 = sizes.iter().map(|size| *size as f64 - 1.0).sum();
    let possible: f64 = sizes.iter().map(|size| (*size as f64 - 1.0).powi(2)).sum();
    if possible > 0.0 {
        Ok(1.0 - (graph.arcs() as f64 - needed) / possible)
    } else {
        Err(Undefined::NoArcs)
    }
}

fn efficiency_undirected(graph: &Digraph) -> Defined<f64> {
    let sizes = graph.weak_sizes();
    let needed: f64 = sizes.iter().map(|size| *size as f64 - 1.0).sum();
    let possible: f64 = sizes
        .iter()
        .map(|size| *size as f64 * (*size as f64 - 1.0) / 2.0 - (*size as f64 - 1.0))
        .sum();
    if possible > 0.0 {
        Ok(1.0 - (graph.pairs() as f64 - needed) / possible)
    } else {
        Err(Undefined::NoArcs)
    }
}

/// Who is above whom for the least upper bound.
struct Bounds<'a> {
    graph: &'a Digraph,
    /// The nodes above each, itself included.
    above: &'a [Bits],
    /// The nodes below each, itself included.
    below: &'a [Bits],
}

impl Bounds<'_> {
    /// 1 minus the pairs without a least upper bound as a part of those that could be without.
    /// The topmost bound in place of the least is the variant of sna.
    fn lub(&self, topmost: bool, cancel: &Cancel) -> Result<Defined<f64>, Cancelled> {
        let sizes = self.graph.weak_sizes();
        let possible: f64 = sizes
            .iter()
            .filter(|size| **size > 2)
            .map(|size| (*size as f64 - 1.0) * (*size as f64 - 2.0) / 2.0)
            .sum();
        if possible == 0.0 {
            return Ok(Err(Undefined::TooFewPeople));
        }
        let mut bad = 0.0;
        for a in 0..self.graph.count() {
            cancel.check()?;
            for b in a + 1..self.graph.count() {
                let together = self.graph.weak[a] == self.graph.weak[b];
                if together && sizes[self.graph.weak[a]] > 2 && !self.has_bound(a, b, topmost) {
                    bad += 1.0;
                }
            }
        }
        Ok(Ok(1.0 - bad / possible))
    }

    /// Whether one of the nodes above both is reached by all others above both; for the variant,
    /// reaches all others.
    fn has_bound(&self, a: usize, b: usize, topmost: bool) -> bool {
        let bounds: Vec<u64> =
            self.above[a].0.iter().zip(&self.above[b].0).map(|(a, b)| a & b).collect();
        // Quick: when one of the two is above the other, it is the least of all bounds.
        if !topmost && (self.above[a].contains(b) || self.above[b].contains(a)) {
            return true;
        }
        let holds = |bound: usize| {
            let reach = if topmost { &self.below[bound] } else { &self.above[bound] };
            bounds.iter().zip(&reach.0).all(|(bounds, reach)| bounds & !reach == 0)
        };
        bounds.iter().enumerate().any(|(word, bits)| {
            let mut left = *bits;
            while left != 0 {
                let bound = word * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                if holds(bound) {
                    return true;
                }
            }
            false
        })
    }
}
