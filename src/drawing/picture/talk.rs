//! Flows between boxes that stand for several positions: one arrow for each pair of boxes and kind,
//! and the talk inside of a box as a loop.

use std::collections::BTreeMap;

use super::describe;
use crate::drawing::{Ink, Mark, Stroke};
use crate::layout::Arrangement;
use crate::model::{FlowId, FlowKind, PositionId, Stage};
use crate::quantity::{MapPoint, MapSize};

/// So many sums are drawn in an overview, the heaviest, or as many as carry this part of all.
const MOST: usize = 16;
const ENOUGH: f64 = 0.8;
/// Of so many sums there are arrows, the heaviest: the rest is not drawn for those who point either.
pub(super) const KEPT: usize = 20_000;

/// What is said between and inside of the boxes of a drawing where some stand for several.
#[derive(Debug, Clone, Default)]
pub(super) struct Talk {
    /// One for each pair of boxes and kind, the heaviest first.
    pub(super) between: Vec<Sum>,
    /// How many flows run inside of a box.
    pub(super) inside: BTreeMap<PositionId, usize>,
}

/// All flows of one kind from one box to another.
#[derive(Debug, Clone)]
pub(super) struct Sum {
    /// The first of them.
    pub(super) id: FlowId,
    pub(super) from: PositionId,
    pub(super) to: PositionId,
    pub(super) kind: FlowKind,
    /// How many there are.
    pub(super) count: usize,
    /// How frequent the one is, where there is one.
    pub(super) frequency: f64,
    /// Whether it is one of the lighter ones of an overview, shown for whom one points at.
    pub(super) light: bool,
}

impl Talk {
    /// The sums of a stage on a drawing.
    pub(super) fn of(stage: &Stage, arrangement: &Arrangement) -> Self {
        let shown = |id: PositionId| arrangement.hidden.get(&id).copied().unwrap_or(id);
        let mut sums: BTreeMap<(PositionId, PositionId, &FlowKind), Sum> = BTreeMap::new();
        let mut talk = Self::default();
        for (id, flow) in stage.flows().iter() {
            let (from, to) = (shown(flow.from), shown(flow.to));
            if from == to {
                *talk.inside.entry(from).or_default() += 1;
                continue;
            }
            let sum = sums.entry((from, to, &flow.kind)).or_insert_with(|| Sum {
                id,
                from,
                to,
                kind: flow.kind.clone(),
                count: 0,
                frequency: flow.frequency.get(),
                light: false,
            });
            sum.count += 1;
        }
        talk.between = sums.into_values().collect();
        talk.between.sort_by_key(|sum| (usize::MAX - sum.count, sum.id));
        if !arrangement.groups.is_empty() {
            talk.keep_the_heaviest();
        }
        talk
    }

    fn keep_the_heaviest(&mut self) {
        let all: usize = self.between.iter().map(|sum| sum.count).sum();
        let mut carried = 0;
        for (number, sum) in self.between.iter_mut().enumerate() {
            sum.light = number >= MOST || carried as f64 >= ENOUGH * all as f64;
            carried += sum.count;
        }
    }

    /// What an overview leaves out, in words; nothing where it shows all.
    pub(super) fn left_out(&self) -> Option<String> {
        let all: usize = self.between.iter().map(|sum| sum.count).sum();
        let light: Vec<&Sum> = self.between.iter().filter(|sum| sum.light).collect();
        let out: usize = light.iter().map(|sum| sum.count).sum();
        let shown = self.between.len() - light.len();
        let part = (all - out) as f64 / all.max(1) as f64;
        (out > 0).then(|| {
            format!(
                "the {shown} heaviest arrows between boxes carry {:.0}\u{a0}% of that talk; \
                 {} lighter ones are left out",
                part * 100.0,
                light.len(),
            )
        })
    }
}

impl Sum {
    /// The width of its arrow, in map units: by the square root of how many flows there are.
    pub(super) fn width(&self) -> f64 {
        (0.75 * (self.count as f64).sqrt()).clamp(1.4, 14.0)
    }

    /// What a screen reader says of it.
    pub(super) fn description(&self, stage: &Stage, name: impl Fn(PositionId) -> String) -> String {
        let (from, to) = (name(self.from), name(self.to));
        match stage.flows().get(self.id).filter(|_| self.count == 1) {
            Some(flow) => describe::flow(stage, flow),
            None => {
                let verb = match &self.kind {
                    FlowKind::Consult => "consults",
                    FlowKind::Instruct => "instructs",
                    FlowKind::Inform => "informs",
                    FlowKind::Relation(relation) => {
                        return format!("{relation}: from {from} to {to}, {} arrows", self.count);
                    }
                };
                format!("{from} {verb} {to}, {} arrows", self.count)
            }
        }
    }
}

/// The loop of the talk inside of a box whose middle is the origin, at its upper right corner.
pub(super) fn inside(count: usize, size: MapSize) -> Mark {
    const RADIUS: f64 = 9.0;
    let center = MapPoint::new(size.width / 2.0 - 2.0, 2.0 - size.height / 2.0);
    let width = (0.45 * (count as f64).sqrt()).clamp(1.4, 7.0);
    let stroke = Some(Stroke::solid(Ink::InnerTalk, width));
    Mark::Circle { center, radius: RADIUS, fill: None, stroke }
}
