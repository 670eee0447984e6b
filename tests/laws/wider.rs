//! Units, domains, contrasts, leaders on the whole, and the jackknife band: by hand, and as laws.

use fulcrum::analysis::*;
use fulcrum::edit::{Command, UnitCommand};
use fulcrum::model::*;
use fulcrum::quantity::Right;
use fulcrum::wording::{Told, explain, measures};

use crate::followers::Small;
use crate::maps::{Dice, Plan, domain};

fn near(found: &Defined<f64>, wanted: f64) {
    let found = found.as_ref().unwrap();
    assert!((found - wanted).abs() < 1e-12, "{found} instead of {wanted}");
}

/// A leader (0) with two reports (1, 2): 1 asks 2 twice as often as 2 informs 0; 0 tells 1.
fn team() -> Small {
    let mut team = Small::team(2);
    for (members, name) in [(vec![0, 1], "Office"), (vec![2], "Yard")] {
        let members = members.into_iter().map(|who: usize| team.ids[who]).collect();
        let (name, parent) = (name.to_owned(), None);
        team.run(&Command::Unit(UnitCommand::Add { name, parent, members }));
    }
    for (who, explore) in [(0, 0.5), (1, 0.9), (2, 0.1)] {
        team.explores(who, explore);
    }
    team.flow(1, 2, FlowKind::Consult, 2.0);
    team.flow(0, 1, FlowKind::Instruct, 2.0);
    team.flow(2, 0, FlowKind::Inform, 1.0);
    team.knows(2, "Law", 5.0);
    team
}

#[test]
fn a_unit_counts_what_touches_its_people() {
    let found = team().read_further();
    let units: Vec<&UnitFigures> = found.units.values().collect();
    let [office, yard] = units.as_slice() else { panic!("{} units", units.len()) };
    assert_eq!((office.people, office.vacant, yard.people), (2, 0, 1));
    // (0.5 + 0.9) / 2, and 0.1.
    near(&office.explore, 0.7);
    near(&yard.explore, 0.1);
    // All three arrows touch the office: 2 asking against 2 telling; sideways is 1 to 2, which is
    // 2 of 5; of its pairs 0-1 is inside, 1-2 and 2-0 outside, so (2 - 1) / 3.
    near(&office.consult, 0.5);
    near(&office.lateral, 0.4);
    near(&office.outside, 1.0 / 3.0);
    // The yard is asked (2) and informs (1): all asking, 2 of 3 sideways, all outside.
    near(&yard.consult, 1.0);
    near(&yard.lateral, 2.0 / 3.0);
    near(&yard.outside, 1.0);
    // 2 knows all of it and 0 decides everything.
    near(&office.authority, 1.0);
    near(&yard.knowledge, 1.0);
    near(&yard.gap, 1.0);
    near(&office.gap, -1.0);
    let fit = 1.0 - (yard.organicity.unwrap() - 0.1).abs();
    near(&yard.fit, fit);
}

#[test]
fn a_unit_counts_those_nested_in_it_and_not_the_vacant() {
    let mut team = team();
    let yard = team.stage().units().ids().last().unwrap();
    let outer = UnitCommand::Add { name: "Works".into(), parent: None, members: Vec::new() };
    team.run(&Command::Unit(outer));
    let works = team.stage().units().ids().last().unwrap();
    team.run(&Command::Unit(UnitCommand::SetParent { unit: yard, parent: Some(works) }));
    assert_eq!(team.read_further().units[&works].people, 1);
    let empty = fulcrum::edit::PositionCommand::Set(fulcrum::edit::PositionValue::Holders {
        position: team.ids[2],
        holders: Vec::new(),
    });
    team.run(&Command::Position(empty));
    let found = &team.read_further().units[&works];
    assert_eq!((found.people, found.vacant), (0, 1));
    assert_eq!(found.explore, Err(Undefined::NotEntered));
}

#[test]
fn contrasts_run_from_mechanistic_to_organic() {
    let found = team().read_further().contrasts;
    // 0 tells 1, 1 asks 2, and 2 informs 0, which is above and so no network: what is left runs
    // one way, without a spare tie.
    near(&found.network, 0.0);
    near(&found.lateral, 0.4);
    near(&found.consult, 0.5);
    // T(k) is below 0, because all knowledge is at the foot: held at 1.
    near(&found.anywhere, 1.0);
    assert_eq!(found.survey, Err(Undefined::NotEntered));
    // Asked in place of informed, the talk is a circle of 3: everybody reaches everybody, so
    // hierarchy is 0; 3 arcs where 2 would do of 4 spare ones, so efficiency is 1 - 1/4.
    let mut round = team();
    round.flow(2, 0, FlowKind::Consult, 1.0);
    near(&round.read_further().contrasts.network, 1.0 - 0.75 / 2.0);
    // Orders down a tree and nothing else: 0 in structure and content.
    let mut command = Small::team(3);
    for who in 1..=3 {
        command.flow(0, who, FlowKind::Instruct, 1.0);
    }
    let found = command.read_further().contrasts;
    near(&found.network, 0.0);
    near(&found.consult, 0.0);
    near(&found.lateral, 0.0);
}

#[test]
fn the_band_is_what_each_silence_would_do() {
    let found = team().read_further();
    // Knowledge all on 2 (height 0); influence half on 2, whom 1 asks, and half on 0, who tells
    // 1. The weight is 3/4 on 2 and 1/4 on 0 (height 1): T = (1/4 - 1/3) / (2/3) = -1/8.
    // Without 1: influence all on 0, height 1/2, T = 1/4. Without 0: all on 2, height 0,
    // T = -1/2. Without 2 nothing changes.
    let band = found.band.unwrap();
    assert_eq!(band.respondents, 3);
    let close = |found: f64, wanted: f64| {
        assert!((found - wanted).abs() < 1e-12, "{found} instead of {wanted}");
    };
    close(band.top_heaviness.low, -0.5);
    close(band.top_heaviness.high, 0.25);
    close(band.height.low, 0.0);
    close(band.height.high, 0.5);
    // The mean is -1/8; 2/3 of (3/8)^2 twice.
    close(band.top_heaviness.error, (2.0 / 3.0 * 2.0 * 0.140_625_f64).sqrt());
    // Pure command is all on 0: the pull is T itself.
    close(band.pull.unwrap().high, 0.25);
    let mut alone = Small::team(2);
    alone.flow(0, 1, FlowKind::Consult, 1.0);
    assert_eq!(alone.read_further().band, Err(Undefined::TooFewRespondents));
}

#[test]
fn leaders_on_the_whole_are_means_over_leaders() {
    let found = team().read_further().leading;
    // 0 leads, and only tells.
    assert_eq!(found.consult.as_ref().unwrap().mean, 0.0);
    assert_eq!(found.downward, Err(Undefined::NoDealings));
    // 2 informs 0 directly, 1 speaks through 2: 1 - (1/2 + 1) / 2.
    assert_eq!(found.insulation.as_ref().unwrap().mean, 0.25);
    assert_eq!(found.insulation_chain_only.as_ref().unwrap().mean, 0.0);
    // On the line of 1 only 1 depends; that of 2 is on paper.
    let inequality = found.inequality.as_ref().unwrap();
    assert_eq!((inequality.mean, inequality.count, found.paper_lines), (1.0, 1, 1));
    assert_eq!(found.decided_below, Err(Undefined::NoRights));
    let mut team = team();
    team.decides(0, "Law", Right::Decides);
    team.decides(2, "Law", Right::Heard);
    // 1 of 3 + 1.
    near(&team.read_further().leading.decided_below, 0.25);
}

#[test]
fn a_domain_has_a_gap_and_a_way_of_its_own() {
    // Without rights as on the chart: 0 decides all, 2 knows all, one step apart.
    let mut team = team();
    let gap = team.read_further().domains[&domain("Law")].clone();
    assert_eq!(gap.tv, 1.0);
    near(&gap.steps, 1.0);
    near(&gap.vertical_share, 1.0);
    // Rights 3/4 and 1/4 on 0 and 2, knowledge half and half on 1 and 2: moves 1/2 + 1/4.
    team.knows(1, "Law", 5.0);
    team.decides(0, "Law", Right::Decides);
    team.decides(2, "Law", Right::Heard);
    let found = team.read_further();
    let gap = &found.domains[&domain("Law")];
    assert!((gap.tv - 0.75).abs() < 1e-12);
    near(&gap.steps, 0.75);
    // Two people with as much in the same row: Tax lies with 1, who decides it too.
    team.knows(1, "Tax", 2.0);
    team.decides(1, "Tax", Right::CoDecides);
    let found = team.read_further();
    assert_eq!(found.domains[&domain("Tax")].tv, 0.0);
    let alone = in_domain(&team.read(), &found, &domain("Tax")).unwrap();
    near(&alone.gravity.authority.height, 0.0);
    assert_eq!(alone.gap.unwrap().tv, 0.0);
    assert!(in_domain(&team.read(), &found, &domain("Art")).is_none());
}

#[test]
fn transport_is_a_metric() {
    for seed in 0..300 {
        let mut dice = Dice(seed);
        let count = 2 + dice.roll(6);
        let mut plan = Plan::default();
        for at in 0..count {
            plan.positions.push(Position::held(format!("P{at}")));
            if at > 0 {
                plan.line(at, dice.roll(at), LineKind::Solid);
            }
        }
        let mut draw = || -> Vec<usize> {
            let mut amounts: Vec<usize> = (0..count).map(|_| dice.roll(4)).collect();
            amounts[0] += usize::from(amounts.iter().all(|amount| *amount == 0));
            amounts
        };
        let three = [draw(), draw(), draw()];
        let way = |rights: &[usize], levels: &[usize]| {
            let mut plan = plan.clone();
            for (at, position) in plan.positions.iter_mut().enumerate() {
                let right = Right::ALL[rights[at]];
                position.rights.insert(domain("Law"), right);
                let level = fulcrum::quantity::Expertise::new(levels[at] as f64).unwrap();
                position.expertise.insert(domain("Law"), level);
            }
            let gap = plan.analysis().gap.unwrap();
            let (steps, down) = (gap.steps.unwrap(), gap.down_steps.unwrap());
            assert!(down.abs() <= steps + 1e-12, "seed {seed}");
            steps
        };
        let [a, b, c] = &three;
        assert!(way(a, a).abs() < 1e-12, "seed {seed}");
        assert!((way(a, b) - way(b, a)).abs() < 1e-12, "seed {seed}");
        assert!(way(a, c) <= way(a, b) + way(b, c) + 1e-12, "seed {seed}");
    }
}

#[test]
fn what_is_read_besides_stays_in_its_range_and_is_explained() {
    for seed in 0..400 {
        let plan = Plan::random(seed);
        let place = plan.in_order();
        let question = plan.question(&place);
        let analysis = plan.analysis();
        let found = further(&question, &analysis, &Cancel::never()).unwrap();
        let within = |value: &Defined<f64>, low: f64, high: f64, what: &str| {
            let inside = value.as_ref().is_ok_and(|it| (low - 1e-9..=high + 1e-9).contains(it));
            assert!(value.is_err() || inside, "seed {seed}: {what} is {value:?}");
        };
        for unit in found.units.values() {
            for value in [&unit.explore, &unit.rules, &unit.organicity, &unit.fit] {
                within(value, 0.0, 1.0, "a score of a unit");
            }
            for value in [&unit.authority, &unit.knowledge, &unit.influence, &unit.lateral] {
                within(value, 0.0, 1.0, "a share of a unit");
            }
            within(&unit.outside, -1.0, 1.0, "E-I of a unit");
            within(&unit.gap, -1.0, 1.0, "gap of a unit");
        }
        let it = &found.contrasts;
        for value in [&it.network, &it.anywhere, &it.lateral, &it.consult, &it.survey] {
            within(value, 0.0, 1.0, "a contrast");
        }
        for gap in found.domains.values() {
            within(&Ok(gap.tv), 0.0, 1.0, "gap of a domain");
            if let (Ok(steps), Ok(down)) = (&gap.steps, &gap.down_steps) {
                assert!(down.abs() <= steps + 1e-9, "seed {seed}");
            }
        }
        if let Ok(band) = &found.band {
            assert!(band.top_heaviness.low <= band.top_heaviness.high, "seed {seed}");
            assert!(band.top_heaviness.error >= 0.0, "seed {seed}");
        }
        for measure in measures() {
            let (stage, settings) = (&question.stage, &question.settings);
            for about in [None, analysis.people.first().copied()] {
                let told = Told { stage, analysis: &analysis, further: &found, settings, about };
                let values = explain(measure.id, &told).values;
                assert!(!values.is_empty(), "seed {seed}: {}", measure.id);
                for line in values {
                    let words = line.split(|letter: char| !letter.is_alphabetic());
                    let strange = words.into_iter().any(|it| it == "NaN" || it == "inf");
                    assert!(!strange && !line.trim().is_empty(), "{}: {line}", measure.id);
                }
            }
        }
    }
}
