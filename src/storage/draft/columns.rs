use std::sync::Arc;

use super::super::header::{Use, uses};
use super::super::source::{Choices, Source};
use super::super::text::plain;

/// The columns that Fulcrum writes about positions beside `id` and `label`, in their order. A
/// table that has the last one was written by Fulcrum, and its columns mean just what they say.
pub(in crate::storage) const OURS: [&str; 16] = [
    "dept",
    "level",
    "authority",
    "explore",
    "rules",
    "holders",
    "kind",
    "wants",
    "pin",
    "notes",
    "x",
    "y",
    "order",
    "folded",
    "more",
    "identity",
];

/// Columns of nodes that have a meaning: of names that stand side by side the first is taken.
const NODES: [(Use, &[&str]); 12] = [
    (Use::Key, &["id", "key", "employeeid", "uniqueid"]),
    (Use::Title, &["label", "title", "nodelabel", "name"]),
    (Use::Unit, &["dept", "unit", "department"]),
    (Use::Level, &["level"]),
    (Use::Authority, &["authority", "commandrank", "statedauthority"]),
    (Use::Explore, &["explore"]),
    (Use::Rules, &["rules"]),
    (Use::Wants, &["wants"]),
    (Use::Pin, &["pin"]),
    (Use::Notes, &["notes"]),
    (Use::X, &["x", "xpos", "xcoordinate"]),
    (Use::Y, &["y", "ypos", "ycoordinate"]),
];

/// Whether columns are those that Fulcrum wrote.
pub(super) fn are_ours(columns: &[String]) -> bool {
    columns.iter().any(|name| name == "identity")
}

/// What the columns of a table of nodes, or their attributes, are used for.
pub(in crate::storage) fn uses_of_nodes(columns: &[String]) -> Vec<Use> {
    let mut found = vec![Use::Further; columns.len()];
    let plain_names: Vec<String> = columns.iter().map(|name| plain(name)).collect();
    for (used, names) in NODES {
        let place =
            names.iter().find_map(|name| plain_names.iter().position(|column| column == name));
        if let Some(place) = place
            && found[place] == Use::Further
        {
            found[place] = used;
        }
    }
    if are_ours(columns) {
        for name in OURS.iter().skip(5) {
            if let Some(place) = columns.iter().position(|column| column == name) {
                found[place] = Use::Ours;
            }
        }
        return found;
    }
    // Beside a title, a name is that of whoever sits there.
    let title = found.iter().position(|used| *used == Use::Title);
    let name = plain_names.iter().position(|name| name == "name");
    if let (Some(title), Some(name)) = (title, name)
        && plain_names[title] == "title"
    {
        found[name] = Use::Name;
    }
    // Tables of nodes may be lists of people who name their superiors.
    let as_list = uses(columns);
    for (place, used) in as_list.iter().enumerate() {
        let named = matches!(used, Use::Superior | Use::Dotted | Use::Kind) && place != 0;
        if named && found[place] == Use::Further {
            found[place] = *used;
        }
    }
    found
}

/// The columns of a source by their uses.
pub(super) struct Columns {
    /// By use.
    places: [Vec<usize>; Use::COUNT],
    /// Under which name the cells of a further column are kept.
    pub(super) names: Vec<Arc<str>>,
    pub(super) ours: bool,
}

impl Columns {
    pub(super) fn of(source: &Source, choices: &Choices) -> Self {
        let count = source.columns.len();
        let mut places = [const { Vec::new() }; Use::COUNT];
        for (at, used) in choices.columns.iter().take(count).enumerate() {
            places[*used as usize].push(at);
        }
        let mut names: Vec<Arc<str>> = Vec::with_capacity(count);
        let mut seen = std::collections::HashSet::with_capacity(count);
        for (at, header) in source.columns.iter().enumerate() {
            let header = header.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut name = if header.is_empty() { format!("column {}", at + 1) } else { header };
            while !seen.insert(name.clone()) {
                name = format!("{name} ({})", at + 1);
            }
            names.push(name.into());
        }
        Self { places, names, ours: are_ours(&source.columns) }
    }

    /// All columns of a use, from left to right.
    pub(super) fn with(&self, wanted: Use) -> impl Iterator<Item = usize> + '_ {
        self.places[wanted as usize].iter().copied()
    }

    /// Whether any column has this use.
    pub(super) fn has(&self, wanted: Use) -> bool {
        self.with(wanted).next().is_some()
    }
}
