//! Drawing a line or flow by typing: the first letters of a name find who is meant.

use std::sync::{Arc, PoisonError};

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
        let found = self.named_like(&self.view.aiming.typed);
        found.iter().copied().filter(|id| Some(*id) != source).collect()
    }

    /// The positions whose name is like this, best first. Whoever asks on every frame is told what
    /// was found when it was asked first.
    #[must_use]
    pub fn named_like(&self, typed: &str) -> Arc<Vec<PositionId>> {
        let wanted = typed.trim().to_lowercase();
        if wanted.is_empty() {
            return Arc::default();
        }
        let of = (self.revision().question(), wanted);
        // A memory that was broken off in is as good as none.
        let mut known = self.view.named.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((before, found)) = known.as_ref()
            && *before == of
        {
            return Arc::clone(found);
        }
        let mut lowered = Lowered::default();
        let positions = self.shown_stage().positions().iter();
        let mut found: Vec<(usize, PositionId)> = positions
            .filter_map(|(id, position)| Some((lowered.likeness(position, &of.1)?, id)))
            .collect();
        found.sort_unstable();
        let found: Arc<Vec<PositionId>> = Arc::new(found.into_iter().map(|(_, id)| id).collect());
        *known = Some((of, Arc::clone(&found)));
        found
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

/// Room for names in small letters, kept from name to name: there may be very many.
#[derive(Default)]
struct Lowered {
    title: String,
    name: String,
}

impl Lowered {
    /// How well a position's name fits, 0 best; nothing when it does not.
    fn likeness(&mut self, position: &Position, wanted: &str) -> Option<usize> {
        let Self { title, name } = self;
        lower(&position.title, title);
        if title == wanted {
            return Some(0);
        }
        if let Some(key) = &position.key {
            lower(key, name);
            if name == wanted {
                return Some(0);
            }
        }
        if title.starts_with(wanted) {
            return Some(1);
        }
        if a_word_starts(title, wanted) || initials_start(title, wanted) {
            return Some(2);
        }
        let mut anywhere = title.contains(wanted);
        for holder in &position.holders {
            lower(&holder.name, name);
            if name.starts_with(wanted) || a_word_starts(name, wanted) {
                return Some(3);
            }
            anywhere |= name.contains(wanted);
        }
        anywhere.then_some(4)
    }
}

fn lower(text: &str, into: &mut String) {
    into.clear();
    if text.is_ascii() {
        into.push_str(text);
        into.make_ascii_lowercase();
    } else {
        into.push_str(&text.to_lowercase());
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
}

fn a_word_starts(text: &str, wanted: &str) -> bool {
    words(text).any(|word| word.starts_with(wanted))
}

/// Whether the first letters of the words of a name begin so: "head of sales" gives "hos".
fn initials_start(text: &str, wanted: &str) -> bool {
    let mut initials = words(text).filter_map(|word| word.chars().next());
    wanted.chars().all(|letter| initials.next() == Some(letter))
}
