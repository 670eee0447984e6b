//! What a scene folds away, without a change of the map.

use super::state::Session;
use crate::edit::{ArrangeCommand, Command, UnitCommand};
use crate::model::{Folding, OrgMap, Stage};

impl Session {
    /// The map as it is drawn: with what the shown scene folds away.
    #[must_use]
    pub fn drawn_map(&self) -> &OrgMap {
        self.view.folded.as_ref().map_or(self.seen_map(), |(_, map)| map)
    }

    /// What the shown scene folds away; nothing where it folds as the map does.
    #[must_use]
    pub fn folding(&self) -> Option<&Folding> {
        self.presenting.folding.as_ref()
    }

    /// The stage as it is drawn.
    pub(super) fn drawn_stage(&self) -> &Stage {
        self.drawn_map().stage(self.document.stage).unwrap_or(self.seen_stage())
    }

    /// Folds what is drawn anew; true when it is folded otherwise than before.
    pub(super) fn refold(&mut self, map_changed: bool) -> bool {
        let wanted = self.presenting.folding.as_ref();
        let before = self.view.folded.as_ref().map(|(folding, _)| folding);
        if before == wanted && !(map_changed && wanted.is_some()) {
            return false;
        }
        let folded = wanted
            .map(|folding| (folding.clone(), folding.of(self.seen_map(), self.document.stage)));
        self.view.folded = folded;
        true
    }

    /// Whoever folds by hand sees what the map says from then on.
    pub(super) fn unfold_scene_for(&mut self, command: &Command) {
        let folds = matches!(
            command,
            Command::Arrange(ArrangeCommand::Fold { .. }) | Command::Unit(UnitCommand::Fold { .. })
        );
        if folds {
            self.presenting.folding = None;
        }
    }
}
