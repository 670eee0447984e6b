use std::borrow::Cow;

use super::by_position::ByPosition;
use super::plain_line::PlainLines;
use crate::model::PositionId;
use crate::quantity::MapPoint;

/// The courses of reporting lines by the report. On a map too large to be read each is worked out
/// when somebody asks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Courses(Kept);

#[derive(Debug, Clone, PartialEq)]
enum Kept {
    /// Where each begins and ends, and the points of all of them in one piece of memory.
    Points(ByPosition<(u32, u32)>, Vec<MapPoint>),
    Plain(PlainLines),
}

impl Default for Courses {
    fn default() -> Self {
        Self(Kept::Points(ByPosition::default(), Vec::new()))
    }
}

impl Courses {
    pub(super) fn plain(lines: PlainLines) -> Self {
        Self(Kept::Plain(lines))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Kept::Points(pieces, _) => pieces.is_empty(),
            Kept::Plain(lines) => lines.is_empty(),
        }
    }

    /// The course from a report up to its superior.
    #[must_use]
    pub fn get(&self, report: &PositionId) -> Option<Cow<'_, [MapPoint]>> {
        match &self.0 {
            Kept::Points(pieces, points) => {
                pieces.get(report).map(|piece| Cow::Borrowed(part(points, *piece)))
            }
            Kept::Plain(lines) => lines.get(*report).map(Cow::Owned),
        }
    }

    /// All of them, in the order of the reports.
    #[must_use]
    pub fn values(&self) -> Vec<Cow<'_, [MapPoint]>> {
        match &self.0 {
            Kept::Points(pieces, points) => {
                pieces.values().map(|piece| Cow::Borrowed(part(points, *piece))).collect()
            }
            Kept::Plain(lines) => lines.iter().map(Cow::Owned).collect(),
        }
    }

    /// Leaves those of some reports out.
    pub(super) fn retain(&mut self, mut sort: impl FnMut(PositionId) -> bool) {
        match &mut self.0 {
            Kept::Points(pieces, _) => pieces.retain(|report, _| sort(*report)),
            Kept::Plain(lines) => lines.retain(sort),
        }
    }
}

fn part(points: &[MapPoint], (from, to): (u32, u32)) -> &[MapPoint] {
    &points[from as usize..to as usize]
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
        points.shrink_to_fit();
        Self(Kept::Points(pieces, points))
    }
}
