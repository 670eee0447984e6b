//! What hands do, in the order in which they did it, however slow the frames are.
//!
//! A key such as Tab or Enter moves the keyboard elsewhere, and does so only when the frame in
//! which it arrives is over. What is struck after it in the same frame is meant for that other
//! place. So at most one such key is let into a frame, and what comes after it waits for the
//! next; and all waits while a field is only just opening.

use std::collections::VecDeque;

use eframe::egui::{Context, Event, Key, Plugin, RawInput};

/// What has not been let in yet.
#[derive(Debug, Default)]
pub(in crate::gui) struct KeyQueue {
    waiting: VecDeque<Event>,
    /// Whether keys were let into the last frame.
    keyed: bool,
    /// Whether what they asked for is not there yet, and for how many frames that has been so.
    busy: Option<u32>,
}

/// Something that never gets ready stops nobody's hands for longer than so many frames.
const LONGEST: u32 = 60;

impl KeyQueue {
    /// Tells how a frame has ended: whether something was asked for in it, and whether keys of
    /// it are still held back.
    pub(in crate::gui) fn end_of_frame(&mut self, asked: bool, holding: bool) {
        let busy = holding || (asked && self.keyed);
        self.busy = busy.then(|| self.busy.map_or(1, |frames| frames + 1));
    }

    /// The next events that belong into one frame.
    fn next(&mut self) -> Vec<Event> {
        let (mut typed, mut pressed) = (false, false);
        let mut frame = Vec::new();
        while let Some(event) = self.waiting.front() {
            let moves = moves_keyboard(event);
            let keyed = is_of_keyboard(event);
            let stop = match event {
                Event::PointerButton { .. } => typed,
                _ => keyed && (pressed || (moves && typed)),
            };
            if stop {
                break;
            }
            pressed |= matches!(event, Event::PointerButton { .. });
            typed |= keyed;
            frame.extend(self.waiting.pop_front());
            if moves {
                // The letter of a key belongs to it.
                let lettered = frame.last().is_some_and(writes);
                if lettered && matches!(self.waiting.front(), Some(Event::Text(_))) {
                    frame.extend(self.waiting.pop_front());
                }
                break;
            }
        }
        self.keyed = typed;
        frame
    }
}

impl Plugin for KeyQueue {
    fn debug_name(&self) -> &'static str {
        "keys in order"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        for event in input.events.drain(..) {
            // A key that is held down gives no more than the frames can take.
            let again = matches!(&event, Event::Key { repeat: true, .. }) && moves_keyboard(&event);
            if !(again && self.waiting.contains(&event)) {
                self.waiting.push_back(event);
            }
        }
        let busy = self.busy.is_some_and(|frames| frames < LONGEST);
        if !(busy && self.waiting.iter().any(is_of_keyboard)) {
            input.events = self.next();
        }
        if !self.waiting.is_empty() {
            ctx.request_repaint();
        }
    }
}

/// Whether an event comes from the keyboard and says something: letting a key go does not.
fn is_of_keyboard(event: &Event) -> bool {
    match event {
        Event::Key { pressed, .. } => *pressed,
        Event::Text(_) | Event::Ime(_) | Event::Copy | Event::Cut | Event::Paste(_) => true,
        _ => false,
    }
}

/// Keys that move the keyboard by themselves, and bring no letter with them.
const MOVERS: [Key; 9] = [
    Key::Enter,
    Key::Tab,
    Key::Escape,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::PageUp,
    Key::PageDown,
];

/// Whether a key may bring a letter with it.
fn writes(event: &Event) -> bool {
    matches!(event, Event::Key { key, .. } if !MOVERS.contains(key))
}

/// Whether an event may move the keyboard to another place or open one.
fn moves_keyboard(event: &Event) -> bool {
    match event {
        Event::Key { key, pressed: true, modifiers, .. } => {
            let function = key.name().len() > 1 && key.name().starts_with('F');
            modifiers.command || modifiers.alt || function || MOVERS.contains(key)
        }
        Event::Copy | Event::Cut | Event::Paste(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::Modifiers;

    fn key(key: Key) -> Event {
        let modifiers = Modifiers::NONE;
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    #[test]
    fn a_frame_ends_before_and_after_a_key_that_moves_the_keyboard() {
        let letter = |letter: &str| Event::Text(letter.into());
        let all = [letter("a"), letter("b"), key(Key::Tab), key(Key::Enter), letter("c")];
        let mut queue = KeyQueue { waiting: all.to_vec().into(), ..KeyQueue::default() };
        let frames: Vec<usize> = std::iter::repeat_with(|| queue.next().len()).take(5).collect();
        assert_eq!(frames, [2, 1, 1, 1, 0]);
    }
}
