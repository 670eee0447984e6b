//! The courses of reporting lines.

use super::curve::{Outline, rounded};
use super::detour;
use super::obstacle::Obstacles;
use crate::model::ChartForm;
use crate::quantity::{MapPoint, MapRect, MapSize};

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
    /// The region that holds both boxes, and this much round them.
    pub(super) fn region(&self, margin: f64) -> MapRect {
        self.from.1.rect().union(&self.to.1.rect()).expanded(margin)
    }
}

/// The course of a reporting line, from the report up to its superior, and the region in which
/// other boxes could have changed it. The way that the layout kept free for it comes first, as long
/// as it leads from box to box and nothing was put into it.
pub(super) fn line(
    ends: &Ends,
    dotted: bool,
    form: ChartForm,
    planned: Option<&[MapPoint]>,
    obstacles: &Obstacles,
) -> (Vec<MapPoint>, MapRect) {
    let (report, superior) = (ends.from.1, ends.to.1);
    let region = ends.region(SPREAD + 24.0);
    let except = [ends.from.0, ends.to.0];
    let free = |course: &[MapPoint]| obstacles.crossed(course, except) == 0;
    if let Some(course) = planned.filter(|course| joins(course, &report, &superior) && free(course))
    {
        let region = super::curve::bounds(course).map_or(region, |all| all.union(&region));
        return (rounded(course, BEND), region);
    }
    let candidates = match form {
        ChartForm::Down | ChartForm::Compact => elbows(&report, &superior, dotted),
        ChartForm::Right => {
            let ways = elbows(&turned(&report), &turned(&superior), dotted);
            ways.into_iter().map(|way| way.into_iter().map(turned_point).collect()).collect()
        }
        ChartForm::Radial => vec![spoke(&report, &superior, dotted)],
    };
    let course = least(candidates, |course| obstacles.crossed(course, except) as f64);
    let round = || detour::detour((ends.from.0, &report), (ends.to.0, &superior), obstacles);
    let mut region = region;
    let course = match course {
        Some(course) if form == ChartForm::Radial || free(&course) => course,
        blocked => {
            let straight = || vec![report.center, superior.center];
            region = region.union(&detour::region(&report, &superior));
            round().or(blocked).unwrap_or_else(straight)
        }
    };
    let region = super::curve::bounds(&course).map_or(region, |all| all.union(&region));
    (rounded(&course, BEND), region)
}

/// Whether a course leads from the border of a report to that of its superior.
fn joins(course: &[MapPoint], report: &Outline, superior: &Outline) -> bool {
    let touches = |at: Option<&MapPoint>, outline: &Outline| {
        at.is_some_and(|at| {
            let (low, high) = (outline.rect().expanded(0.5), outline.rect().expanded(-0.5));
            low.contains(*at) && !(high.contains(*at))
        })
    };
    touches(course.first(), report) && touches(course.last(), superior)
}

/// The same box in a chart that runs sideways.
fn turned(outline: &Outline) -> Outline {
    Outline {
        center: turned_point(outline.center),
        size: MapSize::new(outline.size.height, outline.size.width),
        corner: outline.corner,
    }
}

fn turned_point(point: MapPoint) -> MapPoint {
    MapPoint::new(point.y, point.x)
}

/// Straight from border to border; a dotted line keeps beside a solid one.
fn spoke(report: &Outline, superior: &Outline, dotted: bool) -> Vec<MapPoint> {
    let (from, to) = (report.center, superior.center);
    let length = from.distance(to).max(1e-9);
    let aside = if dotted { 12.0 } else { 0.0 };
    let (x, y) = ((to.y - from.y) / length * aside, (from.x - to.x) / length * aside);
    let (start, end) = (from.offset(x, y), to.offset(x, y));
    vec![leave(start, end, &report.rect()), leave(end, start, &superior.rect())]
}

/// Where the way from a point in a box to a point outside leaves the box.
fn leave(from: MapPoint, to: MapPoint, rect: &MapRect) -> MapPoint {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let part = |from: f64, step: f64, low: f64, high: f64| {
        let edge = if step > 0.0 { high } else { low };
        if step.abs() < 1e-9 { f64::INFINITY } else { (edge - from) / step }
    };
    let along =
        part(from.x, dx, rect.min.x, rect.max.x).min(part(from.y, dy, rect.min.y, rect.max.y));
    // Boxes that overlap have no way between their borders.
    let along = if along.is_finite() { along.clamp(0.0, 1.0) } else { 0.0 };
    from.offset(dx * along, dy * along)
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
    let high_bus = leave + down * spread.min(room / 2.0);
    // Seen from the middle of the row, so that reports of unequal height share one bus.
    let low_bus = report.center.y - down * (SPREAD + 28.0);
    let (x, top) = (report.center.x - port, superior.center.x + port);
    let mut ways = Vec::new();
    // The low bus passes below a staff post that stands in the way of the high one.
    for bus in [high_bus, low_bus] {
        if (bus - leave) * down < 6.0 || (enter - bus) * down < 6.0 {
            continue;
        }
        let trunk = [MapPoint::new(top, bus), MapPoint::new(top, leave)];
        ways.push(
            [MapPoint::new(x, enter), MapPoint::new(x, bus)].into_iter().chain(trunk).collect(),
        );
        for (edge, out) in [(low.min.x, -13.0), (low.max.x, 13.0)] {
            let aside = [
                MapPoint::new(edge, report.center.y),
                MapPoint::new(edge + out, report.center.y),
                MapPoint::new(edge + out, bus),
            ];
            ways.push(aside.into_iter().chain(trunk).collect());
        }
    }
    if ways.is_empty() {
        ways.push(vec![MapPoint::new(x, enter), MapPoint::new(top, leave)]);
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
