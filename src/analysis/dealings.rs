//! The arrows of everybody: what one person asks, tells and hears is found at once, and one arrow
//! more or less changes what is kept of it alone.

use super::people::{Arrow, People};
use super::ties::{Tie, Ties};
use crate::model::{Flow, FlowId, FlowKind};

/// The arrows of one kind by whom they start from and by whom they lead to.
#[derive(Debug, Default)]
struct Both {
    out: Ties,
    into: Ties,
}

impl Both {
    fn of(count: usize, arrows: &[Arrow]) -> Self {
        Self {
            out: Ties::of(count, arrows, Arrow::pair),
            into: Ties::of(count, arrows, |arrow| turned(arrow.pair())),
        }
    }

    fn put(&mut self, arrow: &Arrow, at: u32, last: bool) {
        let (from, to) = arrow.pair();
        self.out.put(arrow.from(), Tie { at, other: to }, last);
        self.into.put(arrow.to(), Tie { at, other: from }, last);
    }

    fn take(&mut self, arrow: &Arrow, at: u32) {
        self.out.take(arrow.from(), at);
        self.into.take(arrow.to(), at);
    }
}

fn turned((from, to): (u32, u32)) -> (u32, u32) {
    (to, from)
}

/// Consult, instruct and inform arrows by person.
#[derive(Debug, Default)]
pub(super) struct Dealings {
    asks: Both,
    orders: Both,
    informs: Both,
}

impl Dealings {
    pub(super) fn of(people: &People<'_>) -> Self {
        let both = |arrows: &[Arrow]| Both::of(people.count(), arrows);
        Self {
            asks: both(&people.consults),
            orders: both(&people.instructs),
            informs: both(&people.informs),
        }
    }

    fn of_kind(&mut self, kind: &FlowKind) -> Option<&mut Both> {
        match kind {
            FlowKind::Consult => Some(&mut self.asks),
            FlowKind::Instruct => Some(&mut self.orders),
            FlowKind::Inform => Some(&mut self.informs),
            FlowKind::Relation(_) => None,
        }
    }

    /// Follows a changed flow in the lists and in the rows; the arrow before and after.
    pub(super) fn follow(
        &mut self,
        people: &mut People<'_>,
        (id, before, after): (FlowId, Option<&Flow>, Option<&Flow>),
    ) -> [Option<Arrow>; 2] {
        let as_arrow = |flow: Option<&Flow>| flow.and_then(|flow| people.arrow(id, flow));
        let [was, is] = [as_arrow(before), as_arrow(after)];
        people.put_took_up(id, after);
        let same_row = match (before, after, was, is) {
            (Some(before), Some(after), Some(was), Some(is)) => {
                before.kind == after.kind && was.pair() == is.pair()
            }
            _ => false,
        };
        let place = |arrows: &[Arrow]| arrows.partition_point(|arrow| arrow.id < id);
        if let (Some(before), Some(was)) = (before, was) {
            let arrows = people.arrows(&before.kind);
            let at = place(arrows);
            if let (true, Some(is)) = (same_row, is) {
                arrows[at] = is;
                return [Some(was), Some(is)];
            }
            arrows.remove(at);
            if let Some(rows) = self.of_kind(&before.kind) {
                rows.take(&was, at as u32);
            }
        }
        if let (Some(after), Some(is)) = (after, is) {
            let arrows = people.arrows(&after.kind);
            let at = place(arrows);
            arrows.insert(at, is);
            let last = at + 1 == arrows.len();
            if let Some(rows) = self.of_kind(&after.kind) {
                rows.put(&is, at as u32, last);
            }
        }
        [was, is]
    }
}

/// Who asks, tells and informs whom, person by person. All go in the order of the flows.
#[derive(Clone, Copy)]
pub(super) struct Talk<'a> {
    pub(super) people: &'a People<'a>,
    pub(super) dealings: &'a Dealings,
}

/// An arrow between two people, without what only some ask for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deal {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) weight: f64,
}

/// The arrows of a kind, in order, with those of everybody.
type Kind<'a> = (&'a [Arrow], &'a Both);

fn out<'a>((arrows, rows): Kind<'a>, person: usize) -> impl Iterator<Item = Deal> + Clone + 'a {
    rows.out.row(person).iter().map(move |tie| {
        let weight = arrows[tie.at as usize].weight;
        Deal { from: person, to: tie.other as usize, weight }
    })
}

fn into<'a>((arrows, rows): Kind<'a>, person: usize) -> impl Iterator<Item = Deal> + Clone + 'a {
    rows.into.row(person).iter().map(move |tie| {
        let weight = arrows[tie.at as usize].weight;
        Deal { from: tie.other as usize, to: person, weight }
    })
}

impl<'a> Talk<'a> {
    /// Where somebody asks.
    pub(super) fn asks(self, person: usize) -> impl Iterator<Item = Deal> + Clone + 'a {
        out((&self.people.consults, &self.dealings.asks), person)
    }

    /// The same arrows as they were drawn.
    pub(super) fn asking(self, person: usize) -> impl Iterator<Item = &'a Arrow> {
        let ties = self.dealings.asks.out.row(person).iter();
        ties.map(|tie| &self.people.consults[tie.at as usize])
    }

    /// Where somebody is asked.
    pub(super) fn asked(self, person: usize) -> impl Iterator<Item = Deal> + Clone + 'a {
        into((&self.people.consults, &self.dealings.asks), person)
    }

    /// Where somebody tells others what to do.
    pub(super) fn tells(self, person: usize) -> impl Iterator<Item = Deal> + Clone + 'a {
        out((&self.people.instructs, &self.dealings.orders), person)
    }

    /// Where somebody is told what to do.
    pub(super) fn told(self, person: usize) -> impl Iterator<Item = Deal> + Clone + 'a {
        into((&self.people.instructs, &self.dealings.orders), person)
    }

    /// Where somebody informs.
    pub(super) fn informs(self, person: usize) -> impl Iterator<Item = Deal> + Clone + 'a {
        out((&self.people.informs, &self.dealings.informs), person)
    }

    /// Where somebody is informed.
    pub(super) fn informed(self, person: usize) -> impl Iterator<Item = Deal> + Clone + 'a {
        into((&self.people.informs, &self.dealings.informs), person)
    }

    /// On whom somebody depends, and how much: those who are asked, and those who tell.
    pub(super) fn depends_on(
        self,
        person: usize,
    ) -> impl Iterator<Item = (usize, f64)> + Clone + 'a {
        let asked = self.asks(person).map(|arrow| (arrow.to, arrow.weight));
        asked.chain(self.told(person).map(|arrow| (arrow.from, arrow.weight)))
    }

    /// Who depends on somebody, and how much.
    pub(super) fn dependents(
        self,
        person: usize,
    ) -> impl Iterator<Item = (usize, f64)> + Clone + 'a {
        let askers = self.asked(person).map(|arrow| (arrow.from, arrow.weight));
        askers.chain(self.tells(person).map(|arrow| (arrow.to, arrow.weight)))
    }

    /// How many arrows somebody drew.
    pub(super) fn drawn(self, person: usize) -> usize {
        let Dealings { asks, orders, informs } = self.dealings;
        [asks, orders, informs].map(|kind| kind.out.degree(person)).iter().sum()
    }

    /// How many arrows others drew to somebody.
    pub(super) fn received(self, person: usize) -> usize {
        let Dealings { asks, orders, informs } = self.dealings;
        [asks, orders, informs].map(|kind| kind.into.degree(person)).iter().sum()
    }

    /// Whether anybody asks somebody.
    pub(super) fn is_asked(self, person: usize) -> bool {
        self.dealings.asks.into.degree(person) > 0
    }

    /// Whether one person asks another.
    pub(super) fn asks_whom(self, asker: usize, asked: usize) -> bool {
        self.asks(asker).any(|arrow| arrow.to == asked)
    }

    /// Whether any arrow joins two people.
    pub(super) fn joins(self, one: usize, other: usize) -> bool {
        let out = self.asks(one).chain(self.tells(one)).chain(self.informs(one));
        let into = self.asked(one).chain(self.told(one)).chain(self.informed(one));
        out.chain(into).any(|arrow| arrow.to == other || arrow.from == other)
    }

    /// Every arrow that somebody has.
    pub(super) fn ties(self, person: usize) -> [&'a [Tie]; 6] {
        let Dealings { asks, orders, informs } = self.dealings;
        let out = [asks, orders, informs].map(|kind| kind.out.row(person));
        let into = [asks, orders, informs].map(|kind| kind.into.row(person));
        let ([a, b, c], [d, e, f]) = (out, into);
        [a, b, c, d, e, f]
    }

    /// Everybody with whom somebody has an arrow, in order and once.
    pub(super) fn others(self, person: usize, found: &mut Vec<u32>) {
        found.clear();
        found.extend(self.ties(person).into_iter().flatten().map(|tie| tie.other));
        found.sort_unstable();
        found.dedup();
    }
}
