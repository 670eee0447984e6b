//! The levels of the chart: where they lie on the drawing, and what each holds.

use std::collections::BTreeMap;

use super::build::View;
use crate::analysis::{Analysis, Defined, HierarchySource};
use crate::layout::Arrangement;
use crate::wording::Lens;

/// The levels of the chart, the top first.
#[derive(Debug, Clone, PartialEq)]
pub struct Levels {
    /// Each level.
    pub levels: Vec<Level>,
    /// Whether the levels lie below each other on the drawing, each in a band of its own.
    pub aligned: bool,
    /// Mean level of authority, 0 the top; nothing where it is not defined, here and below.
    pub authority: Option<f64>,
    /// Mean level of knowledge.
    pub knowledge: Option<f64>,
}

/// One level of the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// The upper edge of its boxes on the map.
    pub top: f64,
    /// Their lower edge.
    pub bottom: f64,
    /// Its share of the authority of those in the chart; nothing where it is not shown.
    pub decides: Option<f64>,
    /// Its share of their knowledge.
    pub knows: Option<f64>,
}

impl Level {
    /// Its middle on the map.
    #[must_use]
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }
}

impl Levels {
    /// Whether shares by level are shown.
    #[must_use]
    pub fn has_bars(&self) -> bool {
        self.levels.iter().any(|level| level.decides.is_some() || level.knows.is_some())
    }

    /// The height on the map of a place among the levels, 0 the top level, between two of them
    /// in proportion.
    #[must_use]
    pub fn at(&self, depth: f64) -> f64 {
        let last = self.levels.len().saturating_sub(1);
        let upper = (depth.max(0.0).floor() as usize).min(last);
        let lower = (upper + 1).min(last);
        let middle = |index: usize| self.levels.get(index).map_or(0.0, Level::middle);
        middle(upper) + (middle(lower) - middle(upper)) * (depth - upper as f64).clamp(0.0, 1.0)
    }
}

/// The levels in the lenses that are read by level; nothing without a chart of two levels.
pub(super) fn levels(view: &View) -> Option<Levels> {
    let lens = view.input.lens;
    let analysis = view.input.analysis?;
    let hierarchy = &analysis.hierarchy;
    let by_level = matches!(lens, Lens::AuthorityAndKnowledge | Lens::CenterOfGravity);
    if !by_level || hierarchy.source == HierarchySource::None || hierarchy.levels < 2 {
        return None;
    }
    let (edges, aligned) = edges(analysis, view.input.arrangement)?;
    let shown = lens == Lens::AuthorityAndKnowledge && analysis.gap.is_ok();
    let column = |column: &Defined<Vec<f64>>| {
        column.as_ref().ok().filter(|_| shown).and_then(|column| by_depth(analysis, column))
    };
    let (decides, knows) = (column(&analysis.authority.pooled), column(&analysis.knowledge.pooled));
    let share = |column: &Option<Vec<f64>>, depth: usize| column.as_ref()?.get(depth).copied();
    let levels = edges.iter().enumerate().map(|(depth, (top, bottom))| Level {
        top: *top,
        bottom: *bottom,
        decides: share(&decides, depth),
        knows: share(&knows, depth),
    });
    let mean = |column: &Option<Vec<f64>>| {
        let column = column.as_ref()?;
        Some(column.iter().enumerate().map(|(depth, share)| depth as f64 * share).sum())
    };
    Some(Levels {
        levels: levels.collect(),
        aligned,
        authority: mean(&decides),
        knowledge: mean(&knows),
    })
}

/// The share of every level of what lies in the chart; nothing where nothing does.
fn by_depth(analysis: &Analysis, column: &[f64]) -> Option<Vec<f64>> {
    let mut shares = vec![0.0; analysis.hierarchy.levels];
    for (id, share) in analysis.people.iter().zip(column) {
        let depth = analysis.hierarchy.depth.get(id);
        if let Some(level) = depth.and_then(|depth| shares.get_mut(*depth)) {
            *level += share;
        }
    }
    let placed: f64 = shares.iter().sum();
    (placed > 0.0).then(|| shares.iter().map(|share| share / placed).collect())
}

/// The upper and lower edge of every level, and whether all are drawn and no two share a height.
fn edges(analysis: &Analysis, drawing: &Arrangement) -> Option<(Vec<(f64, f64)>, bool)> {
    let mut drawn: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for id in drawing.points.keys() {
        let Some(depth) = analysis.hierarchy.depth.get(id) else { continue };
        let Some(rect) = drawing.rect(*id) else { continue };
        let edge = drawn.entry(*depth).or_insert((rect.min.y, rect.max.y));
        *edge = (edge.0.min(rect.min.y), edge.1.max(rect.max.y));
    }
    let mut edges: Vec<(f64, f64)> = Vec::new();
    let mut aligned = true;
    for depth in 0..analysis.hierarchy.levels {
        let before = edges.last().copied();
        let below = before.map(|(top, bottom)| (bottom + 30.0, bottom + 30.0 + (bottom - top)));
        // A level that is folded away has its place below the one above it.
        let own = drawn.get(&depth).copied();
        let edge = own.or(below)?;
        aligned &= own.is_some();
        aligned &= before.is_none_or(|(_, bottom)| bottom <= edge.0);
        edges.push(edge);
    }
    Some((edges, aligned))
}
