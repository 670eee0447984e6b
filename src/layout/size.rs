use std::collections::BTreeMap;

use crate::model::{Position, PositionId};
use crate::quantity::MapSize;
use crate::typeface::{Weight, shorten, width, wrap};

/// The height of the letters of titles, in map units.
pub const TITLE_SIZE: f64 = 15.0;
/// From one line of a title to the next.
pub const TITLE_LEADING: f64 = 18.5;
/// The height of the letters of holders' names.
pub const NAME_SIZE: f64 = 13.0;
/// The height of the line with holders' names.
pub const NAME_LEADING: f64 = 16.5;
/// Room at each side of the text: for a bar and its distance from the text, and for the corners
/// of a box that is round.
const SIDE: f64 = 14.0;
/// Room above and below the text together.
const UPRIGHT: f64 = 11.0;
/// The lines of a title at the most.
const LINES: usize = 3;

/// The text of a position's box, broken into lines, and the size of the box round it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BoxText {
    /// The box.
    pub size: MapSize,
    /// The title, on one to three lines.
    pub title_lines: Vec<String>,
    /// The names of the holders, or that there are none; nothing when nobody is named.
    pub second_line: Option<String>,
}

impl BoxText {
    /// Whether the title does not fit and is cut off.
    pub(super) fn is_cut(&self) -> bool {
        self.title_lines.last().is_some_and(|line| line.ends_with('…'))
    }

    /// The same text in a box whose width and height have changed places, for a chart that runs
    /// sideways.
    pub(super) fn turned(&self) -> Self {
        let size = MapSize::new(self.size.height, self.size.width);
        Self { size, ..self.clone() }
    }
}

/// The box of several positions that are drawn as one: what they are called together, and how
/// many people they are, in a box of this size at the most.
pub(super) fn group_text(name: &str, people: usize, room: MapSize) -> BoxText {
    let name = name.trim();
    let name = if name.is_empty() { "Untitled" } else { name };
    in_room(&format!("{name} ({people})"), room)
}

/// The box of a position whose title alone stands in a box of this size at the most.
pub(super) fn title_text(position: &Position, room: MapSize) -> BoxText {
    let title = position.title.trim();
    in_room(if title.is_empty() { "Untitled" } else { title }, room)
}

fn in_room(text: &str, room: MapSize) -> BoxText {
    let lines = ((room.height - UPRIGHT) / TITLE_LEADING).floor().clamp(1.0, 9.0) as usize;
    // No word is broken: a box that is too narrow for one is too small.
    let words = text.split_whitespace().map(|word| width(word, TITLE_SIZE, Weight::SemiBold));
    let room = words.fold(text_room(room.width), f64::max);
    sized(wrap(text, TITLE_SIZE, Weight::SemiBold, room + 0.01, lines), None)
}

/// A word that runs wider is broken, in map units.
const LONGEST: f64 = 215.0;

/// Sizes the box of a position by its text. No line of it runs wider than `widest`; its holders are
/// named if `named`.
#[must_use]
pub fn box_text(position: &Position, widest: f64, named: bool) -> BoxText {
    let title = position.title.trim();
    let title = if title.is_empty() { "Untitled" } else { title };
    // No word is broken, unless it is longer than the widest of all lines.
    let words = title.split_whitespace().map(|word| width(word, TITLE_SIZE, Weight::SemiBold));
    let widest = words.map(|word| word + 0.01).fold(widest, f64::max).min(widest.max(LONGEST));
    let title_lines = wrap(title, TITLE_SIZE, Weight::SemiBold, widest, LINES);
    let second = named.then(|| second_line(position, widest)).flatten();
    sized(title_lines, second)
}

/// The size of a box whose text is no wider than this.
pub(super) fn box_room(widest: f64) -> MapSize {
    MapSize::new(widest + 2.0 * SIDE, UPRIGHT + LINES as f64 * TITLE_LEADING + 0.1)
}

/// How wide lines may run in a box of a width.
fn text_room(width: f64) -> f64 {
    (width - 2.0 * SIDE).max(TITLE_SIZE)
}

/// The least size of a box for its text.
fn sized(mut title_lines: Vec<String>, second_line: Option<String>) -> BoxText {
    // Of many boxes spare room is much.
    title_lines.shrink_to_fit();
    title_lines.iter_mut().for_each(String::shrink_to_fit);
    let titles = title_lines.iter().map(|line| width(line, TITLE_SIZE, Weight::SemiBold));
    let names = second_line.iter().map(|line| width(line, NAME_SIZE, Weight::Regular));
    let widest = titles.chain(names).fold(0.0, f64::max);
    let second = if second_line.is_some() { NAME_LEADING } else { 0.0 };
    let rows = title_lines.len() as f64 * TITLE_LEADING + second;
    let size = MapSize::new((widest + 2.0 * SIDE).max(84.0), rows + UPRIGHT);
    BoxText { size, title_lines, second_line }
}

/// The size of the box of a position; none where it has no text.
pub(super) fn size_of(sizes: &BTreeMap<PositionId, BoxText>, id: PositionId) -> MapSize {
    sizes.get(&id).map_or_else(MapSize::default, |text| text.size)
}

/// Boxes that are all alike: so large that most texts fit, in one form for all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Alike {
    pub(super) size: MapSize,
    lines: usize,
}

impl Alike {
    /// As large as the largest of some boxes is.
    pub(super) fn of<'a>(some: impl Iterator<Item = &'a Position>, widest: f64) -> Self {
        let (mut width, mut lines) = (0.0_f64, 1);
        for text in some.map(|position| box_text(position, widest, true)) {
            width = width.max(text.size.width);
            lines = lines.max(text.title_lines.len());
        }
        let height = lines as f64 * TITLE_LEADING + NAME_LEADING + UPRIGHT;
        Self { size: MapSize::new(width.max(84.0), height), lines }
    }

    /// The text of a position in such a box.
    pub(super) fn text(&self, position: &Position) -> BoxText {
        let title = position.title.trim();
        let title = if title.is_empty() { "Untitled" } else { title };
        let room = text_room(self.size.width);
        let title_lines = wrap(title, TITLE_SIZE, Weight::SemiBold, room + 0.01, self.lines);
        BoxText { size: self.size, title_lines, second_line: second_line(position, room) }
    }
}

fn second_line(position: &Position, widest: f64) -> Option<String> {
    if position.is_vacant() {
        return Some("vacant".into());
    }
    let names: Vec<&str> = position
        .holders
        .iter()
        .map(|holder| holder.name.trim())
        .filter(|name| !name.is_empty() && *name != position.title.trim())
        .collect();
    let line = names.join(", ");
    (!line.is_empty()).then(|| shorten(&line, NAME_SIZE, Weight::Regular, widest).into_owned())
}
