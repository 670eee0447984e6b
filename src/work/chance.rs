use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::Desk;
use crate::analysis::{Cancel, Cancelled, Chances, PROVISIONAL_DRAWS};
use crate::session::{Answer, Ask, Outcome};
use crate::wording::{ledger_of_map, reading};

/// Holds readings against chance: first by few draws, then by all that are planned.
pub(super) fn answer((job, plain): &(Ask, Answer), cancel: &Cancel, desk: &Desk) {
    let work = || -> Result<(), Cancelled> {
        let mut chances = Chances::of(&job.question, &plain.analysis, cancel)?;
        let planned = chances.planned();
        for draws in [PROVISIONAL_DRAWS.min(planned), planned] {
            chances.draw_to(draws, cancel)?;
            let settings = &job.question.settings;
            let analysis = Arc::new(plain.analysis.against(chances.bands(), settings));
            let words = reading(&job.map, job.stage, &analysis, &plain.further, settings);
            let (further, reading) = (Arc::clone(&plain.further), Arc::new(words));
            // The claims are held against the last bands alone.
            let ledger = match draws == planned {
                true => {
                    let both = (&*analysis, &*further);
                    Arc::new(ledger_of_map(&job.map, job.stage, both, settings, cancel)?)
                }
                false => Arc::default(),
            };
            desk.put(Outcome::Analysed(Answer {
                key: job.key,
                analysis,
                further,
                reading,
                ledger,
                veiled: job.veiled,
            }));
        }
        Ok(())
    };
    if catch_unwind(AssertUnwindSafe(work)).is_err() {
        let why = "What chance would give could not be worked out";
        desk.put(Outcome::AnalysisFailed(job.key, why.into()));
    }
}
