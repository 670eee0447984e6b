//! What the session asks of the outside, carried out; and what the clock asks of the session.

use std::path::{Path, PathBuf};

use eframe::egui::{self, ViewportCommand};

use super::App;
use super::dialog::Wanted;
use super::glide::Glide;
use super::settings::WindowSettings;
use crate::gui::canvas::Fit;
use crate::gui::panel::outline::Outline;
use crate::gui::panel::table::Table;
use crate::session::{Action, Effect, FileAction};

impl App {
    pub(super) fn carry_out(&mut self, effect: Effect, ctx: &egui::Context) {
        match effect {
            Effect::Analyse(question) => self.analyse(question),
            Effect::Arrange(order) => self.workers.arrange(*order),
            Effect::Communicate(order) => self.workers.communicate(*order),
            Effect::ForgetCommunication => self.workers.forget_communication(),
            Effect::DrawChance(drawn) => self.workers.draw_chance(drawn.0, drawn.1),
            Effect::TryEdits(question) => self.workers.try_edits(*question),
            Effect::RunErrand(question, errand) => self.workers.run_errand(*question, errand),
            Effect::ForgetTrials => self.workers.forget_trials(),
            Effect::ForgetAnalysis => self.forget_analysis(),
            Effect::AskOpen => self.ask_path(Wanted::Open),
            Effect::AskSave { suggestion, folder } => {
                self.ask_path(Wanted::Save { suggestion, folder });
            }
            Effect::AskExport(export, folder) => self.ask_path(Wanted::Export(export, folder)),
            Effect::AskAnswers => self.ask_path(Wanted::Answers),
            Effect::DrawScenes(order) => self.workers.draw_scenes(*order),
            Effect::AskKit(name, folder) => self.ask_path(Wanted::Kit(name, folder)),
            Effect::MakeKit(order) => self.workers.make_kit(*order),
            Effect::ForgetKit => self.workers.forget_kit(),
            Effect::WriteText { path, export, expected } => {
                self.workers.write_text(path, export, expected);
            }
            Effect::ReadAnswers(path) => self.workers.read_answers(path),
            Effect::Read(order) => self.workers.read(order),
            Effect::StopReading(number) => self.workers.stop_reading(number),
            Effect::Draft(order) => self.workers.draft(*order),
            Effect::KeepShapes(shapes) => {
                self.settings.shapes = shapes;
                self.keep_settings();
            }
            Effect::Write(order) => self.workers.write(order, self.settings.versions),
            Effect::Watch(watched) => self.workers.watch(watched),
            Effect::Keep(order) => self.workers.keep(order),
            Effect::ForgetJournal(document) => self.workers.forget_journal(document),
            Effect::DeleteJournal(journal) => self.workers.delete_journal(journal),
            Effect::OpenBeside(path) => self.workers.open_beside(path),
            Effect::Remember(path) => {
                self.settings.remember(&path);
                self.keep_settings();
            }
            Effect::Copy { text, own } => {
                if let Err(why) = self.clip.put(&text, &own) {
                    log::warn!("the clipboard cannot be reached: {why}");
                    ctx.copy_text(text);
                }
            }
            Effect::FitMap => self.look_anew(),
            Effect::ShowPart(part) => self.part_wanted = Some(part),
            Effect::Present(on) => ctx.send_viewport_cmd(ViewportCommand::Fullscreen(on)),
            Effect::ShowMade => self.canvas.fit(Fit::Made),
            Effect::ShowEnds(from, to) => self.canvas.fit(Fit::Ends(from, to)),
            Effect::Quit => {
                self.closing = true;
                self.keep_settings();
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Another map is shown: nothing of how the one before was looked at stays.
    fn look_anew(&mut self) {
        self.glide = Glide::default();
        self.unfolding.start_anew();
        self.canvas.start_anew();
        self.outline = Outline::default();
        self.table = Table::default();
    }

    fn ask_path(&mut self, wanted: Wanted) {
        if self.question.is_none() {
            self.question = Some(self.dialogs.ask(wanted, &self.settings.recent, &self.wake));
        }
    }

    pub(super) fn answer_path(&mut self, path: Option<PathBuf>, ctx: &egui::Context) {
        if let Some(question) = self.question.take() {
            self.perform(question.action(path), ctx);
        }
    }

    /// Has the settings written, off the frame. What is on its way from the disk is awaited
    /// first, so that it is not written over unread.
    pub(super) fn keep_settings(&mut self) {
        if self.settings_coming.is_some() {
            self.settings_touched = true;
            return;
        }
        let Some(path) = self.place.file() else { return };
        match self.settings.text() {
            Ok(text) => self.workers.write_settings(path.to_path_buf(), text),
            Err(why) => log::warn!("the settings could not be written: {why}"),
        }
    }

    /// Takes the settings in that a slow disk gives late. What was set meanwhile stays.
    pub(super) fn take_settings(&mut self) {
        let Some(coming) = &self.settings_coming else { return };
        let Ok(settings) = coming.try_recv() else { return };
        self.settings_coming = None;
        if self.settings_touched {
            let seen = settings.recent.iter().rev();
            let own = std::mem::take(&mut self.settings.recent);
            seen.for_each(|path| self.settings.remember(path));
            own.iter().rev().for_each(|path| self.settings.remember(path));
            self.keep_settings();
        } else {
            self.settings = settings;
            self.session.recall_shapes(self.settings.shapes.clone());
        }
    }

    /// What is done once when the window starts: lost maps are looked for, and leftovers cleared
    /// away where files were written last.
    pub(super) fn look_around(&mut self) {
        self.workers.find_lost();
        let folders = self.settings.recent.iter().filter_map(|path| path.parent());
        let mut folders: Vec<PathBuf> = folders.map(Path::to_path_buf).collect();
        folders.extend(self.place.file().and_then(Path::parent).map(Path::to_path_buf));
        folders.sort();
        folders.dedup();
        self.workers.clear_leftovers(folders);
    }

    /// Saves by the clock where that is wished for.
    pub(super) fn save_by_the_clock(&mut self, ctx: &egui::Context) {
        let Some(minutes) = self.settings.autosave else { return };
        let now = ctx.input(|input| input.time);
        if self.session.is_saved() || self.session.file().is_none() {
            self.unsaved_since = None;
            return;
        }
        let since = *self.unsaved_since.get_or_insert(now);
        let left = f64::from(minutes) * 60.0 - (now - since);
        if left > 0.0 {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
        } else if !ctx.input(|input| input.pointer.any_down()) {
            self.unsaved_since = Some(now);
            self.perform(Action::File(FileAction::SaveUnasked), ctx);
        }
    }
}

/// Reads the settings on a thread, and waits for them only as long as nobody notices.
pub(super) fn settings_from_disk(
    place: &super::settings::SettingsPlace,
    wake: &crate::work::Wake,
) -> (WindowSettings, Option<std::sync::mpsc::Receiver<WindowSettings>>) {
    const NOTICED: std::time::Duration = std::time::Duration::from_millis(250);
    let own = place.clone();
    let coming = crate::work::look_beside(wake, move || {
        // Asked for here, because the answer is read from a file too.
        super::settings::prefers_stillness();
        WindowSettings::load(&own)
    });
    match coming.recv_timeout(NOTICED) {
        Ok(settings) => (settings, None),
        Err(_) => (WindowSettings::default(), Some(coming)),
    }
}
