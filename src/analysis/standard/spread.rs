use super::super::concentration::{Concentration, gini};
use super::super::distribution::shares;
use super::super::network::Rows;
use super::super::undefined::{Defined, Undefined};
use super::digraph::Digraph;

/// How unevenly arcs come in and go out.
pub(super) fn spread(graph: &Digraph) -> Vec<(&'static str, Defined<f64>)> {
    let names = [
        [
            "gini_indegree",
            "gini_indegree_corrected",
            "herfindahl_indegree",
            "effective_number_indegree",
            "entropy_indegree",
        ],
        [
            "gini_outdegree",
            "gini_outdegree_corrected",
            "herfindahl_outdegree",
            "effective_number_outdegree",
            "entropy_outdegree",
        ],
    ];
    let rows = [&graph.into, &graph.out];
    names.into_iter().zip(rows).flat_map(|(names, rows)| names.into_iter().zip(of(rows))).collect()
}

fn of(rows: &Rows) -> [Defined<f64>; 5] {
    let degrees: Vec<f64> = rows.degrees().map(|degree| degree as f64).collect();
    let count = degrees.len() as f64;
    if degrees.len() < 2 {
        return [Err(Undefined::TooFewPeople); 5];
    }
    let Some(shares) = shares(&degrees) else { return [Err(Undefined::NoArcs); 5] };
    let gini = gini(&degrees);
    let concentration = Concentration::of(&shares);
    let entropy: f64 =
        shares.iter().filter(|share| **share > 0.0).map(|share| -share * share.ln()).sum();
    [
        Ok(gini),
        Ok(gini * count / (count - 1.0)),
        concentration.herfindahl,
        Ok(concentration.effective_number),
        Ok(entropy / count.ln()),
    ]
}
