//! What a scene folds away, without a change of the map.

use std::sync::Arc;

use super::state::Session;
use crate::edit::{ArrangeCommand, Command, UnitCommand};
use crate::model::{Change, Delta, Folding, OrgMap, Placement, Stage, StageId, Unit};

impl Session {
    /// The map as it is drawn: with what the shown scene folds away.
    #[must_use]
    pub fn drawn_map(&self) -> &OrgMap {
        self.view.folded.as_ref().map_or(self.map(), |(_, map)| map)
    }

    /// What the shown scene folds away; nothing where it folds as the map does.
    #[must_use]
    pub fn folding(&self) -> Option<&Folding> {
        self.presenting.folding.as_ref()
    }

    /// The stage as it is drawn.
    pub(super) fn drawn_stage(&self) -> &Stage {
        self.drawn_map().stage(self.document.stage).unwrap_or(self.shown_stage())
    }

    /// Folds what is drawn anew; true when it is folded otherwise than before.
    pub(super) fn refold(&mut self, map_changed: bool) -> bool {
        let wanted = self.presenting.folding.as_ref();
        let before = self.view.folded.as_ref().map(|(folding, _)| folding);
        if before == wanted && !(map_changed && wanted.is_some()) {
            return false;
        }
        let folded = wanted
            .map(|folding| (folding.clone(), folded(self.map(), self.document.stage, folding)));
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

/// The map with a stage folded so. What does not fit is passed over.
fn folded(map: &OrgMap, id: StageId, folding: &Folding) -> OrgMap {
    let mut drawn = map.clone();
    let Some(stage) = map.stage(id) else { return drawn };
    let mut changes = Vec::new();
    for position in stage.positions().ids() {
        let before = stage.placements().share(position);
        let wanted = folding.positions.contains(&position);
        if before.as_ref().is_some_and(|it| it.folded) != wanted {
            let placement = before.as_deref().cloned().unwrap_or_default();
            let after = Some(Arc::new(Placement { folded: wanted, ..placement }));
            changes.push(Change::Placement(id, Delta { id: position, before, after }));
        }
    }
    for (unit, record) in stage.units().iter() {
        let wanted = folding.units.contains(&unit);
        if record.folded != wanted {
            let before = stage.units().share(unit);
            let after = Some(Arc::new(Unit { folded: wanted, ..record.clone() }));
            changes.push(Change::Unit(id, Delta { id: unit, before, after }));
        }
    }
    for change in changes {
        // Each was made from the map as it is; one that does not fit changes nothing.
        let _ = drawn.apply(&change);
    }
    drawn
}
