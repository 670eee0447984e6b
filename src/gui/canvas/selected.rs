//! What is selected and what is pointed at, marked above the map.

use eframe::egui::{
    Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, vec2,
};

use super::{Canvas, MANY, Transform};
use crate::drawing::Ink;
use crate::drawing::picture::NodeFigure;
use crate::gui::app::context::PanelContext;
use crate::model::PositionId;
use crate::session::Item;

impl Canvas {
    /// Rings round what is selected and what is pointed at, in sight.
    pub(super) fn paint_selection(
        &self,
        cx: &PanelContext<'_>,
        painter: &Painter,
        transform: Transform,
    ) {
        let clip = painter.clip_rect();
        let place = |node: &NodeFigure| transform.rect(node.rect()).expand(4.0);
        let seen = |node: &&NodeFigure| clip.intersects(place(node)) && self.shows(node.id);
        let marked: Vec<&NodeFigure> = self.marked(cx).into_iter().filter(seen).collect();
        let selection = cx.session.selection();
        if marked.len() > MANY {
            let boxes = marked.iter().map(|node| place(node));
            painter.add(specks(boxes, clip, cx.color(Ink::Text).gamma_multiply(0.45)));
        } else {
            for node in marked {
                let selected = selection.contains(super::grow::item_of(node));
                let line = Stroke::new(if selected { 3.0 } else { 1.5 }, cx.color(Ink::Text));
                let place = place(node);
                let corner = (node.corner as f32 * transform.zoom + 4.0).min(place.height() / 2.0);
                let corners = CornerRadius::same(corner.clamp(0.0, 255.0) as u8);
                painter.rect_stroke(place, corners, line, StrokeKind::Middle);
            }
        }
        for area in cx.picture.areas.iter().filter(|a| selection.contains(Item::Unit(a.unit))) {
            let line = Stroke::new(2.5, cx.color(Ink::Text));
            for rect in &area.rects {
                painter.rect_stroke(transform.rect(*rect), 10.0, line, StrokeKind::Middle);
            }
        }
        for item in selection.items().chain(self.hovered) {
            let Some(arc) = item.arc().and_then(|id| cx.picture.arc(id)) else { continue };
            let width = if selection.contains(item) { 7.0 } else { 4.0 };
            let points: Vec<Pos2> = arc.path.iter().map(|at| transform.point(*at)).collect();
            let line = Stroke::new(width, cx.color(Ink::Text).gamma_multiply(0.3));
            painter.add(Shape::line(points, line));
        }
    }

    /// The boxes of what is selected and what is pointed at, where the hand carries them now.
    fn marked<'a>(&self, cx: &'a PanelContext<'_>) -> Vec<&'a NodeFigure> {
        let selection = cx.session.selection();
        let carried = cx.lifted.map(|lifted| &lifted.carried.nodes);
        let node = |id: PositionId| {
            let carried = carried.and_then(|carried| carried.get(&id)).map(AsRef::as_ref);
            carried.or_else(|| cx.picture.node(id))
        };
        let hovered = self.hovered.filter(|item| !selection.contains(*item));
        let items = || selection.items().chain(hovered);
        let own = |node: &&NodeFigure| node.unit.is_none();
        let mut marked: Vec<&NodeFigure> = match selection.len() > cx.picture.nodes.len() {
            // Of very many selected those are looked for that are drawn.
            true => {
                let drawn = cx.picture.nodes.iter().map(|node| node.id);
                let drawn = drawn.filter(|id| {
                    selection.contains(Item::Position(*id)) || hovered == Some(Item::Position(*id))
                });
                drawn.filter_map(node).collect()
            }
            false => items().filter_map(Item::position).filter_map(node).filter(own).collect(),
        };
        if items().any(|item| item.unit().is_some()) {
            let boxes = cx.picture.nodes.iter().filter(|node| {
                let unit = node.unit.map(Item::Unit);
                unit.is_some_and(|unit| selection.contains(unit) || hovered == Some(unit))
            });
            marked.extend(boxes.map(AsRef::as_ref));
        }
        marked
    }
}

/// Many boxes in sight as plain rectangles, in one shape; none is too small to be seen.
pub(super) fn specks(boxes: impl Iterator<Item = Rect>, clip: Rect, color: Color32) -> Shape {
    const LEAST: f32 = 1.2;
    let mut mesh = Mesh::default();
    for place in boxes.filter(|place| clip.intersects(*place)) {
        let size = place.size().max(vec2(LEAST, LEAST));
        mesh.add_colored_rect(Rect::from_center_size(place.center(), size), color);
    }
    Shape::mesh(mesh)
}
