//! The courses of the reporting lines of a plain chart: each is worked out from the places of its
//! ends when somebody asks for it.

use std::sync::Arc;

use super::shape::{DROP, LANE, TURN, TWIG};
use super::whole::{NONE, Whole};
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapSize};

/// What the courses follow from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PlainLines {
    ids: Arc<[PositionId]>,
    /// By number, to whom the line of each leads; none where it is not drawn as it was laid out.
    above: Vec<u32>,
    /// The middle of the box of each.
    at: Vec<MapPoint>,
    /// Those who stand below or beside the one before them in a chain that is bent.
    bent: Vec<bool>,
    box_size: MapSize,
}

impl PlainLines {
    pub(super) fn of(whole: &Whole, box_size: MapSize, at: Vec<MapPoint>, bent: Vec<bool>) -> Self {
        let mut above = vec![NONE; whole.count()];
        for own in whole.drawn() {
            above[own as usize] = whole.above(own).unwrap_or(NONE);
        }
        Self { ids: whole.ids(), above, at, bent, box_size }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.above.iter().all(|above| *above == NONE)
    }

    /// The course from a report up to its superior.
    pub(super) fn get(&self, report: PositionId) -> Option<Vec<MapPoint>> {
        // Mostly it is as far from the first as its identity is.
        let guess = report.0.checked_sub(self.ids.first()?.0)?;
        let guess = usize::try_from(guess).ok().filter(|at| self.ids.get(*at) == Some(&report));
        self.course(guess.or_else(|| self.ids.binary_search(&report).ok())?)
    }

    /// All of them, in the order of the reports.
    pub(super) fn iter(&self) -> impl Iterator<Item = Vec<MapPoint>> {
        (0..self.above.len()).filter_map(|own| self.course(own))
    }

    /// Leaves those of some reports out.
    pub(super) fn retain(&mut self, mut sort: impl FnMut(PositionId) -> bool) {
        for (id, above) in self.ids.iter().zip(&mut self.above) {
            if *above != NONE && !sort(*id) {
                *above = NONE;
            }
        }
    }

    fn course(&self, own: usize) -> Option<Vec<MapPoint>> {
        const INSET: f64 = 6.0;
        let above = self.above[own];
        let (from, to) = (self.at[own], *self.at.get(above as usize)?);
        let (half_width, half_height) = (self.box_size.width / 2.0, self.box_size.height / 2.0);
        let (top, foot) = (from.y - half_height, to.y + half_height);
        let at = MapPoint::new;
        if self.bent[own] {
            if from.y > to.y {
                return Some(vec![at(from.x, top), at(to.x, foot)]);
            }
            let line = from.x - half_width - LANE / 2.0;
            let (high, low) = (top - TURN * 0.7, foot + TURN * 0.7);
            let [a, b, c] = [at(from.x, top), at(from.x, high), at(line, high)];
            return Some(vec![a, b, c, at(line, low), at(to.x, low), at(to.x, foot)]);
        }
        let line = from.x - half_width - TWIG;
        let (edge, turn) = (at(from.x - half_width, from.y), at(line, from.y));
        if (line - to.x).abs() <= half_width - INSET {
            return Some(vec![edge, turn, at(line, foot)]);
        }
        let bus = foot + DROP / 2.0;
        Some(vec![edge, turn, at(line, bus), at(to.x, bus), at(to.x, foot)])
    }
}
