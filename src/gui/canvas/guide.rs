//! Guides: while positions are dragged, they catch on the middles of others.

use std::collections::BTreeSet;

use eframe::egui::{Painter, Rect, Stroke};

use super::Canvas;
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::model::PositionId;
use crate::quantity::MapPoint;

/// A line on which the middles of two positions lie, in map units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Guide {
    /// At this height.
    Row(f64),
    /// At this distance across.
    Column(f64),
}

/// How near the hand must come, in screen points.
const CATCH: f64 = 6.0;
/// Of so few boxes all are caught on.
const FEW: usize = 2_000;

impl Canvas {
    /// The way that dragged positions go when they catch on others, and the lines they catch on.
    pub(super) fn snapped(
        &self,
        cx: &PanelContext<'_>,
        starts: &[(PositionId, MapPoint)],
        (dx, dy): (f64, f64),
    ) -> ((f64, f64), Vec<Guide>) {
        let reach = CATCH / f64::from(self.viewport.zoom);
        let Some((_, first)) = starts.first() else { return ((dx, dy), Vec::new()) };
        let at = first.offset(dx, dy);
        let (mut by_x, mut by_y): (Option<f64>, Option<f64>) = (None, None);
        let moved: BTreeSet<PositionId> = starts.iter().map(|(id, _)| *id).collect();
        // Of a large map those in sight: nobody sees on whom else it catches.
        let seen = self.rect.filter(|_| cx.picture.nodes.len() > FEW);
        let near = match seen.map(|rect| self.viewport.seen(rect)) {
            // So far away that boxes are specks, there is nothing to catch on.
            Some(seen) if cx.picture.has_more_than(FEW, seen) => Vec::new(),
            Some(seen) => cx.picture.nodes_in(seen),
            None => cx.picture.nodes.iter().collect(),
        };
        for node in near.into_iter().filter(|node| !moved.contains(&node.id)) {
            let (x, y) = (node.center.x - at.x, node.center.y - at.y);
            if x.abs() < by_x.map_or(reach, f64::abs) {
                by_x = Some(x);
            }
            if y.abs() < by_y.map_or(reach, f64::abs) {
                by_y = Some(y);
            }
        }
        let mut guides = Vec::new();
        guides.extend(by_x.map(|by| Guide::Column(at.x + by)));
        guides.extend(by_y.map(|by| Guide::Row(at.y + by)));
        ((dx + by_x.unwrap_or(0.0), dy + by_y.unwrap_or(0.0)), guides)
    }

    /// Shows the lines that dragged positions have caught on.
    pub(super) fn paint_guides(&self, cx: &PanelContext<'_>, painter: &Painter, rect: Rect) {
        let transform = self.viewport.transform(rect);
        let line = Stroke::new(1.0, cx.color(Ink::Consult));
        for guide in &self.guides {
            match *guide {
                Guide::Row(y) => {
                    painter.hline(rect.x_range(), transform.point(MapPoint::new(0.0, y)).y, line)
                }
                Guide::Column(x) => {
                    painter.vline(transform.point(MapPoint::new(x, 0.0)).x, rect.y_range(), line)
                }
            };
        }
    }
}
