//! Which boxes a course would run through.

use super::curve::Outline;
use crate::quantity::{MapPoint, MapRect};

/// All boxes of a picture, sorted for finding those in a region.
#[derive(Debug, Clone, Default)]
pub(super) struct Obstacles {
    /// Boxes with their index, by their left side.
    boxes: Vec<(MapRect, usize)>,
    widest: f64,
}

/// The boxes that may be in the way of one course.
#[derive(Debug)]
pub(super) enum InTheWay {
    /// These boxes.
    Few(Vec<MapRect>),
    /// So many that going round them is hopeless.
    TooMany,
}

impl Obstacles {
    /// The boxes of these outlines.
    pub(super) fn of(outlines: &[Outline]) -> Self {
        let mut boxes: Vec<_> = outlines.iter().map(Outline::rect).zip(0..).collect();
        boxes.sort_by(|(one, i), (other, j)| {
            one.min.x.total_cmp(&other.min.x).then_with(|| i.cmp(j))
        });
        let widest = boxes.iter().map(|(rect, _)| rect.width()).fold(0.0, f64::max);
        Self { boxes, widest }
    }

    /// The boxes in a region, without those of two positions.
    pub(super) fn within(&self, region: &MapRect, except: [usize; 2]) -> InTheWay {
        const ENOUGH: usize = 48;
        let from = region.min.x - self.widest;
        let start = self.boxes.partition_point(|(rect, _)| rect.min.x < from);
        let mut found = Vec::new();
        for (rect, index) in &self.boxes[start..] {
            if rect.min.x > region.max.x {
                break;
            }
            if rect.overlaps(region) && !except.contains(index) {
                if found.len() == ENOUGH {
                    return InTheWay::TooMany;
                }
                found.push(*rect);
            }
        }
        InTheWay::Few(found)
    }
}

/// How many of these boxes a polyline runs through, with the length inside as a fraction that
/// settles ties.
pub(super) fn crossings(points: &[MapPoint], boxes: &[MapRect]) -> f64 {
    let mut count = 0.0;
    for rect in boxes {
        let grown = rect.expanded(5.0);
        let inside = points.windows(2).filter(|pair| crosses(pair[0], pair[1], &grown)).count();
        if inside > 0 {
            count += 1.0 + 0.01 * inside.min(50) as f64;
        }
    }
    count
}

/// Whether a segment has a point in common with a rectangle.
fn crosses(from: MapPoint, to: MapPoint, rect: &MapRect) -> bool {
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (start, end, low, high) in
        [(from.x, to.x, rect.min.x, rect.max.x), (from.y, to.y, rect.min.y, rect.max.y)]
    {
        let step = end - start;
        if step.abs() < 1e-12 {
            if start < low || start > high {
                return false;
            }
        } else {
            let (one, two) = ((low - start) / step, (high - start) / step);
            enter = enter.max(one.min(two));
            leave = leave.min(one.max(two));
        }
    }
    enter <= leave
}
