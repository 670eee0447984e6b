//! Who may decide, and who knows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::column::Column;
use super::distribution::{Part, mean_of, pool, shares, shares_of_some};
use super::hierarchy::ChartOf;
use super::people::People;
use super::result::{Authority, HierarchySource, Knowledge};
use super::undefined::{Defined, Undefined};
use crate::model::{Domain, Position};

/// What is said of positions about authority and knowledge, read in one walk past everybody.
pub(super) struct Said<'a> {
    rights: Columns<'a>,
    levels: Columns<'a>,
    stated: Vec<f64>,
    /// Every domain that is named.
    known: BTreeSet<&'a Domain>,
    count: usize,
}

/// By domain, who has something in it, in order, and what.
type Columns<'a> = BTreeMap<&'a Domain, Vec<(u32, f64)>>;

impl<'a> Said<'a> {
    pub(super) fn of(people: &'a People<'_>) -> Self {
        Self::with(people, |_| {})
    }

    /// The same; `each` is shown every position while it is at hand.
    pub(super) fn with(people: &'a People<'_>, mut each: impl FnMut(&Position)) -> Self {
        fn put<'a>(columns: &mut Columns<'a>, domain: &'a Domain, person: usize, has: f64) {
            let column = columns.entry(domain).or_default();
            column.extend((has > 0.0).then_some((person as u32, has)));
        }
        let count = people.count();
        let (mut rights, mut levels) = (Columns::new(), Columns::new());
        let mut stated = Vec::with_capacity(count);
        for (person, position) in people.positions().enumerate() {
            each(position);
            stated.push(position.authority.map_or(0.0, crate::quantity::Weight::get));
            for (domain, right) in &position.rights {
                put(&mut rights, domain, person, right.weight());
            }
            for (domain, level) in &position.expertise {
                put(&mut levels, domain, person, level.get());
            }
        }
        let known = rights.keys().chain(levels.keys()).copied().collect();
        Self { rights, levels, stated, known, count }
    }

    /// Authority as it is stated; else from the chart, from recorded rights, and both.
    pub(super) fn authority(&mut self, people: &People<'_>, chart: &ChartOf) -> Authority {
        let by_domain = by_domain(std::mem::take(&mut self.rights), self.count);
        self.authority_by(people, chart, by_domain)
    }

    /// Knowledge as entered alone.
    pub(super) fn entered(&mut self, authority: &Authority) -> Entered {
        Entered::of(by_domain(std::mem::take(&mut self.levels), self.count), authority)
    }
}

/// The shares of each domain in which somebody has something.
fn by_domain(columns: Columns<'_>, count: usize) -> BTreeMap<Domain, Column> {
    let shared = |(domain, column): (&Domain, _)| {
        let column = Column::of_some(count, shares_of_some(column)?);
        Some((domain.clone(), column))
    };
    columns.into_iter().filter_map(shared).collect()
}

impl Said<'_> {
    /// The same, where the shares of recorded rights are known.
    pub(super) fn authority_by(
        &self,
        people: &People<'_>,
        chart: &ChartOf,
        by_domain: BTreeMap<Domain, Column>,
    ) -> Authority {
        let of_chart = from_chart(people, chart);
        if let Some(stated) = shares(&self.stated) {
            // Where a source states who has authority, that is it: neither the chart nor rights are
            // mixed in.
            let (declared, pooled) = (Ok(stated.clone()), Ok(stated));
            return Authority { chart: of_chart, declared, pooled, by_domain, stated: true };
        }
        let recorded: Vec<(f64, Part<'_>)> =
            by_domain.values().map(|shares| (1.0, Part::Column(shares))).collect();
        let declared = pool(&recorded).ok_or(Undefined::NoRights);
        // Where nothing is recorded for a domain, it is as on the chart.
        let silent = self.known.iter().filter(|domain| !by_domain.contains_key(**domain)).count();
        let mut parts = recorded;
        if let Ok(of_chart) = &of_chart {
            let weight = if parts.is_empty() { 1.0 } else { silent as f64 };
            parts.push((weight, Part::All(of_chart)));
        }
        let pooled = match (pool(&parts), &of_chart) {
            (Some(pooled), _) => Ok(pooled),
            (None, Err(why)) => Err(*why),
            (None, Ok(of_chart)) => Ok(of_chart.clone()),
        };
        Authority { chart: of_chart, declared, pooled, by_domain, stated: false }
    }
}

/// Of all the pairs in which one is above the other, the part in which each is the upper one.
fn from_chart(people: &People<'_>, chart: &ChartOf) -> Defined<Vec<f64>> {
    if people.count() == 0 {
        return Err(Undefined::NoPeople);
    }
    if chart.source == HierarchySource::None {
        return Err(Undefined::NoLines);
    }
    let below = chart.below.people(people);
    let counts: Vec<f64> = people.held.iter().map(|seat| below[*seat] as f64).collect();
    shares(&counts).ok_or(Undefined::NoLines)
}

/// Knowledge as entered, as sought, and both (MEASURES 5).
pub(super) fn knowledge(people: &People<'_>, entered: &Entered) -> Knowledge {
    entered.with(sought(people))
}

/// Knowledge as entered alone.
#[derive(Debug)]
pub(super) struct Entered {
    pub(super) held: Defined<Vec<f64>>,
    by_domain: Arc<BTreeMap<Domain, Column>>,
    uncovered: Vec<Domain>,
}

impl Entered {
    fn of(by_domain: BTreeMap<Domain, Column>, authority: &Authority) -> Self {
        let parts = by_domain.values().map(|shares| (1.0, Part::Column(shares)));
        let parts: Vec<(f64, Part<'_>)> = parts.collect();
        let uncovered =
            authority.by_domain.keys().filter(|domain| !by_domain.contains_key(*domain)).cloned();
        Self {
            held: pool(&parts).ok_or(Undefined::NoExpertise),
            uncovered: uncovered.collect(),
            by_domain: Arc::new(by_domain),
        }
    }

    /// Level shares by domain.
    pub(super) fn by_domain(&self) -> &BTreeMap<Domain, Column> {
        &self.by_domain
    }

    /// With knowledge as sought.
    pub(super) fn with(&self, sought: Defined<Vec<f64>>) -> Knowledge {
        let pooled = mean_of(&self.held, &sought, Undefined::NoKnowledge);
        Knowledge {
            held: self.held.clone(),
            uncovered: self.uncovered.clone(),
            by_domain: Arc::clone(&self.by_domain),
            sought,
            pooled,
        }
    }
}

/// Knowledge as sought: one vote for everybody who asks.
pub(super) fn sought(people: &People<'_>) -> Defined<Vec<f64>> {
    votes(people.count(), people.consults.iter().map(|a| (a.from(), a.to(), a.weight)))
        .ok_or(Undefined::NoDealings)
}

/// One vote for everybody who gives any, split in proportion to the amounts; nothing when
/// nobody gives one.
pub(super) fn votes(
    count: usize,
    given: impl Iterator<Item = (usize, usize, f64)> + Clone,
) -> Option<Vec<f64>> {
    let mut given_by = vec![0.0; count];
    given.clone().for_each(|(from, _, amount)| given_by[from] += amount);
    let mut received = vec![0.0; count];
    for (from, to, amount) in given.filter(|(from, ..)| given_by[*from] > 0.0) {
        received[to] += amount / given_by[from];
    }
    shares(&received)
}

/// Who depends on whom: who asks, and who is told. Entries: dependent, on whom, how much.
pub(super) fn dependences<'a>(
    people: &'a People<'_>,
) -> impl Iterator<Item = (usize, usize, f64)> + Clone + 'a {
    let asked = people.consults.iter().map(|arrow| (arrow.from(), arrow.to(), arrow.weight));
    let told = people.instructs.iter().map(|arrow| (arrow.to(), arrow.from(), arrow.weight));
    asked.chain(told)
}

/// p of MEASURES 5: the mean over those who depend of the parts in which they depend on each.
pub(super) fn influence(people: &People<'_>) -> Defined<Vec<f64>> {
    votes(people.count(), dependences(people)).ok_or(Undefined::NoDealings)
}

/// The same if everybody depended on their own superiors alone: where only levels are known, on
/// everybody of the next better level alike.
pub(super) fn influence_of_command(people: &People<'_>, chart: &ChartOf) -> Option<Vec<f64>> {
    if chart.source == HierarchySource::Levels {
        return by_next_level(people, chart);
    }
    let mut received = vec![0.0; people.count()];
    let mut walk =
        Upwards { seen: vec![usize::MAX; people.seats.len()], found: Vec::new(), open: Vec::new() };
    for seat in &people.held {
        let found = walk.in_office(people, chart, *seat);
        found.iter().for_each(|above| received[*above] += 1.0 / found.len() as f64);
    }
    shares(&received)
}

fn by_next_level(people: &People<'_>, chart: &ChartOf) -> Option<Vec<f64>> {
    let mut level: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (person, seat) in people.held.iter().enumerate() {
        if let Some(depth) = chart.depth[*seat] {
            level.entry(depth).or_default().push(person);
        }
    }
    let mut received = vec![0.0; people.count()];
    for (better, worse) in level.values().zip(level.values().skip(1)) {
        let part = worse.len() as f64 / better.len() as f64;
        better.iter().for_each(|person| received[*person] = part);
    }
    shares(&received)
}

/// Walks up to the people whom a seat reports to; beyond a vacant superior, to those above it.
struct Upwards {
    /// For which seat each was last passed.
    seen: Vec<usize>,
    found: Vec<usize>,
    /// Vacant seats whose superiors are still to be looked at.
    open: Vec<usize>,
}

impl Upwards {
    fn in_office(&mut self, people: &People<'_>, chart: &ChartOf, seat: usize) -> &[usize] {
        self.found.clear();
        self.seen[seat] = seat;
        self.open.push(seat);
        while let Some(at) = self.open.pop() {
            for above in chart.superiors.of(at).iter().map(|above| *above as usize) {
                if std::mem::replace(&mut self.seen[above], seat) == seat {
                    continue;
                }
                match people.person[above] {
                    Some(person) => self.found.push(person),
                    None => self.open.push(above),
                }
            }
        }
        &self.found
    }
}
