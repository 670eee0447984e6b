//! Opening, saving and leaving.

use std::path::{Path, PathBuf};

use super::action::{Decision, FileAction, Next, Opened};
use super::document::UNTITLED;
use super::effect::{Effect, Export};
use super::example::EXAMPLES;
use super::notice::Tone;
use super::state::Session;
use super::view::Screen;
use crate::edit::{Command, MapCommand, Place};
use crate::model::OrgMap;
use crate::storage::read_orgmap;

/// Where the open map is saved, and what waits for its being saved.
#[derive(Debug, Default)]
pub(super) struct MapFile {
    pub(super) path: Option<PathBuf>,
    /// What was asked for while there is unsaved work.
    pub(super) leaving: Option<Next>,
    /// What goes on when the map is saved.
    pub(super) after_saving: Option<Next>,
    /// The place in the history that is being written.
    pub(super) saving: Option<Place>,
}

impl MapFile {
    /// Of a map that was read from this file, or from none.
    pub(super) fn at(path: Option<PathBuf>) -> Self {
        Self { path, ..Self::default() }
    }
}

impl Session {
    pub(super) fn file_action(&mut self, action: FileAction, effects: &mut Vec<Effect>) {
        match action {
            FileAction::Leave(next) => {
                if self.view.screen == Screen::Map && !self.is_saved() {
                    self.file.leaving = Some(next);
                } else {
                    self.go_on(next, effects);
                }
            }
            FileAction::Save => match self.file.path.clone() {
                Some(path) => self.write(path, effects),
                None => self.ask_path(effects),
            },
            FileAction::SaveAs => self.ask_path(effects),
            FileAction::ExportTable(rows) => {
                let suggestion = format!("{}-measures.csv", plain(&self.map().header().title));
                let text = csv_text(&rows);
                let export =
                    Export { suggestion, kind: "Comma-separated values", ending: "csv", text };
                self.file_action(FileAction::Export(export), effects);
            }
            FileAction::Export(export) => {
                let folder =
                    self.file.path.as_deref().and_then(Path::parent).map(Path::to_path_buf);
                effects.push(Effect::AskExport(export, folder));
            }
            FileAction::ExportTo(path, export) => {
                self.view.status = "Writing…".into();
                let path = match path.extension() {
                    Some(_) => path,
                    None => path.with_extension(export.ending),
                };
                effects.push(Effect::WriteText(path, export.text));
            }
            FileAction::ImportAnswers => effects.push(Effect::AskAnswers),
            FileAction::ReadAnswers(path) => effects.push(Effect::ReadAnswers(path)),
            FileAction::SaveTo(path) => self.write(with_ending(path), effects),
            FileAction::Open(path) => effects.push(Effect::Read(path)),
            FileAction::DialogCancelled => self.file.after_saving = None,
            FileAction::Decide(decision) => self.decide(decision, effects),
        }
    }

    fn decide(&mut self, decision: Decision, effects: &mut Vec<Effect>) {
        let Some(next) = self.file.leaving.take() else { return };
        match decision {
            Decision::Stay => {}
            Decision::Discard => self.go_on(next, effects),
            Decision::Save => {
                self.file.after_saving = Some(next);
                self.file_action(FileAction::Save, effects);
            }
        }
    }

    fn go_on(&mut self, next: Next, effects: &mut Vec<Effect>) {
        match next {
            Next::New => {
                self.replace_map(OrgMap::new(UNTITLED), None);
                effects.push(Effect::FitMap);
            }
            Next::OpenDialog => effects.push(Effect::AskOpen),
            Next::Open(path) => effects.push(Effect::Read(path)),
            Next::Example(number) => self.open_example(number, effects),
            Next::Welcome => {
                self.replace_map(OrgMap::new(UNTITLED), None);
                self.view.screen = Screen::Welcome;
            }
            Next::Quit => effects.push(Effect::Quit),
        }
    }

    fn open_example(&mut self, number: usize, effects: &mut Vec<Effect>) {
        let Some(example) = EXAMPLES.get(number) else { return };
        match read_orgmap(example.text.as_bytes(), Path::new(example.file)) {
            Ok(loaded) => {
                self.replace_map(loaded.map, None);
                effects.push(Effect::FitMap);
            }
            Err(error) => self.tell(Tone::Problem, error.to_string()),
        }
    }

    fn ask_path(&mut self, effects: &mut Vec<Effect>) {
        let suggestion = match self.file.path.as_deref().and_then(Path::file_name) {
            Some(name) => name.to_string_lossy().into_owned(),
            None => file_name(&self.map().header().title),
        };
        let folder = self.file.path.as_deref().and_then(Path::parent).map(Path::to_path_buf);
        effects.push(Effect::AskSave { suggestion, folder });
    }

    fn write(&mut self, path: PathBuf, effects: &mut Vec<Effect>) {
        self.take_title_of(&path);
        self.file.saving = Some(self.document.editor.place());
        self.view.status = "Saving…".into();
        effects.push(Effect::Write(self.kept_map().clone(), path));
    }

    /// A map without a title of its own is called as its file is.
    fn take_title_of(&mut self, path: &Path) {
        let untitled = self.kept_map().header().title == UNTITLED && self.trial().is_none();
        let name = path.file_stem().map(|name| name.to_string_lossy().trim().to_owned());
        if let Some(title) = name.filter(|name| untitled && !name.is_empty()) {
            self.execute(&Command::Map(MapCommand::SetTitle { title }));
        }
    }

    pub(super) fn opened(
        &mut self,
        path: PathBuf,
        result: Result<Opened, String>,
        effects: &mut Vec<Effect>,
    ) {
        match result {
            Ok(opened) => {
                self.replace_map(opened.map, opened.holds_all.then(|| path.clone()));
                for warning in opened.warnings {
                    self.tell(Tone::Problem, warning);
                }
                effects.push(Effect::Remember(path));
                effects.push(Effect::FitMap);
            }
            Err(why) => self.tell(Tone::Problem, why),
        }
    }

    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        result: Result<(), String>,
        effects: &mut Vec<Effect>,
    ) {
        let place = self.file.saving.take();
        match result {
            Ok(()) => {
                if let Some(place) = place {
                    self.document.editor.mark_saved_at(place);
                }
                self.view.status = format!("Saved {}", path.display());
                self.file.path = Some(path.clone());
                effects.push(Effect::Remember(path));
                if let Some(next) = self.file.after_saving.take() {
                    self.file_action(FileAction::Leave(next), effects);
                }
            }
            Err(why) => {
                self.file.after_saving = None;
                self.view.status.clear();
                self.tell(Tone::Problem, why);
            }
        }
    }
}

/// The path with the ending of a map, when it has none.
fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_none() { path.with_extension("orgmap") } else { path }
}

/// A file name made of a title: letters, digits and hyphens.
fn file_name(title: &str) -> String {
    let plain: String =
        title.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    let name = if parts.is_empty() { "map".into() } else { parts.join("-") };
    format!("{name}.orgmap")
}

impl Session {
    pub(super) fn exported(&mut self, path: &Path, result: Result<(), String>) {
        match result {
            Ok(()) => self.view.status = format!("Wrote {}", path.display()),
            Err(why) => {
                self.view.status.clear();
                self.tell(Tone::Problem, why);
            }
        }
    }
}

/// A title as the beginning of a file's name.
fn plain(title: &str) -> String {
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
