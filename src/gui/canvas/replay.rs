//! What the widget drew last, put back while nothing that it draws has changed. Of a large map,
//! it is also moved and stretched while the view is on its way, and drawn anew when the view has
//! come to rest.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::epaint::Mesh;
use eframe::egui::{Context, Rect, Shape, Vec2};

use super::making::Making;
use super::paint::Transform;
use super::panned::Panned;
use super::tessellation::{Atlas, Sheet, Triangles, triangles};
use super::viewport::Viewport;
use crate::drawing::Palette;
use crate::gui::app::context::PanelContext;
use crate::model::PositionId;
use crate::quantity::MapRect;
use crate::work::Place;

/// Everything that decides what the widget draws.
#[derive(Clone)]
pub(super) struct Key {
    stamp: u64,
    pub(super) palette: Arc<Palette>,
    viewport: Viewport,
    rect: Rect,
    pub(super) pixels_per_point: f32,
    on_wall: bool,
    pub(super) focus: Option<Arc<BTreeSet<PositionId>>>,
    /// Who is carried above the drawing.
    lifted: Option<Arc<BTreeSet<PositionId>>>,
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
            lifted: cx.lifted.map(|lifted| Arc::clone(&lifted.positions)),
            bounds: cx.picture.bounds,
        }
    }

    /// What the drawing is painted on: what is seen, and as much again at each side.
    pub(super) fn wide(&self) -> Rect {
        self.transform().rect(self.drawn())
    }

    /// Where the map lies on the screen.
    pub(super) fn transform(&self) -> Transform {
        self.viewport.transform(self.rect)
    }

    /// Whether a drawing for this key, moved, shows all that another key shows.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        let same_size = self.viewport.zoom == other.viewport.zoom;
        let (have, seen) = (self.drawn(), other.viewport.seen(other.rect));
        let has_all = have.contains(seen.min) && have.contains(seen.max);
        same_size && has_all && self.same_but_view(other)
    }

    /// Where the canvas lies on the screen.
    pub(super) fn rect(&self) -> Rect {
        self.rect
    }

    /// What this key shows of the map, at the same zoom where another one has it on the screen.
    pub(super) fn seen_from(&self, other: &Self) -> Rect {
        self.rect.translate(-self.shift_from(other))
    }

    /// How far what another key shows at the same zoom lies from there on the screen.
    pub(super) fn shift_from(&self, other: &Self) -> Vec2 {
        self.viewport.pan - other.viewport.pan
    }

    /// What is carried above the drawing.
    pub(super) fn lifted(&self) -> Option<&BTreeSet<PositionId>> {
        self.lifted.as_deref()
    }

    /// Whether another key differs in the view alone.
    pub(super) fn same_but_view(&self, other: &Self) -> bool {
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

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.same_but_view(other) && self.viewport == other.viewport
    }
}

/// Room round what is seen, as a part of it.
const MARGIN: f64 = 0.5;
/// How long the view must rest before it is drawn anew.
const REST: f64 = 0.12;

/// The last drawing. When it is put back for the first time it is turned into triangles once
/// and for all; after that, a frame in which nothing of it changes costs next to nothing.
#[derive(Default)]
pub(super) struct Replay {
    last: Option<Last>,
    making: Making<Triangles>,
    panned: Panned,
    /// The view of the last frame, and since when it has been there.
    view: Option<(Viewport, f64)>,
}

enum Last {
    Shapes(Key, Vec<Shape>, Atlas),
    Triangles(Triangles),
}

impl Replay {
    /// What was drawn for this key, or moved to it; nothing when it has to be drawn anew.
    pub(super) fn shapes(
        &mut self,
        key: &Key,
        sheet: impl FnOnce() -> Sheet,
        place: Place,
        ctx: &Context,
    ) -> Option<Vec<Shape>> {
        let motion = self.follow(key, ctx);
        if let Some(dots) = self.panned(key, motion, sheet, place, ctx) {
            return Some(dots);
        }
        let atlas = Atlas::of(ctx);
        let triangles = match self.last.take()? {
            Last::Triangles(triangles) => triangles,
            Last::Shapes(made_for, shapes, at) => {
                if !atlas.holds(at) || made_for != *key {
                    return None;
                }
                Triangles { shapes: triangles(shapes, &made_for, atlas, ctx), key: made_for, atlas }
            }
        };
        let same = atlas.holds(triangles.atlas) && triangles.key == *key;
        self.keep_triangles(triangles, atlas).filter(|_| same)
    }

    /// The dots of the drawing while its view is moved at one zoom, where they are there; they are
    /// begun with that, and go once the view rests.
    fn panned(
        &mut self,
        key: &Key,
        motion: Motion,
        sheet: impl FnOnce() -> Sheet,
        place: Place,
        ctx: &Context,
    ) -> Option<Vec<Shape>> {
        if motion == Motion::Rests {
            self.panned.forget();
            return None;
        }
        let dots = self.panned.shapes(key, ctx);
        match &dots {
            Some(_) => ctx.request_repaint_after(Duration::from_secs_f64(REST)),
            None if motion == Motion::Pans => self.panned.begin(key, sheet, place, ctx),
            None => {}
        }
        dots
    }

    /// Keeps a drawing.
    pub(super) fn keep(&mut self, key: Key, shapes: Vec<Shape>, ctx: &Context) {
        self.last = Some(Last::Shapes(key, shapes, Atlas::of(ctx)));
    }

    /// What there is of a drawing of many figures, moved and stretched into this view. What is not
    /// there yet is begun beside the window.
    pub(super) fn of_many(
        &mut self,
        key: &Key,
        sheet: impl Fn() -> Sheet,
        place: Place,
        ctx: &Context,
    ) -> Vec<Shape> {
        let motion = self.follow(key, ctx);
        if let Some(dots) = self.panned(key, motion, &sheet, place, ctx) {
            return dots;
        }
        let rested = motion == Motion::Rests;
        let shapes = self.kept(key, rested, ctx);
        if !shapes.1 {
            let work = || {
                let (sheet, context) = (sheet(), ctx.clone());
                move || sheet.triangles(&context)
            };
            self.making.begin(work, place, ctx);
            if place == Place::OnTheSpot {
                return self.kept(key, rested, ctx).0;
            }
        }
        shapes.0
    }

    /// The drawing that is kept, in the view of a key, and whether it is the one that is wanted.
    fn kept(&mut self, key: &Key, rested: bool, ctx: &Context) -> (Vec<Shape>, bool) {
        if let Some(made) = self.making.take() {
            self.last = Some(Last::Triangles(made));
        }
        let atlas = Atlas::of(ctx);
        let triangles = match self.last.take() {
            Some(Last::Triangles(triangles)) => triangles,
            Some(Last::Shapes(made_for, shapes, at)) if atlas.holds(at) => {
                Triangles { shapes: triangles(shapes, &made_for, atlas, ctx), key: made_for, atlas }
            }
            _ => return (Vec::new(), false),
        };
        if !atlas.holds(triangles.atlas) {
            return (Vec::new(), false);
        }
        let made_for = triangles.key.clone();
        let shapes = self.keep_triangles(triangles, atlas).unwrap_or_default();
        if made_for == *key {
            return (shapes, true);
        }
        let in_view = made_for.same_but_view(key) && covers(&made_for, key);
        if !rested {
            ctx.request_repaint_after(Duration::from_secs_f64(REST));
        }
        (moved(&shapes, &made_for, key), in_view && !rested)
    }

    /// Goes over to another drawing of the map, in which what was seen lies elsewhere.
    pub(super) fn rebase(&mut self, to: impl Fn(Viewport) -> Viewport) {
        match &mut self.last {
            Some(Last::Shapes(key, ..) | Last::Triangles(Triangles { key, .. })) => {
                key.viewport = to(key.viewport);
                key.stamp = u64::MAX;
            }
            None => {}
        }
    }

    fn keep_triangles(&mut self, mut triangles: Triangles, atlas: Atlas) -> Option<Vec<Shape>> {
        triangles.keep_up(atlas);
        let shapes = triangles.shapes.clone();
        self.last = Some(Last::Triangles(triangles));
        Some(shapes)
    }

    /// How the view is on its way since the last frame.
    fn follow(&mut self, key: &Key, ctx: &Context) -> Motion {
        let now = ctx.input(|input| input.time);
        let before = self.view;
        let since = match before {
            Some((view, since)) if view == key.viewport => since,
            _ => now,
        };
        self.view = Some((key.viewport, since));
        let pans =
            before.is_some_and(|(view, _)| view != key.viewport && view.zoom == key.viewport.zoom);
        match now - since >= REST {
            true => Motion::Rests,
            false if pans => Motion::Pans,
            false => Motion::Other,
        }
    }
}

/// How a view is on its way.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Motion {
    /// It has been where it is for a while.
    Rests,
    /// It is moved at the same zoom.
    Pans,
    /// It is zoomed, or has come to stand just now.
    Other,
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
