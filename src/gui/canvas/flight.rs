//! Gliding from one view to another.

use eframe::egui::{Context, Rect, Ui};

use super::viewport::Viewport;
use super::{Canvas, Drag};
use crate::quantity::MapPoint;

/// A view on its way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flight {
    from: Viewport,
    to: Viewport,
    start: f64,
}

/// How long a flight takes, in seconds.
const TAKES: f64 = 0.28;

impl Flight {
    /// A flight that starts now.
    pub(super) fn new(from: Viewport, to: Viewport, now: f64) -> Self {
        Self { from, to, start: now }
    }

    /// The same flight over another drawing of the map.
    pub(super) fn through(self, moved: impl Fn(Viewport) -> Viewport) -> Self {
        Self { from: moved(self.from), to: moved(self.to), ..self }
    }

    /// Where it ends.
    pub(super) fn goal(&self) -> Viewport {
        self.to
    }

    /// Where it is now; asks for the next frame. Nothing when it has landed.
    pub(super) fn at(&self, ctx: &Context) -> Option<Viewport> {
        let now = ctx.input(|input| input.time);
        let part = ((now - self.start) / TAKES).clamp(0.0, 1.0) as f32;
        if part >= 1.0 {
            return None;
        }
        ctx.request_repaint();
        let eased = part * part * (3.0 - 2.0 * part);
        // The zoom goes by equal factors, and the middle of the view by what is left to go.
        let zoom = self.from.zoom * (self.to.zoom / self.from.zoom).powf(eased);
        let pan = self.from.pan + (self.to.pan - self.from.pan) * eased;
        Some(Viewport { zoom, pan })
    }
}

impl Canvas {
    /// The view that is on its way, or the present one.
    pub(in crate::gui) fn goal(&self) -> Viewport {
        self.flight.map_or(self.viewport, |flight| flight.goal())
    }

    /// Lets nobody zoom out and in further than this, until another cut of an overview is there.
    pub(in crate::gui) fn limit_zoom(&mut self, zooms: Option<(f32, f32)>) {
        self.zooms = zooms;
    }

    /// Takes back what was zoomed on this frame beyond what the present cut is good for.
    pub(super) fn wait_for_next(&mut self, before: f32, ui: &Ui, rect: Rect) {
        let zoom = self.viewport.zoom;
        let Some((least, most)) = self.zooms else { return };
        let kept = match zoom {
            zoom if zoom > before => zoom.min(most.max(before)),
            zoom if zoom < before => zoom.max(least.min(before)),
            zoom => zoom,
        };
        if kept != zoom {
            let at = ui.ctx().pointer_latest_pos().filter(|at| rect.contains(*at));
            self.viewport.zoom_at(kept / zoom, at.unwrap_or(rect.center()), rect);
        }
    }

    /// Whether the view is the one that the whole map was fitted to.
    pub(in crate::gui) fn shows_all(&self) -> bool {
        self.fitted.is_some_and(|fitted| fitted.viewport == self.viewport)
    }

    /// Whether the view is on its way.
    pub(in crate::gui) fn is_flying(&self) -> bool {
        self.flight.is_some() || self.fit.is_some()
    }

    /// Goes over to another drawing of the map without a jump: what was at one point is now at
    /// another, and all is drawn so many times as large.
    pub(in crate::gui) fn rebase(&mut self, scale: f64, from: MapPoint, to: MapPoint) {
        let moved = |view: Viewport| view.rebased(scale, from, to);
        let pan = self.viewport.pan;
        self.viewport = moved(self.viewport);
        self.replay.rebase(moved);
        self.flight = self.flight.map(|flight| flight.through(moved));
        self.before_zoom = self.before_zoom.map(moved);
        if let Some(fitted) = &mut self.fitted {
            fitted.viewport = moved(fitted.viewport);
        }
        if let Some(Drag::Pan { from, .. }) = &mut self.drag {
            *from += self.viewport.pan - pan;
        }
    }
}
