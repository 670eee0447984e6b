use super::super::undefined::{Defined, Undefined};
use super::digraph::Digraph;

/// What the reporting lines alone say of the chart. Places among the people.
#[derive(Debug, Clone, PartialEq)]
pub struct Formal {
    /// Those without a superior.
    pub roots: Vec<usize>,
    /// Those without reports.
    pub leaves: Vec<usize>,
    /// How many have reports.
    pub managers: usize,
    /// Mean number of direct reports of those who have any.
    pub span_mean: Defined<f64>,
    /// The largest number of direct reports.
    pub span_max: usize,
    /// The median number of direct reports of those who have any.
    pub span_median: Defined<f64>,
    /// How many levels there are.
    pub levels: usize,
    /// Mean of the fewest steps up to somebody without a superior.
    pub mean_depth: Defined<f64>,
    /// Groups who report to each other in a circle.
    pub loops: Vec<Vec<usize>>,
    /// Those with more than one superior.
    pub several_superiors: Vec<usize>,
    depth: Vec<usize>,
    span: Vec<usize>,
    descendants: Vec<usize>,
}

/// `below` is how many are below each.
pub(super) fn formal(graph: &Digraph, below: &[u64]) -> Formal {
    let count = graph.count();
    let span: Vec<usize> = graph.into.degrees().collect();
    let depth = depths(graph);
    let mut spans: Vec<usize> = span.iter().copied().filter(|span| *span > 0).collect();
    spans.sort_unstable();
    let mut groups = vec![Vec::new(); count];
    (0..count).for_each(|node| groups[graph.strong[node] as usize].push(node));
    let mut loops: Vec<Vec<usize>> = groups.into_iter().filter(|group| group.len() > 1).collect();
    loops.sort();
    let mean = |sum: usize, of: usize, why: Undefined| {
        if of > 0 { Ok(sum as f64 / of as f64) } else { Err(why) }
    };
    let median = match spans.len() {
        0 => Err(Undefined::NoReports),
        odd if odd % 2 == 1 => Ok(spans[odd / 2] as f64),
        even => Ok((spans[even / 2 - 1] + spans[even / 2]) as f64 / 2.0),
    };
    Formal {
        roots: (0..count).filter(|node| graph.out.degree(*node) == 0).collect(),
        leaves: (0..count).filter(|node| span[*node] == 0).collect(),
        managers: spans.len(),
        span_mean: mean(spans.iter().sum(), spans.len(), Undefined::NoReports),
        span_max: spans.last().copied().unwrap_or(0),
        span_median: median,
        levels: depth.iter().max().map_or(0, |deepest| deepest + 1),
        mean_depth: mean(depth.iter().sum(), count, Undefined::NoPeople),
        loops,
        several_superiors: (0..count).filter(|node| graph.out.degree(*node) > 1).collect(),
        descendants: below.iter().map(|below| *below as usize).collect(),
        depth,
        span,
    }
}

/// Fewest steps up to somebody without a superior; 0 for those who reach nobody of the kind.
fn depths(graph: &Digraph) -> Vec<usize> {
    let mut depth = vec![0; graph.count()];
    // A circle with no way out has no root: its members are at its top.
    let mut leaves = vec![false; graph.strong_sizes().len()];
    for (from, to) in graph.out.pairs() {
        let (own, other) = (graph.strong[from as usize], graph.strong[to as usize]);
        leaves[own as usize] |= own != other;
    }
    let mut seen: Vec<bool> = graph.strong.iter().map(|own| !leaves[*own as usize]).collect();
    let mut queue: std::collections::VecDeque<usize> =
        (0..graph.count()).filter(|node| seen[*node]).collect();
    while let Some(at) = queue.pop_front() {
        for report in graph.into.of(at).iter().map(|report| *report as usize) {
            if !seen[report] {
                seen[report] = true;
                depth[report] = depth[at] + 1;
                queue.push_back(report);
            }
        }
    }
    depth
}

impl Formal {
    /// The columns by person.
    pub(super) fn by_person(&self) -> Vec<(&'static str, Vec<Defined<f64>>)> {
        let column = |values: &[usize]| values.iter().map(|value| Ok(*value as f64)).collect();
        vec![
            ("formal_depth", column(&self.depth)),
            ("formal_span", column(&self.span)),
            ("formal_descendants", column(&self.descendants)),
        ]
    }

    /// Whether each person is without reports.
    #[must_use]
    pub fn is_leaf(&self) -> Vec<bool> {
        self.span.iter().map(|span| *span == 0).collect()
    }
}
