//! The preview of a paste: what it will make, what each column is used for, and what could not be
//! read.

use eframe::egui::{Grid, Id, RichText, ScrollArea, Ui, vec2};

use super::question::{answers, given_up};
use crate::clipboard::TextForm;
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::{modal, strong};
use crate::gui::panel::inspector::choose_within;
use crate::session::{Action, ClipAction, KnownRows, Pasting, Preview};
use crate::storage::{HEADERS, Use};

/// Shows what a paste will make, before it is made. A click beside it does not throw it away.
pub(in crate::gui) fn paste_preview(cx: &PanelContext<'_>, ui: &Ui, pasting: &Pasting) {
    let preview = &pasting.preview;
    let count = preview.rows.len();
    modal(ui.ctx(), "paste").show(ui.ctx(), |ui| {
        ui.set_width(720.0);
        let noun = if count == 1 { "position" } else { "positions" };
        ui.label(strong(format!("Paste {count} {noun}?"), 20.0));
        let form = match preview.form {
            TextForm::Block => "Read as rows of a table.",
            TextForm::Outline => {
                "Read as an indented list: what is deeper reports to what is above."
            }
        };
        ui.label(RichText::new(form).color(cx.color(Ink::TextQuiet)));
        columns(cx, ui, preview);
        known(cx, ui, preview);
        ui.add_space(8.0);
        rows(cx, ui, &preview.rows);
        if !preview.told.is_empty() {
            ui.add_space(8.0);
            ui.label(strong("To be looked at", 15.0).color(cx.color(Ink::Instruct)));
            let list = ScrollArea::vertical().id_salt("told").max_height(110.0);
            list.show(ui, |ui| preview.told.iter().for_each(|words| drop(ui.label(words))));
        }
        ui.add_space(12.0);
        let chosen = answers(ui, &[("Paste them", true), ("Cancel", false)]);
        match chosen.or_else(|| given_up(ui).then_some(false)) {
            Some(true) => cx.send(Action::Clip(ClipAction::Confirm)),
            Some(false) => cx.send(Action::Clip(ClipAction::Drop)),
            None => {}
        }
    });
}

/// What each column is used for; another use can be chosen.
fn columns(cx: &PanelContext<'_>, ui: &mut Ui, preview: &Preview) {
    if preview.columns.is_empty() {
        return;
    }
    ui.add_space(6.0);
    let uses: Vec<(Use, String)> =
        HEADERS.iter().map(|row| (row.used_as, row.word.to_owned())).collect();
    let list = ScrollArea::vertical().id_salt("columns").max_height(130.0);
    list.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (number, column) in preview.columns.iter().enumerate() {
                ui.label(format!("{}:", column.header));
                let id = Id::new(("use of a column", number));
                let label = format!("Use of {}", column.header);
                if let Some(used) = choose_within(ui, id, &label, &column.used_as, &uses, 110.0) {
                    cx.send(Action::Clip(ClipAction::UseColumn(number, used)));
                }
                ui.add_space(8.0);
            }
        });
    });
}

/// What becomes of those who are on the map already.
fn known(cx: &PanelContext<'_>, ui: &mut Ui, preview: &Preview) {
    if preview.known == 0 {
        return;
    }
    ui.add_space(6.0);
    ui.label(strong(format!("{} of them are on the map already", preview.known), 15.0));
    ui.horizontal_wrapped(|ui| {
        for (words, rows) in [
            ("update them", KnownRows::Update),
            ("leave them as they are", KnownRows::LeaveOut),
            ("paste them once more, without their keys", KnownRows::Again),
        ] {
            if ui.radio(preview.as_known == rows, words).clicked() {
                cx.send(Action::Clip(ClipAction::Known(rows)));
            }
        }
    });
}

fn rows(cx: &PanelContext<'_>, ui: &mut Ui, rows: &[[String; 4]]) {
    let list = ScrollArea::vertical().id_salt("rows").max_height(280.0).auto_shrink([false, true]);
    list.show(ui, |ui| {
        let grid = Grid::new("paste rows").num_columns(4).striped(true).spacing(vec2(20.0, 4.0));
        grid.show(ui, |ui| {
            for heading in ["Title", "Held by", "Reports to", "Unit"] {
                ui.label(RichText::new(heading).color(cx.color(Ink::TextQuiet)));
            }
            ui.end_row();
            for row in rows {
                ui.label(strong(&row[0], 14.5));
                for cell in &row[1..] {
                    ui.label(cell);
                }
                ui.end_row();
            }
        });
    });
}
