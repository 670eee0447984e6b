use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::Desk;
use crate::analysis::{Analysis, Cancel, Cancelled, Further, Reader};
use crate::session::{Answer, Ask, Outcome};
use crate::wording::reading;

/// Works out the readings of a map, of what is different in it since the last one: of a large one first what takes a few passes over it, then
/// what takes a look at all pairs of people.
pub(super) fn answer(reader: &Reader, job: &Ask, cancel: &Cancel, desk: &Desk) {
    let told = |analysis: Analysis, further: Further| -> Answer {
        let (analysis, further) = (Arc::new(analysis), Arc::new(further));
        let words = reading(&job.map, job.stage, &analysis, &further, &job.question.settings);
        let (reading, ledger) = (Arc::new(words), Arc::default());
        let veiled = job.veiled;
        Answer { key: job.key, analysis, further, reading, ledger, veiled }
    };
    let work = || -> Result<Answer, Cancelled> {
        let mut first = |analysis, further| desk.put(Outcome::Analysed(told(analysis, further)));
        let (analysis, further) = reader.read_in_steps(&job.question, cancel, &mut first)?;
        Ok(told(analysis, further))
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
