//! Every measure of every position or unit, sorted, copied and exported.

use std::sync::Arc;

use eframe::egui::{Button, RichText, ScrollArea, Ui, WidgetInfo, WidgetType};
use egui_extras::{Column as Width, TableBuilder, TableRow};

use crate::drawing::Ink;
use crate::gui::app::context::{PanelContext, Shown, WindowAction};
use crate::gui::app::theme::strong;
use crate::session::{Action, Answer, FileAction, Item, QuestionKey, SelectAction};
use crate::wording::{
    MeasureId, MeasureTable, Readings, RowOf, measure, position_table, unit_table,
};

type Sort = Option<(Option<usize>, bool)>;

/// What the table keeps between frames.
#[derive(Default)]
pub(in crate::gui) struct Measures {
    sort: Sort,
    known: Option<(QuestionKey, usize, Sort, Arc<MeasureTable>)>,
}

impl Measures {
    /// Shows the table of positions, or of units.
    pub(in crate::gui) fn show(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &mut Ui,
        answer: &Answer,
        units: bool,
    ) {
        let table = self.table(cx, answer, units);
        if table.rows.is_empty() {
            let words = if units { "No units are named yet" } else { "Nobody is drawn yet" };
            ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
            return;
        }
        ui.horizontal(|ui| {
            if ui.button("Copy the table").clicked() {
                cx.ask_window(WindowAction::CopyText(table.to_block()));
            }
            if ui.button("Export as CSV…").clicked() {
                cx.send(Action::File(FileAction::ExportTable(table.texts())));
            }
            let hint = "Click a head to sort; a dash says why there is no number.";
            ui.label(RichText::new(hint).small().color(cx.color(Ink::TextQuiet)));
        });
        let height = ui.spacing().interact_size.y + 2.0;
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            let mut builder = TableBuilder::new(ui)
                .id_salt(("measures", units))
                .striped(true)
                .auto_shrink(false)
                .column(Width::initial(180.0).at_least(80.0).resizable(true).clip(true));
            for _ in &table.heads {
                builder =
                    builder.column(Width::initial(104.0).at_least(50.0).resizable(true).clip(true));
            }
            let builder = builder.header(height, |mut head| {
                head.col(|ui| self.head(cx, ui, None, "Name", None));
                for (number, it) in table.heads.iter().enumerate() {
                    head.col(|ui| self.head(cx, ui, Some(number), it.name, Some(it.measure)));
                }
            });
            builder.body(|body| {
                body.rows(height, table.rows.len(), |mut row| line(cx, &mut row, &table));
            });
        });
    }

    fn table(&mut self, cx: &PanelContext<'_>, answer: &Answer, units: bool) -> Arc<MeasureTable> {
        // One question has several answers: the linear part, all pairs, chance.
        let of = Arc::as_ptr(&answer.analysis) as usize;
        match &self.known {
            Some((key, known, sort, table))
                if (*key, *known, *sort) == (answer.key, of, self.sort) =>
            {
                Arc::clone(table)
            }
            _ => {
                let stage = cx.session.seen_stage();
                let mut table = match units {
                    true => unit_table(stage, &answer.further),
                    false => position_table(&Readings {
                        stage,
                        analysis: &answer.analysis,
                        further: &answer.further,
                    }),
                };
                if let Some((column, downwards)) = self.sort {
                    table.sort(column, downwards);
                }
                let table = Arc::new(table);
                self.known = Some((answer.key, of, self.sort, Arc::clone(&table)));
                table
            }
        }
    }

    fn head(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &mut Ui,
        column: Option<usize>,
        name: &str,
        id: Option<MeasureId>,
    ) {
        let now = self.sort.filter(|(by, _)| *by == column).map(|(_, downwards)| downwards);
        let arrow = match now {
            Some(true) => " ▼",
            Some(false) => " ▲",
            None => "",
        };
        let button = Button::new(strong(format!("{name}{arrow}"), 13.5)).frame(false).truncate();
        let mut response = ui.add(button);
        response.widget_info(|| {
            WidgetInfo::labeled(WidgetType::Button, true, format!("Sort by {name}"))
        });
        if let Some(meaning) = id.map(measure) {
            let words = format!("{name}: {} Right click explains it.", meaning.meaning);
            response = response.on_hover_text(words);
        }
        if response.clicked() {
            // Numbers from the largest on first, names from A.
            self.sort = match (now, column) {
                (None, column) => Some((column, column.is_some())),
                (Some(true), Some(_)) => Some((column, false)),
                (Some(false), None) => Some((column, true)),
                _ => None,
            };
        }
        if let (true, Some(id)) = (response.secondary_clicked(), id) {
            cx.ask_window(WindowAction::Show(Shown::Explain(id, None)));
        }
    }
}

fn line(cx: &PanelContext<'_>, row: &mut TableRow<'_, '_>, table: &MeasureTable) {
    let Some(record) = table.rows.get(row.index()) else { return };
    let item = match record.of {
        RowOf::Position(id) => Item::Position(id),
        RowOf::Unit(id) => Item::Unit(id),
    };
    let selected = cx.session.selection().contains(item);
    row.set_selected(selected);
    row.col(|ui| {
        let label = Button::selectable(selected, &record.name).truncate();
        let response = ui.add(label);
        response.widget_info(|| {
            WidgetInfo::labeled(WidgetType::Button, true, format!("Measures of {}", record.name))
        });
        if response.clicked() {
            cx.send(Action::Select(SelectAction::Only(item)));
        }
    });
    for (cell, head) in record.cells.iter().zip(&table.heads) {
        row.col(|ui| {
            let response = ui.label(MeasureTable::words(cell));
            if let Err(why) = cell {
                let words = format!("{}: not defined, {why}", head.name);
                response.on_hover_text(words);
            }
        });
    }
}
