//! What opens with Ctrl F and Ctrl K: a field, and below it what fits.

use eframe::egui::{
    self, Align, Align2, Area, Button, Frame, Id, Key, Layout, Modifiers, Order, RichText,
    ScrollArea, TextEdit, Ui, WidgetInfo, WidgetType, vec2,
};

use super::{Entry, TABLE};
use crate::drawing::{Ink, Weight};
use crate::gui::app::context::{PanelContext, Shown, WindowAction};
use crate::gui::app::theme::{font, strong};
use crate::model::PositionId;

/// What was typed, and which of those that fit is chosen.
#[derive(Debug, Default)]
pub(in crate::gui) struct Search {
    typed: String,
    chosen: usize,
    opened: Option<Shown>,
    /// The row that was last brought into view.
    scrolled: Option<usize>,
    was_ready: bool,
}

/// Something that fits.
enum Hit {
    Position(PositionId),
    Command(&'static Entry),
}

/// A hit as it is shown.
struct Row {
    hit: Hit,
    name: String,
    beside: String,
    why_not: Option<&'static str>,
}

/// The most rows that are shown.
const MOST: usize = 60;

impl Search {
    /// The field that takes the keyboard.
    pub(in crate::gui) fn field() -> Id {
        Id::new("search")
    }

    /// Whether the field has had the keyboard. The toolkit takes it away at Escape before anybody
    /// is asked.
    pub(in crate::gui) fn is_ready(&self) -> bool {
        self.was_ready
    }

    /// Shows the search for positions or for commands.
    pub(in crate::gui) fn show(&mut self, cx: &PanelContext<'_>, ui: &Ui, shown: Shown) {
        let just_opened = self.opened != Some(shown);
        if just_opened {
            *self = Self { opened: Some(shown), ..Self::default() };
        }
        let rows = rows(cx, shown, &self.typed);
        self.chosen = self.chosen.min(rows.len().saturating_sub(1));
        let chosen = self.take_keys(ui, &rows);
        let width = 520.0_f32.min(ui.ctx().content_rect().width() - 48.0);
        let area = Area::new(Id::new("search area"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_TOP, vec2(0.0, 90.0));
        let clicked = area.show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(14.0).show(ui, |ui| {
                ui.set_width(width);
                self.show_field(ui, shown, just_opened);
                ui.add_space(6.0);
                self.show_rows(cx, ui, &rows, shown)
            })
        });
        let clicked = clicked.inner.inner;
        match chosen.or(clicked) {
            Some(row) => self.go(cx, &rows[row]),
            None => self.close_when_left(cx, ui, just_opened),
        }
    }

    /// Forgets what was typed when it is closed.
    pub(in crate::gui) fn close(&mut self) {
        *self = Self::default();
    }

    fn take_keys(&mut self, ui: &Ui, rows: &[Row]) -> Option<usize> {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.chosen = (self.chosen + 1).min(rows.len().saturating_sub(1));
        }
        if pressed(Key::ArrowUp) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        (pressed(Key::Enter) && !rows.is_empty()).then_some(self.chosen)
    }

    fn show_field(&mut self, ui: &mut Ui, shown: Shown, just_opened: bool) {
        let (hint, label) = match shown {
            Shown::Find => ("Name of a position or of who holds it", "Find"),
            _ => ("What do you want to do?", "All commands"),
        };
        let field = TextEdit::singleline(&mut self.typed)
            .id(Self::field())
            .hint_text(hint)
            .font(font(17.0, Weight::Regular))
            .margin(vec2(10.0, 8.0))
            .desired_width(f32::INFINITY);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, label));
        self.was_ready |= response.has_focus();
        if just_opened || !response.has_focus() {
            response.request_focus();
        }
        if response.changed() {
            self.chosen = 0;
        }
    }

    fn show_rows(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &mut Ui,
        rows: &[Row],
        shown: Shown,
    ) -> Option<usize> {
        if rows.is_empty() {
            let words = match (shown, self.typed.trim().is_empty()) {
                (Shown::Find, true) => "Type the first letters of a name",
                (Shown::Find, false) => "Nobody on this map is called so",
                _ => "No command is called so",
            };
            ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
        }
        let mut clicked = None;
        let bring = self.scrolled != Some(self.chosen);
        self.scrolled = Some(self.chosen);
        ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show(ui, |ui| {
            for (number, row) in rows.iter().enumerate() {
                let response = show_row(cx, ui, row, number == self.chosen);
                if number == self.chosen && bring {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(number);
                }
            }
        });
        clicked
    }

    fn go(&self, cx: &PanelContext<'_>, row: &Row) {
        match &row.hit {
            Hit::Position(id) => {
                cx.ask_window(WindowAction::Close);
                cx.ask_window(WindowAction::FlyTo(*id));
            }
            Hit::Command(entry) if row.why_not.is_none() => {
                cx.ask_window(WindowAction::Close);
                entry.command.run(cx);
            }
            Hit::Command(_) => {}
        }
    }

    fn close_when_left(&self, cx: &PanelContext<'_>, ui: &Ui, just_opened: bool) {
        let escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let layer = egui::LayerId::new(Order::Foreground, Id::new("search area"));
        let elsewhere = ui.input(|input| input.pointer.any_pressed())
            && ui
                .ctx()
                .pointer_latest_pos()
                .is_some_and(|at| ui.ctx().layer_id_at(at).is_some_and(|under| under != layer));
        if escaped || (elsewhere && !just_opened) {
            cx.ask_window(WindowAction::Close);
        }
    }
}

fn show_row(cx: &PanelContext<'_>, ui: &mut Ui, row: &Row, chosen: bool) -> egui::Response {
    let quiet = cx.color(Ink::TextQuiet);
    let mut text = if chosen { strong(&row.name, 14.5) } else { RichText::new(&row.name) };
    if row.why_not.is_some() {
        text = text.color(quiet);
    }
    let response = ui.horizontal(|ui| {
        let response = ui.add(Button::selectable(chosen, text));
        let enabled = row.why_not.is_none();
        response.widget_info(|| {
            WidgetInfo::selected(WidgetType::SelectableLabel, enabled, chosen, &row.name)
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let beside = row.why_not.unwrap_or(&row.beside);
            ui.add(egui::Label::new(RichText::new(beside).color(quiet)).truncate());
        });
        response
    });
    response.inner
}

fn rows(cx: &PanelContext<'_>, shown: Shown, typed: &str) -> Vec<Row> {
    if shown == Shown::Find {
        return positions(cx, typed);
    }
    let wanted: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let fits = |entry: &&Entry| {
        let name = format!("{} {}", entry.name.to_lowercase(), entry.command.also());
        wanted.iter().all(|word| name.contains(word))
    };
    let row = |entry: &'static Entry| Row {
        hit: Hit::Command(entry),
        name: entry.name.into(),
        beside: entry.key_words(),
        why_not: entry.need.why_not(cx),
    };
    let mut rows: Vec<Row> = TABLE.iter().filter(fits).map(row).collect();
    // What is called so itself, what can be done, and what begins with the letters comes first.
    let begins = |row: &Row| wanted.first().is_some_and(|w| row.name.to_lowercase().starts_with(w));
    let named = |row: &Row| {
        let name = row.name.to_lowercase();
        wanted.iter().all(|word| name.contains(word))
    };
    rows.sort_by_key(|row| {
        (!named(row), row.why_not.is_some() && !wanted.is_empty(), !begins(row))
    });
    rows
}

fn positions(cx: &PanelContext<'_>, typed: &str) -> Vec<Row> {
    let stage = cx.session.seen_stage();
    let row = |id: PositionId| {
        let position = stage.positions().get(id)?;
        let names = position.holders.iter().map(|holder| holder.name.trim());
        let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        let unit = position.unit.and_then(|unit| stage.units().get(unit));
        let unit = unit.map(|unit| unit.name.clone());
        let beside: Vec<String> = unit.into_iter().chain([names.join(", ")]).collect();
        let beside: Vec<String> = beside.into_iter().filter(|part| !part.is_empty()).collect();
        Some(Row {
            hit: Hit::Position(id),
            name: crate::gui::panel::inspector::title_of(position),
            beside: beside.join(" · "),
            why_not: None,
        })
    };
    cx.session.named_like(typed).iter().copied().take(MOST).filter_map(row).collect()
}
