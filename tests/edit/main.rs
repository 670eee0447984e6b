//! What a person may do to a map, and how it is undone: every command as before, command and
//! after, the laws of the history, and long random walks.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics says what is wrong")]

mod notation;
mod positions;
mod arcs;
mod groups;
mod presentation;
mod history;
mod random;
