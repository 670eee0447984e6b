//! Looks after the file of the open map: whether another program writes it, or another window has
//! it open.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::{Desk, Place};
use crate::session::{Outcome, Watched};
use crate::storage::{Look, Presence, Print};

/// How often the file is looked at.
const PAUSE: Duration = Duration::from_millis(700);

/// Looks at one file, on a thread of its own. On the spot nobody watches.
#[derive(Debug)]
pub(super) struct Watcher {
    orders: Option<(Sender<Option<Watched>>, JoinHandle<()>)>,
}

impl Watcher {
    pub(super) fn new(place: Place, folder: Option<PathBuf>, desk: Desk) -> Self {
        let orders = match place {
            Place::OnTheSpot => None,
            Place::Threads => {
                let (sender, inbox) = channel();
                let work = move || watch(&inbox, folder.as_deref(), &desk);
                Builder::new().name("watch".into()).spawn(work).ok().map(|it| (sender, it))
            }
        };
        Self { orders }
    }

    pub(super) fn watch(&mut self, watched: Option<Watched>) {
        if let Some((orders, _)) = &self.orders
            && orders.send(watched).is_err()
        {
            self.orders = None;
        }
    }
}

/// What was last seen of the watched file.
struct Seen {
    watched: Watched,
    look: Option<Look>,
    /// What it held when that was last told.
    told: Option<Print>,
    /// Tells other windows that this one has the file open.
    _presence: Option<Presence>,
}

fn watch(inbox: &Receiver<Option<Watched>>, folder: Option<&std::path::Path>, desk: &Desk) {
    let mut seen: Option<Seen> = None;
    loop {
        let order = match &seen {
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(_) => inbox.recv_timeout(PAUSE),
        };
        match order {
            Ok(None) => seen = None,
            Ok(Some(watched)) => {
                let before = seen.take();
                seen = Some(begin(watched, before, folder, desk));
            }
            // Not at once: whoever has opened a large file waits for its picture.
            Err(RecvTimeoutError::Timeout) => seen.iter_mut().for_each(|seen| look(seen, desk)),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn begin(
    watched: Watched,
    before: Option<Seen>,
    folder: Option<&std::path::Path>,
    desk: &Desk,
) -> Seen {
    let told = Some(watched.print);
    let same = before.filter(|before| before.watched.path == watched.path);
    let presence = match same {
        Some(before) => before._presence,
        None => folder.and_then(|folder| {
            let (presence, others) = Presence::show(folder, &watched.path).ok()?;
            if others {
                desk.put(Outcome::OpenTwice(watched.document));
            }
            Some(presence)
        }),
    };
    Seen { watched, look: None, told, _presence: presence }
}

fn look(seen: &mut Seen, desk: &Desk) {
    let now = Look::at(&seen.watched.path);
    if now == seen.look && now.is_some() {
        return;
    }
    // A file that cannot be read at the moment, because it is being written, is looked at again.
    let Ok(there) = Print::at(&seen.watched.path) else { return };
    seen.look = now;
    if there != seen.told {
        seen.told = there;
        desk.put(Outcome::ChangedUnderneath(seen.watched.document, there));
    }
}
