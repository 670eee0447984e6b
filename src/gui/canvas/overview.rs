//! The overview: the whole map small, with the part that the window shows.

use eframe::egui::{self, Id, Pos2, Rect, Sense, Stroke, StrokeKind, WidgetInfo, WidgetType, vec2};

use super::Canvas;
use super::Transform;
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;

/// How large it is, in screen points.
const SIZE: egui::Vec2 = vec2(200.0, 130.0);

impl Canvas {
    /// Shows the overview while the map is larger than the window; a press goes there.
    pub(super) fn show_overview(&mut self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        let bounds = cx.picture.bounds;
        let whole = self.viewport.transform(rect).rect(bounds);
        if !cx.settings.overview || cx.picture.nodes.is_empty() || rect.contains_rect(whole) {
            return;
        }
        let insets = super::overlay::insets(cx, rect);
        let corner = rect.right_bottom() - SIZE - vec2(insets.right, insets.bottom);
        let plate = Rect::from_min_size(corner, SIZE);
        let painter = ui.painter_at(plate.expand(2.0));
        let line = Stroke::new(1.0, cx.color(Ink::Hairline));
        painter.rect(plate, 8.0, cx.color(Ink::Surface), line, StrokeKind::Middle);
        let inner = plate.shrink(8.0);
        let zoom = (inner.width() / bounds.width().max(1.0) as f32)
            .min(inner.height() / bounds.height().max(1.0) as f32);
        let middle = bounds.center();
        let origin = inner.center() - vec2(middle.x as f32, middle.y as f32) * zoom;
        let small = Transform { origin, zoom };
        for node in &cx.picture.nodes {
            painter.rect_filled(small.rect(node.rect()), 1.0, cx.color(Ink::TextQuiet));
        }
        let seen = small.rect(self.viewport.seen(rect)).intersect(plate);
        let fill = cx.color(Ink::Consult).gamma_multiply(0.15);
        painter.rect(seen, 2.0, fill, Stroke::new(1.5, cx.color(Ink::Consult)), StrokeKind::Middle);
        let response = ui.interact(plate, Id::new("overview"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, "Overview"));
        if (response.clicked() || response.dragged())
            && let Some(at) = response.interact_pointer_pos()
        {
            self.look_at(small, at, rect);
        }
    }

    /// Puts the place of the map that lies under a point of the overview into the middle.
    fn look_at(&mut self, small: Transform, at: Pos2, rect: Rect) {
        let target = small.map_point(at);
        let middle = rect.size() / 2.0;
        let zoom = self.viewport.zoom;
        self.flight = None;
        self.viewport.pan = middle - vec2(target.x as f32, target.y as f32) * zoom;
    }
}
