//! What must hold on every map whatever is drawn, on maps made up from seeds, and what comes out
//! on small ones by hand.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics says what is wrong")]

mod decisions;
mod findings;
mod following;
mod followers;
mod hand;
mod maps;
mod readings;
mod relabelled;
mod remedies;
mod sampled;
mod shortest;
mod standards;
mod tables;
mod trials;
mod wider;
