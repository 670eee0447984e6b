//! What a position knows and may decide, domain by domain.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use eframe::egui::{Id, Slider, SliderClamping, TextEdit, Ui, WidgetInfo, WidgetType, vec2};

use super::field::{Shared, choose, drag_name, heading, records, remembered, step_words};
use crate::edit::{Command, PositionCommand, PositionValue};
use crate::gui::app::context::PanelContext;
use crate::gui::app::places;
use crate::model::{Domain, Few, Position, PositionId};
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

/// The words for the steps of expertise, from 0 on.
const LEVELS: [&str; 6] = [
    "nothing",
    "has heard of it",
    "knows the basics",
    "works in it alone",
    "is asked by others",
    "is the one who knows",
];

/// What several positions have in each domain that one of them has.
fn by_domain<T: PartialEq + Clone + Send + Sync + 'static>(
    cx: &PanelContext<'_>,
    ui: &Ui,
    (what, ids): (&str, &[PositionId]),
    of: impl Fn(&Position) -> &Few<Domain, T>,
) -> BTreeMap<Domain, Shared<Option<T>>> {
    remembered(cx, ui, what, ids, || by_each_domain(cx, ids, of))
}

fn by_each_domain<T: PartialEq + Clone>(
    cx: &PanelContext<'_>,
    ids: &[PositionId],
    of: impl Fn(&Position) -> &Few<Domain, T>,
) -> BTreeMap<Domain, Shared<Option<T>>> {
    let stage = cx.session.seen_stage();
    let all = records(stage, ids);
    // Of a name that many share memory of one is looked at.
    let mut seen = HashSet::new();
    let domains = all.iter().flat_map(|position| of(position).keys());
    let domains = domains.filter(|domain| seen.insert(domain.name().as_ptr() as usize));
    let domains: BTreeSet<&Domain> = domains.collect();
    let shared =
        |domain: &Domain| Shared::of(all.iter().map(|position| of(position).get(domain).cloned()));
    domains.into_iter().filter_map(|domain| Some((domain.clone(), shared(domain)?))).collect()
}

/// Levels of expertise, and a field for a further domain.
pub(super) fn expertise(cx: &PanelContext<'_>, ui: &mut Ui, ids: &[PositionId]) {
    heading(ui, "Expertise");
    let known = by_domain(cx, ui, ("expertise", ids), |position| &position.expertise);
    for (domain, level) in &known {
        let name = format!("Expertise in {domain}");
        let salt = Id::new((&name, ids.first(), ids.len()));
        let level = match level {
            Shared::Same(level) => level.map(Expertise::get),
            Shared::Mixed => None,
        };
        ui.horizontal(|ui| {
            if ui.small_button("×").on_hover_text(format!("Forget {domain}")).clicked() {
                cx.send(set_expertise(ids, domain, None));
            }
            ui.label(domain.name());
            if level.is_none() {
                ui.small("they differ");
            }
        });
        let mut value = level.unwrap_or(2.5);
        ui.spacing_mut().slider_width = (ui.available_width() - 76.0).clamp(60.0, 260.0);
        let slider = Slider::new(&mut value, 0.0..=5.0).clamping(SliderClamping::Edits);
        let response = ui.add(
            slider
                .step_by(1.0)
                .custom_formatter(|value, _| format!("{}", (value * 100.0).round() / 100.0)),
        );
        response.widget_info(|| WidgetInfo::slider(true, value, &name));
        if level.is_some() {
            step_words(ui, &response, (0, &LEVELS), value);
        }
        if response.changed() {
            let group = drag_name(ui, salt, response.drag_started());
            let command = set_expertise(ids, domain, Expertise::new(value).ok());
            cx.send(Action::Edit(EditAction::Join(command, group)));
        }
    }
    let known = known.into_keys().collect();
    let salt = Id::new(("expertise", ids.first(), ids.len()));
    if let Some(domain) = add_domain(cx, ui, salt, "Add expertise in", &known) {
        cx.send(set_expertise(ids, &domain, Expertise::new(3.0).ok()));
    }
}

/// Decision rights, and a field for a further domain.
pub(super) fn rights(cx: &PanelContext<'_>, ui: &mut Ui, ids: &[PositionId]) {
    heading(ui, "Decision rights");
    let known = by_domain(cx, ui, ("rights", ids), |position| &position.rights);
    for (domain, right) in &known {
        let mut entries: Vec<_> = Right::ALL
            .iter()
            .map(|right| (Shared::Same(Some(*right)), right_words(*right).to_owned()))
            .collect();
        if *right == Shared::Mixed {
            entries.insert(0, (Shared::Mixed, "they differ".to_owned()));
        }
        ui.horizontal(|ui| {
            let name = format!("Right in {domain}");
            let salt = Id::new((&name, ids.first(), ids.len()));
            if let Some(Shared::Same(right)) = choose(ui, salt, &name, right, &entries) {
                cx.send(set_right(ids, domain, right));
            }
            ui.label(domain.name());
            if ui.small_button("×").on_hover_text(format!("Forget {domain}")).clicked() {
                cx.send(set_right(ids, domain, None));
            }
        });
    }
    let known = known.into_keys().collect();
    let salt = Id::new(("rights", ids.first(), ids.len()));
    if let Some(domain) = add_domain(cx, ui, salt, "Add a right in", &known) {
        cx.send(set_right(ids, &domain, Some(Right::Decides)));
    }
}

fn set_expertise(ids: &[PositionId], domain: &Domain, level: Option<Expertise>) -> Command {
    let (positions, domain) = (ids.to_vec(), domain.clone());
    Command::Position(PositionCommand::Set(PositionValue::Expertise { positions, domain, level }))
}

fn set_right(ids: &[PositionId], domain: &Domain, right: Option<Right>) -> Command {
    let (positions, domain) = (ids.to_vec(), domain.clone());
    Command::Position(PositionCommand::Set(PositionValue::Right { positions, domain, right }))
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
        places::tell(label, response.rect);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, label));
        let entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
        let pressed = ui.button("Add").clicked();
        if entered || pressed {
            added = Domain::new(&draft);
            draft.clear();
        }
    });
    // The domains that others on the map have, those that begin as typed first.
    let typed = draft.trim().to_lowercase();
    let fits = |domain: &&Domain| domain.name().to_lowercase().contains(&typed);
    let others: Vec<Domain> = cx.session.domains().difference(known).cloned().collect();
    ui.horizontal_wrapped(|ui| {
        for domain in others.iter().filter(fits).take(8) {
            let chip = eframe::egui::Button::new(format!("+ {}", domain.name())).small();
            if ui.add(chip.corner_radius(10.0)).clicked() {
                added = Some(domain.clone());
                draft.clear();
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(id, draft));
    added
}
