//! Gliding from one arrangement to the next, so that the eye can follow who went where.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::Context;

use crate::layout::{Arrangement, ByPosition};
use crate::model::PositionId;
use crate::quantity::MapPoint;

/// Positions on their way.
#[derive(Default)]
pub(in crate::gui) struct Glide {
    /// What was shown last.
    shown: Option<Arc<Arrangement>>,
    goal: Option<Arc<Arrangement>>,
    from: BTreeMap<PositionId, MapPoint>,
    /// Where positions set out from to the next goal, where that is not where they were shown.
    next: Option<ByPosition<MapPoint>>,
    start: f64,
    moving: bool,
}

/// How long positions are on their way, in seconds.
const TAKES: f64 = 0.25;
/// With more positions than this on their way, frames would be late.
const MOST: usize = 300;

impl Glide {
    /// Whether positions are on their way.
    pub(in crate::gui) fn is_moving(&self) -> bool {
        self.moving
    }

    /// Lets positions set out from these points to the next goal: the view moves with it.
    pub(in crate::gui) fn set_out_from(&mut self, from: ByPosition<MapPoint>) {
        self.next = Some(from);
    }

    /// The arrangement that is to be shown on this frame.
    pub(in crate::gui) fn arrangement(
        &mut self,
        goal: &Arc<Arrangement>,
        glides: bool,
        ctx: &Context,
    ) -> Arc<Arrangement> {
        let now = ctx.input(|input| input.time);
        let other_goal = self.goal.as_ref().is_none_or(|known| !Arc::ptr_eq(known, goal));
        if other_goal {
            self.begin(goal, glides, now);
        }
        let part = ((now - self.start) / TAKES).clamp(0.0, 1.0);
        // One more frame after the last step, so that the end is drawn.
        let arrived = part >= 1.0 || self.from.is_empty();
        self.moving = other_goal || !self.from.is_empty();
        if arrived {
            self.from.clear();
            self.shown = Some(Arc::clone(goal));
            return Arc::clone(goal);
        }
        ctx.request_repaint();
        let eased = part * part * (3.0 - 2.0 * part);
        let mut between = Arrangement::clone(goal);
        for (id, from) in &self.from {
            if let Some(to) = between.points.get_mut(id) {
                let (dx, dy) = (to.x - from.x, to.y - from.y);
                *to = from.offset(dx * eased, dy * eased);
            }
        }
        let between = Arc::new(between);
        self.shown = Some(Arc::clone(&between));
        between
    }

    fn begin(&mut self, goal: &Arc<Arrangement>, glides: bool, now: f64) {
        self.goal = Some(Arc::clone(goal));
        self.from.clear();
        self.start = now;
        let next = self.next.take();
        let Some(shown) = self.shown.as_ref().filter(|_| glides) else { return };
        let points = next.as_ref().unwrap_or(&shown.points);
        let moved = goal.points.iter().filter_map(|(id, to)| {
            let from = points.get(id)?;
            (from.distance(*to) > 1.0).then_some((*id, *from))
        });
        self.from = moved.take(MOST + 1).collect();
        if self.from.len() > MOST {
            self.from.clear();
        }
    }
}
