//! Keys to commands, one command a frame. What is pressed after a command in the same frame
//! waits for the next one: it may be meant for a name that is only just opening.

use eframe::egui::{self, Event, Key, Modifiers};

use super::{EditCommand, Entry, TABLE, ViewCommand, WindowCommand};
use crate::gui::app::context::{PanelContext, WindowAction};
use crate::session::{Action, Aim, Screen, Tool, ViewAction};

/// Keys that wait for a later frame.
#[derive(Debug, Default)]
pub(in crate::gui) struct Keyboard {
    held: Vec<Event>,
    /// The key of a command whose letter has not come yet; it is no text.
    letter_of: Option<Key>,
}

/// Who has the keyboard in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum Typing {
    /// The canvas.
    Canvas,
    /// A panel: letters and arrows are its own.
    Panel,
    /// A field in which text is typed.
    Field,
    /// A field that is open and has not got the keyboard yet.
    Opening,
    /// The field of a name, which has the keyboard.
    Name,
    /// The field of a search, which has the keyboard.
    Search,
    /// Something that must be answered first.
    Question,
}

fn is_of_keyboard(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::Ime(_)
            | Event::Copy
            | Event::Cut
            | Event::Paste(_)
    )
}

impl Keyboard {
    /// Whether keys wait for a later frame.
    pub(in crate::gui) fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    /// Reads the keyboard: runs the command of the first key that has one.
    pub(in crate::gui) fn take(
        &mut self,
        cx: &PanelContext<'_>,
        ctx: &egui::Context,
        typing: Typing,
    ) {
        let held = std::mem::take(&mut self.held);
        if !held.is_empty() {
            ctx.input_mut(|input| {
                input.events.splice(0..0, held);
            });
        }
        self.swallow_letter(ctx);
        if matches!(typing, Typing::Name | Typing::Field) && self.keeps_typed_first(cx, ctx) {
            ctx.request_repaint();
            return;
        }
        match typing {
            Typing::Opening => self.hold_from(ctx, 0),
            Typing::Name | Typing::Search => {
                let end = ctx.input(|input| input.events.iter().position(ends_name));
                if let Some(end) = end {
                    self.hold_from(ctx, end + 1);
                }
            }
            Typing::Question => {}
            Typing::Canvas | Typing::Panel | Typing::Field => self.run_first(cx, ctx, typing),
        }
        if !self.held.is_empty() {
            ctx.request_repaint();
        }
    }

    /// A file is saved with what is being typed: where a key asks for it, or to open another or to
    /// quit, the field is left first, and the key waits for the next frame. True when it does.
    fn keeps_typed_first(&mut self, cx: &PanelContext<'_>, ctx: &egui::Context) -> bool {
        let asks = |event: &Event| match event {
            Event::Key { key, physical_key, pressed: true, repeat: false, modifiers } => {
                let command = meant(cx, *key, *physical_key, *modifiers);
                command.is_some_and(|it| it.works_while_typing() && it.is_about_file())
            }
            _ => false,
        };
        let at = ctx.input(|input| input.events.iter().position(asks));
        let ended = ctx.input(|input| input.events.iter().position(ends_name));
        let Some(at) = at.filter(|at| ended.is_none_or(|ended| *at < ended)) else { return false };
        self.hold_from(ctx, at);
        ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
        true
    }

    /// Takes the letter of the last command away, when it comes after its key.
    fn swallow_letter(&mut self, ctx: &egui::Context) {
        let Some(key) = self.letter_of else { return };
        ctx.input_mut(|input| {
            let Some(at) = input.events.iter().position(is_of_keyboard) else { return };
            self.letter_of = None;
            let own = |text: &str| text.eq_ignore_ascii_case(key.symbol_or_name());
            if matches!(&input.events[at], Event::Text(text) if own(text)) {
                input.events.remove(at);
            }
        });
    }

    /// Takes the keys from a place on out of this frame.
    fn hold_from(&mut self, ctx: &egui::Context, from: usize) {
        ctx.input_mut(|input| {
            let later = input.events.split_off(from.min(input.events.len()));
            let (keys, rest): (Vec<_>, Vec<_>) = later.into_iter().partition(is_of_keyboard);
            input.events.extend(rest);
            self.held.extend(keys);
        });
    }

    fn run_first(&mut self, cx: &PanelContext<'_>, ctx: &egui::Context, typing: Typing) {
        let events = ctx.input(|input| input.events.clone());
        for (number, event) in events.iter().enumerate() {
            if !run(cx, event, typing) {
                continue;
            }
            if typing == Typing::Canvas && matches!(event, Event::Text(_)) {
                // Letters of a name that is looked for: the next one is as well.
                continue;
            }
            // The letter of a key that was a command is no text.
            let letter = matches!(event, Event::Key { .. })
                && matches!(events.get(number + 1), Some(Event::Text(_)));
            self.letter_of = match event {
                Event::Key { key, .. } if !letter => Some(*key),
                _ => None,
            };
            self.hold_from(ctx, number + 1 + usize::from(letter));
            ctx.input_mut(|input| {
                let end = (number + 1 + usize::from(letter)).min(input.events.len());
                input.events.drain(number..end);
            });
            return;
        }
    }
}

fn ends_name(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Enter | Key::Tab | Key::Escape, pressed: true, .. })
}

/// Runs what an event means; false when it means nothing here.
fn run(cx: &PanelContext<'_>, event: &Event, typing: Typing) -> bool {
    let aims = typing == Typing::Canvas && aims(cx);
    let command = match event {
        Event::Key { key, physical_key, pressed: true, modifiers, repeat, .. } => {
            if aims && let Some(aim) = aim_of(*key, *modifiers) {
                cx.send(Action::Aim(aim));
                return true;
            }
            meant(cx, *key, *physical_key, *modifiers)
                .filter(|command| !repeat || command.repeats())
        }
        Event::Text(text) if aims => {
            cx.send(Action::Aim(Aim::Type(text.clone())));
            return true;
        }
        Event::Copy => Some(WindowCommand::Edit(EditCommand::Copy)),
        Event::Cut => Some(WindowCommand::Edit(EditCommand::Cut)),
        Event::Paste(_) => Some(WindowCommand::Edit(EditCommand::Paste)),
        _ => None,
    };
    let Some(command) = command else { return false };
    let allowed = match typing {
        Typing::Canvas => !aims || !is_letter(event),
        Typing::Panel => !is_plain(event) || command == WindowCommand::View(ViewCommand::NextPanel),
        Typing::Field | Typing::Opening | Typing::Name | Typing::Search | Typing::Question => {
            command.works_while_typing()
        }
    };
    if !allowed {
        return false;
    }
    match (event, command.why_not(cx)) {
        (Event::Paste(text), None) => cx.ask_window(WindowAction::PasteText(text.clone())),
        (_, None) => command.run(cx),
        (_, Some(why)) => cx.send(Action::View(ViewAction::Hint(why))),
    }
    true
}

/// Whether a line or flow is armed, so that letters find its end.
fn aims(cx: &PanelContext<'_>) -> bool {
    cx.session.screen() == Screen::Map
        && !matches!(cx.session.tool(), Tool::Select | Tool::Position)
}

fn aim_of(key: Key, modifiers: Modifiers) -> Option<Aim> {
    if modifiers.any() {
        return None;
    }
    match key {
        Key::Enter => Some(Aim::Take),
        Key::Backspace => Some(Aim::Erase),
        Key::ArrowDown | Key::Tab => Some(Aim::Next(true)),
        Key::ArrowUp => Some(Aim::Next(false)),
        Key::Escape => Some(Aim::GiveUp),
        _ => None,
    }
}

/// Whether a press gives text, or would without Shift.
fn is_letter(event: &Event) -> bool {
    match event {
        Event::Key { key, modifiers, .. } => {
            let named =
                key.name().chars().count() == 1 || key.symbol_or_name().chars().count() == 1;
            !modifiers.command && !modifiers.alt && named
        }
        _ => false,
    }
}

/// Whether a press is without Ctrl, Alt and function keys.
fn is_plain(event: &Event) -> bool {
    match event {
        Event::Key { key, modifiers, .. } => {
            let function = key.name().len() > 1 && key.name().starts_with('F');
            !modifiers.command && !modifiers.alt && !function
        }
        _ => false,
    }
}

/// The command of a key press.
fn meant(
    cx: &PanelContext<'_>,
    key: Key,
    place: Option<Key>,
    modifiers: Modifiers,
) -> Option<WindowCommand> {
    let has_key =
        |entry: &&Entry| entry.keys.iter().any(|shortcut| shortcut.is(key, place, modifiers));
    let of_show = |entry: &&Entry| entry.need.is_of_show();
    // While a show runs, what belongs to it comes first.
    let shown = TABLE.iter().filter(of_show).filter(has_key);
    let mut shown = shown.filter(|entry| entry.need.why_not(cx).is_none());
    let entry = shown.next().or_else(|| TABLE.iter().filter(|it| !of_show(it)).find(has_key));
    entry.map(|entry| entry.command.clone())
}
