//! Round the table: the question, the answer being typed, and how far the round is.

use eframe::egui::{
    Align2, Area, Frame, Id, Key, Order, RichText, TextEdit, Ui, WidgetInfo, WidgetType, vec2,
};

use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::session::{Action, TableAction, TableQuestion};
use crate::wording::position_name;

/// Where answers are typed.
pub(in crate::gui) fn field() -> Id {
    Id::new("round the table")
}

/// Shows the question that is asked, above the map.
pub(in crate::gui) fn round_table(cx: &PanelContext<'_>, ui: &Ui) {
    let (Some(table), Some(words)) = (cx.session.round_table(), cx.session.table_words()) else {
        return;
    };
    let (asked, all) = cx.session.table_progress();
    let draft_id = Id::new("round the table draft");
    let mut draft: String = ui.data(|data| data.get_temp(draft_id)).unwrap_or_default();
    let area = Area::new(Id::new("round the table area")).order(Order::Foreground);
    area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -16.0)).show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(14.0).show(ui, |ui| {
            ui.set_width(660.0_f32.min(ui.ctx().content_rect().width() - 60.0));
            ui.label(strong(&words, 22.0));
            ui.horizontal(|ui| {
                let entry = TextEdit::singleline(&mut draft).id(field()).desired_width(300.0);
                let response = ui.add(entry.hint_text("a name, then Enter; Enter alone goes on"));
                response
                    .widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, words.clone()));
                let entered = response.lost_focus() && ui.input(|it| it.key_pressed(Key::Enter));
                if entered {
                    let said = std::mem::take(&mut draft);
                    cx.send(Action::Table(TableAction::Answer(said)));
                }
                // The toolkit has taken Esc by now; neither Enter, Tab nor the pointer did it.
                let otherwise = ui.input(|it| {
                    it.key_pressed(Key::Tab)
                        || it.pointer.any_pressed()
                        || it.pointer.any_released()
                });
                let escaped = response.lost_focus() && !entered && !otherwise;
                if escaped {
                    cx.send(Action::Table(TableAction::End));
                } else if !response.has_focus() {
                    response.request_focus();
                }
                if ui.button("Back").clicked() {
                    cx.send(Action::Table(TableAction::Back));
                }
                let next = match table.question {
                    TableQuestion::Asks => "Nobody",
                    _ => "Next",
                };
                if ui.button(next).clicked() {
                    draft.clear();
                    cx.send(Action::Table(TableAction::Next));
                }
                if ui.button("End").clicked() {
                    cx.send(Action::Table(TableAction::End));
                }
                ui.label(
                    RichText::new(format!("{asked} of {all}")).color(cx.color(Ink::TextQuiet)),
                );
            });
            if table.question == TableQuestion::Asks {
                found(cx, ui, &draft);
            }
        });
    });
    ui.data_mut(|data| data.insert_temp(draft_id, draft));
}

/// Who is meant by the letters typed so far.
fn found(cx: &PanelContext<'_>, ui: &mut Ui, draft: &str) {
    let found = cx.session.named_like(draft);
    let stage = cx.session.seen_stage();
    let names: Vec<String> = found.iter().take(4).map(|id| position_name(stage, *id)).collect();
    let words = if names.is_empty() { " ".to_owned() } else { names.join("   ") };
    ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
}
