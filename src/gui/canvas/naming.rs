//! Typing a position's name in its box.

use eframe::egui::{self, Area, Id, Key, Order, Rect, TextEdit, vec2};

use super::Transform;
use crate::gui::context::PanelContext;
use crate::model::PositionId;
use crate::session::{Action, EditAction};

/// The name as it is typed; the map has it when it is kept.
#[derive(Debug, Default)]
pub(super) struct Draft {
    of: Option<PositionId>,
    text: String,
}

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
            if open.is_some() {
                ui.ctx().memory_mut(|memory| memory.request_focus(Id::new("name")));
            }
        }
        let Some(id) = open else { return };
        let node = cx.picture.nodes.iter().find(|node| node.id == id);
        let place = node.map_or(canvas, |node| transform.rect(node.rect()));
        let width = place.width().clamp(180.0, 360.0);
        let corner = (place.center() - vec2(width / 2.0, 18.0))
            .clamp(canvas.min, canvas.max - vec2(width, 40.0));
        let response = Area::new(Id::new("name field"))
            .order(Order::Foreground)
            .fixed_pos(corner)
            .show(ui.ctx(), |ui| {
                let field = TextEdit::singleline(&mut self.text)
                    .id(Id::new("name"))
                    .hint_text("Name of the position")
                    .desired_width(width);
                let response = ui.add(field);
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, "Name")
                });
                response
            })
            .inner;
        if response.lost_focus() {
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
