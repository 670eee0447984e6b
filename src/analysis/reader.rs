use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::cancel::{Cancel, Cancelled};
use super::further::Further;
use super::kept::Kept;
use super::question::Question;
use super::result::Analysis;
use super::trial::{StageMap, TriedEdit};

/// Reads one stage after the other: of the next one only what is different in it, with the same
/// result as if it had been read as a whole, to the last bit. A copy shares what was read.
#[derive(Clone, Default)]
pub struct Reader {
    last: Arc<Mutex<Option<Kept>>>,
}

/// With fewer people than this, all pairs take no longer than a blink.
const SHOWN_FIRST: usize = 1_000;

impl Reader {
    /// The readings that are worked out in a few passes over the map; see
    /// [`analyse_at_once`](super::analyse_at_once).
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn analyse_at_once(
        &self,
        question: &Question,
        cancel: &Cancel,
    ) -> Result<Analysis, Cancelled> {
        let mut kept = self.read(question, cancel)?;
        let found = kept.at_once();
        self.keep(kept);
        Ok(found)
    }

    /// All readings; `first` is told what [`Self::analyse_at_once`] gives as soon as it is there.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn analyse_in_steps(
        &self,
        question: &Question,
        cancel: &Cancel,
        first: &mut dyn FnMut(Analysis),
    ) -> Result<Analysis, Cancelled> {
        let mut kept = self.read(question, cancel)?;
        if kept.count() >= SHOWN_FIRST {
            first(kept.at_once());
        }
        let found = kept.all(cancel);
        self.keep(kept);
        found
    }

    /// All readings and what is read besides them; `first` is told both as soon as those are there
    /// that take no look at all pairs of people.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn read_in_steps(
        &self,
        question: &Question,
        cancel: &Cancel,
        first: &mut dyn FnMut(Analysis, Further),
    ) -> Result<(Analysis, Further), Cancelled> {
        let mut kept = self.read(question, cancel)?;
        let mut steps = || {
            if kept.count() >= SHOWN_FIRST {
                let at_once = kept.at_once();
                let further = kept.further(&at_once, cancel)?;
                first(at_once, further);
            }
            let all = kept.all(cancel)?;
            let further = kept.further(&all, cancel)?;
            Ok((all, further))
        };
        let found = steps();
        self.keep(kept);
        found
    }

    /// The analysis of a map after one edit.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn after(
        &self,
        question: &Question,
        edit: &TriedEdit,
        cancel: &Cancel,
    ) -> Result<Analysis, Cancelled> {
        let stage = StageMap::of(&question.stage).after(std::slice::from_ref(edit));
        let tried = Question { stage, settings: question.settings.clone() };
        self.analyse_in_steps(&tried, cancel, &mut |_| {})
    }

    /// Forgets what was read.
    pub fn forget(&self) {
        drop(self.take());
    }

    fn read(&self, question: &Question, cancel: &Cancel) -> Result<Kept, Cancelled> {
        let followed = match self.take() {
            Some(kept) => kept.follow(question, cancel)?,
            None => None,
        };
        followed.map_or_else(|| Kept::of(question, cancel), Ok)
    }

    fn take(&self) -> Option<Kept> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn keep(&self, kept: Kept) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reader")
    }
}
