//! Of how many it is known what a finding rests on, and the question that is left where that is
//! under half. A finding about a person needs data about that person.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{MeasureId, words};
use super::{Finding, Speaker};
use crate::analysis::{HierarchySource, Misfit, Rule};
use crate::model::{Chart, PositionId};

/// What a finding rests on, and so what a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// Who holds which position.
    People,
    /// Who reports to whom.
    Chart,
    /// Who asks, tells and informs whom.
    Flows,
    /// Who knows how much of what.
    Expertise,
    /// Who decides in what.
    Rights,
    /// Whose work explores.
    Explore,
    /// Whose work goes by the book.
    Rules,
    /// What the survey says.
    Survey,
    /// How those who report accept and want to be led.
    Ratings,
    /// Where leaders think that the centre is.
    Pins,
    /// Who carries which routine.
    Routines,
}

/// Of how many it is known what a number rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// What is known of so many.
    pub ground: Ground,
    /// Of how many it is known.
    pub known: usize,
    /// Of how many it could be known.
    pub of: usize,
    /// What they are, one and several.
    pub noun: (&'static str, &'static str),
}

impl Known {
    pub(super) const PEOPLE: (&'static str, &'static str) = ("person", "people");
    pub(super) const LEADERS: (&'static str, &'static str) = ("leader", "leaders");
    pub(super) const LINES: (&'static str, &'static str) = ("reporting line", "reporting lines");

    /// Nothing is left to know.
    pub(super) fn whole(ground: Ground) -> Self {
        Self { ground, known: 1, of: 1, noun: Self::PEOPLE }
    }

    pub(super) fn nothing(ground: Ground) -> Self {
        Self { ground, known: 0, of: 1, noun: Self::PEOPLE }
    }

    pub(super) fn leaders(ground: Ground, known: usize, of: usize) -> Self {
        Self { ground, known, of, noun: Self::LEADERS }
    }

    /// The part of which it is known, 0 to 1; 1 where there is nothing to know.
    #[must_use]
    pub fn part(self) -> f64 {
        if self.of == 0 { 1.0 } else { self.known as f64 / self.of as f64 }
    }

    /// Whether half or more is known.
    #[must_use]
    pub fn is_enough(self) -> bool {
        2 * self.known >= self.of
    }

    /// "known for 9 of 13 people".
    #[must_use]
    pub fn words(self) -> String {
        if (self.known, self.of) == (1, 1) {
            return "known in full".into();
        }
        let noun = if self.of == 1 { self.noun.0 } else { self.noun.1 };
        format!("known for {} of {} {noun}", self.known, self.of)
    }

    fn less(self, other: Self) -> Self {
        if other.part() < self.part() { other } else { self }
    }
}

/// Something that nobody has drawn or entered yet, asked and not held against anybody.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// In words.
    pub sentence: String,
    /// What the answer would tell.
    pub would_tell: String,
    /// What is to be drawn or entered.
    pub ground: Ground,
    /// What waits for it.
    pub measures: Vec<MeasureId>,
    /// Whom it is about; nobody for the whole map.
    pub positions: Vec<PositionId>,
    /// Of how many it is known.
    pub known: Known,
}

impl Question {
    /// What the button says that opens the entry.
    #[must_use]
    pub fn entry_words(&self) -> &'static str {
        match (self.ground, self.positions.is_empty()) {
            (Ground::People, _) => "Add a position",
            (Ground::Chart, _) => "Draw reporting lines",
            (Ground::Flows, true) => "Draw who asks whom",
            (Ground::Flows, false) => "Draw it",
            (Ground::Expertise, _) => "Enter expertise",
            (Ground::Rights, _) => "Enter decision rights",
            (Ground::Explore | Ground::Rules, _) => "Enter the work",
            (Ground::Survey, _) => "Open the survey",
            (Ground::Ratings | Ground::Pins, _) => "Enter it",
            (Ground::Routines, _) => "Enter routines",
        }
    }
}

impl Speaker<'_> {
    /// Of how many people the least known of these is known.
    pub(super) fn coverage(&self, grounds: &[Ground]) -> Known {
        let first = grounds.first().copied().unwrap_or(Ground::People);
        let all = grounds.iter().map(|ground| self.known(*ground));
        all.reduce(Known::less).unwrap_or(Known::whole(first))
    }

    fn known(&self, ground: Ground) -> Known {
        let analysis = self.analysis;
        let evidence = &analysis.evidence;
        let held = |holds: &dyn Fn(&crate::model::Position) -> bool| {
            let people = analysis.people.iter();
            people.filter_map(|id| self.stage.positions().get(*id)).filter(|it| holds(it)).count()
        };
        let known = match ground {
            Ground::People | Ground::Routines => analysis.people.len(),
            Ground::Chart => match analysis.hierarchy.source {
                HierarchySource::None => 0,
                _ => {
                    let depth = &analysis.hierarchy.depth;
                    analysis.people.iter().filter(|id| depth.contains_key(id)).count()
                }
            },
            Ground::Flows => analysis.coverage.heard,
            Ground::Expertise => evidence.with_expertise,
            Ground::Rights => evidence.with_rights,
            Ground::Explore => evidence.with_explore,
            Ground::Rules => held(&|it| it.rules.is_some()),
            Ground::Survey => evidence.surveyed,
            Ground::Ratings => held(&|it| it.wants.is_some()),
            Ground::Pins => held(&|it| it.pin.is_some()),
        };
        Known { ground, known, of: analysis.people.len(), noun: Known::PEOPLE }
    }

    /// Of how many it is known what they know: what is entered, or whom people ask.
    pub(super) fn knowledge(&self) -> Known {
        let entered = self.known(Ground::Expertise);
        match self.analysis.knowledge.sought {
            Ok(_) if self.analysis.coverage.heard > entered.known => self.known(Ground::Flows),
            _ => entered,
        }
    }

    /// Of how many people it is known how mechanistic or organic they work.
    pub(super) fn organic(&self) -> Known {
        let scored = self.analysis.organicity.by_person.iter().filter(|it| it.score().is_ok());
        let (known, of) = (scored.count(), self.analysis.people.len());
        Known { ground: Ground::Flows, known, of, noun: Known::PEOPLE }
    }

    pub(super) fn is_heard(&self, id: PositionId) -> bool {
        self.analysis.person(id).is_some() && !self.analysis.coverage.silent.contains(&id)
    }

    /// Those above a position, or those below.
    fn kin(&self, of: PositionId, above: bool) -> BTreeSet<PositionId> {
        let chart = Chart::of(self.stage);
        let mut found = BTreeSet::new();
        let mut next = vec![of];
        while let Some(at) = next.pop() {
            let step: Vec<PositionId> = match above {
                true => chart.superiors(at).map(|(id, _)| id).collect(),
                false => chart.reports(at).map(|(id, _)| id).collect(),
            };
            next.extend(step.into_iter().filter(|id| *id != of && found.insert(*id)));
        }
        found.retain(|id| self.analysis.person(*id).is_some());
        found
    }

    fn heard_among(&self, people: &BTreeSet<PositionId>) -> Known {
        let known = people.iter().filter(|id| self.is_heard(**id)).count();
        Known { ground: Ground::Flows, known, of: people.len(), noun: Known::PEOPLE }
    }

    /// Of how many it is known what a misfit rests on, and what is asked where that is too few.
    pub(super) fn misfit_known(&self, misfit: &Misfit) -> (Known, Option<String>) {
        use Ground::{Chart, Expertise, Explore, Flows, Pins, Ratings, Rules, Survey};
        let who = misfit.position.map(|id| self.name(id)).unwrap_or_default();
        let has = |name: &str| misfit.numbers.iter().any(|(known, _)| *known == name);
        match (misfit.rule, misfit.position) {
            (Rule::M1, _) if !has("lateral share") => (self.coverage(&[Explore, Rules]), None),
            (Rule::M1 | Rule::M2, _) => (self.coverage(&[Explore, Flows]), None),
            (Rule::M3, _) => (self.coverage(&[Explore, Chart]).less(self.knowledge()), None),
            (Rule::M7, _) => (self.coverage(&[Explore]).less(self.organic()), None),
            (Rule::M4, Some(leader)) => {
                let mut people = self.kin(leader, false);
                people.insert(leader);
                let known = match self.is_heard(leader) {
                    true => self.heard_among(&people),
                    false => Known::nothing(Flows),
                };
                (known, Some(format!("Nobody has drawn yet whom {who} hears.")))
            }
            (Rule::M8, Some(expert)) => {
                let above = self.heard_among(&self.kin(expert, true));
                let known = self.coverage(&[Expertise]).less(above);
                let asked = match known.ground {
                    Flows => Some(format!("Nobody has drawn yet whom those above {who} ask.")),
                    _ => None,
                };
                (known, asked)
            }
            (Rule::M9, Some(decider)) => self.decider_known(decider, &who),
            (Rule::M6, Some(leader)) => {
                let lines = || self.stage.lines().iter().filter(|(_, line)| line.to == leader);
                let said = |line: &crate::model::Line| {
                    let follower = self.stage.positions().get(line.from);
                    line.accepts.is_some() || follower.is_some_and(|it| it.wants.is_some())
                };
                let of = lines().count();
                let known = lines().filter(|(_, line)| said(line)).count();
                let known = Known { ground: Ratings, known, of, noun: Known::LINES };
                (known, Some(format!("How those who report to {who} see it is not entered yet.")))
            }
            (Rule::M5, _) => (Known::whole(Survey), None),
            (Rule::M11, _) => (self.coverage(&[Chart, Flows]).less(Known::whole(Pins)), None),
            (Rule::M12, _) if misfit.domain.is_some() => (self.coverage(&[Expertise]), None),
            _ => (self.coverage(&[Flows]), None),
        }
    }

    /// Whether it is known what somebody knows and asks who decides.
    fn decider_known(&self, decider: PositionId, who: &str) -> (Known, Option<String>) {
        let position = self.stage.positions().get(decider);
        if position.is_none_or(|it| it.expertise.is_empty()) {
            let asked = format!("What {who} knows is not entered yet.");
            return (Known::nothing(Ground::Expertise), Some(asked));
        }
        if !self.is_heard(decider) {
            let asked = format!("Nobody has drawn yet whom {who} asks.");
            return (Known::nothing(Ground::Flows), Some(asked));
        }
        (self.coverage(&[Ground::Expertise]), None)
    }

    /// Parts what is known well enough from what is a question still.
    pub(super) fn parted(&self, all: Vec<Finding>) -> (Vec<Finding>, Vec<Question>) {
        let (findings, open): (Vec<Finding>, Vec<Finding>) =
            all.into_iter().partition(|finding| finding.known.is_enough());
        let mut questions: BTreeMap<(Ground, Option<String>), Question> = BTreeMap::new();
        let waiting = open.iter().map(|it| (it.known, it.asked.clone(), it));
        for (known, asked, finding) in waiting {
            let positions = match &asked {
                Some(_) => finding.positions.first().copied().into_iter().collect(),
                None => Vec::new(),
            };
            self.wait(&mut questions, known, asked, positions, finding.measure);
        }
        for (measure, ground) in self.unanswered() {
            self.wait(&mut questions, self.known(ground), None, Vec::new(), measure);
        }
        let uncovered = self.uncovered_question();
        let mut questions: Vec<Question> = questions.into_values().chain(uncovered).collect();
        questions.iter_mut().for_each(|question| {
            question.measures.sort_unstable();
            question.measures.dedup();
            question.would_tell = would_tell(&question.measures);
        });
        (findings, questions)
    }

    fn wait(
        &self,
        questions: &mut BTreeMap<(Ground, Option<String>), Question>,
        known: Known,
        asked: Option<String>,
        positions: Vec<PositionId>,
        measure: MeasureId,
    ) {
        let ground = known.ground;
        let of_all = self.known(ground);
        // Something is known of everybody, and not enough to tell.
        let complete = asked.is_none() && of_all.known == of_all.of && known.known < known.of;
        let sentence = match &asked {
            Some(asked) => asked.clone(),
            None if complete => {
                let open = words::people(known.of - known.known);
                format!("Of {open} too little is drawn to tell how they work.")
            }
            None => self.question_words(ground),
        };
        let entry = questions.entry((ground, asked)).or_insert_with(|| Question {
            sentence,
            would_tell: String::new(),
            ground,
            measures: Vec::new(),
            positions,
            known: if known.noun == Known::PEOPLE && !complete { of_all } else { known },
        });
        entry.measures.push(measure);
    }

    /// What is asked of the whole map.
    fn question_words(&self, ground: Ground) -> String {
        let known = self.known(ground);
        let open = words::people(known.of.saturating_sub(known.known));
        match (ground, known.known) {
            (Ground::People, _) => "Nobody is drawn yet.".into(),
            (Ground::Chart, 0) => "Nobody has drawn yet who reports to whom.".into(),
            (Ground::Chart, _) => format!("To whom {open} report is not drawn yet."),
            (Ground::Flows, 0) => "Nobody has drawn yet who asks, tells and informs whom.".into(),
            (Ground::Flows, _) => format!("With whom {open} talk is not drawn yet."),
            (Ground::Expertise, 0) => "Nobody has entered yet who knows what.".into(),
            (Ground::Expertise, _) => format!("What {open} know is not entered yet."),
            (Ground::Rights, _) => "Nobody has entered yet who decides in what.".into(),
            (Ground::Explore, 0) => "Nobody has said yet whose work explores.".into(),
            (Ground::Explore, _) => format!("Whether the work of {open} explores is not said yet."),
            (Ground::Rules, _) => {
                format!("How far the work of {open} goes by the book is not said yet.")
            }
            (Ground::Survey, _) => format!("The survey about {open} is not answered yet."),
            (Ground::Ratings, _) => {
                "How those who report want to be led is not entered yet.".into()
            }
            (Ground::Pins, _) => "Where leaders think that the centre is was not asked yet.".into(),
            (Ground::Routines, _) => "Nobody has entered yet who carries which routine.".into(),
        }
    }

    /// What would be told if it were drawn, with what it needs.
    fn unanswered(&self) -> Vec<(MeasureId, Ground)> {
        let analysis = self.analysis;
        let mut all = Vec::new();
        if analysis.people.is_empty() {
            return vec![(MeasureId::People, Ground::People)];
        }
        if analysis.people.len() > 1 && analysis.hierarchy.source == HierarchySource::None {
            let measures = [MeasureId::Pull, MeasureId::TopHeaviness, MeasureId::Insulation];
            all.extend(measures.map(|it| (it, Ground::Chart)));
        }
        if analysis.people.len() > 1 && analysis.coverage.heard == 0 {
            let measures = [
                MeasureId::ConsultShare,
                MeasureId::Organicity,
                MeasureId::Influence,
                MeasureId::Insulation,
            ];
            all.extend(measures.map(|it| (it, Ground::Flows)));
        }
        if analysis.knowledge.held.is_err() {
            all.extend([MeasureId::Gap, MeasureId::Norm].map(|it| (it, Ground::Expertise)));
        }
        if analysis.authority.declared.is_err() && analysis.knowledge.held.is_ok() {
            all.push((MeasureId::Participation, Ground::Rights));
        }
        if analysis.mean_explore.is_err() {
            all.extend([MeasureId::Fit, MeasureId::Warning].map(|it| (it, Ground::Explore)));
        }
        all
    }

    /// Domains in which somebody decides and nobody's expertise is entered.
    fn uncovered_question(&self) -> Option<Question> {
        let domains = &self.analysis.knowledge.uncovered;
        if domains.is_empty() {
            return None;
        }
        let names: Vec<String> = domains.iter().map(ToString::to_string).collect();
        Some(Question {
            sentence: format!(
                "Somebody decides in {}, and nobody has entered yet who knows it.",
                words::list(&names)
            ),
            would_tell: String::new(),
            ground: Ground::Expertise,
            measures: vec![MeasureId::Uncovered, MeasureId::DomainGap],
            positions: Vec::new(),
            known: Known { known: 0, of: 1, ..self.known(Ground::Expertise) },
        })
    }
}

fn would_tell(measures: &[MeasureId]) -> String {
    let names: Vec<String> =
        measures.iter().map(|id| super::super::measure(*id).name.to_lowercase()).collect();
    format!("It would tell of: {}.", words::list(&names))
}
