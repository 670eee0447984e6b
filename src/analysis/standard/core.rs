use super::super::network::Rows;
use super::super::undefined::{Defined, Undefined};
use super::digraph::Digraph;

/// The core against the periphery: fewest missing ties in the core and ties in the periphery
/// (Lip 2011, exact: nodes by degree, as long as the next one has more ties than the core has
/// others). Places among the people.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Core {
    /// How many are in the core.
    pub size: usize,
    /// Missing ties in the core and ties in the periphery.
    pub errors: usize,
    /// The fewest ties that anybody in the core has; none for an empty core.
    pub boundary_degree: Option<usize>,
    /// Whether somebody outside of the core has as many ties as the least of those in it.
    pub boundary_tie: bool,
    /// Those who are in every such core.
    pub certain: Vec<usize>,
    /// Those of whom some are in and which does not matter.
    pub tied: Vec<usize>,
    /// One such core: of the tied, the first.
    pub members: Vec<usize>,
    /// The part of a seat in the core that each has, 0 to 1: the tied share the seats that the
    /// others leave, so that it does not matter in which order people are listed.
    pub seat: Vec<f64>,
}

pub(super) fn core(near: &Rows) -> Core {
    let degree = |node: usize| near.degree(node);
    let pairs = near.len() / 2;
    let mut order: Vec<usize> = (0..near.count()).collect();
    order.sort_by_key(|node| (std::cmp::Reverse(degree(*node)), *node));
    let size = order.iter().enumerate().take_while(|(place, node)| degree(**node) > *place).count();
    if size == 0 {
        let seat = vec![0.0; near.count()];
        return Core { errors: pairs, seat, ..Core::default() };
    }
    let mut members = order[..size].to_vec();
    members.sort_unstable();
    let boundary = degree(order[size - 1]);
    let tie = order.get(size).is_some_and(|next| degree(*next) == boundary);
    let sum: usize = members.iter().map(|node| degree(*node)).sum();
    let all = 0..near.count();
    let certain: Vec<usize> = match tie {
        true => members.iter().copied().filter(|node| degree(*node) > boundary).collect(),
        false => members.clone(),
    };
    let tied: Vec<usize> = match tie {
        true => all.filter(|node| degree(*node) == boundary).collect(),
        false => Vec::new(),
    };
    let mut seat = vec![0.0; near.count()];
    certain.iter().for_each(|node| seat[*node] = 1.0);
    let part = (size - certain.len()) as f64 / tied.len().max(1) as f64;
    tied.iter().for_each(|node| seat[*node] = part);
    Core {
        size,
        errors: pairs + size * (size - 1) / 2 - sum,
        boundary_degree: Some(boundary),
        boundary_tie: tie,
        certain,
        tied,
        members,
        seat,
    }
}

impl Core {
    /// Pearson's correlation of the ties with the pattern that this core would have (Borgatti and
    /// Everett 2000), ties between core and periphery left out, and taken as present. A pair
    /// weighs as a pair of the core by the product of the two seats, and as one of the periphery
    /// by the product of what is missing from them.
    pub(super) fn correlations(&self, graph: &Digraph) -> Vec<(&'static str, Defined<f64>)> {
        let rest: Vec<f64> = self.seat.iter().map(|seat| 1.0 - seat).collect();
        let (core, periphery) = (Weights::of(&self.seat, graph), Weights::of(&rest, graph));
        let all = graph.ordered_pairs() / 2.0;
        let (others, joined) = (
            all - core.pairs - periphery.pairs,
            graph.joined() as f64 - core.joined - periphery.joined,
        );
        let ignore = Correlation {
            count: core.pairs + periphery.pairs,
            x: core.pairs,
            y: core.joined + periphery.joined,
            xy: core.joined,
        };
        let one = Correlation {
            count: all,
            x: core.pairs + others,
            y: graph.joined() as f64,
            xy: core.joined + joined,
        };
        vec![("core_be_corr_ignore", ignore.value()), ("core_be_corr_one", one.value())]
    }
}

/// How much all pairs weigh together, and those that are joined.
struct Weights {
    pairs: f64,
    joined: f64,
}

impl Weights {
    fn of(seat: &[f64], graph: &Digraph) -> Self {
        let sum: f64 = seat.iter().sum();
        let squares: f64 = seat.iter().map(|seat| seat * seat).sum();
        let twice: f64 = graph
            .near
            .iter()
            .zip(seat)
            .map(|(near, own)| own * near.iter().map(|other| seat[*other as usize]).sum::<f64>())
            .sum();
        Self { pairs: (sum * sum - squares) / 2.0, joined: twice / 2.0 }
    }
}

/// Sums for a correlation of weighed pairs of 0 and 1: x the pattern, y the ties.
struct Correlation {
    count: f64,
    x: f64,
    y: f64,
    xy: f64,
}

impl Correlation {
    /// Squares of 0 and 1 are themselves.
    fn value(&self) -> Defined<f64> {
        let spread = |sum: f64| self.count * sum - sum * sum;
        let (x, y) = (spread(self.x), spread(self.y));
        // Weights are sums of parts, so that what should be 0 may be off by rounding.
        if x.min(y) <= 1e-12 * self.count * self.count {
            return Err(Undefined::Constant);
        }
        Ok((self.count * self.xy - self.x * self.y) / (x.sqrt() * y.sqrt()))
    }
}
