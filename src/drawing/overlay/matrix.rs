//! The matrix of who talks to whom, and beside it how many arrows run from unit to unit.

use std::collections::BTreeMap;

use super::Sheet;
use super::shape::{aligned, area, path, text};
use crate::drawing::picture::Matrix;
use crate::drawing::{Align, Ink, Mark, Stroke, Weight};
use crate::model::FlowKind;
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;

const WORD: f64 = 14.0;
/// Cells smaller than this hold no mark that can be told apart; then the totals stand alone.
const SMALLEST_CELL: f64 = 4.0;
/// So many arrows have the darkest shade in every picture.
const DARKEST: f64 = 60.0;
/// Room for the names of units beside the matrix, as a part of its room.
const NAMES: f64 = 0.16;

/// A square table: where it lies, and where each of its rows starts.
struct Grid {
    left: f64,
    top: f64,
    /// The edges of rows and columns, from 0.
    edges: Vec<(f64, f64)>,
}

impl Grid {
    fn cell(&self, row: usize, column: usize) -> Option<MapRect> {
        let (from, to) = (self.edges.get(row)?, self.edges.get(column)?);
        Some(MapRect {
            min: MapPoint::new(self.left + to.0, self.top + from.0),
            max: MapPoint::new(self.left + to.1, self.top + from.1),
        })
    }
}

impl Sheet<'_> {
    pub(super) fn matrix_chart(&self, marks: &mut Vec<Mark>) {
        let Some(matrix) = self.picture.matrix.as_ref() else { return };
        let scale = self.frame.scale;
        let top = self.heading_height() + self.margin() * 0.4;
        let foot = self.frame.height - self.footer_height() - self.margin() * 0.4;
        let room = MapRect {
            min: MapPoint::new(self.margin(), top),
            max: MapPoint::new(self.frame.width - self.margin(), foot.max(top + 60.0)),
        };
        let head = self.letters(WORD) * 1.8;
        let names = room.width() * NAMES * 0.75;
        let side = (room.height() - head).min(room.width() * 0.56 - names).max(40.0);
        let gaps = 4.0 * scale * matrix.blocks.len().saturating_sub(1) as f64;
        let cell = (side - gaps) / matrix.people.len().max(1) as f64;
        let (left, mut totals_left) = (room.min.x + names, room.min.x);
        if cell >= SMALLEST_CELL {
            let grid = people_grid(matrix, (left, top + head), cell, 4.0 * scale);
            self.people_matrix(matrix, &grid, cell, marks);
            totals_left = left + side + 28.0 * scale;
        }
        let wide = room.max.x - totals_left;
        self.totals(matrix, MapPoint::new(totals_left, top), wide, room.height(), marks);
    }

    fn people_matrix(&self, matrix: &Matrix, grid: &Grid, cell: f64, marks: &mut Vec<Mark>) {
        let block =
            |number: usize| matrix.blocks.get(number).map(|it| (it.start, it.start + it.len - 1));
        for one in 0..matrix.blocks.len() {
            for other in 0..matrix.blocks.len() {
                let (Some(rows), Some(columns)) = (block(one), block(other)) else { continue };
                let corners = (grid.cell(rows.0, columns.0), grid.cell(rows.1, columns.1));
                let (Some(first), Some(last)) = corners else { continue };
                let rect = first.union(&last);
                let ink =
                    if one == other { Ink::Shade { tone: 0.35 } } else { Ink::Shade { tone: 0.1 } };
                marks.push(area(rect, 0.0, ink));
                if one == other {
                    let stroke = Stroke::solid(Ink::Axis, 1.0 * self.frame.scale);
                    marks.push(path(vec![rect.min, rect.max], stroke));
                }
                if is_quietest(matrix, one, other) {
                    let stroke = Some(Stroke::solid(Ink::Text, 2.4 * self.frame.scale));
                    marks.push(Mark::Box { rect, corner: 2.0, fill: None, stroke });
                }
            }
        }
        let mut kinds: BTreeMap<(usize, usize), Vec<&FlowKind>> = BTreeMap::new();
        for it in &matrix.cells {
            kinds.entry((it.from, it.to)).or_default().push(&it.kind);
        }
        for ((from, to), kinds) in kinds {
            if let Some(rect) = grid.cell(from, to) {
                marks.extend(signs_in(&kinds, rect.center(), cell));
            }
        }
        self.block_names(matrix, grid, marks);
    }

    fn block_names(&self, matrix: &Matrix, grid: &Grid, marks: &mut Vec<Mark>) {
        let size = self.letters(WORD);
        for (number, block) in matrix.blocks.iter().enumerate() {
            let corners = (
                grid.cell(block.start, block.start),
                grid.cell(block.start + block.len - 1, block.start + block.len - 1),
            );
            let (Some(first), Some(last)) = corners else { continue };
            let rect = first.union(&last);
            let quiet =
                matrix.quietest.is_some_and(|(one, other)| number == one || number == other);
            let weight = if quiet { Weight::SemiBold } else { Weight::Regular };
            let shorten =
                |room: f64| typeface::shorten(&block.name, size, weight, room).into_owned();
            if rect.height() >= size * 0.9 {
                let words = shorten(grid.left - self.margin() - 8.0);
                let at = MapPoint::new(
                    grid.left - 7.0 * self.frame.scale,
                    rect.center().y + size * 0.36,
                );
                marks.push(aligned(text(words, at, size, weight, Ink::Text), Align::Right));
            }
            let words = shorten(rect.width() + 4.0);
            if words.chars().filter(|letter| *letter != '…').count() >= 3 {
                let at = MapPoint::new(rect.center().x, grid.top - size * 0.4);
                marks.push(aligned(text(words, at, size, weight, Ink::Text), Align::Center));
            }
        }
    }

    /// How many arrows run from unit to unit.
    fn totals(&self, matrix: &Matrix, at: MapPoint, wide: f64, tall: f64, marks: &mut Vec<Mark>) {
        let size = self.letters(WORD);
        let count = matrix.blocks.len().max(1) as f64;
        let names = wide * 0.3;
        let cell_wide = (wide - names) / count;
        let cell_tall =
            ((tall - size * 4.0) / count).min(size * 3.0).min(cell_wide.max(size * 1.6));
        let title = "Arrows by unit, from row to column";
        let title = typeface::shorten(title, size, Weight::SemiBold, wide).into_owned();
        let head = MapPoint::new(at.x, at.y + size);
        marks.push(text(title, head, size, Weight::SemiBold, Ink::Text));
        let top = at.y + size * 3.2;
        for (row, block) in matrix.blocks.iter().enumerate() {
            let y = top + row as f64 * cell_tall;
            let middle = y + cell_tall / 2.0 + size * 0.36;
            let words = typeface::shorten(&block.name, size, Weight::Regular, names - 10.0);
            let place = MapPoint::new(at.x + names - 8.0, middle);
            let name = text(words.into_owned(), place, size, Weight::Regular, Ink::Text);
            marks.push(aligned(name, Align::Right));
            let words = typeface::shorten(&block.name, size, Weight::Regular, cell_wide - 2.0);
            if words.chars().filter(|letter| *letter != '…').count() >= 3 {
                let x = at.x + names + (row as f64 + 0.5) * cell_wide;
                let place = MapPoint::new(x, top - size * 0.5);
                let name = text(words.into_owned(), place, size, Weight::Regular, Ink::Text);
                marks.push(aligned(name, Align::Center));
            }
            for column in 0..matrix.blocks.len() {
                let min = MapPoint::new(at.x + names + column as f64 * cell_wide, y);
                let rect = MapRect { min, max: min.offset(cell_wide - 2.0, cell_tall - 2.0) };
                self.total(matrix, row, column, rect, marks);
            }
        }
    }

    fn total(
        &self,
        matrix: &Matrix,
        row: usize,
        column: usize,
        rect: MapRect,
        marks: &mut Vec<Mark>,
    ) {
        let size = self.letters(WORD);
        let arrows = matrix.between(row, column);
        let tone = 0.06 + 0.94 * (arrows as f64 / DARKEST).min(1.0);
        marks.push(area(rect, 0.0, Ink::Shade { tone }));
        if is_quietest(matrix, row, column) {
            let stroke = Some(Stroke::solid(Ink::Text, 2.4 * self.frame.scale));
            marks.push(Mark::Box { rect, corner: 2.0, fill: None, stroke });
        }
        let words = if arrows == 0 { "·".to_owned() } else { arrows.to_string() };
        if Self::width_of(&words, size, Weight::SemiBold) < rect.width() && rect.height() > size {
            let place = MapPoint::new(rect.center().x, rect.center().y + size * 0.36);
            let figure = text(words, place, size, Weight::SemiBold, Ink::OnShade { tone });
            marks.push(aligned(figure, Align::Center));
        }
    }
}

/// Whether a block is one of the two of least talk.
fn is_quietest(matrix: &Matrix, row: usize, column: usize) -> bool {
    matrix
        .quietest
        .is_some_and(|(one, other)| (row, column) == (one, other) || (row, column) == (other, one))
}

fn people_grid(matrix: &Matrix, (left, top): (f64, f64), cell: f64, gap: f64) -> Grid {
    let mut edges = Vec::new();
    let mut at = 0.0;
    for block in &matrix.blocks {
        for _ in 0..block.len {
            edges.push((at, at + cell));
            at += cell;
        }
        at += gap;
    }
    Grid { left, top, edges }
}

/// The signs of one cell: alone in its middle, or smaller in its corners, so that none covers
/// another.
fn signs_in(kinds: &[&FlowKind], middle: MapPoint, cell: f64) -> Vec<Mark> {
    const CORNERS: [(f64, f64); 4] = [(-1.0, -1.0), (1.0, 1.0), (1.0, -1.0), (-1.0, 1.0)];
    if let [kind] = kinds {
        return vec![sign_of(kind, middle, cell * 0.38)];
    }
    let corner = |(x, y): (f64, f64)| middle.offset(x * cell * 0.24, y * cell * 0.24);
    kinds.iter().zip(CORNERS).map(|(kind, at)| sign_of(kind, corner(at), cell * 0.2)).collect()
}

/// A ring asks, a triangle that points down tells, a dash informs: told apart without colour.
pub(in crate::drawing) fn sign_of(kind: &FlowKind, at: MapPoint, half: f64) -> Mark {
    match kind {
        FlowKind::Consult => Mark::Circle {
            center: at,
            radius: half * 0.8,
            fill: None,
            stroke: Some(Stroke::solid(Ink::Consult, half * 0.45)),
        },
        FlowKind::Instruct => Mark::Path {
            points: vec![
                at.offset(-half, -half * 0.8),
                at.offset(half, -half * 0.8),
                at.offset(0.0, half),
            ],
            closed: true,
            fill: Some(Ink::Instruct),
            stroke: None,
        },
        _ => path(
            vec![at.offset(-half, 0.0), at.offset(half, 0.0)],
            Stroke::solid(Ink::Inform, half * 0.7),
        ),
    }
}
