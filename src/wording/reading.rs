//! The Reading: the verdict in one sentence, then the findings in order of weight. No sentence
//! stands without its number, and no verdict without what it was worked out from.

mod finding;
mod leaders;
mod misfits;
mod whole;

use crate::analysis::{Analysis, Further, MassPart, Misfit, Settings, Verdict};
use crate::model::{FlowId, LineId, OrgMap, PositionId, Stage, StageId};

use super::{MeasureId, words};

/// What a stage says, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Where the centre of gravity lies.
    pub verdict: Sentence,
    /// What else there is to see, the weightiest first.
    pub findings: Vec<Finding>,
}

/// A sentence with its number and what it was worked out from.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// In words, the number among them.
    pub sentence: String,
    /// The number; none where the sentence says why there is none.
    pub number: Option<f64>,
    /// What it was worked out from.
    pub evidence: String,
    /// How much of what it needs was drawn or entered, 0 to 1.
    pub confidence: f64,
}

/// A sentence drawn from measures, with the positions and arrows it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is about, in a word or two.
    pub title: String,
    /// In words, the number among them.
    pub sentence: String,
    /// The number; none where the sentence says why there is none.
    pub number: Option<f64>,
    /// What it was worked out from.
    pub evidence: String,
    /// How much of what it needs was drawn or entered, 0 to 1.
    pub confidence: f64,
    /// The measure that the number is of.
    pub measure: MeasureId,
    /// The misfit that it tells of.
    pub misfit: Option<Misfit>,
    /// The positions it is about.
    pub positions: Vec<PositionId>,
    /// The flows it is about.
    pub flows: Vec<FlowId>,
    /// The lines it is about.
    pub lines: Vec<LineId>,
    /// How much it weighs against the others, 0 to 1.
    pub weight: f64,
}

impl MassPart {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Decisions => "recorded decisions",
            Self::KnowledgeHeld => "entered expertise",
            Self::Influence => "who asks and tells whom",
        }
    }
}

/// Puts an analysis of a stage into words.
#[must_use]
pub fn reading(
    map: &OrgMap,
    stage: StageId,
    analysis: &Analysis,
    further: &Further,
    settings: &Settings,
) -> Reading {
    let empty = Stage::default();
    let stage = map.stage(stage).unwrap_or(&empty);
    let speaker = Speaker { stage, analysis, further, settings };
    let mut findings = speaker.findings();
    findings.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    Reading { verdict: speaker.verdict(), findings }
}

impl Reading {
    /// As plain text, in lines of at most `width` letters where words allow.
    #[must_use]
    pub fn to_text(&self, width: usize) -> String {
        let mut out = String::new();
        fill(&mut out, &self.verdict.sentence, width, "");
        fill(&mut out, &self.verdict.evidence, width, "  ");
        for finding in &self.findings {
            out.push('\n');
            out.push_str(&finding.title);
            out.push('\n');
            fill(&mut out, &finding.sentence, width, "  ");
            if finding.number.is_some() {
                let sure = words::percent(finding.confidence);
                let said = format!("({}; confidence {sure})", finding.evidence);
                fill(&mut out, &said, width, "  ");
            }
        }
        out
    }
}

/// Adds a text in lines that begin with an indent.
fn fill(out: &mut String, text: &str, width: usize, indent: &str) {
    let mut line = String::from(indent);
    for word in text.split_whitespace() {
        let long = line.chars().count() + word.chars().count() + 1 > width;
        if long && line.trim() != "" {
            out.push_str(line.trim_end());
            out.push('\n');
            line = indent.into();
        }
        line.push_str(word);
        line.push(' ');
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

/// What a finding rests on.
#[derive(Debug, Clone, Copy)]
enum Ground {
    /// Who drew whom they ask, tell and inform.
    Arrows,
    /// Who stands in the chart.
    Chart,
    /// Of whom it is known what they know: entered, asked, or asking.
    Knowledge,
    /// Whose work is said to explore or not.
    Explore,
    /// About whom a survey was answered.
    Survey,
}

/// Knows the names and numbers that sentences are made of.
struct Speaker<'a> {
    stage: &'a Stage,
    analysis: &'a Analysis,
    further: &'a Further,
    settings: &'a Settings,
}

impl Speaker<'_> {
    fn name(&self, id: PositionId) -> String {
        match self.stage.positions().get(id) {
            Some(position) if !position.title.trim().is_empty() => position.title.trim().to_owned(),
            _ => "Untitled".into(),
        }
    }

    fn names(&self, ids: &[PositionId]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.name(*id)).collect();
        words::list(&names)
    }

    /// "from 9 of 13 people's arrows; decisions, expertise; no survey".
    fn evidence(&self) -> String {
        let evidence = &self.analysis.evidence;
        let mut said =
            vec![format!("from {} of {} people's arrows", evidence.drew_arrows, evidence.people)];
        let parts: Vec<&str> = self.analysis.gravity.parts.iter().map(|part| part.name()).collect();
        if !parts.is_empty() {
            said.push(format!("weighed: {}", parts.join(", ")));
        }
        said.push(match evidence.surveyed {
            0 => "no survey".into(),
            count => format!("a survey about {}", words::people(count)),
        });
        if let Ok(band) = &self.further.band
            && let Ok(pull) = &band.pull
        {
            said.push(format!(
                "between {} and {} whichever respondent is left out",
                words::percent(pull.low),
                words::percent(pull.high)
            ));
        }
        said.join("; ")
    }

    /// The smallest part of the people about whom one of these is known, 0 to 1.
    fn coverage(&self, grounds: &[Ground]) -> f64 {
        let evidence = &self.analysis.evidence;
        let people = self.analysis.people.len();
        let known = |ground: &Ground| match ground {
            Ground::Arrows => evidence.drew_arrows,
            Ground::Explore => evidence.with_explore,
            Ground::Survey => evidence.surveyed,
            Ground::Chart => {
                let chart = &self.analysis.hierarchy;
                let placed = |id: &&PositionId| chart.depth.contains_key(*id);
                self.analysis.people.iter().filter(placed).count()
            }
            Ground::Knowledge => {
                let column = self.analysis.knowledge.pooled.as_ref();
                let known =
                    column.map_or(0, |column| column.iter().filter(|share| **share > 0.0).count());
                known.max(evidence.with_expertise).max(evidence.drew_arrows)
            }
        };
        let part = |ground: &Ground| known(ground) as f64 / people.max(1) as f64;
        grounds.iter().map(part).fold(1.0, f64::min)
    }

    fn verdict(&self) -> Sentence {
        let gravity = &self.analysis.gravity;
        let evidence = self.evidence();
        let confidence = self.coverage(&[Ground::Chart, Ground::Arrows]);
        let mut number = gravity.pull.as_ref().ok().copied();
        if let Some(sentence) = self.too_few_arrows() {
            return Sentence { sentence, number: None, evidence, confidence };
        }
        let pull = number.map(words::percent).unwrap_or_default();
        let said = |place: &str| {
            format!(
                "The centre of gravity is {place}: the weight is {pull} as top-heavy as if this \
                 chart ran on orders alone."
            )
        };
        let inward = gravity.inwardness_words(self.settings.inwardness_center);
        let sentence = match gravity.verdict {
            Verdict::NoChart => {
                "Not enough drawn: no reporting lines, so there is no top to compare with. Draw \
                 who reports to whom."
                    .into()
            }
            Verdict::ChartOnly => {
                "Not enough drawn: there is a chart and nothing else. Draw who asks and tells \
                 whom, or enter expertise and decision rights."
                    .into()
            }
            Verdict::Undecided => match &gravity.pull {
                Err(why) => format!("Not enough drawn: {why}."),
                Ok(_) => "Not enough drawn.".into(),
            },
            Verdict::OnOnePerson(one) => {
                let share = self.analysis.person(one).zip(self.analysis.mass.as_ref().ok());
                let share = share.map_or(0.0, |(person, mass)| mass[person]);
                number = Some(share);
                format!(
                    "The centre of gravity is on one person: {} carries {} of the weight.",
                    self.name(one),
                    words::percent(share)
                )
            }
            Verdict::AtTheTop => said("at the top"),
            Verdict::AtTheBottom => format!(
                "The centre of gravity is at the bottom: the weight lies below the average \
                 person, by {} of what orders alone would lift it above.",
                words::percent(-number.unwrap_or(0.0))
            ),
            Verdict::Between => said("between the top and the centre"),
            Verdict::AtTheCenter => format!("{} {inward}", said("at the centre")),
            Verdict::SpreadOut => format!("{} {inward}", said("spread out")),
        };
        Sentence { sentence, number, evidence, confidence }
    }

    /// Why no verdict is given, where influence is weighed and less than half of the people drew
    /// their arrows.
    fn too_few_arrows(&self) -> Option<String> {
        let coverage = &self.analysis.coverage;
        let weighed = self.analysis.gravity.parts.contains(&MassPart::Influence);
        let decided = !matches!(
            self.analysis.gravity.verdict,
            Verdict::NoChart | Verdict::ChartOnly | Verdict::Undecided
        );
        (weighed && decided && coverage.verdict_withheld).then(|| {
            format!(
                "Not enough drawn: of only {} of {} people is it known with whom they talk, which \
                 is under half. Ask the others whom they ask and tell.",
                coverage.heard, coverage.people
            )
        })
    }
}
