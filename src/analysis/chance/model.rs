//! What stays when chance draws: the chart, rights, head counts, and each person's outgoing
//! arrows; all by a canonical order of the people.

use super::super::cancel::{Cancel, Cancelled};
use super::super::hierarchy::ChartOf;
use super::super::network::Rows;
use super::super::people::{Arrow, People};
use super::super::question::Question;
use super::super::result::{Analysis, HierarchySource};
use super::super::undefined::Defined;
use super::super::voices::LedBy;
use super::order::canonical;
use super::random::mix;
use crate::model::FlowKind;
use crate::quantity::Score;

/// What a kind of arrow does to the measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Consult,
    Instruct,
    Inform,
    Relation,
}

/// The arrows of one kind: of each person the frequencies of those that go out, in order.
#[derive(Debug)]
pub(super) struct Kind {
    pub(super) role: Role,
    pub(super) out: Vec<(u32, Vec<f64>)>,
}

/// Which measures have a value on the map; the others are not drawn.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) pull: bool,
    pub(super) inwardness: bool,
    pub(super) norm: bool,
    pub(super) tv: bool,
    pub(super) lateral: bool,
    pub(super) insulation: bool,
}

/// The null model. Columns are by person in the canonical order.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) count: usize,
    pub(super) seed: u64,
    pub(super) kinds: Vec<Kind>,
    pub(super) wanted: Wanted,
    /// The height of each; nothing outside of the chart.
    pub(super) height: Vec<Option<f64>>,
    pub(super) equal_height: f64,
    /// The top-heaviness of pure command.
    pub(super) command: f64,
    pub(super) decided: Option<Vec<f64>>,
    pub(super) held: Option<Vec<f64>>,
    pub(super) authority: Vec<f64>,
    pub(super) of_chart: Vec<f64>,
    /// Weights of decisions, knowledge and influence.
    pub(super) weights: [f64; 3],
    /// The people above each, in order, where the talk's direction is asked for.
    pub(super) above: Rows,
    /// Everybody who leads somebody, and how many people are below.
    pub(super) leaders: Vec<(u32, usize)>,
    /// Of each person the leaders above, as places among the leaders, in order.
    pub(super) led_by: LedBy,
}

impl Model {
    pub(super) fn of(
        question: &Question,
        analysis: &Analysis,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let people = People::of(&question.stage);
        let chart = ChartOf::of(&people, cancel)?;
        let settings = &question.settings;
        let weights = settings.weights();
        let kinds = kinds(question, &people);
        let marks = marks(&people, &chart, analysis, &kinds);
        let people = people.without_talk();
        let (order, whole) = canonical(&marks, &chart.superiors, &chart.reports);
        let order: Vec<usize> = order.into_iter().filter_map(|seat| people.person[seat]).collect();
        let place = inverse(&order);
        let column = |values: &Defined<Vec<f64>>| {
            let values = values.as_ref().ok()?;
            Some(order.iter().map(|person| values[*person]).collect::<Vec<f64>>())
        };
        let above = above(&people, &chart, &place);
        let (leaders, led_by) = leaders(people.count(), &above);
        let seed = weights.iter().fold(whole, |seed, weight| mix(seed ^ rounded(*weight)));
        let gravity = &analysis.gravity;
        let insulated = |it: &super::super::result::Leader| it.insulation.is_ok();
        Ok(Self {
            count: people.count(),
            seed,
            wanted: Wanted {
                pull: gravity.pull.is_ok(),
                inwardness: gravity.mass.inwardness.is_ok(),
                norm: analysis.norm.influence.is_ok(),
                tv: analysis.gap.is_ok(),
                lateral: analysis.flow_shares.lateral.is_ok(),
                insulation: analysis.leadership.leaders.values().any(insulated),
            },
            height: order
                .iter()
                .map(|person| chart.height[people.held[*person]].map(Score::get))
                .collect(),
            equal_height: analysis.equal_height.unwrap_or(0.0),
            command: gravity.pure_command.top_heaviness.unwrap_or(0.0),
            decided: column(&analysis.authority.declared),
            held: column(&analysis.knowledge.held),
            authority: column(&analysis.authority.pooled).unwrap_or_default(),
            of_chart: column(&analysis.authority.chart).unwrap_or_default(),
            weights,
            kinds: in_order(kinds, &place),
            above,
            leaders,
            led_by,
        })
    }

    /// How many arrows are drawn anew.
    pub(super) fn arrows(&self) -> usize {
        let each = self.kinds.iter().flat_map(|kind| &kind.out);
        each.map(|(_, weights)| weights.len()).sum()
    }

    /// Whether the talk between two has a direction: both stand in the chart.
    pub(super) fn is_placed(&self, person: usize) -> bool {
        self.height[person].is_some()
    }
}

/// The arrows by kind: consult, instruct, inform, and each relation of one's own.
fn kinds(question: &Question, people: &People<'_>) -> Vec<Kind> {
    let mut all = Vec::new();
    for (role, arrows) in [
        (Role::Consult, &people.consults),
        (Role::Instruct, &people.instructs),
        (Role::Inform, &people.informs),
    ] {
        if !arrows.is_empty() {
            all.push(Kind { role, out: out(people.count(), arrows.iter()) });
        }
    }
    let mut relations: std::collections::BTreeMap<String, Vec<&Arrow>> = Default::default();
    for arrow in &people.relations {
        if let Some(FlowKind::Relation(name)) =
            question.stage.flows().get(arrow.id).map(|flow| &flow.kind)
        {
            relations.entry(name.to_string()).or_default().push(arrow);
        }
    }
    let each = relations.into_values();
    all.extend(
        each.map(|arrows| Kind {
            role: Role::Relation,
            out: out(people.count(), arrows.into_iter()),
        }),
    );
    all
}

fn out<'a>(count: usize, arrows: impl Iterator<Item = &'a Arrow>) -> Vec<(u32, Vec<f64>)> {
    let mut by_person = vec![Vec::new(); count];
    arrows.for_each(|arrow| by_person[arrow.from()].push(arrow.weight));
    let mut all = Vec::new();
    for (person, mut weights) in by_person.into_iter().enumerate() {
        if !weights.is_empty() {
            weights.sort_by(f64::total_cmp);
            all.push((person as u32, weights));
        }
    }
    all
}

fn in_order(kinds: Vec<Kind>, place: &[u32]) -> Vec<Kind> {
    let ordered = |mut kind: Kind| {
        kind.out.iter_mut().for_each(|(person, _)| *person = place[*person as usize]);
        kind.out.sort_by_key(|(person, _)| *person);
        kind
    };
    kinds.into_iter().map(ordered).collect()
}

/// A number that stands for a value up to rounding.
fn rounded(value: f64) -> u64 {
    (value * 1e9).round().to_bits()
}

/// What is known of every seat, as a number.
fn marks(people: &People<'_>, chart: &ChartOf, analysis: &Analysis, kinds: &[Kind]) -> Vec<u64> {
    let mut marks: Vec<u64> = (0..people.seats.len())
        .map(|seat| {
            let held = u64::from(people.person[seat].is_some());
            let depth = chart.depth[seat].map_or(u64::MAX, |depth| depth as u64);
            let height = chart.height[seat].map_or(u64::MAX, |height| rounded(height.get()));
            mix(mix(mix(held) ^ depth) ^ height)
        })
        .collect();
    let columns = [
        &analysis.authority.declared,
        &analysis.authority.pooled,
        &analysis.authority.chart,
        &analysis.knowledge.held,
    ];
    for (number, column) in columns.into_iter().enumerate() {
        let Ok(column) = column else { continue };
        for (person, share) in column.iter().enumerate() {
            let mark = &mut marks[people.held[person]];
            *mark = mix(*mark ^ mix(number as u64) ^ rounded(*share));
        }
    }
    for (number, kind) in kinds.iter().enumerate() {
        for (person, weights) in &kind.out {
            let mark = &mut marks[people.held[*person as usize]];
            let own = weights.iter().fold(0, |sum, weight| mix(sum ^ rounded(*weight)));
            *mark = mix(*mark ^ mix(100 + number as u64) ^ own);
        }
    }
    marks
}

fn inverse(order: &[usize]) -> Vec<u32> {
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, person)| place[*person] = at as u32);
    place
}

/// The people above each, in order.
fn above(people: &People<'_>, chart: &ChartOf, place: &[u32]) -> Rows {
    if chart.source == HierarchySource::None {
        return Rows::directed(people.count(), std::iter::empty());
    }
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for (person, seat) in people.held.iter().enumerate() {
        let below = chart.below.of(*seat).filter_map(|below| people.person[below]);
        pairs.extend(below.map(|below| (place[below], place[person])));
    }
    pairs.sort_unstable();
    Rows::directed(people.count(), pairs.into_iter())
}

fn leaders(count: usize, above: &Rows) -> (Vec<(u32, usize)>, LedBy) {
    let mut below = vec![0_usize; count];
    for person in 0..count {
        above.of(person).iter().for_each(|leader| below[*leader as usize] += 1);
    }
    let leaders: Vec<(u32, usize)> =
        below.iter().enumerate().filter(|(_, n)| **n > 0).map(|(at, n)| (at as u32, *n)).collect();
    let mut number = vec![0_u32; count];
    for (at, (leader, _)) in leaders.iter().enumerate() {
        number[*leader as usize] = at as u32;
    }
    let pairs = (0..count).flat_map(|person| {
        let number = &number;
        let own = above.of(person).iter();
        own.map(move |leader| (person as u32, number[*leader as usize]))
    });
    let led_by = LedBy::Rows(Rows::directed(count, pairs));
    (leaders, led_by)
}
