//! What a session does with what is asked of it, without a window.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by failing what is wrong"
)]

mod communication;
mod paste;
mod trial;
