use std::ops::Index;

use super::by_position::ByPosition;
use crate::model::PositionId;
use crate::quantity::MapPoint;

/// The courses of reporting lines by the report, all of them in one piece of memory.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Courses {
    /// Where each begins and ends.
    pieces: ByPosition<(u32, u32)>,
    points: Vec<MapPoint>,
}

impl Courses {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The course from a report up to its superior.
    #[must_use]
    pub fn get(&self, report: &PositionId) -> Option<&[MapPoint]> {
        self.pieces.get(report).map(|piece| self.piece(*piece))
    }

    /// All of them, in the order of the reports.
    pub fn values(&self) -> impl Iterator<Item = &[MapPoint]> {
        self.pieces.values().map(|piece| self.piece(*piece))
    }

    /// Room for so many courses of so many points each.
    pub(super) fn with_capacity(count: usize, each: usize) -> Self {
        let points = Vec::with_capacity(count * each);
        Self { pieces: ByPosition::with_capacity(count), points }
    }

    /// Adds the course of a report that comes after all others.
    pub(super) fn push(&mut self, report: PositionId, course: &[MapPoint]) {
        let from = self.points.len() as u32;
        self.points.extend_from_slice(course);
        self.pieces.push(report, (from, self.points.len() as u32));
    }

    /// Leaves those of some reports out.
    pub(super) fn retain(&mut self, mut sort: impl FnMut(PositionId) -> bool) {
        self.pieces.retain(|report, _| sort(*report));
    }

    fn piece(&self, (from, to): (u32, u32)) -> &[MapPoint] {
        &self.points[from as usize..to as usize]
    }
}

impl<C: AsRef<[MapPoint]>> FromIterator<(PositionId, C)> for Courses {
    fn from_iter<I: IntoIterator<Item = (PositionId, C)>>(all: I) -> Self {
        let mut points = Vec::new();
        let piece = |(report, course): (PositionId, C)| {
            let from = points.len() as u32;
            points.extend_from_slice(course.as_ref());
            (report, (from, points.len() as u32))
        };
        let pieces = all.into_iter().map(piece).collect();
        Self { pieces, points }
    }
}

impl Index<&PositionId> for Courses {
    type Output = [MapPoint];

    #[expect(clippy::expect_used, reason = "indexing says that the report has a line")]
    fn index(&self, report: &PositionId) -> &[MapPoint] {
        self.get(report).expect("the report has a line")
    }
}
