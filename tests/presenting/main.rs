//! A map on the wall: scenes, stages, rounds of guesses, and what a workshop does with them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test says what is wrong or left out, and may write its own files"
)]

mod file;
mod kit;
mod wall;
#[cfg(feature = "gui")]
mod guesses;
#[cfg(feature = "gui")]
mod names;
#[cfg(feature = "gui")]
mod person;
#[cfg(feature = "gui")]
mod presenter;
#[cfg(feature = "gui")]
mod round_table;
#[cfg(feature = "gui")]
mod seen;
#[cfg(feature = "gui")]
mod show;
#[cfg(feature = "gui")]
mod strip;
#[cfg(feature = "gui")]
#[path = "../hands/window.rs"]
mod window;
