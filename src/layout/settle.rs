//! Turns a chosen shape of the chart into places, from the ground down.

use super::level::{Levels, tray};
use super::shape::{
    BESIDE, BRANCH, CHAIN, COLUMN, DROP, GUTTER, Grid, LANE, LIST, Plan, Shape, Shapes, TRAY,
    TREES, TURN, TWIG, between_columns, chain_cell, gap, partition, tray_below,
};
use super::tree::{self, Block, Item, Tree};

/// How the line of a report meets it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Join {
    /// It has none.
    None,
    /// From above.
    Above,
    /// From the line at the left of its column, which comes down at this place.
    Side(f64),
    /// From the line between its superior and those below, beside which it stands.
    Beside,
    /// From below its superior, up through the space at the left of its column, and from above.
    Turn(f64),
}

/// The middles of all boxes, and how the lines meet them, by node.
pub(super) struct Settled {
    pub(super) centers: Vec<(f64, f64)>,
    pub(super) joins: Vec<Join>,
}

/// Where a branch goes.
struct Task {
    node: usize,
    left: f64,
    top: f64,
    width: f64,
    plan: Plan,
    /// Whether it hangs beside a line, to which its head is to be near.
    hung: bool,
}

/// What was chosen for a chart.
pub(super) enum Choice<'a> {
    /// The shapes from which each branch takes its own.
    Free(&'a Shapes, Shape),
    /// Every level a row.
    Levels(&'a Levels),
}

struct Work<'a> {
    tree: &'a Tree,
    choice: &'a Choice<'a>,
    settled: Settled,
    open: Vec<Task>,
}

/// Places everybody of a chart.
pub(super) fn settle(tree: &Tree, choice: &Choice) -> Settled {
    let count = tree.nodes.len();
    let settled = Settled { centers: vec![(0.0, 0.0); count], joins: vec![Join::None; count] };
    let (width, plan) = match choice {
        Choice::Free(_, shape) => (shape.width, shape.plan),
        Choice::Levels(levels) => (levels.width, Plan::Row { limit: f64::INFINITY }),
    };
    let ground = Task { node: 0, left: 0.0, top: 0.0, width, plan, hung: false };
    let mut work = Work { tree, choice, settled, open: vec![ground] };
    while let Some(task) = work.open.pop() {
        match task.plan {
            Plan::Alone => work.alone(&task),
            Plan::Row { limit } => work.row(&task, limit),
            Plan::Columns { columns, limit } => work.columns(&task, columns, limit),
            Plan::Chain { columns } => work.chain(&task, columns),
        }
    }
    work.settled
}

/// An item of a row with the room it takes.
enum Sized<'a> {
    Branch(usize, f64, Plan),
    Block(&'a Block, Grid),
}

impl Sized<'_> {
    fn width(&self) -> f64 {
        match self {
            Self::Branch(_, width, _) => *width,
            Self::Block(_, grid) => grid.width,
        }
    }
}

impl<'a> Work<'a> {
    fn alone(&mut self, task: &Task) {
        let size = self.tree.nodes[task.node].size;
        let x = if task.hung { size.width / 2.0 } else { task.width / 2.0 };
        self.settled.centers[task.node] = (task.left + x, task.top + size.height / 2.0);
        self.put_assistants(task.node);
    }

    fn sized(&self, item: &'a Item, node: usize, limit: f64) -> Option<Sized<'a>> {
        let depth = self.tree.nodes[node].depth;
        match (item, self.choice) {
            (Item::Branch(branch), Choice::Free(shapes, _)) => {
                let shape = shapes.narrowest(*branch, limit)?;
                Some(Sized::Branch(*branch, shape.width, shape.plan))
            }
            (Item::Block(block), Choice::Free(..)) => {
                Some(Sized::Block(block, Shapes::grid(block, limit, node == 0)?))
            }
            (Item::Branch(branch), Choice::Levels(levels)) => {
                let plan = Plan::Row { limit: f64::INFINITY };
                Some(Sized::Branch(*branch, levels.widths[*branch], plan))
            }
            (Item::Block(_), Choice::Levels(_)) if node == 0 => None,
            (Item::Block(block), Choice::Levels(levels)) => {
                Some(Sized::Block(block, Grid::of(block, levels.rows[depth + 1], false)))
            }
        }
    }

    /// Where those below a node begin.
    fn top_below(&self, task: &Task) -> f64 {
        let node = &self.tree.nodes[task.node];
        match self.choice {
            Choice::Levels(levels) => levels.tops.get(node.depth + 1).copied().unwrap_or(0.0),
            Choice::Free(..) if node.is_ground() => task.top,
            Choice::Free(..) => task.top + self.tree.head_height(node.depth) + DROP,
        }
    }

    fn row(&mut self, task: &Task, limit: f64) {
        let tree = self.tree;
        let node = &tree.nodes[task.node];
        let items: Vec<Sized> =
            node.items.iter().filter_map(|item| self.sized(item, task.node, limit)).collect();
        let top = self.top_below(task);
        let between = if node.is_ground() { TREES } else { BRANCH };
        let whole = items.iter().map(Sized::width).sum::<f64>()
            + items.len().saturating_sub(1) as f64 * between;
        let is_list = matches!(items.as_slice(), [Sized::Block(_, grid)] if grid.columns == 1 && grid.rows > 1);
        let slack = (task.width - whole).max(0.0);
        let mut left = task.left + if is_list || task.hung { 0.0 } else { slack / 2.0 };
        let mut ends: Option<(f64, f64)> = None;
        let mut branches = Vec::new();
        for item in items {
            let wide = item.width();
            let (first, last) = match item {
                Sized::Branch(branch, width, plan) => {
                    branches.push((branch, left + width / 2.0));
                    self.settled.joins[branch] = Join::Above;
                    self.open.push(Task { node: branch, left, top, width, plan, hung: false });
                    (left + width / 2.0, left + width / 2.0)
                }
                Sized::Block(block, grid) => self.block(block, grid, left, top, task.node == 0),
            };
            ends = Some((ends.map_or(first, |ends| ends.0), last));
            left += wide + between;
        }
        if node.is_ground() {
            self.tray(task);
            return;
        }
        let half = node.size.width / 2.0;
        let head = tree.head_width(node) / 2.0;
        let x = match ends {
            _ if task.hung || (is_list && node.assistants.is_empty()) => task.left + head.max(half),
            Some((first, last)) => f64::midpoint(first, last),
            None => task.left + task.width / 2.0,
        };
        let x = x.clamp(task.left + head, (task.left + task.width - head).max(task.left + head));
        self.put_head(task, x);
    }

    fn put_head(&mut self, task: &Task, x: f64) {
        let node = &self.tree.nodes[task.node];
        let reports = !node.items.is_empty() || !node.assistants.is_empty();
        let top = match self.choice {
            Choice::Levels(levels) => levels.tops[node.depth],
            Choice::Free(..) => task.top,
        };
        let high = if reports || matches!(self.choice, Choice::Levels(_)) {
            self.tree.heads[node.depth]
        } else {
            node.size.height
        };
        self.settled.centers[task.node] = (x, top + high / 2.0);
        self.put_assistants(task.node);
    }

    /// The tray of those outside of the chart, below everything.
    fn tray(&mut self, task: &Task) {
        let Choice::Levels(levels) = self.choice else { return };
        let Some(block) = tray(&self.tree.nodes[0]) else { return };
        let grid = tray_below(block, levels.widths[0]);
        self.block(block, grid, task.left, levels.height - grid.height, true);
    }

    /// A list; gives where its first and its last line comes down.
    fn block(
        &mut self,
        block: &Block,
        grid: Grid,
        left: f64,
        top: f64,
        ground: bool,
    ) -> (f64, f64) {
        let list = !ground && grid.rows > 1;
        let (pad, beside, below) = match (ground, list) {
            (true, _) => (0.0, TRAY, TRAY),
            (false, true) => (GUTTER, GUTTER + COLUMN, LIST),
            (false, false) => (0.0, BESIDE, LIST),
        };
        let step = block.cell.width + beside;
        let highs = block.row_heights(grid.rows, grid.columns, list);
        let mut tops = vec![top];
        for high in &highs {
            tops.push(tops.last().copied().unwrap_or(top) + high + below);
        }
        let first_row = self.tree.heads[self.tree.nodes[block.members[0]].depth];
        let mut ends = (f64::INFINITY, f64::NEG_INFINITY);
        for (number, member) in block.members.iter().enumerate() {
            // Lists are read down their columns, rows and trays across.
            let (column, row) = if list {
                (number / grid.rows, number % grid.rows)
            } else {
                (number % grid.columns, number / grid.columns)
            };
            let edge = left + pad + column as f64 * step;
            let own = self.tree.nodes[*member].size;
            let x = edge + if list { own.width } else { block.cell.width } / 2.0;
            let high = if list || ground { highs[row] } else { first_row };
            let y = tops[row] + high / 2.0;
            self.settled.centers[*member] = (x, y);
            let line = if list { edge - TWIG } else { x };
            ends = (ends.0.min(line), ends.1.max(line));
            self.settled.joins[*member] = match (ground, list) {
                (true, _) => Join::None,
                (false, true) => Join::Side(line),
                (false, false) => Join::Above,
            };
        }
        ends
    }

    fn columns(&mut self, task: &Task, columns: usize, limit: f64) {
        let tree = self.tree;
        let node = &tree.nodes[task.node];
        let Choice::Free(shapes, _) = self.choice else { return };
        let chosen: Vec<(usize, Shape)> = node
            .reports
            .iter()
            .filter_map(|report| Some((*report, shapes.lowest(*report, limit)?)))
            .collect();
        let sizes: Vec<(f64, f64)> =
            chosen.iter().map(|(_, shape)| (shape.width, shape.height)).collect();
        let top = self.top_below(task);
        let (pad, between) = between_columns(node.is_ground());
        let mut left = task.left + pad;
        let mut from = 0;
        let mut foot = top;
        for part in partition(&sizes, columns, gap(node)) {
            let column = &chosen[from..from + part];
            from += part;
            let mut y = top;
            let mut wide = 0.0_f64;
            for (report, shape) in column {
                if !node.is_ground() {
                    self.settled.joins[*report] = Join::Side(left - TWIG);
                }
                self.open.push(Task {
                    node: *report,
                    left,
                    top: y,
                    width: shape.width,
                    plan: shape.plan,
                    hung: !node.is_ground(),
                });
                wide = wide.max(shape.width);
                y += shape.height + gap(node);
            }
            foot = foot.max(y - gap(node));
            left += wide + between;
        }
        if node.is_ground() {
            if let Some(block) = tray(node) {
                let grid = tray_below(block, left - between - task.left);
                self.block(block, grid, task.left, foot + TREES, true);
            }
            return;
        }
        let head = tree.head_width(node) / 2.0;
        let right = (task.left + task.width - head).max(task.left + head);
        let middle = if task.hung || columns == 1 {
            task.left + head
        } else {
            (task.left + task.width / 2.0).clamp(task.left + head, right)
        };
        self.put_head(task, middle);
    }

    fn chain(&mut self, task: &Task, columns: usize) {
        let tree = self.tree;
        let cell = chain_cell(tree, task.node);
        let mut links = vec![task.node];
        while let Some(next) = links.last().and_then(|it| tree.nodes[*it].reports.first()) {
            links.push(*next);
        }
        let rows = links.len().div_ceil(columns).max(1);
        for (number, link) in links.into_iter().enumerate() {
            let (column, row) = (number / rows, number % rows);
            let left = task.left + column as f64 * (cell.0 + LANE);
            let y = task.top + TURN + row as f64 * (cell.1 + CHAIN) + cell.1 / 2.0;
            self.settled.centers[link] = (left + cell.0 / 2.0, y);
            if number > 0 {
                let turn = Join::Turn(left - LANE / 2.0);
                self.settled.joins[link] = if row == 0 { turn } else { Join::Above };
            }
        }
    }

    fn put_assistants(&mut self, at: usize) {
        let tree = self.tree;
        let node = &tree.nodes[at];
        let (x, y) = self.settled.centers[at];
        let cell = tree.assistant(node);
        let foot = y + tree.heads[node.depth] / 2.0 + tree::BELOW;
        for (number, assistant) in node.assistants.iter().enumerate() {
            let size = tree.nodes[*assistant].size;
            let side = if number % 2 == 0 { -1.0 } else { 1.0 };
            let row = (number / 2) as f64;
            let at = (
                x + side * (tree::BESIDE + size.width / 2.0),
                foot + row * (cell.height + tree::ASSISTANTS) + cell.height / 2.0,
            );
            self.settled.centers[*assistant] = at;
            self.settled.joins[*assistant] = Join::Beside;
        }
    }
}
