//! Brings journals to the disk itself, behind the one that writes them: an edit is in the journal
//! at once, whatever stops the program, and a slow disk does not keep the next edit out of it.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};

use super::{Desk, Place};
use crate::session::Outcome;
use crate::storage::{Journal, delete_journal, io_words};

/// A journal that goes.
#[derive(Debug)]
pub(super) enum Gone {
    /// One of this window, which is locked until then.
    Own(Journal),
    /// One that another window left.
    Found(PathBuf),
}

type Flush = Box<dyn Fn() -> std::io::Result<()> + Send>;

/// What is to be flushed, and what goes once that is done.
struct Job {
    flush: Option<Flush>,
    gone: Vec<Gone>,
}

/// Flushes journals one after the other, on a thread of its own.
#[derive(Debug)]
pub(super) struct Flusher {
    desk: Desk,
    failing: bool,
    jobs: Option<(Sender<Job>, JoinHandle<()>)>,
}

impl Flusher {
    pub(super) fn new(place: Place, desk: Desk) -> Self {
        let jobs = match place {
            Place::OnTheSpot => None,
            Place::Threads => {
                let (sender, inbox) = channel();
                let own = desk.clone();
                let work = move || run(&own, &inbox);
                Builder::new().name("journal flush".into()).spawn(work).ok().map(|it| (sender, it))
            }
        };
        Self { desk, failing: false, jobs }
    }

    /// Brings a journal to the disk as it is now; then these go.
    pub(super) fn flush(&mut self, journal: &Journal, gone: Vec<Gone>) {
        match journal.flush() {
            Ok(flush) => self.order(Job { flush: Some(Box::new(flush)), gone }),
            Err(why) => log::warn!("a journal is not flushed: {why}"),
        }
    }

    /// Takes journals away, after what was to be flushed before.
    pub(super) fn clear(&mut self, gone: Vec<Gone>) {
        self.order(Job { flush: None, gone });
    }

    fn order(&mut self, job: Job) {
        let unsent = match &self.jobs {
            None => Some(job),
            Some((jobs, _)) => jobs.send(job).err().map(|unsent| unsent.0),
        };
        if let Some(job) = unsent {
            carry_out(&self.desk, &mut self.failing, vec![job]);
        }
    }
}

impl Drop for Flusher {
    /// What was handed over is on the disk before the program ends.
    fn drop(&mut self) {
        if let Some((jobs, thread)) = self.jobs.take() {
            drop(jobs);
            // A panic there was the end of the flushing alone; there is nobody left to tell.
            let _ = thread.join();
        }
    }
}

fn run(desk: &Desk, inbox: &Receiver<Job>) {
    let mut failing = false;
    while let Ok(first) = inbox.recv() {
        let jobs = std::iter::once(first).chain(inbox.try_iter()).collect();
        carry_out(desk, &mut failing, jobs);
    }
}

/// Of several that wait, each file is flushed at its last state; what goes, goes after all of
/// them, in its order. A failure is told once for each time that it begins.
fn carry_out(desk: &Desk, failing: &mut bool, jobs: Vec<Job>) {
    let mut failed = None;
    for job in jobs.iter().rev().filter_map(|job| job.flush.as_ref()) {
        failed = failed.or(job().err());
    }
    if let Some(why) = failed {
        if !std::mem::replace(failing, true) {
            desk.put(Outcome::JournalFailed(io_words(&why)));
        }
        // What was to go is all that is surely on the disk.
        return;
    }
    *failing = false;
    for gone in jobs.into_iter().flat_map(|job| job.gone) {
        let (path, done) = match gone {
            Gone::Own(journal) => (journal.name(), journal.remove()),
            Gone::Found(path) => (path.display().to_string(), delete_journal(&path)),
        };
        if let Err(why) = done {
            log::warn!("{path}: a journal could not be removed: {why}");
        }
    }
}
