//! Another stage beside the shown one: where its centres lie, and every number's difference.

use std::sync::Arc;

use super::analysis::QuestionKey;
use super::effect::{Ask, Effect, Errand};
use super::state::Session;
use crate::analysis::{Analysis, Question};
use crate::model::StageId;

/// A stage that the shown one is compared with.
#[derive(Debug, Clone)]
pub struct Compared {
    /// Which.
    pub stage: StageId,
    /// For which map.
    pub key: QuestionKey,
    /// What that stage says; nothing while it is being worked out.
    pub readings: Option<Arc<Analysis>>,
}

impl Session {
    /// The stage that the shown one is compared with.
    #[must_use]
    pub fn compared(&self) -> Option<&Compared> {
        self.readings.compared.as_ref().filter(|it| it.stage != self.document.stage)
    }

    pub(super) fn compare(&mut self, with: Option<StageId>, effects: &mut Vec<Effect>) {
        self.readings.compared = None;
        if let Some(stage) = with.filter(|stage| *stage != self.document.stage) {
            self.ask_compared(stage, effects);
        }
    }

    /// Asks again when the map has changed since.
    pub(super) fn settle_compared(&mut self, effects: &mut Vec<Effect>) {
        let now = self.question_key();
        let Some(old) = &self.readings.compared else { return };
        if self.map().stage(old.stage).is_none() {
            self.readings.compared = None;
        } else if old.key != now && old.stage != self.document.stage {
            let (stage, kept) = (old.stage, old.readings.clone());
            self.ask_compared(stage, effects);
            if let Some(compared) = &mut self.readings.compared {
                // What was known is shown until the new answer is there.
                compared.readings = kept;
            }
        }
    }

    fn ask_compared(&mut self, stage: StageId, effects: &mut Vec<Effect>) {
        let Some(other) = self.seen_map().stage(stage).cloned() else { return };
        let key = self.question_key();
        let question = Question { stage: other, settings: self.settings() };
        let (map, veiled) = (self.seen_map().clone(), self.names_hidden());
        let ask = Box::new(Ask { key, map, stage, question, veiled });
        effects.push(Effect::RunErrand(ask, Errand::Compare));
        self.readings.compared = Some(Compared { stage, key, readings: None });
    }

    pub(super) fn take_compared(&mut self, of: QuestionKey, stage: StageId, it: Arc<Analysis>) {
        if let Some(compared) = &mut self.readings.compared
            && compared.key == of
            && compared.stage == stage
        {
            compared.readings = Some(it);
        }
    }
}
