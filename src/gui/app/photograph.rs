//! What is shown, copied to the clipboard as a picture.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

use eframe::egui;

use super::App;
use crate::drawing::Pixels;
use crate::session::{Action, ClipAction, ViewAction};
use crate::work::OnShow;

/// How far a copy of the picture has come.
#[derive(Debug, Default)]
pub(super) enum Photograph {
    /// Nobody wants one.
    #[default]
    None,
    /// It is taken once what is shown is drawn: what is hidden by then is not on it.
    Wanted,
    /// Its points are being made.
    Making,
    /// It is on its way to the clipboard.
    Putting(Arc<Pixels>, Receiver<Result<(), String>>),
}

impl App {
    /// Has what is shown copied as a picture.
    pub(super) fn photograph(&mut self, ctx: &egui::Context) {
        if self.session.guessing().is_some() {
            let why = "A guess is being asked; the picture can be copied after it";
            self.perform(Action::View(ViewAction::Hint(why)), ctx);
            return;
        }
        self.photograph = Photograph::Wanted;
        self.perform(Action::View(ViewAction::Hint("Copying the picture…")), ctx);
    }

    /// The next step of a copy, once the frame knows what it shows.
    pub(super) fn develop(&mut self, ctx: &egui::Context) {
        match std::mem::take(&mut self.photograph) {
            Photograph::Wanted if !self.begun.waits() => {
                let shown = match self.session.comparison() {
                    Some(both) => OnShow::Comparison(Arc::clone(both)),
                    None => OnShow::Picture(Arc::clone(&self.picture)),
                };
                self.photograph = Photograph::Making;
                self.workers.develop(shown, self.settings.theme);
            }
            Photograph::Putting(pixels, coming) => match coming.try_recv() {
                Ok(put) => {
                    let size = (pixels.width, pixels.height);
                    self.tell_photograph(put.map(|()| size), ctx);
                }
                Err(TryRecvError::Disconnected) => {
                    self.tell_photograph(Err("it does not answer".into()), ctx);
                }
                Err(TryRecvError::Empty) => {
                    self.photograph = Photograph::Putting(pixels, coming);
                }
            },
            other @ (Photograph::None | Photograph::Wanted | Photograph::Making) => {
                self.photograph = other;
            }
        }
    }

    /// The points are there, or could not be made.
    pub(super) fn developed(&mut self, made: Result<Arc<Pixels>, String>, ctx: &egui::Context) {
        match made {
            Err(why) => self.tell_photograph(Err(why), ctx),
            Ok(pixels) => match self.clip.put_picture(&pixels, &self.wake) {
                Ok(Some(coming)) => self.photograph = Photograph::Putting(pixels, coming),
                Ok(None) => {
                    let size = (pixels.width, pixels.height);
                    self.tell_photograph(Ok(size), ctx);
                }
                Err(why) => self.tell_photograph(Err(why), ctx),
            },
        }
    }

    fn tell_photograph(&mut self, put: Result<(u32, u32), String>, ctx: &egui::Context) {
        self.photograph = Photograph::None;
        self.perform(Action::Clip(ClipAction::PictureCopied(put)), ctx);
    }

    /// For tests: as on a machine without a clipboard.
    pub fn take_clipboard_away(&mut self) {
        self.clip = super::clip::Clip::Nowhere;
    }

    /// For tests: the picture on the window's own clipboard.
    #[must_use]
    pub fn copied_picture(&self) -> Option<Arc<Pixels>> {
        self.clip.picture()
    }
}
