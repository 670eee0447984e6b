//! Opening: what was asked for, and what is done with an answer that comes late.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::DocumentId;
use super::action::Next;
use super::document::UNTITLED;
use super::effect::{Effect, ReadOrder, Watched};
use super::example::EXAMPLES;
use super::file::MapFile;
use super::notice::Tone;
use super::recovery::STATES;
use super::state::Session;
use super::view::Screen;
use crate::edit::Place;
use crate::model::OrgMap;
use crate::storage::{FORMATS, Print, read_orgmap};

/// What is on its way between the session and the disk, whatever map is open.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    /// Counts the files that were asked for.
    count: u64,
    /// The file that is being read.
    reading: Option<Reading>,
    /// A map that was read and waits for the person's word.
    read: Option<(PathBuf, Opened)>,
    /// How many exports are being written.
    pub(super) exports: usize,
    /// Counts the drafts that were asked for.
    pub(super) drafts: u64,
    /// The file that is watched for other programs.
    watched: Option<Watched>,
}

/// A map that was read.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The map.
    pub map: OrgMap,
    /// What should be said about it, in words.
    pub warnings: Vec<String>,
    /// Whether the file holds everything a map can hold, so that saving there loses nothing.
    pub holds_all: bool,
    /// What the file holds, for knowing when another program writes it.
    pub print: Option<Print>,
}

/// A file that is being read, and what was open when it was asked for.
#[derive(Debug)]
struct Reading {
    number: u64,
    path: PathBuf,
    document: DocumentId,
    place: Place,
    /// Whether the open map may go as it was then.
    is_free: bool,
    /// How much of it is read, 0 to 1; nothing while that is not known.
    part: Option<f64>,
}

impl Session {
    /// The file that is being read, and how much of it is read by now, 0 to 1, where that is
    /// known.
    #[must_use]
    pub fn reading_file(&self) -> Option<(&Path, Option<f64>)> {
        self.arrivals.reading.as_ref().map(|reading| (reading.path.as_path(), reading.part))
    }

    pub(super) fn go_on(&mut self, next: Next, effects: &mut Vec<Effect>) {
        match next {
            Next::New => self.begin_with(OrgMap::new(UNTITLED), effects),
            Next::OpenDialog => effects.push(Effect::AskOpen),
            Next::Open(path) => self.read(path, None, None, effects),
            Next::TakeDraft => self.take_draft(effects),
            Next::TakeIn => {
                if let Some((path, opened)) = self.arrivals.read.take() {
                    self.take_in(path, opened, effects);
                }
            }
            Next::Recover(journal) => self.recover(&journal, effects),
            Next::Example(number) => self.open_example(number, effects),
            Next::Welcome => {
                self.replace_map(OrgMap::new(UNTITLED), MapFile::default());
                self.view.screen = Screen::Welcome;
            }
            Next::Quit => {
                self.end_journal(effects);
                effects.push(Effect::Quit);
            }
        }
    }

    fn open_example(&mut self, number: usize, effects: &mut Vec<Effect>) {
        let Some(example) = EXAMPLES.get(number) else { return };
        match read_orgmap(example.text.as_bytes(), Path::new(example.file)) {
            Ok(loaded) => self.begin_with(loaded.map, effects),
            Err(error) => self.tell(Tone::Problem, error.to_string()),
        }
    }

    /// Opens a file. One of another program is looked at first: only what becomes of it may take
    /// the place of the open map.
    pub(super) fn open(&mut self, path: PathBuf, effects: &mut Vec<Effect>) {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let is_foreign = ending.is_some_and(|ending| {
            let known = FORMATS.iter().filter(|format| !format.is_own());
            known.flat_map(|format| format.endings).any(|known| **known == ending)
        });
        if is_foreign {
            self.read(path, None, None, effects);
        } else {
            self.leave(Next::Open(path), effects);
        }
    }

    /// So much of a file is read.
    pub(super) fn reading_on(&mut self, number: u64, done: u64, of: u64) {
        let Some(reading) = self.arrivals.reading.as_mut().filter(|it| it.number == number) else {
            return;
        };
        reading.part = (of > 0).then(|| (done as f64 / of as f64).clamp(0.0, 1.0));
    }

    /// Gives up the file that is being read.
    pub(super) fn stop_reading(&mut self, effects: &mut Vec<Effect>) {
        if let Some(reading) = self.arrivals.reading.take() {
            self.file.let_go = None;
            self.view.status = format!("{} was not opened", reading.path.display());
            effects.push(Effect::StopReading(reading.number));
        }
    }

    /// Whether this is the file that was asked for last; it is not being read any more.
    pub(super) fn ends_reading(&mut self, order: &ReadOrder) -> bool {
        self.arrivals.reading.take_if(|it| it.number == order.number).is_some()
    }

    pub(super) fn read(
        &mut self,
        path: PathBuf,
        encoding: Option<String>,
        text: Option<Arc<str>>,
        effects: &mut Vec<Effect>,
    ) {
        self.arrivals.count += 1;
        let number = self.arrivals.count;
        let (document, place) = (self.document.id, self.document.editor.place());
        let is_free = self.is_saved() || self.file.let_go == Some(place);
        self.view.status = format!("Opening {}…", path.display());
        log::debug!(target: STATES, "reading beside map {document}");
        let reading = Reading { number, path: path.clone(), document, place, part: None, is_free };
        self.arrivals.reading = Some(reading);
        effects.push(Effect::Read(ReadOrder { number, path, encoding, text }));
    }

    /// A file was read, or refused. Only the one that was asked for last counts; it takes the
    /// place of the open map only while that is as it was when it was asked for.
    pub(super) fn opened(
        &mut self,
        order: ReadOrder,
        result: Result<Opened, String>,
        effects: &mut Vec<Effect>,
    ) {
        let Some(reading) = self.arrivals.reading.take_if(|it| it.number == order.number) else {
            return;
        };
        let ReadOrder { path, .. } = order;
        if self.document.id == reading.document {
            self.view.status.clear();
        }
        match result {
            Err(why) => {
                self.file.let_go = None;
                self.tell(Tone::Problem, why);
            }
            Ok(_) if self.document.id != reading.document => {
                let said = format!(
                    "{} was read after another map had been opened, and is left aside. Open it \
                     again to see it.",
                    path.display()
                );
                self.tell(Tone::Plain, said);
                effects.push(Effect::Remember(path));
            }
            Ok(opened) if reading.is_free && self.document.editor.place() == reading.place => {
                self.take_in(path, opened, effects);
            }
            Ok(opened) => {
                self.arrivals.read = Some((path, opened));
                self.leave(Next::TakeIn, effects);
            }
        }
    }

    /// Has the file of the open map watched, as it was last read or written.
    pub(super) fn settle_watch(&mut self, effects: &mut Vec<Effect>) {
        let file = self.file.path.as_ref().zip(self.file.print);
        let document = self.document.id;
        let wanted = file.map(|(path, print)| Watched { document, path: path.clone(), print });
        if self.arrivals.watched != wanted {
            self.arrivals.watched.clone_from(&wanted);
            effects.push(Effect::Watch(wanted));
        }
    }

    fn take_in(&mut self, path: PathBuf, opened: Opened, effects: &mut Vec<Effect>) {
        let file = match opened.holds_all {
            true => MapFile::at(Some(path.clone()), opened.print),
            false => MapFile::default(),
        };
        self.replace_map(opened.map, file);
        for warning in opened.warnings {
            self.tell(Tone::Problem, warning);
        }
        effects.push(Effect::Remember(path));
        effects.push(Effect::FitMap);
    }
}
