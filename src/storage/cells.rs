//! The cells of rows. Tables have millions of them, so that those of many rows stand in one text.

use std::ops::Range;
use std::sync::Arc;

/// Rows, each with its line. Their cells stand behind each other in one text.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    text: String,
    /// Where each cell ends in the text; a letter behind that, the next one begins.
    ends: Vec<u32>,
    rows: Vec<Place>,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    line: u32,
    /// Where it begins in the text.
    start: u32,
    /// The place of its first cell.
    first: u32,
    /// How many cells it has.
    count: u32,
}

/// A number that is as large as a file may make it.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Rows {
    /// Takes a row.
    pub(super) fn push<S: AsRef<str>>(&mut self, line: usize, cells: impl Iterator<Item = S>) {
        let (first, start) = (self.ends.len(), self.text.len());
        push_cells(cells, 0, &mut self.text, &mut self.ends);
        self.close(line, start, first);
    }

    fn close(&mut self, line: usize, start: usize, first: usize) {
        let count = small(self.ends.len() - first);
        let (line, start, first) = (small(line), small(start), small(first));
        self.rows.push(Place { line, start, first, count });
    }

    /// The same rows in the text in which they were found.
    pub(super) fn within(self, mut text: String, said: &Said) -> Self {
        text.truncate(said.whole);
        text.push_str(&said.aside);
        Self { text, ..self }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A row with its line.
    pub(super) fn get(&self, at: usize) -> Option<(usize, Row<'_>)> {
        let Place { line, start, first, count } = *self.rows.get(at)?;
        let ends = self.ends.get(first as usize..first as usize + count as usize)?;
        Some((line as usize, Row { text: &self.text, start, ends }))
    }

    /// All rows, in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, Row<'_>)> + Clone {
        (0..self.rows.len()).filter_map(|at| self.get(at))
    }

    /// Leaves out the rows of which this does not hold.
    pub(super) fn retain(&mut self, mut stays: impl FnMut(usize, Row<'_>) -> bool) {
        let kept: Vec<Place> = (0..self.rows.len())
            .filter(|at| self.get(*at).is_some_and(|(line, row)| stays(line, row)))
            .map(|at| self.rows[at])
            .collect();
        self.rows = kept;
    }

    /// Leaves out the first rows.
    pub(super) fn skip(&mut self, count: usize) {
        self.rows.drain(..count.min(self.rows.len()));
    }

    /// Puts the last row before all others.
    pub(super) fn last_first(&mut self) {
        if let Some(last) = self.rows.pop() {
            self.rows.insert(0, last);
        }
    }

    /// The rows, each to be kept by itself.
    pub(super) fn into_cells(self) -> impl Iterator<Item = (usize, Cells)> {
        let rows = Arc::new(self);
        (0..rows.len()).filter_map(move |at| {
            let (line, _) = rows.get(at)?;
            Some((line, Cells(Words::Part(Arc::clone(&rows), at))))
        })
    }
}

impl<'r> IntoIterator for &'r Rows {
    type Item = (usize, Row<'r>);
    type IntoIter = Box<dyn Iterator<Item = (usize, Row<'r>)> + 'r>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

/// Puts cells behind a text that stands behind so many bytes, and where they end behind the ends.
fn push_cells<S: AsRef<str>>(
    cells: impl Iterator<Item = S>,
    behind: usize,
    text: &mut String,
    ends: &mut Vec<u32>,
) {
    for cell in cells {
        text.push_str(cell.as_ref());
        ends.push(small(behind + text.len()));
        text.push('\n');
    }
}

/// The rows of a text, which are found in it and stay there as far as it is plain.
pub(super) struct Found<'t> {
    /// The text.
    pub(super) text: &'t str,
    rows: Rows,
    said: Said,
}

/// What rows say that are found in a text.
#[derive(Default)]
pub(super) struct Said {
    /// So many bytes of the text, and nothing behind them.
    whole: usize,
    /// Cells that say something else than what stands there.
    aside: String,
}

impl<'t> Found<'t> {
    /// No row yet of a text.
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, rows: Rows::default(), said: Said::default() }
    }

    /// Of rows that stand in the text all lie within so many bytes. To be told before any other.
    pub(super) fn stand_within(&mut self, whole: usize) {
        self.said.whole = whole;
    }

    /// Takes a row that stands in the text, with the places at which one letter parts two cells.
    pub(super) fn push_whole(&mut self, line: usize, row: Range<usize>, parted: &[usize]) {
        let first = self.rows.ends.len();
        self.rows.ends.extend(parted.iter().map(|at| small(*at)));
        self.rows.ends.push(small(row.end));
        self.rows.close(line, row.start, first);
    }

    /// Takes a row that says something else.
    pub(super) fn push<S: AsRef<str>>(&mut self, line: usize, cells: impl Iterator<Item = S>) {
        let first = self.rows.ends.len();
        let Said { whole, aside } = &mut self.said;
        let start = *whole + aside.len();
        push_cells(cells, *whole, aside, &mut self.rows.ends);
        self.rows.close(line, start, first);
    }

    /// What was found, to be put together with the text.
    pub(super) fn end(self) -> (Rows, Said) {
        (self.rows, self.said)
    }
}

/// The cells of a row, to be looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'r> {
    text: &'r str,
    start: u32,
    ends: &'r [u32],
}

impl<'r> Row<'r> {
    /// How many cells there are.
    pub(super) fn len(self) -> usize {
        self.ends.len()
    }

    /// A cell; nothing behind the last.
    pub(super) fn get(self, at: usize) -> Option<&'r str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(self.start, |before| self.ends[before] + 1);
        self.text.get(start as usize..end as usize)
    }

    /// All cells, from left to right.
    pub(super) fn iter(self) -> impl Iterator<Item = &'r str> + Clone {
        (0..self.len()).map(move |at| self.get(at).unwrap_or_default())
    }
}

/// The cells of a row, to be kept and filled.
#[derive(Debug, Clone)]
pub(super) struct Cells(Words);

/// The text in which the cells stand behind each other.
#[derive(Debug, Clone)]
enum Words {
    /// One of its own, and where each cell ends.
    Own(String, Vec<u32>),
    /// That of many rows, of which it is one.
    Part(Arc<Rows>, usize),
}

impl Default for Cells {
    fn default() -> Self {
        Self(Words::Own(String::new(), Vec::new()))
    }
}

impl Cells {
    /// The row, to be looked at.
    pub(super) fn row(&self) -> Row<'_> {
        match &self.0 {
            Words::Own(text, ends) => Row { text, start: 0, ends },
            Words::Part(rows, at) => {
                rows.get(*at).map_or(Row { text: "", start: 0, ends: &[] }, |(_, row)| row)
            }
        }
    }

    /// One more cell at the end of the row.
    pub(super) fn push(&mut self, cell: &str) {
        if let Words::Part(..) = self.0 {
            *self = self.iter().collect();
        }
        if let Words::Own(text, ends) = &mut self.0 {
            text.push_str(cell);
            ends.push(small(text.len()));
            text.push('\n');
        }
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.row().len()
    }

    /// A cell; nothing behind the last.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        self.row().get(at)
    }

    /// All cells, from left to right.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.row().iter()
    }

    /// Writes into a cell in which nothing stands; the row grows where it is shorter.
    pub(super) fn fill(&mut self, at: usize, words: &str) {
        while self.len() < at {
            self.push("");
        }
        match self.get(at) {
            None => self.push(words),
            Some("") => {
                let with = |(place, cell)| if place == at { words } else { cell };
                *self = self.iter().enumerate().map(with).collect();
            }
            Some(_) => {}
        }
    }
}

impl PartialEq for Cells {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<T: AsRef<str>> FromIterator<T> for Cells {
    fn from_iter<I: IntoIterator<Item = T>>(cells: I) -> Self {
        let mut row = Self::default();
        cells.into_iter().for_each(|cell| row.push(cell.as_ref()));
        row
    }
}
