use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Tells a long computation whether anyone still wants its result.
///
/// A token is made for one generation of a shared counter; when the counter moves on, the token
/// is cancelled.
#[derive(Debug, Clone, Default)]
pub struct Cancel {
    counter: Option<Arc<AtomicU64>>,
    generation: u64,
}

/// The computation was given up, because nobody wants its result any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

impl Cancel {
    /// A token that is never cancelled.
    #[must_use]
    pub fn never() -> Self {
        Self::default()
    }

    /// A token that holds for the counter's present value.
    #[must_use]
    pub fn at(counter: &Arc<AtomicU64>) -> Self {
        let generation = counter.load(Ordering::Acquire);
        Self { counter: Some(Arc::clone(counter)), generation }
    }

    /// Goes on, or gives up.
    ///
    /// # Errors
    /// The counter has moved on.
    pub fn check(&self) -> Result<(), Cancelled> {
        match &self.counter {
            Some(counter) if counter.load(Ordering::Acquire) != self.generation => Err(Cancelled),
            _ => Ok(()),
        }
    }
}
