use super::super::MeasureId;
use super::super::words::{one, organicity_word, percent, two};
use super::{Finding, Ground, Speaker};
use crate::analysis::{Concentration, Defined, Gravity, LeadershipForm, Undefined};
use crate::model::PositionId;

impl Gravity {
    /// Whether the weight leans to the well-connected, with the number.
    pub(super) fn inwardness_words(&self, leans: f64) -> String {
        match &self.mass.inwardness {
            Ok(lean) if *lean >= leans => {
                format!("It leans to the well-connected ({} of 1).", two(*lean))
            }
            Ok(lean) => format!("It does not lean to the well-connected ({} of 1).", two(*lean)),
            Err(why) => format!("Whether it leans to the well-connected is not defined: {why}."),
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
            confidence: 1.0,
            misfit: None,
            sentence,
            number: Some(number),
            evidence: String::new(),
            positions: Vec::new(),
            flows: Vec::new(),
            lines: Vec::new(),
            weight,
        }
    }

    /// A finding that there is not enough to find.
    fn missing(measure: MeasureId, title: &str, why: Undefined, next: &str) -> Self {
        let sentence = format!("Not enough drawn: {why}. {next}");
        Self { number: None, confidence: 0.0, ..Self::new(measure, title, 0.05, 0.0, sentence) }
    }

    /// What it was worked out from.
    pub(super) fn from(mut self, evidence: impl Into<String>) -> Self {
        self.evidence = evidence.into();
        self
    }

    /// How much of what it needs was drawn or entered, 0 to 1.
    pub(super) fn sure(mut self, confidence: f64) -> Self {
        self.confidence = confidence;
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
            let next = match self.analysis.evidence.vacant {
                0 => "Double-click on the canvas, or press P, to draw the first position.",
                _ => "All positions are vacant; enter who holds them.",
            };
            let mut all = self.loops();
            all.push(Finding::missing(MeasureId::People, "Nobody yet", Undefined::NoPeople, next));
            return all;
        }
        let mut all = self.misfit_findings();
        all.extend(self.loops());
        all.push(self.gap());
        all.extend(self.steps());
        all.extend(self.heights());
        all.push(self.organicity());
        all.extend(self.communication());
        all.extend(self.norm());
        all.extend(self.influence());
        all.extend(self.knowers());
        all.extend(self.uncovered());
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

    fn gap(&self) -> Finding {
        let title = "Knowledge against authority";
        let gap = match &self.analysis.gap {
            Ok(gap) => gap,
            Err(why) => {
                let next = "Enter expertise or draw who asks whom, and draw the chart or enter \
                            decision rights.";
                return Finding::missing(MeasureId::Gap, title, *why, next);
            }
        };
        let hundred = (gap.tv * 100.0).round();
        let sentence = format!(
            "{hundred:.0} of every 100 units of knowledge would have to change hands to sit where \
             authority sits."
        );
        let mut far: Vec<(f64, PositionId)> =
            gap.by_person.iter().zip(&self.analysis.people).map(|(g, id)| (g.abs(), *id)).collect();
        far.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let far = far.into_iter().filter(|(gap, _)| *gap >= 0.05).take(5).map(|(_, id)| id);
        Finding::new(MeasureId::Gap, title, 0.6 + 0.3 * gap.tv, gap.tv, sentence)
            .about(far.collect())
            .from(self.knowledge_evidence())
            .sure(self.coverage(&[Ground::Knowledge]))
    }

    fn knowledge_evidence(&self) -> String {
        let evidence = &self.analysis.evidence;
        format!(
            "expertise of {} and decision rights of {} of {} people; who is consulted",
            evidence.with_expertise, evidence.with_rights, evidence.people
        )
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
        let sure = self.coverage(&[Ground::Knowledge, Ground::Chart]);
        Some(finding.about(about).from("what crosses each reporting line, summed").sure(sure))
    }

    /// How high each of the three lies, between where the people are and the top.
    fn heights(&self) -> Vec<Finding> {
        let gravity = &self.analysis.gravity;
        let rows = [
            ("Authority", &gravity.authority.top_heaviness, 0.5, [Ground::Chart; 2]),
            (
                "Knowledge",
                &gravity.knowledge.top_heaviness,
                0.49,
                [Ground::Knowledge, Ground::Chart],
            ),
            ("Influence", &gravity.influence.top_heaviness, 0.48, [Ground::Arrows, Ground::Chart]),
        ];
        let say = |(name, top_heaviness, weight, ground): &(&str, &Defined<f64>, f64, _)| {
            let (ground, weight): (&[Ground; 2], f64) = (ground, *weight);
            let top = *top_heaviness.as_ref().ok()?;
            let sentence = if top >= 0.0 {
                format!(
                    "{name} here sits {} of the way from where the people are to the top.",
                    percent(top)
                )
            } else {
                format!(
                    "{name} here sits lower than the people are on average ({} of the way to the \
                     top).",
                    percent(top)
                )
            };
            let title = format!("Where {} sits", name.to_lowercase());
            let finding = Finding::new(MeasureId::TopHeaviness, &title, weight, top, sentence);
            Some(finding.from("heights on the chart").sure(self.coverage(ground)))
        };
        rows.iter().filter_map(say).collect()
    }

    fn organicity(&self) -> Finding {
        let reading = &self.analysis.organicity;
        let title = "Mechanistic or organic";
        match &reading.map {
            Ok(score) => {
                let lean = match organicity_word(*score) {
                    "mechanistic" => "more mechanistic than organic",
                    "organic" => "more organic than mechanistic",
                    _ => "about as mechanistic as organic",
                };
                let sentence = format!(
                    "These working relations look {lean} ({}; sure: {}).",
                    two(*score),
                    percent(reading.confidence)
                );
                let surveyed = self.analysis.evidence.surveyed;
                let evidence = format!("{surveyed} surveyed, the rest from their arrows");
                let finding = Finding::new(MeasureId::Organicity, title, 0.58, *score, sentence);
                finding.from(evidence).sure(reading.confidence)
            }
            Err(why) => Finding::missing(
                MeasureId::Organicity,
                title,
                *why,
                "Draw who asks and tells whom.",
            ),
        }
    }

    fn communication(&self) -> Vec<Finding> {
        let shares = &self.analysis.flow_shares;
        let sure = self.coverage(&[Ground::Arrows]);
        let mut all = Vec::new();
        if let Ok(consult) = &shares.consult {
            let sentence = format!(
                "{} of asking and telling is asking, the rest is telling.",
                percent(*consult)
            );
            let title = "Asking and telling";
            let finding = Finding::new(MeasureId::ConsultShare, title, 0.45, *consult, sentence);
            all.push(finding.from("all consult and instruct arrows").sure(sure));
        }
        if let Ok(lateral) = &shares.lateral {
            let sentence = format!("{} of the talk goes sideways.", percent(*lateral));
            let title = "Up, down, sideways";
            let finding = Finding::new(MeasureId::LateralShare, title, 0.44, *lateral, sentence);
            all.push(finding.from("all arrows against the chart").sure(sure));
        }
        all
    }

    fn norm(&self) -> Option<Finding> {
        let index = *self.analysis.norm.influence.as_ref().ok()?;
        let sentence = if index > 0.05 {
            format!("Influence follows expertise more than rank ({} from -1 to 1).", two(index))
        } else if index < -0.05 {
            format!("Influence follows rank more than expertise ({} from -1 to 1).", two(index))
        } else {
            format!("Influence follows rank and expertise alike ({} from -1 to 1).", two(index))
        };
        let finding = Finding::new(MeasureId::Norm, "Rank or expertise", 0.43, index, sentence);
        let sure = self.coverage(&[Ground::Arrows, Ground::Chart, Ground::Knowledge]);
        Some(finding.from("who asks and tells whom, the chart, and entered expertise").sure(sure))
    }

    fn influence(&self) -> Vec<Finding> {
        let Ok(column) = &self.analysis.influence else { return Vec::new() };
        let number = Concentration::of(column).effective_number;
        let people = self.analysis.people.len();
        let sentence = format!(
            "Influence is as concentrated as if {} of {people} people shared it equally.",
            one(number)
        );
        let sure = self.coverage(&[Ground::Arrows]);
        let finding =
            Finding::new(MeasureId::EffectiveNumber, "How many lead", 0.42, number, sentence);
        let mut all = vec![finding.from("who asks and tells whom").sure(sure)];
        if let Ok(half) = &self.analysis.leadership.half {
            let form = match half.form {
                Ok(LeadershipForm::LeaderCentered) => "Leadership is centred on those in charge",
                Ok(LeadershipForm::DistributedCoordinated) => {
                    "Several people lead, and they consult each other"
                }
                Ok(LeadershipForm::DistributedFragmented) => {
                    "Several people lead, and few of them consult each other"
                }
                Err(_) => "Without a chart nobody can be said to lead beside it",
            };
            let sentence = format!(
                "{form}: {} together have {} of the influence.",
                self.names(&half.people),
                percent(half.share)
            );
            let title = "Form of leadership";
            let finding = Finding::new(MeasureId::Form, title, 0.41, half.share, sentence);
            let finding = finding.about(half.people.clone()).sure(sure);
            all.push(finding.from("the smallest group with half of it"));
        }
        let emergent = self.analysis.leadership.emergent.as_deref().unwrap_or_default();
        if !emergent.is_empty() {
            let count = emergent.len();
            let verb = if count == 1 { "has" } else { "have" };
            let sentence = format!(
                "{count} emerged as leaders: {} {verb} far more influence than the chart alone \
                 would give.",
                self.names(emergent)
            );
            let title = "Emergent leaders";
            let finding = Finding::new(MeasureId::Emergent, title, 0.46, count as f64, sentence);
            let finding = finding.about(emergent.to_vec()).sure(sure);
            all.push(finding.from("influence against pure command"));
        }
        all
    }

    fn knowers(&self) -> Option<Finding> {
        let column = self.analysis.knowledge.pooled.as_ref().ok()?;
        let number = Concentration::of(column).effective_number;
        let sentence = format!(
            "Knowledge is as spread as if {} of {} people shared it equally.",
            one(number),
            self.analysis.people.len()
        );
        let finding = Finding::new(MeasureId::Knowledge, "How many know", 0.415, number, sentence);
        let sure = self.coverage(&[Ground::Knowledge]);
        Some(finding.from("entered expertise and who is consulted").sure(sure))
    }

    fn uncovered(&self) -> Option<Finding> {
        let domains = &self.analysis.knowledge.uncovered;
        if domains.is_empty() {
            return None;
        }
        let count = domains.len();
        let names: Vec<String> = domains.iter().map(ToString::to_string).collect();
        let sentence = format!(
            "In {count} {} somebody decides, but nobody's expertise is entered: {}.",
            if count == 1 { "domain" } else { "domains" },
            super::super::words::list(&names)
        );
        let title = "Uncovered domains";
        let finding = Finding::new(MeasureId::Uncovered, title, 0.7, count as f64, sentence);
        Some(finding.from("decision rights against expertise"))
    }
}
