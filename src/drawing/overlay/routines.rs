//! The list of routines beside the map, of which one is shown.

use super::shape::{area, placed, text};
use super::{Frame, OverlayParts, Sheet};
use crate::analysis::{Defined, RoutineClass};
use crate::drawing::picture::{Picture, RoutineEntry, RoutineList};
use crate::drawing::{Ink, Mark, Stroke, Weight};
use crate::model::RoutineId;
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;
use crate::wording::routine_words;

/// Width of the lane with the list, on a screen of 1280 by 720.
pub(super) const WIDTH: f64 = 270.0;
const HEAD: f64 = 15.0;
const NAME: f64 = 15.0;
const CLASS: f64 = 13.0;
/// Height of an entry whose name stands on one line, in heights of its letters, and how much more
/// it is for one on two.
const ROW: f64 = 3.1;
const FURTHER: f64 = 1.15;

/// Where the entries of the list of routines lie on the screen, for whoever points at them.
#[must_use]
pub fn routine_places(
    picture: &Picture,
    parts: OverlayParts,
    frame: &Frame,
) -> Vec<(RoutineId, MapRect)> {
    let sheet = Sheet { picture, parts, frame: *frame };
    let Some(list) = picture.routines.as_ref().filter(|_| sheet.lane_width() > 0.0) else {
        return Vec::new();
    };
    sheet.routine_rows(list).into_iter().map(|(entry, rect)| (entry.id, rect)).collect()
}

impl Sheet<'_> {
    /// The entries that find room, those round the one that is shown, each with its place.
    fn routine_rows<'a>(&self, list: &'a RoutineList) -> Vec<(&'a RoutineEntry, MapRect)> {
        let lane = self.lane_rect();
        let head = self.letters(HEAD) * 2.0;
        let lines = list.entries.iter().map(|entry| self.routine_name(entry).len());
        let lines = lines.max().unwrap_or(1) as f64;
        let row = self.letters(NAME) * (ROW + FURTHER * (lines - 1.0));
        let room = (((lane.height() - head) / row).floor().max(1.0)) as usize;
        let first = list.shown.saturating_sub(room / 2);
        let first = first.min(list.entries.len().saturating_sub(room));
        let entries = list.entries.iter().skip(first).take(room).enumerate();
        entries
            .map(|(number, entry)| {
                let top = lane.min.y + head + number as f64 * row;
                let min = MapPoint::new(lane.min.x + 8.0 * self.frame.scale, top);
                let max = MapPoint::new(lane.max.x, top + row);
                (entry, MapRect { min, max })
            })
            .collect()
    }

    pub(super) fn routine_list(&self, marks: &mut Vec<Mark>) {
        let Some(list) = self.picture.routines.as_ref() else { return };
        let (lane, scale) = (self.lane_rect(), self.frame.scale);
        marks.push(area(lane, 8.0 * scale, Ink::Paper));
        let size = self.letters(HEAD);
        let rows = self.routine_rows(list);
        let left_out = list.entries.len() - rows.len();
        let head = match left_out {
            0 => "Routines, one at a time".to_owned(),
            count => format!("Routines, one at a time ({count} more)"),
        };
        let left = lane.min.x + 14.0 * scale;
        let room = lane.max.x + self.margin() * 0.5 - left;
        let short = head.replace(", one at a time", "");
        let fits = Self::width_of(&head, size, Weight::SemiBold) <= room;
        let head = if fits { head } else { short };
        let at = MapPoint::new(left, lane.min.y + size * 1.3);
        marks.push(text(head, at, size, Weight::SemiBold, Ink::Text));
        let shown = list.entries.get(list.shown).map(|entry| entry.id);
        for (entry, rect) in rows {
            self.routine_row(entry, rect, Some(entry.id) == shown, marks);
        }
    }

    /// The name of an entry, on two lines where one is too short for it.
    fn routine_name(&self, entry: &RoutineEntry) -> Vec<String> {
        typeface::wrap(&entry.name, self.letters(NAME), Weight::SemiBold, self.routine_room(), 2)
    }

    /// How wide the words of an entry may be.
    fn routine_room(&self) -> f64 {
        self.lane_rect().width() - (8.0 + 3.0 + 52.0 + 3.0 + 6.0) * self.frame.scale
    }

    fn routine_row(&self, entry: &RoutineEntry, rect: MapRect, shown: bool, marks: &mut Vec<Mark>) {
        let scale = self.frame.scale;
        let inner = rect.expanded(-3.0 * scale);
        if shown {
            let stroke = Some(Stroke::solid(Ink::Routine, 2.2 * scale));
            let fill = Some(Ink::RoutineFill);
            marks.push(Mark::Box { rect: inner, corner: 6.0 * scale, fill, stroke });
        }
        let ink = if shown { Ink::Routine } else { Ink::TextQuiet };
        let middle = MapPoint::new(inner.min.x + 26.0 * scale, inner.center().y);
        marks.extend(class_sign(entry.class, ink).iter().map(|mark| placed(mark, middle, scale)));
        let left = inner.min.x + 52.0 * scale;
        let room = self.routine_room();
        let (name, class) = (self.letters(NAME), self.letters(CLASS));
        let weight = if shown { Weight::SemiBold } else { Weight::Regular };
        let lines = self.routine_name(entry);
        let raised = 0.25 + FURTHER * (lines.len() as f64 - 1.0) / 2.0;
        for (number, words) in lines.iter().enumerate() {
            let step = FURTHER * number as f64 - raised;
            let at = MapPoint::new(left, middle.y + name * step);
            marks.push(text(words.clone(), at, name, weight, Ink::Text));
        }
        let words = routine_words(entry.class);
        let fits = Self::width_of(words, class, Weight::Regular) <= room;
        // The sign tells the class; the word of the theory is left out where there is no room.
        let plain = match entry.class {
            Ok(_) => words.split(" (").next().unwrap_or(words),
            Err(_) => "not said how",
        };
        let words = if fits { words } else { plain };
        let words = typeface::shorten(words, class, Weight::Regular, room).into_owned();
        let down = 1.15 * class + name * FURTHER * (lines.len() as f64 - 1.0) / 2.0;
        let at = MapPoint::new(left, middle.y + down);
        marks.push(text(words, at, class, Weight::Regular, ink));
    }
}

/// The sign of a class: one dot alone; dots in a bubble together; dots side by side on a thread;
/// dots and heads in steps. Within 40 by 16, its middle at the origin.
fn class_sign(class: Defined<RoutineClass>, ink: Ink) -> Vec<Mark> {
    let dot = |x: f64, y: f64| Mark::Circle {
        center: MapPoint::new(x, y),
        radius: 3.4,
        fill: Some(ink),
        stroke: None,
    };
    match class {
        Ok(RoutineClass::Solo) => vec![dot(0.0, 0.0)],
        Ok(RoutineClass::Collaborated) => {
            let rect = MapRect { min: MapPoint::new(-16.0, -10.0), max: MapPoint::new(16.0, 10.0) };
            let stroke = Some(Stroke::solid(ink, 1.6));
            let mut marks = vec![Mark::Box { rect, corner: 10.0, fill: None, stroke }];
            marks.extend(
                [(-6.0, -4.5), (6.0, -4.5), (-6.0, 4.5), (6.0, 4.5)].map(|(x, y)| dot(x, y)),
            );
            marks
        }
        Ok(RoutineClass::Collective) => {
            let places = [(-15.0, 5.0), (-5.0, -5.0), (5.0, 5.0), (15.0, -5.0)];
            let points = places.map(|(x, y)| MapPoint::new(x, y)).to_vec();
            let stroke = Some(Stroke::solid(ink, 1.6));
            let mut marks = vec![Mark::Path { points, closed: false, fill: None, stroke }];
            marks.extend(places.map(|(x, y)| dot(x, y)));
            marks
        }
        Ok(RoutineClass::Coordinated) => {
            let head = |x: f64| Mark::Path {
                points: vec![
                    MapPoint::new(x - 3.0, -4.0),
                    MapPoint::new(x + 4.0, 0.0),
                    MapPoint::new(x - 3.0, 4.0),
                ],
                closed: true,
                fill: Some(ink),
                stroke: None,
            };
            vec![dot(-15.0, 0.0), head(-7.5), dot(0.0, 0.0), head(7.5), dot(15.0, 0.0)]
        }
        Err(_) => vec![dot(-8.0, 0.0), dot(8.0, 0.0)],
    }
}
