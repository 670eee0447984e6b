//! Organizations of any size, the same on every run: spans of control of 4 to 9, one in eight
//! below the top leads nobody although the level does, and communication as it is found in
//! surveys: about three flows a person within the team, one and a half with the superior, one
//! within the department, a third of one anywhere.

#![allow(dead_code, reason = "each bench uses a part of it")]

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use fulcrum::analysis::{Question, Settings};
use fulcrum::model::{
    Change, Delta, Domain, Flow, FlowId, FlowKind, Line, LineId, LineKind, OrgMap, Position,
    PositionId, StageId, Unit, UnitId,
};
use fulcrum::quantity::{Expertise, Frequency, Right, Score};

/// Numbers that are the same on every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn under(&mut self, end: usize) -> usize {
        (self.bits() >> 11) as usize % end.max(1)
    }

    fn part(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number with that mean.
    fn times(&mut self, mean: f64) -> usize {
        mean as usize + usize::from(self.part() < mean.fract())
    }
}

/// What an organization is made of, by index.
pub(crate) struct Organization {
    /// The superior of each; nothing for the head.
    pub(crate) superior: Vec<Option<usize>>,
    level: Vec<usize>,
    department: Vec<usize>,
    /// Who communicates with whom: 0 consults, 1 instructs, 2 informs; and how often.
    pub(crate) flows: Vec<(usize, usize, usize, f64)>,
}

const DEPARTMENTS: usize = 12;

impl Organization {
    /// Of so many people.
    pub(crate) fn of(people: usize) -> Self {
        let mut dice = Dice(people as u64);
        let mut it =
            Self { superior: vec![None], level: vec![0], department: vec![0], flows: Vec::new() };
        let mut teams: Vec<Vec<usize>> = vec![Vec::new()];
        let mut next = VecDeque::from([0]);
        while it.superior.len() < people {
            let leader = next.pop_front().unwrap_or(it.superior.len() - 1);
            let span = 4 + dice.under(4) + dice.under(3);
            for place in 0..span.min(people - it.superior.len()) {
                let own = it.superior.len();
                it.superior.push(Some(leader));
                it.level.push(it.level[leader] + 1);
                it.department.push(if leader == 0 { place } else { it.department[leader] });
                teams.push(Vec::new());
                teams[leader].push(own);
                if it.level[own] == 1 || dice.part() > 0.12 {
                    next.push_back(own);
                }
            }
        }
        it.talk(&teams, &mut dice);
        it
    }

    fn talk(&mut self, teams: &[Vec<usize>], dice: &mut Dice) {
        let mut groups: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        let mut place = Vec::new();
        for own in 0..self.superior.len() {
            let group = groups.entry((self.department[own], self.level[own])).or_default();
            place.push(group.len());
            group.push(own);
        }
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        let mut add = |from: usize, to: usize, kind: usize, most: f64, dice: &mut Dice| {
            if from != to && seen.insert((from, to)) {
                all.push((from, to, kind, 1.0 + (dice.part().powi(2) * most).floor()));
            }
        };
        for own in 0..self.superior.len() {
            if let Some(leader) = self.superior[own] {
                if dice.part() < 0.85 {
                    let kind = usize::from(dice.part() < 0.7);
                    add(leader, own, kind, 4.0, dice);
                }
                if dice.part() < 0.75 {
                    let kind = if dice.part() < 0.6 { 2 } else { 0 };
                    add(own, leader, kind, 3.0, dice);
                }
                for _ in 0..dice.times(4.3) {
                    let other = teams[leader][dice.under(teams[leader].len())];
                    let kind = if dice.part() < 0.65 { 0 } else { 2 };
                    add(own, other, kind, 5.0, dice);
                }
            }
            let group = &groups[&(self.department[own], self.level[own])];
            for _ in 0..dice.times(1.05) {
                let aside = (dice.under(120) + group.len() * 2).wrapping_sub(60);
                let other = group[(place[own] + aside) % group.len()];
                let kind = if dice.part() < 0.5 { 0 } else { 2 };
                add(own, other, kind, 2.0, dice);
            }
            for _ in 0..dice.times(0.35) {
                let other = dice.under(self.superior.len());
                let kind = if dice.part() < 0.4 { 0 } else { 2 };
                add(own, other, kind, 1.0, dice);
            }
        }
        self.flows = all;
    }

    /// Its arcs of communication.
    pub(crate) fn arcs(&self) -> Vec<(u32, u32)> {
        self.flows.iter().map(|(from, to, ..)| (*from as u32, *to as u32)).collect()
    }

    /// Its reporting lines.
    pub(crate) fn lines(&self) -> Vec<(u32, u32)> {
        let all = self.superior.iter().enumerate();
        all.filter_map(|(own, above)| Some((own as u32, (*above)? as u32))).collect()
    }

    /// As a question: everybody knows something of one field, those who lead decide in it, and
    /// teams are units.
    pub(crate) fn question(&self) -> Question {
        let stage = self.map().stage(StageId(1)).cloned().unwrap_or_default();
        Question { stage, settings: Settings::default() }
    }

    /// The same as a map of one stage.
    pub(crate) fn map(&self) -> OrgMap {
        let stage = StageId(1);
        let mut map = OrgMap::new("Generated");
        let mut dice = Dice(7);
        let leads: BTreeSet<usize> = self.superior.iter().flatten().copied().collect();
        let unit = |leader: usize| UnitId(10_000_000 + leader as u64);
        for leader in &leads {
            let record = Unit { name: format!("Team {leader}"), ..Unit::default() };
            add(&mut map, &Change::Unit(stage, new(unit(*leader), record)));
        }
        for own in 0..self.superior.len() {
            let mut position = Position::held(format!("Post {own}"));
            let domain = Domain::new(&format!("Field {}", self.department[own] % DEPARTMENTS));
            let level = Expertise::new((dice.part() * 50.0).round() / 10.0).ok();
            position.expertise = domain.clone().zip(level).into_iter().collect();
            if leads.contains(&own) {
                position.rights.extend(domain.map(|domain| (domain, Right::Decides)));
            }
            position.explore = Score::new(dice.part()).ok();
            position.unit = self.superior[own].map(unit);
            add(&mut map, &Change::Position(stage, new(PositionId(1 + own as u64), position)));
        }
        let mut fresh = 20_000_000;
        let mut id = || {
            fresh += 1;
            fresh
        };
        let of = |at: u32| PositionId(1 + u64::from(at));
        for (own, above) in self.lines() {
            let line = Line::new(of(own), of(above), LineKind::Solid);
            add(&mut map, &Change::Line(stage, new(LineId(id()), line)));
        }
        for (from, to, kind, often) in &self.flows {
            let (kind, often) = (FlowKind::STANDARD[*kind].clone(), Frequency::new(*often));
            let often = often.unwrap_or(Frequency::ONE);
            let flow = Flow::new(of(*from as u32), of(*to as u32), kind, often);
            add(&mut map, &Change::Flow(stage, new(FlowId(id()), flow)));
        }
        let before = map.next_id();
        add(&mut map, &Change::NextId { before, after: fresh + 1 });
        map
    }
}

fn new<K, V>(id: K, record: V) -> Delta<K, V> {
    Delta { id, before: None, after: Some(Arc::new(record)) }
}

fn add(map: &mut OrgMap, change: &Change) {
    assert!(map.apply(change).is_ok(), "every generated record is new");
}
