//! Several positions at once: what they have in common is shown, where they differ that is said,
//! and whatever is set is set for all.

use eframe::egui::{Id, Ui};

use super::domains;
use super::field::{Shared, choose, choose_of_many, heading};
use super::position;
use crate::edit::{Command, LineCommand, PositionCommand, PositionValue};
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::model::{Position, PositionId, PositionKind};
use crate::session::{Action, EditAction};

/// The fields of several positions.
pub(super) fn inspect(cx: &PanelContext<'_>, ui: &mut Ui, ids: &[PositionId]) {
    ui.label(strong(format!("{} positions", ids.len()), 18.0));
    let stage = cx.session.seen_stage();
    let all: Vec<&Position> = ids.iter().filter_map(|id| stage.positions().get(*id)).collect();
    ui.horizontal_wrapped(|ui| {
        if ui.button("Make a unit of them").clicked() {
            cx.send(Action::Edit(EditAction::MakeUnit));
        }
        if ui.button("Remove these positions").clicked() {
            cx.send(Action::Edit(EditAction::RemoveSelected));
        }
    });
    superior(cx, ui, ids);
    let unit = Shared::of(all.iter().map(|position| position.unit));
    if unit == Some(Shared::Mixed) {
        ui.add_space(8.0);
        ui.small("They are in several units; choosing one sets it for all.");
    }
    let unit = match unit {
        Some(Shared::Same(unit)) => unit,
        _ => None,
    };
    position::unit_of(cx, ui, ids, unit);
    kind(cx, ui, ids, &all);
    position::work_of(cx, ui, ids);
    domains::expertise(cx, ui, ids);
    domains::rights(cx, ui, ids);
    position::leading_of(cx, ui, ids);
}

/// The words that stand where values differ.
const DIFFER: &str = "they differ";

fn superior(cx: &PanelContext<'_>, ui: &mut Ui, ids: &[PositionId]) {
    heading(ui, "Report to");
    let stage = cx.session.seen_stage();
    let chart = cx.session.chart();
    let now = Shared::of(ids.iter().map(|id| chart.solid_superior(*id)));
    let Some(now) = now else { return };
    let title = |id| stage.positions().get(id).map(position::title_of).unwrap_or_default();
    let words = match now {
        Shared::Mixed => DIFFER.to_owned(),
        Shared::Same(None) => "nobody".to_owned(),
        Shared::Same(Some(id)) => title(id),
    };
    let entries = || {
        let others = stage.positions().iter().filter(|(id, _)| !ids.contains(id));
        let others = others.map(|(id, it)| (Shared::Same(Some(id)), position::title_of(it)));
        std::iter::once((Shared::Same(None), "nobody".to_owned())).chain(others).collect()
    };
    let salt = Id::new(("superiors", ids.first(), ids.len()));
    let chosen = choose_of_many(ui, salt, "Report to", (&now, &words), entries);
    if let Some(Shared::Same(under)) = chosen {
        let positions = ids.to_vec();
        cx.send(Command::Line(LineCommand::Reparent { positions, under }));
    }
}

fn kind(cx: &PanelContext<'_>, ui: &mut Ui, ids: &[PositionId], all: &[&Position]) {
    heading(ui, "Kind of seat");
    let Some(now) = Shared::of(all.iter().map(|position| position.kind)) else { return };
    let mut entries = vec![
        (Shared::Same(PositionKind::Person), "person".to_owned()),
        (Shared::Same(PositionKind::Team), "team".to_owned()),
        (Shared::Same(PositionKind::Assistant), "assistant".to_owned()),
    ];
    if now == Shared::Mixed {
        entries.insert(0, (Shared::Mixed, DIFFER.to_owned()));
    }
    let salt = Id::new(("kinds", ids.first(), ids.len()));
    if let Some(Shared::Same(kind)) = choose(ui, salt, "Kind of seat", &now, &entries) {
        let positions = ids.to_vec();
        cx.send(Command::Position(PositionCommand::Set(PositionValue::Kind { positions, kind })));
    }
}
