//! What the widget drew last, put back while nothing that it draws has changed. Of a large map,
//! it is also moved and stretched while the view is on its way, and drawn anew when the view has
//! come to rest.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::epaint::{ClippedShape, Mesh, Primitive};
use eframe::egui::{Context, Rect, Shape, Vec2};

use super::viewport::Viewport;
use crate::drawing::Palette;
use crate::gui::app::context::{Lifted, PanelContext};
use crate::model::PositionId;
use crate::quantity::MapRect;

/// Everything that decides what the widget draws.
#[derive(Clone)]
pub(super) struct Key {
    stamp: u64,
    palette: Arc<Palette>,
    viewport: Viewport,
    rect: Rect,
    pixels_per_point: f32,
    on_wall: bool,
    focus: Option<Arc<BTreeSet<PositionId>>>,
    lifted: Option<Arc<Lifted>>,
    /// The whole of the map.
    bounds: MapRect,
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
            stamp: cx.stamp,
            palette: Arc::clone(cx.palette),
            viewport,
            rect,
            pixels_per_point: ctx.pixels_per_point(),
            on_wall: cx.session.show().is_some(),
            focus,
            lifted: cx.lifted.cloned(),
            bounds: cx.picture.bounds,
        }
    }

    /// Whether another key differs in the view alone.
    fn same_but_view(&self, other: &Self) -> bool {
        let same_lift = match (&self.lifted, &other.lifted) {
            (None, None) => true,
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        self.stamp == other.stamp
            && Arc::ptr_eq(&self.palette, &other.palette)
            && self.rect == other.rect
            && self.on_wall == other.on_wall
            && self.pixels_per_point == other.pixels_per_point
            && self.focus == other.focus
            && same_lift
    }

    /// The part of the map that is drawn for this key: what is seen, and as much again at each
    /// side, so that the view has room to move.
    pub(super) fn drawn(&self) -> MapRect {
        let seen = self.viewport.seen(self.rect);
        let (x, y) = (seen.width() * MARGIN, seen.height() * MARGIN);
        MapRect { min: seen.min.offset(-x, -y), max: seen.max.offset(x, y) }
    }
}

/// Room round what is seen, as a part of it.
const MARGIN: f64 = 0.5;
/// A drawing of fewer triangles is drawn anew on every frame.
const LARGE: usize = 12_000;
/// How long the view must rest before it is drawn anew.
const REST: f64 = 0.12;

/// The last drawing. When it is put back for the first time it is turned into triangles once
/// and for all; after that, a frame in which nothing of it changes costs next to nothing.
#[derive(Default)]
pub(super) struct Replay {
    last: Option<(Key, Vec<Shape>)>,
    triangles: bool,
    atlas: f32,
    /// The view of the last frame, and since when it has been there.
    view: Option<(Viewport, f64)>,
}

impl Replay {
    /// What was drawn for this key; nothing when it has to be drawn anew.
    pub(super) fn shapes(&mut self, key: &Key, ctx: &Context) -> Option<Vec<Shape>> {
        let now = ctx.input(|input| input.time);
        let since = match self.view {
            Some((view, since)) if view == key.viewport => since,
            _ => now,
        };
        self.view = Some((key.viewport, since));
        // Letters are kept by their place in the font atlas. It is laid out anew when it gets
        // full, and then holds less than before.
        let atlas = fill(ctx);
        let renewed = atlas < self.atlas;
        self.atlas = atlas;
        let (last, shapes) = self.last.as_mut()?;
        if renewed || !last.same_but_view(key) {
            return None;
        }
        let still = last.viewport == key.viewport;
        if !still && (now - since >= REST || !covers(last, key)) {
            return None;
        }
        if !self.triangles {
            *shapes = triangles(std::mem::take(shapes), last, ctx);
            self.triangles = true;
        }
        if still {
            return Some(shapes.clone());
        }
        if count(shapes) < LARGE {
            return None;
        }
        ctx.request_repaint_after(Duration::from_secs_f64(REST));
        Some(moved(shapes, last, key))
    }

    /// Keeps a drawing.
    pub(super) fn keep(&mut self, key: Key, shapes: Vec<Shape>, ctx: &Context) {
        self.atlas = fill(ctx);
        self.last = Some((key, shapes));
        self.triangles = false;
    }
}

/// Whether a drawing holds all that another view of it shows, at a size that is not too far off.
fn covers(drawn: &Key, wanted: &Key) -> bool {
    let ratio = wanted.viewport.zoom / drawn.viewport.zoom;
    if !(0.4..=2.5).contains(&ratio) {
        return false;
    }
    let (have, seen) = (drawn.drawn(), wanted.viewport.seen(wanted.rect));
    let bounds = wanted.bounds;
    // What lies outside of the map is empty.
    seen.min.x.max(bounds.min.x) >= have.min.x
        && seen.min.y.max(bounds.min.y) >= have.min.y
        && seen.max.x.min(bounds.max.x) <= have.max.x
        && seen.max.y.min(bounds.max.y) <= have.max.y
}

fn count(shapes: &[Shape]) -> usize {
    let triangles = |shape: &Shape| match shape {
        Shape::Mesh(mesh) => mesh.indices.len() / 3,
        _ => 0,
    };
    shapes.iter().map(triangles).sum()
}

/// Triangles of one view in the place they have in another.
fn moved(shapes: &[Shape], from: &Key, to: &Key) -> Vec<Shape> {
    let scale = to.viewport.zoom / from.viewport.zoom;
    // A point of the map is at corner + pan + zoom * point in both.
    let corner = from.rect.min.to_vec2();
    let shift: Vec2 = corner + to.viewport.pan - (corner + from.viewport.pan) * scale;
    let mesh = |mesh: &Mesh| {
        let mut mesh = mesh.clone();
        for vertex in &mut mesh.vertices {
            vertex.pos = (vertex.pos.to_vec2() * scale + shift).to_pos2();
        }
        mesh
    };
    shapes
        .iter()
        .map(|shape| match shape {
            Shape::Mesh(known) => Shape::Mesh(Arc::new(mesh(known))),
            other => other.clone(),
        })
        .collect()
}

/// Shapes as meshes.
fn triangles(shapes: Vec<Shape>, key: &Key, ctx: &Context) -> Vec<Shape> {
    let wide = key.rect.expand2(key.rect.size() * (MARGIN as f32));
    let clipped = shapes.into_iter().map(|shape| ClippedShape { clip_rect: wide, shape }).collect();
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
