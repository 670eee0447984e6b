//! Which part of the map is in view: what was asked for, what was made, and what is selected.

use std::sync::Arc;

use eframe::egui::{self, Rect, pos2};

use super::flight::Flight;
use super::{Canvas, Viewport, overlay};
use crate::gui::app::context::PanelContext;
use crate::model::PositionId;
use crate::quantity::MapRect;
use crate::session::Revision;
use crate::wording::Lens;

/// The view that showed the whole map, and what it was fitted to. As long as nobody has moved
/// it, the whole map is shown again when the window gets another size. Another lens leaves the
/// view as it is, so that the eye can compare, unless its lane would lie on positions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fitted {
    pub(super) viewport: Viewport,
    size: egui::Vec2,
    lens: Lens,
}

/// Room round what is brought into view, in map units.
const AROUND: f64 = 12.0;

/// What was selected, on which drawing and in which room, and whether it was in sight.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Followed {
    positions: Vec<PositionId>,
    revision: Revision,
    /// The places it stood at, told apart by where they lie: of a large map they come later.
    places: usize,
    size: egui::Vec2,
    seen: bool,
}

/// What is to be brought into view on the next frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::gui) enum Fit {
    /// The whole map.
    Map,
    /// The whole map, at once: it is another one than before.
    OtherMap,
    /// This position, at the present zoom or a little nearer.
    Position(PositionId),
    /// What is selected.
    Selection,
    /// This part of the map.
    Part(MapRect),
    /// What is selected, where it is not in sight already.
    Made,
    /// The first of these, with the other where there is room for both, where it is not in sight
    /// already.
    Ends(PositionId, PositionId),
}

impl Canvas {
    /// Moves the view as much as is needed to see a position that was just selected otherwise
    /// than with the pointer; and what was selected and in sight, when it moves away or the room
    /// gets smaller.
    fn follow_selection(&mut self, cx: &PanelContext<'_>, rect: Rect, ui: &egui::Ui) {
        /// Nobody follows more than these with the eye.
        const FEW: usize = 1_000;
        let selection = cx.session.selection();
        if self.drag.is_some() {
            return;
        }
        if selection.len() > FEW {
            self.followed = None;
            return;
        }
        let positions = selection.positions();
        let (revision, size) = (cx.session.revision(), rect.size());
        let places = Arc::as_ptr(cx.session.arrangement()) as usize;
        let (other, was_seen) = match &self.followed {
            Some(followed) if followed.positions == positions => {
                let same = followed.revision == revision && followed.places == places;
                (!same || followed.size != size, followed.seen)
            }
            Some(_) | None => (true, positions.len() == 1),
        };
        let Some(bounds) = bounds_of(cx, &positions) else {
            self.followed = None;
            return;
        };
        let way = self.way_to(cx, bounds, rect);
        let by = way.filter(|by| other && was_seen && by.length() > 1.0);
        if let Some(by) = by {
            let goal = self.flight.map_or(self.viewport, |flight| flight.goal());
            self.fly(cx, ui, Viewport { pan: goal.pan + by, ..goal });
        }
        let seen = (other && was_seen) || way.is_some_and(|by| by.length() <= 1.0);
        self.followed = Some(Followed { positions, revision, places, size, seen });
    }

    /// How far the view has to be moved for a part of the map to be seen beside what lies on the
    /// edges; nothing when it is too large for that.
    fn way_to(&self, cx: &PanelContext<'_>, target: MapRect, rect: Rect) -> Option<egui::Vec2> {
        let insets = overlay::insets(cx, rect);
        let free = Rect::from_min_max(
            rect.min + egui::vec2(insets.left, insets.top),
            rect.max - egui::vec2(insets.right, insets.bottom),
        );
        let goal = self.flight.map_or(self.viewport, |flight| flight.goal());
        let seen = goal.transform(rect).rect(target).expand(24.0);
        let fits = seen.width() <= free.width() && seen.height() <= free.height();
        let half = seen.size().min(free.size()) / 2.0;
        // Where it takes all the room, the two bounds meet, or pass each other by rounding.
        let nearest = seen.center().min(free.max - half).max(free.min + half);
        fits.then(|| nearest - seen.center())
    }

    pub(super) fn fly(&mut self, cx: &PanelContext<'_>, ui: &egui::Ui, to: Viewport) {
        if cx.settings.motion.glides() && self.rect.is_some() {
            let now = ui.input(|input| input.time);
            self.flight = Some(Flight::new(self.viewport, to, now));
            ui.ctx().request_repaint();
        } else {
            self.viewport = to;
        }
    }

    fn fly_on(&mut self, ui: &egui::Ui) {
        let Some(flight) = self.flight else { return };
        match flight.at(ui.ctx()) {
            Some(viewport) => self.viewport = viewport,
            None => {
                self.viewport = flight.goal();
                self.flight = None;
            }
        }
    }

    pub(super) fn bring_into_view(&mut self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        self.fly_on(ui);
        // While people are asked round the table, all that they say stays in view.
        let told = cx.session.round_table().map(|_| cx.picture.bounds);
        if std::mem::replace(&mut self.told, told) != told && told.is_some() {
            self.fit = Some(Fit::Map);
        }
        if self.fit.is_none() {
            self.follow_selection(cx, rect, ui);
        }
        let size = rect.size();
        let held = self.fitted.filter(|it| it.viewport == self.viewport && self.drag.is_none());
        let outgrown = held.is_some_and(|fitted| fitted.size != size);
        // On a wall the map keeps filling it while it grows and more is known of it.
        let wall = held.and_then(|_| overlay::wall_view(cx, rect, cx.picture.bounds));
        let grown = wall.is_some_and(|wanted| wanted != self.viewport);
        let covered = self.is_covered_anew(cx, rect);
        let anew = (outgrown || covered || grown).then_some(Fit::Map);
        let Some(what) = self.fit.take().or(anew) else { return };
        self.before_zoom = None;
        let target = match what {
            Fit::Map | Fit::OtherMap if cx.picture.nodes.is_empty() => {
                self.flight = None;
                self.viewport = Viewport { zoom: 1.0, pan: rect.size() / 2.0 };
                // A picture that is still being made is fitted once it is there.
                self.fit = Some(what).filter(|_| !cx.session.seen_stage().positions().is_empty());
                return;
            }
            Fit::Map | Fit::OtherMap => Some(cx.picture.bounds),
            Fit::Selection | Fit::Made => bounds_of(cx, &cx.session.selection().positions()),
            Fit::Ends(from, to) => bounds_of(cx, &[from, to])
                .filter(|both| self.way_to(cx, *both, rect).is_some())
                .or_else(|| bounds_of(cx, &[from])),
            Fit::Position(id) => bounds_of(cx, &[id]),
            Fit::Part(part) => Some(part.expanded(-AROUND)),
        };
        let insets = overlay::insets(cx, rect);
        let mut goal = self.viewport;
        if matches!(what, Fit::Made | Fit::Ends(..)) {
            if let Some(by) = target.and_then(|target| self.way_to(cx, target, rect)) {
                goal.pan += by;
            } else if let Some(target) = target {
                goal.fit(target.expanded(24.0), rect, insets);
            }
            self.fly(cx, ui, goal);
            return;
        }
        if let Some(view) = on_wall(cx, rect, what) {
            goal = view;
        } else if let Some(target) = target {
            goal.fit(target.expanded(AROUND), rect, insets);
            if matches!(what, Fit::Position(_)) {
                goal.zoom_about_middle(self.viewport.zoom.clamp(0.6, 1.2), rect, insets, target);
            }
        }
        let whole = matches!(what, Fit::Map | Fit::OtherMap);
        let lens = cx.picture.lens;
        self.fitted = whole.then_some(Fitted { viewport: goal, size, lens });
        if outgrown || what == Fit::OtherMap {
            self.flight = None;
            self.viewport = goal;
        } else {
            self.fly(cx, ui, goal);
        }
    }
}

impl Canvas {
    /// Whether the lane of a lens that has just been taken up lies on positions of a map that was
    /// shown as a whole.
    fn is_covered_anew(&mut self, cx: &PanelContext<'_>, rect: Rect) -> bool {
        let lens = cx.picture.lens;
        let Some(fitted) = self.fitted.as_mut().filter(|it| it.lens != lens) else { return false };
        fitted.lens = lens;
        if fitted.viewport != self.viewport || self.drag.is_some() {
            return false;
        }
        let free = rect.right() - overlay::insets(cx, rect).right;
        let free = self.viewport.transform(rect).map_point(pos2(free, rect.bottom())).x;
        cx.picture.boxes().any(|rect| rect.max.x > free)
    }
}

/// The view of a wall that shows the map or a part of it as a sheet does; nothing in a window.
fn on_wall(cx: &PanelContext<'_>, rect: Rect, what: Fit) -> Option<Viewport> {
    let part = match what {
        Fit::Map | Fit::OtherMap => cx.picture.bounds,
        Fit::Part(part) => part,
        Fit::Position(_) | Fit::Selection | Fit::Made | Fit::Ends(..) => return None,
    };
    overlay::wall_view(cx, rect, part)
}

/// The part of the map that positions take, or will take once they have come to rest; nothing
/// where none of them is drawn.
fn bounds_of(cx: &PanelContext<'_>, positions: &[PositionId]) -> Option<MapRect> {
    let points = &cx.session.arrangement().points;
    let boxes = positions.iter().filter_map(|id| {
        let Some(node) = cx.picture.node(*id) else {
            // Of a very large drawing a part is made.
            return cx.session.arrangement().rect(*id).filter(|_| cx.picture.is_part());
        };
        // The places of an overview are its own.
        let at = points.get(id).filter(|_| !cx.picture.is_overview).copied();
        let at = at.unwrap_or(node.center);
        let way = (at.x - node.center.x, at.y - node.center.y);
        let rect = node.rect();
        Some(MapRect { min: rect.min.offset(way.0, way.1), max: rect.max.offset(way.0, way.1) })
    });
    boxes.reduce(|all, one| all.union(&one))
}
