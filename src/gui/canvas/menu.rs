//! The menu under the right button.

use eframe::egui::{self, Rect, Response};

use super::{Canvas, Fit};
use crate::display::picture::ArcId;
use crate::edit::{Command, FlowCommand, LineCommand};
use crate::gui::context::{PanelContext, WindowAction};
use crate::model::{FlowId, FlowKind, LineId, LineKind, PositionId};
use crate::session::{Action, EditAction, Item, SelectAction};

impl Canvas {
    /// Shows the menu for what was under the pointer when the right button was pressed.
    pub(super) fn show_menu(&mut self, cx: &PanelContext<'_>, response: &Response, rect: Rect) {
        let Some((at, item)) = self.menu_at else { return };
        let shown = response.context_menu(|ui| match item {
            Some(Item::Position(id)) => position_menu(cx, ui, id),
            Some(Item::Arc(ArcId::Flow(id))) => flow_menu(cx, ui, id),
            Some(Item::Arc(ArcId::Line(id))) => line_menu(cx, ui, id),
            Some(Item::Unit(_)) | None => {
                if ui.button("New position here").clicked() {
                    let at = Some(self.viewport.transform(rect).map_point(at));
                    cx.send(Action::Edit(EditAction::NewPosition { at, under: None }));
                    ui.close();
                }
                if ui.button("Select all").clicked() {
                    cx.send(Action::Select(SelectAction::All));
                    ui.close();
                }
                if ui.button("Tidy layout").clicked() {
                    cx.send(Action::Edit(EditAction::Tidy));
                    ui.close();
                }
                if ui.button("Show the whole map").clicked() {
                    cx.ask_window(WindowAction::FitMap);
                    self.fit = Some(Fit::Map);
                    ui.close();
                }
            }
        });
        if shown.is_none() && !response.secondary_clicked() {
            self.menu_at = None;
        }
    }
}

fn position_menu(cx: &PanelContext<'_>, ui: &mut egui::Ui, id: PositionId) {
    let mut ask = |words: &str, action: EditAction| {
        if ui.button(words).clicked() {
            cx.send(Action::Edit(action));
            ui.close();
        }
    };
    ask("Rename", EditAction::StartRenaming(id));
    ask("Add a report", EditAction::NewPosition { at: None, under: Some(id) });
    ask("Give back to the layout", EditAction::Tidy);
    ask("Remove", EditAction::RemoveSelected);
}

fn flow_menu(cx: &PanelContext<'_>, ui: &mut egui::Ui, id: FlowId) {
    for (words, kind) in [
        ("Consult", FlowKind::Consult),
        ("Instruct", FlowKind::Instruct),
        ("Inform", FlowKind::Inform),
    ] {
        let now = cx.session.shown_stage().flows().get(id).map(|flow| flow.kind.clone());
        if ui.selectable_label(now.as_ref() == Some(&kind), words).clicked() {
            cx.send(Command::Flow(FlowCommand::SetKind { flows: vec![id], kind }));
            ui.close();
        }
    }
    ui.separator();
    if ui.button("Turn round").clicked() {
        cx.send(Command::Flow(FlowCommand::Reverse { flows: vec![id] }));
        ui.close();
    }
    if ui.button("Remove").clicked() {
        cx.send(Command::Flow(FlowCommand::Remove { flows: vec![id] }));
        ui.close();
    }
}

fn line_menu(cx: &PanelContext<'_>, ui: &mut egui::Ui, id: LineId) {
    let now = cx.session.shown_stage().lines().get(id).map(|line| line.kind);
    for (words, kind) in [("Solid line", LineKind::Solid), ("Dotted line", LineKind::Dotted)] {
        if ui.selectable_label(now == Some(kind), words).clicked() {
            cx.send(Command::Line(LineCommand::SetKind { line: id, kind }));
            ui.close();
        }
    }
    ui.separator();
    if ui.button("Remove").clicked() {
        cx.send(Command::Line(LineCommand::Remove { lines: vec![id] }));
        ui.close();
    }
}
