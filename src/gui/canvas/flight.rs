//! Gliding from one view to another.

use eframe::egui::Context;

use super::viewport::Viewport;

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
