//! Measures from a sample, against the same from everybody.

use fulcrum::analysis::{
    Cancel, Digraph, Question, Sampled, Searches, Settings, Standard, Through, standard,
    standard_through,
};
use fulcrum::model::{FlowKind, LineKind, Position};

use crate::maps::{Dice, Plan};

/// Made-up people: a chart with spans of four, questions up and down it, and a few across.
const PEOPLE: usize = 340;
const SOURCES: usize = 120;
const RUNS: u64 = 100;

fn plan() -> Plan {
    let positions = (0..PEOPLE).map(|at| Position::held(format!("P{at}"))).collect();
    let mut plan = Plan { positions, ..Plan::default() };
    let mut dice = Dice(5);
    for own in 1..PEOPLE {
        let above = (own - 1) / 4;
        plan.lines.push((own, above, LineKind::Solid));
        plan.flows.push((own, above, FlowKind::Consult, 1.0));
        if dice.one_in(3) {
            plan.flows.push((above, own, FlowKind::Consult, 1.0));
        }
        if dice.one_in(4) {
            let other = dice.roll(PEOPLE);
            if other != own && other != above {
                plan.flows.push((own, other, FlowKind::Consult, 1.0));
            }
        }
    }
    plan
}

/// The arcs of the questions.
fn graph() -> Digraph {
    let arcs: Vec<(u32, u32)> =
        plan().flows.iter().map(|(from, to, ..)| (*from as u32, *to as u32)).collect();
    Digraph::new(PEOPLE, &arcs)
}

fn sampled(graph: &Digraph, reached: &[u32], seed: u64) -> Sampled {
    let through: &Through<'_> =
        &|graph, sources, cancel| graph.betweenness(sources.iter().map(|it| *it as usize), cancel);
    graph.sampled_betweenness((SOURCES, seed), reached, through, &Cancel::never()).unwrap()
}

#[test]
fn sampled_betweenness_stays_within_its_stated_bound_in_95_of_100_runs() {
    let graph = graph();
    let exact = graph.betweenness(0..PEOPLE, &Cancel::never()).unwrap();
    let reached = graph.nearness(&Cancel::never()).unwrap().reached;
    let mut kept = 0;
    let mut means = vec![0.0; PEOPLE];
    for seed in 0..RUNS {
        let found = sampled(&graph, &reached, seed);
        assert_eq!(found.sources, SOURCES);
        let stays = |at: usize| (found.betweenness[at] - exact[at]).abs() <= found.within[at];
        kept += u64::from((0..PEOPLE).all(stays));
        for (mean, own) in means.iter_mut().zip(&found.betweenness) {
            *mean += own / RUNS as f64;
        }
    }
    assert!(kept >= 95, "all within the bound in {kept} of {RUNS} runs");
    // It says something: nobody's bound is wider than a fifth of all pairs, and it leans to no
    // side, so that many runs together come near to the number.
    let found = sampled(&graph, &reached, 1);
    let pairs = (PEOPLE * PEOPLE) as f64;
    assert!(found.within.iter().all(|within| *within < 0.2 * pairs));
    let highest = exact.iter().copied().fold(0.0, f64::max);
    for (at, mean) in means.iter().enumerate() {
        assert!((mean - exact[at]).abs() < 0.03 * highest, "P{at}: {mean} for {}", exact[at]);
    }
}

#[test]
fn the_bound_narrows_with_the_sources_and_is_nothing_from_everybody() {
    let graph = graph();
    let reached = graph.nearness(&Cancel::never()).unwrap().reached;
    let through: &Through<'_> =
        &|graph, sources, cancel| graph.betweenness(sources.iter().map(|it| *it as usize), cancel);
    let widest = |sources| {
        let found = graph.sampled_betweenness((sources, 9), &reached, through, &Cancel::never());
        found.unwrap().within.iter().copied().fold(0.0, f64::max)
    };
    assert!(widest(60) > widest(120) && widest(120) > widest(240));
    assert!(widest(PEOPLE).abs() < f64::EPSILON && widest(2 * PEOPLE).abs() < f64::EPSILON);
}

#[test]
fn where_people_are_many_the_bound_stands_beside_the_number() {
    let plan = plan();
    let question = Question { settings: Settings::default(), ..plan.question(&plan.in_order()) };
    let exact = standard(&question, &Cancel::never()).unwrap();
    let through: &Through<'_> =
        &|graph, sources, cancel| graph.betweenness(sources.iter().map(|it| *it as usize), cancel);
    let few = Searches { most: PEOPLE - 1, sources: SOURCES, ..Searches::with(through) };
    let found = standard_through(&question, few, &Cancel::never()).unwrap();
    for (kind, name) in [
        ("consults", "betweenness"),
        ("consults", "betweenness_undirected"),
        ("reports_to", "betweenness"),
    ] {
        let within = column(&found, kind, &format!("{name}_within")).unwrap();
        let all = column(&exact, kind, name).unwrap();
        let some = column(&found, kind, name).unwrap();
        assert!((0..PEOPLE).all(|at| (some[at] - all[at]).abs() <= within[at]), "{kind} {name}");
        assert_eq!(column(&exact, kind, &format!("{name}_within")), None);
    }
    for name in ["centralization_betweenness", "centralization_betweenness_undirected"] {
        let value = |of: &Standard, name: &str| {
            let all = &of.views["consults"].whole;
            all.iter().find(|(known, _)| *known == name).map(|(_, value)| value.unwrap())
        };
        let within = value(&found, &format!("{name}_within")).unwrap();
        let away = value(&found, name).unwrap() - value(&exact, name).unwrap();
        assert!(away.abs() <= within && within < 1.0, "{name}: {away} within {within}");
        assert_eq!(value(&exact, &format!("{name}_within")), None);
    }
}

fn column(of: &Standard, kind: &str, name: &str) -> Option<Vec<f64>> {
    let all = &of.views[kind].by_person;
    let found = all.iter().find(|(known, _)| *known == name)?;
    Some(found.1.iter().map(|value| value.unwrap()).collect())
}
