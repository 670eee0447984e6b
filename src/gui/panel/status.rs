//! The status line, the notices, the list of keys, and the question about unsaved work.

use eframe::egui::{self, Align2, Area, Frame, Id, Order, RichText, ScrollArea, Ui, vec2};

use crate::drawing::Ink;
use crate::gui::app::context::{PanelContext, WindowAction};
use crate::gui::app::theme::strong;
use crate::gui::command::{MOUSE, TABLE, TYPING};
use crate::gui::page::question::{answers, given_up};
use crate::session::{Action, Decision, FileAction, Item, Shown, Tone, ViewAction};
use crate::typeface::{lacking_words, visual_order};

/// One line: what was done last, what lies under the pointer, how fresh the readings are.
pub(in crate::gui) fn status_line(
    cx: &PanelContext<'_>,
    ui: &mut Ui,
    hovered: Option<Item>,
    zoom: f32,
) {
    ui.horizontal(|ui| {
        let quiet = cx.color(Ink::TextQuiet);
        match lacking_words() {
            Some(words) if cx.session.status().is_empty() => {
                ui.add(egui::Label::new(&words).truncate()).on_hover_text(&words);
            }
            _ => {
                ui.add(egui::Label::new(visual_order(cx.session.status())).truncate());
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(RichText::new(format!("{:.0} %", zoom * 100.0)).color(quiet));
            let state = match cx.session.shown() {
                Shown::Nothing | Shown::Stale(_) => "updating…",
                Shown::Fresh(_) => "",
                Shown::Failed { .. } => "readings could not be updated",
            };
            ui.label(RichText::new(state).color(quiet));
            if let Some(words) = hovered.and_then(|item| describe(cx, item)) {
                let words = RichText::new(visual_order(&words)).color(quiet);
                ui.add(egui::Label::new(words).truncate());
            }
        });
    });
}

fn describe(cx: &PanelContext<'_>, item: Item) -> Option<String> {
    match item {
        Item::Position(id) => {
            let node = cx.picture.node(id)?;
            Some(node.description.clone())
        }
        Item::Arc(id) => Some(cx.picture.arc(id)?.description.clone()),
        Item::Unit(_) => None,
    }
}

/// For how long something is told, in seconds: so long, and so much longer for every letter.
const TOLD: f64 = 4.0;
const LETTER: f64 = 0.06;

/// What is told, oldest first, in a strip of its own that covers nothing. It goes by itself, and
/// can be put away before.
pub(in crate::gui) fn notices(cx: &PanelContext<'_>, ui: &mut Ui) {
    let Some(notice) = cx.session.notices().next() else { return };
    let id = Id::new("told since");
    let now = ui.input(|input| input.time);
    let known = ui.data(|data| data.get_temp::<(String, f64)>(id));
    let since = known.filter(|(text, _)| *text == notice.text).map_or(now, |(_, since)| since);
    ui.data_mut(|data| data.insert_temp(id, (notice.text.clone(), since)));
    let left = TOLD + LETTER * notice.text.chars().count() as f64 - (now - since);
    let more = cx.session.notices().count() - 1;
    let mut put_away = left <= 0.0;
    ui.horizontal(|ui| {
        if notice.tone == Tone::Problem {
            ui.label(strong("!", 18.0).color(cx.color(Ink::Instruct)));
        }
        put_away |= ui.button("OK").clicked();
        if more > 0 {
            ui.label(RichText::new(format!("and {more} more")).color(cx.color(Ink::TextQuiet)));
        }
        ui.add(egui::Label::new(&notice.text).wrap());
    });
    if put_away {
        ui.data_mut(|data| data.remove_temp::<(String, f64)>(id));
        cx.send(Action::View(ViewAction::DismissNotice));
    } else {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
    }
}

/// The same above a page that has no strip for it.
pub(in crate::gui) fn notices_above(cx: &PanelContext<'_>, ui: &Ui) {
    let area = Area::new(Id::new("notice")).order(Order::Foreground);
    area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -24.0)).show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(14.0).show(ui, |ui| {
            ui.set_max_width(560.0);
            notices(cx, ui);
        });
    });
}

/// What is to become of unsaved work.
pub(in crate::gui) fn unsaved_question(cx: &PanelContext<'_>, ui: &Ui) {
    if cx.session.leaving().is_none() {
        return;
    }
    let title = cx.session.seen_map().header().title.clone();
    crate::gui::app::theme::modal(ui.ctx(), "unsaved").show(ui.ctx(), |ui| {
        ui.set_width(420.0);
        ui.label(strong(format!("Save the changes to \"{title}\"?"), 18.0));
        ui.add_space(6.0);
        ui.label("What is not saved will be lost.");
        ui.add_space(14.0);
        let decisions = [
            ("Save", Decision::Save),
            ("Don't save", Decision::Discard),
            ("Cancel", Decision::Stay),
        ];
        let decided = answers(ui, &decisions).or_else(|| given_up(ui).then_some(Decision::Stay));
        if let Some(decision) = decided {
            cx.send(Action::File(FileAction::Decide(decision)));
        }
    });
}

/// Every command with its key.
pub(in crate::gui) fn keys(cx: &PanelContext<'_>, ui: &Ui) {
    let shown = crate::gui::app::theme::modal(ui.ctx(), "keys").show(ui.ctx(), |ui| {
        ui.set_width(640.0);
        ui.label(strong("Keys", 20.0));
        ui.add_space(6.0);
        let height = ui.ctx().content_rect().height() - 160.0;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            egui::Grid::new("keys").num_columns(2).spacing(vec2(36.0, 4.0)).show(ui, |ui| {
                for entry in TABLE.iter().filter(|entry| !entry.keys.is_empty()) {
                    let keys = entry.all_key_words();
                    ui.label(entry.name);
                    ui.label(strong(keys.join(" or "), 14.0));
                    ui.end_row();
                }
                for (place, keys, what) in TYPING {
                    ui.label(format!("{place}: {what}"));
                    ui.label(strong(keys, 14.0));
                    ui.end_row();
                }
            });
            ui.add_space(8.0);
            for (act, what) in MOUSE {
                ui.label(strong(act, 14.0));
                ui.label(what);
            }
        });
        ui.add_space(8.0);
        if ui.button("Close").clicked() {
            cx.ask_window(WindowAction::Close);
        }
    });
    if shown.should_close() {
        cx.ask_window(WindowAction::Close);
    }
}
