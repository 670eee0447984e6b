//! The numbers of every measure: of the whole map, by position and by unit. One place drives the
//! table, the comparison of stages, the explanations and the published figures.

use super::MeasureId;
use super::words::{one, percent, two};
use crate::analysis::{
    Analysis, Concentration, Defined, Further, Leader, OverLeaders, OverLines, Undefined,
    UnitFigures,
};
use crate::model::{PositionId, Stage};
use crate::quantity::Score;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A part of a whole, as a percentage.
    Share,
    /// On a scale of its own, with two decimals.
    Scale,
    /// With one decimal.
    Amount,
    /// A whole number.
    Count,
}

impl Form {
    /// The number in words.
    #[must_use]
    pub fn words(self, value: f64) -> String {
        match self {
            Self::Share => percent(value),
            Self::Scale => two(value),
            Self::Amount => one(value),
            Self::Count => format!("{value:.0}"),
        }
    }
}

/// One number of a measure on the whole map.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Which of the measure's numbers, as one would name it among all numbers of the map.
    pub name: &'static str,
    /// The number.
    pub value: Defined<f64>,
    /// How it is written.
    pub form: Form,
}

/// What numbers are read from.
#[derive(Debug, Clone, Copy)]
pub struct Readings<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// Its readings.
    pub analysis: &'a Analysis,
    /// What is read besides them.
    pub further: &'a Further,
}

/// One person among the readings.
#[derive(Debug, Clone, Copy)]
pub struct OfPerson<'a> {
    /// What is read.
    pub readings: Readings<'a>,
    /// The position.
    pub id: PositionId,
    /// Its place among the people.
    pub at: usize,
}

/// A column of the table of positions: its head, and the number of a position.
pub type PersonColumn = (&'static str, fn(&OfPerson<'_>) -> Defined<f64>);
/// A column of the table of units: its head, and the number of a unit.
pub type UnitColumn = (&'static str, fn(&UnitFigures) -> Defined<f64>);

fn share(name: &'static str, value: Defined<f64>) -> Part {
    Part { name, value, form: Form::Share }
}

fn scale(name: &'static str, value: Defined<f64>) -> Part {
    Part { name, value, form: Form::Scale }
}

fn amount(name: &'static str, value: Defined<f64>) -> Part {
    Part { name, value, form: Form::Amount }
}

fn count(name: &'static str, value: usize) -> Part {
    Part { name, value: Ok(value as f64), form: Form::Count }
}

fn mean(over: &Defined<OverLeaders>) -> Defined<f64> {
    over.as_ref().map(|it| it.mean).map_err(|why| *why)
}

fn mean_of_lines(over: &Defined<OverLines>) -> Defined<f64> {
    over.map(|it| it.mean)
}

fn spread(column: &Defined<Vec<f64>>) -> Defined<f64> {
    column.as_ref().map(|column| Concentration::of(column).effective_number).map_err(|why| *why)
}

impl MeasureId {
    /// Its numbers on the whole map; none where it has numbers of single positions alone.
    #[must_use]
    pub fn of_map(self, readings: &Readings<'_>) -> Vec<Part> {
        let Readings { analysis, further, .. } = readings;
        match self {
            Self::ConsultShare
            | Self::LateralShare
            | Self::Organicity
            | Self::Contrasts
            | Self::Explore
            | Self::Rules
            | Self::Fit => self.of_work(analysis, further),
            Self::Warning
            | Self::M1
            | Self::M2
            | Self::M3
            | Self::M4
            | Self::M5
            | Self::M6
            | Self::M7
            | Self::M8
            | Self::M9
            | Self::M10
            | Self::M11
            | Self::M12 => vec![count(self.misfit_name(), self.fired(analysis))],
            Self::Pull
            | Self::TopHeaviness
            | Self::Band
            | Self::Inwardness
            | Self::Quadrant
            | Self::Mass
            | Self::Gap
            | Self::Steps
            | Self::DomainGap
            | Self::Uncovered
            | Self::Authority
            | Self::Knowledge
            | Self::Influence
            | Self::EffectiveNumber
            | Self::Norm
            | Self::WhatIf
            | Self::Confidence
            | Self::People
            | Self::Loops => self.of_center(analysis, further),
            Self::Form
            | Self::Emergent
            | Self::WithoutReports
            | Self::LeaderConsult
            | Self::ConsultsDownward
            | Self::TakeUp
            | Self::AsksOutside
            | Self::Insulation
            | Self::Inequality
            | Self::Mismatch
            | Self::Acceptance
            | Self::Distance
            | Self::Espoused
            | Self::Pin
            | Self::Participation
            | Self::Routines => self.of_leading(analysis, further),
        }
    }

    fn of_work(self, analysis: &Analysis, further: &Further) -> Vec<Part> {
        let shares = &analysis.flow_shares;
        match self {
            Self::ConsultShare => {
                vec![share("Asking of asking and telling", shares.consult)]
            }
            Self::LateralShare => vec![share("Talk that goes sideways", shares.lateral)],
            Self::Organicity => vec![scale("Organicity", analysis.organicity.map)],
            Self::Contrasts => contrasts(further),
            Self::Explore => vec![scale("Mean explore", analysis.mean_explore)],
            Self::Rules => vec![scale("Mean rules", analysis.mean_rules)],
            Self::Fit => vec![scale("Fit of relations and work", fit(analysis))],
            _ => Vec::new(),
        }
    }

    /// How many of its rules fire, for the warning and the misfits.
    fn fired(self, analysis: &Analysis) -> usize {
        let fires = |rule| analysis.misfits.iter().filter(|it| it.rule == rule).count();
        match self {
            Self::Warning => self.rules().iter().filter(|rule| fires(**rule) > 0).count(),
            _ => self.rules().iter().map(|rule| fires(*rule)).sum(),
        }
    }

    fn misfit_name(self) -> &'static str {
        super::glossary::measure(self).name
    }

    fn of_center(self, analysis: &Analysis, further: &Further) -> Vec<Part> {
        let gravity = &analysis.gravity;
        let gap = analysis.gap.as_ref().map_err(|why| *why);
        match self {
            Self::Pull => vec![share("Pull to the top", gravity.pull)],
            Self::TopHeaviness => vec![
                scale("Height of authority", gravity.authority.top_heaviness),
                scale("Height of knowledge", gravity.knowledge.top_heaviness),
                scale("Height of influence", gravity.influence.top_heaviness),
                scale("Height of the whole weight", gravity.mass.top_heaviness),
            ],
            Self::Band => {
                let band = further.band.as_ref().map_err(|why| *why);
                let error = band.and_then(|band| band.pull).map(|pull| pull.error);
                vec![scale("Standard error of the pull", error)]
            }
            Self::Inwardness => vec![
                scale("Inwardness of the whole weight", gravity.mass.inwardness),
                share("Weight in the core of the talk", gravity.core_share),
            ],
            Self::Gap => {
                vec![share("Gap of knowledge and authority", gap.map(|gap| gap.tv))]
            }
            Self::Steps => vec![
                amount("Steps that knowledge travels", gap.and_then(|gap| gap.steps)),
                share("Up and down of it", gap.and_then(|gap| gap.vertical_share)),
            ],
            Self::DomainGap => {
                let widest = further.domains.values().map(|gap| gap.tv).reduce(f64::max);
                vec![share("Widest gap of a domain", widest.ok_or(Undefined::NoKnowledge))]
            }
            Self::Uncovered => {
                vec![count("Uncovered domains", analysis.knowledge.uncovered.len())]
            }
            Self::Authority => {
                vec![amount("Authority as if shared by", spread(&analysis.authority.pooled))]
            }
            Self::Knowledge => {
                vec![amount("Knowledge as if shared by", spread(&analysis.knowledge.pooled))]
            }
            Self::EffectiveNumber => {
                vec![amount("Influence as if shared by", spread(&analysis.influence))]
            }
            Self::Norm => vec![
                scale("Influence: rank or expertise", analysis.norm.influence),
                scale("Decisions: rank or expertise", analysis.norm.decisions),
            ],
            Self::People => vec![
                count("People", analysis.evidence.people),
                count("Vacant positions", analysis.evidence.vacant),
            ],
            Self::Loops => vec![count("Loops", analysis.hierarchy.loops.len())],
            // Their numbers stand under those that they are made of.
            _ => Vec::new(),
        }
    }

    fn of_leading(self, analysis: &Analysis, further: &Further) -> Vec<Part> {
        let leading = &further.leading;
        let leadership = &analysis.leadership;
        match self {
            Self::Form => {
                let half = leadership.half.as_ref().map_err(|why| *why);
                vec![
                    amount(
                        "People who hold half the influence",
                        half.map(|it| it.people.len() as f64),
                    ),
                    share(
                        "Of their pairs consult each other",
                        half.and_then(|it| it.mutual_consultation),
                    ),
                ]
            }
            Self::Emergent => {
                let count = leadership.emergent.as_ref().map(|it| it.len() as f64);
                let (name, value) = ("Emergent leaders", count.map_err(|why| *why));
                vec![Part { name, value, form: Form::Count }]
            }
            Self::WithoutReports => vec![
                share("Influence of those without reports", leadership.influence_without_reports),
                share("Heads without reports", leadership.people_without_reports),
            ],
            Self::LeaderConsult => {
                vec![share("Asking of what leaders say", mean(&leading.consult))]
            }
            Self::ConsultsDownward => {
                vec![share("Leaders' asking that goes down", mean(&leading.downward))]
            }
            Self::TakeUp => vec![share("What leaders hear and take up", mean(&leading.take_up))],
            Self::AsksOutside => {
                vec![scale("Leaders ask inside or outside", mean(&leading.outside))]
            }
            Self::Insulation => vec![
                scale("Insulation of leaders", mean(&leading.insulation)),
                scale("Insulation by the chart alone", mean(&leading.insulation_chain_only)),
            ],
            Self::Inequality => {
                vec![scale("Leader and follower", mean_of_lines(&leading.inequality))]
            }
            Self::Mismatch => vec![scale("Wishes missed", mean_of_lines(&leading.mismatch))],
            Self::Acceptance => vec![scale("Acceptance", mean(&leading.acceptance))],
            Self::Distance => vec![scale("Distance", mean(&leading.distance))],
            Self::Espoused => vec![scale("Said minus lived", mean(&leading.espoused_apart))],
            Self::Pin => vec![scale("Pins minus pull", mean(&leading.pin_gap))],
            Self::Participation => {
                vec![share("Decision rights below the top", leading.decided_below)]
            }
            Self::Routines => vec![share("Routines led by several", leading.shared_routines)],
            _ => Vec::new(),
        }
    }

    /// Its columns in the table of positions; none where it is a number of the map alone.
    #[must_use]
    pub fn by_person(self) -> &'static [PersonColumn] {
        match self {
            Self::Authority => &[
                ("Authority", |it| it.share(&it.readings.analysis.authority.pooled)),
                ("Authority by chart", |it| it.share(&it.readings.analysis.authority.chart)),
            ],
            Self::Knowledge => &[
                ("Knowledge", |it| it.share(&it.readings.analysis.knowledge.pooled)),
                ("Knowledge held", |it| it.share(&it.readings.analysis.knowledge.held)),
                ("Knowledge sought", |it| it.share(&it.readings.analysis.knowledge.sought)),
            ],
            Self::Influence => &[("Influence", |it| it.share(&it.readings.analysis.influence))],
            Self::Mass => &[("Whole weight", |it| it.share(&it.readings.analysis.mass))],
            Self::Gap => &[("Gap", |it| {
                let gap = it.readings.analysis.gap.as_ref().map_err(|why| *why)?;
                Ok(gap.by_person[it.at])
            })],
            Self::TopHeaviness => &[("Height", |it| {
                let heights = &it.readings.analysis.hierarchy.height;
                heights.get(&it.id).copied().ok_or(Undefined::Unplaced)
            })],
            Self::Inwardness => &[("Closeness", |it| {
                it.readings.analysis.closeness.as_ref().map(|near| near[it.at]).map_err(|why| *why)
            })],
            Self::Organicity => &[("Organicity", |it| it.organicity().score())],
            Self::Confidence => &[("Confidence", |it| Ok(it.organicity().confidence))],
            Self::Explore => &[("Explore", |it| it.explore())],
            Self::Rules => &[("Rules", |it| it.rules())],
            Self::Fit => &[("Fit", |it| {
                let explore = it.explore()?;
                it.organicity().score().map(|score| 1.0 - (score - explore).abs())
            })],
            Self::Espoused => {
                &[("Said minus lived", |it| it.organicity().espoused_minus_enacted())]
            }
            Self::Emergent => &[("Emergent", |it| {
                let emergent = it.readings.analysis.leadership.emergent.as_ref();
                let emergent = emergent.map_err(|why| *why)?;
                Ok(f64::from(u8::from(emergent.contains(&it.id))))
            })],
            Self::Insulation => &[
                ("Insulation", |it| it.leader()?.insulation),
                ("By the chart alone", |it| it.leader()?.insulation_chain_only),
            ],
            Self::LeaderConsult => {
                &[("Asking of asking and telling", |it| it.leader()?.consult_vs_instruct)]
            }
            Self::ConsultsDownward => &[("Asking downwards", |it| it.leader()?.consults_downward)],
            Self::TakeUp => &[("Taken up", |it| it.leader()?.take_up)],
            Self::AsksOutside => &[("Asks outside", |it| it.leader()?.asks_outside)],
            Self::Acceptance => &[("Acceptance", |it| it.leader()?.acceptance)],
            Self::Distance => &[("Distance", |it| it.leader()?.distance)],
            Self::Pin => &[("Pin minus pull", |it| it.leader()?.pin_gap)],
            _ => &[],
        }
    }

    /// Its columns in the table of units; none where it has no number by unit.
    #[must_use]
    pub fn by_unit(self) -> &'static [UnitColumn] {
        match self {
            Self::People => {
                &[("People", |it| Ok(it.people as f64)), ("Vacant", |it| Ok(it.vacant as f64))]
            }
            Self::Explore => &[("Explore", |it| it.explore)],
            Self::Rules => &[("Rules", |it| it.rules)],
            Self::Organicity => &[("Organicity", |it| it.organicity)],
            Self::Confidence => &[("Confidence", |it| Ok(it.confidence))],
            Self::Fit => &[("Fit", |it| it.fit)],
            Self::Authority => &[("Authority", |it| it.authority)],
            Self::Knowledge => &[("Knowledge", |it| it.knowledge)],
            Self::Influence => &[("Influence", |it| it.influence)],
            Self::Gap => &[("Gap", |it| it.gap)],
            Self::ConsultShare => &[("Asking of asking and telling", |it| it.consult)],
            Self::LateralShare => &[("Sideways", |it| it.lateral)],
            Self::AsksOutside => &[("Outside", |it| it.outside)],
            _ => &[],
        }
    }
}

impl OfPerson<'_> {
    fn share(&self, column: &Defined<Vec<f64>>) -> Defined<f64> {
        column.as_ref().map(|column| column[self.at]).map_err(|why| *why)
    }

    fn organicity(&self) -> &crate::analysis::Organicity {
        &self.readings.analysis.organicity.by_person[self.at]
    }

    fn leader(&self) -> Defined<&Leader> {
        self.readings.analysis.leadership.leaders.get(&self.id).ok_or(Undefined::NoReports)
    }

    fn explore(&self) -> Defined<f64> {
        let position = self.readings.stage.positions().get(self.id);
        position.and_then(|it| it.explore).map(Score::get).ok_or(Undefined::NotEntered)
    }

    fn rules(&self) -> Defined<f64> {
        let position = self.readings.stage.positions().get(self.id);
        position.and_then(|it| it.rules).map(Score::get).ok_or(Undefined::NotEntered)
    }
}

fn contrasts(further: &Further) -> Vec<Part> {
    let it = &further.contrasts;
    vec![
        scale("Structure of the talk", it.network),
        scale("Place of knowledge", it.anywhere),
        scale("Direction of the talk", it.lateral),
        scale("Content of the talk", it.consult),
        scale("By survey", it.survey),
    ]
}

/// 1 - |organicity - explore| of the map.
fn fit(analysis: &Analysis) -> Defined<f64> {
    let explore = analysis.mean_explore?;
    analysis.organicity.map.map(|organicity| 1.0 - (organicity - explore).abs())
}
