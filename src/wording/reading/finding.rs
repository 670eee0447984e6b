use super::super::MeasureId;
use super::super::words::{one, organicity_word, people, percent, settled, two};
use super::misfits::height_words;
use super::{AMOUNT, Finding, Ground, Known, Speaker};
use crate::analysis::{Concentration, Defined, Gravity, LeadershipForm, Standing};
use crate::model::PositionId;

impl Gravity {
    /// Whether the weight leans to the well-connected, with the number.
    pub(super) fn inwardness_words(&self, leans: f64) -> String {
        match &self.mass.inwardness {
            Ok(lean) if *lean >= leans => {
                format!("It lies with those who talk with many (inwardness {}).", two(*lean))
            }
            Ok(lean) => {
                format!(
                    "It does not lie with those who talk with many (inwardness {}).",
                    two(*lean)
                )
            }
            Err(why) => {
                format!("Whether it lies with those who talk with many is not defined: {why}.")
            }
        }
    }
}

impl Finding {
    /// A finding with its number.
    pub(super) fn new(
        measure: MeasureId,
        title: &str,
        weight: f64,
        number: f64,
        sentence: String,
    ) -> Self {
        Self {
            measure,
            title: title.into(),
            outlook: None,
            known: Known::whole(Ground::People),
            asked: None,
            misfit: None,
            sentence,
            number,
            evidence: String::new(),
            positions: Vec::new(),
            flows: Vec::new(),
            lines: Vec::new(),
            weight,
        }
    }

    /// What it was worked out from.
    pub(super) fn from(mut self, evidence: impl Into<String>) -> Self {
        self.evidence = evidence.into();
        self
    }

    /// Of how many it is known what it rests on.
    pub(super) fn known(mut self, known: Known) -> Self {
        self.known = known;
        self
    }

    /// Whom it is about.
    pub(super) fn about(mut self, positions: Vec<PositionId>) -> Self {
        self.positions = positions;
        self
    }
}

impl Speaker<'_> {
    /// Everything there is to say besides the verdict.
    pub(super) fn findings(&self) -> Vec<Finding> {
        if self.analysis.people.is_empty() {
            return self.loops();
        }
        let mut all = self.misfit_findings();
        all.extend(self.loops());
        all.extend(self.gap());
        all.extend(self.steps());
        all.extend(self.heights());
        all.extend(self.organicity());
        all.extend(self.communication());
        all.extend(self.norm());
        all.extend(self.influence());
        all.extend(self.knowers());
        all.extend(self.leader_findings());
        all.extend(self.findings_of_the_whole());
        all
    }

    fn loops(&self) -> Vec<Finding> {
        let loops = self.analysis.hierarchy.loops.iter();
        loops
            .map(|circle| {
                let count = circle.len();
                let sentence = format!(
                    "{count} positions report to each other in a circle: {}. Take one of these \
                     lines away; until then the numbers count steps from the nearest top.",
                    self.names(circle)
                );
                Finding::new(
                    MeasureId::Loops,
                    "Drawing error: a loop",
                    0.99,
                    count as f64,
                    sentence,
                )
                .about(circle.clone())
                .from("the reporting lines")
            })
            .collect()
    }

    fn gap(&self) -> Option<Finding> {
        let gap = self.analysis.gap.as_ref().ok()?;
        let sentence = format!(
            "{} of the knowledge lies with others than the authority to use it.{}",
            percent(gap.tv),
            self.beside_chance(gap.tv, |it| it.tv, percent, AMOUNT)
        );
        let people = gap.by_person.all().into_iter().zip(&self.analysis.people);
        let mut far: Vec<(f64, PositionId)> = people.map(|(g, id)| (g.abs(), *id)).collect();
        far.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let far =
            far.into_iter().filter(|(gap, _)| settled(*gap) >= 0.05).take(5).map(|(_, id)| id);
        let title = "Knowledge against authority";
        let finding = Finding::new(MeasureId::Gap, title, 0.6 + 0.3 * gap.tv, gap.tv, sentence);
        let finding = finding.about(far.collect()).from(self.knowledge_evidence());
        Some(finding.known(self.knowledge()))
    }

    fn knowledge_evidence(&self) -> String {
        let evidence = &self.analysis.evidence;
        let mut said = Vec::new();
        if evidence.with_expertise > 0 {
            said.push(format!("expertise of {}", people(evidence.with_expertise)));
        }
        if evidence.consulted > 0 {
            said.push(format!("whom people ask ({})", people(evidence.consulted)));
        }
        said.push(match evidence.with_rights {
            0 => "the chart".into(),
            count => format!("decision rights of {}", people(count)),
        });
        said.join(", ")
    }

    fn steps(&self) -> Option<Finding> {
        let gap = self.analysis.gap.as_ref().ok()?;
        let steps = *gap.steps.as_ref().ok()?;
        let direction = match &gap.vertical_share {
            Ok(share) => format!("; {} of that is up-down", percent(*share)),
            Err(_) => String::new(),
        };
        let sentence = format!(
            "A piece of knowledge is on average {} reporting steps from the authority to use \
             it{direction}.",
            one(steps)
        );
        let widest = gap.crossing.iter().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
        let about = widest.map(|(id, _)| vec![*id]).unwrap_or_default();
        let title = "How far knowledge has to travel";
        let mut finding = Finding::new(MeasureId::Steps, title, 0.55, steps, sentence);
        finding.lines =
            widest.and_then(|(id, _)| gap.crossing_line.get(id)).copied().into_iter().collect();
        let known = self.knowledge();
        Some(finding.about(about).from("what crosses each reporting line, summed").known(known))
    }

    /// How high each of the three lies, between where the people are and the top.
    fn heights(&self) -> Vec<Finding> {
        let gravity = &self.analysis.gravity;
        let rows = [
            ("Authority", &gravity.authority.top_heaviness, 0.5, self.coverage(&[Ground::Chart])),
            ("Knowledge", &gravity.knowledge.top_heaviness, 0.49, self.knowledge()),
            ("Influence", &gravity.influence.top_heaviness, 0.48, self.coverage(&[Ground::Flows])),
        ];
        let say = |(name, top_heaviness, weight, known): &(&str, &Defined<f64>, f64, Known)| {
            let top = *top_heaviness.as_ref().ok()?;
            let sentence = height_words(name, top);
            let title = format!("Where {} lies", name.to_lowercase());
            let finding = Finding::new(MeasureId::TopHeaviness, &title, *weight, top, sentence);
            Some(finding.from("heights on the chart").known(*known))
        };
        rows.iter().filter_map(say).collect()
    }

    fn organicity(&self) -> Option<Finding> {
        let reading = &self.analysis.organicity;
        let score = *reading.map.as_ref().ok()?;
        let lean = match organicity_word(score) {
            "mechanistic" => "more mechanistic than organic",
            "organic" => "more organic than mechanistic",
            _ => "about as mechanistic as organic",
        };
        let sentence = format!(
            "These working relations look {lean} ({} from 0 mechanistic to 1 organic, with a \
             confidence of {}).",
            two(score),
            percent(reading.confidence)
        );
        let evidence = match self.analysis.evidence.surveyed {
            0 => "from their arrows".to_owned(),
            surveyed => format!("a survey about {}, the rest from their arrows", people(surveyed)),
        };
        let title = "Mechanistic or organic";
        let finding = Finding::new(MeasureId::Organicity, title, 0.58, score, sentence);
        Some(finding.from(evidence).known(self.organic()))
    }

    fn communication(&self) -> Vec<Finding> {
        let shares = &self.analysis.flow_shares;
        let known = self.coverage(&[Ground::Flows]);
        let mut all = Vec::new();
        if let Ok(consult) = &shares.consult {
            let sentence = format!(
                "{} of asking and telling is asking, the rest is telling.",
                percent(*consult)
            );
            let title = "Asking and telling";
            let finding = Finding::new(MeasureId::ConsultShare, title, 0.45, *consult, sentence);
            all.push(finding.from("all consult and instruct arrows").known(known));
        }
        if let Ok(lateral) = &shares.lateral {
            let beside = self.beside_chance(*lateral, |it| it.lateral, percent, AMOUNT);
            let sentence = format!("{} of the talk goes sideways.{beside}", percent(*lateral));
            let title = "Up, down, sideways";
            let finding = Finding::new(MeasureId::LateralShare, title, 0.44, *lateral, sentence);
            all.push(finding.from("all arrows against the chart").known(known));
        }
        all
    }

    fn norm(&self) -> Option<Finding> {
        let index = settled(*self.analysis.norm.influence.as_ref().ok()?);
        // Which of the two it follows is said only where chance would give something else.
        let chance = self.analysis.chance.as_ref();
        let by_chance = chance.and_then(|it| it.norm);
        let is_chance = by_chance.is_some_and(|it| it.standing(index) == Standing::Within);
        let follows = if is_chance {
            "neither rank nor expertise more than chance would have it"
        } else if index > 0.05 {
            "expertise more than rank"
        } else if index < -0.05 {
            "rank more than expertise"
        } else {
            "rank and expertise alike"
        };
        let sides = ["nearer to rank", "nearer to expertise"];
        let beside = self.beside_chance(index, |it| it.norm, two, sides);
        let sentence =
            format!("Influence follows {follows} ({} from -1 to 1).{beside}", two(index));
        let finding = Finding::new(MeasureId::Norm, "Rank or expertise", 0.43, index, sentence);
        let known = self.coverage(&[Ground::Flows, Ground::Chart, Ground::Expertise]);
        Some(finding.from("who asks and tells whom, the chart, and entered expertise").known(known))
    }

    fn influence(&self) -> Vec<Finding> {
        let Ok(column) = &self.analysis.influence else { return Vec::new() };
        let number = Concentration::of(column).effective_number;
        let all = people(self.analysis.people.len());
        let sentence = format!(
            "Influence is as concentrated as if {} of {all} shared it equally.",
            one(number)
        );
        let known = self.coverage(&[Ground::Flows]);
        let finding =
            Finding::new(MeasureId::EffectiveNumber, "How many lead", 0.42, number, sentence);
        let mut all = vec![finding.from("who asks and tells whom").known(known)];
        if let Ok(half) = &self.analysis.leadership.half {
            let form = match half.form {
                Ok(LeadershipForm::LeaderCentered) => "Leadership is centred on those in charge: ",
                Ok(LeadershipForm::DistributedCoordinated) => {
                    "Several people lead, and they consult each other: "
                }
                Ok(LeadershipForm::DistributedFragmented) => {
                    "Several people lead, and few of them consult each other: "
                }
                Err(_) => "",
            };
            let verb = if half.people.len() == 1 { "alone has" } else { "together have" };
            let who = self.names(&half.people);
            let sentence = format!("{form}{who} {verb} {} of the influence.", percent(half.share));
            let title = "Form of leadership";
            let finding = Finding::new(MeasureId::Form, title, 0.41, half.share, sentence);
            let finding = finding.about(half.people.clone()).known(known);
            all.push(finding.from("the smallest group with half of it"));
        }
        let emergent = self.analysis.leadership.emergent.as_deref().unwrap_or_default();
        if !emergent.is_empty() {
            let count = emergent.len();
            let (noun, verb) = match count {
                1 => ("person leads", "has"),
                _ => ("people lead", "have"),
            };
            let sentence = format!(
                "{count} {noun} beside the chart: {} {verb} far more influence than the chart \
                 alone would give.",
                self.names(emergent)
            );
            let title = "Emergent leaders";
            let finding = Finding::new(MeasureId::Emergent, title, 0.46, count as f64, sentence);
            let finding = finding.about(emergent.to_vec()).known(known);
            all.push(finding.from("influence against pure command"));
        }
        all
    }

    fn knowers(&self) -> Option<Finding> {
        let column = self.analysis.knowledge.pooled.as_ref().ok()?;
        let number = Concentration::of(column).effective_number;
        let sentence = format!(
            "Knowledge is as spread as if {} of {} shared it equally.",
            one(number),
            people(self.analysis.people.len())
        );
        let finding = Finding::new(MeasureId::Knowledge, "How many know", 0.415, number, sentence);
        let known = self.knowledge();
        Some(finding.from("entered expertise and who is consulted").known(known))
    }
}
