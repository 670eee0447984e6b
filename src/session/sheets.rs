//! The scenes as they will stand on the wall: drawn beside the window, for the strip of scenes and
//! for whoever presents.

use std::sync::Arc;

use super::document::Revision;
use super::effect::{Effect, SheetOrder};
use super::state::Session;
use crate::drawing::SceneSheet;
use crate::model::SceneId;

/// The drawn scenes, and of which state of the map they are.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    asked: Option<Revision>,
    drawn: Option<Revision>,
    sheets: Vec<(SceneId, Arc<SceneSheet>)>,
}

impl Session {
    /// A scene as it will stand on the wall; as it was before where it is being drawn anew, and
    /// nothing before it was ever drawn.
    #[must_use]
    pub fn scene_sheet(&self, id: SceneId) -> Option<&Arc<SceneSheet>> {
        let sheets = &self.presenting.sheets;
        // What was drawn with names is not shown where these are hidden.
        let seen = sheets.drawn.is_some_and(|of| of.veiled == self.names_hidden());
        let sheet = sheets.sheets.iter().find(|(of, _)| *of == id).map(|(_, sheet)| sheet);
        sheet.filter(|_| seen)
    }

    /// Whether scenes are drawn that are not as they stand in the map.
    #[must_use]
    pub fn sheets_are_stale(&self) -> bool {
        self.presenting.sheets.asked != Some(self.sheet_revision())
            && !self.map().scenes().is_empty()
    }

    /// The state of the map that scenes are drawn from: whichever stage is shown.
    fn sheet_revision(&self) -> Revision {
        let stage = self.map().first_stage().unwrap_or(self.stage_id());
        Revision { stage, ..self.revision() }
    }

    /// Lets all scenes be drawn anew.
    pub(super) fn draw_scenes(&mut self, effects: &mut Vec<Effect>) {
        let of = self.sheet_revision();
        self.presenting.sheets.asked = Some(of);
        let map = self.seen_map().clone();
        effects.push(Effect::DrawScenes(Box::new(SheetOrder { of, map })));
    }

    pub(super) fn take_sheets(&mut self, of: Revision, sheets: Vec<SceneSheet>) {
        if of != self.sheet_revision() {
            return;
        }
        let ids = self.map().scenes().ids();
        self.presenting.sheets.sheets = ids.zip(sheets.into_iter().map(Arc::new)).collect();
        self.presenting.sheets.drawn = Some(of);
    }
}
