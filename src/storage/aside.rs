//! Rows of a table that are about the table and stand for nobody in it: totals, footers, headings,
//! and headers that stand there again.

mod words;

use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::Arc;

use super::cells::{Row, Rows};
use super::header::Use;
use super::sheet::Sheet;
use super::text::plain;
use words::{Says, says};

/// A row that was put aside: the table, the line, and why.
pub(super) type Aside = (Arc<str>, Option<usize>, String);

/// Takes the rows out of a list of people that stand for nobody, and says why each was.
pub(super) fn nobodys_rows(sheet: &mut Sheet, uses: &[Use]) -> Vec<Aside> {
    let list = List::of(sheet, uses);
    let why = |cells: Row<'_>| {
        again(cells, &sheet.header)
            .or_else(|| list.total_or_note(cells))
            .or_else(|| list.heading(cells))
    };
    let found: Vec<Option<String>> = sheet.rows.iter().map(|(_, cells)| why(cells)).collect();
    take_out(sheet, found)
}

/// Takes the rows out of a table in which its header stands again.
pub(super) fn headers_again(sheet: &mut Sheet) -> Vec<Aside> {
    let found = sheet.rows.iter().map(|(_, cells)| again(cells, &sheet.header)).collect();
    take_out(sheet, found)
}

/// Why a line of a text is a note about the text and nobody in it.
pub(super) fn note(line: &str) -> Option<String> {
    let is_note = says(line, &|_| false) == Says::Note;
    is_note.then(|| about_list(line))
}

fn about_list(words: &str) -> String {
    format!("\"{}\" is said of the list, and of nobody in it", short(words))
}

/// Takes the row and the column of sums out of a matrix: they are called so, and hold the sums of
/// the others. Somebody who is called so stays.
pub(super) fn sums(sheet: &mut Sheet) -> Vec<Aside> {
    let is_sum = |name: &str| says(name, &|_| false) == Says::Total;
    let is_person = |cells: Row<'_>| !is_sum(cells.get(0).unwrap_or_default());
    let of_sums: Vec<bool> = sheet.header.iter().map(|name| is_sum(name)).collect();
    let of_people: Vec<bool> = sheet.rows.iter().map(|(_, cells)| is_person(cells)).collect();
    if !of_sums.iter().skip(1).any(|it| *it) && of_people.iter().all(|it| *it) {
        return Vec::new();
    }
    let Sums { columns, rows } = Sums::of(sheet, &of_sums, &of_people);
    let why =
        |name: &str| format!("\"{}\" holds the sums of the others, and is nobody", short(name));
    let found = sheet.rows.iter().zip(&of_people).map(|((_, cells), person)| {
        let mut sums = columns.iter().enumerate().skip(1).filter(|(at, _)| !of_sums[*at]);
        let holds = !person && sums.all(|(at, sum)| alike(value(cells, at), *sum));
        holds.then(|| why(cells.get(0).unwrap_or_default()))
    });
    let found: Vec<Option<String>> = found.collect();
    let is_column = |at: &usize| {
        let people = sheet.rows.iter().zip(&rows).zip(&of_people).filter(|(_, person)| **person);
        let mut people = people.map(|(row, _)| row);
        of_sums[*at] && people.all(|((_, cells), sum)| alike(value(cells, *at), *sum))
    };
    let gone: Vec<bool> = (0..sheet.header.len()).map(|at| at > 0 && is_column(&at)).collect();
    let names = sheet.header.iter().zip(&gone).filter(|(_, gone)| **gone);
    let mut told: Vec<Aside> =
        names.map(|(name, _)| (Arc::clone(&sheet.name), None, why(name))).collect();
    if !told.is_empty() {
        let stays = |at: usize| !gone.get(at).is_some_and(|gone| *gone);
        let mut rows = Rows::default();
        for (line, cells) in &sheet.rows {
            let kept = cells.iter().enumerate().filter(|(at, _)| stays(*at));
            rows.push(line, kept.map(|(_, cell)| cell));
        }
        sheet.rows = rows;
        let header = std::mem::take(&mut sheet.header);
        let kept = header.into_iter().enumerate().filter(|(at, _)| stays(*at));
        sheet.header = kept.map(|(_, name)| name).collect();
    }
    told.extend(take_out(sheet, found));
    told
}

/// The sums of a matrix over those who are no sums themselves.
struct Sums {
    columns: Vec<f64>,
    rows: Vec<f64>,
}

impl Sums {
    fn of(sheet: &Sheet, of_sums: &[bool], of_people: &[bool]) -> Self {
        let mut columns = vec![0.0; sheet.header.len()];
        let mut rows = vec![0.0; sheet.rows.len()];
        for (row, (_, cells)) in sheet.rows.iter().enumerate() {
            for (at, column) in columns.iter_mut().enumerate().skip(1) {
                let value = value(cells, at);
                *column += if of_people[row] { value } else { 0.0 };
                rows[row] += if of_sums[at] { 0.0 } else { value };
            }
        }
        Self { columns, rows }
    }
}

/// The number in a cell of a matrix; nought where there is none.
fn value(cells: Row<'_>, at: usize) -> f64 {
    super::draft::number(cells.get(at).unwrap_or_default()).unwrap_or_default()
}

fn alike(a: f64, b: f64) -> bool {
    (a - b).abs() < 1.0e-6 * (1.0 + b.abs())
}

/// Takes the rows out for which there is a reason.
fn take_out(sheet: &mut Sheet, found: Vec<Option<String>>) -> Vec<Aside> {
    if found.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut told = Vec::new();
    let mut found = found.into_iter();
    sheet.rows.retain(|line, _| match found.next().flatten() {
        None => true,
        Some(why) => {
            told.push((Arc::clone(&sheet.name), Some(line), why));
            false
        }
    });
    told
}

/// The cells of a row that say something, without outer blanks.
fn filled(cells: Row<'_>) -> impl Iterator<Item = (usize, &str)> + Clone {
    cells.iter().map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty())
}

/// The beginning of words that may be long.
fn short(words: &str) -> String {
    const MOST: usize = 60;
    let mut letters = words.chars();
    let mut start: String = letters.by_ref().take(MOST).collect();
    if letters.next().is_some() {
        start.push('…');
    }
    start
}

/// Why a row is the header again: all that it says are the names of its columns.
fn again(cells: Row<'_>, header: &[String]) -> Option<String> {
    let name = |at: usize| header.get(at).map(|name| name.trim()).unwrap_or_default();
    let is_name = |(at, cell): (usize, &str)| cell.eq_ignore_ascii_case(name(at));
    let named = header.iter().filter(|name| !name.trim().is_empty()).count();
    let mut said = filled(cells);
    let first = said.next()?;
    let again = is_name(first) && said.all(is_name);
    (again && filled(cells).count() >= named.min(2))
        .then(|| "the names of the columns stand there again".to_owned())
}

/// A list of people, as far as it tells rows of people from others.
struct List<'a> {
    sheet: &'a Sheet,
    uses: &'a [Use],
    /// Where the keys stand; in a list without known headers, the first column.
    keys: usize,
    /// Whether all keys of rows that say more have digits in them.
    codes: bool,
    /// What units are called, in its plain form.
    units: OnceCell<HashSet<String>>,
    /// What superiors are called.
    superiors: OnceCell<HashSet<&'a str>>,
}

impl<'a> List<'a> {
    fn of(sheet: &'a Sheet, uses: &'a [Use]) -> Self {
        let people = [Use::Name, Use::FirstName, Use::LastName, Use::Title];
        let is_known = uses.iter().any(|used| people.contains(used));
        let keys = uses.iter().position(|used| *used == Use::Key);
        let keys = keys.unwrap_or(if is_known { usize::MAX } else { 0 });
        let (units, superiors) = (OnceCell::new(), OnceCell::new());
        let mut list = Self { sheet, uses, keys, codes: false, units, superiors };
        list.codes = list.keys_are_codes();
        list
    }

    fn keys_are_codes(&self) -> bool {
        const ENOUGH: usize = 3;
        let more = self.sheet.rows.iter().filter(|(_, cells)| filled(*cells).nth(1).is_some());
        let keys = more.filter_map(|(_, cells)| Sheet::cell(cells, Some(self.keys)));
        let mut count = 0;
        keys.inspect(|_| count += 1).all(|key| key.contains(char::is_numeric)) && count >= ENOUGH
    }

    /// All cells of the columns of some uses.
    fn cells(&self, wanted: &'static [Use]) -> impl Iterator<Item = &'a str> {
        let (sheet, uses) = (self.sheet, self.uses);
        let columns = (0..uses.len()).filter(|at| wanted.contains(&uses[*at]));
        columns.flat_map(|at| sheet.rows.iter().filter_map(move |row| Sheet::cell(row.1, Some(at))))
    }

    fn is_unit(&self, name: &str) -> bool {
        const UNITS: [Use; 3] = [Use::OuterUnit, Use::Unit, Use::InnerUnit];
        self.units.get_or_init(|| self.cells(&UNITS).map(plain).collect()).contains(name)
    }

    fn is_superior(&self, name: &str) -> bool {
        const SUPERIORS: [Use; 2] = [Use::Superior, Use::Dotted];
        self.superiors.get_or_init(|| self.cells(&SUPERIORS).collect()).contains(name)
    }

    /// Why a row is one of totals, or a note: it says nothing but such words and numbers, and
    /// neither has a key nor a superior.
    fn total_or_note(&self, cells: Row<'_>) -> Option<String> {
        if filled(cells).all(|(_, cell)| is_rule(cell)) {
            return Some("nothing but a line drawn of signs stands in it".to_owned());
        }
        let mut word = None;
        for (at, cell) in filled(cells) {
            let used = self.uses.get(at).copied().unwrap_or(Use::Further);
            let named = at == self.keys || matches!(used, Use::Superior | Use::Dotted);
            if named && cell.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            let said = says(cell, &|unit| self.is_unit(unit));
            match said {
                Says::Other => return None,
                Says::Number if named && cell.contains(char::is_alphanumeric) => return None,
                Says::Number => {}
                Says::Total | Says::Note => word = word.or(Some((cell, said))),
            }
        }
        let (cell, said) = word?;
        Some(match said {
            Says::Note => about_list(cell),
            Says::Total | Says::Number | Says::Other => {
                format!("a row of totals: \"{}\" is nobody", short(cell))
            }
        })
    }

    /// Why a row is a heading: all it has is a word where all others have keys with digits, and
    /// nobody names it as superior.
    fn heading(&self, cells: Row<'_>) -> Option<String> {
        let mut said = filled(cells);
        let (at, word) = said.next()?;
        let alone = said.next().is_none() && at == self.keys && self.sheet.header.len() > 1;
        let is_heading =
            alone && self.codes && !word.contains(char::is_numeric) && !self.is_superior(word);
        is_heading
            .then(|| format!("nothing but \"{}\" stands in it, and that is no key", short(word)))
    }
}

/// Whether a cell is a line drawn of signs.
fn is_rule(cell: &str) -> bool {
    cell.len() >= 3 && cell.chars().all(|sign| "-=_*~—–═─+".contains(sign))
}
