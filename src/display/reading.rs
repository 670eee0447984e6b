//! The Reading: the verdict in one sentence, then the findings in order of weight. No sentence
//! stands without its number, and no verdict without what it was worked out from.

mod finding;
mod misfits;

use crate::analysis::{Analysis, MassPart, Settings, Verdict};
use crate::model::{FlowId, LineId, OrgMap, PositionId, Stage, StageId};

use super::words;

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
    /// The positions it is about.
    pub positions: Vec<PositionId>,
    /// The flows it is about.
    pub flows: Vec<FlowId>,
    /// The lines it is about.
    pub lines: Vec<LineId>,
    /// How much it weighs against the others, 0 to 1.
    pub weight: f64,
}

/// Below this part of the people drawing their arrows, no verdict is given.
const ENOUGH: f64 = 0.5;

/// Puts an analysis of a stage into words.
#[must_use]
pub fn reading(map: &OrgMap, stage: StageId, analysis: &Analysis, settings: &Settings) -> Reading {
    let empty = Stage::default();
    let speaker = Speaker { stage: map.stage(stage).unwrap_or(&empty), analysis, settings };
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
            if !finding.evidence.is_empty() {
                fill(&mut out, &format!("({})", finding.evidence), width, "  ");
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

/// Knows the names and numbers that sentences are made of.
struct Speaker<'a> {
    stage: &'a Stage,
    analysis: &'a Analysis,
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
        let parts: Vec<&str> = self
            .analysis
            .gravity
            .parts
            .iter()
            .map(|part| match part {
                MassPart::Decisions => "recorded decisions",
                MassPart::KnowledgeHeld => "entered expertise",
                MassPart::Influence => "who asks and tells whom",
            })
            .collect();
        if !parts.is_empty() {
            said.push(format!("weighed: {}", parts.join(", ")));
        }
        said.push(match evidence.surveyed {
            0 => "no survey".into(),
            count => format!("a survey about {}", words::people(count)),
        });
        said.join("; ")
    }

    fn verdict(&self) -> Sentence {
        let gravity = &self.analysis.gravity;
        let evidence = self.evidence();
        let number = gravity.pull.as_ref().ok().copied();
        if let Some(sentence) = self.too_few_arrows() {
            return Sentence { sentence, number: None, evidence };
        }
        let pull = number.map(words::percent).unwrap_or_default();
        let said = |place: &str| {
            format!(
                "The centre of gravity is {place}: the weight is {pull} as top-heavy as if this \
                 chart ran on orders alone."
            )
        };
        let inward = gravity.inwardness_words();
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
            Verdict::AtTheTop => said("at the top"),
            Verdict::Between => said("between the top and the centre"),
            Verdict::AtTheCenter => format!("{} {inward}", said("at the centre")),
            Verdict::SpreadOut => format!("{} {inward}", said("spread out")),
        };
        Sentence { sentence, number, evidence }
    }

    /// Why no verdict is given, where influence is weighed and less than half of the people drew
    /// their arrows.
    fn too_few_arrows(&self) -> Option<String> {
        let evidence = &self.analysis.evidence;
        let weighed = self.analysis.gravity.parts.contains(&MassPart::Influence);
        let known = evidence.drew_arrows as f64 / evidence.people.max(1) as f64;
        let decided = matches!(
            self.analysis.gravity.verdict,
            Verdict::AtTheTop | Verdict::Between | Verdict::AtTheCenter | Verdict::SpreadOut
        );
        (weighed && decided && known < ENOUGH).then(|| {
            format!(
                "Not enough drawn: only {} of {} people drew their arrows, which is under half. \
                 Ask the others whom they ask and tell.",
                evidence.drew_arrows, evidence.people
            )
        })
    }
}
