//! What only our own tables say, and how it is written into and read from their cells.
//!
//! A cell holds plain words; what words cannot say exactly stands in the column `more`, as the
//! fields that the map's own file has for it.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::convert::{give_back, holder_of, keep, native_holder, native_response, response_of};
use super::native::{NativeHolder, NativeResponse};
use super::report::Fate;
use super::source::OwnTie;
use crate::model::{
    Extra, Flow, Holder, Line, Placement, Position, PositionId, PositionKind, SurveyResponse, Unit,
    UnitId,
};
use crate::quantity::{MapPoint, Rating, Score};

/// The cells of a row that Fulcrum wrote.
#[derive(Debug, Default)]
pub(super) struct OwnCells<'a> {
    pub(super) identity: Option<u64>,
    /// What stands in the column of keys.
    pub(super) code: Option<&'a str>,
    cells: BTreeMap<String, &'a str>,
}

/// What plain cells cannot say of a record.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct More {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<String>,
    /// The code in the column of keys was made up, and there is no key.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) keyless: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) holders: Option<Vec<NativeHolder>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notes: Option<String>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(super) attributes: IndexMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) survey: Option<Vec<NativeResponse>>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) extra: Map<String, Value>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) place: Map<String, Value>,
}

impl More {
    /// The text of the cell; empty where plain cells say all.
    pub(super) fn text(&self) -> String {
        match serde_json::to_string(self) {
            Ok(text) if text != "{}" => text,
            _ => String::new(),
        }
    }
}

/// The number in an identity such as `p12`.
pub(super) fn identity(text: &str, letter: char) -> Option<u64> {
    let digits = text.strip_prefix(letter)?;
    let number: u64 = digits.parse().ok()?;
    // The last number must stay free to count on from.
    (number < u64::MAX / 2 && number.to_string() == digits).then_some(number)
}

impl<'a> OwnCells<'a> {
    pub(super) fn put(&mut self, column: &str, cell: &'a str) {
        if column == "identity" {
            self.identity = identity(cell, 'p');
        } else {
            self.cells.insert(column.to_owned(), cell);
        }
    }

    fn get(&self, column: &str) -> Option<&'a str> {
        self.cells.get(column).copied()
    }

    fn number(&self, column: &str) -> Option<f64> {
        self.get(column)?.parse::<f64>().ok().filter(|value| value.is_finite())
    }
}

/// What nobody who reads a table needs to see spelt out: one holder in the whole post.
pub(super) fn plain_holders(holders: &[Holder]) -> Option<String> {
    match holders {
        [] => Some("vacant".into()),
        [only] => {
            let name = &only.name;
            let whole = (only.share.get() - 1.0).abs() < f64::EPSILON && only.extra.is_empty();
            let says_more = name.eq_ignore_ascii_case("vacant");
            (whole && !says_more && is_plain(name)).then(|| name.to_string())
        }
        _ => None,
    }
}

/// Whether a cell gives a text back as it was.
pub(super) fn is_plain(text: &str) -> bool {
    text.trim() == text && !text.contains(['\r', '\0']) && !text.chars().any(is_unwritable)
}

/// Whether a text on one line comes back as it was from a cell that is read as words.
pub(super) fn is_plain_line(text: &str) -> bool {
    is_plain(text) && text.split_whitespace().collect::<Vec<_>>().join(" ") == text
}

/// Characters that XML, and with it spreadsheets, cannot hold.
fn is_unwritable(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Gives a position everything that its own cells say, and its place.
pub(super) fn dress(
    position: &mut Position,
    own: &OwnCells<'_>,
    id: PositionId,
    said: &mut Vec<(Fate, String)>,
) -> Option<Placement> {
    let identity = own.identity?;
    // A code that is the identity was made up for the table.
    if own.code == Some(PositionId(identity).to_string().as_str()) && identity == id.0 {
        position.key = None;
    }
    if let Some(holders) = own.get("holders") {
        position.holders = match holders {
            "vacant" => Vec::new(),
            name => vec![Holder::named(name)],
        };
    }
    position.kind = match own.get("kind") {
        Some("team") => PositionKind::Team,
        Some("assistant") => PositionKind::Assistant,
        _ => PositionKind::Person,
    };
    for (column, score) in [("wants", &mut position.wants), ("pin", &mut position.pin)] {
        if let Some(value) = own.number(column) {
            match Score::new(value) {
                Ok(value) => *score = Some(value),
                Err(why) => said.push((Fate::Changed, format!("{column}: {why}; left out"))),
            }
        }
    }
    position.notes = own.get("notes").unwrap_or_default().into();
    let mut placement = Placement {
        at: own.number("x").zip(own.number("y")).map(|(x, y)| MapPoint::new(x, y)),
        order: own.number("order"),
        folded: own.get("folded") == Some("1"),
        extra: Extra::default(),
    };
    placement.at = placement.at.filter(|at| at.is_placeable());
    if let Some(more) = own.get("more") {
        match serde_json::from_str::<More>(more) {
            Ok(more) => dress_more(position, &mut placement, more, said),
            Err(_) => said.push((
                Fate::Changed,
                "what stands in \"more\" was left out: it is not as Fulcrum wrote it".into(),
            )),
        }
    }
    (placement != Placement::default()).then_some(placement)
}

fn dress_more(
    position: &mut Position,
    placement: &mut Placement,
    more: More,
    said: &mut Vec<(Fate, String)>,
) {
    if let Some(key) = more.key {
        position.key = Some(key.into());
    }
    if more.keyless {
        position.key = None;
    }
    if let Some(title) = more.title {
        position.title = title.into();
    }
    if let Some(notes) = more.notes {
        position.notes = notes.into();
    }
    if let Some(holders) = more.holders {
        match holders.into_iter().map(holder_of).collect() {
            Ok(holders) => position.holders = holders,
            Err((what, _)) => said.push((Fate::Changed, format!("holders: {what}; left out"))),
        }
    }
    if let Some(survey) = more.survey {
        match survey.into_iter().map(response_of).collect::<Result<Vec<_>, _>>() {
            Ok(survey) => position.survey = survey.into_iter().filter(sound_answers).collect(),
            Err((what, _)) => said.push((Fate::Changed, format!("survey: {what}; left out"))),
        }
    }
    if let Some(unit) = more.unit.and_then(|unit| identity(&unit, 'u')) {
        position.unit = Some(UnitId(unit));
    }
    position
        .attributes
        .extend(more.attributes.into_iter().map(|(name, it)| (name.into(), it.into())));
    position.extra = keep(more.extra);
    placement.extra = keep(more.place);
}

fn sound_answers(response: &SurveyResponse) -> bool {
    response.answers.iter().flatten().all(|answer| (1..=7).contains(answer))
}

/// What plain cells cannot say of a position; `code` stands in its column of keys.
pub(super) fn more_of(
    position: &Position,
    placement: Option<&Placement>,
    code: &str,
    id: PositionId,
    unit_is_plain: bool,
) -> More {
    let mut more = More::default();
    let own = id.to_string();
    if let Some(key) = &position.key
        && (*key == own || key != code || !is_plain(key) || key.is_empty())
    {
        more.key = Some(key.to_string());
    }
    more.keyless = position.key.is_none() && code != own;
    let title = &position.title;
    if !is_plain_line(title) || title.is_empty() {
        more.title = Some(title.to_string());
    }
    if plain_holders(&position.holders).is_none() {
        more.holders = Some(position.holders.iter().map(native_holder).collect());
    }
    if !is_plain(&position.notes) {
        more.notes = Some(position.notes.to_string());
    }
    if let Some(unit) = position.unit.filter(|_| !unit_is_plain) {
        more.unit = Some(unit.to_string());
    }
    let odd = position.attributes.iter().filter(|(name, value)| !is_plain_attribute(name, value));
    more.attributes = odd.map(|(name, value)| (name.to_string(), value.to_string())).collect();
    if !has_plain_survey(position) {
        more.survey = Some(position.survey.iter().map(native_response).collect());
    }
    more.extra = give_back(&position.extra);
    more.place = placement.map(|placement| give_back(&placement.extra)).unwrap_or_default();
    more
}

/// Whether the table of answers says all that a position's answers say.
pub(super) fn has_plain_survey(position: &Position) -> bool {
    position.survey.iter().all(|it| it.extra.is_empty() && is_plain(&it.respondent))
}

/// Whether an attribute can be a column.
pub(super) fn is_plain_attribute(name: &str, value: &str) -> bool {
    let reserved = super::draft::OURS.contains(&name)
        || ["id", "label"].contains(&name)
        || super::draft::uses_of_nodes(&[name.to_owned()]) != [super::Use::Further];
    !reserved && !name.is_empty() && is_plain_line(name) && is_plain(value) && !value.is_empty()
}

/// Gives a line what its own cells say.
pub(super) fn dress_line(line: &mut Line, own: &OwnTie, said: &mut Vec<String>) {
    for (what, cell, rating) in [
        ("accepts", &own.accepts, &mut line.accepts),
        ("distance", &own.distance, &mut line.distance),
    ] {
        let Some(cell) = cell else { continue };
        match cell.parse().ok().map(Rating::new) {
            Some(Ok(value)) => *rating = Some(value),
            _ => said.push(format!("{what}: \"{cell}\" is not 1, 2, 3, 4 or 5; left out")),
        }
    }
    line.extra = extra_of(own.more.as_deref());
}

/// Gives a flow what its own cells say.
pub(super) fn dress_flow(flow: &mut Flow, own: &OwnTie, said: &mut Vec<String>) {
    if let Some(cell) = &own.took_up {
        match cell.parse().ok().map(Score::new) {
            Some(Ok(value)) => flow.took_up = Some(value),
            _ => said.push(format!("took_up: \"{cell}\" is no number from 0 to 1; left out")),
        }
    }
    flow.extra = extra_of(own.more.as_deref());
}

/// The unknown fields in a cell.
pub(super) fn extra_of(cell: Option<&str>) -> Extra {
    let more = cell.and_then(|cell| serde_json::from_str::<More>(cell).ok());
    more.map(|more| keep(more.extra)).unwrap_or_default()
}

/// The cell of unknown fields.
pub(super) fn extra_text(extra: &Extra) -> String {
    More { extra: give_back(extra), ..More::default() }.text()
}

/// What plain cells cannot say of a unit.
pub(super) fn more_of_unit(unit: &Unit) -> More {
    let mut more = More { extra: give_back(&unit.extra), ..More::default() };
    if !is_plain_line(&unit.name) || unit.name.is_empty() {
        more.title = Some(unit.name.clone());
    }
    if !is_plain(&unit.notes) {
        more.notes = Some(unit.notes.clone());
    }
    more
}
