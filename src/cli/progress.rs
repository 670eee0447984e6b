//! How far slow work is, told on the side and only once it is slow.

use std::io::{IsTerminal, Write, stderr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::work::watched;

/// What is being done now, in words.
static NOW: Mutex<String> = Mutex::new(String::new());

/// From now on this is being done.
pub(super) fn now_doing(what: impl Into<String>) {
    *NOW.lock().unwrap_or_else(PoisonError::into_inner) = what.into();
}

/// Does work and tells what is being done: from the first second on, on one line of a terminal that
/// is written over, or as a line every few seconds where it is kept.
pub(super) fn told<T>(work: impl FnOnce() -> T) -> T {
    const SLOW: Duration = Duration::from_secs(1);
    let terminal = stderr().is_terminal();
    let pause = if terminal { Duration::from_millis(200) } else { Duration::from_secs(5) };
    let (mut next, mut has_told) = (SLOW, false);
    let tell = |passed: Duration| {
        if passed < next {
            return;
        }
        next = passed + pause;
        has_told = true;
        let what = NOW.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let line = format!("{what}: {} s so far; Ctrl C stops it", passed.as_secs());
        // Work goes on where nobody can be told.
        let _ = match terminal {
            true => write!(stderr(), "\r{line}\x1b[K"),
            false => writeln!(stderr(), "{line}"),
        };
    };
    let done = watched(tell, work);
    if has_told && terminal {
        let _ = write!(stderr(), "\r\x1b[K");
    }
    done
}
