//! Organicity, leaders and followers, and misfits, as figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::{Figure, Named, Number};
use super::map::Codes;
use crate::analysis::{
    Dependence, HalfOfInfluence, Insulated, Leader, LeadershipForm, Misfit, Organicity,
    OrganicitySource, Rule,
};

/// Mechanistic or organic.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OrganicityFigures {
    map: MapOrganicity,
    node: Named<OneOrganicity>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct MapOrganicity {
    score: Figure,
    confidence: Number,
}

#[derive(Debug, Serialize, JsonSchema)]
struct OneOrganicity {
    score: Figure,
    /// survey or flows.
    source: Figure<&'static str>,
    confidence: Number,
    flows: Figure,
    indicators: Indicators,
    espoused: Figure,
    espoused_minus_enacted: Figure,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Indicators {
    consult: Figure,
    lateral: Figure,
    mutual: Figure,
    loose: Figure,
}

impl OrganicityFigures {
    pub(super) fn of(codes: &Codes<'_>) -> Self {
        let reading = &codes.analysis.organicity;
        let people = codes.analysis.people.iter().zip(&reading.by_person);
        Self {
            map: MapOrganicity {
                score: Figure::of(&reading.map),
                confidence: Number(reading.confidence),
            },
            node: codes.by_position(people.map(|(id, one)| (id, OneOrganicity::of(one)))),
        }
    }
}

impl OneOrganicity {
    fn of(one: &Organicity) -> Self {
        let source = match (one.source(), &one.score()) {
            (Some(OrganicitySource::Survey), _) => Figure(Ok("survey")),
            (Some(OrganicitySource::Flows), _) => Figure(Ok("flows")),
            (None, Err(why)) => Figure::none(why.to_string()),
            (None, Ok(_)) => Figure::none("it is not said what it was read from"),
        };
        Self {
            score: Figure::of(&one.score()),
            source,
            confidence: Number(one.confidence),
            flows: Figure::of(&one.flows.get()),
            indicators: Indicators {
                consult: Figure::of(&one.consult.get()),
                lateral: Figure::of(&one.lateral.get()),
                mutual: Figure::of(&one.mutual.get()),
                loose: Figure::of(&one.loose.get()),
            },
            espoused: Figure::of(&one.espoused.get()),
            espoused_minus_enacted: Figure::of(&one.espoused_minus_enacted()),
        }
    }
}

/// Leaders and followers.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LeadershipFigures {
    /// By leader and follower.
    pairs: Named<PairFigures>,
    leader: Named<LeaderFigures>,
    influence_of_people_without_reports: Figure,
    people_without_reports: Figure,
    emergent: Figure<Vec<String>>,
    half_of_influence: Figure<HalfFigures>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PairFigures {
    follower_on_leader: Number,
    leader_on_follower: Number,
    inequality: Figure,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LeaderFigures {
    layers_below: usize,
    insulation: Figure,
    insulation_chain_only: Figure,
    consults_downward_share: Figure,
    consult_vs_instruct: Figure,
}

#[derive(Debug, Serialize, JsonSchema)]
struct HalfFigures {
    people: Vec<String>,
    share: Number,
    mutual_consultation: Figure,
    form: Figure<&'static str>,
}

impl LeadershipFigures {
    pub(super) fn of(codes: &Codes<'_>) -> Self {
        let leadership = &codes.analysis.leadership;
        let name =
            |it: &Dependence| format!("{}>{}", codes.code(it.leader), codes.code(it.follower));
        let pairs = leadership.lines.values().map(|it| (name(it), PairFigures::of(it)));
        let leaders = leadership.leaders.iter().map(|(id, it)| (id, LeaderFigures::of(it)));
        Self {
            pairs: Named::of(pairs),
            leader: codes.by_position(leaders),
            influence_of_people_without_reports: Figure::of(&leadership.influence_without_reports),
            people_without_reports: Figure::of(&leadership.people_without_reports),
            emergent: Figure::made(&leadership.emergent, |it| codes.names(it)),
            half_of_influence: Figure::made(&leadership.half, |it| HalfFigures::of(codes, it)),
        }
    }
}

impl PairFigures {
    fn of(dependence: &Dependence) -> Self {
        Self {
            follower_on_leader: Number(dependence.follower_on_leader),
            leader_on_follower: Number(dependence.leader_on_follower),
            inequality: Figure::of(&dependence.inequality),
        }
    }
}

impl LeaderFigures {
    fn of(leader: &Leader) -> Self {
        Self {
            layers_below: leader.layers_below,
            insulation: Figure::of(&leader.insulation),
            insulation_chain_only: Figure::of(&leader.insulation_chain_only),
            consults_downward_share: Figure::of(&leader.consults_downward),
            consult_vs_instruct: Figure::of(&leader.consult_vs_instruct),
        }
    }
}

impl HalfFigures {
    fn of(codes: &Codes<'_>, half: &HalfOfInfluence) -> Self {
        Self {
            people: codes.names(&half.people),
            share: Number(half.share),
            mutual_consultation: Figure::of(&half.mutual_consultation),
            form: Figure::made(&half.form, |form| match form {
                LeadershipForm::LeaderCentered => "leader-centred",
                LeadershipForm::DistributedCoordinated => "distributed-coordinated",
                LeadershipForm::DistributedFragmented => "distributed-fragmented",
            }),
        }
    }
}

/// A misfit that fires.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MisfitFigures {
    /// The rule, with the domain where it is about one.
    rule: String,
    /// Whom it is about; null for the whole map.
    node: Option<String>,
    /// By which of its two signs M4 fires: silence or layers.
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<&'static str>,
}

impl MisfitFigures {
    pub(super) fn of(codes: &Codes<'_>, misfit: &Misfit) -> Self {
        let mut rule = rule_key(misfit.rule).to_owned();
        if let Some(domain) = &misfit.domain {
            rule = format!("{rule} ({domain})");
        }
        let form = misfit.form.map(|form| match form {
            Insulated::Silence => "silence",
            Insulated::Layers => "layers",
        });
        Self { rule, node: misfit.position.map(|id| codes.code(id)), form }
    }
}

/// What the reference values call a rule.
fn rule_key(rule: Rule) -> &'static str {
    match rule {
        Rule::M1 => "M1 rigid hierarchy on exploratory work",
        Rule::M2 => "M2 instructive communication on exploratory work",
        Rule::M3 => "M3 authority at the top, knowledge not",
        Rule::M4 => "M4 insulated leader",
        Rule::M5 => "M5 says organic, experienced as mechanistic",
        Rule::M6 => "M6 influence refused",
        Rule::M7 => "M7 loose on routine work",
        Rule::M8 => "M8 stranded expert",
        Rule::M9 => "M9 decides without knowing or asking",
        Rule::M10 => "M10 leadership distributed but fragmented",
        Rule::M11 => "M11 pin too high",
        Rule::M12 => "M12 single point",
    }
}
