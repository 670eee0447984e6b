//! From the hand's doings to actions.

use eframe::egui::{self, Key, MouseWheelUnit, PointerButton, Pos2, Rect, Response, Vec2};

use super::Canvas;
use super::link::Link;
use crate::edit::{ArrangeCommand, Command};
use crate::gui::app::context::PanelContext;
use crate::gui::app::settings::{EmptyDrag, Wheel};
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapRect};
use crate::session::{Action, EditAction, Gesture, Item, Seat, SelectAction, Tool};

/// What the hand is doing while a button is held.
#[derive(Debug, Clone)]
pub(super) enum Drag {
    /// Moves the map under the window.
    Pan { from: Vec2, press: Pos2 },
    /// Moves positions.
    Move { starts: Vec<(PositionId, MapPoint)>, press: MapPoint },
    /// Carries copies of positions away.
    Copy { starts: Vec<(PositionId, MapPoint)>, press: MapPoint, now: MapPoint },
    /// Draws a box round what is to be selected.
    Select { press: MapPoint, now: MapPoint },
    /// Draws a line round what is to be selected.
    Lasso(Vec<MapPoint>),
    /// Draws a line or flow.
    Link,
}

/// How far the pointer is from a path, in map units.
pub(super) fn distance_to_path(point: MapPoint, path: &[MapPoint]) -> f64 {
    path.windows(2)
        .map(|ends| {
            let (a, b) = (ends[0], ends[1]);
            let (dx, dy) = (b.x - a.x, b.y - a.y);
            let length = dx * dx + dy * dy;
            let along = if length > 0.0 {
                (((point.x - a.x) * dx + (point.y - a.y) * dy) / length).clamp(0.0, 1.0)
            } else {
                0.0
            };
            point.distance(a.offset(along * dx, along * dy))
        })
        .fold(f64::INFINITY, f64::min)
}

/// Whether nobody has touched the pointer for a while: on a wall it then marks nothing.
fn is_left_alone(ui: &egui::Ui) -> bool {
    const WHILE: f32 = 2.0;
    let (since, down) =
        ui.input(|input| (input.pointer.time_since_last_movement(), input.pointer.any_down()));
    if since < WHILE {
        let left = std::time::Duration::from_secs_f32(WHILE - since);
        ui.ctx().request_repaint_after(left);
    }
    since >= WHILE && !down
}

impl Canvas {
    /// Reads what happened on the canvas since the last frame.
    pub(super) fn take_gestures(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &egui::Ui,
        response: &Response,
        rect: Rect,
    ) {
        let pointer = ui.ctx().pointer_latest_pos().filter(|at| rect.contains(*at));
        self.pointed = pointer.is_some() && response.contains_pointer();
        self.rests = cx.session.show().is_some() && is_left_alone(ui);
        self.hovered = match pointer {
            Some(at) if response.contains_pointer() && !self.rests => self.hit(cx, at, rect),
            _ => None,
        };
        self.follow_offer(cx, ui, rect);
        if response.contains_pointer() {
            self.take_wheel(cx, ui, pointer, rect);
        }
        if response.drag_started() {
            self.start_drag(cx, ui, response, rect);
        }
        if let Some(drag) = self.drag.clone() {
            self.go_on(cx, ui, drag, rect);
        }
        self.follow_drop(cx, ui, rect);
        if response.drag_stopped() {
            self.stop_drag(cx, ui, rect);
        }
        if response.double_clicked_by(PointerButton::Primary) {
            self.double_click(cx, pointer, rect);
        } else if response.clicked_by(PointerButton::Primary) {
            self.click(cx, ui, pointer, rect);
        }
        if response.clicked() || response.drag_started() || response.secondary_clicked() {
            response.request_focus();
        }
        if response.secondary_clicked() || response.long_touched() {
            self.menu_at = pointer.map(|at| {
                let unit = || self.unit_at(cx.picture, at, rect).map(Item::Unit);
                (at, self.hit(cx, at, rect).or_else(unit))
            });
            if let Some((_, Some(item))) = self.menu_at
                && !cx.session.selection().contains(item)
            {
                cx.send(Action::Select(SelectAction::Only(item)));
            }
        }
        self.show_cursor(cx, ui);
    }

    /// The wheel zooms at the pointer; a touchpad, which tells points, moves the map; or as the
    /// settings say. Held down, the command key makes both zoom. Two fingers on a screen pinch
    /// and move at once.
    fn take_wheel(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &egui::Ui,
        pointer: Option<Pos2>,
        rect: Rect,
    ) {
        let Some(at) = pointer else { return };
        if let Some(touch) = ui.input(egui::InputState::multi_touch) {
            self.flight = None;
            self.viewport.pan += touch.translation_delta;
            self.viewport.zoom_at(touch.zoom_delta, touch.center_pos, rect);
            return;
        }
        let pinch = ui.input(egui::InputState::zoom_delta);
        if (pinch - 1.0).abs() > f32::EPSILON {
            self.flight = None;
            self.viewport.zoom_at(pinch, at, rect);
            return;
        }
        let turns = ui.input(|input| {
            let turn = |event: &egui::Event| match event {
                egui::Event::MouseWheel { unit, delta, modifiers, .. } => {
                    Some((*unit, *delta, *modifiers))
                }
                _ => None,
            };
            input.events.iter().filter_map(turn).collect::<Vec<_>>()
        });
        for (unit, delta, modifiers) in turns {
            if modifiers.command {
                continue;
            }
            self.flight = None;
            let settings = cx.settings;
            let by_points = unit == MouseWheelUnit::Point;
            let length = if by_points { 1.0 } else { 60.0 };
            let turn = delta * length * if settings.invert_wheel { -1.0 } else { 1.0 };
            let zooms = match settings.wheel {
                Wheel::Auto => !by_points,
                Wheel::Mouse => true,
                Wheel::Touchpad => false,
            };
            if modifiers.shift {
                self.viewport.pan.x += if turn.x == 0.0 { turn.y } else { turn.x };
            } else if zooms {
                self.viewport.pan.x += turn.x;
                self.viewport.zoom_at((turn.y * 0.003).exp(), at, rect);
            } else {
                self.viewport.pan += turn;
            }
        }
    }

    /// Leaves the line that is being drawn, or the drag. True when there was one to leave.
    pub(in crate::gui) fn escape(&mut self, cx: &PanelContext<'_>) -> bool {
        if self.choice.take().is_some() || self.link.take().is_some() {
            self.drag = None;
            return true;
        }
        let Some(drag) = self.drag.take() else { return false };
        self.guides.clear();
        self.drop = None;
        if matches!(drag, Drag::Move { .. }) {
            cx.send(Action::Gesture(Gesture::Bail));
        }
        true
    }

    fn start_drag(
        &mut self,
        cx: &PanelContext<'_>,
        ui: &egui::Ui,
        response: &Response,
        rect: Rect,
    ) {
        let Some(press) = ui.input(|input| input.pointer.press_origin()) else { return };
        let pan = Drag::Pan { from: self.viewport.pan, press };
        let primary = response.drag_started_by(PointerButton::Primary);
        let (space, held) = ui.input(|input| (input.key_down(Key::Space), input.modifiers));
        if !primary || space {
            let pans = primary || response.drag_started_by(PointerButton::Middle);
            self.drag = pans.then_some(pan);
            return;
        }
        let transform = self.viewport.transform(rect);
        let at = transform.map_point(press);
        // With Shift or Alt a box or lasso begins, also where the handle of a position lies.
        let selects = held.shift || held.alt;
        if let Some(from) = self.handle_at(cx, press, rect).filter(|_| !selects) {
            self.link = Some(Link::from_handle(from));
            self.drag = Some(Drag::Link);
            return;
        }
        let hit = self.hit(cx, press, rect);
        self.drag = Some(match (hit, cx.session.tool()) {
            // The places of an overview are not those of the map.
            (Some(Item::Position(_) | Item::Unit(_)), Tool::Select | Tool::Position)
                if cx.picture.is_overview =>
            {
                pan
            }
            (Some(Item::Position(id)), Tool::Select | Tool::Position) => {
                self.start_move(cx, id, at, held.alt)
            }
            (Some(Item::Unit(unit)), Tool::Select) if self.boxed(cx, unit).is_some() => {
                match self.boxed(cx, unit) {
                    Some(id) => self.start_move(cx, id, at, false),
                    None => pan,
                }
            }
            (Some(Item::Position(id)), tool) => {
                self.link = Some(Link::with_tool(id, tool));
                Drag::Link
            }
            _ if held.alt => Drag::Lasso(vec![at]),
            _ if held.shift => Drag::Select { press: at, now: at },
            (_, Tool::Select) if cx.settings.empty_drag == EmptyDrag::Selects => {
                Drag::Select { press: at, now: at }
            }
            _ => pan,
        });
    }

    fn start_move(
        &mut self,
        cx: &PanelContext<'_>,
        id: PositionId,
        press: MapPoint,
        copies: bool,
    ) -> Drag {
        let mut moving = cx.session.selection().positions();
        if !moving.contains(&id) {
            moving = vec![id];
            cx.send(Action::Select(SelectAction::Only(Item::Position(id))));
        }
        let points = &cx.session.arrangement().points;
        let starts: Vec<_> = moving.iter().filter_map(|id| Some((*id, *points.get(id)?))).collect();
        if copies {
            return Drag::Copy { starts, press, now: press };
        }
        let label = match starts.len() {
            1 => "Move a position".to_owned(),
            many => format!("Move {many} positions"),
        };
        cx.send(Action::Gesture(Gesture::Begin(label)));
        Drag::Move { starts, press }
    }

    fn go_on(&mut self, cx: &PanelContext<'_>, ui: &egui::Ui, drag: Drag, rect: Rect) {
        let Some(at) = ui.ctx().pointer_latest_pos() else { return };
        let point = self.viewport.transform(rect).map_point(at);
        match drag {
            Drag::Pan { from, press } => self.viewport.pan = from + (at - press),
            Drag::Move { starts, press } => {
                // On a wall the chart is laid out for the wall: nobody is put anywhere by hand, but
                // whoever is dropped on another one comes to report there.
                let moves = cx.session.wall().is_none();
                if moves
                    && ui.input(|input| input.pointer.is_moving() || input.pointer.any_released())
                {
                    let by = (point.x - press.x, point.y - press.y);
                    let free = ui.input(|input| input.modifiers.command);
                    let ((dx, dy), guides) = match free {
                        true => (by, Vec::new()),
                        false => self.snapped(cx, &starts, by),
                    };
                    self.guides = guides;
                    let positions = starts
                        .iter()
                        .map(|(id, start)| (*id, start.offset(dx, dy)))
                        .filter(|(_, place)| place.is_placeable())
                        .collect();
                    let command = Command::Arrange(ArrangeCommand::Move { positions });
                    cx.send(Action::Gesture(Gesture::Preview(command)));
                }
            }
            Drag::Select { press, .. } => self.drag = Some(Drag::Select { press, now: point }),
            Drag::Copy { starts, press, .. } => {
                self.drag = Some(Drag::Copy { starts, press, now: point });
            }
            Drag::Lasso(mut way) => {
                if way.last().is_none_or(|last| last.distance(point) > 2.0) {
                    way.push(point);
                }
                self.drag = Some(Drag::Lasso(way));
            }
            Drag::Link => {}
        }
    }

    fn stop_drag(&mut self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        self.guides.clear();
        let drop = self.drop.take().filter(|drop| drop.armed);
        match self.drag.take() {
            Some(Drag::Move { starts, .. }) => match drop {
                Some(drop) => {
                    cx.send(Action::Gesture(Gesture::Bail));
                    if !drop.refused {
                        let positions = starts.into_iter().map(|(id, _)| id).collect();
                        let place = drop.place;
                        cx.send(Action::Edit(EditAction::Rehang { positions, place }));
                    }
                }
                None => cx.send(Action::Gesture(Gesture::Commit)),
            },
            Some(Drag::Copy { press, now, .. }) => {
                let (dx, dy) = (now.x - press.x, now.y - press.y);
                cx.send(Action::Edit(EditAction::DuplicateSelected { dx, dy }));
            }
            Some(Drag::Lasso(way)) => {
                let near = cx.picture.nodes_in(bounds_of(&way)).into_iter();
                let inside = near.filter(|node| is_inside(node.center, &way));
                let ids = inside.map(|node| node.id).collect();
                cx.send(Action::Select(SelectAction::Add(cx.everybody_in(ids))));
            }
            Some(Drag::Select { press, now }) => {
                let inside = cx.picture.nodes_in(box_between(press, now)).into_iter();
                let ids = inside.map(|node| node.id).collect();
                cx.send(Action::Select(SelectAction::Add(cx.everybody_in(ids))));
            }
            Some(Drag::Link) => {
                if let Some(at) = ui.ctx().pointer_latest_pos() {
                    self.drop_link(cx, at, rect);
                }
            }
            Some(Drag::Pan { .. }) | None => {}
        }
    }

    fn click(&mut self, cx: &PanelContext<'_>, ui: &egui::Ui, at: Option<Pos2>, rect: Rect) {
        let Some(at) = at else { return };
        let hit = self.hit(cx, at, rect);
        if self.choice.take().is_some() {
            return;
        }
        match (cx.session.tool(), hit) {
            (Tool::Position, None) => self.new_position(cx, at, rect),
            (Tool::Select | Tool::Position, Some(item)) => {
                let adds = ui.input(|input| input.modifiers.shift || input.modifiers.command);
                let action =
                    if adds { SelectAction::Toggle(item) } else { SelectAction::Only(item) };
                cx.send(Action::Select(action));
            }
            (Tool::Select, None) => cx.send(Action::Select(SelectAction::Clear)),
            (tool, Some(Item::Position(id))) => match self.link.take() {
                Some(link) => {
                    self.link = Some(link);
                    self.drop_link(cx, at, rect);
                }
                None => self.link = Some(Link::with_tool(id, tool)),
            },
            (_, _) => self.link = None,
        }
    }

    fn double_click(&mut self, cx: &PanelContext<'_>, at: Option<Pos2>, rect: Rect) {
        let Some(at) = at else { return };
        if cx.picture.is_overview {
            // Nearer: what is pointed at unfolds.
            const CLOSER: f32 = 2.0;
            self.flight = None;
            self.viewport.zoom_at(CLOSER, at, rect);
            return;
        }
        match self.hit(cx, at, rect) {
            Some(Item::Position(id)) => cx.send(Action::Edit(EditAction::StartRenaming(id))),
            Some(Item::Unit(id)) => cx.send(Action::Edit(EditAction::StartNamingUnit(id))),
            Some(_) => {}
            None => self.new_position(cx, at, rect),
        }
    }

    fn new_position(&mut self, cx: &PanelContext<'_>, at: Pos2, rect: Rect) {
        let at = self.viewport.transform(rect).map_point(at);
        let at = cx.session.wall().is_none().then_some(at);
        cx.send(Action::Edit(EditAction::NewPosition(Seat::Free(at))));
    }

    fn show_cursor(&self, cx: &PanelContext<'_>, ui: &egui::Ui) {
        if self.rests && cx.session.show().is_some_and(|show| show.pointer.is_none()) {
            ui.ctx().set_cursor_icon(egui::CursorIcon::None);
            return;
        }
        let icon = match (&self.drag, self.hovered, cx.session.tool()) {
            (Some(Drag::Pan { .. }), ..) => egui::CursorIcon::Grabbing,
            (_, _, Tool::Position) => egui::CursorIcon::Crosshair,
            (_, Some(Item::Position(_)), Tool::Select) => egui::CursorIcon::PointingHand,
            (_, Some(Item::Position(_)), _) => egui::CursorIcon::Crosshair,
            (_, Some(Item::Arc(_)), _) => egui::CursorIcon::PointingHand,
            _ => return,
        };
        ui.ctx().set_cursor_icon(icon);
    }
}

/// Whether a point lies inside of a closed line, by how often a ray crosses it.
fn is_inside(point: MapPoint, way: &[MapPoint]) -> bool {
    let next = way.iter().cycle().skip(1);
    let crossed = way.iter().zip(next).filter(|(a, b)| {
        let beside = (a.y > point.y) != (b.y > point.y);
        beside && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
    });
    crossed.count() % 2 == 1
}

/// The rectangle that holds a line.
fn bounds_of(way: &[MapPoint]) -> MapRect {
    let one = |at: &MapPoint| MapRect { min: *at, max: *at };
    way.iter().map(one).reduce(|all, one| all.union(&one)).unwrap_or_default()
}

/// The rectangle between two corners, whichever they are.
pub(super) fn box_between(a: MapPoint, b: MapPoint) -> MapRect {
    MapRect {
        min: MapPoint::new(a.x.min(b.x), a.y.min(b.y)),
        max: MapPoint::new(a.x.max(b.x), a.y.max(b.y)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_to_a_path_is_to_its_nearest_piece() {
        let path = [MapPoint::new(0.0, 0.0), MapPoint::new(10.0, 0.0), MapPoint::new(10.0, 10.0)];
        assert!((distance_to_path(MapPoint::new(5.0, 3.0), &path) - 3.0).abs() < 1e-12);
        assert!((distance_to_path(MapPoint::new(13.0, 14.0), &path) - 5.0).abs() < 1e-12);
    }
}
