//! Figures of a lens beside boxes: where there is free room next to a box, its figure stands there,
//! and its title keeps its size.

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
    /// The sizes of letters for which there is room, each with the side: 1 is right, -1 left.
    sizes: Vec<(f64, f64)>,
    edge: f64,
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
    let obstacles = Obstacles::of(&outlines);
    let mut courses: Vec<&[MapPoint]> =
        view.input.arrangement.courses.values().map(Vec::as_slice).collect();
    let drift = marker::drift_way(view);
    courses.extend(drift.iter().map(<[MapPoint; 2]>::as_slice));
    let carriers = routine::carriers(view);
    let mut taken: Vec<MapRect> = Vec::new();
    let mut found = Besides::new();
    for (at, figure) in figures {
        let (id, _, text, center) = &view.shown[at];
        let away = if carriers.contains_key(id) { AWAY_ROUTINE } else { AWAY };
        let away = if view.is_boxed(*id) { away + PILE } else { away };
        let edge = text.size.width / 2.0 + away;
        let place = |size: f64, side: f64| {
            let wide = figure.width(size);
            let middle = center.offset(side * (edge + wide / 2.0), 0.0);
            MapRect::around(middle, MapSize::new(wide, size))
        };
        let is_free = |rect: &MapRect| {
            let rect = rect.expanded(FREE);
            let boxes =
                matches!(obstacles.within(&rect, [at; 2]), InTheWay::Few(few) if few.is_empty());
            boxes
                && !taken.iter().any(|other| other.overlaps(&rect))
                && !courses.iter().any(|course| meets(course, &rect))
        };
        let side_of = |size: f64| {
            [1.0, -1.0].into_iter().find(|side| is_free(&place(size, *side))).map(|it| (size, it))
        };
        let sizes: Vec<(f64, f64)> = SIZES.into_iter().map_while(side_of).collect();
        let rects = sizes.iter().map(|(size, side)| place(*size, *side));
        let Some(rect) = rects.reduce(|all, one| all.union(&one)) else { continue };
        taken.push(rect);
        let rect = MapRect {
            min: rect.min.offset(-center.x, -center.y),
            max: rect.max.offset(-center.x, -center.y),
        };
        found.insert(*id, Beside { rect, figure, sizes, edge });
    }
    found
}

impl Beside {
    /// Its marks, seen from the middle of the box.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let mut below_zoom = f64::MAX;
        let mut marks = Vec::new();
        for (size, side) in &self.sizes {
            let from_zoom = SMALLEST / size;
            let wide = self.figure.width(*size);
            let left = if *side > 0.0 { self.edge } else { -self.edge - wide };
            let drawn = self.figure.marks(MapPoint::new(left, 0.0), *size);
            marks.push(Mark::Detail { from_zoom, below_zoom, marks: drawn });
            below_zoom = from_zoom;
        }
        marks
    }
}
