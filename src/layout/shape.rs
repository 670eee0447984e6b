//! The shapes that a branch can be drawn in, from the leaves up: for every position the widths and
//! heights that no other shape beats in both, as for slicing floor plans (Stockmeyer, "Optimal
//! orientations of cells in slicing floorplan designs", 1983), here on trees.

use super::tree::{Block, Item, Node, Tree};

/// Between the columns of a list and what stands left of it: room for the line.
pub(super) const GUTTER: f64 = 21.0;
/// From the line of a list to its boxes.
pub(super) const TWIG: f64 = 11.0;
/// Between boxes of a list, one below the other.
pub(super) const LIST: f64 = 10.0;
/// Between the columns of one list.
pub(super) const COLUMN: f64 = 9.0;
/// Between those who stand side by side.
pub(super) const BESIDE: f64 = 22.0;
/// Between branches side by side.
pub(super) const BRANCH: f64 = 32.0;
/// Between branches one below the other.
pub(super) const HUNG: f64 = 26.0;
/// From a box to those who report to it.
pub(super) const DROP: f64 = 38.0;
/// Between trees.
pub(super) const TREES: f64 = 64.0;
/// Between positions outside of the chart.
pub(super) const TRAY: f64 = 20.0;

/// One way to draw a branch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) plan: Plan,
}

/// How the reports of a position stand below it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Plan {
    /// There are none.
    Alone,
    /// Side by side, each branch in its narrowest shape that is no higher than this.
    Row { limit: f64 },
    /// Hanging in so many columns, each branch in its lowest shape that is no wider than this.
    Columns { columns: usize, limit: f64 },
    /// This and those below, each with one report, one below the other in so many columns.
    Chain { columns: usize },
}

/// The shape of a block of so many rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Grid {
    /// A block in at most so many rows.
    pub(super) fn of(block: &Block, rows: usize, ground: bool) -> Self {
        let count = block.members.len().max(1);
        let columns = count.div_ceil(rows.clamp(1, count));
        let rows = count.div_ceil(columns);
        let lanes = columns as f64;
        let (pad, beside, below) = match (ground, rows) {
            (true, _) => (0.0, TRAY, TRAY),
            (false, 1) => (0.0, BESIDE, LIST),
            (false, _) => (GUTTER, GUTTER + COLUMN, LIST),
        };
        let width = pad + lanes * block.cell.width + (lanes - 1.0) * beside;
        // Lists are read down their columns, rows and trays across.
        let highs = block.row_heights(rows, columns, !ground && rows > 1);
        let height = highs.iter().sum::<f64>() + (rows - 1) as f64 * below;
        Self { columns, rows, width, height }
    }
}

/// So many shapes are kept for a branch, in charts up to [`MANY`] and beyond.
const KEPT: usize = 10;
const KEPT_OF_MANY: usize = 5;
/// Above so many positions the search is coarser.
const MANY: usize = 4_000;
/// Numbers of columns that are tried.
const COLUMNS: [usize; 14] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 22, 30, 44, 64];
/// Chains shorter than this are not bent.
pub(super) const SHORTEST_CHAIN: usize = 6;

/// The shapes of every node of a tree, narrow and high ones first.
pub(super) struct Shapes {
    of: Vec<Vec<Shape>>,
    kept: usize,
}

impl Shapes {
    /// Works the shapes out, from the leaves up.
    pub(super) fn of(tree: &Tree) -> Self {
        let kept = if tree.nodes.len() > MANY { KEPT_OF_MANY } else { KEPT };
        let mut shapes = Self { of: vec![Vec::new(); tree.nodes.len()], kept };
        let mut chains = vec![0_usize; tree.nodes.len()];
        for at in (0..tree.nodes.len()).rev() {
            let node = &tree.nodes[at];
            chains[at] = match node.reports.as_slice() {
                [] => 1,
                [one] if !node.is_ground() && node.assistants.is_empty() && chains[*one] > 0 => {
                    chains[*one] + 1
                }
                _ => 0,
            };
            let mut found = shapes.rows(tree, node);
            shapes.columns(tree, node, &mut found);
            chain(tree, at, chains[at], &mut found);
            shapes.of[at] = prune(found, kept);
        }
        shapes
    }

    /// The shapes of a node.
    pub(super) fn of_node(&self, at: usize) -> &[Shape] {
        &self.of[at]
    }

    /// The narrowest shape no higher than a limit.
    pub(super) fn narrowest(&self, at: usize, limit: f64) -> Option<Shape> {
        let own = &self.of[at];
        let first = own.partition_point(|shape| shape.height > limit + 1e-6);
        own.get(first).copied()
    }

    /// The lowest shape no wider than a limit; the narrowest where none is.
    pub(super) fn lowest(&self, at: usize, limit: f64) -> Option<Shape> {
        let own = &self.of[at];
        let end = own.partition_point(|shape| shape.width <= limit + 1e-6);
        own.get(end.saturating_sub(1)).copied()
    }

    /// The shape of a block that is no higher than a limit.
    pub(super) fn grid(block: &Block, limit: f64, ground: bool) -> Option<Grid> {
        let gap = if ground { TRAY } else { LIST };
        let count = block.members.len().max(1);
        let fits = |rows: usize| {
            let grid = Grid::of(block, rows, ground);
            (grid.height <= limit + 1e-6).then_some(grid)
        };
        // So many rows fit at least; where some boxes are lower, a few more may.
        let rows = ((limit + 1e-6 + gap) / (block.cell.height + gap)).floor() as usize;
        let more = (rows + 1..=count.min(2 * rows + 2)).filter_map(fits).next_back();
        more.or_else(|| (rows >= 1).then(|| Grid::of(block, rows, ground)))
    }

    fn rows(&self, tree: &Tree, node: &Node) -> Vec<Shape> {
        let head = head(tree, node);
        if node.items.is_empty() {
            return vec![Shape { width: head.0, height: head.1, plan: Plan::Alone }];
        }
        let ground = node.is_ground();
        let mut found = Vec::new();
        for limit in self.limits(node) {
            let mut width = 0.0;
            let mut height = 0.0_f64;
            let mut fits = true;
            for item in &node.items {
                let size = match item {
                    Item::Branch(branch) => {
                        self.narrowest(*branch, limit).map(|it| (it.width, it.height))
                    }
                    Item::Block(block) => {
                        Self::grid(block, limit, ground).map(|it| (it.width, it.height))
                    }
                };
                let Some((wide, high)) = size else {
                    fits = false;
                    break;
                };
                width += wide;
                height = height.max(high);
            }
            if fits {
                let between = if ground { TREES } else { BRANCH };
                width += (node.items.len() - 1) as f64 * between;
                let plan = Plan::Row { limit };
                found.push(below(head, ground, width, height, plan));
            }
        }
        found
    }

    /// The heights at which a row changes its width.
    fn limits(&self, node: &Node) -> Vec<f64> {
        let mut heights = Vec::new();
        for item in &node.items {
            match item {
                Item::Branch(branch) => {
                    heights.extend(self.of[*branch].iter().map(|shape| shape.height));
                }
                Item::Block(block) => {
                    let ground = node.is_ground();
                    let count = block.members.len();
                    let even = COLUMNS.iter().map(|columns| count.div_ceil(*columns));
                    let rows = even.chain(1..=count.min(6));
                    heights.extend(rows.map(|rows| Grid::of(block, rows, ground).height));
                }
            }
        }
        sampled(heights, 2 * self.kept)
    }

    fn columns(&self, tree: &Tree, node: &Node, found: &mut Vec<Shape>) {
        // A list of leaves is a row of one block already, and the tray of a map is one too.
        let leads = |report: &usize| !tree.nodes[*report].reports.is_empty();
        if !node.reports.iter().any(leads) || (node.is_ground() && node.reports.len() < 2) {
            return;
        }
        let widths = node.reports.iter().flat_map(|it| self.of[*it].iter().map(|it| it.width));
        let head = head(tree, node);
        let tray = node.items.iter().find_map(|item| match item {
            Item::Block(block) if node.is_ground() => Some(block),
            _ => None,
        });
        for limit in sampled(widths.collect(), self.kept) {
            let sizes: Vec<(f64, f64)> = node
                .reports
                .iter()
                .filter_map(|it| self.lowest(*it, limit).map(|it| (it.width, it.height)))
                .collect();
            for columns in COLUMNS {
                if columns > sizes.len() || (columns == sizes.len() && columns > 1) {
                    break;
                }
                let parts = partition(&sizes, columns, gap(node));
                let (mut width, mut height) = spread(&sizes, &parts, node.is_ground());
                if let Some(block) = tray {
                    let grid = tray_below(block, width);
                    width = width.max(grid.width);
                    height += TREES + grid.height;
                }
                let plan = Plan::Columns { columns, limit };
                found.push(below(head, node.is_ground(), width, height, plan));
            }
        }
    }
}

/// The tray of those outside of the chart, below a chart of this width.
pub(super) fn tray_below(block: &Block, width: f64) -> Grid {
    let columns = ((width + TRAY) / (block.cell.width + TRAY)).floor().max(1.0) as usize;
    Grid::of(block, block.members.len().div_ceil(columns), true)
}

/// Between those who hang below each other.
pub(super) fn gap(node: &Node) -> f64 {
    if node.is_ground() { TREES } else { HUNG }
}

/// The size of a box with its assistants.
fn head(tree: &Tree, node: &Node) -> (f64, f64) {
    let below = tree.strips[node.depth];
    let height = if node.items.is_empty() && node.assistants.is_empty() {
        node.size.height
    } else {
        tree.heads[node.depth] + below
    };
    (tree.head_width(node), height)
}

fn below(head: (f64, f64), ground: bool, width: f64, height: f64, plan: Plan) -> Shape {
    let drop = if ground { 0.0 } else { head.1 + DROP };
    Shape { width: width.max(head.0), height: drop + height, plan }
}

/// How many stand in each of some columns, so that the highest is as low as can be.
pub(super) fn partition(sizes: &[(f64, f64)], columns: usize, gap: f64) -> Vec<usize> {
    let highest = sizes.iter().map(|size| size.1).fold(0.0, f64::max);
    let all: f64 = sizes.iter().map(|size| size.1 + gap).sum();
    let (mut low, mut high) = (highest, all);
    for _ in 0..14 {
        let middle = f64::midpoint(low, high);
        if filled(sizes, middle, gap).len() <= columns { high = middle } else { low = middle }
    }
    filled(sizes, high, gap)
}

/// How many fit into each column of a height.
fn filled(sizes: &[(f64, f64)], height: f64, gap: f64) -> Vec<usize> {
    let mut parts = vec![0];
    let mut used = 0.0;
    for (_, high) in sizes {
        if used > 0.0 && used + high > height + 1e-6 {
            parts.push(0);
            used = 0.0;
        }
        if let Some(part) = parts.last_mut() {
            *part += 1;
        }
        used += high + gap;
    }
    parts
}

/// The size of columns.
fn spread(sizes: &[(f64, f64)], parts: &[usize], ground: bool) -> (f64, f64) {
    let gap = if ground { TREES } else { HUNG };
    let (mut from, mut width, mut height) = (0, 0.0, 0.0_f64);
    for part in parts {
        let column = &sizes[from..from + part];
        from += part;
        width += column.iter().map(|size| size.0).fold(0.0, f64::max);
        let high: f64 = column.iter().map(|size| size.1 + gap).sum();
        height = height.max(high - gap);
    }
    let (pad, between) = between_columns(ground);
    (width + pad + (parts.len().max(1) - 1) as f64 * between, height)
}

/// Before the first column, and between columns.
pub(super) fn between_columns(ground: bool) -> (f64, f64) {
    if ground { (0.0, TREES) } else { (GUTTER, GUTTER + COLUMN) }
}

/// Chains of a length bent into columns.
fn chain(tree: &Tree, at: usize, length: usize, found: &mut Vec<Shape>) {
    let above = &tree.nodes[tree.nodes[at].above];
    let inner = !above.is_ground() && above.reports.len() == 1 && above.assistants.is_empty();
    if length < SHORTEST_CHAIN || inner {
        return;
    }
    let cell = chain_cell(tree, at);
    for columns in (2..=12).filter(|columns| length >= 2 * columns) {
        let rows = length.div_ceil(columns) as f64;
        let lanes = length.div_ceil(length.div_ceil(columns)) as f64;
        let width = lanes * cell.0 + (lanes - 1.0) * LANE;
        let height = rows * (cell.1 + CHAIN) - CHAIN + 2.0 * TURN;
        found.push(Shape { width, height, plan: Plan::Chain { columns } });
    }
}

/// Between the columns of a chain.
pub(super) const LANE: f64 = 24.0;
/// Between the links of a chain.
pub(super) const CHAIN: f64 = 17.0;
/// Above and below the columns of a chain, where the line turns.
pub(super) const TURN: f64 = 11.0;

/// The largest box of a chain.
pub(super) fn chain_cell(tree: &Tree, at: usize) -> (f64, f64) {
    let mut cell = (0.0_f64, 0.0_f64);
    let mut next = Some(at);
    while let Some(node) = next.map(|it| &tree.nodes[it]) {
        cell = (cell.0.max(node.size.width), cell.1.max(node.size.height));
        next = node.reports.first().copied();
    }
    cell
}

/// At most so many of some numbers, each once, in order, the largest always.
fn sampled(mut numbers: Vec<f64>, most: usize) -> Vec<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers.dedup_by(|one, other| (*one - *other).abs() < 0.5);
    if numbers.len() <= most {
        return numbers;
    }
    let last = numbers.len() - 1;
    (0..most).map(|number| numbers[number * last / (most - 1)]).collect()
}

/// The shapes that no other beats in both measures, narrow ones first, and not too many.
fn prune(mut shapes: Vec<Shape>, most: usize) -> Vec<Shape> {
    shapes.sort_by(|one, other| {
        one.width.total_cmp(&other.width).then(one.height.total_cmp(&other.height))
    });
    let mut kept: Vec<Shape> = Vec::new();
    for shape in shapes {
        if kept.last().is_none_or(|last| shape.height < last.height - 0.5) {
            kept.push(shape);
        }
    }
    while kept.len() > most {
        // The one whose neighbours are most like each other is missed least.
        let step = |at: usize| kept[at + 1].width / kept[at - 1].width.max(1.0);
        let least = (1..kept.len() - 1).min_by(|one, other| step(*one).total_cmp(&step(*other)));
        kept.remove(least.unwrap_or(1));
    }
    kept
}
