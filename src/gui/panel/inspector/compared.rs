//! The shown stage against another one, number by number.

use eframe::egui::{Button, RichText, Ui};

use super::field::heading;
use crate::drawing::Ink;
use crate::gui::app::context::{PanelContext, Shown, WindowAction};
use crate::wording::differences;

/// The differences, where a stage is compared with.
pub(super) fn compared_section(cx: &PanelContext<'_>, ui: &mut Ui) {
    let Some(compared) = cx.session.compared() else { return };
    let stage = cx.session.seen_map().stage(compared.stage);
    let name = stage.map_or("", |stage| stage.record().name.as_str());
    heading(ui, &format!("Compared with {name}"));
    let answer = cx.session.shown().answer();
    let (Some(before), Some(answer)) = (compared.readings.as_ref(), answer) else {
        ui.label(RichText::new("being worked out…").color(cx.color(Ink::TextQuiet)));
        return;
    };
    let now = &cx.session.seen_stage().record().name;
    let words = format!("Each number in {name} → in {now}");
    ui.label(RichText::new(words).small().color(cx.color(Ink::TextQuiet)));
    for difference in differences(before, &answer.analysis) {
        let row = Button::new(difference.words()).frame(false).wrap();
        if ui.add(row).on_hover_text("Explain this number").clicked() {
            cx.ask_window(WindowAction::Show(Shown::Explain(difference.measure, None)));
        }
    }
}
