//! The frame: outcomes in, actions carried out, panels drawn.

mod asked;
pub(super) mod clip;
pub(super) mod context;
pub(super) mod dialog;
mod disk;
mod drawing;
mod on_wall;
mod pace;
mod keys;
mod panels;
mod part;
mod path_field;
mod photograph;
pub(super) mod places;
mod portal;
pub(super) mod glide;
pub(super) mod settings;
pub(super) mod theme;
mod unfolding;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use eframe::egui::{self, ViewportCommand};

use self::clip::Clip;
use self::context::{Lifted, Outbox, PanelContext, Request, Shown};
use self::dialog::{Dialogs, PathQuestion};
use self::drawing::{Begun, question};
use self::glide::Glide;
use self::pace::Pace;
pub(in crate::gui) use self::pace::start_clock;
use self::photograph::Photograph;
use self::settings::{Motion, SettingsPlace, WindowPlace, WindowSettings};
use self::unfolding::Unfolding;
use super::canvas::Canvas;
use crate::drawing::picture::Picture;
use crate::drawing::{Ink, Palette, Theme};
use crate::gui::command::queue::KeyQueue;
use crate::gui::command::search::Search;
use crate::gui::command::shortcut::{Keyboard, Typing};
use crate::gui::page::ask;
use crate::gui::page::draft;
use crate::gui::page::explain;
use crate::gui::page::files;
use crate::gui::page::help;
use crate::gui::page::output;
use crate::gui::page::paste;
use crate::gui::page::preferences;
use crate::gui::page::survey;
use crate::gui::page::tour;
use crate::gui::panel::charts::ChartsPanel;
use crate::gui::panel::inspector;
use crate::gui::panel::outline::Outline;
use crate::gui::panel::status;
use crate::gui::panel::table::Table;
use crate::gui::wall::{Wall, round_table};
use crate::layout::Room;
use crate::model::{Domain, Folding, PositionId, RoutineId};
use crate::quantity::{MapPoint, MapRect};
use crate::session::{
    Action, Ask, FileAction, Next, Outcome, QuestionKey, Revision, Screen, Session,
};
use crate::wording::Lens;
use crate::work::{Place, Wake, Workers};

/// The window with everything in it.
pub struct App {
    session: Session,
    workers: Workers,
    wake: Wake,
    settings: WindowSettings,
    /// Settings that a slow disk has not given yet.
    settings_coming: Option<Receiver<WindowSettings>>,
    settings_touched: bool,
    place: SettingsPlace,
    dialogs: Dialogs,
    question: Option<PathQuestion>,
    palette: Arc<Palette>,
    dressed: Option<(Theme, f32)>,
    picture: Arc<Picture>,
    /// A picture with nothing on it.
    blank: Arc<Picture>,
    /// Counts the drawings.
    stamp: u64,
    begun: Begun,
    /// What is to be read once there is a picture.
    unread: Option<Box<Ask>>,
    unfolding: Unfolding,
    lifted: Option<Arc<Lifted>>,
    drawn: Option<Drawn>,
    canvas: Canvas,
    wall: Wall,
    outbox: Outbox,
    keyboard: Keyboard,
    clip: Clip,
    search: Search,
    outline: Outline,
    table: Table,
    charts: ChartsPanel,
    shown: Option<Shown>,
    /// The panel that is to have the keyboard on the next frame.
    next_panel: Option<usize>,
    last_panel: Option<usize>,
    glide: Glide,
    pace: Pace,
    /// The part of the map that is to come into view with the next drawing.
    part_wanted: Option<Option<MapRect>>,
    /// Since when there are edits that are not in the file, on the clock of the window.
    unsaved_since: Option<f64>,
    closing: bool,
    /// The window was asked to close on the last frame.
    close_asked: bool,
    /// What the desktop calls the window.
    titled: String,
    /// What had the keyboard at the end of the last frame.
    had_keyboard: Option<egui::Id>,
    /// Which step the tour is at.
    tour: Option<usize>,
    /// Since when a show runs, on the clock of the window.
    show_since: Option<f64>,
    /// How far a copy of what is shown has come.
    photograph: Photograph,
    /// How many fonts that step in for Inter the toolkit has.
    faces: usize,
}

/// Everything that decides what the picture shows.
#[derive(Debug, Clone, PartialEq)]
struct Drawn {
    revision: Revision,
    lens: Lens,
    answer: Option<(QuestionKey, usize)>,
    /// The readings after an edit that is only looked at, told apart by where they lie.
    ghost: Option<usize>,
    domain: Option<Domain>,
    names_hidden: bool,
    /// The room on the wall that the map is laid out for.
    wall: Option<Room>,
    /// Those who alone are on the wall.
    near: Option<Arc<BTreeSet<PositionId>>>,
    folding: Option<Folding>,
    headline: Option<String>,
    routine: Option<RoutineId>,
    matrix: bool,
    /// The part of a very large drawing that is made into figures.
    part: Option<MapRect>,
}

impl App {
    /// The window as it is started: with settings, threads and the platform's dialogs.
    #[must_use]
    pub fn new(ctx: &egui::Context, path: Option<PathBuf>) -> Self {
        let waker = ctx.clone();
        let wake: Wake = Arc::new(move || waker.request_repaint());
        let place = SettingsPlace::of_platform();
        let mut app = Self::with(ctx, Place::Threads, wake, place, Dialogs::Platform);
        app.look_around();
        if let Some(path) = path {
            let path = std::path::absolute(&path).unwrap_or(path);
            app.perform(Action::File(FileAction::Leave(Next::Open(path))), ctx);
        }
        app
    }

    /// A window that works on the spot, asks for paths in itself and leaves no settings behind.
    #[must_use]
    pub fn for_tests(ctx: &egui::Context) -> Self {
        let wake: Wake = Arc::new(|| {});
        let nowhere = SettingsPlace::nowhere();
        let mut app = Self::with(ctx, Place::OnTheSpot, wake, nowhere, Dialogs::InWindow);
        app.settings.motion = Motion::Still;
        app.clip = Clip::of_window();
        app
    }

    /// The same with its threads: for measuring what a frame costs beside them.
    #[must_use]
    pub fn with_threads(ctx: &egui::Context) -> Self {
        let wake: Wake = Arc::new(|| {});
        let nowhere = SettingsPlace::nowhere();
        let mut app = Self::with(ctx, Place::Threads, wake, nowhere, Dialogs::InWindow);
        app.settings.motion = Motion::Still;
        app.clip = Clip::of_window();
        app
    }

    fn with(
        ctx: &egui::Context,
        work: Place,
        wake: Wake,
        place: SettingsPlace,
        dialogs: Dialogs,
    ) -> Self {
        let faces = theme::install_fonts(ctx);
        ctx.add_plugin(KeyQueue::default());
        let (settings, settings_coming) = disk::settings_from_disk(&place, &wake);
        let mut session = Session::default();
        session.recall_shapes(settings.shapes.clone());
        let palette = Arc::new(Palette::of(settings.theme));
        let picture = question(&session, session.arrangement(), (None, false)).picture();
        let picture = Arc::new(picture);
        Self {
            workers: Workers::new(work, Arc::clone(&wake), place.journals()),
            session,
            wake,
            settings,
            settings_coming,
            settings_touched: false,
            place,
            dialogs,
            question: None,
            palette,
            dressed: None,
            blank: Arc::clone(&picture),
            picture,
            stamp: 0,
            begun: Begun::default(),
            unread: None,
            unfolding: Unfolding::default(),
            lifted: None,
            drawn: None,
            canvas: Canvas::new(work),
            wall: Wall::default(),
            outbox: Outbox::default(),
            keyboard: Keyboard::default(),
            clip: Clip::of_system(),
            search: Search::default(),
            outline: Outline::default(),
            table: Table::default(),
            charts: ChartsPanel::default(),
            shown: None,
            next_panel: None,
            last_panel: None,
            glide: Glide::default(),
            pace: Pace::default(),
            part_wanted: None,
            unsaved_since: None,
            closing: false,
            close_asked: false,
            titled: String::new(),
            had_keyboard: None,
            show_since: None,
            tour: None,
            photograph: Photograph::None,
            faces,
        }
    }

    /// The open map.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The map as drawn.
    #[must_use]
    pub fn picture(&self) -> &Picture {
        &self.picture
    }

    /// How many drawings there were so far: another number, another picture.
    #[must_use]
    pub fn drawings(&self) -> u64 {
        self.stamp
    }

    /// Whether the picture shows the present state of the map with its readings.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        !self.begun.waits() && self.session.shown().is_fresh()
    }

    /// How the window is set up and what it shows beside the map, as text that is the same only
    /// when these are the same.
    #[must_use]
    pub fn window_state(&self) -> String {
        let strokes = self.wall.strokes();
        let view = self.canvas.viewport;
        let (settings, shown, panel) = (&self.settings, self.shown, self.last_panel);
        let matrix = self.canvas.matrix;
        format!("{settings:?} {shown:?} {panel:?} {view:?} {matrix} {strokes}")
    }

    /// Where a point of the map lies in the window; nothing before the canvas was shown.
    #[must_use]
    pub fn on_screen(&self, point: MapPoint) -> Option<egui::Pos2> {
        let rect = self.canvas.rect()?;
        Some(self.canvas.viewport.transform(rect).point(point))
    }

    /// Screen points for one map unit.
    #[must_use]
    pub fn zoom(&self) -> f32 {
        self.canvas.viewport.zoom
    }

    /// Where the map is drawn in the window; nothing before the canvas was shown.
    #[must_use]
    pub fn canvas_rect(&self) -> Option<egui::Rect> {
        self.canvas.rect()
    }

    /// Asks something of the session, as a panel would.
    pub fn perform(&mut self, action: Action, ctx: &egui::Context) {
        for effect in self.session.update(action) {
            self.carry_out(effect, ctx);
        }
    }

    /// The first half of a frame: what has come back, and what was asked for.
    pub fn frame_logic(&mut self, ctx: &egui::Context) {
        self.pace.begin();
        self.take_settings();
        self.save_by_the_clock(ctx);
        self.take_outcomes(ctx);
        if let Some(path) = dropped_file(ctx) {
            self.perform(Action::File(FileAction::Open(path)), ctx);
        }
        if let Some(path) = self.question.as_mut().and_then(PathQuestion::answered) {
            self.answer_path(path, ctx);
        }
        for request in self.outbox.take() {
            match request {
                Request::Session(action) => self.perform(action, ctx),
                Request::Window(action) => self.window(action, ctx),
            }
        }
        // Work on the spot is done by now; on threads it comes back on a later frame.
        self.take_outcomes(ctx);
        self.take_close(ctx);
        self.keep_title(ctx);
        self.keep_place(ctx);
        self.redraw(ctx);
        self.develop(ctx);
    }

    /// Whoever closes the window leaves the field in which something is being typed, so that it
    /// counts; a frame later the map is left.
    fn take_close(&mut self, ctx: &egui::Context) {
        if std::mem::take(&mut self.close_asked) {
            self.perform(Action::File(FileAction::Leave(Next::Quit)), ctx);
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.closing {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            keys::leave_focus(ctx);
            self.close_asked = true;
            ctx.request_repaint();
        }
    }

    /// Takes what has come back: pictures and cuts for the window, all else for the session.
    fn take_outcomes(&mut self, ctx: &egui::Context) {
        let outcomes: Vec<_> = self.workers.outcomes().collect();
        for outcome in outcomes {
            self.take_outcome(outcome, ctx);
        }
    }

    fn take_outcome(&mut self, outcome: Outcome, ctx: &egui::Context) {
        match outcome {
            Outcome::Painted(number, picture) => self.take_picture(number, picture, ctx),
            Outcome::Unfolded(order, cuts, all) => self.unfolding.take(order, cuts, all),
            Outcome::Developed(made) => self.developed(made, ctx),
            other => self.perform(Action::Outcome(other), ctx),
        }
    }

    /// The second half of a frame: the panels.
    pub fn frame_ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.dress(&ctx);
        if !theme::fonts_are_ready(&ctx) {
            ctx.request_repaint();
            return;
        }
        self.take_keys(&ctx);
        match self.session.show() {
            Some(_) => self.on_the_wall(ui),
            None => self.panels(ui),
        }
        self.above(ui);
        self.beside_the_wall(&ctx);
        // Whoever has only just got the keyboard keeps Tab and the arrows from the next frame on.
        let focused = ctx.memory(egui::Memory::focused);
        let changed = std::mem::replace(&mut self.had_keyboard, focused) != focused;
        let opening = self.typing(&ctx) == Typing::Opening;
        let holding = self.keyboard.is_holding() || opening || changed;
        let queue = ctx.plugin_or_default::<KeyQueue>();
        queue.lock().end_of_frame(!self.outbox.is_empty(), holding);
        if !self.outbox.is_empty() {
            ctx.request_repaint();
        }
        self.pace.end();
    }

    /// What lies above the panels: notices, questions, searches.
    fn above(&mut self, ui: &egui::Ui) {
        let Self { session, picture, palette, settings, outbox, question, search, .. } = self;
        let cx = PanelContext::new(session, picture, palette, settings, outbox);
        let no_strip = session.screen() == Screen::Welcome || session.show().is_some();
        if no_strip && session.notices().next().is_some() {
            status::notices_above(&cx, ui);
        }
        round_table::round_table(&cx, ui);
        if let Some(step) = self.tour.filter(|_| session.show().is_none()) {
            tour::tour(&cx, ui, step);
        }
        status::unsaved_question(&cx, ui);
        files::file_question(&cx, ui);
        files::lost_maps(&cx, ui);
        if let Some(question) = question {
            question.show(&cx, ui);
        }
        inspector::trial_question(&cx, ui);
        if let Some(answers) = cx.session.importing() {
            survey::answers_preview(&cx, ui, answers);
        }
        draft::reading_note(&cx, ui);
        if let Some(intake) = cx.session.intake().filter(|_| cx.session.leaving().is_none()) {
            draft::draft_page(&cx, ui, intake);
        }
        if let Some(pasting) = cx.session.pasting() {
            paste::paste_preview(&cx, ui, pasting);
        }
        match self.shown {
            Some(shown @ (Shown::Find | Shown::Palette)) => search.show(&cx, ui, shown),
            Some(Shown::Keys) => status::keys(&cx, ui),
            Some(Shown::Help) => help::help_page(&cx, ui),
            Some(Shown::Settings) => preferences::settings_page(&cx, ui),
            Some(Shown::Output) => output::output_page(&cx, ui),
            Some(Shown::Explain(id, about)) => explain::explain_page(&cx, ui, id, about),
            Some(Shown::Survey(about)) => survey::survey_page_shown(&cx, ui, about),
            Some(Shown::Guess) => ask::guess_page(&cx, ui),
            Some(Shown::RoundTable) => ask::table_page(&cx, ui),
            Some(Shown::Glossary) => explain::glossary_page(&cx, ui),
            None => {}
        }
    }

    /// Tells the desktop what the window is called, when that has changed.
    fn keep_title(&mut self, ctx: &egui::Context) {
        let title = self.session.window_title();
        if self.titled != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.titled = title;
        }
    }

    /// Remembers where the window stands, to be written with the other settings.
    fn keep_place(&mut self, ctx: &egui::Context) {
        let before = self.settings.window;
        let now = ctx.input(|input| WindowPlace::of(input.viewport(), before));
        self.settings.window = now.or(before);
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.frame_logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frame_ui(ui);
    }

    /// Paper lies under everything: who draws on it does not fill it once more.
    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        theme::color32(self.palette.color(Ink::Paper)).to_normalized_gamma_f32()
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// Where the window stood when it was closed last.
pub(super) fn last_place() -> Option<WindowPlace> {
    let nobody: Wake = Arc::new(|| {});
    disk::settings_from_disk(&SettingsPlace::of_platform(), &nobody).0.window
}

/// The file that was dropped on the window; of several the first.
fn dropped_file(ctx: &egui::Context) -> Option<PathBuf> {
    ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_path_buf()))
}
