//! Saving and leaving: where the open map lies on the disk, what is being written there, and what
//! the person must decide before anything is lost.

use std::path::{Path, PathBuf};

use super::action::{Decision, FileAction, FileAnswer, Next};
use super::document::UNTITLED;
use super::effect::{Effect, Export, WriteOrder};
use super::notice::Tone;
use super::recovery::STATES;
use super::state::Session;
use super::{DocumentId, FileQuestion, Target, WriteFailure};
use crate::edit::{Command, MapCommand, Place};
use crate::model::OrgMap;
use crate::storage::{ENDING, Expected, Obstacle, Print, Written};

/// Where the open map is saved, and what waits for its being saved.
#[derive(Debug, Default)]
pub(super) struct MapFile {
    pub(super) path: Option<PathBuf>,
    /// What the file holds, as far as is known.
    pub(super) print: Option<Print>,
    /// What was asked for while there is unsaved work.
    pub(super) leaving: Option<Next>,
    /// What goes on when the map is saved.
    pub(super) after_saving: Option<Next>,
    /// What is being written.
    pub(super) saving: Option<Saving>,
    /// What must be decided about the file.
    pub(super) question: Option<FileQuestion>,
    /// The place in the history whose loss the person has agreed to.
    pub(super) let_go: Option<Place>,
    /// The journal that the map came from.
    pub(super) recovered_from: Option<PathBuf>,
}

/// A map on its way to the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Saving {
    /// The place in the history that is being written.
    place: Place,
    path: PathBuf,
    /// What was asked for meanwhile.
    then: Option<Then>,
}

/// A save that waits for the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Then {
    /// To the map's own file.
    Save,
    /// To another one.
    SaveTo(PathBuf, Expected),
}

impl MapFile {
    /// Of a map that was read from this file, or from none.
    pub(super) fn at(path: Option<PathBuf>, print: Option<Print>) -> Self {
        Self { path, print, ..Self::default() }
    }

    fn folder(&self) -> Option<PathBuf> {
        self.path.as_deref().and_then(Path::parent).map(Path::to_path_buf)
    }
}

impl Session {
    /// What must be decided about the open map's file, or about one that is to be written.
    #[must_use]
    pub fn file_question(&self) -> Option<&FileQuestion> {
        self.file.question.as_ref()
    }

    /// The folder that the open file lies in.
    pub(super) fn file_folder(&self) -> Option<PathBuf> {
        self.file.folder()
    }

    pub(super) fn file_action(&mut self, action: FileAction, effects: &mut Vec<Effect>) {
        match action {
            FileAction::Leave(Next::Open(path)) | FileAction::Open(path) => {
                self.open(path, effects);
            }
            FileAction::Leave(next) => self.leave(next, effects),
            FileAction::Import => effects.push(Effect::AskOpen),
            FileAction::StopReading => self.stop_reading(effects),
            FileAction::Save => self.save(effects),
            FileAction::SaveUnasked => {
                let is_free = self.file.question.is_none() && self.file.saving.is_none();
                if self.file.path.is_some() && !self.is_saved() && is_free {
                    self.save(effects);
                }
            }
            FileAction::SaveAs => self.ask_path(effects),
            FileAction::ExportTable(rows) => {
                let suggestion = format!("{}-measures.csv", plain(&self.seen_map().header().title));
                let text = csv_text(&rows);
                let (kind, content) = ("Comma-separated values", text.into());
                let export = Export { suggestion, kind, ending: "csv", content };
                self.file_action(FileAction::Export(export), effects);
            }
            FileAction::WriteAs(kind, theme) => self.write_as(kind, theme, effects),
            FileAction::Export(export) => {
                effects.push(Effect::AskExport(export, self.file.folder()));
            }
            FileAction::ExportTo { path, export, replace } => {
                let (path, whole) = with_ending(path, export.ending);
                self.export(path, export, replace && whole, effects);
            }
            FileAction::ImportAnswers => effects.push(Effect::AskAnswers),
            FileAction::ReadAnswers(path) => effects.push(Effect::ReadAnswers(path)),
            FileAction::SaveTo { path, replace } => {
                let (path, whole) = with_ending(path, ENDING);
                self.save_to(path, replace && whole, effects);
            }
            FileAction::DialogCancelled => {
                self.file.after_saving = None;
                self.file.let_go = None;
            }
            FileAction::Decide(decision) => self.decide(decision, effects),
            FileAction::Answer(answer) => self.answer(answer, effects),
            FileAction::Recovery(action) => self.recovery(action, effects),
        }
    }

    /// Goes on to something else, once nothing is being written and nothing unsaved is lost
    /// without a word.
    pub(super) fn leave(&mut self, next: Next, effects: &mut Vec<Effect>) {
        let writes =
            self.file.saving.is_some() || (next == Next::Quit && self.arrivals.exports > 0);
        let here = self.document.editor.place();
        if writes {
            self.file.question = Some(FileQuestion::Writing(next));
        } else if !self.is_saved() && self.file.let_go != Some(here) {
            self.file.leaving = Some(next);
        } else {
            self.go_on(next, effects);
        }
    }

    fn decide(&mut self, decision: Decision, effects: &mut Vec<Effect>) {
        let Some(next) = self.file.leaving.take() else { return };
        match decision {
            Decision::Stay => {}
            Decision::Discard => {
                self.file.let_go = Some(self.document.editor.place());
                self.go_on(next, effects);
            }
            Decision::Save => {
                self.file.after_saving = Some(next);
                self.save(effects);
            }
        }
    }

    fn save(&mut self, effects: &mut Vec<Effect>) {
        if let Some(saving) = &mut self.file.saving {
            saving.then = Some(Then::Save);
            return;
        }
        match (self.file.path.clone(), self.file.print) {
            (Some(path), Some(print)) => self.write(path, Expected::Known(print), effects),
            (Some(path), None) => self.write(path, Expected::Nothing, effects),
            (None, _) => self.ask_path(effects),
        }
    }

    fn save_to(&mut self, path: PathBuf, replace: bool, effects: &mut Vec<Effect>) {
        if self.file.path.as_ref() == Some(&path) {
            self.save(effects);
        } else {
            let expected = if replace { Expected::Anything } else { Expected::Nothing };
            self.write(path, expected, effects);
        }
    }

    fn ask_path(&mut self, effects: &mut Vec<Effect>) {
        let suggestion = match self.file.path.as_deref().and_then(Path::file_name) {
            Some(name) => name.to_string_lossy().into_owned(),
            None => file_name(&self.map().header().title),
        };
        effects.push(Effect::AskSave { suggestion, folder: self.file.folder() });
    }

    fn write(&mut self, path: PathBuf, expected: Expected, effects: &mut Vec<Effect>) {
        if let Some(saving) = &mut self.file.saving {
            saving.then = Some(Then::SaveTo(path, expected));
            return;
        }
        self.take_title_of(&path);
        let place = self.document.editor.place();
        self.file.saving = Some(Saving { place, path: path.clone(), then: None });
        self.view.status = "Saving…".into();
        let map = self.kept_map().clone();
        let document = self.document.id;
        log::debug!(target: STATES, "writing map {document}");
        effects.push(Effect::Write(Box::new(WriteOrder { document, map, path, expected })));
    }

    /// A map without a title of its own is called as its file is.
    fn take_title_of(&mut self, path: &Path) {
        let untitled = self.kept_map().header().title == UNTITLED && self.trial().is_none();
        let name = path.file_stem().map(|name| name.to_string_lossy().trim().to_owned());
        if let Some(title) = name.filter(|name| untitled && !name.is_empty()) {
            self.execute(&Command::Map(MapCommand::SetTitle { title }));
        }
    }

    fn export(&mut self, path: PathBuf, export: Export, replace: bool, effects: &mut Vec<Effect>) {
        if self.file.path.as_ref() == Some(&path) {
            let what = "holds the open map; give the export another name";
            self.tell(Tone::Problem, format!("{}: {what}", path.display()));
            return;
        }
        self.view.status = "Writing…".into();
        self.arrivals.exports += 1;
        let expected = if replace { Expected::Anything } else { Expected::Nothing };
        effects.push(Effect::WriteText { path, export, expected });
    }

    fn answer(&mut self, answer: FileAnswer, effects: &mut Vec<Effect>) {
        let Some(question) = self.file.question.take() else { return };
        match (answer, question) {
            (FileAnswer::Overwrite, FileQuestion::Occupied(Target::Map(path))) => {
                self.write(path, Expected::Anything, effects);
            }
            (FileAnswer::Overwrite, FileQuestion::Occupied(Target::Export(path, export))) => {
                self.export(path, export, true, effects);
            }
            (FileAnswer::Overwrite, FileQuestion::Changed { path, theirs }) => {
                // Should it have been written once more, that is asked about too.
                let expected = theirs.print.map_or(Expected::Nothing, Expected::Known);
                self.write(path, expected, effects);
            }
            (FileAnswer::Another, FileQuestion::Occupied(Target::Export(_, export))) => {
                effects.push(Effect::AskExport(export, self.file.folder()));
            }
            (FileAnswer::Another, _) => self.ask_path(effects),
            (FileAnswer::OpenTheirs, FileQuestion::Changed { path, theirs }) => {
                effects.push(Effect::OpenBeside(path.clone()));
                self.file.question = Some(FileQuestion::Changed { path, theirs });
            }
            (FileAnswer::LeaveAnyway, FileQuestion::Writing(next)) => {
                self.file.saving = None;
                self.arrivals.exports = 0;
                self.leave(next, effects);
            }
            (FileAnswer::Cancel, _) => self.file.after_saving = None,
            (
                FileAnswer::Overwrite | FileAnswer::OpenTheirs | FileAnswer::LeaveAnyway,
                question,
            ) => self.file.question = Some(question),
        }
    }

    /// A map was written, or not. What is about a map that is no longer open changes nothing of
    /// the present one.
    pub(super) fn saved(
        &mut self,
        document: DocumentId,
        path: PathBuf,
        result: Result<Written, WriteFailure>,
        effects: &mut Vec<Effect>,
    ) {
        if document != self.document.id {
            match result {
                Ok(_) => effects.push(Effect::Remember(path)),
                Err(failure) => self.tell(Tone::Problem, failure.why),
            }
            return;
        }
        let saving = self.file.saving.take();
        match result {
            Ok(written) => self.saved_well(saving, path, written, effects),
            Err(failure) => self.saved_not(path, failure),
        }
        self.after_writing(effects);
    }

    fn saved_well(
        &mut self,
        saving: Option<Saving>,
        path: PathBuf,
        written: Written,
        effects: &mut Vec<Effect>,
    ) {
        self.view.status = format!("Saved {}", path.display());
        for remark in written.remarks {
            self.tell(Tone::Plain, remark);
        }
        self.file.path = Some(path.clone());
        self.file.print = Some(written.print);
        effects.push(Effect::Remember(path));
        let Some(saving) = saving else { return };
        self.document.editor.mark_saved_at(saving.place);
        match saving.then {
            Some(Then::Save) if !self.is_saved() => self.save(effects),
            Some(Then::SaveTo(path, expected)) => self.write(path, expected, effects),
            Some(Then::Save) | None => {}
        }
    }

    fn saved_not(&mut self, path: PathBuf, failure: WriteFailure) {
        self.view.status.clear();
        match failure.obstacle {
            Obstacle::Occupied => {
                self.file.question = Some(FileQuestion::Occupied(Target::Map(path)));
            }
            Obstacle::Changed => {
                let theirs = failure.theirs.unwrap_or_default();
                self.file.question = Some(FileQuestion::Changed { path, theirs });
            }
            Obstacle::Protected | Obstacle::System => {
                self.file.after_saving = None;
                self.file.question = None;
                self.tell(Tone::Problem, failure.why);
            }
        }
    }

    pub(super) fn exported(
        &mut self,
        path: PathBuf,
        export: Export,
        result: Result<(), WriteFailure>,
        effects: &mut Vec<Effect>,
    ) {
        self.arrivals.exports = self.arrivals.exports.saturating_sub(1);
        match result {
            Ok(()) => self.view.status = format!("Wrote {}", path.display()),
            Err(failure) if failure.obstacle == Obstacle::Occupied => {
                self.view.status.clear();
                self.file.question = Some(FileQuestion::Occupied(Target::Export(path, export)));
            }
            Err(failure) => {
                self.view.status.clear();
                self.tell(Tone::Problem, failure.why);
            }
        }
        self.after_writing(effects);
    }

    /// Goes on to what waited for the disk.
    fn after_writing(&mut self, effects: &mut Vec<Effect>) {
        if self.file.saving.is_some() {
            return;
        }
        if let Some(FileQuestion::Writing(next)) = self.file.question.clone() {
            self.file.question = None;
            self.leave(next, effects);
        } else if self.file.question.is_none()
            && let Some(next) = self.file.after_saving.take()
        {
            self.leave(next, effects);
        }
    }

    /// Another program has written the open map's file, or taken it away.
    pub(super) fn changed_underneath(&mut self, document: DocumentId, there: Option<Print>) {
        let is_known = self.file.saving.is_some() || there == self.file.print;
        let Some(path) = self.file.path.as_ref() else { return };
        if document != self.document.id || is_known {
            return;
        }
        let name = path.display();
        let said = match there {
            Some(_) => format!(
                "{name} was changed by another program or window. Nothing is lost: open it again \
                 to see what is there now, or save to be asked which one stays."
            ),
            None => format!("{name} is no longer there. Saving writes it anew."),
        };
        self.tell(Tone::Problem, said);
    }

    /// Another window has the same file open.
    pub(super) fn open_twice(&mut self, document: DocumentId) {
        let Some(path) = self.file.path.as_ref().filter(|_| document == self.document.id) else {
            return;
        };
        let said = format!(
            "{} is open in another window too. Whoever saves second is asked which one stays.",
            path.display()
        );
        self.tell(Tone::Problem, said);
    }

    /// Takes another map in, as saved, and goes to it.
    pub(super) fn begin_with(&mut self, map: OrgMap, effects: &mut Vec<Effect>) {
        self.replace_map(map, MapFile::default());
        effects.push(Effect::FitMap);
    }
}

/// The path with an ending where it has none, and whether it had one.
fn with_ending(path: PathBuf, ending: &str) -> (PathBuf, bool) {
    match path.extension() {
        Some(_) => (path, true),
        None if ending.is_empty() => (path, true),
        None => (path.with_extension(ending), false),
    }
}

/// A file name made of a title: letters, digits and hyphens.
fn file_name(title: &str) -> String {
    let plain: String =
        title.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    let name = if parts.is_empty() { "map".into() } else { parts.join("-") };
    format!("{name}.orgmap")
}

/// A title as the beginning of a file's name.
pub(super) fn plain(title: &str) -> String {
    let name = file_name(title);
    name.strip_suffix(".orgmap").unwrap_or(&name).to_owned()
}

/// Rows as comma-separated values.
fn csv_text(rows: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
