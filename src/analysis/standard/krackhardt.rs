use super::super::cancel::{Cancel, Cancelled};
use super::super::undefined::{Defined, Undefined};
use super::bounds::{Bad, without_bound};
use super::condensed::Condensed;
use super::digraph::Digraph;

/// Measures of a whole, by name.
type Named = Vec<(&'static str, Defined<f64>)>;

/// Krackhardt's four measures of how far a graph is an out-tree (1994), by the definitions, and
/// the variant of the least upper bound that the R package sna has.
pub(super) fn krackhardt(
    graph: &Digraph,
    reached: &[u64],
    cancel: &Cancel,
) -> Result<Named, Cancelled> {
    // Upper bounds along the arcs as drawn reach down; reversed, they reach up.
    let down = without_bound(graph, &Condensed::of(graph, false), cancel)?;
    let up = without_bound(graph, &Condensed::of(graph, true), cancel)?;
    let lub = |of: fn(&Bad) -> f64, bad: &Defined<Bad>| {
        least_upper_bound(graph, of(bad.as_ref().map_err(|why| *why)?))
    };
    Ok(vec![
        ("connectedness", connectedness(graph)),
        ("hierarchy", hierarchy(graph, reached)),
        ("efficiency", efficiency(graph)),
        ("efficiency_undirected", efficiency_undirected(graph)),
        ("lub_as_drawn", lub(|bad| bad.least, &down)),
        ("lub_reversed", lub(|bad| bad.least, &up)),
        ("lub_sna_variant_as_drawn", lub(|bad| bad.topmost, &down)),
        ("lub_sna_variant_reversed", lub(|bad| bad.topmost, &up)),
    ])
}

impl Digraph {
    /// Krackhardt's four measures of how far a graph is an out-tree (1994), by name.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn krackhardt(&self, cancel: &Cancel) -> Result<Named, Cancelled> {
        krackhardt(self, &Condensed::of(self, false).reached_by(cancel)?, cancel)
    }
}

/// The names under which sna gives the same four.
pub(super) fn of_sna(own: &[(&'static str, Defined<f64>)]) -> Named {
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
pub(super) fn one_way(graph: &Digraph, reached: &[u64]) -> Defined<f64> {
    Ok(f64::midpoint(hierarchy(graph, reached)?, efficiency(graph)?))
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
/// `reached` is how many others each reaches, or by how many each is reached.
fn hierarchy(graph: &Digraph, reached: &[u64]) -> Defined<f64> {
    // Those who reach each other both ways are in one circle.
    let both: f64 =
        graph.strong_sizes().iter().map(|size| *size as f64 * (*size as f64 - 1.0)).sum();
    let ways: u64 = reached.iter().sum();
    let any = 2.0 * ways as f64 - both;
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
        Ok(1.0 - (graph.joined() as f64 - needed) / possible)
    } else {
        Err(Undefined::NoArcs)
    }
}

/// 1 minus the pairs without a least upper bound as a part of those that could be without.
fn least_upper_bound(graph: &Digraph, without: f64) -> Defined<f64> {
    let possible: f64 = graph
        .weak_sizes()
        .iter()
        .filter(|size| **size > 2)
        .map(|size| (*size as f64 - 1.0) * (*size as f64 - 2.0) / 2.0)
        .sum();
    if possible > 0.0 { Ok(1.0 - without / possible) } else { Err(Undefined::TooFewPeople) }
}
