//! What reaches everybody who leads somebody, and how each leads (MEASURES 6).

use std::num::NonZeroUsize;

use super::cancel::{Cancel, Cancelled};
use super::dealings::Talk;
use super::followers;
use super::hierarchy::ChartOf;
use super::network::Rows;
use super::people::{Arrow, Line, People};
use super::result::{HierarchySource, Leader};
use super::undefined::{Defined, Undefined};
use super::voices::{LedBy, Listening};

/// Everybody who leads somebody, by the chart alone.
#[derive(Debug, Default)]
pub(super) struct Led {
    /// By their places among the people, in order.
    pub(super) leaders: Vec<u32>,
    /// The people below each of them.
    under: Vec<Under>,
}

fn near(steps: usize) -> f64 {
    1.0 / steps as f64
}

/// The reporting lines by the seat that they lead to.
pub(super) fn lines_to(people: &People<'_>) -> Rows {
    let to = people.lines.iter().zip(0..).map(|(line, number)| (line.to as u32, number));
    Rows::directed(people.seats.len(), to)
}

impl Led {
    pub(super) fn of(people: &People<'_>, chart: &ChartOf) -> Self {
        let below = chart.below.people(people);
        let leads = people.held.iter().enumerate().filter(|(_, seat)| below[**seat] > 0);
        let leaders: Vec<u32> = leads.map(|(person, _)| person as u32).collect();
        let seats = leaders.iter().map(|leader| people.held[*leader as usize]);
        let under = match chart.below.order() {
            Some(order) => {
                let depths = Depths::of(people, chart, order);
                seats.map(|seat| depths.below(chart, seat)).collect()
            }
            None => {
                let mut layers = Layers::of(chart, people.seats.len());
                seats.map(|seat| layers.below(people, seat)).collect()
            }
        };
        Self { leaders, under }
    }

    /// The place of a person among the leaders.
    pub(super) fn number(&self, person: usize) -> Option<usize> {
        self.leaders.binary_search(&(person as u32)).ok()
    }

    /// What reaches some of them and how they lead, as far as one look at their own arrows tells.
    pub(super) fn read(
        &self,
        (talk, chart): (Talk<'_>, &ChartOf),
        rated: &Rows,
        numbers: impl Iterator<Item = usize>,
    ) -> Vec<Leader> {
        let people = talk.people;
        let mut layers = Layers::of(chart, people.seats.len());
        let mut found = Vec::new();
        for number in numbers {
            let (person, own) = (self.leaders[number] as usize, &self.under[number]);
            let seat = people.held[person];
            layers.stand_at(seat);
            let heard = talk.informed(person).chain(talk.asked(person)).map(|arrow| arrow.from);
            let heard = heard.chain(talk.asks(person).map(|arrow| arrow.to));
            let furthest = heard.filter_map(|who| layers.of_seat(people.held[who])).max();
            let lines = rated.of(seat).iter().map(|number| &people.lines[*number as usize]);
            let lines: Vec<&Line> = lines.collect();
            let is_below = |to: usize| chart.is_above(seat, people.held[to]);
            found.push(Leader {
                layers_below: own.deepest,
                furthest_voice: furthest,
                insulation: Err(Undefined::Pending),
                insulation_chain_only: Ok(1.0 - own.near / own.people as f64),
                consults_downward: downward(talk, person, is_below),
                consult_vs_instruct: asking_against_telling(talk, person),
                acceptance: followers::mean_rating(people, &lines, |line| line.accepts),
                distance: followers::mean_rating(people, &lines, |line| line.distance),
                take_up: followers::take_up(talk, person),
                asks_outside: followers::asks_outside(talk, person),
                pin_gap: Err(Undefined::NotEntered),
            });
        }
        found
    }

    /// How insulated one of them is; `heard` is of each leader the sum of 1 over the steps of the
    /// voices from below.
    pub(super) fn insulation(
        &self,
        number: usize,
        no_voices: bool,
        heard: &Defined<Vec<f64>>,
    ) -> Defined<f64> {
        match heard {
            // Nobody asks or informs anybody: then it is not known whom a leader hears.
            _ if no_voices => Err(Undefined::NoVoices),
            Ok(heard) => Ok(1.0 - heard[number] / self.under[number].people as f64),
            Err(why) => Err(*why),
        }
    }

    /// Of each leader the sum of 1 over the steps that the voices of those below take: a search
    /// from every leader.
    pub(super) fn heard(
        &self,
        people: &People<'_>,
        chart: &ChartOf,
        cancel: &Cancel,
    ) -> Result<Vec<f64>, Cancelled> {
        let speaks = Rows::directed(people.count(), voices(people));
        let led_by = self.led_by(people, chart, cancel)?;
        Listening::default().near(&speaks, &self.leaders, &led_by, cancel)
    }

    fn led_by(
        &self,
        people: &People<'_>,
        chart: &ChartOf,
        cancel: &Cancel,
    ) -> Result<LedBy, Cancelled> {
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
    let consults = people.consults.iter().flat_map(move |arrow| {
        let (from, to) = arrow.pair();
        [(from, to), (to, from)]
    });
    people.informs.iter().map(Arrow::pair).chain(consults)
}

/// How many layers down everybody below one seat is, in room that is kept from seat to seat.
struct Layers<'a> {
    chart: &'a ChartOf,
    /// For which seat a layer was last measured, and the layer.
    of: Vec<(usize, usize)>,
    seat: usize,
}

/// The people below one seat.
#[derive(Debug, Default)]
struct Under {
    people: usize,
    deepest: usize,
    /// The sum of 1 over the layers.
    near: f64,
}

impl Under {
    fn add(&mut self, layer: usize) {
        self.people += 1;
        self.deepest = self.deepest.max(layer);
        self.near += near(layer);
    }
}

/// How deep in the chart the people stand, in the order in which those below are a stretch; nothing
/// where a seat is vacant.
struct Depths(Vec<Option<NonZeroUsize>>);

impl Depths {
    fn of(people: &People<'_>, chart: &ChartOf, order: &[u32]) -> Self {
        let depth = |seat: &u32| {
            let seat = *seat as usize;
            people.person[seat].map(|_| NonZeroUsize::MIN.saturating_add(depth_of(chart, seat)))
        };
        Self(order.iter().map(depth).collect())
    }

    /// Looks at everybody below a seat.
    fn below(&self, chart: &ChartOf, seat: usize) -> Under {
        let (own, mut under) = (depth_of(chart, seat), Under::default());
        let below = self.0[chart.below.stretch(seat)].iter().flatten();
        below.for_each(|depth| under.add((depth.get() - 1).saturating_sub(own)));
        under
    }
}

fn depth_of(chart: &ChartOf, seat: usize) -> usize {
    chart.depth[seat].unwrap_or(0)
}

impl<'a> Layers<'a> {
    fn of(chart: &'a ChartOf, seats: usize) -> Self {
        // Where those below are a stretch of one order, depth tells the layer.
        let measured = if chart.below.is_stretches() { 0 } else { seats };
        Self { chart, of: vec![(usize::MAX, 0); measured], seat: usize::MAX }
    }

    /// Measures from a seat from here on.
    fn stand_at(&mut self, seat: usize) {
        self.seat = seat;
        if !self.chart.below.is_stretches() {
            self.measure(seat);
        }
    }

    /// Looks at everybody below a seat.
    fn below(&mut self, people: &People<'_>, seat: usize) -> Under {
        self.stand_at(seat);
        let mut under = Under::default();
        let below = self.chart.below.of(seat);
        let below = below.filter(|seat| people.person[*seat].is_some());
        below.for_each(|seat| under.add(self.layer(seat)));
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
            return depth_of(self.chart, below).saturating_sub(depth_of(self.chart, self.seat));
        }
        self.of[below].1
    }

    /// The layer of a seat; nothing where it is not below.
    fn of_seat(&self, seat: usize) -> Option<usize> {
        self.chart.is_above(self.seat, seat).then(|| self.layer(seat))
    }
}

/// The part of a leader's questions that go to people below.
fn downward(talk: Talk<'_>, person: usize, is_below: impl Fn(usize) -> bool) -> Defined<f64> {
    let all = talk.asks(person).fold(0.0, |sum, arrow| sum + arrow.weight);
    let down = talk.asks(person).filter(|arrow| is_below(arrow.to));
    let down = down.fold(0.0, |sum, arrow| sum + arrow.weight);
    if all > 0.0 { Ok(down / all) } else { Err(Undefined::NoDealings) }
}

/// A leader's asking as a part of its asking and telling.
fn asking_against_telling(talk: Talk<'_>, person: usize) -> Defined<f64> {
    let asks = talk.asks(person).fold(0.0, |sum, arrow| sum + arrow.weight);
    let tells = talk.tells(person).fold(0.0, |sum, arrow| sum + arrow.weight);
    if asks + tells > 0.0 { Ok(asks / (asks + tells)) } else { Err(Undefined::NoDealings) }
}
