//! The kit of a workshop: asked for, made beside the window, told of.

use std::path::PathBuf;

use super::effect::{Effect, KitOrder};
use super::notice::Tone;
use super::state::Session;

impl Session {
    /// How many files of the kit that is being made are done, and how many there will be; nothing
    /// when none is being made.
    #[must_use]
    pub fn kit_progress(&self) -> Option<(usize, usize)> {
        self.presenting.kit
    }

    /// Asks where the kit is to go, or gives up the one that is being made.
    pub(super) fn ask_kit(&mut self, effects: &mut Vec<Effect>) {
        if self.presenting.kit.is_some() {
            effects.push(Effect::ForgetKit);
            return;
        }
        let title = self.seen_map().header().title.trim().to_owned();
        let name = match title.is_empty() {
            true => "kit".to_owned(),
            false => format!("{} kit", super::file::plain(&title)),
        };
        effects.push(Effect::AskKit(name, self.file_folder()));
    }

    /// Makes the kit of the map as it is seen: without names where they are hidden.
    pub(super) fn make_kit(&mut self, folder: PathBuf, effects: &mut Vec<Effect>) {
        let (map, stage) = (self.seen_map().clone(), self.stage_id());
        self.presenting.kit = Some((0, 0));
        self.view.status = "Making the kit…".into();
        effects.push(Effect::MakeKit(Box::new(KitOrder { map, stage, folder })));
    }

    pub(super) fn take_kit_progress(&mut self, done: usize, total: usize) {
        if self.presenting.kit.is_some() {
            self.presenting.kit = Some((done, total));
            self.view.status = format!("Making the kit: {done} of {total} files");
        }
    }

    pub(super) fn take_kit(&mut self, written: Result<Option<(PathBuf, usize)>, String>) {
        self.presenting.kit = None;
        match written {
            Ok(Some((folder, count))) => {
                let words = format!("Wrote the kit: {count} files in {}", folder.display());
                self.view.status.clone_from(&words);
                self.tell(Tone::Plain, words);
            }
            Ok(None) => self.view.status = "The kit was called off".into(),
            Err(why) => {
                self.view.status.clear();
                self.tell(Tone::Problem, why);
            }
        }
    }
}
