//! Any number, opened: its definition with this map's values, and the thresholds that decide;
//! and the glossary of them all.

use eframe::egui::{DragValue, Grid, RichText, ScrollArea, Ui, WidgetInfo, WidgetType};

use crate::analysis::{SETTINGS, Setting, Settings};
use crate::drawing::Ink;
use crate::edit::{Command, MapCommand};
use crate::gui::app::context::{PanelContext, Shown, WindowAction};
use crate::gui::app::theme::strong;
use crate::model::PositionId;
use crate::session::{Action, EditAction};
use crate::wording::{Explanation, Measure, MeasureId, Told, explain, measures};

/// A small button that opens what a number means.
pub(in crate::gui) fn explain_button(
    cx: &PanelContext<'_>,
    ui: &mut Ui,
    id: MeasureId,
    about: Option<PositionId>,
    what: &str,
) {
    let button = ui.small_button("Explain").on_hover_text("What this number means here");
    button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, format!("Explain {what}")));
    if button.clicked() {
        cx.ask_window(WindowAction::Show(Shown::Explain(id, about)));
    }
}

/// One measure, explained.
pub(in crate::gui) fn explain_page(
    cx: &PanelContext<'_>,
    ui: &Ui,
    id: MeasureId,
    about: Option<PositionId>,
) {
    let settings = cx.session.settings();
    let answer = cx.session.shown().answer();
    let told = answer.map(|answer| {
        let (analysis, further) = (&answer.analysis, &answer.further);
        let stage = cx.session.seen_stage();
        explain(id, &Told { stage, analysis, further, settings: &settings, about })
    });
    let shown = crate::gui::app::theme::modal(ui.ctx(), "explain").show(ui.ctx(), |ui| {
        ui.set_width(620.0);
        let height = ui.ctx().content_rect().height() - 170.0;
        match &told {
            Some(told) => {
                ScrollArea::vertical()
                    .max_height(height)
                    .show(ui, |ui| explained(cx, ui, told, &settings));
            }
            None => {
                ui.label("Nothing is worked out yet.");
            }
        }
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            if ui.button("Close").clicked() {
                cx.ask_window(WindowAction::Close);
            }
            if ui.button("All measures").clicked() {
                cx.ask_window(WindowAction::Show(Shown::Glossary));
            }
        });
    });
    if shown.should_close() {
        cx.ask_window(WindowAction::Close);
    }
}

fn explained(cx: &PanelContext<'_>, ui: &mut Ui, told: &Explanation, settings: &Settings) {
    let Measure { name, meaning, formula, range, undefined, .. } = told.measure;
    ui.label(strong(*name, 20.0));
    ui.label(RichText::new(*meaning).size(16.0));
    part(ui, "On this map");
    for line in &told.values {
        ui.label(line);
    }
    if !told.settings.is_empty() {
        part(ui, "Thresholds that decide here");
        thresholds(cx, ui, &told.settings, settings);
    }
    part(ui, "Worked out as");
    ui.label(*formula);
    part(ui, "Range");
    ui.label(*range);
    part(ui, "Not defined");
    ui.label(*undefined);
    part(ui, "Takes for granted");
    ui.label(told.measure.assumptions);
    part(ui, "What would change it");
    ui.label(told.measure.change);
    part(ui, "Source");
    ui.label(told.measure.source);
}

fn part(ui: &mut Ui, heading: &str) {
    ui.add_space(9.0);
    ui.label(strong(heading, 14.0));
}

/// Settings of the map, changed in place.
fn thresholds(cx: &PanelContext<'_>, ui: &mut Ui, shown: &[&'static Setting], now: &Settings) {
    let own = &cx.session.seen_map().header().settings;
    Grid::new("thresholds").num_columns(3).spacing([14.0, 6.0]).show(ui, |ui| {
        for setting in shown {
            ui.label(setting.words);
            let mut value = setting.get(now);
            let drag = DragValue::new(&mut value).range(setting.low..=setting.high);
            let response = ui.add(drag.speed(0.01).max_decimals(2));
            response
                .widget_info(|| WidgetInfo::labeled(WidgetType::DragValue, true, setting.words));
            let name = setting.name.to_owned();
            if response.changed() && (value - setting.get(now)).abs() > 1e-9 {
                let set = MapCommand::SetSetting { name: name.clone(), value: Some(value) };
                let group = format!("setting {name}");
                cx.send(Action::Edit(EditAction::Join(Command::Map(set), group)));
            }
            let usual = setting.usual();
            if own.contains_key(setting.name) {
                let words = format!("Back to {:.2}", usual);
                if ui.small_button(words).clicked() {
                    let back = MapCommand::SetSetting { name, value: None };
                    cx.send(Action::Edit(EditAction::Do(Command::Map(back))));
                }
            } else {
                ui.label(RichText::new("the usual value").color(cx.color(Ink::TextQuiet)));
            }
            ui.end_row();
        }
    });
}

/// All measures, and all thresholds of the map.
pub(in crate::gui) fn glossary_page(cx: &PanelContext<'_>, ui: &Ui) {
    let shown = crate::gui::app::theme::modal(ui.ctx(), "glossary").show(ui.ctx(), |ui| {
        ui.set_width(640.0);
        ui.label(strong("Measures in plain words", 20.0));
        let height = ui.ctx().content_rect().height() - 170.0;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for measure in measures() {
                ui.add_space(4.0);
                if ui.link(strong(measure.name, 15.0)).clicked() {
                    cx.ask_window(WindowAction::Show(Shown::Explain(measure.id, None)));
                }
                ui.label(measure.meaning);
            }
            part(ui, "Thresholds and weights of this map");
            let words = "They are policy, not findings, and are kept in the map.";
            ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
            let all: Vec<&'static Setting> = SETTINGS.iter().collect();
            thresholds(cx, ui, &all, &cx.session.settings());
        });
        ui.add_space(12.0);
        if ui.button("Close").clicked() {
            cx.ask_window(WindowAction::Close);
        }
    });
    if shown.should_close() {
        cx.ask_window(WindowAction::Close);
    }
}
