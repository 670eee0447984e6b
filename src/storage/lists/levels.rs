//! Charts as stairs: a column for each level, `Level 1`, `Level 2` …, and everybody in the column
//! of their level.

use std::collections::HashMap;

use super::super::header::{Use, uses};
use super::super::sheet::Sheet;
use super::super::source::{Node, Sort, Source, Tie};
use super::super::text::plain;

/// What such columns are called before their number.
const LEVELS: [&str; 9] =
    ["level", "lvl", "l", "tier", "ebene", "stufe", "niveau", "nivel", "livello"];

/// No chart has more levels than that.
const DEEPEST: usize = 60;

/// The chart, where a table is one.
pub(super) fn source_of_levels(sheet: &Sheet) -> Option<Source> {
    let steps = steps(sheet)?;
    let mut source = Source { sort: Sort::Nodes, ..Source::default() };
    source.remarks = sheet.remarks.clone();
    source.remarks.push("read as stairs: the next column reports to the one before it".into());
    let others: Vec<usize> = (0..sheet.header.len()).filter(|at| !steps.contains(at)).collect();
    source.columns = vec!["title".into()];
    source.columns.extend(others.iter().map(|at| sheet.header[*at].clone()));
    let relation = source.relation("reports_to");
    let mut above: Vec<String> = Vec::new();
    let mut names: HashMap<Vec<String>, u32> = HashMap::new();
    let of_ties = source.tie_table(&sheet.name);
    for (line, cells) in &sheet.rows {
        let filled = |step: usize| Sheet::cell(cells, Some(steps[step]));
        let Some(deepest) = (0..steps.len()).rev().find(|step| filled(*step).is_some()) else {
            let why = "it stands in no column of a level".to_owned();
            source.refused.push((sheet.name.clone(), Some(line), why));
            continue;
        };
        for step in 0..=deepest {
            let Some(words) = filled(step) else { continue };
            above.truncate(step);
            above.push(words.to_owned());
            // Rows that repeat all who are above say nothing new of them.
            if names.contains_key(&above) && step < deepest {
                continue;
            }
            let name = source.names.of(&(names.len() + 1).to_string());
            let own = |at: &usize| Sheet::cell(cells, Some(*at)).filter(|_| step == deepest);
            let said = others.iter().map(|at| own(at).unwrap_or_default());
            let (table, line) = (sheet.name.clone(), Some(line));
            let cells = std::iter::once(words).chain(said).collect();
            source.nodes.push(Node { name: Some(name), table, line, cells, groups: Vec::new() });
            let superior = (0..above.len()).rev().find_map(|end| names.get(&above[..end]).copied());
            if let Some(to) = superior {
                source.ties.push(Tie::new(name, to, relation, of_ties, line));
            }
            names.insert(above.clone(), name);
        }
    }
    Some(source)
}

/// The columns of the levels, where there are two or more and no other names anybody.
fn steps(sheet: &Sheet) -> Option<Vec<usize>> {
    let numbered = |header: &String| -> Option<u32> {
        let header = plain(header);
        let digits = header.find(|letter: char| letter.is_ascii_digit())?;
        let (word, number) = header.split_at(digits);
        number.parse().ok().filter(|_| LEVELS.contains(&word))
    };
    let found: Vec<(u32, usize)> =
        sheet.header.iter().enumerate().filter_map(|(at, it)| Some((numbered(it)?, at))).collect();
    let ascending = found.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0);
    let people = [Use::Name, Use::FirstName, Use::LastName, Use::Title, Use::Superior];
    let named = uses(&sheet.header).iter().any(|used| people.contains(used));
    let is_chart = (2..=DEEPEST).contains(&found.len()) && ascending && !named;
    is_chart.then(|| found.iter().map(|it| it.1).collect())
}
