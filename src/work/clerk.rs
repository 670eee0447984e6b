use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use super::{Desk, Place, producer};
use crate::session::{
    Content, Export, Opened, Outcome, ReadOrder, Theirs, WriteFailure, WriteOrder,
};
use crate::storage::{
    self, Expected, FileKind, Incoming, Obstacle, Print, ReadError, WriteError, Written,
    clear_leftovers, new_file, open_bytes, replace_file, save_over,
};
use crate::wording::what_differs;

/// Reads and writes files. What is written is written in the order in which it was asked; each
/// file that is read has a thread of its own, because a slow one must not hold up the rest.
#[derive(Debug)]
pub(super) struct Clerk {
    place: Place,
    desk: Desk,
    orders: Option<(Sender<Order>, JoinHandle<()>)>,
    /// Files up to this number are given up.
    stopped: Arc<AtomicU64>,
}

#[derive(Debug)]
enum Order {
    Read(ReadOrder, Arc<AtomicU64>),
    ReadAnswers(PathBuf),
    Write(Box<WriteOrder>, u32),
    WriteText(PathBuf, Export, Expected),
    OpenBeside(PathBuf),
    ClearLeftovers(Vec<PathBuf>),
}

impl Clerk {
    pub(super) fn new(place: Place, desk: Desk) -> Self {
        let orders = match place {
            Place::OnTheSpot => None,
            Place::Threads => {
                let (sender, inbox) = channel();
                let out = desk.clone();
                let work = move || inbox.iter().for_each(|order| carry_out(order, &out));
                Builder::new().name("files".into()).spawn(work).ok().map(|it| (sender, it))
            }
        };
        Self { place, desk, orders, stopped: Arc::default() }
    }

    pub(super) fn read(&mut self, order: ReadOrder) {
        self.beside(Order::Read(order, Arc::clone(&self.stopped)));
    }

    pub(super) fn stop_reading(&mut self, number: u64) {
        self.stopped.fetch_max(number, Ordering::AcqRel);
    }

    pub(super) fn read_answers(&mut self, path: PathBuf) {
        self.beside(Order::ReadAnswers(path));
    }

    pub(super) fn write(&mut self, order: Box<WriteOrder>, versions: u32) {
        self.order(Order::Write(order, versions));
    }

    pub(super) fn write_text(&mut self, path: PathBuf, export: Export, expected: Expected) {
        // What has yet to be made must not hold up a map that is saved.
        match export.content {
            Content::Text(_) => self.order(Order::WriteText(path, export, expected)),
            Content::Map(_) => self.beside(Order::WriteText(path, export, expected)),
        }
    }

    pub(super) fn open_beside(&mut self, path: PathBuf) {
        self.order(Order::OpenBeside(path));
    }

    pub(super) fn clear_leftovers(&mut self, folders: Vec<PathBuf>) {
        self.beside(Order::ClearLeftovers(folders));
    }

    /// Carries an order out on a thread of its own.
    fn beside(&self, order: Order) {
        if self.place == Place::OnTheSpot {
            return carry_out(order, &self.desk);
        }
        let desk = self.desk.clone();
        let work = move || carry_out(order, &desk);
        if Builder::new().name("file".into()).spawn(work).is_err() {
            log::warn!("no thread could be had for a file");
        }
    }

    fn order(&mut self, order: Order) {
        match &self.orders {
            None => carry_out(order, &self.desk),
            Some((orders, _)) => {
                if let Err(unsent) = orders.send(order) {
                    // The thread is gone; the order is carried out all the same.
                    self.orders = None;
                    carry_out(unsent.0, &self.desk);
                }
            }
        }
    }
}

fn carry_out(order: Order, desk: &Desk) {
    match order {
        Order::Read(order, stopped) => read(order, &stopped, desk),
        Order::ReadAnswers(path) => {
            let result = storage::read_text(&path).map_err(|error| error.to_string());
            desk.put(Outcome::AnswersRead(path, result));
        }
        Order::Write(order, versions) => {
            let result = write(&order, versions);
            desk.put(Outcome::Saved(order.document, order.path, result));
        }
        Order::WriteText(path, export, expected) => {
            let write = if expected == Expected::Nothing { new_file } else { replace_file };
            let result = match &export.content {
                Content::Text(text) => {
                    write(&path, text.as_bytes()).map_err(|error| failure(&error))
                }
                Content::Map(output) => producer::write(output, &path, expected),
            };
            desk.put(Outcome::Exported(path, export, result));
        }
        Order::OpenBeside(path) => open_beside(&path),
        Order::ClearLeftovers(folders) => {
            for folder in folders {
                let gone = clear_leftovers(&folder);
                if gone > 0 {
                    log::info!("{}: {gone} leftovers of interrupted writes", folder.display());
                }
            }
        }
    }
}

/// Reads a file, and says how far it has come. A file of another program is given back before
/// anything is decided about it.
fn read(order: ReadOrder, stopped: &AtomicU64, desk: &Desk) {
    /// Nobody sees more words on progress than these in a second.
    const PAUSE: Duration = Duration::from_millis(80);
    let number = order.number;
    let mut told = Instant::now();
    let mut progress = |done: u64, of: u64| {
        if told.elapsed() >= PAUSE {
            told = Instant::now();
            desk.put(Outcome::Reading(number, done, of));
        }
        stopped.load(Ordering::Acquire) < number
    };
    let encoding = order.encoding.as_deref();
    let incoming = match &order.text {
        Some(text) => open_bytes(&order.path, text.as_bytes(), encoding, &mut progress),
        None => storage::open(&order.path, encoding, &mut progress),
    };
    match incoming {
        _ if stopped.load(Ordering::Acquire) >= number => {}
        // The columns of a folder of tables mean what they say.
        Ok(Incoming::Source(source, FileKind::Foreign)) if !source.is_ours() => {
            desk.put(Outcome::Arrived(order, Arc::new(*source)));
        }
        incoming => {
            let opened = incoming.and_then(|it| opened(&order.path, it));
            desk.put(Outcome::Opened(order, opened.map_err(|error| error.to_string())));
        }
    }
}

fn opened(path: &Path, incoming: Incoming) -> Result<Opened, ReadError> {
    let (loaded, print) = storage::loaded(path, incoming)?;
    let warnings = loaded.warnings.iter().map(ToString::to_string).collect();
    // What comes through a pipe cannot be written back there.
    let holds_all = loaded.kind == FileKind::Orgmap && path.is_file();
    if let Some(folder) = path.parent().filter(|_| holds_all) {
        clear_leftovers(folder);
    }
    Ok(Opened { map: loaded.map, warnings, holds_all, print })
}

fn write(order: &WriteOrder, versions: u32) -> Result<Written, WriteFailure> {
    save_over(&order.map, &order.path, order.expected, versions).map_err(|error| {
        let mut failure = failure(&error);
        if error.obstacle == Obstacle::Changed {
            failure.theirs = Some(theirs(order));
        }
        failure
    })
}

pub(super) fn failure(error: &WriteError) -> WriteFailure {
    WriteFailure { obstacle: error.obstacle, why: error.to_string(), theirs: None }
}

/// What another program has written where a map was to go.
fn theirs(order: &WriteOrder) -> Theirs {
    match storage::read_with_print(&order.path) {
        Ok((loaded, print)) => Theirs { print, differs: what_differs(&order.map, &loaded.map) },
        Err(error) => Theirs {
            print: Print::at(&order.path).ok().flatten(),
            differs: vec![format!("It cannot be read as a map: {}", error.what)],
        },
    }
}

/// Opens a file in another window of this program.
fn open_beside(path: &Path) {
    let started = std::env::current_exe()
        .and_then(|program| std::process::Command::new(program).arg(path).spawn());
    match started {
        // Somebody has to wait for it, or it stays behind when it has ended.
        Ok(mut window) => {
            let wait = move || drop(window.wait());
            let _ = Builder::new().name("window beside".into()).spawn(wait);
        }
        Err(why) => log::warn!("no other window could be opened: {why}"),
    }
}
