use super::super::cancel::{Cancel, Cancelled};
use super::super::network::Rows;
use super::super::undefined::{Defined, Undefined};
use super::Columns;
use super::digraph::Digraph;
use super::eigen;
use super::paths::{Nearness, Paths};

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
    let degree = |rows: &Rows| rows.degrees().map(|degree| degree as f64).collect::<Vec<_>>();
    let star = (n - 1.0) * (n - 1.0);
    let near = |sums: &Nearness| -> Vec<f64> {
        let one = |(steps, reached): (&u64, &u32)| {
            let all = *reached as usize + 1 == graph.count() && *steps > 0;
            if all { (n - 1.0) / *steps as f64 } else { 0.0 }
        };
        sums.steps.iter().zip(&sums.reached).map(one).collect()
    };
    let closeness = if graph.is_connected() {
        stands_out(&near(&paths.undirected), (n - 1.0) * (n - 2.0) / (2.0 * n - 3.0))
    } else {
        Err(Undefined::NotConnected)
    };
    let mut measures = vec![
        ("centralization_indegree", stands_out(&degree(&graph.into), star)),
        ("centralization_outdegree", stands_out(&degree(&graph.out), star)),
        (
            "centralization_degree_undirected",
            stands_out(&degree(&graph.near), (n - 1.0) * (n - 2.0)),
        ),
        (
            "centralization_closeness_sna_directed",
            stands_out(&near(&paths.directed), (n - 1.0) * (1.0 - 1.0 / n)),
        ),
        ("centralization_closeness_undirected", closeness),
    ];
    let both_ways = (&paths.betweenness_undirected, &paths.undirected, 0.5);
    let directed = (&paths.betweenness, &paths.directed, 1.0);
    for (names, (sampled, near, part)) in [
        (["centralization_betweenness", "centralization_betweenness_within"], directed),
        (
            [
                "centralization_betweenness_undirected",
                "centralization_betweenness_undirected_within",
            ],
            both_ways,
        ),
    ] {
        let most = part * star * (n - 2.0);
        if sampled.sources == graph.count() {
            measures.push((names[0], stands_out(&sampled.betweenness, most)));
            continue;
        }
        // The sum is known without looking for paths: every pair adds the steps but one to it.
        let steps: u64 = near.steps.iter().sum();
        let pairs: u64 = near.reached.iter().map(|reached| u64::from(*reached)).sum();
        let sum = part * (steps - pairs) as f64;
        let highest = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
        measures.push((names[0], Ok((n * highest(&sampled.betweenness) - sum) / most)));
        measures.push((names[1], Ok(n * highest(&sampled.within) / most)));
    }
    measures
}

/// How central everybody is, in several senses.
pub(super) fn by_person(
    graph: &Digraph,
    paths: &Paths,
    cancel: &Cancel,
) -> Result<Columns, Cancelled> {
    let all = |values: &[f64]| values.iter().map(|value| Ok(*value)).collect::<Vec<_>>();
    let degree = |rows: &Rows| rows.degrees().map(|degree| Ok(degree as f64)).collect();
    let eigenvector = if graph.count() < 2 {
        vec![Err(Undefined::TooFewPeople); graph.count()]
    } else if graph.is_connected() {
        all(&eigen::leading(&graph.near, cancel)?)
    } else {
        vec![Err(Undefined::NotConnected); graph.count()]
    };
    let sampled = [
        ("betweenness_within", &paths.betweenness),
        ("betweenness_undirected_within", &paths.betweenness_undirected),
    ];
    let sampled = sampled.into_iter().filter(|(_, it)| it.sources < graph.count());
    let coreness = graph.coreness().into_iter().map(|core| Ok(f64::from(core))).collect();
    let columns = vec![
        ("indegree", degree(&graph.into)),
        ("outdegree", degree(&graph.out)),
        ("degree_undirected", degree(&graph.near)),
        ("betweenness", all(&paths.betweenness.betweenness)),
        ("betweenness_undirected", all(&paths.betweenness_undirected.betweenness)),
        ("pagerank", all(&graph.pagerank(cancel)?)),
        ("harmonic_undirected", all(&paths.undirected.harmonic)),
        ("coreness_k", coreness),
        ("eigenvector_undirected", eigenvector),
    ];
    Ok(columns.into_iter().chain(sampled.map(|(name, it)| (name, all(&it.within)))).collect())
}
