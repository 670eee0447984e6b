//! What was chosen for a file, kept for the next one of the same shape.

use serde::{Deserialize, Serialize};

use super::header::Use;
use super::source::{Choices, RelationUse, Source};

/// The choices for files whose columns and relations are called so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownShape {
    /// What its columns are called.
    pub columns: Vec<String>,
    /// What its relations are called.
    pub relations: Vec<String>,
    /// The words for the uses of the columns.
    pub column_uses: Vec<String>,
    /// The words for what the relations become.
    pub relation_uses: Vec<String>,
    /// Whether a tie without a direction counts both ways.
    pub both_ways: bool,
}

impl KnownShape {
    /// What was chosen for a source.
    #[must_use]
    pub fn of(source: &Source, choices: &Choices) -> Self {
        let words = |word: &'static str| word.to_owned();
        Self {
            columns: source.columns.clone(),
            relations: source.relations.clone(),
            column_uses: choices.columns.iter().map(|it| words(it.word())).collect(),
            relation_uses: choices.relations.iter().map(|it| words(it.word())).collect(),
            both_ways: choices.both_ways,
        }
    }

    /// Whether a source has this shape.
    #[must_use]
    pub fn fits(&self, source: &Source) -> bool {
        self.columns == source.columns && self.relations == source.relations
    }

    /// The choices that were made for it; what has no meaning any more is as it is proposed.
    #[must_use]
    pub fn choices(&self, source: &Source) -> Choices {
        let mut choices = Choices::guess(source);
        for (chosen, word) in choices.columns.iter_mut().zip(&self.column_uses) {
            *chosen = Use::named(word).unwrap_or(*chosen);
        }
        for (chosen, word) in choices.relations.iter_mut().zip(&self.relation_uses) {
            *chosen = RelationUse::named(word).unwrap_or(*chosen);
        }
        choices.both_ways = self.both_ways;
        choices
    }
}
