//! What single edits would move: a ranked list, and one of them on trial.

use eframe::egui::{Button, CollapsingHeader, Frame, Id, ProgressBar, RichText, ScrollArea, Ui};

use super::field::heading;
use crate::analysis::{Moved, WhatIf};
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::{modal, strong};
use crate::gui::page::question::{answers, given_up};
use crate::session::{Action, EditAction, Trials, ViewAction};
use crate::wording::{MeasureId, moved_words, trial_words, words};

/// How many edits are listed.
const LISTED: usize = 12;

/// By what the list is ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Rank {
    #[default]
    Center,
    Pull,
    Gap,
}

impl Rank {
    /// How far an edit moves what the list is ranked by; nothing where that is not defined.
    fn size(self, moved: &Moved) -> Option<f64> {
        match self {
            Self::Center => Some(moved.top_heaviness.abs()),
            Self::Pull => moved.pull.map(f64::abs),
            Self::Gap => moved.tv.map(f64::abs),
        }
    }
}

/// The list, or the way to it.
pub(super) fn what_if_section(cx: &PanelContext<'_>, ui: &mut Ui) {
    heading(ui, "What if");
    crate::gui::page::explain::explain_button(cx, ui, MeasureId::WhatIf, None, "what if");
    match cx.session.trials() {
        Trials::None => {
            ui.label("Which single edit would move the centre or the gap most?");
            start(cx, ui, "Try every single edit");
        }
        Trials::Working { done, total, .. } => {
            let part = *done as f32 / (*total).max(1) as f32;
            let words = format!("{done} of {total} edits tried");
            ui.add(ProgressBar::new(part).text(words));
            if ui.button("Stop").clicked() {
                cx.send(Action::View(ViewAction::StopTrials));
            }
        }
        Trials::Ready { what_if, .. } => {
            if !cx.session.trials_are_fresh() {
                let words = "The map has changed since; these are about the map before.";
                ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
                start(cx, ui, "Try them again");
            }
            list(cx, ui, what_if);
        }
    }
}

fn start(cx: &PanelContext<'_>, ui: &mut Ui, words: &str) {
    if ui.button(words).clicked() {
        cx.send(Action::View(ViewAction::TryEdits));
    }
}

fn list(cx: &PanelContext<'_>, ui: &mut Ui, what_if: &WhatIf) {
    let id = Id::new("what if rank");
    let mut rank = ui.data(|data| data.get_temp::<Rank>(id)).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("{} tried; by", what_if.tried));
        ui.radio_value(&mut rank, Rank::Center, "centre");
        ui.radio_value(&mut rank, Rank::Pull, "pull");
        ui.radio_value(&mut rank, Rank::Gap, "gap");
    });
    ui.data_mut(|data| data.insert_temp(id, rank));
    let fresh = cx.session.trials_are_fresh();
    if fresh {
        let words = "Point at one to see where the centres would lie; click or Enter tries it.";
        ui.label(RichText::new(words).small().color(cx.color(Ink::TextQuiet)));
    }
    let stage = cx.session.seen_stage();
    let sized = |moved| Some((moved, rank.size(moved)?, trial_words(stage, &moved.edit)));
    let mut rows: Vec<(&Moved, f64, String)> = what_if.edits.iter().filter_map(sized).collect();
    rows.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.2.cmp(&b.2)));
    let mut looked_at = None;
    for (moved, _, words) in rows.into_iter().take(LISTED) {
        ui.add_space(4.0);
        let now = cx.session.ghost().is_some_and(|ghost| ghost.edit == moved.edit);
        let label = Button::selectable(now, strong(&words, 14.0)).wrap();
        let response = ui.add_enabled(fresh, label);
        ui.label(RichText::new(moved_words(moved)).small().color(cx.color(Ink::TextQuiet)));
        if response.hovered() || response.has_focus() {
            looked_at = Some(&moved.edit);
        }
        if response.clicked() {
            cx.send(Action::Edit(EditAction::TryEdit(moved.edit.clone())));
            return;
        }
    }
    if cx.session.ghost().map(|ghost| &ghost.edit) != looked_at {
        cx.send(Action::View(ViewAction::Preview(looked_at.cloned())));
    }
}

/// The edit that is on trial, with before and after, to be kept or dropped.
pub(in crate::gui) fn trial_bar(cx: &PanelContext<'_>, ui: &mut Ui) {
    let Some(trial) = cx.session.trial() else { return };
    let number = |value: Option<f64>| value.map_or("not defined".into(), words::percent);
    let answer = cx.session.shown().answer().filter(|_| cx.session.shown().is_fresh());
    let pull = answer.and_then(|it| it.analysis.gravity.pull.as_ref().ok().copied());
    let gap = answer.and_then(|it| Some(it.analysis.gap.as_ref().ok()?.tv));
    Frame::group(ui.style()).fill(cx.color(Ink::Paper)).inner_margin(10.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = cx.session.seen_text(&trial.words);
        ui.label(strong(format!("On trial: {words}"), 15.0));
        let after = |value| if answer.is_some() { number(value) } else { "…".into() };
        ui.label(format!("pull to the top {} → {}", number(trial.before.0), after(pull)));
        ui.label(format!("gap {} → {}", number(trial.before.1), after(gap)));
        ui.horizontal(|ui| {
            for (words, keep) in [("Keep it", true), ("Drop it", false)] {
                if ui.button(words).clicked() {
                    cx.send(Action::View(ViewAction::EndTrial(keep)));
                }
            }
        });
        let words = match trial.changes.len() {
            1 => "It changes one thing".to_owned(),
            many => format!("It changes {many} things"),
        };
        CollapsingHeader::new(words).id_salt("changes on trial").default_open(true).show(
            ui,
            |ui| {
                let list = ScrollArea::vertical().id_salt("changes").max_height(160.0);
                list.show(ui, |ui| {
                    for words in &trial.changes {
                        ui.label(cx.session.seen_text(words));
                    }
                });
            },
        );
    });
    ui.add_space(6.0);
}

/// Whether the edit on trial is kept or dropped, before something else changes the map.
pub(in crate::gui) fn trial_question(cx: &PanelContext<'_>, ui: &Ui) {
    let Some(trial) = cx.session.trial().filter(|trial| trial.must_be_decided()) else { return };
    modal(ui.ctx(), "trial").show(ui.ctx(), |ui| {
        ui.set_width(440.0);
        ui.label(strong("Keep what is on trial?", 18.0));
        ui.add_space(6.0);
        ui.label(format!("On trial: {}.", cx.session.seen_text(&trial.words)));
        ui.label("Another edit begins from the map with it, or without it.");
        ui.add_space(14.0);
        let decisions = [("Keep it", Some(true)), ("Drop it", Some(false)), ("Cancel", None)];
        let decided = answers(ui, &decisions).or_else(|| given_up(ui).then_some(None));
        if let Some(decided) = decided {
            let action = decided.map_or(ViewAction::StayOnTrial, ViewAction::EndTrial);
            cx.send(Action::View(action));
        }
    });
}
