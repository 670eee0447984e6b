//! Any number, opened: its definition with this map's values put into the formula.

use super::glossary::{Measure, measure};
use super::measure_id::MeasureId;
use super::words::{list, percent, two};
use crate::analysis::{
    Analysis, Center, Concentration, Defined, Further, OverLeaders, Rule, SETTINGS, Setting,
    Settings, Spread, UnitFigures,
};
use crate::model::{PositionId, Stage};

/// A measure with the values of one map.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// What it means and how it is worked out.
    pub measure: &'static Measure,
    /// The formula with the values of this map, a line each; why there is none where it has no
    /// value.
    pub values: Vec<String>,
    /// The thresholds and weights that decide.
    pub settings: Vec<&'static Setting>,
}

/// What an explanation is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// Its readings.
    pub analysis: &'a Analysis,
    /// What is read besides them.
    pub further: &'a Further,
    /// The thresholds and weights.
    pub settings: &'a Settings,
    /// The position whose number is asked about; none for the map's own.
    pub about: Option<PositionId>,
}

/// Explains a measure.
#[must_use]
pub fn explain(id: MeasureId, told: &Told<'_>) -> Explanation {
    let mut values = match told.about {
        Some(position) => told.of_position(id, position),
        None => told.of_map(id),
    };
    if values.is_empty() {
        values = told.of_map(id);
    }
    if values.is_empty() {
        values.push("nothing of this is drawn on this map".into());
    }
    Explanation { measure: measure(id), values, settings: settings_of(id) }
}

/// The settings that decide about a measure.
fn settings_of(id: MeasureId) -> Vec<&'static Setting> {
    let named =
        |names: &[&str]| SETTINGS.iter().filter(|setting| names.contains(&setting.name)).collect();
    match id {
        MeasureId::Pull | MeasureId::Quadrant => {
            named(&["top_border", "center_border", "inwardness_center"])
        }
        MeasureId::Mass => named(&["weight_decisions", "weight_knowledge", "weight_influence"]),
        MeasureId::Inwardness => named(&["inwardness_center"]),
        MeasureId::Emergent => named(&["emergent_equal", "emergent_command"]),
        MeasureId::Form => named(&["coordinated_density"]),
        MeasureId::Explore => named(&["exploratory", "routine"]),
        _ => id.rules().iter().flat_map(|rule| rule.settings()).fold(
            Vec::new(),
            |mut all: Vec<&'static Setting>, setting| {
                if !all.iter().any(|known| known.name == setting.name) {
                    all.push(setting);
                }
                all
            },
        ),
    }
}

fn said(name: &str, value: &Defined<f64>) -> String {
    match value {
        Ok(value) => format!("{name} = {}", two(*value)),
        Err(why) => format!("{name} is not defined: {why}"),
    }
}

impl Told<'_> {
    fn name(&self, id: PositionId) -> String {
        match self.stage.positions().get(id) {
            Some(position) if !position.title.trim().is_empty() => position.title.trim().to_owned(),
            _ => "Untitled".into(),
        }
    }

    fn of_map(&self, id: MeasureId) -> Vec<String> {
        match id {
            MeasureId::Pull
            | MeasureId::TopHeaviness
            | MeasureId::Inwardness
            | MeasureId::Band
            | MeasureId::Quadrant
            | MeasureId::Mass => self.centers(id),
            MeasureId::Gap | MeasureId::Steps | MeasureId::DomainGap | MeasureId::Uncovered => {
                self.gaps(id)
            }
            MeasureId::Authority
            | MeasureId::Knowledge
            | MeasureId::Influence
            | MeasureId::EffectiveNumber => self.columns(id),
            MeasureId::ConsultShare
            | MeasureId::LateralShare
            | MeasureId::Contrasts
            | MeasureId::Organicity
            | MeasureId::Norm => self.talk(id),
            MeasureId::Form
            | MeasureId::Emergent
            | MeasureId::WithoutReports
            | MeasureId::Routines
            | MeasureId::Participation => self.leadership(id),
            MeasureId::Explore | MeasureId::Rules | MeasureId::Fit => self.work(id),
            MeasureId::LeaderConsult
            | MeasureId::ConsultsDownward
            | MeasureId::TakeUp
            | MeasureId::AsksOutside
            | MeasureId::Insulation
            | MeasureId::Inequality
            | MeasureId::Mismatch
            | MeasureId::Acceptance
            | MeasureId::Distance
            | MeasureId::Espoused
            | MeasureId::Pin
            | MeasureId::Loops
            | MeasureId::Confidence
            | MeasureId::People
            | MeasureId::WhatIf => self.leaders(id),
            MeasureId::Warning
            | MeasureId::M1
            | MeasureId::M2
            | MeasureId::M3
            | MeasureId::M4
            | MeasureId::M5
            | MeasureId::M6
            | MeasureId::M7
            | MeasureId::M8
            | MeasureId::M9
            | MeasureId::M10
            | MeasureId::M11
            | MeasureId::M12 => self.fired(id.rules()),
        }
    }

    /// The rules that fire, with the numbers that made them.
    fn fired(&self, rules: &[Rule]) -> Vec<String> {
        let misfits = &self.analysis.misfits;
        let fired = misfits.iter().filter(|misfit| rules.contains(&misfit.rule));
        let mut lines: Vec<String> = fired
            .map(|misfit| {
                let numbers = misfit.numbers.iter();
                let numbers: Vec<String> =
                    numbers.map(|(name, value)| format!("{name} {}", two(*value))).collect();
                let who = misfit.position.map(|id| format!("{}: ", self.name(id)));
                format!("{}{}", who.unwrap_or_default(), numbers.join(", "))
            })
            .collect();
        if lines.is_empty() {
            lines.push("it does not fire on this map".into());
        }
        lines
    }

    fn centers(&self, id: MeasureId) -> Vec<String> {
        let gravity = &self.analysis.gravity;
        let four = [
            ("authority", &gravity.authority),
            ("knowledge", &gravity.knowledge),
            ("influence", &gravity.influence),
            ("the whole", &gravity.mass),
        ];
        match id {
            MeasureId::TopHeaviness => {
                let line = |(name, center): &(&str, &Center)| self.height_line(name, center);
                four.iter().map(line).collect()
            }
            MeasureId::Inwardness => {
                let line = |(name, center): &(&str, &Center)| {
                    said(&format!("Z of {name}"), &center.inwardness)
                };
                four.iter().map(line).collect()
            }
            MeasureId::Band => self.band(),
            MeasureId::Mass => {
                let parts: Vec<String> =
                    gravity.parts.iter().map(|part| part.name().to_owned()).collect();
                vec![format!("pooled from {} of 3 parts: {}", parts.len(), list(&parts))]
            }
            _ => {
                let mut lines = vec![
                    said("T(m)", &gravity.mass.top_heaviness),
                    said("T(m*)", &gravity.pure_command.top_heaviness),
                    said("pull = T(m) / T(m*)", &gravity.pull),
                ];
                lines.extend(
                    (id == MeasureId::Quadrant).then(|| said("Z", &gravity.mass.inwardness)),
                );
                lines
            }
        }
    }

    /// "T of authority = (0.81 - 0.35) / (1 - 0.35) = 0.71".
    fn height_line(&self, name: &str, center: &Center) -> String {
        match (&center.top_heaviness, &center.height, &self.analysis.equal_height) {
            (Ok(top), Ok(height), Ok(equal)) => format!(
                "T of {name} = ({} - {equal}) / (1 - {equal}) = {}",
                two(*height),
                two(*top),
                equal = two(*equal)
            ),
            (top, ..) => said(&format!("T of {name}"), top),
        }
    }

    fn band(&self) -> Vec<String> {
        let band = match &self.further.band {
            Ok(band) => band,
            Err(why) => return vec![format!("not defined: {why}")],
        };
        let line = |name: &str, spread: &Spread| {
            let (low, high) = (two(spread.low), two(spread.high));
            format!("{name}: from {low} to {high}, standard error {}", two(spread.error))
        };
        let mut lines =
            vec![format!("{} respondents", band.respondents), line("T(m)", &band.top_heaviness)];
        lines.extend(band.pull.as_ref().ok().map(|pull| line("pull", pull)));
        lines
    }

    fn gaps(&self, id: MeasureId) -> Vec<String> {
        let gap = match &self.analysis.gap {
            Ok(gap) => gap,
            Err(why) => return vec![format!("not defined: {why}")],
        };
        let far = |lines: Vec<(f64, String)>| {
            let mut lines = lines;
            lines.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then_with(|| a.1.cmp(&b.1)));
            lines.into_iter().take(5).map(|(value, name)| format!("{name}: {}", signed(value)))
        };
        match id {
            MeasureId::Steps => {
                let mut lines = vec![said("EMD", &gap.steps), said("S", &gap.down_steps)];
                lines.push(said("vertical share = |S| / EMD", &gap.vertical_share));
                let crossing = gap.crossing.iter();
                let crossing = crossing.map(|(id, amount)| (*amount, self.name(*id)));
                lines.push("most crosses the lines above:".into());
                lines.extend(far(crossing.collect()));
                lines
            }
            MeasureId::DomainGap => {
                let domains = self.further.domains.iter();
                let domains = domains.map(|(domain, gap)| (gap.tv, domain.to_string()));
                far(domains.collect()).collect()
            }
            MeasureId::Uncovered => {
                let names = self.analysis.knowledge.uncovered.iter();
                let names: Vec<String> = names.map(ToString::to_string).collect();
                vec![format!("{} domains {}", names.len(), list(&names)).trim().to_owned()]
            }
            _ => {
                let mut lines = vec![format!("TV = 1/2 sum |k - a| = {}", two(gap.tv))];
                lines.push("the largest gaps k - a:".into());
                let people = gap.by_person.all().into_iter().zip(&self.analysis.people);
                lines.extend(far(people.map(|(gap, id)| (gap, self.name(*id))).collect()));
                lines
            }
        }
    }

    fn columns(&self, id: MeasureId) -> Vec<String> {
        let column = match id {
            MeasureId::Authority => &self.analysis.authority.pooled,
            MeasureId::Knowledge => &self.analysis.knowledge.pooled,
            _ => &self.analysis.influence,
        };
        let column = match column {
            Ok(column) => column,
            Err(why) => return vec![format!("not defined: {why}")],
        };
        let number = Concentration::of(column).effective_number;
        let mut lines = vec![format!("1 / sum of squared shares = {}", two(number))];
        let mut order: Vec<_> = column.iter().zip(&self.analysis.people).collect();
        order.sort_by(|a, b| b.0.total_cmp(a.0).then(a.1.cmp(b.1)));
        let most = order.into_iter().take(5);
        lines.extend(most.map(|(share, id)| format!("{}: {}", self.name(*id), percent(*share))));
        lines
    }

    fn talk(&self, id: MeasureId) -> Vec<String> {
        let shares = &self.analysis.flow_shares;
        match id {
            MeasureId::ConsultShare => {
                vec![said("consult / (consult + instruct)", &shares.consult)]
            }
            MeasureId::LateralShare => vec![said("sideways / all talk", &shares.lateral)],
            MeasureId::Norm => vec![
                said("N of influence", &self.analysis.norm.influence),
                said("N of decisions", &self.analysis.norm.decisions),
            ],
            MeasureId::Contrasts => {
                let it = &self.further.contrasts;
                vec![
                    said("structure of the talk", &it.network),
                    said("place of knowledge", &it.anywhere),
                    said("direction of the talk", &it.lateral),
                    said("content of the talk", &it.consult),
                    said("survey", &it.survey),
                ]
            }
            _ => {
                let reading = &self.analysis.organicity;
                let surveyed = self.analysis.evidence.surveyed;
                vec![
                    said("organicity of the map", &reading.map),
                    format!("confidence = {}", two(reading.confidence)),
                    format!("{surveyed} of {} people surveyed", self.analysis.people.len()),
                ]
            }
        }
    }

    fn leadership(&self, id: MeasureId) -> Vec<String> {
        let leadership = &self.analysis.leadership;
        let names =
            |ids: &[PositionId]| list(&ids.iter().map(|id| self.name(*id)).collect::<Vec<_>>());
        match id {
            MeasureId::Emergent => match leadership.emergent.as_deref() {
                Err(why) => vec![format!("not defined: {why}")],
                Ok([]) => vec!["0 people".into()],
                Ok(some) => vec![format!("{} people: {}", some.len(), names(some))],
            },
            MeasureId::WithoutReports => vec![
                said("their influence", &leadership.influence_without_reports),
                said("their part of the heads", &leadership.people_without_reports),
            ],
            MeasureId::Routines => vec![said("shared", &self.further.leading.shared_routines)],
            MeasureId::Participation => {
                vec![said("rights below the top", &self.further.leading.decided_below)]
            }
            _ => match &leadership.half {
                Ok(half) => vec![
                    format!("L: {} people ({})", half.people.len(), names(&half.people)),
                    format!("their influence = {}", two(half.share)),
                    said("density of mutual consultation", &half.mutual_consultation),
                ],
                Err(why) => vec![format!("not defined: {why}")],
            },
        }
    }

    fn work(&self, id: MeasureId) -> Vec<String> {
        let unit_line = |value: fn(&UnitFigures) -> &Defined<f64>| {
            self.further.units.iter().map(move |(id, unit)| {
                let name = self.stage.units().get(*id).map_or("", |unit| unit.name.as_str());
                said(name, value(unit))
            })
        };
        let mut lines = Vec::new();
        match id {
            MeasureId::Explore => {
                lines.push(said("mean explore X", &self.analysis.mean_explore));
                lines.extend(unit_line(|unit| &unit.explore));
            }
            MeasureId::Rules => {
                lines.push(said("mean rules", &self.analysis.mean_rules));
                lines.extend(unit_line(|unit| &unit.rules));
            }
            _ => lines.extend(unit_line(|unit| &unit.fit)),
        }
        if lines.is_empty() {
            lines.push("not defined: no units are named".into());
        }
        lines
    }

    fn leaders(&self, id: MeasureId) -> Vec<String> {
        let leading = &self.further.leading;
        let over = |it: &Defined<OverLeaders>| match it {
            Ok(it) => vec![
                format!("mean over {} = {}", it.count, two(it.mean)),
                format!(
                    "most: {} with {}",
                    list(&it.most.iter().map(|id| self.name(*id)).collect::<Vec<_>>()),
                    two(it.largest)
                ),
            ],
            Err(why) => vec![format!("not defined: {why}")],
        };
        match id {
            MeasureId::LeaderConsult => over(&leading.consult),
            MeasureId::ConsultsDownward => over(&leading.downward),
            MeasureId::TakeUp => over(&leading.take_up),
            MeasureId::AsksOutside => over(&leading.outside),
            MeasureId::Insulation => {
                let mut lines = over(&leading.insulation);
                let chain = leading.insulation_chain_only.as_ref().map(|it| it.mean);
                lines.push(said("by the chart alone", &chain.map_err(|why| *why)));
                lines
            }
            MeasureId::Acceptance => over(&leading.acceptance),
            MeasureId::Distance => over(&leading.distance),
            MeasureId::Espoused => over(&leading.espoused_apart),
            MeasureId::Pin => {
                let mut lines = over(&leading.pin_gap);
                lines.push(said("pull", &self.analysis.gravity.pull));
                lines
            }
            MeasureId::Mismatch | MeasureId::Inequality => {
                let it =
                    if id == MeasureId::Mismatch { &leading.mismatch } else { &leading.inequality };
                match it {
                    Ok(it) => vec![format!("mean over {} lines = {}", it.count, two(it.mean))],
                    Err(why) => vec![format!("not defined: {why}")],
                }
            }
            MeasureId::Loops => vec![format!("{} loops", self.analysis.hierarchy.loops.len())],
            MeasureId::Confidence => {
                let it = &self.analysis.evidence;
                vec![format!("{} of {} people drew arrows", it.drew_arrows, it.people)]
            }
            _ => vec![format!("{} people", self.analysis.people.len())],
        }
    }

    /// The values of one position; nothing where the measure has none by position.
    fn of_position(&self, id: MeasureId, position: PositionId) -> Vec<String> {
        let Some(person) = self.analysis.person(position) else { return Vec::new() };
        let part = |name: &str, column: &Defined<Vec<f64>>| {
            said(name, &column.as_ref().map(|column| column[person]).map_err(|why| *why))
        };
        let mut lines = vec![self.name(position)];
        let analysis = self.analysis;
        match id {
            MeasureId::Authority => lines.extend([
                part("a0, from the chart", &analysis.authority.chart),
                part("from recorded rights", &analysis.authority.declared),
                part("a", &analysis.authority.pooled),
            ]),
            MeasureId::Knowledge => lines.extend([
                part("e, entered", &analysis.knowledge.held),
                part("s, sought", &analysis.knowledge.sought),
                part("k = mean of e and s", &analysis.knowledge.pooled),
            ]),
            MeasureId::Influence => lines.push(part("p", &analysis.influence)),
            MeasureId::Gap => lines.extend([
                part("k", &analysis.knowledge.pooled),
                part("a", &analysis.authority.pooled),
                match &analysis.gap {
                    Ok(gap) => format!("k - a = {}", signed(gap.by_person[person])),
                    Err(why) => format!("k - a is not defined: {why}"),
                },
            ]),
            MeasureId::Organicity => {
                let own = &analysis.organicity.by_person[person];
                lines.extend([
                    said("consult share", &own.consult.get()),
                    said("lateral share", &own.lateral.get()),
                    said("mutuality", &own.mutual.get()),
                    said("1 - rules", &own.loose.get()),
                    said("organicity", &own.score()),
                    format!("confidence = {}", two(own.confidence)),
                ]);
            }
            _ => return Vec::new(),
        }
        lines
    }
}

fn signed(value: f64) -> String {
    if value > 0.0 { format!("+{}", two(value)) } else { two(value) }
}
