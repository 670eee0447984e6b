//! Pure functions from a frozen stage of a map to what it says.
//!
//! [`analyse`] gives the readings of the theory (authority, knowledge, influence, the centre of
//! gravity, the gap, organicity, leaders and followers, misfits); [`standard`] the measures of
//! network analysis, one kind of arc at a time; [`what_if`] what single edits would move. All
//! are deterministic, ask the cancel token in their long loops, and say *not defined* with a
//! reason where a measure has no value.

mod cancel;
mod question;
mod result;
mod undefined;

pub use cancel::{Cancel, Cancelled};
pub use question::{Question, Settings};
pub use result::*;
pub use undefined::{Defined, Undefined};
