//! What reaches everybody who leads somebody, and how each leads (MEASURES 6).

use std::collections::BTreeMap;

use super::cancel::{Cancel, Cancelled};
use super::followers;
use super::hierarchy::ChartOf;
use super::network::Rows;
use super::people::{Arrow, Line, People};
use super::result::{HierarchySource, Leader};
use super::undefined::{Defined, Undefined};
use super::voices::{LedBy, Listening};
use crate::model::PositionId;

/// Everybody who leads somebody.
pub(super) struct Led<'a> {
    people: &'a People<'a>,
    chart: &'a ChartOf,
    leaders: Vec<u32>,
}

fn near(steps: usize) -> f64 {
    1.0 / steps as f64
}

impl<'a> Led<'a> {
    pub(super) fn of(people: &'a People<'a>, chart: &'a ChartOf) -> Self {
        let below = chart.below.people(people);
        let leads = people.held.iter().enumerate().filter(|(_, seat)| below[**seat] > 0);
        let leaders = leads.map(|(person, _)| person as u32).collect();
        Self { people, chart, leaders }
    }

    /// What reaches each of them and how it leads; `heard` is of each leader the sum of 1 over
    /// the steps of the voices from below.
    pub(super) fn leaders(
        &self,
        pull: &Defined<f64>,
        heard: &Defined<Vec<f64>>,
    ) -> BTreeMap<PositionId, Leader> {
        let (people, chart) = (self.people, self.chart);
        let no_voices = people.consults.is_empty() && people.informs.is_empty();
        let voices = voices(people);
        let direct = Rows::directed(people.count(), voices.map(|(from, to)| (to, from)));
        let asking = Outgoing::of(people.count(), &people.consults);
        let telling = Outgoing::of(people.count(), &people.instructs);
        let lines = 0..people.lines.len();
        let to = lines.map(|number| (people.lines[number].to as u32, number as u32));
        let rated = Rows::directed(people.seats.len(), to);
        let mut layers = Layers::of(chart, people.seats.len());
        let mut leaders = BTreeMap::new();
        for (number, person) in self.leaders.iter().map(|leader| *leader as usize).enumerate() {
            let seat = people.held[person];
            let own = layers.below(people, seat);
            let furthest = direct
                .of(person)
                .iter()
                .filter_map(|who| layers.of_seat(people.held[*who as usize]));
            let lines = rated.of(seat).iter().map(|number| &people.lines[*number as usize]);
            let (asks, lines) = (asking.of_person(person), lines.collect::<Vec<&Line>>());
            let leader = Leader {
                layers_below: own.deepest,
                furthest_voice: furthest.max(),
                insulation: match heard {
                    // Nobody asks or informs anybody: then it is not known whom a leader hears.
                    _ if no_voices => Err(Undefined::NoVoices),
                    Ok(heard) => Ok(1.0 - heard[number] / own.people as f64),
                    Err(why) => Err(*why),
                },
                insulation_chain_only: Ok(1.0 - own.near / own.people as f64),
                consults_downward: asking
                    .downward(person, |to| chart.is_above(seat, people.held[to])),
                consult_vs_instruct: asking.against(&telling, person),
                acceptance: followers::mean_rating(people, &lines, |line| line.accepts),
                distance: followers::mean_rating(people, &lines, |line| line.distance),
                take_up: followers::take_up(asks),
                asks_outside: followers::asks_outside(people, person, asks),
                pin_gap: followers::pin_gap(people, person, pull),
            };
            leaders.insert(people.id(person), leader);
        }
        leaders
    }

    /// Of each leader the sum of 1 over the steps that the voices of those below take: a search
    /// from every leader.
    pub(super) fn heard(&self, cancel: &Cancel) -> Result<Vec<f64>, Cancelled> {
        let speaks = Rows::directed(self.people.count(), voices(self.people));
        Listening::default().near(&speaks, &self.leaders, &self.led_by(cancel)?, cancel)
    }

    fn led_by(&self, cancel: &Cancel) -> Result<LedBy, Cancelled> {
        let (people, chart) = (self.people, self.chart);
        let mut number = vec![u32::MAX; people.count()];
        for (at, leader) in self.leaders.iter().enumerate() {
            number[*leader as usize] = at as u32;
        }
        if chart.source == HierarchySource::Lines && chart.below.is_stretches() {
            let above = |person: usize| {
                let mut at = people.held[person];
                while let Some(superior) = chart.superiors.of(at).first() {
                    at = *superior as usize;
                    if let Some(person) = people.person[at] {
                        return number[person];
                    }
                }
                u32::MAX
            };
            return Ok(LedBy::Upwards {
                person: (0..people.count()).map(above).collect(),
                leader: self.leaders.iter().map(|leader| above(*leader as usize)).collect(),
            });
        }
        let mut pairs = Vec::new();
        for (at, leader) in self.leaders.iter().enumerate() {
            cancel.check()?;
            let below = chart.below.of(people.held[*leader as usize]);
            let below = below.filter_map(|seat| people.person[seat]);
            pairs.extend(below.map(|who| (who as u32, at as u32)));
        }
        Ok(LedBy::Rows(Rows::directed(people.count(), pairs.iter().copied())))
    }
}

/// Whose voice comes directly to whom: those who inform, and both who ask and are asked.
fn voices<'a>(people: &'a People<'_>) -> impl Iterator<Item = (u32, u32)> + Clone + 'a {
    let pair = |arrow: &Arrow| (arrow.from as u32, arrow.to as u32);
    let consults = people.consults.iter().flat_map(move |arrow| {
        let (from, to) = pair(arrow);
        [(from, to), (to, from)]
    });
    people.informs.iter().map(pair).chain(consults)
}

/// How many layers down everybody below one seat is, in room that is kept from seat to seat.
struct Layers<'a> {
    chart: &'a ChartOf,
    /// For which seat a layer was last measured, and the layer.
    of: Vec<(usize, usize)>,
    seat: usize,
}

/// The people below one seat.
#[derive(Default)]
struct Under {
    people: usize,
    deepest: usize,
    /// The sum of 1 over the layers.
    near: f64,
}

impl<'a> Layers<'a> {
    fn of(chart: &'a ChartOf, seats: usize) -> Self {
        Self { chart, of: vec![(usize::MAX, 0); seats], seat: usize::MAX }
    }

    /// Looks at everybody below a seat.
    fn below(&mut self, people: &People<'_>, seat: usize) -> Under {
        self.seat = seat;
        if !self.chart.below.is_stretches() {
            self.measure(seat);
        }
        let mut under = Under::default();
        let below = self.chart.below.of(seat);
        for layer in below.filter(|it| people.person[*it].is_some()).map(|it| self.layer(it)) {
            under.people += 1;
            under.deepest = under.deepest.max(layer);
            under.near += near(layer);
        }
        under
    }

    /// Steps down from a seat, where several ways lead down.
    fn measure(&mut self, seat: usize) {
        let mut layer = vec![seat];
        let mut steps = 0;
        while !layer.is_empty() {
            steps += 1;
            let mut next = Vec::new();
            for report in layer.iter().flat_map(|seat| self.chart.reports.of(*seat)) {
                let report = *report as usize;
                if report != seat && self.of[report].0 != seat {
                    self.of[report] = (seat, steps);
                    next.push(report);
                }
            }
            layer = next;
        }
    }

    fn layer(&self, below: usize) -> usize {
        if self.chart.below.is_stretches() {
            let depth = |seat: usize| self.chart.depth[seat].unwrap_or(0);
            return depth(below).saturating_sub(depth(self.seat));
        }
        self.of[below].1
    }

    /// The layer of a seat; nothing where it is not below.
    fn of_seat(&self, seat: usize) -> Option<usize> {
        self.chart.is_above(self.seat, seat).then(|| self.layer(seat))
    }
}

/// The arrows of one kind by whom they start from, so that one leader's are found at once.
struct Outgoing<'a>(Vec<Vec<&'a Arrow>>);

impl<'a> Outgoing<'a> {
    fn of(count: usize, arrows: &'a [Arrow]) -> Self {
        let mut by_person = vec![Vec::new(); count];
        arrows.iter().for_each(|arrow| by_person[arrow.from].push(arrow));
        Self(by_person)
    }

    fn of_person(&self, person: usize) -> &[&'a Arrow] {
        &self.0[person]
    }

    fn sum(&self, person: usize) -> f64 {
        self.0[person].iter().map(|arrow| arrow.weight).sum()
    }

    /// The part of a leader's arrows that go to people below.
    fn downward(&self, person: usize, is_below: impl Fn(usize) -> bool) -> Defined<f64> {
        let all = self.sum(person);
        let down = self.0[person].iter().filter(|arrow| is_below(arrow.to));
        let down: f64 = down.map(|arrow| arrow.weight).sum();
        if all > 0.0 { Ok(down / all) } else { Err(Undefined::NoDealings) }
    }

    /// A leader's asking as a part of its asking and telling.
    fn against(&self, telling: &Self, person: usize) -> Defined<f64> {
        let (asks, tells) = (self.sum(person), telling.sum(person));
        if asks + tells > 0.0 { Ok(asks / (asks + tells)) } else { Err(Undefined::NoDealings) }
    }
}
