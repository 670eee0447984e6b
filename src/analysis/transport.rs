//! The gap between knowledge and authority, and what crosses each reporting line to close it
//! (MEASURES 5, "Gap" and "Tree transport"; closed form for trees: Evans and Matsen 2012).

use std::collections::BTreeMap;

use super::distribution::{TINY, total_variation};
use super::hierarchy::ChartOf;
use super::people::People;
use super::result::{Gap, HierarchySource};
use super::undefined::{Defined, Undefined};

/// Knowledge minus authority, by person, and how it would travel along the chart.
pub(super) fn gap(
    people: &People<'_>,
    chart: &ChartOf,
    authority: &Defined<Vec<f64>>,
    knowledge: &Defined<Vec<f64>>,
) -> Defined<Gap> {
    let (authority, knowledge) = match (authority, knowledge) {
        (Ok(authority), Ok(knowledge)) => (authority, knowledge),
        (_, Err(why)) | (Err(why), _) => return Err(*why),
    };
    let by_person: Vec<f64> = knowledge.iter().zip(authority).map(|(k, a)| k - a).collect();
    let tv = total_variation(knowledge, authority);
    let way = match chart.source {
        HierarchySource::Lines => Ok(along_lines(people, chart, &by_person)),
        HierarchySource::Levels => Ok(along_levels(people, chart, &by_person)),
        HierarchySource::None => Err(Undefined::NoLines),
    };
    let (mut crossing, mut crossing_line) = (BTreeMap::new(), BTreeMap::new());
    if let Ok(way) = &way {
        for (seat, amount) in &way.crossings {
            let id = people.seats[*seat].0;
            crossing.insert(id, *amount);
            if let Some(line) = chart.parent[*seat].and_then(|(_, line)| line) {
                crossing_line.insert(id, line);
            }
        }
    }
    let way = way.as_ref().map_err(|why| *why);
    Ok(Gap {
        tv,
        steps: way.map(|way| way.steps),
        down_steps: way.map(|way| way.down),
        vertical_share: way.and_then(|way| {
            if way.steps > TINY { Ok(way.down.abs() / way.steps) } else { Err(Undefined::NoGap) }
        }),
        steps_normalised: way.and_then(|way| {
            if way.longest > 0 {
                Ok(way.steps / way.longest as f64)
            } else {
                Err(Undefined::OneLevel)
            }
        }),
        crossing,
        crossing_line,
        by_person,
    })
}

struct Way {
    /// What crosses the line above a seat, upwards.
    crossings: Vec<(usize, f64)>,
    steps: f64,
    down: f64,
    longest: usize,
}

/// Sums of the gap below every line, from the deepest up. Where there are several tops, they
/// and those outside of the chart hang from one top that is thought above them.
fn along_lines(people: &People<'_>, chart: &ChartOf, gap: &[f64]) -> Way {
    let count = people.seats.len();
    let mut sum: Vec<f64> =
        people.person.iter().map(|person| person.map_or(0.0, |person| gap[person])).collect();
    let order = from_the_top(chart, count);
    let roots = (0..count).filter(|seat| chart.parent[*seat].is_none()).count();
    let mut crossings = Vec::new();
    // The two longest ways down from every seat, for the longest path of the tree.
    let mut reach = vec![0_usize; count];
    let (mut longest, mut top_reach) = (0, 0);
    for seat in order.into_iter().rev() {
        match chart.parent[seat] {
            Some((above, _)) => {
                crossings.push((seat, sum[seat]));
                sum[above] += sum[seat];
                longest = longest.max(reach[above] + reach[seat] + 1);
                reach[above] = reach[above].max(reach[seat] + 1);
            }
            None if roots > 1 => {
                crossings.push((seat, sum[seat]));
                longest = longest.max(top_reach + reach[seat] + 1);
                top_reach = top_reach.max(reach[seat] + 1);
            }
            None => {}
        }
    }
    crossings.reverse();
    Way {
        steps: crossings.iter().map(|(_, amount)| amount.abs()).sum(),
        down: crossings.iter().map(|(_, amount)| amount).sum(),
        crossings,
        longest,
    }
}

/// Every seat after the one above it.
fn from_the_top(chart: &ChartOf, count: usize) -> Vec<usize> {
    let mut below = vec![Vec::new(); count];
    let mut order = Vec::with_capacity(count);
    for seat in 0..count {
        match chart.parent[seat] {
            Some((above, _)) => below[above].push(seat),
            None => order.push(seat),
        }
    }
    let mut at = 0;
    while at < order.len() {
        order.extend(std::mem::take(&mut below[order[at]]));
        at += 1;
    }
    order
}

/// Between levels only: what crosses from each level to the one above.
fn along_levels(people: &People<'_>, chart: &ChartOf, gap: &[f64]) -> Way {
    let deepest = chart.depth.iter().flatten().max().copied().unwrap_or(0);
    // Only levels that somebody is on, because the numbers of two levels may lie far apart.
    let mut of_level = BTreeMap::from([(0_usize, 0.0)]);
    for (person, seat) in people.held.iter().enumerate() {
        // Those without a level hang from the top, as those outside of a chart do.
        *of_level.entry(chart.depth[*seat].unwrap_or(0)).or_default() += gap[person];
    }
    let levels: Vec<(usize, f64)> = of_level.into_iter().collect();
    let mut sum = 0.0;
    let (mut steps, mut down) = (0.0, 0.0);
    for pair in levels.windows(2).rev() {
        let (above, (level, amount)) = (pair[0].0, pair[1]);
        let apart = (level - above) as f64;
        sum += amount;
        steps += f64::abs(sum) * apart;
        down += sum * apart;
    }
    Way { crossings: Vec::new(), steps, down, longest: deepest }
}
