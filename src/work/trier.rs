use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::Desk;
use crate::analysis::{Cancel, Cancelled, what_if_all};
use crate::session::{Ask, Outcome};

/// How many edits are tried from one word on progress to the next.
const STEP: usize = 16;

/// Tries every single edit of a map.
pub(super) fn answer(job: &Ask, cancel: &Cancel, desk: &Desk) {
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
