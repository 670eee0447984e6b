use std::fmt;
use std::sync::Arc;

/// What became of a row of a file that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It is in the map as it stands in the file.
    Made,
    /// It became part of what an earlier row made.
    Merged,
    /// It is in the map, but not all as it stands in the file.
    Changed,
    /// It is not in the map.
    Refused,
}

impl Fate {
    /// All fates.
    pub const ALL: [Self; 4] = [Self::Made, Self::Merged, Self::Changed, Self::Refused];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Merged => "merged",
            Self::Changed => "changed",
            Self::Refused => "refused",
        }
    }
}

/// One row of a file that came in: where it stands, what became of it, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// The table or sheet it stands in; empty where the file is one.
    pub table: Arc<str>,
    /// The line, counted from 1, where there is one to point at.
    pub line: Option<usize>,
    /// What became of it.
    pub fate: Fate,
    /// Why, in words; empty for a row that was simply made.
    pub why: String,
}

impl fmt::Display for ReportRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.table.is_empty() {
            write!(f, "{}:", self.table)?;
        }
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        if !self.table.is_empty() || self.line.is_some() {
            f.write_str(" ")?;
        }
        write!(f, "{}", self.fate.word())?;
        if self.why.is_empty() { Ok(()) } else { write!(f, ": {}", self.why) }
    }
}

/// Said of a row whose superior is not in the list.
#[must_use]
pub fn superior_unknown(words: &str) -> String {
    format!("its superior \"{words}\" is nobody in this list; reports to nobody")
}

/// What became of every row of a file, and what is to be said of the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The rows, in the order in which they were read.
    pub rows: Vec<ReportRow>,
    /// What is to be said of the file as a whole: how it was understood.
    pub remarks: Vec<String>,
}

impl Report {
    /// How many rows had this fate.
    #[must_use]
    pub fn count(&self, fate: Fate) -> usize {
        self.rows.iter().filter(|row| row.fate == fate).count()
    }

    /// The rows of which there is something to say.
    pub fn told(&self) -> impl Iterator<Item = &ReportRow> {
        self.rows.iter().filter(|row| row.fate != Fate::Made || !row.why.is_empty())
    }

    /// All counts in one sentence: `12 rows: 10 made, 1 merged, 1 refused`.
    #[must_use]
    pub fn summary(&self) -> String {
        let counts = Fate::ALL.map(|fate| (fate, self.count(fate)));
        let parts: Vec<String> = counts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(fate, count)| format!("{count} {}", fate.word()))
            .collect();
        let rows = self.rows.len();
        let noun = if rows == 1 { "row" } else { "rows" };
        if parts.is_empty() {
            "0 rows".into()
        } else {
            format!("{rows} {noun}: {}", parts.join(", "))
        }
    }

    /// Notes what became of a row, and gives its place in the report.
    pub(super) fn note(
        &mut self,
        table: &Arc<str>,
        line: impl Into<Option<usize>>,
        fate: Fate,
        why: impl Into<String>,
    ) -> usize {
        let (table, line, why) = (Arc::clone(table), line.into(), why.into());
        self.rows.push(ReportRow { table, line, fate, why });
        self.rows.len() - 1
    }

    /// Puts the rows of a single table into the order of its lines: some were left out before
    /// anything was decided about the others.
    pub(super) fn in_order(&mut self) {
        let first = self.rows.first().map(|row| Arc::clone(&row.table));
        if self.rows.iter().all(|row| Some(&row.table) == first.as_ref()) {
            self.rows.sort_by_key(|row| row.line);
        }
    }

    /// Says more of a row that was noted: it was changed, and why.
    pub(super) fn change(&mut self, row: usize, why: impl AsRef<str>) {
        let Some(row) = self.rows.get_mut(row) else { return };
        if row.fate == Fate::Made {
            row.fate = Fate::Changed;
        }
        if !row.why.is_empty() {
            row.why.push_str("; ");
        }
        row.why.push_str(why.as_ref());
    }
}
