//! The menu bar and the row of tools, lenses and stages below it.

use eframe::egui::{self, Button, MenuBar, RichText, ScrollArea, Ui};

use super::{
    DrawCommand, EditCommand, Kind, LayoutCommand, Menu, PresentCommand, TABLE, ViewCommand,
    WindowCommand,
};
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::model::LineKind;
use crate::session::{Action, EXAMPLES, FileAction, Next, Screen, Tool, ViewAction};
use crate::wording::Lens;

/// The menu bar: every command of the table under its menu.
pub(in crate::gui) fn menu_bar(cx: &PanelContext<'_>, ui: &mut Ui) {
    MenuBar::new().ui(ui, |ui| {
        for (menu, name) in MENUS {
            ui.menu_button(name, |ui| {
                ScrollArea::vertical().max_height(ui.ctx().content_rect().height() - 80.0).show(
                    ui,
                    |ui| {
                        if menu == Menu::File {
                            begin_menu(cx, ui);
                        }
                        entries(cx, ui, menu);
                    },
                );
            });
        }
        if cx.session.screen() == Screen::Map {
            let title = &cx.session.seen_map().header().title;
            let mark = if cx.session.is_saved() { "" } else { "  (unsaved)" };
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(strong(format!("{title}{mark}"), 15.0)).truncate());
                comparison(cx, ui);
                stages(cx, ui);
                domains(cx, ui);
            });
        }
    });
}

const MENUS: [(Menu, &str); 8] = [
    (Menu::File, "File"),
    (Menu::Edit, "Edit"),
    (Menu::Draw, "Draw"),
    (Menu::Select, "Select"),
    (Menu::Layout, "Layout"),
    (Menu::View, "View"),
    (Menu::Present, "Present"),
    (Menu::Help, "Help"),
];

/// Recent files and examples.
fn begin_menu(cx: &PanelContext<'_>, ui: &mut Ui) {
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
}

/// The commands of a menu, those of one kind together.
fn entries(cx: &PanelContext<'_>, ui: &mut Ui, menu: Menu) {
    let mut before: Option<(Kind, bool)> = None;
    for entry in TABLE.iter().filter(|entry| entry.menu == menu) {
        let kind = entry.command.kind();
        // A row of variants of one command stands apart from what comes before it.
        let family = TABLE.iter().filter(|it| it.command.kind() == kind).count();
        let large = family > 2;
        if before.is_some_and(|(before, was)| before != kind && (large || was)) {
            ui.separator();
        }
        before = Some((kind, large));
        menu_entry(cx, ui, &entry.command);
    }
}

/// One command as a line of a menu, with its key, and why it cannot be done now.
pub(in crate::gui) fn menu_entry(cx: &PanelContext<'_>, ui: &mut Ui, command: &WindowCommand) {
    let Some(entry) = command.entry() else { return };
    let chosen = is_chosen(cx, command);
    let label = match (command, cx.session.undo_label(), cx.session.redo_label()) {
        (WindowCommand::Edit(EditCommand::Undo), Some(what), _) => format!("Undo: {what}"),
        (WindowCommand::Edit(EditCommand::Redo), _, Some(what)) => format!("Redo: {what}"),
        _ => entry.name.to_owned(),
    };
    let mut button = match chosen {
        Some(chosen) => Button::selectable(chosen, label),
        None => Button::new(label),
    };
    button = button.shortcut_text(entry.key_words());
    let why_not = command.why_not(cx);
    let mut response = ui.add_enabled(why_not.is_none(), button);
    if let Some(why) = why_not {
        response = response.on_disabled_hover_text(why);
    }
    if response.clicked() {
        command.run(cx);
        ui.close();
    }
}

/// Whether a command that chooses something has it chosen now; nothing for other commands.
fn is_chosen(cx: &PanelContext<'_>, command: &WindowCommand) -> Option<bool> {
    let settings = cx.settings;
    match command {
        WindowCommand::Draw(DrawCommand::Tool(tool)) => Some(cx.session.tool() == *tool),
        WindowCommand::Draw(DrawCommand::Frequency(often)) => {
            let flows = shared(cx.session.selection().flows().iter().map(|id| {
                cx.session.seen_stage().flows().get(*id).map(|flow| flow.frequency.get())
            }));
            Some(flows == Some(f64::from(*often)))
        }
        WindowCommand::Draw(DrawCommand::FlowKind(kind)) => {
            let flows =
                shared(cx.session.selection().flows().iter().map(|id| {
                    cx.session.seen_stage().flows().get(*id).map(|flow| flow.kind.clone())
                }));
            Some(flows.as_ref() == Some(kind))
        }
        WindowCommand::Draw(DrawCommand::Dotted { dotted }) => {
            let lines = shared(cx.session.selection().lines().iter().map(|id| {
                let line = cx.session.seen_stage().lines().get(*id)?;
                Some(line.kind == LineKind::Dotted)
            }));
            Some(lines == Some(*dotted))
        }
        WindowCommand::Layout(LayoutCommand::Form(form)) => {
            Some(cx.session.seen_stage().record().chart == *form)
        }
        WindowCommand::Layout(LayoutCommand::KeepPlaced) => Some(settings.keep_placed),
        WindowCommand::View(command) => match command {
            ViewCommand::Lens(lens) => Some(cx.session.lens() == *lens),
            ViewCommand::Theme(theme) => Some(settings.theme == *theme),
            ViewCommand::Overview => Some(settings.overview),
            ViewCommand::Matrix => Some(cx.picture.matrix.is_some()),
            ViewCommand::Outline => Some(settings.outline),
            ViewCommand::Table => Some(settings.table),
            ViewCommand::Charts => Some(settings.charts),
            ViewCommand::SidePanel => Some(settings.panel),
            ViewCommand::Focus
            | ViewCommand::WidenFocus { .. }
            | ViewCommand::FitMap
            | ViewCommand::FitSelection
            | ViewCommand::FullSize
            | ViewCommand::ZoomIn
            | ViewCommand::ZoomOut
            | ViewCommand::NextPanel
            | ViewCommand::Larger
            | ViewCommand::Smaller => None,
        },
        WindowCommand::Present(PresentCommand::PresenterView) => Some(cx.settings.presenter),
        WindowCommand::Present(PresentCommand::Strip) => Some(cx.settings.strip),
        WindowCommand::Present(PresentCommand::HideNames) => Some(cx.session.names_hidden()),
        WindowCommand::File(_)
        | WindowCommand::Present(_)
        | WindowCommand::Edit(_)
        | WindowCommand::Draw(_)
        | WindowCommand::Select(_)
        | WindowCommand::Layout(_)
        | WindowCommand::Page(_) => None,
    }
}

/// What all of these are; nothing where they differ, or there are none.
fn shared<T: PartialEq>(values: impl IntoIterator<Item = Option<T>>) -> Option<T> {
    let mut values = values.into_iter();
    let first = values.next()??;
    values.all(|value| value.as_ref() == Some(&first)).then_some(first)
}

/// Tools at the left, lenses beside them.
pub(in crate::gui) fn toolbar(cx: &PanelContext<'_>, ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        // Tools and seven lenses stand in one row of a laptop's window.
        ui.spacing_mut().button_padding.x = 7.0;
        ui.spacing_mut().item_spacing.x = 4.0;
        for tool in [
            Tool::Select,
            Tool::Position,
            Tool::ReportsTo,
            Tool::Consult,
            Tool::Instruct,
            Tool::Inform,
        ] {
            choice(
                cx,
                ui,
                &WindowCommand::Draw(DrawCommand::Tool(tool)),
                cx.session.tool() == tool,
            );
        }
        ui.separator();
        for lens in Lens::ALL {
            choice(
                cx,
                ui,
                &WindowCommand::View(ViewCommand::Lens(lens)),
                cx.session.lens() == lens,
            );
        }
    });
}

fn choice(cx: &PanelContext<'_>, ui: &mut Ui, command: &WindowCommand, chosen: bool) {
    let keys = command.entry().map(super::Entry::key_words).unwrap_or_default();
    let mut text = RichText::new(command.name());
    if chosen {
        text = text.font(crate::gui::app::theme::font(14.5, crate::drawing::Weight::SemiBold));
    }
    let hint = match keys.as_str() {
        "" => command.name().to_owned(),
        keys => format!("{} ({keys})", command.name()),
    };
    if ui.selectable_label(chosen, text).on_hover_text(hint).clicked() {
        command.run(cx);
    }
}

/// A choice beside the title: its menu and, as things stand from right to left here, its name.
fn beside_title<T: PartialEq + Clone>(
    cx: &PanelContext<'_>,
    ui: &mut Ui,
    label: &str,
    now: &T,
    entries: &[(T, String)],
) -> Option<T> {
    let id = egui::Id::new(("beside the title", label));
    let chosen = crate::gui::panel::inspector::choose_within(ui, id, label, now, entries, 40.0);
    ui.label(RichText::new(label).color(cx.color(Ink::TextQuiet)));
    chosen
}

/// The stage that the shown one is compared with, where there are several.
fn comparison(cx: &PanelContext<'_>, ui: &mut Ui) {
    let shown = cx.session.stage_id();
    let others = cx.session.seen_map().stages().filter(|(id, _)| *id != shown);
    let mut entries = vec![(None, "nothing".to_owned())];
    entries.extend(others.map(|(id, stage)| (Some(id), stage.record().name.clone())));
    if entries.len() < 2 {
        return;
    }
    let now = cx.session.compared().map(|it| it.stage);
    if let Some(stage) = beside_title(cx, ui, "Compare with", &now, &entries) {
        cx.send(Action::View(ViewAction::Compare(stage)));
    }
}

/// The one domain that authority and knowledge are read in, in the lens that is about them.
fn domains(cx: &PanelContext<'_>, ui: &mut Ui) {
    let answer = cx.session.shown().answer();
    let Some(further) = answer.map(|answer| &answer.further) else { return };
    if cx.session.lens() != Lens::AuthorityAndKnowledge || further.domains.len() < 2 {
        return;
    }
    let mut entries = vec![(None, "all domains".to_owned())];
    entries.extend(further.domains.keys().map(|it| (Some(it.clone()), it.to_string())));
    let now = cx.session.domain().cloned();
    if let Some(domain) = beside_title(cx, ui, "Domain", &now, &entries) {
        cx.send(Action::View(ViewAction::Domain(domain)));
    }
}

/// The stage that is shown, where there are several.
fn stages(cx: &PanelContext<'_>, ui: &mut Ui) {
    let stages = cx.session.seen_map().stages();
    let entries: Vec<_> = stages.map(|(id, stage)| (id, stage.record().name.clone())).collect();
    if entries.len() < 2 {
        return;
    }
    if let Some(stage) = beside_title(cx, ui, "Stage", &cx.session.stage_id(), &entries) {
        cx.send(Action::View(ViewAction::Stage(stage)));
    }
}
