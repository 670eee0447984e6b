//! The threads: jobs, cancellation, outcomes. Work is given a plain `Fn()` to wake whoever
//! waits for it, and does not know what is done with an outcome.

mod analyst;
mod chance;
mod clerk;
mod communication;
mod copyist;
mod drafter;
mod disposal;
mod draftsman;
mod errand;
mod kit;
mod flusher;
mod keeper;
mod many;
mod producer;
mod scribe;
mod sheets;
mod trier;
mod watcher;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crate::analysis::{Cancel, Reader};
use crate::drawing::Theme;
use crate::drawing::picture::PictureQuestion;
use crate::layout::Room;
use crate::model::Stage;
use crate::session::{
    Answer, ArrangeOrder, Ask, CommunicationOrder, DocumentId, DraftOrder, Errand, Export,
    KeepOrder, KitOrder, Outcome, ReadOrder, SheetOrder, Watched, WriteOrder,
};
use crate::storage::Expected;
pub use copyist::OnShow;
pub use producer::boxes;

use clerk::Clerk;
use disposal::Disposal;
use keeper::Keeper;
pub use kit::{KitFailure, write_kit};
use scribe::Scribe;
use watcher::Watcher;
use worker::Worker;

pub use many::{betweenness, standard_on_all};

/// Called from a thread when an outcome is there to be taken.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Where work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// On threads beside the window.
    Threads,
    /// On the spot, before the call returns: for tests and the command line.
    #[default]
    OnTheSpot,
}

/// Everyone who works beside the window: one thread for analyses, one for what chance gives, one
/// that places positions, one that arranges them by communication, one that cuts overviews, one that makes pictures, one that makes points of
/// them for the clipboard, one for trials of all single edits, one for each kind of question about one of them, one for what files would make,
/// one that writes files, one for each that is read, one for the journal, one for the settings,
/// one that watches the open file, one that drops what is not wanted any more and gives memory that
/// is free back to the system.
#[derive(Debug)]
pub struct Workers {
    place: Place,
    analyst: Worker<Ask>,
    arranger: Worker<ArrangeOrder>,
    talker: Worker<CommunicationOrder>,
    unfolder: Worker<draftsman::UnfoldOrder>,
    draftsman: Worker<(u64, PictureQuestion)>,
    drawer: Worker<(Ask, Answer)>,
    trier: Worker<Ask>,
    looker: Worker<(Ask, Errand)>,
    mender: Worker<(Ask, Errand)>,
    comparer: Worker<(Ask, Errand)>,
    walker: Worker<(Ask, Errand)>,
    packer: Worker<KitOrder>,
    painter: Worker<SheetOrder>,
    copyist: Worker<(OnShow, Theme)>,
    drafter: Worker<DraftOrder>,
    clerk: Clerk,
    keeper: Keeper,
    scribe: Scribe,
    watcher: Watcher,
    disposal: Disposal,
    outcomes: Receiver<Outcome>,
}

impl Workers {
    /// Workers that call `wake` whenever an outcome is ready. Journals are kept in the folder
    /// `journals`; without one, nowhere.
    #[must_use]
    pub fn new(place: Place, wake: Wake, journals: Option<PathBuf>) -> Self {
        let (sender, outcomes) = channel();
        let disposal = Disposal::new(place);
        let desk = Desk { sender, wake, disposal: disposal.clone() };
        let reader = Reader::default();
        let shared = reader.clone();
        let analyst = move |job: &Ask, cancel: &Cancel, desk: &Desk| {
            analyst::answer(&shared, job, cancel, desk);
        };
        let looker = move |job: &(Ask, Errand), cancel: &Cancel, desk: &Desk| {
            errand::answer(&reader, job, cancel, desk);
        };
        let errand = |job: &(Ask, Errand), cancel: &Cancel, desk: &Desk| {
            errand::answer(&Reader::default(), job, cancel, desk);
        };
        Self {
            place,
            analyst: Worker::new("analysis", place, desk.clone(), analyst),
            arranger: Worker::new("places", place, desk.clone(), draftsman::places),
            talker: Worker::new("communication", place, desk.clone(), communication::answer),
            unfolder: Worker::new("unfolding", place, desk.clone(), draftsman::cuts),
            draftsman: Worker::new("picture", place, desk.clone(), draftsman::picture),
            drawer: Worker::new("chance", place, desk.clone(), chance::answer),
            trier: Worker::new("what if", place, desk.clone(), trier::answer),
            looker: Worker::new("preview", place, desk.clone(), looker),
            mender: Worker::new("remedy", place, desk.clone(), errand),
            comparer: Worker::new("compare", place, desk.clone(), errand),
            walker: Worker::new("trail", place, desk.clone(), errand),
            painter: Worker::new("scenes", place, desk.clone(), sheets::answer),
            copyist: Worker::new("copy", place, desk.clone(), copyist::answer),
            packer: Worker::new("kit", place, desk.clone(), kit::answer),
            drafter: Worker::new("draft", place, desk.clone(), drafter::answer),
            keeper: Keeper::new(place, journals.as_deref(), &desk),
            scribe: Scribe::new(place),
            watcher: Watcher::new(place, journals, desk.clone()),
            clerk: Clerk::new(place, desk),
            disposal,
            outcomes,
        }
    }

    /// Puts a question. It replaces one that waits; one that is being worked on is left to
    /// finish, so that a long series of edits still sees answers.
    pub fn analyse(&mut self, job: Ask) {
        self.drawer.forget();
        self.analyst.ask(job);
    }

    /// Places a stage.
    pub fn arrange(&mut self, order: ArrangeOrder) {
        self.arranger.ask(order);
    }

    /// Arranges a drawing by communication; gives up one that is being arranged.
    pub fn communicate(&mut self, order: CommunicationOrder) {
        self.talker.forget();
        self.talker.ask(order);
    }

    /// Gives up the drawing that is being arranged by communication.
    pub fn forget_communication(&mut self) {
        self.talker.forget();
    }

    /// Makes the cuts through a stage, the coarsest for a room, or that alone; gives up those that
    /// are being made.
    pub fn unfold(&mut self, number: u64, stage: Stage, room: Room, first_alone: bool) {
        self.unfolder.forget();
        self.unfolder.ask(draftsman::UnfoldOrder { number, stage, room, first_alone });
    }

    /// Makes the picture of this number; one that waits is not made any more.
    pub fn paint(&mut self, number: u64, question: PictureQuestion) {
        self.draftsman.ask((number, question));
    }

    /// Holds an answer against chance; gives up what was being drawn before. On the spot nothing
    /// is drawn, because it takes longer than a call may.
    pub fn draw_chance(&mut self, job: Ask, answer: Answer) {
        self.drawer.forget();
        if self.place == Place::Threads {
            self.drawer.ask((job, answer));
        }
    }

    /// Gives up what is being worked out.
    pub fn forget_analysis(&mut self) {
        self.drawer.forget();
        self.analyst.forget();
    }

    /// Tries every single edit; gives up what was being tried before.
    pub fn try_edits(&mut self, job: Ask) {
        self.trier.forget();
        self.trier.ask(job);
    }

    /// Works out something about one edit or stage; gives up what of the same kind was asked
    /// before, and nothing else.
    pub fn run_errand(&mut self, job: Ask, errand: Errand) {
        let worker = match errand {
            Errand::Preview(_) => &self.looker,
            Errand::Clear(_) => &self.mender,
            Errand::Compare { .. } => &self.comparer,
            Errand::Trail(_) => &self.walker,
        };
        worker.forget();
        worker.ask((job, errand));
    }

    /// Gives up what is being tried.
    pub fn forget_trials(&mut self) {
        self.trier.forget();
    }

    /// Draws all scenes of a map; gives up those that are being drawn.
    pub fn draw_scenes(&mut self, order: SheetOrder) {
        self.painter.forget();
        self.painter.ask(order);
    }

    /// Makes the points of what is shown, for the clipboard.
    pub fn develop(&mut self, shown: OnShow, theme: Theme) {
        self.copyist.ask((shown, theme));
    }

    /// Makes the kit of a workshop; gives up one that is being made.
    pub fn make_kit(&mut self, order: KitOrder) {
        self.packer.forget();
        self.packer.ask(order);
    }

    /// Gives up the kit that is being made.
    pub fn forget_kit(&mut self) {
        self.packer.forget();
    }

    /// Works out what a file would make; one that waits is given up.
    pub fn draft(&mut self, order: DraftOrder) {
        self.drafter.ask(order);
    }

    /// Gives up the file of a number, and those asked for before.
    pub fn stop_reading(&mut self, number: u64) {
        self.clerk.stop_reading(number);
    }

    /// Reads a file.
    pub fn read(&mut self, order: ReadOrder) {
        self.clerk.read(order);
    }

    /// Writes the file of a map, and keeps so many older versions beside it.
    pub fn write(&mut self, order: Box<WriteOrder>, versions: u32) {
        self.clerk.write(order, versions);
    }

    /// Writes a text.
    pub fn write_text(&mut self, path: PathBuf, export: Export, expected: Expected) {
        self.clerk.write_text(path, export, expected);
    }

    /// Writes the window's settings. Nobody waits for it.
    pub fn write_settings(&mut self, path: PathBuf, text: String) {
        self.scribe.write(path, text);
    }

    /// Opens a file in a window beside this one.
    pub fn open_beside(&mut self, path: PathBuf) {
        self.clerk.open_beside(path);
    }

    /// Clears away what interrupted writes left in these folders.
    pub fn clear_leftovers(&mut self, folders: Vec<PathBuf>) {
        self.clerk.clear_leftovers(folders);
    }

    /// Drops something large that is not wanted any more.
    pub fn dispose(&self, thing: impl Send + 'static) {
        self.disposal.take(Box::new(thing));
    }

    /// Watches the file of a map for other programs.
    pub fn watch(&mut self, watched: Option<Watched>) {
        self.watcher.watch(watched);
    }

    /// Appends a map to its journal.
    pub fn keep(&mut self, order: Box<KeepOrder>) {
        self.keeper.keep(order);
    }

    /// Takes the journal of a map away.
    pub fn forget_journal(&mut self, document: DocumentId) {
        self.keeper.forget(document);
    }

    /// Deletes a journal that was found.
    pub fn delete_journal(&mut self, journal: PathBuf) {
        self.keeper.delete(journal);
    }

    /// Looks for maps that were open when a program ended without a word.
    pub fn find_lost(&mut self) {
        self.keeper.find();
    }

    /// Reads a file with survey answers.
    pub fn read_answers(&mut self, path: PathBuf) {
        self.clerk.read_answers(path);
    }

    /// The next thing that finishes, where it does within this time.
    pub fn outcome_within(&self, time: Duration) -> Option<Outcome> {
        match self.place {
            Place::OnTheSpot => self.outcomes.try_recv().ok(),
            Place::Threads => self.outcomes.recv_timeout(time).ok(),
        }
    }

    /// What has finished since the last call, oldest first.
    pub fn outcomes(&self) -> impl Iterator<Item = Outcome> {
        self.outcomes.try_iter()
    }
}

/// Where finished work is laid down.
#[derive(Clone)]
struct Desk {
    sender: Sender<Outcome>,
    wake: Wake,
    disposal: Disposal,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Desk")
    }
}

impl Desk {
    /// Lays an outcome down and wakes whoever waits. Nobody waits any more when the window is
    /// gone; then the outcome is of no use.
    fn put(&self, outcome: Outcome) {
        if self.sender.send(outcome).is_ok() {
            (self.wake)();
        }
        self.disposal.tidy();
    }
}

/// Does work here, and tells from beside every tenth of a second how long it has taken so far.
pub fn watched<T>(mut tell: impl FnMut(Duration) + Send, work: impl FnOnce() -> T) -> T {
    const PAUSE: Duration = Duration::from_millis(100);
    let begun = Instant::now();
    let (end, ended) = channel::<()>();
    std::thread::scope(|scope| {
        let look = move || {
            while ended.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                tell(begun.elapsed());
            }
        };
        // Without a thread nothing is told, and the work is done all the same.
        let _ = Builder::new().name("progress".into()).spawn_scoped(scope, look);
        let done = work();
        drop(end);
        done
    })
}

/// Looks something up that may be slow, such as a file, on a thread of its own.
#[cfg(feature = "gui")]
pub fn look_beside<T: Send + 'static>(
    wake: &Wake,
    look: impl FnOnce() -> T + Send + 'static,
) -> Receiver<T> {
    let wake = Arc::clone(wake);
    let (sender, answer) = channel();
    // When the window is gone, nobody waits for the answer any more.
    let work = move || {
        if sender.send(look()).is_ok() {
            wake();
        }
    };
    let _ = Builder::new().name("look".into()).spawn(work);
    answer
}

/// Waits for something slow that is not ours, such as a dialog of the platform, on a thread of
/// its own.
#[cfg(feature = "gui")]
pub fn ask_beside(waiting: impl Future<Output = ()> + Send + 'static) {
    let wait = move || pollster::block_on(waiting);
    // Without a thread there is no answer, which the asker takes for a cancelled dialog.
    let _ = Builder::new().name("dialog".into()).spawn(wait);
}
