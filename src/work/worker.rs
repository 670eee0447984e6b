use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use super::{Desk, Place};
use crate::analysis::Cancel;

/// How a job is done: what comes of it is laid on the desk.
type Answer<J> = Arc<dyn Fn(&J, &Cancel, &Desk) + Send + Sync>;

/// Does one job at a time, on a thread of its own. A new job replaces one that waits.
pub(super) struct Worker<J> {
    desk: Desk,
    answer: Answer<J>,
    generation: Arc<AtomicU64>,
    thread: Option<(Arc<Mailbox<J>>, JoinHandle<()>)>,
}

impl<J: Send + 'static> Worker<J> {
    pub(super) fn new(
        name: &str,
        place: Place,
        desk: Desk,
        answer: impl Fn(&J, &Cancel, &Desk) + Send + Sync + 'static,
    ) -> Self {
        let answer: Answer<J> = Arc::new(answer);
        let generation = Arc::new(AtomicU64::new(0));
        let thread = match place {
            Place::OnTheSpot => None,
            Place::Threads => {
                let mailbox = Arc::new(Mailbox::default());
                let (inbox, out, counter) =
                    (Arc::clone(&mailbox), desk.clone(), Arc::clone(&generation));
                let answer = Arc::clone(&answer);
                let work = move || {
                    while let Some((job, cancel)) = inbox.take(&counter) {
                        answer(&job, &cancel, &out);
                    }
                };
                // Without a thread the work is done on the spot: slower to the hand, but right.
                let handle = Builder::new().name(name.into()).spawn(work).ok();
                handle.map(|handle| (mailbox, handle))
            }
        };
        Self { desk, answer, generation, thread }
    }

    /// Puts a job; what is being done is left to finish.
    pub(super) fn ask(&self, job: J) {
        match &self.thread {
            Some((mailbox, _)) => mailbox.put(job),
            None => (self.answer)(&job, &Cancel::never(), &self.desk),
        }
    }
}

impl<J> Worker<J> {
    /// Gives up what is being done.
    pub(super) fn forget(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
    }
}

impl<J> Drop for Worker<J> {
    fn drop(&mut self) {
        self.forget();
        if let Some((mailbox, handle)) = self.thread.take() {
            mailbox.close();
            // A panic in the work was caught there; there is nothing more to say about it.
            let _ = handle.join();
        }
    }
}

impl<J> fmt::Debug for Worker<J> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Worker")
    }
}

/// Room for one waiting job.
struct Mailbox<J> {
    slot: Mutex<Slot<J>>,
    filled: Condvar,
}

struct Slot<J> {
    job: Option<J>,
    closed: bool,
}

impl<J> Default for Mailbox<J> {
    fn default() -> Self {
        Self { slot: Mutex::new(Slot { job: None, closed: false }), filled: Condvar::new() }
    }
}

impl<J> Mailbox<J> {
    fn put(&self, job: J) {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner).job = Some(job);
        self.filled.notify_one();
    }

    fn close(&self) {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.filled.notify_one();
    }

    /// Waits for the next job; nothing when the mailbox is closed.
    fn take(&self, generation: &Arc<AtomicU64>) -> Option<(J, Cancel)> {
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
