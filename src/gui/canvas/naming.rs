//! Typing a position's name in its box.

use eframe::egui::{self, Area, Id, Key, Order, Rect, TextEdit, vec2};

use super::Transform;
use crate::display::Weight;
use crate::gui::context::PanelContext;
use crate::gui::theme::font;
use crate::model::PositionId;
use crate::session::{Action, EditAction};

/// The name as it is typed; the map has it when it is kept.
#[derive(Debug, Default)]
pub(super) struct Draft {
    of: Option<PositionId>,
    text: String,
    opening: u8,
}

/// For so many frames a field that was just opened takes the keyboard: on the first of them it
/// is only being measured.
const OPENING: u8 = 3;

impl Draft {
    /// Shows the field while a name is open. Enter and a click elsewhere keep it, Escape gives
    /// back the old one.
    pub(super) fn show(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &egui::Ui,
        transform: Transform,
        canvas: Rect,
    ) {
        let open = cx.session.renaming();
        if self.of != open {
            self.of = open;
            let position = open.and_then(|id| cx.session.shown_stage().positions().get(id));
            self.text = position.map(|position| position.title.clone()).unwrap_or_default();
            self.opening = OPENING;
        }
        let Some(id) = open else { return };
        let node = cx.picture.nodes.iter().find(|node| node.id == id);
        let place = node.map_or(canvas, |node| transform.rect(node.rect()));
        let width = place.width().clamp(200.0, 360.0);
        let corner = (place.center() - vec2(width / 2.0, 20.0))
            .clamp(canvas.min, canvas.max - vec2(width, 44.0));
        let response = Area::new(Id::new("name field"))
            .order(Order::Foreground)
            .fixed_pos(corner)
            .show(ui.ctx(), |ui| {
                let field = TextEdit::singleline(&mut self.text)
                    .id(Id::new("name"))
                    .hint_text("Name of the position")
                    .font(font(17.0, Weight::SemiBold))
                    .margin(vec2(10.0, 8.0))
                    .desired_width(width);
                let response = ui.add(field);
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, "Name")
                });
                response
            })
            .inner;
        if self.opening > 0 {
            self.opening -= 1;
            response.request_focus();
            ui.ctx().request_repaint();
        } else if response.lost_focus() || !response.has_focus() {
            let escaped = ui.input(|input| input.key_pressed(Key::Escape));
            let action = if escaped {
                EditAction::StopRenaming
            } else {
                EditAction::Rename(id, std::mem::take(&mut self.text))
            };
            cx.send(Action::Edit(action));
        }
    }
}
