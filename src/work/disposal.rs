//! Takes apart what is not wanted any more: of a large map that takes longer than a frame has.

use std::any::Any;
use std::sync::mpsc::{Sender, channel};
use std::thread::Builder;

use super::Place;

/// Whatever is not wanted any more.
type Thing = Box<dyn Any + Send>;

/// Drops things on a thread of its own.
#[derive(Debug)]
pub(super) struct Disposal(Option<Sender<Thing>>);

impl Disposal {
    pub(super) fn new(place: Place) -> Self {
        let (sender, inbox) = channel::<Thing>();
        let work = move || inbox.into_iter().for_each(drop);
        // Without a thread things are dropped where they are.
        let thread = match place {
            Place::OnTheSpot => None,
            Place::Threads => Builder::new().name("disposal".into()).spawn(work).ok(),
        };
        Self(thread.map(|_| sender))
    }

    pub(super) fn take(&self, thing: Thing) {
        if let Some(sender) = &self.0 {
            // Without a thread it is dropped here.
            let _ = sender.send(thing);
        }
    }
}
