//! Figures of a lens beside boxes: where there is free room next to a box, its figure stands there,
//! and its title keeps its size.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::build::View;
use super::curve::{Outline, meets};
use super::obstacle::{InTheWay, Obstacles};
use super::second_line::{Figure, figure};
use super::{marker, routine};
use crate::drawing::{Mark, SMALLEST};
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapRect, MapSize};

/// Letters of figures beside boxes, in map units: larger ones for zooms at which smaller ones
/// could not be read any more.
const SIZES: [f64; 4] = [14.0, 16.5, 19.5, 24.0];
/// From a box to its figure, and to that of a box with a bubble round it.
const AWAY: f64 = 5.0;
const AWAY_ROUTINE: f64 = 13.0;
/// How far further boxes reach behind one that stands for several.
const PILE: f64 = 8.0;
/// What is left free round a figure.
const FREE: f64 = 2.0;
/// Among more boxes than this figures stay inside.
const MOST: usize = 400;

/// The figure beside a box.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Beside {
    /// What it takes, seen from the middle of the box.
    pub(super) rect: MapRect,
    figure: Figure,
    /// The sizes of letters for which there is room, each with the middle of the figure, seen from
    /// the middle of the box.
    sizes: Vec<(f64, MapPoint)>,
}

/// The figures that stand beside their boxes, by position.
pub(super) type Besides = BTreeMap<PositionId, Beside>;

/// Where the figures of a lens find room beside their boxes, the weightiest first.
pub(super) fn besides(view: &View) -> Besides {
    let mut figures: Vec<(usize, Figure)> = Vec::new();
    if view.shown.len() <= MOST {
        let numbered = view.shown.iter().enumerate();
        figures.extend(numbered.filter_map(|(at, (id, ..))| Some((at, figure(view, *id)?))));
    }
    if figures.is_empty() {
        return Besides::new();
    }
    figures.sort_by(|one, other| other.1.share().total_cmp(&one.1.share()));
    let outlines: Vec<Outline> = view
        .shown
        .iter()
        .map(|(_, _, text, center)| Outline { center: *center, size: text.size, corner: 0.0 })
        .collect();
    let drift = marker::drift_way(view);
    let courses = view.input.arrangement.courses.values();
    let drift = drift.iter().map(|way| Cow::Borrowed(way.as_slice()));
    let mut room = Room {
        obstacles: Obstacles::of(&outlines),
        courses: courses.into_iter().chain(drift).collect(),
        taken: Vec::new(),
    };
    let carriers = routine::carriers(view);
    let mut found = Besides::new();
    for (at, figure) in figures {
        let (id, _, text, center) = &view.shown[at];
        let away = if carriers.contains_key(id) { AWAY_ROUTINE } else { AWAY };
        let away = if view.is_boxed(*id) { away + PILE } else { away };
        let is_free = |rect: &MapRect| room.is_free(at, &moved(rect, *center));
        // Over a box it would lie in the way of what joins those who carry a routine.
        let places = if carriers.is_empty() { 3 } else { 2 };
        let sizes = sizes(figure, text.size, away, |way, rect| way < places && is_free(rect));
        let rects = sizes.iter().map(|(size, middle)| rect_of(figure, *size, *middle));
        let Some(rect) = rects.reduce(|all, one| all.union(&one)) else { continue };
        room.taken.push(moved(&rect, *center));
        found.insert(*id, Beside { rect, figure, sizes });
    }
    found
}

/// What figures keep clear of.
struct Room<'a> {
    obstacles: Obstacles,
    /// Reporting lines, and the drift.
    courses: Vec<Cow<'a, [MapPoint]>>,
    /// Other figures.
    taken: Vec<MapRect>,
}

impl Room<'_> {
    fn is_free(&self, own: usize, rect: &MapRect) -> bool {
        let rect = rect.expanded(FREE);
        let boxes = self.obstacles.within(&rect, [own; 2]);
        matches!(boxes, InTheWay::Few(few) if few.is_empty())
            && !self.taken.iter().any(|other| other.overlaps(&rect))
            && !self.courses.iter().any(|course| meets(course, &rect))
    }
}

/// The sizes of letters for which there is room with the middle of the figure, seen from the middle
/// of the box: at its right, or else at its left, or else over its right corner.
fn sizes(
    figure: Figure,
    of_box: MapSize,
    away: f64,
    is_free: impl Fn(usize, &MapRect) -> bool,
) -> Vec<(f64, MapPoint)> {
    let (edge, top) = (of_box.width / 2.0 + away, of_box.height / 2.0 + away * 0.7);
    let middles = |size: f64| {
        let half = figure.width(size) / 2.0;
        let over = of_box.width / 2.0 - half;
        [(edge + half, 0.0), (-edge - half, 0.0), (over, -top - size / 2.0)]
    };
    let place = |size: f64| {
        let free = |(way, (x, y)): (usize, (f64, f64))| {
            let middle = MapPoint::new(x, y);
            is_free(way, &rect_of(figure, size, middle)).then_some((size, middle))
        };
        middles(size).into_iter().enumerate().find_map(free)
    };
    SIZES.into_iter().map_while(place).collect()
}

/// A rectangle seen from a point, on the map.
pub(super) fn moved(rect: &MapRect, from: MapPoint) -> MapRect {
    MapRect { min: rect.min.offset(from.x, from.y), max: rect.max.offset(from.x, from.y) }
}

fn rect_of(figure: Figure, size: f64, middle: MapPoint) -> MapRect {
    MapRect::around(middle, MapSize::new(figure.width(size), size))
}

impl Beside {
    /// What it takes in letters of each size, seen from the middle of the box.
    pub(super) fn rects(&self) -> impl Iterator<Item = MapRect> {
        self.sizes.iter().map(|(size, middle)| rect_of(self.figure, *size, *middle))
    }

    /// Its marks, seen from the middle of the box.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let mut below_zoom = f64::MAX;
        let mut marks = Vec::new();
        for (size, at) in &self.sizes {
            let from_zoom = SMALLEST / size;
            let left = at.x - self.figure.width(*size) / 2.0;
            let drawn = self.figure.marks(MapPoint::new(left, at.y), *size);
            marks.push(Mark::Detail { from_zoom, below_zoom, marks: drawn });
            below_zoom = from_zoom;
        }
        marks
    }
}
