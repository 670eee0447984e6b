use std::collections::HashMap;
use std::sync::Arc;

use ecow::EcoString;
use foldhash::fast::RandomState;

use super::super::record::{Entries, Text};
use crate::model::{Domain, Few, RelationName};

/// Names that stand in many records and are kept once.
#[derive(Default)]
pub(in crate::storage) struct Known {
    domains: HashMap<String, Domain, RandomState>,
    relations: HashMap<String, RelationName, RandomState>,
    attributes: HashMap<String, Arc<str>, RandomState>,
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

    /// Attributes, with their names.
    pub(super) fn attributes(
        &mut self,
        said: Entries<Text<'_>, Text<'_>>,
    ) -> Few<Arc<str>, EcoString> {
        let named = said.into_iter().map(|(name, value)| {
            let known = self.attributes.get(&*name).cloned().unwrap_or_else(|| {
                let known: Arc<str> = Arc::from(&*name);
                self.attributes.insert(name.to_string(), Arc::clone(&known));
                known
            });
            (known, EcoString::from(&*value))
        });
        named.collect()
    }
}
