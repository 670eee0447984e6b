//! Writes the window's settings, one after the other, so that a slow disk never stops the window.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::Duration;

use super::Place;
use crate::storage::{make_folder, replace_file};

/// Writes settings on a thread of its own; of several that wait, the last ones count.
#[derive(Debug)]
pub(super) struct Scribe {
    orders: Option<Sender<(PathBuf, String)>>,
    ended: Receiver<()>,
}

impl Scribe {
    pub(super) fn new(place: Place) -> Self {
        let (end, ended) = channel();
        let orders = match place {
            Place::OnTheSpot => None,
            Place::Threads => {
                let (sender, inbox) = channel::<(PathBuf, String)>();
                let work = move || {
                    while let Ok(first) = inbox.recv() {
                        let (path, text) = inbox.try_iter().last().unwrap_or(first);
                        write(&path, &text);
                    }
                    // Nobody waits for it any more when the program ends without.
                    let _ = end.send(());
                };
                Builder::new().name("settings".into()).spawn(work).ok().map(|_| sender)
            }
        };
        Self { orders, ended }
    }

    pub(super) fn write(&mut self, path: PathBuf, text: String) {
        match &self.orders {
            None => write(&path, &text),
            Some(orders) => {
                if orders.send((path, text)).is_err() {
                    self.orders = None;
                }
            }
        }
    }
}

impl Drop for Scribe {
    /// What was set last is written before the program ends, unless the disk takes too long.
    fn drop(&mut self) {
        const PATIENCE: Duration = Duration::from_secs(1);
        if self.orders.take().is_some() {
            let _ = self.ended.recv_timeout(PATIENCE);
        }
    }
}

/// Settings that cannot be written are no reason to stop anybody's work; they are simply not there
/// the next time.
fn write(path: &Path, text: &str) {
    let folder = path.parent().map_or(Ok(()), make_folder);
    if let Err(why) = folder.and_then(|()| replace_file(path, text.as_bytes())) {
        log::warn!("the settings could not be written: {why}");
    }
}
