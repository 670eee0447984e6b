//! Asking for a path. The only file that names the dialog library.
//!
//! Where no dialog program is found, the window asks by itself, with a field for the path: the
//! library cannot tell a missing dialog from a cancelled one.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use eframe::egui::{self, Key, TextEdit, Ui};

use super::context::{PanelContext, WindowAction};
use super::theme::strong;
use crate::session::{Action, Export, FileAction};
use crate::storage::{ENDING, FORMATS};
use crate::work::{Wake, ask_beside};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
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
}

impl Wanted {
    /// The title of the dialog, and the word on its button.
    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("Open a map", "Open"),
            Self::Save { .. } => ("Save the map", "Save"),
            Self::Export(..) => ("Export", "Export"),
            Self::Answers => ("Import survey answers", "Import"),
        }
    }
}

/// The ways to ask.
pub(in crate::gui) enum Dialogs {
    /// The platform's own dialogs.
    Platform,
    /// A field in the window.
    InWindow,
}

/// A question for a path that is open.
pub(in crate::gui) struct PathQuestion {
    wanted: Wanted,
    answer: Option<Receiver<Option<PathBuf>>>,
    typed: String,
}

impl Dialogs {
    /// The platform's dialogs where there are any.
    pub(in crate::gui) fn of_platform() -> Self {
        if cfg!(target_os = "linux") && !linux_has_dialogs() {
            Self::InWindow
        } else {
            Self::Platform
        }
    }

    /// Opens the question. One at a time; the caller sees to that.
    pub(in crate::gui) fn ask(
        &self,
        wanted: Wanted,
        _recent: &[PathBuf],
        wake: &Wake,
    ) -> PathQuestion {
        let typed = match &wanted {
            Wanted::Open | Wanted::Answers => String::new(),
            Wanted::Save { suggestion, folder } => suggested(folder.as_ref(), suggestion),
            Wanted::Export(export, folder) => suggested(folder.as_ref(), &export.suggestion),
        };
        let answer = match self {
            Self::InWindow => None,
            Self::Platform => Some(ask_platform(wanted.clone(), wake)),
        };
        PathQuestion { wanted, answer, typed }
    }
}

/// The path that a field begins with.
fn suggested(folder: Option<&PathBuf>, name: &str) -> String {
    let folder = folder.cloned().or_else(|| std::env::current_dir().ok());
    folder.unwrap_or_default().join(name).display().to_string()
}

/// A portal or zenity: what the library can use on Linux.
fn linux_has_dialogs() -> bool {
    let in_path = |program: &str| {
        std::env::var_os("PATH").is_some_and(|path| {
            std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
        })
    };
    let portal = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        && ["/usr/libexec", "/usr/lib"]
            .iter()
            .any(|folder| std::path::Path::new(folder).join("xdg-desktop-portal").is_file());
    portal || in_path("zenity")
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
        Wanted::Answers => dialog.add_filter("Survey answers", &["csv", "tsv", "txt"]),
    };
    let wake = Arc::clone(wake);
    // The dialog is built here, as macOS demands of its main thread, and waited for elsewhere.
    let waiting: Waiting = match wanted {
        Wanted::Open | Wanted::Answers => Box::pin(dialog.pick_file()),
        Wanted::Save { suggestion, folder } => save_dialog(dialog, suggestion, folder),
        Wanted::Export(export, folder) => save_dialog(dialog, export.suggestion, folder),
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
    pub(in crate::gui) fn answered(&self) -> Option<Option<PathBuf>> {
        use std::sync::mpsc::TryRecvError;
        match self.answer.as_ref()?.try_recv() {
            Ok(path) => Some(path),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(None),
        }
    }

    /// The action that an answer stands for.
    pub(in crate::gui) fn action(&self, path: Option<PathBuf>) -> Action {
        // The platform's dialogs ask by themselves about what is there.
        let replace = self.answer.is_some();
        Action::File(match (path, &self.wanted) {
            (None, _) => FileAction::DialogCancelled,
            (Some(path), Wanted::Open) => FileAction::Open(path),
            (Some(path), Wanted::Save { .. }) => FileAction::SaveTo { path, replace },
            (Some(path), Wanted::Export(export, _)) => {
                FileAction::ExportTo { path, export: export.clone(), replace }
            }
            (Some(path), Wanted::Answers) => FileAction::ReadAnswers(path),
        })
    }

    /// Shows the field for the path, where the window asks by itself.
    pub(in crate::gui) fn show(&mut self, cx: &PanelContext<'_>, ui: &Ui) {
        if self.answer.is_some() {
            return;
        }
        let (title, verb) = self.wanted.words();
        let shown = super::theme::modal(ui.ctx(), "path").show(ui.ctx(), |ui| {
            ui.set_width(520.0);
            ui.label(strong(title, 18.0));
            ui.add_space(6.0);
            let field = TextEdit::singleline(&mut self.typed)
                .hint_text("Path of the file")
                .margin(egui::vec2(8.0, 6.0))
                .desired_width(f32::INFINITY);
            let response = ui.add(field);
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, "Path of the file")
            });
            response.request_focus();
            ui.add_space(8.0);
            let entered = ui.input(|input| input.key_pressed(Key::Enter));
            ui.horizontal(|ui| {
                if (ui.button(verb).clicked() || entered) && !self.typed.trim().is_empty() {
                    let path = PathBuf::from(self.typed.trim());
                    cx.ask_window(WindowAction::PathTyped(Some(path)));
                }
                if ui.button("Cancel").clicked() {
                    cx.ask_window(WindowAction::PathTyped(None));
                }
            });
        });
        if shown.should_close() {
            cx.ask_window(WindowAction::PathTyped(None));
        }
    }
}
