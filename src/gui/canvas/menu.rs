//! The menu under the right button: commands of the table, for what lies there.

use eframe::egui::{self, Rect, Response};

use super::Canvas;
use crate::drawing::picture::ArcId;
use crate::gui::app::context::PanelContext;
use crate::gui::command::menu::menu_entry;
use crate::gui::command::{
    DrawCommand as D, EditCommand as E, LayoutCommand as L, PageCommand as P, SelectCommand as S,
    ViewCommand as V, WindowCommand as C,
};
use crate::model::{ChartForm, FlowKind, Tone, UnitId};
use crate::session::{Action, EditAction, Item, Kin, Seat};

impl Canvas {
    /// Shows the menu for what was under the pointer when the right button was pressed.
    pub(super) fn show_menu(&mut self, cx: &PanelContext<'_>, response: &Response, rect: Rect) {
        let Some((at, item)) = self.menu_at else { return };
        let shown = response.context_menu(|ui| match item {
            Some(Item::Position(_)) => position_menu(cx, ui),
            Some(Item::Arc(ArcId::Flow(_))) => flow_menu(cx, ui),
            Some(Item::Arc(ArcId::Line(_))) => line_menu(cx, ui),
            Some(Item::Unit(unit)) => unit_menu(cx, ui, unit),
            None => {
                if ui.button("New position here").clicked() {
                    let at = Some(self.viewport.transform(rect).map_point(at));
                    cx.send(Action::Edit(EditAction::NewPosition(Seat::Free(at))));
                    ui.close();
                }
                rows(cx, ui, &[C::Edit(E::Paste), C::Select(S::All), C::Layout(L::Tidy)]);
                ui.menu_button("Chart", |ui| {
                    rows(cx, ui, &ChartForm::ALL.map(|form| C::Layout(L::Form(form))));
                });
                rows(
                    cx,
                    ui,
                    &[
                        C::Layout(L::ByCommunication),
                        C::View(V::FitMap),
                        C::View(V::Overview),
                        C::Edit(E::CopyPicture),
                        C::Page(P::Output),
                    ],
                );
            }
        });
        if shown.is_none() && !response.secondary_clicked() {
            self.menu_at = None;
        }
    }
}

fn rows(cx: &PanelContext<'_>, ui: &mut egui::Ui, commands: &[C]) {
    for command in commands {
        menu_entry(cx, ui, command);
    }
}

fn position_menu(cx: &PanelContext<'_>, ui: &mut egui::Ui) {
    rows(
        cx,
        ui,
        &[
            C::Edit(E::Rename),
            C::Draw(D::AddReport),
            C::Draw(D::AddColleague { after: true }),
            C::Draw(D::AddColleague { after: false }),
            C::Draw(D::AddSuperior),
        ],
    );
    ui.separator();
    rows(cx, ui, &[C::Edit(E::Cut), C::Edit(E::Copy), C::Edit(E::Duplicate), C::Edit(E::Remove)]);
    ui.separator();
    ui.menu_button("Select", |ui| {
        let kin = [Kin::Reports, Kin::Superior, Kin::Colleagues, Kin::Branch];
        rows(cx, ui, &kin.map(|kin| C::Select(S::Kin(kin))));
    });
    rows(
        cx,
        ui,
        &[
            C::Draw(D::MakeUnit),
            C::Layout(L::FoldUnit),
            C::Layout(L::Fold),
            C::View(V::Focus),
            C::Layout(L::TidyBranch),
        ],
    );
    rows(cx, ui, &[C::Edit(E::Vacant { vacant: true }), C::Edit(E::ReportToNobody)]);
}

fn flow_menu(cx: &PanelContext<'_>, ui: &mut egui::Ui) {
    rows(
        cx,
        ui,
        &[FlowKind::Consult, FlowKind::Instruct, FlowKind::Inform]
            .map(|kind| C::Draw(D::FlowKind(kind))),
    );
    ui.separator();
    rows(cx, ui, &[1, 2, 3, 4, 5].map(|often| C::Draw(D::Frequency(often))));
    ui.separator();
    rows(cx, ui, &[C::Draw(D::Reverse), C::Edit(E::Remove)]);
}

fn line_menu(cx: &PanelContext<'_>, ui: &mut egui::Ui) {
    rows(cx, ui, &[C::Draw(D::Dotted { dotted: false }), C::Draw(D::Dotted { dotted: true })]);
    ui.separator();
    rows(cx, ui, &[C::Draw(D::Reverse), C::Edit(E::Remove)]);
}

fn unit_menu(cx: &PanelContext<'_>, ui: &mut egui::Ui, unit: UnitId) {
    rows(
        cx,
        ui,
        &[
            C::Draw(D::NameUnit),
            C::Layout(L::FoldUnit),
            C::Layout(L::UnfoldUnits),
            C::Draw(D::DissolveUnit),
        ],
    );
    ui.menu_button("Colour", |ui| tones(cx, ui, unit));
}

/// The accents to choose from.
pub(in crate::gui) fn tones(cx: &PanelContext<'_>, ui: &mut egui::Ui, unit: UnitId) {
    use crate::drawing::Ink;
    use crate::edit::{Command, UnitCommand};
    let now = cx.session.seen_stage().units().get(unit).and_then(|unit| unit.tone);
    let set = |tone| cx.send(Command::Unit(UnitCommand::SetTone { unit, tone }));
    ui.horizontal_wrapped(|ui| {
        if ui.selectable_label(now.is_none(), "chosen for it").clicked() {
            set(None);
            ui.close();
        }
        for tone in Tone::all() {
            let ink = Ink::UnitAccent { tone: tone.number() };
            let number = tone.number() + 1;
            let text = egui::RichText::new("⏺").size(20.0).color(cx.color(ink));
            let button = ui.selectable_label(now == Some(tone), text);
            button.widget_info(|| {
                let label = format!("Colour {number}");
                egui::WidgetInfo::selected(
                    egui::WidgetType::RadioButton,
                    true,
                    now == Some(tone),
                    label,
                )
            });
            if button.clicked() {
                set(Some(tone));
                ui.close();
            }
        }
    });
}
