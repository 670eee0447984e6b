//! The frame: outcomes in, actions carried out, panels drawn.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, CentralPanel, Frame, Panel, ViewportCommand};

use super::canvas::{Canvas, Fit};
use super::context::{Outbox, PanelContext, Request, WindowAction};
use super::dialog::{Dialogs, PathQuestion, Wanted};
use super::settings::{SettingsPlace, WindowSettings, clamp_scale};
use super::{inspector, menu, shortcut, status, theme, welcome};
use crate::display::picture::{Picture, PictureInput, build};
use crate::display::{Ink, Lens, Palette, Theme};
use crate::model::{PositionId, StageId};
use crate::quantity::MapPoint;
use crate::session::{Action, Effect, FileAction, Next, QuestionKey, Screen, Session};
use crate::work::{Place, Wake, Workers};

/// The window with everything in it.
pub struct App {
    session: Session,
    workers: Workers,
    wake: Wake,
    settings: WindowSettings,
    place: SettingsPlace,
    dialogs: Dialogs,
    question: Option<PathQuestion>,
    palette: Arc<Palette>,
    dressed: Option<(Theme, f32)>,
    picture: Arc<Picture>,
    drawn: Option<Drawn>,
    canvas: Canvas,
    outbox: Outbox,
    keys_shown: bool,
    closing: bool,
}

/// Everything that decides what the picture shows.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Drawn {
    revision: (u64, u64, u64, StageId),
    lens: Lens,
    answer: Option<QuestionKey>,
}

impl App {
    /// The window as it is started: with settings, threads and the platform's dialogs.
    #[must_use]
    pub fn new(ctx: &egui::Context, path: Option<PathBuf>) -> Self {
        let waker = ctx.clone();
        let wake: Wake = Arc::new(move || waker.request_repaint());
        let place = SettingsPlace::of_platform();
        let mut app = Self::with(ctx, Place::Threads, wake, place, Dialogs::of_platform());
        if let Some(path) = path {
            app.perform(Action::File(FileAction::Leave(Next::Open(path))), ctx);
        }
        app
    }

    /// A window that works on the spot, asks for paths in itself and leaves no settings behind.
    #[must_use]
    pub fn for_tests(ctx: &egui::Context) -> Self {
        let wake: Wake = Arc::new(|| {});
        Self::with(ctx, Place::OnTheSpot, wake, SettingsPlace::nowhere(), Dialogs::InWindow)
    }

    fn with(
        ctx: &egui::Context,
        work: Place,
        wake: Wake,
        place: SettingsPlace,
        dialogs: Dialogs,
    ) -> Self {
        theme::install_fonts(ctx);
        let settings = WindowSettings::load(&place);
        let session = Session::default();
        let palette = Arc::new(Palette::of(settings.theme));
        let picture = Arc::new(draw(&session));
        Self {
            workers: Workers::new(work, Arc::clone(&wake)),
            session,
            wake,
            settings,
            place,
            dialogs,
            question: None,
            palette,
            dressed: None,
            picture,
            drawn: None,
            canvas: Canvas::default(),
            outbox: Outbox::default(),
            keys_shown: false,
            closing: false,
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
        self.redraw();
    }

    /// The second half of a frame: the panels.
    pub fn frame_ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.dress(&ctx);
        if !theme::fonts_are_ready(&ctx) {
            ctx.request_repaint();
            return;
        }
        let Self { session, picture, palette, settings, outbox, canvas, question, .. } = self;
        let cx = PanelContext::new(session, picture, palette, settings, outbox);
        shortcut::take_keys(&cx, &ctx);
        let surface = Frame::new().fill(cx.color(Ink::Surface)).inner_margin(6.0);
        Panel::top("menu").frame(surface).show(ui, |ui| menu::menu_bar(&cx, ui));
        match session.screen() {
            Screen::Welcome => {
                CentralPanel::default()
                    .frame(Frame::new().fill(cx.color(Ink::Paper)))
                    .show(ui, |ui| welcome::welcome_page(&cx, ui));
            }
            Screen::Map => {
                Panel::top("tools").frame(surface).show(ui, |ui| menu::toolbar(&cx, ui));
                let (hovered, zoom) = (canvas.hovered(), canvas.viewport.zoom);
                Panel::bottom("status")
                    .frame(surface)
                    .show(ui, |ui| status::status_line(&cx, ui, hovered, zoom));
                if settings.panel {
                    Panel::right("side")
                        .frame(surface.inner_margin(12.0))
                        .default_size(330.0)
                        .size_range(280.0..=560.0)
                        .show(ui, |ui| inspector::side_panel(&cx, ui));
                }
                CentralPanel::no_frame().show(ui, |ui| canvas.show(&cx, ui));
            }
        }
        status::notices(&cx, ui);
        status::unsaved_question(&cx, ui);
        if let Some(question) = question {
            question.show(&cx, ui);
        }
        if self.keys_shown {
            status::keys(&cx, ui);
        }
        if !self.outbox.is_empty() {
            ctx.request_repaint();
        }
    }

    /// Draws the picture anew when something it shows has changed. Where boxes only moved, what
    /// hangs on the moved ones is drawn anew and the rest kept.
    fn redraw(&mut self) {
        let answer = self.session.shown().answer().map(|answer| answer.key);
        let revision = self.session.revision();
        let now = Drawn { revision, lens: self.session.lens(), answer };
        let Some(before) = self.drawn.replace(now) else {
            self.picture = Arc::new(draw(&self.session));
            return;
        };
        if before == now {
            return;
        }
        let moved_only = Drawn { revision: placed(before.revision, now.revision), ..before } == now;
        match moved(&self.picture, &self.session).filter(|_| moved_only) {
            Some(moved) => {
                let input = picture_input(&self.session);
                Arc::make_mut(&mut self.picture).move_positions(&input, &moved);
            }
            None => self.picture = Arc::new(draw(&self.session)),
        }
    }

    fn dress(&mut self, ctx: &egui::Context) {
        let wanted = (self.settings.theme, self.settings.scale);
        if self.dressed == Some(wanted) {
            return;
        }
        self.dressed = Some(wanted);
        self.palette = Arc::new(Palette::of(self.settings.theme));
        theme::apply(ctx, self.settings.theme, &self.palette);
        ctx.set_zoom_factor(self.settings.scale * theme::magnification(self.settings.theme));
    }

    fn carry_out(&mut self, effect: Effect, ctx: &egui::Context) {
        match effect {
            Effect::Analyse(question) => self.workers.analyse(*question),
            Effect::ForgetAnalysis => self.workers.forget_analysis(),
            Effect::AskOpen => self.ask_path(Wanted::Open),
            Effect::AskSave { suggestion, folder } => {
                self.ask_path(Wanted::Save { suggestion, folder });
            }
            Effect::Read(path) => self.workers.read(path),
            Effect::Write(map, path) => self.workers.write(map, path),
            Effect::Remember(path) => {
                self.settings.remember(&path);
                self.keep_settings();
            }
            Effect::FitMap => self.canvas.fit(Fit::Map),
            Effect::Quit => {
                self.closing = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
        let title = self.session.window_title();
        ctx.send_viewport_cmd(ViewportCommand::Title(title));
    }

    fn ask_path(&mut self, wanted: Wanted) {
        if self.question.is_none() {
            self.question = Some(self.dialogs.ask(wanted, &self.wake));
        }
    }

    fn answer_path(&mut self, path: Option<PathBuf>, ctx: &egui::Context) {
        if let Some(question) = self.question.take() {
            self.perform(question.action(path), ctx);
        }
    }

    fn window(&mut self, action: WindowAction, ctx: &egui::Context) {
        match action {
            WindowAction::Theme(theme) => self.settings.theme = theme,
            WindowAction::Scale(scale) => self.settings.scale = clamp_scale(scale),
            WindowAction::TogglePanel => self.settings.panel = !self.settings.panel,
            WindowAction::FitMap => return self.canvas.fit(Fit::Map),
            WindowAction::FitSelection => return self.canvas.fit(Fit::Selection),
            WindowAction::Zoom(zoom) => {
                if let Some(rect) = self.canvas.rect() {
                    self.canvas.viewport.set_zoom(zoom, rect);
                }
                return;
            }
            WindowAction::ZoomBy(factor) => {
                if let Some(rect) = self.canvas.rect() {
                    self.canvas.viewport.zoom_at(factor, rect.center(), rect);
                }
                return;
            }
            WindowAction::ToggleKeys => {
                self.keys_shown = !self.keys_shown;
                return;
            }
            WindowAction::PathTyped(path) => return self.answer_path(path, ctx),
        }
        self.keep_settings();
    }

    /// Settings that cannot be written are no reason to stop anybody's work; they are simply
    /// not there the next time.
    fn keep_settings(&self) {
        if let Err(why) = self.settings.save(&self.place) {
            log::warn!("the settings could not be written: {why}");
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

fn draw(session: &Session) -> Picture {
    build(&picture_input(session))
}

fn picture_input(session: &Session) -> PictureInput<'_> {
    let answer = session.shown().answer();
    PictureInput {
        map: session.map(),
        stage: session.stage_id(),
        arrangement: session.arrangement(),
        analysis: answer.map(|answer| answer.analysis.as_ref()),
        lens: session.lens(),
        hide_names: false,
    }
}

/// A revision that differs from an earlier one in its placement alone.
fn placed(
    before: (u64, u64, u64, StageId),
    now: (u64, u64, u64, StageId),
) -> (u64, u64, u64, StageId) {
    (before.0, before.1, now.2, before.3)
}

/// The positions that stand elsewhere than in a picture; nothing when other positions are shown
/// than before, as after folding.
fn moved(picture: &Picture, session: &Session) -> Option<Vec<(PositionId, MapPoint)>> {
    let points = &session.arrangement().points;
    if points.len() != picture.nodes.len() {
        return None;
    }
    let mut moved = Vec::new();
    for node in &picture.nodes {
        let point = *points.get(&node.id)?;
        if point != node.center {
            moved.push((node.id, point));
        }
    }
    Some(moved)
}
