//! The centres of gravity, concentration and the gap, as figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::{Figure, Named, Number};
use super::map::Codes;
use crate::analysis::{
    Center, Concentration, Defined, FlowShares, Gap, MassPart, Median, NormIndex, Verdict,
};
use crate::model::PositionId;

/// Where the weights lie, and the verdict.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GravityFigures {
    authority: CenterFigures,
    knowledge: CenterFigures,
    influence: CenterFigures,
    mass: CenterFigures,
    mass_if_pure_command: CenterFigures,
    pull_to_the_top: Figure,
    core_share: Figure,
    parts_used: Vec<&'static str>,
    verdict: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CenterFigures {
    height: Figure,
    top_heaviness: Figure,
    inwardness: Figure,
    #[serde(rename = "centre")]
    median: Figure<MedianFigures>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct MedianFigures {
    nodes: Vec<String>,
    mean_steps: Number,
}

impl GravityFigures {
    pub(super) fn of(codes: &Codes<'_>) -> Self {
        let gravity = &codes.analysis.gravity;
        let part = |part: &MassPart| match part {
            MassPart::Decisions => "decisions",
            MassPart::KnowledgeHeld => "knowledge held",
            MassPart::Influence => "influence",
        };
        Self {
            authority: CenterFigures::of(codes, &gravity.authority),
            knowledge: CenterFigures::of(codes, &gravity.knowledge),
            influence: CenterFigures::of(codes, &gravity.influence),
            mass: CenterFigures::of(codes, &gravity.mass),
            mass_if_pure_command: CenterFigures::of(codes, &gravity.pure_command),
            pull_to_the_top: Figure::of(&gravity.pull),
            core_share: Figure::of(&gravity.core_share),
            parts_used: gravity.parts.iter().map(part).collect(),
            verdict: match gravity.verdict {
                Verdict::NoChart => "no chart drawn".into(),
                Verdict::ChartOnly => "chart only".into(),
                Verdict::OnOnePerson(one) => format!("on one person: {}", codes.code(one)),
                Verdict::AtTheTop => "at the top".into(),
                Verdict::Between => "between the top and the centre".into(),
                Verdict::AtTheCenter => "at the centre".into(),
                Verdict::SpreadOut => "spread out".into(),
                Verdict::AtTheBottom => "at the bottom".into(),
                Verdict::Undecided => "not defined".into(),
            },
        }
    }
}

impl CenterFigures {
    fn of(codes: &Codes<'_>, center: &Center) -> Self {
        let median = |median: &Median| MedianFigures {
            nodes: codes.names(&median.people),
            mean_steps: Number(median.mean_steps),
        };
        Self {
            height: Figure::of(&center.height),
            top_heaviness: Figure::of(&center.top_heaviness),
            inwardness: Figure::of(&center.inwardness),
            median: Figure::made(&center.median, median),
        }
    }
}

/// How concentrated the three weights are.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ConcentrationFigures {
    authority: Figure<OneConcentration>,
    knowledge: Figure<OneConcentration>,
    influence: Figure<OneConcentration>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct OneConcentration {
    top_share: Number,
    top: Vec<String>,
    effective_number: Number,
    herfindahl: Figure,
    gini: Number,
}

impl ConcentrationFigures {
    pub(super) fn of(codes: &Codes<'_>) -> Self {
        let analysis = codes.analysis;
        let of = |column: &Defined<Vec<f64>>| {
            Figure::made(column, |column| OneConcentration::of(codes, column))
        };
        Self {
            authority: of(&analysis.authority.pooled),
            knowledge: of(&analysis.knowledge.pooled),
            influence: of(&analysis.influence),
        }
    }
}

impl OneConcentration {
    fn of(codes: &Codes<'_>, column: &[f64]) -> Self {
        let it = Concentration::of(column);
        let top: Vec<PositionId> =
            it.top.iter().map(|person| codes.analysis.people[*person]).collect();
        Self {
            top_share: Number(it.top_share),
            top: codes.names(&top),
            effective_number: Number(it.effective_number),
            herfindahl: Figure::of(&it.herfindahl),
            gini: Number(it.gini),
        }
    }
}

/// Knowledge against authority.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GapFigures {
    node: Named<Number>,
    tv: Number,
    emd_steps: Figure,
    down_steps: Figure,
    vertical_share: Figure,
    emd_normalised: Figure,
    edge_flow: Named<Number>,
}

impl GapFigures {
    pub(super) fn of(codes: &Codes<'_>, gap: &Gap) -> Self {
        Self {
            node: codes.column(&gap.by_person.all()),
            tv: Number(gap.tv),
            emd_steps: Figure::of(&gap.steps),
            down_steps: Figure::of(&gap.down_steps),
            vertical_share: Figure::of(&gap.vertical_share),
            emd_normalised: Figure::of(&gap.steps_normalised),
            edge_flow: codes.by_position(gap.crossing.iter().map(|(id, it)| (id, Number(*it)))),
        }
    }
}

/// Rank or expertise.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct NormFigures {
    influence: Figure,
    decisions: Figure,
}

impl NormFigures {
    pub(super) fn of(norm: &NormIndex) -> Self {
        Self { influence: Figure::of(&norm.influence), decisions: Figure::of(&norm.decisions) }
    }
}

/// Shares of all talk.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ShareFigures {
    consult_share: Figure,
    lateral_share: Figure,
}

impl ShareFigures {
    pub(super) fn of(shares: &FlowShares) -> Self {
        Self {
            consult_share: Figure::of(&shares.consult),
            lateral_share: Figure::of(&shares.lateral),
        }
    }
}
