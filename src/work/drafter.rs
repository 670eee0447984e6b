use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::Desk;
use crate::analysis::Cancel;
use crate::session::{DraftOrder, Outcome, Proposal};

/// Works out what a file would make.
pub(super) fn answer(order: &DraftOrder, _cancel: &Cancel, desk: &Desk) {
    match catch_unwind(AssertUnwindSafe(|| Proposal::of(order))) {
        Ok(proposal) => desk.put(Outcome::Proposed(order.number, Arc::new(proposal))),
        Err(_) => {
            let why = "What this file would make could not be worked out; choose otherwise";
            desk.put(Outcome::DraftFailed(order.number, why.into()));
        }
    }
}
