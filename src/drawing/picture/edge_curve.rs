//! The courses of flows: how they bend round boxes, and where they meet them.

use super::curve::{Cubic, Outline};
use super::obstacle::{InTheWay, Obstacles, crossings};
use super::route::Ends;
use crate::drawing::spread::{Wish, spread};
use crate::quantity::{MapPoint, MapRect};

/// How far apart parallel flows run at their middle.
const LANE: f64 = 13.0;
/// How far apart flows meet a box.
const PORT: f64 = 10.0;
/// No way from the middles of the boxes.
const NOWHERE: [MapPoint; 2] = [MapPoint::new(0.0, 0.0); 2];

/// How the flows between two positions bend, and where they meet the boxes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bend {
    curve: Curvature,
    /// Where the curve sets out within each box, from its middle.
    anchors: [MapPoint; 2],
    /// From one lane to the next inner one where wide curves meet each box, as a part of how far
    /// apart they run.
    steps: [MapPoint; 2],
}

impl Default for Bend {
    fn default() -> Self {
        Self { curve: Curvature::Gentle(0.0), anchors: NOWHERE, steps: NOWHERE }
    }
}

impl Bend {
    /// How `lanes` parallel flows between two boxes bend so that they cross few other boxes, and
    /// the region in which other boxes could have changed that.
    pub(super) fn of(
        ends: &Ends,
        lanes: usize,
        beside_line: bool,
        obstacles: &Obstacles,
    ) -> (Self, MapRect) {
        let chord = Chord::between(&ends.from.1, &ends.to.1);
        // Lanes on both sides of a reporting line stay symmetrical, or one would lie on it.
        let gentle = if beside_line && lanes > 1 { 0.0 } else { (chord.length * 0.06).min(26.0) };
        let curves = curvatures(&chord, gentle);
        let heights = curves.iter().map(|curve| curve.height().abs());
        let widest = heights.fold(0.0, f64::max);
        let region = ends.region(widest + 60.0);
        let curve = match obstacles.within(&region, [ends.from.0, ends.to.0]) {
            InTheWay::TooMany => Curvature::Gentle(gentle),
            InTheWay::Few(boxes) => {
                let room = obstacles.bounds().expanded(BEYOND);
                calmest(ends, &chord, &curves, (&boxes, &room))
            }
        };
        (Self { curve, ..Self::default() }, region)
    }

    /// Where `lanes` flows want to meet the box at one end, the far one if `at_end`.
    /// Beside a reporting line they keep to their places round it, and others make room.
    pub(super) fn port(&self, ends: &Ends, lanes: usize, beside_line: bool, at_end: bool) -> Port {
        let chord = Chord::between(&ends.from.1, &ends.to.1);
        let (sense, outline) = if at_end { (-1.0, ends.to.1) } else { (1.0, ends.from.1) };
        let toward = MapPoint::new(chord.along.x * sense, chord.along.y * sense);
        match self.curve {
            Curvature::Gentle(_) => {
                let port = gentle_port(toward, &outline, lanes);
                let fixed = beside_line && port.wanted.abs() < 24.0;
                let width = if fixed { port.width + 2.0 * LANE } else { port.width };
                Port { fixed, width, ..port }
            }
            Curvature::Wide(height) => wide_port(&chord, height.signum(), toward, &outline, lanes),
        }
    }

    /// Sets where the curve meets the box at one end.
    pub(super) fn meet(&mut self, at_end: bool, place: Place) {
        let end = usize::from(at_end);
        self.anchors[end] = place.anchor;
        self.steps[end] = place.step;
    }

    /// The courses of `lanes` parallel flows, all in the direction of `ends`. `beside_line` keeps
    /// the middle free for the reporting line between the two.
    pub(super) fn courses(
        &self,
        ends: &Ends,
        lanes: usize,
        beside_line: bool,
    ) -> Vec<Vec<MapPoint>> {
        let chord = Chord::between(&ends.from.1, &ends.to.1);
        let offsets = lane_offsets(lanes, beside_line);
        let band = offsets.iter().fold(0.0_f64, |widest, offset| widest.max(offset.abs()));
        let room = chord.gate(&ends.from.1).min(chord.gate(&ends.to.1));
        let side = (room / band.max(1e-9)).min(if beside_line { 1.0 } else { 0.8 });
        offsets
            .iter()
            .map(|offset| {
                let curve = match self.curve {
                    Curvature::Gentle(height) => {
                        chord.gentle(height + offset, offset * side, self.anchors)
                    }
                    Curvature::Wide(height) => {
                        chord.wide(height, *offset, self.steps, self.anchors)
                    }
                };
                let Cubic([start, one, other, end]) = curve;
                let curve = Cubic([ends.from.1.inner(start), one, other, ends.to.1.inner(end)]);
                let course = curve.between(&ends.from.1, &ends.to.1);
                course.unwrap_or_else(|| touching(ends, &chord))
            })
            .collect()
    }
}

/// Where flows want to meet a side of a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Port {
    /// Which side: 0 above, 1 right, 2 below, 3 left.
    pub(super) side: u8,
    /// Where along the side, from its middle.
    pub(super) wanted: f64,
    width: f64,
    /// Whether it is where a wide curve leaves, not where an almost straight one comes out.
    wide: bool,
    /// Whether it stays where it wants to be.
    pub(super) fixed: bool,
}

/// Where flows meet a side of a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    anchor: MapPoint,
    step: MapPoint,
}

/// Tells flows apart that meet the same side of a box; `ports` are in the order of `wanted`.
pub(super) fn places(outline: &Outline, ports: &[Port]) -> Vec<Place> {
    let level = ports.first().is_some_and(|port| port.side == 0 || port.side == 2);
    let half = if level { outline.size.width } else { outline.size.height } / 2.0;
    let room = (half - (outline.corner * 0.5).max(8.0)).max(4.0);
    let asked: f64 = ports.iter().map(|port| port.width).sum();
    let squeeze = (2.0 * room / asked.max(1e-9)).min(1.0);
    let wishes: Vec<Wish> = ports
        .iter()
        .map(|port| Wish { middle: port.wanted.clamp(-room, room), width: port.width })
        .collect();
    ports
        .iter()
        .zip(spread(&wishes, -room, room))
        .map(|(port, at)| {
            // A gentle curve aims at the middle of the box and meets the side where it wants to.
            let shift = if port.wide { at } else { at - port.wanted.clamp(-room, room) };
            let along = |by: f64| {
                if level { MapPoint::new(by, 0.0) } else { MapPoint::new(0.0, by) }
            };
            let inwards = if port.wanted < 0.0 { 1.0 } else { -1.0 };
            Place { anchor: along(shift), step: along(inwards * PORT * squeeze / LANE) }
        })
        .collect()
}

fn gentle_port(toward: MapPoint, outline: &Outline, lanes: usize) -> Port {
    let (width, height) = (outline.size.width / 2.0, outline.size.height / 2.0);
    let level = toward.x.abs() * height < toward.y.abs() * width;
    let (side, wanted) = if level {
        (if toward.y > 0.0 { 2 } else { 0 }, toward.x * height / toward.y.abs().max(1e-9))
    } else {
        (if toward.x > 0.0 { 1 } else { 3 }, toward.y * width / toward.x.abs().max(1e-9))
    };
    let width = PORT.min(44.0 / lanes.max(1) as f64) * lanes as f64;
    Port { side, wanted, width, wide: false, fixed: false }
}

/// The longer a curve, the nearer the middle of the side it leaves, so that curves nest.
fn wide_port(chord: &Chord, turn: f64, toward: MapPoint, outline: &Outline, lanes: usize) -> Port {
    let (width, height) = (outline.size.width / 2.0, outline.size.height / 2.0);
    let out = MapPoint::new(chord.normal.x * turn, chord.normal.y * turn);
    let (side, reach, along) = if out.y.abs() >= out.x.abs() {
        (if out.y > 0.0 { 2 } else { 0 }, width, toward.x)
    } else {
        (if out.x > 0.0 { 1 } else { 3 }, height, toward.y)
    };
    let nearness = 1.0 / (1.0 + (chord.length / 450.0).powf(1.4));
    let wanted = (reach - 14.0).max(0.0) * nearness * if along < 0.0 { -1.0 } else { 1.0 };
    Port { side, wanted, width: PORT * lanes as f64, wide: true, fixed: false }
}

/// How a flow bends.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Curvature {
    /// Almost straight, from side to side of the boxes.
    Gentle(f64),
    /// Round what is in the way. It leaves the boxes on the side it bends to, the nearer the
    /// middle the longer it is, so that long curves run outside of short ones.
    Wide(f64),
}

impl Curvature {
    /// How far beside the chord its middle is.
    fn height(self) -> f64 {
        match self {
            Self::Gentle(height) | Self::Wide(height) => height,
        }
    }
}

/// The straight way between two centres, with a sense of what is beside it.
struct Chord {
    from: MapPoint,
    to: MapPoint,
    length: f64,
    along: MapPoint,
    normal: MapPoint,
}

impl Chord {
    fn between(from: &Outline, to: &Outline) -> Self {
        let (start, end) = (from.center, to.center);
        let length = start.distance(end);
        let along = if length < 1e-9 {
            MapPoint::new(1.0, 0.0)
        } else {
            MapPoint::new((end.x - start.x) / length, (end.y - start.y) / length)
        };
        // Down, or to the right: the same side for both directions of travel.
        let backwards = along.x < -1e-9 || (along.x <= 1e-9 && along.y > 0.0);
        let turn = if backwards { -1.0 } else { 1.0 };
        let normal = MapPoint::new(-along.y * turn, along.x * turn);
        Self { from: start, to: end, length, along, normal }
    }

    /// How far beside the chord a flow may set out within a box.
    fn gate(&self, outline: &Outline) -> f64 {
        let across = outline.size.width / 2.0 / self.normal.x.abs().max(1e-9);
        let down = outline.size.height / 2.0 / self.normal.y.abs().max(1e-9);
        0.8 * across.min(down)
    }

    /// An almost straight curve whose middle lies `middle` beside the chord, and whose ends lie
    /// `gate` beside it.
    fn gentle(&self, middle: f64, gate: f64, anchors: [MapPoint; 2]) -> Cubic {
        // The middle of a cubic lies a quarter at its ends and three quarters at its controls.
        let control = (middle - gate * 0.25) / 0.75;
        let third = self.length * 0.28;
        let [start, end] = self.ends(anchors);
        Cubic([
            self.beside(start, 0.0, gate),
            self.beside(start, third, control),
            self.beside(end, -third, control),
            self.beside(end, 0.0, gate),
        ])
    }

    /// A curve that leaves both boxes on the side to which it bends. Lanes that run outside leave
    /// nearer the middle of the box, so that they do not cross those inside.
    fn wide(
        &self,
        height: f64,
        offset: f64,
        steps: [MapPoint; 2],
        anchors: [MapPoint; 2],
    ) -> Cubic {
        let control = (height + offset) / 0.75;
        let third = (self.length * 0.2).min(64.0);
        let outwards = offset * height.signum();
        let [start, end] = self.ends(anchors);
        let start = start.offset(steps[0].x * outwards, steps[0].y * outwards);
        let end = end.offset(steps[1].x * outwards, steps[1].y * outwards);
        Cubic([start, self.beside(start, third, control), self.beside(end, -third, control), end])
    }

    fn ends(&self, anchors: [MapPoint; 2]) -> [MapPoint; 2] {
        [self.from.offset(anchors[0].x, anchors[0].y), self.to.offset(anchors[1].x, anchors[1].y)]
    }

    /// The point this far along the chord and beside it.
    fn beside(&self, point: MapPoint, along: f64, by: f64) -> MapPoint {
        point.offset(
            self.along.x * along + self.normal.x * by,
            self.along.y * along + self.normal.y * by,
        )
    }
}

/// The ways in which the flows may bend, calmest first.
fn curvatures(chord: &Chord, gentle: f64) -> Vec<Curvature> {
    let far = chord.length * 0.5 + 40.0;
    let mut curves = vec![Curvature::Gentle(gentle), Curvature::Gentle(-gentle)];
    // Long curves run outside of short ones, so that each can be followed.
    let (near, rest) = (chord.length.min(1100.0), (chord.length - 1100.0).max(0.0));
    let nesting = 52.0 + 0.1 * near + 0.03 * rest;
    for part in [0.75, 1.0, 1.35, 1.75, 2.3] {
        let wide = nesting * part;
        if wide <= far && wide > gentle {
            curves.extend([Curvature::Wide(wide), Curvature::Wide(-wide)]);
        }
    }
    curves
}

/// What it costs to bend farther out: more than to run behind two boxes, or a few long flows would
/// make the whole map small.
const STRAYING: f64 = 900.0;
/// How far flows may bend out of the drawing of the boxes.
const BEYOND: f64 = 34.0;

fn calmest(
    ends: &Ends,
    chord: &Chord,
    curves: &[Curvature],
    (boxes, room): (&[MapRect], &MapRect),
) -> Curvature {
    let pieces = (chord.length / 24.0).clamp(8.0, 48.0).round();
    let mut best = (f64::INFINITY, Curvature::Gentle(0.0));
    for curvature in curves {
        // No later curve can be better than one that is calmer and crosses nothing.
        if curvature.height().abs() >= best.0 {
            break;
        }
        let curve = match curvature {
            Curvature::Gentle(height) => chord.gentle(*height, 0.0, NOWHERE),
            Curvature::Wide(height) => chord.wide(*height, 0.0, NOWHERE, NOWHERE),
        };
        let mut points = Vec::new();
        let mut piece = 0.0;
        while piece <= pieces {
            let point = curve.at(piece / pieces);
            if !ends.from.1.contains(point) && !ends.to.1.contains(point) {
                points.push(point);
            }
            piece += 1.0;
        }
        let strays = points.iter().any(|point| !room.contains(*point));
        let strays = if strays { STRAYING } else { 0.0 };
        let cost = crossings(&points, boxes) * 400.0 + curvature.height().abs() + strays;
        if cost < best.0 {
            best = (cost, *curvature);
        }
    }
    best.1
}

/// How far beside the middle each of several parallel flows runs.
pub(super) fn lane_offsets(lanes: usize, beside_line: bool) -> Vec<f64> {
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
    let middle = chord.gentle(0.0, 0.0, NOWHERE).at(0.5);
    let reach = ends.to.1.size.height / 4.0;
    vec![middle.offset(-reach, 0.0), middle.offset(reach, 0.0)]
}
