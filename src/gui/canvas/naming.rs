//! Typing a name in its box: of a position, or of a unit.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{self, Area, Id, Key, Modifiers, Order, Rect, TextEdit, vec2};

use super::Transform;
use crate::drawing::Weight;
use crate::drawing::picture::NodeFigure;
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::font;
use crate::quantity::{MapPoint, MapRect, MapSize};
use crate::session::{Action, EditAction, Item, NameEnd, Session};

/// The name as it is typed; the map has it when it is kept.
#[derive(Debug, Default)]
pub(in crate::gui) struct Draft {
    of: Option<Item>,
    text: String,
    was_ready: bool,
}

impl Draft {
    /// The field that takes the keyboard.
    pub(in crate::gui) fn field() -> Id {
        Id::new("name")
    }

    /// Whether the name that is open has had the keyboard already. The toolkit takes it away at
    /// Escape before anybody is asked.
    pub(super) fn is_ready(&self, cx: &Session) -> bool {
        self.was_ready && self.of.is_some() && self.of == open_name(cx)
    }

    /// Shows the field while a name is open. Enter and a click elsewhere keep it, Tab keeps it
    /// and goes on with a report, Escape gives back the old one.
    pub(super) fn show(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &egui::Ui,
        transform: Transform,
        canvas: Rect,
    ) {
        let open = open_name(cx.session);
        if self.of != open {
            *self = Self { of: open, text: now(cx, open), was_ready: false };
        }
        let Some(item) = open else { return };
        let ready = self.was_ready || ui.memory(|memory| memory.has_focus(Self::field()));
        let end = if ready { end_of(ui) } else { None };
        let place = place_of(cx, item).map_or(canvas, |rect| transform.rect(rect));
        let width = place.width().clamp(200.0, 360.0);
        let corner = (place.center() - vec2(width / 2.0, 20.0))
            .min(canvas.max - vec2(width, 44.0))
            .max(canvas.min);
        let hint = match item {
            Item::Unit(_) => "Name of the unit",
            Item::Position(_) | Item::Arc(_) => "Name of the position",
        };
        let area = Area::new(Id::new("name field")).order(Order::Foreground).fixed_pos(corner);
        let response = area.show(ui.ctx(), |ui| {
            if !self.was_ready {
                // Before the first letters are taken: they replace the old name, and no letter
                // replaces another.
                select_all(ui, &self.text);
            }
            let field = TextEdit::singleline(&mut self.text)
                .id(Self::field())
                .lock_focus(true)
                .hint_text(hint)
                .font(font(17.0, Weight::SemiBold))
                .margin(vec2(10.0, 8.0))
                .desired_width(width);
            let output = field.show(ui);
            let response = output.response.response;
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, "Name")
            });
            response
        });
        let response = response.inner;
        // A field that was just opened is only measured at first: it takes the keyboard until it
        // has got it.
        let has_keyboard = response.has_focus();
        let end = match (end, self.was_ready, has_keyboard) {
            (Some(end), ..) => Some(end),
            (None, true, false) => Some(NameEnd::Leave),
            (None, false, _) => {
                response.request_focus();
                ui.ctx().request_repaint();
                self.was_ready = has_keyboard;
                None
            }
            (None, true, true) => None,
        };
        if let Some(end) = end {
            response.surrender_focus();
            let text = std::mem::take(&mut self.text);
            cx.send(Action::Edit(EditAction::EndName(end, text)));
        }
    }
}

/// What has its name open.
fn open_name(session: &Session) -> Option<Item> {
    let unit = session.naming_unit().map(Item::Unit);
    unit.or(session.renaming().map(Item::Position))
}

/// Selects the old name, so that typing replaces it.
fn select_all(ui: &egui::Ui, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), Draft::field()).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    let all = CCursorRange::two(CCursor::new(0), end);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), Draft::field());
}

/// How the keyboard ends the typing in this frame.
fn end_of(ui: &egui::Ui) -> Option<NameEnd> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Escape) {
        Some(NameEnd::GiveUp)
    } else if pressed(Key::Enter) {
        Some(NameEnd::Keep)
    } else if pressed(Key::Tab) {
        Some(NameEnd::KeepAndAddReport)
    } else {
        None
    }
}

/// What it is called now.
fn now(cx: &PanelContext<'_>, item: Option<Item>) -> String {
    let stage = cx.session.seen_stage();
    let name = match item {
        Some(Item::Position(id)) => {
            stage.positions().get(id).map(|position| position.title.as_str())
        }
        Some(Item::Unit(id)) => stage.units().get(id).map(|unit| unit.name.as_str()),
        Some(Item::Arc(_)) | None => None,
    };
    name.unwrap_or_default().to_owned()
}

/// Where its name stands on the map.
fn place_of(cx: &PanelContext<'_>, item: Item) -> Option<MapRect> {
    match item {
        Item::Unit(id) => {
            let area = cx.picture.areas.iter().find(|area| area.unit == id)?;
            let first = area.rects.first()?;
            let at = MapPoint::new(first.min.x + 90.0, first.min.y + 12.0);
            Some(MapRect::around(at, MapSize::new(180.0, 24.0)))
        }
        Item::Position(id) => cx.picture.node(id).map(NodeFigure::rect),
        Item::Arc(_) => None,
    }
}
