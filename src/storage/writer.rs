//! One stage of a map as a file of another program.

pub(super) mod dl;
pub(super) mod dot;
pub(super) mod gexf;
pub(super) mod graphml;
pub(super) mod pajek;
pub(super) mod workbook;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::own_tables::{OwnTable, stage_tables};
use crate::model::{LineKind, OrgMap, PositionId, PositionKind, Stage, StageId, codes};
use crate::quantity::MapRect;

/// Where the boxes of positions lie on the drawing.
pub type Boxes = BTreeMap<PositionId, MapRect>;

/// What is written.
pub(super) struct Outgoing<'a> {
    pub(super) map: &'a OrgMap,
    pub(super) id: StageId,
    pub(super) stage: &'a Stage,
    pub(super) boxes: &'a Boxes,
}

/// The kind of dotted lines, where kinds are all that tells ties apart.
const DOTTED: &str = "reports_to (dotted)";

/// A line or flow as a tie of a network.
struct OutTie {
    from: PositionId,
    to: PositionId,
    kind: String,
    weight: f64,
    dotted: bool,
}

impl Outgoing<'_> {
    /// The tables of positions and of ties, as our own folders have them.
    fn tables(&self) -> (OwnTable, OwnTable) {
        let tables = stage_tables(self.map, self.id).unwrap_or_default();
        let mut tables = tables.into_iter();
        let empty = || OwnTable { name: String::new(), rows: vec![Vec::new()] };
        (tables.next().unwrap_or_else(empty), tables.next().unwrap_or_else(empty))
    }

    fn codes(&self) -> BTreeMap<PositionId, String> {
        codes(self.stage)
    }

    /// Lines and flows, in the order of the table of ties.
    fn ties(&self) -> Vec<OutTie> {
        let mut lines: Vec<_> = self.stage.lines().iter().collect();
        lines.sort_by_key(|(id, line)| (line.kind, *id));
        let lines = lines.into_iter().map(|(_, line)| OutTie {
            from: line.from,
            to: line.to,
            kind: if line.kind == LineKind::Dotted { DOTTED } else { "reports_to" }.into(),
            weight: 1.0,
            dotted: line.kind == LineKind::Dotted,
        });
        let flows = self.stage.flows().iter().map(|(_, flow)| OutTie {
            from: flow.from,
            to: flow.to,
            kind: super::own_tables::kind_word(&flow.kind).to_owned(),
            weight: flow.frequency.get(),
            dotted: false,
        });
        lines.chain(flows).collect()
    }

    /// All kinds of ties, each once, in the order in which they first come.
    fn kinds(ties: &[OutTie]) -> Vec<String> {
        let mut seen = std::collections::BTreeSet::new();
        ties.iter()
            .map(|tie| &tie.kind)
            .filter(|kind| seen.insert(kind.as_str()))
            .cloned()
            .collect()
    }

    /// What a position is shown as.
    fn label(&self, id: PositionId) -> &str {
        self.stage.positions().get(id).map_or("", |position| position.title.as_str())
    }

    fn is_team(&self, id: PositionId) -> bool {
        self.stage.positions().get(id).is_some_and(|it| it.kind == PositionKind::Team)
    }
}

/// The colour by which a kind of tie is told apart, as three numbers up to 255.
fn color(kind: &str) -> (u8, u8, u8) {
    match kind {
        "reports_to" | DOTTED => (0x5b, 0x64, 0x70),
        "consults" => (0x1f, 0x77, 0x8d),
        "instructs" => (0xb0, 0x4a, 0x2f),
        "informs" => (0x6a, 0x51, 0xa3),
        _ => (0x8a, 0x8a, 0x8a),
    }
}

/// A text that XML can hold, in attributes and between elements.
fn escaped(text: &str) -> Cow<'_, str> {
    let is_plain =
        |byte: u8| byte >= b' ' && !matches!(byte, b'<' | b'>' | b'&' | b'"' | b'\'' | 0xef);
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let admitted = text.chars().map(|letter| match letter {
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
            '\u{fffd}'
        }
        _ => letter,
    });
    let admitted: String = admitted.collect();
    // Line breaks in attributes would be read as blanks.
    quick_xml::escape::escape(admitted.as_str()).replace('\n', "&#10;").replace('\t', "&#9;").into()
}
