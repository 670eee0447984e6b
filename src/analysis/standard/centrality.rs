use super::super::cancel::{Cancel, Cancelled};
use super::super::undefined::{Defined, Undefined};
use super::Columns;
use super::digraph::Digraph;
use super::eigen;
use super::paths::Paths;

/// How far one node stands out from the rest, against the graph in which it would most
/// (Freeman 1979).
pub(super) fn centralization(graph: &Digraph, paths: &Paths) -> Vec<(&'static str, Defined<f64>)> {
    let n = graph.count() as f64;
    let stands_out = |values: &[f64], most: f64| {
        if graph.count() < 3 {
            return Err(Undefined::TooFewPeople);
        }
        let top = values.iter().copied().fold(0.0, f64::max);
        Ok(values.iter().map(|value| top - value).sum::<f64>() / most)
    };
    let degree = |rows: &[Vec<usize>]| rows.iter().map(|row| row.len() as f64).collect::<Vec<_>>();
    let star = (n - 1.0) * (n - 1.0);
    let near = |sums: &[(u64, usize)]| -> Vec<f64> {
        let one = |(steps, reached): &(u64, usize)| {
            let all = reached + 1 == graph.count() && *steps > 0;
            if all { (n - 1.0) / *steps as f64 } else { 0.0 }
        };
        sums.iter().map(one).collect()
    };
    let closeness = if graph.is_connected() {
        stands_out(&near(&paths.undirected), (n - 1.0) * (n - 2.0) / (2.0 * n - 3.0))
    } else {
        Err(Undefined::NotConnected)
    };
    vec![
        ("centralization_indegree", stands_out(&degree(&graph.into), star)),
        ("centralization_outdegree", stands_out(&degree(&graph.out), star)),
        (
            "centralization_degree_undirected",
            stands_out(&degree(&graph.near), (n - 1.0) * (n - 2.0)),
        ),
        ("centralization_betweenness", stands_out(&paths.betweenness, star * (n - 2.0))),
        (
            "centralization_betweenness_undirected",
            stands_out(&paths.betweenness_undirected, star * (n - 2.0) / 2.0),
        ),
        (
            "centralization_closeness_sna_directed",
            stands_out(&near(&paths.directed), (n - 1.0) * (1.0 - 1.0 / n)),
        ),
        ("centralization_closeness_undirected", closeness),
    ]
}

/// How central everybody is, in several senses.
pub(super) fn by_person(
    graph: &Digraph,
    paths: &Paths,
    cancel: &Cancel,
) -> Result<Columns, Cancelled> {
    let all = |values: &[f64]| values.iter().map(|value| Ok(*value)).collect::<Vec<_>>();
    let degree = |rows: &[Vec<usize>]| rows.iter().map(|row| Ok(row.len() as f64)).collect();
    let eigenvector = if graph.count() < 2 {
        vec![Err(Undefined::TooFewPeople); graph.count()]
    } else if graph.is_connected() {
        all(&eigen::leading(&graph.near, cancel)?)
    } else {
        vec![Err(Undefined::NotConnected); graph.count()]
    };
    let coreness = coreness(graph).into_iter().map(|core| Ok(core as f64)).collect();
    Ok(vec![
        ("indegree", degree(&graph.into)),
        ("outdegree", degree(&graph.out)),
        ("degree_undirected", degree(&graph.near)),
        ("betweenness", all(&paths.betweenness)),
        ("betweenness_undirected", all(&paths.betweenness_undirected)),
        ("pagerank", all(&pagerank(graph, cancel)?)),
        ("harmonic_undirected", all(&paths.harmonic)),
        ("coreness_k", coreness),
        ("eigenvector_undirected", eigenvector),
    ])
}

/// `PageRank` with a damping of 0.85; what dangling nodes have is spread evenly.
fn pagerank(graph: &Digraph, cancel: &Cancel) -> Result<Vec<f64>, Cancelled> {
    const DAMPING: f64 = 0.85;
    const ENOUGH: f64 = 1e-16;
    const MOST_ROUNDS: usize = 1_000;
    let n = graph.count() as f64;
    let mut rank = vec![1.0 / n; graph.count()];
    for _ in 0..MOST_ROUNDS {
        cancel.check()?;
        let dangling: f64 = (0..graph.count())
            .filter(|node| graph.out[*node].is_empty())
            .map(|node| rank[node])
            .sum();
        let base = (1.0 - DAMPING) / n + DAMPING * dangling / n;
        let mut next = vec![base; graph.count()];
        for (node, out) in graph.out.iter().enumerate() {
            for to in out {
                next[*to] += DAMPING * rank[node] / out.len() as f64;
            }
        }
        let moved: f64 = next.iter().zip(&rank).map(|(a, b)| (a - b).abs()).sum();
        rank = next;
        if moved < ENOUGH {
            break;
        }
    }
    Ok(rank)
}

/// The largest k such that each node is in a part where everybody has k neighbours in it: the
/// node with fewest neighbours left goes first.
fn coreness(graph: &Digraph) -> Vec<usize> {
    let mut left: Vec<usize> = graph.near.iter().map(Vec::len).collect();
    let mut core = vec![0; graph.count()];
    let mut queue: std::collections::BTreeSet<(usize, usize)> =
        left.iter().enumerate().map(|(node, degree)| (*degree, node)).collect();
    let mut level = 0;
    while let Some((degree, node)) = queue.pop_first() {
        level = level.max(degree);
        core[node] = level;
        for other in &graph.near[node] {
            if queue.remove(&(left[*other], *other)) {
                left[*other] -= 1;
                queue.insert((left[*other], *other));
            }
        }
    }
    core
}
