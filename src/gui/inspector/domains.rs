//! What a position knows and may decide, domain by domain.

use std::collections::BTreeSet;

use eframe::egui::{Id, Slider, SliderClamping, TextEdit, Ui, WidgetInfo, WidgetType, vec2};

use super::field::{choose, drag_name, heading};
use crate::edit::{Command, PositionCommand};
use crate::gui::context::PanelContext;
use crate::model::{Domain, Position, PositionId};
use crate::quantity::{Expertise, Right};
use crate::session::{Action, EditAction};

/// The words for a decision right.
fn right_words(right: Right) -> &'static str {
    match right {
        Right::None => "no say",
        Right::Heard => "is heard",
        Right::CoDecides => "co-decides",
        Right::Decides => "decides",
    }
}

/// Levels of expertise, and a field for a further domain.
pub(super) fn expertise(cx: &PanelContext<'_>, ui: &mut Ui, id: PositionId, position: &Position) {
    heading(ui, "Expertise");
    for (domain, level) in &position.expertise {
        ui.horizontal(|ui| {
            let name = format!("Expertise in {domain}");
            let mut value = level.get();
            ui.spacing_mut().slider_width = 110.0;
            let response = ui.add(
                Slider::new(&mut value, 0.0..=5.0)
                    .clamping(SliderClamping::Edits)
                    .step_by(1.0)
                    .max_decimals(2),
            );
            response.widget_info(|| WidgetInfo::slider(true, value, &name));
            ui.label(domain.name());
            if response.changed() {
                let group = drag_name(ui, Id::new((&name, id)), response.drag_started());
                let level = Expertise::new(value).ok();
                let command = set_expertise(id, domain, level);
                cx.send(Action::Edit(EditAction::Join(command, group)));
            }
            if ui.small_button("×").on_hover_text(format!("Forget {domain}")).clicked() {
                cx.send(set_expertise(id, domain, None));
            }
        });
    }
    let known = position.expertise.keys().cloned().collect();
    if let Some(domain) = add_domain(cx, ui, Id::new(("expertise", id)), "Add expertise in", &known)
    {
        cx.send(set_expertise(id, &domain, Expertise::new(3.0).ok()));
    }
}

/// Decision rights, and a field for a further domain.
pub(super) fn rights(cx: &PanelContext<'_>, ui: &mut Ui, id: PositionId, position: &Position) {
    heading(ui, "Decision rights");
    let entries: Vec<_> =
        Right::ALL.iter().map(|right| (*right, right_words(*right).to_owned())).collect();
    for (domain, right) in &position.rights {
        ui.horizontal(|ui| {
            let name = format!("Right in {domain}");
            if let Some(right) = choose(ui, Id::new((&name, id)), &name, right, &entries) {
                cx.send(set_right(id, domain, Some(right)));
            }
            ui.label(domain.name());
            if ui.small_button("×").on_hover_text(format!("Forget {domain}")).clicked() {
                cx.send(set_right(id, domain, None));
            }
        });
    }
    let known = position.rights.keys().cloned().collect();
    if let Some(domain) = add_domain(cx, ui, Id::new(("rights", id)), "Add a right in", &known) {
        cx.send(set_right(id, &domain, Some(Right::Decides)));
    }
}

fn set_expertise(id: PositionId, domain: &Domain, level: Option<Expertise>) -> Command {
    Command::Position(PositionCommand::SetExpertise {
        positions: vec![id],
        domain: domain.clone(),
        level,
    })
}

fn set_right(id: PositionId, domain: &Domain, right: Option<Right>) -> Command {
    Command::Position(PositionCommand::SetRight {
        positions: vec![id],
        domain: domain.clone(),
        right,
    })
}

/// A field for the name of a domain, with the domains of the map to choose from.
fn add_domain(
    cx: &PanelContext<'_>,
    ui: &mut Ui,
    id: Id,
    label: &str,
    known: &BTreeSet<Domain>,
) -> Option<Domain> {
    let mut draft = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    let mut added = None;
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut draft)
            .hint_text(label)
            .margin(vec2(8.0, 5.0))
            .desired_width(160.0);
        let response = ui.add(field.id(id.with("field")));
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, label));
        let entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
        let pressed = ui.button("Add").clicked();
        if entered || pressed {
            added = Domain::new(&draft);
            draft.clear();
        }
        let others: Vec<Domain> = domains_of_map(cx).difference(known).cloned().collect();
        if !others.is_empty() {
            ui.menu_button("Choose", |ui| {
                for domain in others {
                    if ui.button(domain.name()).clicked() {
                        added = Some(domain);
                        ui.close();
                    }
                }
            });
        }
    });
    ui.data_mut(|data| data.insert_temp(id, draft));
    added
}

fn domains_of_map(cx: &PanelContext<'_>) -> BTreeSet<Domain> {
    let positions = cx.session.shown_stage().positions();
    positions
        .iter()
        .flat_map(|(_, position)| position.expertise.keys().chain(position.rights.keys()))
        .cloned()
        .collect()
}
