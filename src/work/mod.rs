//! The threads: jobs, cancellation, progress, outcomes.
