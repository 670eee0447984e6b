//! What other programs write comes in, and what goes out they can read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test says by failing what is wrong, and writes its own files"
)]

mod asides;
mod field;
mod foreign;
mod formats;
mod header;
mod hostile;
mod kinds;
mod lists;
mod merging;
mod mutated;
mod pasting;
mod plainly;
mod programs;
mod proposed;
mod unforeseen;
