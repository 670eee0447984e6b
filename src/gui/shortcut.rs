//! Keys to commands. Digits and punctuation go by their place on the keyboard, because on many
//! keyboards their letters are elsewhere.

use eframe::egui::{self, Event, Key, Modifiers};

use super::command::WindowCommand;
use super::context::PanelContext;

/// Runs the command of every key that was pressed, unless something is being typed.
pub(super) fn take_keys(cx: &PanelContext<'_>, ctx: &egui::Context) {
    let typing = ctx.text_edit_focused() || cx.session.renaming().is_some();
    let asking = cx.session.leaving().is_some();
    if asking {
        return;
    }
    let pressed = ctx.input(|input| {
        let press = |event: &Event| match event {
            Event::Key { key, physical_key, pressed: true, modifiers, repeat, .. } => {
                Some((*key, *physical_key, *modifiers, *repeat))
            }
            _ => None,
        };
        input.events.iter().filter_map(press).collect::<Vec<_>>()
    });
    for (key, physical, modifiers, repeat) in pressed {
        let Some(command) = meant(key, physical, modifiers) else { continue };
        let while_typing = matches!(
            command,
            WindowCommand::Save | WindowCommand::SaveAs | WindowCommand::Open | WindowCommand::Quit
        );
        if (typing && !while_typing)
            || (repeat
                && !matches!(
                    command,
                    WindowCommand::Walk(_) | WindowCommand::Undo | WindowCommand::Redo
                ))
        {
            continue;
        }
        if command.is_available(cx) {
            command.run(cx);
        }
    }
}

/// The command of a key press.
fn meant(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Option<WindowCommand> {
    let by_place = |key: Key| {
        matches!(
            key,
            Key::Num0
                | Key::Num1
                | Key::Num2
                | Key::Num3
                | Key::Num4
                | Key::Minus
                | Key::Equals
                | Key::Slash
        )
    };
    let place = physical.unwrap_or(key);
    let key = if by_place(place) { place } else { key };
    // The question mark arrives as itself where the keyboard has it elsewhere.
    let key = if key == Key::Questionmark { Key::Slash } else { key };
    WindowCommand::all().into_iter().find(|command| {
        command
            .shortcut()
            .iter()
            .chain(command.aliases())
            .any(|shortcut| shortcut.key == key && modifiers.matches_exact(shortcut.modifiers))
    })
}
