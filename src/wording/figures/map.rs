//! What the readings say, under the names that the reference values have.

use schemars::JsonSchema;
use serde::Serialize;

use super::center::{ConcentrationFigures, GapFigures, GravityFigures, NormFigures, ShareFigures};
use super::chance::{ChanceFigures, FirmnessFigures};
use super::figure::{Figure, Named, Number};
use super::leaders::{LeadershipFigures, MisfitFigures, OrganicityFigures};
use super::trials::TrialFigures;
use crate::analysis::{Analysis, Defined, HierarchySource, Misfit, RoutineClass, Rule, WhatIf};
use crate::model::{PositionId, Stage, codes};

/// What the readings say about a stage.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MapFigures {
    /// What the levels were read from: lines, levels or none.
    hierarchy_from: &'static str,
    tops: Vec<String>,
    unplaced: Vec<String>,
    levels: usize,
    depth: Named<usize>,
    height: Named<Number>,
    authority: Figure<Named<Number>>,
    authority_position: Figure<Named<Number>>,
    authority_declared: Figure<Named<Number>>,
    knowledge: Figure<Named<Number>>,
    knowledge_held: Figure<Named<Number>>,
    knowledge_sought: Figure<Named<Number>>,
    influence: Figure<Named<Number>>,
    mass: Figure<Named<Number>>,
    #[serde(rename = "centre_of_gravity")]
    gravity: GravityFigures,
    closeness: Named<Number>,
    concentration: ConcentrationFigures,
    gap: Figure<GapFigures>,
    norm_index: NormFigures,
    organicity: OrganicityFigures,
    leadership: LeadershipFigures,
    /// The class of each routine.
    routines: Named<Figure<&'static str>>,
    coverage: CoverageFigures,
    /// How firm the verdict is.
    robust: Figure<FirmnessFigures>,
    /// What chance gives.
    chance: Figure<ChanceFigures>,
    flow_shares: ShareFigures,
    /// The misfits that have reference values.
    misfits: Vec<MisfitFigures>,
    /// The others.
    further_misfits: Vec<MisfitFigures>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    what_if: Option<TrialFigures>,
}

/// Knows what everybody is called in files.
pub(super) struct Codes<'a> {
    pub(super) stage: &'a Stage,
    pub(super) analysis: &'a Analysis,
    codes: std::collections::BTreeMap<PositionId, String>,
}

impl<'a> Codes<'a> {
    pub(super) fn of(stage: &'a Stage, analysis: &'a Analysis) -> Self {
        Self { stage, analysis, codes: codes(stage) }
    }

    pub(super) fn code(&self, id: PositionId) -> String {
        self.codes.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    pub(super) fn names(&self, ids: &[PositionId]) -> Vec<String> {
        ids.iter().map(|id| self.code(*id)).collect()
    }

    /// A column by person.
    pub(super) fn column(&self, values: &[f64]) -> Named<Number> {
        let people = self.analysis.people.iter().zip(values);
        Named::of(people.map(|(id, value)| (self.code(*id), Number(*value))))
    }

    fn distribution(&self, values: &Defined<Vec<f64>>) -> Figure<Named<Number>> {
        Figure::made(values, |values| self.column(values))
    }

    pub(super) fn by_position<'b, T: 'b>(
        &self,
        values: impl Iterator<Item = (&'b PositionId, T)>,
    ) -> Named<T> {
        Named::of(values.map(|(id, value)| (self.code(*id), value)))
    }
}

impl MapFigures {
    pub(super) fn of(stage: &Stage, analysis: &Analysis, what_if: Option<&WhatIf>) -> Self {
        let codes = Codes::of(stage, analysis);
        let hierarchy = &analysis.hierarchy;
        // The rules without reference values stand apart from those that have them.
        let further = |misfit: &&Misfit| matches!(misfit.rule, Rule::M6 | Rule::M11 | Rule::M12);
        let misfits = |apart: bool| {
            let own = analysis.misfits.iter().filter(|misfit| further(misfit) == apart);
            own.map(|misfit| MisfitFigures::of(&codes, misfit)).collect()
        };
        let closeness = match &analysis.closeness {
            Ok(closeness) if analysis.people.len() > 1 => &closeness[..],
            _ => &[],
        };
        Self {
            hierarchy_from: match hierarchy.source {
                HierarchySource::Lines => "lines",
                HierarchySource::Levels => "levels",
                HierarchySource::None => "none",
            },
            tops: codes.names(&hierarchy.tops),
            unplaced: codes.names(&hierarchy.unplaced),
            levels: hierarchy.levels,
            depth: codes.by_position(hierarchy.depth.iter().map(|(id, depth)| (id, *depth))),
            height: codes.by_position(hierarchy.height.iter().map(|(id, it)| (id, Number(*it)))),
            authority: codes.distribution(&analysis.authority.pooled),
            authority_position: codes.distribution(&analysis.authority.chart),
            authority_declared: codes.distribution(&analysis.authority.declared),
            knowledge: codes.distribution(&analysis.knowledge.pooled),
            knowledge_held: codes.distribution(&analysis.knowledge.held),
            knowledge_sought: codes.distribution(&analysis.knowledge.sought),
            influence: codes.distribution(&analysis.influence),
            mass: codes.distribution(&analysis.mass),
            gravity: GravityFigures::of(&codes),
            closeness: codes.column(closeness),
            concentration: ConcentrationFigures::of(&codes),
            gap: Figure::made(&analysis.gap, |gap| GapFigures::of(&codes, gap)),
            norm_index: NormFigures::of(&analysis.norm),
            organicity: OrganicityFigures::of(&codes),
            leadership: LeadershipFigures::of(&codes),
            routines: routines(stage, analysis),
            coverage: CoverageFigures::of(&codes),
            robust: FirmnessFigures::of(&codes),
            chance: ChanceFigures::of(&codes),
            flow_shares: ShareFigures::of(&analysis.flow_shares),
            misfits: misfits(false),
            further_misfits: misfits(true),
            what_if: what_if.map(|what_if| TrialFigures::of(&codes, what_if)),
        }
    }
}

fn routines(stage: &Stage, analysis: &Analysis) -> Named<Figure<&'static str>> {
    let class = |class: &RoutineClass| match class {
        RoutineClass::Solo => "solo",
        RoutineClass::Collaborated => "collaborated",
        RoutineClass::Collective => "collective",
        RoutineClass::Coordinated => "coordinated",
    };
    let named = stage.routines().iter().filter_map(|(id, routine)| {
        Some((routine.name.clone(), Figure::made(analysis.routines.get(&id)?, class)))
    });
    Named::of(named)
}

/// Of whom it is known with whom they talk, and what else.
#[derive(Debug, Serialize, JsonSchema)]
struct CoverageFigures {
    /// together or respondents.
    gathered: &'static str,
    people: usize,
    heard: usize,
    silent: Vec<String>,
    /// Whether there are flows and under half of the people are heard.
    verdict_withheld: bool,
    drew_arrows: usize,
    consulted: usize,
    with_expertise: usize,
    with_rights: usize,
    with_explore: usize,
    surveyed: usize,
}

impl CoverageFigures {
    fn of(codes: &Codes<'_>) -> Self {
        let (coverage, evidence) = (&codes.analysis.coverage, &codes.analysis.evidence);
        Self {
            gathered: coverage.gathered.key(),
            people: coverage.people,
            heard: coverage.heard,
            silent: codes.names(&coverage.silent),
            verdict_withheld: coverage.verdict_withheld,
            drew_arrows: evidence.drew_arrows,
            consulted: evidence.consulted,
            with_expertise: evidence.with_expertise,
            with_rights: evidence.with_rights,
            with_explore: evidence.with_explore,
            surveyed: evidence.surveyed,
        }
    }
}
