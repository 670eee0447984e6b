//! What is different in a stage, and whom that touches.

use std::sync::Arc;

use super::super::authority::influence_of_command;
use super::super::cancel::{Cancel, Cancelled};
use super::super::dealings::Talk;
use super::super::hierarchy::ChartOf;
use super::super::organicity::Relations;
use super::super::people::{Arrow, People};
use super::super::respondents::Ballots;
use super::super::result::HierarchySource;
use super::super::said::{Shares, Work};
use super::Parts;
use crate::model::{Difference, Flow, FlowId, FlowKind, Line, LineId, Position, PositionId, Stage};

/// So many differences are followed; with more of them the stage is read as a whole.
const MOST: usize = 200;

/// What is different in a stage.
pub(super) struct Changes<'a> {
    positions: Vec<Difference<'a, PositionId, Position>>,
    lines: Vec<Difference<'a, LineId, Line>>,
    flows: Vec<Difference<'a, FlowId, Flow>>,
    units: bool,
}

/// Nothing where there are too many.
fn few<T>(differences: Vec<T>) -> Option<Vec<T>> {
    (differences.len() <= MOST).then_some(differences)
}

impl<'a> Changes<'a> {
    /// Nothing where there is too much of it, or where somebody comes or goes: then everybody has
    /// another place.
    pub(super) fn between(before: &'a Stage, after: &'a Stage) -> Option<Self> {
        let positions = few(before.positions().differences(after.positions()))?;
        let stays = |(_, was, is): &Difference<'_, PositionId, Position>| match (was, is) {
            (Some(was), Some(is)) => was.is_vacant() == is.is_vacant(),
            _ => false,
        };
        positions.iter().all(stays).then_some(())?;
        Some(Self {
            lines: few(before.lines().differences(after.lines()))?,
            flows: few(before.flows().differences(after.flows()))?,
            units: !before.units().differences(after.units()).is_empty(),
            positions,
        })
    }
}

impl<'a> Changes<'a> {
    /// The people of whom something else is said, as it was and as it is.
    fn changed(&self, people: &People<'_>) -> Vec<(usize, &'a Position, &'a Position)> {
        let mut found = Vec::new();
        for (id, was, is) in &self.positions {
            let person = people.seat(*id).and_then(|seat| people.person[seat]);
            if let (Some(person), Some(was), Some(is)) = (person, was, is) {
                found.push((person, *was, *is));
            }
        }
        found
    }
}

/// Whom changed arrows touch.
#[derive(Default)]
struct Touched {
    /// Those at either end.
    ends: Vec<usize>,
    /// Those who ask, and those whom they ask.
    askers: Vec<usize>,
    asked: Vec<usize>,
    /// Those who depend, and those on whom.
    dependents: Vec<usize>,
    on: Vec<usize>,
    /// Pairs that may be joined by now, or not any more.
    pairs: Vec<(usize, usize)>,
    /// Whether voices go other ways, and whether relations of one's own do.
    voices: bool,
    relations: bool,
}

impl Touched {
    /// Takes note of an arrow as it was or is; `moved` says whether it has other ends or is of
    /// another kind.
    fn note(&mut self, kind: &FlowKind, arrow: &Arrow, moved: bool) {
        let (from, to) = (arrow.from(), arrow.to());
        match kind {
            FlowKind::Relation(_) => {
                self.relations |= moved;
                return;
            }
            FlowKind::Consult => {
                self.askers.push(from);
                self.asked.push(to);
                self.dependents.push(from);
                self.on.push(to);
                self.voices |= moved;
            }
            FlowKind::Instruct => {
                self.dependents.push(to);
                self.on.push(from);
            }
            FlowKind::Inform => self.voices |= moved,
        }
        self.ends.extend([from, to]);
        if moved {
            self.pairs.push((from, to));
        }
    }
}

fn once(mut all: Vec<usize>) -> Vec<usize> {
    all.sort_unstable();
    all.dedup();
    all
}

impl Parts {
    /// Follows what is different. `people` stand on the new stage, their arrows and lines as they
    /// were before.
    pub(super) fn follow(
        &mut self,
        people: &mut People<'_>,
        changes: &Changes<'_>,
        cancel: &Cancel,
    ) -> Result<(), Cancelled> {
        let mut touched = self.take_arrows(people, changes);
        let moved = put_lines(people, changes);
        let any = !changes.positions.is_empty() || !touched.ends.is_empty() || touched.relations;
        let level = changes.positions.iter().any(|(_, was, is)| {
            was.map(|position| position.level) != is.map(|position| position.level)
        });
        let other =
            (level && self.chart.source != HierarchySource::Lines) || (any && self.chart.by_rank);
        self.count_votes(people, &mut touched);
        if other || !moved.lines.is_empty() {
            self.chart_anew(people, &moved, &mut touched, cancel)?;
        }
        if touched.voices {
            self.heard = None;
        }
        self.read_people(people, changes, &touched);
        let talk = Talk { people, dealings: &self.dealings };
        if self.joined.follow(talk, &touched.pairs, touched.relations) {
            self.closeness = None;
        }
        Ok(())
    }

    /// Reads the chart anew, and whom it touches that these lines have other ends.
    fn chart_anew(
        &mut self,
        people: &People<'_>,
        moved: &Moved,
        touched: &mut Touched,
        cancel: &Cancel,
    ) -> Result<(), Cancelled> {
        let talk = Talk { people, dealings: &self.dealings };
        let before = std::mem::replace(&mut self.chart, ChartOf::of(people, cancel)?);
        let levels = self.hierarchy.levels;
        self.hierarchy = Arc::new(self.chart.report(people));
        self.command = influence_of_command(people, &self.chart);
        self.shares.follow_chart(people, &self.chart);
        self.heard = None;
        self.leads.follow_chart(talk, &self.chart, &self.influence.given, &moved.lines);
        let Some(some) = elsewhere(people, [&before, &self.chart], moved) else {
            self.relations = Relations::of(talk, &self.chart);
            self.ballots = Ballots::of(talk, &self.chart);
            return Ok(());
        };
        let mut others = Vec::new();
        for person in &some {
            talk.others(*person, &mut others);
            touched.ends.extend(others.iter().map(|other| *other as usize));
            touched.dependents.extend(talk.dependents(*person).map(|(who, _)| who));
        }
        touched.ends.extend(some);
        touched.dependents = once(std::mem::take(&mut touched.dependents));
        // On another scale everybody stands at another height.
        if self.hierarchy.levels != levels {
            self.ballots = Ballots::of(talk, &self.chart);
        }
        Ok(())
    }

    fn take_arrows(&mut self, people: &mut People<'_>, changes: &Changes<'_>) -> Touched {
        let mut touched = Touched::default();
        for (id, before, after) in &changes.flows {
            let [was, is] = self.dealings.follow(people, (*id, *before, *after));
            let ends = |arrow: Option<Arrow>| arrow.map(|arrow| (arrow.from(), arrow.to()));
            let kind = |flow: &Option<&Flow>| flow.map(|flow| flow.kind.clone());
            let moved = ends(was) != ends(is) || kind(before) != kind(after);
            for (flow, arrow) in [(before, was), (after, is)] {
                if let (Some(flow), Some(arrow)) = (flow, arrow) {
                    touched.note(&flow.kind, &arrow, moved);
                }
            }
        }
        touched
    }

    fn count_votes(&mut self, people: &People<'_>, touched: &mut Touched) {
        let talk = Talk { people, dealings: &self.dealings };
        for list in [&mut touched.ends, &mut touched.askers, &mut touched.dependents] {
            *list = once(std::mem::take(list));
        }
        for asker in &touched.askers {
            self.sought.give(talk, *asker);
            touched.asked.extend(talk.asks(*asker).map(|arrow| arrow.to));
        }
        for dependent in &touched.dependents {
            self.influence.give(talk, *dependent);
            touched.on.extend(talk.depends_on(*dependent).map(|(on, _)| on));
        }
        once(std::mem::take(&mut touched.asked))
            .into_iter()
            .for_each(|it| self.sought.receive(talk, it));
        once(std::mem::take(&mut touched.on))
            .into_iter()
            .for_each(|it| self.influence.receive(talk, it));
    }

    /// Reads those anew who are touched.
    fn read_people(&mut self, people: &People<'_>, changes: &Changes<'_>, touched: &Touched) {
        let talk = Talk { people, dealings: &self.dealings };
        let changed = changes.changed(people);
        if !changed.iter().all(|(_, was, is)| Shares::outlast(was, is)) {
            (self.shares, self.work) = Shares::and_work(people, &self.chart);
        } else if !changed.iter().all(|(_, was, is)| Work::outlasts(was, is)) {
            self.work = Work::of(people);
        }
        let own = changed.iter().map(|(person, ..)| *person);
        let some = once(touched.ends.iter().copied().chain(own.clone()).collect());
        some.iter().for_each(|person| self.relations.read_anew(talk, &self.chart, *person));
        for person in &touched.dependents {
            self.ballots.count_anew(talk, &self.chart, *person);
        }
        let tellers = touched.dependents.iter().flat_map(|it| talk.told(*it));
        let drew = tellers.map(|arrow| arrow.from).chain(touched.ends.iter().copied());
        for person in once(drew.collect()) {
            self.ballots.leave_out_anew(talk, &self.chart, person);
        }
        if changes.units {
            self.leads = super::Leads::of(talk, &self.chart, &self.influence.given);
        } else {
            self.read_leads(people, changes, touched, some, own);
        }
    }

    fn read_leads(
        &mut self,
        people: &People<'_>,
        changes: &Changes<'_>,
        touched: &Touched,
        mut some: Vec<usize>,
        own: impl Iterator<Item = usize> + Clone,
    ) {
        let talk = Talk { people, dealings: &self.dealings };
        // Whoever asks somebody in another unit now asks outside, or inside.
        some.extend(own.flat_map(|person| talk.asked(person).map(|arrow| arrow.from)));
        let seats = changes.lines.iter().flat_map(|(_, was, is)| [*was, *is]).flatten();
        let ends = seats.flat_map(|line| [line.from, line.to]);
        some.extend(ends.filter_map(|id| people.person[people.seat(id)?]));
        let some = once(some);
        for (one, other) in &touched.pairs {
            self.leads.follow_mutual(talk, *one, *other);
        }
        self.leads.read_anew(talk, &self.chart, &self.influence.given, &some);
        if !changes.positions.is_empty() {
            self.leads.pin_anew(people);
        }
    }
}

/// Lines that have other ends or are of another kind, and the seats at those that they have or had.
#[derive(Default)]
struct Moved {
    lines: Vec<LineId>,
    from: Vec<usize>,
    to: Vec<usize>,
}

/// Puts changed lines in place.
fn put_lines(people: &mut People<'_>, changes: &Changes<'_>) -> Moved {
    let mut moved = Moved::default();
    for (id, was, is) in &changes.lines {
        let course = |line: &Option<&Line>| line.map(|line| (line.from, line.to, line.kind));
        if course(was) != course(is) {
            moved.lines.push(*id);
            for line in [*was, *is].into_iter().flatten() {
                moved.from.extend(people.seat(line.from));
                moved.to.extend(people.seat(line.to));
            }
        }
        people.put_line(*id, *is);
    }
    moved
}

/// The people who stand elsewhere in the second of two charts, where lines moved: those at their
/// ends, and all below their lower ends. Nothing where those below are not side by side in both, or
/// where it is so many that all may as well be read.
fn elsewhere(people: &People<'_>, charts: [&ChartOf; 2], moved: &Moved) -> Option<Vec<usize>> {
    let by_lines = |chart: &&ChartOf| {
        chart.source == HierarchySource::Lines && chart.below.is_stretches() && !chart.by_rank
    };
    if moved.lines.is_empty() || !charts.iter().all(by_lines) {
        return None;
    }
    let mut found: Vec<usize> = moved.to.iter().filter_map(|seat| people.person[*seat]).collect();
    for seat in once(moved.from.clone()) {
        let below = charts.into_iter().flat_map(|chart| chart.below.of(seat));
        found.extend(below.chain([seat]).filter_map(|seat| people.person[seat]));
        if found.len() > people.count() / 2 {
            return None;
        }
    }
    Some(once(found))
}
