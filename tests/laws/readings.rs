//! Laws of the readings: ranges, sums, renaming, transport against brute force.

use std::collections::{BTreeMap, BTreeSet};

use fulcrum::analysis::*;
use fulcrum::model::*;
use fulcrum::quantity::*;
use fulcrum::wording::{standard_json, theory_json};
use proptest::prelude::*;

use crate::maps::{Dice, Plan, domain, relation};

const NEAR: f64 = 1e-9;

fn within(value: &Defined<f64>, low: f64, high: f64, what: &str) {
    if let Ok(value) = value {
        assert!(*value >= low - NEAR && *value <= high + NEAR, "{what} is {value}");
    }
}

fn is_distribution(column: &Defined<Vec<f64>>, what: &str) {
    if let Ok(column) = column {
        assert!(column.iter().all(|share| *share >= 0.0), "{what}: {column:?}");
        assert!((column.iter().sum::<f64>() - 1.0).abs() < NEAR, "{what}: {column:?}");
    }
}

fn distributions(found: &Analysis) -> Vec<(&'static str, &Defined<Vec<f64>>)> {
    vec![
        ("chart", &found.authority.chart),
        ("declared", &found.authority.declared),
        ("authority", &found.authority.pooled),
        ("held", &found.knowledge.held),
        ("sought", &found.knowledge.sought),
        ("knowledge", &found.knowledge.pooled),
        ("influence", &found.influence),
        ("mass", &found.mass),
    ]
}

/// Everything that is said about one person, by its number in the plan.
fn of_each(found: &Analysis, place: &[usize]) -> Vec<Vec<Option<f64>>> {
    let number = |at: &usize| PositionId(10 + *at as u64);
    let of = |id: PositionId| -> Vec<Option<f64>> {
        let Some(person) = found.person(id) else { return Vec::new() };
        let own = &found.organicity.by_person[person];
        let leader = found.leadership.leaders.get(&id);
        let mut said: Vec<Option<f64>> = distributions(found)
            .iter()
            .map(|(_, column)| Some(column.as_ref().ok()?[person]))
            .collect();
        said.push(found.closeness.as_ref().ok().map(|near| near[person]));
        said.push(found.hierarchy.height.get(&id).copied());
        said.push(found.hierarchy.depth.get(&id).map(|depth| *depth as f64));
        said.push(found.gap.as_ref().ok().map(|gap| gap.by_person[person]));
        said.extend([own.score(), own.mutual.get(), own.lateral.get()].map(Result::ok));
        said.push(leader.and_then(|leader| leader.insulation.as_ref().ok().copied()));
        said.push(leader.and_then(|leader| leader.consults_downward.as_ref().ok().copied()));
        let emergent = found.leadership.emergent.as_ref().ok();
        said.push(emergent.map(|emergent| f64::from(u8::from(emergent.contains(&id)))));
        said
    };
    place.iter().map(|at| of(number(at))).collect()
}

fn same(a: &[Option<f64>], b: &[Option<f64>]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|pair| match pair {
            (Some(a), Some(b)) => (a - b).abs() < NEAR,
            (None, None) => true,
            _ => false,
        })
}

fn no_strange_number(value: &serde_json::Value, path: &str) {
    // A number that is none is written as null; null is allowed only where a reason is given,
    // so numbers that are there must be finite.
    match value {
        serde_json::Value::Number(number) => {
            assert!(number.as_f64().unwrap().is_finite(), "{path}");
        }
        serde_json::Value::Array(all) => all.iter().for_each(|one| no_strange_number(one, path)),
        serde_json::Value::Object(all) => {
            all.iter().for_each(|(key, one)| no_strange_number(one, &format!("{path}.{key}")));
        }
        serde_json::Value::String(text) => assert!(text != "NaN" && text != "inf", "{path}"),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_number_stays_in_its_range(seed in any::<u64>()) {
        let found = Plan::random(seed).analysis();
        for (name, column) in distributions(&found) {
            is_distribution(column, name);
            if let Ok(column) = column {
                let number = Concentration::of(column).effective_number;
                prop_assert!(number >= 1.0 - NEAR && number <= column.len() as f64 + NEAR);
            }
        }
        for column in found.authority.by_domain.values().chain(found.knowledge.by_domain.values()) {
            is_distribution(&Ok(column.all()), "a domain");
        }
        if let Ok(gap) = &found.gap {
            within(&Ok(gap.tv), 0.0, 1.0, "TV");
            within(&gap.vertical_share, 0.0, 1.0, "vertical share");
            within(&gap.steps_normalised, 0.0, 1.0, "steps as a part of the longest path");
            if let (Ok(steps), Ok(down)) = (&gap.steps, &gap.down_steps) {
                prop_assert!(down.abs() <= steps + NEAR);
            }
            prop_assert!(gap.by_person.all().iter().sum::<f64>().abs() < NEAR);
        }
        let gravity = &found.gravity;
        for center in [&gravity.authority, &gravity.knowledge, &gravity.influence, &gravity.mass] {
            within(&center.top_heaviness, f64::NEG_INFINITY, 1.0, "T");
            within(&center.height, 0.0, 1.0, "height");
            within(&center.inwardness, f64::NEG_INFINITY, 1.0, "Z");
        }
        within(&found.norm.influence, -1.0, 1.0, "N of influence");
        within(&found.norm.decisions, -1.0, 1.0, "N of decisions");
        within(&found.organicity.map, 0.0, 1.0, "O of the map");
        within(&Ok(found.organicity.confidence), 0.0, 1.0, "confidence of the map");
        for own in &found.organicity.by_person {
            let parts = [own.flows, own.consult, own.lateral, own.mutual, own.loose];
            for part in parts.map(Packed::get).into_iter().chain([own.score()]) {
                within(&part, 0.0, 1.0, "O");
            }
            within(&Ok(own.confidence), 0.0, 1.0, "confidence");
        }
        for line in found.leadership.lines.values() {
            within(&line.inequality, -1.0, 1.0, "I");
        }
        for leader in found.leadership.leaders.values() {
            within(&leader.insulation, 0.0, 1.0, "insulation");
            within(&leader.insulation_chain_only, 0.0, 1.0, "insulation of the chain");
            within(&leader.consults_downward, 0.0, 1.0, "asking downwards");
            within(&leader.consult_vs_instruct, 0.0, 1.0, "asking against telling");
        }
        within(&found.flow_shares.consult, 0.0, 1.0, "consult share");
        within(&found.flow_shares.lateral, 0.0, 1.0, "lateral share");
        prop_assert!(found.closeness.iter().flatten().all(|near| (0.0..=1.0 + NEAR).contains(near)));
    }

    #[test]
    fn the_order_of_entering_changes_nothing(seed in any::<u64>()) {
        let mut plan = Plan::random(seed);
        // Where a drawing error leaves a choice of superior, identities decide it.
        let plain = plan.analysis();
        let mut dice = Dice(seed ^ 77);
        let mut place = plan.in_order();
        for at in (1..place.len()).rev() {
            place.swap(at, dice.roll(at + 1));
        }
        let first = of_each(&plain, &plan.in_order());
        let moved = analyse(&plan.question(&place), &Cancel::never()).unwrap();
        let second = of_each(&moved, &place);
        for (at, (a, b)) in first.iter().zip(&second).enumerate() {
            prop_assert!(same(a, b), "P{at}: {a:?} against {b:?}");
        }
        for (a, b) in [(&plain.gravity.pull, &moved.gravity.pull), (&plain.organicity.map, &moved.organicity.map)] {
            prop_assert!(same(&[a.as_ref().ok().copied()], &[b.as_ref().ok().copied()]));
        }
        // The order of the flows says nothing either.
        plan.flows.reverse();
        let turned = of_each(&plan.analysis(), &plan.in_order());
        for (a, b) in first.iter().zip(&turned) {
            prop_assert!(same(a, b), "{a:?} against {b:?}");
        }
    }

    #[test]
    fn a_relation_of_ones_own_moves_only_the_median(seed in any::<u64>()) {
        let mut plan = Plan::random(seed);
        prop_assume!(plan.positions.len() > 1);
        let before = plan.analysis();
        let mut dice = Dice(seed ^ 5);
        let from = dice.roll(plan.positions.len());
        let to = (from + 1) % plan.positions.len();
        plan.flows.push((from, to, relation("lunch"), 3.0));
        let after = plan.analysis();
        for ((name, a), (_, b)) in distributions(&before).into_iter().zip(distributions(&after)) {
            prop_assert_eq!(a, b, "{}", name);
        }
        prop_assert_eq!(&before.gap, &after.gap);
        prop_assert_eq!(&before.organicity, &after.organicity);
        prop_assert_eq!(&before.leadership, &after.leadership);
        prop_assert_eq!(&before.gravity.pull, &after.gravity.pull);
        prop_assert_eq!(&before.misfits, &after.misfits);
    }

    #[test]
    fn nothing_panics_and_every_number_can_be_written(seed in any::<u64>()) {
        let plan = Plan::random(seed);
        let question = plan.question(&plan.in_order());
        let found = analyse(&question, &Cancel::never()).unwrap();
        let tried = what_if(&question, &Cancel::never()).unwrap();
        let measures = standard(&question, &Cancel::never()).unwrap();
        let mut why = BTreeMap::new();
        no_strange_number(&theory_json(&question.stage, &found, Some(&tried), &mut why), "theory");
        no_strange_number(&standard_json(&question.stage, &measures, &mut why), "standard");
        let strange = |value: &&Defined<f64>| value.as_ref().is_ok_and(|value| !value.is_finite());
        for (kind, view) in &measures.views {
            for (name, value) in view.whole.iter().chain(&view.krackhardt) {
                prop_assert!(!strange(&value), "{kind}.{name}");
            }
            for (name, column) in &view.by_person {
                prop_assert!(!column.iter().any(|value| strange(&value)), "{kind}.{name}");
            }
        }
    }

    #[test]
    fn values_are_missing_exactly_where_their_inputs_are(seed in any::<u64>()) {
        let plan = Plan::random(seed);
        let found = plan.analysis();
        let held = |at: usize| !plan.positions[at].is_vacant();
        let people: Vec<&Position> = plan.positions.iter().filter(|p| !p.is_vacant()).collect();
        let knows = people.iter().any(|p| p.expertise.values().any(|level| level.get() > 0.0));
        let decides = people.iter().any(|p| {
            p.rights.values().any(|right| right.weight() > 0.0)
                || p.authority.is_some_and(|stated| stated.get() > 0.0)
        });
        let drawn = |kinds: &[FlowKind]| {
            plan.flows.iter().any(|(from, to, kind, _)| held(*from) && held(*to) && kinds.contains(kind))
        };
        let asks = drawn(&[FlowKind::Consult]);
        let deals = asks || drawn(&[FlowKind::Instruct]);
        prop_assert_eq!(found.knowledge.held.is_ok(), knows);
        prop_assert_eq!(found.authority.declared.is_ok(), decides);
        prop_assert_eq!(found.knowledge.sought.is_ok(), asks);
        prop_assert_eq!(found.knowledge.pooled.is_ok(), knows || asks);
        prop_assert_eq!(found.influence.is_ok(), deals);
        prop_assert_eq!(found.mass.is_ok(), knows || decides || deals);
        prop_assert_eq!(found.flow_shares.consult.is_ok(), deals);
        prop_assert_eq!(found.gap.is_ok(), found.authority.pooled.is_ok() && (knows || asks));
        prop_assert_eq!(found.mean_explore.is_ok(), people.iter().any(|p| p.explore.is_some()));
    }

    #[test]
    fn transport_on_trees_is_as_cheap_as_any_other_way(seed in any::<u64>()) {
        let (plan, up) = small_forest(seed);
        let found = plan.analysis();
        let Ok(gap) = &found.gap else { return Ok(()) };
        let Ok(steps) = &gap.steps else { return Ok(()) };
        let distance = distances(&up);
        let least = brute_force(&gap.by_person.all(), &distance);
        prop_assert!((steps - least).abs() < NEAR, "{steps} instead of {least}");
    }

    #[test]
    fn transport_back_is_as_long_as_transport_there(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let (mut plan, _) = small_forest(seed);
        // One domain, rights and levels in the same proportions so that they can change places.
        let amounts: Vec<(usize, usize)> =
            plan.positions.iter().map(|_| (dice.roll(4), dice.roll(4))).collect();
        prop_assume!(amounts.iter().any(|(a, _)| *a > 0) && amounts.iter().any(|(_, k)| *k > 0));
        let mut steps = Vec::new();
        for turned in [false, true] {
            for (position, (a, k)) in plan.positions.iter_mut().zip(&amounts) {
                let (a, k) = if turned { (k, a) } else { (a, k) };
                position.rights = Few::from([(domain("Law"), Right::ALL[*a])]);
                position.expertise = Few::from([(domain("Law"), Expertise::new(*k as f64).unwrap())]);
            }
            let gap = plan.analysis().gap.unwrap();
            steps.push((gap.steps.unwrap(), gap.down_steps.unwrap(), gap.tv));
        }
        prop_assert!((steps[0].0 - steps[1].0).abs() < NEAR);
        prop_assert!((steps[0].1 + steps[1].1).abs() < NEAR);
        prop_assert!((steps[0].2 - steps[1].2).abs() < NEAR);
    }
}

/// Two to six held positions in one or more trees, with expertise and rights but no flows; and
/// the superior of each.
fn small_forest(seed: u64) -> (Plan, Vec<Option<usize>>) {
    let mut dice = Dice(seed);
    let count = 2 + dice.roll(5);
    let mut plan = Plan::default();
    let mut up = vec![None; count];
    for (at, above) in up.iter_mut().enumerate() {
        let mut position = Position::held(format!("P{at}"));
        let level = Expertise::new(dice.roll(6) as f64).unwrap();
        position.expertise.insert(domain("Law"), level);
        position.rights.insert(domain("Law"), Right::ALL[dice.roll(4)]);
        plan.positions.push(position);
        if at == 1 || (at > 1 && !dice.one_in(4)) {
            let superior = dice.roll(at);
            *above = Some(superior);
            plan.line(at, superior, LineKind::Solid);
        }
    }
    (plan, up)
}

/// Steps between all pairs; those without a superior hang from a top above them when there are
/// several. By Floyd and Warshall, so that it shares nothing with the pass over the tree.
fn distances(up: &[Option<usize>]) -> Vec<Vec<f64>> {
    let count = up.len() + 1;
    let several = up.iter().filter(|above| above.is_none()).count() > 1;
    let mut steps = vec![vec![f64::INFINITY; count]; count];
    (0..count).for_each(|at| steps[at][at] = 0.0);
    for (at, above) in up.iter().enumerate() {
        let above = match above {
            Some(above) => *above,
            None if several => count - 1,
            None => continue,
        };
        steps[at][above] = 1.0;
        steps[above][at] = 1.0;
    }
    for by in 0..count {
        for a in 0..count {
            for b in 0..count {
                steps[a][b] = steps[a][b].min(steps[a][by] + steps[by][b]);
            }
        }
    }
    steps
}

/// The least work of carrying what is too much to where there is too little: cheapest paths one
/// after the other in the graph of what may still be moved (Bellman and Ford).
fn brute_force(gap: &[f64], distance: &[Vec<f64>]) -> f64 {
    let count = gap.len();
    let mut left = gap.to_vec();
    let mut moved = vec![vec![0.0_f64; count]; count];
    let mut work = 0.0;
    while let Some(start) = (0..count).find(|at| left[*at] > 1e-12) {
        let mut cost = vec![f64::INFINITY; count];
        let mut before = vec![usize::MAX; count];
        cost[start] = 0.0;
        for _ in 0..count {
            for a in 0..count {
                for b in 0..count {
                    let price = if moved[b][a] > 1e-15 { -distance[b][a] } else { distance[a][b] };
                    if a != b && cost[a] + price < cost[b] - 1e-12 {
                        cost[b] = cost[a] + price;
                        before[b] = a;
                    }
                }
            }
        }
        let needy = (0..count).filter(|at| left[*at] < -1e-12);
        let Some(end) = needy.min_by(|a, b| cost[*a].total_cmp(&cost[*b])) else { break };
        let mut way = BTreeSet::new();
        let mut at = end;
        while at != start {
            way.insert((before[at], at));
            at = before[at];
        }
        let mut amount = left[start].min(-left[end]);
        for (a, b) in &way {
            if moved[*b][*a] > 1e-15 {
                amount = amount.min(moved[*b][*a]);
            }
        }
        for (a, b) in way {
            if moved[b][a] > 1e-15 {
                moved[b][a] -= amount;
                work -= amount * distance[b][a];
            } else {
                moved[a][b] += amount;
                work += amount * distance[a][b];
            }
        }
        left[start] -= amount;
        left[end] += amount;
    }
    work
}

#[test]
fn levels_far_apart_are_levels_like_others() {
    let mut plan =
        Plan { positions: vec![Position::held("A"), Position::held("B")], ..Plan::default() };
    plan.positions[0].level = Some(i64::MIN);
    plan.positions[1].level = Some(i64::MAX);
    plan.positions[1].expertise.insert(domain("Law"), Expertise::new(5.0).unwrap());
    let found = plan.analysis();
    assert_eq!(found.hierarchy.height.values().copied().collect::<Vec<_>>(), [1.0, 0.0]);
    let gap = found.gap.unwrap();
    assert!((gap.tv - 1.0).abs() < NEAR);
    assert!(gap.steps.unwrap().is_finite());
}

#[test]
fn stated_authority_may_be_as_large_as_a_number_can_be() {
    let mut plan =
        Plan { positions: vec![Position::held("A"), Position::held("B")], ..Plan::default() };
    for position in &mut plan.positions {
        position.authority = Weight::new(f64::MAX).ok();
    }
    assert_eq!(plan.analysis().authority.declared, Ok(vec![0.5, 0.5]));
}
