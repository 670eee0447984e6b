//! The machine that is measured on, and its clock.

use std::time::Instant;

use fulcrum::storage::own_time;

/// Processor seconds of this thread so far. What has passed since the last tick of the system's
/// clock is counted when a thread makes way.
fn processor() -> f64 {
    std::thread::yield_now();
    own_time().map_or(0.0, |spent| spent.as_secs_f64())
}

/// The processor seconds that some work takes, and what comes of it; the time that passes where the
/// system does not tell.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let (began, wall) = (processor(), Instant::now());
    let found = work();
    let spent = processor() - began;
    (if spent > 0.0 { spent } else { wall.elapsed().as_secs_f64() }, found)
}

/// The middle one of some numbers.
pub(crate) fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// How many programs want a processor, in the mean of the last minute.
pub(crate) fn load() -> String {
    let told = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    told.split_whitespace().next().unwrap_or("unknown").to_owned()
}

/// Its processor, and how busy it is.
pub(crate) fn machine() -> String {
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = told.lines().find_map(|line| line.strip_prefix("model name"));
    let model = model.and_then(|it| it.split_once(':')).map_or("unknown", |(_, it)| it.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{model}, {cores} cores, {}, load {}", std::env::consts::OS, load())
}
