//! A line or a flow.

use eframe::egui::{Id, RichText, Slider, SliderClamping, Ui, WidgetInfo};

use super::field::{Shared, choose, drag_name, heading, score, step_words};
use super::position::title_of;
use crate::drawing::Ink;
use crate::edit::{Command, FlowCommand, LineCommand};
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::model::{FlowId, FlowKind, LineId, LineKind, PositionId};
use crate::quantity::{Frequency, Rating};
use crate::session::{Action, EditAction, Item, SelectAction};

/// The words between the two ends of a flow.
fn verb(kind: &FlowKind) -> String {
    match kind {
        FlowKind::Consult => "consults".into(),
        FlowKind::Instruct => "instructs".into(),
        FlowKind::Inform => "informs".into(),
        FlowKind::Relation(name) => format!("– {name} –"),
    }
}

fn ends(cx: &PanelContext<'_>, ui: &mut Ui, from: PositionId, words: &str, to: PositionId) {
    let stage = cx.session.seen_stage();
    let end = |ui: &mut Ui, id: PositionId| {
        let title = stage.positions().get(id).map(title_of).unwrap_or_default();
        if ui.link(strong(title, 17.0)).clicked() {
            cx.send(Action::Select(SelectAction::Only(Item::Position(id))));
        }
    };
    end(ui, from);
    ui.label(words);
    end(ui, to);
}

/// The fields of a flow.
pub(super) fn inspect_flow(cx: &PanelContext<'_>, ui: &mut Ui, id: FlowId) {
    let Some(flow) = cx.session.seen_stage().flows().get(id) else { return };
    ui.label(RichText::new("Flow").color(cx.color(Ink::TextQuiet)));
    ends(cx, ui, flow.from, &verb(&flow.kind), flow.to);
    heading(ui, "Kind");
    let mut kinds = vec![
        (FlowKind::Consult, "consult".to_owned()),
        (FlowKind::Instruct, "instruct".to_owned()),
        (FlowKind::Inform, "inform".to_owned()),
    ];
    if let FlowKind::Relation(name) = &flow.kind {
        kinds.push((flow.kind.clone(), name.to_string()));
    }
    if let Some(kind) = choose(ui, Id::new(("flow kind", id)), "Kind of flow", &flow.kind, &kinds) {
        cx.send(Command::Flow(FlowCommand::SetKind { flows: vec![id], kind }));
    }
    heading(ui, "How often");
    let mut value = flow.frequency.get();
    let standard = !matches!(flow.kind, FlowKind::Relation(_));
    if standard {
        let response = ui.add(
            Slider::new(&mut value, 1.0..=5.0)
                .clamping(SliderClamping::Edits)
                .step_by(1.0)
                .custom_formatter(|value, _| format!("{}", (value * 100.0).round() / 100.0)),
        );
        response.widget_info(|| WidgetInfo::slider(true, value, "Frequency"));
        step_words(ui, &response, (1, &Frequency::WORDS), value);
        if response.changed()
            && let Ok(frequency) = Frequency::new(value)
        {
            let group = drag_name(ui, Id::new(("frequency", id)), response.drag_started());
            let command = Command::Flow(FlowCommand::SetFrequency { flows: vec![id], frequency });
            cx.send(Action::Edit(EditAction::Join(command, group)));
        }
    } else {
        ui.label(format!("Counted {value} times"));
    }
    if flow.kind == FlowKind::Consult {
        heading(ui, "What comes of it");
        let (salt, ends) = (Id::new(("taken up", id)), ("nothing", "everything"));
        let now = Shared::Same(flow.took_up);
        if let Some((took_up, group)) = score(ui, salt, "Taken up", ends, now) {
            let command = Command::Flow(FlowCommand::SetTookUp { flows: vec![id], took_up });
            cx.send(Action::Edit(EditAction::Join(command, group)));
        }
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if ui.button("Turn round").clicked() {
            cx.send(Command::Flow(FlowCommand::Reverse { flows: vec![id] }));
        }
        if ui.button("Remove this flow").clicked() {
            cx.send(Action::Edit(EditAction::RemoveSelected));
        }
    });
}

/// The fields of a reporting line.
pub(super) fn inspect_line(cx: &PanelContext<'_>, ui: &mut Ui, id: LineId) {
    let Some(line) = cx.session.seen_stage().lines().get(id) else { return };
    ui.label(RichText::new("Reporting line").color(cx.color(Ink::TextQuiet)));
    ends(cx, ui, line.from, "reports to", line.to);
    heading(ui, "Kind");
    let kinds = [(LineKind::Solid, "solid".to_owned()), (LineKind::Dotted, "dotted".to_owned())];
    if let Some(kind) = choose(ui, Id::new(("line kind", id)), "Kind of line", &line.kind, &kinds) {
        cx.send(Command::Line(LineCommand::SetKind { line: id, kind }));
    }
    heading(ui, "As the one who reports sees it");
    let salt = Id::new(("ratings", id));
    if let Some(accepts) = rating(ui, salt.with("accepts"), "Accepts influence", line.accepts) {
        cx.send(Command::Line(LineCommand::SetAccepts { lines: vec![id], accepts }));
    }
    ui.small("1 not at all … 5 gladly");
    if let Some(distance) = rating(ui, salt.with("distance"), "Distance kept", line.distance) {
        cx.send(Command::Line(LineCommand::SetDistance { lines: vec![id], distance }));
    }
    let proper = line.distance_proper;
    if let Some(distance) = rating(ui, salt.with("proper"), "Distance thought proper", proper) {
        cx.send(Command::Line(LineCommand::SetDistanceProper { lines: vec![id], distance }));
    }
    ui.small("1 near … 5 far. Means are told from four answers on.");
    super::measures::of_line(cx, ui, id);
    ui.add_space(12.0);
    if ui.button("Remove this line").clicked() {
        cx.send(Action::Edit(EditAction::RemoveSelected));
    }
}

/// A judgement in whole steps that may be absent; gives the new one.
fn rating(ui: &mut Ui, id: Id, label: &str, now: Option<Rating>) -> Option<Option<Rating>> {
    let mut entries = vec![(None, "not known".to_owned())];
    let steps = (1..=5_u8).filter_map(|step| Rating::new(f64::from(step)).ok());
    entries.extend(steps.map(|rating| (Some(rating), rating.get().to_string())));
    ui.label(label);
    choose(ui, id, label, &now, &entries)
}
