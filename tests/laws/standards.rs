//! The standard measures against their definitions, worked out the slow way.

use fulcrum::analysis::{Cancel, Standard, View, standard};
use fulcrum::model::{FlowKind, LineKind, Position};
use proptest::prelude::*;

use crate::maps::{Dice, Plan};

const NEAR: f64 = 1e-9;
const FAR: usize = usize::MAX / 4;

fn people(count: usize) -> Plan {
    let positions = (0..count).map(|at| Position::held(format!("P{at}"))).collect();
    Plan { positions, ..Plan::default() }
}

/// A plan with these inform arrows.
fn drawn(count: usize, arcs: &[(usize, usize)]) -> Plan {
    let mut plan = people(count);
    plan.flows = arcs.iter().map(|(from, to)| (*from, *to, FlowKind::Inform, 1.0)).collect();
    plan
}

fn measured(plan: &Plan) -> Standard {
    standard(&plan.question(&plan.in_order()), &Cancel::never()).unwrap()
}

pub(crate) fn whole(view: &View, name: &str) -> Option<f64> {
    let all = view.whole.iter().chain(&view.krackhardt);
    let found = all.into_iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("{name} is measured")).1.as_ref().ok().copied()
}

fn column(view: &View, name: &str) -> Vec<Option<f64>> {
    let found = view.by_person.iter().find(|(known, _)| *known == name);
    let values = &found.unwrap_or_else(|| panic!("{name} is measured")).1;
    values.iter().map(|value| value.as_ref().ok().copied()).collect()
}

fn random_arcs(seed: u64) -> (usize, Vec<(usize, usize)>) {
    let mut dice = Dice(seed);
    let count = 2 + dice.roll(9);
    let mut arcs = Vec::new();
    for _ in 0..=dice.roll(2 * count) {
        let (from, to) = (dice.roll(count), dice.roll(count));
        if from != to && !arcs.contains(&(from, to)) {
            arcs.push((from, to));
        }
    }
    if arcs.is_empty() {
        arcs.push((0, 1));
    }
    (count, arcs)
}

/// Steps between all pairs (Floyd and Warshall).
fn steps(count: usize, arcs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut steps = vec![vec![FAR; count]; count];
    (0..count).for_each(|at| steps[at][at] = 0);
    arcs.iter().for_each(|(from, to)| steps[*from][*to] = 1);
    for by in 0..count {
        for a in 0..count {
            for b in 0..count {
                steps[a][b] = steps[a][b].min(steps[a][by] + steps[by][b]);
            }
        }
    }
    steps
}

fn both_ways(arcs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    arcs.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect()
}

/// How many shortest paths lead from one to the other, one path at a time.
fn ways(steps: &[Vec<usize>], from: usize, to: usize) -> f64 {
    if from == to {
        return 1.0;
    }
    let nearer = |next: &usize| steps[from][*next] == 1 && steps[*next][to] + 1 == steps[from][to];
    (0..steps.len()).filter(nearer).map(|next| ways(steps, next, to)).sum()
}

fn betweenness(steps: &[Vec<usize>], of: usize) -> f64 {
    let mut sum = 0.0;
    for from in 0..steps.len() {
        for to in 0..steps.len() {
            let other = from != of && to != of && from != to && steps[from][to] < FAR;
            if other && steps[from][of] + steps[of][to] == steps[from][to] {
                sum += ways(steps, from, of) * ways(steps, of, to) / ways(steps, from, to);
            }
        }
    }
    sum
}

/// How many pieces those make that stay.
fn pieces(near: &[Vec<usize>], gone: Option<usize>) -> usize {
    let stay: Vec<usize> = (0..near.len()).filter(|at| Some(*at) != gone).collect();
    let joined = |a: usize, b: usize| near[a][b] < FAR;
    stay.iter()
        .filter(|at| !stay.iter().any(|other| other < *at && joined(*at.to_owned(), *other)))
        .count()
}

fn largest_core(near: &[(usize, usize)], count: usize, of: usize) -> usize {
    // The largest k for which this one outlasts taking away all with fewer than k ties.
    (0..count)
        .rev()
        .find(|least| {
            let mut left = vec![true; count];
            loop {
                let ties = |at: usize| near.iter().filter(|(a, b)| *a == at && left[*b]).count();
                let weak = (0..count).find(|at| left[*at] && ties(*at) < *least);
                match weak {
                    Some(weak) => left[weak] = false,
                    None => return left[of],
                }
            }
        })
        .unwrap_or(0)
}

/// Krackhardt's least upper bound along the arrows, by its words.
fn least_upper_bound(count: usize, arcs: &[(usize, usize)]) -> Option<f64> {
    let reach = steps(count, arcs);
    let near = steps(count, &both_ways(arcs));
    let (mut bad, mut possible) = (0.0, 0.0);
    for (first, row) in near.iter().enumerate() {
        let piece: Vec<usize> = (0..count).filter(|at| row[*at] < FAR).collect();
        if piece[0] != first {
            continue;
        }
        let size = piece.len() as f64;
        possible += (size - 1.0) * (size - 2.0) / 2.0;
        for (place, a) in piece.iter().enumerate() {
            for b in &piece[place + 1..] {
                let above = |at: &&usize| reach[**at][*a] < FAR && reach[**at][*b] < FAR;
                let bounds: Vec<&usize> = piece.iter().filter(above).collect();
                let least = |low: &&usize| bounds.iter().all(|high| reach[**high][**low] < FAR);
                if !bounds.iter().any(least) {
                    bad += 1.0;
                }
            }
        }
    }
    (possible > 0.0).then(|| 1.0 - bad / possible)
}

/// Power iteration on the adjacency with loops added, which does not swing on bipartite graphs.
fn leading(near: &[(usize, usize)], count: usize) -> Vec<f64> {
    let mut vector = vec![1.0; count];
    for _ in 0..20_000 {
        let mut next = vector.clone();
        near.iter().for_each(|(a, b)| next[*a] += vector[*b]);
        let largest = next.iter().copied().fold(0.0, f64::max);
        vector = next.into_iter().map(|value| value / largest).collect();
    }
    vector
}

fn same(found: &[Option<f64>], wanted: &[f64]) {
    for (found, wanted) in found.iter().zip(wanted) {
        let near = found.is_some_and(|found| (found - wanted).abs() < NEAR * (1.0 + wanted.abs()));
        assert!(near, "{found:?} instead of {wanted}");
    }
    assert_eq!(found.len(), wanted.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn measures_are_what_their_definitions_say(seed in any::<u64>()) {
        let (count, arcs) = random_arcs(seed);
        let found = measured(&drawn(count, &arcs));
        let view = &found.views["informs"];
        let ties = both_ways(&arcs);
        let (ahead, near) = (steps(count, &arcs), steps(count, &ties));
        let wanted: Vec<f64> = (0..count).map(|at| betweenness(&ahead, at)).collect();
        same(&column(view, "betweenness"), &wanted);
        let harmonic = |at: usize| -> f64 {
            let others = near[at].iter().filter(|steps| **steps > 0 && **steps < FAR);
            others.map(|steps| 1.0 / *steps as f64).sum::<f64>()
        };
        let sums: Vec<f64> = (0..count).map(harmonic).collect();
        same(&column(view, "harmonic_undirected"), &sums);
        let mut once = ties.clone();
        once.sort_unstable();
        once.dedup();
        let cores: Vec<f64> = (0..count).map(|at| largest_core(&once, count, at) as f64).collect();
        same(&column(view, "coreness_k"), &cores);
        for at in 0..count {
            let left: Vec<(usize, usize)> =
                ties.iter().copied().filter(|(a, b)| *a != at && *b != at).collect();
            let cuts = pieces(&steps(count, &left), Some(at)) > pieces(&near, None);
            prop_assert_eq!(view.cutpoints.contains(&found.people[at]), cuts, "P{}", at);
        }
        let turned: Vec<(usize, usize)> = arcs.iter().map(|(a, b)| (*b, *a)).collect();
        for (name, arcs) in [("lub_as_drawn", &arcs), ("lub_reversed", &turned)] {
            match (whole(view, name), least_upper_bound(count, arcs)) {
                (Some(found), Some(wanted)) => prop_assert!((found - wanted).abs() < NEAR, "{name}"),
                (found, wanted) => prop_assert_eq!(found, wanted, "{}", name),
            }
        }
        for name in ["density", "reciprocity_edgewise", "connectedness", "hierarchy", "efficiency",
                     "flow_hierarchy", "fragmentation", "centralization_betweenness"] {
            if let Some(value) = whole(view, name) {
                prop_assert!((-NEAR..=1.0 + NEAR).contains(&value), "{name} is {value}");
            }
        }
    }

    #[test]
    fn two_organizations_side_by_side_stay_themselves(a in any::<u64>(), b in any::<u64>()) {
        let ((m, first), (n, second)) = (random_arcs(a), random_arcs(b));
        let mut arcs = first.clone();
        arcs.extend(second.iter().map(|(from, to)| (from + m, to + m)));
        let views = [drawn(m, &first), drawn(n, &second), drawn(m + n, &arcs)]
            .map(|plan| measured(&plan).views["informs"].clone());
        for name in ["betweenness", "coreness_k", "indegree", "outdegree", "constraint_undirected"] {
            let mut parts = column(&views[0], name);
            parts.extend(column(&views[1], name));
            for (part, together) in parts.iter().zip(column(&views[2], name)) {
                match (part, together) {
                    (Some(part), Some(together)) => prop_assert!((part - together).abs() < NEAR),
                    (part, together) => prop_assert_eq!(*part, together, "{}", name),
                }
            }
        }
        let pieces = |view: &View| whole(view, "components_weak").unwrap();
        prop_assert!((pieces(&views[0]) + pieces(&views[1]) - pieces(&views[2])).abs() < NEAR);
    }
}

#[test]
fn the_leading_eigenvector_is_that_of_power_iteration() {
    let path: Vec<(usize, usize)> = (1..30).map(|at| (at - 1, at)).collect();
    let star: Vec<(usize, usize)> = (1..9).map(|at| (0, at)).collect();
    let halves: Vec<(usize, usize)> = (0..3).flat_map(|a| (3..8).map(move |b| (a, b))).collect();
    let mut graphs = vec![(30, path), (9, star), (8, halves)];
    for seed in 0..40 {
        let (count, mut arcs) = random_arcs(seed);
        arcs.extend((1..count).map(|at| (at - 1, at)));
        arcs.sort_unstable();
        arcs.dedup();
        graphs.push((count, arcs));
    }
    for (count, arcs) in graphs {
        let found = measured(&drawn(count, &arcs));
        let mut ties = both_ways(&arcs);
        ties.sort_unstable();
        ties.dedup();
        same(&column(&found.views["informs"], "eigenvector_undirected"), &leading(&ties, count));
    }
}

/// The view of reporting lines, given as who reports to whom.
pub(crate) fn chart(count: usize, lines: &[(usize, usize)]) -> View {
    let mut plan = people(count);
    lines.iter().for_each(|(from, to)| plan.line(*from, *to, LineKind::Solid));
    measured(&plan).views["reports_to"].clone()
}
