//! The chart in the shape that is drawn largest, with the courses of its reporting lines.

use std::collections::BTreeMap;

use super::forest::Forest;
use super::level::Levels;
use super::room::Room;
use super::settle::{Choice, Join, Settled, settle};
use super::shape::{DROP, Shape, Shapes, TURN};
use super::size::{BoxText, TITLE_SIZE};
use super::tree::{Form, Tree};
use crate::model::{ChartForm, PositionId, Stage};
use crate::quantity::MapPoint;

/// A chart as it stands, seen from its top left corner.
pub(super) struct Chart {
    tree: Tree,
    settled: Settled,
    /// How much the distances were stretched across and down.
    stretch: (f64, f64),
    /// Width and height, before anything was moved by hand.
    pub(super) size: (f64, f64),
    /// Whether it runs to the right.
    sideways: bool,
}

/// Letters so many times as high as the smallest are large enough: nothing is done for larger ones.
const AMPLE: f64 = 3.0;
/// How far distances are stretched at the most so that the chart fills its room.
const WIDEST: f64 = 1.7;
const HIGHEST: f64 = 2.4;
/// A chart in levels is preferred to one that hangs as long as it is drawn at least so large
/// beside it: a level that can be read as a level is worth that, though not letters that cannot.
const LEVELS: f64 = 0.8;

impl Chart {
    /// The chart of a forest and those outside of it, for a room; with reports who lead nobody in a form.
    pub(super) fn of(
        stage: &Stage,
        forest: &Forest,
        tray: &[PositionId],
        sizes: &BTreeMap<PositionId, BoxText>,
        room: Room,
        form: Form,
    ) -> Self {
        let kind = stage.record().chart;
        let sideways = kind == ChartForm::Right;
        let turned: BTreeMap<PositionId, BoxText>;
        let (measured, room) = if sideways {
            turned = sizes.iter().map(|(id, text)| (*id, text.turned())).collect();
            (&turned, Room { width: room.height, height: room.width })
        } else {
            (sizes, room)
        };
        let tree = Tree::of(stage, forest, tray, measured, form);
        let (settled, size) = match kind {
            ChartForm::Compact => {
                let levels = Levels::columns(&tree);
                let size = (levels.width, levels.height);
                (settle(&tree, &Choice::Levels(&levels)), size)
            }
            _ => largest(&tree, room),
        };
        let mut chart = Self { tree, settled, stretch: (1.0, 1.0), size, sideways };
        chart.fill(room.aspect());
        chart
    }

    /// Stretches the distances so that the chart fills a room of these proportions.
    fn fill(&mut self, aspect: f64) {
        let ends = |of: &dyn Fn(usize) -> (f64, f64)| {
            let ids = 1..self.tree.nodes.len();
            let low = ids
                .clone()
                .map(of)
                .min_by(|one, other| (one.0 - one.1).total_cmp(&(other.0 - other.1)));
            let high =
                ids.map(of).max_by(|one, other| (one.0 + one.1).total_cmp(&(other.0 + other.1)));
            low.zip(high).map_or((0.0, 0.0), |(low, high)| (high.0 - low.0, low.1 + high.1))
        };
        let across = ends(&|at| (self.settled.centers[at].0, self.tree.nodes[at].size.width / 2.0));
        let down = ends(&|at| (self.settled.centers[at].1, self.tree.nodes[at].size.height / 2.0));
        let (width, height) = (across.0 + across.1, down.0 + down.1);
        let by = |(way, fixed): (f64, f64), wanted: f64, most: f64| {
            if way < 1.0 { 1.0 } else { ((wanted - fixed) / way).clamp(1.0, most) }
        };
        self.stretch = (by(across, height * aspect, WIDEST), by(down, width / aspect, HIGHEST));
        self.stretch_places();
        self.size = (across.0 * self.stretch.0 + across.1, down.0 * self.stretch.1 + down.1);
    }

    /// Everybody goes as much farther from the corner as distances are stretched; who hangs in one
    /// column below a superior keeps beside it.
    fn stretch_places(&mut self) {
        let nodes = &self.tree.nodes;
        let mut hangs = vec![true; nodes.len()];
        for at in (1..nodes.len()).rev() {
            let under = match self.settled.joins[at] {
                Join::Side(line) => self.is_under(at, line),
                _ => false,
            };
            hangs[nodes[at].above] &= under && hangs[at];
        }
        let before = self.settled.centers.clone();
        for at in 1..nodes.len() {
            let above = nodes[at].above;
            let (x, y) = before[at];
            let keeps = above > 0 && hangs[above];
            let across = if keeps {
                self.settled.centers[above].0 + x - before[above].0
            } else {
                x * self.stretch.0
            };
            self.settled.centers[at] = (across, y * self.stretch.1);
            if let Join::Side(line) = &mut self.settled.joins[at] {
                *line = if keeps { *line + across - x } else { *line * self.stretch.0 };
            }
            if let Join::Turn(line) = &mut self.settled.joins[at] {
                *line *= self.stretch.0;
            }
        }
    }

    /// Whether a line comes down from below the superior of a report.
    fn is_under(&self, at: usize, line: f64) -> bool {
        const INSET: f64 = 6.0;
        let above = self.tree.nodes[at].above;
        let superior = &self.tree.nodes[above];
        let reach = superior.size.width / 2.0 - INSET;
        superior.assistants.is_empty() && (line - self.settled.centers[above].0).abs() <= reach
    }

    /// Where everybody stands.
    pub(super) fn points(&self) -> BTreeMap<PositionId, MapPoint> {
        let nodes = self.tree.nodes.iter().zip(&self.settled.centers);
        nodes.filter_map(|(node, at)| Some((node.id?, self.point(*at)))).collect()
    }

    fn point(&self, at: (f64, f64)) -> MapPoint {
        if self.sideways { MapPoint::new(at.1, at.0) } else { MapPoint::new(at.0, at.1) }
    }

    /// Superiors before their reports, each report with its superior.
    pub(super) fn superiors(&self) -> impl Iterator<Item = (PositionId, PositionId)> {
        let above = |at: usize| self.tree.nodes[self.tree.nodes[at].above].id;
        (1..self.tree.nodes.len()).filter_map(move |at| Some((self.tree.nodes[at].id?, above(at)?)))
    }

    /// The rows of the chart, from the top level down: where each begins and ends. None where
    /// the levels do not lie apart from each other.
    pub(super) fn bands(&self) -> Vec<(f64, f64)> {
        let mut bands: Vec<(f64, f64)> = Vec::new();
        let in_chart =
            |at: &usize| self.tree.nodes[*at].depth > 1 || !self.tree.nodes[*at].reports.is_empty();
        for at in (1..self.tree.nodes.len()).filter(in_chart) {
            let node = &self.tree.nodes[at];
            let (y, half) = (self.settled.centers[at].1, node.size.height / 2.0);
            let level = node.depth - 1;
            if bands.len() <= level {
                bands.resize(level + 1, (f64::INFINITY, f64::NEG_INFINITY));
            }
            bands[level] = (bands[level].0.min(y - half), bands[level].1.max(y + half));
        }
        let apart = bands.windows(2).all(|pair| pair[0].1 < pair[1].0);
        if apart { bands } else { Vec::new() }
    }

    /// The course of the reporting line of everybody, from the report up to its superior.
    pub(super) fn courses(&self) -> BTreeMap<PositionId, Vec<MapPoint>> {
        let buses: Vec<f64> = self.buses();
        let mut courses = BTreeMap::new();
        for at in 1..self.tree.nodes.len() {
            let (Some(id), course) = (self.tree.nodes[at].id, self.course(at, &buses)) else {
                continue;
            };
            if course.len() > 1 {
                courses.insert(id, course.into_iter().map(|it| self.point(it)).collect());
            }
        }
        courses
    }

    /// By node: the height at which its lines spread.
    fn buses(&self) -> Vec<f64> {
        let nodes = &self.tree.nodes;
        let top = |at: usize| self.settled.centers[at].1 - nodes[at].size.height / 2.0;
        let foot = |at: usize| self.settled.centers[at].1 + nodes[at].size.height / 2.0;
        nodes
            .iter()
            .enumerate()
            .map(|(at, node)| {
                let first = node.reports.iter().map(|it| top(*it)).fold(f64::INFINITY, f64::min);
                let lowest = node.assistants.iter().map(|it| foot(*it)).fold(foot(at), f64::max);
                let room = (first - lowest).max(0.0) / 2.0;
                first - room.min(DROP / 2.0 * self.stretch.1)
            })
            .collect()
    }

    fn course(&self, at: usize, buses: &[f64]) -> Vec<(f64, f64)> {
        let above = self.tree.nodes[at].above;
        let (x, y) = self.settled.centers[at];
        let own = self.tree.nodes[at].size;
        let (over_x, over_y) = self.settled.centers[above];
        let superior = &self.tree.nodes[above];
        let foot = over_y + superior.size.height / 2.0;
        let (top, bus) = (y - own.height / 2.0, buses[above]);
        match self.settled.joins[at] {
            Join::None => Vec::new(),
            Join::Above if (x - over_x).abs() < 0.5 => vec![(x, top), (over_x, foot)],
            Join::Above => vec![(x, top), (x, bus), (over_x, bus), (over_x, foot)],
            Join::Side(line) => {
                let twig = [(x - own.width / 2.0, y), (line, y)];
                let rest = if self.is_under(at, line) {
                    vec![(line, foot)]
                } else {
                    vec![(line, bus), (over_x, bus), (over_x, foot)]
                };
                twig.into_iter().chain(rest).collect()
            }
            Join::Beside => {
                let side = if x < over_x { 1.0 } else { -1.0 };
                vec![(x + side * own.width / 2.0, y), (over_x, y), (over_x, foot)]
            }
            Join::Turn(line) => {
                let (high, low) = (top - TURN * 0.7, foot + TURN * 0.7);
                vec![(x, top), (x, high), (line, high), (line, low), (over_x, low), (over_x, foot)]
            }
        }
    }
}

/// The chart as it is drawn largest in a room.
fn largest(tree: &Tree, room: Room) -> (Settled, (f64, f64)) {
    let aspect = room.aspect();
    let enough = room.height * TITLE_SIZE / AMPLE;
    let levels = Levels::best(tree, aspect, enough);
    let shapes = Shapes::of(tree);
    let letters = room.height / levels.smallness(aspect) * TITLE_SIZE;
    let part = if letters < 1.0 { 0.97 } else { LEVELS };
    let limit = part * levels.smallness(aspect);
    let smallness = |shape: &Shape| (shape.width / aspect).max(shape.height).max(enough);
    let free = shapes
        .of_node(0)
        .iter()
        .min_by(|one, other| smallness(one).total_cmp(&smallness(other)))
        .copied();
    match free {
        Some(shape) if smallness(&shape) < limit => {
            (settle(tree, &Choice::Free(&shapes, shape)), (shape.width, shape.height))
        }
        _ => {
            let size = (levels.width, levels.height);
            (settle(tree, &Choice::Levels(&levels)), size)
        }
    }
}
