//! The recovery journal: what is written to it while a map is edited, and the maps that it gives
//! back at the next start.

use std::path::{Path, PathBuf};

use super::DocumentId;
use super::action::Next;
use super::effect::{Effect, KeepOrder};
use super::file::MapFile;
use super::notice::Tone;
use super::state::Session;
use crate::edit::Place;
use crate::model::OrgMap;
use crate::storage::{Print, write_orgmap};

/// Under what name the states of maps are told to whoever looks for faults.
pub(super) const STATES: &str = "fulcrum::states";

/// A map that was open when a program ended without a word.
#[derive(Debug, Clone)]
pub struct Lost {
    /// Its journal.
    pub journal: PathBuf,
    /// The file it was opened from or saved to.
    pub file: Option<PathBuf>,
    /// What that file held when it was last read or written.
    pub print: Option<Print>,
    /// The map at its last edit.
    pub map: OrgMap,
    /// How long ago that was, in words.
    pub ago: String,
    /// How large the journal is, in bytes.
    pub bytes: u64,
    /// What differs from the saved file, a sentence for each record.
    pub differs: Vec<String>,
}

/// What is done with maps that were lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecoveryAction {
    /// Show them.
    Show,
    /// Put them off; they stay until they are deleted.
    Later,
    /// Open the one of this journal, as unsaved.
    Take(PathBuf),
    /// Delete this journal.
    Delete(PathBuf),
}

/// A state of a map that its journal has, and the file that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    document: DocumentId,
    place: Place,
    file: Option<PathBuf>,
    print: Option<Print>,
}

/// Journals, those of others and our own. It stays when another map is opened.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    lost: Vec<Lost>,
    shown: bool,
    /// What of the open map was last handed to its journal.
    kept: Option<Kept>,
    /// The state that was told last.
    told: Option<(DocumentId, Place, bool)>,
    /// The program is ending; what is not saved was let go.
    ended: bool,
}

impl Session {
    /// The maps that can be recovered.
    #[must_use]
    pub fn lost_maps(&self) -> &[Lost] {
        &self.recovery.lost
    }

    /// Whether they are shown above everything.
    #[must_use]
    pub fn shows_lost_maps(&self) -> bool {
        self.recovery.shown && !self.recovery.lost.is_empty()
    }

    pub(super) fn recovery(&mut self, action: RecoveryAction, effects: &mut Vec<Effect>) {
        match action {
            RecoveryAction::Show => {
                self.recovery.shown = true;
                if self.recovery.lost.is_empty() {
                    self.view.status = "There is no unsaved work to recover".into();
                }
            }
            RecoveryAction::Later => self.recovery.shown = false,
            RecoveryAction::Take(journal) => {
                self.recovery.shown = false;
                self.leave(Next::Recover(journal), effects);
            }
            RecoveryAction::Delete(journal) => {
                self.recovery.lost.retain(|lost| lost.journal != journal);
                effects.push(Effect::DeleteJournal(journal));
            }
        }
    }

    /// Maps were found at the start.
    pub(super) fn found_lost(&mut self, lost: Vec<Lost>) {
        self.recovery.shown = !lost.is_empty();
        self.recovery.lost = lost;
    }

    pub(super) fn recover(&mut self, journal: &Path, effects: &mut Vec<Effect>) {
        let at = self.recovery.lost.iter().position(|lost| lost.journal == journal);
        let Some(at) = at else { return };
        let lost = self.recovery.lost.remove(at);
        let mut file = MapFile::at(lost.file, lost.print);
        file.recovered_from = Some(lost.journal);
        self.replace_map(lost.map, file);
        self.document.editor.mark_unsaved();
        self.view.status = "Recovered; not saved yet".into();
        effects.push(Effect::FitMap);
    }

    /// The journal could not be written; told once for each time that it begins to fail.
    pub(super) fn journal_failed(&mut self, why: &str) {
        let said = format!(
            "Edits cannot be kept for recovery: {why}. Saving still works as before; this is \
             tried again with every edit."
        );
        self.tell(Tone::Problem, said);
    }

    /// Hands every edit to the journal, and lets it go when the map is saved or was let go.
    pub(super) fn settle_journal(&mut self, effects: &mut Vec<Effect>) {
        let document = self.document.id;
        if let Some(before) = self.recovery.kept.take_if(|kept| kept.document != document) {
            effects.push(Effect::ForgetJournal(before.document));
        }
        let editor = &self.document.editor;
        if self.recovery.ended || editor.is_in_gesture() {
            return;
        }
        if editor.is_saved() {
            if self.recovery.kept.take().is_some() {
                effects.push(Effect::ForgetJournal(document));
            }
            return;
        }
        let (place, file, print) = (editor.place(), self.file.path.clone(), self.file.print);
        let now = Kept { document, place, file, print };
        if self.recovery.kept.as_ref() != Some(&now) {
            self.recovery.kept = Some(now);
            effects.push(Effect::Keep(Box::new(KeepOrder {
                document,
                map: editor.map().clone(),
                file: self.file.path.clone(),
                print: self.file.print,
                continues: self.file.recovered_from.take(),
            })));
        }
    }

    /// The program ends by the person's own word: nothing is left to recover.
    pub(super) fn end_journal(&mut self, effects: &mut Vec<Effect>) {
        self.recovery.ended = true;
        if let Some(kept) = self.recovery.kept.take() {
            effects.push(Effect::ForgetJournal(kept.document));
        }
    }

    /// Tells whoever looks for faults which states the map has been in, as prints of the file that
    /// each would make: what a file or a journal holds can be found among them.
    pub(super) fn tell_state(&mut self) {
        let editor = &self.document.editor;
        if !log::log_enabled!(target: STATES, log::Level::Debug) || editor.is_in_gesture() {
            return;
        }
        let now = (self.document.id, editor.place(), editor.is_saved());
        if self.recovery.told.replace(now) == Some(now) {
            return;
        }
        let print = Print::of(write_orgmap(editor.map()).as_bytes());
        let saved = if editor.is_saved() { "saved" } else { "unsaved" };
        let trial = if self.trial().is_some() { ", beside it one on trial" } else { "" };
        log::debug!(target: STATES, "map {} is {print}, {saved}{trial}", self.document.id);
    }
}
