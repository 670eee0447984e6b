use std::collections::BTreeMap;

use super::super::cancel::{Cancel, Cancelled};
use super::super::undefined::{Defined, Undefined};
use super::Columns;
use super::digraph::{Digraph, components as pieces, sizes};
use crate::model::UnitId;

/// Numbers and parts of arcs and pairs.
pub(super) fn counts(graph: &Digraph) -> Vec<(&'static str, Defined<f64>)> {
    let arcs = graph.arcs() as f64;
    let joined = graph.pairs() as f64;
    let mutual = arcs - joined;
    let asymmetric = joined - mutual;
    let all = graph.ordered_pairs() / 2.0;
    let few = graph.count() < 2;
    let of_pairs = |value: f64| if few { Err(Undefined::TooFewPeople) } else { Ok(value) };
    let of_arcs = |part: f64, whole: f64| {
        if whole > 0.0 { Ok(part / whole) } else { Err(Undefined::NoArcs) }
    };
    vec![
        ("n", Ok(graph.count() as f64)),
        ("arcs", Ok(arcs)),
        ("pairs_connected", Ok(joined)),
        ("density", of_pairs(arcs / graph.ordered_pairs())),
        ("mutual", of_pairs(mutual)),
        ("asymmetric", of_pairs(asymmetric)),
        ("null", of_pairs(all - joined)),
        ("reciprocity_edgewise", of_arcs(2.0 * mutual, arcs)),
        ("reciprocity_dyadic", of_pairs((mutual + all - joined) / all)),
        ("reciprocity_nonnull", of_arcs(mutual, joined)),
    ]
}

/// How many pieces there are, with and without regard to direction.
pub(super) fn components(graph: &Digraph) -> Vec<(&'static str, Defined<f64>)> {
    vec![
        ("components_weak", Ok(graph.weak_sizes().len() as f64)),
        ("components_strong", Ok(sizes(&graph.strong).len() as f64)),
    ]
}

/// How often friends of friends are friends: sna's weak rule, which holds where nothing can break
/// it, and the global clustering coefficient.
pub(super) fn transitivity(
    graph: &Digraph,
    cancel: &Cancel,
) -> Result<Vec<(&'static str, Defined<f64>)>, Cancelled> {
    let (mut chains, mut closed) = (0.0, 0.0);
    let (mut corners, mut triangles) = (0.0, 0.0);
    for b in 0..graph.count() {
        cancel.check()?;
        for a in &graph.into[b] {
            for c in graph.out[b].iter().filter(|c| *c != a) {
                chains += 1.0;
                closed += f64::from(u8::from(graph.has(*a, *c)));
            }
        }
        let near = &graph.near[b];
        for (place, a) in near.iter().enumerate() {
            for c in &near[place + 1..] {
                corners += 1.0;
                triangles += f64::from(u8::from(graph.joined(*a, *c)));
            }
        }
    }
    let weak = match graph.count() {
        0..3 => Err(Undefined::TooFewPeople),
        _ if chains > 0.0 => Ok(closed / chains),
        _ => Ok(1.0),
    };
    let global = if corners > 0.0 { Ok(triangles / corners) } else { Err(Undefined::NoArcs) };
    Ok(vec![("transitivity_sna_weak", weak), ("transitivity_undirected", global)])
}

/// The part of the arcs that runs in no circle (Luo and Magee 2011).
pub(super) fn flow_hierarchy(graph: &Digraph) -> Defined<f64> {
    let inside: usize = (0..graph.count())
        .map(|a| graph.out[a].iter().filter(|b| graph.strong[a] == graph.strong[**b]).count())
        .sum();
    match graph.arcs() {
        0 => Err(Undefined::NoArcs),
        arcs => Ok(1.0 - inside as f64 / arcs as f64),
    }
}

/// The part of the pairs that cannot reach each other in either direction (Borgatti 2006), with
/// one node taken away where one is named.
pub(super) fn fragmentation(graph: &Digraph, without: Option<usize>) -> Defined<f64> {
    let component = match without {
        None => graph.weak.clone(),
        Some(_) => pieces(&graph.near, without),
    };
    let count = graph.count() - usize::from(without.is_some());
    if count < 2 {
        return Err(Undefined::TooFewPeople);
    }
    let together: f64 =
        sizes(&component).iter().map(|size| *size as f64 * (*size as f64 - 1.0)).sum();
    Ok(1.0 - together / (count as f64 * (count as f64 - 1.0)))
}

/// The nodes whose going leaves their component in more pieces (Tarjan, as a loop).
pub(super) fn cutpoints(graph: &Digraph) -> Vec<usize> {
    let count = graph.count();
    let mut number = vec![usize::MAX; count];
    let mut low = vec![usize::MAX; count];
    let mut cut = vec![false; count];
    let mut next = 0;
    for root in 0..count {
        if number[root] != usize::MAX {
            continue;
        }
        let mut stack = vec![(root, usize::MAX, 0)];
        let mut branches = 0;
        (number[root], low[root]) = (next, next);
        next += 1;
        while let Some((node, parent, place)) = stack.pop() {
            let Some(to) = graph.near[node].get(place).copied() else {
                if parent != usize::MAX {
                    low[parent] = low[parent].min(low[node]);
                    cut[parent] |= parent != root && low[node] >= number[parent];
                }
                continue;
            };
            stack.push((node, parent, place + 1));
            if number[to] == usize::MAX {
                (number[to], low[to]) = (next, next);
                next += 1;
                branches += usize::from(node == root);
                stack.push((to, node, 0));
            } else if to != parent {
                low[node] = low[node].min(number[to]);
            }
        }
        cut[root] = branches > 1;
    }
    (0..count).filter(|node| cut[*node]).collect()
}

/// Burt's constraint (1992) and what falls apart without each.
pub(super) fn by_person(graph: &Digraph, cancel: &Cancel) -> Result<Columns, Cancelled> {
    let count = graph.count();
    let both = |a: usize, b: usize| {
        f64::from(u8::from(graph.has(a, b))) + f64::from(u8::from(graph.has(b, a)))
    };
    let either = |a: usize, b: usize| f64::from(u8::from(graph.joined(a, b)));
    let mut directed = Vec::with_capacity(count);
    let mut undirected = Vec::with_capacity(count);
    let mut without = Vec::with_capacity(count);
    for node in 0..count {
        cancel.check()?;
        directed.push(constraint(graph, node, &both));
        undirected.push(constraint(graph, node, &either));
        without.push(fragmentation(graph, Some(node)));
    }
    Ok(vec![
        ("constraint_directed", directed),
        ("constraint_undirected", undirected),
        ("fragmentation_without", without),
    ])
}

fn constraint(graph: &Digraph, node: usize, tie: &dyn Fn(usize, usize) -> f64) -> Defined<f64> {
    if graph.near[node].is_empty() {
        return Err(Undefined::Isolated);
    }
    let strength =
        |a: usize| -> f64 { graph.near[a].iter().map(|neighbor| tie(a, *neighbor)).sum() };
    let all = strength(node);
    let direct = |to: usize| tie(node, to) / all;
    let through = |to: usize| -> f64 {
        let others = graph.near[node].iter().filter(|between| **between != to);
        others
            .filter(|between| graph.joined(**between, to))
            .map(|between| direct(*between) * tie(*between, to) / strength(*between))
            .sum()
    };
    // Somebody two steps away constrains only through those between, who are counted already.
    Ok(graph.near[node].iter().map(|to| (direct(*to) + through(*to)).powi(2)).sum())
}

/// External minus internal ties as a part of both, of each pair once and of each arc. Ties with
/// somebody of no unit are left out.
pub(super) fn external(graph: &Digraph, unit: &[Option<UnitId>]) -> (Defined<f64>, Defined<f64>) {
    let of = |pairs: &mut dyn Iterator<Item = (usize, usize)>| {
        let (mut outside, mut inside) = (0.0, 0.0);
        for (a, b) in pairs {
            match (unit[a], unit[b]) {
                (Some(a), Some(b)) if a == b => inside += 1.0,
                (Some(_), Some(_)) => outside += 1.0,
                _ => {}
            }
        }
        index(outside, inside)
    };
    let all = 0..graph.count();
    let pairs = all
        .clone()
        .flat_map(|a| graph.near[a].iter().filter(move |b| **b > a).map(move |b| (a, *b)));
    let arcs = all.flat_map(|a| graph.out[a].iter().map(move |b| (a, *b)));
    (of(&mut { pairs }), of(&mut { arcs }))
}

fn index(outside: f64, inside: f64) -> Defined<f64> {
    if outside + inside > 0.0 {
        Ok((outside - inside) / (outside + inside))
    } else {
        Err(Undefined::NoArcs)
    }
}

/// External minus internal ties of the members of each unit that has any.
pub(super) fn external_by_unit(graph: &Digraph, unit: &[Option<UnitId>]) -> BTreeMap<UnitId, f64> {
    let mut sums: BTreeMap<UnitId, (f64, f64)> = BTreeMap::new();
    for a in 0..graph.count() {
        for b in graph.near[a].iter().filter(|b| **b > a) {
            match (unit[a], unit[*b]) {
                (Some(one), Some(other)) if one == other => sums.entry(one).or_default().1 += 1.0,
                (Some(one), Some(other)) => {
                    sums.entry(one).or_default().0 += 1.0;
                    sums.entry(other).or_default().0 += 1.0;
                }
                _ => {}
            }
        }
    }
    sums.into_iter()
        .filter_map(|(unit, (outside, inside))| Some((unit, index(outside, inside).ok()?)))
        .collect()
}

/// The same for the ties of each person.
pub(super) fn external_by_person(graph: &Digraph, unit: &[Option<UnitId>]) -> Vec<Defined<f64>> {
    let of = |a: usize| {
        let known = graph.near[a].iter().filter_map(|b| Some(unit[a]? == unit[*b]?));
        let (outside, inside) = known.fold((0.0, 0.0), |(outside, inside), same| {
            if same { (outside, inside + 1.0) } else { (outside + 1.0, inside) }
        });
        index(outside, inside)
    };
    (0..graph.count()).map(of).collect()
}

/// Who stands between two who are not joined themselves, by the units of the three (Gould and
/// Fernandez 1989). People of no unit count as a unit of their own.
pub(super) fn brokerage(graph: &Digraph, unit: &[Option<UnitId>]) -> Vec<[u64; 6]> {
    let mut counts = vec![[0; 6]; graph.count()];
    for (broker, count) in counts.iter_mut().enumerate() {
        for from in &graph.into[broker] {
            for to in graph.out[broker].iter().filter(|to| *to != from) {
                if graph.has(*from, *to) {
                    continue;
                }
                let (start, middle, end) = (unit[*from], unit[broker], unit[*to]);
                let role = match (start == middle, middle == end, start == end) {
                    (true, true, _) => 0,
                    (false, false, true) => 1,
                    (true, false, _) => 2,
                    (false, true, _) => 3,
                    (false, false, false) => 4,
                };
                count[role] += 1;
                count[5] += 1;
            }
        }
    }
    counts
}
