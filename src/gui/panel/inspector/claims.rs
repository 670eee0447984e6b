//! The ledger of claims, and the outcomes that some of them are tested by.

use eframe::egui::{CollapsingHeader, Id, RichText, Ui, WidgetInfo, WidgetType};

use super::field::{heading, text};
use crate::drawing::Ink;
use crate::edit::{Command, StageCommand};
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::gui::page::explain::explain_button;
use crate::model::{OutcomeName, Outcomes, UnitId};
use crate::quantity::Amount;
use crate::session::{Action, Answer, ViewAction};
use crate::wording::{LedgerRow, Says};

/// Every claim with what the map says to it, then outcomes.
pub(super) fn claims_section(cx: &PanelContext<'_>, ui: &mut Ui, answer: &Answer) {
    if answer.ledger.is_empty() {
        ui.label("The claims are being held against chance…");
    }
    for says in [Says::Supports, Says::Contradicts, Says::CannotTest, Says::Describes] {
        let rows: Vec<&LedgerRow> = answer.ledger.iter().filter(|row| row.says == says).collect();
        if rows.is_empty() {
            continue;
        }
        let title = match says {
            Says::Supports => "This map supports",
            Says::Contradicts => "This map contradicts",
            Says::CannotTest => "It cannot test",
            Says::Describes => "Says what something is",
        };
        let header = strong(format!("{title} ({})", rows.len()), 14.5);
        let header = CollapsingHeader::new(header).id_salt(title);
        let open = matches!(says, Says::Supports | Says::Contradicts);
        header.default_open(open).show(ui, |ui| rows.iter().for_each(|row| claim(cx, ui, row)));
    }
    outcomes(cx, ui);
}

fn claim(cx: &PanelContext<'_>, ui: &mut Ui, row: &LedgerRow) {
    ui.add_space(6.0);
    ui.label(strong(format!("{}. {}", row.claim.number, row.claim.claim), 13.5));
    if row.says == Says::Describes {
        return;
    }
    super::reading::sentence(ui, RichText::new(&row.sentence).color(cx.color(Ink::TextQuiet)));
    ui.horizontal_wrapped(|ui| {
        let lens = row.claim.lens;
        let button = ui.small_button("Show").on_hover_text("Read the map through its lens");
        button.widget_info(|| {
            let label = format!("Show claim {} by the lens {}", row.claim.number, lens.name());
            WidgetInfo::labeled(WidgetType::Button, true, label)
        });
        if button.clicked() {
            cx.send(Action::View(ViewAction::Lens(lens)));
        }
        let what = format!("claim {}", row.claim.number);
        explain_button(cx, ui, row.claim.measure, None, &what);
    });
}

/// The numbers that the organization achieved, by unit and for the whole.
fn outcomes(cx: &PanelContext<'_>, ui: &mut Ui) {
    heading(ui, "Outcomes");
    let words = "Numbers of your own, such as results, commitment, ideas tried: by unit and for the \
                 whole, in each stage. Claims about effect are tested by them from eight points on.";
    ui.label(RichText::new(words).small().color(cx.color(Ink::TextQuiet)));
    let stage = cx.session.seen_stage();
    let mut names: Vec<OutcomeName> = cx
        .session
        .map()
        .stages()
        .flat_map(|(_, stage)| {
            let units = stage.units().iter().flat_map(|(_, unit)| unit.outcomes.keys());
            stage.record().outcomes.keys().chain(units).cloned().collect::<Vec<_>>()
        })
        .collect();
    let draft = Id::new("new outcome");
    names.extend(ui.data(|data| data.get_temp::<OutcomeName>(draft.with("made"))));
    names.sort_unstable();
    names.dedup();
    for name in &names {
        ui.add_space(4.0);
        ui.label(strong(name.name(), 13.5));
        amount(cx, ui, name, None, "The whole", &stage.record().outcomes);
        for (id, unit) in stage.units().iter() {
            amount(cx, ui, name, Some(id), &unit.name, &unit.outcomes);
        }
    }
    ui.add_space(6.0);
    ui.label("A new outcome");
    if let Some(typed) = text(ui, draft, "Name of the new outcome", "")
        && let Some(name) = OutcomeName::new(&typed)
    {
        ui.data_mut(|data| data.insert_temp(draft.with("made"), name));
    }
}

fn amount(
    cx: &PanelContext<'_>,
    ui: &mut Ui,
    name: &OutcomeName,
    unit: Option<UnitId>,
    of: &str,
    known: &Outcomes,
) {
    let now = known.get(name).map(|it| it.get().to_string()).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.label(of);
        let id = Id::new(("outcome", name, unit, cx.session.stage_id()));
        let Some(typed) = text(ui, id, &format!("{name} of {of}"), &now) else { return };
        let parsed = typed.trim().replace(',', ".").parse().ok();
        let amount = parsed.and_then(|value| Amount::new(value).ok());
        // What is no number changes nothing; an empty field forgets it.
        if amount.is_some() || typed.trim().is_empty() {
            let (stage, name) = (cx.session.stage_id(), name.clone());
            cx.send(Command::Stage(StageCommand::SetOutcome { stage, unit, name, amount }));
        }
    });
}
