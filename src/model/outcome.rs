use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::quantity::Amount;

/// What an outcome is called: results, commitment, ideas tried. Names are trimmed and never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutcomeName(Arc<str>);

/// Outcomes by their names.
pub type Outcomes = BTreeMap<OutcomeName, Amount>;

impl OutcomeName {
    /// The outcome of this name; nothing when the name is blank.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let name = name.trim();
        (!name.is_empty()).then(|| Self(name.into()))
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutcomeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
