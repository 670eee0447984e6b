//! Every command of the window, said once: menus, buttons, shortcuts and the list of keys are
//! all read from here.

use eframe::egui::{Key, Modifiers};

use super::context::{PanelContext, WindowAction};
use crate::display::{Lens, Theme};
use crate::session::{
    Action, Direction, EditAction, FileAction, History, Next, Screen, SelectAction, Tool,
    ViewAction,
};

/// A command of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WindowCommand {
    NewMap,
    Open,
    Save,
    SaveAs,
    Welcome,
    Quit,
    Undo,
    Redo,
    SelectAll,
    Rename,
    AddReport,
    Remove,
    Tidy,
    Walk(Direction),
    Tool(Tool),
    Lens(Lens),
    Theme(Theme),
    Larger,
    Smaller,
    FitMap,
    FitSelection,
    FullSize,
    ZoomIn,
    ZoomOut,
    TogglePanel,
    Keys,
}

/// A key with what must be held beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shortcut {
    /// The key, by its place on the keyboard.
    pub(super) key: Key,
    /// What is held.
    pub(super) modifiers: Modifiers,
    /// How it is written.
    pub(super) words: &'static str,
}

const fn key(key: Key, modifiers: Modifiers, words: &'static str) -> Shortcut {
    Shortcut { key, modifiers, words }
}

const COMMAND_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

impl WindowCommand {
    /// Every command, in the order in which the list of keys shows them.
    pub(super) fn all() -> Vec<Self> {
        let mut all = vec![
            Self::NewMap,
            Self::Open,
            Self::Save,
            Self::SaveAs,
            Self::Welcome,
            Self::Quit,
            Self::Undo,
            Self::Redo,
            Self::SelectAll,
            Self::Rename,
            Self::AddReport,
            Self::Remove,
            Self::Tidy,
        ];
        all.extend(
            [Direction::Up, Direction::Down, Direction::Left, Direction::Right].map(Self::Walk),
        );
        all.extend(
            [Tool::Select, Tool::Position, Tool::ReportsTo, Tool::Consult, Tool::Instruct]
                .map(Self::Tool),
        );
        all.push(Self::Tool(Tool::Inform));
        all.extend(Lens::ALL.map(Self::Lens));
        all.extend(Theme::ALL.map(Self::Theme));
        all.extend([
            Self::FitMap,
            Self::FitSelection,
            Self::FullSize,
            Self::ZoomIn,
            Self::ZoomOut,
            Self::Larger,
            Self::Smaller,
            Self::TogglePanel,
            Self::Keys,
        ]);
        all
    }

    /// What it is called in menus. Three dots say that it asks for more.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::NewMap => "New map",
            Self::Open => "Open…",
            Self::Save => "Save",
            Self::SaveAs => "Save as…",
            Self::Welcome => "Welcome page",
            Self::Quit => "Quit",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::SelectAll => "Select all",
            Self::Rename => "Rename",
            Self::AddReport => "Add a report",
            Self::Remove => "Remove",
            Self::Tidy => "Tidy layout",
            Self::Walk(Direction::Up) => "Go to the superior",
            Self::Walk(Direction::Down) => "Go to the first report",
            Self::Walk(Direction::Left) => "Go to the colleague before",
            Self::Walk(Direction::Right) => "Go to the colleague after",
            Self::Tool(Tool::Select) => "Select",
            Self::Tool(Tool::Position) => "Position",
            Self::Tool(Tool::ReportsTo) => "Reports to",
            Self::Tool(Tool::Consult) => "Consult",
            Self::Tool(Tool::Instruct) => "Instruct",
            Self::Tool(Tool::Inform) => "Inform",
            Self::Lens(lens) => lens.name(),
            Self::Theme(theme) => theme.name(),
            Self::Larger => "Larger type",
            Self::Smaller => "Smaller type",
            Self::FitMap => "Show the whole map",
            Self::FitSelection => "Show the selection",
            Self::FullSize => "Full size (100 %)",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::TogglePanel => "Side panel",
            Self::Keys => "Keys",
        }
    }

    /// Its key.
    pub(super) fn shortcut(self) -> Option<Shortcut> {
        let none = Modifiers::NONE;
        let command = Modifiers::COMMAND;
        let shift = Modifiers::SHIFT;
        Some(match self {
            Self::NewMap => key(Key::N, command, "Ctrl N"),
            Self::Open => key(Key::O, command, "Ctrl O"),
            Self::Save => key(Key::S, command, "Ctrl S"),
            Self::SaveAs => key(Key::S, COMMAND_SHIFT, "Ctrl Shift S"),
            Self::Quit => key(Key::Q, command, "Ctrl Q"),
            Self::Undo => key(Key::Z, command, "Ctrl Z"),
            Self::Redo => key(Key::Z, COMMAND_SHIFT, "Ctrl Shift Z"),
            Self::SelectAll => key(Key::A, command, "Ctrl A"),
            Self::Rename => key(Key::F2, none, "F2"),
            Self::Remove => key(Key::Delete, none, "Delete"),
            Self::Walk(Direction::Up) => key(Key::ArrowUp, none, "Up"),
            Self::Walk(Direction::Down) => key(Key::ArrowDown, none, "Down"),
            Self::Walk(Direction::Left) => key(Key::ArrowLeft, none, "Left"),
            Self::Walk(Direction::Right) => key(Key::ArrowRight, none, "Right"),
            Self::Tool(Tool::Select) => key(Key::V, none, "V"),
            Self::Tool(Tool::Position) => key(Key::P, none, "P"),
            Self::Tool(Tool::ReportsTo) => key(Key::R, none, "R"),
            Self::Tool(Tool::Consult) => key(Key::C, none, "C"),
            Self::Tool(Tool::Instruct) => key(Key::I, none, "I"),
            Self::Tool(Tool::Inform) => key(Key::N, none, "N"),
            Self::Lens(Lens::Structure) => key(Key::Num1, none, "1"),
            Self::Lens(Lens::Organicity) => key(Key::Num2, none, "2"),
            Self::Lens(Lens::AuthorityAndKnowledge) => key(Key::Num3, none, "3"),
            Self::Lens(Lens::CenterOfGravity) => key(Key::Num4, none, "4"),
            Self::FitMap => key(Key::Num1, shift, "Shift 1"),
            Self::FitSelection => key(Key::Num2, shift, "Shift 2"),
            Self::FullSize => key(Key::Num0, shift, "Shift 0"),
            Self::ZoomIn => key(Key::Equals, command, "Ctrl +"),
            Self::ZoomOut => key(Key::Minus, command, "Ctrl -"),
            Self::Keys => key(Key::Slash, shift, "?"),
            Self::Welcome
            | Self::AddReport
            | Self::Tidy
            | Self::Theme(_)
            | Self::Larger
            | Self::Smaller
            | Self::TogglePanel => return None,
        })
    }

    /// Further keys for the same command.
    pub(super) fn aliases(self) -> &'static [Shortcut] {
        const REDO: [Shortcut; 1] = [key(Key::Y, Modifiers::COMMAND, "Ctrl Y")];
        const FIT: [Shortcut; 1] = [key(Key::Num0, Modifiers::NONE, "0")];
        const REMOVE: [Shortcut; 1] = [key(Key::Backspace, Modifiers::NONE, "Backspace")];
        match self {
            Self::Redo => &REDO,
            Self::FitMap => &FIT,
            Self::Remove => &REMOVE,
            _ => &[],
        }
    }

    /// Whether it can be done now.
    pub(super) fn is_available(self, cx: &PanelContext<'_>) -> bool {
        let session = cx.session;
        let on_map = session.screen() == Screen::Map;
        match self {
            Self::NewMap | Self::Open | Self::Quit | Self::Theme(_) | Self::Keys => true,
            Self::Larger | Self::Smaller => true,
            Self::Undo => on_map && session.undo_label().is_some(),
            Self::Redo => on_map && session.redo_label().is_some(),
            Self::Rename | Self::AddReport => on_map && session.selection().positions().len() == 1,
            Self::Remove | Self::FitSelection => on_map && !session.selection().is_empty(),
            Self::Tidy => on_map && !session.shown_stage().placements().is_empty(),
            _ => on_map,
        }
    }

    /// Does it.
    pub(super) fn run(self, cx: &PanelContext<'_>) {
        let selected = cx.session.selection().positions();
        let action = match self {
            Self::NewMap => Action::File(FileAction::Leave(Next::New)),
            Self::Open => Action::File(FileAction::Leave(Next::OpenDialog)),
            Self::Save => Action::File(FileAction::Save),
            Self::SaveAs => Action::File(FileAction::SaveAs),
            Self::Welcome => Action::File(FileAction::Leave(Next::Welcome)),
            Self::Quit => Action::File(FileAction::Leave(Next::Quit)),
            Self::Undo => Action::History(History::Undo),
            Self::Redo => Action::History(History::Redo),
            Self::SelectAll => Action::Select(SelectAction::All),
            Self::Rename => match selected.first() {
                Some(id) => Action::Edit(EditAction::StartRenaming(*id)),
                None => return,
            },
            Self::AddReport => {
                Action::Edit(EditAction::NewPosition { at: None, under: selected.first().copied() })
            }
            Self::Remove => Action::Edit(EditAction::RemoveSelected),
            Self::Tidy => Action::Edit(EditAction::Tidy),
            Self::Walk(direction) => Action::Select(SelectAction::Walk(direction)),
            Self::Tool(tool) => Action::View(ViewAction::Tool(tool)),
            Self::Lens(lens) => Action::View(ViewAction::Lens(lens)),
            _ => return self.run_in_window(cx),
        };
        cx.send(action);
    }

    fn run_in_window(self, cx: &PanelContext<'_>) {
        const STEP: f32 = 1.1;
        let scale = cx.settings.scale;
        cx.ask_window(match self {
            Self::Theme(theme) => WindowAction::Theme(theme),
            Self::Larger => WindowAction::Scale(scale * STEP),
            Self::Smaller => WindowAction::Scale(scale / STEP),
            Self::FitMap => WindowAction::FitMap,
            Self::FitSelection => WindowAction::FitSelection,
            Self::FullSize => WindowAction::Zoom(1.0),
            Self::ZoomIn => WindowAction::ZoomBy(1.25),
            Self::ZoomOut => WindowAction::ZoomBy(0.8),
            Self::TogglePanel => WindowAction::TogglePanel,
            _ => WindowAction::ToggleKeys,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_has_two_meanings() {
        let mut seen: Vec<(Shortcut, WindowCommand)> = Vec::new();
        for command in WindowCommand::all() {
            for shortcut in command.shortcut().iter().chain(command.aliases()) {
                let other = seen.iter().find(|(known, _)| {
                    known.key == shortcut.key && known.modifiers == shortcut.modifiers
                });
                assert!(other.is_none(), "{shortcut:?} means {command:?} and {other:?}");
                seen.push((*shortcut, command));
            }
        }
    }
}
