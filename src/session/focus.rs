//! Looking at a neighbourhood alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::notice::Tone;
use super::state::Session;
use super::view::Near;
use crate::model::{Neighborhood, PositionId};

/// The neighbourhood that alone is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Focus {
    /// Round whom.
    pub around: Vec<PositionId>,
    /// How many lines or flows away.
    pub steps: usize,
}

/// The farthest neighbourhood.
const FARTHEST: usize = 9;

impl Session {
    /// The neighbourhood that alone is shown.
    #[must_use]
    pub fn focused(&self) -> Option<&Focus> {
        self.view.focus.as_ref()
    }

    /// Those in the neighbourhood that is shown alone; nothing when everybody is.
    #[must_use]
    pub fn in_focus(&self) -> Option<&Arc<BTreeSet<PositionId>>> {
        self.view.near.as_ref().and_then(|near| near.positions.as_ref())
    }

    /// Finds the neighbourhood anew when it is another one, or the map has changed.
    pub(super) fn settle_focus(&mut self) {
        let Some(focus) = self.view.focus.clone() else {
            self.view.near = None;
            return;
        };
        let question = self.revision().question();
        let known = self.view.near.as_ref();
        if known.is_some_and(|near| near.focus == focus && near.question == question) {
            return;
        }
        let around = Neighborhood { around: focus.around.clone(), steps: focus.steps };
        let positions = around.within(self.shown_stage()).map(Arc::new);
        self.view.near = Some(Near { focus, question, positions });
    }

    pub(super) fn focus(&mut self) {
        let around = self.view.selection.positions();
        if around.is_empty() {
            self.tell(Tone::Problem, "Select a position first; its neighbourhood is shown then");
            return;
        }
        self.view.status = "Focus: + and - widen and narrow it, Esc leaves".into();
        self.view.focus = Some(Focus { around, steps: 1 });
    }

    pub(super) fn widen_focus(&mut self, wider: bool) {
        if let Some(focus) = &mut self.view.focus {
            let steps = if wider { focus.steps + 1 } else { focus.steps.saturating_sub(1) };
            focus.steps = steps.clamp(1, FARTHEST);
        }
    }
}
