//! What the program says about itself on the error output: warnings, and more where it is asked for.

use std::io::{Write, stderr};

use log::{LevelFilter, Log, Metadata, Record};

/// The variable that says how much is told: off, error, warn, info, debug or trace.
const VARIABLE: &str = "FULCRUM_LOG";

/// Tells from now on; warnings, where nothing else is asked for.
pub(super) fn tell() {
    let asked = std::env::var(VARIABLE).ok();
    let level = asked.and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::Warn);
    if log::set_logger(&Teller).is_ok() {
        log::set_max_level(level);
    }
}

struct Teller;

impl Log for Teller {
    /// Libraries speak to those who write programs with them, not to those who use this one.
    fn enabled(&self, about: &Metadata<'_>) -> bool {
        about.target().starts_with(env!("CARGO_PKG_NAME"))
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let level = record.level().as_str().to_ascii_lowercase();
            // There is nowhere left to say that this could not be said.
            let _ = writeln!(stderr(), "fulcrum: {level}: {}", record.args());
        }
    }

    fn flush(&self) {}
}
