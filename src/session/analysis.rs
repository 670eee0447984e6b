//! What is known of the present map, and how fresh it is.

use std::sync::Arc;

use super::compare::Compared;
use super::document::DocumentId;
use super::effect::Effect;
use super::state::Session;
use super::trial::TrialId;
use crate::analysis::{Analysis, Further, Settings, in_domain};
use crate::model::{Domain, StageId};
use crate::wording::{LedgerRow, Lens, Reading};

/// Which question an answer belongs to. Two questions are the same when their keys are: the
/// document, its content revision and the stage. Placement is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuestionKey {
    /// Which of the maps opened in this session.
    pub document: DocumentId,
    /// The content revision of the map.
    pub content: u64,
    /// The stage.
    pub stage: StageId,
    /// What is on trial; nothing for the map as it is kept.
    pub trial: Option<TrialId>,
}

/// What is known of the open map.
#[derive(Debug, Default)]
pub(super) struct Readings {
    pub(super) asked: Option<QuestionKey>,
    pub(super) shown: Shown,
    /// The one domain that authority and knowledge are read in.
    pub(super) domain: Option<Domain>,
    /// The readings in that domain alone.
    pub(super) narrowed: Option<Arc<Analysis>>,
    pub(super) compared: Option<Compared>,
}

/// An analysis with what it says in words.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The question.
    pub key: QuestionKey,
    /// The numbers.
    pub analysis: Arc<Analysis>,
    /// What is read besides them.
    pub further: Arc<Further>,
    /// The sentences.
    pub reading: Arc<Reading>,
    /// What the map says to every claim; empty until chance has been drawn.
    pub ledger: Arc<Vec<LedgerRow>>,
    /// Whether the sentences name nobody.
    pub veiled: bool,
}

/// The last good answer, and whether it still holds. Views draw the last good one and say when
/// it is being updated; they never go blank.
#[derive(Debug, Clone, Default)]
pub enum Shown {
    /// Nothing was worked out yet.
    #[default]
    Nothing,
    /// Made for the present question.
    Fresh(Answer),
    /// Made for an earlier question.
    Stale(Answer),
    /// The present question could not be answered.
    Failed {
        /// The last good answer.
        last: Option<Answer>,
        /// Why there is no new one.
        why: String,
    },
}

impl Shown {
    /// The last good answer.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Nothing => None,
            Self::Fresh(answer) | Self::Stale(answer) => Some(answer),
            Self::Failed { last, .. } => last.as_ref(),
        }
    }

    /// Whether the answer is for the present question.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        matches!(self, Self::Fresh(_))
    }

    /// Other sentences to the same numbers, or without them nothing until there is an answer.
    pub(super) fn reword(&mut self, words: Option<Arc<Reading>>, veiled: bool) {
        match (self, words) {
            (
                Self::Fresh(answer) | Self::Stale(answer) | Self::Failed { last: Some(answer), .. },
                Some(reading),
            ) => (answer.reading, answer.veiled) = (reading, veiled),
            (shown, _) => *shown = Self::Nothing,
        }
    }

    fn outdate(&mut self) {
        if let Self::Fresh(answer) = self {
            *self = Self::Stale(answer.clone());
        }
    }
}

impl Session {
    /// The key of the question that the present map asks.
    #[must_use]
    pub fn question_key(&self) -> QuestionKey {
        self.revision().question()
    }

    /// The thresholds and weights of the map.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings::of(self.map())
    }

    /// Asks for an analysis when the map says something else than when it was last asked.
    pub(super) fn settle(&mut self, effects: &mut Vec<Effect>) {
        let key = self.question_key();
        if self.readings.asked == Some(key) {
            return;
        }
        let other_map = self
            .readings
            .asked
            .is_none_or(|asked| (asked.document, asked.stage) != (key.document, key.stage));
        if other_map {
            self.readings.shown = Shown::Nothing;
            self.readings.narrowed = None;
            effects.push(Effect::ForgetAnalysis);
        }
        self.readings.shown.outdate();
        self.readings.asked = Some(key);
        effects.push(Effect::Analyse(self.ask()));
    }

    /// Takes an answer in, unless it is older than what is shown or about another map.
    pub(super) fn take_answer(&mut self, answer: Answer, effects: &mut Vec<Effect>) {
        let now = self.question_key();
        let (key, shown) = (answer.key, self.readings.shown.answer().map(|shown| shown.key));
        let same_map = (key.document, key.stage, key.trial) == (now.document, now.stage, now.trial);
        let newer = shown.is_none_or(|it| it.trial != key.trial || it.content <= key.content);
        if same_map && newer {
            let fresh = answer.key == now;
            if fresh && answer.analysis.chance.is_none() && !answer.analysis.is_pending() {
                effects.push(Effect::DrawChance(Box::new((*self.ask(), answer.clone()))));
            }
            self.readings.shown = if fresh { Shown::Fresh(answer) } else { Shown::Stale(answer) };
            self.narrow();
        }
    }

    /// The one domain that authority and knowledge are read in; nothing for all of them.
    #[must_use]
    pub fn domain(&self) -> Option<&Domain> {
        self.readings.narrowed.as_ref().and(self.readings.domain.as_ref())
    }

    /// The readings as they are drawn: in one domain alone where one was chosen and the lens is
    /// about it.
    #[must_use]
    pub fn shown_analysis(&self) -> Option<&Analysis> {
        let narrowed = self.readings.narrowed.as_deref().filter(|_| self.domain().is_some());
        narrowed.or_else(|| self.readings.shown.answer().map(|answer| answer.analysis.as_ref()))
    }

    /// The readings that are shown, to be held beside the session.
    #[must_use]
    pub fn held_analysis(&self) -> Option<Arc<Analysis>> {
        let narrowed = self.readings.narrowed.as_ref().filter(|_| self.domain().is_some());
        let whole = || self.readings.shown.answer().map(|answer| Arc::clone(&answer.analysis));
        narrowed.map(Arc::clone).or_else(whole)
    }

    /// Reads the present answer in the chosen domain.
    pub(super) fn narrow(&mut self) {
        let narrowed = match (&self.readings.domain, self.readings.shown.answer(), self.view.lens) {
            (Some(domain), Some(answer), Lens::AuthorityAndKnowledge) => {
                in_domain(&answer.analysis, &answer.further, domain)
            }
            _ => None,
        };
        self.readings.narrowed = narrowed.map(Arc::new);
    }

    pub(super) fn take_failure(&mut self, key: QuestionKey, why: String) {
        self.what_if.clearing = None;
        if key == self.question_key() {
            self.readings.shown =
                Shown::Failed { last: self.readings.shown.answer().cloned(), why };
        }
    }
}
