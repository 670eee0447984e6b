//! Several positions at once: what they have in common is shown, where they differ that is said,
//! and whatever is set is set for all.

use eframe::egui::{Id, Ui};

use super::domains;
use super::field::{Shared, choose, choose_of_many, heading, records, remembered};
use super::position;
use crate::edit::{Command, LineCommand, PositionCommand, PositionValue};
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::model::{PositionId, PositionKind, UnitId};
use crate::session::{Action, EditAction};
use crate::wording::words::figures;

/// The fields of several positions.
pub(super) fn inspect(cx: &PanelContext<'_>, ui: &mut Ui, ids: &[PositionId]) {
    ui.label(strong(format!("{} positions", figures(ids.len())), 18.0));
    let stage = cx.session.seen_stage();
    let all = || records(stage, ids).into_iter();
    let chart = cx.session.chart();
    let Together { superior: above, unit, kind: seat } =
        remembered(cx, ui, "together", ids, || Together {
            superior: Shared::of(ids.iter().map(|id| chart.solid_superior(*id))),
            unit: Shared::of(all().map(|position| position.unit)),
            kind: Shared::of(all().map(|position| position.kind)),
        });
    ui.horizontal_wrapped(|ui| {
        if ui.button("Make a unit of them").clicked() {
            cx.send(Action::Edit(EditAction::MakeUnit));
        }
        if ui.button("Remove these positions").clicked() {
            cx.send(Action::Edit(EditAction::RemoveSelected));
        }
    });
    superior(cx, ui, ids, above);
    if unit == Some(Shared::Mixed) {
        ui.add_space(8.0);
        ui.small("They are in several units; choosing one sets it for all.");
    }
    let unit = match unit {
        Some(Shared::Same(unit)) => unit,
        _ => None,
    };
    position::unit_of(cx, ui, ids, unit);
    kind(cx, ui, ids, seat);
    position::work_of(cx, ui, ids);
    domains::expertise(cx, ui, ids);
    domains::rights(cx, ui, ids);
    position::leading_of(cx, ui, ids);
}

/// What several positions have in common.
#[derive(Clone)]
struct Together {
    superior: Option<Shared<Option<PositionId>>>,
    unit: Option<Shared<Option<UnitId>>>,
    kind: Option<Shared<PositionKind>>,
}

/// The words that stand where values differ.
const DIFFER: &str = "they differ";

fn superior(
    cx: &PanelContext<'_>,
    ui: &mut Ui,
    ids: &[PositionId],
    now: Option<Shared<Option<PositionId>>>,
) {
    heading(ui, "Report to");
    let stage = cx.session.seen_stage();
    let Some(now) = now else { return };
    let title = |id| stage.positions().get(id).map(position::title_of).unwrap_or_default();
    let words = match now {
        Shared::Mixed => DIFFER.to_owned(),
        Shared::Same(None) => "nobody".to_owned(),
        Shared::Same(Some(id)) => title(id),
    };
    let entries = || {
        // A selection is in the order of identities.
        let others = stage.positions().iter();
        let others = others.filter(|(id, _)| ids.binary_search(id).is_err());
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

fn kind(cx: &PanelContext<'_>, ui: &mut Ui, ids: &[PositionId], now: Option<Shared<PositionKind>>) {
    heading(ui, "Kind of seat");
    let Some(now) = now else { return };
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
