//! Drawing a line or flow by typing: the first letters of a name find who is meant.

use super::action::Aim;
use super::notice::Tone;
use super::select::{Item, Selection};
use super::state::Session;
use super::view::Tool;
use crate::model::{Position, PositionId};

/// What was typed so far to find the end of a line or flow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aiming {
    /// The letters.
    pub typed: String,
    /// Which of those that fit is offered, from 0.
    pub offered: usize,
}

impl Session {
    /// What was typed so far while a line or flow is armed.
    #[must_use]
    pub fn aiming(&self) -> &Aiming {
        &self.view.aiming
    }

    /// Where an armed line or flow would start: at the one selected position.
    #[must_use]
    pub fn aim_source(&self) -> Option<PositionId> {
        match (self.view.tool, self.view.selection.single()) {
            (Tool::Select | Tool::Position, _) => None,
            (_, Some(Item::Position(id))) => Some(id),
            _ => None,
        }
    }

    /// Those whose name fits what was typed, best first: the title begins with it, then a later
    /// word of the title, then a holder's name, then anywhere in it. Nobody before a letter is
    /// typed.
    #[must_use]
    pub fn aimed_at(&self) -> Vec<PositionId> {
        let source = self.aim_source();
        let mut found = self.named_like(&self.view.aiming.typed);
        found.retain(|id| Some(*id) != source);
        found
    }

    /// The positions whose name is like this, best first.
    #[must_use]
    pub fn named_like(&self, typed: &str) -> Vec<PositionId> {
        let wanted = typed.trim().to_lowercase();
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(usize, PositionId)> = self
            .shown_stage()
            .positions()
            .iter()
            .filter_map(|(id, position)| Some((likeness(position, &wanted)?, id)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).collect()
    }

    pub(super) fn aim(&mut self, aim: Aim) {
        match aim {
            Aim::Type(letters) => {
                self.view.aiming.typed.push_str(&letters);
                self.view.aiming.offered = 0;
            }
            Aim::Erase => {
                self.view.aiming.typed.pop();
                self.view.aiming.offered = 0;
            }
            Aim::Next(forward) => {
                let count = self.aimed_at().len().max(1);
                let step = if forward { 1 } else { count - 1 };
                self.view.aiming.offered = (self.view.aiming.offered + step) % count;
            }
            Aim::Take => self.take_aim(),
            Aim::GiveUp if self.view.aiming.typed.is_empty() => self.view.tool = Tool::Select,
            Aim::GiveUp => self.view.aiming = Aiming::default(),
        }
    }

    fn take_aim(&mut self) {
        let Aiming { typed, offered } = self.view.aiming.clone();
        let found = self.aimed_at();
        let Some(to) = found.get(offered).or(found.first()).copied() else {
            let typed = typed.trim();
            if !typed.is_empty() {
                let hint = "type other letters, or Esc to leave";
                self.tell(Tone::Problem, format!("Nobody here is called \"{typed}\"; {hint}"));
            }
            return;
        };
        self.view.aiming = Aiming::default();
        match self.aim_source() {
            Some(from) => {
                let kept = self.view.selection.clone();
                let tool = std::mem::take(&mut self.view.tool);
                self.connect(from, to, tool);
                self.view.selection = kept;
            }
            None => self.view.selection = Selection::of([Item::Position(to)]),
        }
    }
}

/// How well a position's name fits, 0 best; nothing when it does not.
fn likeness(position: &Position, wanted: &str) -> Option<usize> {
    let title = position.title.to_lowercase();
    let word_starts = |text: &str| {
        let starts = text.split(|letter: char| !letter.is_alphanumeric());
        starts.into_iter().any(|word| word.starts_with(wanted))
    };
    let holders = || position.holders.iter().map(|holder| holder.name.to_lowercase());
    let key = || position.key.as_ref().is_some_and(|key| key.to_lowercase() == wanted);
    if title == wanted || key() {
        Some(0)
    } else if title.starts_with(wanted) {
        Some(1)
    } else if word_starts(&title) || initials(&title).starts_with(wanted) {
        Some(2)
    } else if holders().any(|name| name.starts_with(wanted) || word_starts(&name)) {
        Some(3)
    } else {
        let anywhere = title.contains(wanted) || holders().any(|name| name.contains(wanted));
        anywhere.then_some(4)
    }
}

/// The first letters of the words of a name: "head of sales" gives "hos".
fn initials(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter_map(|word| word.chars().next()).collect()
}
