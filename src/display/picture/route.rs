//! The courses of lines and flows.

use super::curve::{Cubic, Outline, rounded};
use super::obstacle::{InTheWay, Obstacles, crossings};
use crate::quantity::{MapPoint, MapRect};

/// How far apart parallel flows run at their middle.
const LANE: f64 = 13.0;
/// The room that the flows between two positions share at their boxes.
const GATE: f64 = 44.0;
/// How far below a superior its reporting lines spread.
const SPREAD: f64 = 38.0;
/// Radius of the bends of reporting lines.
const BEND: f64 = 9.0;

/// Two boxes to be joined, with their places among all boxes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    pub(super) from: (usize, Outline),
    pub(super) to: (usize, Outline),
}

impl Ends {
    fn region(&self, margin: f64) -> MapRect {
        self.from.1.rect().union(&self.to.1.rect()).expanded(margin)
    }
}

/// The courses of `lanes` parallel flows between two boxes, all in the direction of `ends`, and
/// the region in which other boxes could have changed them. `beside_line` keeps the middle free
/// for the reporting line between the two.
pub(super) fn flows(
    ends: &Ends,
    lanes: usize,
    beside_line: bool,
    obstacles: &Obstacles,
) -> (Vec<Vec<MapPoint>>, MapRect) {
    let chord = Chord::between(ends.from.1.center, ends.to.1.center);
    // Lanes on both sides of a reporting line stay symmetrical, or one would lie on it.
    let gentle = if beside_line && lanes > 1 { 0.0 } else { (chord.length * 0.06).min(26.0) };
    let bulges = bulges(&chord, gentle);
    let widest = bulges.iter().fold(0.0_f64, |widest, bulge| widest.max(bulge.abs()));
    let offsets = lane_offsets(lanes, beside_line);
    let band = offsets.iter().fold(0.0_f64, |widest, offset| widest.max(offset.abs()));
    let region = ends.region(widest + band + 8.0);
    let bulge = match obstacles.within(&region, [ends.from.0, ends.to.0]) {
        InTheWay::TooMany => bulges[0],
        InTheWay::Few(boxes) => calmest(ends, &chord, &bulges, &boxes),
    };
    let gate = (GATE / 2.0 / band.max(1e-9)).min(if beside_line { 1.0 } else { 0.8 });
    let courses = offsets
        .iter()
        .map(|offset| {
            let curve = chord.curve(bulge + offset, offset * gate);
            curve.between(&ends.from.1, &ends.to.1).unwrap_or_else(|| touching(ends, &chord))
        })
        .collect();
    (courses, region)
}

/// The course of a reporting line, from the report up to its superior, and the region in which
/// other boxes could have changed it.
pub(super) fn line(ends: &Ends, dotted: bool, obstacles: &Obstacles) -> (Vec<MapPoint>, MapRect) {
    let (report, superior) = (ends.from.1, ends.to.1);
    let region = ends.region(SPREAD + 24.0);
    let candidates = elbows(&report, &superior, dotted);
    let course = match obstacles.within(&region, [ends.from.0, ends.to.0]) {
        InTheWay::TooMany => candidates.into_iter().next(),
        InTheWay::Few(boxes) => least(candidates, |course| crossings(course, &boxes)),
    };
    let corners = course.unwrap_or_else(|| vec![report.center, superior.center]);
    (rounded(&corners, BEND), region)
}

/// The straight way between two centres, with a sense of what is beside it.
struct Chord {
    from: MapPoint,
    to: MapPoint,
    length: f64,
    normal: MapPoint,
}

impl Chord {
    fn between(from: MapPoint, to: MapPoint) -> Self {
        let length = from.distance(to);
        let normal = if length < 1e-9 {
            MapPoint::new(0.0, 1.0)
        } else {
            let (x, y) = ((from.y - to.y) / length, (to.x - from.x) / length);
            // Down, or to the right: the same side for both directions of travel.
            let turn = if y < -1e-9 || (y.abs() <= 1e-9 && x < 0.0) { -1.0 } else { 1.0 };
            MapPoint::new(x * turn, y * turn)
        };
        Self { from, to, length, normal }
    }

    /// A curve whose middle is `middle` beside the chord and whose ends are `gate` beside it.
    fn curve(&self, middle: f64, gate: f64) -> Cubic {
        let beside =
            |point: MapPoint, by: f64| point.offset(self.normal.x * by, self.normal.y * by);
        let along = |part: f64| {
            MapPoint::new(
                self.from.x + (self.to.x - self.from.x) * part,
                self.from.y + (self.to.y - self.from.y) * part,
            )
        };
        // The middle of a cubic lies a quarter at its ends and three quarters at its controls.
        let control = (middle - gate * 0.25) / 0.75;
        Cubic([
            beside(self.from, gate),
            beside(along(0.28), control),
            beside(along(0.72), control),
            beside(self.to, gate),
        ])
    }
}

/// How far beside the chord the flows may run, calmest first.
fn bulges(chord: &Chord, gentle: f64) -> Vec<f64> {
    let far = chord.length * 0.55 + 50.0;
    let mut bulges = vec![gentle, -gentle];
    for wide in [64.0, 84.0, 120.0, 170.0, 240.0] {
        if wide <= far && wide > gentle {
            bulges.extend([wide, -wide]);
        }
    }
    bulges
}

fn calmest(ends: &Ends, chord: &Chord, bulges: &[f64], boxes: &[MapRect]) -> f64 {
    let pieces = (chord.length / 24.0).clamp(8.0, 48.0).round();
    let costs = bulges.iter().map(|bulge| {
        let curve = chord.curve(*bulge, 0.0);
        let mut points = Vec::new();
        let mut piece = 0.0;
        while piece <= pieces {
            let point = curve.at(piece / pieces);
            if !ends.from.1.contains(point) && !ends.to.1.contains(point) {
                points.push(point);
            }
            piece += 1.0;
        }
        crossings(&points, boxes) * 400.0 + bulge.abs()
    });
    let best = bulges.iter().zip(costs).min_by(|(_, one), (_, other)| one.total_cmp(other));
    best.map_or(0.0, |(bulge, _)| *bulge)
}

/// How far beside the middle each of several parallel flows runs.
fn lane_offsets(lanes: usize, beside_line: bool) -> Vec<f64> {
    let pitch = LANE.min(96.0 / lanes.max(1) as f64);
    (0..lanes)
        .map(|lane| {
            let offset = lane as f64 - (lanes as f64 - 1.0) / 2.0;
            let apart = if !beside_line {
                0.0
            } else if offset < 0.0 {
                -0.9
            } else {
                0.9
            };
            (offset + apart) * pitch
        })
        .collect()
}

/// A short stroke where two boxes touch, so that the flow can still be seen and clicked.
fn touching(ends: &Ends, chord: &Chord) -> Vec<MapPoint> {
    let middle = chord.curve(0.0, 0.0).at(0.5);
    let reach = ends.to.1.size.height / 4.0;
    vec![middle.offset(-reach, 0.0), middle.offset(reach, 0.0)]
}

/// The ways a reporting line may take, calmest first.
fn elbows(report: &Outline, superior: &Outline, dotted: bool) -> Vec<Vec<MapPoint>> {
    let (low, high) = (report.rect(), superior.rect());
    let down = if low.min.y >= high.max.y - 1e-6 {
        1.0
    } else if low.max.y <= high.min.y + 1e-6 {
        -1.0
    } else {
        return vec![beside(report, superior)];
    };
    let (leave, enter) = if down > 0.0 { (high.max.y, low.min.y) } else { (high.min.y, low.max.y) };
    // A dotted line has its own ports and its own height, so that it never lies on a solid one.
    let side = if report.center.x < superior.center.x { -1.0 } else { 1.0 };
    let port = if dotted { 18.0 * side } else { 0.0 };
    let room = (enter - leave).abs();
    let spread = if dotted { SPREAD - 13.0 } else { SPREAD };
    let bus = leave + down * spread.min(room / 2.0);
    let (x, top) = (report.center.x - port, superior.center.x + port);
    let mut ways = vec![vec![
        MapPoint::new(x, enter),
        MapPoint::new(x, bus),
        MapPoint::new(top, bus),
        MapPoint::new(top, leave),
    ]];
    for (edge, out) in [(low.min.x, -13.0), (low.max.x, 13.0)] {
        ways.push(vec![
            MapPoint::new(edge, report.center.y),
            MapPoint::new(edge + out, report.center.y),
            MapPoint::new(edge + out, bus),
            MapPoint::new(top, bus),
            MapPoint::new(top, leave),
        ]);
    }
    let hangs_beside = low.min.x > top + 4.0 || low.max.x < top - 4.0;
    if hangs_beside && room < SPREAD * 1.2 {
        // A staff post beside the line of its superior is joined from the side.
        let edge = if low.min.x > top { low.min.x } else { low.max.x };
        ways.insert(
            0,
            vec![
                MapPoint::new(edge, report.center.y),
                MapPoint::new(top, report.center.y),
                MapPoint::new(top, leave),
            ],
        );
    }
    ways
}

/// From side to side, for two boxes of one height.
fn beside(report: &Outline, superior: &Outline) -> Vec<MapPoint> {
    let (low, high) = (report.rect(), superior.rect());
    let (start, end) = if low.min.x >= high.max.x {
        (low.min.x, high.max.x)
    } else if low.max.x <= high.min.x {
        (low.max.x, high.min.x)
    } else {
        return vec![report.center, superior.center];
    };
    let middle = (start + end) / 2.0;
    vec![
        MapPoint::new(start, report.center.y),
        MapPoint::new(middle, report.center.y),
        MapPoint::new(middle, superior.center.y),
        MapPoint::new(end, superior.center.y),
    ]
}

/// The first of the ways with the least cost.
fn least(ways: Vec<Vec<MapPoint>>, cost: impl Fn(&[MapPoint]) -> f64) -> Option<Vec<MapPoint>> {
    let costs: Vec<f64> = ways.iter().map(|way| cost(way)).collect();
    ways.into_iter()
        .zip(costs)
        .min_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(way, _)| way)
}
