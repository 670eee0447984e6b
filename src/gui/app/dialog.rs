//! Asking for a path. The only file that names the dialog library.
//!
//! Where no dialog of the platform answers, the window asks by itself, with a field for the path:
//! the library cannot tell a missing dialog from a cancelled one.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use eframe::egui::Ui;

use super::context::{PanelContext, WindowAction};
use super::path_field::{PathField, Typed};
use super::portal::{Answering, who_answers};
use super::theme::strong;
use crate::gui::page::question::given_up;
use crate::session::{Action, Export, FileAction, PresentAction};
use crate::storage::{ENDING, FORMATS};
use crate::work::{Wake, ask_beside, look_beside};

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::gui) enum Wanted {
    /// A file to open.
    Open,
    /// A path to save to.
    Save {
        /// A name to begin with.
        suggestion: String,
        /// A folder to begin in.
        folder: Option<PathBuf>,
    },
    /// A path to write a text to.
    Export(Export, Option<PathBuf>),
    /// A file with survey answers.
    Answers,
    /// A folder for the kit of a workshop.
    Kit(String, Option<PathBuf>),
}

impl Wanted {
    /// The title of the dialog, and the word on its button.
    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("Open a map", "Open"),
            Self::Save { .. } => ("Save the map", "Save"),
            Self::Export(..) => ("Export", "Export"),
            Self::Answers => ("Import survey answers", "Import"),
            Self::Kit(..) => ("Folder for the workshop kit", "Make it"),
        }
    }
}

/// The ways to ask.
pub(in crate::gui) enum Dialogs {
    /// The platform's own dialogs, where they answer.
    Platform,
    /// A field in the window.
    InWindow,
}

/// A question for a path that is open.
pub(in crate::gui) struct PathQuestion {
    wanted: Wanted,
    way: Way,
    field: PathField,
    wake: Wake,
}

/// How it is asked.
enum Way {
    /// It is not yet known who answers.
    Unknown(Receiver<Answering>, Instant),
    /// The platform has a dialog open.
    Platform(Receiver<Option<PathBuf>>),
    /// A field in the window.
    InWindow,
}

impl Dialogs {
    /// Opens the question. One at a time; the caller sees to that.
    pub(in crate::gui) fn ask(
        &self,
        wanted: Wanted,
        recent: &[PathBuf],
        wake: &Wake,
    ) -> PathQuestion {
        let last = recent.first().and_then(|path| path.parent());
        let (typed, endings): (String, Vec<&'static str>) = match &wanted {
            Wanted::Open => {
                let read = FORMATS.iter().filter(|format| format.can_read());
                let endings = read.flat_map(|format| format.endings).copied().collect();
                (suggested(last.map(PathBuf::from).as_ref(), ""), endings)
            }
            Wanted::Answers => (suggested(None, ""), ANSWERS.to_vec()),
            Wanted::Save { suggestion, folder } => {
                (suggested(folder.as_ref(), suggestion), vec![ENDING])
            }
            Wanted::Export(export, folder) => {
                (suggested(folder.as_ref(), &export.suggestion), Vec::new())
            }
            Wanted::Kit(name, folder) => (suggested(folder.as_ref(), name), Vec::new()),
        };
        let way = match self {
            Self::InWindow => Way::InWindow,
            Self::Platform => Way::Unknown(look_beside(wake, who_answers), Instant::now()),
        };
        let field = PathField::new(typed, endings, recent, wake);
        PathQuestion { wanted, way, field, wake: Arc::clone(wake) }
    }
}

/// How the names of files with survey answers end.
const ANSWERS: [&str; 3] = ["csv", "tsv", "txt"];

/// The path that a field begins with.
fn suggested(folder: Option<&PathBuf>, name: &str) -> String {
    let folder = folder.cloned().or_else(|| std::env::current_dir().ok());
    folder.unwrap_or_default().join(name).display().to_string()
}

fn ask_platform(wanted: Wanted, wake: &Wake) -> Receiver<Option<PathBuf>> {
    let (sender, answer) = channel();
    let title = wanted.words().0;
    let dialog = rfd::AsyncFileDialog::new().set_title(title);
    let dialog = match &wanted {
        Wanted::Open => {
            let read = FORMATS.iter().filter(|format| format.can_read());
            let endings: Vec<&str> = read.flat_map(|format| format.endings).copied().collect();
            dialog
                .add_filter("All that can be opened", &endings)
                .add_filter("Organization map", &[ENDING])
        }
        Wanted::Save { .. } => dialog.add_filter("Organization map", &[ENDING]),
        Wanted::Export(export, _) => dialog.add_filter(export.kind, &[export.ending]),
        Wanted::Answers => dialog.add_filter("Survey answers", &ANSWERS),
        Wanted::Kit(..) => dialog,
    };
    let wake = Arc::clone(wake);
    // The dialog is built here, as macOS demands of its main thread, and waited for elsewhere.
    let waiting: Waiting = match wanted {
        Wanted::Open | Wanted::Answers => Box::pin(dialog.pick_file()),
        Wanted::Save { suggestion, folder } => save_dialog(dialog, suggestion, folder),
        Wanted::Export(export, folder) => save_dialog(dialog, export.suggestion, folder),
        Wanted::Kit(name, folder) => save_dialog(dialog, name, folder),
    };
    ask_beside(async move {
        let path = waiting.await.map(|file| file.path().to_path_buf());
        // When the window is gone, nobody waits for the answer any more.
        if sender.send(path).is_ok() {
            wake();
        }
    });
    answer
}

type Waiting = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

fn save_dialog(dialog: rfd::AsyncFileDialog, name: String, folder: Option<PathBuf>) -> Waiting {
    let mut dialog = dialog.set_file_name(name);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    Box::pin(dialog.save_file())
}

impl PathQuestion {
    /// The answer of the platform's dialog, when it has come: a path or none.
    pub(in crate::gui) fn answered(&mut self) -> Option<Option<PathBuf>> {
        /// Who has not said by then that it answers does not.
        const PATIENCE: Duration = Duration::from_secs(3);
        match &self.way {
            Way::InWindow => None,
            Way::Unknown(answering, since) => {
                match answering.try_recv() {
                    Ok(Answering::Platform) => {
                        self.way = Way::Platform(ask_platform(self.wanted.clone(), &self.wake));
                    }
                    Err(TryRecvError::Empty) if since.elapsed() < PATIENCE => {}
                    Ok(Answering::Nothing) | Err(_) => self.way = Way::InWindow,
                }
                None
            }
            Way::Platform(answer) => match answer.try_recv() {
                Ok(path) => Some(path),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => Some(None),
            },
        }
    }

    /// The action that an answer stands for.
    pub(in crate::gui) fn action(&self, path: Option<PathBuf>) -> Action {
        // The platform's dialogs ask by themselves about what is there.
        let replace = matches!(self.way, Way::Platform(_));
        if let (Some(path), Wanted::Kit(..)) = (&path, &self.wanted) {
            return Action::Present(PresentAction::MakeKit(path.clone()));
        }
        Action::File(match (path, &self.wanted) {
            (None, _) => FileAction::DialogCancelled,
            (Some(path), Wanted::Open) => FileAction::Open(path),
            (Some(path), Wanted::Save { .. }) => FileAction::SaveTo { path, replace },
            (Some(path), Wanted::Export(export, _)) => {
                FileAction::ExportTo { path, export: export.clone(), replace }
            }
            (Some(path), Wanted::Answers) => FileAction::ReadAnswers(path),
            (Some(_), Wanted::Kit(..)) => FileAction::DialogCancelled,
        })
    }

    /// Shows the field for the path, where the window asks by itself.
    pub(in crate::gui) fn show(&mut self, cx: &PanelContext<'_>, ui: &Ui) {
        match self.way {
            Way::Platform(_) => return,
            Way::Unknown(..) => {
                // Nobody else wakes the window when the platform keeps silent.
                ui.ctx().request_repaint_after(Duration::from_millis(200));
                return;
            }
            Way::InWindow => {}
        }
        let (title, verb) = self.wanted.words();
        let shown = super::theme::modal(ui.ctx(), "path").show(ui.ctx(), |ui| {
            ui.set_width(560.0);
            ui.label(strong(title, 18.0));
            ui.add_space(6.0);
            let typed = self.field.show(cx, ui);
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let taken = ui.button(verb).clicked() || typed == Typed::Entered;
                if let Some(path) = self.field.path().filter(|_| taken) {
                    cx.ask_window(WindowAction::PathTyped(Some(path)));
                }
                if ui.button("Cancel").clicked() {
                    cx.ask_window(WindowAction::PathTyped(None));
                }
            });
            given_up(ui)
        });
        if shown.inner {
            cx.ask_window(WindowAction::PathTyped(None));
        }
    }
}
