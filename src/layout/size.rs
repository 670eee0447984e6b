use crate::model::Position;
use crate::quantity::MapSize;
use crate::typeface::{Weight, shorten, width, wrap};

/// The size of titles, in map units.
const TITLE: f64 = 15.0;
/// The size of holders' names.
const NAMES: f64 = 12.0;
/// Room at each side for a bar and its distance from the text.
const SIDE: f64 = 26.0;
/// The widest a title may run.
const ROOM: f64 = 158.0;

/// The text of a position's box, broken into lines, and the size of the box round it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BoxText {
    /// The box.
    pub size: MapSize,
    /// The title, on one or two lines.
    pub title_lines: Vec<String>,
    /// The names of the holders, or that there are none; nothing when nobody is named.
    pub second_line: Option<String>,
}

impl BoxText {
    /// The same text in a box whose width and height have changed places, for a chart that runs
    /// sideways.
    pub(super) fn turned(&self) -> Self {
        let size = MapSize::new(self.size.height, self.size.width);
        Self { size, ..self.clone() }
    }
}

/// The box of a unit that is drawn as one: its name and how many people are in it.
pub(super) fn unit_text(name: &str, people: usize) -> BoxText {
    let name = name.trim();
    let name = if name.is_empty() { "Untitled" } else { name };
    let title_lines = wrap(name, TITLE, Weight::SemiBold, ROOM, 2);
    let second = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    sized(title_lines, Some(second))
}

/// Sizes the box of a position by its text.
#[must_use]
pub fn box_text(position: &Position) -> BoxText {
    let title = position.title.trim();
    let title = if title.is_empty() { "Untitled" } else { title };
    let title_lines = wrap(title, TITLE, Weight::SemiBold, ROOM, 2);
    sized(title_lines, second_line(position))
}

fn sized(title_lines: Vec<String>, second_line: Option<String>) -> BoxText {
    let titles = title_lines.iter().map(|line| width(line, TITLE, Weight::SemiBold));
    let names = second_line.iter().map(|line| width(line, NAMES, Weight::Regular));
    let widest = titles.chain(names).fold(0.0, f64::max);
    let rows = title_lines.len() as f64 * 19.0 + if second_line.is_some() { 17.0 } else { 0.0 };
    let size = MapSize::new((widest + 2.0 * SIDE).clamp(110.0, 210.0), (rows + 26.0).max(56.0));
    BoxText { size, title_lines, second_line }
}

fn second_line(position: &Position) -> Option<String> {
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
    (!line.is_empty()).then(|| shorten(&line, NAMES, Weight::Regular, ROOM).into_owned())
}
