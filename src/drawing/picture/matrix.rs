//! Who talks to whom as an ordered matrix: a row and a column for every person, by unit and then
//! by level.

use std::collections::BTreeMap;

use super::build::View;
use super::describe;
use crate::model::{FlowKind, PositionId, UnitId};

/// The matrix: rows are from whom, columns to whom.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    /// The people in the order of rows and columns.
    pub people: Vec<MatrixPerson>,
    /// The blocks of the units, in order; those in no unit come last.
    pub blocks: Vec<MatrixBlock>,
    /// What is drawn, by row and then by column.
    pub cells: Vec<MatrixCell>,
    /// The block of least talk between two units, both ways; nothing without two units.
    pub quietest: Option<(usize, usize)>,
}

/// A row and a column.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixPerson {
    /// Whose.
    pub id: PositionId,
    /// What the position is called.
    pub name: String,
}

/// The rows and columns of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixBlock {
    /// What the unit is called.
    pub name: String,
    /// Its first row.
    pub start: usize,
    /// How many rows it has.
    pub len: usize,
}

/// A kind of flow from a row to a column.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixCell {
    /// The row.
    pub from: usize,
    /// The column.
    pub to: usize,
    /// The kind.
    pub kind: FlowKind,
}

impl Matrix {
    /// How many arrows run from one block to another.
    #[must_use]
    pub fn between(&self, from: usize, to: usize) -> usize {
        let holds = |block: usize, place: usize| {
            self.blocks
                .get(block)
                .is_some_and(|block| (block.start..block.start + block.len).contains(&place))
        };
        self.cells.iter().filter(|cell| holds(from, cell.from) && holds(to, cell.to)).count()
    }
}

/// The matrix of a stage; nothing where nobody talks.
pub(super) fn matrix(view: &View) -> Option<Matrix> {
    let depth = view.input.analysis.map(|analysis| &analysis.hierarchy.depth);
    let last = usize::MAX;
    let mut order: Vec<(Option<UnitId>, usize, PositionId)> = view
        .stage
        .positions()
        .iter()
        .filter(|(_, position)| !position.is_vacant())
        .map(|(id, position)| {
            let level = depth.and_then(|depth| depth.get(&id)).copied().unwrap_or(last);
            (position.unit, level, id)
        })
        .collect();
    order.sort_by_key(|(unit, level, id)| (unit.is_none(), *unit, *level, *id));
    let row: BTreeMap<PositionId, usize> =
        order.iter().enumerate().map(|(place, (.., id))| (*id, place)).collect();
    let mut blocks: Vec<(Option<UnitId>, MatrixBlock)> = Vec::new();
    for (place, (unit, ..)) in order.iter().enumerate() {
        match blocks.last_mut() {
            Some((before, block)) if before == unit => block.len += 1,
            _ => {
                let name = unit.map_or_else(
                    || "no unit".to_owned(),
                    |unit| describe::unit_name(view.stage, unit),
                );
                blocks.push((*unit, MatrixBlock { name, start: place, len: 1 }));
            }
        }
    }
    let cell = |from: PositionId, to: PositionId, kind: &FlowKind| {
        let standard = FlowKind::STANDARD.contains(kind);
        let (from, to) = (*row.get(&from)?, *row.get(&to)?);
        standard.then(|| MatrixCell { from, to, kind: kind.clone() })
    };
    let flows = view.stage.flows().iter();
    let mut cells: Vec<MatrixCell> =
        flows.filter_map(|(_, flow)| cell(flow.from, flow.to, &flow.kind)).collect();
    cells.sort_by_key(|cell| (cell.from, cell.to));
    if cells.is_empty() {
        return None;
    }
    let people =
        order.into_iter().map(|(.., id)| MatrixPerson { id, name: describe::name(view.stage, id) });
    let mut matrix = Matrix {
        people: people.collect(),
        blocks: blocks.into_iter().map(|(_, block)| block).collect(),
        cells,
        quietest: None,
    };
    matrix.quietest = quietest(&matrix);
    Some(matrix)
}

/// The two blocks between which fewest arrows run for the number of their pairs; of equals, the
/// larger.
fn quietest(matrix: &Matrix) -> Option<(usize, usize)> {
    /// Smaller units are as good as silent by chance.
    const LEAST: usize = 3;
    let large = |block: &usize| matrix.blocks.get(*block).is_some_and(|it| it.len >= LEAST);
    let blocks: Vec<usize> = (0..matrix.blocks.len()).filter(large).collect();
    let mut pairs = Vec::new();
    for (at, one) in blocks.iter().enumerate() {
        for other in &blocks[at + 1..] {
            let arrows = matrix.between(*one, *other) + matrix.between(*other, *one);
            let pairs_of_people = matrix.blocks[*one].len * matrix.blocks[*other].len;
            pairs.push((arrows as f64 / pairs_of_people as f64, pairs_of_people, (*one, *other)));
        }
    }
    let least = |a: &(f64, usize, (usize, usize)), b: &(f64, usize, (usize, usize))| {
        a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2))
    };
    pairs.into_iter().min_by(least).map(|(.., pair)| pair)
}

/// What the matrix says, in one sentence with its number, and how to read it.
pub(super) fn message(matrix: &Matrix) -> (String, String) {
    let all = matrix.cells.len();
    let inside: usize = (0..matrix.blocks.len()).map(|block| matrix.between(block, block)).sum();
    let share = crate::wording::words::percent(inside as f64 / all.max(1) as f64);
    let kept = format!("{share} of the talk stays inside a unit");
    let reading = "A row is from whom, a column to whom; inside a unit the highest level stands \
                   first, so that marks above the diagonal run down.";
    let Some((one, other)) = matrix.quietest else { return (kept, reading.into()) };
    let arrows = matrix.between(one, other) + matrix.between(other, one);
    let name = |block: usize| matrix.blocks[block].name.as_str();
    let verb = if arrows == 1 { "runs" } else { "run" };
    let arrows = if arrows == 0 { "none".to_owned() } else { arrows.to_string() };
    let quiet = format!(
        "{} and {} talk least: {arrows} of {all} arrows {verb} between them",
        name(one),
        name(other)
    );
    (quiet, format!("{kept}. {reading}"))
}
