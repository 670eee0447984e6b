use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{Builder, JoinHandle};

use super::analyst::Mailbox;
use super::{Desk, Place};
use crate::analysis::{Cancel, Cancelled, what_if_all};
use crate::session::{Ask, Outcome};

/// Tries every single edit of a map, beside the window; a new question gives the old one up.
#[derive(Debug)]
pub(super) struct Trier {
    desk: Desk,
    generation: Arc<AtomicU64>,
    thread: Option<(Arc<Mailbox>, JoinHandle<()>)>,
}

/// How many edits are tried from one word on progress to the next.
const STEP: usize = 16;

impl Trier {
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
                let handle = Builder::new().name("what if".into()).spawn(work).ok();
                handle.map(|handle| (mailbox, handle))
            }
        };
        Self { desk, generation, thread }
    }

    pub(super) fn ask(&mut self, job: Ask) {
        self.forget();
        match &self.thread {
            Some((mailbox, _)) => mailbox.put(job),
            None => answer(&job, &Cancel::never(), &self.desk),
        }
    }

    pub(super) fn forget(&mut self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
    }
}

impl Drop for Trier {
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
    let mut progress = |done: usize, total: usize| {
        if done.is_multiple_of(STEP) {
            desk.put(Outcome::Trying(job.key, done, total));
        }
    };
    let work = AssertUnwindSafe(|| what_if_all(&job.question, cancel, &mut progress));
    match catch_unwind(work) {
        Ok(Ok(tried)) => desk.put(Outcome::Tried(job.key, Arc::new(tried))),
        Ok(Err(Cancelled)) => {}
        Err(_) => {
            let why = "What single edits would move could not be worked out";
            desk.put(Outcome::AnalysisFailed(job.key, why.into()));
        }
    }
}
