//! The map on the wall: what the presenter does above it with keys and pointer.

pub(super) mod guesses;
mod pointer;
pub(super) mod round_table;

use eframe::egui::{
    self, Color32, Id, LayerId, Order, Painter, Rect, Sense, WidgetInfo, WidgetType,
};

use crate::gui::app::context::PanelContext;
use crate::session::{Cover, Pointer};
use pointer::{Laser, Pen};

/// What a show keeps between frames; nothing of it is in the map.
#[derive(Debug, Default)]
pub(super) struct Wall {
    laser: Laser,
    pen: Pen,
    /// The scene that the lines were drawn on.
    turn: u64,
}

impl Wall {
    /// What was drawn on the screen with the pen, in strokes.
    pub(super) fn strokes(&self) -> usize {
        self.pen.strokes()
    }

    /// Paints what lies above the map while a show runs.
    pub(super) fn show(&mut self, cx: &PanelContext<'_>, ui: &mut egui::Ui, rect: Rect) {
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
