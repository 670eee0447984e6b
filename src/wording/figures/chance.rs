//! How firm the verdict is, and what chance gives, as figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::{Figure, Number};
use super::map::Codes;
use crate::analysis::{ByChance, Chance, Firmness};

/// How firm the verdict is.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FirmnessFigures {
    pull_to_the_top: Figure,
    /// How many people drew a consult, instruct or inform arrow.
    respondents: usize,
    /// Of the pull, by the jackknife over respondents.
    standard_error: Figure,
    low: Figure,
    high: Figure,
    /// How many of the 66 weightings weigh something that is there.
    weightings: usize,
    /// How many of those give the same verdict.
    agreeing: usize,
    share_agreeing: Number,
    /// top, centre or bottom.
    nearest_border: &'static str,
    distance: Number,
    on_the_border: bool,
}

impl FirmnessFigures {
    pub(super) fn of(codes: &Codes<'_>) -> Figure<Self> {
        let pull = &codes.analysis.gravity.pull;
        Figure::made(&codes.analysis.firmness, |firmness: &Firmness| Self {
            pull_to_the_top: Figure::of(pull),
            respondents: firmness.respondents,
            standard_error: Figure::of(&firmness.standard_error),
            low: Figure::of(&firmness.low),
            high: Figure::of(&firmness.high),
            weightings: firmness.counted(),
            agreeing: firmness.agreeing,
            share_agreeing: Number(firmness.share_agreeing()),
            nearest_border: firmness.nearest.key(),
            distance: Number(firmness.distance),
            on_the_border: firmness.on_the_border,
        })
    }
}

/// The 5th to the 95th percentile of what chance gives.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ChanceFigures {
    draws: usize,
    planned: usize,
    pull_to_the_top: Figure<BandOfChance>,
    /// Of the mass.
    inwardness: Figure<BandOfChance>,
    /// Of influence.
    norm_index: Figure<BandOfChance>,
    tv: Figure<BandOfChance>,
    lateral_share: Figure<BandOfChance>,
    /// Mean over leaders.
    insulation: Figure<BandOfChance>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct BandOfChance {
    low: Number,
    high: Number,
}

impl ChanceFigures {
    pub(super) fn of(codes: &Codes<'_>) -> Figure<Self> {
        let band = |band: &Option<ByChance>| match band {
            Some(band) => {
                Figure(Ok(BandOfChance { low: Number(band.low), high: Number(band.high) }))
            }
            None => Figure::none("it has no value here, or chance leaves nothing to vary"),
        };
        let of = |chance: &Chance| Self {
            draws: chance.draws,
            planned: chance.planned,
            pull_to_the_top: band(&chance.pull),
            inwardness: band(&chance.inwardness),
            norm_index: band(&chance.norm),
            tv: band(&chance.tv),
            lateral_share: band(&chance.lateral),
            insulation: band(&chance.insulation),
        };
        match &codes.analysis.chance {
            Some(chance) => Figure(Ok(of(chance))),
            None => Figure::none("chance has not been drawn"),
        }
    }
}
