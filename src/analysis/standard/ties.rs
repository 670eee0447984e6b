use std::collections::BTreeMap;

use super::super::cancel::{Cancel, Cancelled};
use super::super::fragment::Fragmentation;
use super::super::undefined::{Defined, Undefined};
use super::Columns;
use super::digraph::Digraph;
use crate::model::UnitId;

/// Numbers and parts of arcs and pairs.
pub(super) fn counts(graph: &Digraph) -> Vec<(&'static str, Defined<f64>)> {
    let arcs = graph.arcs() as f64;
    let joined = graph.joined() as f64;
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
        ("components_strong", Ok(graph.strong_sizes().len() as f64)),
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
        for a in graph.into.of(b) {
            for c in graph.out.of(b).iter().filter(|c| *c != a) {
                chains += 1.0;
                closed += f64::from(u8::from(graph.out.has(*a as usize, *c as usize)));
            }
        }
        let near = graph.near.of(b);
        for (place, a) in near.iter().enumerate() {
            for c in &near[place + 1..] {
                corners += 1.0;
                triangles += f64::from(u8::from(graph.near.has(*a as usize, *c as usize)));
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
    let strong = |node: u32| graph.strong[node as usize];
    let inside = graph.out.pairs().filter(|(a, b)| strong(*a) == strong(*b)).count();
    match graph.arcs() {
        0 => Err(Undefined::NoArcs),
        arcs => Ok(1.0 - inside as f64 / arcs as f64),
    }
}

/// The part of the pairs that cannot reach each other in either direction (Borgatti 2006), of
/// everybody and without each.
pub(super) fn fragmentation(graph: &Digraph) -> (Defined<f64>, Vec<Defined<f64>>) {
    let found = Fragmentation::of(&graph.near);
    let among = |value: f64, people: usize| {
        if people < 2 { Err(Undefined::TooFewPeople) } else { Ok(value) }
    };
    let others = graph.count().saturating_sub(1);
    let without = found.without.into_iter().map(|value| among(value, others));
    (among(found.whole, graph.count()), without.collect())
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
            let Some(to) = graph.near.of(node).get(place).map(|to| *to as usize) else {
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

/// Burt's constraint (1992).
pub(super) fn by_person(graph: &Digraph, cancel: &Cancel) -> Result<Columns, Cancelled> {
    let column = |both_ways: bool| -> Result<Vec<Defined<f64>>, Cancelled> {
        let values = constraints(graph, both_ways, cancel)?.into_iter();
        Ok(values.map(|value| value.ok_or(Undefined::Isolated)).collect())
    };
    Ok(vec![("constraint_directed", column(true)?), ("constraint_undirected", column(false)?)])
}

/// The sum over everybody's partners of the square of what goes into each, directly and through
/// others: a tie counts once, or once for each way where `both_ways`. Nothing for those without
/// ties.
pub(super) fn constraints(
    graph: &Digraph,
    both_ways: bool,
    cancel: &Cancel,
) -> Result<Vec<Option<f64>>, Cancelled> {
    let near = &graph.near;
    let part = parts(graph, both_ways);
    let mut through = vec![0.0; graph.count()];
    let mut partner = vec![u32::MAX; graph.count()];
    let mut found = Vec::with_capacity(graph.count());
    for node in 0..graph.count() {
        if node % 1_024 == 0 {
            cancel.check()?;
        }
        let own = || near.of(node).iter().map(|to| *to as usize).zip(&part[near.span(node)]);
        for (to, direct) in own() {
            partner[to] = node as u32;
            through[to] = *direct;
        }
        // Somebody two steps away constrains only through those between, who are counted already.
        for (between, direct) in own() {
            for (to, further) in near.of(between).iter().zip(&part[near.span(between)]) {
                if partner[*to as usize] == node as u32 {
                    through[*to as usize] += direct * further;
                }
            }
        }
        let sum: f64 = own().map(|(to, _)| through[to] * through[to]).sum();
        found.push((near.degree(node) > 0).then_some(sum));
    }
    Ok(found)
}

/// For every neighbour of everybody the part of one's ties that goes there.
fn parts(graph: &Digraph, both_ways: bool) -> Vec<f64> {
    let mut part = Vec::with_capacity(graph.near.len());
    for (node, row) in graph.near.iter().enumerate() {
        let (mut out, mut into) = (graph.out.of(node), graph.into.of(node));
        let mut all = 0.0;
        let begin = part.len();
        for to in row {
            let mut ties = 0.0;
            for rows in [&mut out, &mut into] {
                if rows.first() == Some(to) {
                    *rows = &rows[1..];
                    ties += 1.0;
                }
            }
            let ties: f64 = if both_ways { ties } else { 1.0 };
            part.push(ties);
            all += ties;
        }
        part[begin..].iter_mut().for_each(|part| *part /= all);
    }
    part
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
    let whole = |(a, b): (u32, u32)| (a as usize, b as usize);
    let mut pairs = graph.near.pairs().filter(|(a, b)| a < b).map(whole);
    (of(&mut pairs), of(&mut graph.out.pairs().map(whole)))
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
    for (a, b) in graph.near.pairs().filter(|(a, b)| a < b) {
        match (unit[a as usize], unit[b as usize]) {
            (Some(one), Some(other)) if one == other => sums.entry(one).or_default().1 += 1.0,
            (Some(one), Some(other)) => {
                sums.entry(one).or_default().0 += 1.0;
                sums.entry(other).or_default().0 += 1.0;
            }
            _ => {}
        }
    }
    sums.into_iter()
        .filter_map(|(unit, (outside, inside))| Some((unit, index(outside, inside).ok()?)))
        .collect()
}

/// The same for the ties of each person.
pub(super) fn external_by_person(graph: &Digraph, unit: &[Option<UnitId>]) -> Vec<Defined<f64>> {
    let of = |a: usize| {
        let known = graph.near.of(a).iter().filter_map(|b| Some(unit[a]? == unit[*b as usize]?));
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
        for from in graph.into.of(broker) {
            for to in graph.out.of(broker).iter().filter(|to| *to != from) {
                let (from, to) = (*from as usize, *to as usize);
                if graph.out.has(from, to) {
                    continue;
                }
                let (start, middle, end) = (unit[from], unit[broker], unit[to]);
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
