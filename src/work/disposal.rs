//! Takes apart what is not wanted any more, and gives memory that is free back to the system: of a
//! large map either takes longer than a frame has.

use std::any::Any;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::Duration;

use super::Place;

/// Memory is given back once nothing has ended for so long: whatever works on needs it at once.
const QUIET: Duration = Duration::from_secs(1);

/// Whatever is not wanted any more.
type Thing = Box<dyn Any + Send>;

/// Drops things on a thread of its own, and tidies there once it is quiet.
#[derive(Debug, Clone)]
pub(super) struct Disposal(Option<Sender<Option<Thing>>>);

impl Disposal {
    pub(super) fn new(place: Place) -> Self {
        let (sender, inbox) = channel();
        let work = move || {
            while let Ok(thing) = inbox.recv() {
                drop(thing);
                if until_quiet(&inbox) {
                    give_back();
                }
            }
        };
        // Without a thread things are dropped where they are.
        let thread = match place {
            Place::OnTheSpot => None,
            Place::Threads => Builder::new().name("disposal".into()).spawn(work).ok(),
        };
        Self(thread.map(|_| sender))
    }

    pub(super) fn take(&self, thing: Thing) {
        self.send(Some(thing));
    }

    /// Says that some work has ended, whose memory may be free now.
    pub(super) fn tidy(&self) {
        self.send(None);
    }

    fn send(&self, thing: Option<Thing>) {
        if let Some(sender) = &self.0 {
            // Without a thread it is dropped here.
            let _ = sender.send(thing);
        }
    }
}

/// Takes apart what comes until nothing has come for a while; false when nothing comes any more.
fn until_quiet(inbox: &Receiver<Option<Thing>>) -> bool {
    loop {
        match inbox.recv_timeout(QUIET) {
            Ok(thing) => drop(thing),
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// Gives whole pages that are free back to the system. The C library of Linux keeps what any thread
/// has freed for that thread: with 100,000 people on the map a fifth of all memory. Other systems
/// do so by themselves.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "the C library is asked, and no library in between asks it")]
fn give_back() {
    let begun = std::time::Instant::now();
    // SAFETY: it takes no pointer, and may be called from any thread at any time.
    let any = unsafe { libc::malloc_trim(0) } == 1;
    log::debug!("free memory given back in {} ms: {any}", begun.elapsed().as_millis());
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn give_back() {}
