//! The map on the wall: what the presenter does above it with keys and pointer.

mod board;
mod passage;
pub(super) mod guesses;
mod pointer;
pub(super) mod presenter;
mod renaming;
pub(super) mod round_table;
pub(super) mod strip;

use std::sync::Arc;

use eframe::egui::{
    self, Color32, Id, LayerId, Order, Painter, Rect, Sense, WidgetInfo, WidgetType,
};

use crate::drawing::picture::Picture;
use crate::drawing::{Page, Theme, ruler_trail_marks, trail_marks};
use crate::gui::app::context::PanelContext;
use crate::gui::canvas::{Brush, Transform, on_ruler};
use crate::quantity::MapPoint;
use crate::session::{Cover, Pointer};
use passage::Passage;
use pointer::{Laser, Pen};

/// What a show keeps between frames; nothing of it is in the map.
#[derive(Debug, Default)]
pub(super) struct Wall {
    laser: Laser,
    pen: Pen,
    passage: Passage,
    /// The scene that the lines were drawn on.
    turn: u64,
}

impl Wall {
    /// What was drawn on the screen with the pen, in strokes.
    pub(super) fn strokes(&self) -> usize {
        self.pen.strokes()
    }

    /// The picture that is on the wall now, on its way to the one that is wanted, and what tells it
    /// apart from other drawings.
    pub(super) fn picture(
        &mut self,
        wanted: &Arc<Picture>,
        stamp: u64,
        glides: bool,
        ctx: &egui::Context,
    ) -> (Arc<Picture>, u64) {
        self.passage.picture(wanted, stamp, glides, ctx)
    }

    /// Paints what lies above the map while a show runs.
    /// `place` is where the map lies, while it is the map that is shown.
    pub(super) fn show(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &mut egui::Ui,
        rect: Rect,
        place: Option<Transform>,
    ) {
        let Some(show) = cx.session.show() else {
            *self = Self::default();
            return;
        };
        if self.turn != show.turn {
            self.turn = show.turn;
            self.pen = Pen::default();
        }
        let layer = LayerId::new(Order::Middle, Id::new("wall"));
        let painter = Painter::new(ui.ctx().clone(), layer, rect);
        if show.pointer == Some(Pointer::Pen) {
            self.pen.take(ui, rect);
        }
        self.pen.paint(cx, &painter);
        if let Some(place) = place {
            trail(cx, &painter, place, rect);
        }
        match show.pointer {
            Some(Pointer::Spotlight) => pointer::spotlight(&painter, ui, rect),
            Some(Pointer::Laser) => self.laser.paint(cx, &painter, ui, rect),
            _ => self.laser = Laser::default(),
        }
        if let Some(cover) = show.cover {
            let (color, name) = match cover {
                Cover::Black => (Color32::BLACK, "Black screen"),
                Cover::White => (Color32::WHITE, "White screen"),
            };
            painter.rect_filled(rect, 0.0, color);
            let response = ui.interact(rect, Id::new("cover"), Sense::click_and_drag());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, name));
        }
    }
}

/// Where the centre was in the stages before, over the map.
fn trail(cx: &PanelContext<'_>, painter: &Painter, place: Transform, rect: Rect) {
    let steps = crate::drawing::trail(cx.picture, cx.session.trail());
    let page = Page::new(Theme::Projector, f64::from(rect.width()), f64::from(rect.height()));
    let at = |point: MapPoint| {
        let at = place.point(point) - rect.min;
        MapPoint::new(f64::from(at.x), f64::from(at.y))
    };
    let mut marks = trail_marks(cx.picture, &steps, at, page.smallest);
    let before = cx.session.trail().into_iter().map(|(_, analysis)| analysis);
    let pulls = before.chain(cx.session.shown_analysis());
    let pulls = pulls.filter_map(|analysis| analysis.gravity.pull.as_ref().ok().copied());
    let places: Vec<MapPoint> = pulls.filter_map(|pull| on_ruler(cx, rect, place, pull)).collect();
    if places.len() > 1 {
        marks.extend(ruler_trail_marks(&places, page.smallest));
    }
    let mut shapes = Vec::new();
    let transform = Transform { origin: rect.min, zoom: 1.0 };
    let brush =
        Brush { ctx: painter.ctx(), palette: cx.palette, transform, clip: rect, detail: 1.0 };
    brush.paint(&marks, &mut shapes);
    painter.extend(shapes);
}
