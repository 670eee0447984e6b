//! What is made beside the window for the canvas, one at a time.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use eframe::egui::Context;

use crate::work::{Place, Wake, look_beside};

/// The one thing of its kind that is being made.
pub(super) struct Making<T>(Option<Receiver<Option<T>>>);

impl<T> Default for Making<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Send + 'static> Making<T> {
    /// Begins one, unless another is being made: that one is finished first, so that of a map that
    /// changes without rest something is there now and then.
    pub(super) fn begin<F>(&mut self, work: impl FnOnce() -> F, place: Place, ctx: &Context)
    where
        F: FnOnce() -> Option<T> + Send + 'static,
    {
        if self.0.is_some() {
            return;
        }
        let (work, waker) = (work(), ctx.clone());
        let wake: Wake = Arc::new(move || waker.request_repaint());
        self.0 = Some(match place {
            Place::Threads => look_beside(&wake, work),
            Place::OnTheSpot => {
                let (sender, answer) = channel();
                // Whoever receives it is here.
                let _ = sender.send(work());
                answer
            }
        });
    }

    /// What was begun, once it is there.
    pub(super) fn take(&mut self) -> Option<T> {
        let answer = self.0.as_ref()?.try_recv();
        if !matches!(answer, Err(TryRecvError::Empty)) {
            self.0 = None;
        }
        answer.ok().flatten()
    }
}
