//! A path that is typed in the window: with what lies in the folder to choose from, `~` for the
//! home folder, and the folders of recent files.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::{self, Id, Key, Modifiers, RichText, TextEdit, Ui, WidgetInfo, WidgetType};

use super::context::PanelContext;
use crate::drawing::Ink;
use crate::storage::{Listed, listing};
use crate::work::{Wake, look_beside};

/// How many choices are shown below the field.
const SHOWN: usize = 8;

/// The field, and what it knows of the folder that is being typed.
pub(in crate::gui) struct PathField {
    typed: String,
    /// How the names of files end that are offered; all when none is named.
    endings: Vec<&'static str>,
    /// Folders to begin in, the latest first.
    recent: Vec<PathBuf>,
    /// The letters that are to be selected when the field first has the keyboard.
    preselect: Option<std::ops::Range<usize>>,
    listed: Option<(PathBuf, Vec<Listed>)>,
    coming: Option<(PathBuf, Receiver<Vec<Listed>>)>,
    chosen: Option<usize>,
    wake: Wake,
}

/// What the person did with the field in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum Typed {
    /// Nothing that ends it.
    Nothing,
    /// The path is to be taken.
    Entered,
}

impl PathField {
    /// A field that begins with a path; the name in it is selected up to its ending.
    pub(in crate::gui) fn new(
        typed: String,
        endings: Vec<&'static str>,
        recent: &[PathBuf],
        wake: &Wake,
    ) -> Self {
        let name_from = typed.rfind(std::path::MAIN_SEPARATOR).map_or(0, |at| at + 1);
        let name = typed.get(name_from..).unwrap_or_default();
        let stem = name.rfind('.').filter(|at| *at > 0).unwrap_or(name.len());
        let letters = |bytes: usize| typed.get(..bytes).unwrap_or_default().chars().count();
        let preselect = Some(letters(name_from)..letters(name_from + stem));
        let mut folders: Vec<PathBuf> = Vec::new();
        for folder in recent.iter().filter_map(|path| path.parent()) {
            if !folders.iter().any(|known| known == folder) && folder != Path::new("") {
                folders.push(folder.to_path_buf());
            }
        }
        folders.truncate(4);
        let wake = wake.clone();
        Self {
            typed,
            endings,
            recent: folders,
            preselect,
            listed: None,
            coming: None,
            chosen: None,
            wake,
        }
    }

    /// The path that is typed, with the home folder in place of `~`; nothing when none is.
    pub(in crate::gui) fn path(&self) -> Option<PathBuf> {
        let typed = begun_anew(self.typed.trim());
        let path = (!typed.is_empty()).then(|| at_home(typed))?;
        Some(std::path::absolute(&path).unwrap_or(path))
    }

    /// Shows the field with its choices.
    pub(in crate::gui) fn show(&mut self, cx: &PanelContext<'_>, ui: &mut Ui) -> Typed {
        self.look();
        let id = Id::new("path field");
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let taken = if has_focus { self.keys(ui) } else { Typed::Nothing };
        let field = TextEdit::singleline(&mut self.typed)
            .id(id)
            .lock_focus(true)
            .hint_text("Path of the file")
            .margin(egui::vec2(8.0, 6.0))
            .desired_width(f32::INFINITY);
        let mut shown = field.show(ui);
        let labeled = || WidgetInfo::labeled(WidgetType::TextEdit, true, "Path of the file");
        shown.response.widget_info(labeled);
        if let Some(letters) = self.preselect.take() {
            shown.response.request_focus();
            let range = CCursorRange::two(CCursor::new(letters.start), CCursor::new(letters.end));
            shown.state.cursor.set_char_range(Some(range));
            shown.state.store(ui.ctx(), id);
        }
        if shown.response.changed() {
            self.chosen = None;
        }
        self.choices(cx, ui, id);
        self.folders(cx, ui, id);
        taken
    }

    /// The keys that mean something here: Tab completes, the arrows choose, Enter takes.
    fn keys(&mut self, ui: &Ui) -> Typed {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let count = self.offered().len().min(SHOWN);
        if pressed(Key::ArrowDown) && count > 0 {
            self.chosen = Some(self.chosen.map_or(0, |at| (at + 1) % count));
        }
        if pressed(Key::ArrowUp) && count > 0 {
            self.chosen = Some(self.chosen.map_or(count - 1, |at| (at + count - 1) % count));
        }
        if pressed(Key::Tab) {
            self.complete(ui);
        }
        if !pressed(Key::Enter) {
            return Typed::Nothing;
        }
        if let Some(at) = self.chosen {
            let is_file = self.offered().get(at).is_some_and(|listed| listed.is_file);
            self.take(at, ui);
            return if is_file { Typed::Entered } else { Typed::Nothing };
        }
        Typed::Entered
    }

    /// Takes the chosen name, or the letters that all that fit have in common.
    fn complete(&mut self, ui: &Ui) {
        let offered = self.offered();
        if let Some(at) = self.chosen.or((offered.len() == 1).then_some(0)) {
            return self.take(at, ui);
        }
        let mut names = offered.iter().map(|listed| listed.name.as_str());
        let Some(first) = names.next() else { return };
        let common = names.fold(first, |common, name| {
            let same = common.char_indices().zip(name.chars()).find(|((_, a), b)| a != b);
            let end = same.map_or(common.len().min(name.len()), |((at, _), _)| at);
            common.get(..end).unwrap_or(common)
        });
        let typed = format!("{}{common}", self.folder_text());
        if typed.len() > self.typed.len() {
            self.set(typed, ui);
        }
    }

    fn take(&mut self, at: usize, ui: &Ui) {
        let Some(listed) = self.offered().get(at).map(|listed| (*listed).clone()) else { return };
        let end = if listed.is_file { "" } else { std::path::MAIN_SEPARATOR_STR };
        self.set(format!("{}{}{end}", self.folder_text(), listed.name), ui);
    }

    /// Puts a text into the field, the cursor behind it.
    fn set(&mut self, typed: String, ui: &Ui) {
        self.typed = typed;
        self.chosen = None;
        let id = Id::new("path field");
        if let Some(mut state) = egui::text_edit::TextEditState::load(ui.ctx(), id) {
            let end = CCursor::new(self.typed.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::one(end)));
            state.store(ui.ctx(), id);
        }
    }

    /// The part of the text that names a folder.
    fn folder_text(&self) -> &str {
        let end = self.typed.rfind(std::path::MAIN_SEPARATOR).map_or(0, |at| at + 1);
        self.typed.get(..end).unwrap_or_default()
    }

    /// Looks into the folder that is being typed, off the frame: it may lie on a slow disk.
    fn look(&mut self) {
        let folder = match self.folder_text() {
            "" => PathBuf::from("."),
            text => at_home(text),
        };
        if let Some((looked, coming)) = &self.coming
            && let Ok(listed) = coming.try_recv()
        {
            self.listed = Some((looked.clone(), listed));
            self.coming = None;
        }
        let is_known = |known: &Path| known == folder;
        let known = self.listed.as_ref().is_some_and(|(known, _)| is_known(known))
            || self.coming.as_ref().is_some_and(|(known, _)| is_known(known));
        if !known {
            let own = folder.clone();
            self.coming = Some((folder, look_beside(&self.wake, move || listing(&own))));
        }
    }

    /// What lies in the folder and begins with what is typed; hidden things only when a dot is.
    fn offered(&self) -> Vec<&Listed> {
        let begin = self.typed.get(self.folder_text().len()..).unwrap_or_default().to_lowercase();
        let Some((_, listed)) = &self.listed else { return Vec::new() };
        let fits = |listed: &&Listed| {
            let name = listed.name.to_lowercase();
            let ending = name.rsplit('.').next().unwrap_or_default();
            let wanted = self.endings.is_empty() || self.endings.contains(&ending);
            (wanted || !listed.is_file)
                && name.starts_with(&begin)
                && (begin.starts_with('.') || !name.starts_with('.'))
                && name != begin
        };
        listed.iter().filter(fits).collect()
    }

    fn choices(&mut self, cx: &PanelContext<'_>, ui: &mut Ui, id: Id) {
        let offered = self.offered();
        let more = offered.len().saturating_sub(SHOWN);
        let names: Vec<String> = offered
            .iter()
            .take(SHOWN)
            .map(|it| if it.is_file { it.name.clone() } else { format!("{}/", it.name) })
            .collect();
        for (at, name) in names.iter().enumerate() {
            if ui.selectable_label(self.chosen == Some(at), name).clicked() {
                self.take(at, ui);
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        }
        if more > 0 {
            let quiet = cx.color(Ink::TextQuiet);
            ui.label(RichText::new(format!("and {more} more; type on")).small().color(quiet));
        }
    }

    fn folders(&mut self, cx: &PanelContext<'_>, ui: &mut Ui, id: Id) {
        if self.recent.is_empty() {
            return;
        }
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("Recent folders").small().color(cx.color(Ink::TextQuiet)));
            for folder in self.recent.clone() {
                let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
                let link = ui.link(name.as_ref()).on_hover_text(folder.display().to_string());
                if link.clicked() {
                    let name = self.typed.get(self.folder_text().len()..).unwrap_or_default();
                    let typed = folder.join(name).display().to_string();
                    self.set(typed, ui);
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
            }
        });
    }
}

/// A path with the home folder in place of a `~` at its beginning.
fn at_home(typed: &str) -> PathBuf {
    let rest = match typed.strip_prefix('~') {
        Some("") => Some(""),
        Some(rest) => rest.strip_prefix(std::path::MAIN_SEPARATOR),
        None => None,
    };
    match rest.zip(std::env::home_dir()) {
        Some((rest, home)) => home.join(rest),
        None => PathBuf::from(typed),
    }
}

/// What counts of a path in which another one was begun behind the folder that stood there: from
/// a second root, or from the home folder, on.
fn begun_anew(typed: &str) -> &str {
    let root = typed.rfind("//").map(|at| at + 1);
    let home = typed.rfind("/~").map(|at| at + 1);
    root.max(home).and_then(|at| typed.get(at..)).unwrap_or(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_folder_stands_for_a_tilde_at_the_beginning_alone() {
        let home = std::env::home_dir().expect("a home folder");
        assert_eq!(at_home("~"), home);
        assert_eq!(at_home("~/maps/a.orgmap"), home.join("maps/a.orgmap"));
        assert_eq!(at_home("~ada/a"), PathBuf::from("~ada/a"));
        assert_eq!(at_home("/a/~/b"), PathBuf::from("/a/~/b"));
    }

    #[test]
    fn the_name_is_selected_without_folder_and_ending() {
        let wake: Wake = std::sync::Arc::new(|| {});
        let selected = |typed: &str| {
            PathField::new(typed.into(), Vec::new(), &[], &wake)
                .preselect
                .map(|it| (it.start, it.end))
        };
        assert_eq!(selected("/ä/plan.orgmap"), Some((3, 7)));
        assert_eq!(selected("plan"), Some((0, 4)));
        assert_eq!(selected(""), Some((0, 0)));
    }

    #[test]
    fn what_lies_in_the_folder_is_offered_by_its_beginning() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["plan.orgmap", "Play.orgmap", "plain.txt", ".hidden.orgmap"] {
            crate::storage::replace_file(&folder.path().join(name), b"").expect("it is written");
        }
        crate::storage::make_folder(&folder.path().join("plants")).expect("it is made");
        let wake: Wake = std::sync::Arc::new(|| {});
        let begin = format!("{}/pl", folder.path().display());
        let mut field = PathField::new(begin, vec!["orgmap"], &[], &wake);
        while field.listed.is_none() {
            field.look();
        }
        let names = |field: &PathField| -> Vec<String> {
            field.offered().iter().map(|listed| listed.name.clone()).collect()
        };
        assert_eq!(names(&field), ["plants", "Play.orgmap", "plan.orgmap"]);
        field.typed = format!("{}/.", folder.path().display());
        assert_eq!(names(&field), [".hidden.orgmap"]);
    }
}
