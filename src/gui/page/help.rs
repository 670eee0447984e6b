//! The help, in the window and without a network: what one does, in the order in which one does
//! it, each with a button that does it.

use eframe::egui::{Button, RichText, ScrollArea, Ui};

use crate::drawing::Ink;
use crate::gui::app::context::{PanelContext, WindowAction};
use crate::gui::app::theme::{modal, strong};
use crate::gui::command::{
    DrawCommand, FileCommand, PageCommand, PresentCommand, ViewCommand, WindowCommand,
};
use crate::model::Manner;
use crate::session::Step;

/// A chapter: its heading, what it says, and the commands it speaks of.
struct Chapter {
    heading: &'static str,
    text: &'static [&'static str],
    commands: &'static [WindowCommand],
}

use WindowCommand as C;

const CHAPTERS: [Chapter; 6] = [
    Chapter {
        heading: "Draw",
        text: &[
            "P and a name makes a position; Tab keeps the name and opens a report, Enter a \
             colleague, Enter on an empty name steps up to the superior. With the mouse: \
             double-click, then press the plus signs round a box.",
            "C, I or N and the first letters of another name draw who is asked, told and \
             informed. R gives another superior. Ctrl Z takes everything back.",
            "A staff list or an indented list is pasted as it is (Ctrl V); you see what will be \
             made before it is.",
        ],
        commands: &[C::Draw(DrawCommand::NewPosition), C::Page(PageCommand::RoundTable)],
    },
    Chapter {
        heading: "Say who knows and who decides",
        text: &[
            "Select a position and enter at the right what it knows (0 to 5) and may decide (0 to \
             3), domain by domain. With several selected, all are set. Round the table (F4) asks \
             the same of everybody in turn.",
        ],
        commands: &[C::Page(PageCommand::RoundTable), C::View(ViewCommand::SidePanel)],
    },
    Chapter {
        heading: "Read",
        text: &[
            "The digits 1 to 7 change the lens. With nothing selected, the panel at the right is \
             the Reading: the verdict, then every finding with its number. Show brings to the \
             front what it is about, Explain says how it was worked out, and a misfit has the one \
             edit that would clear it.",
        ],
        commands: &[C::Page(PageCommand::Glossary), C::View(ViewCommand::Charts)],
    },
    Chapter {
        heading: "Guess first",
        text: &["Before anything is shown, let everybody guess (F9). Type what is called out, as \
             \"Ana: 0.9\", or press the scale; F9 again reveals how far the guesses are from what \
             the map says. Rounds are kept in the file."],
        commands: &[C::Present(PresentCommand::Guess)],
    },
    Chapter {
        heading: "Present",
        text: &[
            "F7 makes a scene of what is on screen; one command makes the usual sequence. F5 puts \
             it on the wall: arrows, Space and page keys walk, digits stay lenses, S is a \
             spotlight, L a pointer, D draws, B and W cover, H hides names, Z zooms, T shows the \
             trail of the centre, Esc leaves. F8 opens the presenter's view with notes and clock.",
            "A scene is renamed, moved, copied and noted in the strip below the map.",
        ],
        commands: &[
            C::Present(PresentCommand::DefaultScenes),
            C::Present(PresentCommand::Start { here: false }),
            C::Present(PresentCommand::PresenterView),
            C::Present(PresentCommand::Scene(Step::Forward)),
        ],
    },
    Chapter {
        heading: "Change, compare and take home",
        text: &[
            "Ctrl Shift N makes a stage with all that the shown one holds; change it, and lay the \
             two side by side or over each other. The workshop kit is a folder with the report, \
             every scene as picture and page, the slides, the agenda, and what is printed.",
        ],
        commands: &[
            C::Present(PresentCommand::NewStage),
            C::Present(PresentCommand::Lay(Manner::Beside)),
            C::Present(PresentCommand::Kit),
            C::File(FileCommand::Save),
        ],
    },
];

/// The help page.
pub(in crate::gui) fn help_page(cx: &PanelContext<'_>, ui: &Ui) {
    let shown = modal(ui.ctx(), "help").show(ui.ctx(), |ui| {
        ui.set_width(680.0_f32.min(ui.ctx().content_rect().width() - 80.0));
        ui.label(strong("Help", 22.0));
        ui.horizontal(|ui| {
            button(cx, ui, &C::Page(PageCommand::Tour));
            button(cx, ui, &C::Page(PageCommand::Keys));
            button(cx, ui, &C::Page(PageCommand::Palette));
        });
        let height = (ui.ctx().content_rect().height() - 220.0).max(160.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for chapter in &CHAPTERS {
                ui.add_space(10.0);
                ui.label(strong(chapter.heading, 17.0));
                for text in chapter.text {
                    ui.label(*text);
                    ui.add_space(2.0);
                }
                ui.horizontal_wrapped(|ui| {
                    for command in chapter.commands {
                        button(cx, ui, command);
                    }
                });
            }
        });
        ui.add_space(8.0);
        if ui.button("Close").clicked() {
            cx.ask_window(WindowAction::Close);
        }
    });
    if shown.should_close() {
        cx.ask_window(WindowAction::Close);
    }
}

/// A command as a button with its key; why it cannot be done now stands in its tooltip.
fn button(cx: &PanelContext<'_>, ui: &mut Ui, command: &WindowCommand) {
    let why = command.why_not(cx);
    let key = command.entry().map(crate::gui::command::Entry::key_words).unwrap_or_default();
    let words = match key.as_str() {
        "" => command.name().to_owned(),
        key => format!("{}  {key}", command.name()),
    };
    let words = RichText::new(words).color(cx.color(Ink::Text));
    let response = ui.add_enabled(why.is_none(), Button::new(words));
    let response = response.on_disabled_hover_text(why.unwrap_or_default());
    if response.clicked() {
        cx.ask_window(WindowAction::Close);
        command.run(cx);
    }
}
