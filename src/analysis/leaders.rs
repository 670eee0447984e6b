//! What reaches everybody who leads somebody, and how each leads (MEASURES 6).

use std::collections::BTreeMap;

use super::cancel::{Cancel, Cancelled};
use super::distribution::mean;
use super::followers;
use super::hierarchy::ChartOf;
use super::network::Rows;
use super::people::{Arrow, Line, People};
use super::result::{HierarchySource, Leader};
use super::undefined::{Defined, Undefined};
use super::voices::Listening;
use crate::model::PositionId;

/// Everybody who has somebody below.
pub(super) fn leaders(
    people: &People<'_>,
    chart: &ChartOf,
    pull: &Defined<f64>,
    cancel: &Cancel,
) -> Result<BTreeMap<PositionId, Leader>, Cancelled> {
    let led = Led::of(people, chart, cancel)?;
    let heard = led.heard(people);
    let asking = Outgoing::of(people.count(), &people.consults);
    let telling = Outgoing::of(people.count(), &people.instructs);
    let mut rated: Vec<Vec<&Line>> = vec![Vec::new(); people.seats.len()];
    people.lines.iter().for_each(|line| rated[line.to].push(line));
    let mut layers = Layers::of(people.seats.len());
    let mut leaders = BTreeMap::new();
    for (number, person) in led.leaders.iter().map(|leader| *leader as usize).enumerate() {
        cancel.check()?;
        let seat = people.held[person];
        layers.measure(chart, seat);
        let below = &led.below[number];
        let layer = |who: usize| layers.below(people.held[who]);
        let chain = mean(below.iter().map(|who| near(layer(*who))));
        let told = mean(std::iter::once(heard.near[number] / below.len() as f64));
        let (own, lines) = (asking.of_person(person), &rated[seat]);
        let leader = Leader {
            layers_below: below.iter().filter_map(|who| layer(*who)).max().unwrap_or(0),
            furthest_voice: heard
                .direct
                .of(person)
                .iter()
                .filter_map(|who| layer(*who as usize))
                .max(),
            insulation: match told {
                // Nobody asks or informs anybody: then it is not known whom a leader hears.
                _ if heard.no_voices => Err(Undefined::NoVoices),
                near => near.map(|near| 1.0 - near).ok_or(Undefined::NoReports),
            },
            insulation_chain_only: chain.map(|near| 1.0 - near).ok_or(Undefined::NoReports),
            consults_downward: asking.downward(person, |to| chart.is_above(seat, people.held[to])),
            consult_vs_instruct: asking.against(&telling, person),
            acceptance: followers::mean_rating(people, lines, |line| line.accepts),
            distance: followers::mean_rating(people, lines, |line| line.distance),
            take_up: followers::take_up(own),
            asks_outside: followers::asks_outside(people, person, own),
            pin_gap: followers::pin_gap(people, person, pull),
        };
        leaders.insert(people.id(person), leader);
    }
    Ok(leaders)
}

fn near(steps: Option<usize>) -> f64 {
    steps.map_or(0.0, |steps| 1.0 / steps as f64)
}

/// Who leads whom.
struct Led {
    leaders: Vec<u32>,
    /// The people below each leader.
    below: Vec<Vec<usize>>,
    /// The leaders above each person, as places among the leaders.
    led_by: Rows,
}

/// What is heard by whom.
struct HeardBy {
    no_voices: bool,
    /// Whose voice comes directly to each person.
    direct: Rows,
    /// Of each leader the sum of 1 over the steps of those below.
    near: Vec<f64>,
}

impl Led {
    fn of(people: &People<'_>, chart: &ChartOf, cancel: &Cancel) -> Result<Self, Cancelled> {
        let (mut leaders, mut below, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
        for (person, seat) in people.held.iter().enumerate() {
            cancel.check()?;
            let under = chart.below.of(*seat).filter_map(|below| people.person[below]);
            let under: Vec<usize> = under.collect();
            if !under.is_empty() {
                let number = leaders.len() as u32;
                pairs.extend(under.iter().map(|who| (*who as u32, number)));
                leaders.push(person as u32);
                below.push(under);
            }
        }
        let led_by = Rows::directed(people.count(), pairs.iter().copied());
        Ok(Self { leaders, below, led_by })
    }

    fn heard(&self, people: &People<'_>) -> HeardBy {
        let informs = people.informs.iter().map(|arrow| (arrow.from as u32, arrow.to as u32));
        let consults = people.consults.iter().flat_map(|arrow| {
            let (from, to) = (arrow.from as u32, arrow.to as u32);
            [(from, to), (to, from)]
        });
        let voices = informs.chain(consults);
        let speaks = Rows::directed(people.count(), voices.clone());
        let near = Listening::default().near(&speaks, &self.leaders, &self.led_by);
        let direct = Rows::directed(people.count(), voices.map(|(from, to)| (to, from)));
        let no_voices = people.consults.is_empty() && people.informs.is_empty();
        HeardBy { no_voices, direct, near }
    }
}

/// How many layers down everybody below one seat is, in room that is kept from seat to seat.
struct Layers {
    /// For which seat a layer was last measured, and the layer.
    of: Vec<(usize, usize)>,
    seat: usize,
}

impl Layers {
    fn of(seats: usize) -> Self {
        Self { of: vec![(usize::MAX, 0); seats], seat: usize::MAX }
    }

    /// Steps down from a seat; by difference of levels where there are no lines.
    fn measure(&mut self, chart: &ChartOf, seat: usize) {
        self.seat = seat;
        if chart.source != HierarchySource::Lines {
            for below in chart.below.of(seat) {
                let steps = chart.depth[seat].zip(chart.depth[below]);
                let steps = steps.map_or(0, |(mine, theirs)| theirs.saturating_sub(mine));
                self.of[below] = (seat, steps);
            }
            return;
        }
        let mut layer = vec![seat];
        let mut steps = 0;
        while !layer.is_empty() {
            steps += 1;
            let mut next = Vec::new();
            for report in layer.iter().flat_map(|seat| chart.reports.of(*seat)) {
                let report = *report as usize;
                if report != seat && self.of[report].0 != seat {
                    self.of[report] = (seat, steps);
                    next.push(report);
                }
            }
            layer = next;
        }
    }

    /// The layer of a seat; nothing where it is not below.
    fn below(&self, seat: usize) -> Option<usize> {
        let (measured, layer) = self.of[seat];
        (measured == self.seat).then_some(layer)
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
