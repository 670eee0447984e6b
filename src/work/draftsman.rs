use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::Desk;
use crate::analysis::Cancel;
use crate::drawing::picture::PictureQuestion;
use crate::layout::{Room, arrange, unfold};
use crate::model::Stage;
use crate::session::{ArrangeOrder, Outcome};

/// A stage whose cuts are wanted.
#[derive(Debug)]
pub(super) struct UnfoldOrder {
    pub(super) number: u64,
    pub(super) stage: Stage,
    pub(super) room: Room,
    /// Whether the coarsest is all that is wanted.
    pub(super) first_alone: bool,
}

/// Places the positions of a stage.
pub(super) fn places(order: &ArrangeOrder, _: &Cancel, desk: &Desk) {
    match catch_unwind(AssertUnwindSafe(|| arrange(&order.stage))) {
        Ok(places) => desk.put(Outcome::Arranged(order.revision, Arc::new(places))),
        Err(_) => log::warn!("the chart could not be placed anew; it stays as it was"),
    }
}

/// Makes the cuts through a stage, or the first of them, and tells of each at once.
pub(super) fn cuts(order: &UnfoldOrder, cancel: &Cancel, desk: &Desk) {
    let mut cuts = Vec::new();
    let work = || {
        unfold(&order.stage, order.room, |cut| {
            cuts.push(Arc::new(cut));
            desk.put(Outcome::Unfolded(order.number, cuts.clone(), false));
            !order.first_alone && cancel.check().is_ok()
        });
    };
    if catch_unwind(AssertUnwindSafe(work)).is_err() {
        log::warn!("no more overviews could be made; the map is shown in those that there are");
    }
    let more = order.first_alone && !cuts.is_empty();
    if cancel.check().is_ok() && !more {
        desk.put(Outcome::Unfolded(order.number, cuts, true));
    }
}

/// Makes a picture.
pub(super) fn picture((number, question): &(u64, PictureQuestion), _: &Cancel, desk: &Desk) {
    match catch_unwind(AssertUnwindSafe(|| question.picture())) {
        Ok(picture) => desk.put(Outcome::Painted(*number, Arc::new(picture))),
        Err(_) => log::warn!("the picture could not be made anew; it stays as it was"),
    }
}
