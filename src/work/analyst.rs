use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::Desk;
use crate::analysis::{Cancel, Cancelled, analyse, further};
use crate::session::{Answer, Ask, Outcome};
use crate::wording::reading;

/// Works out the readings of a map.
pub(super) fn answer(job: &Ask, cancel: &Cancel, desk: &Desk) {
    let work = || -> Result<Answer, Cancelled> {
        let analysis = Arc::new(analyse(&job.question, cancel)?);
        let further = Arc::new(further(&job.question, &analysis, cancel)?);
        let words = reading(&job.map, job.stage, &analysis, &further, &job.question.settings);
        let (reading, ledger) = (Arc::new(words), Arc::default());
        let veiled = job.veiled;
        Ok(Answer { key: job.key, analysis, further, reading, ledger, veiled })
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
