//! How far slow work is, told on the side and only once it is slow.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// Tells how far work is: from the first second on, on one line of a terminal that is written
/// over, or as a line every few seconds where it is kept.
pub(super) struct Progress {
    what: &'static str,
    begun: Instant,
    told: Option<Instant>,
}

impl Progress {
    /// Work begins.
    pub(super) fn of(what: &'static str) -> Self {
        Self { what, begun: Instant::now(), told: None }
    }

    /// So much is done of so much.
    pub(super) fn tell(&mut self, done: usize, total: usize) {
        const SLOW: Duration = Duration::from_secs(1);
        let terminal = stderr().is_terminal();
        let pause = if terminal { Duration::from_millis(200) } else { Duration::from_secs(5) };
        let due = match self.told {
            None => self.begun.elapsed() >= SLOW,
            Some(told) => told.elapsed() >= pause,
        };
        if !due {
            return;
        }
        self.told = Some(Instant::now());
        let line = format!("{}: {done} of {total}; Ctrl C stops it", self.what);
        // Work goes on where nobody can be told.
        let _ = match terminal {
            true => write!(stderr(), "\r{line}\x1b[K"),
            false => writeln!(stderr(), "{line}"),
        };
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.told.is_some() && stderr().is_terminal() {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}
