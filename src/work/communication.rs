//! Large maps arranged by who deals with whom.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use super::Desk;
use crate::analysis::Cancel;
use crate::layout::by_communication;
use crate::session::{CommunicationOrder, Outcome};

/// From one word about how far it is to the next.
const PAUSE: Duration = Duration::from_millis(100);

/// Places everybody of a drawing, and tells how far it is.
pub(super) fn answer(order: &CommunicationOrder, cancel: &Cancel, desk: &Desk) {
    let mut told = Instant::now();
    let mut tell = |done: f64| {
        if told.elapsed() >= PAUSE {
            told = Instant::now();
            desk.put(Outcome::Communicating(order.revision, done));
        }
        cancel.check().is_ok()
    };
    let work = || by_communication(&order.stage, &order.drawing, &mut tell);
    let places = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        log::warn!("the map could not be arranged by communication; it stays as it was");
        None
    });
    if cancel.check().is_ok() {
        desk.put(Outcome::Communicated(order.revision, places));
    }
}
