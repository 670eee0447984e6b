use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::action::Next;
use super::aim::Aiming;
use super::analysis::{QuestionKey, Shown};
use super::clip::{Copied, Pasting};
use super::compare::Compared;
use super::focus::Focus;
use super::highlight::Highlight;
use super::notice::{Notice, Tone};
use super::select::Selection;
use super::trial::{Ghost, Trial, Trials};
use crate::analysis::{Analysis, Misfit};
use crate::clipboard::Answers;
use crate::edit::Editor;
use crate::layout::{Arrangement, arrange};
use crate::model::{Domain, OrgMap, PositionId, Stage, StageId, UnitId};
use crate::wording::Lens;

/// One open map: the document with its history, what is selected, what is shown, and where it
/// is saved.
#[derive(Debug)]
pub struct Session {
    pub(super) editor: Editor<Selection>,
    pub(super) document: u64,
    pub(super) stage: StageId,
    pub(super) empty: Stage,
    pub(super) screen: Screen,
    pub(super) selection: Selection,
    pub(super) lens: Lens,
    pub(super) tool: Tool,
    pub(super) renaming: Option<PositionId>,
    pub(super) fresh_position: Option<PositionId>,
    pub(super) naming_unit: Option<UnitId>,
    pub(super) fresh_unit: Option<UnitId>,
    pub(super) aiming: Aiming,
    pub(super) focus: Option<Focus>,
    pub(super) trials: Trials,
    pub(super) trial: Option<Trial>,
    pub(super) clearing: Option<Misfit>,
    pub(super) preview: Option<Ghost>,
    pub(super) highlight: Option<Highlight>,
    pub(super) compared: Option<Compared>,
    pub(super) domain: Option<Domain>,
    pub(super) narrowed: Option<Arc<Analysis>>,
    pub(super) pasting: Option<Pasting>,
    pub(super) importing: Option<Answers>,
    pub(super) copied: Option<Copied>,
    pub(super) file: Option<PathBuf>,
    pub(super) leaving: Option<Next>,
    pub(super) after_saving: Option<Next>,
    pub(super) saving: Option<crate::edit::Place>,
    pub(super) asked: Option<QuestionKey>,
    pub(super) shown: Shown,
    pub(super) arrangement: Arc<Arrangement>,
    pub(super) arranged: Option<(u64, u64, u64, StageId)>,
    pub(super) notices: VecDeque<Notice>,
    pub(super) status: String,
}

/// What fills the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// Examples, recent files, an empty map.
    Welcome,
    /// The map.
    Map,
}

/// What a press on the canvas does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tool {
    /// Selects and moves.
    #[default]
    Select,
    /// Makes a position.
    Position,
    /// Draws a reporting line, from the one who reports to the superior.
    ReportsTo,
    /// Draws a consult flow, from the asker to the asked.
    Consult,
    /// Draws an instruct flow.
    Instruct,
    /// Draws an inform flow.
    Inform,
}

impl Default for Session {
    fn default() -> Self {
        Self::new(OrgMap::new("Untitled map"), Screen::Welcome)
    }
}

impl Session {
    /// A session on a map that counts as saved.
    #[must_use]
    pub fn new(map: OrgMap, screen: Screen) -> Self {
        let stage = map.first_stage().unwrap_or(StageId(1));
        let mut session = Self {
            editor: Editor::new(map),
            document: 1,
            stage,
            empty: Stage::default(),
            screen,
            selection: Selection::default(),
            lens: Lens::default(),
            tool: Tool::default(),
            renaming: None,
            fresh_position: None,
            naming_unit: None,
            fresh_unit: None,
            aiming: Aiming::default(),
            focus: None,
            trials: Trials::None,
            trial: None,
            clearing: None,
            preview: None,
            highlight: None,
            compared: None,
            domain: None,
            narrowed: None,
            pasting: None,
            importing: None,
            copied: None,
            file: None,
            leaving: None,
            after_saving: None,
            saving: None,
            asked: None,
            shown: Shown::default(),
            arrangement: Arc::default(),
            arranged: None,
            notices: VecDeque::new(),
            status: String::new(),
        };
        session.rearrange();
        session
    }

    /// The map as it is now.
    #[must_use]
    pub fn map(&self) -> &OrgMap {
        self.editor.map()
    }

    /// Which stage is shown.
    #[must_use]
    pub fn stage_id(&self) -> StageId {
        self.stage
    }

    /// The stage that is shown.
    #[must_use]
    pub fn shown_stage(&self) -> &Stage {
        self.editor.map().stage(self.stage).unwrap_or(&self.empty)
    }

    /// What fills the window.
    #[must_use]
    pub fn screen(&self) -> Screen {
        self.screen
    }

    /// What is selected.
    #[must_use]
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The lens the map is read through.
    #[must_use]
    pub fn lens(&self) -> Lens {
        self.lens
    }

    /// What a press on the canvas does.
    #[must_use]
    pub fn tool(&self) -> Tool {
        self.tool
    }

    /// The position whose name is being typed.
    #[must_use]
    pub fn renaming(&self) -> Option<PositionId> {
        self.renaming
    }

    /// The file the map was opened from or saved to.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Whether there is nothing that is not in the file.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.editor.is_saved()
    }

    /// What was asked for while there is unsaved work: the person must decide.
    #[must_use]
    pub fn leaving(&self) -> Option<&Next> {
        self.leaving.as_ref()
    }

    /// The last good readings and whether they still hold.
    #[must_use]
    pub fn shown(&self) -> &Shown {
        &self.shown
    }

    /// Where everything is drawn.
    #[must_use]
    pub fn arrangement(&self) -> &Arc<Arrangement> {
        &self.arrangement
    }

    /// Counts the maps opened, the content and the placement: when none has moved, the drawing
    /// is the same.
    #[must_use]
    pub fn revision(&self) -> (u64, u64, u64, StageId) {
        let editor = &self.editor;
        (self.document, editor.content_revision(), editor.placement_revision(), self.stage)
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.editor.undo_label()
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.editor.redo_label()
    }

    /// What is told and not yet put away, oldest first.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.notices.iter()
    }

    /// What was done last, for the status line.
    #[must_use]
    pub fn status(&self) -> &str {
        &self.status
    }

    /// What the window is called: the map, the file, and whether there is unsaved work.
    #[must_use]
    pub fn window_title(&self) -> String {
        if self.screen == Screen::Welcome {
            return "Fulcrum".into();
        }
        let file = self.file.as_deref().and_then(Path::file_name);
        let name = match file {
            Some(name) => name.to_string_lossy().into_owned(),
            None => self.map().header().title.clone(),
        };
        let mark = if self.is_saved() { "" } else { " (unsaved)" };
        format!("{name}{mark} – Fulcrum")
    }

    pub(super) fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        const MOST: usize = 5;
        let notice = Notice { tone, text: text.into() };
        if self.notices.back() != Some(&notice) {
            self.notices.push_back(notice);
        }
        while self.notices.len() > MOST {
            self.notices.pop_front();
        }
    }

    /// Places everything anew when what is drawn has changed.
    pub(super) fn rearrange(&mut self) {
        let revision = self.revision();
        if self.arranged != Some(revision) {
            self.arranged = Some(revision);
            self.arrangement = Arc::new(arrange(self.shown_stage()));
        }
    }

    /// Takes another map in, as saved.
    pub(super) fn replace_map(&mut self, map: OrgMap, file: Option<PathBuf>) {
        self.stage = map.first_stage().unwrap_or(StageId(1));
        self.editor.replace_map(map);
        self.document += 1;
        self.selection = Selection::default();
        self.renaming = None;
        self.fresh_position = None;
        self.naming_unit = None;
        self.fresh_unit = None;
        self.focus = None;
        self.pasting = None;
        self.importing = None;
        self.trials = Trials::None;
        self.trial = None;
        self.clearing = None;
        self.preview = None;
        self.highlight = None;
        self.compared = None;
        self.domain = None;
        self.narrowed = None;
        self.tool = Tool::default();
        self.aiming = Aiming::default();
        self.file = file;
        self.screen = Screen::Map;
        self.status.clear();
    }
}
