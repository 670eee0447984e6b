//! The four plus signs round the position under the pointer.

use eframe::egui::{
    self, Color32, Id, Pos2, Rect, Sense, Stroke, WidgetInfo, WidgetType, pos2, vec2,
};

use super::Canvas;
use super::drop::position_of;
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::model::PositionId;
use crate::session::{Action, EditAction, Item, Seat, Tool};

/// How large a plus sign is, in screen points.
const SIZE: f32 = 15.0;
/// From the border of a box to a plus sign's middle.
const AWAY: f32 = 14.0;
/// Boxes that are smaller on the screen show none.
const SMALLEST: f32 = 46.0;

impl Canvas {
    /// The position round which the plus signs are shown: the one under the pointer, as long as
    /// the pointer stays near it.
    pub(super) fn follow_offer(&mut self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        let still = self.drag.is_none() && cx.session.tool() == Tool::Select && !self.rests;
        let at = ui.ctx().pointer_latest_pos().filter(|at| still && rect.contains(*at));
        let Some(at) = at else {
            self.offer = None;
            return;
        };
        // Where boxes stand close together, a sign may lie over the neighbour's box.
        let on_sign = self.offer.and_then(|id| self.seen(cx, id, rect)).is_some_and(|seen| {
            places(seen).iter().any(|place| place.distance(at) <= SIZE / 2.0 + 3.0)
        });
        if on_sign {
            return;
        }
        if let Some(id) = position_of(self.hovered) {
            self.offer = Some(id);
        } else if let Some(id) = self.offer {
            let near =
                self.seen(cx, id, rect).is_some_and(|seen| seen.expand(AWAY + SIZE).contains(at));
            self.offer = near.then_some(id);
        }
    }

    /// Where a position is seen.
    pub(super) fn seen(&self, cx: &PanelContext<'_>, id: PositionId, rect: Rect) -> Option<Rect> {
        Some(self.viewport.transform(rect).rect(cx.picture.node(id)?.rect()))
    }

    /// Shows the plus signs; pressing one makes a position there.
    pub(super) fn show_offer(&self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        let Some(id) = self.offer.filter(|_| cx.session.renaming().is_none()) else { return };
        let Some(node) = cx.picture.node(id).filter(|node| node.unit.is_none()) else { return };
        let Some(seen) = self.seen(cx, id, rect).filter(|seen| seen.width() > SMALLEST) else {
            return;
        };
        let beside = |after| Seat::Beside { colleague: id, after };
        let [above, below, left, right] = places(seen);
        let signs = [
            (above, Seat::Above(id), "superior above"),
            (below, Seat::Under(id), "report under"),
            (left, beside(false), "colleague before"),
            (right, beside(true), "colleague after"),
        ];
        for (place, seat, words) in signs.into_iter().filter(|(at, ..)| rect.contains(*at)) {
            let words = format!("Add a {words} {}", node.name);
            if sign(cx, ui, place, Id::new(("plus", &words)), &words) {
                cx.send(Action::Edit(EditAction::NewPosition(seat)));
            }
        }
    }
}

/// Where the plus signs of a box stand: above, below, left, right.
fn places(seen: Rect) -> [Pos2; 4] {
    [
        seen.center_top() - vec2(0.0, AWAY),
        seen.center_bottom() + vec2(0.0, AWAY),
        seen.left_center() - vec2(AWAY, 0.0),
        seen.right_center() + vec2(AWAY, 0.0),
    ]
}

/// One plus sign; true when it was pressed.
fn sign(cx: &PanelContext<'_>, ui: &egui::Ui, at: Pos2, id: Id, words: &str) -> bool {
    let area = Rect::from_center_size(at, vec2(SIZE, SIZE));
    let response = ui.interact(area.expand(3.0), id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, words));
    let painter = ui.painter();
    let ink = if response.hovered() { Ink::Text } else { Ink::TextQuiet };
    let fill: Color32 = cx.color(Ink::Surface);
    painter.circle(at, SIZE / 2.0, fill, Stroke::new(1.2, cx.color(ink)));
    let (arm, line) = (SIZE * 0.26, Stroke::new(1.4, cx.color(ink)));
    painter.line_segment([pos2(at.x - arm, at.y), pos2(at.x + arm, at.y)], line);
    painter.line_segment([pos2(at.x, at.y - arm), pos2(at.x, at.y + arm)], line);
    response.on_hover_text(words).clicked()
}

/// The item that a press on a box selects: the unit where it is drawn as one box.
pub(super) fn item_of(node: &crate::drawing::picture::NodeFigure) -> Item {
    node.unit.map_or(Item::Position(node.id), Item::Unit)
}
