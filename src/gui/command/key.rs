use eframe::egui::{Key, Modifiers};

/// A key with what must be held beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::gui) struct Shortcut {
    /// The key. Digits and punctuation go by their place on the keyboard, because on many
    /// keyboards their letters are elsewhere.
    pub(in crate::gui) key: Key,
    /// What is held.
    pub(in crate::gui) modifiers: Modifiers,
}

pub(super) const SHIFT: Modifiers = Modifiers::SHIFT;
pub(super) const CTRL: Modifiers = Modifiers::COMMAND;
pub(super) const ALT: Modifiers = Modifiers::ALT;
pub(super) const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
pub(super) const ALT_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::ALT };

/// A key on its own.
pub(super) const fn plain(key: Key) -> Shortcut {
    Shortcut { key, modifiers: Modifiers::NONE }
}

/// A key with something held.
pub(super) const fn with(modifiers: Modifiers, key: Key) -> Shortcut {
    Shortcut { key, modifiers }
}

impl Shortcut {
    /// How it is written.
    pub(in crate::gui) fn words(&self) -> String {
        let mut words = String::new();
        let question = self.key == Key::Slash && self.modifiers == SHIFT;
        if question {
            return "?".into();
        }
        for (held, word) in [
            (self.modifiers.command, "Ctrl "),
            (self.modifiers.alt, "Alt "),
            (self.modifiers.shift, "Shift "),
        ] {
            if held {
                words.push_str(word);
            }
        }
        words.push_str(match self.key {
            Key::ArrowUp => "Up",
            Key::ArrowDown => "Down",
            Key::ArrowLeft => "Left",
            Key::ArrowRight => "Right",
            Key::Escape => "Esc",
            Key::PageUp => "PgUp",
            Key::PageDown => "PgDn",
            Key::Period => ".",
            Key::Plus | Key::Equals => "+",
            Key::Minus => "-",
            key => key.name(),
        });
        words
    }

    /// Whether it is meant by this press.
    pub(in crate::gui) fn is(&self, key: Key, place: Option<Key>, modifiers: Modifiers) -> bool {
        let by_place = matches!(
            self.key,
            Key::Num0
                | Key::Num1
                | Key::Num2
                | Key::Num3
                | Key::Num4
                | Key::Num5
                | Key::Num6
                | Key::Num7
                | Key::Minus
                | Key::Equals
                | Key::Slash
                | Key::Period
        );
        // A sign that arrives as itself counts wherever its key is.
        let as_sign = match key {
            Key::Questionmark => self.key == Key::Slash && self.modifiers == SHIFT,
            Key::Plus => {
                let held = modifiers.command || modifiers.alt;
                !held && *self == plain(Key::Equals)
            }
            _ => false,
        };
        if as_sign {
            return true;
        }
        let pressed = if by_place { place.unwrap_or(key) } else { key };
        pressed == self.key && modifiers.matches_exact(self.modifiers)
    }

    /// Whether it is a key without Ctrl, Alt and function keys, which panels keep for themselves.
    #[cfg(test)]
    pub(super) fn is_plain(&self) -> bool {
        !self.modifiers.command && !self.modifiers.alt && !self.is_function_key()
    }

    /// Whether it is one of the keys F1 and further.
    #[cfg(test)]
    pub(super) fn is_function_key(&self) -> bool {
        let mut letters = self.key.name().chars();
        letters.next() == Some('F') && letters.next().is_some_and(|c| c.is_ascii_digit())
    }
}
