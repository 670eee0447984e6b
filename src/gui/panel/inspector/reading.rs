//! The Reading: the verdict in one sentence, then the findings in order of weight.

use eframe::egui::{CollapsingHeader, Frame, RichText, Stroke, Ui, WidgetInfo, WidgetType};

use super::map::about_map;
use crate::analysis::Misfit;
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::gui::page::explain::explain_button;
use crate::session::{Action, Answer, Highlight, Shown, ViewAction};
use crate::wording::{Finding, MeasureId, Sentence, words};

/// Findings that weigh less than this are folded away until asked for.
const LIGHT: f64 = 0.405;

/// So many findings of one kind are shown in full; the others are folded away.
const ALIKE: usize = 2;

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
    verdict(cx, ui, &answer.reading.verdict);
    super::compared::compared_section(cx, ui);
    findings(cx, ui, answer);
    super::contrast::contrast_strip(cx, ui, &answer.further.contrasts);
    super::what_if::what_if_section(cx, ui);
    super::routines::routines_section(cx, ui);
    about_map(cx, ui);
}

fn verdict(cx: &PanelContext<'_>, ui: &mut Ui, verdict: &Sentence) {
    Frame::group(ui.style()).fill(cx.color(Ink::Paper)).inner_margin(12.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(strong(&verdict.sentence, 17.0));
        let quiet = |words: &str| RichText::new(words).color(cx.color(Ink::TextQuiet));
        ui.label(quiet(&verdict.evidence));
        ui.horizontal_wrapped(|ui| {
            if verdict.number.is_some() {
                ui.label(quiet(&format!("confidence {}", words::percent(verdict.confidence))));
            }
            explain_button(cx, ui, MeasureId::Pull, None, "the verdict");
        });
    });
    ui.add_space(6.0);
}

fn findings(cx: &PanelContext<'_>, ui: &mut Ui, answer: &Answer) {
    let all = &answer.reading.findings;
    let light = all.iter().position(|finding| finding.weight < LIGHT).unwrap_or(all.len());
    let (heavy, light) = all.split_at(light);
    for group in heavy.chunk_by(|one, other| one.title == other.title) {
        let (first, more) = group.split_at(group.len().min(ALIKE));
        first.iter().for_each(|finding| show_finding(cx, ui, finding));
        if let Some(one) = more.first() {
            ui.add_space(6.0);
            let words = format!("{} more: {}", more.len(), one.title);
            let header = CollapsingHeader::new(strong(words, 13.5)).id_salt(&one.title);
            header.show(ui, |ui| more.iter().for_each(|finding| show_finding(cx, ui, finding)));
        }
    }
    if !light.is_empty() {
        ui.add_space(8.0);
        let words = format!("More readings ({})", light.len());
        let header = CollapsingHeader::new(strong(words, 14.5)).id_salt("more readings");
        header.default_open(heavy.is_empty()).show(ui, |ui| {
            for finding in light {
                show_finding(cx, ui, finding);
            }
        });
    }
}

fn show_finding(cx: &PanelContext<'_>, ui: &mut Ui, finding: &Finding) {
    ui.add_space(8.0);
    let shown = cx.session.highlight().is_some_and(|it| it.sentence == finding.sentence);
    let line = if shown { Stroke::new(2.0, cx.color(Ink::Text)) } else { Stroke::NONE };
    let margin = if shown { 8.0 } else { 0.0 };
    Frame::new().stroke(line).inner_margin(margin).corner_radius(8.0).show(ui, |ui| {
        ui.label(strong(&finding.title, 14.5));
        ui.label(&finding.sentence);
        let mut words = finding.evidence.clone();
        if finding.number.is_some() {
            words = format!("{words}; confidence {}", words::percent(finding.confidence));
        }
        ui.label(RichText::new(words).small().color(cx.color(Ink::TextQuiet)));
        ui.horizontal_wrapped(|ui| buttons(cx, ui, finding, shown));
    });
}

fn buttons(cx: &PanelContext<'_>, ui: &mut Ui, finding: &Finding, shown: bool) {
    let highlight = Highlight::of(finding);
    if highlight.is_some() {
        let (words, hint) = match shown {
            true => ("Show all again", "Bring everything back"),
            false => ("Show", "Bring the positions and arrows it is about to the front"),
        };
        let button = ui.small_button(words).on_hover_text(hint);
        button.widget_info(|| {
            let label = format!("{words} {}", finding.title);
            WidgetInfo::labeled(WidgetType::Button, true, label)
        });
        if button.clicked() {
            let highlight = if shown { None } else { highlight };
            cx.send(Action::View(ViewAction::Highlight(highlight)));
        }
    }
    if finding.number.is_some() {
        explain_button(cx, ui, finding.measure, None, &finding.title);
    }
    if let Some(misfit) = &finding.misfit {
        clear_button(cx, ui, finding, misfit);
    }
}

/// The one edit that would clear a misfit, put on trial.
fn clear_button(cx: &PanelContext<'_>, ui: &mut Ui, finding: &Finding, misfit: &Misfit) {
    if cx.session.clearing() == Some(misfit) {
        ui.label(RichText::new("looking for the edit…").small().color(cx.color(Ink::TextQuiet)));
        return;
    }
    let hint = "Find the one edit that would clear this, and put it on trial";
    let button = ui.small_button("Try the edit").on_hover_text(hint);
    button.widget_info(|| {
        let label = format!("Try the edit that clears {}", finding.title);
        WidgetInfo::labeled(WidgetType::Button, true, label)
    });
    if button.clicked() {
        cx.send(Action::View(ViewAction::Clear(misfit.clone())));
    }
}
