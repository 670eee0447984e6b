//! The frame: outcomes in, actions carried out, panels drawn.

mod asked;
pub(super) mod clip;
pub(super) mod context;
pub(super) mod dialog;
mod disk;
mod drawing;
mod on_wall;
pub(super) mod glide;
pub(super) mod settings;
pub(super) mod theme;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use eframe::egui::{
    self, CentralPanel, Frame, Id, Key, Modifiers, Panel, Sense, ViewportCommand, WidgetInfo,
    WidgetType, vec2,
};

use self::clip::Clip;
use self::context::{Lifted, Outbox, PanelContext, Request, Shown};
use self::dialog::{Dialogs, PathQuestion};
use self::drawing::picture_input;
use self::glide::Glide;
use self::settings::{Motion, SettingsPlace, WindowSettings};
use super::canvas::{Canvas, NameDraft};
use crate::drawing::picture::{Picture, build};
use crate::drawing::{Ink, Palette, Theme};
use crate::gui::command::menu;
use crate::gui::command::search::Search;
use crate::gui::command::shortcut::{Keyboard, Typing};
use crate::gui::page::explain;
use crate::gui::page::files;
use crate::gui::page::preferences;
use crate::gui::page::survey;
use crate::gui::page::welcome;
use crate::gui::panel::charts::ChartsPanel;
use crate::gui::panel::inspector;
use crate::gui::panel::outline::Outline;
use crate::gui::panel::status;
use crate::gui::panel::table::Table;
use crate::gui::wall::Wall;
use crate::model::{Domain, Folding, RoutineId};
use crate::quantity::{MapPoint, MapRect};
use crate::session::{Action, FileAction, Next, QuestionKey, Revision, Screen, Session, Trial};
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
    /// Counts the drawings.
    stamp: u64,
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
    /// The part of the map that is to come into view with the next drawing.
    part_wanted: Option<Option<MapRect>>,
    /// Since when there are edits that are not in the file, on the clock of the window.
    unsaved_since: Option<f64>,
    closing: bool,
    /// How many fonts that step in for Inter the toolkit has.
    faces: usize,
}

/// Everything that decides what the picture shows.
#[derive(Debug, Clone, PartialEq)]
struct Drawn {
    revision: Revision,
    lens: Lens,
    answer: Option<QuestionKey>,
    /// The readings after an edit that is only looked at, told apart by where they lie.
    ghost: Option<usize>,
    domain: Option<Domain>,
    names_hidden: bool,
    folding: Option<Folding>,
    headline: Option<String>,
    routine: Option<RoutineId>,
}

impl App {
    /// The window as it is started: with settings, threads and the platform's dialogs.
    #[must_use]
    pub fn new(ctx: &egui::Context, path: Option<PathBuf>) -> Self {
        let waker = ctx.clone();
        let wake: Wake = Arc::new(move || waker.request_repaint());
        let place = SettingsPlace::of_platform();
        let mut app = Self::with(ctx, Place::Threads, wake, place, Dialogs::of_platform());
        app.look_around();
        if let Some(path) = path {
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
        let (settings, settings_coming) = disk::settings_from_disk(&place);
        let session = Session::default();
        let palette = Arc::new(Palette::of(settings.theme));
        let picture = Arc::new(build(&picture_input(&session, session.arrangement(), None)));
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
            picture,
            stamp: 0,
            lifted: None,
            drawn: None,
            canvas: Canvas::default(),
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
            part_wanted: None,
            unsaved_since: None,
            closing: false,
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

    /// How the window is set up and what it shows beside the map, as text that is the same only
    /// when these are the same.
    #[must_use]
    pub fn window_state(&self) -> String {
        let strokes = self.wall.strokes();
        let view = self.canvas.viewport;
        let (settings, shown, panel) = (&self.settings, self.shown, self.last_panel);
        format!("{settings:?} {shown:?} {panel:?} {view:?} {strokes}")
    }

    /// Where a point of the map lies in the window; nothing before the canvas was shown.
    #[must_use]
    pub fn on_screen(&self, point: MapPoint) -> Option<egui::Pos2> {
        let rect = self.canvas.rect()?;
        Some(self.canvas.viewport.transform(rect).point(point))
    }

    /// Asks something of the session, as a panel would.
    pub fn perform(&mut self, action: Action, ctx: &egui::Context) {
        for effect in self.session.update(action) {
            self.carry_out(effect, ctx);
        }
    }

    /// The first half of a frame: what has come back, and what was asked for.
    pub fn frame_logic(&mut self, ctx: &egui::Context) {
        self.take_settings();
        self.save_by_the_clock(ctx);
        let outcomes: Vec<_> = self.workers.outcomes().collect();
        for outcome in outcomes {
            self.perform(Action::Outcome(outcome), ctx);
        }
        if let Some(path) = self.question.as_ref().and_then(PathQuestion::answered) {
            self.answer_path(path, ctx);
        }
        for request in self.outbox.take() {
            match request {
                Request::Session(action) => self.perform(action, ctx),
                Request::Window(action) => self.window(action, ctx),
            }
        }
        // Work on the spot is done by now; on threads it comes back on a later frame.
        let outcomes: Vec<_> = self.workers.outcomes().collect();
        for outcome in outcomes {
            self.perform(Action::Outcome(outcome), ctx);
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.closing {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.perform(Action::File(FileAction::Leave(Next::Quit)), ctx);
        }
        self.redraw(ctx);
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
        if !self.outbox.is_empty() {
            ctx.request_repaint();
        }
    }

    fn take_keys(&mut self, ctx: &egui::Context) {
        let typing = self.typing(ctx);
        let Self { session, picture, palette, settings, outbox, canvas, .. } = self;
        let cx = PanelContext::new(session, picture, palette, settings, outbox);
        let cx = cx.with_pointer(canvas.empty_point(ctx)).with_part(canvas.part(picture));
        let escaped = ctx.input(|input| input.key_pressed(Key::Escape));
        if escaped && typing == Typing::Canvas && canvas.escape(&cx) {
            ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        }
        if escaped && typing == Typing::Panel {
            leave_focus(ctx);
        }
        self.keyboard.take(&cx, ctx, typing);
    }

    fn panels(&mut self, ui: &mut egui::Ui) {
        let wanted = self.next_panel.take();
        let Self {
            session,
            picture,
            palette,
            settings,
            outbox,
            canvas,
            outline,
            table,
            charts,
            ..
        } = self;
        let cx = PanelContext::new(session, picture, palette, settings, outbox)
            .with_drawing(self.stamp, self.lifted.as_ref());
        let surface = Frame::new().fill(cx.color(Ink::Surface)).inner_margin(6.0);
        Panel::top("menu").frame(surface).show(ui, |ui| menu::menu_bar(&cx, ui));
        if session.screen() == Screen::Welcome {
            let paper = Frame::new().fill(cx.color(Ink::Paper));
            CentralPanel::default().frame(paper).show(ui, |ui| welcome::welcome_page(&cx, ui));
            return;
        }
        Panel::top("tools").frame(surface).show(ui, |ui| menu::toolbar(&cx, ui));
        if session.trial().is_some() && !settings.panel {
            Panel::top("trial").frame(surface).show(ui, |ui| inspector::trial_bar(&cx, ui));
        }
        let (hovered, zoom) = (canvas.hovered(), canvas.viewport.zoom);
        let status = Panel::bottom("status").frame(surface);
        status.show(ui, |ui| status::status_line(&cx, ui, hovered, zoom));
        let wide = surface.inner_margin(12.0);
        if settings.outline {
            let panel = Panel::left("outline").frame(wide).default_size(240.0);
            panel.size_range(170.0..=480.0).show(ui, |ui| {
                anchor(ui, "Outline", wanted == Some(0));
                outline.show(&cx, ui);
            });
        }
        if settings.panel {
            let panel = Panel::right("side").frame(wide).default_size(330.0);
            panel.size_range(280.0..=560.0).show(ui, |ui| {
                anchor(ui, "Side panel", wanted == Some(1));
                inspector::side_panel(&cx, ui);
            });
        }
        if settings.table {
            let panel = Panel::bottom("table").frame(wide).resizable(true).default_size(250.0);
            panel.size_range(120.0..=600.0).show(ui, |ui| {
                anchor(ui, "Table", wanted == Some(2));
                table.show(&cx, ui);
            });
        }
        if settings.charts {
            // The map keeps half of the height at least.
            let most = (ui.available_height() * 0.5).max(150.0);
            let panel = Panel::bottom("charts").frame(wide).resizable(true).default_size(300.0);
            panel.size_range(140.0..=most).show(ui, |ui| {
                anchor(ui, "Charts and measures", wanted == Some(3));
                charts.show(&cx, ui);
            });
        }
        CentralPanel::no_frame().show(ui, |ui| canvas.show(&cx, ui));
    }

    /// What lies above the panels: notices, questions, searches.
    fn above(&mut self, ui: &egui::Ui) {
        let Self { session, picture, palette, settings, outbox, question, search, .. } = self;
        let cx = PanelContext::new(session, picture, palette, settings, outbox);
        status::notices(&cx, ui);
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
        if let Some(pasting) = cx.session.pasting() {
            preferences::paste_preview(&cx, ui, pasting);
        }
        match self.shown {
            Some(shown @ (Shown::Find | Shown::Palette)) => search.show(&cx, ui, shown),
            Some(Shown::Keys) => status::keys(&cx, ui),
            Some(Shown::Settings) => preferences::settings_page(&cx, ui),
            Some(Shown::Explain(id, about)) => explain::explain_page(&cx, ui, id, about),
            Some(Shown::Survey(about)) => survey::survey_page_shown(&cx, ui, about),
            Some(Shown::Glossary) => explain::glossary_page(&cx, ui),
            None => {}
        }
    }

    /// Who has the keyboard.
    fn typing(&self, ctx: &egui::Context) -> Typing {
        let focused = ctx.memory(egui::Memory::focused);
        let naming = self.session.renaming().is_some() || self.session.naming_unit().is_some();
        if self.session.leaving().is_some()
            || self.session.file_question().is_some()
            || self.session.shows_lost_maps()
            || self.session.pasting().is_some()
            || self.session.importing().is_some()
            || self.session.trial().is_some_and(Trial::must_be_decided)
            || self.question.is_some()
        {
            return Typing::Question;
        }
        match self.shown {
            Some(Shown::Find | Shown::Palette) => {
                let ready = focused == Some(Search::field()) || self.search.is_ready();
                return if ready { Typing::Search } else { Typing::Opening };
            }
            Some(_) => return Typing::Question,
            None => {}
        }
        if naming && self.session.screen() == Screen::Map {
            let ready =
                focused == Some(NameDraft::field()) || self.canvas.name_is_ready(&self.session);
            return if ready { Typing::Name } else { Typing::Opening };
        }
        match focused {
            _ if ctx.text_edit_focused() => Typing::Field,
            None => Typing::Canvas,
            focused if focused == self.canvas.keyboard() => Typing::Canvas,
            Some(_) => Typing::Panel,
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.frame_logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frame_ui(ui);
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// Takes the keyboard away from whatever has it; the canvas takes it up.
fn leave_focus(ctx: &egui::Context) {
    if let Some(focused) = ctx.memory(egui::Memory::focused) {
        ctx.memory_mut(|memory| memory.surrender_focus(focused));
    }
}

/// Where the keyboard comes into a panel; it is seen while it is there.
fn anchor(ui: &mut egui::Ui, name: &str, wanted: bool) {
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), 3.0), Sense::hover());
    let response = ui.interact(area, Id::new(("panel", name)), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Panel, true, name));
    if wanted {
        response.request_focus();
    }
    if response.has_focus() {
        ui.painter().rect_filled(area, 1.0, ui.visuals().selection.stroke.color);
    }
}
