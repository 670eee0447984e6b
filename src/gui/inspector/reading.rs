//! The Reading: the verdict in one sentence, then the findings in order of weight.

use eframe::egui::{Frame, RichText, Ui};

use super::map::about_map;
use crate::display::{Finding, Ink};
use crate::gui::context::PanelContext;
use crate::gui::theme::strong;
use crate::session::{Action, SelectAction, Shown};

/// Fills the side panel when nothing is selected.
pub(super) fn reading_panel(cx: &PanelContext<'_>, ui: &mut Ui) {
    ui.horizontal(|ui| {
        ui.label(strong("Reading", 20.0));
        let state = match cx.session.shown() {
            Shown::Nothing => "being worked out…",
            Shown::Stale(_) => "updating…",
            Shown::Fresh(_) => "",
            Shown::Failed { .. } => "not up to date",
        };
        ui.label(RichText::new(state).color(cx.color(Ink::TextQuiet)));
    });
    if let Shown::Failed { why, .. } = cx.session.shown() {
        ui.label(RichText::new(why).color(cx.color(Ink::Instruct)));
    }
    let Some(answer) = cx.session.shown().answer() else { return };
    Frame::group(ui.style()).fill(cx.color(Ink::Paper)).inner_margin(12.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(strong(&answer.reading.verdict.sentence, 17.0));
        ui.label(RichText::new(&answer.reading.verdict.evidence).color(cx.color(Ink::TextQuiet)));
    });
    ui.add_space(6.0);
    for finding in &answer.reading.findings {
        show_finding(cx, ui, finding);
    }
    super::what_if::what_if_section(cx, ui);
    about_map(cx, ui);
}

fn show_finding(cx: &PanelContext<'_>, ui: &mut Ui, finding: &Finding) {
    ui.add_space(8.0);
    ui.label(strong(&finding.title, 14.5));
    ui.label(&finding.sentence);
    ui.horizontal_wrapped(|ui| {
        if !finding.evidence.is_empty() {
            ui.label(RichText::new(&finding.evidence).small().color(cx.color(Ink::TextQuiet)));
        }
        if !finding.positions.is_empty() {
            let show = ui.small_button("Show").on_hover_text("Select the positions it is about");
            if show.clicked() {
                cx.send(Action::Select(SelectAction::Positions(finding.positions.clone())));
            }
        }
    });
}
