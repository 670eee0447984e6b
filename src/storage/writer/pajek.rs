//! Pajek: one list of arcs for each kind of tie.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Outgoing, color};
use crate::model::PositionId;

/// The remark that says that places are those of boxes.
pub(in crate::storage) const OURS: &str = "% Fulcrum";

/// Writes a network of Pajek.
pub(in crate::storage) fn write(out: &Outgoing<'_>) -> Result<Vec<u8>, String> {
    let title = one_line(&out.map.header().title);
    let count = out.stage.positions().len();
    let mut text = format!("{OURS}\n*Network {title}\n*Vertices {count}\n");
    let mut numbers: BTreeMap<PositionId, usize> = BTreeMap::new();
    for (number, id) in out.stage.positions().ids().enumerate() {
        numbers.insert(id, number + 1);
        let _ = write!(text, "{} \"{}\"", number + 1, one_line(out.label(id)));
        if let Some(place) = out.stage.placements().get(id).and_then(|it| it.at) {
            let _ = write!(text, " {} {} 0", place.x, place.y);
        }
        text.push_str(if out.is_team(id) { " ellipse\n" } else { " box\n" });
    }
    let ties = out.ties();
    for (relation, kind) in Outgoing::kinds(&ties).iter().enumerate() {
        let _ = writeln!(text, "*Arcs :{} \"{}\"", relation + 1, one_line(kind));
        let (red, green, blue) = color(kind);
        for tie in ties.iter().filter(|tie| tie.kind == *kind) {
            let (from, to) = (numbers[&tie.from], numbers[&tie.to]);
            let pattern = if tie.dotted { " p Dots" } else { "" };
            let _ = writeln!(
                text,
                "{from} {to} {} c RGB{red:02X}{green:02X}{blue:02X}{pattern}",
                tie.weight
            );
        }
    }
    Ok(text.into_bytes())
}

/// A text on one line without the sign that would end it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('"', "'")
}
