/// Why a command was refused, and what can be done instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}; {hint}")]
pub struct Refused {
    /// What stands in the way.
    pub why: String,
    /// What to do instead.
    pub hint: String,
}

impl Refused {
    /// A refusal with its reason and a way out.
    pub(super) fn new(why: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { why: why.into(), hint: hint.into() }
    }

    /// The record that a command names is gone.
    pub(super) fn gone(what: &str) -> Self {
        Self::new(format!("The {what} is not on the map any more"), "choose another one")
    }
}
