//! A drawing of many figures, turned into triangles beside the window. The triangles that are there
//! are moved and stretched meanwhile, so that a frame costs what is shown and not what is drawn.

use std::sync::Arc;

use eframe::egui::epaint::{ClippedShape, Primitive, Tessellator};
use eframe::egui::{Context, Shape};

use super::paint::Brush;
use super::projection::Seen;
use super::replay::Key;
use crate::drawing::picture::Picture;

/// What a drawing is made from.
pub(super) struct Sheet {
    /// Everything that decides what is seen of it.
    pub(super) key: Key,
    /// The map as drawn.
    pub(super) picture: Arc<Picture>,
    /// By how much the zoom is multiplied to decide which details are drawn.
    pub(super) detail: f64,
}

/// A drawing as triangles.
pub(super) struct Triangles {
    /// What it was made for.
    pub(super) key: Key,
    /// Its meshes.
    pub(super) shapes: Vec<Shape>,
    /// The font atlas that its letters lie in.
    pub(super) atlas: Atlas,
}

/// What letters are found by in the font atlas: when it grows or is laid out anew, they lie
/// elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Atlas {
    size: [usize; 2],
    fill: f32,
}

impl Atlas {
    /// The atlas as it is now.
    pub(super) fn of(ctx: &Context) -> Self {
        ctx.fonts(|fonts| Self {
            size: fonts.font_image_size(),
            fill: fonts.font_atlas_fill_ratio(),
        })
    }

    /// Whether letters that were placed in an earlier state are still there.
    pub(super) fn holds(self, earlier: Self) -> bool {
        self.size[0] == earlier.size[0] && self.fill >= earlier.fill
    }
}

impl Sheet {
    /// The triangles; nothing when letters have been laid out anew meanwhile.
    pub(super) fn triangles(self, ctx: &Context) -> Option<Triangles> {
        let begun = Atlas::of(ctx);
        let key = &self.key;
        let (transform, clip) = (key.transform(), key.wide());
        let mut brush = Brush {
            ctx,
            palette: &key.palette,
            transform,
            clip,
            detail: self.detail * f64::from(transform.zoom),
        };
        let mut shapes = Vec::new();
        brush.paint(&self.picture.ground, &mut shapes);
        let seen = Seen::of(&self.picture, key.drawn(), key.focus.as_deref(), key.lifted());
        for arc in seen.arcs {
            brush.paint(&arc.marks, &mut shapes);
        }
        for node in seen.nodes {
            if clip.intersects(transform.rect(node.rect()).expand(AROUND)) {
                brush.transform = transform.at(node.center);
                brush.paint(&node.marks, &mut shapes);
            }
        }
        let atlas = Atlas::of(ctx);
        let shapes = triangles(shapes, key, atlas, ctx);
        let whole = atlas.fill >= begun.fill && key.pixels_per_point == ctx.pixels_per_point();
        let Self { key, .. } = self;
        whole.then_some(Triangles { key, shapes, atlas })
    }
}

impl Triangles {
    /// The same in an atlas that has grown: its letters lie at a smaller part of it.
    pub(super) fn keep_up(&mut self, atlas: Atlas) {
        let part = self.atlas.size[1] as f32 / atlas.size[1].max(1) as f32;
        self.atlas = atlas;
        if part == 1.0 {
            return;
        }
        for shape in &mut self.shapes {
            if let Shape::Mesh(mesh) = shape {
                for vertex in &mut Arc::make_mut(mesh).vertices {
                    vertex.uv.y *= part;
                }
            }
        }
    }
}

/// How far beyond its box something of a position can be drawn, in points.
pub(super) const AROUND: f32 = 24.0;

/// Shapes as meshes.
pub(super) fn triangles(shapes: Vec<Shape>, key: &Key, atlas: Atlas, ctx: &Context) -> Vec<Shape> {
    let clip_rect = key.wide();
    let shapes = shapes.into_iter().map(|shape| ClippedShape { clip_rect, shape }).collect();
    // Without the discs of the atlas, of which only the toolkit knows where they lie.
    let options = ctx.tessellation_options(|options| *options);
    let mut tessellator = Tessellator::new(key.pixels_per_point, options, atlas.size, Vec::new());
    let meshes = tessellator.tessellate_shapes(shapes);
    let meshes = meshes.into_iter().filter_map(|primitive| match primitive.primitive {
        Primitive::Mesh(mesh) => Some(Shape::Mesh(Arc::new(mesh))),
        Primitive::Callback(_) => None,
    });
    meshes.collect()
}
