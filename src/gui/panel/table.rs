//! The table: every position a row, everything about it a column, edited in place.

use std::sync::Arc;

use eframe::egui::{
    self, Button, Event, Id, Key, RichText, ScrollArea, TextEdit, Ui, WidgetInfo, WidgetType, vec2,
};
use egui_extras::{Column as Width, TableBuilder, TableRow};

use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::model::{Chart, PositionId};
use crate::session::{Action, Column, EditAction, Item, Revision, SelectAction};

/// What the table keeps between frames.
#[derive(Default)]
pub(in crate::gui) struct Table {
    sort: Option<(Column, bool)>,
    known: Option<(TableKey, Arc<Sheet>)>,
    draft: Option<(Cell, String)>,
}

type TableKey = (Revision, Option<(Column, bool)>);
type Cell = (PositionId, Column);

/// The cells of the stage, sorted.
struct Sheet {
    columns: Vec<Column>,
    rows: Vec<(PositionId, Vec<String>)>,
}

impl Table {
    /// Shows the table.
    pub(in crate::gui) fn show(&mut self, cx: &PanelContext<'_>, ui: &mut Ui) {
        let sheet = self.sheet(cx);
        ui.horizontal(|ui| {
            ui.label(strong("Table", 17.0));
            let hint = "Click a head to sort. Paste a column of cells into the cell where it is to \
                        begin.";
            ui.label(RichText::new(hint).color(cx.color(Ink::TextQuiet)).small());
        });
        if sheet.rows.is_empty() {
            ui.label(RichText::new("Nobody is drawn yet").color(cx.color(Ink::TextQuiet)));
            return;
        }
        let height = ui.spacing().interact_size.y + 2.0;
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            let mut table = TableBuilder::new(ui)
                .id_salt("positions")
                .striped(true)
                .auto_shrink(false)
                .column(Width::initial(38.0).resizable(false));
            for column in &sheet.columns {
                let wide = if *column == Column::Title { 190.0 } else { 130.0 };
                table =
                    table.column(Width::initial(wide).at_least(50.0).resizable(true).clip(true));
            }
            let table = table.header(height, |mut head| {
                head.col(|_| {});
                for column in &sheet.columns {
                    head.col(|ui| self.head(ui, column));
                }
            });
            table.body(|body| {
                body.rows(height, sheet.rows.len(), |mut row| self.row(cx, &mut row, &sheet));
            });
        });
    }

    fn sheet(&mut self, cx: &PanelContext<'_>) -> Arc<Sheet> {
        let key = (cx.session.revision(), self.sort.clone());
        match &self.known {
            Some((known, sheet)) if *known == key => Arc::clone(sheet),
            _ => {
                let sheet = Arc::new(self.sorted(cx));
                self.known = Some((key, Arc::clone(&sheet)));
                sheet
            }
        }
    }

    fn sorted(&self, cx: &PanelContext<'_>) -> Sheet {
        let stage = cx.session.seen_stage();
        let chart = Chart::of(stage);
        let columns = Column::all(stage);
        let cells = |id| columns.iter().map(|column| column.cell(stage, &chart, id)).collect();
        let mut rows: Vec<(PositionId, Vec<String>)> =
            stage.positions().ids().map(|id| (id, cells(id))).collect();
        let by = self.sort.as_ref().and_then(|(by, downwards)| {
            Some((columns.iter().position(|column| column == by)?, *downwards))
        });
        if let Some((by, downwards)) = by {
            rows.sort_by(|(a, one), (b, other)| {
                let order = compare(&one[by], &other[by]);
                let order = if downwards { order.reverse() } else { order };
                // Where nothing stands comes last, whichever way.
                (one[by].is_empty().cmp(&other[by].is_empty())).then(order).then(a.cmp(b))
            });
        }
        Sheet { columns, rows }
    }

    fn head(&mut self, ui: &mut Ui, column: &Column) {
        let now =
            self.sort.as_ref().filter(|(by, _)| by == column).map(|(_, downwards)| *downwards);
        let arrow = match now {
            Some(true) => " ▼",
            Some(false) => " ▲",
            None => "",
        };
        let button = Button::new(strong(format!("{}{arrow}", column.name()), 13.5)).frame(false);
        let hint = format!("Sort by {}", column.name().to_lowercase());
        if ui.add(button.truncate()).on_hover_text(hint).clicked() {
            self.sort = match now {
                None => Some((column.clone(), false)),
                Some(false) => Some((column.clone(), true)),
                Some(true) => None,
            };
        }
    }

    fn row(&mut self, cx: &PanelContext<'_>, row: &mut TableRow<'_, '_>, sheet: &Sheet) {
        let number = row.index();
        let Some((id, cells)) = sheet.rows.get(number) else { return };
        let item = Item::Position(*id);
        let selected = cx.session.selection().contains(item);
        row.set_selected(selected);
        row.col(|ui| {
            let label = Button::selectable(selected, format!("{}", number + 1));
            let response = ui.add(label).on_hover_text("Select this position");
            if response.clicked() {
                let adds = ui.input(|input| input.modifiers.command || input.modifiers.shift);
                let action =
                    if adds { SelectAction::Toggle(item) } else { SelectAction::Only(item) };
                cx.send(Action::Select(action));
            }
        });
        for (column, cell) in sheet.columns.iter().zip(cells) {
            row.col(|ui| self.cell(cx, ui, (*id, column.clone()), cell, sheet, number));
        }
    }

    fn cell(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &mut Ui,
        at: Cell,
        now: &str,
        sheet: &Sheet,
        number: usize,
    ) {
        let id = Id::new(("cell", at.0, &at.1.name()));
        let title = &sheet.rows[number].1[0];
        let label = format!("{} of {title}", at.1.name());
        let mut text = match &self.draft {
            Some((cell, text)) if *cell == at => text.clone(),
            _ => now.to_owned(),
        };
        if let Some(rows) = pasted_rows(ui, id) {
            self.paste(cx, &at.1, number, sheet, rows);
            ui.memory_mut(|memory| memory.surrender_focus(id));
            self.draft = None;
            return;
        }
        let field = TextEdit::singleline(&mut text)
            .id(id)
            .frame(egui::Frame::NONE)
            .margin(vec2(4.0, 3.0))
            .desired_width(f32::INFINITY);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, &label));
        if response.has_focus() {
            self.draft = Some((at, text));
            return;
        }
        let Some((_, text)) = self.draft.take_if(|(cell, _)| *cell == at) else { return };
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        if !escaped && text.trim() != now.trim() {
            cx.send(Action::Edit(EditAction::SetCells(vec![(at.0, at.1, text)])));
        }
    }

    /// Writes pasted cells downwards from a row.
    fn paste(
        &self,
        cx: &PanelContext<'_>,
        column: &Column,
        from: usize,
        sheet: &Sheet,
        pasted: Vec<Vec<String>>,
    ) {
        let first = sheet.columns.iter().position(|known| known == column).unwrap_or(0);
        let mut cells = Vec::new();
        for (texts, (id, _)) in pasted.into_iter().zip(&sheet.rows[from..]) {
            let columns = sheet.columns.iter().skip(first).cloned();
            cells.extend(columns.zip(texts).map(|(column, text)| (*id, column, text)));
        }
        cx.send(Action::Edit(EditAction::SetCells(cells)));
    }
}

/// Several cells that were just pasted into this field; they are taken away from it.
fn pasted_rows(ui: &Ui, id: Id) -> Option<Vec<Vec<String>>> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let several = |event: &Event| matches!(event, Event::Paste(text) if text.trim_end().contains(['\n', '\t']));
    let text = ui.input_mut(|input| {
        let at = input.events.iter().position(several)?;
        match input.events.remove(at) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })?;
    let row = |line: &str| line.split('\t').map(|cell| cell.trim().to_owned()).collect();
    Some(text.trim_end().lines().map(row).collect())
}

/// Numbers by their size, words by their letters.
fn compare(one: &str, other: &str) -> std::cmp::Ordering {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one.total_cmp(&other),
        _ => one.to_lowercase().cmp(&other.to_lowercase()),
    }
}
