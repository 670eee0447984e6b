use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::Desk;
use crate::analysis::{Cancel, Cancelled, Question, Reader, analyse, remedy};
use crate::drawing::Comparison;
use crate::model::StageId;
use crate::session::{Ask, Errand, Outcome};

/// Finds the edit that clears a misfit, or what one edit would make of the map.
pub(super) fn answer(reader: &Reader, (job, errand): &(Ask, Errand), cancel: &Cancel, desk: &Desk) {
    let work = || -> Result<Outcome, Cancelled> {
        Ok(match errand {
            Errand::Clear(misfit) => {
                let steps = remedy(&job.question, misfit, cancel)?;
                Outcome::Remedied(job.key, misfit.clone(), steps)
            }
            Errand::Compare { shown, lens, manner } => {
                let before = Arc::new(analyse(&job.question, cancel)?);
                let now = analyse(&about(job, *shown), cancel)?;
                let (stages, both) = ((job.stage, *shown), (before.as_ref(), &now));
                let drawn = Comparison::of(&job.map, stages, both, *lens, *manner);
                Outcome::Compared(job.key, job.stage, before, Arc::new(drawn))
            }
            Errand::Trail(stages) => {
                let mut trail = Vec::with_capacity(stages.len());
                for id in stages {
                    trail.push((*id, Arc::new(analyse(&about(job, *id), cancel)?)));
                }
                Outcome::Trailed(job.key, trail)
            }
            Errand::Preview(edit) => {
                let then = reader.after(&job.question, edit, cancel)?;
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

/// The same question about another stage of the map.
fn about(job: &Ask, stage: StageId) -> Question {
    let settings = job.question.settings.clone();
    Question { stage: job.map.stage(stage).cloned().unwrap_or_default(), settings }
}
