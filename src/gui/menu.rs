//! The menu bar and the row of tools, lenses and stages below it.

use eframe::egui::{self, Button, MenuBar, RichText, Ui};

use super::command::WindowCommand;
use super::context::{PanelContext, WindowAction};
use super::theme::strong;
use crate::display::{Ink, Lens, Theme};
use crate::session::{Action, EXAMPLES, FileAction, Next, Screen, Tool, ViewAction};

/// The menu bar.
pub(super) fn menu_bar(cx: &PanelContext<'_>, ui: &mut Ui) {
    MenuBar::new().ui(ui, |ui| {
        ui.menu_button("File", |ui| file_menu(cx, ui));
        ui.menu_button("Edit", |ui| edit_menu(cx, ui));
        ui.menu_button("View", |ui| view_menu(cx, ui));
        ui.menu_button("Help", |ui| entry(cx, ui, WindowCommand::Keys));
        if cx.session.screen() == Screen::Map {
            let title = &cx.session.map().header().title;
            let mark = if cx.session.is_saved() { "" } else { "  (unsaved)" };
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(strong(format!("{title}{mark}"), 15.0)).truncate());
            });
        }
    });
}

fn file_menu(cx: &PanelContext<'_>, ui: &mut Ui) {
    entry(cx, ui, WindowCommand::NewMap);
    entry(cx, ui, WindowCommand::Open);
    ui.menu_button("Open recent", |ui| {
        if cx.settings.recent.is_empty() {
            ui.label("No file was opened yet");
        }
        for path in &cx.settings.recent {
            if ui.button(path.display().to_string()).clicked() {
                cx.send(Action::File(FileAction::Leave(Next::Open(path.clone()))));
                ui.close();
            }
        }
    });
    ui.menu_button("Examples", |ui| {
        for (number, example) in EXAMPLES.iter().enumerate() {
            if ui.button(example.title).on_hover_text(example.teaches).clicked() {
                cx.send(Action::File(FileAction::Leave(Next::Example(number))));
                ui.close();
            }
        }
    });
    ui.separator();
    entry(cx, ui, WindowCommand::Save);
    entry(cx, ui, WindowCommand::SaveAs);
    ui.separator();
    entry(cx, ui, WindowCommand::Welcome);
    entry(cx, ui, WindowCommand::Quit);
}

fn edit_menu(cx: &PanelContext<'_>, ui: &mut Ui) {
    let named = |verb: &str, label: Option<&str>| match label {
        Some(label) => format!("{verb}: {label}"),
        None => verb.to_owned(),
    };
    let undo = named("Undo", cx.session.undo_label());
    entry_called(cx, ui, WindowCommand::Undo, &undo);
    let redo = named("Redo", cx.session.redo_label());
    entry_called(cx, ui, WindowCommand::Redo, &redo);
    ui.separator();
    for command in [
        WindowCommand::Rename,
        WindowCommand::AddReport,
        WindowCommand::SelectAll,
        WindowCommand::Remove,
        WindowCommand::Tidy,
    ] {
        entry(cx, ui, command);
    }
}

fn view_menu(cx: &PanelContext<'_>, ui: &mut Ui) {
    for lens in Lens::ALL {
        entry(cx, ui, WindowCommand::Lens(lens));
    }
    ui.separator();
    for command in [
        WindowCommand::FitMap,
        WindowCommand::FitSelection,
        WindowCommand::FullSize,
        WindowCommand::ZoomIn,
        WindowCommand::ZoomOut,
    ] {
        entry(cx, ui, command);
    }
    ui.separator();
    for theme in Theme::ALL {
        if ui.radio(cx.settings.theme == theme, format!("{} theme", theme.name())).clicked() {
            cx.ask_window(WindowAction::Theme(theme));
            ui.close();
        }
    }
    ui.separator();
    entry(cx, ui, WindowCommand::Larger);
    entry(cx, ui, WindowCommand::Smaller);
    entry(cx, ui, WindowCommand::TogglePanel);
}

fn entry(cx: &PanelContext<'_>, ui: &mut Ui, command: WindowCommand) {
    entry_called(cx, ui, command, command.label());
}

fn entry_called(cx: &PanelContext<'_>, ui: &mut Ui, command: WindowCommand, label: &str) {
    let mut button = Button::new(label);
    if let Some(shortcut) = command.shortcut() {
        button = button.shortcut_text(shortcut.words);
    }
    if ui.add_enabled(command.is_available(cx), button).clicked() {
        command.run(cx);
        ui.close();
    }
}

/// Tools at the left, lenses in the middle, stages at the right.
pub(super) fn toolbar(cx: &PanelContext<'_>, ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        for tool in [
            Tool::Select,
            Tool::Position,
            Tool::ReportsTo,
            Tool::Consult,
            Tool::Instruct,
            Tool::Inform,
        ] {
            choice(cx, ui, WindowCommand::Tool(tool), cx.session.tool() == tool);
        }
        ui.separator();
        for lens in Lens::ALL {
            choice(cx, ui, WindowCommand::Lens(lens), cx.session.lens() == lens);
        }
        stages(cx, ui);
    });
}

fn choice(cx: &PanelContext<'_>, ui: &mut Ui, command: WindowCommand, chosen: bool) {
    let keys = command.shortcut().map_or("", |shortcut| shortcut.words);
    let mut text = RichText::new(command.label());
    if chosen {
        text = text.font(super::theme::font(14.5, crate::display::Weight::SemiBold));
    }
    let hint = format!("{} ({keys})", command.label());
    if ui.selectable_label(chosen, text).on_hover_text(hint).clicked() {
        command.run(cx);
    }
}

fn stages(cx: &PanelContext<'_>, ui: &mut Ui) {
    let stages: Vec<_> = cx.session.map().stages().collect();
    if stages.len() < 2 {
        return;
    }
    ui.separator();
    ui.label(RichText::new("Stage").color(cx.color(Ink::TextQuiet)));
    let now = cx.session.shown_stage().record().name.clone();
    let choice = egui::ComboBox::from_id_salt("stage").selected_text(&now);
    let response = choice.show_ui(ui, |ui| {
        for (id, stage) in stages {
            let chosen = cx.session.stage_id() == id;
            if ui.selectable_label(chosen, &stage.record().name).clicked() {
                cx.send(Action::View(ViewAction::Stage(id)));
            }
        }
    });
    response.response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::WidgetType::ComboBox, true, "Stage");
        info.current_text_value = Some(now.clone());
        info
    });
}
