//! The overview: the whole map small, with the part that the window shows.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, Id, Mesh, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, WidgetInfo, WidgetType,
    vec2,
};

use super::Canvas;
use super::Transform;
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;

/// How large it is, in screen points.
const SIZE: egui::Vec2 = vec2(200.0, 130.0);
/// Boxes that lie within so many points of each other look like one.
const DOT: f32 = 1.0;

/// The whole map small, as it was drawn last.
#[derive(Default)]
pub(super) struct Small(Option<(u64, Rect, Color32, Arc<Mesh>)>);

impl Small {
    /// The boxes of a picture where a transform puts them; made anew for another drawing alone.
    fn shape(&mut self, cx: &PanelContext<'_>, plate: Rect, small: Transform) -> Shape {
        let color = cx.color(Ink::TextQuiet);
        let (stamp, known) = (cx.stamp, self.0.take());
        let same = |known: &(u64, Rect, Color32, Arc<Mesh>)| {
            (known.0, known.1, known.2) == (stamp, plate, color)
        };
        let mesh = match known.filter(same) {
            Some((.., mesh)) => mesh,
            None => {
                let boxes = cx.picture.boxes().map(|rect| small.rect(rect));
                Arc::new(dots(boxes, plate, color))
            }
        };
        self.0 = Some((stamp, plate, color, Arc::clone(&mesh)));
        Shape::Mesh(mesh)
    }
}

/// Boxes as what of a plate they cover, one rectangle for all that follow each other in a row: it
/// costs what is seen, however many they are.
fn dots(boxes: impl Iterator<Item = Rect>, plate: Rect, color: Color32) -> Mesh {
    let columns = (plate.width() / DOT).ceil() as usize;
    let rows = (plate.height() / DOT).ceil() as usize;
    let mut covered = vec![false; columns * rows];
    let place = |at: f32, most: usize| (at / DOT).clamp(0.0, most.saturating_sub(1) as f32);
    for area in boxes {
        let (low, high) = (area.min - plate.min, area.max - plate.min);
        let from = place(low.x, columns).floor() as usize;
        let to = place(high.x - 0.01, columns).floor() as usize;
        let top = place(low.y, rows).floor() as usize;
        for row in top..=place(high.y - 0.01, rows).floor() as usize {
            covered[row * columns + from..=row * columns + to.max(from)].fill(true);
        }
    }
    let mut mesh = Mesh::default();
    for (row, dots) in covered.chunks(columns.max(1)).enumerate() {
        let mut at = 0;
        for run in dots.chunk_by(|one, other| one == other) {
            let corner = plate.min + vec2(at as f32, row as f32) * DOT;
            if run[0] {
                let size = vec2(run.len() as f32, 1.0) * DOT;
                mesh.add_colored_rect(Rect::from_min_size(corner, size), color);
            }
            at += run.len();
        }
    }
    mesh
}

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
        painter.add(self.small.shape(cx, plate, small));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_map_costs_what_is_seen_of_it() {
        let plate = Rect::from_min_size(Pos2::new(10.0, 20.0), SIZE);
        let at = |number: usize| {
            let (x, y) = ((number % 1_000) as f32 * 0.2, (number / 1_000) as f32);
            Rect::from_min_size(plate.min + vec2(x, y), vec2(0.15, 0.4))
        };
        let many = dots((0..100_000).map(at), plate, Color32::BLACK);
        // A hundred rows full of boxes are a hundred rectangles.
        assert_eq!(many.vertices.len(), 4 * 100);
        assert!(many.vertices.iter().all(|vertex| plate.contains(vertex.pos)));
        let two = [plate.min + vec2(5.0, 7.0), plate.min + vec2(50.0, 7.0)];
        let boxes = two.map(|at| Rect::from_min_size(at, vec2(9.0, 2.0)));
        let few = dots(boxes.into_iter(), plate, Color32::BLACK);
        assert_eq!(few.calc_bounds(), boxes[0].union(boxes[1]));
        assert_eq!(few.vertices.len(), 4 * 4);
    }
}
