//! What is read besides the readings, as figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::{Figure, Named, Number};
use super::map::Codes;
use crate::analysis::{
    Band, Contrasts, Defined, Gap, Leading, OverLeaders, OverLines, Spread, UnitFigures,
};

/// Units, domains, contrasts, leaders and the band of respondents.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FurtherFigures {
    units: Named<OneUnit>,
    domains: Named<DomainFigures>,
    contrasts: ContrastFigures,
    band: Figure<BandFigures>,
    leading: LeadingFigures,
}

impl FurtherFigures {
    pub(super) fn of(codes: &Codes<'_>, further: &crate::analysis::Further) -> Self {
        let units = further.units.iter().map(|(id, unit)| {
            let name = codes.stage.units().get(*id).map(|it| it.name.clone());
            (name.unwrap_or_else(|| id.to_string()), OneUnit::of(unit))
        });
        let domains = further.domains.iter();
        Self {
            units: Named::of(units),
            domains: Named::of(
                domains.map(|(domain, gap)| (domain.name(), DomainFigures::of(gap))),
            ),
            contrasts: ContrastFigures::of(&further.contrasts),
            band: Figure::made(&further.band, BandFigures::of),
            leading: LeadingFigures::of(codes, &further.leading),
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct OneUnit {
    explore: Figure,
    rules: Figure,
    organicity: Figure,
    fit: Figure,
    authority: Figure,
    knowledge: Figure,
    influence: Figure,
    gap: Figure,
    consult_share: Figure,
    lateral_share: Figure,
    e_i: Figure,
    people: usize,
    vacant: usize,
    confidence: Number,
}

impl OneUnit {
    fn of(unit: &UnitFigures) -> Self {
        Self {
            explore: Figure::of(&unit.explore),
            rules: Figure::of(&unit.rules),
            organicity: Figure::of(&unit.organicity),
            fit: Figure::of(&unit.fit),
            authority: Figure::of(&unit.authority),
            knowledge: Figure::of(&unit.knowledge),
            influence: Figure::of(&unit.influence),
            gap: Figure::of(&unit.gap),
            consult_share: Figure::of(&unit.consult),
            lateral_share: Figure::of(&unit.lateral),
            e_i: Figure::of(&unit.outside),
            people: unit.people,
            vacant: unit.vacant,
            confidence: Number(unit.confidence),
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct DomainFigures {
    emd_steps: Figure,
    signed_steps: Figure,
    vertical_share: Figure,
    tv: Number,
}

impl DomainFigures {
    fn of(gap: &Gap) -> Self {
        Self {
            emd_steps: Figure::of(&gap.steps),
            signed_steps: Figure::of(&gap.down_steps),
            vertical_share: Figure::of(&gap.vertical_share),
            tv: Number(gap.tv),
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct ContrastFigures {
    network: Figure,
    knowledge_anywhere: Figure,
    lateral: Figure,
    consult: Figure,
    survey: Figure,
}

impl ContrastFigures {
    fn of(contrasts: &Contrasts) -> Self {
        Self {
            network: Figure::of(&contrasts.network),
            knowledge_anywhere: Figure::of(&contrasts.anywhere),
            lateral: Figure::of(&contrasts.lateral),
            consult: Figure::of(&contrasts.consult),
            survey: Figure::of(&contrasts.survey),
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct BandFigures {
    respondents: usize,
    top_heaviness: SpreadFigures,
    height: SpreadFigures,
    pull: Figure<SpreadFigures>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct SpreadFigures {
    low: Number,
    high: Number,
    standard_error: Number,
}

impl BandFigures {
    fn of(band: &Band) -> Self {
        let spread = |it: &Spread| SpreadFigures {
            low: Number(it.low),
            high: Number(it.high),
            standard_error: Number(it.error),
        };
        Self {
            respondents: band.respondents,
            top_heaviness: spread(&band.top_heaviness),
            height: spread(&band.height),
            pull: Figure::made(&band.pull, spread),
        }
    }
}

/// What leaders do on the whole.
#[derive(Debug, Serialize, JsonSchema)]
struct LeadingFigures {
    consult_vs_instruct: Figure<OverPeople>,
    consults_downward: Figure<OverPeople>,
    take_up: Figure<OverPeople>,
    e_i: Figure<OverPeople>,
    insulation: Figure<OverPeople>,
    insulation_chain_only: Figure<OverPeople>,
    acceptance: Figure<OverPeople>,
    distance: Figure<OverPeople>,
    pin_gap: Figure<OverPeople>,
    espoused_minus_enacted: Figure<OverPeople>,
    mismatch: Figure<OverReportingLines>,
    inequality: Figure<OverReportingLines>,
    paper_lines: usize,
    rights_below_the_top: Figure,
    shared_routines: Figure,
}

/// A mean over people, and who is furthest from 0.
#[derive(Debug, Serialize, JsonSchema)]
struct OverPeople {
    mean: Number,
    count: usize,
    /// Who is furthest from 0; of several all, with commas between.
    most: String,
    largest: Number,
}

/// A mean over reporting lines.
#[derive(Debug, Serialize, JsonSchema)]
struct OverReportingLines {
    mean: Number,
    lines: usize,
}

impl LeadingFigures {
    fn of(codes: &Codes<'_>, leading: &Leading) -> Self {
        let people = |it: &Defined<OverLeaders>| {
            Figure::made(it, |it| OverPeople {
                mean: Number(it.mean),
                count: it.count,
                most: it.most.iter().map(|id| codes.code(*id)).collect::<Vec<_>>().join(", "),
                largest: Number(it.largest),
            })
        };
        let lines = |it: &Defined<OverLines>| {
            let made =
                |it: &OverLines| OverReportingLines { mean: Number(it.mean), lines: it.count };
            Figure::made(it, made)
        };
        Self {
            consult_vs_instruct: people(&leading.consult),
            consults_downward: people(&leading.downward),
            take_up: people(&leading.take_up),
            e_i: people(&leading.outside),
            insulation: people(&leading.insulation),
            insulation_chain_only: people(&leading.insulation_chain_only),
            acceptance: people(&leading.acceptance),
            distance: people(&leading.distance),
            pin_gap: people(&leading.pin_gap),
            espoused_minus_enacted: people(&leading.espoused_apart),
            mismatch: lines(&leading.mismatch),
            inequality: lines(&leading.inequality),
            paper_lines: leading.paper_lines,
            rights_below_the_top: Figure::of(&leading.decided_below),
            shared_routines: Figure::of(&leading.shared_routines),
        }
    }
}
