//! The trail of the centre: what the stages before the shown one say, for the time it is shown.

use std::sync::Arc;

use super::analysis::QuestionKey;
use super::effect::{Effect, Errand};
use super::state::Session;
use crate::analysis::Analysis;
use crate::model::StageId;

/// What the stages before the shown one say.
#[derive(Debug)]
pub(super) struct Trail {
    of: QuestionKey,
    stages: Vec<(StageId, Arc<Analysis>)>,
}

impl Session {
    /// The stages before the shown one with their names and what they say, the earliest first;
    /// empty while the trail is not shown or is being worked out.
    #[must_use]
    pub fn trail<'a>(&'a self) -> Vec<(String, &'a Analysis)> {
        let Some(trail) = self.presenting.trail.as_ref().filter(|_| self.shows_trail()) else {
            return Vec::new();
        };
        let map = self.seen_map();
        let named = |(id, analysis): &'a (StageId, Arc<Analysis>)| {
            Some((map.stage(*id)?.record().name.clone(), analysis.as_ref()))
        };
        trail.stages.iter().filter_map(named).collect()
    }

    fn shows_trail(&self) -> bool {
        self.show().is_some_and(|show| show.trail)
    }

    /// Asks what the stages before say, when the trail is shown and the map has changed.
    pub(super) fn settle_trail(&mut self, effects: &mut Vec<Effect>) {
        let now = self.question_key();
        let known = self.presenting.trail.as_ref().is_some_and(|trail| trail.of == now);
        if known || !self.shows_trail() {
            return;
        }
        let shown = self.stage_id();
        let before: Vec<StageId> =
            self.map().stages().map(|(id, _)| id).take_while(|id| *id != shown).collect();
        self.presenting.trail = Some(Trail { of: now, stages: Vec::new() });
        if !before.is_empty() {
            effects.push(Effect::RunErrand(self.ask(), Errand::Trail(before)));
        }
    }

    pub(super) fn take_trail(&mut self, of: QuestionKey, stages: Vec<(StageId, Arc<Analysis>)>) {
        if let Some(trail) = self.presenting.trail.as_mut().filter(|trail| trail.of == of) {
            trail.stages = stages;
        }
    }
}
