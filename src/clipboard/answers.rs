//! Answers to the survey from a table: a row for each respondent.

use std::collections::BTreeMap;

use crate::model::{Extra, PositionId, Stage, SurveyResponse, Voice};

/// Answers that were read from a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    /// The responses by the position they are about. Who answered is not among them.
    pub responses: BTreeMap<PositionId, Vec<SurveyResponse>>,
    /// What could not be read, each with its line and what to do.
    pub told: Vec<String>,
}

impl Answers {
    /// How many responses there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.responses.values().map(Vec::len).sum()
    }
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Position,
    Voice,
    Answer(usize),
}

fn column(head: &str) -> Option<Column> {
    let head = head.trim().trim_matches('"').to_lowercase();
    match head.as_str() {
        "node" | "position" | "about" | "id" | "key" | "title" | "team" => Some(Column::Position),
        "voice" | "view" => Some(Column::Voice),
        _ => {
            let number = head.strip_prefix("question").or_else(|| head.strip_prefix("item"));
            let number = number.or_else(|| head.strip_prefix('q')).unwrap_or(&head).trim();
            let number: usize = number.parse().ok()?;
            (1..=10).contains(&number).then(|| Column::Answer(number - 1))
        }
    }
}

pub(super) fn separator(head: &str) -> u8 {
    let count = |separator: &u8| head.bytes().filter(|byte| byte == separator).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Whether a text begins with the head of a table of answers.
#[must_use]
pub fn holds_answers(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let Some(head) = text.lines().find(|line| !line.trim().is_empty()) else { return false };
    let known: Vec<Column> = head.split(separator(head) as char).filter_map(column).collect();
    let answers = known.iter().filter(|it| matches!(it, Column::Answer(_))).count();
    known.contains(&Column::Position) && answers >= 4
}

/// Reads answers: columns for the position (its key, title or holder), the voice (enacted where
/// there is none), the seven items of organicity, named q1 to q7, and the three of readiness, q8 to
/// q10. Rows that cannot be read are told of, and
/// the others are read all the same.
#[must_use]
pub fn read_answers(text: &str, stage: &Stage) -> Answers {
    let text = text.trim_start_matches('\u{feff}');
    let mut answers = Answers::default();
    if !holds_answers(text) {
        answers.told.push(
            "line 1: the head must name the position and the items: position, voice, q1 to q7 or q10"
                .into(),
        );
        return answers;
    }
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(head))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut columns: Option<Vec<Option<Column>>> = None;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                answers.told.push(format!("a row could not be read: {error}"));
                continue;
            }
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Some(columns) = &columns else {
            columns = Some(record.iter().map(column).collect());
            continue;
        };
        let line = record.position().map_or(0, csv::Position::line);
        match row(&record, columns, stage) {
            Ok((position, response)) => {
                answers.responses.entry(position).or_default().push(response);
            }
            Err(why) => answers.told.push(format!("line {line}: {why}")),
        }
    }
    answers
}

fn row(
    record: &csv::StringRecord,
    columns: &[Option<Column>],
    stage: &Stage,
) -> Result<(PositionId, SurveyResponse), String> {
    let mut position = Err("no position is named; write its key, title or holder".to_owned());
    let mut voice = Voice::Enacted;
    let mut answers = [None; 7];
    let mut readiness = [None; 3];
    for (cell, column) in record.iter().map(str::trim).zip(columns) {
        match column {
            Some(Column::Position) if !cell.is_empty() => position = find(cell, stage),
            Some(Column::Voice) if !cell.is_empty() => {
                voice = match cell.to_lowercase().as_str() {
                    "enacted" | "lived" => Voice::Enacted,
                    "espoused" | "said" => Voice::Espoused,
                    _ => {
                        return Err(format!(
                            "the voice \"{cell}\" is neither enacted nor espoused"
                        ));
                    }
                };
            }
            Some(Column::Answer(item)) if !cell.is_empty() => {
                let answer = answer(cell, *item)?;
                match item.checked_sub(answers.len()) {
                    None => answers[*item] = Some(answer),
                    Some(item) => readiness[item] = Some(answer),
                }
            }
            _ => {}
        }
    }
    let position = position?;
    if answers.iter().chain(&readiness).all(Option::is_none) {
        return Err("no item is answered".into());
    }
    let (respondent, extra) = (String::new(), Extra::default());
    let response = SurveyResponse { respondent, voice, answers, readiness, extra };
    Ok((position, response))
}

fn answer(cell: &str, item: usize) -> Result<u8, String> {
    let answer = cell.parse::<u8>().ok().filter(|answer| (1..=7).contains(answer));
    answer.ok_or_else(|| {
        format!("the answer \"{cell}\" to item {} is not a whole number from 1 to 7", item + 1)
    })
}

/// The position of a key, else of a title, else of a holder; refused where several fit.
fn find(name: &str, stage: &Stage) -> Result<PositionId, String> {
    if let Some(id) = stage.position_by_key(name) {
        return Ok(id);
    }
    let lower = name.to_lowercase();
    let positions = || stage.positions().iter();
    let titled: Vec<PositionId> = positions()
        .filter(|(_, it)| it.title.trim().to_lowercase() == lower)
        .map(|(id, _)| id)
        .collect();
    let held: Vec<PositionId> = positions()
        .filter(|(_, it)| it.holders.iter().any(|one| one.name.trim().to_lowercase() == lower))
        .map(|(id, _)| id)
        .collect();
    let found = if titled.is_empty() { held } else { titled };
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(format!("there is no position \"{name}\"; write its key, title or holder")),
        several => Err(format!("\"{name}\" is {} positions; give them keys", several.len())),
    }
}
