//! The chart as numbered nodes: what the search for the best shape walks over.

use std::collections::BTreeMap;

use super::forest::Forest;
use super::size::BoxText;
use crate::model::{PositionId, PositionKind, Stage};
use crate::quantity::MapSize;

/// Up to so many units the reports of one superior who lead nobody stand in a block for each.
const MOST_BLOCKS: usize = 6;

/// A chart of one or more trees below a ground, which is no position. Superiors come before
/// their reports.
pub(super) struct Tree {
    /// The first is the ground.
    pub(super) nodes: Vec<Node>,
    /// By depth, the ground at 0: the height of the highest box.
    pub(super) heads: Vec<f64>,
    /// By depth: how high the assistants below a box stand, 0 where there are none.
    pub(super) strips: Vec<f64>,
}

/// How the reports of one superior who lead nobody stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// In a block for each unit, else in one.
    pub(super) parted: bool,
    /// Where they are one or two beside branches: beside the line down to these, as assistants do.
    pub(super) staff: bool,
}

impl Form {
    /// The forms that are tried, the usual one first.
    pub(super) const ALL: [Self; 3] = [
        Self { parted: true, staff: false },
        Self { parted: false, staff: false },
        Self { parted: true, staff: true },
    ];
}

/// One position, or the ground.
pub(super) struct Node {
    /// Nothing for the ground.
    pub(super) id: Option<PositionId>,
    /// Whom it reports to; the ground for itself.
    pub(super) above: usize,
    pub(super) depth: usize,
    pub(super) size: MapSize,
    /// The reports that are no assistants, in order.
    pub(super) reports: Vec<usize>,
    /// The reports as they stand side by side.
    pub(super) items: Vec<Item>,
    pub(super) assistants: Vec<usize>,
}

/// What stands beside other things below a superior.
pub(super) enum Item {
    /// A report with reports of its own.
    Branch(usize),
    /// Reports who lead nobody: a list.
    Block(Block),
}

/// Reports of one superior who lead nobody.
pub(super) struct Block {
    pub(super) members: Vec<usize>,
    /// The size of the largest box.
    pub(super) cell: MapSize,
    /// The height of every box.
    heights: Vec<f64>,
}

impl Block {
    /// How high each row is when the members stand in so many rows and columns, one below the
    /// other if `down`, else side by side first.
    pub(super) fn row_heights(&self, rows: usize, columns: usize, down: bool) -> Vec<f64> {
        let mut highs = vec![0.0_f64; rows];
        for (number, high) in self.heights.iter().enumerate() {
            let row = if down { number % rows } else { number / columns };
            if let Some(most) = highs.get_mut(row) {
                *most = most.max(*high);
            }
        }
        highs
    }
}

/// Between the rows of assistants.
pub(super) const ASSISTANTS: f64 = 9.0;
/// From a box to the assistants below it.
pub(super) const BELOW: f64 = 14.0;
/// Between an assistant and the line beside which it stands.
pub(super) const BESIDE: f64 = 16.0;

impl Tree {
    /// The chart of a forest, with those outside of it as a last block on the ground. The reports
    /// of one superior who lead nobody stand as the form says.
    pub(super) fn of(
        stage: &Stage,
        forest: &Forest,
        tray: &[PositionId],
        sizes: &BTreeMap<PositionId, BoxText>,
        form: Form,
    ) -> Self {
        let size = |id: PositionId| sizes.get(&id).map(|text| text.size).unwrap_or_default();
        let ground = Node::new(None, 0, 0, MapSize::default());
        let mut tree = Self { nodes: vec![ground], heads: Vec::new(), strips: Vec::new() };
        let mut at = 0;
        while at < tree.nodes.len() {
            let below: &[PositionId] = match tree.nodes[at].id {
                None => &forest.roots,
                Some(id) => forest.reports.get(&id).map_or(&[], Vec::as_slice),
            };
            let depth = tree.nodes[at].depth + 1;
            let leaves = below.iter().filter(|id| !forest.reports.contains_key(id)).count();
            let by_hand = below.iter().any(|id| forest.ordered.contains(id));
            let beside = form.staff && !by_hand && leaves <= 2 && below.len() - leaves >= 2;
            for id in below {
                let number = tree.nodes.len();
                tree.nodes.push(Node::new(Some(*id), at, depth, size(*id)));
                let kind = stage.positions().get(*id).map(|position| position.kind);
                let leads = forest.reports.contains_key(id);
                let staff = beside || kind == Some(PositionKind::Assistant);
                if staff && !leads && at > 0 {
                    tree.nodes[at].assistants.push(number);
                } else {
                    tree.nodes[at].reports.push(number);
                }
            }
            at += 1;
        }
        tree.group(stage, forest, form.parted);
        tree.add_tray(tray, size);
        tree.measure();
        tree
    }

    fn group(&mut self, stage: &Stage, forest: &Forest, parted: bool) {
        let unit = |node: &Node| stage.positions().get(node.id?).and_then(|it| it.unit);
        for at in 0..self.nodes.len() {
            let reports = &self.nodes[at].reports;
            let leads = |node: &usize| !self.nodes[*node].reports.is_empty();
            let by_hand = reports
                .iter()
                .any(|node| self.nodes[*node].id.is_some_and(|id| forest.ordered.contains(&id)));
            let mut runs: Vec<Vec<usize>> = Vec::new();
            let mut items = Vec::new();
            if by_hand {
                // Whoever was put between two branches stays there.
                for run in reports.chunk_by(|one, other| !leads(one) && !leads(other)) {
                    match run {
                        [one] if leads(one) => items.push(Item::Branch(*one)),
                        _ => items.push(self.block(run.to_vec())),
                    }
                }
            } else {
                items.extend(reports.iter().filter(|it| leads(it)).map(|it| Item::Branch(*it)));
                let leaves: Vec<usize> = reports.iter().filter(|it| !leads(it)).copied().collect();
                let same = |one: &usize, other: &usize| {
                    unit(&self.nodes[*one]) == unit(&self.nodes[*other])
                };
                runs.extend(leaves.chunk_by(same).map(<[usize]>::to_vec));
                if !parted || runs.len() > MOST_BLOCKS || runs.iter().any(|run| run.len() < 2) {
                    runs = vec![leaves];
                }
                items.extend(
                    runs.into_iter().filter(|run| !run.is_empty()).map(|it| self.block(it)),
                );
            }
            self.nodes[at].items = items;
        }
    }

    fn block(&self, members: Vec<usize>) -> Item {
        let sizes = members.iter().map(|node| self.nodes[*node].size);
        let cell = sizes.fold(MapSize::default(), |cell, size| {
            MapSize::new(cell.width.max(size.width), cell.height.max(size.height))
        });
        let heights = members.iter().map(|node| self.nodes[*node].size.height).collect();
        Item::Block(Block { members, cell, heights })
    }

    fn add_tray(&mut self, tray: &[PositionId], size: impl Fn(PositionId) -> MapSize) {
        let first = self.nodes.len();
        self.nodes.extend(tray.iter().map(|id| Node::new(Some(*id), 0, 1, size(*id))));
        let members: Vec<usize> = (first..self.nodes.len()).collect();
        if !members.is_empty() {
            let block = self.block(members);
            self.nodes[0].items.push(block);
        }
    }

    fn measure(&mut self) {
        let levels = self.nodes.iter().map(|node| node.depth + 1).max().unwrap_or(0);
        self.heads = vec![0.0; levels];
        self.strips = vec![0.0; levels];
        for node in &self.nodes {
            let rows = node.assistants.len().div_ceil(2);
            let high = self.assistant(node).height;
            let strip = BELOW - ASSISTANTS + rows as f64 * (high + ASSISTANTS);
            let strip = if rows > 0 { strip } else { 0.0 };
            self.heads[node.depth] = self.heads[node.depth].max(node.size.height);
            self.strips[node.depth] = self.strips[node.depth].max(strip);
        }
    }

    /// The size of the largest assistant of a node.
    pub(super) fn assistant(&self, node: &Node) -> MapSize {
        let sizes = node.assistants.iter().map(|node| self.nodes[*node].size);
        sizes.fold(MapSize::default(), |cell, size| {
            MapSize::new(cell.width.max(size.width), cell.height.max(size.height))
        })
    }

    /// How wide a node is with its assistants.
    pub(super) fn head_width(&self, node: &Node) -> f64 {
        let beside = match node.assistants.len() {
            0 => 0.0,
            _ => 2.0 * (self.assistant(node).width + BESIDE),
        };
        node.size.width.max(beside)
    }

    /// From the head of a node to the foot of its assistants; the same for a whole level, so that
    /// rows stay rows.
    pub(super) fn head_height(&self, depth: usize) -> f64 {
        self.heads[depth] + self.strips[depth]
    }
}

impl Node {
    fn new(id: Option<PositionId>, above: usize, depth: usize, size: MapSize) -> Self {
        let (reports, items, assistants) = (Vec::new(), Vec::new(), Vec::new());
        Self { id, above, depth, size, reports, items, assistants }
    }

    /// Whether it is the ground, on which trees stand and from which no line leads.
    pub(super) fn is_ground(&self) -> bool {
        self.id.is_none()
    }
}
