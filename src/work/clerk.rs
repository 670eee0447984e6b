use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::thread::Builder;

use super::{Desk, Place};
use crate::model::OrgMap;
use crate::session::{Opened, Outcome};
use crate::storage::{self, FileKind};

/// Reads and writes files, in the order in which it was asked.
#[derive(Debug)]
pub(super) struct Clerk {
    desk: Desk,
    orders: Option<Sender<Order>>,
}

#[derive(Debug)]
enum Order {
    Read(PathBuf),
    Write(Box<OrgMap>, PathBuf),
    WriteText(PathBuf, String),
    ReadAnswers(PathBuf),
}

impl Clerk {
    pub(super) fn new(place: Place, desk: Desk) -> Self {
        let orders = match place {
            Place::OnTheSpot => None,
            Place::Threads => {
                let (sender, inbox) = channel();
                let out = desk.clone();
                let work = move || inbox.iter().for_each(|order| carry_out(order, &out));
                Builder::new().name("files".into()).spawn(work).ok().map(|_| sender)
            }
        };
        Self { desk, orders }
    }

    pub(super) fn read(&mut self, path: PathBuf) {
        self.order(Order::Read(path));
    }

    pub(super) fn write(&mut self, map: OrgMap, path: PathBuf) {
        self.order(Order::Write(Box::new(map), path));
    }

    pub(super) fn write_text(&mut self, path: PathBuf, text: String) {
        self.order(Order::WriteText(path, text));
    }

    pub(super) fn read_answers(&mut self, path: PathBuf) {
        self.order(Order::ReadAnswers(path));
    }

    fn order(&mut self, order: Order) {
        match &self.orders {
            None => carry_out(order, &self.desk),
            Some(orders) => {
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
        Order::Read(path) => {
            let result = read(&path);
            desk.put(Outcome::Opened(path, result));
        }
        Order::WriteText(path, text) => {
            let result = storage::replace_file(&path, text.as_bytes());
            desk.put(Outcome::Exported(path, result.map_err(|error| error.to_string())));
        }
        Order::ReadAnswers(path) => {
            let result = storage::read_text(&path).map_err(|error| error.to_string());
            desk.put(Outcome::AnswersRead(path, result));
        }
        Order::Write(map, path) => {
            let result = storage::save(&map, &path).map_err(|error| error.to_string());
            desk.put(Outcome::Saved(path, result));
        }
    }
}

fn read(path: &Path) -> Result<Opened, String> {
    let loaded = storage::read(path).map_err(|error| error.to_string())?;
    let warnings = loaded.warnings.iter().map(ToString::to_string).collect();
    let holds_all = loaded.kind == FileKind::Orgmap;
    Ok(Opened { map: loaded.map, warnings, holds_all })
}
