//! What the columns of a list are used for, where its cells say more than its headers.

use std::collections::HashSet;

use super::header::Use;
use super::source::Source;
use super::text::plain;

/// So many different superiors are enough to see which column they stand in.
const ENOUGH: usize = 64;

/// Mends what the headers say by what stands below them: superiors may be called by another
/// column than that of the keys, and headers may be in a language that nobody foresaw.
pub(super) fn mend(source: &Source, uses: &mut [Use]) {
    let people = [Use::Key, Use::Name, Use::FirstName, Use::LastName, Use::Title];
    if !uses.iter().any(|used| people.contains(used)) {
        without_headers(source, uses);
        return;
    }
    codes_of_units(source, uses);
    if !uses.contains(&Use::Superior) {
        superiors_by_word(source, uses);
    }
    if let Some(superior) = uses.iter().position(|used| *used == Use::Superior) {
        keys_of_superiors(source, uses, superior);
    }
}

/// Numbers of units beside the names of the same are no units of their own.
fn codes_of_units(source: &Source, uses: &mut [Use]) {
    let is_unit = |used: Use| matches!(used, Use::OuterUnit | Use::Unit | Use::InnerUnit);
    let is_word = |cell: &str| cell.contains(char::is_alphabetic);
    let units: Vec<usize> = (0..uses.len()).filter(|at| is_unit(uses[*at])).collect();
    let (named, codes): (Vec<usize>, Vec<usize>) =
        units.into_iter().partition(|at| cells(source, *at).any(is_word));
    if !named.is_empty() {
        codes.into_iter().for_each(|at| uses[at] = Use::Further);
    }
}

/// A column whose header speaks of superiors is theirs where those who stand in it stand in
/// another column too.
fn superiors_by_word(source: &Source, uses: &mut [Use]) {
    /// So many columns that speak of superiors are looked at.
    const MOST: usize = 8;
    const ABOVE: [&str; 7] =
        ["manager", "supervisor", "superior", "reportsto", "reportingto", "boss", "vorgesetzt"];
    const OTHERS: [&str; 7] =
        ["dotted", "matrix", "second", "functional", "former", "hiring", "count"];
    let is_named = |at: &usize| {
        let header = plain(&source.columns[*at]);
        ABOVE.iter().any(|word| header.contains(word))
            && !OTHERS.iter().any(|word| header.contains(word))
    };
    let is_met = |at: &usize| {
        let wanted = different(source, *at);
        let found = |other: usize| known(source, other, &wanted) * 10 >= wanted.len() * 8;
        !wanted.is_empty() && (0..uses.len()).any(|other| other != *at && found(other))
    };
    let named = (0..uses.len().min(source.columns.len()))
        .filter(|at| uses[*at] == Use::Further && is_named(at));
    if let Some(at) = named.take(MOST).find(is_met) {
        uses[at] = Use::Superior;
    }
}

/// What stands in a column, without outer blanks.
fn cells(source: &Source, column: usize) -> impl Iterator<Item = &str> {
    let cells = source.nodes.iter().filter_map(move |node| node.cells.get(column));
    cells.map(str::trim).filter(|cell| !cell.is_empty())
}

/// The first different cells of a column.
fn different(source: &Source, column: usize) -> HashSet<&str> {
    let mut found = HashSet::new();
    for cell in cells(source, column) {
        found.insert(cell);
        if found.len() == ENOUGH {
            break;
        }
    }
    found
}

/// How many of some words stand in a column.
fn known(source: &Source, column: usize, words: &HashSet<&str>) -> usize {
    let found: HashSet<&str> = cells(source, column).filter(|it| words.contains(it)).collect();
    found.len()
}

/// Whether every row has something in a column that no other row has.
fn tells_apart(source: &Source, column: usize) -> bool {
    let mut seen = HashSet::new();
    cells(source, column).all(|cell| seen.insert(cell)) && seen.len() == source.nodes.len()
}

fn is_code(cell: &str) -> bool {
    cell.contains(|letter: char| letter == '@' || letter.is_numeric())
}

/// Where superiors are called by numbers or addresses of a column that nothing else is used for,
/// that column is the one of the keys: posts beside people, or codes under a name of one's own.
fn keys_of_superiors(source: &Source, uses: &mut [Use], superior: usize) {
    let wanted = different(source, superior);
    let called = [Use::Key, Use::Email, Use::Name, Use::Title];
    let is_found = |column: usize| known(source, column, &wanted) * 2 >= wanted.len();
    let by_header = |used: &Use| called.contains(used);
    if wanted.is_empty() || (0..uses.len()).any(|it| by_header(&uses[it]) && is_found(it)) {
        return;
    }
    let fits = |column: &usize| {
        uses[*column] == Use::Further
            && known(source, *column, &wanted) * 10 >= wanted.len() * 8
            && cells(source, *column).all(is_code)
            && tells_apart(source, *column)
    };
    let Some(column) = (0..uses.len()).find(fits) else { return };
    let used =
        if cells(source, column).all(|cell| cell.contains('@')) { Use::Email } else { Use::Key };
    for other in uses.iter_mut().filter(|other| **other == used) {
        *other = Use::Further;
    }
    uses[column] = used;
}

/// Keys, names and superiors by what stands in the columns: keys tell the rows apart by numbers,
/// names are words, and superiors stand in another column as keys or names.
fn without_headers(source: &Source, uses: &mut [Use]) {
    let rows = source.nodes.len();
    let columns: Vec<usize> = (0..uses.len()).filter(|it| uses[*it] == Use::Further).collect();
    let of_words = |column: usize| {
        let words = cells(source, column).filter(|cell| cell.contains(char::is_alphabetic));
        words.count() * 10 >= rows * 9
    };
    let is_key =
        |column: &&usize| tells_apart(source, **column) && cells(source, **column).all(is_code);
    let key = columns.iter().find(is_key).copied();
    let name = columns.iter().copied().find(|column| Some(*column) != key && of_words(*column));
    let called: Vec<usize> = key.into_iter().chain(name).collect();
    let is_superior = |column: &&usize| {
        let wanted = different(source, **column);
        let found = |called: &usize| known(source, *called, &wanted) * 10 >= wanted.len() * 8;
        !called.contains(column)
            && cells(source, **column).count() * 2 >= rows
            && !wanted.is_empty()
            && called.iter().any(found)
    };
    if let Some(superior) = columns.iter().find(is_superior) {
        uses[*superior] = Use::Superior;
    }
    if let Some(key) = key {
        uses[key] = Use::Key;
    }
    if let Some(name) = name.or(columns.first().copied().filter(|_| key.is_none())) {
        uses[name] = Use::Name;
    }
}
