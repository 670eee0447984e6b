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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportRow<'r> {
    /// The table or sheet it stands in; empty where the file is one.
    pub table: &'r str,
    /// The line, counted from 1, where there is one to point at.
    pub line: Option<usize>,
    /// What became of it.
    pub fate: Fate,
    /// Why, in words; empty for a row that was simply made.
    pub why: &'r str,
}

impl fmt::Display for ReportRow<'_> {
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
    pub rows: ReportRows,
    /// What is to be said of the file as a whole: how it was understood.
    pub remarks: Vec<String>,
}

/// The rows of a report. Files have millions, of most of which there is nothing to say.
#[derive(Debug, Clone, Default)]
pub struct ReportRows {
    rows: Vec<Noted>,
    /// What the tables are called.
    tables: Vec<Arc<str>>,
    /// What is said of rows, from place 1 on.
    said: Vec<String>,
}

/// A row that was noted.
#[derive(Debug, Clone, Copy)]
struct Noted {
    line: u32,
    /// What is said of it, by place; 0 where that is nothing.
    said: u32,
    /// By place.
    table: u16,
    fate: Fate,
}

/// Where there is no line to point at.
const NO_LINE: u32 = u32::MAX;

impl PartialEq for ReportRows {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for ReportRows {}

impl ReportRows {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All rows, in their order.
    pub fn iter(&self) -> impl Iterator<Item = ReportRow<'_>> {
        self.rows.iter().map(|noted| self.written_out(*noted))
    }

    fn written_out(&self, noted: Noted) -> ReportRow<'_> {
        ReportRow {
            table: self.tables.get(usize::from(noted.table)).map_or("", AsRef::as_ref),
            line: (noted.line != NO_LINE).then_some(noted.line as usize),
            fate: noted.fate,
            why: self.why(noted),
        }
    }

    fn why(&self, noted: Noted) -> &str {
        let place = (noted.said as usize).checked_sub(1);
        place.and_then(|place| self.said.get(place)).map_or("", String::as_str)
    }

    fn table(&mut self, name: &Arc<str>) -> u16 {
        let last = self.rows.last().map_or(0, |row| row.table);
        let is_it = |known: &Arc<str>| Arc::ptr_eq(known, name) || known == name;
        if self.tables.get(usize::from(last)).is_some_and(is_it) {
            return last;
        }
        let place = self.tables.iter().position(is_it).unwrap_or_else(|| {
            self.tables.push(Arc::clone(name));
            self.tables.len() - 1
        });
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    fn push(&mut self, table: &Arc<str>, line: Option<usize>, fate: Fate, why: String) {
        let table = self.table(table);
        let line = line.and_then(|line| u32::try_from(line).ok()).unwrap_or(NO_LINE);
        self.rows.push(Noted { line, said: 0, table, fate });
        if !why.is_empty() {
            self.say(self.rows.len() - 1, why);
        }
    }

    /// What is said of a row from now on.
    fn say(&mut self, row: usize, why: String) {
        let Some(noted) = self.rows.get_mut(row) else { return };
        if why.is_empty() {
            noted.said = 0;
        } else if let Some(said) =
            (noted.said as usize).checked_sub(1).and_then(|place| self.said.get_mut(place))
        {
            *said = why;
        } else {
            self.said.push(why);
            noted.said = self.said.len() as u32;
        }
    }
}

impl Report {
    /// How many rows had this fate.
    #[must_use]
    pub fn count(&self, fate: Fate) -> usize {
        self.rows.rows.iter().filter(|row| row.fate == fate).count()
    }

    /// The rows of which there is something to say.
    pub fn told(&self) -> impl Iterator<Item = ReportRow<'_>> {
        let told = self.rows.rows.iter().filter(|row| row.fate != Fate::Made || row.said != 0);
        told.map(|noted| self.rows.written_out(*noted))
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

    /// Makes room for so many more rows.
    pub(super) fn reserve(&mut self, rows: usize) {
        self.rows.rows.reserve(rows);
    }

    /// Notes what became of a row, and gives its place in the report.
    pub(super) fn note(
        &mut self,
        table: &Arc<str>,
        line: impl Into<Option<usize>>,
        fate: Fate,
        why: impl Into<String>,
    ) -> usize {
        self.rows.push(table, line.into(), fate, why.into());
        self.rows.len() - 1
    }

    /// Takes the rows and remarks of another one in.
    pub(super) fn append(&mut self, mut other: Self) {
        for row in other.rows.iter() {
            self.rows.push(&Arc::from(row.table), row.line, row.fate, row.why.to_owned());
        }
        self.remarks.append(&mut other.remarks);
    }

    /// Puts the rows of a single table into the order of its lines: some were left out before
    /// anything was decided about the others.
    pub(super) fn in_order(&mut self) {
        let rows = &mut self.rows.rows;
        let first = rows.first().map(|row| row.table);
        if rows.iter().all(|row| Some(row.table) == first) {
            // Those without a line come first.
            rows.sort_by_key(|row| row.line.wrapping_add(1));
        }
    }

    /// Says why of a row that was noted.
    pub(super) fn say(&mut self, row: usize, why: String) {
        self.rows.say(row, why);
    }

    /// Says more of a row that was noted: it was changed, and why.
    pub(super) fn change(&mut self, row: usize, why: impl AsRef<str>) {
        let Some(noted) = self.rows.rows.get_mut(row) else { return };
        if noted.fate == Fate::Made {
            noted.fate = Fate::Changed;
        }
        let mut said = self.rows.why(self.rows.rows[row]).to_owned();
        if !said.is_empty() {
            said.push_str("; ");
        }
        said.push_str(why.as_ref());
        self.rows.say(row, said);
    }
}
