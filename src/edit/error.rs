/// Why a command was not carried out, for the person who asked for it. The map is as before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}; {hint}")]
pub struct Refused {
    /// What stands against it, naming the positions that it is about.
    pub why: String,
    /// What to do instead.
    pub hint: String,
}

impl Refused {
    pub(super) fn new(why: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { why: why.into(), hint: hint.into() }
    }

    /// The command is about a record that the stage does not hold, such as one that somebody
    /// removed after it was selected.
    pub(super) fn gone(what: &str) -> Self {
        Self::new(format!("This {what} is not on the map any more"), "choose another")
    }
}

impl From<crate::model::Conflict> for Refused {
    fn from(conflict: crate::model::Conflict) -> Self {
        Self::new(conflict.to_string(), "try again")
    }
}
