//! Recovery journals: our own, to which every edit is appended, and those that others left.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::flusher::{Flusher, Gone};
use super::{Desk, Place};
use crate::session::{DocumentId, KeepOrder, Lost, Outcome};
use crate::storage::{
    Journal, JournalHead, ReadError, Recovered, delete_journal, orphaned_journals, read,
    read_journal,
};
use crate::wording::what_differs;

/// Between two appends at least this long passes, so that a value that is being dragged does not
/// keep a disk busy.
const PAUSE: Duration = Duration::from_millis(250);

/// Keeps the journals, on a thread of its own.
#[derive(Debug)]
pub(super) struct Keeper {
    state: State,
    orders: Option<(Sender<Order>, JoinHandle<()>)>,
}

#[derive(Debug)]
enum Order {
    Keep(Box<KeepOrder>),
    Forget(DocumentId),
    Delete(PathBuf),
}

impl Keeper {
    /// Keeps journals in a folder; nowhere when there is none.
    pub(super) fn new(place: Place, folder: Option<&Path>, desk: &Desk) -> Self {
        let state = |place| State {
            folder: folder.map(Path::to_path_buf),
            desk: desk.clone(),
            journals: BTreeMap::new(),
            failing: false,
            flusher: Flusher::new(place, desk.clone()),
        };
        let orders = match place {
            Place::OnTheSpot => None,
            Place::Threads => {
                let (sender, inbox) = channel();
                let mut own = state(place);
                let work = move || own.run(&inbox);
                Builder::new().name("journal".into()).spawn(work).ok().map(|it| (sender, it))
            }
        };
        Self { state: state(Place::OnTheSpot), orders }
    }

    pub(super) fn keep(&mut self, order: Box<KeepOrder>) {
        self.order(Order::Keep(order));
    }

    pub(super) fn forget(&mut self, document: DocumentId) {
        self.order(Order::Forget(document));
    }

    pub(super) fn delete(&mut self, journal: PathBuf) {
        self.order(Order::Delete(journal));
    }

    /// Looks for journals that others left; beside, because the files they are compared with may
    /// lie on a slow disk, and what is edited meanwhile is to be kept.
    pub(super) fn find(&mut self) {
        let Some(folder) = self.state.folder.clone() else { return };
        let desk = self.state.desk.clone();
        let look = move || desk.put(Outcome::FoundLost(lost_in(&folder)));
        match &self.orders {
            None => look(),
            Some(_) => {
                // Without a thread they are found at another start.
                let _ = Builder::new().name("lost journals".into()).spawn(look);
            }
        }
    }

    fn order(&mut self, order: Order) {
        match &self.orders {
            None => self.state.carry_out(order),
            Some((orders, _)) => {
                if let Err(unsent) = orders.send(order) {
                    self.orders = None;
                    self.state.carry_out(unsent.0);
                }
            }
        }
    }
}

impl Drop for Keeper {
    /// What was handed over is on the disk before the program ends.
    fn drop(&mut self) {
        if let Some((orders, thread)) = self.orders.take() {
            drop(orders);
            // A panic there was the end of the journal alone; there is nobody left to tell.
            let _ = thread.join();
        }
    }
}

#[derive(Debug)]
struct State {
    folder: Option<PathBuf>,
    desk: Desk,
    journals: BTreeMap<DocumentId, Journal>,
    /// Whether the last append failed, which is told once.
    failing: bool,
    flusher: Flusher,
}

impl State {
    /// Takes orders until nobody gives any more. Of several appends to one journal that wait, the
    /// last one counts.
    fn run(&mut self, inbox: &Receiver<Order>) {
        let mut waiting: BTreeMap<DocumentId, Box<KeepOrder>> = BTreeMap::new();
        let mut due = Instant::now();
        loop {
            let order = match waiting.is_empty() {
                true => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                false => inbox.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match order {
                Ok(Order::Keep(mut order)) => {
                    let before = waiting.remove(&order.document);
                    let continued = before.and_then(|before| before.continues);
                    order.continues = order.continues.or(continued);
                    waiting.insert(order.document, order);
                    if Instant::now() < due {
                        continue;
                    }
                }
                Ok(Order::Forget(document)) => {
                    let continued = waiting.remove(&document).and_then(|order| order.continues);
                    self.carry_out(Order::Forget(document));
                    if let Some(journal) = continued {
                        self.carry_out(Order::Delete(journal));
                    }
                    continue;
                }
                Ok(order @ Order::Delete(_)) => {
                    self.carry_out(order);
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    for (_, order) in std::mem::take(&mut waiting) {
                        self.carry_out(Order::Keep(order));
                    }
                    return;
                }
            }
            for (_, order) in std::mem::take(&mut waiting) {
                self.carry_out(Order::Keep(order));
            }
            due = Instant::now() + PAUSE;
        }
    }

    fn carry_out(&mut self, order: Order) {
        match order {
            Order::Keep(order) => match self.keep(&order) {
                Ok(()) => self.failing = false,
                Err(why) => {
                    if !self.failing {
                        self.desk.put(Outcome::JournalFailed(why));
                    }
                    self.failing = true;
                }
            },
            Order::Forget(document) => {
                // Behind what is still to be flushed: what an older journal says is gone by then.
                let gone = self.journals.remove(&document).map(Gone::Own);
                self.flusher.clear(gone.into_iter().collect());
            }
            Order::Delete(journal) => self.flusher.clear(vec![Gone::Found(journal)]),
        }
    }

    fn keep(&mut self, order: &KeepOrder) -> Result<(), String> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let mut head = JournalHead {
            file: order.file.as_deref().map(absolute),
            print: order.print,
            process: std::process::id(),
            follows: None,
        };
        let now = seconds_now();
        let words = |error: std::io::Error| crate::storage::io_words(&error);
        // A map that was saved elsewhere begins its journal anew.
        let fits = |it: &&mut Journal| it.head().is_of_same_file(&head) && !it.is_overgrown();
        let mut gone = Vec::new();
        let own = self.journals.get_mut(&order.document);
        if let Some(journal) = own.filter(fits) {
            journal.add(&order.map, now).map_err(words)?;
        } else {
            let name = format!("{now}-{}-{}", head.process, order.document);
            head.follows = self.journals.get(&order.document).map(Journal::name);
            let begun = Journal::begin(folder, &name, head, &order.map, now).map_err(words)?;
            gone.extend(self.journals.insert(order.document, begun).map(Gone::Own));
        }
        gone.extend(order.continues.clone().map(Gone::Found));
        if let Some(journal) = self.journals.get(&order.document) {
            self.flusher.flush(journal, gone);
        }
        Ok(())
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

fn seconds_now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs())
}

/// The maps whose journals lie in a folder and are held by no window. A journal that says what
/// its file says has nothing to give back and is taken away, as is one that another follows.
fn lost_in(folder: &Path) -> Vec<Lost> {
    let mut lost = Vec::new();
    crate::storage::clear_leftovers(folder);
    let told = |why: &ReadError| log::warn!("{why}");
    let found: Vec<Recovered> = orphaned_journals(folder)
        .iter()
        .filter_map(|path| read_journal(path).inspect_err(told).ok())
        .collect();
    let followed: BTreeSet<PathBuf> = found
        .iter()
        .filter_map(|it| it.head.follows.as_ref())
        .map(|name| folder.join(name).with_added_extension("journal"))
        .collect();
    for found in found {
        let path = &found.journal;
        if followed.contains(path) {
            let _ = delete_journal(path);
            continue;
        }
        let saved = found.head.file.as_deref().filter(|file| file.is_file()).map(read);
        let differs = match saved {
            Some(Ok(saved)) => what_differs(&saved.map, &found.map),
            Some(Err(why)) => vec![format!("The saved file cannot be read: {}", why.what)],
            None if found.head.file.is_some() => vec!["The saved file is not there".into()],
            None => vec!["It was never saved".into()],
        };
        if differs.is_empty() {
            let _ = delete_journal(path);
            continue;
        }
        lost.push(Lost {
            journal: found.journal,
            file: found.head.file,
            print: found.head.print,
            map: found.map,
            ago: ago(seconds_now().saturating_sub(found.at)),
            bytes: found.bytes,
            differs,
        });
    }
    lost.reverse();
    lost
}

/// How long ago something was, in words.
fn ago(seconds: u64) -> String {
    let (count, unit) = match seconds {
        0..60 => return "less than a minute ago".into(),
        60..3600 => (seconds / 60, "minute"),
        3600..86_400 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{ending} ago")
}

#[cfg(test)]
mod tests {
    use super::ago;

    #[test]
    fn time_is_told_in_the_largest_unit_that_fits() {
        let said = [0, 59, 60, 125, 3600, 7300, 86_400, 200_000].map(ago);
        let wanted = [
            "less than a minute ago",
            "less than a minute ago",
            "1 minute ago",
            "2 minutes ago",
            "1 hour ago",
            "2 hours ago",
            "1 day ago",
            "2 days ago",
        ];
        assert_eq!(said, wanted);
    }
}
