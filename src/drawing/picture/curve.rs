//! Curves between boxes: where they leave one border and meet the other.

use crate::quantity::{MapPoint, MapRect, MapSize};

/// The outline of a position's box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Outline {
    pub(super) center: MapPoint,
    pub(super) size: MapSize,
    pub(super) corner: f64,
}

impl Outline {
    pub(super) fn rect(&self) -> MapRect {
        MapRect::around(self.center, self.size)
    }

    /// Whether a point lies inside of the rounded border.
    pub(super) fn contains(&self, point: MapPoint) -> bool {
        let dx = (point.x - self.center.x).abs() - (self.size.width / 2.0 - self.corner);
        let dy = (point.y - self.center.y).abs() - (self.size.height / 2.0 - self.corner);
        dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) <= self.corner
    }
}

impl Outline {
    /// The point itself if it lies well inside, else one nearer to the middle that does.
    pub(super) fn inner(&self, point: MapPoint) -> MapPoint {
        let size = MapSize::new(self.size.width - 6.0, self.size.height - 6.0);
        let core = Self { size, corner: (self.corner - 3.0).max(0.0), ..*self };
        let (dx, dy) = (point.x - self.center.x, point.y - self.center.y);
        let parts = [1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1];
        let places = parts.map(|part| self.center.offset(dx * part, dy * part));
        places.into_iter().find(|place| core.contains(*place)).unwrap_or(self.center)
    }
}

/// A cubic Bézier curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cubic(pub(super) [MapPoint; 4]);

impl Cubic {
    /// The point at a part of the way, 0 to 1.
    pub(super) fn at(&self, t: f64) -> MapPoint {
        let s = 1.0 - t;
        let parts = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
        let mut point = MapPoint::default();
        for (part, control) in parts.iter().zip(&self.0) {
            point = point.offset(part * control.x, part * control.y);
        }
        point
    }

    /// The length of the way over its controls, never shorter than the curve.
    pub(super) fn reach(&self) -> f64 {
        self.0.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
    }

    /// The visible part between two outlines as points; nothing when the outlines meet.
    pub(super) fn between(&self, from: &Outline, to: &Outline) -> Option<Vec<MapPoint>> {
        const STEPS: u32 = 48;
        let part = |step: u32| f64::from(step) / f64::from(STEPS);
        let leaves = (0..STEPS).find(|step| !from.contains(self.at(part(step + 1))))?;
        let meets = (0..STEPS).rev().find(|step| !to.contains(self.at(part(*step))))?;
        let start = self.border(from, part(leaves), part(leaves + 1));
        let end = self.border(to, part(meets + 1), part(meets));
        if start + 1e-6 >= end {
            return None;
        }
        let pieces = (self.reach() / 14.0).clamp(8.0, 28.0).round();
        let mut points = Vec::new();
        let mut piece = 0.0;
        while piece <= pieces {
            points.push(self.at(start + (end - start) * piece / pieces));
            piece += 1.0;
        }
        Some(points)
    }

    /// Where the curve crosses a border that lies between an inner and an outer part.
    fn border(&self, outline: &Outline, mut inner: f64, mut outer: f64) -> f64 {
        for _ in 0..18 {
            let middle = (inner + outer) / 2.0;
            if outline.contains(self.at(middle)) {
                inner = middle;
            } else {
                outer = middle;
            }
        }
        outer
    }
}

/// A polyline with its bends rounded.
pub(super) fn rounded(corners: &[MapPoint], radius: f64) -> Vec<MapPoint> {
    let mut points = Vec::new();
    for (at, corner) in corners.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| corners.get(at));
        let (Some(before), Some(after)) = (before, corners.get(at + 1)) else {
            points.push(*corner);
            continue;
        };
        let room = before.distance(*corner).min(after.distance(*corner)) / 2.0;
        let radius = radius.min(room);
        if radius < 0.5 || is_straight(*before, *corner, *after) {
            points.push(*corner);
            continue;
        }
        let start = toward(*corner, *before, radius);
        let end = toward(*corner, *after, radius);
        let bend = Cubic([
            start,
            toward(start, *corner, radius * 0.55),
            toward(end, *corner, radius * 0.55),
            end,
        ]);
        points.extend([0.0, 0.25, 0.5, 0.75, 1.0].map(|t| bend.at(t)));
    }
    points
}

/// Whether a way of straight pieces enters a rectangle.
pub(in crate::drawing) fn meets(path: &[MapPoint], rect: &MapRect) -> bool {
    path.windows(2).any(|pair| {
        let (from, to) = (pair[0], pair[1]);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, step, low, high) in [
            (from.x, to.x - from.x, rect.min.x, rect.max.x),
            (from.y, to.y - from.y, rect.min.y, rect.max.y),
        ] {
            if step.abs() < 1e-12 {
                if start < low || start > high {
                    return false;
                }
                continue;
            }
            let (one, two) = ((low - start) / step, (high - start) / step);
            (enter, leave) = (enter.max(one.min(two)), leave.min(one.max(two)));
        }
        enter <= leave
    })
}

fn is_straight(before: MapPoint, corner: MapPoint, after: MapPoint) -> bool {
    let cross =
        (corner.x - before.x) * (after.y - corner.y) - (corner.y - before.y) * (after.x - corner.x);
    cross.abs() < 1e-6
}

/// The point at a distance from one point on the way to another; the first when they coincide.
pub(super) fn toward(from: MapPoint, to: MapPoint, distance: f64) -> MapPoint {
    let length = from.distance(to);
    if length < 1e-9 {
        return from;
    }
    from.offset((to.x - from.x) * distance / length, (to.y - from.y) * distance / length)
}

/// The smallest rectangle that holds all points; nothing without points.
pub(super) fn bounds(points: &[MapPoint]) -> Option<MapRect> {
    points
        .iter()
        .map(|point| MapRect { min: *point, max: *point })
        .reduce(|one, other| one.union(&other))
}

/// The polyline without this length at its end, or at most half of itself.
pub(super) fn shortened(points: &[MapPoint], length: f64) -> Vec<MapPoint> {
    let whole: f64 = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let mut left = length.min(whole / 2.0);
    let mut kept = points.to_vec();
    while let [.., before, last] = kept.as_slice() {
        let step = before.distance(*last);
        if step > left {
            let end = toward(*last, *before, left);
            kept.pop();
            kept.push(end);
            break;
        }
        left -= step;
        kept.pop();
    }
    kept
}
