//! A file that came in, as the map it would make, with what became of every row.

mod absent;
mod builder;
mod columns;
mod find;
mod hang;
mod people;
mod place;
mod row;
mod shelf;
mod ties;

use std::collections::BTreeMap;

use super::report::Report;
use super::source::{Choices, Source};
use crate::model::{OrgMap, PositionId};

pub(super) use builder::{Builder, map_of};
pub(super) use columns::{OURS, uses_of_nodes};
pub(super) use people::number;
pub(super) use shelf::Shelf;

/// A file that came in, before it is made or merged: the map it would make, and the report.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The map it would make.
    pub map: OrgMap,
    /// What became of every row.
    pub report: Report,
    /// The e-mail addresses of positions, in small letters, where the file has a column of them.
    pub emails: BTreeMap<PositionId, String>,
    /// What positions call superiors that are not in the file.
    pub elsewhere: BTreeMap<PositionId, String>,
}

/// Makes a draft of a source, as the choices say.
#[must_use]
pub fn draft(source: &Source, choices: &Choices) -> Draft {
    if columns::are_ours(&source.columns) {
        let (map, rest) = super::folder::whole_map(source, choices);
        let (emails, elsewhere) = (BTreeMap::new(), BTreeMap::new());
        return Draft { map, report: rest.report, emails, elsewhere };
    }
    let mut builder = Builder::new(2);
    builder.take(source, choices);
    let title = if source.title.is_empty() { "Untitled map" } else { &source.title };
    builder.into_draft(title, &source.description)
}
