use super::super::words::{one, organicity_word, percent, two};
use super::{Finding, Speaker};
use crate::analysis::{Concentration, Defined, Gravity, LeadershipForm, Undefined};
use crate::model::PositionId;

impl Gravity {
    /// Whether the weight leans to the well-connected, with the number.
    pub(super) fn inwardness_words(&self) -> String {
        match &self.mass.inwardness {
            Ok(lean) if *lean >= 0.1 => {
                format!("It leans to the well-connected ({} of 1).", two(*lean))
            }
            Ok(lean) => format!("It does not lean to the well-connected ({} of 1).", two(*lean)),
            Err(why) => format!("Whether it leans to the well-connected is not defined: {why}."),
        }
    }
}

impl Finding {
    /// A finding with its number.
    pub(super) fn new(title: &str, weight: f64, number: f64, sentence: String) -> Self {
        Self {
            title: title.into(),
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
    fn missing(title: &str, why: Undefined, next: &str) -> Self {
        let sentence = format!("Not enough drawn: {why}. {next}");
        Self { number: None, ..Self::new(title, 0.05, 0.0, sentence) }
    }

    /// What it was worked out from.
    pub(super) fn from(mut self, evidence: impl Into<String>) -> Self {
        self.evidence = evidence.into();
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
            all.push(Finding::missing("Nobody yet", Undefined::NoPeople, next));
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
        all.extend(self.uncovered());
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
                Finding::new("Drawing error: a loop", 0.99, count as f64, sentence)
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
                return Finding::missing(title, *why, next);
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
        Finding::new(title, 0.6 + 0.3 * gap.tv, gap.tv, sentence)
            .about(far.collect())
            .from(self.knowledge_evidence())
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
        let finding = Finding::new("How far knowledge has to travel", 0.55, steps, sentence);
        Some(finding.about(about).from("what crosses each reporting line, summed"))
    }

    /// How high each of the three lies, between where the people are and the top.
    fn heights(&self) -> Vec<Finding> {
        let gravity = &self.analysis.gravity;
        let rows = [
            ("Authority", &gravity.authority.top_heaviness, 0.5),
            ("Knowledge", &gravity.knowledge.top_heaviness, 0.49),
            ("Influence", &gravity.influence.top_heaviness, 0.48),
        ];
        let say = |(name, top_heaviness, weight): (&str, &Defined<f64>, f64)| {
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
            Some(Finding::new(&title, weight, top, sentence).from("heights on the chart"))
        };
        rows.into_iter().filter_map(say).collect()
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
                Finding::new(title, 0.58, *score, sentence).from(evidence)
            }
            Err(why) => Finding::missing(title, *why, "Draw who asks and tells whom."),
        }
    }

    fn communication(&self) -> Vec<Finding> {
        let shares = &self.analysis.flow_shares;
        let mut all = Vec::new();
        if let Ok(consult) = &shares.consult {
            let sentence = format!(
                "{} of asking and telling is asking, the rest is telling.",
                percent(*consult)
            );
            all.push(Finding::new("Asking and telling", 0.45, *consult, sentence).from("flows"));
        }
        if let Ok(lateral) = &shares.lateral {
            let sentence = format!("{} of the talk goes sideways.", percent(*lateral));
            all.push(Finding::new("Up, down, sideways", 0.44, *lateral, sentence).from("flows"));
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
        let finding = Finding::new("Rank or expertise", 0.43, index, sentence);
        Some(finding.from("who asks and tells whom, the chart, and entered expertise"))
    }

    fn influence(&self) -> Vec<Finding> {
        let Ok(column) = &self.analysis.influence else { return Vec::new() };
        let number = Concentration::of(column).effective_number;
        let people = self.analysis.people.len();
        let sentence = format!(
            "Influence is as concentrated as if {} of {people} people shared it equally.",
            one(number)
        );
        let mut all = vec![
            Finding::new("How many lead", 0.42, number, sentence).from("who asks and tells whom"),
        ];
        if let Ok(half) = &self.analysis.leadership.half {
            let form = match half.form {
                LeadershipForm::LeaderCentered => "Leadership is centred on those in charge",
                LeadershipForm::DistributedCoordinated => {
                    "Several people lead, and they consult each other"
                }
                LeadershipForm::DistributedFragmented => {
                    "Several people lead, and few of them consult each other"
                }
            };
            let sentence = format!(
                "{form}: {} together have {} of the influence.",
                self.names(&half.people),
                percent(half.share)
            );
            let finding = Finding::new("Form of leadership", 0.41, half.share, sentence);
            all.push(finding.about(half.people.clone()).from("the smallest group with half of it"));
        }
        let emergent = &self.analysis.leadership.emergent;
        if !emergent.is_empty() {
            let count = emergent.len();
            let verb = if count == 1 { "has" } else { "have" };
            let sentence = format!(
                "{count} emerged as leaders: {} {verb} far more influence than the chart alone \
                 would give.",
                self.names(emergent)
            );
            let finding = Finding::new("Emergent leaders", 0.46, count as f64, sentence);
            all.push(finding.about(emergent.clone()).from("influence against pure command"));
        }
        all
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
        let finding = Finding::new("Uncovered domains", 0.7, count as f64, sentence);
        Some(finding.from("decision rights against expertise"))
    }
}
