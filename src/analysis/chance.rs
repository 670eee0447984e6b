//! What the same people, chart, rights and habits would give by chance: each person keeps the
//! number and the frequencies of its outgoing arrows and draws their targets anew, and expertise
//! changes hands (MEASURES 12, D10).

mod draw;
mod model;
mod order;
mod random;

use super::cancel::{Cancel, Cancelled};
use super::distribution::TINY;
use super::question::Question;
use super::result::Analysis;
use draw::Draw;
use model::Model;
pub(in crate::analysis) use random::Random;

/// So many draws are shown at once, as provisional.
pub const PROVISIONAL_DRAWS: usize = 200;
/// So many draws make a band that no longer hangs on the draw.
pub const DRAWS: usize = 2_000;

/// The bands that chance gives: of each measure the 5th to the 95th percentile of its draws.
/// Nothing where the measure has no value on the map, or chance leaves nothing to vary.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chance {
    /// Of how many draws.
    pub draws: usize,
    /// How many are planned.
    pub planned: usize,
    /// Of the pull to the top.
    pub pull: Option<ByChance>,
    /// Of the inwardness of the mass.
    pub inwardness: Option<ByChance>,
    /// Of the norm index of influence.
    pub norm: Option<ByChance>,
    /// Of the share of knowledge that is not where authority is.
    pub tv: Option<ByChance>,
    /// Of the part of the talk that goes sideways.
    pub lateral: Option<ByChance>,
    /// Of the mean insulation of leaders.
    pub insulation: Option<ByChance>,
}

impl Chance {
    /// Whether more draws are to come.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        self.draws < self.planned
    }
}

/// A band that chance gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ByChance {
    /// The 5th percentile.
    pub low: f64,
    /// The 95th percentile.
    pub high: f64,
}

/// How a number lies to what chance gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Lower than chance gives.
    Below,
    /// No different from chance.
    Within,
    /// Higher than chance gives.
    Above,
}

impl ByChance {
    /// How a number lies to the band; on its ends it is no different from chance.
    #[must_use]
    pub fn standing(&self, value: f64) -> Standing {
        if value > self.high + TINY {
            Standing::Above
        } else if value < self.low - TINY {
            Standing::Below
        } else {
            Standing::Within
        }
    }

    /// The band of draws; nothing where they do not vary.
    fn of(mut drawn: Vec<f64>) -> Option<Self> {
        drawn.sort_by(f64::total_cmp);
        let (first, last) = (*drawn.first()?, *drawn.last()?);
        if last - first <= TINY {
            return None;
        }
        let percentile = |part: f64| {
            let place = part * (drawn.len() - 1) as f64;
            let (below, above) = (place.floor() as usize, place.ceil() as usize);
            drawn[below] + (place - place.floor()) * (drawn[above] - drawn[below])
        };
        Some(Self { low: percentile(0.05), high: percentile(0.95) })
    }
}

/// As many products of people and arrows as all draws are made for; beyond it there are fewer,
/// never under the provisional ones.
const MOST_FOR_ALL: usize = 20_000_000;
/// With more than this, nothing is drawn: a single draw would take seconds.
const MOST_FOR_ANY: usize = 4_000_000_000;

/// The measures that are held against chance, in the order of their columns.
const MEASURES: usize = 6;

/// Draws from the null model, one after the other. The same map gives the same draws, however its
/// records are numbered and called.
#[derive(Debug)]
pub struct Chances {
    model: Model,
    drawn: [Vec<f64>; MEASURES],
    draws: usize,
}

impl Chances {
    /// Makes ready to draw for a map and what is read from it.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn of(
        question: &Question,
        analysis: &Analysis,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let model = Model::of(question, analysis, cancel)?;
        Ok(Self { model, drawn: Default::default(), draws: 0 })
    }

    /// How many draws are planned for a map of this size.
    #[must_use]
    pub fn planned(&self) -> usize {
        let arrows: usize = self.model.arrows();
        let size = self.model.count.saturating_mul(arrows);
        if size > MOST_FOR_ANY {
            return 0;
        }
        let fewer = DRAWS as f64 * MOST_FOR_ALL as f64 / size.max(1) as f64;
        (fewer as usize).clamp(PROVISIONAL_DRAWS, DRAWS)
    }

    /// Draws until there are so many draws.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn draw_to(&mut self, draws: usize, cancel: &Cancel) -> Result<(), Cancelled> {
        let mut draw = Draw::of(&self.model);
        while self.draws < draws {
            cancel.check()?;
            let found = draw.take(self.draws as u64, cancel)?;
            for (column, value) in self.drawn.iter_mut().zip(found) {
                column.extend(value);
            }
            self.draws += 1;
        }
        Ok(())
    }

    /// The bands of the draws so far.
    #[must_use]
    pub fn bands(&self) -> Chance {
        let [pull, inwardness, norm, tv, lateral, insulation] =
            self.drawn.each_ref().map(|column| ByChance::of(column.clone()));
        Chance {
            draws: self.draws,
            planned: self.planned(),
            pull,
            inwardness,
            norm,
            tv,
            lateral,
            insulation,
        }
    }
}

/// The bands of all draws that are planned.
///
/// # Errors
/// The token was cancelled.
pub fn chance(
    question: &Question,
    analysis: &Analysis,
    cancel: &Cancel,
) -> Result<Chance, Cancelled> {
    let mut chances = Chances::of(question, analysis, cancel)?;
    chances.draw_to(chances.planned(), cancel)?;
    Ok(chances.bands())
}
