//! Another stage beside the shown one: where its centres lie, every number's difference, and both
//! on one sheet.

use std::sync::Arc;

use super::analysis::QuestionKey;
use super::effect::{Ask, Effect, Errand};
use super::state::Session;
use crate::analysis::{Analysis, Question};
use crate::drawing::Comparison;
use crate::model::{Manner, StageId, Subject};
use crate::wording::Lens;

/// A stage that the shown one is compared with.
#[derive(Debug, Clone)]
pub struct Compared {
    /// Which.
    pub stage: StageId,
    /// For which map.
    pub key: QuestionKey,
    /// What that stage says; nothing while it is being worked out.
    pub readings: Option<Arc<Analysis>>,
    /// Both on one sheet; nothing while it is being drawn.
    drawn: Option<Arc<Comparison>>,
    way: Way,
}

/// In which way both are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Way {
    lens: Lens,
    manner: Manner,
    veiled: bool,
}

impl Session {
    /// The stage that the shown one is compared with.
    #[must_use]
    pub fn compared(&self) -> Option<&Compared> {
        self.readings.compared.as_ref().filter(|it| it.stage != self.document.stage)
    }

    /// Both stages on one sheet, where they are shown in the place of the map; as they were before
    /// while they are drawn anew.
    #[must_use]
    pub fn comparison(&self) -> Option<&Arc<Comparison>> {
        let laid = matches!(self.subject(), Subject::Comparison { .. });
        self.compared().filter(|_| laid)?.drawn.as_ref()
    }

    pub(super) fn compare(&mut self, with: Option<StageId>, effects: &mut Vec<Effect>) {
        self.readings.compared = None;
        if let Some(stage) = with.filter(|stage| *stage != self.document.stage) {
            self.ask_compared(stage, effects);
        }
    }

    /// Shows both stages in the place of the map, or the map again.
    pub(super) fn lay(&mut self, laid: Option<(StageId, Manner)>, effects: &mut Vec<Effect>) {
        let Some((with, manner)) = laid else {
            self.presenting.subject = Subject::Map;
            return;
        };
        self.presenting.subject = Subject::Comparison { with, manner };
        if self.compared().map(|it| it.stage) != Some(with) {
            self.compare(Some(with), effects);
        }
    }

    fn way(&self) -> Way {
        let manner = match self.subject() {
            Subject::Comparison { manner, .. } => manner,
            _ => Manner::default(),
        };
        Way { lens: self.view.lens, manner, veiled: self.names_hidden() }
    }

    /// Asks again when the map, or how both are drawn, has changed since.
    pub(super) fn settle_compared(&mut self, effects: &mut Vec<Effect>) {
        let (now, way) = (self.question_key(), self.way());
        let Some(old) = &self.readings.compared else { return };
        if self.map().stage(old.stage).is_none() {
            self.readings.compared = None;
        } else if (old.key != now || old.way != way) && old.stage != self.document.stage {
            let (stage, kept) = (old.stage, old.readings.clone());
            // What was known is shown until the new answer is there; but no name that is hidden.
            let drawn = old.drawn.clone().filter(|_| old.way.veiled == way.veiled);
            self.ask_compared(stage, effects);
            if let Some(compared) = &mut self.readings.compared {
                (compared.readings, compared.drawn) = (kept, drawn);
            }
        }
    }

    fn ask_compared(&mut self, stage: StageId, effects: &mut Vec<Effect>) {
        let Some(other) = self.seen_map().stage(stage).cloned() else { return };
        let (key, way) = (self.question_key(), self.way());
        let question = Question { stage: other, settings: self.settings() };
        let (map, veiled) = (self.seen_map().clone(), self.names_hidden());
        let ask = Box::new(Ask { key, map, stage, question, veiled });
        let (shown, lens, manner) = (self.document.stage, way.lens, way.manner);
        effects.push(Effect::RunErrand(ask, Errand::Compare { shown, lens, manner }));
        self.readings.compared = Some(Compared { stage, key, readings: None, drawn: None, way });
    }

    pub(super) fn take_compared(
        &mut self,
        of: QuestionKey,
        stage: StageId,
        it: Arc<Analysis>,
        drawn: Arc<Comparison>,
    ) {
        if let Some(compared) = &mut self.readings.compared
            && compared.key == of
            && compared.stage == stage
        {
            compared.readings = Some(it);
            compared.drawn = Some(drawn);
        }
    }
}
