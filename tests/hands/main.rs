//! Drawing as fast as people talk: a scripted person who presses real keys and buttons, each
//! letter with its press, its text and its release.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::panic,
    reason = "a test says by failing what is wrong, and one of these prints its count"
)]

mod access;
mod commands;
mod dialogs;
mod entry;
mod field;
mod first;
mod kept;
mod import;
mod keyboard;
mod mouse;
#[path = "../export/organization.rs"]
mod organization;
mod person;
#[path = "../display/sample.rs"]
#[expect(dead_code, reason = "only what makes up organizations is used here")]
mod sample;
mod photograph;
mod shown;
mod text;
mod theory;
mod typing;
mod unfolding;
mod view;
mod window;
