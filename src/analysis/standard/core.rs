use super::super::undefined::{Defined, Undefined};
use super::digraph::Digraph;

/// The core against the periphery: fewest missing ties in the core and ties in the periphery
/// (Lip 2011, exact: nodes by degree, as long as the next one has more ties than the core has
/// others). Places among the people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
}

pub(super) fn core(graph: &Digraph) -> Core {
    let degree = |node: usize| graph.near[node].len();
    let mut order: Vec<usize> = (0..graph.count()).collect();
    order.sort_by_key(|node| (std::cmp::Reverse(degree(*node)), *node));
    let size = order.iter().enumerate().take_while(|(place, node)| degree(**node) > *place).count();
    if size == 0 {
        return Core { errors: graph.pairs(), ..Core::default() };
    }
    let mut members = order[..size].to_vec();
    members.sort_unstable();
    let boundary = degree(order[size - 1]);
    let tie = order.get(size).is_some_and(|next| degree(*next) == boundary);
    let sum: usize = members.iter().map(|node| degree(*node)).sum();
    let all = 0..graph.count();
    Core {
        size,
        errors: graph.pairs() + size * (size - 1) / 2 - sum,
        boundary_degree: Some(boundary),
        boundary_tie: tie,
        certain: if tie {
            members.iter().copied().filter(|node| degree(*node) > boundary).collect()
        } else {
            members.clone()
        },
        tied: if tie { all.filter(|node| degree(*node) == boundary).collect() } else { Vec::new() },
        members,
    }
}

impl Core {
    /// Pearson's correlation of the ties with the pattern that this core would have (Borgatti and
    /// Everett 2000), ties between core and periphery left out, and taken as present.
    pub(super) fn correlations(&self, graph: &Digraph) -> Vec<(&'static str, Defined<f64>)> {
        let mut inside = vec![false; graph.count()];
        self.members.iter().for_each(|node| inside[*node] = true);
        let mut ignore = Correlation::default();
        let mut one = Correlation::default();
        for a in 0..graph.count() {
            for b in a + 1..graph.count() {
                let tie = f64::from(u8::from(graph.joined(a, b)));
                match (inside[a], inside[b]) {
                    (true, true) => {
                        ignore.add(tie, 1.0);
                        one.add(tie, 1.0);
                    }
                    (false, false) => {
                        ignore.add(tie, 0.0);
                        one.add(tie, 0.0);
                    }
                    _ => one.add(tie, 1.0),
                }
            }
        }
        vec![("core_be_corr_ignore", ignore.value()), ("core_be_corr_one", one.value())]
    }
}

/// Sums for a correlation of pairs of 0 and 1.
#[derive(Default)]
struct Correlation {
    count: f64,
    x: f64,
    y: f64,
    xy: f64,
}

impl Correlation {
    fn add(&mut self, x: f64, y: f64) {
        self.count += 1.0;
        self.x += x;
        self.y += y;
        self.xy += x * y;
    }

    /// Squares of 0 and 1 are themselves.
    fn value(&self) -> Defined<f64> {
        let spread = |sum: f64| self.count * sum - sum * sum;
        let (x, y) = (spread(self.x), spread(self.y));
        if x <= 0.0 || y <= 0.0 {
            return Err(Undefined::Constant);
        }
        Ok((self.count * self.xy - self.x * self.y) / (x.sqrt() * y.sqrt()))
    }
}
