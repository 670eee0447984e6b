//! DOT: a cluster for each unit, kinds as labels and colours.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Outgoing, color};
use crate::model::{PositionId, UnitId};

/// Writes DOT.
pub(in crate::storage) fn write(out: &Outgoing<'_>) -> Result<Vec<u8>, String> {
    let codes = out.codes();
    let title = quoted(&out.map.header().title);
    let mut text = format!("digraph {title} {{\n  rankdir=BT;\n  node [shape=box];\n");
    let mut members: BTreeMap<Option<UnitId>, Vec<PositionId>> = BTreeMap::new();
    for (id, position) in out.stage.positions().iter() {
        members.entry(position.unit).or_default().push(id);
    }
    // In their order first: a cluster only says which of them lie in it.
    for id in out.stage.positions().ids() {
        let (code, label) = (quoted(&codes[&id]), quoted(out.label(id)));
        let _ = writeln!(text, "  {code} [label={label}];");
    }
    members.remove(&None);
    clusters(&mut text, out, &codes, &members);
    for tie in out.ties() {
        let (red, green, blue) = color(&tie.kind);
        let style = if tie.dotted { ", style=dashed" } else { "" };
        let _ = writeln!(
            text,
            "  {} -> {} [label={}, weight={}, color=\"#{red:02x}{green:02x}{blue:02x}\"{style}];",
            quoted(&codes[&tie.from]),
            quoted(&codes[&tie.to]),
            quoted(&tie.kind),
            tie.weight
        );
    }
    text.push_str("}\n");
    Ok(text.into_bytes())
}

/// Opens and closes clusters on the way through the units, each inside of the one it lies in.
fn clusters(
    text: &mut String,
    out: &Outgoing<'_>,
    codes: &BTreeMap<PositionId, String>,
    members: &BTreeMap<Option<UnitId>, Vec<PositionId>>,
) {
    enum Step {
        Open(Option<UnitId>, usize),
        Close(usize),
    }
    let mut steps = vec![Step::Open(None, 1)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Close(depth) => {
                let _ = writeln!(text, "{}}}", "  ".repeat(depth));
            }
            Step::Open(unit, depth) => {
                let inside = "  ".repeat(depth + usize::from(unit.is_some()));
                if let Some(record) = unit.and_then(|id| out.stage.units().get(id)) {
                    let name = unit.map(|id| id.to_string()).unwrap_or_default();
                    let pad = "  ".repeat(depth);
                    let _ = writeln!(text, "{pad}subgraph cluster_{name} {{");
                    let _ = writeln!(text, "{inside}label={};", quoted(&record.name));
                    steps.push(Step::Close(depth));
                }
                for id in members.get(&unit).into_iter().flatten() {
                    let _ = writeln!(text, "{inside}{};", quoted(&codes[id]));
                }
                let inner = out.stage.units().iter().filter(|(_, it)| it.parent == unit);
                let inner: Vec<_> = inner.map(|(id, _)| id).collect();
                let deeper = depth + usize::from(unit.is_some());
                steps.extend(inner.into_iter().rev().map(|id| Step::Open(Some(id), deeper)));
            }
        }
    }
}

/// A name in quotes, in which nothing is an escape.
fn quoted(text: &str) -> String {
    let text: String = text.chars().filter(|letter| *letter != '\0').collect();
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
