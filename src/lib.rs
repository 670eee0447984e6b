//! Fulcrum: draw who decides, who knows and who talks to whom; see where authority sits against
//! where knowledge sits, and where the organization's centre of gravity falls.
//!
//! The modules stand in layers; each may use only those before it. `ARCHITECTURE.md` has the
//! table, and a test holds the code to it.

pub mod quantity;
pub mod typeface;
pub mod model;
pub mod edit;
pub mod analysis;
pub mod layout;
pub mod storage;
pub mod wording;
pub mod drawing;
pub mod clipboard;
pub mod export;
pub mod session;
pub mod work;
pub mod cli;
#[cfg(feature = "gui")]
pub mod gui;
