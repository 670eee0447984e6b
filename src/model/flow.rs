use std::fmt;
use std::sync::Arc;

use super::{Extra, PositionId};
use crate::quantity::{Frequency, Score};

/// Communication from one position to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Who starts it: the asker, the teller, the informer.
    pub from: PositionId,
    /// Who is asked, told or informed.
    pub to: PositionId,
    /// What goes along it.
    pub kind: FlowKind,
    /// How often.
    pub frequency: Frequency,
    /// Of a consult flow: how far the asker takes up what is said, 0 nothing to 1 all.
    pub took_up: Option<Score>,
    /// Fields of a newer version.
    pub extra: Extra,
}

impl Flow {
    /// A flow of which nothing else is known.
    #[must_use]
    pub fn new(from: PositionId, to: PositionId, kind: FlowKind, frequency: Frequency) -> Self {
        Self { from, to, kind, frequency, took_up: None, extra: Extra::default() }
    }
}

/// What a flow carries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlowKind {
    /// The asker consults the asked.
    Consult,
    /// The teller instructs the told.
    Instruct,
    /// News and reports.
    Inform,
    /// A relation of one's own, such as friendship. It is drawn and gets the standard measures,
    /// but does not feed the readings.
    Relation(RelationName),
}

impl FlowKind {
    /// The three kinds that feed the readings.
    pub const STANDARD: [Self; 3] = [Self::Consult, Self::Instruct, Self::Inform];
}

/// The name of a relation of one's own: trimmed, not blank, and none of the names that lines and
/// the standard flows go by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationName(Arc<Box<str>>);

impl RelationName {
    /// Names that already mean something.
    pub const TAKEN: [&'static str; 7] =
        ["reports_to", "consults", "instructs", "informs", "consult", "instruct", "inform"];

    /// The relation of this name; nothing when the name is blank or taken.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let name = name.trim();
        let taken = Self::TAKEN.iter().any(|taken| taken.eq_ignore_ascii_case(name));
        (!name.is_empty() && !taken).then(|| Self(Arc::new(name.into())))
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RelationName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
