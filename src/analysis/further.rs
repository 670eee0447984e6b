//! What is read besides the readings and never moved by a trial: figures by unit, the gap domain
//! by domain, Burns and Stalker's contrasts, and how far the centre hangs on single respondents.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cancel::{Cancel, Cancelled};
use super::column::Column;
use super::distribution::mean;
use super::firmness::jackknife;
use super::gravity::Scale;
use super::hierarchy::ChartOf;
use super::kept::Kept;
use super::leading::{Leading, leading};
use super::organicity::is_lateral;
use super::people::{Arrow, People};
use super::question::Question;
use super::respondents::{Ballots, Lifts, OfMass};
use super::result::{Analysis, Center, Gap, HierarchySource, OrganicitySource};
use super::standard::talk_hierarchy;
use super::transport::gap;
use super::undefined::{Defined, Undefined};
use crate::model::{Domain, Position, Stage, UnitId};

/// What is read besides the readings.
#[derive(Debug, Clone, PartialEq)]
pub struct Further {
    /// Every unit that somebody is in, those nested in it included.
    pub units: BTreeMap<UnitId, UnitFigures>,
    /// The gap in each domain in which somebody knows and something is decided, or there is a
    /// chart to decide by.
    pub domains: BTreeMap<Domain, Gap>,
    /// Burns and Stalker's contrasts.
    pub contrasts: Contrasts,
    /// What leaders do on the whole.
    pub leading: Leading,
    /// How far the centre hangs on single respondents.
    pub band: Defined<Band>,
}

/// One unit with all that are nested in it, vacant positions counted apart.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitFigures {
    /// Its people.
    pub people: usize,
    /// Its vacant positions.
    pub vacant: usize,
    /// Mean `explore`, 0 routine to 1 exploration.
    pub explore: Defined<f64>,
    /// Mean `rules`, 0 none to 1 everything by the book.
    pub rules: Defined<f64>,
    /// Confidence-weighted mean organicity, 0 mechanistic to 1 organic.
    pub organicity: Defined<f64>,
    /// Mean confidence of it, 0 to 1.
    pub confidence: f64,
    /// 1 - |organicity - explore|: 1 is a full fit of relations and work (MEASURES 1, claim 5).
    pub fit: Defined<f64>,
    /// Its part of the authority of the whole.
    pub authority: Defined<f64>,
    /// Its part of the knowledge of the whole.
    pub knowledge: Defined<f64>,
    /// Its part of the influence of the whole.
    pub influence: Defined<f64>,
    /// Knowledge minus authority.
    pub gap: Defined<f64>,
    /// Asking as a part of asking and telling on arrows that touch it, by frequency.
    pub consult: Defined<f64>,
    /// Part of the talk that touches it which goes to people neither above nor below.
    pub lateral: Defined<f64>,
    /// Outside against inside ties of its people, each pair once: -1 all inside, 1 all outside
    /// (E-I index of Krackhardt and Stern 1988).
    pub outside: Defined<f64>,
}

/// Four measured contrasts of Burns and Stalker (1961), and the survey: each from 0, the
/// mechanistic end, to 1, the organic end.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrasts {
    /// Structure of communication: 1 minus the mean of Krackhardt's (1994) hierarchy and
    /// efficiency of the talk, but for what is informed upward. 0 runs one way down a tree, 1
    /// runs every way.
    pub network: Defined<f64>,
    /// Where knowledge sits: 1 minus its top-heaviness, held within 0 and 1.
    pub anywhere: Defined<f64>,
    /// Direction of the talk: the lateral share.
    pub lateral: Defined<f64>,
    /// Content of the talk: the consult share.
    pub consult: Defined<f64>,
    /// The rest, which only a survey shows: mean enacted organicity of those surveyed.
    pub survey: Defined<f64>,
}

/// What a number becomes when one respondent at a time is left out (jackknife).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The least of it.
    pub low: f64,
    /// The most of it.
    pub high: f64,
    /// The jackknife's standard error (Tukey 1958): sqrt((g-1)/g sum (x_i - mean)^2).
    pub error: f64,
}

/// How far the centre of gravity hangs on single respondents: people who drew arrows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// How many respondents there are.
    pub respondents: usize,
    /// Of the top-heaviness of the mass.
    pub top_heaviness: Spread,
    /// Of the height of the mass, which is where the marker stands.
    pub height: Spread,
    /// Of the pull to the top.
    pub pull: Defined<Spread>,
}

/// Works out what is read besides the readings.
///
/// # Errors
/// The token was cancelled.
pub fn further(
    question: &Question,
    analysis: &Analysis,
    cancel: &Cancel,
) -> Result<Further, Cancelled> {
    Kept::of(question, cancel)?.further(analysis, cancel)
}

/// What it is worked out from, besides the readings.
pub(super) struct Read<'a> {
    pub(super) question: &'a Question,
    pub(super) people: &'a People<'a>,
    pub(super) chart: &'a ChartOf,
    pub(super) command: &'a Option<Vec<f64>>,
    pub(super) ballots: &'a Ballots,
}

impl Read<'_> {
    /// Works out what is read besides the readings.
    pub(super) fn further(
        &self,
        analysis: &Analysis,
        cancel: &Cancel,
    ) -> Result<Further, Cancelled> {
        let Self { question, people, chart, .. } = *self;
        cancel.check()?;
        let of_units = OfUnits { stage: &question.stage, people, chart, analysis };
        Ok(Further {
            units: of_units.figures(),
            domains: domains(people, chart, analysis),
            contrasts: contrasts(people, chart, analysis, cancel)?,
            leading: leading(&question.stage, analysis),
            band: self.band(analysis),
        })
    }

    /// Leaves one respondent out at a time, as if that one had drawn no arrows.
    fn band(&self, analysis: &Analysis) -> Defined<Band> {
        let equal = analysis.equal_height?;
        let scale = Scale {
            people: self.people,
            chart: self.chart,
            authority: &analysis.authority,
            knowledge: &analysis.knowledge,
            influence: &analysis.influence,
            mass: &analysis.mass,
            parts: &analysis.gravity.parts,
            command: self.command,
            settings: &self.question.settings,
        };
        let lifts = Lifts::of(&scale, equal);
        let without = self.ballots.without_each(&lifts, &self.question.settings);
        if without.len() < 2 {
            return Err(Undefined::TooFewRespondents);
        }
        let column = |of: fn(&OfMass) -> Defined<f64>| -> Defined<Spread> {
            let values = without.iter();
            let values: Defined<Vec<f64>> =
                values.map(|it| it.as_ref().map_or(Err(Undefined::NoDealings), of)).collect();
            values.map(|values| spread(&values))
        };
        Ok(Band {
            respondents: without.len(),
            top_heaviness: column(|it| it.top_heaviness)?,
            height: column(|it| it.height)?,
            pull: column(|it| it.pull),
        })
    }
}

/// The gap in every domain: recorded rights, or authority as on the chart, against the level
/// shares.
fn domains(people: &People<'_>, chart: &ChartOf, analysis: &Analysis) -> BTreeMap<Domain, Gap> {
    let of = |(domain, known): (&Domain, &Column)| {
        let recorded = analysis.authority.by_domain.get(domain).map(Column::all);
        let decided = recorded.map_or_else(|| analysis.authority.chart.clone(), Ok);
        let mut gap = gap(people, chart, &decided, &Ok(known.all())).ok()?;
        // Most domains are known and decided in by few, with little that crosses the other lines.
        let crossing = || gap.crossing.iter().filter(|(_, amount)| **amount != 0.0);
        if crossing().count() * 2 <= gap.crossing.len() {
            gap.crossing = crossing().map(|(id, amount)| (*id, *amount)).collect();
        }
        Some((domain.clone(), gap))
    };
    analysis.knowledge.by_domain.iter().filter_map(of).collect()
}

/// The readings with authority and knowledge in one domain alone; nothing for a domain that has
/// no gap. What is not about that domain has no value there.
#[must_use]
pub fn in_domain(analysis: &Analysis, further: &Further, domain: &Domain) -> Option<Analysis> {
    let gap = further.domains.get(domain)?;
    let known = analysis.knowledge.by_domain.get(domain)?.all();
    let recorded = analysis.authority.by_domain.get(domain).map(Column::all);
    let decided = recorded.map_or_else(|| analysis.authority.chart.clone(), Ok).ok()?;
    let height = |column: &[f64]| -> Defined<f64> {
        let heights = &analysis.hierarchy.height;
        let each = column.iter().zip(&analysis.people);
        let placed = each.filter_map(|(share, id)| Some((share, heights.get(id)?)));
        let (sum, all) = placed
            .fold((0.0, 0.0), |(sum, all), (share, height)| (sum + share * height, all + share));
        if all > 0.0 { Ok(sum / all) } else { Err(Undefined::Unplaced) }
    };
    let center = |column: &[f64]| Center {
        height: height(column),
        ..Center::undefined(Undefined::NotEntered)
    };
    let mut narrowed = analysis.clone();
    narrowed.gravity.authority = center(&decided);
    narrowed.gravity.knowledge = center(&known);
    narrowed.gravity.influence = Center::undefined(Undefined::NotEntered);
    narrowed.gravity.mass = Center::undefined(Undefined::NotEntered);
    Arc::make_mut(&mut narrowed.authority).pooled = Ok(decided);
    narrowed.knowledge.pooled = Ok(known);
    narrowed.gap = Ok(gap.clone());
    Some(narrowed)
}

fn contrasts(
    people: &People<'_>,
    chart: &ChartOf,
    analysis: &Analysis,
    cancel: &Cancel,
) -> Result<Contrasts, Cancelled> {
    // What goes up to be known there makes no network: it runs along the lines in the most
    // mechanistic system too.
    let upward =
        |arrow: &&Arrow| chart.is_above(people.held[arrow.to()], people.held[arrow.from()]);
    let informs = people.informs.iter().filter(|arrow| !upward(arrow));
    let arcs = people.consults.iter().chain(&people.instructs).chain(informs);
    let arcs: Vec<(u32, u32)> = arcs.map(Arrow::pair).collect();
    let tree = talk_hierarchy(people.count(), &arcs, cancel)?;
    let knowledge = &analysis.gravity.knowledge.top_heaviness;
    let surveyed = analysis.organicity.by_person.iter().filter_map(|one| {
        (one.source() == Some(OrganicitySource::Survey)).then(|| one.score().ok())?
    });
    Ok(Contrasts {
        network: tree.map(|tree| (1.0 - tree).clamp(0.0, 1.0)),
        anywhere: knowledge.as_ref().map(|top| (1.0 - top).clamp(0.0, 1.0)).map_err(|why| *why),
        lateral: analysis.flow_shares.lateral,
        consult: analysis.flow_shares.consult,
        survey: mean(surveyed).ok_or(Undefined::NotEntered),
    })
}

struct OfUnits<'a> {
    stage: &'a Stage,
    people: &'a People<'a>,
    chart: &'a ChartOf,
    analysis: &'a Analysis,
}

impl OfUnits<'_> {
    fn figures(&self) -> BTreeMap<UnitId, UnitFigures> {
        let ids: Vec<UnitId> = self.stage.units().ids().collect();
        let place = |unit: &UnitId| ids.binary_search(unit).ok();
        let containers: Vec<Vec<usize>> = ids
            .iter()
            .map(|unit| self.containers(*unit).iter().filter_map(place).collect())
            .collect();
        let own = |(_, position): &(_, &Position)| position.unit.as_ref().and_then(place);
        let own: Vec<Option<usize>> = self.people.seats.iter().map(own).collect();
        let around = |seat: usize| own[seat].map_or(&[][..], |unit| &containers[unit]);
        let mut seats: Vec<Vec<usize>> = vec![Vec::new(); ids.len()];
        for seat in 0..own.len() {
            around(seat).iter().for_each(|unit| seats[*unit].push(seat));
        }
        let talk = self.talk(ids.len(), &|person| around(self.people.held[person]));
        let of = |(unit, id): (usize, UnitId)| (id, self.of(&seats[unit], &talk[unit]));
        ids.iter()
            .copied()
            .enumerate()
            .filter(|(unit, _)| !seats[*unit].is_empty())
            .map(of)
            .collect()
    }

    /// A unit and all that it lies in, in order.
    fn containers(&self, unit: UnitId) -> Vec<UnitId> {
        let mut found = vec![unit];
        let mut at = self.stage.units().get(unit).and_then(|unit| unit.parent);
        // A unit that lies in itself ends the walk.
        while let Some(unit) = at.filter(|unit| !found.contains(unit)) {
            found.push(unit);
            at = self.stage.units().get(unit).and_then(|unit| unit.parent);
        }
        found.sort_unstable();
        found
    }

    fn of(&self, seats: &[usize], talk: &Talk) -> UnitFigures {
        let members: Vec<usize> =
            seats.iter().filter_map(|seat| self.people.person[*seat]).collect();
        let positions = || members.iter().map(|person| self.people.position(*person));
        let entered = |value: Option<f64>| value.ok_or(Undefined::NotEntered);
        let explore = entered(mean(positions().filter_map(|one| Some(one.explore?.get()))));
        let rules = entered(mean(positions().filter_map(|one| Some(one.rules?.get()))));
        let own = || members.iter().map(|person| &self.analysis.organicity.by_person[*person]);
        let sure: f64 = own().map(|one| one.confidence).sum();
        let weighted: f64 = own().filter_map(|one| Some(one.score().ok()? * one.confidence)).sum();
        let organicity =
            if sure > 0.0 { Ok(weighted / sure) } else { Err(Undefined::TooFewIndicators) };
        let fit = match (&organicity, &explore) {
            (Ok(organicity), Ok(explore)) => Ok(1.0 - (organicity - explore).abs()),
            (Err(why), _) | (_, Err(why)) => Err(*why),
        };
        let part = |column: &Defined<Vec<f64>>| match column {
            Ok(column) => Ok(members.iter().map(|person| column[*person]).sum()),
            Err(why) => Err(*why),
        };
        let authority: Defined<f64> = part(&self.analysis.authority.pooled);
        let knowledge: Defined<f64> = part(&self.analysis.knowledge.pooled);
        let ratio = |part: f64, whole: f64, nothing| {
            if whole > 0.0 { Ok(part / whole) } else { Err(nothing) }
        };
        let chart = self.chart.source != HierarchySource::None;
        let nothing = if talk.any { Undefined::Unplaced } else { Undefined::NoFlows };
        UnitFigures {
            people: members.len(),
            vacant: seats.len() - members.len(),
            explore,
            rules,
            organicity,
            confidence: mean(own().map(|one| one.confidence)).unwrap_or(0.0),
            fit,
            gap: knowledge.and_then(|known| Ok(known - authority?)),
            authority,
            knowledge,
            influence: part(&self.analysis.influence),
            consult: ratio(talk.asking, talk.asking + talk.telling, Undefined::NoDealings),
            lateral: match chart {
                true => ratio(talk.sideways, talk.placed, nothing),
                false => Err(Undefined::NoLines),
            },
            outside: ratio(talk.out - talk.inside, talk.out + talk.inside, Undefined::NoFlows),
        }
    }

    /// The talk that touches each unit, by place. `around` is the units that somebody lies in, in
    /// order.
    fn talk<'b>(&self, units: usize, around: &dyn Fn(usize) -> &'b [usize]) -> Vec<Talk> {
        let mut talk: Vec<Talk> = vec![Talk::default(); units];
        let mut pairs = Vec::new();
        let kinds = [&self.people.consults, &self.people.instructs, &self.people.informs];
        for (kind, arrow) in
            kinds.iter().enumerate().flat_map(|(kind, all)| all.iter().map(move |it| (kind, it)))
        {
            let lateral = is_lateral(self.people, self.chart, arrow);
            let (from, to) = (around(arrow.from()), around(arrow.to()));
            for unit in from.iter().chain(to.iter().filter(|unit| !from.contains(unit))) {
                talk[*unit].add(kind, arrow.weight, lateral);
            }
            let (one, other) = (arrow.from().min(arrow.to()), arrow.from().max(arrow.to()));
            pairs.push((one as u64) << 32 | other as u64);
        }
        pairs.sort_unstable();
        pairs.dedup();
        for pair in pairs {
            let (one, other) = (around((pair >> 32) as usize), around(pair as u32 as usize));
            // With whom of no unit a tie is, nobody can say whether it leaves the unit.
            if one.is_empty() || other.is_empty() {
                continue;
            }
            for unit in one {
                let own = &mut talk[*unit];
                *(if other.contains(unit) { &mut own.inside } else { &mut own.out }) += 1.0;
            }
            for unit in other.iter().filter(|unit| !one.contains(unit)) {
                talk[*unit].out += 1.0;
            }
        }
        talk
    }
}

/// What is said between a unit and anybody, by frequency; and its pairs.
#[derive(Clone, Default)]
struct Talk {
    any: bool,
    asking: f64,
    telling: f64,
    placed: f64,
    sideways: f64,
    inside: f64,
    out: f64,
}

impl Talk {
    /// Adds an arrow: 0 asks, 1 tells, others inform.
    fn add(&mut self, kind: usize, weight: f64, lateral: Option<bool>) {
        self.any = true;
        self.asking += if kind == 0 { weight } else { 0.0 };
        self.telling += if kind == 1 { weight } else { 0.0 };
        self.placed += if lateral.is_some() { weight } else { 0.0 };
        self.sideways += if lateral == Some(true) { weight } else { 0.0 };
    }
}

fn spread(values: &[f64]) -> Spread {
    Spread {
        low: values.iter().copied().fold(f64::INFINITY, f64::min),
        high: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        error: jackknife(values),
    }
}
