use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use super::{Desk, Place};
use crate::analysis::{Cancel, Cancelled, analyse};
use crate::display::reading;
use crate::session::{Answer, Ask, Outcome};

/// Works out readings, one question at a time.
#[derive(Debug)]
pub(super) struct Analyst {
    desk: Desk,
    generation: Arc<AtomicU64>,
    thread: Option<(Arc<Mailbox>, JoinHandle<()>)>,
}

impl Analyst {
    pub(super) fn new(place: Place, desk: Desk) -> Self {
        let generation = Arc::new(AtomicU64::new(0));
        let thread = match place {
            Place::OnTheSpot => None,
            Place::Threads => {
                let mailbox = Arc::new(Mailbox::default());
                let (inbox, out, counter) =
                    (Arc::clone(&mailbox), desk.clone(), Arc::clone(&generation));
                let work = move || {
                    while let Some((job, cancel)) = inbox.take(&counter) {
                        answer(&job, &cancel, &out);
                    }
                };
                // Without a thread the work is done on the spot: slower to the hand, but right.
                let handle = Builder::new().name("analysis".into()).spawn(work).ok();
                handle.map(|handle| (mailbox, handle))
            }
        };
        Self { desk, generation, thread }
    }

    pub(super) fn ask(&mut self, job: Ask) {
        match &self.thread {
            Some((mailbox, _)) => mailbox.put(job),
            None => answer(&job, &Cancel::never(), &self.desk),
        }
    }

    pub(super) fn forget(&mut self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
    }
}

impl Drop for Analyst {
    fn drop(&mut self) {
        self.forget();
        if let Some((mailbox, handle)) = self.thread.take() {
            mailbox.close();
            // A panic in the work was caught there; there is nothing more to say about it.
            let _ = handle.join();
        }
    }
}

fn answer(job: &Ask, cancel: &Cancel, desk: &Desk) {
    let work = || -> Result<Answer, Cancelled> {
        let analysis = Arc::new(analyse(&job.question, cancel)?);
        let words = reading(&job.map, job.stage, &analysis, &job.question.settings);
        Ok(Answer { key: job.key, analysis, reading: Arc::new(words) })
    };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(answer)) => desk.put(Outcome::Analysed(answer)),
        Ok(Err(Cancelled)) => {}
        Err(_) => {
            let why = "The readings could not be worked out; the map itself is not touched";
            desk.put(Outcome::AnalysisFailed(job.key, why.into()));
        }
    }
}

/// Room for one waiting question.
#[derive(Debug, Default)]
pub(super) struct Mailbox {
    slot: Mutex<Slot>,
    filled: Condvar,
}

#[derive(Debug, Default)]
struct Slot {
    job: Option<Ask>,
    closed: bool,
}

impl Mailbox {
    pub(super) fn put(&self, job: Ask) {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner).job = Some(job);
        self.filled.notify_one();
    }

    pub(super) fn close(&self) {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.filled.notify_one();
    }

    /// Waits for the next question; nothing when the mailbox is closed.
    pub(super) fn take(&self, generation: &Arc<AtomicU64>) -> Option<(Ask, Cancel)> {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if slot.closed {
                return None;
            }
            if let Some(job) = slot.job.take() {
                return Some((job, Cancel::at(generation)));
            }
            slot = self.filled.wait(slot).unwrap_or_else(PoisonError::into_inner);
        }
    }
}
