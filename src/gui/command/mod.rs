//! Every command of the window, said once: menus, palette, buttons, shortcuts, tooltips, the list
//! of keys and its document are all read from [`TABLE`].

mod document;
mod key;
pub(super) mod menu;
mod need;
mod present;
pub(super) mod queue;
mod run;
pub(super) mod search;
pub(super) mod shortcut;
mod subject;
mod synonym;
mod table;

use crate::gui::app::context::PanelContext;

pub(super) use document::{MOUSE, TYPING, key_document};
pub(super) use key::Shortcut;
pub(super) use need::Need;
pub(super) use present::PresentCommand;
use subject::Kind;
pub(super) use subject::{
    DrawCommand, EditCommand, FileCommand, LayoutCommand, PageCommand, SelectCommand, ViewCommand,
};
pub(super) use table::TABLE;

/// A command of the window, by its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WindowCommand {
    /// Files, and leaving the map.
    File(FileCommand),
    /// What was done, the clipboard, and what is selected.
    Edit(EditCommand),
    /// New positions, arrows and units, and what is known of arrows.
    Draw(DrawCommand),
    /// What is selected.
    Select(SelectCommand),
    /// How the chart is laid out, and what of it is folded away.
    Layout(LayoutCommand),
    /// How the map is looked at, and what stands beside it.
    View(ViewCommand),
    /// Scenes, stages, and the map on the wall.
    Present(PresentCommand),
    /// What is shown above everything.
    Page(PageCommand),
}

/// The menus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Menu {
    File,
    Edit,
    Draw,
    Select,
    Layout,
    View,
    Present,
    Help,
}

/// What is known of a command.
pub(super) struct Entry {
    /// The command.
    pub(super) command: WindowCommand,
    /// What it is called. Three dots say that it asks for more.
    pub(super) name: &'static str,
    /// The menu it stands in.
    pub(super) menu: Menu,
    /// What must be there for it.
    pub(super) need: Need,
    /// Its keys; the first is shown beside it.
    pub(super) keys: &'static [Shortcut],
}

impl Entry {
    /// Its first key as it is written; empty without one.
    pub(super) fn key_words(&self) -> String {
        self.keys.first().map(Shortcut::words).unwrap_or_default()
    }
}

impl Entry {
    /// All its keys as they are written, each once.
    pub(super) fn all_key_words(&self) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for key in self.keys.iter().map(Shortcut::words) {
            if !words.contains(&key) {
                words.push(key);
            }
        }
        words
    }
}

impl WindowCommand {
    /// Whether it reads or writes a file, or leaves the map.
    pub(super) fn is_about_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    /// What is known of it.
    pub(super) fn entry(&self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.command == *self)
    }

    /// What it is called.
    pub(super) fn name(&self) -> &'static str {
        self.entry().map_or("", |entry| entry.name)
    }

    /// Why it cannot be done now; nothing when it can.
    pub(super) fn why_not(&self, cx: &PanelContext<'_>) -> Option<&'static str> {
        self.entry().and_then(|entry| entry.need.why_not(cx))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key may have one meaning on the map page and one while a show runs.
    #[test]
    fn no_key_has_two_meanings() {
        for (number, entry) in TABLE.iter().enumerate() {
            for key in entry.keys {
                let alike = |other: &&Entry| other.need.is_of_show() == entry.need.is_of_show();
                let others = TABLE.iter().skip(number + 1).filter(alike);
                let same = others.flat_map(|other| other.keys.iter().map(move |key| (other, key)));
                for (other, its) in same {
                    assert!(key != its, "{} means {} and {}", key.words(), entry.name, other.name);
                }
            }
        }
    }

    /// Every key with every meaning it has in a state: commands by the table, and the keys of
    /// fields by the list that the documents show.
    #[test]
    fn in_every_state_a_key_has_one_meaning() {
        use crate::gui::command::shortcut::Typing;
        for state in [Typing::Canvas, Typing::Panel, Typing::Field, Typing::Name] {
            let mut meanings: Vec<(String, String)> = TYPING
                .iter()
                .filter(|(place, ..)| state == Typing::Name && place.contains("name"))
                .map(|(_, keys, what)| ((*keys).to_owned(), (*what).to_owned()))
                .collect();
            for entry in TABLE.iter().filter(|entry| !entry.need.is_of_show()) {
                let alive = |key: &&Shortcut| match state {
                    Typing::Canvas => true,
                    Typing::Panel => !key.is_plain(),
                    _ => entry.command.works_while_typing(),
                };
                let keys = entry.keys.iter().filter(alive);
                meanings.extend(keys.map(|key| (key.words(), entry.name.to_owned())));
            }
            for (number, (key, what)) in meanings.iter().enumerate() {
                let mut later = meanings[number + 1..].iter();
                let other = later.find(|(its, meaning)| its == key && meaning != what);
                assert!(other.is_none(), "in {state:?} {key} means {what} and {other:?}");
            }
        }
    }

    #[test]
    fn a_frequency_is_called_as_everywhere_else() {
        use crate::quantity::Frequency;
        for (often, words) in (1..).zip(Frequency::WORDS) {
            let name = WindowCommand::Draw(DrawCommand::Frequency(often)).name();
            assert_eq!(name, format!("Frequency {often}, {words}"));
        }
    }

    #[test]
    fn every_name_and_every_command_stands_once() {
        for (number, entry) in TABLE.iter().enumerate() {
            assert!(!entry.name.is_empty());
            for other in &TABLE[number + 1..] {
                assert_ne!(entry.name, other.name);
                assert_ne!(entry.command, other.command);
            }
        }
    }

    /// While a name is open or a target is typed, every letter is text: no command that stays
    /// alive there may have a key without Ctrl, but for those of the field itself.
    #[test]
    fn keys_that_work_while_typing_are_no_letters() {
        for entry in TABLE.iter().filter(|entry| entry.command.works_while_typing()) {
            for key in entry.keys {
                assert!(key.modifiers.command || key.is_function_key(), "{}", entry.name);
            }
        }
    }
}
