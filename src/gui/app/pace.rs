//! Long frames, told to whoever looks for what makes the window slow.

use std::time::Duration;

use crate::storage::own_time;

/// Under what name frames are told.
const FRAMES: &str = "fulcrum::frames";
/// Frames that take no longer than this are not told: a screen shows no more of them.
const SHORT: Duration = Duration::from_millis(16);

/// The processor time of the window's thread, from frame to frame.
#[derive(Debug, Default)]
pub(super) struct Pace {
    begun: Option<Duration>,
    made: Option<Duration>,
}

impl Pace {
    /// A frame begins; the one before it is told where it was long, with what the toolkit took for
    /// it after it was made.
    pub(super) fn begin(&mut self) {
        if !log::log_enabled!(target: FRAMES, log::Level::Info) {
            return;
        }
        let now = own_time();
        let since = |end: Option<Duration>| Some(end?.saturating_sub(self.begun?));
        if let Some(took) = since(now).filter(|took| *took > SHORT) {
            let made = since(self.made).unwrap_or(took).as_millis();
            let whole = took.as_millis();
            log::info!(target: FRAMES, "a frame took {whole} ms of the window, {made} to make it");
        }
        (self.begun, self.made) = (now, None);
    }

    /// A frame is made; drawing it is the toolkit's.
    pub(super) fn end(&mut self) {
        if log::log_enabled!(target: FRAMES, log::Level::Info) {
            self.made = own_time();
        }
    }
}
