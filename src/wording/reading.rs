//! The Reading: the verdict in one sentence, then the findings in order of weight. No sentence
//! stands without its number, and no verdict without what it was worked out from.

mod finding;
mod known;
mod leaders;
mod misfits;
mod whole;

use crate::analysis::{Analysis, ByChance, Chance, Further, MassPart, Misfit, Settings, Verdict};
use crate::model::{FlowId, LineId, OrgMap, PositionId, Stage, StageId};

use super::by_chance::{beside_chance, ends};
use super::firm::{contested, firmness_words, too_few_arrows};
use super::{MeasureId, words};
pub use known::{Ground, Known, Question};

/// The words for a number that is lower and one that is higher than another.
const AMOUNT: [&str; 2] = ["less", "more"];

/// What a stage says, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Where the centre of gravity lies.
    pub verdict: Sentence,
    /// What else there is to see, the weightiest first.
    pub findings: Vec<Finding>,
    /// What nobody has drawn or entered yet, what to draw first before the rest.
    pub questions: Vec<Question>,
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
    /// Of how many people it is known what it needs.
    pub known: Known,
}

/// A sentence drawn from measures, with the positions and arrows it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is about, in a word or two.
    pub title: String,
    /// In words, the number among them.
    pub sentence: String,
    /// What would change it in the organization, and how that is drawn afterwards; for misfits.
    pub outlook: Option<String>,
    /// The number.
    pub number: f64,
    /// What it was worked out from.
    pub evidence: String,
    /// Of how many it is known what it rests on: half or more.
    pub known: Known,
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
    /// What is asked in its place where too little is known.
    asked: Option<String>,
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
    let (mut findings, questions) = speaker.parted(speaker.findings());
    findings.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    Reading { verdict: speaker.verdict(), findings, questions }
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
            if let Some(outlook) = &finding.outlook {
                fill(&mut out, outlook, width, "  ");
            }
            let said = format!("({}; {})", finding.evidence, finding.known.words());
            fill(&mut out, &said, width, "  ");
        }
        if !self.questions.is_empty() {
            out.push_str("\nNot drawn yet\n");
        }
        for question in &self.questions {
            let said = format!("{} {}", question.sentence, question.would_tell);
            fill(&mut out, &said, width, "  ");
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
        let mut said = Vec::new();
        let coverage = &self.analysis.coverage;
        if coverage.heard > 0 {
            said.push(format!("from {} of {} people's arrows", coverage.heard, coverage.people));
        }
        let parts: Vec<&str> = self.analysis.gravity.parts.iter().map(|part| part.name()).collect();
        match parts.as_slice() {
            [] if evidence.people == 0 => said.push("nobody is drawn".into()),
            [] => said.push(format!("from the chart of {}", words::people(evidence.people))),
            some => said.push(format!("weighed: {}", some.join(", "))),
        }
        said.extend(firmness_words(self.analysis, self.settings));
        said.extend(self.pull_by_chance());
        said.join("; ")
    }

    /// What chance alone gives for the pull, and where the centre is low for its inwardness.
    fn pull_by_chance(&self) -> Option<String> {
        let chance = self.analysis.chance.as_ref()?;
        let pull = ends(chance, &chance.pull?, words::two);
        let low =
            matches!(self.analysis.gravity.verdict, Verdict::AtTheCenter | Verdict::SpreadOut);
        let inward = chance.inwardness.filter(|_| low);
        let inward =
            inward.map(|band| format!(" and an inwardness of {}", ends(chance, &band, words::two)));
        Some(format!("chance alone gives {pull}{}", inward.unwrap_or_default()))
    }

    /// How a number lies to what chance gives, as a sentence behind it.
    fn beside_chance(
        &self,
        value: f64,
        band: fn(&Chance) -> Option<ByChance>,
        say: fn(f64) -> String,
        apart: [&str; 2],
    ) -> String {
        beside_chance(value, self.analysis.chance.as_ref(), band, say, apart)
    }

    /// Of how many people it is known what the verdict is weighed from.
    fn verdict_known(&self) -> Known {
        // Rights and expertise of a few may be all there are; who talks with whom is of everybody.
        match self.analysis.gravity.parts.contains(&MassPart::Influence) {
            true => self.coverage(&[Ground::Chart, Ground::Flows]),
            false => self.coverage(&[Ground::Chart]),
        }
    }

    fn verdict(&self) -> Sentence {
        let gravity = &self.analysis.gravity;
        let evidence = self.evidence();
        let known = self.verdict_known();
        let mut number = gravity.pull.as_ref().ok().copied();
        if let Some(sentence) = too_few_arrows(self.analysis) {
            return Sentence { sentence, number: None, evidence, known };
        }
        let pull = number.map(words::pull_words).unwrap_or_default();
        let said = |place: &str| format!("The centre of gravity is {place}: the weight {pull}.");
        if let Some((verdict, other)) = contested(self.analysis, self.settings) {
            let (here, there) = (self.place(verdict), self.place(other));
            let sentence = said(&format!("on the border between \"{here}\" and \"{there}\""));
            return Sentence { sentence, number, evidence, known };
        }
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
                Ok(_) => format!("The weight {pull}; where it lies is still being worked out."),
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
            low @ (Verdict::AtTheCenter | Verdict::SpreadOut) => {
                format!("{} {inward}", said(&self.place(low)))
            }
            other @ (Verdict::AtTheTop | Verdict::Between | Verdict::AtTheBottom) => {
                said(&self.place(other))
            }
        };
        Sentence { sentence, number, evidence, known }
    }

    /// Where a verdict says that the centre is.
    fn place(&self, verdict: Verdict) -> String {
        match verdict {
            Verdict::OnOnePerson(one) => format!("on one person, {}", self.name(one)),
            Verdict::AtTheTop => "at the top".into(),
            Verdict::Between => "between the top and the centre".into(),
            Verdict::AtTheCenter => "at the centre".into(),
            Verdict::SpreadOut => "spread out".into(),
            Verdict::AtTheBottom => "at the bottom".into(),
            Verdict::NoChart | Verdict::ChartOnly | Verdict::Undecided => "not defined".into(),
        }
    }
}
