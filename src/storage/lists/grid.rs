//! Answers of a survey as forms on the web give them: a row for each who answered, and a column
//! `Question [Name]` for each who was asked about.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::super::cells::Row;
use super::super::header::{Use, uses};
use super::super::sheet::Sheet;
use super::super::source::{Sort, Source};
use super::{answer, asks};

/// The columns of every question, each with whom it is about.
type Questions = IndexMap<String, Vec<(usize, String)>>;

/// The answers, where a table holds such.
pub(super) fn source_of_grid(sheet: &Sheet) -> Option<Source> {
    let questions = questions(sheet);
    let names: HashSet<&str> = questions.values().flatten().map(|it| it.1.as_str()).collect();
    let columns = || questions.values().flatten().map(|(at, _)| *at);
    let is_answer = |cells: Row<'_>| {
        columns().all(|at| Sheet::cell(cells, Some(at)).is_none_or(|cell| answer(cell).is_some()))
    };
    if questions.is_empty() || !sheet.rows.iter().all(|(_, cells)| is_answer(cells)) {
        return None;
    }
    let asked: HashSet<usize> = columns().collect();
    let who = respondents(sheet, &asked, &names)?;
    let remarks = sheet.remarks.clone();
    let mut source = Source { sort: Sort::Open, remarks, ..Source::default() };
    for (question, columns) in &questions {
        asks(&mut source, sheet, (who, question), columns);
    }
    source.remarks.push(format!(
        "read as answers: the row asks, the name in brackets is asked; {} rows answered",
        sheet.rows.len()
    ));
    Some(source)
}

/// The questions that are asked of two or more.
fn questions(sheet: &Sheet) -> Questions {
    let mut questions = Questions::new();
    for (at, header) in sheet.header.iter().enumerate() {
        let Some((question, name)) =
            header.trim().strip_suffix(']').and_then(|head| head.rsplit_once('['))
        else {
            continue;
        };
        let (question, name) = (question.trim(), name.trim().to_owned());
        questions.entry(question.to_owned()).or_default().push((at, name));
    }
    questions.retain(|question, columns| columns.len() > 1 && !question.is_empty());
    questions
}

/// The column of those who answered: where most of the names in brackets stand, or else one that
/// is called so.
fn respondents(sheet: &Sheet, asked: &HashSet<usize>, names: &HashSet<&str>) -> Option<usize> {
    let others = || (0..sheet.header.len()).filter(|at| !asked.contains(at));
    let known = |at: &usize| {
        let cells = sheet.rows.iter().filter_map(|(_, cells)| Sheet::cell(cells, Some(*at)));
        cells.filter(|cell| names.contains(cell)).count()
    };
    let best = others().max_by_key(known).filter(|at| known(at) > 0);
    best.or_else(|| {
        let found = uses(&sheet.header);
        others().find(|at| matches!(found[*at], Use::Name | Use::Email))
    })
}
