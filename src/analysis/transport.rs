//! The gap between knowledge and authority, and what crosses each reporting line to close it
//! (MEASURES 5, "Gap" and "Tree transport"; closed form for trees: Evans and Matsen 2012).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::distribution::{TINY, total_variation};
use super::hierarchy::{Above, ChartOf};
use super::network::Rows;
use super::people::People;
use super::pieces::Listed;
use super::result::{Gap, HierarchySource};
use super::undefined::{Defined, Undefined};
use crate::model::{LineId, PositionId};

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
    let crossing = way.as_ref().map_or_else(|_| Listed::default(), |way| way.crossing.clone());
    let crossing_line = chart.ways.lines.clone();
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
        by_person: by_person.into(),
    })
}

struct Way {
    /// What crosses the line above each position, upwards.
    crossing: Listed<PositionId, f64>,
    steps: f64,
    down: f64,
    longest: usize,
}

/// The ways along the forest of the chart. Where there are several tops, they and those outside
/// of the chart hang from one top that is thought above them.
#[derive(Debug, Default)]
pub(super) struct Ways {
    /// Every seat after the one above it, with that one; `u32::MAX` where there is none.
    order: Vec<(u32, u32)>,
    /// The longest path.
    longest: usize,
    /// The seats above which there is a line to cross, and who stands there.
    crossed: Vec<u32>,
    ids: Arc<Vec<PositionId>>,
    /// The line that is crossed, where one is drawn.
    lines: Listed<PositionId, LineId>,
}

impl Ways {
    pub(super) fn of(people: &People<'_>, parent: &[Option<Above>]) -> Self {
        let order = from_the_top(parent);
        let several = parent.iter().filter(|above| above.is_none()).count() > 1;
        // The two longest ways down from every seat, for the longest path of the tree.
        let mut reach = vec![0_usize; parent.len()];
        let (mut longest, mut top_reach) = (0, 0);
        for (seat, above) in order.iter().rev() {
            let down = reach[*seat as usize] + 1;
            let above = match reach.get_mut(*above as usize) {
                Some(above) => above,
                None if several => &mut top_reach,
                None => continue,
            };
            longest = longest.max(*above + down);
            *above = (*above).max(down);
        }
        let crossed = (0..parent.len()).filter(|seat| several || parent[*seat].is_some());
        let crossed: Vec<u32> = crossed.map(|seat| seat as u32).collect();
        let id = |seat: &u32| people.seats[*seat as usize].0;
        let line = |seat: &u32| Some((id(seat), parent[*seat as usize]?.1?));
        Self {
            ids: Arc::new(crossed.iter().map(id).collect()),
            lines: crossed.iter().filter_map(line).collect(),
            order,
            longest,
            crossed,
        }
    }
}

/// Sums of the gap below every line, from the deepest up.
fn along_lines(people: &People<'_>, chart: &ChartOf, gap: &[f64]) -> Way {
    let ways = &chart.ways;
    let mut sum: Vec<f64> =
        people.person.iter().map(|person| person.map_or(0.0, |person| gap[person])).collect();
    for (seat, above) in ways.order.iter().rev() {
        let own = sum[*seat as usize];
        if let Some(above) = sum.get_mut(*above as usize) {
            *above += own;
        }
    }
    let crossings = || ways.crossed.iter().map(|seat| sum[*seat as usize]);
    Way {
        steps: crossings().map(f64::abs).sum(),
        down: crossings().sum(),
        crossing: Listed::of(Arc::clone(&ways.ids), crossings().collect()),
        longest: ways.longest,
    }
}

/// Every seat after the one above it, with that one.
fn from_the_top(parent: &[Option<Above>]) -> Vec<(u32, u32)> {
    let pairs = parent.iter().zip(0..).filter_map(|(above, seat)| Some(((*above)?.0 as u32, seat)));
    let below = Rows::directed(parent.len(), pairs);
    let tops = parent.iter().zip(0..).filter(|(above, _)| above.is_none());
    let mut order: Vec<(u32, u32)> = tops.map(|(_, seat)| (seat, u32::MAX)).collect();
    let mut at = 0;
    while let Some((seat, _)) = order.get(at).copied() {
        order.extend(below.of(seat as usize).iter().map(|below| (*below, seat)));
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
    Way { crossing: Listed::default(), steps, down, longest: deepest }
}
