//! Routines: leadership tasks, who carries them, in which steps, together or not.

use eframe::egui::{Id, RichText, Ui, WidgetInfo, WidgetType};

use super::field::{choose, choose_within, heading, text};
use super::position::title_of;
use crate::analysis::RoutineClass;
use crate::drawing::Ink;
use crate::edit::{Command, RoutineCommand};
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::gui::page::explain::explain_button;
use crate::model::{Extra, PositionId, Routine, RoutineId, RoutinePart};
use crate::session::{Action, SelectAction};
use crate::wording::MeasureId;

/// All routines, and the way to a new one.
pub(super) fn routines_section(cx: &PanelContext<'_>, ui: &mut Ui) {
    heading(ui, "Routines");
    let stage = cx.session.seen_stage();
    if stage.routines().iter().next().is_none() {
        let words = "Leadership tasks that one or several carry: name one, then choose who.";
        ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
    } else {
        explain_button(cx, ui, MeasureId::Routines, None, "Routines");
    }
    for (id, routine) in stage.routines().iter() {
        one(cx, ui, id, routine);
    }
    let id = Id::new("new routine");
    ui.add_space(6.0);
    ui.label("A new routine");
    if let Some(name) = text(ui, id, "Name of the new routine", "")
        && !name.trim().is_empty()
    {
        let parts = cx.session.selection().positions().into_iter().map(alone).collect();
        cx.send(Command::Routine(RoutineCommand::Add { name, parts }));
    }
}

/// The routines that a position carries.
pub(super) fn routines_of(cx: &PanelContext<'_>, ui: &mut Ui, position: PositionId) {
    let stage = cx.session.seen_stage();
    let carries = |routine: &Routine| routine.parts.iter().any(|it| it.position == position);
    let own: Vec<_> = stage.routines().iter().filter(|(_, it)| carries(it)).collect();
    if own.is_empty() {
        return;
    }
    heading(ui, "Carries");
    for (id, routine) in own {
        let words = format!("{} ({})", routine.name, class_words(cx, id));
        if ui.button(words).on_hover_text("Select all who carry it").clicked() {
            cx.send(Action::Select(SelectAction::Positions(carriers(routine))));
        }
    }
}

/// A part that somebody takes alone, in no step.
pub(in crate::gui) fn alone(position: PositionId) -> RoutinePart {
    RoutinePart { position, step: None, together: false, extra: Extra::default() }
}

fn carriers(routine: &Routine) -> Vec<PositionId> {
    routine.parts.iter().map(|part| part.position).collect()
}

/// What kind of leadership a routine is.
fn class_words(cx: &PanelContext<'_>, id: RoutineId) -> &'static str {
    let answer = cx.session.shown().answer();
    match answer.and_then(|answer| answer.analysis.routines.get(&id)) {
        Some(Ok(RoutineClass::Solo)) => "solo",
        Some(Ok(RoutineClass::Collaborated)) => "collaborated: all together",
        Some(Ok(RoutineClass::Collective)) => "collective: separately on the same",
        Some(Ok(RoutineClass::Coordinated)) => "coordinated: one step after the other",
        Some(Err(_)) => "how they work together is not said: number the steps, or tick together",
        None => "nobody carries it yet",
    }
}

fn one(cx: &PanelContext<'_>, ui: &mut Ui, id: RoutineId, routine: &Routine) {
    ui.add_space(8.0);
    let label = format!("Name of routine {}", routine.name);
    if let Some(name) = text(ui, Id::new(("routine", id)), &label, &routine.name) {
        cx.send(Command::Routine(RoutineCommand::Rename { routine: id, name }));
    }
    ui.label(RichText::new(class_words(cx, id)).color(cx.color(Ink::TextQuiet)));
    let set = |parts: Vec<RoutinePart>| {
        cx.send(Command::Routine(RoutineCommand::SetParts { routine: id, parts }));
    };
    for number in 0..routine.parts.len() {
        if let Some(parts) = part(cx, ui, routine, number) {
            set(parts);
        }
    }
    let stage = cx.session.seen_stage();
    let here = carriers(routine);
    let mut entries = vec![(None, "add somebody…".to_owned())];
    let others = stage.positions().iter().filter(|(other, _)| !here.contains(other));
    entries.extend(others.map(|(other, it)| (Some(other), title_of(it))));
    let salt = Id::new(("carrier", id));
    let label = format!("Who else carries {}", routine.name);
    if let Some(Some(position)) = choose(ui, salt, &label, &None, &entries) {
        let mut parts = routine.parts.clone();
        parts.push(alone(position));
        set(parts);
    }
    ui.horizontal(|ui| {
        let button = |ui: &mut Ui, words: &str| {
            let response = ui.small_button(words);
            response.widget_info(|| {
                let label = format!("{words} {}", routine.name);
                WidgetInfo::labeled(WidgetType::Button, true, label)
            });
            response.clicked()
        };
        if !here.is_empty() && button(ui, "Select who carries") {
            cx.send(Action::Select(SelectAction::Positions(here.clone())));
        }
        if button(ui, "Remove routine") {
            cx.send(Command::Routine(RoutineCommand::Remove { routine: id }));
        }
    });
}

/// One who carries a routine; the parts as they become when something is changed.
fn part(
    cx: &PanelContext<'_>,
    ui: &mut Ui,
    routine: &Routine,
    number: usize,
) -> Option<Vec<RoutinePart>> {
    let own = &routine.parts[number];
    let position = cx.session.seen_stage().positions().get(own.position);
    let title = position.map_or_else(|| "Untitled".to_owned(), title_of);
    let mut parts = routine.parts.clone();
    let mut changed = false;
    ui.horizontal_wrapped(|ui| {
        let away = ui.small_button("×").on_hover_text("No longer carries it");
        away.widget_info(|| {
            let label = format!("{title} no longer carries {}", routine.name);
            WidgetInfo::labeled(WidgetType::Button, true, label)
        });
        if away.clicked() {
            parts.remove(number);
            changed = true;
            return;
        }
        ui.label(strong(&title, 13.5));
        let mut together = own.together;
        let response = ui.checkbox(&mut together, "together");
        response.widget_info(|| {
            let label = format!("{title} together with the others in {}", routine.name);
            WidgetInfo::selected(WidgetType::Checkbox, true, together, label)
        });
        if response.changed() {
            parts[number].together = together;
            changed = true;
        }
        let most = u32::try_from(routine.parts.len()).unwrap_or(9).max(own.step.unwrap_or(0));
        let mut steps = vec![(None, "no step".to_owned())];
        steps.extend((1..=most.clamp(5, 99)).map(|step| (Some(step), format!("step {step}"))));
        let label = format!("Step of {title} in {}", routine.name);
        let salt = Id::new(("step", &routine.name, own.position));
        if let Some(step) = choose_within(ui, salt, &label, &own.step, &steps, 74.0) {
            parts[number].step = step;
            changed = true;
        }
    });
    changed.then_some(parts)
}
