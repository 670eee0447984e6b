//! What single edits would move: all of them in the background, and the one that is looked at.

use std::sync::Arc;

use super::analysis::QuestionKey;
use super::effect::{Ask, Effect, Errand};
use super::notice::Tone;
use super::state::Session;
use super::trial::Trial;
use crate::analysis::{Analysis, Misfit, Question, TriedEdit, WhatIf};
use crate::model::Subject;

/// What is tried on the open map.
#[derive(Debug, Default)]
pub(super) struct Trying {
    pub(super) trials: Trials,
    /// What is on trial.
    pub(super) trial: Option<Trial>,
    /// How many were put on trial before.
    pub(super) count: u64,
    /// The misfit whose edit is being looked for.
    pub(super) clearing: Option<Misfit>,
    /// The edit that is looked at.
    pub(super) ghost: Option<Ghost>,
    /// The weighting that is looked at.
    pub(super) weighed: Option<Weighed>,
}

/// What is known of single edits.
#[derive(Debug, Clone, Default)]
pub enum Trials {
    /// Nobody has asked.
    #[default]
    None,
    /// Being worked out: so many of so many.
    Working {
        /// For which map.
        key: QuestionKey,
        /// How many are done.
        done: usize,
        /// How many there are; 0 while that is not known.
        total: usize,
    },
    /// Worked out.
    Ready {
        /// For which map.
        key: QuestionKey,
        /// What each edit would move.
        what_if: Arc<WhatIf>,
    },
}

/// Where the centres would come to lie after an edit that is only looked at.
#[derive(Debug, Clone)]
pub struct Ghost {
    /// The edit.
    pub edit: TriedEdit,
    /// For which map.
    pub key: QuestionKey,
    /// What the map would say; nothing while that is being worked out.
    pub then: Option<Arc<Analysis>>,
}

/// The readings under a weighting that is only looked at.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// The weights of decisions, knowledge and influence, in tenths.
    pub tenths: [u8; 3],
    /// For which map.
    key: QuestionKey,
    /// What the map says under them.
    pub then: Arc<Analysis>,
}

impl Session {
    /// The weighting that is looked at.
    #[must_use]
    pub fn weighed(&self) -> Option<&Weighed> {
        self.what_if.weighed.as_ref().filter(|weighed| weighed.key == self.question_key())
    }

    pub(super) fn weigh(&mut self, tenths: Option<[u8; 3]>) {
        self.what_if.weighed = tenths.and_then(|tenths| {
            let answer = self.shown().answer()?;
            let firmness = answer.analysis.firmness.as_ref().ok()?;
            let weighting = firmness.weightings.iter().find(|it| it.tenths() == tenths)?;
            let then = Arc::new(answer.analysis.weighed(weighting));
            Some(Weighed { tenths, key: self.question_key(), then })
        });
    }

    /// What is known of single edits.
    #[must_use]
    pub fn trials(&self) -> &Trials {
        &self.what_if.trials
    }

    /// Whether what is known of single edits is about the map as it is.
    #[must_use]
    pub fn trials_are_fresh(&self) -> bool {
        matches!(&self.what_if.trials, Trials::Ready { key, .. } if *key == self.question_key())
    }

    /// The question that the present map asks, with all that its answer needs.
    pub(super) fn ask(&self) -> Box<Ask> {
        let question = Question { stage: self.seen_stage().clone(), settings: self.settings() };
        let (key, map) = (self.question_key(), self.seen_map().clone());
        let veiled = self.names_hidden();
        Box::new(Ask { key, map, stage: self.document.stage, question, veiled })
    }

    pub(super) fn work_out_trials(&mut self, effects: &mut Vec<Effect>) {
        self.what_if.trials = Trials::Working { key: self.question_key(), done: 0, total: 0 };
        effects.push(Effect::TryEdits(self.ask()));
    }

    /// Where the centres would come to lie after the edit that is looked at.
    #[must_use]
    pub fn ghost(&self) -> Option<&Ghost> {
        self.what_if.ghost.as_ref().filter(|ghost| ghost.key == self.question_key())
    }

    /// The misfit whose edit is being looked for.
    #[must_use]
    pub fn clearing(&self) -> Option<&Misfit> {
        self.what_if.clearing.as_ref()
    }

    pub(super) fn preview(&mut self, edit: Option<&TriedEdit>, effects: &mut Vec<Effect>) {
        self.what_if.ghost = edit.map(|edit| {
            effects.push(Effect::RunErrand(self.ask(), Errand::Preview(edit.clone())));
            Ghost { edit: edit.clone(), key: self.question_key(), then: None }
        });
    }

    pub(super) fn take_preview(&mut self, of: QuestionKey, edit: &TriedEdit, it: Arc<Analysis>) {
        if let Some(ghost) = &mut self.what_if.ghost
            && ghost.key == of
            && ghost.edit == *edit
        {
            ghost.then = Some(it);
        }
    }

    pub(super) fn find_remedy(&mut self, misfit: &Misfit, effects: &mut Vec<Effect>) {
        self.what_if.clearing = Some(misfit.clone());
        effects.push(Effect::RunErrand(self.ask(), Errand::Clear(misfit.clone())));
    }

    pub(super) fn take_remedy(
        &mut self,
        of: QuestionKey,
        misfit: &Misfit,
        steps: Option<Vec<TriedEdit>>,
        effects: &mut Vec<Effect>,
    ) {
        if self.what_if.clearing.as_ref() != Some(misfit) {
            return;
        }
        self.what_if.clearing = None;
        if of != self.question_key() {
            self.view.status = "The map has changed; ask again for the edit".into();
            return;
        }
        let looked_at = self.subject() == Subject::WhatIf;
        match steps {
            Some(steps) if looked_at => self.preview(steps.first(), effects),
            Some(steps) => self.try_steps(&steps),
            None => self.tell(Tone::Problem, "No edit was found that would clear this."),
        }
    }

    pub(super) fn stop_trials(&mut self, effects: &mut Vec<Effect>) {
        self.what_if.trials = Trials::None;
        effects.push(Effect::ForgetTrials);
    }

    pub(super) fn take_progress(&mut self, of: QuestionKey, now: usize, all: usize) {
        if let Trials::Working { key, done, total } = &mut self.what_if.trials
            && *key == of
        {
            (*done, *total) = (now, all);
        }
    }

    pub(super) fn take_trials(&mut self, of: QuestionKey, what_if: Arc<WhatIf>) {
        if matches!(&self.what_if.trials, Trials::Working { key, .. } if *key == of) {
            self.what_if.trials = Trials::Ready { key: of, what_if };
        }
    }
}
