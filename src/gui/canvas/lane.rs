//! What the hand does in the lanes beside the map: choosing the routine that is shown, and
//! pointing at the scatter.

use eframe::egui::{self, Color32, Id, Key, Pos2, Rect, Sense, Stroke, WidgetInfo, WidgetType};

use super::Canvas;
use super::overlay::{frame, parts};
use crate::drawing::Ink;
use crate::drawing::overlay::{routine_places, scatter_places, scatter_rect};
use crate::gui::app::context::PanelContext;
use crate::model::{PositionId, RoutineId};
use crate::quantity::{MapPoint, MapRect};

/// How near to a point of the scatter the pointer has to be, in screen points.
const REACH: f64 = 12.0;

impl Canvas {
    /// The routine that is shown: the one pointed at, else the one chosen.
    fn routine(&self) -> Option<RoutineId> {
        self.pointed_routine.or(self.chosen_routine)
    }

    /// The routine that is shown, and whether a matrix stands in the place of the map.
    pub(in crate::gui) fn shown(&self) -> (Option<RoutineId>, bool) {
        (self.routine(), self.matrix)
    }

    /// Lets the entries of the list of routines be pointed at, chosen, and walked with the arrow
    /// keys.
    pub(super) fn show_routines(&mut self, cx: &PanelContext<'_>, ui: &mut egui::Ui, rect: Rect) {
        let frame = frame(cx, rect, self.viewport.transform(rect));
        let entries = routine_places(cx.picture, parts(cx, rect), &frame);
        self.pointed_routine = None;
        let Some(list) = cx.picture.routines.as_ref().filter(|_| !entries.is_empty()) else {
            return;
        };
        for (id, place) in entries {
            let place = on_screen(place, rect);
            let response = ui.interact(place, id_of(id), Sense::click());
            let entry = list.entries.iter().find(|entry| entry.id == id);
            let name = entry.map_or("", |entry| entry.name.as_str());
            let shown = list.entries.get(list.shown).is_some_and(|entry| entry.id == id);
            response.widget_info(|| {
                WidgetInfo::selected(
                    WidgetType::RadioButton,
                    true,
                    shown,
                    format!("Routine {name}"),
                )
            });
            if response.hovered() {
                self.pointed_routine = Some(id);
            }
            if response.clicked() {
                self.chosen_routine = Some(id);
                response.request_focus();
            }
            if response.has_focus() {
                self.walk_routines(cx, ui, id);
            }
        }
    }

    /// The entry before or after, when an arrow key is pressed on one.
    fn walk_routines(&mut self, cx: &PanelContext<'_>, ui: &egui::Ui, from: RoutineId) {
        let Some(list) = cx.picture.routines.as_ref() else { return };
        let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id_of(from), filter));
        let (up, down) =
            ui.input(|input| (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown)));
        let at = list.entries.iter().position(|entry| entry.id == from);
        let next = match (at, up, down) {
            (Some(at), true, _) => at.checked_sub(1),
            (Some(at), _, true) => Some(at + 1),
            _ => None,
        };
        if let Some(entry) = next.and_then(|next| list.entries.get(next)) {
            self.chosen_routine = Some(entry.id);
            ui.memory_mut(|memory| memory.request_focus(id_of(entry.id)));
        }
    }

    /// The position whose point of the scatter lies at a place on the screen: nothing outside of
    /// the scatter, and nobody where no point is near.
    pub(super) fn scattered(
        &self,
        cx: &PanelContext<'_>,
        at: Pos2,
        rect: Rect,
    ) -> Option<Option<PositionId>> {
        let frame = frame(cx, rect, self.viewport.transform(rect));
        let lane = scatter_rect(cx.picture, parts(cx, rect), &frame)?;
        let at = at - rect.min;
        let at = MapPoint::new(f64::from(at.x), f64::from(at.y));
        lane.contains(at).then(|| {
            let places = scatter_places(cx.picture, parts(cx, rect), &frame).into_iter();
            let near = places.map(|(id, place)| (place.distance(at), id));
            let nearest = near.min_by(|one, other| one.0.total_cmp(&other.0));
            nearest.filter(|(far, _)| *far <= REACH).map(|(_, id)| id)
        })
    }

    /// Rings round the points of those that are pointed at or selected on the map.
    pub(super) fn paint_scattered(&self, cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) {
        let frame = frame(cx, rect, self.viewport.transform(rect));
        let painter = ui.painter_at(rect);
        for (id, place) in scatter_places(cx.picture, parts(cx, rect), &frame) {
            let item = crate::session::Item::Position(id);
            let width = match (cx.session.selection().contains(item), self.hovered == Some(item)) {
                (true, _) => 3.0,
                (false, true) => 2.0,
                (false, false) => continue,
            };
            let at = rect.min + egui::vec2(place.x as f32, place.y as f32);
            let line = Stroke::new(width, cx.color(Ink::Text));
            painter.circle(at, 11.0, Color32::TRANSPARENT, line);
        }
    }
}

fn id_of(routine: RoutineId) -> Id {
    Id::new(("routine", routine))
}

fn on_screen(place: MapRect, rect: Rect) -> Rect {
    let point = |at: MapPoint| rect.min + egui::vec2(at.x as f32, at.y as f32);
    Rect::from_min_max(point(place.min), point(place.max))
}
