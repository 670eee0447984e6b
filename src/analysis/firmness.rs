//! How firm a verdict is: what single respondents and other weights would make of it, and how far
//! the next border lies (MEASURES 12, D11).

use super::distribution::TINY;
use super::gravity::Scale;
use super::question::Settings;
use super::respondents::{Ballots, Lifts, Weights};
use super::result::{Gravity, HierarchySource};
use super::undefined::{Defined, Undefined};
use super::verdict::{Judged, Verdict, holder_of_half};

/// The grid of weightings: each weight a whole number of tenths, together 1.
const TENTHS: u32 = 10;
/// From this part of the weightings on, the verdict is firm.
const ENOUGH: f64 = 2.0 / 3.0;

/// How firm the verdict is.
#[derive(Debug, Clone, PartialEq)]
pub struct Firmness {
    /// How many people drew a consult, instruct or inform arrow.
    pub respondents: usize,
    /// The jackknife's standard error of the pull (Tukey 1958): sqrt((n - 1)/n times the sum of
    /// squares of the pulls without each respondent from their mean).
    pub standard_error: Defined<f64>,
    /// The pull less two standard errors.
    pub low: Defined<f64>,
    /// The pull and two standard errors.
    pub high: Defined<f64>,
    /// All 66 weightings, by decisions, then knowledge, from none on.
    pub weightings: Vec<Weighting>,
    /// Of how many weightings that weigh something the verdict is this one.
    pub agreeing: usize,
    /// The border next to the pull.
    pub nearest: Border,
    /// How far the pull is from it, never negative.
    pub distance: f64,
    /// Whether under two thirds of the weightings agree, or a border lies within two standard
    /// errors of a pull that decides the verdict.
    pub on_the_border: bool,
}

impl Firmness {
    /// How many weightings weigh something that is there.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.weightings.iter().filter(|weighting| weighting.verdict.is_some()).count()
    }

    /// The part of them that agrees, 0 to 1.
    #[must_use]
    pub fn share_agreeing(&self) -> f64 {
        self.agreeing as f64 / self.counted().max(1) as f64
    }

    /// The borders within two standard errors of the pull.
    pub fn crossed(&self, settings: &Settings) -> impl Iterator<Item = Border> {
        let band = self.low.ok().zip(self.high.ok());
        let settings =
            [Border::Top, Border::Center, Border::Bottom].map(|it| (it, it.at(settings)));
        settings.into_iter().filter_map(move |(border, at)| {
            let (low, high) = band?;
            (low < at - TINY && at + TINY < high).then_some(border)
        })
    }
}

/// One way to weigh decisions, knowledge and influence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighting {
    /// The weight of recorded decisions, 0 to 1; the three sum to 1.
    pub decisions: f64,
    /// The weight of held knowledge.
    pub knowledge: f64,
    /// The weight of influence.
    pub influence: f64,
    /// What the verdict would be; nothing where nothing that is there is weighed.
    pub verdict: Option<Verdict>,
    /// The pull to the top.
    pub pull: Defined<f64>,
    /// The height of the mass.
    pub height: Defined<f64>,
}

impl Weighting {
    /// The three weights in tenths.
    #[must_use]
    pub fn tenths(&self) -> [u8; 3] {
        let tenths = |weight: f64| (weight * f64::from(TENTHS)).round() as u8;
        [tenths(self.decisions), tenths(self.knowledge), tenths(self.influence)]
    }
}

/// A border between verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// From it on the centre is at the top.
    Top,
    /// Above it the centre is between.
    Center,
    /// Under it the centre is at the bottom.
    Bottom,
}

impl Border {
    /// Where it lies on the pull.
    #[must_use]
    pub fn at(self, settings: &Settings) -> f64 {
        match self {
            Self::Top => settings.top_border,
            Self::Center => settings.center_border,
            Self::Bottom => -settings.center_border,
        }
    }

    /// Its name among the figures.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Center => "centre",
            Self::Bottom => "bottom",
        }
    }
}

/// What firmness is worked out from.
pub(super) struct Weighed<'a> {
    pub(super) scale: &'a Scale<'a>,
    pub(super) ballots: &'a Ballots,
    pub(super) closeness: &'a Defined<Vec<f64>>,
    pub(super) gravity: &'a Gravity,
}

impl Weighed<'_> {
    /// How firm the verdict is; not defined where the pull is not.
    pub(super) fn firmness(&self) -> Defined<Firmness> {
        let (pull, equal) = (self.gravity.pull?, self.scale.equal_height()?);
        let settings = self.scale.settings;
        let lifts = Lifts::of(self.scale, equal);
        let without = self.ballots.without_each(&lifts, settings);
        let respondents = without.len();
        let left: Option<Vec<f64>> = without.into_iter().map(|it| it?.pull.ok()).collect();
        let standard_error = match left {
            _ if respondents < 2 => Err(Undefined::TooFewRespondents),
            Some(left) => Ok(jackknife(&left)),
            None => Err(Undefined::NoYardstick),
        };
        let weightings = self.weightings(&lifts);
        let verdict = self.gravity.verdict;
        let agrees = |it: &&Weighting| it.verdict.is_some_and(|other| other.agrees_with(verdict));
        let agreeing = weightings.iter().filter(agrees).count();
        let (nearest, distance) = nearest(pull, settings);
        let mut firmness = Firmness {
            respondents,
            standard_error,
            low: standard_error.map(|error| pull - 2.0 * error),
            high: standard_error.map(|error| pull + 2.0 * error),
            weightings,
            agreeing,
            nearest,
            distance,
            on_the_border: false,
        };
        let by_pull = !matches!(verdict, Verdict::OnOnePerson(_));
        let crossed = by_pull && firmness.crossed(settings).next().is_some();
        firmness.on_the_border = crossed || firmness.share_agreeing() < ENOUGH - TINY;
        Ok(firmness)
    }

    fn weightings(&self, lifts: &Lifts) -> Vec<Weighting> {
        let columns = [
            self.scale.authority.declared.as_ref().ok(),
            self.scale.knowledge.held.as_ref().ok(),
            self.scale.influence.as_ref().ok(),
        ];
        let candidates = candidates(&columns);
        let closeness = self.closeness.as_ref().map_err(|why| *why);
        let inward = closeness.map(|closeness| Inward::of(closeness, &columns));
        let mut all = Vec::new();
        for decisions in 0..=TENTHS {
            for knowledge in 0..=TENTHS - decisions {
                let tenths = [decisions, knowledge, TENTHS - decisions - knowledge];
                let weights = tenths.map(|tenths| f64::from(tenths) / f64::from(TENTHS));
                all.push(self.weighting(weights, lifts, &columns, &candidates, &inward));
            }
        }
        all
    }

    fn weighting(
        &self,
        weights: Weights,
        lifts: &Lifts,
        columns: &[Option<&Vec<f64>>; 3],
        candidates: &[usize],
        inward: &Defined<Inward>,
    ) -> Weighting {
        let [decisions, knowledge, influence] = weights;
        let none = Err(Undefined::ChartOnly);
        let standing = lifts.standing(weights);
        let (pull, height) = standing.map_or((none, none), |it| (it.pull, it.height));
        let parts = || weights.into_iter().zip(columns).filter(|(weight, _)| *weight > 0.0);
        let there = || parts().filter_map(|(weight, column)| Some((weight, (*column)?)));
        let all: f64 = there().map(|(weight, _)| weight).sum();
        let mass = |person: usize| {
            there().map(|(weight, column)| weight / all * column[person]).sum::<f64>()
        };
        let verdict = standing.map(|_| {
            let shares: Vec<f64> = candidates.iter().map(|person| mass(*person)).collect();
            let one = holder_of_half(&shares).map(|place| candidates[place]);
            let inwardness = match inward {
                Ok(inward) => inward.of_mass(weights, all),
                Err(why) => Err(*why),
            };
            let judged = Judged {
                chart: self.scale.chart.source != HierarchySource::None,
                weighed: true,
                one: one.map(|person| self.scale.people.id(person)),
                one_is_top: one.is_some_and(|one| {
                    self.scale.chart.depth[self.scale.people.held[one]] == Some(0)
                }),
                pull,
                inwardness,
                by_chance: None,
            };
            judged.verdict(self.scale.settings)
        });
        Weighting { decisions, knowledge, influence, verdict, pull, height }
    }
}

/// Who may hold half of some weighting: whoever holds half of a part.
fn candidates(columns: &[Option<&Vec<f64>>; 3]) -> Vec<usize> {
    let half = |column: &Vec<f64>| {
        (0..column.len()).filter(|person| column[*person] >= 0.5 - TINY).collect::<Vec<usize>>()
    };
    let mut all: Vec<usize> = columns.iter().flatten().flat_map(|column| half(column)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// How inward each part of the mass lies: its weight by closeness, and the scale of that.
struct Inward {
    of: [Option<f64>; 3],
    mean: f64,
    largest: f64,
}

impl Inward {
    fn of(closeness: &[f64], columns: &[Option<&Vec<f64>>; 3]) -> Self {
        let own = |column: &Vec<f64>| column.iter().zip(closeness).map(|(a, b)| a * b).sum();
        Self {
            of: columns.map(|column| column.map(own)),
            mean: closeness.iter().sum::<f64>() / closeness.len() as f64,
            largest: closeness.iter().copied().fold(0.0, f64::max),
        }
    }

    /// The inwardness of the mass under weights of which those that are there sum to `all`.
    fn of_mass(&self, weights: Weights, all: f64) -> Defined<f64> {
        if self.largest - self.mean <= TINY {
            return Err(Undefined::AllEqual);
        }
        let parts = weights.into_iter().zip(self.of);
        let own: f64 = parts.filter_map(|(weight, own)| Some(weight / all * own?)).sum();
        Ok((own - self.mean) / (self.largest - self.mean))
    }
}

/// The standard error of a jackknife.
pub(super) fn jackknife(left: &[f64]) -> f64 {
    let count = left.len() as f64;
    let mean = left.iter().sum::<f64>() / count;
    let squares: f64 = left.iter().map(|value| (value - mean).powi(2)).sum();
    ((count - 1.0) / count * squares).sqrt()
}

fn nearest(pull: f64, settings: &Settings) -> (Border, f64) {
    let away = |border: Border| (border, (pull - border.at(settings)).abs());
    let (top, center, bottom) = (away(Border::Top), away(Border::Center), away(Border::Bottom));
    let nearer = |a: (Border, f64), b: (Border, f64)| if b.1 < a.1 - TINY { b } else { a };
    nearer(nearer(top, center), bottom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_of_three_is_by_hand() {
        // Mean 1; squares 1, 0, 1; 2/3 of 2.
        assert!((jackknife(&[0.0, 1.0, 2.0]) - (4.0_f64 / 3.0).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn the_nearest_border_and_how_far() {
        let settings = Settings::default();
        let of = |pull| nearest(pull, &settings);
        assert_eq!(of(0.9).0, Border::Top);
        assert_eq!(of(0.4).0, Border::Center);
        assert_eq!(of(-0.5).0, Border::Bottom);
        assert!((of(-0.5).1 - 1.0 / 6.0).abs() < 1e-15);
    }
}
