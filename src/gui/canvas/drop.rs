//! Dropping positions onto another one, to change whom they report to.

use std::collections::BTreeSet;

use eframe::egui::{self, Painter, Rect, Stroke, StrokeKind};

use super::Canvas;
use super::Drag;
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::model::PositionId;
use crate::session::{HangPlace, Item};

/// Where dragged positions would come to hang if they were let go now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Drop {
    onto: PositionId,
    pub(super) place: HangPlace,
    since: f64,
    pub(super) armed: bool,
    pub(super) refused: bool,
}

/// How long the hand must stay on a position, in seconds.
const STAY: f64 = 0.5;
/// The part of a box at each side that means a colleague.
const SIDE: f32 = 0.25;

impl Canvas {
    /// Looks where the dragged positions would come to hang.
    pub(super) fn follow_drop(&mut self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        let before = self.drop.take();
        let Some(Drag::Move { starts, .. }) = &self.drag else { return };
        let Some(at) = ui.ctx().pointer_latest_pos() else { return };
        let point = self.viewport.transform(rect).map_point(at);
        let moved = |id| starts.iter().any(|(moving, _)| *moving == id);
        let Some(node) = cx.picture.node_at(point, |node| !moved(node.id)) else { return };
        let seen = self.viewport.transform(rect).rect(node.rect());
        let part = (at.x - seen.left()) / seen.width().max(1.0);
        let place = if !(SIDE..=1.0 - SIDE).contains(&part) {
            HangPlace::Beside { colleague: node.id, after: part > 0.5 }
        } else {
            HangPlace::Under(node.id)
        };
        let (now, held) = ui.input(|input| (input.time, input.modifiers.shift));
        let since = before.filter(|drop| drop.onto == node.id).map_or(now, |drop| drop.since);
        let was_armed = before.is_some_and(|drop| drop.onto == node.id && drop.armed);
        let armed = held || was_armed || now - since >= STAY;
        if !armed {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(STAY));
        }
        let refused = closes_loop(cx, starts.iter().map(|(id, _)| *id), place);
        self.drop = Some(Drop { onto: node.id, place, since, armed, refused });
    }

    /// Shows where they would come to hang, and why they may not.
    pub(super) fn paint_drop(&self, cx: &PanelContext<'_>, painter: &Painter, rect: Rect) {
        let Some(drop) = self.drop.filter(|drop| drop.armed) else { return };
        let Some(node) = cx.picture.node(drop.onto) else { return };
        let seen = self.viewport.transform(rect).rect(node.rect());
        let ink = if drop.refused { Ink::Instruct } else { Ink::Consult };
        let line = Stroke::new(4.0, cx.color(ink));
        let words = match drop.place {
            _ if drop.refused => format!("{} reports to it: that would close a loop", node.name),
            HangPlace::Under(_) => format!("reports to {}", node.name),
            HangPlace::Beside { after: true, .. } => format!("colleague after {}", node.name),
            HangPlace::Beside { after: false, .. } => format!("colleague before {}", node.name),
        };
        match drop.place {
            HangPlace::Under(_) => {
                painter.rect_stroke(seen.expand(4.0), 8.0, line, StrokeKind::Middle);
            }
            HangPlace::Beside { after, .. } => {
                let x = if after { seen.right() + 5.0 } else { seen.left() - 5.0 };
                painter.vline(x, seen.top() - 6.0..=seen.bottom() + 6.0, line);
            }
        }
        let at = seen.center_top() - egui::vec2(0.0, 26.0);
        super::overlay::paint_hint(cx, painter, at, &words);
    }
}

/// Whether this would put somebody below himself.
fn closes_loop(
    cx: &PanelContext<'_>,
    moved: impl Iterator<Item = PositionId>,
    place: HangPlace,
) -> bool {
    let chart = cx.session.chart();
    let above = match place {
        HangPlace::Under(id) => Some(id),
        HangPlace::Beside { colleague, .. } => chart.solid_superior(colleague),
    };
    let Some(above) = above else { return false };
    let moved: BTreeSet<PositionId> = moved.collect();
    chart.any_is_above(&moved, above)
}

/// The position that a selected item stands for.
pub(super) fn position_of(item: Option<Item>) -> Option<PositionId> {
    item.and_then(Item::position)
}
