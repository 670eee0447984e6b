//! The canvas: the map drawn by the graph widget, everything above and below it painted here,
//! and every gesture told to the session as actions.

mod asked;
mod drop;
mod flight;
mod follow;
mod gesture;
mod grow;
mod guide;
mod lane;
mod link;
mod making;
mod menu;
mod name;
mod naming;
mod overlay;
mod overview;
mod paint;
mod panned;
mod projection;
mod raster;
mod replay;
mod rounded;
mod selected;
mod tessellation;
mod viewport;

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::layers::ShapeIdx;
use eframe::egui::{self, Id, Pos2, Rect, Sense, UiBuilder};
use egui_graphs::{GraphView, MetadataFrame};

use crate::drawing::picture::Picture;
use crate::gui::app::context::PanelContext;
use crate::gui::app::places;
use crate::model::{PositionId, RoutineId, UnitId};
use crate::quantity::{MapPoint, MapRect};
use crate::session::{Item, Session};
use crate::work::Place;
use drop::Drop;
use flight::Flight;
pub(super) use follow::Fit;
use follow::{Fitted, Followed};
use gesture::Drag;
use guide::Guide;
use link::{Choice, Link};
use projection::{NoState, Projection, StayPut};
use replay::Replay;
use tessellation::Sheet;
pub(super) use viewport::{Insets, Viewport};

pub(super) use menu::tones;
pub(super) use naming::Draft as NameDraft;
pub(super) use overlay::on_ruler;
pub(super) use paint::{Brush, Transform};

/// The name under which the widget keeps its own state.
const VIEW: &str = "map";

/// More figures in view than this are drawn beside the window; so many are drawn by the widget.
pub(super) const MANY: usize = 600;

/// What the canvas keeps between frames; nothing of it is in the map.
#[derive(Default)]
pub(super) struct Canvas {
    /// Where large drawings are made.
    place: Place,
    pub(super) viewport: Viewport,
    projection: Projection,
    replay: Replay,
    rect: Option<Rect>,
    widget: Option<Id>,
    fit: Option<Fit>,
    /// Nobody zooms out and in further than this before the next cut of an overview is there.
    zooms: Option<(f32, f32)>,
    /// Whether the pointer is over the canvas itself.
    pointed: bool,
    fitted: Option<Fitted>,
    /// The map as it was brought into view last while people are asked round the table.
    told: Option<MapRect>,
    /// The view before it was zoomed to what is pointed at.
    before_zoom: Option<Viewport>,
    drag: Option<Drag>,
    link: Option<Link>,
    choice: Option<Choice>,
    menu_at: Option<(Pos2, Option<Item>)>,
    naming: naming::Draft,
    hovered: Option<Item>,
    /// Whether the pointer rests on a wall, where it then marks nothing.
    rests: bool,
    /// Round which position the plus signs are shown.
    offer: Option<PositionId>,
    drop: Option<Drop>,
    guides: Vec<Guide>,
    flight: Option<Flight>,
    /// What was selected when the view last followed it.
    followed: Option<Followed>,
    /// Whether who talks to whom is shown as a matrix in the place of the map.
    pub(super) matrix: bool,
    /// The routine that was chosen in the list, and the one that is pointed at.
    chosen_routine: Option<RoutineId>,
    pointed_routine: Option<RoutineId>,
    /// The neighbourhood that alone is shown.
    focus: Option<Arc<BTreeSet<PositionId>>>,
    asked: asked::Asked,
    /// The whole map in the corner.
    small: overview::Small,
}

impl Canvas {
    /// A canvas whose large drawings are made here.
    pub(super) fn new(place: Place) -> Self {
        Self { place, ..Self::default() }
    }

    /// Brings something into view on the next frame.
    pub(super) fn fit(&mut self, what: Fit) {
        self.fit = Some(what);
    }

    /// Another map is shown: nothing of how the one before was looked at stays.
    pub(super) fn start_anew(&mut self) {
        let (rect, widget, place) = (self.rect, self.widget, self.place);
        *self = Self { rect, widget, place, fit: Some(Fit::OtherMap), ..Self::default() };
    }

    /// Where the canvas lay on the last frame.
    pub(super) fn rect(&self) -> Option<Rect> {
        self.rect
    }

    /// What lies under the pointer, for the status line.
    pub(super) fn hovered(&self) -> Option<Item> {
        self.hovered
    }

    /// Draws the map in all the room that is left, and takes the hand's doings.
    pub(super) fn show(&mut self, cx: &PanelContext<'_>, ui: &mut egui::Ui) {
        let rect = ui.available_rect_before_wrap();
        let moved = self.rect.map_or(egui::Vec2::ZERO, |last| rect.min - last.min);
        self.rect = Some(rect);
        self.focus = cx.session.in_focus().cloned();
        self.bring_into_view(cx, ui, rect);
        if let Some(response) = self.widget.and_then(|id| ui.ctx().read_response(id)) {
            let before = self.viewport.zoom;
            self.take_gestures(cx, ui, &response, rect);
            self.wait_for_next(before, ui, rect);
        }
        self.follow_asked(cx);
        self.paint_behind(cx, ui, rect);
        let builder = UiBuilder::new().id(Id::new("canvas")).max_rect(rect);
        let response = ui.scope_builder(builder, |ui| self.draw(cx, ui, rect, moved)).inner;
        self.widget = Some(response.id);
        if places::wanted() {
            self.tell_places(cx, rect);
        }
        self.keep_keyboard(cx, ui, &response);
        self.paint_above(cx, ui, rect);
        self.name_parts(cx, ui, rect);
        self.show_offer(cx, ui, rect);
        self.show_routines(cx, ui, rect);
        self.show_overview(cx, ui, rect);
        self.show_menu(cx, &response, rect);
        self.show_choice(cx, ui);
        self.naming.show(cx, ui, self.viewport.transform(rect), rect);
    }

    fn tell_places(&self, cx: &PanelContext<'_>, rect: Rect) {
        let transform = self.viewport.transform(rect);
        for node in &cx.picture.nodes {
            if let Some(position) = cx.session.seen_stage().positions().get(node.id) {
                places::tell(&position.title, transform.rect(node.rect()));
            }
        }
    }

    /// The canvas has the keyboard whenever nothing else wants it and no question is open above
    /// it, whose usual answer Enter means. It keeps Tab, arrows and Escape for itself while it
    /// has.
    fn keep_keyboard(&mut self, cx: &PanelContext<'_>, ui: &egui::Ui, response: &egui::Response) {
        let typing = cx.session.renaming().is_some() || cx.session.naming_unit().is_some();
        let nobody =
            ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
        if nobody && !typing {
            response.request_focus();
        }
        if response.has_focus() {
            let filter = egui::EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        }
    }

    /// The id of what takes the keyboard for the canvas.
    pub(super) fn keyboard(&self) -> Option<Id> {
        self.widget
    }

    /// Whether the field of the open name has had the keyboard.
    pub(super) fn name_is_ready(&self, session: &Session) -> bool {
        self.naming.is_ready(session)
    }

    /// The part of the map that is in view, where that is not the whole of it.
    pub(super) fn part(&self, picture: &Picture) -> Option<MapRect> {
        let seen = self.viewport.seen(self.rect?);
        let bounds = picture.bounds;
        let whole = seen.contains(bounds.min) && seen.contains(bounds.max);
        // An overview has places of its own, which say nothing about the map.
        let whole = whole || picture.is_overview;
        (!whole && !picture.nodes.is_empty()).then_some(seen)
    }

    /// Zooms to what is pointed at, or back to where it was before.
    pub(super) fn zoom_here(&mut self, ctx: &egui::Context, glides: bool) {
        const CLOSER: f32 = 2.5;
        let Some(rect) = self.rect else { return };
        let goal = match self.before_zoom.take() {
            Some(before) => before,
            None => {
                let at = ctx.pointer_latest_pos().filter(|at| rect.contains(*at));
                let mut near = self.viewport;
                near.zoom_at(CLOSER, at.unwrap_or(rect.center()), rect);
                self.before_zoom = Some(self.viewport);
                near
            }
        };
        match glides {
            true => {
                let now = ctx.input(|input| input.time);
                self.flight = Some(Flight::new(self.viewport, goal, now));
                ctx.request_repaint();
            }
            false => self.viewport = goal,
        }
    }

    /// Whether the hand is dragging positions.
    pub(super) fn is_dragging(&self) -> bool {
        matches!(self.drag, Some(Drag::Move { .. }))
    }

    /// Where on the map the pointer is, when it is over empty canvas.
    pub(super) fn empty_point(&self, ctx: &egui::Context) -> Option<MapPoint> {
        let rect = self.rect?;
        let at = ctx.pointer_latest_pos().filter(|at| rect.contains(*at))?;
        let over_canvas = self.pointed && self.hovered.is_none();
        over_canvas.then(|| self.viewport.transform(rect).map_point(at))
    }

    /// Lets the widget draw, or puts back what it drew when nothing it draws has changed: the
    /// widget asks for another frame whenever it is shown, and a window at rest must rest.
    fn draw(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &mut egui::Ui,
        rect: Rect,
        moved: egui::Vec2,
    ) -> egui::Response {
        let key = replay::Key::new(cx, self.viewport, rect, ui.ctx(), self.focus.clone());
        let drawn = key.drawn();
        let (focus, lifted) = (self.focus.as_deref(), cx.lifted.map(|it| it.positions.as_ref()));
        let look = (cx.palette, overlay::detail(cx, rect));
        let sheet = || Sheet { key: key.clone(), picture: Arc::clone(cx.picture), detail: look.1 };
        let put_back = match cx.picture.has_more_than(MANY, drawn) {
            true => Some(self.replay.of_many(&key, sheet, self.place, ui.ctx())),
            false => self.replay.shapes(&key, sheet, self.place, ui.ctx()),
        };
        if let Some(shapes) = put_back {
            let (response, painter) = ui.allocate_painter(rect.size(), Sense::click_and_drag());
            painter.extend(shapes);
            return self.after_drawing(cx, response);
        }
        self.projection.sync(cx.picture, look, drawn, focus, lifted);
        // The widget keeps its pan from its corner, yet adds the way the corner moved.
        let mut frame = MetadataFrame::new(Some(VIEW.into())).load(ui);
        frame.zoom = self.viewport.zoom;
        frame.pan = self.viewport.pan - moved;
        frame.save(ui);
        let layer = ui.layer_id();
        let before = ui
            .ctx()
            .graphics(|graphics| graphics.get(layer).map_or(0, |list| list.all_entries().len()));
        // Beyond the window as well, so that the view has room to move; seen is the window.
        let wide = self.viewport.transform(rect).rect(drawn);
        ui.set_clip_rect(wide);
        let painter = ui.painter_at(wide);
        self.paint_ground(cx, &painter, rect, wide);
        let shown = GraphView::<NoState, StayPut>::new()
            .with_id(Some(VIEW.into()))
            .with_navigations(
                &egui_graphs::SettingsNavigation::new().with_fit_to_screen_enabled(false),
            )
            .show(ui, self.projection.graph());
        ui.set_clip_rect(rect);
        let drawn = ui.ctx().graphics_mut(|graphics| {
            let list = graphics.entry(layer);
            let end = list.next_idx().0;
            let mut shapes = Vec::with_capacity(end - before);
            for index in before..end {
                list.mutate_shape(ShapeIdx(index), |entry| {
                    entry.clip_rect = rect;
                    shapes.push(entry.shape.clone());
                });
            }
            shapes
        });
        self.replay.keep(key, drawn, ui.ctx());
        self.after_drawing(cx, shown.response)
    }

    fn after_drawing(&mut self, cx: &PanelContext<'_>, response: egui::Response) -> egui::Response {
        let title = &cx.session.seen_map().header().title;
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::WidgetType::Other, true, format!("Map {title}"))
        });
        response
    }

    fn paint_ground(&self, cx: &PanelContext<'_>, painter: &egui::Painter, rect: Rect, wide: Rect) {
        let mut shapes = Vec::new();
        let brush = Brush {
            ctx: painter.ctx(),
            palette: cx.palette,
            transform: self.viewport.transform(rect),
            clip: wide,
            detail: overlay::detail(cx, rect) * f64::from(self.viewport.zoom),
        };
        brush.paint(&cx.picture.ground, &mut shapes);
        painter.extend(shapes);
    }

    /// What lies at a place on the screen, topmost first: positions lie above arrows.
    fn hit(&self, cx: &PanelContext<'_>, at: Pos2, rect: Rect) -> Option<Item> {
        let picture = cx.picture;
        if let Some(found) = self.scattered(cx, at, rect) {
            return found.map(Item::Position);
        }
        let transform = self.viewport.transform(rect);
        let point = transform.map_point(at);
        if let Some(node) = picture.node_at(point, |_| true).filter(|node| self.shows(node.id)) {
            return Some(grow::item_of(node));
        }
        const REACH: f64 = 6.0;
        let reach = REACH / f64::from(self.viewport.zoom);
        let arc = picture
            .arcs_in(MapRect { min: point, max: point }.expanded(reach))
            .into_iter()
            .rev()
            .filter(|arc| arc.is_near(point, reach))
            .filter(|arc| self.shows(arc.from) && self.shows(arc.to))
            .map(|arc| (gesture::distance_to_path(point, &arc.path), arc.id))
            .filter(|(distance, _)| *distance <= reach)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        let title = || picture.areas.iter().rev().find(|area| area.title.contains(point));
        arc.map(|(_, id)| Item::Arc(id)).or_else(|| title().map(|area| Item::Unit(area.unit)))
    }

    /// The unit whose area lies at a place, the innermost.
    fn unit_at(&self, picture: &Picture, at: Pos2, rect: Rect) -> Option<UnitId> {
        let point = self.viewport.transform(rect).map_point(at);
        let mut areas = picture.areas.iter().rev();
        let area = areas.find(|area| area.rects.iter().any(|rect| rect.contains(point)))?;
        Some(area.unit)
    }

    /// The position that stands for a unit which is drawn as one box.
    fn boxed(&self, cx: &PanelContext<'_>, unit: UnitId) -> Option<PositionId> {
        cx.picture.nodes.iter().find(|node| node.unit == Some(unit)).map(|node| node.id)
    }

    /// Whether a position is shown, and not left out by the focus.
    fn shows(&self, id: PositionId) -> bool {
        self.focus.as_ref().is_none_or(|focus| focus.contains(&id))
    }
}
