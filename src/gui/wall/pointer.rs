//! Spotlight, laser and pen.

use eframe::egui::{
    Color32, CursorIcon, Id, Mesh, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, pos2, vec2,
};

use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;

/// How much of the screen's height the spotlight is wide.
const SPOT: f32 = 0.16;

/// Darkens all but a disc round the pointer.
pub(super) fn spotlight(painter: &Painter, ui: &Ui, rect: Rect) {
    let Some(at) = ui.ctx().pointer_latest_pos().filter(|at| rect.contains(*at)) else { return };
    let dark = Color32::from_black_alpha(175);
    let radius = rect.height() * SPOT;
    // A ring from the disc out to beyond the corners.
    let far = rect.width() + rect.height();
    let mut mesh = Mesh::default();
    const STEPS: u32 = 64;
    for step in 0..=STEPS {
        let angle = std::f32::consts::TAU * step as f32 / STEPS as f32;
        let way = vec2(angle.cos(), angle.sin());
        mesh.colored_vertex(at + way * radius, dark);
        mesh.colored_vertex(at + way * far, dark);
    }
    for step in 0..STEPS {
        let first = 2 * step;
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first + 1, first + 2, first + 3);
    }
    painter.add(Shape::mesh(mesh));
}

/// A dot with a short trail.
#[derive(Debug, Default)]
pub(super) struct Laser {
    trail: Vec<(f64, Pos2)>,
}

impl Laser {
    /// How long the trail is seen, in seconds.
    const TRAIL: f64 = 0.4;

    pub(super) fn paint(&mut self, cx: &PanelContext<'_>, painter: &Painter, ui: &Ui, rect: Rect) {
        let now = ui.input(|input| input.time);
        self.trail.retain(|(time, _)| now - time < Self::TRAIL);
        let Some(at) = ui.ctx().pointer_latest_pos().filter(|at| rect.contains(*at)) else {
            return;
        };
        ui.ctx().set_cursor_icon(CursorIcon::None);
        if self.trail.last().is_none_or(|(_, last)| *last != at) {
            self.trail.push((now, at));
        }
        let color = cx.color(Ink::Instruct);
        let radius = (rect.height() / 110.0).max(5.0);
        for pair in self.trail.windows(2) {
            let [(_, from), (time, to)] = pair else { continue };
            let left = 1.0 - ((now - time) / Self::TRAIL) as f32;
            let stroke = Stroke::new(radius * left, color.gamma_multiply(0.7 * left));
            painter.line_segment([*from, *to], stroke);
        }
        painter.circle_filled(at, radius, color);
        if self.trail.len() > 1 {
            ui.ctx().request_repaint();
        }
    }
}

/// Lines drawn on the screen.
#[derive(Debug, Default)]
pub(super) struct Pen {
    lines: Vec<Vec<Pos2>>,
}

impl Pen {
    pub(super) fn strokes(&self) -> usize {
        self.lines.len()
    }

    /// Takes what the hand draws.
    pub(super) fn take(&mut self, ui: &Ui, rect: Rect) {
        let response = ui.interact(rect, Id::new("pen"), Sense::drag());
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
        if response.drag_started() {
            self.lines.push(Vec::new());
        }
        let at = response.interact_pointer_pos().filter(|_| response.dragged());
        if let (Some(at), Some(line)) = (at, self.lines.last_mut())
            && line.last().is_none_or(|last| last.distance(at) > 1.0)
        {
            line.push(at);
        }
    }

    pub(super) fn paint(&self, cx: &PanelContext<'_>, painter: &Painter) {
        let width = (painter.clip_rect().height() / 150.0).max(3.0);
        let stroke = Stroke::new(width, cx.color(Ink::Instruct));
        for line in &self.lines {
            match line.as_slice() {
                [only] => {
                    painter.circle_filled(pos2(only.x, only.y), width / 2.0, stroke.color);
                }
                several => {
                    painter.add(Shape::line(several.to_vec(), stroke));
                }
            }
        }
    }
}
