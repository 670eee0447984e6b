//! How those who report see their leaders, and the rules M6, M11 and M12: small cases by hand.

use fulcrum::analysis::*;
use fulcrum::edit::{Command, FlowCommand, LineCommand, PositionCommand, PositionValue, plan};
use fulcrum::model::*;
use fulcrum::quantity::*;

/// A leader with so many reports, and what is done to them.
pub(crate) struct Small {
    pub(crate) map: OrgMap,
    pub(crate) ids: Vec<PositionId>,
}

impl Small {
    pub(crate) fn team(reports: usize) -> Self {
        let mut small = Self { map: OrgMap::new("Team"), ids: Vec::new() };
        for number in 0..=reports {
            let title = format!("Seat {number}");
            let under = (number > 0).then(|| small.ids[0]);
            let made =
                small.run(&Command::Position(PositionCommand::Add { title, at: None, under }));
            small.ids.extend(made);
        }
        small
    }

    pub(crate) fn run(&mut self, command: &Command) -> Vec<PositionId> {
        let stage = self.map.first_stage().unwrap();
        let planned = plan(&self.map, stage, 0, command).unwrap();
        self.map = planned.transaction.applied_to(&self.map).unwrap();
        planned.made
    }

    pub(crate) fn stage(&self) -> &Stage {
        self.map.stage(self.map.first_stage().unwrap()).unwrap()
    }

    pub(crate) fn line(&self, from: usize) -> LineId {
        let mut lines = self.stage().lines().iter();
        lines.find(|(_, line)| line.from == self.ids[from]).unwrap().0
    }

    pub(crate) fn flow(&mut self, from: usize, to: usize, kind: FlowKind, often: f64) -> FlowId {
        let (from, to) = (self.ids[from], self.ids[to]);
        let frequency = Frequency::new(often).unwrap();
        self.run(&Command::Flow(FlowCommand::Add { from, to, kind, frequency }));
        self.stage().flows().ids().last().unwrap()
    }

    pub(crate) fn accepts(&mut self, from: usize, rating: f64) {
        let (lines, accepts) = (vec![self.line(from)], Rating::new(rating).ok());
        self.run(&Command::Line(LineCommand::SetAccepts { lines, accepts }));
    }

    pub(crate) fn wants(&mut self, who: usize, wants: f64) {
        let (positions, wants) = (vec![self.ids[who]], Score::new(wants).ok());
        self.run(&Command::Position(PositionCommand::Set(PositionValue::Wants {
            positions,
            wants,
        })));
    }

    pub(crate) fn knows(&mut self, who: usize, name: &str, level: f64) {
        let (positions, domain) = (vec![self.ids[who]], Domain::new(name).unwrap());
        let level = Expertise::new(level).ok();
        self.run(&Command::Position(PositionCommand::Set(PositionValue::Expertise {
            positions,
            domain,
            level,
        })));
    }

    pub(crate) fn decides(&mut self, who: usize, name: &str, right: Right) {
        let (positions, domain) = (vec![self.ids[who]], Domain::new(name).unwrap());
        let right = Some(right);
        self.run(&Command::Position(PositionCommand::Set(PositionValue::Right {
            positions,
            domain,
            right,
        })));
    }

    pub(crate) fn explores(&mut self, who: usize, explore: f64) {
        let (positions, explore) = (vec![self.ids[who]], Score::new(explore).ok());
        self.run(&Command::Position(PositionCommand::Set(PositionValue::Explore {
            positions,
            explore,
        })));
    }

    pub(crate) fn read_further(&self) -> Further {
        let question = Question { stage: self.stage().clone(), settings: Settings::default() };
        further(&question, &self.read(), &Cancel::never()).unwrap()
    }

    pub(crate) fn read(&self) -> Analysis {
        let question = Question { stage: self.stage().clone(), settings: Settings::default() };
        analyse(&question, &Cancel::never()).unwrap()
    }

    pub(crate) fn leader(&self) -> Leader {
        self.read().leadership.leaders[&self.ids[0]].clone()
    }

    /// Whom a rule fires about, by number.
    pub(crate) fn fires(&self, rule: Rule) -> Vec<usize> {
        let about = |misfit: &Misfit| {
            let id = misfit.position?;
            self.ids.iter().position(|other| *other == id)
        };
        self.read().misfits.iter().filter(|it| it.rule == rule).filter_map(about).collect()
    }
}

#[test]
fn acceptance_is_told_from_four_answers_on() {
    let mut team = Small::team(4);
    assert_eq!(team.leader().acceptance, Err(Undefined::NotEntered));
    for (from, rating) in [(1, 2.0), (2, 3.0), (3, 1.0)] {
        team.accepts(from, rating);
    }
    assert_eq!(team.leader().acceptance, Err(Undefined::TooFewRespondents));
    assert!(team.fires(Rule::M6).is_empty(), "three answers are nobody's business");
    // (2 + 3 + 1 + 4) / 4 = 2.5, which is under 3.
    team.accepts(4, 4.0);
    assert_eq!(team.leader().acceptance, Ok(2.5));
    assert_eq!(team.fires(Rule::M6), [0]);
    // (2 + 3 + 3 + 4) / 4 = 3, which is not.
    team.accepts(3, 3.0);
    assert!(team.fires(Rule::M6).is_empty());
}

#[test]
fn a_wish_is_missed_by_how_one_is_treated_on_the_line() {
    let mut team = Small::team(3);
    for who in 1..=3 {
        team.wants(who, 1.0);
    }
    // Told three times, asked once: 1/4 asking, and the wish is 1, so it is missed by 3/4.
    team.flow(0, 1, FlowKind::Instruct, 3.0);
    team.flow(0, 1, FlowKind::Consult, 1.0);
    // Asked only: nothing is missed. Nobody 3 is not dealt with at all.
    team.flow(0, 2, FlowKind::Consult, 2.0);
    let views = team.read().leadership.views;
    assert_eq!(views[&team.line(1)].mismatch, Ok(0.75));
    assert_eq!(views[&team.line(2)].mismatch, Ok(0.0));
    assert_eq!(views[&team.line(3)].mismatch, Err(Undefined::PaperLine));
    // One of two known lines is not most of them; two of three are.
    assert!(team.fires(Rule::M6).is_empty());
    team.flow(0, 3, FlowKind::Instruct, 1.0);
    assert_eq!(team.fires(Rule::M6), [0]);
}

#[test]
fn what_is_taken_up_counts_by_frequency() {
    let mut team = Small::team(2);
    let often = team.flow(0, 1, FlowKind::Consult, 3.0);
    let seldom = team.flow(0, 2, FlowKind::Consult, 1.0);
    assert_eq!(team.leader().take_up, Err(Undefined::NotEntered));
    for (flow, part) in [(often, 1.0), (seldom, 0.2)] {
        let (flows, took_up) = (vec![flow], Score::new(part).ok());
        team.run(&Command::Flow(FlowCommand::SetTookUp { flows, took_up }));
    }
    // (3 * 1 + 1 * 0.2) / 4.
    let take_up = team.leader().take_up.unwrap();
    assert!((take_up - 0.8).abs() < 1e-12, "{take_up}");
}

#[test]
fn asking_outside_of_the_own_unit_runs_from_minus_one_to_one() {
    let mut team = Small::team(3);
    let unit = |name: &str, members: Vec<PositionId>| {
        Command::Unit(fulcrum::edit::UnitCommand::Join { name: name.into(), members })
    };
    let own = vec![team.ids[0], team.ids[1]];
    let other = vec![team.ids[2], team.ids[3]];
    team.run(&unit("Own", own));
    team.run(&unit("Other", other));
    assert_eq!(team.leader().asks_outside, Err(Undefined::NoDealings));
    team.flow(0, 1, FlowKind::Consult, 5.0);
    assert_eq!(team.leader().asks_outside, Ok(-1.0));
    team.flow(0, 2, FlowKind::Consult, 1.0);
    assert_eq!(team.leader().asks_outside, Ok(0.0));
    team.flow(0, 3, FlowKind::Consult, 1.0);
    // Two outside, one inside: (2 - 1) / 3.
    assert_eq!(team.leader().asks_outside, Ok(1.0 / 3.0));
}

#[test]
fn a_pin_is_too_high_from_a_third_above_the_pull() {
    let mut team = Small::team(2);
    // All ask the leader: influence is as under pure command, and the pull is 1.
    team.flow(1, 0, FlowKind::Consult, 1.0);
    team.flow(2, 0, FlowKind::Consult, 1.0);
    let pin = |part: f64, team: &Small| {
        let (positions, pin) = (vec![team.ids[0]], Score::new(part).ok());
        Command::Position(PositionCommand::Set(PositionValue::Pin { positions, pin }))
    };
    let command = pin(1.0, &team);
    team.run(&command);
    assert_eq!(team.read().gravity.pull, Ok(1.0));
    assert_eq!(team.leader().pin_gap, Ok(0.0));
    assert!(team.fires(Rule::M11).is_empty());
    // Everybody asks everybody: everyone counts alike, the pull is 0, and 1 is far too high.
    for (from, to) in [(0, 1), (0, 2), (1, 2), (2, 1)] {
        team.flow(from, to, FlowKind::Consult, 1.0);
    }
    assert!(team.read().gravity.pull.unwrap().abs() < 1e-12);
    assert_eq!(team.fires(Rule::M11), [0]);
    let command = pin(0.3, &team);
    team.run(&command);
    assert!(team.fires(Rule::M11).is_empty());
}

#[test]
fn single_points_hold_a_domain_alone_or_keep_the_talk_together() {
    let mut team = Small::team(3);
    let knows = |who: usize, team: &Small| {
        Command::Position(PositionCommand::Set(PositionValue::Expertise {
            positions: vec![team.ids[who]],
            domain: Domain::new("Law").unwrap(),
            level: Expertise::new(4.0).ok(),
        }))
    };
    let command = knows(1, &team);
    team.run(&command);
    assert_eq!(team.fires(Rule::M12), [1]);
    let command = knows(2, &team);
    team.run(&command);
    assert!(team.fires(Rule::M12).is_empty());
    // A star: without the middle nobody reaches anybody, 1 instead of 0. Without a leaf, still 0.
    for leaf in 1..=3 {
        team.flow(0, leaf, FlowKind::Inform, 1.0);
    }
    assert_eq!(team.fires(Rule::M12), [0]);
    // A ring round the star: without the middle the others still reach each other.
    for (from, to) in [(1, 2), (2, 3), (3, 1)] {
        team.flow(from, to, FlowKind::Inform, 1.0);
    }
    assert!(team.fires(Rule::M12).is_empty());
}
