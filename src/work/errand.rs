use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::Desk;
use crate::analysis::{Cancel, Cancelled, after, analyse, remedy};
use crate::session::{Ask, Errand, Outcome};

/// Finds the edit that clears a misfit, or what one edit would make of the map.
pub(super) fn answer((job, errand): &(Ask, Errand), cancel: &Cancel, desk: &Desk) {
    let work = || -> Result<Outcome, Cancelled> {
        Ok(match errand {
            Errand::Clear(misfit) => {
                let steps = remedy(&job.question, misfit, cancel)?;
                Outcome::Remedied(job.key, misfit.clone(), steps)
            }
            Errand::Compare => {
                let readings = Arc::new(analyse(&job.question, cancel)?);
                Outcome::Compared(job.key, job.stage, readings)
            }
            Errand::Preview(edit) => {
                let then = after(&job.question, edit, cancel)?;
                Outcome::Previewed(job.key, edit.clone(), Arc::new(then))
            }
        })
    };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(outcome)) => desk.put(outcome),
        Ok(Err(Cancelled)) => {}
        Err(_) => {
            let why = "What this edit would do could not be worked out";
            desk.put(Outcome::AnalysisFailed(job.key, why.into()));
        }
    }
}
