//! From the hand's doings to actions.

use eframe::egui::{self, Key, MouseWheelUnit, PointerButton, Pos2, Rect, Response, Vec2};

use super::{Canvas, link::Link};
use crate::edit::{ArrangeCommand, Command};
use crate::gui::context::PanelContext;
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapRect};
use crate::session::{Action, EditAction, Gesture, Item, SelectAction, Tool, ViewAction};

/// What the hand is doing while a button is held.
#[derive(Debug, Clone)]
pub(super) enum Drag {
    /// Moves the map under the window.
    Pan { from: Vec2, press: Pos2 },
    /// Moves positions.
    Move { starts: Vec<(PositionId, MapPoint)>, press: MapPoint },
    /// Draws a box round what is to be selected.
    Select { press: MapPoint, now: MapPoint },
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
        self.hovered = match pointer {
            Some(at) if response.contains_pointer() => self.hit(cx.picture, at, rect),
            _ => None,
        };
        if response.contains_pointer() {
            self.take_wheel(ui, pointer, rect);
        }
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        if escaped && self.escape(cx) {
            return;
        }
        if response.drag_started() {
            self.start_drag(cx, ui, response, rect);
        }
        if let Some(drag) = self.drag.clone() {
            self.go_on(cx, ui, drag, rect);
        }
        if response.drag_stopped() {
            self.stop_drag(cx, ui, rect);
        }
        if response.double_clicked_by(PointerButton::Primary) {
            self.double_click(cx, pointer, rect);
        } else if response.clicked_by(PointerButton::Primary) {
            self.click(cx, ui, pointer, rect);
        }
        if response.secondary_clicked() {
            self.menu_at = pointer.map(|at| (at, self.hit(cx.picture, at, rect)));
            if let Some((_, Some(item))) = self.menu_at
                && !cx.session.selection().contains(item)
            {
                cx.send(Action::Select(SelectAction::Only(item)));
            }
        }
        self.show_cursor(cx, ui);
    }

    /// The wheel zooms at the pointer; a touchpad, which tells points, moves the map. Held down,
    /// the command key makes both zoom.
    fn take_wheel(&mut self, ui: &egui::Ui, pointer: Option<Pos2>, rect: Rect) {
        let Some(at) = pointer else { return };
        let pinch = ui.input(egui::InputState::zoom_delta);
        if (pinch - 1.0).abs() > f32::EPSILON {
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
            match unit {
                MouseWheelUnit::Point => self.viewport.pan += delta,
                MouseWheelUnit::Line | MouseWheelUnit::Page if modifiers.shift => {
                    let along = if delta.x == 0.0 { delta.y } else { delta.x };
                    self.viewport.pan.x += along * 60.0;
                }
                MouseWheelUnit::Line | MouseWheelUnit::Page => {
                    self.viewport.pan.x += delta.x * 60.0;
                    self.viewport.zoom_at((delta.y * 0.18).exp(), at, rect);
                }
            }
        }
    }

    /// One layer at a time: the drag, the line that is being drawn, the tool, the selection.
    /// True when there was something to leave.
    fn escape(&mut self, cx: &PanelContext<'_>) -> bool {
        if cx.session.renaming().is_some() {
            return false;
        }
        if self.choice.take().is_some() || self.link.take().is_some() {
            self.drag = None;
        } else if let Some(drag) = self.drag.take() {
            if matches!(drag, Drag::Move { .. }) {
                cx.send(Action::Gesture(Gesture::Bail));
            }
        } else if cx.session.tool() != Tool::Select {
            cx.send(Action::View(ViewAction::Tool(Tool::Select)));
        } else if !cx.session.selection().is_empty() {
            cx.send(Action::Select(SelectAction::Clear));
        } else {
            return false;
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
        let (space, shift) = ui.input(|input| (input.key_down(Key::Space), input.modifiers.shift));
        if !primary || space {
            let pans = primary || response.drag_started_by(PointerButton::Middle);
            self.drag = pans.then_some(pan);
            return;
        }
        let transform = self.viewport.transform(rect);
        let at = transform.map_point(press);
        if let Some(from) = self.handle_at(cx, press, rect) {
            self.link = Some(Link::from_handle(from));
            self.drag = Some(Drag::Link);
            return;
        }
        let hit = self.hit(cx.picture, press, rect);
        self.drag = Some(match (hit, cx.session.tool()) {
            (Some(Item::Position(id)), Tool::Select | Tool::Position) => {
                self.start_move(cx, id, at)
            }
            (Some(Item::Position(id)), tool) => {
                self.link = Some(Link::with_tool(id, tool));
                Drag::Link
            }
            _ if shift => Drag::Select { press: at, now: at },
            _ => pan,
        });
    }

    fn start_move(&mut self, cx: &PanelContext<'_>, id: PositionId, press: MapPoint) -> Drag {
        let mut moving = cx.session.selection().positions();
        if !moving.contains(&id) {
            moving = vec![id];
            cx.send(Action::Select(SelectAction::Only(Item::Position(id))));
        }
        let points = &cx.session.arrangement().points;
        let starts: Vec<_> = moving.iter().filter_map(|id| Some((*id, *points.get(id)?))).collect();
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
                if ui.input(|input| input.pointer.is_moving() || input.pointer.any_released()) {
                    let (dx, dy) = (point.x - press.x, point.y - press.y);
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
            Drag::Link => {}
        }
    }

    fn stop_drag(&mut self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        match self.drag.take() {
            Some(Drag::Move { .. }) => cx.send(Action::Gesture(Gesture::Commit)),
            Some(Drag::Select { press, now }) => {
                let area = box_between(press, now);
                let inside = cx.picture.nodes.iter().filter(|node| node.rect().overlaps(&area));
                let ids = inside.map(|node| node.id).collect();
                cx.send(Action::Select(SelectAction::Add(ids)));
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
        let hit = self.hit(cx.picture, at, rect);
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
        match self.hit(cx.picture, at, rect) {
            Some(Item::Position(id)) => cx.send(Action::Edit(EditAction::StartRenaming(id))),
            Some(_) => {}
            None => self.new_position(cx, at, rect),
        }
    }

    fn new_position(&mut self, cx: &PanelContext<'_>, at: Pos2, rect: Rect) {
        let at = Some(self.viewport.transform(rect).map_point(at));
        cx.send(Action::Edit(EditAction::NewPosition { at, under: None }));
    }

    fn show_cursor(&self, cx: &PanelContext<'_>, ui: &egui::Ui) {
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
