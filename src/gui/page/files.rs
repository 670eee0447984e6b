//! Questions about files: what is there already, what another program changed, what is still
//! being written; and the maps that can be recovered.

use eframe::egui::{self, RichText, ScrollArea, Ui};

use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::{modal, strong};
use crate::gui::page::question::{answers, given_up};
use crate::gui::page::waiting::waiting;
use crate::session::{Action, FileAction, FileAnswer, FileQuestion, Lost, RecoveryAction, Target};

/// How many differences are listed for each lost map.
const FEW: usize = 6;

/// The question about a file that is open.
pub(in crate::gui) fn file_question(cx: &PanelContext<'_>, ui: &Ui) {
    let Some(question) = cx.session.file_question() else { return };
    let shown = modal(ui.ctx(), "file question").show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        match question {
            FileQuestion::Occupied(target) => occupied(cx, ui, target),
            FileQuestion::Changed { path, theirs } => {
                ui.label(strong("Another program has changed this file", 18.0));
                ui.add_space(6.0);
                ui.label(path.display().to_string());
                ui.label("It is not as it was when it was opened or saved here last.");
                ui.add_space(8.0);
                differences(cx, ui, &theirs.differs);
                ui.add_space(12.0);
                choose(
                    cx,
                    ui,
                    &[
                        ("Save as…", FileAnswer::Another),
                        ("Overwrite", FileAnswer::Overwrite),
                        ("Open theirs beside", FileAnswer::OpenTheirs),
                        ("Cancel", FileAnswer::Cancel),
                    ],
                );
            }
            FileQuestion::Writing(_) => {
                ui.label(strong("A file is still being written", 18.0));
                ui.add_space(6.0);
                ui.horizontal(|ui| {
                    waiting(ui);
                    ui.label("The disk is slow. This goes on by itself once the file is whole.");
                });
                ui.add_space(12.0);
                choose(
                    cx,
                    ui,
                    &[
                        ("Stay here", FileAnswer::Cancel),
                        ("Leave without waiting", FileAnswer::LeaveAnyway),
                    ],
                );
            }
        }
        given_up(ui)
    });
    if shown.inner {
        answer(cx, FileAnswer::Cancel);
    }
}

fn answer(cx: &PanelContext<'_>, answer: FileAnswer) {
    cx.send(Action::File(FileAction::Answer(answer)));
}

/// The buttons of a question; the first one is what Enter means.
fn choose(cx: &PanelContext<'_>, ui: &mut Ui, choices: &[(&str, FileAnswer)]) {
    if let Some(choice) = answers(ui, choices) {
        answer(cx, choice);
    }
}

fn occupied(cx: &PanelContext<'_>, ui: &mut Ui, target: &Target) {
    let (Target::Map(path) | Target::Export(path, _)) = target;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    ui.label(strong(format!("Replace \"{name}\"?"), 18.0));
    ui.add_space(6.0);
    ui.label(path.display().to_string());
    ui.label("There is a file of this name. What it holds would be lost.");
    ui.add_space(12.0);
    choose(
        cx,
        ui,
        &[
            ("Another name…", FileAnswer::Another),
            ("Replace", FileAnswer::Overwrite),
            ("Cancel", FileAnswer::Cancel),
        ],
    );
}

/// What differs in the other file from the map that is open.
fn differences(cx: &PanelContext<'_>, ui: &mut Ui, differs: &[String]) {
    if differs.is_empty() {
        ui.label("It says the same as the map here; only how it is written differs.");
        return;
    }
    ui.label(strong(format!("What differs there ({})", differs.len()), 15.0));
    ScrollArea::vertical().id_salt("differs").max_height(220.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for words in differs {
            ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
        }
    });
}

/// The maps that were open when the program ended without a word.
pub(in crate::gui) fn lost_maps(cx: &PanelContext<'_>, ui: &Ui) {
    if !cx.session.shows_lost_maps() {
        return;
    }
    let shown = modal(ui.ctx(), "lost maps").show(ui.ctx(), |ui| {
        ui.set_width(620.0);
        ui.label(strong("Unsaved work was kept", 20.0));
        ui.label(
            "The program ended before these maps were saved. Recovering one opens it as it was at \
             its last edit; its file stays as it is until you save.",
        );
        ui.add_space(8.0);
        let height = (ui.ctx().content_rect().height() - 260.0).max(120.0);
        ScrollArea::vertical().id_salt("lost").max_height(height).show(ui, |ui| {
            for lost in cx.session.lost_maps() {
                ui.separator();
                lost_map(cx, ui, lost);
            }
        });
        ui.add_space(10.0);
        ui.label(RichText::new("They are kept until you delete them.").small());
        answers(ui, &[("Later", ())]).is_some() || given_up(ui)
    });
    if shown.inner {
        recovery(cx, RecoveryAction::Later);
    }
}

fn recovery(cx: &PanelContext<'_>, action: RecoveryAction) {
    cx.send(Action::File(FileAction::Recovery(action)));
}

fn lost_map(cx: &PanelContext<'_>, ui: &mut Ui, lost: &Lost) {
    let quiet = cx.color(Ink::TextQuiet);
    let title = &lost.map.header().title;
    let name = lost.file.as_deref().and_then(|file| file.file_name());
    let name = name.map_or_else(|| title.clone(), |name| name.to_string_lossy().into_owned());
    let name = if name.is_empty() { "Untitled map".to_owned() } else { name };
    ui.label(strong(&name, 16.0));
    if let Some(file) = &lost.file {
        ui.label(RichText::new(file.display().to_string()).color(quiet));
    }
    let positions: usize = lost.map.stages().map(|(_, stage)| stage.positions().len()).sum();
    let positions = crate::wording::words::positions(positions);
    let size = (lost.bytes / 1024).max(1);
    ui.label(format!("Last edit {}, {positions}, {size} kB", lost.ago));
    for words in lost.differs.iter().take(FEW) {
        ui.label(RichText::new(words).color(quiet));
    }
    let more = lost.differs.len().saturating_sub(FEW);
    if more > 0 {
        ui.label(RichText::new(format!("and {more} more")).color(quiet));
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let said = format!("Recover {name}");
        let recover = ui.button("Recover");
        recover.widget_info(|| {
            egui::WidgetInfo::labeled(egui::WidgetType::Button, true, said.as_str())
        });
        if recover.clicked() {
            recovery(cx, RecoveryAction::Take(lost.journal.clone()));
        }
        if ui.button("Delete").clicked() {
            recovery(cx, RecoveryAction::Delete(lost.journal.clone()));
        }
    });
}
