use std::collections::BTreeMap;

use super::forest::Forest;
use super::size::BoxText;
use crate::model::{ChartForm, PositionId, PositionKind, Stage, UnitId};

/// Between colleagues of one unit.
const COLLEAGUES: f64 = 30.0;
/// Between colleagues of different units.
const UNITS: f64 = 52.0;
/// Between people of different superiors.
const COUSINS: f64 = 44.0;
/// Between trees.
const TREES: f64 = 90.0;
/// Up to so many reports without reports of their own stand side by side; more are stacked.
const SIDE_BY_SIDE: usize = 8;
/// With more positions than this, those who lead nobody are stacked in every form: side by side
/// they would make the chart a line.
const LARGE: usize = 150;
/// Between the rows of a stack.
const STACKED: f64 = 18.0;
/// Between an assistant and the line beside which it stands.
const BESIDE: f64 = 22.0;
/// From a row's foot to the next row's head, at least.
const BETWEEN_ROWS: f64 = 76.0;
/// From a row's foot to the assistants below it.
const BELOW_ROW: f64 = 30.0;
/// From one row's head to the next, at least.
const ROW: f64 = 150.0;

/// Where every position of the forest stands, from the middle of the first row.
pub(super) struct Placed {
    /// Middles.
    pub(super) points: BTreeMap<PositionId, (f64, f64)>,
    /// The middles of the rows, one for each level.
    pub(super) levels: Vec<f64>,
}

/// A report and its offset: across from its superior, and down from the line of its level.
type Offset = (PositionId, f64, f64);

/// Places a forest. Every subtree is placed on its own and its outline moved beside that of
/// its colleagues; all walks are loops, so that a chain of any length fits.
pub(super) fn place(
    stage: &Stage,
    forest: &Forest,
    sizes: &BTreeMap<PositionId, BoxText>,
) -> Placed {
    let large = sizes.len() > LARGE;
    let compact = stage.record().chart == ChartForm::Compact || large;
    let mut work =
        Work { large, stage, forest, sizes, compact, nodes: BTreeMap::new(), rows: Vec::new() };
    let order = work.walk_down();
    for id in order.iter().rev() {
        work.place_one(*id);
    }
    let mut outline: Option<Outline> = None;
    let mut starts = Vec::new();
    for root in &forest.roots {
        let Some(node) = work.nodes.get_mut(root) else { continue };
        let own = std::mem::take(&mut node.outline);
        let shift = outline.as_ref().map_or(0.0, |left| left.distance(&own, TREES, TREES));
        starts.push((*root, shift));
        outline = Some(match outline.take() {
            Some(left) => left.beside(own, shift),
            None => own,
        });
    }
    work.settle(starts)
}

struct Work<'a> {
    stage: &'a Stage,
    forest: &'a Forest,
    sizes: &'a BTreeMap<PositionId, BoxText>,
    /// Whether those who lead nobody stand below each other, however few they are.
    compact: bool,
    /// Whether the chart is so large that every stack is one column.
    large: bool,
    nodes: BTreeMap<PositionId, Node>,
    rows: Vec<Row>,
}

/// How much room a level takes.
#[derive(Clone, Default)]
struct Row {
    /// The highest box on the line of the level.
    height: f64,
    /// From the line of the level to the foot of its longest stack.
    stacked: f64,
    /// The highest assistant below it.
    beside: f64,
}

#[derive(Default)]
struct Node {
    level: usize,
    outline: Outline,
    /// The reports of this position.
    reports: Vec<Offset>,
    /// Assistants, as offsets across.
    assistants: Vec<(PositionId, f64)>,
}

impl Work<'_> {
    /// Everybody from the top down, with their levels and the heights of the rows.
    fn walk_down(&mut self) -> Vec<PositionId> {
        let mut order = Vec::new();
        let mut open: Vec<(PositionId, usize)> =
            self.forest.roots.iter().map(|root| (*root, 0)).collect();
        while let Some((id, level)) = open.pop() {
            order.push(id);
            self.nodes.insert(id, Node { level, ..Node::default() });
            let reports = self.forest.reports.get(&id).into_iter().flatten();
            open.extend(reports.map(|report| (*report, level + 1)));
        }
        order
    }

    fn width(&self, id: PositionId) -> f64 {
        self.sizes.get(&id).map_or(0.0, |text| text.size.width)
    }

    fn height(&self, id: PositionId) -> f64 {
        self.sizes.get(&id).map_or(0.0, |text| text.size.height)
    }

    fn unit(&self, id: PositionId) -> Option<UnitId> {
        self.stage.positions().get(id).and_then(|position| position.unit)
    }

    fn leads_nobody(&self, id: PositionId) -> bool {
        !self.forest.reports.contains_key(&id)
    }

    fn is_assistant(&self, id: PositionId) -> bool {
        let kind = self.stage.positions().get(id).map(|position| position.kind);
        kind == Some(PositionKind::Assistant) && self.leads_nobody(id)
    }

    fn row(&mut self, level: usize) -> &mut Row {
        if self.rows.len() <= level {
            self.rows.resize(level + 1, Row::default());
        }
        &mut self.rows[level]
    }

    /// Places the reports of one position, whose own reports are placed already.
    fn place_one(&mut self, id: PositionId) {
        let level = self.nodes.get(&id).map_or(0, |node| node.level);
        let all = self.forest.reports.get(&id).cloned().unwrap_or_default();
        let (assistants, reports): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|report| self.is_assistant(*report));
        let (below, placed) = self.below(level + 1, &reports);
        let beside = self.beside(level, &assistants);
        let half = self.width(id) / 2.0;
        let height = self.height(id);
        let row = self.row(level);
        row.height = row.height.max(height);
        let hook = beside.iter().map(|(assistant, at)| {
            let half = self.width(*assistant) / 2.0;
            (at - half, at + half)
        });
        let middle = hook.fold(None, |all: Option<(f64, f64)>, (left, right)| {
            Some(all.map_or((left, right), |(l, r)| (l.min(left), r.max(right))))
        });
        let mut outline = below;
        outline.push(middle);
        outline.push(Some((-half, half)));
        if let Some(node) = self.nodes.get_mut(&id) {
            node.outline = outline;
            node.reports = placed;
            node.assistants = beside;
        }
    }

    /// The reports of one position. Where so many of them lead nobody that a row would become
    /// too wide, those are stacked to the right of the ones who lead.
    fn below(&mut self, level: usize, reports: &[PositionId]) -> (Outline, Vec<Offset>) {
        let (leaves, leading): (Vec<_>, Vec<_>) =
            reports.iter().copied().partition(|report| self.leads_nobody(*report));
        let most = if self.compact { 1 } else { SIDE_BY_SIDE };
        if leaves.len() <= most {
            return self.side_by_side(reports);
        }
        let (stack, stacked) = self.stack(level, &leaves);
        if leading.is_empty() {
            return (stack, stacked);
        }
        let (row, mut placed) = self.side_by_side(&leading);
        let shift = row.distance(&stack, UNITS, UNITS);
        let mut outline = row.beside(stack, shift);
        placed.extend(stacked.into_iter().map(|(id, x, y)| (id, x + shift, y)));
        let across = placed.iter().map(|(_, x, _)| *x);
        let (first, last) = across
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
        let middle = (first + last) / 2.0;
        outline.shift -= middle;
        placed.iter_mut().for_each(|(_, x, _)| *x -= middle);
        (outline, placed)
    }

    /// Reports in a row, each subtree as near to the one before as outlines allow, and the
    /// whole centred on nought.
    fn side_by_side(&mut self, reports: &[PositionId]) -> (Outline, Vec<Offset>) {
        let mut outline: Option<Outline> = None;
        let mut placed: Vec<Offset> = Vec::new();
        for report in reports {
            let Some(node) = self.nodes.get_mut(report) else { continue };
            let own = std::mem::take(&mut node.outline);
            let (shift, joined) = match outline.take() {
                None => (0.0, own),
                Some(left) => {
                    let before = placed.last().map(|(id, _, _)| *id);
                    let same = before.is_some_and(|before| self.unit(before) == self.unit(*report));
                    let near = if same { COLLEAGUES } else { UNITS };
                    let shift = left.distance(&own, near, COUSINS.max(near));
                    (shift, left.beside(own, shift))
                }
            };
            placed.push((*report, shift, 0.0));
            outline = Some(joined);
        }
        let Some(mut outline) = outline else { return (Outline::default(), placed) };
        let (first, last) = (placed[0].1, placed[placed.len() - 1].1);
        let middle = (first + last) / 2.0;
        outline.shift -= middle;
        placed.iter_mut().for_each(|(_, x, _)| *x -= middle);
        (outline, placed)
    }

    /// How many stand side by side in a stack of so many.
    fn columns(&self, count: usize) -> usize {
        let even = (count as f64 * 0.9).sqrt().ceil() as usize;
        match (self.compact, count) {
            (true, ..=12) if self.large => 1,
            (true, ..=3) => 1,
            (true, ..=8) => 2,
            _ => even.max(3),
        }
    }

    /// Many reports without reports of their own, in rows below each other.
    fn stack(&mut self, level: usize, reports: &[PositionId]) -> (Outline, Vec<Offset>) {
        let columns = self.columns(reports.len());
        let wide = reports.iter().map(|id| self.width(*id)).fold(0.0, f64::max);
        let high = reports.iter().map(|id| self.height(*id)).fold(0.0, f64::max);
        let used = columns.min(reports.len());
        let across = used as f64 * wide + (used - 1) as f64 * COLLEAGUES;
        let further = reports.len().div_ceil(columns).saturating_sub(1);
        let down = further as f64 * (high + STACKED) + high / 2.0;
        let place = |number: usize| {
            let x = (number % columns) as f64 * (wide + COLLEAGUES) + wide / 2.0 - across / 2.0;
            (x, (number / columns) as f64 * (high + STACKED))
        };
        let placed = reports
            .iter()
            .enumerate()
            .map(|(number, id)| {
                let (x, y) = place(number);
                (*id, x, y)
            })
            .collect();
        let row = self.row(level);
        row.height = row.height.max(high);
        row.stacked = row.stacked.max(down);
        let mut outline = Outline::default();
        outline.push(None);
        outline.push(Some((-across / 2.0, across / 2.0)));
        (outline, placed)
    }

    /// Assistants, left and right of the line in turn.
    fn beside(&mut self, level: usize, assistants: &[PositionId]) -> Vec<(PositionId, f64)> {
        let mut sides = [BESIDE, BESIDE];
        let mut placed = Vec::new();
        for (number, id) in assistants.iter().enumerate() {
            let (side, sign) = if number % 2 == 0 { (0, -1.0) } else { (1, 1.0) };
            let width = self.width(*id);
            placed.push((*id, sign * (sides[side] + width / 2.0)));
            sides[side] += width + COLLEAGUES;
            let height = self.height(*id);
            let row = self.row(level);
            row.beside = row.beside.max(height);
        }
        placed
    }

    /// Turns offsets into places, from the roots down.
    fn settle(&self, starts: Vec<(PositionId, f64)>) -> Placed {
        let mut levels = Vec::new();
        let mut beside = Vec::new();
        let mut top = 0.0;
        for row in &self.rows {
            let line = top + row.height / 2.0;
            let foot = line + row.stacked.max(row.height / 2.0);
            levels.push(line);
            beside.push(foot + BELOW_ROW + row.beside / 2.0);
            let assistants = if row.beside > 0.0 { row.beside + BELOW_ROW } else { 0.0 };
            top = (foot + BETWEEN_ROWS).max(top + ROW) + assistants;
        }
        let mut points = BTreeMap::new();
        let mut open: Vec<Offset> = starts.into_iter().map(|(root, x)| (root, x, 0.0)).collect();
        while let Some((id, x, down)) = open.pop() {
            let Some(node) = self.nodes.get(&id) else { continue };
            points.insert(id, (x, levels[node.level] + down));
            let at = beside[node.level];
            points.extend(node.assistants.iter().map(|(a, dx)| (*a, (x + dx, at))));
            open.extend(node.reports.iter().map(|(report, dx, dy)| (*report, x + dx, *dy)));
        }
        Placed { points, levels }
    }
}

/// The left and right edge of a subtree on every row, the lowest row first; two rows a level,
/// the second for assistants. Moving it costs nothing.
#[derive(Default)]
struct Outline {
    left: Vec<f64>,
    right: Vec<f64>,
    shift: f64,
}

impl Outline {
    fn push(&mut self, edges: Option<(f64, f64)>) {
        // A row with nothing on it keeps nobody at a distance.
        let (left, right) = edges.unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
        self.left.push(left - self.shift);
        self.right.push(right - self.shift);
    }

    /// How far `other` must be moved to stand to the right of this: by `near` on its first row,
    /// by `far` below.
    fn distance(&self, other: &Self, near: f64, far: f64) -> f64 {
        let rows = self.right.iter().rev().zip(other.left.iter().rev()).enumerate();
        rows.map(|(row, (right, left))| {
            let gap = if row == 0 { near } else { far };
            (right + self.shift) - (left + other.shift) + gap
        })
        .filter(|distance| distance.is_finite())
        .fold(f64::NEG_INFINITY, f64::max)
    }

    /// This with `other`, moved by `by`, at its right. Only the rows that both have are
    /// touched.
    fn beside(mut self, mut other: Self, by: f64) -> Self {
        other.shift += by;
        let shared = self.left.len().min(other.left.len());
        let (mine, theirs) = (self.left.len() - shared, other.left.len() - shared);
        if self.left.len() >= other.left.len() {
            for row in 0..shared {
                let (left, right) = (other.left[theirs + row], other.right[theirs + row]);
                let at = mine + row;
                self.left[at] = self.left[at].min(left + other.shift - self.shift);
                self.right[at] = self.right[at].max(right + other.shift - self.shift);
            }
            self
        } else {
            for row in 0..shared {
                let (left, right) = (self.left[mine + row], self.right[mine + row]);
                let at = theirs + row;
                other.left[at] = other.left[at].min(left + self.shift - other.shift);
                other.right[at] = other.right[at].max(right + self.shift - other.shift);
            }
            other
        }
    }
}
