//! Long frames, told to whoever looks for what makes the window slow, and when the first of a
//! frame and of a picture was there.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use crate::storage::own_time;

/// Under what name frames are told.
const FRAMES: &str = "fulcrum::frames";
/// Frames that take no longer than this are not told: a screen shows no more of them.
const SHORT: Duration = Duration::from_millis(16);

/// When the window was asked for.
static ASKED: OnceLock<Instant> = OnceLock::new();

/// The window is asked for.
pub(in crate::gui) fn start_clock() {
    ASKED.get_or_init(Instant::now);
}

/// The processor time of the window's thread, from frame to frame.
#[derive(Debug, Default)]
pub(super) struct Pace {
    begun: Option<Duration>,
    made: Option<Duration>,
    seen: Seen,
}

/// What has been on the screen since the start.
#[derive(Debug, Default)]
struct Seen {
    frame: bool,
    picture: bool,
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
        if let Some(took) = since(now) {
            let made = since(self.made).unwrap_or(took).as_millis();
            let whole = took.as_millis();
            let level = if took > SHORT { log::Level::Info } else { log::Level::Debug };
            log::log!(target: FRAMES, level, "a frame took {whole} ms of the window, {made} to make it");
            tell_first(&mut self.seen.frame, "frame");
        }
        (self.begun, self.made) = (now, None);
    }

    /// A frame is made; drawing it is the toolkit's.
    pub(super) fn end(&mut self) {
        if log::log_enabled!(target: FRAMES, log::Level::Info) {
            self.made = own_time();
        }
    }

    /// A picture of a map has come.
    pub(super) fn take_picture(&mut self) {
        tell_first(&mut self.seen.picture, "picture of a map");
    }
}

/// Tells once when something was there, of the time that has passed since the window was asked for.
fn tell_first(seen: &mut bool, what: &str) {
    if !std::mem::replace(seen, true)
        && let Some(asked) = ASKED.get()
    {
        log::info!(target: FRAMES, "the first {what} was there after {} ms", asked.elapsed().as_millis());
    }
}
