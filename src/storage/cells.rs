//! The cells of rows. Tables have millions of them, so that those of a row stand in one text, and
//! the texts of many rows in one piece of memory.

use std::sync::Arc;

/// The cells of a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells {
    text: Words,
    ends: Ends,
}

/// The text in which the cells stand behind each other.
#[derive(Debug, Clone)]
enum Words {
    Own(String),
    /// From a place on in the text of many rows.
    Part(Arc<str>, usize),
}

/// Where each cell of a row ends in its text.
#[derive(Debug, Clone)]
enum Ends {
    /// As many as rows mostly have.
    Few(u8, [u16; FEW]),
    Many(Vec<u32>),
}

const FEW: usize = 11;

impl Default for Words {
    fn default() -> Self {
        Self::Own(String::new())
    }
}

impl Default for Ends {
    fn default() -> Self {
        Self::Few(0, [0; FEW])
    }
}

impl Ends {
    fn push(&mut self, end: usize) {
        // No text is larger than a file may be.
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        match self {
            Self::Few(count, few) => match (few.get_mut(usize::from(*count)), u16::try_from(end)) {
                (Some(place), Ok(end)) => {
                    *place = end;
                    *count += 1;
                }
                _ => {
                    let few = few.iter().take(usize::from(*count)).map(|end| u32::from(*end));
                    *self = Self::Many(few.chain([end]).collect());
                }
            },
            Self::Many(many) => many.push(end),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Few(count, _) => usize::from(*count),
            Self::Many(many) => many.len(),
        }
    }

    fn at(&self, place: usize) -> usize {
        match self {
            Self::Few(_, few) => usize::from(few[place]),
            Self::Many(many) => many[place] as usize,
        }
    }
}

impl Cells {
    /// One more cell at the end of the row.
    pub(super) fn push(&mut self, cell: &str) {
        if let Words::Part(..) = self.text {
            *self = self.iter().collect();
        }
        if let Words::Own(text) = &mut self.text {
            text.push_str(cell);
            self.ends.push(text.len());
        }
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell; nothing behind the last.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        if at >= self.len() {
            return None;
        }
        let start = if at == 0 { 0 } else { self.ends.at(at - 1) };
        let end = self.ends.at(at);
        match &self.text {
            Words::Own(text) => text.get(start..end),
            Words::Part(text, from) => text.get(from + start..from + end),
        }
    }

    /// All cells, from left to right.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        (0..self.len()).map(|at| self.get(at).unwrap_or_default())
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

/// Rows, each with its line, in pieces of memory that many of them share.
#[derive(Default)]
pub(super) struct Gathered {
    rows: Vec<(usize, Cells)>,
    text: String,
    /// Of the rows in the text: their lines, where they begin, and where their cells end.
    open: Vec<(usize, usize, Ends)>,
}

impl Gathered {
    /// So many bytes stand in one piece.
    const PIECE: usize = 1 << 18;

    /// Takes a row.
    pub(super) fn push<'c>(&mut self, line: usize, cells: impl Iterator<Item = &'c str>) {
        if self.text.len() >= Self::PIECE {
            self.close();
        }
        let start = self.text.len();
        let mut ends = Ends::default();
        for cell in cells {
            self.text.push_str(cell);
            ends.push(self.text.len() - start);
        }
        self.open.push((line, start, ends));
    }

    fn close(&mut self) {
        let text: Arc<str> = Arc::from(self.text.as_str());
        self.text.clear();
        self.rows.extend(self.open.drain(..).map(|(line, start, ends)| {
            (line, Cells { text: Words::Part(Arc::clone(&text), start), ends })
        }));
    }

    /// All rows.
    pub(super) fn rows(mut self) -> Vec<(usize, Cells)> {
        self.close();
        self.rows
    }
}
