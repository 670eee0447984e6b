//! The shape of the code, tested like its behaviour: layers, sizes, names, documents, and who
//! may touch files, threads and the toolkit. `ARCHITECTURE.md` gives the reasons.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics says what is wrong")]

mod layers;
mod names;
mod source;
mod sizes;
mod absences;
