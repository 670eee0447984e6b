//! Leaders and followers (MEASURES 6).

use std::collections::{BTreeMap, BTreeSet};

use super::authority::dependences;
use super::distribution::{TINY, mean};
use super::followers;
use super::hierarchy::ChartOf;
use super::leaders::Led;
use super::network::Rows;
use super::people::People;
use super::question::Settings;
use super::result::{
    Dependence, HalfOfInfluence, HierarchySource, Leadership, LeadershipForm, RoutineClass,
};
use super::undefined::{Defined, Undefined};
use crate::model::{LineId, PositionId, Routine};

/// Everything about leaders and followers.
pub(super) fn leadership(
    people: &People<'_>,
    chart: &ChartOf,
    influence: &Defined<Vec<f64>>,
    command: &Option<Vec<f64>>,
    pull: &Defined<f64>,
    (led, heard): (&Led<'_>, &Defined<Vec<f64>>),
    settings: &Settings,
) -> Leadership {
    let without: Vec<bool> =
        people.held.iter().map(|seat| chart.below.of(*seat).next().is_none()).collect();
    let emergent = emergent(chart, influence, command, settings);
    let half = half(people, influence, emergent.as_deref().map_err(|why| *why), settings);
    let part = |column: &Vec<f64>| {
        column.iter().zip(&without).filter(|(_, without)| **without).map(|(share, _)| share).sum()
    };
    let heads = mean(without.iter().map(|without| f64::from(u8::from(*without))));
    Leadership {
        lines: lines(people),
        views: followers::views(people),
        leaders: led.leaders(pull, heard),
        influence_without_reports: influence.as_ref().map(part).map_err(|why| *why),
        people_without_reports: heads.ok_or(Undefined::NoPeople),
        emergent: emergent.map(|all| all.into_iter().map(|person| people.id(person)).collect()),
        half,
    }
}

/// Dependence along every reporting line between two people.
fn lines(people: &People<'_>) -> BTreeMap<LineId, Dependence> {
    let mut on: Vec<((usize, usize), f64)> =
        dependences(people).map(|(who, whom, amount)| ((who, whom), amount)).collect();
    on.sort_unstable_by_key(|(pair, _)| *pair);
    let mut all = vec![0.0; people.count()];
    on.iter().for_each(|((who, _), amount)| all[*who] += amount);
    let part = |who: usize, whom: usize| {
        let first = on.partition_point(|(pair, _)| *pair < (who, whom));
        let own = on[first..].iter().take_while(|(pair, _)| *pair == (who, whom));
        let amount: f64 = own.map(|(_, amount)| amount).sum();
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

/// People with far more influence than an equal share and than the chart alone would give.
fn emergent(
    chart: &ChartOf,
    influence: &Defined<Vec<f64>>,
    command: &Option<Vec<f64>>,
    settings: &Settings,
) -> Defined<Vec<usize>> {
    let influence = influence.as_ref().map_err(|why| *why)?;
    let count = influence.len();
    let why = match chart.source {
        HierarchySource::None => Undefined::NoLines,
        _ => Undefined::OneLevel,
    };
    let command = command.as_ref().ok_or(why)?;
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
        let none = !group.iter().any(|person| emergent.binary_search(person).is_ok());
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
    let mut inside = vec![false; people.count()];
    group.iter().for_each(|person| inside[*person] = true);
    let among = people.consults.iter().filter(|arrow| inside[arrow.from] && inside[arrow.to]);
    let asks = among.map(|arrow| (arrow.from as u32, arrow.to as u32));
    let asks = Rows::tidy(people.count(), asks);
    let both = asks.pairs().filter(|(a, b)| a < b && asks.has(*b as usize, *a as usize)).count();
    let size = group.len() as f64;
    let pairs = size * (size - 1.0) / 2.0;
    if pairs > 0.0 { Ok(both as f64 / pairs) } else { Err(Undefined::TooFewPeople) }
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
