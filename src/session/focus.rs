//! Looking at a neighbourhood alone.

use std::collections::BTreeSet;

use super::notice::Tone;
use super::state::Session;
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
    pub fn in_focus(&self) -> Option<BTreeSet<PositionId>> {
        let focus = self.view.focus.as_ref()?;
        let around = Neighborhood { around: focus.around.clone(), steps: focus.steps };
        around.within(self.shown_stage())
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
