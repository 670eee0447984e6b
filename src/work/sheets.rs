//! The scenes of a map, drawn as they will stand on the wall.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Desk;
use crate::analysis::Cancel;
use crate::drawing::{SHEET, scene_sheets};
use crate::session::{Outcome, SheetOrder};

/// Draws them. What cannot be drawn is told, and the window goes on without it.
pub(super) fn answer(order: &SheetOrder, cancel: &Cancel, desk: &Desk) {
    let draw = || scene_sheets(&order.map, SHEET, cancel);
    match catch_unwind(AssertUnwindSafe(draw)) {
        Ok(Ok(sheets)) => desk.put(Outcome::ScenesDrawn(order.of, sheets)),
        // Called off: somebody asked again.
        Ok(Err(_)) => {}
        Err(_) => log::warn!("the scenes could not be drawn; the map itself is not touched"),
    }
}
