//! Pan and zoom: the canvas's own, because the widget's jump.

use eframe::egui::{Pos2, Rect, Vec2, vec2};

use super::paint::Transform;
use crate::quantity::{MapPoint, MapRect};

/// Which part of the map is seen, and how large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::gui) struct Viewport {
    /// Screen points for one map unit.
    pub(in crate::gui) zoom: f32,
    /// Where the map's origin lies, from the canvas's corner, in screen points.
    pub(in crate::gui) pan: Vec2,
}

impl Default for Viewport {
    fn default() -> Self {
        Self { zoom: 1.0, pan: Vec2::ZERO }
    }
}

/// What lies on the canvas's edges and hides what is under it, in screen points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::gui) struct Insets {
    /// At the left edge.
    pub(in crate::gui) left: f32,
    /// At the top edge.
    pub(in crate::gui) top: f32,
    /// At the right edge.
    pub(in crate::gui) right: f32,
    /// At the bottom edge.
    pub(in crate::gui) bottom: f32,
}

impl Viewport {
    /// The smallest zoom: a thousand people still fit in.
    const SMALLEST: f32 = 0.008;
    /// The largest zoom.
    const LARGEST: f32 = 6.0;
    /// Fitting a small map does not blow it up beyond this.
    const LARGEST_FIT: f32 = 1.6;

    /// From map to screen, for a canvas that lies at `rect`.
    pub(in crate::gui) fn transform(&self, rect: Rect) -> Transform {
        Transform { origin: rect.min + self.pan, zoom: self.zoom }
    }

    /// The part of the map that a canvas at `rect` shows.
    pub(in crate::gui) fn seen(&self, rect: Rect) -> MapRect {
        let transform = self.transform(rect);
        MapRect { min: transform.map_point(rect.min), max: transform.map_point(rect.max) }
    }

    /// Zooms so that the map point under `fixed` stays under it.
    pub(in crate::gui) fn zoom_at(&mut self, factor: f32, fixed: Pos2, rect: Rect) {
        let zoom = (self.zoom * factor).clamp(Self::SMALLEST, Self::LARGEST);
        let at = fixed - rect.min;
        self.pan = at - (at - self.pan) * (zoom / self.zoom);
        self.zoom = zoom;
    }

    /// The view of a drawing in which what was at one point is at another, at so many times the
    /// zoom: both are seen at the same place.
    pub(in crate::gui) fn rebased(&self, scale: f64, from: MapPoint, to: MapPoint) -> Self {
        let zoom = (self.zoom * scale as f32).clamp(Self::SMALLEST, Self::LARGEST);
        let at = self.pan + vec2(from.x as f32, from.y as f32) * self.zoom;
        Self { zoom, pan: at - vec2(to.x as f32, to.y as f32) * zoom }
    }

    /// Shows all of `target` in the part of the canvas that `insets` leave free.
    pub(in crate::gui) fn fit(&mut self, target: MapRect, rect: Rect, insets: Insets) {
        let free = Rect::from_min_max(
            rect.min + vec2(insets.left, insets.top),
            rect.max - vec2(insets.right, insets.bottom),
        );
        let room = free.size().max(vec2(40.0, 40.0));
        let (width, height) = (target.width().max(1.0) as f32, target.height().max(1.0) as f32);
        // On a wall the same map is as large a part of it as in a window.
        let largest = Self::LARGEST_FIT * (rect.height() / 720.0).max(1.0);
        self.zoom = (room.x / width).min(room.y / height).clamp(Self::SMALLEST, largest);
        let center = free.center() - rect.min;
        let middle = target.center();
        self.pan = center - vec2(middle.x as f32, middle.y as f32) * self.zoom;
    }

    /// Shows a target at a zoom in the middle of what the insets leave free.
    pub(in crate::gui) fn zoom_about_middle(
        &mut self,
        zoom: f32,
        rect: Rect,
        insets: Insets,
        target: MapRect,
    ) {
        let free = Rect::from_min_max(
            rect.min + vec2(insets.left, insets.top),
            rect.max - vec2(insets.right, insets.bottom),
        );
        let middle = target.center();
        self.zoom = zoom;
        self.pan = (free.center() - rect.min) - vec2(middle.x as f32, middle.y as f32) * zoom;
    }

    /// Sets the zoom and keeps the middle of the canvas where it is.
    pub(in crate::gui) fn set_zoom(&mut self, zoom: f32, rect: Rect) {
        self.zoom_at(zoom / self.zoom, rect.center(), rect);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canvas() -> Rect {
        Rect::from_min_size(Pos2::new(100.0, 50.0), vec2(800.0, 600.0))
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let mut viewport = Viewport { zoom: 0.7, pan: vec2(31.0, -12.0) };
        let pointer = Pos2::new(410.0, 222.0);
        let before = viewport.transform(canvas()).map_point(pointer);
        viewport.zoom_at(1.7, pointer, canvas());
        let after = viewport.transform(canvas()).map_point(pointer);
        assert!(before.distance(after) < 1e-3);
    }

    #[test]
    fn another_drawing_shows_the_same_at_the_same_place() {
        let viewport = Viewport { zoom: 0.7, pan: vec2(31.0, -12.0) };
        let (from, to) = (MapPoint::new(300.0, 80.0), MapPoint::new(-20.0, 900.0));
        let after = viewport.rebased(0.5, from, to);
        let (one, other) = (viewport.transform(canvas()), after.transform(canvas()));
        assert!(one.point(from).distance(other.point(to)) < 1e-2);
        assert!((after.zoom - 0.35).abs() < 1e-6);
    }

    #[test]
    fn fitting_shows_all_of_the_target_beside_the_insets() {
        let mut viewport = Viewport::default();
        let target = MapRect { min: MapPoint::new(-300.0, 0.0), max: MapPoint::new(2700.0, 900.0) };
        let insets = Insets { left: 10.0, top: 40.0, right: 90.0, bottom: 5.0 };
        viewport.fit(target, canvas(), insets);
        let seen = viewport.transform(canvas()).rect(target);
        assert!(seen.left() >= 110.0 - 0.01 && seen.right() <= 810.0 + 0.01);
        assert!(seen.top() >= 90.0 - 0.01 && seen.bottom() <= 645.0 + 0.01);
    }
}
