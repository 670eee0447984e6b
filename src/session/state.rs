use std::collections::{BTreeSet, VecDeque};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::action::Next;
use super::analysis::{Readings, Shown};
use super::clip::{Copied, Incoming};
use super::document::{Document, Revision};
use super::effect::{ArrangeOrder, Effect};
use super::file::MapFile;
use super::name::Naming;
use super::notice::{Notice, Tone};
use super::open::Arrivals;
use super::presenting::Presenting;
use super::recovery::Recovery;
use super::select::Selection;
use super::view::{Screen, Tool, View};
use super::what_if::Trying;
use crate::layout::{Arrangement, arrange, arrange_in};
use crate::model::{Chart, Domain, OrgMap, Position, PositionId, Stage, StageId};
use crate::storage::KnownShape;
use crate::wording::Lens;

/// A map of no more positions is laid out for the wall that it is shown on, so that all of it can be
/// read there; beyond, that would take longer than a frame.
const MOST_ON_WALL: usize = 150;

/// One open map, in parts: the document, how it is looked at, what is known of it, what is tried
/// on it, what is being named, what waits to come in, and where it is saved. Opening another map
/// replaces them all; what was copied and what is told stay.
#[derive(Debug, Default)]
pub struct Session {
    pub(super) document: Document,
    pub(super) view: View,
    pub(super) readings: Readings,
    pub(super) what_if: Trying,
    pub(super) naming: Naming,
    pub(super) incoming: Incoming,
    pub(super) presenting: Presenting,
    pub(super) file: MapFile,
    pub(super) arrivals: Arrivals,
    pub(super) recovery: Recovery,
    pub(super) copied: Option<Copied>,
    /// What was chosen for files of other programs, the last one first.
    pub(super) shapes: Vec<KnownShape>,
    pub(super) notices: VecDeque<Notice>,
}

impl Session {
    /// A session on a map that counts as saved.
    #[must_use]
    pub fn new(map: OrgMap, screen: Screen) -> Self {
        let (document, view) = (Document::first(map), View::on(screen));
        let mut session = Self { document, view, ..Self::default() };
        let mut effects = Vec::new();
        session.rearrange(&mut effects);
        // Whoever makes a session from a map has nobody who would do it beside.
        for effect in effects {
            if let Effect::Arrange(order) = effect {
                session.take_arrangement(order.revision, Arc::new(arrange(&order.stage)));
            }
        }
        session
    }

    /// The map as it is shown: with what is on trial.
    #[must_use]
    pub fn map(&self) -> &OrgMap {
        match &self.what_if.trial {
            Some(trial) => trial.editor.map(),
            None => self.kept_map(),
        }
    }

    /// Which stage is shown.
    #[must_use]
    pub fn stage_id(&self) -> StageId {
        self.document.stage
    }

    /// The stage that is shown.
    #[must_use]
    pub fn shown_stage(&self) -> &Stage {
        self.document.shown_stage_of(self.map())
    }

    /// What fills the window.
    #[must_use]
    pub fn screen(&self) -> Screen {
        self.view.screen
    }

    /// What is selected.
    #[must_use]
    pub fn selection(&self) -> &Selection {
        &self.view.selection
    }

    /// The lens the map is read through.
    #[must_use]
    pub fn lens(&self) -> Lens {
        self.view.lens
    }

    /// What a press on the canvas does.
    #[must_use]
    pub fn tool(&self) -> Tool {
        self.view.tool
    }

    /// The position whose name is being typed.
    #[must_use]
    pub fn renaming(&self) -> Option<PositionId> {
        self.naming.position
    }

    /// The file the map was opened from or saved to.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.file.path.as_deref()
    }

    /// Whether there is nothing that is not in the file.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.document.editor.is_saved()
    }

    /// What was asked for while there is unsaved work: the person must decide.
    #[must_use]
    pub fn leaving(&self) -> Option<&Next> {
        self.file.leaving.as_ref()
    }

    /// The last good readings and whether they still hold.
    #[must_use]
    pub fn shown(&self) -> &Shown {
        &self.readings.shown
    }

    /// Where everything is drawn.
    #[must_use]
    pub fn arrangement(&self) -> &Arc<Arrangement> {
        &self.view.arrangement
    }

    /// The state of what is drawn: when it has not moved, the drawing is the same.
    #[must_use]
    pub fn revision(&self) -> Revision {
        let veiled = self.presenting.names_hidden;
        let kept = Revision { veiled, ..self.document.revision() };
        match &self.what_if.trial {
            // The kept map does not move while something is on trial.
            Some(trial) => Revision { trial: Some(trial.id), ..kept },
            None => kept,
        }
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        if let Some(veiled) = &self.presenting.veiled {
            return veiled.undo.as_deref();
        }
        let tried = self.what_if.trial.as_ref().and_then(|trial| trial.editor.undo_label());
        tried.or(self.document.editor.undo_label())
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        if let Some(veiled) = &self.presenting.veiled {
            return veiled.redo.as_deref();
        }
        self.document.editor.redo_label()
    }

    /// What is told and not yet put away, oldest first.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.presenting.veiled.as_ref().map_or(&self.notices, |it| &it.notices).iter()
    }

    /// What was done last, for the status line.
    #[must_use]
    pub fn status(&self) -> &str {
        self.presenting.veiled.as_ref().map_or(&self.view.status, |it| &it.status)
    }

    /// What the window is called: the map, the file, and whether there is unsaved work.
    #[must_use]
    pub fn window_title(&self) -> String {
        if self.view.screen == Screen::Welcome {
            return "Fulcrum".into();
        }
        let file = self.file.path.as_deref().and_then(Path::file_name);
        let name = match file {
            Some(name) => name.to_string_lossy().into_owned(),
            None => self.map().header().title.clone(),
        };
        let mark = if self.is_saved() { "" } else { " (unsaved)" };
        format!("{}{mark} – Fulcrum", self.seen_text(&name))
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

    /// Who reports to whom in the shown stage.
    #[must_use]
    pub fn chart(&self) -> &Chart {
        &self.view.chart.1
    }

    /// The domains that anybody in the shown stage knows something of or has a say in.
    pub fn domains(&self) -> &BTreeSet<Domain> {
        self.view.domains.get_or_init(|| {
            let positions = self.shown_stage().positions().iter();
            let named = |position: &Position| {
                let names = position.expertise.keys().chain(position.rights.keys());
                names.cloned().collect::<Vec<_>>()
            };
            positions.flat_map(|(_, position)| named(position)).collect()
        })
    }

    /// Places everything anew when what is drawn has changed. After an edit of a large stage that
    /// is done beside the window, and what was shown before stays until its places are known; so
    /// is that of another one that takes longer than a frame, of which nothing is shown until then.
    pub(super) fn rearrange(&mut self, effects: &mut Vec<Effect>) {
        const LARGE: usize = 400;
        const LARGER: usize = 2_000;
        let revision = self.revision();
        let question = Some(revision.question());
        if self.view.chart.0 != question {
            self.view.chart = (question, Chart::of(self.shown_stage()));
            self.view.domains = OnceLock::new();
        }
        self.settle_focus();
        let wall = self.wall().filter(|_| self.drawn_stage().positions().len() <= MOST_ON_WALL);
        let walled = std::mem::replace(&mut self.view.walled, wall) != wall;
        let changed = walled || self.view.arranged != Some(revision);
        if !self.refold(changed) && !changed {
            return;
        }
        let before = self.view.arranged.replace(revision).filter(|_| !walled && wall.is_none());
        let stage = self.drawn_stage();
        let same = |before: Revision| {
            (before.document, before.stage) == (revision.document, revision.stage)
        };
        let (count, stays) = (stage.positions().len(), before.is_some_and(same));
        if count > LARGER || (stays && count > LARGE) {
            let order = ArrangeOrder { revision, stage: stage.clone() };
            effects.push(Effect::Arrange(Box::new(order)));
            if !stays {
                self.view.arrangement = Arc::default();
            }
        } else {
            self.view.arrangement = Arc::new(match wall {
                Some(room) => arrange_in(stage, room),
                None => arrange(stage),
            });
        }
    }

    /// Takes the places of a stage, where it is still in the state that they are of.
    pub(super) fn take_arrangement(&mut self, revision: Revision, places: Arc<Arrangement>) {
        if self.view.arranged == Some(revision) && self.view.walled.is_none() {
            self.view.arrangement = places;
        }
    }

    /// Takes another map in, as saved. Every part begins anew.
    pub(super) fn replace_map(&mut self, map: OrgMap, file: MapFile) {
        *self = Self {
            document: self.document.followed_by(map),
            view: View::on(Screen::Map),
            file,
            arrivals: std::mem::take(&mut self.arrivals),
            recovery: std::mem::take(&mut self.recovery),
            copied: self.copied.take(),
            shapes: std::mem::take(&mut self.shapes),
            notices: std::mem::take(&mut self.notices),
            ..Self::default()
        };
    }
}
