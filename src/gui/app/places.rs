//! Where things are on the screen, told to whoever drives the window from outside.

use eframe::egui::Rect;

/// Under what name places are told.
const PLACES: &str = "fulcrum::places";

/// Whether anybody wants to hear of places.
pub(in crate::gui) fn wanted() -> bool {
    log::log_enabled!(target: PLACES, log::Level::Trace)
}

/// Tells where the middle of something is that has this name, in points of the window.
pub(in crate::gui) fn tell(name: &str, rect: Rect) {
    let at = rect.center();
    log::trace!(target: PLACES, "{} at {:.0} {:.0}", name.escape_debug(), at.x, at.y);
}
