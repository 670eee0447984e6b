//! Leaders and followers (MEASURES 6).

use std::collections::{BTreeMap, BTreeSet};

use super::authority::{dependences, influence_of_command};
use super::cancel::{Cancel, Cancelled};
use super::distribution::{TINY, mean};
use super::followers;
use super::hierarchy::ChartOf;
use super::people::{Arrow, People, Ties};
use super::question::Settings;
use super::result::{
    Dependence, HalfOfInfluence, HierarchySource, Leader, Leadership, LeadershipForm, RoutineClass,
};
use super::undefined::{Defined, Undefined};
use crate::model::{LineId, PositionId, Routine};

/// Everything about leaders and followers.
pub(super) fn leadership(
    people: &People<'_>,
    chart: &ChartOf,
    influence: &Defined<Vec<f64>>,
    pull: &Defined<f64>,
    settings: &Settings,
    cancel: &Cancel,
) -> Result<Leadership, Cancelled> {
    let without: Vec<bool> = people.held.iter().map(|seat| chart.below[*seat].is_empty()).collect();
    let emergent = emergent(people, chart, influence, settings);
    let half = half(people, influence, emergent.as_deref().map_err(|why| *why), settings);
    let part = |column: &Vec<f64>| {
        column.iter().zip(&without).filter(|(_, without)| **without).map(|(share, _)| share).sum()
    };
    let heads = mean(without.iter().map(|without| f64::from(u8::from(*without))));
    Ok(Leadership {
        lines: lines(people),
        views: followers::views(people),
        leaders: leaders(people, chart, pull, cancel)?,
        influence_without_reports: influence.as_ref().map(part).map_err(|why| *why),
        people_without_reports: heads.ok_or(Undefined::NoPeople),
        emergent: emergent.map(|all| all.into_iter().map(|person| people.id(person)).collect()),
        half,
    })
}

/// Dependence along every reporting line between two people.
fn lines(people: &People<'_>) -> BTreeMap<LineId, Dependence> {
    let mut on: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let mut all = vec![0.0; people.count()];
    for (who, whom, amount) in dependences(people) {
        *on.entry((who, whom)).or_default() += amount;
        all[who] += amount;
    }
    let part = |who: usize, whom: usize| {
        let amount = on.get(&(who, whom)).copied().unwrap_or(0.0);
        if all[who] > 0.0 { amount / all[who] } else { 0.0 }
    };
    let between = |line: &super::people::Line| {
        let (follower, leader) = (people.person[line.from]?, people.person[line.to]?);
        let (up, down) = (part(follower, leader), part(leader, follower));
        let inequality =
            if up + down > 0.0 { Ok((up - down) / (up + down)) } else { Err(Undefined::PaperLine) };
        let dependence = Dependence {
            leader: people.id(leader),
            follower: people.id(follower),
            follower_on_leader: up,
            leader_on_follower: down,
            inequality,
        };
        Some((line.id, dependence))
    };
    people.lines.iter().filter_map(between).collect()
}

/// Everybody who has somebody below.
fn leaders(
    people: &People<'_>,
    chart: &ChartOf,
    pull: &Defined<f64>,
    cancel: &Cancel,
) -> Result<BTreeMap<PositionId, Leader>, Cancelled> {
    let count = people.count();
    // Turned round, so that one search from a leader finds how far every voice has to go.
    let heard = people
        .informs
        .iter()
        .map(|arrow| (arrow.to, arrow.from))
        .chain(people.consults.iter().flat_map(|a| [(a.from, a.to), (a.to, a.from)]));
    let heard = Ties::directed(count, heard);
    let mut down = vec![Vec::new(); people.seats.len()];
    for (seat, reports) in chart.reports.iter().enumerate() {
        down[seat].extend(reports.iter().map(|report| (seat, *report)));
    }
    let chain = Ties::directed(people.seats.len(), down.into_iter().flatten());
    let asking = Outgoing::of(count, &people.consults);
    let telling = Outgoing::of(count, &people.instructs);
    // Nobody asks or informs anybody: then it is not known whom a leader hears.
    let no_voices = people.consults.is_empty() && people.informs.is_empty();
    let mut leaders = BTreeMap::new();
    for person in 0..count {
        cancel.check()?;
        let seat = people.held[person];
        let below: Vec<usize> =
            chart.below[seat].iter().filter_map(|below| people.person[*below]).collect();
        if below.is_empty() {
            continue;
        }
        let voices = heard.steps_from(person);
        let layers = layers(people, chart, &chain, seat);
        let near = |steps: Option<usize>| steps.map_or(0.0, |steps| 1.0 / steps as f64);
        let insulation = mean(below.iter().map(|who| near(voices[*who])));
        let chain_only = mean(below.iter().map(|who| near(layers[people.held[*who]])));
        leaders.insert(
            people.id(person),
            Leader {
                layers_below: below
                    .iter()
                    .filter_map(|who| layers[people.held[*who]])
                    .max()
                    .unwrap_or(0),
                insulation: match insulation {
                    _ if no_voices => Err(Undefined::NoVoices),
                    near => near.map(|near| 1.0 - near).ok_or(Undefined::NoReports),
                },
                furthest_voice: heard
                    .of(person)
                    .iter()
                    .filter_map(|who| layers[people.held[*who]])
                    .max(),
                insulation_chain_only: chain_only
                    .map(|near| 1.0 - near)
                    .ok_or(Undefined::NoReports),
                consults_downward: asking.downward(person, &below),
                consult_vs_instruct: asking.against(&telling, person),
                acceptance: followers::mean_rating(people, seat, |line| line.accepts),
                distance: followers::mean_rating(people, seat, |line| line.distance),
                take_up: followers::take_up(people, person),
                asks_outside: followers::asks_outside(people, person),
                pin_gap: followers::pin_gap(people, person, pull),
            },
        );
    }
    Ok(leaders)
}

/// Steps down from a seat; by difference of levels where there are no lines.
fn layers(people: &People<'_>, chart: &ChartOf, chain: &Ties, seat: usize) -> Vec<Option<usize>> {
    if !people.lines.is_empty() {
        return chain.steps_from(seat);
    }
    let below = |other: usize| {
        let (mine, theirs) = (chart.depth[seat]?, chart.depth[other]?);
        theirs.checked_sub(mine).filter(|layers| *layers > 0)
    };
    (0..people.seats.len()).map(below).collect()
}

/// The arrows of one kind by whom they start from, so that one leader's are found at once.
struct Outgoing<'a>(Vec<Vec<&'a Arrow>>);

impl<'a> Outgoing<'a> {
    fn of(count: usize, arrows: &'a [Arrow]) -> Self {
        let mut by_person = vec![Vec::new(); count];
        arrows.iter().for_each(|arrow| by_person[arrow.from].push(arrow));
        Self(by_person)
    }

    fn sum(&self, person: usize) -> f64 {
        self.0[person].iter().map(|arrow| arrow.weight).sum()
    }

    /// The part of a leader's arrows that go to people below, given in order.
    fn downward(&self, person: usize, below: &[usize]) -> Defined<f64> {
        let all = self.sum(person);
        let reaches = |arrow: &&&Arrow| below.binary_search(&arrow.to).is_ok();
        let down: f64 = self.0[person].iter().filter(reaches).map(|arrow| arrow.weight).sum();
        if all > 0.0 { Ok(down / all) } else { Err(Undefined::NoDealings) }
    }

    /// A leader's asking as a part of its asking and telling.
    fn against(&self, telling: &Self, person: usize) -> Defined<f64> {
        let (asks, tells) = (self.sum(person), telling.sum(person));
        if asks + tells > 0.0 { Ok(asks / (asks + tells)) } else { Err(Undefined::NoDealings) }
    }
}

/// People with far more influence than an equal share and than the chart alone would give.
fn emergent(
    people: &People<'_>,
    chart: &ChartOf,
    influence: &Defined<Vec<f64>>,
    settings: &Settings,
) -> Defined<Vec<usize>> {
    let influence = influence.as_ref().map_err(|why| *why)?;
    let count = people.count();
    let why = match chart.source {
        HierarchySource::None => Undefined::NoLines,
        _ => Undefined::OneLevel,
    };
    let command = influence_of_command(people, chart).ok_or(why)?;
    let stands_out = |person: &usize| {
        let own = influence[*person];
        own >= settings.emergent_equal / count as f64 - TINY
            && own >= settings.emergent_command * command[*person] - TINY
    };
    Ok((0..count).filter(stands_out).collect())
}

/// The smallest group with half of the influence, ties included, and how it leads.
fn half(
    people: &People<'_>,
    influence: &Defined<Vec<f64>>,
    emergent: Defined<&[usize]>,
    settings: &Settings,
) -> Defined<HalfOfInfluence> {
    let influence = influence.as_ref().map_err(|why| *why)?;
    let mut order: Vec<usize> = (0..influence.len()).collect();
    order.sort_by(|a, b| influence[*b].total_cmp(&influence[*a]).then(a.cmp(b)));
    let mut group = Vec::new();
    let mut share = 0.0;
    for person in order {
        let tied = group
            .last()
            .is_some_and(|last: &usize| (influence[*last] - influence[person]).abs() <= TINY);
        if share >= 0.5 - TINY && !tied {
            break;
        }
        share += influence[person];
        group.push(person);
    }
    let mutual = mutual_density(people, &group);
    let form = emergent.map(|emergent| {
        let none = !group.iter().any(|person| emergent.contains(person));
        match &mutual {
            _ if none || group.len() == 1 => LeadershipForm::LeaderCentered,
            Ok(density) if *density >= settings.coordinated_density - TINY => {
                LeadershipForm::DistributedCoordinated
            }
            _ => LeadershipForm::DistributedFragmented,
        }
    });
    let people = group.iter().map(|person| people.id(*person)).collect();
    Ok(HalfOfInfluence { people, share, mutual_consultation: mutual, form })
}

/// The part of the pairs of a group that ask each other both ways.
fn mutual_density(people: &People<'_>, group: &[usize]) -> Defined<f64> {
    let asks: BTreeSet<(usize, usize)> =
        people.consults.iter().map(|arrow| (arrow.from, arrow.to)).collect();
    let mut pairs = 0.0;
    let mut both = 0.0;
    for (place, a) in group.iter().enumerate() {
        for b in &group[place + 1..] {
            pairs += 1.0;
            if asks.contains(&(*a, *b)) && asks.contains(&(*b, *a)) {
                both += 1.0;
            }
        }
    }
    if pairs > 0.0 { Ok(both / pairs) } else { Err(Undefined::TooFewPeople) }
}

/// What kind of leadership a routine is (Spillane 2006); nothing for one that nobody carries, and
/// not defined where neither steps nor ticks say how several carry it.
pub(super) fn routine_class(routine: &Routine) -> Option<Defined<RoutineClass>> {
    let carriers: BTreeSet<PositionId> = routine.parts.iter().map(|part| part.position).collect();
    let steps: BTreeSet<u32> = routine.parts.iter().filter_map(|part| part.step).collect();
    let mut ticks = routine.parts.iter().map(|part| part.together);
    match carriers.len() {
        0 => None,
        1 => Some(Ok(RoutineClass::Solo)),
        _ if ticks.clone().all(|together| together) => Some(Ok(RoutineClass::Collaborated)),
        _ if steps.len() >= 2 => Some(Ok(RoutineClass::Coordinated)),
        _ if steps.is_empty() && !ticks.any(|together| together) => {
            Some(Err(Undefined::TogetherUnsaid))
        }
        _ => Some(Ok(RoutineClass::Collective)),
    }
}
