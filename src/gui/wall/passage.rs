//! The change from one picture on the wall to the next: all that is in both moves smoothly to its
//! new place and width.

use std::sync::Arc;

use eframe::egui::Context;

use crate::drawing::picture::Picture;

/// A picture on its way.
#[derive(Debug, Default)]
pub(super) struct Passage {
    /// What was on the wall last, and what it was on the way to.
    shown: Option<Arc<Picture>>,
    goal: Option<Arc<Picture>>,
    from: Option<Arc<Picture>>,
    start: f64,
    /// Counts what was shown on the way, so that each is drawn.
    count: u64,
}

/// How long a change takes, in seconds: as long as the view takes to its new place.
const TAKES: f64 = 0.28;
/// With more boxes and arrows than this, frames would be late: the new picture is there at once.
const MOST: usize = 600;
/// What is shown on the way is told apart from all drawings that stay.
const ON_THE_WAY: u64 = 1 << 40;

impl Passage {
    /// What is to be on the wall now, and what tells it apart from other drawings.
    pub(super) fn picture(
        &mut self,
        wanted: &Arc<Picture>,
        stamp: u64,
        glides: bool,
        ctx: &Context,
    ) -> (Arc<Picture>, u64) {
        let now = ctx.input(|input| input.time);
        if self.goal.as_ref().is_none_or(|goal| !Arc::ptr_eq(goal, wanted)) {
            let few = |picture: &Picture| picture.nodes.len() + picture.arcs.len() <= MOST;
            self.from = self.shown.take().filter(|shown| glides && few(shown) && few(wanted));
            self.goal = Some(Arc::clone(wanted));
            self.start = now;
        }
        let part = ((now - self.start) / TAKES).clamp(0.0, 1.0);
        let Some(from) = self.from.as_ref().filter(|_| part < 1.0) else {
            self.from = None;
            self.shown = Some(Arc::clone(wanted));
            return (Arc::clone(wanted), stamp);
        };
        ctx.request_repaint();
        let eased = part * part * (3.0 - 2.0 * part);
        let between = Arc::new(wanted.coming_from(from, eased));
        self.shown = Some(Arc::clone(&between));
        self.count += 1;
        (between, ON_THE_WAY + self.count)
    }
}
