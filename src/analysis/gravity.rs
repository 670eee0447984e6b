//! The centres of gravity: heights, medians, pull and verdict (MEASURES 5, "Mass").

use super::cancel::{Cancel, Cancelled};
use super::distribution::{TINY, pool};
use super::hierarchy::ChartOf;
use super::network::Rows;
use super::people::People;
use super::question::Settings;
use super::result::{
    Authority, Center, Gravity, Hierarchy, HierarchySource, Knowledge, MassPart, Median,
};
use super::sweep::weighted_steps;
use super::undefined::{Defined, Undefined};
use super::verdict::{Judged, pull};
use crate::model::PositionId;
use crate::quantity::Score;

/// What the centres are worked out from.
pub(super) struct Scale<'a> {
    pub(super) people: &'a People<'a>,
    pub(super) chart: &'a ChartOf,
    pub(super) authority: &'a Authority,
    pub(super) knowledge: &'a Knowledge,
    pub(super) influence: &'a Defined<Vec<f64>>,
    pub(super) mass: &'a Defined<Vec<f64>>,
    /// What the mass is pooled from.
    pub(super) parts: &'a [MassPart],
    /// The influence if everybody depended on their own superiors alone.
    pub(super) command: &'a Option<Vec<f64>>,
    pub(super) settings: &'a Settings,
}

/// What takes a look at all pairs of people.
pub(super) struct AllPairs {
    /// Harmonic closeness over communication lines, by person.
    pub(super) closeness: Defined<Vec<f64>>,
    /// From every person the steps to each distribution that has a centre.
    pub(super) far: Defined<Vec<[f64; CENTERS]>>,
    /// Of each leader the sum of 1 over the steps of those below.
    pub(super) heard: Defined<Vec<f64>>,
}

impl AllPairs {
    /// Before any of it is worked out.
    pub(super) const PENDING: Self = Self {
        closeness: Err(Undefined::Pending),
        far: Err(Undefined::Pending),
        heard: Err(Undefined::Pending),
    };
}

/// How many distributions have a centre: authority, knowledge, influence, mass, pure command.
pub(super) const CENTERS: usize = 5;

/// From every person the steps to distributions, over everything that is drawn: vacant positions
/// are passed through, and where there is no way it is as many steps as there are people.
pub(super) fn far(
    people: &People<'_>,
    columns: [Option<&Vec<f64>>; CENTERS],
    cancel: &Cancel,
) -> Result<Vec<[f64; CENTERS]>, Cancelled> {
    let arrows = people.talk().chain(&people.relations);
    let arrows = arrows.map(|arrow| (people.held[arrow.from()], people.held[arrow.to()]));
    let lines = people.lines.iter().map(|line| (line.from, line.to));
    let pairs = arrows.chain(lines).map(|(from, to)| (from as u32, to as u32));
    let rows = Rows::undirected(people.seats.len(), pairs);
    let sources: Vec<u32> = people.held.iter().map(|seat| *seat as u32).collect();
    let weight = |person| columns.map(|column| column.map_or(0.0, |column| column[person]));
    let weights: Vec<[f64; CENTERS]> = (0..people.count()).map(weight).collect();
    let sums = weighted_steps(&rows, &sources, &weights, people.count() as f64, cancel)?;
    Ok(people.held.iter().map(|seat| sums[*seat]).collect())
}

/// Recorded decisions, held knowledge and influence in one, with the parts that exist.
pub(super) fn mass(
    declared: &Defined<Vec<f64>>,
    held: &Defined<Vec<f64>>,
    influence: &Defined<Vec<f64>>,
    settings: &Settings,
) -> (Defined<Vec<f64>>, Vec<MassPart>) {
    let all = [
        (MassPart::Decisions, settings.weight_decisions, declared),
        (MassPart::KnowledgeHeld, settings.weight_knowledge, held),
        (MassPart::Influence, settings.weight_influence, influence),
    ];
    let there: Vec<(MassPart, f64, &Vec<f64>)> = all
        .into_iter()
        .filter_map(|(part, weight, column)| Some((part, weight, column.as_ref().ok()?)))
        .filter(|(_, weight, _)| *weight > 0.0)
        .collect();
    let columns: Vec<(f64, &Vec<f64>)> =
        there.iter().map(|(_, weight, column)| (*weight, *column)).collect();
    let parts = there.iter().map(|(part, ..)| *part).collect();
    (pool(&columns).ok_or(Undefined::ChartOnly), parts)
}

impl Scale<'_> {
    /// All centres and the verdict. `seats` says which part of a seat in the core of the
    /// communication everybody has.
    pub(super) fn gravity(
        &self,
        hierarchy: &Hierarchy,
        seats: &Defined<Vec<f64>>,
        all: &AllPairs,
    ) -> Gravity {
        let command = self.pure_command();
        let columns =
            [&self.authority.pooled, &self.knowledge.pooled, self.influence, self.mass, &command];
        let equal = self.equal_height();
        let center = |number: usize| match columns[number] {
            Ok(column) => self.center(column, equal, number, all),
            Err(why) => Center::undefined(*why),
        };
        let (of_mass, of_command) = (center(3), center(4));
        let pull = pull(of_mass.top_heaviness, of_command.top_heaviness);
        let people: Vec<PositionId> =
            (0..self.people.count()).map(|person| self.people.id(person)).collect();
        let numbers = (pull, of_mass.inwardness);
        let judged = Judged::of(hierarchy, &people, self.mass, numbers);
        let core_share = || -> Defined<f64> {
            let mass = self.mass.as_ref().map_err(|why| *why)?;
            let seats = seats.as_ref().map_err(|why| *why)?;
            Ok(seats.iter().zip(mass).map(|(seat, mass)| seat * mass).sum())
        };
        Gravity {
            authority: center(0),
            knowledge: center(1),
            influence: center(2),
            mass: of_mass,
            pure_command: of_command,
            pull,
            core_share: core_share(),
            parts: self.parts.to_vec(),
            verdict: judged.verdict(self.settings),
        }
    }

    /// The same parts on the same chart, run as a pure command chain: decisions and knowledge
    /// as the chart has authority, and everybody depending on their own superior alone.
    pub(super) fn pure_command(&self) -> Defined<Vec<f64>> {
        let (authority, chain, settings) = (self.authority, self.command, self.settings);
        let of_chart = authority.chart.as_ref().map_err(|why| *why)?;
        let mut columns = Vec::new();
        for part in self.parts {
            match part {
                MassPart::Decisions => columns.push((settings.weight_decisions, of_chart)),
                MassPart::KnowledgeHeld => columns.push((settings.weight_knowledge, of_chart)),
                MassPart::Influence => {
                    let chain = chain.as_ref().ok_or(Undefined::NoLines)?;
                    columns.push((settings.weight_influence, chain));
                }
            }
        }
        pool(&columns).ok_or(Undefined::ChartOnly)
    }

    /// Where one distribution has its middle.
    fn center(&self, column: &[f64], equal: Defined<f64>, number: usize, all: &AllPairs) -> Center {
        let height = self.height(column);
        let closeness = all.closeness.as_ref().map_err(|why| *why);
        let far = all.far.as_ref().map_err(|why| *why);
        let far = far.map(|far| far.iter().map(|far| far[number]).collect::<Vec<f64>>());
        Center {
            height,
            top_heaviness: above_equal(height, equal),
            inwardness: closeness.and_then(|near| inwardness(column, near)),
            median: far.and_then(|far| self.median(&far)),
        }
    }

    /// Mean height of the weight that is placed; what lies outside of the chart has none.
    fn height(&self, column: &[f64]) -> Defined<f64> {
        if self.chart.source == HierarchySource::None {
            return Err(Undefined::NoLines);
        }
        if self.chart.height.iter().all(Option::is_none) {
            return Err(Undefined::OneLevel);
        }
        let heights = self.people.held.iter().map(|seat| self.chart.height[*seat].map(Score::get));
        let placed =
            column.iter().zip(heights).filter_map(|(share, height)| Some((share, height?)));
        let (sum, all) = placed
            .fold((0.0, 0.0), |(sum, all), (share, height)| (sum + share * height, all + share));
        if all > 0.0 { Ok(sum / all) } else { Err(Undefined::Unplaced) }
    }

    /// Height of everybody counted alike.
    pub(super) fn equal_height(&self) -> Defined<f64> {
        let count = self.people.count();
        self.height(&vec![1.0 / count as f64; count])
    }

    pub(super) fn top_heaviness(&self, column: &[f64]) -> Defined<f64> {
        above_equal(self.height(column), self.equal_height())
    }

    /// Those from whom the weight is fewest steps away.
    fn median(&self, far: &[f64]) -> Defined<Median> {
        let least = far.iter().copied().fold(f64::INFINITY, f64::min);
        if !least.is_finite() {
            return Err(Undefined::NoPeople);
        }
        let near = TINY * far.len() as f64;
        let nearest = (0..far.len()).filter(|person| far[*person] - least <= near);
        let people = nearest.map(|person| self.people.id(person)).collect();
        Ok(Median { people, mean_steps: least })
    }
}

/// How far a height lies above that of everybody counted alike, as a part of the way to the top.
fn above_equal(height: Defined<f64>, equal: Defined<f64>) -> Defined<f64> {
    let (height, equal) = (height?, equal?);
    if 1.0 - equal <= TINY {
        return Err(Undefined::OneLevel);
    }
    Ok((height - equal) / (1.0 - equal))
}

/// Where a column lies between people on average (0) and the most central one (1).
fn inwardness(column: &[f64], closeness: &[f64]) -> Defined<f64> {
    let count = closeness.len() as f64;
    let mean = closeness.iter().sum::<f64>() / count;
    let largest = closeness.iter().copied().fold(0.0, f64::max);
    let smallest = closeness.iter().copied().fold(f64::INFINITY, f64::min);
    if largest - smallest <= TINY {
        return Err(Undefined::AllEqual);
    }
    let own: f64 = column.iter().zip(closeness).map(|(share, near)| share * near).sum();
    Ok((own - mean) / (largest - mean))
}
