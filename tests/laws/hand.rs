//! Values worked out by hand, the working in the comments.

use fulcrum::analysis::*;
use fulcrum::edit::{Command, FlowCommand, PositionCommand, plan};
use fulcrum::model::*;
use fulcrum::quantity::*;

use crate::maps::{Plan, STAGE, domain};
use crate::standards::{chart, whole};

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-12, "{found} instead of {wanted}");
}

fn is(view: &View, name: &str, wanted: Option<f64>) {
    match (whole(view, name), wanted) {
        (Some(found), Some(wanted)) => near(found, wanted),
        (found, wanted) => assert_eq!(found, wanted, "{name}"),
    }
}

fn held(titles: &[&str]) -> Plan {
    let positions = titles.iter().map(|title| Position::held(*title)).collect();
    Plan { positions, ..Plan::default() }
}

fn knows(plan: &mut Plan, at: usize, level: f64) {
    let level = Expertise::new(level).unwrap();
    plan.positions[at].expertise.insert(domain("Law"), level);
}

#[test]
fn charts_of_textbooks() {
    // A chain of 5: 4 arcs of 20. Reach downwards 4, 3, 2, 1, 0 of 4, so 0 + .25 + .5 + .75 + 1
    // over 4. Between: 0, 1*3, 2*2, 3*1, 0; so 4 + 1 + 0 + 1 + 4 of 4*4*3.
    let chain = chart(5, &[(1, 0), (2, 1), (3, 2), (4, 3)]);
    is(&chain, "density", Some(0.2));
    is(&chain, "grc_reversed", Some(0.625));
    is(&chain, "centralization_betweenness", Some(10.0 / 48.0));
    is(&chain, "reciprocity_edgewise", Some(0.0));
    is(&chain, "lub_reversed", Some(1.0));
    // A star of 5: all of the in-degree on one; out-degrees 1, 1, 1, 1, 0, so 1 of 16.
    let star = chart(5, &[(1, 0), (2, 0), (3, 0), (4, 0)]);
    is(&star, "centralization_indegree", Some(1.0));
    is(&star, "centralization_outdegree", Some(1.0 / 16.0));
    is(&star, "centralization_closeness_undirected", Some(1.0));
    is(&star, "grc_reversed", Some(1.0));
    // A circle of 5: everybody reaches everybody, and nothing flows only one way.
    let circle = chart(5, &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]);
    is(&circle, "density", Some(0.25));
    is(&circle, "hierarchy", Some(0.0));
    is(&circle, "flow_hierarchy", Some(0.0));
    is(&circle, "grc_reversed", Some(0.0));
    // Trees of 3 and 4: 3 + 6 of 21 pairs are joined; nothing else departs from a tree.
    let trees = chart(7, &[(1, 0), (2, 0), (4, 3), (5, 3), (6, 4)]);
    is(&trees, "connectedness", Some(9.0 / 21.0));
    is(&trees, "efficiency", Some(1.0));
    is(&trees, "lub_reversed", Some(1.0));
    // A balanced tree of 15: reach 14; 6 twice; 2 four times; 0 eight times. So
    // (2*8 + 4*12 + 8*14) of 14*14.
    let lines: Vec<(usize, usize)> = (1..15).map(|at| (at, (at - 1) / 2)).collect();
    let balanced = chart(15, &lines);
    is(&balanced, "grc_reversed", Some(176.0 / 196.0));
    is(&balanced, "hierarchy", Some(1.0));
    // Two superiors of one: the two have nobody above both, and 1 pair could lack that.
    let two = chart(3, &[(2, 0), (2, 1)]);
    is(&two, "lub_reversed", Some(0.0));
    is(&two, "hierarchy", Some(1.0));
    is(&two, "connectedness", Some(1.0));
}

#[test]
fn what_is_not_drawn_is_not_measured() {
    for name in ["density", "connectedness", "reciprocity_edgewise", "hierarchy", "efficiency"] {
        is(&chart(0, &[]), name, None);
        is(&chart(1, &[]), name, None);
    }
    let alone = chart(5, &[]);
    is(&alone, "density", Some(0.0));
    is(&alone, "connectedness", Some(0.0));
    for name in ["reciprocity_edgewise", "hierarchy", "efficiency", "grc_reversed"] {
        is(&alone, name, None);
    }
    let nobody = Plan::default().analysis();
    assert_eq!(nobody.gravity.verdict, Verdict::NoChart);
    assert!(nobody.mass.is_err() && nobody.gap.is_err());
    let mut pair = held(&["A", "B"]);
    pair.line(1, 0, LineKind::Solid);
    let bare = pair.analysis();
    assert_eq!(bare.gravity.verdict, Verdict::ChartOnly);
    assert_eq!(bare.mass, Err(Undefined::ChartOnly));
}

#[test]
fn knowledge_at_the_foot_of_a_chain_of_three() {
    // Below A are 2, below B 1: authority 2/3, 1/3, 0. All knowledge is with C. So all of it
    // crosses the line above C, and 1 - 1/3 the line above B.
    let mut plan = held(&["A", "B", "C"]);
    plan.line(1, 0, LineKind::Solid);
    plan.line(2, 1, LineKind::Solid);
    knows(&mut plan, 2, 5.0);
    let found = plan.analysis();
    let gap = found.gap.unwrap();
    near(gap.tv, 1.0);
    near(gap.steps.unwrap(), 5.0 / 3.0);
    near(gap.vertical_share.unwrap(), 1.0);
    near(gap.steps_normalised.unwrap(), 5.0 / 6.0);
    // Heights 1, 1/2, 0 with mean 1/2: T of knowledge (0 - 1/2)/(1/2); of authority
    // (2/3 + 1/6 - 1/2)/(1/2). The mass is the knowledge, pure command the authority.
    near(found.gravity.knowledge.top_heaviness.unwrap(), -1.0);
    near(found.gravity.authority.top_heaviness.unwrap(), 2.0 / 3.0);
    near(found.gravity.pull.unwrap(), -1.5);
    // All of it is with one person, who is not at the top.
    assert_eq!(found.gravity.verdict, Verdict::OnOnePerson(PositionId(12)));
}

#[test]
fn a_vacant_middle_keeps_its_level_and_counts_for_nobody() {
    // A over a vacant V over C and D. Two people are below A, V is no person. What C knows
    // crosses the lines above C and above V.
    let mut plan = held(&["A", "V", "C", "D"]);
    plan.positions[1].holders.clear();
    for (from, to) in [(1, 0), (2, 1), (3, 1)] {
        plan.line(from, to, LineKind::Solid);
    }
    knows(&mut plan, 2, 3.0);
    plan.flows.push((2, 1, FlowKind::Consult, 5.0));
    let found = plan.analysis();
    assert_eq!(found.hierarchy.depth.values().copied().collect::<Vec<_>>(), [0, 1, 2, 2]);
    assert_eq!(found.authority.chart, Ok(vec![1.0, 0.0, 0.0]));
    assert!(found.influence.is_err(), "nobody is there to be asked");
    near(found.gap.unwrap().steps.unwrap(), 2.0);
    // Heights of people 1, 0, 0 with mean 1/3: (0 - 1/3)/(2/3).
    near(found.gravity.knowledge.top_heaviness.unwrap(), -0.5);
}

#[test]
fn levels_stand_in_for_lines() {
    // Levels 1, 2, 4: depths 0, 1, 3. Authority 2/3, 1/3, 0 and all knowledge with C: 1 crosses
    // the two levels up to B, 2/3 the one up to A.
    let mut plan = held(&["A", "B", "C"]);
    for (position, level) in plan.positions.iter_mut().zip([1, 2, 4]) {
        position.level = Some(level);
    }
    knows(&mut plan, 2, 5.0);
    let found = plan.analysis();
    let gap = found.gap.unwrap();
    near(gap.steps.unwrap(), 8.0 / 3.0);
    near(gap.steps_normalised.unwrap(), 8.0 / 9.0);
    assert_eq!(found.hierarchy.source, HierarchySource::Levels);
}

#[test]
fn stated_authority_counts_as_recorded() {
    let mut plan = held(&["A", "B"]);
    plan.line(1, 0, LineKind::Solid);
    for (position, stated) in plan.positions.iter_mut().zip([1.0, 3.0]) {
        position.authority = Weight::new(stated).ok();
    }
    let found = plan.analysis();
    assert_eq!(found.authority.declared, Ok(vec![0.25, 0.75]));
    assert_eq!(found.authority.pooled, Ok(vec![0.25, 0.75]));
}

#[test]
fn influence_and_pull_of_three() {
    // B asks A 3 times as often as C; A tells C. B depends 3/4 on A and 1/4 on C, C wholly on A:
    // A (3/4 + 1)/2, C 1/8. Heights 1, 0, 0: T (7/8 - 1/3)/(2/3); pure command gives 1.
    let mut plan = held(&["A", "B", "C"]);
    plan.line(1, 0, LineKind::Solid);
    plan.line(2, 0, LineKind::Solid);
    plan.flows = vec![
        (1, 0, FlowKind::Consult, 3.0),
        (1, 2, FlowKind::Consult, 1.0),
        (0, 2, FlowKind::Instruct, 2.0),
    ];
    let found = plan.analysis();
    assert_eq!(found.influence, Ok(vec![0.875, 0.0, 0.125]));
    near(found.gravity.pull.unwrap(), 0.8125);
    assert_eq!(found.gravity.verdict, Verdict::AtTheTop);
    // 1/(49/64 + 1/64) = 64/50.
    near(Concentration::of(&[0.875, 0.0, 0.125]).effective_number, 1.28);
}

#[test]
fn a_leader_in_the_middle_asks_up_and_down() {
    // B asks C 3 times as often as A, and tells C as often as it asks at all. C is heard by B
    // directly and by A through B, as B asks A: A hears 1 and 1/2.
    let mut plan = held(&["A", "B", "C"]);
    plan.line(1, 0, LineKind::Solid);
    plan.line(2, 1, LineKind::Solid);
    plan.flows = vec![
        (1, 2, FlowKind::Consult, 3.0),
        (1, 0, FlowKind::Consult, 1.0),
        (1, 2, FlowKind::Instruct, 4.0),
    ];
    let found = plan.analysis();
    let leader = |at: usize| found.leadership.leaders[&found.people[at]].clone();
    near(leader(1).consults_downward.unwrap(), 0.75);
    near(leader(1).consult_vs_instruct.unwrap(), 0.5);
    near(leader(1).insulation.unwrap(), 0.0);
    near(leader(0).insulation.unwrap(), 0.25);
    assert_eq!(leader(0).layers_below, 2);
    assert!(leader(0).consults_downward.is_err(), "A asks nobody");
}

#[test]
fn what_would_move_is_what_moves() {
    let mut compared = 0;
    for seed in 0..80 {
        let made = Plan::random(seed);
        let map = made.drawn(&made.in_order());
        let question = made.question(&made.in_order());
        let now = analyse(&question, &Cancel::never()).unwrap();
        for moved in what_if(&question, &Cancel::never()).unwrap().edits {
            let command = match &moved.edit {
                TriedEdit::Drop(flow) => Command::Flow(FlowCommand::Remove { flows: vec![*flow] }),
                TriedEdit::AskInsteadOfTell(flow) => Command::Flow(FlowCommand::SetKind {
                    flows: vec![*flow],
                    kind: FlowKind::Consult,
                }),
                TriedEdit::Leave(gone) => {
                    Command::Position(PositionCommand::Remove { positions: vec![*gone] })
                }
                other => panic!("{other:?} is not among the plain trials"),
            };
            // Where the same question is drawn already, the command is refused.
            let Ok(planned) = plan(&map, STAGE, 1_000, &command) else { continue };
            let mut after = map.clone();
            for change in &planned.transaction.changes {
                after.apply(change).unwrap();
            }
            let stage = after.stage(STAGE).unwrap().clone();
            let then = Question { stage, settings: question.settings.clone() };
            let then = analyse(&then, &Cancel::never()).unwrap();
            let height = |found: &Analysis| found.gravity.mass.top_heaviness.unwrap();
            near(moved.top_heaviness, height(&then) - height(&now));
            if let Some(tv) = moved.tv {
                near(tv, then.gap.unwrap().tv - now.gap.as_ref().unwrap().tv);
            }
            compared += 1;
        }
    }
    assert!(compared > 200, "only {compared}");
}
