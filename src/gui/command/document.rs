use std::fmt::Write as _;

use super::Menu;
use super::TABLE;

/// What keys mean while a name, a target or a search is typed.
pub(in crate::gui) const TYPING: [(&str, &str, &str); 11] = [
    (
        "While a name is open",
        "Enter",
        "keeps the name; an empty one drops the new position and steps up to its superior",
    ),
    ("While a name is open", "Tab", "keeps the name and opens a report"),
    ("While a name is open", "Esc", "gives back the old name"),
    ("After R, C, I or N", "letters", "find the other position by the first letters of its name"),
    ("After R, C, I or N", "Enter", "draws the line or flow to the one that is offered"),
    ("After R, C, I or N", "Up, Down", "offer another one"),
    ("After R, C, I or N", "Backspace", "takes the last letter back"),
    ("After R, C, I or N", "Esc", "takes the letters back, then the tool"),
    ("In Find and in the palette", "Up, Down", "choose"),
    ("In Find and in the palette", "Enter", "goes there, or does it"),
    ("In Find and in the palette", "Esc", "closes it"),
];

/// What the mouse does, where no command says it.
pub(in crate::gui) const MOUSE: [(&str, &str); 14] = [
    ("Double-click on empty canvas", "a new position, its name open"),
    ("Double-click on a position", "renames it"),
    ("Drag a position", "moves it; guides show, Ctrl lifts snapping, Esc puts it back"),
    (
        "Drag a position and stay on another, or hold Shift",
        "gives it another superior: in the middle it reports there, at a side it becomes a colleague",
    ),
    ("Alt-drag a position", "duplicates it"),
    (
        "Drag the round handle to a position",
        "draws a line or flow; on empty canvas a new position is made at its end",
    ),
    ("Press a small plus sign", "adds a superior, a report or a colleague there"),
    ("Click, Shift-click", "selects, selects besides"),
    ("Shift-drag on empty canvas", "selects with a box; with Alt, with a lasso"),
    ("Drag on empty canvas", "moves the map, or selects, by the setting"),
    ("Space-drag, middle-drag", "moves the map"),
    (
        "Wheel",
        "zooms at the pointer or moves the map, by the setting; with Ctrl it always zooms, with Shift it goes sideways",
    ),
    ("Pinch", "zooms"),
    ("Right click", "the menu of what lies there"),
];

/// The list of all commands with their keys, as a document.
pub(in crate::gui) fn key_document() -> String {
    let mut text = String::from(
        "# Commands and keys\n\nGenerated from the table of commands. On a Mac, Ctrl is Cmd.\n",
    );
    for menu in [
        Menu::File,
        Menu::Edit,
        Menu::Draw,
        Menu::Select,
        Menu::Layout,
        Menu::View,
        Menu::Present,
        Menu::Help,
    ] {
        let _ = write!(text, "\n## {menu:?}\n\n| command | keys |\n|---|---|\n");
        for entry in TABLE.iter().filter(|entry| entry.menu == menu) {
            let _ = writeln!(text, "| {} | {} |", entry.name, entry.all_key_words().join(", "));
        }
    }
    text.push_str("\n## While typing\n\n| where | keys | what they do |\n|---|---|---|\n");
    for (place, keys, what) in TYPING {
        let _ = writeln!(text, "| {place} | {keys} | {what} |");
    }
    text.push_str("\n## Mouse and touch\n\n| act | what it does |\n|---|---|\n");
    for (act, what) in MOUSE {
        let _ = writeln!(text, "| {act} | {what} |");
    }
    text
}
