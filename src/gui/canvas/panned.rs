//! A drawing of many figures while its view is moved: as dots, which are made beside the window
//! once it begins to move, and put where they belong on every frame.

use std::sync::Arc;

use eframe::egui::epaint::Mesh;
use eframe::egui::{
    Color32, ColorImage, Context, Rect, Shape, TextureHandle, TextureOptions, Vec2, pos2, vec2,
};

use super::making::Making;
use super::raster::{Dots, rasterized};
use super::replay::Key;
use super::tessellation::{Atlas, Sheet, Triangles};
use crate::work::Place;

/// More dots than this are not kept: on so large a screen triangles are drawn by its card.
const MOST: f32 = 6_000_000.0;
/// How much is made beyond what is seen, at each side, as a part of it; the most that there is
/// room for.
const BEYOND: [f32; 4] = [0.5, 0.25, 0.1, 0.0];
/// The side of a tile, in dots; no screen has less room for one.
const TILE: usize = 1024;
/// The side of a cell of a tile, in dots: where there is nothing in it, it is not drawn.
const CELL: usize = 32;

/// The dots of the drawing that is shown, once it has been moved.
#[derive(Default)]
pub(super) struct Panned {
    last: Option<Raster>,
    making: Making<Made>,
}

/// Dots as they were made.
struct Made {
    key: Key,
    extent: Extent,
    tiles: Vec<Tile<ColorImage>>,
}

/// Dots where they can be drawn from.
struct Raster {
    key: Key,
    extent: Extent,
    tiles: Vec<Tile<TextureHandle>>,
}

/// A part of the dots.
struct Tile<T> {
    area: Dots,
    /// What of it is not empty, from its corner on.
    drawn: Vec<Rect>,
    image: T,
}

/// How far a drawing goes, in points of the screen.
#[derive(Clone, Copy)]
struct Extent {
    /// All of it.
    whole: Rect,
    /// The part of which there are dots.
    made: Rect,
}

impl Panned {
    /// Lets go of the dots.
    pub(super) fn forget(&mut self) {
        self.last = None;
    }

    /// The dots for a view, where there are any of it.
    pub(super) fn shapes(&mut self, view: &Key, ctx: &Context) -> Option<Vec<Shape>> {
        if let Some(made) = self.making.take() {
            self.last = Some(made.loaded(ctx));
        }
        self.last.as_ref().filter(|raster| raster.holds(view)).map(|raster| raster.shapes(view))
    }

    /// Begins the dots of a drawing, unless others are being made. On the spot they would cost what
    /// they are to save.
    pub(super) fn begin(
        &mut self,
        view: &Key,
        sheet: impl FnOnce() -> Sheet,
        place: Place,
        ctx: &Context,
    ) {
        if place == Place::OnTheSpot || count(view.rect(), view.pixels_per_point) > MOST {
            return;
        }
        let work = || {
            let (sheet, ctx) = (sheet(), ctx.clone());
            move || Made::of(sheet.triangles(&ctx)?, &ctx)
        };
        self.making.begin(work, place, ctx);
    }
}

impl Made {
    /// Nothing where letters were laid out anew meanwhile.
    fn of(drawing: Triangles, ctx: &Context) -> Option<Self> {
        let mut letters = ColorImage::default();
        ctx.fonts(|fonts| letters = fonts.image());
        let Triangles { key, shapes, atlas } = drawing;
        if atlas != Atlas::of(ctx) {
            return None;
        }
        let meshes = || shapes.iter().filter_map(mesh_of);
        let whole = meshes().fold(Rect::NOTHING, |all, mesh| all.union(mesh.calc_bounds()));
        let (dots, seen) = (key.pixels_per_point, key.rect());
        let wide = |part: &f32| seen.expand2(seen.size() * *part).intersect(whole.expand(1.0));
        let fits = |area: &Rect| count(*area, dots) <= MOST;
        let made = BEYOND.iter().map(wide).find(fits)?;
        let area = dots_of(made, dots);
        let image = rasterized(meshes(), area, dots, &letters);
        let tiles = tiles(&image, area);
        Some(Self { key, extent: Extent { whole, made }, tiles })
    }

    fn loaded(self, ctx: &Context) -> Raster {
        let Self { key, extent, tiles } = self;
        let load = |image| ctx.load_texture("map", image, TextureOptions::NEAREST);
        let loaded = |Tile { area, drawn, image }| Tile { area, drawn, image: load(image) };
        Raster { key, extent, tiles: tiles.into_iter().map(loaded).collect() }
    }
}

impl Raster {
    /// Whether all that a view shows is there.
    fn holds(&self, view: &Key) -> bool {
        let Extent { whole, made } = self.extent;
        let visible = view.seen_from(&self.key).intersect(whole);
        self.key.is_beside(view) && (!visible.is_positive() || made.contains_rect(visible))
    }

    fn shapes(&self, view: &Key) -> Vec<Shape> {
        let dots = view.pixels_per_point;
        // A whole number of dots, so that each covers one of the screen.
        let way = (view.shift_from(&self.key) * dots).round();
        let tile = |tile: &Tile<TextureHandle>| {
            let corner = vec2(tile.area.min[0] as f32, tile.area.min[1] as f32) + way;
            let size = vec2(tile.area.size[0] as f32, tile.area.size[1] as f32);
            let mut mesh = Mesh::with_texture(tile.image.id());
            for part in &tile.drawn {
                let uv = Rect::from_min_max(
                    (part.min.to_vec2() / size).to_pos2(),
                    (part.max.to_vec2() / size).to_pos2(),
                );
                let place = Rect::from_min_max(
                    ((part.min + corner).to_vec2() / dots).to_pos2(),
                    ((part.max + corner).to_vec2() / dots).to_pos2(),
                );
                mesh.add_rect_with_uv(place, uv, Color32::WHITE);
            }
            Shape::mesh(mesh)
        };
        self.tiles.iter().map(tile).collect()
    }
}

fn mesh_of(shape: &Shape) -> Option<&Mesh> {
    match shape {
        Shape::Mesh(mesh) => Some(Arc::as_ref(mesh)),
        _ => None,
    }
}

/// How many dots a rectangle has.
fn count(rect: Rect, dots: f32) -> f32 {
    rect.area() * dots * dots
}

/// The dots that a rectangle touches.
fn dots_of(rect: Rect, dots: f32) -> Dots {
    if !rect.is_positive() {
        return Dots { min: [0, 0], size: [0, 0] };
    }
    let (min, max) = ((rect.min * dots).floor(), (rect.max * dots).ceil());
    let size: Vec2 = max - min;
    Dots { min: [min.x as i64, min.y as i64], size: [size.x as usize, size.y as usize] }
}

/// The tiles of a picture on which there is something.
fn tiles(image: &ColorImage, area: Dots) -> Vec<Tile<ColorImage>> {
    let [width, height] = image.size;
    let mut tiles = Vec::new();
    for top in (0..height).step_by(TILE) {
        for left in (0..width).step_by(TILE) {
            let size = [TILE.min(width - left), TILE.min(height - top)];
            let rows = (top..top + size[1]).map(|row| {
                let first = row * width + left;
                &image.pixels[first..first + size[0]]
            });
            let image = ColorImage::new(size, rows.flatten().copied().collect());
            let drawn = drawn(&image);
            if !drawn.is_empty() {
                let min = [area.min[0] + left as i64, area.min[1] + top as i64];
                tiles.push(Tile { area: Dots { min, size }, drawn, image });
            }
        }
    }
    tiles
}

/// What of a picture is not empty: cells, those that follow each other in a row as one.
fn drawn(image: &ColorImage) -> Vec<Rect> {
    let [width, height] = image.size;
    let mut found: Vec<Rect> = Vec::new();
    for top in (0..height).step_by(CELL) {
        let low = (top + CELL).min(height);
        let mut open: Option<Rect> = None;
        for left in (0..width).step_by(CELL) {
            let right = (left + CELL).min(width);
            let mut dots =
                (top..low).flat_map(|row| &image.pixels[row * width + left..row * width + right]);
            let is_empty = dots.all(|dot| *dot == Color32::TRANSPARENT);
            let cell =
                Rect::from_min_max(pos2(left as f32, top as f32), pos2(right as f32, low as f32));
            match is_empty {
                true => found.extend(open.take()),
                false => open = Some(open.map_or(cell, |open| open.union(cell))),
            }
        }
        found.extend(open);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_drawn_of_empty_cells_and_all_of_the_others() {
        let mut image = ColorImage::filled([100, 70], Color32::TRANSPARENT);
        // One dot in the first cell, one in the second beside it, one in the last.
        for at in [5, 40 + 3 * 100, 99 + 69 * 100] {
            image.pixels[at] = Color32::RED;
        }
        let rect = |min: (f32, f32), max: (f32, f32)| {
            Rect::from_min_max(pos2(min.0, min.1), pos2(max.0, max.1))
        };
        let wanted = [rect((0.0, 0.0), (64.0, 32.0)), rect((96.0, 64.0), (100.0, 70.0))];
        assert_eq!(drawn(&image), wanted);
        let area = Dots { min: [-7, 9], size: [100, 70] };
        let tiles = tiles(&image, area);
        assert_eq!((tiles.len(), tiles[0].area, &tiles[0].image), (1, area, &image));
    }
}
