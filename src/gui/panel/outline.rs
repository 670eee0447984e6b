//! The outline: units and positions as a tree, in step with the canvas.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use eframe::egui::{
    self, Button, Id, RichText, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, WidgetType, vec2,
};

use crate::drawing::Ink;
use crate::gui::app::context::{PanelContext, WindowAction};
use crate::gui::app::theme::strong;
use crate::model::{Chart, PositionId, UnitId};
use crate::session::{Action, EditAction, HangPlace, Item, Revision, SelectAction};

/// How the outline is ordered, and what is kept of it between frames.
#[derive(Default)]
pub(in crate::gui) struct Outline {
    filter: String,
    by_unit: bool,
    rows: Option<(RowsKey, Arc<Vec<Row>>)>,
    anchor: Option<PositionId>,
}

/// Everything that decides the rows.
#[derive(Clone, PartialEq)]
struct RowsKey {
    revision: Revision,
    filter: String,
    by_unit: bool,
}

/// A line of the outline.
struct Row {
    item: Item,
    depth: usize,
    name: String,
    beside: String,
}

/// What is dragged out of the outline.
struct Dragged(Vec<PositionId>);

impl Outline {
    /// Shows the outline.
    pub(in crate::gui) fn show(&mut self, cx: &PanelContext<'_>, ui: &mut Ui) {
        ui.label(strong("Outline", 17.0));
        let field = TextEdit::singleline(&mut self.filter)
            .id(Id::new("outline filter"))
            .hint_text("Filter by name")
            .margin(vec2(8.0, 5.0))
            .desired_width(f32::INFINITY);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Filter by name"));
        ui.horizontal(|ui| {
            ui.radio_value(&mut self.by_unit, false, "by reporting");
            ui.radio_value(&mut self.by_unit, true, "by unit");
        });
        ui.separator();
        let rows = self.rows(cx);
        if rows.is_empty() {
            let nobody = cx.session.seen_stage().positions().is_empty();
            let words = if nobody { "Nobody is drawn yet" } else { "Nobody is called so" };
            ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
            return;
        }
        let height = ui.spacing().interact_size.y;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, height, rows.len(), |ui, seen| {
            for row in &rows[seen] {
                self.show_row(cx, ui, row, &rows);
            }
        });
    }

    fn rows(&mut self, cx: &PanelContext<'_>) -> Arc<Vec<Row>> {
        let key = RowsKey {
            revision: cx.session.revision(),
            filter: self.filter.clone(),
            by_unit: self.by_unit,
        };
        match &self.rows {
            Some((known, rows)) if *known == key => Arc::clone(rows),
            _ => {
                let tree = Tree::of(cx);
                let mut rows = if self.by_unit { tree.by_unit() } else { tree.by_reporting() };
                if !self.filter.trim().is_empty() {
                    let fit: BTreeSet<PositionId> =
                        cx.session.named_like(&self.filter).iter().copied().collect();
                    rows.retain(|row| matches!(row.item, Item::Position(id) if fit.contains(&id)));
                    rows.iter_mut().for_each(|row| row.depth = 0);
                }
                let rows = Arc::new(rows);
                self.rows = Some((key, Arc::clone(&rows)));
                rows
            }
        }
    }

    fn show_row(&mut self, cx: &PanelContext<'_>, ui: &mut Ui, row: &Row, rows: &[Row]) {
        const INDENT: f32 = 16.0;
        let selected = cx.session.selection().contains(row.item);
        ui.horizontal(|ui| {
            ui.add_space(INDENT * row.depth as f32);
            let text = match row.item {
                Item::Unit(_) => strong(&row.name, 14.5),
                Item::Position(_) | Item::Arc(_) => RichText::new(&row.name),
            };
            let button =
                Button::selectable(selected, text).sense(Sense::click_and_drag()).truncate();
            let response = ui.add(button);
            if !row.beside.is_empty() {
                let beside = RichText::new(&row.beside).color(cx.color(Ink::TextQuiet)).small();
                ui.add(egui::Label::new(beside).truncate());
            }
            self.take(cx, ui, row, &response, rows);
        });
    }

    fn take(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &Ui,
        row: &Row,
        response: &egui::Response,
        rows: &[Row],
    ) {
        if let Item::Position(id) = row.item {
            if response.drag_started() {
                let mut dragged = cx.session.selection().positions();
                if !dragged.contains(&id) {
                    dragged = vec![id];
                }
                response.dnd_set_drag_payload(Dragged(dragged));
            }
            if response.dnd_hover_payload::<Dragged>().is_some() {
                let line = egui::Stroke::new(2.0, cx.color(Ink::Text));
                ui.painter().rect_stroke(response.rect, 4.0, line, egui::StrokeKind::Outside);
            }
            if let Some(dragged) = response.dnd_release_payload::<Dragged>()
                && !dragged.0.contains(&id)
            {
                let (positions, place) = (dragged.0.clone(), HangPlace::Under(id));
                cx.send(Action::Edit(EditAction::Rehang { positions, place }));
            }
        }
        if response.double_clicked()
            && let Item::Position(id) = row.item
        {
            cx.ask_window(WindowAction::FlyTo(id));
            cx.send(Action::Edit(EditAction::StartRenaming(id)));
        } else if response.clicked() {
            self.select(cx, ui, row.item, rows);
        }
    }

    /// A click selects and shows, with Ctrl it adds, with Shift it takes all up to here.
    fn select(&mut self, cx: &PanelContext<'_>, ui: &Ui, item: Item, rows: &[Row]) {
        let held = ui.input(|input| input.modifiers);
        let Item::Position(id) = item else {
            return cx.send(Action::Select(SelectAction::Only(item)));
        };
        if held.shift
            && let Some(anchor) = self.anchor
        {
            let ids: Vec<PositionId> = rows.iter().filter_map(|row| row.item.position()).collect();
            let place = |id| ids.iter().position(|other| *other == id);
            if let (Some(from), Some(to)) = (place(anchor), place(id)) {
                let between = ids[from.min(to)..=from.max(to)].to_vec();
                return cx.send(Action::Select(SelectAction::Positions(between)));
            }
        }
        self.anchor = Some(id);
        if held.command {
            cx.send(Action::Select(SelectAction::Toggle(item)));
        } else {
            cx.ask_window(WindowAction::FlyTo(id));
        }
    }
}

/// The trees of a stage.
struct Tree<'a> {
    cx: &'a PanelContext<'a>,
    chart: Chart,
}

impl<'a> Tree<'a> {
    fn of(cx: &'a PanelContext<'a>) -> Self {
        Self { cx, chart: Chart::of(cx.session.seen_stage()) }
    }

    /// Positions below their superiors, in the order in which they stand on the canvas.
    fn by_reporting(&self) -> Vec<Row> {
        let stage = self.cx.session.seen_stage();
        let mut rows = Vec::new();
        let mut seen: BTreeSet<PositionId> = BTreeSet::new();
        let tops = stage.positions().ids().filter(|id| self.chart.solid_superior(*id).is_none());
        let mut open: Vec<(PositionId, usize)> =
            self.in_order(tops.collect()).into_iter().rev().map(|id| (id, 0)).collect();
        // Whoever stands in a loop has no top above; the loop starts at its first member.
        let mut others = stage.positions().ids();
        loop {
            while let Some((id, depth)) = open.pop() {
                if !seen.insert(id) {
                    continue;
                }
                rows.push(self.row(id, depth));
                let reports = self.chart.reports(id).map(|(id, _)| id);
                let solid = reports.filter(|it| self.chart.solid_superior(*it) == Some(id));
                let reports = self.in_order(solid.collect());
                open.extend(reports.into_iter().rev().map(|id| (id, depth + 1)));
            }
            match others.find(|id| !seen.contains(id)) {
                Some(id) => open.push((id, 0)),
                None => return rows,
            }
        }
    }

    /// Units below the units they lie in, each with its members.
    fn by_unit(&self) -> Vec<Row> {
        let stage = self.cx.session.seen_stage();
        let mut members: BTreeMap<Option<UnitId>, Vec<PositionId>> = BTreeMap::new();
        for (id, position) in stage.positions().iter() {
            members.entry(position.unit).or_default().push(id);
        }
        let inside = |parent: Option<UnitId>| -> Vec<UnitId> {
            let units = stage.units().iter().filter(|(_, unit)| unit.parent == parent);
            units.map(|(id, _)| id).collect()
        };
        let mut rows = Vec::new();
        let mut open: Vec<(UnitId, usize)> =
            inside(None).into_iter().rev().map(|id| (id, 0)).collect();
        while let Some((unit, depth)) = open.pop() {
            let name = stage.units().get(unit).map_or("", |unit| &unit.name).to_owned();
            let here = members.remove(&Some(unit)).unwrap_or_default();
            let beside = here.len().to_string();
            rows.push(Row { item: Item::Unit(unit), depth, name, beside });
            rows.extend(self.in_order(here).into_iter().map(|id| self.row(id, depth + 1)));
            open.extend(inside(Some(unit)).into_iter().rev().map(|id| (id, depth + 1)));
        }
        let rest = members.into_values().flatten().collect();
        rows.extend(self.in_order(rest).into_iter().map(|id| self.row(id, 0)));
        rows
    }

    fn in_order(&self, mut ids: Vec<PositionId>) -> Vec<PositionId> {
        let points = &self.cx.session.arrangement().points;
        ids.sort_by(|a, b| {
            let place = |id: &PositionId| points.get(id).map_or((0.0, 0.0), |at| (at.x, at.y));
            place(a).0.total_cmp(&place(b).0).then(place(a).1.total_cmp(&place(b).1)).then(a.cmp(b))
        });
        ids
    }

    fn row(&self, id: PositionId, depth: usize) -> Row {
        let position = self.cx.session.seen_stage().positions().get(id);
        let names = position.map_or_else(String::new, |position| {
            let names = position.holders.iter().map(|holder| holder.name.trim());
            let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
            if position.is_vacant() { "vacant".into() } else { names.join(", ") }
        });
        let name = position.map(super::inspector::title_of).unwrap_or_default();
        Row { item: Item::Position(id), depth, name, beside: names }
    }
}
