//! What the widget drew last, put back while nothing that it draws has changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::epaint::{ClippedShape, Primitive};
use eframe::egui::{Context, Rect, Shape};

use super::viewport::Viewport;
use crate::display::Palette;
use crate::display::picture::Picture;
use crate::gui::context::PanelContext;
use crate::model::PositionId;

/// Everything that decides what the widget draws.
#[derive(Clone)]
pub(super) struct Key {
    picture: Arc<Picture>,
    palette: Arc<Palette>,
    viewport: Viewport,
    rect: Rect,
    pixels_per_point: f32,
    focus: Option<Arc<BTreeSet<PositionId>>>,
}

impl Key {
    pub(super) fn new(
        cx: &PanelContext<'_>,
        viewport: Viewport,
        rect: Rect,
        ctx: &Context,
        focus: Option<Arc<BTreeSet<PositionId>>>,
    ) -> Self {
        Self {
            picture: Arc::clone(cx.picture),
            palette: Arc::clone(cx.palette),
            viewport,
            rect,
            pixels_per_point: ctx.pixels_per_point(),
            focus,
        }
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.picture, &other.picture)
            && Arc::ptr_eq(&self.palette, &other.palette)
            && self.viewport == other.viewport
            && self.rect == other.rect
            && self.pixels_per_point == other.pixels_per_point
            && self.focus == other.focus
    }
}

/// The last drawing. When it is put back for the first time it is turned into triangles once
/// and for all; after that, a frame in which nothing of it changes costs next to nothing.
#[derive(Default)]
pub(super) struct Replay {
    last: Option<(Key, Vec<Shape>)>,
    triangles: bool,
    atlas: f32,
}

impl Replay {
    /// What was drawn for this key; nothing when it has to be drawn anew.
    pub(super) fn shapes(&mut self, key: &Key, ctx: &Context) -> Option<Vec<Shape>> {
        // Letters are kept by their place in the font atlas. It is laid out anew when it gets
        // full, and then holds less than before.
        let atlas = fill(ctx);
        let renewed = atlas < self.atlas;
        self.atlas = atlas;
        match &mut self.last {
            Some((last, shapes)) if last == key && !renewed => {
                if !self.triangles {
                    *shapes = triangles(std::mem::take(shapes), key, ctx);
                    self.triangles = true;
                }
                Some(shapes.clone())
            }
            _ => None,
        }
    }

    /// Keeps a drawing.
    pub(super) fn keep(&mut self, key: Key, shapes: Vec<Shape>, ctx: &Context) {
        self.atlas = fill(ctx);
        self.last = Some((key, shapes));
        self.triangles = false;
    }
}

/// Shapes as meshes.
fn triangles(shapes: Vec<Shape>, key: &Key, ctx: &Context) -> Vec<Shape> {
    let clipped =
        shapes.into_iter().map(|shape| ClippedShape { clip_rect: key.rect, shape }).collect();
    let meshes = ctx.tessellate(clipped, key.pixels_per_point);
    meshes
        .into_iter()
        .filter_map(|primitive| match primitive.primitive {
            Primitive::Mesh(mesh) => Some(Shape::Mesh(Arc::new(mesh))),
            Primitive::Callback(_) => None,
        })
        .collect()
}

/// How full the font atlas is, 0 to 1.
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method has its own lifetime")]
fn fill(ctx: &Context) -> f32 {
    ctx.fonts(|fonts| fonts.font_atlas_fill_ratio())
}
