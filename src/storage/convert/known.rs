use std::collections::HashMap;

use crate::model::{Domain, RelationName};

/// Names that stand in many records and are kept once.
#[derive(Default)]
pub(super) struct Known {
    domains: HashMap<String, Domain>,
    relations: HashMap<String, RelationName>,
}

impl Known {
    /// The domain of this name; nothing when the name is blank.
    pub(super) fn domain(&mut self, name: &str) -> Option<Domain> {
        if let Some(domain) = self.domains.get(name) {
            return Some(domain.clone());
        }
        let domain = Domain::new(name)?;
        self.domains.insert(name.to_owned(), domain.clone());
        Some(domain)
    }

    /// The relation of this name; nothing when it is none.
    pub(super) fn relation(&mut self, name: &str) -> Option<RelationName> {
        if let Some(relation) = self.relations.get(name) {
            return Some(relation.clone());
        }
        let relation = RelationName::new(name)?;
        self.relations.insert(name.to_owned(), relation.clone());
        Some(relation)
    }
}
