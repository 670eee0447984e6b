//! What must hold on every map whatever is drawn, on maps made up from seeds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    clippy::needless_range_loop,
    clippy::semicolon_if_nothing_returned,
    reason = "a test says by failing what is wrong"
)]

mod findings;
mod maps;
mod readings;
