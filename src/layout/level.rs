//! Charts in which every level is a row of its own: how many rows the lists of each level have.

use super::shape::{BRANCH, DROP, Grid, TREES, tray_below};
use super::tree::{Block, Item, Node, Tree};

/// One level of the chart on the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// Where it begins: the head of its highest box.
    pub start: f64,
    /// Where it ends: the foot of its lowest box.
    pub end: f64,
}

impl Level {
    /// Its middle.
    #[must_use]
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.start, self.end)
    }
}

/// Numbers of rows that are tried for a list.
const ROWS: [usize; 16] = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 19, 24, 30, 40, 60];
/// Positions times levels up to which each level is tried on its own.
const FEW: usize = 200_000;

/// How a chart stands in levels.
pub(super) struct Levels {
    /// By depth: the most rows of its lists.
    pub(super) rows: Vec<usize>,
    /// By depth: where the level begins.
    pub(super) tops: Vec<f64>,
    /// By node: how wide it is with all below it.
    pub(super) widths: Vec<f64>,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Levels {
    /// The levels that are drawn largest in a frame of these proportions, width by height; of those
    /// that need to shrink to no more than `enough`, the one with the fewest rows.
    pub(super) fn best(tree: &Tree, aspect: f64, enough: f64) -> Self {
        let listed = listed(tree);
        let mut best = Self::of(tree, vec![1; tree.heads.len()]);
        let consider = |rows: Vec<usize>, best: &mut Self| {
            let other = Self::of(tree, rows);
            let smallness = |levels: &Self| levels.smallness(aspect).max(enough);
            if smallness(&other) < smallness(best) - 1e-9 {
                *best = other;
            }
        };
        for rows in ROWS {
            consider(vec![rows; tree.heads.len()], &mut best);
        }
        if listed.len() * tree.nodes.len() > FEW {
            return best;
        }
        for depth in listed.iter().chain(&listed) {
            for rows in ROWS {
                let mut other = best.rows.clone();
                other[*depth] = rows;
                consider(other, &mut best);
            }
        }
        best
    }

    /// The levels with every list in one column.
    pub(super) fn columns(tree: &Tree) -> Self {
        Self::of(tree, vec![usize::MAX; tree.heads.len()])
    }

    fn of(tree: &Tree, rows: Vec<usize>) -> Self {
        let levels = tree.heads.len();
        let mut heights: Vec<f64> = (0..levels).map(|depth| tree.head_height(depth)).collect();
        let mut widths = vec![0.0_f64; tree.nodes.len()];
        for at in (0..tree.nodes.len()).rev() {
            let node = &tree.nodes[at];
            let mut below = 0.0;
            let mut items = 0_usize;
            for item in &node.items {
                below += match item {
                    Item::Branch(branch) => widths[*branch],
                    Item::Block(_) if node.is_ground() => continue,
                    Item::Block(block) => {
                        let grid = Grid::of(block, rows[node.depth + 1], false);
                        let height = &mut heights[node.depth + 1];
                        *height = height.max(grid.height);
                        grid.width
                    }
                };
                items += 1;
            }
            let between = if node.is_ground() { TREES } else { BRANCH };
            below += items.saturating_sub(1) as f64 * between;
            widths[at] = below.max(tree.head_width(node));
        }
        let mut tops = vec![0.0; levels];
        let mut top = 0.0;
        for depth in 1..levels {
            tops[depth] = top;
            top += heights[depth] + DROP;
        }
        let chart = if widths[0] > 0.0 { (top - DROP).max(0.0) } else { 0.0 };
        let (mut width, mut height) = (widths[0], chart);
        if let Some(block) = tray(&tree.nodes[0]) {
            let grid = tray_below(block, width);
            width = width.max(grid.width);
            height += grid.height + if chart > 0.0 { TREES } else { 0.0 };
        }
        Self { rows, tops, widths, width, height }
    }

    /// How much the chart must shrink to fit a frame of these proportions and of height 1.
    pub(super) fn smallness(&self, aspect: f64) -> f64 {
        (self.width / aspect).max(self.height)
    }
}

/// The positions outside of the chart.
pub(super) fn tray(ground: &Node) -> Option<&Block> {
    ground.items.iter().find_map(|item| match item {
        Item::Block(block) => Some(block),
        Item::Branch(_) => None,
    })
}

/// The levels that have lists of more than one.
fn listed(tree: &Tree) -> Vec<usize> {
    let mut listed: Vec<usize> = tree
        .nodes
        .iter()
        .filter(|node| !node.is_ground())
        .filter(|node| {
            let list = |item: &Item| matches!(item, Item::Block(it) if it.members.len() > 1);
            node.items.iter().any(list)
        })
        .map(|node| node.depth + 1)
        .collect();
    listed.sort_unstable();
    listed.dedup();
    listed
}
