//! The open map with its history, and which stage of it is shown.

use super::analysis::QuestionKey;
use super::select::Selection;
use super::trial::TrialId;
use crate::edit::Editor;
use crate::model::{OrgMap, Stage, StageId};

/// Tells apart the maps that are opened one after the other in one session. Greater is later;
/// none is given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(u64);

impl std::fmt::Display for DocumentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A state of what is drawn: of which map, after how many changes of what it says and of how it
/// is drawn, and in which stage. When two are equal, the drawing is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Revision {
    /// Which map.
    pub document: DocumentId,
    /// Grows whenever what the map says has changed.
    pub content: u64,
    /// Grows whenever how the map is drawn has changed.
    pub placement: u64,
    /// The stage.
    pub stage: StageId,
    /// What is on trial; nothing for the map as it is kept.
    pub trial: Option<TrialId>,
    /// Whether names are hidden.
    pub veiled: bool,
}

impl Revision {
    /// The question that a map asks in this state: how it is drawn is not part of it.
    #[must_use]
    pub fn question(self) -> QuestionKey {
        let Self { document, content, stage, trial, placement: _, veiled: _ } = self;
        QuestionKey { document, content, stage, trial }
    }

    /// Whether nothing but how the map is drawn differs from another state.
    #[must_use]
    pub fn says_the_same_as(self, other: Self) -> bool {
        self.question() == other.question()
    }
}

/// What a map is called that was given no title.
pub(super) const UNTITLED: &str = "Untitled map";

/// The open map.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) id: DocumentId,
    pub(super) editor: Editor<Selection>,
    pub(super) stage: StageId,
    empty: Stage,
}

impl Default for Document {
    fn default() -> Self {
        Self::numbered(DocumentId(1), OrgMap::new(UNTITLED))
    }
}

impl Document {
    fn numbered(id: DocumentId, map: OrgMap) -> Self {
        let stage = map.first_stage().unwrap_or(StageId(1));
        Self { id, editor: Editor::new(map), stage, empty: Stage::default() }
    }

    /// The first map of a session; it counts as saved.
    pub(super) fn first(map: OrgMap) -> Self {
        Self::numbered(DocumentId(1), map)
    }

    /// The map that is opened after this one; it counts as saved.
    pub(super) fn followed_by(&self, map: OrgMap) -> Self {
        Self::numbered(DocumentId(self.id.0 + 1), map)
    }

    /// The stage that is shown of a map; an empty one where the map has none.
    pub(super) fn shown_stage_of<'a>(&'a self, map: &'a OrgMap) -> &'a Stage {
        map.stage(self.stage).unwrap_or(&self.empty)
    }

    pub(super) fn revision(&self) -> Revision {
        Revision {
            document: self.id,
            content: self.editor.content_revision(),
            placement: self.editor.placement_revision(),
            stage: self.stage,
            trial: None,
            veiled: false,
        }
    }
}
